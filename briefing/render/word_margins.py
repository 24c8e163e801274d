"""What stands around the blocks of a Word file: paper, running head, footer with page numbers, settings."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from briefing.blocks import CountStrip, Masthead, Note, Page, Run
from briefing.render.style import PageStyle, Style
from briefing.render.word_house import drop_margins, margins
from briefing.render.word_measures import attribute, paper, text_width, twips
from briefing.render.word_pen import Pen

_HEADER_DISTANCE = 8.3
"""Millimetres from the edge of the paper to the running head."""
_FOOTER_DISTANCE = 8.0
"""Millimetres from the edge of the paper to the foot of the footer."""
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_FIELD = re.compile(r"(\{pages?\})")
_TAB = "<w:r><w:tab/></w:r>"
_KEPT_SETTINGS_BY_PLACE = (
    ("mirrorMargins", "gutterAtTop"),
    ("autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders"),
    ("clrSchemeMapping",),
)
"""In the order of the schema: after the fonts, after the tab stops, after the language."""
_BACKGROUND = qn("w:displayBackgroundShape")
_KEPT_SETTINGS = {qn(f"w:{name}") for names in _KEPT_SETTINGS_BY_PLACE for name in names} | {_BACKGROUND}
_COMPATIBILITY = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


def section(document: Document, pen: Pen, page: Page, style: PageStyle) -> str:
    """Add header and footer to the document and return the section properties that lead to them.

    Page 1 has a footer and an empty header: its masthead says what the running head would.
    """
    kinds = {"header": _header(pen, page), "footer": _footer(pen, page)}
    around = (_references(document, kind, ("first", "default"), content) for kind, content in kinds.items())
    return f"<w:sectPr>{''.join(around)}{_paper(style)}<w:titlePg/></w:sectPr>"


def house_section(document: Document, pen: Pen, page: Page) -> str:
    """Return the section properties of the house's file, with our header or footer where it has none."""
    properties: Any = document.element.body.sectPr
    even = document.settings.element.find(qn("w:evenAndOddHeaders")) is not None
    kinds = {"header": _header(pen, page), "footer": _footer(pen, page)}
    missing = [kind for kind in kinds if not margins(properties, document, kind)]
    if len(missing) == len(kinds):
        properties.titlePg_val = True
    pages = ("first",) * properties.titlePg_val + ("default",) + ("even",) * even
    for kind in reversed(missing):
        drop_margins(properties, document, kind)
        made = _references(document, kind, pages, kinds[kind])
        properties[:0] = list(parse_xml(f"<w:p {nsdecls('w', 'r')}>{made}</w:p>"))
    return str(etree.tostring(properties, encoding="unicode"))


def with_legend(document: Document, page: Page) -> Page:
    """Return the page with what the types mean below its head, where the house's footer stands in place of ours."""
    footers, legend = margins(document.element.body.sectPr, document, "footer"), page.footer[1]
    if not legend or all(legend in "".join(one.itertext()) for one in footers):
        return page
    heads = (at for at, block in enumerate(page.blocks) if not isinstance(block, Masthead | CountStrip))
    at = next(heads, len(page.blocks))
    return replace(page, blocks=(*page.blocks[:at], Note((Run(legend, "muted"),)), *page.blocks[at:]))


def _header(pen: Pen, page: Page) -> tuple[str, str]:
    """Return what stands over page 1 and over the others."""
    left, right = map(pen.run, page.running_head)
    return pen.paragraph("Header", ""), pen.paragraph("Header", left + _TAB + _TAB + right)


def _footer(pen: Pen, page: Page) -> tuple[str, str]:
    footer = pen.paragraph("Footer", _TAB.join(_fields(pen, text) for text in page.footer))
    return footer, footer


def _references(document: Document, kind: str, pages: Iterable[str], contents: tuple[str, str]) -> str:
    part: Any = document.part
    first, others = contents
    added = ((one, getattr(part, f"add_{kind}_part")()) for one in pages)
    return "".join(_reference(kind, one, made, first if one == "first" else others) for one, made in added)


def _reference(kind: str, pages: str, added: tuple[Any, str], content: str) -> str:
    part, relation = added
    _fill(part.element, content)
    return f'<w:{kind}Reference w:type="{pages}" r:id="{relation}"/>'


def write_settings(document: Document, language: str, style: Style) -> None:
    """Replace the document's settings: of the current Word, so that no "compatibility mode" shows.

    Of a house's stays what its paper and its colours need: left and right pages, hyphenation, the scheme of colours.
    What it was attached to, merged with or protected by goes.
    """
    lang = attribute(language)
    settings = document.settings.element
    house = [one for one in settings if style.house and one.tag in _KEPT_SETTINGS]
    kept = {str(one.tag): etree.tostring(one, encoding="unicode") for one in house}
    fonts = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if style.embed_fonts else ""
    before, between, after = (
        "".join(kept.get(qn(f"w:{name}"), "") for name in names) for names in _KEPT_SETTINGS_BY_PLACE
    )
    _fill(
        settings,
        f'<w:zoom w:percent="100"/>{kept.get(_BACKGROUND, "")}{fonts}{before}<w:defaultTabStop w:val="720"/>'
        f'{between}<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{_COMPATIBILITY}</w:compat>"
        f'<w:themeFontLang w:val="{lang}"/>{after}<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def _paper(style: PageStyle) -> str:
    width, height = paper(style)
    sides = (width - text_width(style)) // 2
    return (
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{twips(style.top)}" w:right="{sides}" w:bottom="{twips(style.bottom)}" w:left="{sides}" '
        f'w:header="{twips(_HEADER_DISTANCE)}" w:footer="{twips(_FOOTER_DISTANCE)}" w:gutter="0"/>'
    )


def _fields(pen: Pen, text: str) -> str:
    parts = (part for part in _FIELD.split(text) if part)
    return "".join(_field(pen, _FIELDS[part]) if part in _FIELDS else pen.run(part) for part in parts)


def _field(pen: Pen, name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{pen.run("1")}</w:fldSimple>'


def _fill(element: Any, markup: str) -> None:
    """Replace what an element of python-docx holds."""
    element[:] = list(parse_xml(f"<w:p {nsdecls('w')}>{markup}</w:p>"))
