"""Words that tell when: "on Monday", "5 November", "last week"; and the day that they mean."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from briefing.extract.dates import read_date
from briefing.lexicon import load_lexicon
from briefing.model import Span

_RANGE = re.compile(r"\d ?[-–]")
_END = r"(?![\w%]|['’-]\w)"
"""Where a time ends: a genitive ("Monday's vote") and a compound ("Monday-night") are none."""


@dataclass(frozen=True, slots=True)
class Time:
    """Words that tell when."""

    match: re.Match[str]
    past: bool
    """They mean nothing that is still to come."""

    @property
    def span(self) -> Span:
        """Where they stand."""
        return Span(*self.match.span())


class Times:
    """Reads a time where one begins, and its day by that of publication."""

    def __init__(self, published: date | None, language: str) -> None:
        lexicon = load_lexicon(language)
        self._published = published
        self._weekdays, self._recent = _numbered(lexicon.weekdays), _numbered(lexicon.occasions.recent_days)
        self._pattern = _pattern(language) if lexicon.occasions.recent_days else None

    def at(self, narration: str, start: int, end: int) -> Time | None:
        """Return the time that begins at `start` and ends by `end`."""
        match = self._pattern.match(narration, start, end) if self._pattern else None
        if match is None:
            return None
        is_day = match["weekday"] and not match["week"]
        return Time(match, bool(is_day or match["past"] or self._ago(match)))

    def day(self, time: Time) -> date | None:
        """Return the day that is meant: a weekday is the last such one not after the day of publication."""
        match = time.match
        weekday = self._weekdays.get((match["weekday"] or "").lower().rstrip("."))
        dated = match["behind"] or match["dated"]
        if dated:
            day = self._dated(dated)
            return day if day and weekday in (None, day.weekday()) else None
        if self._published is None or match["week"]:
            return None
        ago = self._ago(match) if weekday is None else (self._published.weekday() - weekday) % 7
        return None if ago is None else self._published - timedelta(days=ago)

    def _ago(self, match: re.Match[str]) -> int | None:
        """Return how many days ago "yesterday" was."""
        return self._recent.get((match["recent"] or "").lower())

    def _dated(self, written: str) -> date | None:
        """Return the day of a date; without a year the latest such one that is not after the day of publication."""
        if _RANGE.search(written):
            return None
        now = self._published
        years = [f" {now.year}", f" {now.year - 1}"] if now else []
        days = (read_date(written + year) for year in ("", *years))
        return next((day for day in days if day and (now is None or day <= now)), None)


def _numbered(forms: Sequence[str]) -> dict[str, int]:
    """Return each form with the number of its entry, from 0."""
    return {form: number for number, alternatives in enumerate(forms) for form in alternatives.split("|")}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what a time looks like. Days and months have their capital, so that "may" and "march" are none."""
    lexicon = load_lexicon(language)
    words = lexicon.occasions
    month, weekday, period = _names(lexicon.months), _names(lexicon.weekdays), _any(words.periods)
    near = _numbered(words.recent_days)
    number = r"\d{1,2}(?: ?[-–] ?\d{1,2})?(?![\d:%]|[.,]\d)(?:[^\W\d_]{2}\b)?"
    dated = rf"(?:{number} {month}|{month} {number})(?:,? \d{{4}})?"
    leads = rf"(?i:(?:{_any(words.day_leads)} ){{0,2}})"
    forms = (
        rf"{leads}(?P<weekday>{weekday})(?: {period})?+(?P<week> {_any(words.week_tails)})?+"
        rf"{_END}(?:,? (?P<behind>{dated}))?",
        rf"{leads}(?P<dated>{dated})",
        rf"{leads}(?P<recent>{_any([*near, *map(str.capitalize, near)])})(?: {period})?+",
        rf"(?P<past>(?i:{_any(words.past_leads)})) (?:{period}|{weekday}|{month})",
        rf"(?i:{_any(words.period_leads)}) (?:{period}|{month}(?:,? \d{{4}})?|\d{{4}})",
    )
    return re.compile(rf"(?:{'|'.join(forms)}){_END}".replace(" ", r"\s"))


def _any(words: Iterable[str]) -> str:
    """Return the expression of any of some words, the longer ones first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _names(forms: Sequence[str]) -> str:
    """Return the expression of days or months with their capital; a shortened one may have a full stop."""
    return rf"{_any(name.capitalize() for name in _numbered(forms))}(?:\.(?=\s))?"
