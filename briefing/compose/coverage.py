"""How many articles are on each theme and day: counted before anything is chosen, so that lengths do not bound it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from briefing.compose.candidates import Candidate
from briefing.compose.themes import OTHER
from briefing.model import Article, Coverage, PastCoverage


def cover(candidates: Iterable[Candidate], slugs: Sequence[str]) -> tuple[Coverage, ...]:
    """Return the coverage of each theme, in the order of `slugs`.

    An article is on every theme that a point or a quotation of it is assigned to; on OTHER where one is on no theme.
    """
    articles: dict[str, tuple[int, Article]] = {}
    themes: dict[str, set[str]] = {}
    for one in candidates:
        articles[one.article.id] = one.order, one.article
        themes.setdefault(one.article.id, set()).update({reason.theme for reason in one.reasons} or {OTHER})
    ordered = [article for _, article in sorted(articles.values(), key=lambda known: known[0])]
    return tuple(_count(slug, [one for one in ordered if slug in themes[one.id]]) for slug in slugs)


def comparable(past: Iterable[PastCoverage], slugs: Sequence[str]) -> tuple[PastCoverage, ...]:
    """Return those of `past`, the oldest first, behind which every one counted all the themes of `slugs`."""
    latest_first = reversed(tuple(past))
    return tuple(takewhile(lambda one: {*slugs} <= dict(one.articles).keys(), latest_first))[::-1]


def _count(slug: str, articles: Sequence[Article]) -> Coverage:
    days = Counter(one.source.published for one in articles if one.source.published)
    return Coverage(slug, tuple(one.id for one in articles), tuple(sorted(days.items())))
