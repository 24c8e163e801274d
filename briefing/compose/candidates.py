"""What may be printed: the points and full quotations of all articles, each under the theme it opens with."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log2

from briefing.compose.held import Held
from briefing.compose.locate import names
from briefing.compose.sort import Sorted
from briefing.compose.templates import stands_on
from briefing.compose.themes import OTHER, Matcher
from briefing.model import Article, Digest, KeyPoint, Passage, Quote, Reason, Span, Story
from briefing.settings import Settings

_LONG = 60
"""Words from which a quotation gains no more."""
_CARRIED = 0.25
"""What it adds to an item's worth that its story has eight origins, and again that it has eight articles; the best
sentence of an article is worth 1."""
_MANY = 8
_LEAD, _FADE = 0.8, 80
"""What it adds to a point's worth that it opens its article, and the words behind which a third of that is left.

Of points that stand deep in an article a reader of news found nearly half to want what was said before them, of those
that open one none.
"""
_LOOSE = 0.8
"""What it takes from a point's worth that it means something said before it, and again that it does so twice."""
_OFF_THEME = 0.3
"""What it takes from a point's worth that it names no theme in words of its own."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point or quotation that may be printed."""

    content: KeyPoint | Quote
    held: Held
    """Its article."""
    order: int
    """Of its article: this period's by date, then undated ones."""
    story: int
    """The order of the first article of its story."""
    worth: float
    """What speaks for it in its article, and how many carry its story."""
    reasons: tuple[Reason, ...]
    home: str
    """Slug of the theme it is printed under."""
    pinned: bool = False

    @property
    def passage(self) -> Passage:
        """Its words and where they stand."""
        return self.content.excerpt.passage if isinstance(self.content, KeyPoint) else self.content.passage

    @property
    def span(self) -> Span:
        """Where it stands in its article."""
        return self.passage.span

    @property
    def text(self) -> str:
        """The source's words."""
        return self.passage.text

    @property
    def language(self) -> str:
        """That of its article."""
        return self.held.source.language

    @property
    def dated(self) -> bool:
        """Whether its article has a date."""
        return self.held.source.published is not None

    @property
    def place(self) -> tuple[int, int, int]:
        """Sorts story by story, there article by article, in the article's order."""
        return (self.story, self.order, self.span.start)


@dataclass(frozen=True, slots=True)
class _Item:
    """An article, fetched, and what its place among the others says."""

    held: Held
    digest: Digest
    order: int
    story: int
    carried: float
    """What those who carry its story add to the worth of its items."""


def find_candidates(
    inputs: Sorted, stories: Sequence[Story], matcher: Matcher, settings: Settings
) -> Iterator[Candidate]:
    """Yield all points and full quotations of the articles that are used, each under the theme it opens with.

    What stands on lines that a site repeats on its pages is left out.
    """
    for item, lines in zip(_items(inputs.used, stories), inputs.templates, strict=True):
        for one in (*_points(item, matcher, settings.pin), *_quotes(item, matcher, settings.pin)):
            if not (stands_on(lines, one.span) or _named_in(settings.exclude, item.digest.article, one.span)):
                yield one


def _items(used: Sequence[Held], stories: Sequence[Story]) -> Iterator[_Item]:
    by_article = {id: story for story in stories for id in story.articles}
    first: dict[str, int] = {}
    for order, held in enumerate(used):
        story = by_article[held.id]
        carried = (
            _CARRIED * sum(log2(min(len(those), _MANY)) for those in (story.origins, story.articles)) / log2(_MANY)
        )
        yield _Item(held, held.digest, order, first.setdefault(story.id, order), carried)


def _points(item: _Item, matcher: Matcher, pin: Sequence[str]) -> Iterator[Candidate]:
    article = item.digest.article
    opening = _opening(article, matcher)
    for point in item.digest.points:
        span = point.excerpt.passage.span
        reasons = matcher.match(article, span) or opening
        home = reasons[0].theme if reasons else OTHER
        off_theme = _OFF_THEME * any(reason.from_paragraph for reason in reasons)
        lead = _LEAD * exp(-_count_words(article, span.start) / _FADE)
        worth = point.score + lead + item.carried - off_theme - _LOOSE * min(point.loose, 2)
        yield Candidate(point, item.held, item.order, item.story, worth, reasons, home, _named_in(pin, article, span))


def _count_words(article: Article, end: int) -> int:
    """Return how many words stand before a place; far from the beginning it does not matter how many."""
    return len(article.text[: min(end, _FADE * 50)].split())


def _opening(article: Article, matcher: Matcher) -> tuple[Reason, ...]:
    """Return the themes of an article's first paragraph: what follows belongs to them, unless it names its own."""
    reasons = matcher.match(article, article.paragraphs[0]) if article.paragraphs else ()
    return tuple(replace(reason, from_paragraph=1) for reason in reasons)


def _quotes(item: _Item, matcher: Matcher, pin: Sequence[str]) -> Iterator[Candidate]:
    article = item.digest.article
    for quote, reasons in _themes_of_quotes(article, matcher).items():
        home = reasons[0].theme if reasons else OTHER
        worth = _substance(quote, reasons) + item.carried
        pinned = _named_in(pin, article, quote.passage.span)
        yield Candidate(quote, item.held, item.order, item.story, worth, reasons, home, pinned)


def _substance(quote: Quote, reasons: Sequence[Reason]) -> float:
    """Return what a quotation is worth: above all a named speaker, then that it is on the theme itself, then words."""
    own = any(reason.from_paragraph is None for reason in reasons)
    words = min(len(quote.passage.text.split()), _LONG) / _LONG
    return 4 * (quote.speaker is not None) + 2 * own + words


def _themes_of_quotes(article: Article, matcher: Matcher) -> dict[Quote, tuple[Reason, ...]]:
    """Return each full quotation's themes; without its own, those of the words that lead in, else of the opening."""
    opening = _opening(article, matcher)
    found: dict[Quote, tuple[Reason, ...]] = {}
    known: dict[int, tuple[Reason, ...]] = {}
    for quote in sorted((q for q in article.quotes if q.full), key=lambda q: q.passage.span.start):
        own = matcher.match(article, quote.passage.span) or _lead_in(article, quote, matcher, known)
        known[quote.paragraph] = own
        found[quote] = own or opening
    return found


def _lead_in(
    article: Article, quote: Quote, matcher: Matcher, known: Mapping[int, tuple[Reason, ...]]
) -> tuple[Reason, ...]:
    place = bisect_right(article.sentences, quote.passage.span.start, key=lambda sentence: sentence.span.end) - 1
    if place < 0 or quote.paragraph - article.sentences[place].paragraph > 1:
        return ()
    before = article.sentences[place]
    paragraph = before.paragraph
    reasons = known[paragraph] if paragraph in known else matcher.match(article, before.span)
    return tuple(replace(reason, from_paragraph=reason.from_paragraph or paragraph) for reason in reasons)


def _named_in(locators: Sequence[str], article: Article, span: Span) -> bool:
    """Whether a locator names one of the paragraphs that `span` touches."""
    if not locators:
        return False
    touched = range(article.paragraph_at(span.start), article.paragraph_at(span.end - 1) + 1)
    return any(names(one, article.source.path, paragraph) for one in locators for paragraph in touched)
