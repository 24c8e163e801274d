"""The same text carried twice: found by containment of word 4-grams, which is exact and needs no threshold tuning.

Containment is the share of a text's 4-grams that the other has too (Broder 1997, "On the resemblance and containment
of documents"). A copy is contained in its original, so that a report is not lost to the flash that came before it. An
inverted index keeps the search linear in the text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from briefing.model import Article

_WORD = re.compile(r"\w+")
_SIZE = 4
_SHARE = 0.8
_LEAST = 12
"""4-grams that a text needs to be told a copy."""
_COMMON = 50
"""A 4-gram in more texts than this is a stock phrase."""

Shingles = frozenset[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """Return the 4-grams of words of `text`, lower-cased."""
    words = _WORD.findall(text.lower())
    return frozenset(zip(*(words[offset:] for offset in range(_SIZE)), strict=False))


def containment(one: Shingles, other: Shingles) -> float:
    """Return the share of the smaller set that lies in the larger; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def find_copies(articles: Sequence[Article]) -> dict[int, int]:
    """Return, for each article that repeats an earlier one of `articles`, its position and the original's."""
    originals: dict[int, int] = {}
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    texts: dict[str, int] = {}
    for position, article in enumerate(articles):
        own = shingles(article.text)
        original = texts.get(article.text, _original(own, article, articles, index))
        if original is not None:
            originals[position] = original
            continue
        texts[article.text] = position
        for shingle in own:
            index[shingle].append(position)
    return originals


def _original(
    own: Shingles,
    article: Article,
    articles: Sequence[Article],
    index: dict[tuple[str, ...], list[int]],
) -> int | None:
    shared: Counter[int] = Counter()
    for shingle in own if len(own) >= _LEAST else ():
        places = index.get(shingle, ())
        if len(places) <= _COMMON:
            shared.update(places)
    for position in sorted(shared):
        enough = shared[position] >= _SHARE * len(own)
        if enough and _same_figures(article.text, articles[position].text):
            return position
    return None


def _same_figures(one: str, other: str) -> bool:
    """Whether the texts state the same figures, but for one (a dateline's); weekly reports share words, not these."""
    figures, others = (set(re.findall(r"\d+", text)) for text in (one, other))
    return min(len(figures - others), len(others - figures)) <= 1
