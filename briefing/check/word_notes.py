"""What a Word file says elsewhere or only seems to say, put right in its body before that is read.

A note's number stands for the citation that opens the note, the bookmark in a table's head for the table, and the hint
in an empty place for comments for nothing.
"""

import io
import zipfile
from copy import deepcopy

from lxml import etree

from briefing import anchors
from briefing.blocks import NoteMode
from briefing.check.word_parts import name_text, parse
from briefing.text import QUOTATION_MARKS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = ("footnote", "endnote")


def note_mode(content: bytes) -> NoteMode:
    """Return how the text of a Word file cites: by footnotes or endnotes where it has such a reference."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = parse(package.read(name_text(package)))
    if next(text.iter(f"{_W}footnoteReference"), None) is not None:
        return "footnotes"
    return "endnotes" if next(text.iter(f"{_W}endnoteReference"), None) is not None else "links"


def put_citations(document: etree._Element, package: zipfile.ZipFile) -> None:
    """Put behind each number of a note the first link of that note, as if the citation stood there itself."""
    present = [kind for kind in _KINDS if f"word/{kind}s.xml" in package.namelist()]
    for kind in present:
        notes = parse(package.read(f"word/{kind}s.xml"))
        links = {note.get(_W + "id"): note.find(f".//{_W}hyperlink") for note in notes.iter(_W + kind)}
        for reference in list(document.iter(f"{_W}{kind}Reference")):
            link = links.get(reference.get(_W + "id"))
            if link is not None:
                reference.getparent().addnext(_alone(link))


def read_own_notes(package: zipfile.ZipFile) -> dict[tuple[str, str], str]:
    """Return the words of the notes that are none of ours, by kind and number: those that lead to no source."""
    own: dict[tuple[str, str], str] = {}
    for kind in (kind for kind in _KINDS if f"word/{kind}s.xml" in package.namelist()):
        for note in parse(package.read(f"word/{kind}s.xml")).iter(_W + kind):
            words = "".join(text.text or "" for text in note.iter(_W + "t")).strip()
            names = [start.get(_W + "name", "") for start in note.iter(_W + "bookmarkStart")]
            names += [link.get(_W + "anchor", "") for link in note.iter(_W + "hyperlink")]
            if words and not any(map(anchors.unbookmark, names)):
                own[kind, note.get(_W + "id", "")] = words
    return own


def _alone(link: etree._Element) -> etree._Element:
    """Return a copy of a link without its bookmarks, whose words are the note's."""
    copy = deepcopy(link)
    copy.tail = None
    etree.strip_elements(copy, _W + "bookmarkStart", _W + "bookmarkEnd")
    return copy


def drop_hints(document: etree._Element) -> None:
    """Take out the words that only say where to write: in controls that show them, and where they stand unchanged."""
    for shown in list(document.iter(_W + "showingPlcHdr")):
        content = shown.getparent().getparent().find(_W + "sdtContent")
        _silence(None if content is None or _has_hint(content) else content)
    for start in list(document.iter(_W + "bookmarkStart")):
        id = anchors.unbookmark(start.get(_W + "name", ""))
        if id.startswith("hint-"):
            _drop_hint(start, id)


def _has_hint(content: etree._Element) -> bool:
    """Whether the words of a control can be compared with those of its hint: some tools leave the flag over others."""
    names = (start.get(_W + "name", "") for start in content.iter(_W + "bookmarkStart"))
    return any(anchors.unbookmark(name).startswith("hint-") for name in names)


def widen_bookmarks(document: etree._Element) -> None:
    """Put the bookmark in the head of a table around all of the table, which is what it stands for."""
    ends = {end.get(_W + "id"): end for end in document.iter(_W + "bookmarkEnd")}
    for start in list(document.iter(_W + "bookmarkStart")):
        row, end = next(start.iterancestors(_W + "tr"), None), ends.get(start.get(_W + "id"))
        if row is None or end is None or row.find(f"{_W}trPr/{_W}tblHeader") is None:
            continue
        table = row.getparent()
        table.addprevious(start)
        table.addnext(end)


def _drop_hint(start: etree._Element, id: str) -> None:
    """Take out a bookmark, and the words of its paragraph if they are still those of the hint."""
    paragraph = next(start.iterancestors(_W + "p"), None)
    if paragraph is not None:
        words = (text.text or "" for text in paragraph.iter(_W + "t"))
        _silence(paragraph if anchors.is_hint(id, "".join(words)) else None)
    start.getparent().remove(start)


def _silence(element: etree._Element | None) -> None:
    """Take out the words of an element that may be a hint: in a place for comments, and quoting nobody."""
    texts = list(element.iter(_W + "t")) if element is not None else []
    paragraphs = [next(text.iterancestors(_W + "p"), None) for text in texts]
    styles = ("" if one is None else _style(one) for one in paragraphs)
    quotes = any(mark in (text.text or "") for text in texts for mark in QUOTATION_MARKS)
    if not quotes and all(style == anchors.OWN_STYLE.replace(" ", "") for style in styles):
        for text in texts:
            text.text = ""


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(_W + "val", "")
