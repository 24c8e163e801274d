"""The package of a Word file: takes out what python-docx's template brings along, writes the same bytes every time."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships

_PACKAGE_LEFTOVERS = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
_DOCUMENT_LEFTOVERS = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
BODY = "<?briefing-body?>"
"""Stands in the document for its body until it is packed."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold."""
_LONGEST_PROPERTY = 255


def drop_leftovers(document: Document) -> None:
    """Take out the sample picture, statistics, numbering and custom XML of python-docx's own template."""
    _drop(document.part.package.rels, _PACKAGE_LEFTOVERS)
    _drop(document.part.rels, _DOCUMENT_LEFTOVERS)


def describe(document: Document, title: str, author: str, language: str, created: date) -> None:
    """Set the properties that a reader sees under "Info". The words must be such that XML can hold them."""
    properties = document.core_properties
    properties.title, properties.author = title[:_LONGEST_PROPERTY], author[:_LONGEST_PROPERTY]
    properties.language = language
    properties.created = properties.modified = datetime.combine(created, time())
    properties.last_modified_by, properties.revision = "briefing", 1
    properties.comments = properties.keywords = ""


def pack(document: Document, body: Iterable[bytes]) -> bytes:
    """Return the file: members sorted, which puts the content types first as Word expects, with fixed dates.

    The markup of the body goes piece by piece into the file; as a tree or one text it would take ten times its room.
    """
    saved, main = io.BytesIO(), document.part.partname.lstrip("/")
    document.save(saved)
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            parts = _with_body(source.read(name), body) if name == main else [source.read(name)]
            with target.open(_member(name), "w") as member:
                member.writelines(parts)
    return packed.getvalue()


def _with_body(document: bytes, body: Iterable[bytes]) -> Iterator[bytes]:
    before, after = document.split(BODY.encode())
    yield before
    yield from body
    yield after


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
    return info


def _drop(relations: Relationships, kinds: tuple[str, ...]) -> None:
    for name in [name for name, relation in relations.items() if relation.reltype in kinds]:
        del relations[name]
