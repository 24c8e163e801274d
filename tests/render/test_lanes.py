"""The geometry of a chart: lengths that say what the numbers say, and columns that leave their words room."""

from itertools import pairwise

import charts
from hypothesis import given
from hypothesis import strategies as st

from briefing.blocks import Chart, Series
from briefing.render.lanes import Plot, Rulers, lay_out

NAMES = st.sampled_from(["Mon 2", "W45", "undated", "without any date", "недатовані", ""])
WORDS = st.one_of(st.just("Radar"), st.integers(1, 40).map(lambda count: "theme " * count), st.just(""))


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    """As the outline may make one."""
    columns = tuple(draw(st.lists(NAMES, min_size=1, max_size=16)))
    values = st.lists(st.integers(0, 500), min_size=len(columns), max_size=len(columns)).map(tuple)
    series = draw(st.lists(st.builds(Series, WORDS, values), min_size=1, max_size=12))
    return Chart("c", "Title", "In words", columns, tuple(series), draw(st.booleans()))


def rulers(em: float = 8.0) -> Rulers:
    """Every letter is half as wide as it is high."""
    return Rulers(em, lambda words: len(words) * em / 2, lambda words: len(words) * em / 2)


def laid(chart: Chart, width: float = 388.0) -> Plot:
    return lay_out(chart, width, rulers())


@given(any_chart(), st.sampled_from([120.0, 388.0, 493.0, 760.0]))
def test_columns_fill_the_width(chart: Chart, width: float) -> None:
    """None over another, none over the edge, and labels keep a part of it."""
    plot = laid(chart, width)
    assert plot.label > 0
    assert plot.columns[0].x >= plot.label
    assert all(column.x + column.width <= after.x + 1e-6 for column, after in pairwise(plot.columns))
    assert abs(plot.columns[-1].x + plot.columns[-1].width - width) < 1e-6


@given(any_chart())
def test_bars_are_as_long_as_their_numbers(chart: Chart) -> None:
    """All on one scale from 0; a small number has a bar that can be seen, nothing has none."""
    plot = laid(chart)
    greatest = max(value for one in chart.series for value in one.values)
    for series, bars in zip(chart.series, plot.lanes, strict=True):
        for value, bar, column in zip(series.values, bars, plot.columns, strict=True):
            assert (bar is None) == (value == 0)
            if bar:
                assert bar.height == max(value / greatest * 2.8, 0.1) * 8
                assert column.x <= bar.x < bar.x + bar.width <= column.x + column.width
                assert abs((bar.x + bar.width / 2) - (column.x + column.width / 2)) < 1e-6


@given(any_chart())
def test_what_stands_apart(chart: Chart) -> None:
    """Only the bars of the last column are hollow, and white space is before it."""
    plot = laid(chart)
    for bars in plot.lanes:
        last = len(bars) - 1
        assert [bar.hollow for bar in bars if bar] == [chart.apart and n == last for n, bar in enumerate(bars) if bar]
    if len(plot.columns) > 1:
        before, apart = plot.columns[-2:]
        assert abs(apart.x - before.x - before.width - (8 if chart.apart else 0)) < 1e-6


def test_the_widths_a_briefing_has() -> None:
    """In a column of 137 mm as over the full width, sixteen names of a day have room for each of their words."""
    for chart in (charts.by_day(), charts.by_week(), charts.large()):
        for width in (370.0, 388.0, 493.0):
            plot = lay_out(chart, width, rulers(7.8))
            for name, column in zip(chart.columns, plot.columns, strict=True):
                assert max(len(word) for word in name.split()) * 3.9 <= column.width - plot.room


def test_words_of_columns_come_before_labels() -> None:
    """Columns move together, then labels give way, and no word of a column is parted while they can."""
    for letters in range(1, 7):
        chart = Chart("c", "T", "A", ("n" * letters,) * 12, (Series("label " * 30, (1,) * 12),), True)
        plot = laid(chart)
        assert min(column.width for column in plot.columns) - plot.room > letters * 4
        assert plot.label > (86 if letters < 6 else 0)


def test_short_labels_leave_their_room_to_the_columns() -> None:
    """Up to what a column may be wide; what none of them needs is the labels' again."""
    few = Chart("c", "T", "A", ("W1", "W2"), (Series("Radar", (1, 2)),))
    assert [column.width for column in laid(few).columns] == [5.6 * 8] * 2
    many = Chart("c", "T", "A", ("W1",) * 14, (Series("Radar", (1,) * 14),))
    assert abs(laid(many).label - 5 * 4) < 1e-6
