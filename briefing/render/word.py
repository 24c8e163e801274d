"""Draws a page as a Word file: built-in styles, content controls around the source's words, links that lead back.

python-docx gives the package and its parts; the body is written as WordprocessingML and parsed once.
"""

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.blocks import Page
from briefing.model import Problem
from briefing.render.links import check_targets, citations
from briefing.render.package import describe, drop_leftovers, pack
from briefing.render.style import Style
from briefing.render.word_blocks import Sheet, draw_blocks
from briefing.render.word_margins import section, write_settings
from briefing.render.word_pen import Pen, uri
from briefing.render.word_styles import write_fonts, write_styles


def draw_word(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the page as the bytes of a .docx, and what of its words could not be kept.

    The same page gives the same bytes. Characters that XML cannot hold become U+FFFD, one problem for each place.

    Raises:
        BriefingError: a run links to an id that no block carries.
    """
    check_targets(page)
    document = docx.Document()
    drop_leftovers(document)
    pen = Pen(write_styles(document, style, page.language))
    body = draw_blocks(Sheet(pen, style, citations(page.blocks)), page.blocks)
    pen.where = "the page"
    body += section(document, pen, page, style.page)
    document.element.replace(document.element.body, parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>"))
    for address, relation in pen.addresses.items():
        document.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, uri(address), relation, is_external=True)
    write_fonts(document, style)
    write_settings(document, page.language)
    describe(document, pen.clean(page.title), pen.clean(page.author), page.language, page.created)
    return pack(document), pen.problems
