"""A finished HTML file read back: the words under each id, whose they are by their class, and its evidence.

What the page's own machinery shows stands in elements whose ids begin with `ui_`: its paragraphs of sources and its
other words are told apart from those of the page, for `evidence` to prove. Hidden words do not count as said.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from briefing import anchors
from briefing.blocks import Provenance
from briefing.check.found import Extra, FileText, Found, Marked, Piece, Shown
from briefing.check.stretches import Around, Paragraph, Stretch, Words, choose, lines, strays
from briefing.errors import Unproven

_MACHINERY = "starts-with(@id, 'ui_')"
_TEXT = "_text"
"""Ends the id of what shows a source's paragraphs."""
_OURS = frozenset({"edit", "strong", "muted", "warning", "accent"})
_SOURCES = frozenset({"source", "insertion", "figure"})
"""Classes that tell whose words are inside."""
_UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "del", "s", "strike", "select", "button"})
_LOOKS = ("b", "code", "em", "font", "i", "ins", "mark", "q", "small", "strong", "sub", "sup", "u")
_INLINE = frozenset({"a", "abbr", "bdi", "bdo", "br", "cite", "span", "wbr", *_LOOKS})
"""Elements that do not end a line; all others do."""
_OFF = ("display:none", "visibility:hidden")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DATA = re.compile(r"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=]+)")
_PICTURES = ("img", "image", "object", "embed", "video", "canvas", "iframe")
_PLACE = re.compile(r"([0-9]{1,9}):([0-9]{1,9})-([0-9]{1,9})")


def read_html(data: bytes) -> FileText:
    """Return what the bytes of an HTML file hold, by id and in reading order.

    Raises:
        Unproven: the bytes are no text in UTF-8, or no HTML.
    """
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(data.decode("utf-8-sig").encode(), parser=parser)
    except (UnicodeDecodeError, etree.LxmlError) as error:
        raise Unproven("the HTML file", f"cannot be read back ({error})", "save it again in UTF-8") from error
    page, machinery = _Reader(), _Reader()
    page.read(root, set(root.xpath(f"//*[{_MACHINERY}]")))
    evidence = root.xpath(f"//*[{_MACHINERY}]//*[@data-paragraph][ancestor::details]")
    for part in root.xpath(f"//*[{_MACHINERY}][not(ancestor::*[{_MACHINERY}])]"):
        machinery.read(part, set(evidence))
    chosen = choose(page.stretches)
    return FileText(
        tuple(Found(one.id, tuple(one.pieces), tuple(one.targets)) for one in page.stretches),
        tuple(strays(page.words, chosen)),
        lines=lines(page.paragraphs, page.words, chosen),
        extras=tuple(Extra("", "a picture", _picture(one)) for one in root.iter(*_PICTURES)),
        provenance=Provenance(_meta(root, "period"), _meta(root, "record"), _meta(root, "edits")),
        evidence=tuple(map(_shown, evidence)),
        marked=tuple(_marked(root)),
        machinery=tuple(machinery.told()),
    )


class _Reader:
    """Walks a part of a file in reading order and notes words with the stretches they lie in."""

    def __init__(self) -> None:
        self.stretches: list[Stretch] = []
        self.words: list[Words] = []
        self.paragraphs: dict[int, Paragraph] = {}
        self._tables = 0
        self._open = False
        """Whether words that follow go on the line of those before."""

    def read(self, part: etree._Element, leave_out: set[etree._Element]) -> None:
        """Add what a part holds; it may be as deep as it likes."""
        around = [Around()]
        walker = etree.iterwalk(part, events=("start", "end"))
        for event, element in walker:
            self._open = self._open and element.tag in _INLINE
            if event == "end":
                around.pop()
                self._note(element.tail if len(around) > 1 else None, around[-1])
            elif element in leave_out or _is_unseen(element):
                walker.skip_subtree()
                around.append(around[-1])
            else:
                around.append(self._inside(element, around[-1]))
                self._note("\n" if element.tag == "br" else element.text, around[-1])

    def told(self) -> Iterator[Piece]:
        """Yield every line as words of ours, and each stretch of the source's type in it."""
        for _, line in groupby(self.words, lambda one: one.paragraph):
            words = tuple(line)
            yield Piece("".join(one.piece.text for one in words), False)
            for source, group in groupby(words, lambda one: one.piece.source):
                yield from (Piece("".join(one.piece.text for one in group), True),) if source else ()

    def _inside(self, element: etree._Element, around: Around) -> Around:
        """Return what holds inside an element; a class of its own outweighs what is around it."""
        id, classes = element.get("id", ""), frozenset(element.get("class", "").split())
        if id:
            self.stretches.append(Stretch(id, "1 tag"))
            around = replace(around, controls=(*around.controls, self.stretches[-1]))
        if element.tag == "table":
            self._tables += 1
            around = replace(around, table=self._tables)
        if element.tag == "a" and element.get("href"):
            around = replace(around, link=element)
        own = bool(classes & _SOURCES) if classes & (_SOURCES | _OURS) else around.source
        return replace(around, source=own)

    def _note(self, text: str | None, around: Around) -> None:
        if not text or (not self._open and text.isspace()):
            return
        if not self._open:
            own = any(anchors.is_own(stretch.id) for stretch in around.controls)
            self.paragraphs[len(self.paragraphs) + 1] = Paragraph("", own, around.table, 0, False, [])
            self._open = True
        number, piece = len(self.paragraphs), Piece(text, around.source)
        for stretch in around.controls:
            stretch.add(piece, number)
            stretch.add_link(around.link, _target(around.link))
        self.words.append(Words(piece, number, around.controls))


def _is_unseen(element: etree._Element) -> bool:
    """Whether nobody reads what an element holds as said."""
    style = "".join(element.get("style", "").lower().split())
    return element.tag in _UNSEEN or "hidden" in element.attrib or any(off in style for off in _OFF)


def _target(link: etree._Element | None) -> str:
    """Return the id that a link leads to; "" where it leads out of the file, or there is none."""
    address = "" if link is None else link.get("href", "").strip()
    return unquote(address[1:]) if address.startswith("#") else ""


def _picture(element: etree._Element) -> str:
    """Return the digest of the picture that an element holds; "" where it leads elsewhere, or to more than one."""
    data = _DATA.fullmatch(element.get("src", ""))
    if element.tag != "img" or not data or "srcset" in element.attrib or element.getparent().tag == "picture":
        return ""
    try:
        return sha256(b64decode(data[1])).hexdigest()
    except ValueError:
        return ""


def _meta(root: etree._Element, name: str) -> str:
    found = root.xpath("//head/meta[@name=$name]/@content", name=f"briefing-{name}")
    return str(found[0]) if found else ""


# --- the evidence -------------------------------------------------------------------------------------------------


def _shown(paragraph: etree._Element) -> Shown:
    details = next(paragraph.iterancestors("details"))
    source = details.get("id", "").removesuffix(_TEXT)
    number = _NUMBER.fullmatch(paragraph.get("data-paragraph"))
    return Shown(source, int(number[0]) if number else 0, "".join(paragraph.itertext()))


def _marked(root: etree._Element) -> Iterator[Marked]:
    """Yield what each item says of its place; the id is that of its words."""
    for item in root.xpath("//*[@data-at]"):
        words = next((one for one in item.iter() if anchors.is_words(one.get("id", ""))), None)
        if words is not None:
            places = (_PLACE.fullmatch(one) for one in item.get("data-at").split())
            at = tuple((int(one[1]), int(one[2]), int(one[3])) if one else (0, 0, 0) for one in places)
            yield Marked(words.get("id"), item.get("data-source", ""), at)
