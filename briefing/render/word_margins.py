"""What stands around the blocks of a Word file: paper, running head, footer with page numbers, settings."""

import re
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.blocks import Page
from briefing.render.style import PageStyle
from briefing.render.word_measures import attribute, paper, text_width, twips
from briefing.render.word_pen import Pen

_HEADER_DISTANCE = 8.3
"""Millimetres from the edge of the paper to the running head."""
_FOOTER_DISTANCE = 8.0
"""Millimetres from the edge of the paper to the foot of the footer."""
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_FIELD = re.compile(r"(\{pages?\})")
_TAB = "<w:r><w:tab/></w:r>"
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
    part: Any = document.part
    left, right = map(pen.run, page.running_head)
    header = pen.paragraph("Header", left + _TAB + _TAB + right)
    footer = pen.paragraph("Footer", _TAB.join(_fields(pen, text) for text in page.footer))
    around = (
        _reference("header", "first", part.add_header_part(), pen.paragraph("Header", "")),
        _reference("header", "default", part.add_header_part(), header),
        _reference("footer", "first", part.add_footer_part(), footer),
        _reference("footer", "default", part.add_footer_part(), footer),
    )
    return f"<w:sectPr>{''.join(around)}{_paper(style)}<w:titlePg/></w:sectPr>"


def _reference(kind: str, pages: str, added: tuple[Any, str], content: str) -> str:
    part, relation = added
    _fill(part.element, content)
    return f'<w:{kind}Reference w:type="{pages}" r:id="{relation}"/>'


def write_settings(document: Document, language: str) -> None:
    """Replace the template's settings: of the current Word, so that no "compatibility mode" shows."""
    lang = attribute(language)
    _fill(
        document.settings.element,
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{_COMPATIBILITY}</w:compat>"
        f'<w:themeFontLang w:val="{lang}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
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
