"""4-grams of words, by which texts are told to have the same words: exact, and without any threshold to tune.

Containment is the share of a text's 4-grams that the other has too (Broder 1997, "On the resemblance and containment of
documents"). Fingerprints are the least 4-gram of each few that follow one another (Schleimer, Wilkerson and Aiken 2003,
"Winnowing: local algorithms for document fingerprinting"), a third of all; texts with the same words in a row are sure
to have one in common.
"""

import re
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_SIZE = 4
WINDOW = 6
"""4-grams in a row of which the least is a fingerprint. A copy has so many in a row of its original, however the fifth
that may be missing is spread over it."""
_SHORT = 32
"""In a text with fewer 4-grams, which is a flash, each is a fingerprint."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Shingles = NDArray[np.uint32]


def shingles(text: str) -> Shingles:
    """Return the 4-grams of words of `text`, lower-cased, each as a number of 32 bits, in ascending order."""
    return np.unique(in_a_row(text))


def in_a_row(text: str) -> Shingles:
    """Return the 4-grams in the order of the text."""
    words = np.fromiter(map(number, _WORD.findall(text.lower())), np.uint64)
    mixed = np.zeros(max(len(words) - _SIZE + 1, 0), dtype=np.uint64)
    for offset in range(_SIZE):
        mixed = mixed * _MULTIPLIER + words[offset : offset + len(mixed)]
    return (mixed >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=1 << 17)
def number(word: str) -> int:
    """Return a word as a number of 64 bits, the same everywhere."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def containment(one: Shingles, other: Shingles) -> float:
    """Return the share of the smaller set that lies in the larger; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def fingerprints(grams: Shingles) -> Shingles:
    """Return the least of each window of `grams`, which come in the order of their text; all of a short text's."""
    if len(grams) >= _SHORT:
        grams = np.minimum.reduce([grams[offset : len(grams) - WINDOW + 1 + offset] for offset in range(WINDOW)])
    return np.unique(grams)
