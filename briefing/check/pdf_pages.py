"""What the pages of a PDF paint, and which rules of PDF/A-2 and PDF/UA-1 that breaks.

Takes an open file; gives for each page its marks, what it painted outside of any, and the codes drawn in each font.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from briefing.model import Finding

_PAINTING = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "INLINE IMAGE", "Tj", "TJ", "'", '"']
)
_COLOURS = frozenset(["rg", "RG", "g", "G"])
"""Red, green, blue and grey are what the output intent explains."""
_KNOWN = (
    _PAINTING
    | _COLOURS
    | frozenset(["q", "Q", "cm", "w", "J", "j", "M", "d", "i", "m", "l", "c", "v", "y", "h", "re", "W", "W*", "n"])
)
_KNOWN |= frozenset(["BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "BDC", "BMC", "EMC"])
_PICTURES = frozenset(["sh", "EI", "INLINE IMAGE"])
_FORBIDDEN = {
    "/SMask": "6.2.10",
    "/SMaskInData": "6.2.10",
    "/Mask": "6.2.10",
    "/ImageMask": "6.2.8",
    "/Alternates": "6.2.8",
    "/OPI": "6.2.8",
    "/Decode": "6.2.8",
    "/Intent": "6.2.6",
}
"""What a picture of ours has no reason to have, and the clause that forbids or rules it."""


@dataclass(slots=True)
class Drawn:
    """A font and the codes that were shown in it."""

    font: Any
    codes: set[int] = field(default_factory=set)
    bare: set[int] = field(default_factory=set)
    """Those whose words no actual text stands for."""


Fonts = dict[tuple[int, int], Drawn]
"""By the number of the font's object."""


@dataclass(slots=True)
class Painted:
    """What one page shows."""

    number: int
    object: int
    """The number of its object."""
    page: Any
    marks: list[int] = field(default_factory=list)
    """The numbers of its stretches, in the order they came."""
    pictures: list[int] = field(default_factory=list)
    """The stretch that each picture is drawn in; -1 outside of any."""
    findings: list[Finding] = field(default_factory=list)


def read_pages(file: pikepdf.Pdf) -> tuple[list[Painted], Fonts]:
    """Read the content of every page."""
    fonts: Fonts = {}
    pages = []
    for number, page in enumerate(file.pages, 1):
        painted = Painted(number, page.obj.objgen[0], page.obj)
        _Reader(painted, fonts).read(page)
        pages.append(painted)
    return pages, fonts


def broken_pages(pages: list[Painted]) -> Iterator[Finding]:
    """Yield what breaks a rule on each page. Ours have one picture at most: the logo of the house."""
    if sum(len(painted.pictures) for painted in pages) > 1:
        yield Finding("ISO 19005-2, 6.2.8", "pages", "they have more pictures than one")
    for painted in pages:
        where, page = f"page {painted.number}", painted.page
        yield from painted.findings
        if painted.marks != list(range(len(painted.marks))):
            yield Finding("ISO 19005-2, 6.7.3", where, "its marks are not numbered one by one")
        if "/Group" in page or "/ExtGState" in page.get("/Resources", {}):
            yield Finding("ISO 19005-2, 6.2.10", where, "it may be transparent")
        if "/AA" in page or "/PresSteps" in page:
            yield Finding("ISO 19005-2, 6.5.2", where, "it does something when it is opened")
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield Finding("ISO 14289-1, 7.18.3", where, "its links are not visited in the order of the structure")
        for annotation in page.get("/Annots", []):
            yield from _annotation(annotation, where)


def _annotation(annotation: Any, where: str) -> Iterator[Finding]:
    if annotation.get("/Subtype") != "/Link":
        yield Finding(
            "ISO 19005-2, 6.3.1", where, f"it has an annotation that is no link ({annotation.get('/Subtype')})"
        )
        return
    if int(annotation.get("/F", 0)) & 0b100111 != 0b100:
        yield Finding("ISO 19005-2, 6.3.2", where, "a link is hidden or would not be printed")
    if not str(annotation.get("/Contents", "")).strip():
        yield Finding("ISO 14289-1, 7.18.5", where, "a link does not say in words where it leads")
    if "/StructParent" not in annotation:
        yield Finding("ISO 14289-1, 7.18.1", where, "a link stands in no structure")
    if "/AA" in annotation or annotation.get("/A", {}).get("/S", "/URI") != "/URI":
        yield Finding("ISO 19005-2, 6.5.1", where, "a link does something else than lead somewhere")


class _Reader:
    """Follows one page's operators."""

    def __init__(self, painted: Painted, fonts: Fonts) -> None:
        self._painted, self._fonts = painted, fonts
        self._open: list[tuple[int, bool, int]] = []
        """For each open mark, in which text object (0: in none) it was opened, whether it says what it shows, and its
        number, -1 where it has none."""
        self._text = self._texts = 0
        self._objects: Any = pikepdf.Dictionary()
        self._font = Drawn(None)
        self._told: set[str] = set()

    def read(self, page: pikepdf.Page) -> None:
        """Read all of a page."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        known, self._objects = (resources.get(kind, pikepdf.Dictionary()) for kind in ("/Font", "/XObject"))
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator == "Tf":
                font = known[str(step.operands[0])]
                self._font = self._fonts.setdefault(font.objgen, Drawn(font))
            elif operator in _PAINTING:
                self._paint(operator, step.operands)
            elif operator in ("BDC", "BMC", "EMC", "BT", "ET"):
                self._nest(operator, step.operands)
            elif operator not in _KNOWN:
                self._tell("19005-2, 6.2.2", f"{operator} is not for files such as ours")
        if self._open or self._text:
            self._tell("14289-1, 7.1", "a mark or a text is not closed")

    def _paint(self, operator: str, operands: Any) -> None:
        if not self._open:
            self._tell("14289-1, 7.1", f"{operator} paints what is neither tagged nor an artifact")
        if operator in _PICTURES:
            self._tell("19005-2, 6.2.8", f"{operator} draws a picture, which is not looked into")
        elif operator == "Do":
            self._draw(self._objects[str(operands[0])])
        elif operands and operator in ("Tj", "TJ", "'", '"'):
            shown = operands[-1] if operator == "TJ" else [operands[-1]]
            for part in shown:
                if isinstance(part, pikepdf.String):
                    self._show(bytes(part))

    def _draw(self, drawn: Any) -> None:
        """A picture has eight bits of grey, or of red, green and blue, and nothing else (19005-2, 6.2.8)."""
        if drawn.get("/Subtype") != "/Image":
            self._tell("19005-2, 6.2.8", "Do draws something else than a picture, which is not looked into")
            return
        self._painted.pictures.append(next((number for *_, number in reversed(self._open) if number >= 0), -1))
        channels = {"/DeviceGray": 1, "/DeviceRGB": 3}.get(str(drawn.get("/ColorSpace", "")), 0)
        if not channels:
            self._tell("19005-2, 6.2.4", "the colours of a picture are neither grey nor red, green and blue")
        if drawn.get("/BitsPerComponent") != 8:
            self._tell("19005-2, 6.2.8", "a picture has not eight bits for each colour")
        elif channels and len(drawn.read_bytes()) != int(drawn.Width) * int(drawn.Height) * channels:
            self._tell("19005-2, 6.2.8", "a picture has not as many pixels as it says")
        if drawn.get("/Interpolate", False):
            self._tell("19005-2, 6.2.8", "a picture asks to be smoothed")
        for key, clause in _FORBIDDEN.items():
            if key in drawn:
                self._tell(f"19005-2, {clause}", f"a picture has {key[1:]}")

    def _show(self, data: bytes) -> None:
        codes = {int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)}
        self._font.codes |= codes
        if not any(told for _, told, _ in self._open):
            self._font.bare |= codes

    def _nest(self, operator: str, operands: Any) -> None:
        if operator in ("BT", "ET"):
            self._texts += operator == "BT"
            self._text = self._texts if operator == "BT" else 0
        elif operator == "EMC":
            if not self._open or self._open.pop()[0] != self._text:
                self._tell("14289-1, 7.1", "a mark closes elsewhere than it opened")
        else:
            self._mark(operands[1] if operator == "BDC" else None)

    def _mark(self, properties: Any) -> None:
        said = properties if isinstance(properties, pikepdf.Dictionary) else pikepdf.Dictionary()
        number = int(said.get("/MCID", -1))
        self._open.append((self._text, "/ActualText" in said, number))
        if number >= 0:
            self._painted.marks.append(number)

    def _tell(self, clause: str, message: str) -> None:
        """Say each thing once a page."""
        if message not in self._told:
            self._told.add(message)
            self._painted.findings.append(Finding(f"ISO {clause}", f"page {self._painted.number}", message))
