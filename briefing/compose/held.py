"""Articles of which only what sorts them stays in memory, so that a hundred thousand can be compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from briefing.model import Analysis, Article, Digest, Problem, Source


class Readable(Protocol):
    """What articles are sorted and grouped by: an `Article`, or one that is `Held`."""

    @property
    def id(self) -> str:
        """As `Article.id`."""

    @property
    def source(self) -> Source:
        """As `Article.source`."""

    @property
    def text(self) -> str:
        """As `Article.text`."""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An article whose text and points are fetched when they are asked for."""

    id: str
    source: Source
    words: int
    """Of its text."""
    problems: tuple[Problem, ...]
    _digests: Sequence[Digest] = field(repr=False)
    _texts: Sequence[str] = field(repr=False)
    _place: int

    @property
    def text(self) -> str:
        """The text alone, which costs less than the whole article."""
        return self._texts[self._place]

    @property
    def digest(self) -> Digest:
        """The article with its points."""
        return self._digests[self._place]

    @property
    def article(self) -> Article:
        """The article."""
        return self.digest.article


def hold(analyses: Sequence[Analysis]) -> Iterator[Held]:
    """Yield the articles of some analyses."""
    for analysis in analyses:
        texts = analysis.texts
        for place, digest in enumerate(analysis.digests):
            article = digest.article
            words = len(article.text.split())
            yield Held(article.id, article.source, words, article.problems, analysis.digests, texts, place)
