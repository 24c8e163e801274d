"""The geometry of a chart: where its columns stand, how wide and how high its bars are. Nothing is drawn here.

Takes a chart, the width it has and rulers for its words; gives lengths in the unit of the rulers, points for a PDF and
pixels for HTML. Each series is a lane: its label, then a bar for each column. All bars of a chart are lengths on one
scale from 0, the most exact way to compare numbers by eye (Cleveland and McGill, Graphical Perception, 1984).
"""

from collections.abc import Callable
from dataclasses import dataclass

from briefing.blocks import Chart

_TALL = 2.8
"""Em of the numbers' type: the highest bar."""
_LEAST = 0.1
"""The lowest, of any number but 0: it has to be seen."""
_BAR, _WIDEST_BAR = 0.5, 2.2
"""A bar takes this share of its column, and no more than so many em."""
_WIDEST = 5.6
"""Columns of few numbers grow no wider, for bars far from one another are hard to compare."""
_BETWEEN, _CLOSEST, _FREE = 0.5, 0.3, 0.25
"""White space between the words of two columns, where there is room, where there is little, and what is always free."""
_BEFORE_APART = 1.0
_AFTER_LABEL = 1.0
_MOST_LABEL, _FAIR_LABEL, _LEAST_LABEL = 0.34, 0.25, 0.12
"""Shares of the width: the most that labels take; what they keep while columns can move closer together; and what they
keep always, even where that parts the words of columns."""


@dataclass(frozen=True, slots=True)
class Rulers:
    """How wide words are."""

    em: float
    """The size of the small type that numbers and the names of columns are set in."""
    label: Callable[[str], float]
    """Measures the label of a series."""
    column: Callable[[str], float]
    """Measures the name of a column, or a number."""


@dataclass(frozen=True, slots=True)
class Column:
    """From where it stands, counted from the left edge of the chart, and how wide it is."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands on the base of its lane."""

    x: float
    width: float
    height: float
    hollow: bool = False
    """Only its outline is drawn: what it counts stands apart."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart laid out."""

    label: float
    """The width that labels may fill."""
    columns: tuple[Column, ...]
    lanes: tuple[tuple[Bar | None, ...], ...]
    """Of each series its bars, one for each column; None where it counts nothing."""
    room: float
    """How much of a column its name must leave free."""


def lay_out(chart: Chart, width: float, rulers: Rulers) -> Plot:
    """Share the width out: columns as wide as their words need at least, all alike but for one that stands apart."""
    widths = _widths(chart, width, rulers)
    apart = _BEFORE_APART * rulers.em if chart.apart else 0.0
    x = label = width - sum(widths) - apart
    columns = []
    for number, wide in enumerate(widths, 1):
        x += apart if number == len(widths) else 0.0
        columns.append(Column(x, wide))
        x += wide
    greatest = max((value for one in chart.series for value in one.values), default=0)
    lanes = tuple(
        tuple(
            _bar(value / greatest, column, rulers.em, chart.apart and column is columns[-1]) if value else None
            for value, column in zip(one.values, columns, strict=True)
        )
        for one in chart.series
    )
    return Plot(label - _AFTER_LABEL * rulers.em, tuple(columns), lanes, _FREE * rulers.em)


def _bar(share: float, column: Column, em: float, hollow: bool) -> Bar:
    wide = min(_BAR * column.width, _WIDEST_BAR * em)
    return Bar(column.x + (column.width - wide) / 2, wide, max(share * _TALL, _LEAST) * em, hollow)


def _widths(chart: Chart, width: float, rulers: Rulers) -> list[float]:
    """Return how wide the columns are; what the longest label does not need is theirs."""
    needs = [
        max(rulers.column(word) for word in (*name.split(), *(str(one.values[number]) for one in chart.series), ""))
        for number, name in enumerate(chart.columns)
    ]
    alike = max(needs[: len(needs) - chart.apart], default=0.0)
    wants = [max(need, alike) + _BETWEEN * rulers.em for need in needs]
    slack = (_BETWEEN - _CLOSEST) * rulers.em
    width -= _BEFORE_APART * rulers.em if chart.apart else 0.0
    spare = (width - _label(chart, width, sum(wants), slack * len(wants), rulers) - sum(wants)) / max(1, len(wants))
    if spare < (_FREE - _BETWEEN) * rulers.em:
        scale = 1 + spare * len(wants) / sum(wants)
        return [want * scale for want in wants]
    return [want + min(spare, max(0.0, _WIDEST * rulers.em - want)) for want in wants]


def _label(chart: Chart, width: float, wanted: float, slack: float, rulers: Rulers) -> float:
    """Return the width of labels beside columns that want so much, of which they can do without the slack."""
    longest = max((rulers.label(one.label) for one in chart.series), default=0.0) + _AFTER_LABEL * rulers.em
    most, fair, least = (min(longest, share * width) for share in (_MOST_LABEL, _FAIR_LABEL, _LEAST_LABEL))
    label = max(fair, min(most, width - wanted))
    return max(least, min(label, width - wanted + slack))
