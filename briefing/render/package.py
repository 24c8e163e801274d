"""The package of a Word file: takes out what python-docx's template brings along, writes the same bytes every time."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
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
    main, packed = document.part.partname.membername, io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in sorted(_members(document).items()):
            parts = _with_body(content, body) if name == main else [content]
            with target.open(member(name), "w") as opened:
                opened.writelines(parts)
    return packed.getvalue()


def _members(document: Document) -> dict[str, bytes]:
    """Return what is in a package, by name; python-docx's own writer would compress all of it a time more."""
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    types = CT_Types.new()  # type: ignore[no-untyped-call]
    for extension, kind in (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML)):
        types.add_default(extension, kind)
    for part in sorted(package.parts, key=lambda one: one.partname):
        types.add_override(part.partname, part.content_type)
    members = {CONTENT_TYPES_URI.membername: serialize_part_xml(types)}
    members[PACKAGE_URI.rels_uri.membername] = package.rels.xml
    for part in package.parts:
        members[part.partname.membername] = part.blob
        if len(part.rels):
            members[part.partname.rels_uri.membername] = part.rels.xml
    return members


def member(name: str) -> zipfile.ZipInfo:
    """Return the entry of a member of a package: packed, with a date that is always the same."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
    return info


def _with_body(document: bytes, body: Iterable[bytes]) -> Iterator[bytes]:
    before, after = document.split(BODY.encode())
    yield before
    yield from body
    yield after


def _drop(relations: Relationships, kinds: tuple[str, ...]) -> None:
    for name in [name for name, relation in relations.items() if relation.reltype in kinds]:
        del relations[name]
