"""Dates in running text, and what words that tell a time mean by the day of publication."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.days import find_dates, find_days, is_of_figures, spell_out
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
    ("March", "2025-11-06", "2025"),
    ("November", "2025-11-06", "2025"),
    ("December", "2025-11-06", "2024"),
    ("Wednesday's", "2025-11-06", "5 November 2025"),
    ("Tuesday night’s", "2025-11-06", "4 November 2025"),
    ("today", "2025-11-06", "6 November 2025"),
    ("This month", "2025-11-06", "November 2025"),
    ("this year", "2025-11-06", "2025"),
    ("this week", "2025-11-03", "3–9 November 2025"),
    ("this week", "2025-11-08", "3–9 November 2025"),
    ("this week", "2025-11-09", ""),
    ("this week", "2025-12-01", "1–7 December 2025"),
    ("this week", "2026-02-27", "23 February–1 March 2026"),
    ("this week", "2025-12-30", "29 December 2025–4 January 2026"),
    ("this season", "2025-11-06", ""),
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


OTHERS = (
    ("de", "in dieser Woche", "3.–9. November 2025"),
    ("de", "diesen Monat", "November 2025"),
    ("fr", "cette année", "2025"),
    ("fr", "ce mois-ci", "novembre 2025"),
    ("es", "esta semana", "3–9 de noviembre de 2025"),
    ("ro", "luna aceasta", "noiembrie 2025"),
    ("uk", "цього тижня", "3–9 листопада 2025"),
    ("uk", "цього року", "2025"),
    ("ru", "на этой неделе", "3–9 ноября 2025"),
    ("ru", "", ""),
    ("pl", "w tym roku", ""),
)


@pytest.mark.parametrize(("language", "words", "meant"), OTHERS)
def test_languages_tell_the_time_of_publication_in_their_own_words(language: str, words: str, meant: str) -> None:
    """The week, the month and the year, as far as their words are listed."""
    assert spell_out(words, date(2025, 11, 6), load_lexicon(language)) == meant


# --- dates as written ---------------------------------------------------------------------------------------------

WRITTEN = (
    ("en", "on 5 November 2025 in Varna", "5 November 2025 = 2025-11-05"),
    ("en", "It opens on November 5.", "November 5 = 2025-11-05"),
    ("en", "until 30 Nov. It rained.", "30 Nov = 2025-11-30"),
    ("en", "the Nov. 5-6 forum", "Nov. 5-6 = 2025-11-05..2025-11-06"),
    ("en", "from 3 to 9 November", "3 to 9 November = 2025-11-03..2025-11-09"),
    ("en", "from Nov. 30-Dec. 2", "Nov. 30-Dec. 2 = 2025-11-30..2025-12-02"),
    ("en", "30 December to 2 January", "30 December to 2 January = 2025-12-30..2026-01-02"),
    ("en", "30 December 2025 to 2 January 2026", "30 December 2025 to 2 January 2026 = 2025-12-30..2026-01-02"),
    ("en", "on Nov. 5 and 6", "Nov. 5 and 6 = 2025-11-05..2025-11-06"),
    ("en", "the 5th of November, November 9th", "5th of November = 2025-11-05; November 9th = 2025-11-09"),
    ("en", "as of 2025-11-05 and 05.11.2025", "2025-11-05 = 2025-11-05; 05.11.2025 = 2025-11-05"),
    ("en", "by July 2", "July 2 = 2025-07-02"),
    ("en", "by Jan. 2", "Jan. 2 = 2026-01-02"),
    (
        "de",
        "am 5. November und vom 3. bis 9. Dezember",
        "5. November = 2025-11-05; 3. bis 9. Dezember = 2025-12-03..2025-12-09",
    ),
    ("fr", "le 1er novembre", "1er novembre = 2025-11-01"),
    ("es", "el 5 de noviembre de 2025", "5 de noviembre de 2025 = 2025-11-05"),
    ("ro", "pe 5 noiembrie", "5 noiembrie = 2025-11-05"),
    ("uk", "5 листопада та з 3 по 9 грудня", "5 листопада = 2025-11-05; 3 по 9 грудня = 2025-12-03..2025-12-09"),
    ("ru", "5 ноября 2025 года", "5 ноября 2025 = 2025-11-05"),
)
NO_DAYS = (
    ("en", "In March 12 ships came.", "a month, then a count"),
    ("en", "in March 2025", "a month"),
    ("en", "March 5,000", "a number"),
    ("en", "at least 12 may be lost", "a small letter"),
    ("en", "on 3 and 9 November", "two days"),
    ("en", "since February 24", "of which year?"),
    ("en", "on 31 November", "no such day"),
    ("en", "chapter 1.2025-11-055", "a number of something"),
    ("es", "en noviembre 5 barcos", "a month, then a count"),
)


def told(language: str, text: str, published: date | None = date(2025, 11, 6)) -> str:
    """The days in a text with what they mean."""
    found = ((text[one.span.start : one.span.end], one.first, one.last) for one in find_days(text, published, language))
    return "; ".join(f"{words} = {first}" + (f"..{last}" if last != first else "") for words, first, last in found)


@pytest.mark.parametrize(("language", "text", "meant"), WRITTEN)
def test_a_date_as_written(language: str, text: str, meant: str) -> None:
    """The words and the days they tell; without a year that of the day of publication, or the next to it."""
    assert told(language, text) == meant


@pytest.mark.parametrize(("language", "text", "why"), NO_DAYS)
def test_no_date(language: str, text: str, why: str) -> None:
    """Nothing is guessed."""
    assert told(language, text) == "", why


def test_without_a_day_of_publication_only_full_dates_count() -> None:
    """The others are dates all the same."""
    text = "from 5 November to 6 December 2025, and on 7 March"
    assert told("en", text, None) == "5 November to 6 December 2025 = 2025-11-05..2025-12-06"
    assert [text[span.start : span.end] for span in find_dates(text, "en")][1:] == ["7 March"]


@pytest.mark.parametrize("text", ["as of 9 p.m. on ", "As of the morning of ", "for the year ending "])
def test_a_day_on_which_figures_hold(text: str) -> None:
    """It is told by the words before it."""
    (day,) = find_dates(f"{text}5 May", "en")
    assert is_of_figures(f"{text}5 May", day, "en")
    (day,) = find_dates("It ended on 5 May", "en")
    assert not is_of_figures("It ended on 5 May", day, "en")


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_a_full_date_needs_no_day_of_publication(day: date, published: date) -> None:
    """Whatever that one is."""
    for text in (
        f"{day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}{'' if day.month == 5 else '.'} {day.day}, {day.year}",
        str(day),
    ):
        (found,) = find_days(f"On {text}.", published, "en")
        assert (found.first, found.last) == (day, day)


@given(st.text("0123456789-–./: NovMaydDec²٣", max_size=40), st.sampled_from(["en", "de", "es", "uk", "", "pl"]))
def test_dates_are_in_order_and_apart(text: str, language: str) -> None:
    """In any text; the last day is never before the first."""
    found = list(find_days(text, date(2025, 11, 6), language))
    assert all(one.first <= one.last for one in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
