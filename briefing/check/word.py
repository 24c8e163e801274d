"""Reads a Word file back: what stands under each id, and which of it is in the source's type.

The view is that of a reader who accepts every tracked change. Words are found by their content control, by its title
where another program dropped the tag, by bookmark where somebody removed the control.
"""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from lxml import etree

from briefing import anchors
from briefing.check.found import FileText, Found, Piece
from briefing.check.word_notes import drop_hints, put_citations, widen_bookmarks
from briefing.errors import Unproven

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_MARGINS = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")
_UNSEEN = frozenset({_W + name for name in ("del", "moveFrom", *_PROPERTIES)} | {_FALLBACK})
"""What was deleted, what is no word, and what stands twice for older programs."""
_CHARACTERS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
"""Elements that stand for a character."""

_Way = Literal["1 tag", "2 alias", "3 bookmark"]
"""How a stretch was found; the first way wins."""


@dataclass(slots=True, eq=False)
class _Stretch:
    """A stretch of the file that carries one id."""

    id: str
    way: _Way
    pieces: list[Piece] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    paragraph: int = 0
    """That of its latest words."""
    link: etree._Element | None = None
    """The latest link with words inside; a program may open it ahead of the bookmark."""

    def add(self, piece: Piece, paragraph: int) -> None:
        """Append words; a space stands for the paragraphs' or cells' border between them."""
        text = piece.text if paragraph == self.paragraph or not self.pieces else " " + piece.text
        self.paragraph = paragraph
        if self.pieces and self.pieces[-1].source == piece.source:
            text = self.pieces.pop().text + text
        self.pieces.append(Piece(text, piece.source))

    def add_link(self, link: etree._Element | None) -> None:
        """Note where words lead to, once for each link."""
        if link is not None and link is not self.link:
            self.link = link
            target = anchors.unbookmark(_value(link, "anchor"))
            self.targets.extend([target] if target else [])


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a place say about it."""

    controls: tuple[_Stretch, ...] = ()
    source: bool = False
    link: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one run and every stretch that they lie in."""

    piece: Piece
    paragraph: int
    stretches: tuple[_Stretch, ...]


def read_word(data: bytes) -> FileText:
    """Return what the bytes of a .docx hold, by id and in reading order.

    Raises:
        Unproven: the bytes are no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            reader = _Reader(_parse(package.read(_STYLES)))
            document = _parse(package.read(_DOCUMENT))
            put_citations(document, package)
            drop_hints(document)
            widen_bookmarks(document)
            reader.read(document)
            for name in sorted(name for name in package.namelist() if name.startswith(_MARGINS)):
                reader.read(_parse(package.read(name)))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, zlib.error) as error:
        raise Unproven("the Word file", f"cannot be read back ({error})", "render it again") from error
    chosen = _chosen(reader.stretches)
    found = tuple(Found(one.id, tuple(one.pieces), tuple(one.targets)) for one in chosen)
    return FileText(found, tuple(_strays(reader.words, chosen)))


class _Reader:
    """Walks the parts of a file in reading order and notes words with the stretches they lie in."""

    def __init__(self, styles: etree._Element) -> None:
        self.stretches: list[_Stretch] = []
        self.words: list[_Words] = []
        self._source_styles = _source_styles(styles)
        self._own_style = _style_ids(styles, {anchors.OWN_STYLE.casefold()})
        self._own: _Stretch | None = None
        """Of the editor's own text, whose label was met; its paragraphs follow."""
        self._label = 0
        """The paragraph of that label."""
        self._source_fonts = _fonts(styles, self._source_styles)
        self._bookmarks: dict[str, _Stretch] = {}
        self._ends: set[str] = set()
        self._paragraph = 0

    def read(self, part: etree._Element) -> None:
        """Add what a part holds."""
        self._bookmarks.clear()
        self._ends = {_value(end, "id") for end in part.iter(_W + "bookmarkEnd")}
        self._walk(part, _Around())

    def _walk(self, element: etree._Element, around: _Around) -> None:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag not in _UNSEEN:
                self._visit(child, str(child.tag).removeprefix(_W), around)

    def _visit(self, element: etree._Element, name: str, around: _Around) -> None:
        if text := _text(element, name):
            self._note(text, around)
        elif name == "bookmarkStart":
            self._open_bookmark(element)
        elif name == "bookmarkEnd":
            self._bookmarks.pop(_value(element, "id"), None)
        elif name == "p":
            self._paragraph += 1
            self._own = self._own if _value(element, "val", "pPr", "pStyle") in self._own_style else None
        self._walk(element, self._inside(element, name, around))

    def _inside(self, element: etree._Element, name: str, around: _Around) -> _Around:
        """Return what holds inside an element; a run's style outweighs its paragraph's, a font of its own both."""
        if name == "sdt":
            return replace(around, controls=around.controls + self._control(element))
        if name == "hyperlink":
            return replace(around, link=element)
        if name == "p":
            return replace(around, source=_value(element, "val", "pPr", "pStyle") in self._source_styles)
        if name != "r":
            return around
        if _value(element, "ascii", "rPr", "rFonts") in self._source_fonts:
            return replace(around, source=True)
        style = _value(element, "val", "rPr", "rStyle")
        return replace(around, source=style in self._source_styles) if style else around

    def _note(self, text: str, around: _Around) -> None:
        own = (self._own,) if self._own and self._paragraph > self._label else ()
        stretches = (*around.controls, *self._bookmarks.values(), *own)
        for stretch in stretches:
            stretch.add(Piece(text, around.source), self._paragraph)
            stretch.add_link(around.link)
        self.words.append(_Words(Piece(text, around.source), self._paragraph, stretches))

    def _open_bookmark(self, element: etree._Element) -> None:
        """Note a bookmark of ours; one that never ends, as LibreOffice leaves a table's, holds no words."""
        number, id = _value(element, "id"), anchors.unbookmark(_value(element, "name"))
        if anchors.is_own(id):
            self._own, self._label = self._stretch(id, "3 bookmark"), self._paragraph
        elif id:
            stretch = self._stretch(id, "3 bookmark")
            self._bookmarks |= {number: stretch} if number in self._ends else {}

    def _control(self, element: etree._Element) -> tuple[_Stretch, ...]:
        tag, alias = (_value(element, "val", "sdtPr", name) for name in ("tag", "alias"))
        if anchors.is_words(tag):
            return (self._stretch(tag, "1 tag"),)
        named = alias.rpartition(" ")[2]
        is_ours = anchors.is_words(named) or alias == anchors.alias(named)
        return (self._stretch(named, "2 alias"),) if is_ours else ()

    def _stretch(self, id: str, way: _Way) -> _Stretch:
        self.stretches.append(_Stretch(id, way))
        return self.stretches[-1]


def _parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _value(element: etree._Element, attribute: str, *path: str) -> str:
    """Return an attribute of an element, or of the one that lies below it on a path; "" where there is none."""
    for name in path:
        element = element.find(_W + name)
        if element is None:
            return ""
    return str(element.get(_W + attribute, ""))


def _text(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "sym":
        return chr(int(_value(element, "char") or "FFFD", 16))
    return _CHARACTERS.get(name, "")


def _source_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles that only the source's words wear; "Quote Char" is Word's own twin of "Quote"."""
    return _style_ids(styles, {name.casefold() for name in anchors.SOURCE_STYLES})


def _style_ids(styles: etree._Element, names: set[str]) -> frozenset[str]:
    """Return the ids of styles by their names in lower case."""
    named = ((_value(style, "val", "name"), _value(style, "styleId")) for style in styles.iter(_W + "style"))
    return frozenset(id for name, id in named if name.casefold().removesuffix(" char") in names)


def _fonts(styles: etree._Element, ids: frozenset[str]) -> frozenset[str]:
    """Return the fonts that these styles name."""
    chosen = (style for style in styles.iter(_W + "style") if _value(style, "styleId") in ids)
    return frozenset(_value(style, "ascii", "rPr", "rFonts") for style in chosen) - {""}


def _chosen(stretches: Iterable[_Stretch]) -> tuple[_Stretch, ...]:
    """Return one stretch for each id in reading order: that found the best way, of these the first."""
    best: dict[str, _Stretch] = {}
    for stretch in stretches:
        if stretch.id not in best or stretch.way < best[stretch.id].way:
            best[stretch.id] = stretch
    return tuple(best.values())


def _strays(words: Iterable[_Words], chosen: Iterable[_Stretch]) -> Iterator[str]:
    """Yield the source's type outside of every chosen stretch; a copy of one counts as outside."""
    homes = set(chosen)
    for (_, stray), group in groupby(words, lambda one: (one.paragraph, _is_stray(one, homes))):
        text = "".join(one.piece.text for one in group)
        if stray and text.strip():
            yield text


def _is_stray(words: _Words, homes: set[_Stretch]) -> bool:
    return words.piece.source and homes.isdisjoint(words.stretches)
