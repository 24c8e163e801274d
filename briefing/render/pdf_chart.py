"""A chart in a PDF: its words as a table, its bars as the figure beside it, drawn as plain areas.

Takes a chart and its place in the column; gives one part for the flow. A reader that speaks puts the description of a
Figure in the place of all that stands in it (ISO 32000-1, 14.9.3), so title, names and numbers stand in a Table of
their own, which can be walked cell by cell; the Figure has the bars, which have no words. The id is that of both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefing.blocks import Chart, Run, Series, Voice
from briefing.render.flow import Line, Segment
from briefing.render.lanes import Bar, Column, Plot, Rulers, lay_out
from briefing.render.objects import text_string
from briefing.render.parts import Area, Row, Text
from briefing.render.style import Colours, Size, Style
from briefing.render.tagged import COLUMN_HEAD, ROW_HEAD, Artifact, Element, TaggedCanvas, paint
from briefing.render.voices import Spot, Voices

_OUTLINE = 0.75
"""The line round a hollow bar."""
_OVER = 4.0
"""White space over a lane."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart set: title, names of the columns, lanes. It is parted between lanes where a page is too small for it."""

    title: Text
    header: Row
    lanes: tuple[Row, ...]
    bars: tuple[tuple[Bar | None, ...], ...]
    figure: Element
    x: float
    colours: Colours
    page: float
    """What is higher may begin on one page and go on on the next."""
    id: str
    below: float = 12.0
    keep: bool = False
    goes_on: bool = False
    """The rest of a parted one: title and names stand before."""
    parted: bool = False

    @property
    def height(self) -> float:
        """The room it takes."""
        return self._top + sum(lane.height for lane in self.lanes)

    @property
    def _top(self) -> float:
        return self.header.height + (0.0 if self.goes_on else self.title.height)

    @property
    def start(self) -> float:
        """All of it, or its first lane where it must be parted anyway."""
        return self.height if self.height <= self.page else self._top + sum(lane.height for lane in self.lanes[:1])

    def split(self, room: float, force: bool) -> "tuple[Drawing, Drawing] | None":
        """Part it between lanes, if it must be."""
        if not force and self.height <= self.page:
            return None
        count, left = 0, room - self._top
        while count < len(self.lanes) and self.lanes[count].height <= left:
            left -= self.lanes[count].height
            count += 1
        if count in (0, len(self.lanes)):
            return None
        first = replace(self, lanes=self.lanes[:count], bars=self.bars[:count], parted=True)
        return first, replace(first, lanes=self.lanes[count:], bars=self.bars[count:], goes_on=True)

    def draw(self, canvas: TaggedCanvas, top: float, artifact: Artifact | None = None) -> None:
        """Draw it downwards from `top`; what goes on has the names of its columns once more, as an artifact."""
        canvas.place(self.id, self.x, top)
        if not self.goes_on:
            self.title.draw(canvas, top, artifact)
            top -= self.title.height
        self.header.draw(canvas, top, "Repeat" if self.goes_on else artifact)
        top -= self.header.height
        bases = []
        for lane in self.lanes:
            lane.draw(canvas, top, artifact)
            top -= lane.height
            bases.append(top + (lane.rule.thickness if lane.rule else 0.0))
        self._draw_bars(canvas, bases)

    def _draw_bars(self, canvas: TaggedCanvas, bases: Sequence[float]) -> None:
        """Draw all bars of a page as one stretch; a figure on one page says where (ISO 32000-1, 14.8.5.4.3)."""
        places = [(bar, base) for base, lane in zip(bases, self.bars, strict=True) for bar in lane if bar]
        shapes = [f"{self._paint(bar)} {_shape(bar, self.x + bar.x, base)}" for bar, base in places]
        if not shapes:
            return
        canvas.write("\n".join([canvas.mark(self.figure), *shapes, "EMC"]))
        if not self.parted:
            left = min(bar.x for bar, _ in places)
            right = max(bar.x + bar.width for bar, _ in places)
            edges = (self.x + left, bases[-1], self.x + right, max(base + bar.height for bar, base in places))
            self.figure.attributes += f"/A<</O/Layout/BBox[{' '.join(f'{edge:.2f}' for edge in edges)}]>>"

    def _paint(self, bar: Bar) -> str:
        return paint(self.colours.brown if bar.hollow else self.colours.blue)


def _shape(bar: Bar, x: float, y: float) -> str:
    """Return the operators that fill a bar, or the line round it."""
    outer = f"{x:.2f} {y:.2f} {bar.width:.2f} {bar.height:.2f} re"
    if not bar.hollow:
        return f"{outer} f"
    line = min(_OUTLINE, bar.height / 2)
    inner = f"{x + line:.2f} {y + line:.2f} {bar.width - 2 * line:.2f} {bar.height - 2 * line:.2f} re"
    return f"{outer} {inner} f*"


@dataclass(frozen=True, slots=True)
class ChartSetter:
    """Sets a chart in the type of a file."""

    chart: Chart
    voices: Voices
    style: Style

    def set(self, section: Element, x: float, width: float, page: float) -> Drawing:
        """Return a chart set into a column, after what its section has; one higher than `page` may be parted."""
        chart, sizes, colours = self.chart, self.style.sizes, self.style.colours
        holder = section.add("Div", chart.id)
        figure = holder.add("Figure", attributes=f"/Alt {text_string(chart.alt or chart.title)}")
        table = holder.add("Table")
        plot = self._lay_out(width)
        title = self._text(chart.title, "strong", table.add("Caption"), sizes.table, width)
        header = self._header(plot, table.add("TR"))
        lanes = (self._lane(one, bars, plot, table) for one, bars in zip(chart.series, plot.lanes, strict=True))
        return Drawing(
            replace(title, x=x, pad=(0, 3)),
            _moved(header, x, Area(x, width, colours.ink, 0.75)),
            tuple(_moved(lane, x, Area(x, width, colours.line, 0.5)) for lane in lanes),
            plot.lanes,
            figure,
            x,
            colours,
            page,
            chart.id,
        )

    def _lay_out(self, width: float) -> Plot:
        sizes = self.style.sizes
        label, column = partial(self._measure, "plain", sizes.table), partial(self._measure, "strong", sizes.small)
        return lay_out(self.chart, width, Rulers(sizes.small.size, label, column))

    def _measure(self, voice: Voice, size: Size, words: str) -> float:
        return sum(segment.width(segment.text) for segment in self._segments(words, voice, Element("Span"), size))

    def _header(self, plot: Plot, row: Element) -> Row:
        """Names of columns stand over their columns, on as many lines as they need, the last of each on one level."""
        row.add("TD")
        names, size, last = [], self.style.sizes.small, plot.columns[-1:]
        for name, column in zip(self.chart.columns, plot.columns, strict=True):
            voice: Voice = "warning" if self.chart.apart and column is last[0] else "muted"
            element = row.add("TH", attributes=COLUMN_HEAD)
            names.append((self._text(name, voice, element, size, column.width - plot.room), column))
        height = max((text.height for text, _ in names), default=0.0)
        cells = (line for text, column in names for line in _centred(text.lines, column, height - text.height))
        return Row((Text((), 0.0), *cells), pad=(0, 1.5))

    def _lane(self, series: Series, bars: Sequence[Bar | None], plot: Plot, table: Element) -> Row:
        """Each number stands on its bar, the last line of the label on the level of the base."""
        row, sizes = table.add("TR"), self.style.sizes
        label = self._text(series.label, "plain", row.add("TH", attributes=ROW_HEAD), sizes.table, plot.label)
        tops = [(bar.height if bar else 0.0) + sizes.small.leading for bar in bars]
        height = max((label.height, *tops))
        cells = [replace(label, pad=(height - label.height, 0))]
        for value, column, top in zip(series.values, plot.columns, tops, strict=True):
            text = self._text(str(value), "plain" if value else "muted", row.add("TD"), sizes.small, column.width)
            cells += _centred(text.lines, column, height - top)
        return Row(tuple(cells), pad=(_OVER, 0))

    def _text(self, words: str, voice: Voice, element: Element, size: Size, width: float) -> Text:
        return Text(self.voices.lines(self._segments(words, voice, element, size), width, size), 0.0)

    def _segments(self, words: str, voice: Voice, element: Element, size: Size) -> list[Segment]:
        return self.voices.segments((Run(words, voice),), Spot(element, self.chart.id), size.size)


def _centred(lines: Sequence[Line], column: Column, down: float) -> Iterator[Text]:
    """Yield each line in the middle of a column; the space at which a line ends is not seen."""
    for line in lines:
        segment, text = line.atoms[-1]
        closing = segment.width(text) - segment.width(text.rstrip())
        yield Text((line,), column.x + (column.width - line.width + closing) / 2, pad=(down, 0))
        down += line.height


def _moved(row: Row, x: float, rule: Area) -> Row:
    """Return a row that begins at x, over its rule."""
    return replace(row, rule=rule, cells=tuple(replace(cell, x=cell.x + x) for cell in row.cells))
