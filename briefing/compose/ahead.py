"""Dates that lie far ahead of all others, as a mistyped year does (2062 for 2026). No clock is asked."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

_GAP = timedelta(days=5 * 365)
"""A desk that goes on after a pause has made a shorter one."""
_LEAST = 3
"""Dates that are in order, so that another one can be told to be out of it."""
_FEW = 20
"""One date in so many may be wrong, and one in any case."""


def last_plausible(days: Iterable[date]) -> date | None:
    """Return the last day before a few that lie far ahead of all others; None where all of them are in order.

    The gap is wider than all the time before it, so that in an archive of many years nothing is ahead.

    >>> last_plausible([date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 5), date(2062, 3, 4)])
    datetime.date(2026, 3, 5)
    """
    ordered = sorted(days)
    gaps = [(later - earlier, place) for place, (earlier, later) in enumerate(pairwise(ordered), 1)]
    gap, place = max(gaps, default=(timedelta(), 0))
    if gap <= _GAP or place < _LEAST or len(ordered) - place > max(1, len(ordered) // _FEW):
        return None
    before = ordered[place - 1]
    return before if gap > before - ordered[0] else None
