"""Which points and quotations are printed, under which theme, and which lead the page."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.compose.candidates import Candidate
from briefing.compose.diversity import Diversity
from briefing.compose.grams import Shingles, containment, shingles
from briefing.compose.held import Readable
from briefing.compose.sameness import denials, figures, months, opening
from briefing.compose.shortlist import Shortlist
from briefing.lexicon import load_lexicon
from briefing.model import Novelty, Quote, Span
from briefing.settings import Settings
from briefing.vectors import count_terms, nearness_to_centroid, terms, tfidf

_SAME = 0.5
"""Items that share more of their 4-grams than this say the same, unless their figures differ."""
_TURN = 1.0
"""Worth that an article's items lose for each one of it that is chosen, so that articles take turns."""
_COMPARED = 200
"""Of a theme's items, so many of the most worth are compared with one another."""
_CENTRAL = 0.5
"""What it adds to an item's worth that it is about what all of its theme's items are about."""
_REMEMBERED = 10_000
"""Texts whose words are kept, since each is compared with many."""
_CROWD = 20
"""Items that have a centre; of fewer it counts for less."""
_ENOUGH = 4
"""Points for one page, where no more themes have one."""
_ALIKE, _SHARED = 0.6, 4
"""Of the terms that two points of one story open with, or of the fewer, so many are the same; and at least so many."""

Compare = Callable[[Readable, Span], Novelty | None]
"""Tells what an earlier briefing makes of a stretch of an article."""


def choose(
    candidates: Shortlist, slugs: Sequence[str], settings: Settings, compare: Compare
) -> list[tuple[Candidate, ...]]:
    """Return what each theme prints. Nothing is said twice; where two themes would, the one with fewer items has it.

    What an earlier briefing has printed comes after all that is new.
    """
    homes = {slug: [one for one in candidates.best if one.home == slug] for slug in slugs}
    chosen: dict[str, list[Candidate]] = {}
    for slug in sorted(slugs, key=lambda slug: candidates.counts.get(slug, 0)):
        said = [one for theme in chosen.values() for one in theme]
        points = [one for one in homes[slug] if one.is_point]
        quotes = [one for one in homes[slug] if not one.is_point]
        chosen[slug] = _pick(points, settings.points_per_theme, said, compare)
        chosen[slug] += _pick(quotes, settings.quotations_per_theme, (*said, *chosen[slug]), compare)
    return [tuple(chosen[slug]) for slug in slugs]


def keep_best(
    chosen: Sequence[tuple[Candidate, ...]], settings: Settings, compare: Compare
) -> list[tuple[Candidate, ...]]:
    """Return of what is chosen the points and quotations that are best, as many as may stand there in all.

    Points are the first of each theme, and second ones until there are four. What was printed before goes first;
    quotations of a speaker whom the source names stay longer than others, this period's longer than undated ones.
    """
    if settings.points_in_all is None or settings.quotations_in_all is None:
        return list(chosen)
    themes = sum(any(_only_points(theme)) for theme in chosen)
    limits = ((True, min(settings.points_in_all, max(themes, _ENOUGH))), (False, settings.quotations_in_all))
    kept = {id(one) for points, most in limits for one in _best(chosen, points, compare)[:most]}
    return [tuple(one for one in theme if id(one) in kept) for theme in chosen]


def _best(chosen: Sequence[tuple[Candidate, ...]], points: bool, compare: Compare) -> list[Candidate]:
    """Return all points, or else all quotations, the best first."""
    themes = [sorted(theme, key=lambda one: not one.dated) for theme in chosen]
    of_kind = [[one for one in theme if one.is_point == points] for theme in themes]
    ranked = [(rank, one) for theme in of_kind for rank, one in enumerate(theme)]

    def weight(ranked: tuple[int, Candidate]) -> tuple[bool, bool, int, bool, bool, float, object]:
        rank, one = ranked
        nameless = not one.is_point and isinstance(one.content, Quote) and one.content.speaker is None
        return (_is_repeated(one, compare), nameless, rank, not one.dated, not one.pinned, -one.worth, one.place)

    return [one for _, one in sorted(ranked, key=weight)]


def lead(chosen: Sequence[Sequence[Candidate]], most: int, compare: Compare) -> tuple[Candidate, ...]:
    """Return the highlights: the best point of each theme, then second ones until there are three; dated first.

    Of more themes than `most` those lead whose best points are worth the most. What was printed before leads nothing.
    """

    def weight(one: Candidate) -> tuple[bool, bool, float]:
        return (not one.dated, not one.pinned, -one.worth)

    fresh = [[one for one in _only_points(theme) if not _is_repeated(one, compare)] for theme in chosen]
    ranked = [sorted(theme, key=lambda one: (*weight(one), one.place)) for theme in fresh]
    first = sorted((theme[0] for theme in ranked if theme), key=weight)[:most]
    second = [theme[1] for theme in ranked if len(theme) > 1]
    leads = {id(one) for one in (first + second)[: max(len(first), min(3, most))]}
    in_order = [one for theme in ranked for one in theme if id(one) in leads]
    return tuple(sorted(in_order, key=lambda one: not one.dated))


def _only_points(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    return (one for one in candidates if one.is_point)


def _is_repeated(one: Candidate, compare: Compare) -> bool:
    return compare(one.held, one.span) == "repeated"


def _pick(candidates: Sequence[Candidate], most: int, said: Sequence[Candidate], compare: Compare) -> list[Candidate]:
    """Return up to `most` of the candidates, each the best by its worth less what those before it have said.

    Ties go to the first. Each from an article makes its next ones wait, and the first of them is the one that opens it:
    of points that stand deeper readers found one in three to want what was said before them.
    """
    pool = _most_worth(_with_centrality(candidates), max(_COMPARED, most))
    diversity = Diversity([_topic(one.text, one.language) for one in pool])
    picked: list[Candidate] = []
    taken: Counter[int] = Counter()
    left = dict(enumerate(pool))

    def turn(place: int) -> tuple[bool, bool, float, object]:
        one = pool[place]
        value = diversity.value(place, one.worth - _TURN * taken[one.order])
        return (not one.pinned, _is_repeated(one, compare), -value, one.place)

    def is_new(one: Candidate) -> bool:
        return not any(_same(one, other) for other in (*said, *picked))

    def opening_of(best: int) -> int:
        own = [place for place in left if pool[place].order == pool[best].order and place != best]
        new = [place for place in own if not _is_repeated(pool[place], compare) and is_new(pool[place])]
        return min((best, *new), key=lambda place: pool[place].place)

    while left and len(picked) < most:
        best = min(left, key=turn)
        if not (taken[pool[best].order] or pool[best].pinned):
            best = opening_of(best)
        one = left.pop(best)
        if is_new(one):
            picked.append(one)
            taken[one.order] += 1
            diversity.choose(best)
    return picked


def _most_worth(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    return sorted(candidates, key=lambda one: (not one.pinned, -one.worth, one.place))[:most]


def _with_centrality(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with what it adds to their worth that they are central among those in their language."""
    by_language: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_language[one.language].append(one)
    return [found for group in by_language.values() for found in _with_centrality_among(group)]


def _with_centrality_among(group: Sequence[Candidate]) -> Iterator[Candidate]:
    counts = count_terms([_topic(one.text, one.language) for one in group])
    near = nearness_to_centroid(counts, tfidf(counts))
    share = _CENTRAL * min(1.0, len(group) / _CROWD) / max(near.max(), 1e-9)
    for one, nearness in zip(group, near.tolist(), strict=True):
        yield replace(one, worth=one.worth + round(share * nearness, 6))


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether an item, a point of one story with one that is chosen, opens with most of the same, or has its words."""
    language, its = one.language, other.language
    if one.story == other.story and one.is_point and other.is_point:
        mine, others = (opening(item.held.article, item.span) for item in (one, other))
        words, its_words = _words(mine, language), _words(others, its)
        if len(words & its_words) >= max(_SHARED, _ALIKE * min(len(words), len(its_words))):
            return not _tells_more(mine, language, others, its)
    alike = containment(_grams(one.text), _grams(other.text)) > _SAME
    return alike and not _tells_more(one.text, language, other.text, its)


def _tells_more(text: str, language: str, other: str, its: str) -> bool:
    """Whether two texts have different figures, or the first one denies what the other says or has another month."""
    own, others = set(figures(text, language)), set(figures(other, its))
    differ = bool(own - others and others - own)
    return differ or denials(text, language) != denials(other, its) or not months(text, language) <= months(other, its)


@lru_cache(_REMEMBERED)
def _grams(text: str) -> Shingles:
    return shingles(text)


@lru_cache(_REMEMBERED)
def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(_topic(text, language))


def _topic(text: str, language: str) -> tuple[str, ...]:
    return terms(text, load_lexicon(language).function_words)
