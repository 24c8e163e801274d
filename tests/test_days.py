"""What words that tell a time mean by the day of publication."""

from datetime import date, timedelta

import pytest

from briefing.days import spell_out
from briefing.lexicon import load_lexicon

CASES = (
    ("Thursday", "2025-11-06", "6 November 2025"),
    ("Friday", "2025-11-06", "31 October 2025"),
    ("Tuesday night", "2025-11-06", "4 November 2025"),
    ("yesterday", "2026-01-01", "31 December 2025"),
    ("tomorrow", "2024-02-28", "29 February 2024"),
    ("Last month", "2026-01-31", "December 2025"),
    ("next month", "2025-12-31", "January 2026"),
    ("last year", "2024-02-29", "2023"),
    ("next year", "2024-02-29", "2025"),
    ("last week", "2025-11-06", ""),
    ("March", "2025-11-06", ""),
)


@pytest.mark.parametrize(("words", "published", "meant"), CASES)
def test_words_mean_a_day_a_month_or_a_year(words: str, published: str, meant: str) -> None:
    """Across the ends of months and years; what means none of these is left."""
    assert spell_out(words, date.fromisoformat(published), load_lexicon("en")) == meant


def test_a_weekday_is_one_of_the_last_seven_days() -> None:
    """The day of publication is one of them."""
    published = date(2025, 11, 6)
    days = [published - timedelta(days=ago) for ago in range(7)]
    spelled = [spell_out(f"{day:%A}", published, load_lexicon("en")) for day in days]
    assert spelled == [f"{day.day} {day:%B %Y}" for day in days]


def test_a_language_without_weekdays_has_no_dates() -> None:
    """Nothing is guessed from another language's words."""
    assert spell_out("Thursday", date(2025, 11, 6), load_lexicon("pl")) == ""
