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
from briefing.model import Article, Digest, KeyPoint, Quote, Reason, Span, Story
from briefing.settings import Settings
from briefing.store import Memo

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
_AT_ONCE = 500
"""Articles whose offers are in memory."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an article offers by itself: a point or quotation, whatever the other articles are."""

    is_point: bool
    number: int
    """Of the point, or of the quotation, in its article."""
    span: Span
    text: str
    """The source's words."""
    worth: float
    """What speaks for it in its article."""
    reasons: tuple[Reason, ...]
    home: str
    """Slug of the theme that it opens with."""
    pinned: bool


_Offers = tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point or quotation that may be printed."""

    offer: Offer
    held: Held
    """Its article."""
    order: int
    """Of its article: this period's by date, then undated ones."""
    story: int
    """The order of the first article of its story."""
    worth: float
    """What speaks for it in its article, and how many carry its story."""
    home: str
    """Slug of the theme it is printed under."""

    @property
    def content(self) -> KeyPoint | Quote:
        """The point or quotation, which has to be fetched."""
        digest = self.held.digest
        return digest.points[self.offer.number] if self.is_point else digest.article.quotes[self.offer.number]

    @property
    def is_point(self) -> bool:
        """Whether it is a point, not a quotation."""
        return self.offer.is_point

    @property
    def span(self) -> Span:
        """Where it stands in its article."""
        return self.offer.span

    @property
    def text(self) -> str:
        """The source's words."""
        return self.offer.text

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is on which themes."""
        return self.offer.reasons

    @property
    def pinned(self) -> bool:
        """Whether the settings want it."""
        return self.offer.pinned

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


def find_candidates(
    inputs: Sorted, stories: Sequence[Story], matcher: Matcher, settings: Settings, memo: Memo | None = None
) -> Iterator[Candidate]:
    """Yield all points and full quotations of the articles that are used, each under the theme it opens with.

    What stands on lines that a site repeats on its pages is left out. What articles offer is taken from the memo where
    it depends on nothing else than the article, the themes and the settings.
    """
    by_article = {id: story for story in stories for id in story.articles}
    first: dict[str, int] = {}
    for order, (held, offers) in enumerate(_offered(inputs, matcher, settings, None if matcher.compares else memo)):
        story = by_article[held.id]
        place = first.setdefault(story.id, order)
        for one in offers:
            yield Candidate(one, held, order, place, one.worth + _carried(story), one.home)


def _carried(story: Story) -> float:
    """Return what those who carry a story add to the worth of its items."""
    return _CARRIED * sum(log2(min(len(those), _MANY)) for those in (story.origins, story.articles)) / log2(_MANY)


def _offered(
    inputs: Sorted, matcher: Matcher, settings: Settings, memo: Memo | None
) -> Iterator[tuple[Held, tuple[Offer, ...]]]:
    """Yield each article that is used with what it offers."""
    asked = (matcher.digest, repr(settings.pin), repr(settings.exclude))
    pairs = list(zip(inputs.used, inputs.templates, strict=True))
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        parts = [(held.id, held.source.path, *asked, repr(lines)) for held, lines in some]
        known = memo.recall(parts, _Offers) if memo else {}
        made = {place: _offers(*some[place], matcher, settings) for place in range(len(some)) if place not in known}
        if memo:
            memo.keep([(parts[place], offers) for place, offers in made.items()], _Offers)
        yield from ((held, known[place] if place in known else made[place]) for place, (held, _) in enumerate(some))


def _offers(held: Held, lines: Sequence[Span], matcher: Matcher, settings: Settings) -> tuple[Offer, ...]:
    digest = held.digest
    offers = (*_points(digest, matcher, settings.pin), *_quotes(digest.article, matcher, settings.pin))
    return tuple(
        one
        for one in offers
        if not (stands_on(lines, one.span) or _named_in(settings.exclude, digest.article, one.span))
    )


def _points(digest: Digest, matcher: Matcher, pin: Sequence[str]) -> Iterator[Offer]:
    article = digest.article
    opening = _opening(article, matcher)
    for number, point in enumerate(digest.points):
        passage = point.excerpt.passage
        span = passage.span
        reasons = matcher.match(article, span) or opening
        home = reasons[0].theme if reasons else OTHER
        off_theme = _OFF_THEME * any(reason.from_paragraph for reason in reasons)
        lead = _LEAD * exp(-_count_words(article, span.start) / _FADE)
        worth = point.score + lead - off_theme - _LOOSE * min(point.loose, 2)
        yield Offer(True, number, span, passage.text, worth, reasons, home, _named_in(pin, article, span))


def _count_words(article: Article, end: int) -> int:
    """Return how many words stand before a place; far from the beginning it does not matter how many."""
    return len(article.text[: min(end, _FADE * 50)].split())


def _opening(article: Article, matcher: Matcher) -> tuple[Reason, ...]:
    """Return the themes of an article's first paragraph: what follows belongs to them, unless it names its own."""
    reasons = matcher.match(article, article.paragraphs[0]) if article.paragraphs else ()
    return tuple(replace(reason, from_paragraph=1) for reason in reasons)


def _quotes(article: Article, matcher: Matcher, pin: Sequence[str]) -> Iterator[Offer]:
    numbers = {quote: number for number, quote in enumerate(article.quotes)}
    for quote, reasons in _themes_of_quotes(article, matcher).items():
        passage, home = quote.passage, reasons[0].theme if reasons else OTHER
        pinned, worth = _named_in(pin, article, passage.span), _substance(quote, reasons)
        yield Offer(False, numbers[quote], passage.span, passage.text, worth, reasons, home, pinned)


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
