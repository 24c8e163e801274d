"""Typefaces of one file: which face draws a character, how wide it is, and the embedding of what was drawn.

Takes the font files of a style; gives text operators and font objects. Kerns, hyphenates and ligates nothing, and keeps
no state outside the file it works for: a face hands out codes for the characters it drew and embeds exactly those.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from struct import pack
from typing import Any, Literal

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFArray, PDFDictionary, PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFontFace

from briefing.anchors import SOURCE_FONT
from briefing.render.style import Family, Style

Cut = Literal["regular", "italic", "semibold"]
Speaker = Literal["source", "ours"]

STAND_IN = "\u25a1"
"""Drawn where no face has a character; the file carries the character itself as its actual text."""

_EMPTY = 0x200B
_INVISIBLE = (
    *(0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF),
    *(*range(0x202A, 0x202F), *range(0x2060, 0x206A), *range(0xFE00, 0xFE10)),
)
"""Soft hyphen, joiners, direction marks and variation selectors: kept in the file, never to be seen."""
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)


class Face:
    """One font file as one speaker uses it."""

    def __init__(self, file: Any, resource: str, tag: str) -> None:
        self.resource = resource
        self.middle: float = (file.ascent + file.descent) / 2000
        """How far the baseline lies under the middle of a line, in parts of the size."""
        self._file, self._tag = file, tag
        self._glyphs: dict[int, int] = file.charToGlyph
        self._widths: dict[int, float] = file.charWidths
        self._default: float = file.defaultWidth
        self._codes: dict[int, str] = {}

    def draws(self, text: str) -> bool:
        """Whether the face has every character of the text."""
        return all(ord(character) in self._glyphs for character in set(text))

    def width(self, text: str, size: float) -> float:
        """Return the width of text in points."""
        return sum([self._widths.get(code, self._default) for code in map(ord, text)]) * size / 1000

    def show(self, text: str) -> str:
        """Return the operator that draws text; what the face has not, with its sign for that."""
        return f"<{''.join([self._codes.get(code) or self._assign(code) for code in map(ord, text)])}> Tj"

    def embed(self, document: PDFDocument) -> None:
        """Add the font to the document, with the characters drawn so far."""
        name = f"{self._tag}+{self._file.name.decode('ascii')}"
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([document.Reference(PDFDictionary(self._descendant(document, name)))]),
            "ToUnicode": document.Reference(PDFStream(content=_unicode_map(list(self._codes)))),
        }
        document.idToObject[BasicFonts].dict[self.resource] = document.Reference(PDFDictionary(font))

    def _assign(self, code: int) -> str:
        self._codes[code] = f"{len(self._codes) + 1:04X}"
        return self._codes[code]

    def _descendant(self, document: PDFDocument, name: str) -> dict[str, object]:
        widths = " ".join(f"{self._widths.get(code, self._default):g}" for code in self._codes)
        return {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{name}",
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "CIDToGIDMap": document.Reference(PDFStream(content=self._glyph_map())),
            "W": f"[0 [{self._default:g} {widths}]]",
            "FontDescriptor": self._file.addSubsetObjects(document, name, list(self._codes)),
        }

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
    missing: bool = False
    """No face has these characters: each is drawn as the stand-in."""


class Typefaces:
    """Every face of one file, each loaded when it is first asked for."""

    def __init__(self, style: Style) -> None:
        self._families: dict[Speaker, Family] = {"source": style.source, "ours": style.ours}
        self._files: dict[Path, Any] = {}
        self._faces: dict[tuple[Speaker, Path], Face] = {}

    def face(self, speaker: Speaker, cut: Cut) -> Face:
        """Return the face in which a speaker's words are set."""
        return self._face(speaker, getattr(self._families[speaker], cut))

    def stretches(self, text: str, speaker: Speaker, ink: Ink) -> Iterator[Stretch]:
        """Cut the text where another face must take over; nothing is dropped."""
        if ink.face.draws(text):
            yield Stretch(text, ink)
            return
        for face, characters in groupby(text, lambda character: self._drawing(character, speaker, ink.face)):
            stand_in = face or self._face(speaker, self._families["ours"].regular)
            yield Stretch("".join(characters), Ink(stand_in, ink.size, ink.colour), missing=face is None)

    def embed(self, document: PDFDocument) -> None:
        """Add every face that was drawn with to the document."""
        for face in self._faces.values():
            if face.used:
                face.embed(document)

    def _drawing(self, character: str, speaker: Speaker, first: Face) -> Face | None:
        """Return the face that has the character: the one wanted, else a regular of either family."""
        if first.draws(character):
            return first
        other: Speaker = "ours" if speaker == "source" else "source"
        regulars = (self._face(speaker, self._families[name].regular) for name in (speaker, other))
        return next((face for face in regulars if face.draws(character)), None)

    def _face(self, speaker: Speaker, path: Path) -> Face:
        if (speaker, path) not in self._faces:
            number = len(self._faces)
            tag = (SOURCE_FONT if speaker == "source" else "OUR") + f"AA{chr(ord('A') + number)}"
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
    for code in _SPACES:
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
