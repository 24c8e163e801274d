"""Choosing what says something new: the worth of a text less its likeness to what has been chosen already."""

from collections.abc import Sequence

import numpy as np

from briefing.vectors import count_terms, row, tfidf, times

_WORTH = 0.6
"""How much the worth of a text weighs against what the chosen ones have said; 1 is the worth alone.

Settled as the weights of condense are, on headlines; 0.5 does as well.
"""


class Diversity:
    """Maximal marginal relevance (Carbonell & Goldstein 1998, "The use of MMR, diversity-based reranking") over texts.

    Texts are given by their terms, as `vectors.terms` has them, and named by their positions.
    """

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._vectors = tfidf(count_terms(texts))
        self._said = np.zeros(len(texts))

    def value(self, position: int, worth: float) -> float:
        """Return what a text of this worth, from 0 to about 1, adds to those chosen so far."""
        return round(_WORTH * worth - (1 - _WORTH) * float(self._said[position]), 9)

    def choose(self, position: int) -> None:
        """Let a text be one of those that have said something."""
        self._said = np.maximum(self._said, times(self._vectors, row(self._vectors, position)))
