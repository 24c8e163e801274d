"""A chart as DrawingML (ISO/IEC 29500-1, 21.2): a lane for each series, as in the other formats, in one plot.

Lanes are stacked columns: those that are seen, and over each an unseen one that fills its lane up to the next. A series
is named over its lane, so that no fill has to be told from another; its numbers stand at the foot of its columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.blocks import Chart
from briefing.render.style import Style
from briefing.render.word_measures import attribute, colour
from briefing.render.word_workbook import Formula, Row, place, stretch

RELATION = "rId1"
"""Leads from a chart to its workbook."""
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LANE, _HEAD = 3.6, 1.8
"""Heights of a lane, and of the names of the columns over the first, in lines of the type."""
_ROOM = 1.75
"""How much higher than its highest column a lane is: the name of its series stands above."""
_MOST = 0.85
"""The share of a page that a chart takes at most: a drawing that is higher gets cut off."""
_TINT = 0.3
"""The share of the accent in the columns: type can be read on it."""
_FOOT = 0.002
"""The share of the height under the last line, which would be outside."""
_GAP = 60
"""Between columns, as a percentage of one."""
_COLUMNS, _VALUES = 1, 2
"""Numbers of the axes."""
_SHOWN = '<c:showLegendKey val="0"/><c:showVal val="{}"/><c:showCatName val="0"/><c:showSerName val="{}"/>'
_NO_SHARES = '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
_NEWER = "http://schemas.microsoft.com/office/drawing/2012/chart"
_NO_LEADERS = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" xmlns:c15="{_NEWER}">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
"""No line from where a name was moved."""
_UNSEEN = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart and its look."""

    block: Chart
    style: Style
    height: float
    """Of all, in points."""
    head: float
    """The share of the names of the columns in it."""
    lane: float
    """The height of a lane as a value."""

    @classmethod
    def of(cls, block: Chart, style: Style, page: float) -> "Plot":
        """Return the plot of a chart on a page of so many points of height, which it never fills."""
        greatest = max((value for one in block.series for value in one.values), default=0)
        line = style.sizes.small.leading
        height = min(line * (_HEAD + _LANE * len(block.series)), _MOST * page)
        return cls(block, style, height, line * _HEAD / height, _ROOM * max(1, greatest))

    def rows(self) -> list[Row]:
        """Return the rows of the workbook: a column for each series, then one for what fills each lane."""
        block = self.block
        head = ("", *(one.label for one in block.series))
        values = zip(block.columns, *(one.values for one in block.series), strict=True)
        return [head, *((*row, *self._fillers(number, row[1:])) for number, row in enumerate(values, 2))]

    def _fillers(self, row: int, values: Sequence[int]) -> Iterator[Formula]:
        for column, value in enumerate(values, 2):
            yield Formula(f"{self.lane}-{place(column, row)}", self.lane - value)


def draw_plot(plot: Plot, language: str) -> str:
    """Return the markup of a chart's part. The words must be such that XML can hold them; they are escaped here."""
    series = "".join(_filler(plot, number) + _columns(plot, number) for number in range(len(plot.block.series)))
    bars = (
        '<c:barChart><c:barDir val="col"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{_GAP}"/><c:overlap val="100"/>'
        f'<c:axId val="{_COLUMNS}"/><c:axId val="{_VALUES}"/></c:barChart>'
    )
    area = f"<c:plotArea>{_layout(plot.head)}{bars}{_column_axis(plot)}{_value_axis(plot)}</c:plotArea>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}"><c:date1904 val="0"/>'
        f'<c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'{area}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_UNSEEN}{_type(plot.style)}'
        f'<c:externalData r:id="{RELATION}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _filler(plot: Plot, number: int) -> str:
    """Return what parts a lane from the one above; its middle column bears the name of the series that it is over."""
    one, columns = plot.block.series[number], max(1, len(plot.block.columns))
    middle, beside = (columns - 1) // 2, (columns - 1) % 2 / 2 / columns
    moved = f'<c:layout><c:manualLayout><c:x val="{beside:.4f}"/><c:y val="0"/></c:manualLayout></c:layout>'
    named = (
        f'<c:dLbl><c:idx val="{middle}"/>{moved}{_type(plot.style, heavy=True, wraps=False)}'
        f'<c:dLblPos val="inBase"/>{_SHOWN.format(0, 1)}{_NO_SHARES}</c:dLbl>'
    )
    labels = f"<c:dLbls>{named}{_SHOWN.format(0, 0)}{_NO_SHARES}{_NO_LEADERS}</c:dLbls>"
    values = [f"{plot.lane - value}" for value in one.values]
    return _series(plot, number, 0, f'{_UNSEEN}<c:invertIfNegative val="0"/>{labels}', values)


def _columns(plot: Plot, number: int) -> str:
    """Return the columns of a series with their numbers; the last one is hollow where it stands apart."""
    block, style = plot.block, plot.style
    tint = f'<a:solidFill><a:srgbClr val="{_mixed(style.colours.blue, _TINT)}"/></a:solidFill>'
    last = f'<c:idx val="{len(block.columns) - 1}"/>' if block.apart else ""
    hollow = f"<c:spPr><a:noFill/>{_line(style.colours.brown, 'sysDot')}</c:spPr>"
    point = f'<c:dPt>{last}<c:invertIfNegative val="0"/><c:bubble3D val="0"/>{hollow}</c:dPt>' if last else ""
    shown = f'<c:dLblPos val="inEnd"/>{_SHOWN.format(1, 0)}{_NO_SHARES}'
    label = f"<c:dLbl>{last}{_type(style, style.colours.brown, heavy=True)}{shown}</c:dLbl>" if last else ""
    look = f'<c:spPr>{tint}</c:spPr><c:invertIfNegative val="0"/>{point}<c:dLbls>{label}{shown}</c:dLbls>'
    return _series(plot, number, 1, look, map(str, block.series[number].values))


def _series(plot: Plot, number: int, half: int, look: str, values: Iterable[str]) -> str:
    """Return a series: the first half of a lane fills it, the second is seen."""
    block, order = plot.block, 2 * number + half
    count, last = len(block.columns), len(block.columns) + 1
    column = number + 2 + (0 if half else len(block.series))
    name = _texts((block.series[number].label,), stretch(number + 2, 1, 1))
    points = f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{_points(values)}'
    return (
        f'<c:ser><c:idx val="{order}"/><c:order val="{order}"/><c:tx>{name}</c:tx>{look}'
        f"<c:cat>{_texts(block.columns, stretch(1, 2, last))}</c:cat>"
        f"<c:val><c:numRef><c:f>{stretch(column, 2, last)}</c:f><c:numCache>{points}</c:numCache></c:numRef></c:val>"
        "</c:ser>"
    )


def _texts(texts: Sequence[str], place: str) -> str:
    points = f'<c:ptCount val="{len(texts)}"/>{_points(map(attribute, texts))}'
    return f"<c:strRef><c:f>{place}</c:f><c:strCache>{points}</c:strCache></c:strRef>"


def _points(values: Iterable[str]) -> str:
    return "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values))


# --- what stands around the columns -------------------------------------------------------------------------------


def _layout(head: float) -> str:
    """Return the place of the lanes, as shares of the whole: under the names of the columns, to the foot."""
    share = f'<c:x val="0"/><c:y val="{head:.4f}"/><c:w val="1"/><c:h val="{1 - _FOOT - head:.4f}"/>'
    edges = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{edges}{share}</c:manualLayout></c:layout>"


def _column_axis(plot: Plot) -> str:
    """Return the names of the columns over the first lane: values grow downwards, and so it is where they begin."""
    return (
        f'<c:catAx><c:axId val="{_COLUMNS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="t"/>{_ticks("nextTo")}<c:spPr>{_line(plot.style.colours.line)}</c:spPr>'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="0"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(plot: Plot) -> str:
    """Return a line at the foot of each lane; the numbers say what a scale would."""
    lines = f"<c:majorGridlines><c:spPr>{_line(plot.style.colours.mid)}</c:spPr></c:majorGridlines>"
    most = f'<c:max val="{plot.lane * max(1, len(plot.block.series))}"/><c:min val="0"/>'
    return (
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="maxMin"/>{most}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/>{lines}{_ticks("none")}{_UNSEEN}<c:crossAx val="{_COLUMNS}"/>'
        f'<c:crosses val="autoZero"/><c:crossBetween val="between"/><c:majorUnit val="{plot.lane}"/></c:valAx>'
    )


def _ticks(labels: str) -> str:
    marks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    return f'<c:numFmt formatCode="General" sourceLinked="0"/>{marks}<c:tickLblPos val="{labels}"/>'


def _line(value: str, dash: str = "solid") -> str:
    ink = f'<a:solidFill><a:srgbClr val="{colour(value)}"/></a:solidFill>'
    return f'<a:ln w="6350">{ink}<a:prstDash val="{dash}"/></a:ln>'


def _mixed(value: str, share: float) -> str:
    """Return a share of a colour in white."""
    parts = (int(colour(value)[start : start + 2], 16) for start in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def _type(style: Style, value: str = "", heavy: bool = False, wraps: bool = True) -> str:
    """Return type of our own, small, and upright wherever it stands."""
    family = attribute(style.ours.name)
    faces = "".join(f'<a:{script} typeface="{family}"/>' for script in ("latin", "ea", "cs"))
    ink = f'<a:solidFill><a:srgbClr val="{colour(value or style.colours.ink)}"/></a:solidFill>'
    looks = f'<a:defRPr sz="{round(style.sizes.small.size * 100)}" b="{heavy:d}">{ink}{faces}</a:defRPr>'
    frame = f'<a:bodyPr rot="0" vert="horz" wrap="{"square" if wraps else "none"}"/>'
    return f"<c:txPr>{frame}<a:p><a:pPr>{looks}</a:pPr><a:endParaRPr/></a:p></c:txPr>"
