"""The narration and its tokens."""

import pytest

from briefing.extract.tokens import Narration, find_token
from briefing.lexicon import load_lexicon
from briefing.model import Span

TEXT = "Anna Nowak's tug, she said, waits."


def tokens(language: str = "en") -> Narration:
    """The narration of the text in a language."""
    return Narration(TEXT, load_lexicon(language))


def test_a_token_knows_how_its_word_is_written() -> None:
    """Lower case, whether it is a word, whether it has a capital, whether something is its own."""
    name, comma = (next(one for one in tokens().tokens(Span(0, 18)) if one.text == text) for text in ("Nowak", ","))
    assert (name.lower, name.is_word, name.is_capital, name.possessive) == ("nowak", True, True, True)
    assert (comma.lower, comma.is_word, comma.is_capital, comma.possessive) == (",", False, False, False)


@pytest.mark.parametrize("offset", range(len(TEXT) + 1))
def test_a_token_is_found_by_where_it_begins(offset: int) -> None:
    """The first one at an offset or behind; one more than the last where there is none."""
    found = tokens().tokens(Span(0, len(TEXT)))
    expected = next((place for place, token in enumerate(found) if token.start >= offset), len(found))
    assert find_token(found, offset) == expected


def test_a_narration_is_used_again_where_nothing_makes_another_of_it() -> None:
    """Neither what is blanked in it nor the language, which may take words apart."""
    english, french = tokens(), tokens("fr")
    assert english.neutral(TEXT) is english
    assert english.neutral(TEXT.lower()) is not english
    assert french.neutral(TEXT) is not french
