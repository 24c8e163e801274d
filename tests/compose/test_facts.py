"""The words of a sentence that tell; what is made of its numbers and days stands in test_discrepancies.py."""

from hypothesis import example, given
from hypothesis import strategies as st

from briefing.compose.facts import list_words
from briefing.compose.spellings import WORD
from briefing.lexicon import load_lexicon
from briefing.vectors import stem

PIECES = [
    "The",
    "workers",
    "U.S",
    "Dachev’s",
    "O'Brien",
    "12",
    "two",
    "a",
    "ΑΣ",
    "İzmir",
    "п’ять",
    "-",
    "’",
    "_",
    " ",
    " ",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["en", "uk", ""]))
@example(["ΑΣ", "’", "a"], "")
def test_words_are_those_of_all_tokens(pieces: list[str], language: str) -> None:
    """Each by itself in lower case, without its ending, without figures, small words and single letters."""
    text, lexicon = f"{''.join(pieces)}.", load_lexicon(language)
    lower = [token.lower() for token in WORD.findall(text)]
    stems = {stem(word) for word in lower if len(word) > 1 and word not in lexicon.function_words}
    assert list_words(text, language) == {
        word for word in stems if not word[0].isdecimal() and word not in lexicon.number_words
    }


def test_a_headline_has_none() -> None:
    """It states nothing."""
    assert list_words("Workers leave Varna", "en") == frozenset()
    assert list_words("Workers leave Varna.", "en")
