"""Of all candidates those that can be printed at all, however many there are: the best of each theme."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from briefing.compose.candidates import Candidate
from briefing.compose.held import Held
from briefing.compose.themes import OTHER
from briefing.model import Span

CONSIDERED = 2000
"""Of a theme's points, and of its quotations, so many of the most worth are kept."""
_NAMED = 100
"""Of those that name one theme and stand under another, so many: more than there are themes, which take one each."""

Key = tuple[str, Span]
"""An article's id and a stretch of it."""
_Rank = tuple[bool, float, object]
_Beside = dict[tuple[str, str], list[Candidate]]
"""Candidates by a theme that they name and the one that they stand under."""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The candidates of a run: the best of them, and what all of them come to."""

    best: tuple[Candidate, ...]
    counts: Mapping[str, int]
    """Of all candidates of each theme."""
    on_themes: tuple[tuple[Held, frozenset[str]], ...]
    """The articles that have any, in their order, with the themes that these are on; OTHER where one is on none."""
    words: "Words"


class Words:
    """Tells where the words of a candidate stand, among all of them.

    Of each no more is kept than a number made of its words; what is found is compared with the text itself.
    """

    def __init__(self) -> None:
        self._articles: list[Held] = []
        self._hashes, self._owners, self._starts = array("q"), array("i"), array("i")

    def add(self, one: Candidate) -> None:
        """Take in a candidate; those of an article come in a row."""
        if not self._articles or self._articles[-1] is not one.held:
            self._articles.append(one.held)
        self._hashes.append(hash(one.text))
        self._owners.append(len(self._articles) - 1)
        self._starts.append(one.span.start)

    def find(self, text: str) -> frozenset[Key]:
        """Return the places of all candidates that have these words."""
        alike = np.flatnonzero(np.frombuffer(self._hashes, np.int64) == hash(text)) if self._hashes else ()
        found = ((self._articles[self._owners[place]], self._starts[place]) for place in alike)
        return frozenset(
            (held.id, Span(start, start + len(text)))
            for held, start in found
            if held.text[start : start + len(text)] == text
        )


def shorten(candidates: Iterable[Candidate]) -> Shortlist:
    """Return the short list of `candidates`, which come article by article."""
    kept: dict[tuple[str, bool], list[Candidate]] = defaultdict(list)
    beside: _Beside = defaultdict(list)
    counts: Counter[str] = Counter()
    themes: dict[Held, frozenset[str]] = {}
    words = Words()
    for one in candidates:
        named = frozenset(reason.theme for reason in one.reasons)
        counts[one.home] += 1
        themes[one.held] = themes.get(one.held, frozenset()) | (named or {OTHER})
        words.add(one)
        _keep(kept[one.home, one.is_point], one, _by_worth, CONSIDERED)
        for slug in named - {one.home}:
            _keep(beside[slug, one.home], one, _points_first, _NAMED)
    moved = _cover_themes(counts, beside)
    best = (one for group in kept.values() for one in sorted(group, key=_by_worth)[:CONSIDERED])
    stay = [one for one in best if id(one) not in moved]
    return Shortlist((*stay, *moved.values()), counts, tuple(themes.items()), words)


def _by_worth(one: Candidate) -> _Rank:
    return not one.pinned, -one.worth, one.place


def _points_first(one: Candidate) -> _Rank:
    return not one.is_point, -one.worth, one.place


def _keep(group: list[Candidate], one: Candidate, rank: Callable[[Candidate], _Rank], most: int) -> None:
    """Add a candidate to a group, of which only the first by their rank are kept."""
    group.append(one)
    if len(group) >= 2 * most:
        group[:] = sorted(group, key=rank)[:most]


def _cover_themes(counts: Counter[str], beside: _Beside) -> dict[int, Candidate]:
    """Give a theme that is named only beside others the best item that names it; count it there.

    Return these items under the new theme, by the identity of what they were under the other.
    """
    moved: dict[int, Candidate] = {}
    for slug in sorted({slug for slug, _ in beside} - counts.keys()):
        groups = [group for (named, home), group in beside.items() if named == slug and counts[home] > 1]
        left = [one for group in groups for one in group if id(one) not in moved]
        if left:
            best = min(left, key=_points_first)
            counts[best.home] -= 1
            counts[slug] = 1
            moved[id(best)] = replace(best, home=slug)
    return moved
