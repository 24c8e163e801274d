"""The charts: which there are, their columns and numbers, and the words that describe them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import TEMPLATES, briefing, theme

from briefing.blocks import Chart
from briefing.model import Briefing, Coverage, PastCoverage, Period
from briefing.render.charts import make_charts
from briefing.render.labels import load_labels
from briefing.render.views import Views

LABELS = load_labels(TEMPLATES / "labels" / "en.toml")
MONDAY = date(2026, 3, 2)
WEEK = Period(MONDAY, MONDAY + timedelta(days=6), "2026-W10")


def made(
    days: tuple[tuple[date, int], ...], undated: int = 0, period: Period = WEEK, past: tuple[PastCoverage, ...] = ()
) -> Briefing:
    """A briefing with one theme, on which so many articles were published each day."""
    articles = tuple(f"a{n}" for n in range(sum(count for _, count in days) + undated))
    coverage = (Coverage("air", articles, days), Coverage("other-developments", (), ()))
    return replace(briefing(themes=(theme("air", "radar*"),)), period=period, coverage=coverage, past=past)


def charts(one: Briefing) -> list[Chart]:
    """The charts of a briefing."""
    return list(make_charts(one, ("Air", "Other"), LABELS))


def test_articles_by_day() -> None:
    """A column for each day of the period, a row for each theme, all of it told in words."""
    (chart,) = charts(made(((MONDAY, 2), (MONDAY + timedelta(days=2), 1))))
    assert chart.columns == ("Mon 2", "Tue 3", "Wed 4", "Thu 5", "Fri 6", "Sat 7", "Sun 8")
    assert [(row.label, row.values) for row in chart.series] == [
        ("Air", (2, 0, 1, 0, 0, 0, 0)),
        ("Other", (0, 0, 0, 0, 0, 0, 0)),
    ]
    assert not chart.apart
    told = "Air: Mon 2: 2, Tue 3: 0, Wed 4: 1, Thu 5: 0, Fri 6: 0, Sat 7: 0, Sun 8: 0; Other: Mon 2: 0"
    assert chart.alt.startswith(f"Columns, a row for each theme. {told}")


def test_undated_articles_stand_apart() -> None:
    """In the last column, of every row."""
    (chart,) = charts(made(((MONDAY, 1), (MONDAY + timedelta(days=1), 1)), undated=3))
    assert (chart.columns[-1], chart.apart) == ("undated", True)
    assert [row.values[-1] for row in chart.series] == [3, 0]


LENGTHS = [
    # days of the period, the first column and the last, how many there are
    (2, "Mon 2", "Tue 3", 2),
    (16, "Mon 2", "Tue 17", 16),
    (17, "W10", "W12", 3),
    (16 * 7, "W10", "W25", 16),
    (16 * 7 + 1, "Mar 2026", "June 2026", 4),
    (480, "Mar 2026", "June 2027", 16),
]


@pytest.mark.parametrize(("days", "first", "last", "count"), LENGTHS)
def test_longer_periods_have_longer_columns(days: int, first: str, last: str, count: int) -> None:
    """Days, weeks or months, never more than sixteen; and none of the articles is lost."""
    end = MONDAY + timedelta(days=days - 1)
    (chart,) = charts(made(((MONDAY, 1), (end, 4)), period=Period(MONDAY, end, "x")))
    assert (chart.columns[0], chart.columns[-1], len(chart.columns)) == (first, last, count)
    assert (chart.series[0].values[0], chart.series[0].values[-1], sum(chart.series[0].values)) == (1, 4, 5)


NOTHING = [
    # what there is no chart of
    made(()),
    made((), undated=3),
    made(((MONDAY, 5),), undated=3),
    made(((MONDAY, 3),), period=Period(MONDAY, MONDAY, "x")),
    made(((MONDAY, 3),), period=Period(MONDAY, MONDAY + timedelta(days=600), "x")),
    made((), undated=2, period=Period(None, None, "undated")),
]


@pytest.mark.parametrize("one", NOTHING)
def test_there_is_no_chart_of_nothing(one: Briefing) -> None:
    """Nor of a single column, nor of more than fit."""
    assert charts(one) == []


def before(weeks: int, count: int) -> PastCoverage:
    """What a week before had."""
    first = MONDAY - timedelta(weeks=weeks)
    year, week, _ = first.isocalendar()
    counts = (("air", count), ("other-developments", 0))
    return PastCoverage(f"{year}-W{week:02}", first, first + timedelta(days=6), counts)


def test_this_week_beside_those_before() -> None:
    """The oldest first, this one last; a week without a briefing is no column."""
    *_, chart = charts(made(((MONDAY, 2),), undated=1, past=(before(3, 7), before(1, 4))))
    assert (chart.id, chart.columns) == ("articles-by-period", ("W7", "W9", "W10"))
    assert [row.values for row in chart.series] == [(7, 4, 3), (0, 0, 0)]
    assert chart.title == "Articles by theme, this week and those before"


def test_other_periods_are_named_by_their_last_day() -> None:
    """They have no number."""
    past = replace(before(1, 4), key="2026-02-23--2026-03-01")
    *_, chart = charts(made(((MONDAY, 2),), past=(past,)))
    assert chart.columns == ("to 1 Mar", "to 8 Mar")
    assert chart.title == "Articles by theme, this period and those before"


def test_a_template_sees_which_charts_there_are() -> None:
    """By the titles of the sections, the last of which is a label."""
    (chart,) = Views(made(((MONDAY, 2), (MONDAY + timedelta(days=1), 1))), LABELS).charts()
    assert (chart.id, [row.label for row in chart.series]) == ("articles-by-day", ["Air", "Other developments"])
