"""Texts as vectors: terms, TF-IDF and cosine, for what weighs sentences against each other.

A text holds few of all the terms, so that only what it holds is kept: everything here costs time and room in
proportion to the words, and thousands of sentences are no more trouble than their length.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float64]
Places = NDArray[np.signedinteger]

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_ENDINGS = ("'s", "’s", "ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s")
_SHORTEST_STEM = 4
_REMEMBERED = 50_000
"""Words whose stems are kept, since news repeats its words."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """A row for each text and a column for each term; only the entries that are not zero, by column, then by row."""

    rows: Places
    columns: Places
    values: Row
    shape: tuple[int, int]


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` as written, in order; "U.S", "F-16" and "Dachev's" are one word each.

    >>> words("The U.S. sent 12 F-16s.")
    ('The', 'U.S', 'sent', '12', 'F-16s')
    """
    return tuple(_WORD.findall(text))


@lru_cache(_REMEMBERED)
def stem(word: str) -> str:
    """Return a lower-case `word` without a common English ending; other words come back as they are.

    Light suffix stripping is enough to match inflections within one article (Harman 1991, "How effective is
    suffixing?") and costs a tenth of a Snowball stemmer.

    >>> [stem(word) for word in ("patrols", "patrolling", "patrolled", "sea")]
    ['patrol', 'patroll', 'patroll', 'sea']
    """
    if not word.endswith(_ENDINGS):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def terms(text: str, stop_words: Container[str] = frozenset()) -> tuple[str, ...]:
    """Return what `text` is about: its words in order, lower case, stemmed, without `stop_words` and single letters.

    >>> terms("The minister praised the patrols.", {"the"})
    ('minister', 'prais', 'patrol')
    """
    lower = map(str.lower, words(text))
    return tuple(map(stem, [word for word in lower if len(word) > 1 and word not in stop_words]))


def count_terms(texts: Sequence[Sequence[str]]) -> Vectors:
    """Return how often each term stands in each text: a row per text, a column per term in order of appearance."""
    numbers: dict[str, int] = {}
    columns = np.array([numbers.setdefault(term, len(numbers)) for text in texts for term in text], dtype=np.int64)
    rows = np.repeat(np.arange(len(texts)), np.array([len(text) for text in texts], dtype=np.int64))
    places, counts = np.unique(columns * len(texts) + rows, return_counts=True)
    columns, rows = np.divmod(places, max(len(texts), 1))
    return Vectors(rows, columns, counts.astype(np.float64), (len(texts), len(numbers)))


def tfidf(counts: Vectors) -> Vectors:
    """Return the rows of `count_terms` weighted and of unit length; a text without terms stays a row of zeros.

    The weight is `frequency` times `rarity` (Salton & Buckley 1988, "Term-weighting approaches in automatic text
    retrieval").
    """
    weights = frequency(counts.values) * rarity(counts.shape[0], spread(counts))[counts.columns]
    lengths = np.sqrt(_sums(counts.rows, weights**2, counts.shape[0]))
    return replace(counts, values=weights / lengths[counts.rows])


def frequency(counts: Row | Places) -> Row:
    """Return the weight of terms in a text by how often each stands there, 1 + log tf."""
    weights: Row = np.log(counts)
    weights += 1
    return weights


def rarity(texts: int, having: Places) -> Row:
    """Return the weight of terms by how many of all texts have each, log(1 + n/df)."""
    weights: Row = np.log1p(texts / np.maximum(having, 1))
    return weights


def spread(vectors: Vectors) -> Places:
    """Return in how many texts each term stands."""
    return np.bincount(vectors.columns, minlength=vectors.shape[1])


def total(vectors: Vectors) -> Row:
    """Return the sum of all rows."""
    return _sums(vectors.columns, vectors.values, vectors.shape[1])


def row(vectors: Vectors, number: int) -> Row:
    """Return one of the rows, zeros included."""
    found = np.zeros(vectors.shape[1])
    own = vectors.rows == number
    found[vectors.columns[own]] = vectors.values[own]
    return found


def times(vectors: Vectors, weights: Row) -> Row:
    """Return each row's product with `weights`, a number for each term: the cosine, where both are of unit length."""
    return _sums(vectors.rows, vectors.values * weights[vectors.columns], vectors.shape[0])


def nearness_to_centroid(counts: Vectors, vectors: Vectors) -> Row:
    """Return how much each text is about what several of them are about.

    `counts` and `vectors` are those of one set of texts before and after `tfidf`; the centroid is that of MEAD (Radev
    et al. 2004, "Centroid-based summarization of multiple documents"), over terms that occur in two texts.
    """
    centroid = np.where(spread(counts) > 1, total(counts), 0.0)
    return times(vectors, centroid / (np.linalg.norm(centroid) or 1.0))


def times_later(vectors: Vectors) -> Row:
    """Return each row's product with the sum of the rows after it, without looking at pairs of rows."""
    sums, columns = np.cumsum(vectors.values), vectors.columns
    ends = sums[np.cumsum(spread(vectors)) - 1]
    return _sums(vectors.rows, vectors.values * (ends[columns] - sums), vectors.shape[0])


def _sums(places: Places, values: Row, length: int) -> Row:
    return np.bincount(places, values, minlength=length).astype(np.float64)
