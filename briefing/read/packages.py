"""Zip files and the XML in them, opened so that a hostile one costs a refusal: limits first, nothing ever extracted.

The limits are Tika's and those measured on our own packages: a member may unpack to a hundred times its size once that
is more than a megabyte, and what the directory says of a size is checked against the bytes that come.
"""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from briefing.errors import Unreadable
from briefing.read.file import MEGABYTE

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ENTRIES = 5000
_MOST_RATIO = 100
_INSTEAD = "unpack it on a machine you trust and give the articles themselves"
_DEEPEST = 100
"""XML elements inside one another."""


def open_package(path: str, content: bytes, megabytes: int) -> ZipFile:
    """Return the archive after a look at its directory; raises `Unreadable` where it is damaged or over a limit."""
    try:
        package = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable(path, "the archive is damaged", "get the file again") from None
    entries = package.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise Unreadable(path, f"it has {len(entries)} entries, more than {_MOST_ENTRIES}", "split it")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > megabytes * MEGABYTE:
        size = f"it unpacks to {unpacked / MEGABYTE:.0f} MB, more than {megabytes}"
        raise Unreadable(path, size, "split it")
    return package


def member_bytes(path: str, package: ZipFile, entry: ZipInfo, megabytes: int) -> bytes:
    """Return a member's bytes, counted while they come; raises `Unreadable` where they are too many or bad."""
    if entry.flag_bits & 1:
        raise Unreadable(path, "it is encrypted", "unpack it with its password and give the files")
    most = min(megabytes * MEGABYTE, max(MEGABYTE, entry.compress_size * _MOST_RATIO))
    try:
        with package.open(entry) as stream:
            # One byte more than allowed tells that there are more, whatever the directory says.
            content = stream.read(most + 1)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise Unreadable(path, "it is damaged in the archive", "get the archive again") from None
    if len(content) > most:
        raise Unreadable(path, f"it unpacks to more than {most / MEGABYTE:.0f} MB", _INSTEAD)
    return content


def parse_xml(path: str, content: bytes, may_have_doctype: bool = False) -> "_Element":
    """Return the root of XML from outside: no entity is resolved, nothing is fetched.

    Raises `Unreadable` where it is no XML, declares entities or, unless it may, has a document type, or is too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError, LookupError):
        raise Unreadable(path, "its XML is damaged", "get the file again, or save its text as .txt") from None
    declared = root.getroottree().docinfo
    entities = declared.internalDTD is not None and any(True for _ in declared.internalDTD.iterentities())
    if entities or (declared.doctype and not may_have_doctype):
        raise Unreadable(path, "its XML declares entities or a document type", "save its text as .txt")
    if _is_deep(root):
        raise Unreadable(path, f"its XML is nested deeper than {_DEEPEST}", "save its text as .txt")
    return root


def _is_deep(root: "_Element") -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False
