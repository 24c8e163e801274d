"""What many texts have in common, kept without the zeros: a hundred thousand of them fit where a matrix would not."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.vectors import Places, Row, rarity

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


def sparse_tfidf(texts: Iterable[Sequence[str]]) -> Rows:
    """Return the rows that `vectors.tfidf` has for these terms, those of short texts longer and of long ones shorter.

    Two short texts share fewer of their words than two long ones on the same thing do, which unit length alone does not
    make up for (Singhal, Buckley and Mitra 1996, "Pivoted document length normalization").
    """
    known: dict[str, int] = {}
    lengths, columns, counts = array("q", [0]), array("q"), array("q")
    for text in texts:
        counted = sorted((known.setdefault(term, len(known)), count) for term, count in Counter(text).items())
        columns.extend(column for column, _ in counted)
        counts.extend(count for _, count in counted)
        lengths.append(len(counted))
    starts, places = np.cumsum(np.frombuffer(lengths, np.int64)), np.frombuffer(columns, np.int64)
    having = np.bincount(places, minlength=len(known))
    weights: Row = (np.log(np.frombuffer(counts, np.int64)) + 1) * rarity(len(starts) - 1, having)[places]
    owners = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    pivoted = (np.maximum(np.diff(starts), _SHORTEST) / _PIVOT) ** _SLOPE
    scale = np.sqrt(np.bincount(owners, weights**2, len(starts) - 1)) * pivoted
    return Rows(starts, places, np.round(weights / scale[owners], DECIMALS), len(known))


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

    def __init__(self, starts: Places, things: NDArray[np.int64] | NDArray[np.uint64]) -> None:
        order = np.argsort(things, kind="stable")
        ordered = things[order]
        begins = np.flatnonzero(np.concatenate((np.ones(min(1, len(things)), bool), ordered[1:] != ordered[:-1])))
        self._starts = starts
        self._rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[order]
        self._place = np.empty_like(order)
        self._place[order] = np.arange(len(order))
        self._first = np.empty_like(order)
        self._first[order] = np.repeat(begins, np.diff(np.append(begins, len(order))))

    def before(self, row: int) -> tuple[Places, Places]:
        """Return for each thing of a row where the rows before it that have it begin and end; `holders` has them."""
        own = slice(self._starts[row], self._starts[row + 1])
        return self._first[own], self._place[own]

    def holders(self, begin: Places, end: Places) -> tuple[Places, Places]:
        """Return the rows between these places, stretch after stretch, and the number of the stretch of each."""
        places, stretch = spread(begin, end)
        return self._rows[places], stretch
