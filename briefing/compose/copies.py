"""The same text carried twice, found by containment of word 4-grams, which is exact and needs no threshold tuning.

Containment is the share of a text's 4-grams that the other has too (Broder 1997, "On the resemblance and containment
of documents"). What a site repeats on its pages is left out. A copy is contained in its original, so that a report is
not lost to the flash that came before it; what shares less is reused. An inverted index keeps the search linear in the
text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from briefing.compose.sparse import Index
from briefing.compose.templates import find_templates
from briefing.model import Article, Span
from briefing.vectors import Places

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+")
_SIZE = 4
_SHARE = 0.8
"""Of a text's 4-grams, so many in an earlier one make it a copy."""
_REUSE = 0.2
"""Of the shorter text's 4-grams, so many in the longer one show that both come from the same."""
_LEAST = 12
"""4-grams that a text needs to be told a copy, and that two texts share at least."""
_COMMON = 50
"""A 4-gram in more originals than this is a stock phrase."""
_OTHER_FIGURES = 0.5
"""Texts with a larger share of figures that the other has not are reports of the same kind on something else."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Shingles = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two articles with the same words, by their positions."""

    later: int
    earlier: int
    whole: bool
    """The later one is a copy: it hardly has words of its own."""


def shingles(text: str) -> Shingles:
    """Return the 4-grams of words of `text`, lower-cased, each as a number of 64 bits, in ascending order."""
    words = np.array([_number(word) for word in _WORD.findall(text.lower())], dtype=np.uint64)
    mixed = np.zeros(max(len(words) - _SIZE + 1, 0), dtype=np.uint64)
    for offset in range(_SIZE):
        mixed = mixed * _MULTIPLIER + words[offset : offset + len(mixed)]
    return np.unique(mixed)


@lru_cache(maxsize=1 << 17)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def containment(one: Shingles, other: Shingles) -> float:
    """Return the share of the smaller set that lies in the larger; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def find_reuse(articles: Sequence[Article]) -> tuple[Reuse, ...]:
    """Return which of `articles` repeat an earlier one: for a copy the earliest, else the one that shares the most."""
    texts = [_own_text(one, lines) for one, lines in zip(articles, find_templates(articles), strict=True)]
    search = _Search([shingles(text) for text in texts])
    found: list[Reuse] = []
    first: dict[str, int] = {}
    for position, article in enumerate(articles):
        same = first.setdefault(article.text, position)
        reuse = Reuse(position, same, whole=True) if same < position else search.find(position, texts)
        if reuse:
            found.append(reuse)
            search.leave_out(position, reuse)
    return tuple(found)


def _own_text(article: Article, repeated: Sequence[Span]) -> str:
    """Return an article's text without the lines that its site repeats."""
    text = article.text
    for span in reversed(repeated):
        text = text[: span.start] + text[span.end :]
    return text


class _Search:
    """Looks for earlier texts with the same 4-grams."""

    def __init__(self, sets: Sequence[Shingles]) -> None:
        self._sizes = np.array([len(one) for one in sets], dtype=np.int64)
        starts = np.concatenate(([0], np.cumsum(self._sizes)))
        self._index = Index(starts, np.concatenate([np.empty(0, np.uint64), *sets]))
        self._originals = np.ones(len(sets), dtype=bool)

    def leave_out(self, position: int, reuse: Reuse) -> None:
        """Look no more for a text that is a copy, so that what many carry is not taken for a stock phrase."""
        self._originals[position] = not reuse.whole

    def find(self, position: int, texts: Sequence[str]) -> Reuse | None:
        """Return the earliest original that a text is a copy of, or else the one that it shares the most with."""
        sharing, shared = self._share(position)
        own, text = self._sizes[position], texts[position]
        for earlier in sharing[(own >= _LEAST) & (shared >= _SHARE * own)].tolist():
            if _apart(text, texts[earlier])[0] <= 1:
                return Reuse(position, earlier, whole=True)
        smaller = np.minimum(own, self._sizes[sharing])
        enough = (shared >= _LEAST) & (shared >= _REUSE * smaller)
        for earlier in sharing[enough][np.argsort(-(shared / smaller)[enough], kind="stable")].tolist():
            apart, figures = _apart(text, texts[earlier])
            if apart <= max(1, _OTHER_FIGURES * figures):
                return Reuse(position, earlier, whole=False)
        return None

    def _share(self, position: int) -> tuple[Places, Places]:
        """Return the earlier originals that have 4-grams of a text, in order, and how many each."""
        begin, end = self._index.before(position)
        holders, stretch = self._index.holders(begin, np.minimum(end, begin + _COMMON + 1))
        holders, stretch = holders[self._originals[holders]], stretch[self._originals[holders]]
        telling = np.bincount(stretch, minlength=len(begin))[stretch] <= _COMMON
        sharing, shared = np.unique(holders[telling], return_counts=True)
        return sharing, shared


def _apart(one: str, other: str) -> tuple[int, int]:
    """Return how many figures of a text the other has not, and of how many; of the two texts, for that with fewer.

    A dateline brings one of its own, and a shorter version leaves some out. Weekly reports share words, not figures.
    """
    figures, others = (set(_FIGURE.findall(text)) for text in (one, other))
    return min((len(figures - others), len(figures)), (len(others - figures), len(others)))
