"""Words into lines, lines onto the canvas.

Takes segments (words of one ink that belong to one element); gives lines that fit a width, broken at spaces and after
hyphens and slashes between letters, a word only where it is wider than the line. The space at which a line ends is
drawn too, so the words read back whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefing.render.glyphs import SPACES, Ink
from briefing.render.tagged import Artifact, Element, TaggedCanvas, actual_text, paint


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Words of one ink in one element."""

    text: str
    ink: Ink
    element: Element
    stand_in: str = ""
    """What is drawn for each of its characters, where it is not they."""

    def width(self, text: str) -> float:
        """Return the width of a part of its words in points."""
        return self.ink.face.width(self.shown(text), self.ink.size)

    def shown(self, text: str) -> str:
        """Return what is drawn for a part of its words."""
        return self.stand_in * len(text) if self.stand_in else text


Atom = tuple[Segment, str]
"""A part of a segment's words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, its height and where its baseline lies, in points."""

    atoms: tuple[Atom, ...]
    leading: float
    drop: float
    """From the top of the line to the baseline."""
    above: float = 0.0
    """White space above it."""

    @property
    def height(self) -> float:
        """The room it takes."""
        return self.above + self.leading

    @property
    def width(self) -> float:
        """From its first word to the end of its last, its closing space included."""
        return sum(segment.width(text) for segment, text in self.atoms)


_Word = tuple[list[Atom], float, float]
"""What must stay on one line, its width, and that of the spaces behind it."""

_BREAK = re.compile(rf"(?<=[{SPACES}])(?![{SPACES}])|(?<=\u200b)|(?<=\w[-–—/])(?=[^\W\d_])")
_CONTROLS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))


def spaced(text: str) -> str:
    """Return the text with line ends and tabs as spaces: a line has neither."""
    return text.translate(_CONTROLS)


def set_lines(segments: Iterable[Segment], width: float, base: Ink, leading: float, above: float = 0.0) -> list[Line]:
    """Break words into lines of at most `width` points.

    `base` says where the baseline lies; `above` is the white space over the first line.
    """
    drop = leading / 2 + base.face.middle * base.size
    lines: list[Line] = []
    for atoms in _fill(_words(segments), width):
        lines.append(Line(atoms, leading, drop, 0.0 if lines else above))
    return lines


def _fill(words: Iterable[_Word], width: float) -> Iterator[tuple[Atom, ...]]:
    """Put as many words on each line as it holds."""
    line: list[Atom] = []
    used = 0.0
    for whole in words:
        for atoms, wide, spaces in (whole,) if whole[1] <= width else _cut(whole, width):
            if line and used + wide > width:
                yield _joined(line)
                line, used = [], 0.0
            line += atoms
            used += wide + spaces
    if line:
        yield _joined(line)


def _words(segments: Iterable[Segment]) -> Iterator[_Word]:
    """Cut segments into words; one may run through several of them."""
    atoms: list[Atom] = []
    wide = spaces = 0.0
    for segment in segments:
        measure, size = segment.ink.face.measure, segment.ink.size
        tokens = [token for token in _BREAK.split(segment.text) if token]
        for number, token in enumerate(tokens, 1):
            word, behind = measure(segment.shown(token))
            atoms.append((segment, token))
            wide, spaces = wide + word * size, behind * size
            if number < len(tokens) or token[-1] in SPACES:
                yield atoms, wide, spaces
                atoms, wide, spaces = [], 0.0, 0.0
    if atoms:
        yield atoms, wide, spaces


def _cut(word: _Word, width: float) -> Iterator[_Word]:
    """Cut a word that is wider than a line; what combines with a letter takes no room, so it stays with it."""
    part: list[Atom] = []
    used = 0.0
    for segment, letter in ((segment, letter) for segment, text in word[0] for letter in text):
        wide = segment.width(letter)
        if part and used + wide > width and letter not in SPACES:
            yield list(_joined(part)), used, 0.0
            part, used = [], 0.0
        part.append((segment, letter))
        used += wide
    yield list(_joined(part)), used - word[2], word[2]


def _joined(atoms: list[Atom]) -> tuple[Atom, ...]:
    """Join neighbours of one segment."""
    joined: list[Atom] = []
    start = 0
    for number, (segment, _) in enumerate(atoms, 1):
        if number == len(atoms) or atoms[number][0] is not segment:
            joined.append((segment, "".join([text for _, text in atoms[start:number]])))
            start = number
    return tuple(joined)


def draw_lines(
    canvas: TaggedCanvas, lines: Iterable[Line], x: float, top: float, artifact: Artifact | None = None
) -> None:
    """Draw lines downwards from (x, top), as part of their elements or as an artifact."""
    pen = _Pen(canvas, artifact)
    for line in lines:
        baseline = top - line.above - line.drop
        pen.start(x, baseline)
        for segment, text in line.atoms:
            pen.write(segment, text)
        if not artifact and any(segment.element.target for segment, _ in line.atoms):
            _connect(canvas, line, x, baseline)
        top -= line.height
    pen.lift()


def _connect(canvas: TaggedCanvas, line: Line, x: float, y: float) -> None:
    """Make the links of a line work: one box for each."""
    for element, group in groupby(line.atoms, lambda atom: atom[0].element):
        atoms = list(group)
        width = sum(segment.width(text) for segment, text in atoms)
        if element.target:
            size = atoms[0][0].ink.size
            box = (x, y - 0.25 * size, x + width, y + 0.75 * size)
            canvas.connect(element, box, "".join(text for _, text in atoms))
        x += width


class _Pen:
    """Writes one text object; says of each stretch whose it is."""

    def __init__(self, canvas: TaggedCanvas, artifact: Artifact | None) -> None:
        self._canvas, self._artifact = canvas, artifact
        self._code = ["BT"]
        self._ink: Ink | None = None
        self._owner: Element | Artifact | None = None

    def start(self, x: float, y: float) -> None:
        """Go to the start of a line."""
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def write(self, segment: Segment, text: str) -> None:
        """Draw words where the pen stands."""
        self._belong(self._artifact or segment.element)
        if segment.ink is not self._ink:
            self._dip(segment.ink)
        shown = segment.ink.face.show(segment.shown(text))
        self._code += [actual_text(text), shown, "EMC"] if segment.stand_in else [shown]

    def lift(self) -> None:
        """Hand what was written to the canvas."""
        if self._owner is not None:
            self._code.append("EMC")
        self._canvas.write("\n".join([*self._code, "ET"]))

    def _belong(self, owner: Element | Artifact) -> None:
        if owner is self._owner:
            return
        if self._owner is not None:
            self._code.append("EMC")
        self._code.append(self._canvas.mark(owner))
        self._owner = owner

    def _dip(self, ink: Ink) -> None:
        """Take another ink; only what differs is written."""
        old, self._ink = self._ink, ink
        if old is None or (ink.face, ink.size) != (old.face, old.size):
            self._code.append(f"/{ink.face.resource} {ink.size:g} Tf")
        if old is None or ink.colour != old.colour:
            self._code.append(paint(ink.colour))
