"""The proof of the counts of articles: nothing on a good briefing, a finding for each thing that was changed in one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from factories import analysis, briefing, page, theme

from briefing.blocks import Chart
from briefing.check import prove_page
from briefing.check.coverage import prove_coverage
from briefing.model import Briefing, Coverage, PastCoverage
from briefing.settings import PeriodWish

MONDAY = date(2026, 3, 2)
TEXTS = (
    ("2026-03-02", "Varna will get 12 radars from the ministry before the winter storms come to the coast."),
    ("2026-03-04", "Burgas has asked the parliament in Sofia for three radars of its own this week."),
    ("", "Tulcea keeps its old radars in a shed behind the customs house of the harbor."),
    ("2026-03-05", "The library of Sozopol opens a reading room for its students in the first week of May."),
)


def past(weeks: int, *slugs: str) -> PastCoverage:
    """What a week before counted."""
    first = MONDAY - timedelta(weeks=weeks)
    return PastCoverage(f"week {weeks}", first, first + timedelta(days=6), tuple((slug, weeks) for slug in slugs))


@pytest.fixture(scope="module")
def made() -> Briefing:
    """A week with one theme, two weeks before it, and an article on no theme."""
    inputs = [analysis(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(TEXTS)]
    composed = briefing(*inputs, themes=(theme("air", "radar*"),), period=PeriodWish(MONDAY, week=True))
    slugs = [one.slug for one in composed.coverage]
    return replace(composed, past=(past(2, *slugs), past(1, *slugs)))


def test_a_good_briefing_is_proved(made: Briefing) -> None:
    """Its counts and its page."""
    assert list(prove_coverage(made)) == []
    assert prove_page(page(made), made) == ()
    assert sum(isinstance(block, Chart) for block in page(made).blocks) == 2


Change = Callable[[Coverage], Coverage]
WRONG: list[tuple[Change, str]] = [
    (lambda one: replace(one, slug="sea"), "its themes are not those of the sections"),
    (lambda one: replace(one, articles=(*one.articles, one.articles[0])), "it counts an article twice"),
    (lambda one: replace(one, articles=(*one.articles, "nowhere")), "or one that is not used"),
    (lambda one: replace(one, articles=one.articles[1:]), "it leaves out an article that is printed"),
    (lambda one: replace(one, days=one.days[1:]), "it has fewer articles on a day than are cited"),
    (lambda one: replace(one, days=((MONDAY, 9),)), "it has fewer articles on a day than are cited"),
    (lambda one: replace(one, days=(*one.days, (date(2026, 4, 1), 1))), "it counts a day outside the period"),
]


@pytest.mark.parametrize(("change", "told"), WRONG)
def test_a_wrong_count_is_found(made: Briefing, change: Change, told: str) -> None:
    """Whatever of it is wrong."""
    first, *others = made.coverage
    found = list(prove_coverage(replace(made, coverage=(change(first), *others))))
    assert any(told in one.message for one in found)


PASTS = [
    # the earlier periods, what is told of them
    ((past(1, "air", "other-developments"), past(2, "air", "other-developments")), "not in order"),
    ((past(0, "air", "other-developments"),), "not in order"),
    ((replace(past(2, "air", "other-developments"), first=MONDAY - timedelta(days=20)),), "of another length"),
    ((past(1, "other-developments"),), "a theme was not counted there"),
]


@pytest.mark.parametrize(("periods", "told"), PASTS)
def test_wrong_earlier_periods_are_found(made: Briefing, periods: tuple[PastCoverage, ...], told: str) -> None:
    """They end before this one, are as long, and counted the same themes."""
    assert [one for one in prove_coverage(replace(made, past=periods)) if told in one.message]


def with_values(chart: Chart, row: int, values: tuple[int, ...]) -> Chart:
    """The chart with other numbers in a row."""
    series = [replace(one, values=values) if n == row else one for n, one in enumerate(chart.series)]
    return replace(chart, series=tuple(series))


CHARTS: list[tuple[int, Callable[[Chart], Chart], str]] = [
    (0, lambda one: with_values(one, 0, (0, 1, 1, 0, 0, 0, 0, 1)), "is not what was counted"),
    (0, lambda one: with_values(one, 0, (1, 0, 1, 0, 0, 0, 0, 0)), "is not what was counted"),
    (0, lambda one: with_values(one, 1, (0, 0, 0, 1, 0, 0, 0)), "is not what was counted"),
    (0, lambda one: replace(one, series=one.series[::-1]), "is not what was counted"),
    (0, lambda one: replace(one, series=one.series[1:]), "its rows are not the themes"),
    (0, lambda one: replace(one, series=(replace(one.series[0], label="Sea"), one.series[1])), "are not the themes"),
    (1, lambda one: with_values(one, 0, (2, 1, 2)), "is not what was counted"),
    (1, lambda one: with_values(one, 1, (1, 1, 1)), "is not what was counted"),
]


@pytest.mark.parametrize(("which", "change", "told"), CHARTS)
def test_a_wrong_chart_is_found(made: Briefing, which: int, change: Callable[[Chart], Chart], told: str) -> None:
    """A number, a row or its label."""
    whole = page(made)
    chart = [block for block in whole.blocks if isinstance(block, Chart)][which]
    blocks = tuple(change(chart) if block is chart else block for block in whole.blocks)
    assert [one for one in prove_page(replace(whole, blocks=blocks), made) if told in one.message]


def test_weeks_come_to_what_was_counted(made: Briefing) -> None:
    """Where a column is longer than a day, its numbers are proved by their sum."""
    period = replace(made.period, first=MONDAY - timedelta(days=30), key="x")
    longer = replace(made, period=period, past=())
    whole = page(longer)
    assert prove_page(whole, longer) == ()
    (chart,) = (block for block in whole.blocks if isinstance(block, Chart))
    wrong = with_values(chart, 0, (1, *chart.series[0].values[1:]))
    blocks = tuple(wrong if block is chart else block for block in whole.blocks)
    assert [one.rule for one in prove_page(replace(whole, blocks=blocks), longer)] == ["chart"]
