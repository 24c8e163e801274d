"""Draws a page as a Word file: built-in styles, content controls around the source's words, links that lead back.

python-docx gives the package and its parts; the body is written as WordprocessingML, which is never parsed here.
"""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap
from lxml import etree

from briefing.blocks import Page
from briefing.model import Problem
from briefing.render.links import check_targets, citations
from briefing.render.package import BODY, describe, pack
from briefing.render.style import Style
from briefing.render.word_blocks import Sheet, draw_blocks
from briefing.render.word_chart import Charts
from briefing.render.word_comments import Comments
from briefing.render.word_contents import estimate_pages
from briefing.render.word_fit import doubts, fit
from briefing.render.word_fonts import write_fonts
from briefing.render.word_house import open_house
from briefing.render.word_logo import draw_logo, write_logo
from briefing.render.word_manifest import write_manifest
from briefing.render.word_margins import house_section, section, with_legend, write_settings
from briefing.render.word_notes import Notes, write_notes
from briefing.render.word_pen import Pen, uri
from briefing.render.word_styles import write_styles

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def draw_word(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the page as the bytes of a .docx, and what could not be kept of its words or of the house's file.

    The same page gives the same bytes. Characters that XML cannot hold become U+FFFD, one problem for each place.

    Raises:
        BriefingError: a run links to an id that no block carries.
    """
    check_targets(page)
    document = open_house(style)
    fitted, page = fit(document, style), with_legend(document, page) if style.house else page
    pen = Pen(write_styles(document, fitted, page.language))
    notes, comments = Notes.of(page, pen), Comments.of(page.comments, pen)
    charts = Charts.of(document, pen, fitted, page.language)
    sheet = Sheet(pen, fitted, citations(page.blocks), notes, comments, charts, estimate_pages(page, fitted))
    body = [markup.encode() for markup in draw_blocks(sheet, page.blocks)]
    pen.where = "the page"
    logo = None if style.house else style.logo
    if logo:
        body.insert(0, draw_logo(logo, pen, charts.drawings + len(charts.made) + 1).encode())
        write_logo(logo, document)
    last = house_section(document, pen, page) if style.house else section(document, pen, page, style.page)
    _put(document.element, BODY + last)
    for address, relation in pen.addresses.items():
        document.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, uri(address), relation, is_external=True)
    problems = (*write_fonts(document, style), *doubts(document, style, page.footer[0]))
    write_settings(document, page.language, style)
    write_notes(document, notes)
    comments.write(document)
    charts.write(document)
    write_manifest(document, page)
    describe(document, pen.clean(page.title), pen.clean(page.author), page.language, page.created)
    return pack(document, body), (*pen.problems, *comments.problems, *problems)


def _put(document: Any, body: str) -> None:
    """Put a body in place of the document's own; a program that does not know how controls look passes over it."""
    document.replace(document.body, parse_xml(f'<w:body {nsdecls("w", "r")} xmlns:w15="{_W15}">{body}</w:body>'))
    names = {"mc": _MC, "r": nsmap["r"], "w15": _W15}
    etree.cleanup_namespaces(document, top_nsmap=names, keep_ns_prefixes=["r", "w15"])
    document.set(f"{{{_MC}}}Ignorable", "w15")
