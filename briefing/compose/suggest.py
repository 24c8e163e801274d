"""What the themes may lack: phrases for those there are, and new ones, from what lands in "Other developments".

Everything suggested shows the counts behind it; where there is too little to count, nothing is suggested.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefing.compose.held import Held
from briefing.compose.sort import sort_out
from briefing.compose.terms import Term, Unit, describe, likelihood, written
from briefing.compose.themes import OTHER, Matcher
from briefing.model import (
    Addition,
    Analysis,
    Example,
    Phrase,
    ProposedPhrase,
    ProposedTheme,
    Suggestions,
    Theme,
)
from briefing.settings import PeriodWish, Settings

_POINTS, _ARTICLES = 30, 6
"""The least from which anything is suggested."""
_SURE = 10.83
"""Log-likelihood ratio that chance reaches once in a thousand times (chi-squared, one degree of freedom)."""
_VERY_SURE = 15.13
"""And once in ten thousand, for pairs of terms, of which there are many more."""
_CANDIDATES = 300
"""Terms that are compared with one another."""
_OWN = 0.8
"""Share of a term's points that must lie inside for it to stand hardly anywhere else."""
_TERM_POINTS, _TERM_ARTICLES = 3, 2
"""The least that speak for a term."""
_THEME_POINTS, _THEME_ARTICLES, _THEME_PHRASES = 5, 3, 3
"""The least that speak for a new theme."""
_MOST_PHRASES, _MOST_THEMES, _EXAMPLES = 8, 5, 3
_STRONG, _WEAK = 1.0, 0.5
"""Weights: two words together, and what a theme is named after, are enough; another word alone is not."""
_SLUG = 28

Places = Mapping[Term, frozenset[int]]
"""The units that have each term, by their positions."""


def suggest(analyses: Sequence[Analysis], themes: Sequence[Theme], settings: Settings) -> Suggestions:
    """Return what `themes` may lack, by all articles of `analyses` whatever their date, copies left out."""
    inputs = sort_out(analyses, replace(settings, period=PeriodWish(date.min, date.max)))
    units = _units(inputs.used, themes)
    others = [unit for unit in units if not unit.themes]
    enough = len(units) >= _POINTS and len(inputs.used) >= _ARTICLES
    finder = _Finder(units)
    return Suggestions(
        articles=len(inputs.used),
        points=len(units),
        others=len(others),
        enough=enough,
        additions=tuple(filter(lambda one: one.phrases, map(finder.addition, themes))) if enough else (),
        themes=finder.new_themes(frozenset(theme.slug for theme in themes) | {OTHER}) if enough else (),
        problems=tuple(sorted({one for file in analyses for one in file.rejected}, key=lambda one: one.where)),
    )


def _units(used: Sequence[Held], themes: Sequence[Theme]) -> list[Unit]:
    matcher = Matcher(themes, (held.article for held in used))
    return [
        describe(one.article, point, (order, rank), matcher.match(one.article, point.excerpt.passage.span))
        for order, one in enumerate(held.digest for held in used)
        for rank, point in enumerate(one.points)
    ]


class _Finder:
    """Finds terms that stand with some points and hardly with others."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units, self._written = units, written(units)
        self._main = Counter(unit.article.source.language for unit in units).most_common(1)[0][0] if units else ""
        places: dict[Term, set[int]] = {}
        for position, unit in enumerate(units):
            for term in unit.terms:
                places.setdefault(term, set()).add(position)
        self._places: Places = {term: frozenset(places[term]) for term in sorted(places)}

    def addition(self, theme: Theme) -> Addition:
        """Return the phrases that a theme may lack, the surest first."""
        inside = self._where(lambda unit: theme.slug in unit.themes)
        return Addition(theme.slug, tuple(map(self._propose(inside), self._telling(inside)[:_MOST_PHRASES])))

    def new_themes(self, taken: frozenset[str]) -> tuple[ProposedTheme, ...]:
        """Return groups of points without a theme that share their terms, the largest first; no slug is in `taken`."""
        others = left = self._where(lambda unit: not unit.themes)
        found: list[ProposedTheme] = []
        used: set[Term] = set()
        for group in self._groups(others):
            slug, fresh = _slug(self._written[group[0]]), [term for term in group if term not in used]
            covered = self._covered(fresh, left) if group[0] in fresh and slug not in taken else frozenset()
            if len(fresh) >= _THEME_PHRASES and self._is_theme(covered):
                found.append(self._theme(fresh, covered, others))
                left, used, taken = left - covered, used.union(fresh), taken | {slug}
        return tuple(sorted(found[:_MOST_THEMES], key=lambda one: -one.points))

    def _where(self, holds: Callable[[Unit], bool]) -> frozenset[int]:
        return frozenset(position for position, unit in enumerate(self._units) if holds(unit))

    def _spread(self, term: Term, inside: frozenset[int]) -> int:
        """Return how many articles have a term inside."""
        return len({self._units[position].order for position in self._places[term] & inside})

    def _is_own(self, term: Term, inside: frozenset[int]) -> bool:
        """Whether a term stands often enough inside, and hardly anywhere else."""
        places = self._places[term]
        return len(places & inside) >= max(_TERM_POINTS, _OWN * len(places))

    def _likelihood(self, term: Term, inside: frozenset[int]) -> float:
        places = self._places[term]
        return round(likelihood(len(places & inside), len(places), len(inside), len(self._units)), 2)

    def _telling(self, inside: frozenset[int]) -> list[Term]:
        """Return the terms that tell the points inside from all others, the surest first."""
        own = [one for one in self._places if self._is_own(one, inside) and self._spread(one, inside) >= _TERM_ARTICLES]
        sure = [one for one in own if self._likelihood(one, inside) >= _SURE]
        return sorted(self._once(sure), key=lambda term: (-self._likelihood(term, inside), self._written[term]))

    def _once(self, terms: Iterable[Term]) -> list[Term]:
        """Leave out pairs that a word of theirs covers, and words that never stand without their pair."""
        kept = set(terms)
        for pair in sorted(term for term in kept if len(term) > 2):
            for word in ((pair[0], one) for one in pair[1:]):
                if word in kept:
                    kept.discard(word if self._places[word] == self._places[pair] else pair)
        return sorted(kept)

    def _groups(self, left: frozenset[int]) -> list[list[Term]]:
        """Return terms with those that stand in the same articles, the closest groups first.

        How close is the sum of the ratios: words of every subject go with everything and closely with nothing.
        """
        own = [one for one in self._places if self._is_own(one, left) and self._spread(one, left) >= _THEME_ARTICLES]
        own = sorted(own, key=lambda term: (-len(self._places[term] & left), self._written[term]))[:_CANDIDATES]
        articles = {term: frozenset(self._units[at].order for at in self._places[term] & left) for term in own}
        groups = [(anchor, self._close(anchor, articles)) for anchor in own]
        groups.sort(key=lambda one: -sum(one[1].values()))
        return [[anchor, *close] for anchor, close in groups]

    def _close(self, anchor: Term, articles: Mapping[Term, frozenset[int]]) -> dict[Term, float]:
        """Return the terms that stand in an anchor's articles, with how surely it is no chance, the surest first."""
        mine, total = articles[anchor], len({unit.order for unit in self._units})
        sure = {
            term: likelihood(len(mine & others), len(mine), len(others), total)
            for term, others in articles.items()
            if term != anchor
        }
        apart = (one for one in sure if sure[one] >= _VERY_SURE and not set(one[1:]) & set(anchor[1:]))
        close = self._once(apart)
        close.sort(key=lambda term: (-sure[term], self._written[term]))
        return {term: sure[term] for term in close[: _MOST_PHRASES - 1]}

    def _covered(self, group: Sequence[Term], left: frozenset[int]) -> frozenset[int]:
        """Return the points of those left that the terms of a group would bring under a theme."""
        weights = {term: _weight(term, group[0]) for term in group}
        return frozenset(
            at for at in left if sum(weights[term] for term in self._units[at].terms & weights.keys()) >= _STRONG
        )

    def _is_theme(self, covered: frozenset[int]) -> bool:
        return len(covered) >= _THEME_POINTS and len({self._units[at].order for at in covered}) >= _THEME_ARTICLES

    def _theme(self, group: Sequence[Term], covered: frozenset[int], others: frozenset[int]) -> ProposedTheme:
        """Return the theme that a group of terms makes, with the best point of each of its first articles."""
        units = sorted((self._units[at] for at in covered), key=lambda one: (one.order, one.rank))
        firsts = {unit.order: unit for unit in reversed(units)}
        name = self._written[group[0]]
        return ProposedTheme(
            slug=_slug(name),
            title=name[:1].upper() + name[1:],
            phrases=tuple(map(self._propose(others, group[0]), group)),
            points=len(units),
            articles=len(firsts),
            examples=tuple(_example(firsts[order]) for order in sorted(firsts)[:_EXAMPLES]),
        )

    def _propose(self, inside: frozenset[int], anchor: Term = ()) -> Callable[[Term], ProposedPhrase]:
        """Return what makes a proposal of a term for the points inside."""

        def propose(term: Term) -> ProposedPhrase:
            language = "" if term[0] == self._main else term[0]
            return ProposedPhrase(
                Phrase(self._written[term], _weight(term, anchor), language),
                inside=len(self._places[term] & inside),
                outside=len(self._places[term] - inside),
                articles=self._spread(term, inside),
                likelihood=self._likelihood(term, inside),
            )

        return propose


def _weight(term: Term, anchor: Term) -> float:
    return _STRONG if term == anchor or len(term) > 2 else _WEAK


def _example(unit: Unit) -> Example:
    passage = unit.point.excerpt.passage
    return Example(unit.article.source.path, unit.article.paragraph_at(passage.span.start), passage)


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name)[:_SLUG].strip("-")
