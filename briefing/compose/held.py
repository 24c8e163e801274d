"""Articles of which only what sorts them stays in memory, so that a hundred thousand can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.model import Article, Card, Digest, Problem, Source


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An article whose text and points are fetched when they are asked for."""

    id: str
    source: Source
    words: int
    """Of its text."""
    problems: tuple[Problem, ...]
    _cards: Sequence[Card] = field(repr=False)
    _digests: Sequence[Digest] = field(repr=False)
    _texts: Sequence[str] = field(repr=False)
    _place: int

    @property
    def text(self) -> str:
        """The text alone, which costs less than the whole article."""
        return self._texts[self._place]

    @property
    def card(self) -> Card:
        """What it is compared with others by."""
        return self._cards[self._place]

    @property
    def digest(self) -> Digest:
        """The article with its points."""
        return self._digests[self._place]

    @property
    def article(self) -> Article:
        """The article."""
        return self.digest.article


Readable = Article | Held
"""What articles are sorted and grouped by: each has an id, a source and a text."""
