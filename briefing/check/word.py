"""Reads a Word file back: what stands under each id, and which of it is in the source's type.

The view is that of a reader who accepts every tracked change. Words are found by their content control, by its title
where another program dropped the tag, by bookmark where somebody removed the control.
"""

import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from lxml import etree

from briefing import anchors
from briefing.check.found import Extra, FileText, Found, Margin, Piece
from briefing.check.stretches import Around, Paragraph, Range, Stretch, Way, Words, choose, is_on, lines, strays
from briefing.check.word_charts import put_charts
from briefing.check.word_margins import Comment, read_comments, read_provenance
from briefing.check.word_notes import drop_hints, put_citations, read_own_notes, widen_bookmarks
from briefing.check.word_parts import name_margins, name_text, parse, refuse_doubtful
from briefing.check.word_pictures import digest_of, read_pictures
from briefing.check.word_sight import PICTURES, Sight, W, is_doubtful, text_of, value
from briefing.errors import Unproven

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_BROKEN = (zipfile.BadZipFile, etree.XMLSyntaxError, zlib.error, LookupError, ValueError, RuntimeError, EOFError)
"""What following a file's own parts runs into where they are wrong."""
_FILLED = " \ufffd "
"""Stands in a source's words for what Word puts there on its own."""


def read_word(data: bytes) -> FileText:
    """Return what the bytes of a .docx hold, by id and in reading order.

    Raises:
        Unproven: the bytes are no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(package)
    except _BROKEN as error:
        raise Unproven("the Word file", f"cannot be read back ({_explain(error)})", "save it again as .docx") from error


def _explain(error: Exception) -> str:
    """Return what is wrong with a file, in words that need no knowledge of its inside."""
    if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
        return "it is damaged, or no Word file"
    if isinstance(error, LookupError | etree.XMLSyntaxError | UnicodeError):
        return "a part of it is missing or damaged"
    return str(error)


def _read(package: zipfile.ZipFile) -> FileText:
    refuse_doubtful(package)
    name = name_text(package)
    numbering = parse(package.read(_NUMBERING)) if _NUMBERING in package.namelist() else None
    styles = parse(package.read(_STYLES))
    reader = _Reader(styles, numbering, read_own_notes(package), read_pictures(package, name))
    document = parse(package.read(name))
    if document.tag != W + "document":
        raise ValueError("it is no Word document, or a Strict Open XML one")
    put_citations(document, package)
    put_charts(document, package, name, styles)
    drop_hints(document)
    widen_bookmarks(document)
    reader.read(document, Around())
    for margin in name_margins(package, name):
        reader.read(parse(package.read(margin)), Around(margin=True))
    chosen = choose(reader.stretches)
    return FileText(
        tuple(Found(one.id, tuple(one.pieces), tuple(one.targets)) for one in chosen),
        tuple(strays(reader.words, chosen)),
        lines=lines(reader.paragraphs, reader.words, chosen),
        comments=tuple(_margins(read_comments(package), reader, set(chosen))),
        extras=tuple(replace(extra, on=is_on(place, reader.paragraphs, set(chosen))) for place, extra in reader.extras),
        provenance=read_provenance(package),
    )


def _margins(comments: Iterable[Comment], reader: "_Reader", chosen: Collection[Stretch]) -> Iterator[Margin]:
    for one in comments:
        on = is_on(reader.ranges[one.number], reader.paragraphs, chosen) if one.number in reader.ranges else ""
        yield Margin(on, one.author, one.initials, one.date, one.text)


class _Reader:
    """Walks the parts of a file in reading order and notes words with the stretches they lie in."""

    def __init__(
        self,
        styles: etree._Element,
        numbering: etree._Element | None,
        notes: Mapping[tuple[str, str], str],
        pictures: Mapping[str, str],
    ) -> None:
        self._sight = Sight(styles, numbering)
        self.stretches: list[Stretch] = []
        self.words: list[Words] = []
        self.paragraphs: dict[int, Paragraph] = {}
        self.ranges: dict[str, Range] = {}
        """Of margin comments, by their number."""
        self._ranges: dict[str, Range] = {}
        self.extras: list[tuple[Range, Extra]] = []
        """Pictures and notes of an editor's, each with where it stands."""
        self._notes, self._pictures = notes, pictures
        self._tables = self._rows = 0
        self._within = False
        """Whether a paragraph is open."""
        self._waiting: list[Stretch] = []
        """What begins between two paragraphs."""
        self._style_names = {value(one, "styleId"): value(one, "val", "name") for one in styles.iter(W + "style")}
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
        self._fields: list[str] = []
        """Where in each open field we are: in its instruction, which nobody sees, or in its result."""

    def read(self, part: etree._Element, around: Around) -> None:
        """Add what a part holds."""
        self._bookmarks.clear()
        self._ranges.clear()
        self._fields.clear()
        self._ends = {value(end, "id") for end in part.iter(W + "bookmarkEnd")}
        self._walk(part, around)

    def _walk(self, element: etree._Element, around: Around) -> None:
        for child in self._sight.children(element, around.style):
            self._visit(child, str(child.tag).removeprefix(W), around)

    def _visit(self, element: etree._Element, name: str, around: Around) -> None:
        outer, inside = (self._paragraph, self._within), self._inside(element, name, around)
        if name == "p":
            self._open_paragraph(element, around)
            self._note(self._sight.lead_of(element), inside)
        elif is_doubtful(element, name) and self._is_words(inside):
            self._note(_FILLED, inside)
        elif text := text_of(element, name):
            self._note(text, around)
        if extra := None if around.margin else self._extra(element, name):
            self.extras.append((Range(self._paragraph), extra))
        self._mark(element, name)
        self._walk(element, inside)
        if name == "txbxContent":
            self._paragraph, self._within = outer
        elif name == "p":
            self._within = False

    def _extra(self, element: etree._Element, name: str) -> Extra | None:
        """Return what an element is, where it is a picture or an editor's own note."""
        if element.tag in PICTURES:
            return Extra("", "a picture", digest_of(element, self._pictures))
        note = self._notes.get((name.removesuffix("Reference"), value(element, "id")), "")
        return Extra("", f"a note: {note}") if note else None

    def _is_words(self, around: Around) -> bool:
        """Whether a place lies in a point's or a quotation's words."""
        return any(anchors.is_words(one.id) for one in (*around.controls, *self._bookmarks.values()))

    def _mark(self, element: etree._Element, name: str) -> None:
        """Note where a bookmark, a field or the range of a margin comment begins and ends."""
        number = value(element, "id")
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
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))

    def _field(self, mark: str) -> None:
        if mark == "begin":
            self._fields.append("instruction")
        elif self._fields:
            self._fields[-1:] = ["result"] if mark == "separate" else []

    def _open_paragraph(self, element: etree._Element, around: Around) -> None:
        style = value(element, "val", "pPr", "pStyle")
        self._paragraph = len(self.paragraphs) + 1
        self._own = self._own if style in self._own_style else None
        name = self._style_names.get(style, "")
        own = style in self._own_style
        self.paragraphs[self._paragraph] = Paragraph(name, own, around.table, around.row, around.margin, self._waiting)
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
        if name == "tr":
            self._rows += 1
            return replace(around, row=self._rows)
        if name == "p":
            style = value(element, "val", "pPr", "pStyle")
            return replace(around, source=style in self._source_styles, style=style)
        if name != "r":
            return around
        if value(element, "ascii", "rPr", "rFonts") in self._source_fonts:
            return replace(around, source=True)
        style = value(element, "val", "rPr", "rStyle")
        return replace(around, source=style in self._source_styles) if style else around

    def _note(self, text: str, around: Around) -> None:
        """Note words that are seen."""
        if not text or "instruction" in self._fields:
            return
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
        number, id = value(element, "id"), anchors.unbookmark(value(element, "name"))
        if anchors.is_own(id):
            self._own, self._label = self._stretch(id, "3 bookmark"), self._paragraph
        elif id:
            stretch = self._stretch(id, "3 bookmark")
            self._bookmarks |= {number: stretch} if number in self._ends else {}

    def _control(self, element: etree._Element) -> tuple[Stretch, ...]:
        tag, alias = (value(element, "val", "sdtPr", name) for name in ("tag", "alias"))
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


def _target(link: etree._Element | None) -> str:
    """Return the id that a link leads to; "" where it leads out of the file, or there is none."""
    return "" if link is None else anchors.unbookmark(value(link, "anchor"))


def _source_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles that only the source's words wear; "Quote Char" is Word's own twin of "Quote"."""
    return _style_ids(styles, {name.casefold() for name in anchors.SOURCE_STYLES})


def _style_ids(styles: etree._Element, names: set[str]) -> frozenset[str]:
    """Return the ids of styles by their names in lower case."""
    named = ((value(style, "val", "name"), value(style, "styleId")) for style in styles.iter(W + "style"))
    return frozenset(id for name, id in named if name.casefold().removesuffix(" char") in names)


def _fonts(styles: etree._Element, ids: frozenset[str]) -> frozenset[str]:
    """Return the fonts that these styles name."""
    chosen = (style for style in styles.iter(W + "style") if value(style, "styleId") in ids)
    return frozenset(value(style, "ascii", "rPr", "rFonts") for style in chosen) - {""}
