"""Draws the charts of a Word file: each a native one in a paragraph of its own, its title in the paragraph above.

The drawing stands under the bookmark of its block's id and bears it as its name. Its part lies in the package with the
workbook that its numbers are from, under numbers that a house's own charts have not taken.
"""

from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing import anchors
from briefing.blocks import Chart, Series
from briefing.render.style import Style
from briefing.render.word_measures import paper, twips
from briefing.render.word_pen import Pen
from briefing.render.word_plot import RELATION, Plot, draw_plot
from briefing.render.word_workbook import make_workbook

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EMU = 635
"""Of Word's units for drawings in a twip."""
_PLACE, _BOOK = "/word/charts/chart{}.xml", "/word/embeddings/chart{}.xlsx"


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of one document, written while its body is drawn."""

    pen: Pen
    style: Style
    language: str
    drawings: int
    """The greatest number of a drawing that the document has already."""
    page: float
    """The height of a page between its margins, in points."""
    made: list[tuple[str, bytes]] = field(default_factory=list)
    """Chart and workbook of each."""

    @classmethod
    def of(cls, document: Document, pen: Pen, style: Style, language: str) -> "Charts":
        """Return the charts of a document that is drawn in a style, none so far."""
        trees = (getattr(part, "element", None) for part in document.part.related_parts.values())
        known = (one.get("id", "") for tree in trees if tree is not None for one in tree.iter(f"{{{_DRAWING}}}docPr"))
        drawings = max((int(id) for id in known if id.isdecimal()), default=0)
        return cls(pen, style, language, drawings, _page(document, style))

    def draw(self, block: Chart, width: int) -> str:
        """Return the run that holds a chart, under the bookmark of its id; the width is in twips."""
        pen, clean = self.pen, _clean(self.pen, block)
        plot = Plot.of(clean, self.style, self.page)
        self.made.append((draw_plot(plot, pen.clean(self.language)), make_workbook(plot.rows())))
        number = len(self.made)
        size = f'cx="{width * _EMU}" cy="{round(plot.height * 20) * _EMU}"'
        named = f'id="{self.drawings + number}" name="{anchors.bookmark(block.id)}"'
        told = f'descr="{pen.text(block.alt)}" title="{pen.text(block.title)}"'
        return pen.bookmark(
            block.id,
            f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0">'
            f"<wp:extent {size}/><wp:docPr {named} {told}/><wp:cNvGraphicFramePr/>"
            f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
            f'<c:chart xmlns:c="{_CHART}" r:id="{_relation(number)}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        )

    def write(self, document: Document) -> None:
        """Add the parts of the charts, and of their workbooks, under numbers that are free."""
        package: Any = document.part.package
        taken = {part.partname.lower() for part in package.iter_parts()} if self.made else set()
        numbers = (n for n in count(1) if taken.isdisjoint((_PLACE.format(n), _BOOK.format(n))))
        for (chart, book), (number, free) in zip(self.made, enumerate(numbers, 1), strict=False):
            part = Part(PackURI(_PLACE.format(free)), CONTENT_TYPE.DML_CHART, chart.encode(), package)
            workbook = Part(PackURI(_BOOK.format(free)), CONTENT_TYPE.SML_SHEET, book, package)
            part.load_rel(RELATIONSHIP_TYPE.PACKAGE, workbook, RELATION)
            document.part.load_rel(RELATIONSHIP_TYPE.CHART, part, _relation(number))


def _page(document: Document, style: Style) -> float:
    """Return the height of a page between its margins: the house's, or our own."""
    if style.house is None:
        return (paper(style.page)[1] - twips(style.page.top) - twips(style.page.bottom)) / 20
    section = document.sections[-1]
    lengths = (section.page_height, section.top_margin, section.bottom_margin)
    height, top, bottom = (abs(length.pt) if length else 0.0 for length in lengths)
    return float(height - top - bottom)


def _relation(number: int) -> str:
    return f"rIdChart{number}"


def _clean(pen: Pen, block: Chart) -> Chart:
    """Return a chart whose words Word can hold."""
    series = tuple(Series(pen.clean(one.label), one.values) for one in block.series)
    return replace(block, columns=tuple(map(pen.clean, block.columns)), series=series)
