"""The contents of a Word file: a field that Word can bring up to date, filled in beforehand.

Only Word knows its pages. What stands there until somebody has it update the field is an estimate from the lengths of
the texts: the layout of the PDF would cost more than the whole file, and breaks pages elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

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
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Runs,
    Statement,
    Table,
)
from briefing.render.style import Size, Style
from briefing.render.word_measures import main_indent, paper, text_width, twips
from briefing.render.word_pen import Pen
from briefing.render.word_plot import Plot

_EM = 0.48
"""The width of a character as a share of the size of its type, the room that breaking lines wastes in it."""
_FIELD = ' TOC \\o "1-1" \\h \\z \\u '


def draw_contents(pen: Pen, block: Contents, pages: Mapping[str, int]) -> str:
    """Return the contents with links and the number of each heading's page."""
    label = pen.paragraph("TOC Heading", pen.run(block.label))
    lines = [_line(pen, id, text, pages.get(id, 1)) for id, text in block.entries]
    if not lines:
        return label
    lines[0] = _opening(_FIELD) + lines[0]
    lines[-1] += _character("end")
    return label + "".join(pen.paragraph("toc 1", line) for line in lines)


def _line(pen: Pen, id: str, text: str, page: int) -> str:
    number = _opening(f" PAGEREF {anchors.bookmark(id)} \\h ") + pen.run(f"{page}") + _character("end")
    return pen.link(id, pen.run(text) + "<w:r><w:tab/></w:r>" + number)


def _opening(instruction: str) -> str:
    told = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return _character("begin") + told + _character("separate")


def _character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


# --- pages --------------------------------------------------------------------------------------------------------


def estimate_pages(page: Page, style: Style) -> dict[str, int]:
    """Return the page on which each heading probably begins; nothing where no contents are printed."""
    if not any(isinstance(block, Contents) for block in page.blocks):
        return {}
    return dict(_Estimate(page, style).pages())


class _Estimate:
    """Adds up heights, in points."""

    def __init__(self, page: Page, style: Style) -> None:
        self._blocks, self._style, self._sizes = page.blocks, style, style.sizes
        height, margins = paper(style.page)[1], twips(style.page.top) + twips(style.page.bottom)
        self._room = (height - margins) / 20
        self._full = text_width(style.page) / 20
        self._main = self._full - main_indent(style.page) / 20
        self._width = self._full
        self._entries = {block.id: block for block in page.blocks if isinstance(block, RegisterEntry)}
        self._noted = page.notes == "footnotes"
        self._named: set[str] = set()

    def pages(self) -> Iterator[tuple[str, int]]:
        """Yield each heading and its page; one that has too little room under it goes to the next."""
        down = self._style.logo.height / 25.4 * 72 + 14 if self._style.logo else 0.0
        for block in self._blocks:
            if isinstance(block, Heading):
                self._width = self._full if block.wide else self._main
                left = self._room - down % self._room
                down += left if left < 5 * self._sizes.point.leading else 0.0
                yield block.id, int(down // self._room) + 1
            down += self._height(block)

    def _height(self, block: Block) -> float:
        sizes = self._sizes
        match block:
            case Masthead():
                fields = sum(self._lines(sizes.field, [value]) for _, value in block.fields)
                return sizes.title.leading + sizes.subtitle.leading + 14 + fields
            case CountStrip():
                return self._runs(sizes.count, block.runs) + 27
            case Contents():
                return sizes.head.leading + 4 + len(block.entries) * sizes.table.leading
            case Heading():
                return sizes.head.leading + 20 + (sizes.small.leading + 4 if block.notes else 0)
            case GroupLine():
                return self._runs(sizes.small, block.runs) + 6
            case _:
                return self._item(block)

    def _item(self, block: Block) -> float:
        sizes = self._sizes
        match block:
            case Point():
                size, label = (sizes.highlight, sizes.small.leading + 4) if block.label else (sizes.point, 0)
                return self._runs(size, (*block.words, *block.tail)) + 4 + label + self._note(block.tail)
            case QuoteBlock():
                by = self._runs(sizes.small, block.attribution) + 9
                return self._runs(sizes.point, block.words) + by + self._note(block.attribution)
            case Table():
                return sum(self._row(row, block.widths) for row in (block.header, *block.rows))
            case Chart():
                return self._lines(sizes.table, [block.title]) + Plot.of(block, self._style, self._room).height + 14
            case Checks():
                return sum(self._runs(sizes.table, statement) + 2.4 for _, statement in block.rows)
            case Note():
                return self._runs(sizes.small, block.runs) + 6
            case Statement():
                return self._runs(sizes.point, block.runs) + 4
            case RegisterEntry():
                return sum(self._runs(sizes.table, line) for line in block.lines) + 5
            case Comment():
                return self._lines(sizes.point, block.paragraphs or (block.hint,)) + sizes.small.leading + 8
        return 0.0

    def _row(self, row: Iterable[Runs], widths: Iterable[float]) -> float:
        size = self._sizes.table
        cells = (self._runs(size, runs, share) for runs, share in zip(row, widths, strict=True))
        return max(cells, default=size.leading) + 3.6

    def _note(self, runs: Runs) -> float:
        """Return the room of the note that runs cite with, at the foot of the page."""
        cited = next((run.target for run in runs if run.target in self._entries), "") if self._noted else ""
        if not cited:
            return 0.0
        entry, first = self._entries[cited], cited not in self._named
        self._named.add(cited)
        told = tuple(run for line in entry.lines for run in line) if first else entry.short
        return ceil(self._length(told) * self._sizes.small.size * _EM / self._full) * self._sizes.small.leading + 1

    def _runs(self, size: Size, runs: Runs, share: float = 1.0) -> float:
        return ceil(max(1, self._length(runs)) * size.size * _EM / (self._width * share)) * size.leading

    def _lines(self, size: Size, texts: Iterable[str]) -> float:
        return sum(ceil(max(1, len(text)) * size.size * _EM / self._width) * size.leading for text in texts)

    def _length(self, runs: Runs) -> int:
        return sum(len(run.text) for run in runs)
