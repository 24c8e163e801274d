"""What a site repeats on its pages: menus, appeals and addresses that came along with the text.

A line belongs to the site when several of its pages have it and have nothing else in common. Pages that are alike as a
whole, as the versions of one report are, say nothing about that: what they share is news.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from briefing.compose.cards import card_of
from briefing.compose.held import Readable
from briefing.model import Card, Span

_PAGES = 3
"""Pages of a site that have the same line, so that it is the site's."""
_OWN = 600
"""Characters of its own by which a page is no version of another, however much the two share."""


def find_templates(articles: Sequence[Readable]) -> tuple[tuple[Span, ...], ...]:
    """Return for each article the lines, in order, that its site repeats on its pages."""
    return _find(articles, _PAGES, lambda own, page: own * 2 > page)


def find_shared(articles: Sequence[Readable]) -> tuple[tuple[Span, ...], ...]:
    """Return for each article the lines, in order, that another page of its site has too beside a text of its own.

    They may be news, such as a sentence that two reports quote, but do not tell whether the rest is on one event; and
    pages of which more than half is menus and notices have them even where there are but two.
    """
    return _find(articles, 2, lambda own, page: own >= _OWN)


def stands_on(templates: Sequence[Span], span: Span) -> bool:
    """Whether most of `span` lies on `templates`, the lines of its article that `find_templates` found."""
    inside = sum(max(min(line.end, span.end) - max(line.start, span.start), 0) for line in templates)
    return inside * 2 > span.end - span.start


def _find(
    articles: Sequence[Readable], least: int, stands_alone: Callable[[int, int], bool]
) -> tuple[tuple[Span, ...], ...]:
    """Return each article's lines that so many pages of its site have; see `_repeated`."""
    found: list[tuple[Span, ...]] = [()] * len(articles)
    for numbers in _sites(articles, least):
        pages = [_page(card_of(articles[number])) for number in numbers]
        repeated = _repeated(pages, least, stands_alone)
        for number, page in zip(numbers, pages, strict=True):
            own = page.places[np.isin(page.lines, repeated)] if len(repeated) else ()
            found[number] = tuple(Span(start, end) for start, end in (place.tolist() for place in own))
    return tuple(found)


def _sites(articles: Sequence[Readable], least: int) -> Iterator[list[int]]:
    """Yield the pages of each site that has enough of them; what names no site stands for itself."""
    sites: dict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        site = urlsplit(article.source.url).netloc.lower().removeprefix("www.") or article.source.outlet.casefold()
        if site:
            sites[site].append(number)
    return (pages for pages in sites.values() if len(pages) >= least)


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page, as numbers, and where each begins and ends."""

    lines: NDArray[np.uint64]
    places: NDArray[np.uint32]

    def length(self, of: NDArray[np.bool_] | slice = slice(None)) -> int:
        """Return the characters of its lines, or of some of them."""
        places = self.places[of]
        return int((places[:, 1] - places[:, 0]).sum())


def _page(card: Card) -> _Page:
    return _Page(np.frombuffer(card.lines, np.uint64), np.frombuffer(card.places, np.uint32).reshape(-1, 2))


def _repeated(pages: Sequence[_Page], least: int, stands_alone: Callable[[int, int], bool]) -> NDArray[np.uint64]:
    """Return the lines that enough pages have beside a text of their own, told by its length and that of the page."""
    common = _held_by([page.lines for page in pages], least)
    if not len(common):
        return common
    votes = []
    for page in pages:
        is_common = np.isin(page.lines, common)
        if stands_alone(page.length() - page.length(is_common), page.length()):
            votes.append(page.lines[is_common])
    return _held_by(votes, least)


def _held_by(pages: Sequence[NDArray[np.uint64]], least: int) -> NDArray[np.uint64]:
    """Return the lines that at least so many pages have."""
    lines = [np.empty(0, np.uint64), *map(np.unique, pages)]
    found, counts = np.unique(np.concatenate(lines), return_counts=True)
    return found[counts >= least]
