"""Who is named behind a title: the sentences that are passed over have nobody."""

from collections.abc import Iterator

from factories import article
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.compose.lookup import fold_text
from briefing.compose.spellings import WORD, find_holders
from briefing.lexicon import load_lexicon
from briefing.model import Article

PIECES = {
    "en": [
        "Prime",
        "Minister",
        "minister's",
        "vice-president",
        "Marin",
        "Cholaku",
        "MINISTER",
        "Monday",
        "the",
        "12",
        "_",
    ],
    "uk": ["прем'єр-міністр", "Прем’єр", "міністр", "Марін", "Чолаку", "МІНІСТР", "та", "понеділка"],
}
TEXTS = st.sampled_from(sorted(PIECES)).flatmap(
    lambda language: st.tuples(
        st.just(language), st.lists(st.sampled_from([*PIECES[language], " ", " ", " ", "-", ". A "]), max_size=14)
    )
)


def read_all(one: Article) -> Iterator[tuple[list[str], list[str]]]:
    """Read every sentence word by word: a run of titles that ends in an office, and the capitals behind it."""
    lexicon = load_lexicon(one.source.language)
    titles, dates = lexicon.offices | lexicon.office_modifiers, lexicon.calendar - lexicon.calendar_names
    for sentence in one.sentences:
        words = [match[0] for match in WORD.finditer(one.text, sentence.span.start, sentence.span.end)]
        while words:
            title = [word.lower() for word in words[: first(word.lower() not in titles for word in words)]]
            rest = words[len(title) :]
            name = rest[: first(not word[0].isupper() or word.lower() in dates for word in rest)]
            held = name and title and title[-1] in lexicon.offices
            if held:
                yield title, name
            words = rest[len(name) :] if held else words[max(len(title), 1) :]


def first(holds: Iterator[bool]) -> int | None:
    """Where something holds for the first time."""
    return next((place for place, one in enumerate(holds) if one), None)


@given(TEXTS)
@example(("en", ["Minister", " ", "minister", "_", "Marin"]))
def test_all_are_found_who_are_named_behind_a_title(told: tuple[str, list[str]]) -> None:
    """As if each sentence were read, in every language."""
    language, pieces = told
    one = article(f"A {''.join(pieces)}.", language=language)
    found = [([*holder.title], [*holder.name]) for holder in find_holders(one, fold_text(one.text))]
    assert found == [*read_all(one)]
