"""Opens the Word file that a briefing is drawn into: the house's, without its text, or python-docx's own template.

Of a house's file stay styles, theme, fonts, numbering and the last section: paper, margins, headers, footers, logo.
The rest goes: text, notes, comments, macros' traces, mail merge, protection, the template it was attached to.
"""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from briefing.anchors import SOURCE_STYLES
from briefing.errors import SettingsError
from briefing.render.package import drop_leftovers
from briefing.render.style import Style

_PACKAGE_PARTS = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_DOCUMENT_PARTS = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
)
_DOCUMENT, _STYLES = "/word/document.xml", "/word/styles.xml"
"""Some programs call these parts otherwise, which is allowed; read-back looks for them here."""
_SIDES = {"start": "left", "end": "right"}
"""LibreOffice writes the sides of the Strict form, which Word's schema does not know here."""
_MARGINS = {"header": qn("w:headerReference"), "footer": qn("w:footerReference")}
_SECTION = tuple(qn(f"w:{name}") for name in ("pgSz", "pgMar", "pgBorders", "pgNumType", "titlePg", "docGrid"))
"""What is kept of a section, in the order of the schema; columns come before the last two."""
_PAPER = '<w:pgSz w:w="11906" w:h="16838"/>'
_ROOM = (
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
)
_UNIQUE = tuple(
    qn(f"w:{name}")
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "permStart",
        "permEnd",
        "dataBinding",
    )
)
"""What in a header leads to a part that goes, or has a number that ours might have."""
_SEEN = tuple(qn(f"w:{name}") for name in ("t", "drawing", "pict", "object", "fldSimple", "instrText", "sym"))
"""What shows in a header."""


def open_house(style: Style) -> Document:
    """Return an empty document: of the house's package, or python-docx's own where the style has none.

    Raises:
        SettingsError: the house's header or footer wears the type of the source's words.
    """
    document = docx.Document(io.BytesIO(style.house) if style.house else None)
    if style.house is None:
        drop_leftovers(document)
        return document
    section = _last_section(document)
    kept = {str(one.get(qn("r:id"))) for one in section if one.tag in _MARGINS.values()}
    _keep(document.part.package.rels, _PACKAGE_PARTS, set())
    _keep(document.part.rels, _DOCUMENT_PARTS, kept)
    _mend_parts(document)
    body = parse_xml(f"<w:body {nsdecls('w')}/>")
    body.append(section)
    document.element.replace(document.element.body, body)
    for background in document.element.findall(qn("w:background")):
        if len(background):
            document.element.remove(background)
    for one in sorted(kept):
        _clean(document.part.rels[one].target_part)
    _refuse_source_type(document, style.source.name)
    return document


def _mend_parts(document: Document) -> None:
    """Give the main parts their names, loosen the settings from the house's disk, and write sides as Word does."""
    document.part.partname = PackURI(_DOCUMENT)
    for relation in document.part.rels.values():
        part: Any = relation.target_part
        if relation.reltype == RELATIONSHIP_TYPE.SETTINGS:
            _keep(part.rels, (), set())
        elif relation.reltype == RELATIONSHIP_TYPE.STYLES:
            part.partname = PackURI(_STYLES)
        elif relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            for side in part.element.iter(qn("w:lvlJc")):
                side.set(qn("w:val"), _SIDES.get(side.get(qn("w:val")), side.get(qn("w:val"))))


def margins(section: Any, document: Document, kind: str) -> tuple[Any, ...]:
    """Return the roots of the section's headers or footers; none where they show nothing."""
    references = section.findall(_MARGINS[kind])
    roots = tuple(document.part.rels[one.get(qn("r:id"))].target_part.element for one in references)
    return roots if any(next(root.iter(*_SEEN), None) is not None for root in roots) else ()


def drop_margins(section: Any, document: Document, kind: str) -> None:
    """Take out headers or footers that show nothing, so that ours can stand there."""
    for reference in section.findall(_MARGINS[kind]):
        section.remove(reference)
        document.part.rels.pop(reference.get(qn("r:id")), None)


def _refuse_source_type(document: Document, family: str) -> None:
    """Raise where headers or footers wear what only the source's words may wear.

    Read-back takes that type for the source's words, and a reader would, too.
    """
    names = {name.lower() for name in SOURCE_STYLES}
    styles = document.styles.element.findall(qn("w:style"))
    ids = {one.get(qn("w:styleId")) for one in styles if one.find(qn("w:name")).get(qn("w:val")).lower() in names}
    body = document.element.body
    for root in (root for kind in _MARGINS for root in margins(body.sectPr, document, kind)):
        fonts = {one.get(qn("w:ascii")) for one in root.iter(qn("w:rFonts"))}
        worn = {one.get(qn("w:val")) for one in root.iter(qn("w:pStyle"), qn("w:rStyle"))}
        if family in fonts or ids & worn:
            message = f"its header or footer is set in the type of the source's words ({family}, or a style of theirs)"
            raise SettingsError("house", message, "give the header another font or style")


def _last_section(document: Document) -> Any:
    """Return what is kept of the last section; headers that it takes over from those before it are named in it."""
    found = list(_sections(document.element.body))
    references = {
        (one.tag, one.get(qn("w:type"))): one for each in found for one in each if one.tag in _MARGINS.values()
    }
    last = found[-1] if found else parse_xml(f"<w:sectPr {nsdecls('w')}/>")
    kept = {one.tag: one for one in last if one.tag in _SECTION}
    defaults = (parse_xml(text.replace(" ", f" {nsdecls('w')} ", 1)) for text in (_PAPER, _ROOM))
    kept = {one.tag: one for one in defaults} | kept
    section = parse_xml(f"<w:sectPr {nsdecls('w', 'r')}/>")
    known = document.part.rels
    section.extend(one for one in references.values() if one.get(qn("r:id")) in known)
    section.extend(kept[tag] for tag in _SECTION if tag in kept)
    columns = parse_xml(f'<w:cols {nsdecls("w")} w:space="720"/>')
    after = section.find(_SECTION[3]) if section.find(_SECTION[3]) is not None else section.find(_SECTION[2])
    (after if after is not None else section.find(_SECTION[1])).addnext(columns)
    return section


def _sections(body: Any) -> Iterator[Any]:
    """Yield the properties of every section, but not what a tracked change says they were."""
    change = qn("w:sectPrChange")
    return (one for one in body.iter(qn("w:sectPr")) if next(one.iterancestors(change), None) is None)


def _keep(relations: Any, kinds: tuple[str, ...], names: set[str]) -> None:
    for name in [name for name, one in relations.items() if one.reltype not in kinds and name not in names]:
        del relations[name]


def _clean(part: Any) -> None:
    for element in list(part.element.iter(*_UNIQUE)):
        element.getparent().remove(element)
    for control in part.element.iter(qn("w:sdtPr")):
        for name in ("w:id", "w:tag", "w:alias"):
            for element in control.findall(qn(name)):
                control.remove(element)
