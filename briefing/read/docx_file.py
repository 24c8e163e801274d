"""Word files, `.docx`: paragraphs and the text of tables; headers, footers, notes and comments are left out.

The title is the paragraph in the style Title, else what the file's properties say where the text says nothing. A top as
in plain text (header lines, a glued date) counts. When the file was made is not when the article was published: the
date is taken from the text alone. A file that holds Nexis's articles is split into them, see `nexis`. Deleted words of
a tracked change are left out, inserted ones are kept.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import File, problem, report
from briefing.read.kinds import claimed
from briefing.read.nexis import has_articles, read_articles
from briefing.read.packages import member_bytes, open_package, parse_xml
from briefing.read.tops import peel_paragraphs
from briefing.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

name = "docx"
suffixes = (".docx",)
guarded = True
claims = claimed("docx")

_MOST_MEGABYTES, _MOST_UNPACKED = 20, 64
_INSTEAD = "open it, save it as .docx again, or save its text as .txt"
_MAIN, _STYLES, _PROPERTIES = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}txbxContent"
_UNSEEN = (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _BOX)
"""Deleted words, the codes of fields, and text boxes, which Word writes twice."""


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return the document of the file, or those of Nexis's articles in it; raises `Unreadable`."""
    file.refuse_above(_MOST_MEGABYTES)
    package = open_package(file.path, file.content, _MOST_UNPACKED)
    root = _part(file.path, package, _MAIN)
    if root is None:
        raise Unreadable(file.path, "it is no Word file, or a damaged one", "give a .docx, or its text as .txt")
    blocks = [(_style(block), "".join(_texts(block))) for block in _blocks(root)]
    text, removals = clean("\n\n".join(text for _, text in blocks))
    if has_articles(text):
        return read_articles(file, text, report(file.path, removals))
    title = _title(file.path, package, blocks)
    top = peel_paragraphs(file.path, [text for _, text in blocks if " ".join(text.split()) not in ("", title)])
    fields = replace(top.fields, title=top.fields.title or title or _property(file.path, package))
    return (file.document(top.body.split("\n\n"), fields, (*top.problems, *_losses(file.path, root))),)


def _part(path: str, package: ZipFile, name: str) -> "_Element | None":
    """Return the root of a part, None where there is none; raises `Unreadable`."""
    entry = package.NameToInfo.get(name)
    return None if entry is None else parse_xml(path, member_bytes(path, package, entry, _MOST_UNPACKED))


def _blocks(element: "_Element") -> "Iterator[_Element]":
    """Yield the paragraphs in their order, those in tables too."""
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _UNSEEN:
            yield from _blocks(child)


def _texts(element: "_Element") -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _UNSEEN:
            yield from _texts(child)


def _style(block: "_Element") -> str:
    style = block.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _title(path: str, package: ZipFile, blocks: list[tuple[str, str]]) -> str:
    """Return the text of the first paragraph in the style that is called Title in every language of Word."""
    styles = _part(path, package, _STYLES)
    found = () if styles is None else styles.iter(f"{_W}style")
    ids = {style.get(f"{_W}styleId") for style in found if _called(style) == "title"}
    return next((" ".join(text.split()) for style, text in blocks if style in ids and text.strip()), "")


def _called(style: "_Element") -> str:
    named = style.find(f"{_W}name")
    return "" if named is None else named.get(f"{_W}val", "").lower()


def _property(path: str, package: ZipFile) -> str:
    properties = _part(path, package, _PROPERTIES)
    return "" if properties is None else (properties.findtext(_DC_TITLE) or "").strip()


def _losses(path: str, root: "_Element") -> Iterator[Problem]:
    if any("".join(box.itertext()).strip() for box in root.iter(_BOX)):
        yield problem(path, "text boxes are left out", "where they matter, put their text between the paragraphs")
