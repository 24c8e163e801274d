"""What an input file comes to, and what of each article in it is compared with all others."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.articles import Article, KeyPoint, Problem, Source


@dataclass(frozen=True, slots=True)
class Digest:
    """What one article comes to: itself and its points, best first."""

    article: Article
    points: tuple[KeyPoint, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article as far as it is sorted and grouped: made once, and small enough to be read often.

    Numbers made of words are kept as the bytes of an array.
    """

    id: str
    source: Source
    problems: tuple[Problem, ...]
    words: int
    """Of its text."""
    dateline: str
    """The agency that opens its text: "Port Wire"; "" where there is none."""
    terms: bytes
    """The terms of title and prose as uint64, as often as they stand there, in order."""
    lines: bytes
    """Its lines as uint64, in order, without empty ones."""
    places: bytes
    """Of each line first and last place in the text as uint32."""
    digest: bytes = b""
    """Of its text."""
    told: tuple[str, ...] = ()
    """Figures, months and words that deny, as often as they stand there, dateline aside."""
    figures: tuple[str, ...] = ()
    """Its different figures, in order."""
    grams: bytes = b""
    """Its different 4-grams of words as uint32, in ascending order."""
    prints: bytes = b""
    """Of these the fingerprints, likewise."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of one input file: its digests, and what of it was rejected."""

    path: str
    sha256: str
    digests: Sequence[Digest]
    """May be fetched one by one, when they are asked for."""
    rejected: tuple[Problem, ...] = ()
    """Each stands for the file, or an item of it, that could not be used; its `where` is the path to print."""

    cards: Sequence[Card] = ()
    """Of its articles, where they are kept; may be fetched likewise."""

    @property
    def texts(self) -> Sequence[str]:
        """The texts of its articles, where they are fetched without all the rest."""
        fetched: Sequence[str] | None = getattr(self.digests, "texts", None)
        return tuple(one.article.text for one in self.digests) if fetched is None else fetched
