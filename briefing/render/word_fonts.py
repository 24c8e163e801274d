"""The fonts of a Word file: its table of fonts, and the font files in it, so that it looks the same everywhere.

A font file is obfuscated as ISO/IEC 29500-4, 17.8.1 (Transitional: ECMA-376-1, 17.8.1) says: its first 32 bytes are
combined with a GUID, last byte first. Whole fonts go in, not subsets: the file is there to be written in.
"""

import re
import struct
import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn

from briefing.model import Problem
from briefing.render.style import Family, Style
from briefing.render.word_measures import attribute

_SERIF, _SANS = "02020603050405020304", "020B0604020202020204"
"""PANOSE numbers, by which Word looks for a likeness where the substitute is missing too."""
_TABLE = PackURI("/word/fontTable.xml")
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_SLOTS = {"embedRegular": "regular", "embedBold": "semibold", "embedItalic": "italic"}
"""What Word calls the faces, in the order of the schema."""
_USAGE, _EDITABLE, _ONLY_BITMAPS = 0xF, 0x8, 0x200
"""Bits of OS/2 fsType. No bit of usage: anybody may install it. Restricted (2) forbids all, preview and print (4) would
make the briefing one that nobody can edit."""


def write_fonts(document: Document, style: Style) -> tuple[Problem, ...]:
    """Declare the families that a style wears, what stands in where they are not installed, and embed their faces.

    A house's own table stays and gets ours. Where the document is ours, our own family becomes the theme's, too.
    Returns a problem for each family that forbids to be embedded.
    """
    old = next((one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE), None)
    house = old.target_part if old and style.house else None
    table = parse_xml(house.blob if house else f"<w:fonts {nsdecls('w', 'r')}/>".encode())
    relations = {one.rId: one.target_part for one in house.rels.values() if not one.is_external} if house else {}
    for charset in table.iter(qn("w:charset")):
        charset.attrib.pop(qn("w:characterSet"), None)  # LibreOffice's, which Word's schema does not know
    problems: list[Problem] = []
    for family, kind, shape in ((style.source, "roman", _SERIF), (style.ours, "swiss", _SANS)):
        if _is_worn(document, family.name):
            faces, doubts = _faces(family) if style.embed_fonts else ({}, ())
            problems += doubts
            _declare(table, _font(family, kind, shape, {slot: key for slot, (key, _) in faces.items()}))
            for key, content in faces.values():
                place = PackURI(f"/word/fonts/{key.hex}.odttf")
                relations[_relation(key)] = Part(place, _FONT_TYPE, content, document.part.package)
    _put_table(document, old.rId if old else "rIdFonts", table, relations)
    if style.house is None:
        _write_theme(document, style.ours)
    return tuple(problems)


def obfuscate(content: bytes, key: uuid.UUID) -> bytes:
    """Return a font file as it lies in a package, or out of it again: the way there is the way back.

    >>> obfuscate(obfuscate(b"font" * 9, uuid.NAMESPACE_URL), uuid.NAMESPACE_URL) == b"font" * 9
    True
    """
    mask = key.bytes[::-1] * 2
    return bytes(one ^ other for one, other in zip(content, mask, strict=False)) + content[len(mask) :]


def may_embed(font: bytes) -> bool:
    """Whether a font's licence bits (OpenType, OS/2 fsType) let it go into a file that is to be edited."""
    count = struct.unpack_from(">H", font, 4)[0]
    for entry in range(12, 12 + 16 * count, 16):
        name, _, start, _ = struct.unpack_from(">4sIII", font, entry)
        if name == b"OS/2":
            bits = struct.unpack_from(">H", font, start + 8)[0]
            return not bits & _ONLY_BITMAPS and (bits & _USAGE == 0 or bool(bits & _EDITABLE))
    return True


def _faces(family: Family) -> tuple[dict[str, tuple[uuid.UUID, bytes]], tuple[Problem, ...]]:
    """Return key and obfuscated file by slot, or the problem that a face forbids it."""
    contents = {slot: getattr(family, face).read_bytes() for slot, face in _SLOTS.items()}
    if not all(map(may_embed, contents.values())):
        message = f"the licence bits of {family.name} forbid to embed it in a file that can be edited"
        hint = f"it shows as {family.substitute} where it is not installed; choose another font in style.toml"
        return {}, (Problem("render", "style: fonts", message, hint),)
    keys = {slot: uuid.uuid5(uuid.NAMESPACE_OID, sha256(content).hexdigest()) for slot, content in contents.items()}
    return {slot: (keys[slot], obfuscate(content, keys[slot])) for slot, content in contents.items()}, ()


def _declare(table: Any, font: str) -> None:
    """Put a font into the table in place of one of that name; fonts of a table stand in no order."""
    made = parse_xml(f"<w:fonts {nsdecls('w', 'r')}>{font}</w:fonts>")[0]
    for one in table.findall(qn("w:font")):
        if one.get(qn("w:name")) == made.get(qn("w:name")):
            table.remove(one)
    table.append(made)


def _put_table(document: Document, relation: str, table: Any, fonts: Mapping[str, Part]) -> None:
    """Replace the part; python-docx reads such a part but does not write to it."""
    named = set(table.xpath("//@r:id", namespaces={"r": nsmap["r"]}))
    part = Part(_TABLE, _TABLE_TYPE, serialize_part_xml(table), document.part.package)
    for key, font in fonts.items():
        if key in named:
            part.load_rel(RELATIONSHIP_TYPE.FONT, font, key)
    document.part.load_rel(RELATIONSHIP_TYPE.FONT_TABLE, part, relation)


def _write_theme(document: Document, family: Family) -> None:
    relation = next(one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.THEME)
    old = relation.target_part
    latin = f'<a:latin typeface="{attribute(family.name)}"'
    content = re.sub('<a:latin typeface="[^"]*"', lambda _: latin, old.blob.decode()).encode()
    document.part.load_rel(
        RELATIONSHIP_TYPE.THEME, Part(old.partname, old.content_type, content, old.package), relation.rId
    )


def _relation(key: uuid.UUID) -> str:
    return f"rId{key.hex}"


def _is_worn(document: Document, font: str) -> bool:
    return any(one.get(qn("w:ascii")) == font for one in document.styles.element.iter(qn("w:rFonts")))


def _font(family: Family, kind: str, shape: str, faces: Mapping[str, uuid.UUID]) -> str:
    embedded = "".join(
        f'<w:{slot} r:id="{_relation(key)}" w:fontKey="{{{str(key).upper()}}}"/>' for slot, key in faces.items()
    )
    return (
        f'<w:font w:name="{attribute(family.name)}"><w:altName w:val="{attribute(family.substitute)}"/>'
        f'<w:panose1 w:val="{shape}"/><w:charset w:val="00"/><w:family w:val="{kind}"/>'
        f'<w:pitch w:val="variable"/>{embedded}</w:font>'
    )
