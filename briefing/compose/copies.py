"""The same text carried twice, found by containment of word 4-grams, which is exact and needs no threshold tuning.

Containment is the share of a text's 4-grams that the other has too (Broder 1997, "On the resemblance and containment
of documents"). What a site repeats on its pages is left out. A copy is contained in its original, so that a report is
not lost to the flash that came before it; what shares less is reused.

Only texts that share fingerprints are compared. Those are the least 4-gram of each few that follow one another
(Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting"), a third of all, and
texts with the same words in a row are sure to have one in common. An inverted index of them keeps the search linear.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from briefing.compose.held import Readable
from briefing.compose.sameness import list_denials, list_months
from briefing.compose.sparse import Index
from briefing.compose.templates import own_text
from briefing.model import Span
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
_WINDOW = 6
"""4-grams in a row of which the least is a fingerprint. A copy has so many in a row of its original, however the fifth
that may be missing is spread over it."""
_SHORT = 32
"""In a text with fewer 4-grams, which is a flash, each is a fingerprint."""
_NEAREST = 5
"""Earlier texts that are compared with a text: those with the most fingerprints in common."""
_COMMON = 50
"""A fingerprint of more originals than this is a stock phrase."""
_DATELINE = re.compile(r"[^\n]{0,60}?\s[-–—]{1,2}\s")
"""In front of the first dash a copy may have a day of its own."""
_OTHER_FIGURES = 0.5
"""Texts with a larger share of figures that the other has not are reports of the same kind on something else."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Shingles = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two articles with the same words, by their positions."""

    later: int
    earlier: int
    whole: bool
    """The later one is a copy: it hardly has words of its own."""


def shingles(text: str) -> Shingles:
    """Return the 4-grams of words of `text`, lower-cased, each as a number of 32 bits, in ascending order."""
    return np.unique(_in_a_row(text))


def _in_a_row(text: str) -> Shingles:
    """Return the 4-grams in the order of the text."""
    words = np.fromiter(map(_number, _WORD.findall(text.lower())), np.uint64)
    mixed = np.zeros(max(len(words) - _SIZE + 1, 0), dtype=np.uint64)
    for offset in range(_SIZE):
        mixed = mixed * _MULTIPLIER + words[offset : offset + len(mixed)]
    return (mixed >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=1 << 17)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def containment(one: Shingles, other: Shingles) -> float:
    """Return the share of the smaller set that lies in the larger; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / smaller if smaller else 0.0


def fingerprints(grams: Shingles) -> Shingles:
    """Return the least of each window of `grams`, which come in the order of their text; all of a short text's."""
    if len(grams) >= _SHORT:
        grams = np.minimum.reduce([grams[offset : len(grams) - _WINDOW + 1 + offset] for offset in range(_WINDOW)])
    return np.unique(grams)


def find_reuse(articles: Sequence[Readable], templates: Sequence[Sequence[Span]]) -> tuple[Reuse, ...]:
    """Return which of `articles` repeat an earlier one: for a copy the earliest, else the one that shares the most.

    `templates` has for each article what `find_templates` says that its site repeats.
    """
    search = _Search(
        (own_text(one, lines), one.source.language) for one, lines in zip(articles, templates, strict=True)
    )
    found: list[Reuse] = []
    first: dict[str, int] = {}
    for position, article in enumerate(articles):
        same = first.setdefault(article.text, position)
        reuse = Reuse(position, same, whole=True) if same < position else search.find(position)
        if reuse:
            found.append(reuse)
            search.leave_out(position, reuse)
    return tuple(found)


def _told(text: str, language: str) -> Counter[str]:
    """Return what a copy has no more of than its original, but for a dateline: figures, months, words that deny."""
    dateline = _DATELINE.match(text)
    body = text[dateline.end() :] if dateline else text
    return Counter((*_FIGURE.findall(body), *list_months(body, language), *list_denials(body, language)))


class _Search:
    """Looks for earlier texts with the same 4-grams."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._sets: list[Shingles] = []
        self._figures: list[str] = []
        self._texts: list[tuple[str, str]] = []
        prints: list[Shingles] = [np.empty(0, np.uint32)]
        for text, language in texts:
            grams = _in_a_row(text)
            prints.append(fingerprints(grams))
            self._sets.append(np.unique(grams))
            self._figures.append(" ".join(sorted(set(_FIGURE.findall(text)))))
            self._texts.append((text, language))
        self._sizes = np.array([len(one) for one in self._sets], dtype=np.int64)
        self._index = Index(np.cumsum([len(one) for one in prints]), np.concatenate(prints))
        self._originals = np.ones(len(self._sets), dtype=bool)

    def leave_out(self, position: int, reuse: Reuse) -> None:
        """Look no more for a text that is a copy, so that what many carry is not taken for a stock phrase."""
        self._originals[position] = not reuse.whole

    def find(self, position: int) -> Reuse | None:
        """Return the earliest original that a text is a copy of, or else the one that it shares the most with."""
        candidates = self._candidates(position)
        if not len(candidates):
            return None
        own, figures = len(self._sets[position]), frozenset(self._figures[position].split())
        sharing = [
            (earlier, shared / own, shared / min(own, len(self._sets[earlier])))
            for earlier, shared in zip(candidates.tolist(), self._shared(position, candidates), strict=True)
            if shared >= _LEAST
        ]
        for earlier, of_own, _ in sharing:
            if of_own >= _SHARE and not _told(*self._texts[position]) - _told(*self._texts[earlier]):
                return Reuse(position, earlier, whole=True)
        for _, earlier in sorted((-share, earlier) for earlier, _, share in sharing if share >= _REUSE):
            apart, of = self._apart(figures, earlier)
            if apart <= max(1, _OTHER_FIGURES * of):
                return Reuse(position, earlier, whole=False)
        return None

    def _candidates(self, position: int) -> Places:
        """Return the earlier originals, in order, that have the most fingerprints of a text, stock phrases aside."""
        begin, end = self._index.before(position)
        holders, stretch = self._index.holders(begin, np.minimum(end, begin + _COMMON + 1))
        holders, stretch = holders[self._originals[holders]], stretch[self._originals[holders]]
        telling = np.bincount(stretch, minlength=len(begin))[stretch] <= _COMMON
        sharing, shared = np.unique(holders[telling], return_counts=True)
        enough = shared * _WINDOW >= _REUSE * np.minimum(self._sizes[position], self._sizes[sharing])
        return np.sort(sharing[enough][np.argsort(-shared[enough], kind="stable")[:_NEAREST]])

    def _shared(self, position: int, others: Places) -> list[int]:
        """Return how many 4-grams each of some other texts has of a text."""
        own, sets = self._sets[position], [self._sets[other] for other in others]
        grams = np.concatenate(sets)
        same = own[np.minimum(np.searchsorted(own, grams), len(own) - 1)] == grams
        shared: list[int] = np.add.reduceat(same, np.cumsum([0, *map(len, sets[:-1])]), dtype=np.int64).tolist()
        return shared

    def _apart(self, figures: frozenset[str], earlier: int) -> tuple[int, int]:
        """Return how many figures of a text the other has not, and of how many; of the two, for that with fewer.

        A dateline brings one of its own, and a shorter version leaves some out. Weekly reports share words, not
        figures.
        """
        others = self._figures[earlier].split()
        same = len(figures.intersection(others))
        return min((len(figures) - same, len(figures)), (len(others) - same, len(others)))
