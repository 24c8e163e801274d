"""Dates that lie far ahead of all others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.ahead import last_plausible

WEEK = [date(2026, 3, day) for day in (2, 3, 4, 4, 6)]
ARCHIVE = [date(year, 5, 1) for year in range(2000, 2027, 3)]


@pytest.mark.parametrize(
    ("days", "last"),
    [
        ([*WEEK, date(2062, 3, 4)], date(2026, 3, 6)),
        ([*ARCHIVE, date(2062, 3, 4)], date(2024, 5, 1)),
        ([*WEEK * 8, date(2062, 3, 4), date(2092, 3, 4)], date(2026, 3, 6)),
        ([*WEEK, date(2062, 3, 4), date(2062, 3, 4)], None),
        ([*WEEK, date(2028, 3, 4)], None),
        ([*ARCHIVE, date(2036, 3, 4)], None),
        ([date(2014, 5, 1), *WEEK], None),
        ([*WEEK[:2], date(2062, 3, 4)], None),
        (ARCHIVE, None),
        (WEEK, None),
        ([], None),
    ],
)
def test_a_mistyped_year_is_told(days: list[date], last: date | None) -> None:
    """One date in twenty, more than five years and further ahead than all others reach; an archive has none."""
    assert last_plausible(days) == last == last_plausible(reversed(days))


@given(st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31))))
def test_within_five_years_nothing_is_ahead(days: list[date]) -> None:
    """However dates lie."""
    assert last_plausible(days) is None


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=3))
def test_one_far_ahead_is_always_told(days: list[date]) -> None:
    """Whatever the others are, as long as they are of one time."""
    assert last_plausible([*days, max(days) + timedelta(days=4000)]) == max(days)
