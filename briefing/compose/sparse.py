"""What many texts have in common, kept without the zeros: a hundred thousand of them fit where a matrix would not."""

from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.vectors import Places, Row, frequency, rarity

DECIMALS = 9
"""Kept of a weight or a likeness: the same on every machine."""

_PIVOT, _SLOPE, _SHORTEST = 50, 0.2, 20
"""Different terms of a text whose row is of unit length; how the length grows and falls; and where that ends."""

Vector = tuple[Places, Row]
"""The columns of a row that are not zero, ascending, and what stands in them."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A matrix of many rows, of which only what is not zero is kept, row after row."""

    starts: Places
    """Where each row begins in the other two, and the end of the last row."""
    columns: Places
    """Ascending within a row."""
    weights: Row
    width: int
    """How many columns there are."""

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> Vector:
        """Return one row."""
        inside = slice(self.starts[number], self.starts[number + 1])
        return self.columns[inside], self.weights[inside]

    def products(self, numbers: Places, dense: Row) -> Row:
        """Return the product of each of these rows with a vector that is written out with its zeros."""
        places, stretch = spread(self.starts[numbers], self.starts[numbers + 1])
        parts = self.weights[places] * dense[self.columns[places]]
        return np.bincount(stretch, parts, len(numbers)).astype(np.float64)


def sparse_tfidf(texts: Iterable[Sequence[Hashable]]) -> Rows:
    """Return the rows that `vectors.tfidf` has for these terms, those of short texts longer and of long ones shorter.

    Two short texts share fewer of their words than two long ones on the same thing do, which unit length alone does not
    make up for (Singhal, Buckley and Mitra 1996, "Pivoted document length normalization").
    """
    known: defaultdict[Hashable, int] = defaultdict(count().__next__)
    lengths, columns, times = array("i", [0]), array("i"), array("i")
    for text in texts:
        found, often = np.unique(np.fromiter(map(known.__getitem__, text), np.int32), return_counts=True)
        columns.frombytes(found.tobytes())
        times.frombytes(often.astype(np.int32).tobytes())
        lengths.append(len(found))
    starts, places = np.cumsum(lengths), np.frombuffer(columns, np.int32)
    rare = rarity(len(starts) - 1, np.bincount(places, minlength=len(known)))
    weights = frequency(np.frombuffer(times, np.int32))
    for begin, end in pairwise(starts.tolist()):
        row = weights[begin:end] * rare[places[begin:end]]
        pivoted = (max(end - begin, _SHORTEST) / _PIVOT) ** _SLOPE
        weights[begin:end] = np.round(row / (np.sqrt(np.sum(row**2)) * pivoted), DECIMALS)
    return Rows(starts, places, weights, len(known))


def spread(begin: Places, end: Places) -> tuple[Places, Places]:
    """Return all places of some stretches, one stretch after the other, and the number of the stretch of each.

    >>> [found.tolist() for found in spread(np.array([7, 2]), np.array([9, 3]))]
    [[7, 8, 2], [0, 0, 1]]
    """
    lengths = end - begin
    stretch = np.repeat(np.arange(len(begin)), lengths)
    return np.arange(len(stretch)) + (begin - np.cumsum(lengths) + lengths)[stretch], stretch


def add(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of some rows."""
    if len(vectors) == 1:
        return vectors[0]
    columns, where = np.unique(np.concatenate([columns for columns, _ in vectors]), return_inverse=True)
    return columns, np.bincount(where, np.concatenate([weights for _, weights in vectors])).astype(np.float64)


class Index:
    """Tells for each thing that a row has which rows before it have it too."""

    def __init__(self, starts: Places, things: Places | NDArray[np.uint32]) -> None:
        order = np.argsort(things, kind="stable").astype(np.int32)
        ordered = things[order]
        begins = np.flatnonzero(np.concatenate((np.ones(min(1, len(things)), bool), ordered[1:] != ordered[:-1])))
        self._starts = starts
        self._rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))[order]
        self._place = np.empty_like(order)
        self._place[order] = np.arange(len(order), dtype=np.int32)
        self._first = np.empty_like(order)
        self._first[order] = np.repeat(begins.astype(np.int32), np.diff(np.append(begins, len(order))))

    def before(self, row: int) -> tuple[Places, Places]:
        """Return for each thing of a row where the rows before it that have it begin and end; `holders` has them."""
        own = slice(self._starts[row], self._starts[row + 1])
        return self._first[own], self._place[own]

    def holders(self, begin: Places, end: Places) -> tuple[Places, Places]:
        """Return the rows between these places, stretch after stretch, and the number of the stretch of each."""
        places, stretch = spread(begin, end)
        return self._rows[places], stretch
