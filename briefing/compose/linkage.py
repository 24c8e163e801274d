"""Groups by average linkage, for so many texts that no matrix of all pairs can be made.

Average linkage joins the two groups whose members are alike the most on average, again and again (Sokal and Michener
1958). Three things make that nearly linear. Pairs are looked for among earlier texts that share a weighty term, the
latest few of each term (an inverted index within a window of time, as Yang, Pierce and Carbonell 1998, "A study on
retrospective and on-line event detection", use it). A group keeps the sum of its texts' vectors for each day, so that
the average over all pairs is one product of sums, however many pairs there are. And since the average of a joined group
with a third is never more than the better of the two before (Murtagh 1983, "A survey of recent advances in hierarchical
clustering algorithms"), a pair in the queue is looked at again only when it comes to the front.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import exp

import numpy as np

from briefing.compose.sparse import DECIMALS, Index, Rows, Vector, add
from briefing.vectors import Places, Row

_DECAY = 2.0
"""Days in which the likeness of two texts falls to a third. On wire news 2 does better than 3; 1 does better still
there, where all pieces of a story have one day, which the reports of several outlets have not."""
_UNDATED = 1.0
"""Days that a text without a date counts as away from any other."""
_TERMS = 20
"""Of a text's weightiest terms, as many are looked up."""
_LATEST = 10
"""Earlier texts that are looked at for each term."""
_NEAREST = 8
"""Of these, the ones that share the most weight are compared as a whole."""

Day = int | None
Sums = dict[Day, Vector]


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts that have been joined: their numbers, and the sum of their vectors for each day."""

    members: tuple[int, ...]
    sums: Sums


def link(rows: Rows, days: Sequence[Day], cut: float) -> tuple[tuple[int, ...], ...]:
    """Return the groups of the texts whose vectors are `rows`, each in ascending order, by their first members.

    The texts come in the order of their days, undated ones last. Groups are joined while their average likeness, the
    product times exp(-days / 2), is at least `cut`.
    """
    return _Linkage(rows, days, cut).groups()


class _Linkage:
    """The joining of texts; a group has the number of its text, or a new one after those for each that is joined."""

    def __init__(self, rows: Rows, days: Sequence[Day], cut: float) -> None:
        self._rows, self._days, self._cut = rows, days, cut
        self._joined: dict[int, _Group] = {}
        self._parents = list(range(len(rows)))
        self._scratch = np.zeros(rows.width)

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Join what is alike; return the members of all groups."""
        queue = [(-likeness, one, other) for one, other, likeness in self._pairs()]
        heapify(queue)
        known: set[tuple[int, int]] = set()
        while queue:
            _, *pair = heappop(queue)
            one, other = sorted(map(self._root, pair))
            if [one, other] == pair:
                self._join(one, other)
            elif one != other and (one, other) not in known:
                known.add((one, other))
                current = self._likeness(one, other)
                if current >= self._cut:
                    heappush(queue, (-current, one, other))
        roots = [number for number, parent in enumerate(self._parents) if parent == number]
        return tuple(sorted(self._group(root).members for root in roots))

    def _pairs(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs of texts that are alike enough, with how much."""
        for row, earlier in _candidates(self._rows):
            columns, weights = self._rows.row(row)
            self._scratch[columns] = weights
            cosines = self._rows.products(earlier, self._scratch)
            self._scratch[columns] = 0.0
            for other, cosine in zip(earlier.tolist(), cosines.tolist(), strict=True):
                likeness = cosine * _nearness(self._days[row], self._days[other])
                if likeness >= self._cut:
                    yield other, row, round(likeness, DECIMALS)

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number

    def _group(self, number: int) -> _Group:
        return self._joined.get(number) or _Group((number,), {self._days[number]: self._rows.row(number)})

    def _join(self, one: int, other: int) -> None:
        first, second = self._group(one), self._group(other)
        members = tuple(sorted(first.members + second.members))
        self._parents[one] = self._parents[other] = len(self._parents)
        self._joined[len(self._parents)] = _Group(members, _add(first.sums, second.sums))
        self._parents.append(len(self._parents))
        self._joined.pop(one, None)
        self._joined.pop(other, None)

    def _likeness(self, one: int, other: int) -> float:
        """Return the average over all pairs of a member of one and a member of the other."""
        first, second = self._group(one), self._group(other)
        total = 0.0
        for day, (columns, weights) in first.sums.items():
            self._scratch[columns] = weights
            for other_day, (places, values) in second.sums.items():
                total += _nearness(day, other_day) * float(values @ self._scratch[places])
            self._scratch[columns] = 0.0
        return round(total / (len(first.members) * len(second.members)), DECIMALS)


def _nearness(one: Day, other: Day) -> float:
    """Return by how much the days keep two texts together, from 1 for the same day."""
    return exp(-(_UNDATED if one is None or other is None else abs(one - other)) / _DECAY)


def _add(one: Sums, other: Sums) -> Sums:
    return {day: add([sums[day] for sums in (one, other) if day in sums]) for day in {**one, **other}}


def _candidates(rows: Rows) -> Iterator[tuple[int, Places]]:
    """Yield each row with the earlier ones that share the most weight with it in its weightiest terms."""
    index = Index(rows.starts, rows.columns)
    for row in range(len(rows)):
        begin, end = index.before(row)
        _, weights = rows.row(row)
        shared = np.flatnonzero(begin < end)
        best = shared[np.argsort(-weights[shared], kind="stable")[:_TERMS]]
        texts, term = index.holders(np.maximum(begin[best], end[best] - _LATEST), end[best])
        yield row, _nearest(texts, weights[best][term] ** 2)


def _nearest(texts: Places, shares: Row) -> Places:
    """Return the texts that have most of the shares."""
    found, where = np.unique(texts, return_inverse=True)
    totals = np.round(np.bincount(where, weights=shares), DECIMALS)
    return found[np.argsort(-totals, kind="stable")[:_NEAREST]]
