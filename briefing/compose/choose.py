"""Which points and quotations are printed, under which theme, and which lead the page."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.compose.copies import containment, shingles
from briefing.compose.diversity import diversify
from briefing.compose.locate import names
from briefing.compose.themes import OTHER, Matcher
from briefing.lexicon import load_lexicon
from briefing.model import Article, Digest, KeyPoint, Quote, Reason, Span
from briefing.settings import Settings

_LONG = 60
"""Words from which a quotation gains no more."""
_SAME = 0.5
"""Items that share more of their 4-grams than this say the same, unless their figures differ."""
_WAIT = 2
"""Ranks that an article's items lose for each one of it that is chosen."""
_FIGURE = re.compile(r"\d+|[^\W\d_]+")


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
    candidates: Sequence[Candidate], settings: Settings, elsewhere: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the best points and quotations, nothing that is said already, and not all from one article."""
    points = [one for one in candidates if isinstance(one.content, KeyPoint)]
    quotes = [one for one in candidates if isinstance(one.content, Quote)]
    chosen = _pick(points, settings.points_per_theme, elsewhere)
    chosen += _pick(quotes, settings.quotations_per_theme, (*elsewhere, *chosen))
    return tuple(sorted(chosen, key=lambda one: one.place))


def _pick(candidates: Sequence[Candidate], most: int, said: Sequence[Candidate]) -> list[Candidate]:
    """Return up to `most` of the candidates; each from an article makes its next ones wait."""
    left = sorted(candidates, key=lambda one: one.place)
    picked: list[Candidate] = []
    taken: Counter[int] = Counter()
    while left and len(picked) < most:
        best = min(left, key=lambda one: (not one.pinned, one.unnamed, one.rank + _WAIT * taken[one.order], one.place))
        left.remove(best)
        if not any(_same(best, one) for one in (*said, *picked)):
            picked.append(best)
            taken[best.order] += 1
    return picked


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
    """Yield the points, each ranked by what it adds to those before it."""
    texts = [point.excerpt.passage.text for point in digest.points]
    scores = [point.score for point in digest.points]
    for rank, position in enumerate(diversify(texts, scores, digest.article.source.language)):
        point = digest.points[position]
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
    texts = [item.article.text[item.span.start : item.span.end] for item in (one, other)]
    if containment(*(shingles(text) for text in texts)) <= _SAME:
        return False
    figures, others = (_figures(text, item) for text, item in zip(texts, (one, other), strict=True))
    return not (figures - others and others - figures)


def _figures(text: str, item: Candidate) -> frozenset[str]:
    """Return the numbers in a text, in digits and in words."""
    numbers = load_lexicon(item.article.source.language).numbers
    found = _FIGURE.findall(text.lower())
    return frozenset(word for word in found if word[0].isdigit() or word in numbers)
