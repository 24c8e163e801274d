"""Typefaces of one file: which face draws a character, how wide it is, and the embedding of what was drawn.

Takes the font files of a style; gives text operators and font objects. Kerns, hyphenates and ligates nothing, and keeps
no state outside the file it works for: a face hands out codes for the characters it drew and embeds exactly those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from struct import pack
from typing import Any, Literal
from unicodedata import bidirectional

from reportlab.pdfbase.ttfonts import TTFontFace

from briefing.anchors import SOURCE_FONT
from briefing.render.objects import Objects
from briefing.render.style import Family, Style

Cut = Literal["regular", "italic", "semibold"]
Speaker = Literal["source", "ours"]
Lack = Literal["", "face", "letter", "direction"]
"""Why words are not drawn as the style asks: their face lacks a letter and another has it, no face has it, or it is of
a script that runs from right to left, which lines here do not."""

STAND_INS = "\u25a1?"
"""Drawn where no face has a character, the first that there is; the file carries the character as its actual text."""
SPACES = " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""At which a line may end."""

_EMPTY = 0x200B
_INVISIBLE = (
    *(0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F),
    *(*range(0x202A, 0x202F), *range(0x2060, 0x206A), *range(0xFE00, 0xFE10)),
)
"""Soft hyphen, joiners, direction marks and variation selectors: kept in the file, never to be seen."""
_MARK = "\ufeff"
"""Invisible, too, but no font may say that it draws it (ISO 19005-2, 6.2.11.7.2)."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Letters of private use, of which a font's table is not enough to say what they mean (6.2.11.7.3)."""
_BACKWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_SPECIAL = re.compile(f"{_PRIVATE.pattern}|[{_MARK}{_BACKWARD}]")
"""Those, the mark, and letters of scripts that run from right to left."""
_BORROWED_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)


class _Codes(dict[int, str]):
    """The codes of the characters drawn so far, in the order they came; a new one gets the next."""

    def __missing__(self, code: int) -> str:
        self[code] = given = f"{len(self) + 1:04X}"
        return given


class _Widths(dict[int, float]):
    """Widths by character, in thousandths of the size; the rest have the default."""

    default = 0.0

    def __missing__(self, code: int) -> float:
        return self.default


class Face:
    """One font file as one speaker uses it."""

    def __init__(self, file: Any, resource: str, tag: str) -> None:
        self.resource = resource
        self.middle: float = (file.ascent + file.descent) / 2000
        """How far the baseline lies under the middle of a line, in parts of the size."""
        self._file, self._tag = file, tag
        self._glyphs: dict[int, int] = file.charToGlyph
        self._widths = _Widths(file.charWidths)
        self._widths.default = file.defaultWidth
        self._codes = _Codes()
        self._measured: dict[str, tuple[float, float]] = {}

    def draws(self, text: str) -> bool:
        """Whether the face has every character of the text."""
        return self._glyphs.keys() >= set(map(ord, text))

    def width(self, text: str, size: float) -> float:
        """Return the width of text in points."""
        return sum(map(self._widths.__getitem__, map(ord, text))) * size / 1000

    def measure(self, word: str) -> tuple[float, float]:
        """Return the width of a word and of the spaces behind it, in parts of the size; words come again and again."""
        if word not in self._measured:
            bare = word.rstrip(SPACES)
            self._measured[word] = self.width(bare, 1.0), self.width(word[len(bare) :], 1.0)
        return self._measured[word]

    def show(self, text: str) -> str:
        """Return the operator that draws text; what the face has not, with its sign for that."""
        return f"<{text.translate(self._codes)}>Tj"

    def embed(self, objects: Objects) -> str:
        """Write the font with the characters drawn so far; return the reference to it."""
        name = f"{self._tag}+{self._file.name.decode('ascii')}"
        table = objects.stream(_unicode_map(list(self._codes)))
        return objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{self._descendant(objects, name)}]/ToUnicode {table}>>"
        )

    def _descendant(self, objects: Objects, name: str) -> str:
        widths = " ".join(f"{self._widths[code]:g}" for code in self._codes)
        return objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap {objects.stream(self._glyph_map())}"
            f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/W[0[{self._widths.default:g} {widths}]]/FontDescriptor {self._descriptor(objects, name)}>>"
        )

    def _descriptor(self, objects: Objects, name: str) -> str:
        """Codes are not those of any set of letters, so the font is symbolic (flag 3)."""
        file, program = self._file, self._file.makeSubset(list(self._codes))
        box = " ".join(f"{edge:g}" for edge in file.bbox)
        return objects.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {file.flags & ~32 | 4}/FontBBox[{box}]"
            f"/ItalicAngle {file.italicAngle:g}/Ascent {file.ascent:g}/Descent {file.descent:g}"
            f"/CapHeight {file.capHeight:g}/StemV {file.stemV:g}/MissingWidth {self._widths.default:g}"
            f"/FontFile2 {objects.stream(program, f'/Length1 {len(program)}')}>>"
        )

    def _glyph_map(self) -> bytes:
        """Two codes may share a glyph (space and no-break space), so codes are not glyph numbers."""
        numbers = {0: 0}
        glyphs = [numbers.setdefault(self._glyphs.get(code, 0), len(numbers)) for code in self._codes]
        return pack(f">{len(glyphs) + 1}H", 0, *glyphs)

    @property
    def used(self) -> bool:
        """Whether anything was drawn with it."""
        return bool(self._codes)


@dataclass(frozen=True, slots=True)
class Ink:
    """A face at a size in a colour: `#RRGGBB`, points."""

    face: Face
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that one ink draws."""

    text: str
    ink: Ink
    stand_in: str = ""
    """What is drawn for each of its characters, where it is not they; the file carries them as its actual text."""
    lack: Lack = ""


class Typefaces:
    """Every face of one file, each loaded when it is first asked for."""

    def __init__(self, style: Style) -> None:
        self._families: dict[Speaker, Family] = {"source": style.source, "ours": style.ours}
        self._fallback = style.fallback
        self._files: dict[Path, Any] = {}
        self._faces: dict[tuple[Speaker, Path], Face] = {}

    def face(self, speaker: Speaker, cut: Cut) -> Face:
        """Return the face in which a speaker's words are set."""
        return self._face(speaker, getattr(self._families[speaker], cut))

    def stretches(self, text: str, speaker: Speaker, ink: Ink) -> Iterator[Stretch]:
        """Cut the text where another face must take over; nothing is dropped."""
        if ink.face.draws(text) and not _SPECIAL.search(text):
            yield Stretch(text, ink)
            return
        for (face, sign, lack), group in groupby(text, lambda one: self._drawing(one, speaker, ink.face)):
            yield Stretch("".join(group), ink if face is ink.face else Ink(face, ink.size, ink.colour), sign, lack)

    def embed(self, objects: Objects) -> dict[str, str]:
        """Write every face that was drawn with; return the references to them by the names that pages use."""
        return {face.resource: face.embed(objects) for face in self._faces.values() if face.used}

    def _drawing(self, character: str, speaker: Speaker, first: Face) -> tuple[Face, str, Lack]:
        """Return the face that draws a character, what it draws instead, and what it lacks."""
        if character == _MARK:
            return first, chr(_EMPTY), ""
        other: Speaker = "ours" if speaker == "source" else "source"
        regulars = [self._face(speaker, self._families[name].regular) for name in (speaker, other)]
        backward = bidirectional(character) in ("R", "AL")
        faces = () if backward else (first, *regulars, *(self._face(speaker, path) for path in self._fallback))
        for face in faces:
            if face.draws(character):
                sign = character if _PRIVATE.match(character) else ""
                return face, sign, "face" if face in regulars and face is not first else ""
        plain = self._face(speaker, self._families["ours"].regular)
        sign = next((sign for sign in STAND_INS if plain.draws(sign)), STAND_INS[-1])
        return plain, sign, "direction" if backward else "letter"

    def _face(self, speaker: Speaker, path: Path) -> Face:
        if (speaker, path) not in self._faces:
            number = len(self._faces)
            letters = chr(ord("A") + number // 26) + chr(ord("A") + number % 26)
            tag = (SOURCE_FONT if speaker == "source" else "OUR") + f"A{letters}"
            self._faces[speaker, path] = Face(self._file(path), f"F{number}", tag)
        return self._faces[speaker, path]

    def _file(self, path: Path) -> Any:
        if path not in self._files:
            self._files[path] = _load(path)
        return self._files[path]


def _load(path: Path) -> Any:
    """Parse a font file; characters that must not show get its empty glyph, spaces it has not its space."""
    file = TTFontFace(str(path))
    for code in _INVISIBLE:
        _borrow(file, code, _EMPTY)
    for code in _BORROWED_SPACES:
        if code not in file.charToGlyph:
            _borrow(file, code, 0x20)
    return file


def _borrow(file: Any, code: int, other: int) -> None:
    if other in file.charToGlyph:
        file.charToGlyph[code] = file.charToGlyph[other]
        file.charWidths[code] = file.charWidths[other]


def _unicode_map(codes: list[int]) -> bytes:
    """Return the table by which a reader turns codes 1, 2, … back into these characters."""
    lines = [
        f"<{number:04X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex()}>"
        for number, code in enumerate(codes, 1)
    ]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    table = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return _UNICODE_MAP.format(table=table).encode("ascii")


_UNICODE_MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{table}
endcmap CMapName currentdict /CMap defineresource pop end end
"""
