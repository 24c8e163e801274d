"""What a site repeats on its pages: menus, appeals and addresses that came along with the text.

A line belongs to the site when several of its pages have it and have nothing else in common. Pages that are alike as a
whole, as the versions of one report are, say nothing about that: what they share is news.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from urllib.parse import urlsplit

from briefing.compose.held import Readable
from briefing.model import Span

_PAGES = 3
"""Pages of a site that have the same line, so that it is the site's."""
_OWN = 600
"""Characters of its own by which a page is no version of another, however much the two share."""

Line = tuple[Span, bytes]
"""Where a line stands, and the digest of its words."""


def find_templates(articles: Sequence[Readable]) -> tuple[tuple[Span, ...], ...]:
    """Return for each article the lines, in order, that its site repeats on its pages."""
    return _find(articles, _PAGES, lambda own, page: own * 2 > page)


def find_shared(articles: Sequence[Readable]) -> tuple[tuple[Span, ...], ...]:
    """Return for each article the lines, in order, that another page of its site has too beside a text of its own.

    They may be news, such as a sentence that two reports quote, but do not tell whether the rest is on one event; and
    pages of which more than half is menus and notices have them even where there are but two.
    """
    return _find(articles, 2, lambda own, page: own >= _OWN)


def own_text(article: Readable, lines: Sequence[Span]) -> str:
    """Return an article's text without some of its lines."""
    text = article.text
    for span in reversed(lines):
        text = text[: span.start] + text[span.end :]
    return text


def stands_on(templates: Sequence[Span], span: Span) -> bool:
    """Whether most of `span` lies on `templates`, the lines of its article that `find_templates` found."""
    inside = sum(max(min(line.end, span.end) - max(line.start, span.start), 0) for line in templates)
    return inside * 2 > span.end - span.start


def _find(
    articles: Sequence[Readable], least: int, stands_alone: Callable[[int, int], bool]
) -> tuple[tuple[Span, ...], ...]:
    """Return each article's lines that so many pages of its site have; see `_repeated`."""
    found: list[tuple[Span, ...]] = [()] * len(articles)
    for pages in _sites(articles, least):
        lines = {page: tuple(_lines(articles[page].text)) for page in pages}
        repeated = _repeated(list(lines.values()), least, stands_alone)
        for page, own in lines.items():
            found[page] = tuple(span for span, digest in own if digest in repeated)
    return tuple(found)


def _sites(articles: Sequence[Readable], least: int) -> Iterator[list[int]]:
    """Yield the pages of each site that has enough of them; what names no site stands for itself."""
    sites: dict[str, list[int]] = defaultdict(list)
    for page, article in enumerate(articles):
        site = urlsplit(article.source.url).netloc.lower().removeprefix("www.") or article.source.outlet.casefold()
        if site:
            sites[site].append(page)
    return (pages for pages in sites.values() if len(pages) >= least)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        words = " ".join(line.casefold().split())
        if words:
            yield Span(start, start + len(line)), blake2b(words.encode(), digest_size=8).digest()
        start += len(line) + 1


def _repeated(
    pages: Sequence[Sequence[Line]], least: int, stands_alone: Callable[[int, int], bool]
) -> frozenset[bytes]:
    """Return the lines that enough pages have beside a text of their own, told by its length and that of the page."""
    counts = Counter(digest for lines in pages for digest in {digest for _, digest in lines})
    votes: Counter[bytes] = Counter()
    for lines in pages:
        common = [(span, digest) for span, digest in lines if counts[digest] >= least]
        if stands_alone(_length(lines) - _length(common), _length(lines)):
            votes.update({digest for _, digest in common})
    return frozenset(digest for digest, count in votes.items() if count >= least)


def _length(lines: Sequence[Line]) -> int:
    return sum(span.end - span.start for span, _ in lines)
