"""One function per block, each returning WordprocessingML.

Looks live in styles; in place stand only the widths of tables and the repetition of their heads.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Point,
    QuoteBlock,
    RegisterEntry,
    Runs,
    Statement,
    Table,
    cell_lines,
)
from briefing.render.links import link_own
from briefing.render.style import Style
from briefing.render.word_chart import Charts
from briefing.render.word_comments import Comments
from briefing.render.word_contents import draw_contents
from briefing.render.word_looks import RUN_STYLES, SOURCE_RUN_STYLES, hint_look
from briefing.render.word_measures import attribute, main_indent, text_width, twips
from briefing.render.word_notes import Notes
from briefing.render.word_pen import Pen, holdable

_FIELD_COLUMN = 22.0
"""Millimetres for the labels of the masthead's fields."""
_COUNT_COLUMN = 19.0
"""Millimetres for the counts in the checks box."""
_TIE = "\u00a0"
"""Between a point and its citation, so that no line begins with a citation."""
_BETWEEN_NOTES = "\u2003"
_HEAD_LOOK = '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
_PLAIN_LOOK = '<w:tblLook w:val="0680" w:firstColumn="1" w:noHBand="1" w:noVBand="1"/>'
"""The first cell of a row says what the row is."""
_TABLES = (Masthead, Table, Checks)
"""Blocks that end in a table."""
_SHORT = 6
"""Rows of a table that is not parted by the end of a page; a longer one has two of them on its first."""
_TAB = "<w:r><w:tab/></w:r>"
_LINE_BREAK = "<w:r><w:br/></w:r>"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every block is drawn with."""

    pen: Pen
    style: Style
    cited: Mapping[str, str]
    """For an id, the id of the place that links to it first."""
    notes: Notes
    comments: Comments
    charts: Charts
    pages: Mapping[str, int]
    """Of headings, for the contents."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands."""

    heading: Heading | None = None
    """Of its section; None ahead of the first."""
    first: bool = False
    """Right below the heading."""

    @property
    def wide(self) -> bool:
        """In the full width, not the main column."""
        return self.heading is None or self.heading.wide

    @property
    def name(self) -> str:
        """What a table is called that stands here."""
        return self.heading.text if self.heading else ""


def draw_blocks(sheet: Sheet, blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the markup of each block; those ahead of the first heading use the full width."""
    heading, last = None, None
    for block in blocks:
        sheet.pen.where = getattr(block, "id", "") or type(block).__name__
        heading = block if isinstance(block, Heading) else heading
        if isinstance(last, _TABLES) and isinstance(block, _TABLES):
            yield _apart(sheet)
        yield _DRAW[type(block)](sheet, block, Place(heading, first=last is heading))
        last = block
    if isinstance(last, _TABLES):
        yield _apart(sheet)


def _apart(sheet: Sheet) -> str:
    """Word joins tables that touch, and wants a paragraph after the last."""
    return sheet.pen.paragraph("Small Note", "")


def _masthead(sheet: Sheet, block: Masthead, place: Place) -> str:
    pen, label = sheet.pen, twips(_FIELD_COLUMN)
    rows = [
        (pen.paragraph("Field Text", pen.run(name, "Muted")), pen.paragraph("Field Text", pen.run(value)))
        for name, value in block.fields
    ]
    title = sheet.comments.around(anchors.TITLE, pen.run(block.title))
    titles = pen.paragraph("Title", title) + pen.paragraph("Subtitle", pen.run(block.subtitle))
    columns = (label, text_width(sheet.style.page) - label)
    grid = _Grid("Briefing Fields", columns, 0, block.title)
    return titles + (_table(grid, rows, pen) if rows else "")


def _count_strip(sheet: Sheet, block: CountStrip, place: Place) -> str:
    return sheet.pen.paragraph("Body Text 2", sheet.pen.runs(block.runs, RUN_STYLES))


def _heading(sheet: Sheet, block: Heading, place: Place) -> str:
    pen = sheet.pen
    words = sheet.comments.around(block.id, pen.control(block.id, anchors.alias(block.id), pen.run(block.text)))
    head = pen.paragraph("Heading 1 Wide" if block.wide else "Heading 1", words)
    notes = pen.run(_BETWEEN_NOTES).join(pen.runs((note,), RUN_STYLES) for note in block.notes)
    return head + (pen.paragraph("Side Note", notes) if notes else "")


def _group_line(sheet: Sheet, block: GroupLine, place: Place) -> str:
    return sheet.pen.paragraph(
        "Heading 3" if place.first else "Heading 3 Ruled", sheet.pen.runs(block.runs, RUN_STYLES)
    )


def _point(sheet: Sheet, block: Point, place: Place) -> str:
    pen = sheet.pen
    caption = "Caption" if place.first else "Caption Ruled"
    label = pen.paragraph(caption, pen.run(block.label)) if block.label else ""
    words = pen.control(block.id, f"Point {block.id}", pen.runs(block.words, SOURCE_RUN_STYLES))
    tie = "" if sheet.notes.opens(block.tail) else pen.run(_TIE, "Aside")
    tail = sheet.notes.cite(pen, anchors.tail(block.id), block.tail, SOURCE_RUN_STYLES)
    style = "List Continue 2" if block.label else "List Continue"
    return label + pen.paragraph(style, sheet.comments.around(block.id, words + tie + tail))


def _quotation(sheet: Sheet, block: QuoteBlock, place: Place) -> str:
    pen = sheet.pen
    words = pen.control(block.id, f"Quotation {block.id}", pen.runs(block.words, SOURCE_RUN_STYLES))
    by = sheet.notes.cite(pen, anchors.attribution(block.id), block.attribution, RUN_STYLES)
    return pen.paragraph("Quote", sheet.comments.around(block.id, words)) + pen.paragraph("Attribution", by)


def _reference_table(sheet: Sheet, block: Table, place: Place) -> str:
    pen = sheet.pen
    left, width = _column(sheet, place)
    columns = tuple(round(share * width) for share in block.widths)
    head = [pen.paragraph("Table Head", cell) for cell in _header(sheet, block)]
    rows = [
        [_cell(pen, cell, kept=_is_kept(number, len(block.rows))) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    grid = _Grid("Briefing Table", columns, left, place.name, headed=True)
    return _table(grid, [head, *rows], pen)


def _header(sheet: Sheet, block: Table) -> list[str]:
    """Return the cells of a table's head; the first with words has the bookmark, for one around all gets lost."""
    pen = sheet.pen
    cells = [pen.runs(cell, RUN_STYLES) for cell in block.header]
    at = next((at for at, cell in enumerate(cells) if cell), 0)
    cells[at] = sheet.comments.around(block.id, pen.bookmark(block.id, cells[at]))
    return cells


def _is_kept(number: int, rows: int) -> bool:
    """Whether a row keeps with the next: all but the last of a short table, the first of any other."""
    return number + 1 < rows and (number == 0 or rows <= _SHORT)


def _cell(pen: Pen, cell: Runs, kept: bool) -> str:
    """Return a paragraph for each line; a cell has at least one."""
    end = " Kept" if kept else ""
    lines = list(cell_lines(cell)) or [()]
    return "".join(pen.paragraph(_line_style(line) + end, pen.runs(line, RUN_STYLES)) for line in lines)


def _line_style(line: Runs) -> str:
    """Leading is exact, so that a figure set large needs a paragraph of its own."""
    return "Table Figure" if any(run.voice == "figure" for run in line) else "Table Text"


def _chart(sheet: Sheet, block: Chart, place: Place) -> str:
    pen, wide = sheet.pen, " Wide" if place.wide else ""
    title = pen.paragraph(f"Chart Title{wide}", sheet.comments.around(block.id, pen.run(block.title)))
    return title + pen.paragraph(f"Chart Frame{wide}", sheet.charts.draw(block, _column(sheet, place)[1]))


def _checks(sheet: Sheet, block: Checks, place: Place) -> str:
    """The box stays on one page: every row but the last keeps with the next."""
    pen = sheet.pen
    left, width = _column(sheet, place)
    styles = ["Table Text Kept"] * (len(block.rows) - 1) + ["Table Text"]
    rows = [
        [pen.paragraph(style, pen.runs(cell, RUN_STYLES)) for cell in row]
        for style, row in zip(styles, block.rows, strict=False)
    ]
    columns = (twips(_COUNT_COLUMN), width - twips(_COUNT_COLUMN))
    return _table(_Grid("Briefing Checks", columns, left, place.name), rows, pen)


def _note(sheet: Sheet, block: Note, place: Place) -> str:
    return sheet.pen.paragraph(
        "Small Note Wide" if place.wide else "Small Note", sheet.pen.runs(block.runs, RUN_STYLES)
    )


def _statement(sheet: Sheet, block: Statement, place: Place) -> str:
    return sheet.pen.paragraph("Body Text Wide" if place.wide else "Body Text", sheet.pen.runs(block.runs, RUN_STYLES))


def _register_entry(sheet: Sheet, block: RegisterEntry, place: Place) -> str:
    pen, cited = sheet.pen, sheet.cited.get(block.id)
    number = pen.run(block.number, "Register Number")
    lines = _LINE_BREAK.join(pen.runs(line, RUN_STYLES) for line in block.lines)
    entry = (pen.link(cited, number) if cited else number) + _TAB + lines
    return pen.paragraph("Bibliography", sheet.comments.around(block.id, pen.bookmark(block.id, entry)))


def _comment(sheet: Sheet, block: Comment, place: Place) -> str:
    pen = sheet.pen
    words = sheet.comments.around(block.id, pen.bookmark(block.id, pen.run(block.label)))
    label = pen.paragraph("Analyst Label", words)
    if not block.paragraphs and block.hint:
        return label + pen.place(block.id, block.label, block.hint, anchors.OWN_STYLE, hint_look(sheet.style))
    paragraphs = (pen.runs(link_own(text), RUN_STYLES) for text in block.paragraphs or ("",))
    return label + "".join(pen.paragraph(anchors.OWN_STYLE, words) for words in paragraphs)


def _contents(sheet: Sheet, block: Contents, place: Place) -> str:
    return draw_contents(sheet.pen, block, sheet.pages)


def _column(sheet: Sheet, place: Place) -> tuple[int, int]:
    """Return where a table begins and how wide it is, in twips."""
    left = 0 if place.wide else main_indent(sheet.style.page)
    return left, text_width(sheet.style.page) - left


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table's frame: lengths in twips."""

    style: str
    columns: tuple[int, ...]
    left: int
    caption: str
    headed: bool = False
    """The first row is a head and repeats on every page."""


def _table(grid: _Grid, rows: Iterable[Iterable[str]], pen: Pen) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid.columns)
    look = _HEAD_LOOK if grid.headed else _PLAIN_LOOK
    drawn = "".join(_row(grid, row, grid.headed and number == 0) for number, row in enumerate(rows))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{pen.styles[grid.style]}"/>'
        f'<w:tblW w:w="{sum(grid.columns)}" w:type="dxa"/><w:tblInd w:w="{grid.left}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{attribute(holdable(grid.caption))}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{drawn}</w:tbl>"
    )


def _row(grid: _Grid, cells: Iterable[str], head: bool) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(grid.columns, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{drawn}</w:tr>"


_DRAW: dict[type[Block], Callable[[Sheet, Any, Place], str]] = {
    Masthead: _masthead,
    CountStrip: _count_strip,
    Heading: _heading,
    GroupLine: _group_line,
    Point: _point,
    QuoteBlock: _quotation,
    Table: _reference_table,
    Chart: _chart,
    Checks: _checks,
    Note: _note,
    Statement: _statement,
    RegisterEntry: _register_entry,
    Comment: _comment,
    Contents: _contents,
}
