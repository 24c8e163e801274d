"""Points of an article in an order that says something new with each."""

from collections.abc import Sequence

import numpy as np

from briefing.lexicon import load_lexicon
from briefing.vectors import count_terms, row, terms, tfidf, times

_WORTH = 0.6
"""How much the score of a text weighs against what the chosen ones have said already; 1 is the score alone.

Settled as the weights of condense are, on headlines; 0.5 does as well.
"""
_MOST = 200
"""Nobody prints more of one article."""


def diversify(texts: Sequence[str], scores: Sequence[float], language: str, most: int = _MOST) -> tuple[int, ...]:
    """Return the positions of `texts`, scored from 0 to 1, in the order in which they are worth printing.

    Each of the first `most` is the best by its score less its likeness to the nearest of those before it: maximal
    marginal relevance (Carbonell & Goldstein 1998, "The use of MMR, diversity-based reranking"). The others follow by
    their scores. Ties go to the first.
    """
    function_words = load_lexicon(language).function_words
    vectors = tfidf(count_terms([terms(text, function_words) for text in texts]))
    worth = _WORTH * np.array(scores, dtype=np.float64)
    said, order = np.zeros(len(texts)), list[int]()
    for _ in range(min(len(texts), most)):
        best = int(np.argmax(worth - (1 - _WORTH) * said))
        order.append(best)
        worth[best] = -np.inf
        said = np.maximum(said, times(vectors, row(vectors, best)))
    rest = sorted(set(range(len(texts))).difference(order), key=lambda position: (-scores[position], position))
    return (*order, *rest)
