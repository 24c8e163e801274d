"""The charts of a briefing: how many articles are on each theme, by day and beside earlier periods.

Each is made once, as a block of numbers with the words that describe it, and drawn by every renderer in its own way.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from briefing import anchors
from briefing.blocks import Chart, Series
from briefing.model import Briefing, Coverage, Period
from briefing.render.labels import Labels

_COLUMNS = 16
"""A chart has no more, so that each stays wide enough for its numbers."""

Step = Callable[[date], date]
"""Leads from a day to the first day of its column."""


def make_charts(briefing: Briefing, titles: Sequence[str], labels: Labels) -> tuple[Chart, ...]:
    """Return the charts that the briefing has something to show in; `titles` are those of its sections, in order."""
    made = (_by_day(briefing, titles, labels), _trend(briefing, titles, labels))
    return tuple(chart for chart in made if chart)


def _by_day(briefing: Briefing, titles: Sequence[str], labels: Labels) -> Chart | None:
    """Articles by the day on which they were published, in longer periods by week or month; undated ones apart.

    Where all that is dated is of one day there is nothing to see.
    """
    period = briefing.period
    days = {day for coverage in briefing.coverage for day, _ in coverage.days}
    if not period.first or not period.last or len(days) < 2:
        return None
    name, step, starts = _scale(period.first, period.last)
    if not 2 <= len(starts) <= _COLUMNS:
        return None
    columns = [_column(name, start, labels) for start in starts]
    undated = any(coverage.undated for coverage in briefing.coverage)
    rows = [_row(coverage, starts, step, undated) for coverage in briefing.coverage]
    return _chart(
        anchors.DAYS_CHART,
        labels.charts[name],
        (*columns, *([labels.charts["undated"]] if undated else [])),
        [Series(title, row) for title, row in zip(titles, rows, strict=True)],
        labels,
        apart=undated,
    )


def _trend(briefing: Briefing, titles: Sequence[str], labels: Labels) -> Chart | None:
    """Articles of this period beside those of earlier ones."""
    if not briefing.past:
        return None
    past = [dict(one.articles) for one in briefing.past]
    rows = [
        Series(title, (*(counts[one.slug] for counts in past), len(one.articles)))
        for title, one in zip(titles, briefing.coverage, strict=True)
    ]
    periods = [*(Period(one.first, one.last, one.key) for one in briefing.past), briefing.period]
    weeks = all("-W" in period.key for period in periods)
    columns = [_period_column(period.last, labels, weeks) for period in periods if period.last]
    title = labels.charts["trend_weeks" if weeks else "trend"]
    return _chart(anchors.TREND_CHART, title, columns, rows, labels)


def _chart(
    id: str, title: str, columns: Sequence[str], series: Sequence[Series], labels: Labels, apart: bool = False
) -> Chart:
    words = labels.charts
    told = (
        words["alt_series"].format(
            label=one.label,
            counts=", ".join(
                words["alt_count"].format(column=column, n=n) for column, n in zip(columns, one.values, strict=True)
            ),
        )
        for one in series
    )
    return Chart(id, title, words["alt"].format(series="; ".join(told)), tuple(columns), tuple(series), apart)


# --- columns ------------------------------------------------------------------------------------------------------


def _scale(first: date, last: date) -> tuple[str, Step, list[date]]:
    """Return the kind of column, what leads to one, and the first day of each: days if they are few, else longer."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    steps = (("days", _itself), ("weeks", _monday), ("months", _month))
    scales = ((name, step, sorted({step(day) for day in days})) for name, step in steps)
    return next(scale for scale in scales if len(scale[2]) <= _COLUMNS or scale[0] == "months")


def _itself(day: date) -> date:
    return day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _row(coverage: Coverage, starts: Sequence[date], step: Step, undated: bool) -> tuple[int, ...]:
    counts: Counter[date] = Counter()
    for day, count in coverage.days:
        counts[step(day)] += count
    return (*(counts[start] for start in starts), *([coverage.undated] if undated else []))


def _column(name: str, start: date, labels: Labels) -> str:
    words, month = labels.charts, labels.months["short"][start.month - 1]
    if name == "days":
        return words["day_column"].format(weekday=labels.weekdays["short"][start.weekday()], day=start.day)
    if name == "weeks":
        return words["week_column"].format(week=start.isocalendar().week)
    return words["month_column"].format(month=month, year=start.year)


def _period_column(last: date, labels: Labels, weeks: bool) -> str:
    if weeks:
        return labels.charts["week_column"].format(week=last.isocalendar().week)
    month = labels.months["short"][last.month - 1]
    return labels.charts["period_column"].format(day=last.day, month=month)
