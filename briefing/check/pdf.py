"""A finished PDF read back: the words under each id, in reading order, and in whose type they stand.

Takes the bytes of a file; gives what its structure tree says, with the words as the fonts' own tables and the actual
text of spans decode them. Knows nothing of how the file was made but the names in `anchors`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf

from briefing import anchors
from briefing.anchors import SOURCE_FONT, is_own
from briefing.check.found import CLAIMED, Extra, FileText, Found, Line, Piece
from briefing.errors import Unproven

_BROKEN = (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError)
"""What following a file's own references runs into where they are wrong."""

_INLINE = ("/Span", "/Link")
_DRAWING = "(a drawn object, which may hold words)"
_PLAIN = frozenset(
    ["/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/DecodeParms", "/Length"]
)
"""What is told of a picture that is nothing but its pixels."""
_DRAWN = ("/Stamp", "/Widget", "/Watermark", "/Redact")
"""Annotations that are drawn over the page."""
_MARK = tuple[tuple[int, int], int]
"""A stretch of content: its page and its number there."""


def read_pdf(data: bytes) -> FileText:
    """Read a tagged PDF back.

    Raises:
        Unproven: the bytes are no readable PDF, or it has no structure tree.
    """
    try:
        with pikepdf.open(BytesIO(data)) as file:
            return _read(file)
    except (*_BROKEN, RecursionError) as error:
        reason = (
            "damaged, or no PDF"
            if isinstance(error, pikepdf.PdfError)
            else "without the structure that names its parts"
        )
        raise Unproven("PDF", f"cannot be read back (it is {reason})", "draw it again") from error


def _read(file: pikepdf.Pdf) -> FileText:
    fonts = _Fonts()
    contents = [_Content(page, fonts) for page in file.pages]
    marks = {mark: pieces for content in contents for mark, pieces in content.marks.items()}
    tree = _Tree(marks)
    tree.visit(file.Root.StructTreeRoot, None, "")
    outside = [Piece(one.text, one.source or "\ufffd" in one.text) for content in contents for one in content.unmarked]
    unreached = [piece for mark, pieces in marks.items() if mark not in tree.seen for piece in pieces]
    untold = [*outside, *unreached, *(piece for page in file.pages for piece in _laid_over(page))]
    strays = [*tree.strays, *(piece.text for piece in _joined(untold) if piece.source)]
    found = tuple(Found(entry.id, tuple(_joined(entry.pieces)), tuple(entry.targets)) for entry in tree.found)
    margins = (Line(one.text.strip(), margin=True, free=one.text) for one in _joined(untold))
    lines = tuple(line for line in (*map(_line, tree.parts), *margins) if line.text or line.ids)
    pictures = tuple(Extra("", "a picture", one, drawn=True) for content in contents for one in content.pictures)
    return FileText(found, tuple(stray for stray in strays if stray.strip()), lines=lines, extras=pictures)


def _laid_over(page: pikepdf.Page) -> Iterator[Piece]:
    """Yield what somebody put over a page without changing it; remarks that only open at a click are none of it."""
    for one in page.obj.get("/Annots", ()):
        if one.get("/Subtype") == "/FreeText":
            yield Piece(f"{one.get('/Contents', '')}\n", False)
        elif one.get("/Subtype") in _DRAWN:
            yield Piece(_DRAWING, True)


def _line(part: list[tuple[tuple[str, ...], str]]) -> Line:
    """Return a paragraph of its words, each with the ids that they stand under."""
    text = "".join(text for _, text in part)
    ids = dict.fromkeys(id for around, _ in part for id in around)
    claims = groupby(part, lambda one: tuple(id for id in one[0] if not is_own(id)))
    free = "".join(CLAIMED if around else "".join(text for _, text in group) for around, group in claims)
    return Line(text.strip(), tuple(ids), any(map(is_own, ids)), free=free)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours in one kind of type."""
    for source, group in groupby(pieces, lambda piece: piece.source):
        text = "".join(piece.text for piece in group)
        if text:
            yield Piece(text, source)


@dataclass(slots=True)
class _Entry:
    """What is gathered under one id."""

    id: str
    pieces: list[Piece] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


class _Tree:
    """Walks the structure tree in reading order."""

    def __init__(self, marks: dict[_MARK, list[Piece]]) -> None:
        self.found: list[_Entry] = []
        self.strays: list[str] = []
        self.seen: set[_MARK] = set()
        self.parts: list[list[tuple[tuple[str, ...], str]]] = [[]]
        """The words of each paragraph and the ids that they stand under."""
        self._marks = marks
        self._open: list[_Entry] = []

    def visit(self, element: Any, page: Any, kind: str) -> None:
        """Read an element and all that stands in it; `page` and `kind` are its parent's."""
        kind, page = str(element.get("/S", kind)), element.get("/Pg", page)
        entry = self._enter(element)
        if kind not in _INLINE:
            self._part()
        if kind == "/Link":
            self._lead(element)
        for kid in _kids(element):
            self._kid(kid, page, kind)
        if entry:
            self._open.pop()

    def _enter(self, element: Any) -> _Entry | None:
        if "/ID" not in element:
            return None
        entry = _Entry(bytes(element.ID).decode())
        self.found.append(entry)
        self._open.append(entry)
        return entry

    def _part(self) -> None:
        """Keep the words of two paragraphs apart, under one id, too."""
        self.parts += [[]] if self.parts[-1] else []
        for entry in self._open:
            if entry.pieces:
                entry.pieces.append(Piece("\n", entry.pieces[-1].source))

    def _kid(self, kid: Any, page: Any, kind: str) -> None:
        if isinstance(kid, int):
            self._words((page.objgen, kid))
        elif kid.get("/Type") == "/MCR":
            self._words((kid.get("/Pg", page).objgen, int(kid.MCID)))
        elif kid.get("/Type") != "/OBJR":
            self.visit(kid, page, kind)

    def _words(self, mark: _MARK) -> None:
        self.seen.add(mark)
        pieces = self._marks.get(mark, [])
        around = tuple(entry.id for entry in self._open)
        self.parts[-1] += [(around, piece.text) for piece in pieces]
        for entry in self._open:
            entry.pieces += pieces
        if not self._open:
            self.strays += [piece.text for piece in _joined(pieces) if piece.source]

    def _lead(self, link: Any) -> None:
        """A link over two lines has two annotations and leads to one place; web addresses lead out of the file."""
        places = [kid.Obj.get("/Dest") for kid in _kids(link) if not isinstance(kid, int) and "/Obj" in kid]
        target = next((bytes(place).decode() for place in places if isinstance(place, pikepdf.String)), "")
        if target:
            for entry in self._open:
                entry.targets.append(target)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@dataclass(slots=True)
class _Span:
    """A marked stretch while it is read."""

    number: int | None = None
    actual: str | None = None
    source: bool = False
    """Whether what it shows is in the source's type."""


class _Content:
    """Reads one page's content: which words stand in which mark, and which in none."""

    def __init__(self, page: pikepdf.Page, fonts: "_Fonts") -> None:
        self.marks: dict[_MARK, list[Piece]] = {}
        self.unmarked: list[Piece] = []
        self.pictures: list[str] = []
        self._page, self._fonts = page.obj.objgen, fonts
        self._resources = page.obj.get("/Resources", pikepdf.Dictionary())
        self._font = _Font({}, 1, False)
        self._spans: list[_Span] = []
        for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Do EI Tf Tj TJ ' \""):
            self._do(str(step.operator), step.operands)

    def _do(self, operator: str, operands: Any) -> None:
        if operator == "Tf":
            self._font = self._fonts.font(self._resources.Font[operands[0]])
        elif operator == "EMC":
            self._close()
        elif operator == "Do":
            self._draw(self._resources.XObject[operands[0]])
        elif operator == "EI":
            self.pictures.append("")
        elif operator in ("BDC", "BMC"):
            self._spans.append(_span(operands[1]) if operator == "BDC" else _Span())
        else:
            self._show(self._font.decode(_shown(operands[-1])), self._font.source)

    def _draw(self, drawn: Any) -> None:
        """A picture is known by its pixels; anything else may hold words."""
        if drawn.get("/Subtype") == "/Image":
            self.pictures.append(_digest(drawn))
        else:
            self.unmarked.append(Piece(_DRAWING, True))

    def _close(self) -> None:
        if self._spans:
            span = self._spans.pop()
            if span.actual is not None:
                self._show(span.actual, span.source)

    def _show(self, text: str, source: bool) -> None:
        """What a span says it is stands for all it shows."""
        for span in reversed(self._spans):
            if span.actual is not None:
                span.source = source
                return
        number = next((span.number for span in reversed(self._spans) if span.number is not None), None)
        pieces = self.unmarked if number is None else self.marks.setdefault((self._page, number), [])
        pieces.append(Piece(text, source))


def _digest(image: Any) -> str:
    """Return by what the pixels of a picture are known; "" where they are not shown as they are."""
    channels = {"/DeviceGray": 1, "/DeviceRGB": 3}.get(str(image.get("/ColorSpace", "")))
    if not channels or image.get("/BitsPerComponent") != 8 or set(image.keys()) - _PLAIN:
        return ""
    return anchors.pixels(int(image.Width), int(image.Height), channels, bytes(image.read_bytes()))


def _span(properties: Any) -> _Span:
    if not isinstance(properties, pikepdf.Dictionary):
        return _Span()
    number, actual = properties.get("/MCID"), properties.get("/ActualText")
    return _Span(None if number is None else int(number), None if actual is None else _text(bytes(actual)))


def _text(data: bytes) -> str:
    """Decode a text string of the file."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "surrogatepass")
    return data.decode("latin-1")


def _shown(operand: Any) -> bytes:
    """Return the codes of one show operator; the shifts between them are no words."""
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))


@dataclass(frozen=True, slots=True)
class _Font:
    """How a font's codes read, how many bytes each has, and whose words it draws."""

    characters: dict[int, str]
    width: int
    source: bool

    def decode(self, codes: bytes) -> str:
        """Return the text of codes; what the font does not explain becomes U+FFFD."""
        numbers = (int.from_bytes(codes[at : at + self.width]) for at in range(0, len(codes), self.width))
        return "".join([self.characters.get(number, "\ufffd") for number in numbers])


class _Fonts:
    """Every font of a file, each read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], _Font] = {}

    def font(self, resource: Any) -> _Font:
        """Return the font behind a resource."""
        key = resource.objgen
        if key not in self._fonts or key == (0, 0):
            name = str(resource.get("/BaseFont", ""))[1:]
            source = name.startswith(SOURCE_FONT) and name[6:7] == "+"
            table = bytes(resource.ToUnicode.read_bytes()) if "/ToUnicode" in resource else b""
            width = 2 if resource.get("/Subtype") == "/Type0" else 1
            self._fonts[key] = _Font(characters(table.decode("latin-1")), width, source)
        return self._fonts[key]


_SECTION = re.compile(r"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(r"<(\w+)>\s*<(\w+)>")
_RANGE = re.compile(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", re.DOTALL)


def characters(table: str) -> dict[int, str]:
    """Read a font's table from codes to characters."""
    characters: dict[int, str] = {}
    for kind, body in _SECTION.findall(table):
        if kind == "bfchar":
            characters |= {int(code, 16): _utf16(text) for code, text in _PAIR.findall(body)}
        else:
            characters |= dict(pair for match in _RANGE.findall(body) for pair in _range(*match))
    return characters


def _range(first: str, last: str, text: str, texts: str) -> Iterator[tuple[int, str]]:
    codes = range(int(first, 16), int(last, 16) + 1)
    if texts:
        yield from zip(codes, map(_utf16, re.findall(r"<(\w+)>", texts)), strict=False)
        return
    start = _utf16(text)
    for step, code in enumerate(codes):
        yield code, start[:-1] + chr(ord(start[-1]) + step)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")
