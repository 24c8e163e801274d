"""Publication dates as written, read without guessing: a form that two countries read differently gives none."""

import re
from datetime import date, datetime
from functools import lru_cache

from briefing.lexicon import month_numbers

_FORMS = (
    re.compile(r"\s*(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:\d{4}|\d{6})?(?!\d)"),
    re.compile(r"\s*(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)"),
)
"""Dates in numbers that are read alike everywhere: the year first, or the day first with dots."""
_WORD = re.compile(r"[^\W\d_]+\.?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_EARLIEST, _LATEST = 1900, 2100
_REMEMBERED = 1_000
"""Dates that are kept, since news of one time repeat them."""
_FIRST, _SECOND = datetime(2001, 1, 1), datetime(2002, 2, 2)
"""Two defaults for what a text leaves out: where the results differ, something was left out."""
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINKS = frozenset({"de", "del", "er", "г", "року", "р", "года"})
"""Words within a date that say nothing: "4 de noviembre de 2025", "1er novembre 2025", "4 ноября 2025 г."."""


@lru_cache(_REMEMBERED)
def read_date(text: str) -> date | None:
    """Return the day that `text` states in full, with a year of four digits from 1900 to 2100, or None.

    >>> read_date("2025-11-05T23:30:00+02:00"), read_date("Nov. 5, 2025"), read_date("5 листопада 2025")
    (datetime.date(2025, 11, 5), datetime.date(2025, 11, 5), datetime.date(2025, 11, 5))
    >>> read_date("05/11/2025"), read_date("May 2025"), read_date("5 Nov 25")
    (None, None, None)
    """
    match = next(filter(None, (form.match(text) for form in _FORMS)), None)
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"])) if match else _parse(text)
    except (ValueError, OverflowError):
        return None
    return day if day and _EARLIEST <= day.year <= _LATEST else None


def _parse(text: str) -> date | None:
    """Read a date with the month as a word, or in numbers that allow one reading only."""
    from dateutil import parser

    years = {int(year) for year in _YEAR.findall(text)}
    if not years:
        return None
    english = _WORD.sub(_in_english, text)
    readings = {
        parser.parse(english, default=default, dayfirst=dayfirst, ignoretz=True).date()
        for default in (_FIRST, _SECOND)
        for dayfirst in (False, True)
    }
    # With another year, one of two digits was taken for it, by the clock.
    return readings.pop() if len(readings) == 1 and {day.year for day in readings} <= years else None


def _in_english(match: re.Match[str]) -> str:
    """Return the English name of a month in any language; other words as they stand, those that say nothing not."""
    word = match[0].rstrip(".").lower()
    number = month_numbers().get(word)
    if number:
        return _ENGLISH[number - 1]
    return "" if word in _LINKS else match[0]
