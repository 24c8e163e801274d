"""Opens the package of a Word file for reading: which part is its text, which stand around it, and their trees."""

import posixpath
import zipfile

from lxml import etree

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MARGINS = ("header", "footer", "footnotes", "endnotes")
_LARGEST = 256 * 1024 * 1024
"""Bytes of a whole file, unpacked; a briefing of five hundred pages has six million."""


def refuse_doubtful(package: zipfile.ZipFile) -> None:
    """Refuse a file that is too large, or in which one name has two parts: programs differ in which they read.

    Raises:
        ValueError: it is such a file.
    """
    if sum(info.file_size for info in package.infolist()) > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST // 1024**2} MB")
    names = [name.lower() for name in package.namelist()]
    if len(set(names)) < len(names):
        raise ValueError("one of its parts stands there twice")


def name_text(package: zipfile.ZipFile) -> str:
    """Return the name of the part that holds the text: the one that a reader is led to, whatever it is called."""
    return next(iter(_led_to(package, "", "officeDocument").values()), "word/document.xml")


def name_margins(package: zipfile.ZipFile, text: str) -> list[str]:
    """Return the names of the headers, footers and notes that a part of text leads to, sorted."""
    return sorted({name for kind in _MARGINS for name in _led_to(package, text, kind).values()})


def name_charts(package: zipfile.ZipFile, text: str) -> dict[str, str]:
    """Return the names of the charts that a part of text shows, by the ids of its relations."""
    return _led_to(package, text, "chart")


def name_pictures(package: zipfile.ZipFile, text: str) -> dict[str, str]:
    """Return the names of the pictures that a part of text shows, by the ids of its relations."""
    return _led_to(package, text, "image")


def parse(content: bytes) -> etree._Element:
    """Return the tree of a part as Word sees it: comments and instructions between the words do not part them.

    Raises:
        XMLSyntaxError: it is no XML.
        ValueError: it declares a document type, which no such file may.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it declares a document type")
    return root


def _led_to(package: zipfile.ZipFile, owner: str, kind: str) -> dict[str, str]:
    """Return the parts that a part, or the package itself (""), leads to by relations of a kind, by their ids."""
    folder, name = posixpath.split(owner)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    led: dict[str, str] = {}
    for one in parse(package.read(relations)).iter(_RELATION) if relations in package.namelist() else ():
        if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, one.get("Target", ""))).lstrip("/")
            led.setdefault(one.get("Id", ""), target)
    return led
