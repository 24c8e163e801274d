"""The same text carried twice, found by containment of word 4-grams (see grams.py).

What a site repeats on its pages is left out. A copy is contained in its original, so that a report is not lost to the
flash that came before it; what shares less is reused. Only texts that share fingerprints are compared; an inverted
index of them keeps the search linear.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.compose.cards import card_of, without
from briefing.compose.grams import WINDOW, Shingles, number
from briefing.compose.held import Readable
from briefing.compose.sparse import Index
from briefing.model import Card, Span
from briefing.vectors import Places

_SHARE = 0.8
"""Of a text's 4-grams, so many in an earlier one make it a copy."""
_REUSE = 0.2
"""Of the shorter text's 4-grams, so many in the longer one show that both come from the same."""
_LEAST = 12
"""4-grams that a text needs to be told a copy, and that two texts share at least."""
_NEAREST = 5
"""Earlier texts that are compared with a text: those with the most fingerprints in common."""
_COMMON = 50
"""A fingerprint of more originals than this is a stock phrase."""
_OTHER_FIGURES = 0.5
"""Texts with a larger share of figures that the other has not are reports of the same kind on something else."""

Words = NDArray[np.uint64]
"""Words as numbers."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two articles with the same words, by their positions."""

    later: int
    earlier: int
    whole: bool
    """The later one is a copy: it hardly has words of its own."""


def find_reuse(articles: Sequence[Readable], templates: Sequence[Sequence[Span]]) -> tuple[Reuse, ...]:
    """Return which of `articles` repeat an earlier one: for a copy the earliest, else the one that shares the most.

    `templates` has for each article what `find_templates` says that its site repeats.
    """
    pairs = zip(articles, templates, strict=True)
    search = _Search(without(card_of(one), one, lines) for one, lines in pairs)
    found: list[Reuse] = []
    first: dict[bytes, int] = {}
    for position, digest in enumerate(search.digests):
        same = first.setdefault(digest, position)
        reuse = Reuse(position, same, whole=True) if same < position else search.find(position)
        if reuse:
            found.append(reuse)
            search.leave_out(position, reuse)
    return tuple(found)


class _Search:
    """Looks for earlier texts with the same 4-grams."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self.digests: list[bytes] = []
        """Of the texts: of a card no more is kept than what is compared here."""
        self._sets: list[Shingles] = []
        self._figures: list[Words] = []
        self._told: list[Words] = []
        prints: list[Shingles] = [np.empty(0, np.uint32)]
        for card in cards:
            self.digests.append(card.digest)
            prints.append(np.frombuffer(card.prints, np.uint32))
            self._sets.append(np.frombuffer(card.grams, np.uint32))
            self._figures.append(_numbers(card.figures))
            self._told.append(_numbers(card.told))
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
        own = len(self._sets[position])
        sharing = [
            (earlier, shared / own, shared / min(own, len(self._sets[earlier])))
            for earlier, shared in zip(candidates.tolist(), self._shared(position, candidates), strict=True)
            if shared >= _LEAST
        ]
        for earlier, of_own, _ in sharing:
            if of_own >= _SHARE and self._tells_no_more(position, earlier):
                return Reuse(position, earlier, whole=True)
        for _, earlier in sorted((-share, earlier) for earlier, _, share in sharing if share >= _REUSE):
            apart, of = self._apart(position, earlier)
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
        enough = shared * WINDOW >= _REUSE * np.minimum(self._sizes[position], self._sizes[sharing])
        return np.sort(sharing[enough][np.argsort(-shared[enough], kind="stable")[:_NEAREST]])

    def _shared(self, position: int, others: Places) -> list[int]:
        """Return how many 4-grams each of some other texts has of a text."""
        own, sets = self._sets[position], [self._sets[other] for other in others]
        grams = np.concatenate(sets)
        same = own[np.minimum(np.searchsorted(own, grams), len(own) - 1)] == grams
        shared: list[int] = np.add.reduceat(same, np.cumsum([0, *map(len, sets[:-1])]), dtype=np.int64).tolist()
        return shared

    def _tells_no_more(self, position: int, earlier: int) -> bool:
        """Whether another text has all that a copy would have, as often."""
        return not Counter(self._told[position].tolist()) - Counter(self._told[earlier].tolist())

    def _apart(self, position: int, earlier: int) -> tuple[int, int]:
        """Return how many figures of a text the other has not, and of how many; of the two, for that with fewer.

        A dateline brings one of its own, and a shorter version leaves some out. Weekly reports share words, not
        figures.
        """
        figures, others = self._figures[position], self._figures[earlier]
        same = len(np.intersect1d(figures, others, assume_unique=True))
        return min((len(figures) - same, len(figures)), (len(others) - same, len(others)))


def _numbers(words: Sequence[str]) -> Words:
    """Return words as numbers, which take an eighth of the memory."""
    return np.fromiter(map(number, words), np.uint64, len(words))
