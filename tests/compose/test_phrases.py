"""Phrases are found in one pass where a search for each of them finds them."""

from collections.abc import Iterator, Sequence

from factories import article
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.compose.phrases import Finder, compile_any, expression
from briefing.compose.themes import Matcher
from briefing.model import Phrase, Span, Theme

WORDS = [
    "drone",
    "Drones",
    "drone*",
    "dr*",
    "*",
    "company",
    "f-16*",
    "U.S",
    "İzmir*",
    "ſea",
    "-",
    "**",
    "о*",
    "αι\u0345",
    "ΟΔΟΣ",
]
PHRASES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=5)
PIECES = [
    "drone",
    "DRONES",
    "dr",
    "companies",
    "F-16s",
    "u.s",
    "izmir",
    "SEA",
    "Kſea",
    "οδος",
    "ᲂ",
    "αιι",
    "x\u0345",
    "_",
    "3",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", " ", " ", "-", "\n", "’", "."]), max_size=14).map("".join)


def search_each(phrases: Sequence[str], text: str, span: Span) -> Iterator[tuple[int, Span]]:
    """Search the stretch for one phrase after the other: what a finder has to agree with."""
    for number, phrase in enumerate(phrases):
        for match in compile_any([expression(phrase, "en")]).finditer(text, span.start, span.end):
            yield number, Span(*match.span())


@given(PHRASES, TEXTS, st.integers(0, 40), st.integers(0, 40))
@example(["drone*"], "drones", 0, 5)
@example(["drone"], "drones", 0, 5)
@example(["* drone"], "a drone drone drone", 0, 19)
@example(["ιο"], "\u0345ο", 0, 2)
@example(["αι\u0345"], "αιι", 0, 3)
@example(["drone * drone"], "drone a drone b drone", 0, 21)
def test_a_finder_finds_what_a_search_for_each_finds(phrases: list[str], text: str, start: int, length: int) -> None:
    """In any stretch of any text, be it cut amid a word."""
    span = Span(min(start, len(text)), min(start + length, len(text)))
    found = Finder([(phrase, "en") for phrase in phrases]).find(text, span)
    assert sorted(found, key=str) == sorted(search_each(phrases, text, span), key=str)


@given(PHRASES, PHRASES, TEXTS, st.integers(0, 40))
def test_a_theme_is_assigned_where_its_phrases_stand_and_no_exclude(
    phrases: list[str], excludes: list[str], text: str, start: int
) -> None:
    """As if each of them were searched for."""
    whole = f"x {text} y"
    span = Span(min(start, len(whole)), len(whole))
    held = Theme("t", "T", 0, tuple(map(Phrase, phrases)), tuple(excludes))
    expected = any(search_each(phrases, whole, span)) and not any(search_each(excludes, whole, span))
    assert bool(Matcher([held]).match(article(whole), span)) == expected
    assert bool(Matcher([held]).match(article(whole), span)) == expected
