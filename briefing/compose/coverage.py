"""How many articles are on each theme and day: counted before anything is chosen, so that lengths do not bound it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from briefing.compose.held import Readable
from briefing.model import Coverage, PastCoverage


def cover(on_themes: Sequence[tuple[Readable, frozenset[str]]], slugs: Sequence[str]) -> tuple[Coverage, ...]:
    """Return the coverage of each theme, in the order of `slugs`, of articles with the themes that each is on."""
    return tuple(_count(slug, [one for one, themes in on_themes if slug in themes]) for slug in slugs)


def comparable(past: Iterable[PastCoverage], slugs: Sequence[str]) -> tuple[PastCoverage, ...]:
    """Return those of `past`, the oldest first, behind which every one counted all the themes of `slugs`."""
    latest_first = reversed(tuple(past))
    return tuple(takewhile(lambda one: {*slugs} <= dict(one.articles).keys(), latest_first))[::-1]


def _count(slug: str, articles: Sequence[Readable]) -> Coverage:
    days = Counter(one.source.published for one in articles if one.source.published)
    return Coverage(slug, tuple(one.id for one in articles), tuple(sorted(days.items())))
