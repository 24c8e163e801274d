"""Reads a Word file back: what stands under each id, and which of it is in the source's type.

The view is that of a reader who accepts every tracked change. Words are found by their content control, by its title
where another program dropped the tag, by bookmark where somebody removed the control.
"""

import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from lxml import etree

from briefing import anchors
from briefing.check.found import FileText, Found, Margin, Piece
from briefing.check.stretches import Around, Paragraph, Range, Stretch, Way, Words, choose, is_on, lines, strays
from briefing.check.word_margins import Comment, read_comments, read_provenance
from briefing.check.word_notes import drop_hints, put_citations, widen_bookmarks
from briefing.errors import Unproven

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_LARGEST = 256 * 1024 * 1024
"""Bytes of a whole file, unpacked; a briefing of five hundred pages has six million."""
_BROKEN = (zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, LookupError, ValueError, RuntimeError, EOFError)
"""What following a file's own parts runs into where they are wrong."""
_MARGINS = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")
_UNSEEN = frozenset({_W + name for name in ("del", "moveFrom", *_PROPERTIES)} | {_FALLBACK})
"""What was deleted, what is no word, and what stands twice for older programs."""
_OFF, _NOT = ("vanish", "webHidden", "strike", "dstrike"), ("0", "false", "off", "none")
"""Looks that take words out of a text, and how a file says that a run does not have them."""
_CHARACTERS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
"""Elements that stand for a character."""


def read_word(data: bytes) -> FileText:
    """Return what the bytes of a .docx hold, by id and in reading order.

    Raises:
        Unproven: the bytes are no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(package)
    except _BROKEN as error:
        raise Unproven("the Word file", f"cannot be read back ({error})", "save it again as .docx") from error


def _read(package: zipfile.ZipFile) -> FileText:
    if sum(info.file_size for info in package.infolist()) > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST // 1024**2} MB")
    reader = _Reader(_parse(package.read(_STYLES)))
    document = _parse(package.read(_DOCUMENT))
    if document.tag != _W + "document":
        raise ValueError("it is no Word document, or a Strict Open XML one")
    put_citations(document, package)
    drop_hints(document)
    widen_bookmarks(document)
    reader.read(document, Around())
    for name in sorted(name for name in package.namelist() if name.startswith(_MARGINS)):
        reader.read(_parse(package.read(name)), Around(margin=True))
    chosen = choose(reader.stretches)
    return FileText(
        tuple(Found(one.id, tuple(one.pieces), tuple(one.targets)) for one in chosen),
        tuple(strays(reader.words, chosen)),
        lines=lines(reader.paragraphs, reader.words, chosen),
        comments=tuple(_margins(read_comments(package), reader, set(chosen))),
        provenance=read_provenance(package),
    )


def _margins(comments: Iterable[Comment], reader: "_Reader", chosen: Collection[Stretch]) -> Iterator[Margin]:
    for one in comments:
        on = is_on(reader.ranges[one.number], reader.paragraphs, chosen) if one.number in reader.ranges else ""
        yield Margin(on, one.author, one.initials, one.date, one.text)


class _Reader:
    """Walks the parts of a file in reading order and notes words with the stretches they lie in."""

    def __init__(self, styles: etree._Element) -> None:
        self.stretches: list[Stretch] = []
        self.words: list[Words] = []
        self.paragraphs: dict[int, Paragraph] = {}
        self.ranges: dict[str, Range] = {}
        """Of margin comments, by their number."""
        self._ranges: dict[str, Range] = {}
        self._tables = 0
        self._within = False
        """Whether a paragraph is open."""
        self._waiting: list[Stretch] = []
        """What begins between two paragraphs."""
        self._style_names = {_value(one, "styleId"): _value(one, "val", "name") for one in styles.iter(_W + "style")}
        self._source_styles = _source_styles(styles)
        self._own_style = _style_ids(styles, {anchors.OWN_STYLE.casefold()})
        self._own: Stretch | None = None
        """Of the editor's own text, whose label was met; its paragraphs follow."""
        self._label = 0
        """The paragraph of that label."""
        self._source_fonts = _fonts(styles, self._source_styles)
        self._bookmarks: dict[str, Stretch] = {}
        self._ends: set[str] = set()
        self._paragraph = 0

    def read(self, part: etree._Element, around: Around) -> None:
        """Add what a part holds."""
        self._bookmarks.clear()
        self._ranges.clear()
        self._ends = {_value(end, "id") for end in part.iter(_W + "bookmarkEnd")}
        self._walk(part, around)

    def _walk(self, element: etree._Element, around: Around) -> None:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag not in _UNSEEN and not _is_off(child):
                self._visit(child, str(child.tag).removeprefix(_W), around)

    def _visit(self, element: etree._Element, name: str, around: Around) -> None:
        outer = self._paragraph, self._within
        if text := _text(element, name):
            self._note(text, around)
        elif name == "p":
            self._open_paragraph(element, around)
        else:
            self._mark(element, name)
        self._walk(element, self._inside(element, name, around))
        if name == "txbxContent":
            self._paragraph, self._within = outer
        elif name == "p":
            self._within = False

    def _mark(self, element: etree._Element, name: str) -> None:
        """Note where a bookmark or the range of a margin comment begins and ends."""
        number = _value(element, "id")
        if name == "bookmarkStart":
            self._open_bookmark(element)
        elif name == "bookmarkEnd":
            self._bookmarks.pop(number, None)
        elif name == "commentRangeStart":
            self._ranges[number] = self.ranges.setdefault(number, Range(self._paragraph))
        elif name == "commentRangeEnd":
            self._ranges.pop(number, None)
        elif name == "commentReference":
            self.ranges.setdefault(number, Range(self._paragraph))

    def _open_paragraph(self, element: etree._Element, around: Around) -> None:
        style = _value(element, "val", "pPr", "pStyle")
        self._paragraph = len(self.paragraphs) + 1
        self._own = self._own if style in self._own_style else None
        name = self._style_names.get(style, "")
        own = style in self._own_style
        self.paragraphs[self._paragraph] = Paragraph(name, own, around.table, around.margin, self._waiting)
        self._waiting, self._within = [], True

    def _inside(self, element: etree._Element, name: str, around: Around) -> Around:
        """Return what holds inside an element; a run's style outweighs its paragraph's, a font of its own both."""
        if name == "sdt":
            return replace(around, controls=around.controls + self._control(element))
        if name == "hyperlink":
            return replace(around, link=element)
        if name == "tbl":
            self._tables += 1
            return replace(around, table=self._tables)
        if name == "p":
            return replace(around, source=_value(element, "val", "pPr", "pStyle") in self._source_styles)
        if name != "r":
            return around
        if _value(element, "ascii", "rPr", "rFonts") in self._source_fonts:
            return replace(around, source=True)
        style = _value(element, "val", "rPr", "rStyle")
        return replace(around, source=style in self._source_styles) if style else around

    def _note(self, text: str, around: Around) -> None:
        own = (self._own,) if self._own and self._paragraph > self._label else ()
        stretches = (*around.controls, *self._bookmarks.values(), *own)
        for stretch in stretches:
            stretch.add(Piece(text, around.source), self._paragraph)
            stretch.add_link(around.link, _target(around.link))
        for noted in self._ranges.values():
            noted.stretches += stretches
        self.words.append(Words(Piece(text, around.source), self._paragraph, stretches))

    def _open_bookmark(self, element: etree._Element) -> None:
        """Note a bookmark of ours; one that never ends, as LibreOffice leaves a table's, holds no words."""
        number, id = _value(element, "id"), anchors.unbookmark(_value(element, "name"))
        if anchors.is_own(id):
            self._own, self._label = self._stretch(id, "3 bookmark"), self._paragraph
        elif id:
            stretch = self._stretch(id, "3 bookmark")
            self._bookmarks |= {number: stretch} if number in self._ends else {}

    def _control(self, element: etree._Element) -> tuple[Stretch, ...]:
        tag, alias = (_value(element, "val", "sdtPr", name) for name in ("tag", "alias"))
        if anchors.is_words(tag):
            return (self._stretch(tag, "1 tag"),)
        named = alias.rpartition(" ")[2]
        is_ours = anchors.is_words(named) or alias == anchors.alias(named)
        return (self._stretch(named, "2 alias"),) if is_ours else ()

    def _stretch(self, id: str, way: Way) -> Stretch:
        made = Stretch(id, way)
        self.stretches.append(made)
        opened = self.paragraphs[self._paragraph].opened if self._within else self._waiting
        opened.append(made)
        return made


def _parse(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _is_off(element: etree._Element) -> bool:
    """Whether a run is hidden or struck out: nobody reads its words as said."""
    looks = element.find(_W + "rPr") if element.tag == _W + "r" else None
    marks = [] if looks is None else [one for name in _OFF for one in looks.iterchildren(_W + name)]
    return any(_value(one, "val") not in _NOT for one in marks)


def _value(element: etree._Element, attribute: str, *path: str) -> str:
    """Return an attribute of an element, or of the one that lies below it on a path; "" where there is none."""
    for name in path:
        element = element.find(_W + name)
        if element is None:
            return ""
    return str(element.get(_W + attribute, ""))


def _target(link: etree._Element | None) -> str:
    """Return the id that a link leads to; "" where it leads out of the file, or there is none."""
    return "" if link is None else anchors.unbookmark(_value(link, "anchor"))


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
