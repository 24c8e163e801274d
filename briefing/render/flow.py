"""Words into lines, lines onto the canvas.

Takes segments (words of one ink that belong to one element); gives lines that fit a width, broken at spaces and after
hyphens between letters, a word only where it is wider than the line. The space at which a line ends is drawn too, so
the words read back whole.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefing.render.glyphs import STAND_IN, Ink
from briefing.render.tagged import Element, TaggedCanvas, actual_text


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Words of one ink in one element."""

    text: str
    ink: Ink
    element: Element
    missing: bool = False
    """No face has these characters: each is drawn as the stand-in."""

    def width(self, text: str) -> float:
        """Return the width of a part of its words in points."""
        return self.ink.face.width(self.shown(text), self.ink.size)

    def shown(self, text: str) -> str:
        """Return what is drawn for a part of its words."""
        return STAND_IN * len(text) if self.missing else text


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


@dataclass(frozen=True, slots=True)
class _Word:
    """What must stay on one line, and the spaces behind it."""

    atoms: tuple[Atom, ...]
    width: float
    spaces: float


_SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
_BREAK = re.compile(rf"(?<=[{_SPACES}])(?![{_SPACES}])|(?<=\u200b)|(?<=\w[-–—])(?=[^\W\d_])")
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
    for word in (piece for whole in words for piece in _fitting(whole, width)):
        if line and used + word.width > width:
            yield _joined(line)
            line, used = [], 0.0
        line += word.atoms
        used += word.width + word.spaces
    if line:
        yield _joined(line)


def _words(segments: Iterable[Segment]) -> Iterator[_Word]:
    atoms: list[Atom] = []
    for segment in segments:
        tokens = [token for token in _BREAK.split(segment.text) if token]
        for number, token in enumerate(tokens, 1):
            atoms.append((segment, token))
            if number < len(tokens) or token[-1] in _SPACES:
                yield _word(atoms)
                atoms = []
    if atoms:
        yield _word(atoms)


def _word(atoms: list[Atom]) -> _Word:
    whole = sum(segment.width(text) for segment, text in atoms)
    segment, text = atoms[-1]
    spaces = segment.width(text[len(text.rstrip(_SPACES)) :])
    return _Word(tuple(atoms), whole - spaces, spaces)


def _fitting(word: _Word, width: float) -> Iterator[_Word]:
    """Cut a word that is wider than a line; all others pass."""
    if word.width <= width:
        yield word
        return
    part: list[Atom] = []
    used = 0.0
    for segment, character in ((segment, character) for segment, text in word.atoms for character in text):
        wide = segment.width(character)
        if part and used + wide > width and character not in _SPACES:
            yield _word(list(_joined(part)))
            part, used = [], 0.0
        part.append((segment, character))
        used += wide
    yield _word(list(_joined(part)))


def _joined(atoms: list[Atom]) -> tuple[Atom, ...]:
    """Join neighbours of one segment."""
    groups = groupby(atoms, lambda atom: id(atom[0]))
    return tuple((run[0][0], "".join(text for _, text in run)) for run in (list(group) for _, group in groups))


def draw_lines(canvas: TaggedCanvas, lines: Iterable[Line], x: float, top: float, artifact: bool = False) -> None:
    """Draw lines downwards from (x, top), as part of their elements or as an artifact."""
    pen = _Pen(canvas, artifact)
    for line in lines:
        baseline = top - line.above - line.drop
        pen.start(x, baseline)
        for segment, text in line.atoms:
            pen.write(segment, text)
        if not artifact:
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

    def __init__(self, canvas: TaggedCanvas, artifact: bool) -> None:
        self._canvas, self._artifact = canvas, artifact
        self._code = ["BT"]
        self._ink: Ink | None = None
        self._element: Element | None = None
        self._open = False

    def start(self, x: float, y: float) -> None:
        """Go to the start of a line."""
        self._code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")

    def write(self, segment: Segment, text: str) -> None:
        """Draw words where the pen stands."""
        self._belong(None if self._artifact else segment.element)
        self._dip(segment.ink)
        shown = segment.ink.face.show(segment.shown(text))
        self._code += [actual_text(text), shown, "EMC"] if segment.missing and not self._artifact else [shown]

    def lift(self) -> None:
        """Hand what was written to the canvas."""
        if self._open:
            self._code.append("EMC")
        self._canvas.addLiteral("\n".join([*self._code, "ET"]))

    def _belong(self, element: Element | None) -> None:
        if self._open and element is self._element:
            return
        if self._open:
            self._code.append("EMC")
        self._code.append(self._canvas.mark(element))
        self._element, self._open = element, True

    def _dip(self, ink: Ink) -> None:
        if ink != self._ink:
            red, green, blue = (int(ink.colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
            self._code.append(f"/{ink.face.resource} {ink.size:g} Tf {red:.4f} {green:.4f} {blue:.4f} rg")
            self._ink = ink
