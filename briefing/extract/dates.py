"""Publication dates as written, read without guessing: a form that two countries read differently gives none."""

import re
from datetime import date, datetime

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
_FIRST, _SECOND = datetime(2001, 1, 1), datetime(2002, 2, 2)
"""Two defaults for what a text leaves out: where the results differ, something was left out."""


def read_date(text: str) -> date | None:
    """Return the day that `text` states in full, or None.

    >>> read_date("2025-11-05T23:30:00+02:00"), read_date("Nov. 5, 2025")
    (datetime.date(2025, 11, 5), datetime.date(2025, 11, 5))
    >>> read_date("05/11/2025"), read_date("May 2025")
    (None, None)
    """
    iso = _ISO.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return _parse(text) if text.strip() else None
    except (ValueError, OverflowError):
        return None


def _parse(text: str) -> date | None:
    from dateutil import parser

    readings = {
        parser.parse(text, default=default, dayfirst=dayfirst).date()
        for default in (_FIRST, _SECOND)
        for dayfirst in (False, True)
    }
    return readings.pop() if len(readings) == 1 else None
