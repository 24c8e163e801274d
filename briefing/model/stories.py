"""What only several articles tell together: stories, their origins, and where two passages differ."""

from dataclasses import dataclass
from typing import Literal

from briefing.model.articles import Passage


@dataclass(frozen=True, slots=True)
class Origin:
    """A first source of a story, and the articles that rely on it and on no other that is known."""

    name: str
    """The agency or outlet that is credited, or the outlet of its first article; "" where none is told."""
    articles: tuple[str, ...]
    """Ids, the earliest first."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event."""

    id: str
    headline: str
    """The title of the lead article, or of the first article that has one; "" where none has."""
    lead: str
    """Id of the article that is most like all the others."""
    articles: tuple[str, ...]
    """Ids, the earliest first, copies included."""
    origins: tuple[Origin, ...]
    """In the order of their first articles; each article belongs to one."""
    outlets: tuple[str, ...] = ()
    """Of its articles as far as they are told, each once."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two sentences that say the same of the same thing, but for one word that cannot be right in both."""

    kind: Literal["number", "date", "name", "title"]
    one: Passage
    other: Passage
    """Of the same article or of another in the same story."""
    values: tuple[Passage, Passage]
    """What differs: of `one` and of `other` the number, the day, the name or the title."""
