"""What a briefing is compared with: an earlier one as it was published, and what has changed since."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Novelty = Literal["new", "developed", "repeated"]
"""Of an item, against the earlier briefing: on what that did not have; new on what it had; said there already."""


@dataclass(frozen=True, slots=True)
class EarlierPoint:
    """A point or quotation of an earlier briefing."""

    theme: str
    """The slug of the section it was printed in."""
    article_id: str
    text: str
    """The source's words alone."""


@dataclass(frozen=True, slots=True)
class EarlierArticle:
    """An article that an earlier briefing cites."""

    id: str
    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last briefing that was published for an earlier period."""

    key: str
    """Of its period, such as "2025-W44"."""
    first: date
    last: date
    themes: tuple[str, ...]
    """The slugs of its sections."""
    points: tuple[EarlierPoint, ...]
    articles: tuple[EarlierArticle, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How a theme stands against the earlier briefing."""

    status: Literal["new", "developed", "unchanged", "quiet"]
    """Had nothing there; has something that is new or developed; only repeats; has nothing now."""
    new: int
    """Printed items on something that the earlier briefing did not have."""
    developed: int
    repeated: int
    before: int
    """Points and quotations that the earlier briefing had under this theme."""
