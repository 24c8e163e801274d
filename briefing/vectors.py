"""Texts as vectors: terms, TF-IDF and cosine, for what weighs sentences against each other."""

import re
from collections import Counter
from collections.abc import Container, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Places = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_ENDINGS = ("'s", "’s", "ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s")
_SHORTEST_STEM = 4


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` as written, in order; "U.S", "F-16" and "Dachev's" are one word each.

    >>> words("The U.S. sent 12 F-16s.")
    ('The', 'U.S', 'sent', '12', 'F-16s')
    """
    return tuple(_WORD.findall(text))


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
    lower = (word.lower() for word in words(text))
    return tuple(stem(word) for word in lower if len(word) > 1 and word not in stop_words)


def count_terms(texts: Sequence[Sequence[str]]) -> Matrix:
    """Return how often each term stands in each text: a row per text, a column per term in order of appearance."""
    columns = {term: column for column, term in enumerate(dict.fromkeys(term for text in texts for term in text))}
    counts = np.zeros((len(texts), len(columns)))
    for row, text in enumerate(texts):
        for term, count in Counter(text).items():
            counts[row, columns[term]] = count
    return counts


def tfidf(counts: Matrix) -> Matrix:
    """Return the rows of `count_terms` weighted and of unit length; a text without terms stays a row of zeros.

    The weight is (1 + log tf) * log(1 + n/df) (Salton & Buckley 1988, "Term-weighting approaches in automatic text
    retrieval").
    """
    present = counts > 0
    return unit_rows((np.log(np.maximum(counts, 1.0)) + present) * rarity(len(counts), present.sum(axis=0)))


def rarity(texts: int, having: Places) -> Matrix:
    """Return the weight of terms by how many of all texts have each."""
    weights: Matrix = np.log1p(texts / np.maximum(having, 1))
    return weights


def unit_rows(rows: Matrix) -> Matrix:
    """Return `rows` scaled to unit length each; a row of zeros stays one."""
    lengths: Matrix = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths == 0, 1.0, lengths)


def cosine(one: Matrix, other: Matrix) -> Matrix:
    """Return the cosine of each row of `one` with each row of `other`; all of unit length, as `tfidf` has them."""
    product: Matrix = one @ other.T
    return product
