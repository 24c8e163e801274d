"""Blocks into a PDF: one small method per block, which makes parts for the flow and elements for the structure tree.

Takes a page and a style; gives the bytes of a tagged PDF and what could not be drawn as it is. Sizes, colours and faces
come from the style; words are drawn as they are, never through a markup language. Reading back is `check`'s.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefing import anchors
from briefing.blocks import (
    SOURCE_VOICES,
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
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Statement,
    Table,
    Voice,
    cell_lines,
)
from briefing.model import Problem
from briefing.render.flow import Line, Segment
from briefing.render.links import check_targets, citations, link_own
from briefing.render.paging import Placed, paginate
from briefing.render.parts import Area, Head, Part, Row, Text
from briefing.render.pdf_chart import ChartSetter, Drawing
from briefing.render.pdf_logo import Picture
from briefing.render.sheet import MM, Frame, Sheet
from briefing.render.style import Size, Style
from briefing.render.tagged import COLUMN_HEAD, ROW_HEAD, Element, TaggedCanvas
from briefing.render.voices import HEADER, LOUD, QUIET, Look, Spot, Voices

_SQUARES = frozenset("■□ ")
_PAGE_NUMBER = 10 * MM
"""The width of a page's number in the contents."""
_NUMBERED = "/A<</O/List/ListNumbering/Decimal>>"
_SPACE = Run(" ", "muted")
_TIE = Run("\u00a0", "plain")
"""Ties a citation to the word before it; it is ours, so it stands in neither."""


def draw_pdf(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    """Draw a page of blocks; the same page and style give the same bytes.

    Returns:
        The file, and a problem for every character that its own face has not, once per place: it is drawn in another
        face or, where none has it, as a square that keeps the character as its text.

    Raises:
        BriefingError: a link leads to an id that no block carries.
    """
    canvas, drawing, pages = _set(page, style)
    Frame(canvas, page, style, drawing.voices).draw_pages(drawing.numbered(pages), len(pages))
    return canvas.finish(drawing.voices.faces.embed(canvas.objects)), drawing.voices.problems


def count_pages(page: Page, style: Style) -> int:
    """Return how many sheets a page of blocks takes. Raises as `draw_pdf` does."""
    return len(_set(page, style)[2])


def _set(page: Page, style: Style) -> tuple[TaggedCanvas, "_Drawing", list[list[Placed]]]:
    """Return the blocks set on sheets of paper, ready to be drawn."""
    check_targets(page)
    sheet = Sheet.of(style.page)
    canvas = TaggedCanvas(page, (sheet.width, sheet.height))
    drawing = _Drawing(page, style, canvas.root)
    for block in page.blocks:
        drawing.add(block)
    return canvas, drawing, paginate(drawing.parts, sheet.limits)


class _Drawing:
    """The blocks of one page, made parts and elements one after the other."""

    def __init__(self, page: Page, style: Style, root: Element) -> None:
        self.voices = Voices(style, page.language)
        self.parts: list[Part] = []
        self._style, self._sheet, self._sizes, self._colours = style, Sheet.of(style.page), style.sizes, style.colours
        self._root = self._section = self._list = root
        self._x, self._width = self._sheet.left, self._sheet.full
        self._where = page.title
        self._last: Block | None = None
        self._citing = citations(page.blocks)
        self._listed: dict[str, Element] = {}
        """Elements of the contents, by the id that each leads to."""
        self._methods: Mapping[type, Callable[[Any], None]] = {
            Masthead: self._masthead,
            CountStrip: self._count_strip,
            Heading: self._heading,
            GroupLine: self._group_line,
            Point: self._point,
            QuoteBlock: self._quote,
            Table: self._table,
            Chart: self._chart,
            Checks: self._checks,
            Note: self._note,
            Statement: self._statement,
            RegisterEntry: self._register_entry,
            Comment: self._comment,
            Contents: self._contents,
        }
        if style.logo:
            self.parts.append(Picture.of(style.logo, root, self._x))

    def add(self, block: Block) -> None:
        """Draw one block after those there are."""
        self._where = getattr(block, "id", self._where)
        self._methods[type(block)](block)
        self._last = block

    def _masthead(self, block: Masthead) -> None:
        gap, column = 6 * MM, 58 * MM
        width = self._width - gap - column
        title = self._text((Run(block.title, "strong"),), self._section.add("H1"), self._sizes.title, width)
        if block.subtitle:
            below = self._text(
                (Run(block.subtitle, "muted"),), self._section.add("P"), self._sizes.subtitle, width, above=1
            )
            title = replace(title, lines=title.lines + below.lines)
        fields = self._fields(block.fields, self._x + width + gap, column)
        bar = Text((), self._x, rule=Area(self._x, self._width, self._colours.blue, 3), pad=(7, 0))
        self.parts += [bar, Row((title, *fields), below=7)]

    def _fields(self, fields: tuple[tuple[str, str], ...], x: float, width: float) -> Iterator[Text]:
        """Yield label and value of each field, each pair moved down by those before it."""
        table, label_width, down = self._section.add("Table") if fields else self._section, 15 * MM, 0.0
        for number, (label, value) in enumerate(fields):
            line = table.add("TR")
            head, room = line.add("TH", attributes=ROW_HEAD), width - label_width
            left = self._text((Run(label, "muted"),), head, self._sizes.field, label_width, x, down)
            voice: Voice = "plain" if number else "strong"
            cell = line.add("TD")
            right = self._text((Run(value, voice),), cell, self._sizes.field, room, x + label_width, down)
            yield from (left, right)
            down = max(left.height, right.height) + 0.6

    def _count_strip(self, block: CountStrip) -> None:
        text = self._text(block.runs, self._section.add("P"), self._sizes.count, self._width - 14, self._x + 7)
        tint = Area(self._x, self._width, self._colours.tint)
        self.parts.append(replace(text, pad=(4.5, 4.5), beside=tint, below=4))

    def _heading(self, block: Heading) -> None:
        self._section = self._list = self._root.add("Sect")
        sheet = self._sheet
        self._x, self._width = (sheet.left, sheet.full) if block.wide else (sheet.body, sheet.column)
        self.parts.append(self._wide_head(block) if block.wide else self._side_head(block))

    def _side_head(self, block: Heading) -> Head:
        x, width = self._sheet.left, self._sheet.side
        head = self._head_text(block, width)
        notes = [
            self._text((note,), self._section.add("P"), self._sizes.small, width, x, 0 if number else 2.5, QUIET)
            for number, note in enumerate(block.notes)
        ]
        padded = replace(head, pad=(4.5, 0))
        return Head(self._head_rule(), (padded, *notes), 0.75 + 4.5, block.id, block.text)

    def _wide_head(self, block: Heading) -> Head:
        """Its notes stand beside it."""
        head = replace(self._head_text(block, self._width), pad=(4, 3))
        x = self._x + max((line.width for line in head.lines), default=0.0) + 4 * MM
        runs = tuple(piece for note in block.notes for piece in (Run("  ", "muted"), note))[1:]
        element = self._section.add("P") if runs else self._section
        room = self._x + self._width - x
        notes = self._text(runs, element, self._sizes.small, room, x, looks=QUIET)
        lowered = replace(notes, pad=(4 + _drop(head) - _drop(notes), 3))
        height = 0.75 + max(head.height, lowered.height)
        return Head(self._head_rule(), (head, lowered), height, block.id, block.text, beside=True)

    def _head_text(self, block: Heading, width: float) -> Text:
        element = self._section.add("H2", block.id)
        return self._text((Run(block.text, "strong"),), element, self._sizes.head, width, self._sheet.left)

    def _head_rule(self) -> Area:
        return Area(self._sheet.left, self._sheet.full, self._colours.ink, 0.75)

    def _group_line(self, block: GroupLine) -> None:
        text = self._text(block.runs, self._section.add("H3"), self._sizes.small, looks=QUIET)
        opens = isinstance(self._last, Heading)
        rule = None if opens else Area(self._x, self._width, self._colours.line, 0.5)
        self.parts.append(replace(text, rule=rule, pad=(1.6 if opens else 2.4, 0), below=2.6, keep=True))

    def _point(self, block: Point) -> None:
        size = self._sizes.highlight if block.label else self._sizes.point
        label = self._label(block) if block.label else ()
        paragraph = self._section.add("P")
        words = self._segments(block.words, paragraph.when_drawn("Span", block.id), size)
        if block.tail:
            words += self._segments((_TIE,), paragraph, self._sizes.small)
            element = paragraph.when_drawn("Span", anchors.tail(block.id))
            words += self._segments(block.tail, element, self._sizes.small, QUIET)
        lines = label + self.voices.lines(words, self._width, size)
        rule = Area(self._x, self._width, self._colours.hair, 0.5) if label and self._follows_highlight else None
        pad = (4.0 if rule else 0.0, 0.0)
        self.parts.append(Text(lines, self._x, 4, first=2 + len(label), rule=rule, pad=pad, id=block.id))

    @property
    def _follows_highlight(self) -> bool:
        return isinstance(self._last, Point) and bool(self._last.label)

    def _label(self, block: Point) -> tuple[Line, ...]:
        return self._text((Run(block.label, "accent"),), self._section.add("P"), self._sizes.small).lines

    def _quote(self, block: QuoteBlock) -> None:
        """One part, so that its end stays with who said it."""
        quotation = self._section.add("BlockQuote")
        x, width = self._x + 10.75, self._width - 10.75
        words = self._text(block.words, quotation.add("P", block.id), self._sizes.point, width)
        element = quotation.add("P", anchors.attribution(block.id))
        by = self._text(block.attribution, element, self._sizes.small, width, x, 1.8, QUIET)
        bar = Area(self._x, 1.75, self._colours.blue)
        lines, last = words.lines + by.lines, 2 + len(by.lines)
        self.parts.append(Text(lines, x, 5, last=last, beside=bar, id=block.id))

    def _table(self, block: Table) -> None:
        element = self._section.add("Table", block.id)
        header = self._table_row(block.header, block.widths, element, "TH")
        header = replace(header, pad=(0, 1.8), rule=self._row_rule(self._colours.ink, 0.75), keep=True, id=block.id)
        self.parts.append(header)
        for cells in block.rows:
            row = self._table_row(cells, block.widths, element, "TD")
            rule = None if cells is block.rows[-1] else self._row_rule(self._colours.hair, 0.5)
            self.parts.append(replace(row, rule=rule, header=header))

    def _table_row(self, cells: tuple[Runs, ...], widths: tuple[float, ...], table: Element, kind: str) -> Row:
        line, x, texts = table.add("TR"), self._x, []
        scope = COLUMN_HEAD if kind == "TH" else ""
        for number, (runs, share) in enumerate(zip(cells, widths, strict=True), 1):
            width = share * self._width
            room = width if number == len(cells) else width - 3 * MM
            texts.append(self._cell(runs, line.add(kind, attributes=scope), x, room, HEADER if scope else LOUD))
            x += width
        return Row(tuple(texts), pad=(1.8, 1.8))

    def _cell(self, runs: Runs, element: Element, x: float, width: float, looks: Mapping[Voice, Look]) -> Text:
        """A space at the end of each line but the last keeps its words apart from the next where they are copied."""
        lines: tuple[Line, ...] = ()
        for line in cell_lines(runs):
            ended = line if line[-1] is runs[-1] else (*line, _SPACE)
            segments = [segment for run in ended for segment in self._in_cell(run, element, looks)]
            large = any(run.voice == "figure" for run in line)
            lines += self.voices.lines(segments, width, self._sizes.figure if large else self._sizes.table)
        return Text(lines, x)

    def _in_cell(self, run: Run, element: Element, looks: Mapping[Voice, Look]) -> list[Segment]:
        """Source words and the squares of the chart are larger than the table's own words."""
        size = self._sizes.table
        if run.voice == "figure":
            size = self._sizes.figure
        elif run.voice in SOURCE_VOICES:
            size = self._sizes.count
        elif set(run.text) <= _SQUARES:
            size = self._sizes.highlight
        return self._segments((run,), element, size, looks)

    def _row_rule(self, colour: str, thickness: float) -> Area:
        return Area(self._x, self._width, colour, thickness)

    def _chart(self, block: Chart) -> None:
        """One that fits on a page under a head is not parted."""
        most = self._sheet.limits.page - self._sheet.limits.head
        setter = ChartSetter(block, self.voices, self._style)
        self.parts.append(setter.set(self._section, self._x, self._width, most))

    def _checks(self, block: Checks) -> None:
        element, column = self._section.add("Table"), 15 * MM
        tint = Area(self._x, self._width, self._colours.tint)
        for number, (count, statement) in enumerate(block.rows, 1):
            line = element.add("TR")
            head = line.add("TH", attributes=ROW_HEAD)
            left = self._text(count, head, self._sizes.table, column, self._x + 8)
            room = self._width - 16 - column
            right = self._text(statement, line.add("TD"), self._sizes.table, room, self._x + 8 + column)
            pad = (6.0 if number == 1 else 0.0, 6.5 if number == len(block.rows) else 0.0)
            self.parts.append(Row((left, right), pad=pad, tint=tint))

    def _note(self, block: Note) -> None:
        """A note never opens a page alone: what it follows keeps to it."""
        if self.parts and isinstance(self.parts[-1], Text | Row | Drawing):
            self.parts[-1] = replace(self.parts[-1], keep=True)
        text = self._text(block.runs, self._section.add("P"), self._sizes.small, above=3, looks=QUIET)
        self.parts.append(replace(text, below=3))

    def _statement(self, block: Statement) -> None:
        self.parts.append(replace(self._text(block.runs, self._section.add("P"), self._sizes.table), below=4))

    def _register_entry(self, block: RegisterEntry) -> None:
        """The number leads back to the first citation."""
        if not isinstance(self._last, RegisterEntry):
            self._list = self._section.add("L", attributes=_NUMBERED)
        item, column = self._list.add("LI", block.id), 7 * MM
        back = Run(block.number, "accent", self._citing.get(block.id, ""))
        number = self._text((back,), item.add("Lbl"), self._sizes.head, column)
        body = item.add("LBody")
        lines: tuple[Line, ...] = ()
        for runs in block.lines:
            lines += self._text(runs, body.add("P"), self._sizes.table, self._width - column).lines
        text = Text(lines, self._x + column)
        cells = (replace(number, pad=(_drop(text) - _drop(number), 0)), text)
        self.parts.append(Row(cells, below=5, id=block.id))

    def _comment(self, block: Comment) -> None:
        """A place to write is for files that can be edited."""
        if not block.paragraphs:
            return
        comment, x, width = self._section.add("Div"), self._x + 8, self._width - 16
        label = self._text((Run(block.label, "strong"),), comment.add("P"), self._sizes.small, width, x)
        words = comment.add("Div", block.id)
        paragraphs = [
            self._text(link_own(paragraph), words.add("P"), self._sizes.point, width, x, 2.5)
            for paragraph in block.paragraphs
        ]
        lines = tuple(line for text in (label, *paragraphs) for line in text.lines)
        box = Area(self._x, self._width, self._colours.ink, 0.5)
        self.parts.append(Text(lines, x, 6, first=3, box=box, pad=(5, 6), id=block.id))

    def _contents(self, block: Contents) -> None:
        label = self._text((Run(block.label, "strong"),), self._section.add("P"), self._sizes.head, above=3)
        self.parts.append(replace(label, below=2, keep=True))
        listed = self._section.add("TOC")
        for id, text in block.entries:
            self._listed[id] = element = listed.add("TOCI").add("Reference")
            runs = (Run(text, "plain", id), Run(" ", "plain"))
            words = self._text(runs, element, self._sizes.table, self._width - _PAGE_NUMBER)
            self.parts.append(Row((words, Text((), self._x)), pad=(0.8, 0.8), leads=id))

    def numbered(self, pages: list[list[Placed]]) -> Iterator[list[Placed]]:
        """Yield the pages with their numbers in the contents, which take no room of their own.

        Each is let go once it was drawn, and so are its parts: no long file is there whole both as lines and as bytes.
        """
        heads = [(n, placed.part) for n, page in enumerate(pages, 1) for placed in page]
        numbers = {part.id: n for n, part in heads if isinstance(part, Head) and part.id in self._listed}
        heads.clear()
        self.parts.clear()
        waiting = pages[::-1]
        pages.clear()
        while waiting:
            yield [self._with_number(placed, numbers) for placed in waiting.pop()]

    def _with_number(self, placed: Placed, numbers: Mapping[str, int]) -> Placed:
        part = placed.part
        if not isinstance(part, Row) or part.leads not in numbers:
            return placed
        words, right = part.cells[0], self._sheet.left + self._sheet.full
        number = Run(f"{numbers[part.leads]}", "plain")
        text = self._text((number,), self._listed[part.leads], self._sizes.table, _PAGE_NUMBER)
        moved = replace(text, x=right - text.lines[0].width)
        return replace(placed, part=replace(part, cells=(words, moved)))

    def _segments(self, runs: Runs, element: Element, size: Size, looks: Mapping[Voice, Look] = LOUD) -> list[Segment]:
        return self.voices.segments(runs, Spot(element, self._where), size.size, looks)

    def _text(
        self,
        runs: Runs,
        element: Element,
        size: Size,
        width: float = 0.0,
        x: float = 0.0,
        above: float = 0.0,
        looks: Mapping[Voice, Look] = LOUD,
    ) -> Text:
        """Set a paragraph; without width and x, in the column of the section."""
        segments = self._segments(runs, element, size, looks)
        return Text(self.voices.lines(segments, width or self._width, size, above), x or self._x)


def _drop(text: Text) -> float:
    """Return how far its first baseline lies under its top."""
    return text.lines[0].drop if text.lines else 0.0
