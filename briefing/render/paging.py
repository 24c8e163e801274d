"""The distribution of parts over pages.

Takes parts in reading order; gives for each page what stands on it and how far under its top. Every height is known
before anything is drawn, so the rules of keeping together are plain arithmetic, and the number of pages is known when
page 1 is drawn. Lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.render.parts import Head, Part, Row


@dataclass(frozen=True, slots=True)
class Limits:
    """The room a page has, and what must not be left at its foot."""

    page: float
    head: float
    """A head needs this much under it."""
    section: float
    """A section that fits on the next page whole wants this much, or moves."""
    between: float
    """White space between sections."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part and how far under the top of the page it begins."""

    part: Part
    y: float
    repeated: bool = False
    """A table's header, drawn before."""


class _Pages:
    """Fills pages from the top."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.pages: list[list[Placed]] = [[]]
        self._y = self._floor = self._below = 0.0

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.limits.page - self._y - self._below

    def section(self) -> None:
        """Close a section: the next begins under its head and its text."""
        if self.pages[-1]:
            self._y = max(self._y + self._below, self._floor) + self.limits.between
        self._below = 0.0

    def want(self, room: float) -> None:
        """Begin a page if this one has less room, and something on it."""
        if self.pages[-1] and self.room < min(room, self.limits.page):
            self._turn()

    def put(self, part: Part) -> None:
        """Place a part, over as many pages as it needs."""
        self._repeat_header(part)
        while part.height > self.room:
            fresh = all(placed.repeated for placed in self.pages[-1])
            pieces = part.split(self.room, force=False) or (part.split(self.room, force=True) if fresh else None)
            if fresh and not pieces:
                break
            if pieces:
                self._stand(pieces[0])
                part = pieces[1]
            self._turn()
            self._repeat_header(part)
        self._stand(part)

    def _turn(self) -> None:
        self.pages.append([])
        self._y = self._floor = self._below = 0.0

    def _repeat_header(self, part: Part) -> None:
        if isinstance(part, Row) and part.header and not self.pages[-1] and part.header.height < self.room / 2:
            self.pages[-1].append(Placed(part.header, 0.0, repeated=True))
            self._y = part.header.height

    def _stand(self, part: Part) -> None:
        self._y += self._below
        self.pages[-1].append(Placed(part, self._y))
        if isinstance(part, Head):
            self._floor = self._y + part.hang
        self._y += part.height
        self._below = part.below


def paginate(parts: Sequence[Part], limits: Limits) -> list[list[Placed]]:
    """Distribute parts over pages, in order and without loss."""
    pages = _Pages(limits)
    for part, need, section in zip(parts, _needs(parts, limits), _sections(parts), strict=True):
        if isinstance(part, Head):
            pages.section()
            moves = pages.room < section <= limits.page
            need = max(need, limits.section if moves else limits.head)
        pages.want(need)
        pages.put(part)
    return pages.pages


def _needs(parts: Sequence[Part], limits: Limits) -> list[float]:
    """Return the room in which each part may begin: its own start, and of what it keeps to."""
    needs = [part.start for part in parts]
    for number in reversed(range(len(parts) - 1)):
        part, following = parts[number], parts[number + 1]
        if part.keep:
            whole = not following.keep and following.height <= limits.section
            chain = part.height + part.below + (following.height if whole else needs[number + 1])
            needs[number] = max(needs[number], chain)
    return needs


def _sections(parts: Sequence[Part]) -> list[float]:
    """Return for each head the height of its section; the others have none."""
    heights = [0.0] * len(parts)
    total = 0.0
    for number in reversed(range(len(parts))):
        part = parts[number]
        total += part.height + part.below
        if isinstance(part, Head):
            heights[number], total = max(total, part.hang), 0.0
    return heights
