"""Which points and quotations are printed, under which theme, and which lead the page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.compose.copies import containment, shingles
from briefing.compose.locate import names
from briefing.compose.themes import OTHER, Matcher
from briefing.model import Article, Digest, KeyPoint, Quote, Reason, Span
from briefing.settings import Settings

_LONG = 60
"""Words from which a quotation gains no more."""
_SAME = 0.5
"""Items that share more of their 4-grams than this say the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point or quotation that may be printed."""

    content: KeyPoint | Quote
    article: Article
    order: int
    """Of its article: this period's by date, then undated ones."""
    rank: int
    """Among all its article's points, or quotations, from 0."""
    reasons: tuple[Reason, ...]
    home: str
    """Slug of the theme it is printed under."""
    pinned: bool = False

    @property
    def span(self) -> Span:
        """Where it stands in its article."""
        return (self.content.excerpt.passage if isinstance(self.content, KeyPoint) else self.content.passage).span

    @property
    def dated(self) -> bool:
        """Whether its article has a date."""
        return self.article.source.published is not None

    @property
    def unnamed(self) -> bool:
        """Whether it is a quotation without a speaker."""
        return isinstance(self.content, Quote) and self.content.speaker is None

    @property
    def place(self) -> tuple[bool, int, int]:
        """Sorts as printed: dated before undated, article by article, in the article's order."""
        return (not self.dated, self.order, self.span.start)


def find_candidates(digests: Sequence[Digest], matcher: Matcher, settings: Settings) -> tuple[Candidate, ...]:
    """Return all points and full quotations of `digests` (in printing order), each under the theme it opens with."""
    found: list[Candidate] = []
    for order, digest in enumerate(digests):
        found += _points(digest, order, matcher, settings.pin)
        found += _quotes(digest, order, matcher, settings.pin)
    return _cover_themes([one for one in found if not _named_in(settings.exclude, one.article, one.span)])


def choose(candidates: Sequence[Candidate], slugs: Sequence[str], settings: Settings) -> list[tuple[Candidate, ...]]:
    """Return what each theme prints. Nothing is said twice; where two themes would, the one with fewer items has it."""
    homes = {slug: [one for one in candidates if one.home == slug] for slug in slugs}
    chosen: dict[str, tuple[Candidate, ...]] = {}
    for slug in sorted(slugs, key=lambda slug: len(homes[slug])):
        chosen[slug] = _choose(homes[slug], settings, [one for theme in chosen.values() for one in theme])
    return [chosen[slug] for slug in slugs]


def _choose(
    candidates: Iterable[Candidate], settings: Settings, elsewhere: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the best of each article in turn, and nothing that is said already."""
    best = sorted(candidates, key=lambda one: (not one.pinned, one.unnamed, one.rank, *one.place))
    limits = {KeyPoint: settings.points_per_theme, Quote: settings.quotations_per_theme}
    chosen: list[Candidate] = []
    for candidate in best:
        alike = [one for one in chosen if type(one.content) is type(candidate.content)]
        room = len(alike) < limits[type(candidate.content)]
        if room and not any(_same(candidate, one) for one in (*elsewhere, *chosen)):
            chosen.append(candidate)
    return tuple(sorted(chosen, key=lambda one: one.place))


def lead(chosen: Sequence[Sequence[Candidate]], most: int) -> tuple[Candidate, ...]:
    """Return the highlights: the best point of each theme, then second ones until there are three; dated first."""
    ranked = [
        sorted(_only_points(theme), key=lambda one: (not one.pinned, not one.dated, one.rank, one.order))
        for theme in chosen
    ]
    first = [theme[0] for theme in ranked if theme]
    second = [theme[1] for theme in ranked if len(theme) > 1]
    leads = (first + second)[: max(min(len(first), most), min(3, most))]
    return tuple(sorted(leads, key=lambda one: not one.dated))


def _only_points(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    return (one for one in candidates if isinstance(one.content, KeyPoint))


def _points(digest: Digest, order: int, matcher: Matcher, pin: Sequence[str]) -> Iterator[Candidate]:
    for rank, point in enumerate(digest.points):
        span = point.excerpt.passage.span
        reasons = matcher.match(digest.article, span)
        home = reasons[0].theme if reasons else OTHER
        yield Candidate(point, digest.article, order, rank, reasons, home, _named_in(pin, digest.article, span))


def _quotes(digest: Digest, order: int, matcher: Matcher, pin: Sequence[str]) -> Iterator[Candidate]:
    """Yield the full quotations, those of substance first: a named speaker, on theme by their own words, long."""
    article = digest.article
    reasons = _themes_of_quotes(article, matcher)
    full = sorted(reasons, key=lambda quote: _substance(quote, reasons[quote]), reverse=True)
    for rank, quote in enumerate(full):
        home = reasons[quote][0].theme if reasons[quote] else OTHER
        pinned = _named_in(pin, article, quote.passage.span)
        yield Candidate(quote, article, order, rank, reasons[quote], home, pinned)


def _substance(quote: Quote, reasons: Sequence[Reason]) -> tuple[bool, bool, int, int]:
    own = any(reason.from_paragraph is None for reason in reasons)
    words = min(len(quote.passage.text.split()), _LONG)
    return (quote.speaker is not None, own, words, -quote.passage.span.start)


def _themes_of_quotes(article: Article, matcher: Matcher) -> dict[Quote, tuple[Reason, ...]]:
    """Return each full quotation's themes; one without its own takes that of the words that lead in to it."""
    found: dict[Quote, tuple[Reason, ...]] = {}
    known: dict[int, tuple[Reason, ...]] = {}
    for quote in sorted((q for q in article.quotes if q.full), key=lambda q: q.passage.span.start):
        found[quote] = matcher.match(article, quote.passage.span) or _lead_in(article, quote, matcher, known)
        known[quote.paragraph] = found[quote]
    return found


def _lead_in(
    article: Article, quote: Quote, matcher: Matcher, known: dict[int, tuple[Reason, ...]]
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
    touched = range(article.paragraph_at(span.start), article.paragraph_at(span.end - 1) + 1)
    return any(names(one, article.source.path, paragraph) for one in locators for paragraph in touched)


def _cover_themes(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Give a theme that is named only beside others the best item that names it."""
    homes = {slug: sum(1 for _ in group) for slug, group in groupby(sorted(one.home for one in candidates))}
    moved = list(candidates)
    for slug in sorted({reason.theme for one in candidates for reason in one.reasons} - homes.keys()):
        fitting = [i for i, one in enumerate(moved) if any(reason.theme == slug for reason in one.reasons)]
        fitting = [i for i in fitting if homes[moved[i].home] > 1]
        if fitting:
            best = min(fitting, key=lambda i: (isinstance(moved[i].content, Quote), moved[i].rank, moved[i].place))
            homes[moved[best].home] -= 1
            moved[best] = replace(moved[best], home=slug, rank=0)
            homes[slug] = 1
    return tuple(moved)


def _same(one: Candidate, other: Candidate) -> bool:
    words, others = (shingles(item.article.text[item.span.start : item.span.end]) for item in (one, other))
    return containment(words, others) > _SAME
