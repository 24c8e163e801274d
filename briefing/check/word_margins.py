"""What a Word file holds beside its text: margin comments, and what it says it was made from."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefing.blocks import Identity, Provenance
from briefing.check.word_parts import parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS = "{urn:briefing:1}"
_COMMENTS = "word/comments.xml"


@dataclass(frozen=True, slots=True)
class Comment:
    """A margin comment, wherever it is."""

    number: str
    author: str
    initials: str
    date: str
    text: str


def read_comments(package: zipfile.ZipFile) -> tuple[Comment, ...]:
    """Return the margin comments of a file in their order."""
    if _COMMENTS not in package.namelist():
        return ()
    return tuple(_comment(one) for one in parse(package.read(_COMMENTS)).iter(_W + "comment"))


def _comment(element: etree._Element) -> Comment:
    number, author, initials, date = (str(element.get(_W + name, "")) for name in ("id", "author", "initials", "date"))
    lines = ("".join(text.text or "" for text in line.iter(_W + "t")) for line in element.iter(_W + "p"))
    return Comment(number, author, initials, date, "\n".join(lines))


def read_provenance(package: zipfile.ZipFile) -> Provenance:
    """Return what the manifest says, empty where there is none; of items, those that are told in full."""
    for name in sorted(package.namelist()):
        if name.startswith("customXml/") and name.endswith(".xml") and b"urn:briefing:1" in package.read(name):
            root = parse(package.read(name))
            if root.tag == _OURS + "briefing":
                period, record, edits = (str(root.get(key, "")) for key in ("period", "record", "edits"))
                return Provenance(period, record, edits, tuple(_items(root)))
    return Provenance()


def _items(root: etree._Element) -> Iterator[Identity]:
    for item in root.iter(_OURS + "item"):
        id, section, article, digest = (str(item.get(key, "")) for key in ("id", "section", "article", "sha256"))
        start, end = (str(item.get(key, "")) for key in ("start", "end"))
        if start.isdecimal() and end.isdecimal():
            yield Identity(id, section, article, int(start), int(end), digest)
