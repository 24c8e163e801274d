"""Parts of a page: what the blocks become, each of a known height, able to be split and drawn.

A part takes lines that are already broken; it gives its height, the least room it may begin in, and its halves where
a page ends inside it. Lengths are points; `top` is a height above the foot of the sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from briefing.render.flow import Line, draw_lines
from briefing.render.tagged import Artifact, TaggedCanvas


class Part(Protocol):
    """Something of a height that stands in the flow."""

    @property
    def height(self) -> float:
        """The room it takes."""

    @property
    def start(self) -> float:
        """The least room in which it may begin."""

    @property
    def below(self) -> float:
        """White space under it, unless the page ends."""

    @property
    def keep(self) -> bool:
        """Whether it must not be parted from the start of the next."""

    def split(self, room: float, force: bool) -> "tuple[Part, Part] | None":
        """Return what fits into the room and the rest; None: not here. `force`: a whole page is too small for it."""

    def draw(self, canvas: TaggedCanvas, top: float, artifact: Artifact | None = None) -> None:
        """Draw it downwards from `top`; as an artifact where it only repeats what stands before."""


@dataclass(frozen=True, slots=True)
class Area:
    """A plain area or rule: from where, how wide, what colour. The height is its owner's, or `thickness`."""

    x: float
    width: float
    colour: str
    thickness: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """Lines, with what frames them."""

    lines: tuple[Line, ...]
    x: float
    below: float = 0.0
    keep: bool = False
    first: int = 2
    """Lines that stay together at its start."""
    last: int = 2
    """Lines that stay together at its end."""
    rule: Area | None = None
    """A hairline over it."""
    pad: tuple[float, float] = (0.0, 0.0)
    """White space inside, above (under the rule) and below."""
    beside: Area | None = None
    """What runs along or behind all its lines: the bar of a quotation, a tint."""
    box: Area | None = None
    """A rule all round."""
    id: str = ""
    """Links to this lead here."""

    @property
    def height(self) -> float:
        """The room it takes."""
        rule = self.rule.thickness if self.rule else 0.0
        return rule + sum(self.pad) + sum(line.height for line in self.lines)

    @property
    def start(self) -> float:
        """Its first lines, or all where too few would remain."""
        if len(self.lines) < self.first + self.last:
            return self.height
        return self.height - sum(line.height for line in self.lines[self.first :])

    def split(self, room: float, force: bool) -> "tuple[Text, Text] | None":
        """Part it between lines."""
        room -= self.height - sum(line.height for line in self.lines)
        count = _fitting(self.lines, room)
        if not force:
            count = min(count, len(self.lines) - self.last)
        if count < (1 if force else self.first) or count >= len(self.lines):
            return None
        head = replace(self, lines=self.lines[:count])
        return head, replace(self, lines=self.lines[count:], rule=None, pad=(0.0, self.pad[1]), id="")

    def draw(self, canvas: TaggedCanvas, top: float, artifact: Artifact | None = None) -> None:
        """Draw it downwards from `top`."""
        if self.beside:
            canvas.fill(self.beside.x, top - self.height, self.beside.width, self.height, self.beside.colour)
        if self.box:
            _frame(canvas, self.box, top, self.height)
        if self.rule:
            canvas.rule(self.rule.x, top, self.rule.width, self.rule.thickness, self.rule.colour)
            top -= self.rule.thickness
        if self.id:
            canvas.place(self.id, self.x, top)
        if self.lines:
            draw_lines(canvas, self.lines, self.x, top - self.pad[0], artifact)


@dataclass(frozen=True, slots=True)
class Row:
    """Texts side by side: of a table, the register, the box of checks, the masthead."""

    cells: tuple[Text, ...]
    pad: tuple[float, float] = (0.0, 0.0)
    below: float = 0.0
    keep: bool = False
    rule: Area | None = None
    """A rule under it."""
    tint: Area | None = None
    header: "Row | None" = None
    """What is repeated over it where it opens a page."""
    leads: str = ""
    """In the contents, the id that it leads to."""
    id: str = ""

    @property
    def height(self) -> float:
        """The room it takes."""
        return sum(self.pad) + self._tallest + (self.rule.thickness if self.rule else 0.0)

    @property
    def _tallest(self) -> float:
        return max(cell.height for cell in self.cells)

    @property
    def start(self) -> float:
        """All of it: rows are parted only where a page is too small."""
        return self.height

    def split(self, room: float, force: bool) -> "tuple[Row, Row] | None":
        """Part it between lines of its cells, if it must be."""
        if not force:
            return None
        pieces = [_cut(cell, room - self.height + self._tallest) for cell in self.cells]
        top, rest = (tuple(piece[side] for piece in pieces) for side in (0, 1))
        return replace(self, cells=top, rule=None), replace(self, cells=rest, id="")

    def draw(self, canvas: TaggedCanvas, top: float, artifact: Artifact | None = None) -> None:
        """Draw it downwards from `top`."""
        if self.tint:
            canvas.fill(self.tint.x, top - self.height, self.tint.width, self.height, self.tint.colour)
        if self.id:
            canvas.place(self.id, self.cells[0].x, top)
        for cell in self.cells:
            cell.draw(canvas, top - self.pad[0], artifact)
        if self.rule:
            bottom = top - self.height + self.rule.thickness
            canvas.rule(self.rule.x, bottom, self.rule.width, self.rule.thickness, self.rule.colour)


@dataclass(frozen=True, slots=True)
class Head:
    """A rule over both columns and what hangs under it in the side column; the section is at least as high as that."""

    rule: Area
    texts: tuple[Text, ...]
    """The head and its notes, one above the other."""
    height: float
    """What it takes from the flow: the rule and the white space under it, in a wide section the head too."""
    id: str
    title: str
    beside: bool = False
    """Its texts stand side by side."""
    below: float = 0.0
    keep: bool = True

    @property
    def hang(self) -> float:
        """How far it reaches down in its own column."""
        return max(self.height, self.rule.thickness + sum(text.height for text in self.texts) * (not self.beside))

    @property
    def start(self) -> float:
        """All that hangs."""
        return self.hang

    def split(self, room: float, force: bool) -> None:
        """Never."""

    def draw(self, canvas: TaggedCanvas, top: float, artifact: Artifact | None = None) -> None:
        """Draw it downwards from `top`; a head never repeats."""
        canvas.rule(self.rule.x, top, self.rule.width, self.rule.thickness, self.rule.colour)
        canvas.place(self.id, self.rule.x, top)
        canvas.entry(self.id, self.title)
        top -= self.rule.thickness
        for text in self.texts:
            text.draw(canvas, top)
            top -= 0.0 if self.beside else text.height


def _frame(canvas: TaggedCanvas, box: Area, top: float, height: float) -> None:
    for y in (top, top - height):
        canvas.rule(box.x, y, box.width, box.thickness, box.colour)
    for x in (box.x, box.x + box.width - box.thickness):
        canvas.fill(x, top - height, box.thickness, height, box.colour)


def _fitting(lines: Sequence[Line], room: float) -> int:
    """Return how many lines the room holds."""
    for count, line in enumerate(lines):
        room -= line.height
        if room < 0:
            return count
    return len(lines)


def _cut(cell: Text, room: float) -> tuple[Text, Text]:
    """Part a cell; where the white space over a line is what does not fit, the rest has what remains of it."""
    count = _fitting(cell.lines, room)
    head, rest = cell.lines[:count], cell.lines[count:]
    if rest:
        left = room - sum(line.height for line in head)
        rest = (replace(rest[0], above=max(0.0, rest[0].above - left)), *rest[1:])
    return replace(cell, lines=head), replace(cell, lines=rest)
