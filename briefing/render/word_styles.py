"""Writes the looks into a Word document: its styles, its defaults and its table of fonts."""

import re

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.styles import BabelFish
from lxml import etree

from briefing.render.style import Family, Style
from briefing.render.word_looks import Look, all_looks
from briefing.render.word_measures import attribute

_KEPT = ("normal table", "default paragraph font", "no list")
"""What every document must have and we do not restyle."""
_SERIF, _SANS = "02020603050405020304", "020B0604020202020204"
"""PANOSE numbers, by which Word looks for a likeness where the substitute is missing too."""


def write_styles(document: Document, style: Style, language: str) -> dict[str, str]:
    """Put our styles in place of the document's own and return the id of each by its English name.

    A style that the document already has keeps its id, which may be localized; its name never is.
    """
    root = document.styles.element
    known = {_name(element): element for element in root.findall(qn("w:style"))}
    ids = {name: _id(element) for name, element in known.items()}
    looks = all_looks(style)
    ids |= {look.name: ids.get(look.name.lower(), look.name.replace(" ", "")) for look in looks}
    for name in known.keys() - set(_KEPT):
        root.remove(known[name])
    made = parse_xml(f"<w:styles {nsdecls('w')}>{_defaults(language)}{_all(looks, ids)}</w:styles>")
    root.replace(root.find(qn("w:docDefaults")), made[0])
    root.extend(list(made))
    return {look.name: ids[look.name] for look in looks}


def write_fonts(document: Document, style: Style) -> None:
    """Declare both families, what stands in where they are not installed, and ours as the theme's fonts."""
    fonts = _font(style.source, "roman", _SERIF) + _font(style.ours, "swiss", _SANS)
    _refill(document, RELATIONSHIP_TYPE.FONT_TABLE, f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode())
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    latin = f'<a:latin typeface="{attribute(style.ours.name)}"'
    _refill(document, RELATIONSHIP_TYPE.THEME, re.sub('<a:latin typeface="[^"]*"', lambda _: latin, theme).encode())


def _refill(document: Document, kind: str, content: bytes) -> None:
    """Replace the content of a part; python-docx reads such a part but does not write to it."""
    relation = next(relation for relation in document.part.rels.values() if relation.reltype == kind)
    old = relation.target_part
    new = Part(old.partname, old.content_type, content, old.package)
    document.part.load_rel(kind, new, relation.rId)


def _font(family: Family, kind: str, shape: str) -> str:
    return (
        f'<w:font w:name="{attribute(family.name)}"><w:altName w:val="{attribute(family.substitute)}"/>'
        f'<w:panose1 w:val="{shape}"/><w:charset w:val="00"/><w:family w:val="{kind}"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )


def _name(element: etree._Element) -> str:
    return str(element.find(qn("w:name")).get(qn("w:val"))).lower()


def _id(element: etree._Element) -> str:
    return str(element.get(qn("w:styleId")))


def _defaults(language: str) -> str:
    """Type and colour are left to Normal: LibreOffice lets the defaults win over character styles inside tables."""
    lang = attribute(language)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="{lang}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _all(looks: tuple[Look, ...], ids: dict[str, str]) -> str:
    return "".join(_style(look, ids) for look in looks)


def _style(look: Look, ids: dict[str, str]) -> str:
    links = _reference("basedOn", look.base, ids) + _reference("next", look.following, ids)
    custom = ' w:customStyle="1"' if look.house else ""
    default = ' w:default="1"' if look.name == "Normal" else ""
    return (
        f'<w:style w:type="{look.kind}"{default}{custom} w:styleId="{ids[look.name]}">'
        f'<w:name w:val="{BabelFish.ui2internal(look.name)}"/>{links}<w:qFormat/>'
        f"{_filled('pPr', look.paragraph)}{_filled('rPr', look.run)}{look.table}</w:style>"
    )


def _reference(tag: str, name: str, ids: dict[str, str]) -> str:
    return f'<w:{tag} w:val="{ids[name] if name in ids else ids[name.lower()]}"/>' if name else ""


def _filled(tag: str, properties: str) -> str:
    return f"<w:{tag}>{properties}</w:{tag}>" if properties else ""
