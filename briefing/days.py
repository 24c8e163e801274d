"""Days in running text: dates as written ("5 November", "Nov. 30-Dec. 2"), and what "Wednesday" means."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from briefing.lexicon import Lexicon, load_lexicon
from briefing.model import Span

_DAY, _MONTH, _YEAR, _WEEK = range(4)
_NEAR, _NEARER = timedelta(days=182), timedelta(days=62)
"""A date without a year lies no further from the day of publication: half a year in the same year, two months in
another one, since "24 February" in a text of November is more likely the one that is over."""


_BEFORE = 60
"""Characters before a date that may tell what it is a date of."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that tell one day, or the days from one to another."""

    span: Span
    first: date
    last: date
    """The same as `first` for a single day."""


# --- dates as written ---------------------------------------------------------------------------------------------


def find_days(text: str, published: date | None, language: str) -> Iterator[Dated]:
    """Yield the dates in `text` that tell a day, in order; spans are places in `text`.

    A date without a year is read by the day of publication, and by no other. A month or a year alone is none; nor are
    two days that are not next to one another and no span of time ("on 3 and 9 November").

    >>> [found] = find_days("The ferries stop from Nov. 30 to Dec. 2.", date(2025, 11, 6), "en")
    >>> print(found.first, found.last)
    2025-11-30 2025-12-02
    """
    for match in _matches(text, language):
        days = _days(match, published, load_lexicon(language))
        if days:
            yield Dated(Span(*match.span()), *days)


def find_dates(text: str, language: str) -> Iterator[Span]:
    """Yield the places of all dates with a day in `text`, in order, whether their year is known or not."""
    return (Span(*match.span()) for match in _matches(text, language))


def is_of_figures(text: str, day: Span, language: str) -> bool:
    """Whether figures hold on a day, or a period ends then: "as of the morning of 5 May", "the year ending 5 May"."""
    return bool(_state(language).search(text, max(day.start - _BEFORE, 0), day.start))


@cache
def _state(language: str) -> re.Pattern[str]:
    lexicon = load_lexicon(language)
    standing, closing = _any(lexicon.standing_dates), _any(lexicon.closing_dates)
    return re.compile(rf"\b(?i:{standing}(?:\s\S+){{0,4}}|{closing})\s$")


def _matches(text: str, language: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a date, of two that overlap the one that begins earlier."""
    end = 0
    matches = (match for pattern in _patterns(language) for match in pattern.finditer(text))
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return what dates look like: in figures, with the day before the month, and behind it.

    Each tells the last day (d, m, y) and may tell the first one of several (d1, m1, y1).
    """
    lexicon = load_lexicon(language)
    figures = (
        re.compile(r"(?<![\w.,:/-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])"),
        re.compile(r"(?<![\w.,:/-])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\w)"),
    )
    if not lexicon.months:
        return figures
    month = _month(lexicon)
    stop = r"|\." if "ordinal stops" in lexicon.traits else ""
    ending, links = rf"(?:{_any(lexicon.ordinal_endings)}{stop})?", rf"(?:{_any(lexicon.date_links)}\s)?"
    to = rf"(?:\s?[-–—]\s?|\s(?P<to>{_any(lexicon.date_ranges)})\s(?:{_any(lexicon.determiners)}\s)?)"
    days = {name: rf"(?P<{name}>\d{{1,2}}){ending}" for name in ("d1", "d")}
    years = {name: rf"(?:,?\s{links}(?P<{name}>(?:19|20)\d\d)(?!\w|[.,:]\d))?" for name in ("y1", "y")}
    first = rf"(?:{days['d1']}(?:\s{links}(?P<m1>{month}){years['y1']})?{to})?"
    day_first = rf"(?<![\w.,:/$€£-]){first}{days['d']}\s{links}(?P<m>{month}){years['y']}"
    if "months first" not in lexicon.traits:
        return (*figures, re.compile(day_first))
    counts = rf"(?![\d%]|[.,:/]\d|\w|-\w|\s(?:{'|'.join(lexicon.magnitudes)})\b)"
    leads = "".join(rf"(?<!\b(?i:{lead})\s)" for lead in sorted(lexicon.occasions.period_leads))
    more = rf"(?:{to}(?:(?P<m>{month})\s)?{days['d']}{counts})?"
    month_first = rf"{leads}(?<![\w-])(?P<m1>{month})\s{days['d1']}(?!\w){years['y1']}{more}{counts}{years['y']}"
    return (*figures, re.compile(day_first), re.compile(month_first))


def _month(lexicon: Lexicon) -> str:
    """Return the expression of a month; a shortened one may have a stop amid a date, where it ends no sentence."""
    has_capital = bool({"capital nouns", "months first"} & lexicon.traits)
    full: list[str] = []
    short: list[str] = []
    for forms in (month.split("|") for month in lexicon.months):
        for form in forms:
            is_short = any(other != form and other.startswith(form) for other in forms)
            (short if is_short else full).extend({form.capitalize(), form.capitalize() if has_capital else form})
    goes_on = rf"(?:\.(?=\s?[\d–—-]|\s{_any(lexicon.date_ranges)}\s))?"
    return rf"(?:{_any(full)}|{_any(short)}{goes_on})(?![^\W\d_])"


def _any(forms: Iterable[str]) -> str:
    """Return the expression of any of some words, the longer ones first; of none, one that never matches."""
    return "(?:" + ("|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) or r"(?!)") + ")"


def _days(match: re.Match[str], published: date | None, lexicon: Lexicon) -> tuple[date, date] | None:
    """Return the first and the last day that a date tells; None where it tells none for certain."""
    told = {"d1": None, "m1": None, "y1": None, "to": None, **match.groupdict()}
    day, month, year = told["d"] or told["d1"], told["m"] or told["m1"], told["y"] or told["y1"]
    start = told["d1"] or day, told["m1"] or month
    last = _dated(day, month, year, published, lexicon)
    first = _dated(*start, told["y1"] or (str(last.year) if last else None), published, lexicon)
    if first is None or last is None:
        return None
    if first > last and not told["y1"]:
        first = _dated(*start, str(last.year - 1), published, lexicon) or first
    joins = (told["to"] or "") in lexicon.conjunctions
    return None if first > last or (joins and last - first > timedelta(days=1)) else (first, last)


def _dated(
    day: str | None, month: str | None, year: str | None, published: date | None, lexicon: Lexicon
) -> date | None:
    """Return a day; without a year the one that is near the day of publication."""
    name = (month or "").lower().rstrip(".")
    number = int(name) if name.isdigit() else (_number(name, lexicon.months) or 0) + 1
    near = [published.year + step for step in (-1, 0, 1)] if published else []
    for known in [int(year)] if year else near:
        try:
            found = date(known, number, int(day or 0))
        except ValueError:
            continue
        if year or (published and abs(found - published) <= (_NEAR if known == published.year else _NEARER)):
            return found
    return None


# --- words that the day of publication explains -------------------------------------------------------------------


def spell_out(words: str, published: date, lexicon: Lexicon) -> str:
    """Return the day, week, month or year that `words` mean in an article of that date, as its language writes it.

    A weekday is the last such one that is not after the day of publication; of a month alone the year is told, in which
    it was there last. What means none of these has "".

    >>> from briefing.lexicon import load_lexicon
    >>> [spell_out(words, date(2025, 11, 6), load_lexicon("en")) for words in ("Wednesday", "last month", "this week")]
    ['5 November 2025', 'October 2025', '3–9 November 2025']
    """
    found = _without_genitive(words.lower(), lexicon)
    weekday = _number(found.partition(" ")[0], lexicon.weekdays)
    if weekday is not None:
        return _written(published - timedelta(days=(published.weekday() - weekday) % 7), _DAY, lexicon)
    told = ((lexicon.previous_periods, -1), (lexicon.current_periods, 0), (lexicon.next_periods, 1))
    for periods, step in told:
        unit = _number(found, periods)
        if unit is not None:
            return (
                _week(published, lexicon) if unit == _WEEK else _written(_moved(published, unit, step), unit, lexicon)
            )
    month = _number(found, lexicon.months) if lexicon.month_leads else None
    return "" if month is None else str(published.year - (month + 1 > published.month))


def _without_genitive(words: str, lexicon: Lexicon) -> str:
    return next((words.removesuffix(ending) for ending in lexicon.genitives if words.endswith(ending)), words)


def _week(day: date, lexicon: Lexicon) -> str:
    """Return the days of a week from Monday on, or "" for a Sunday: in some countries the next one begins with it."""
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    if last == day:
        return ""
    start, end = (_written(one, _DAY, lexicon).split(" ") for one in (first, last))
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(start), reversed(end), strict=False))
    return f"{' '.join(start[: len(start) - len(list(shared))])}–{' '.join(end)}"


def _number(word: str, forms: Sequence[str]) -> int | None:
    return next((number for number, names in enumerate(forms) if word and word in names.split("|")), None)


def _moved(day: date, unit: int, step: int) -> date:
    if unit == _DAY:
        return day + timedelta(days=step)
    months = day.year * 12 + day.month - 1 + step * (1 if unit == _MONTH else 12)
    return date(months // 12, months % 12 + 1, 1)


def _written(day: date, unit: int, lexicon: Lexicon) -> str:
    month = lexicon.months[day.month - 1].partition("|")[0]
    form = "{year}" if unit == _YEAR else lexicon.date_forms[unit]
    return form.format(day=day.day, month=month, capital_month=month.capitalize(), year=day.year)
