"""How much was reported on each theme, whatever of it is printed; counts alone, so that periods can be compared."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles on a theme: those that offer a point or a quotation on it. One may be on several themes."""

    slug: str
    articles: tuple[str, ...]
    """Their ids, in the order in which articles arrive; copies are not among them."""
    days: tuple[tuple[date, int], ...]
    """How many of them were published on each day that has any."""

    @property
    def undated(self) -> int:
        """How many of them have no date."""
        return len(self.articles) - sum(count for _, count in self.days)


@dataclass(frozen=True, slots=True)
class PastCoverage:
    """What an earlier briefing counted."""

    key: str
    """Of its period, such as "2025-W44"."""
    first: date
    last: date
    articles: tuple[tuple[str, int], ...]
    """The slug of each of its themes and the articles on it."""
