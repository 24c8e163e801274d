"""Our fixed words in one language, and dates written with them; from `templates/labels/<language>.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing.errors import SettingsError
from briefing.model import Period
from briefing.settings import locate
from briefing.text import QUOTATION_MARKS

_PACKAGED = "labels/en.toml"
_REMEDY = "copy templates/labels/en.toml and translate it"
LEAVE_OUT = "leave those to the sources, and write ’ for an apostrophe"
_LISTS = ("counts", "months", "weekdays")
_BRACES = re.compile(r"[{}][^{}]*}?")
_QUOTATION = re.compile(rf"[{QUOTATION_MARKS}]|``|''|(?<!\w)'")
"""A quotation mark in words of ours; a straight ' is one unless it follows a letter."""

_Table = dict[str, str]
_Lists = dict[str, tuple[str, ...]]


def quotation_mark(text: str) -> str:
    """Return the first quotation mark in words of ours, "" where there is none.

    >>> quotation_mark("the crew's ‘boats’"), quotation_mark("the crew's boats")
    ('‘', '')
    """
    found = _QUOTATION.search(text)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words, by table and name as in the file."""

    page: _Table
    dates: _Table
    months: _Lists
    weekdays: _Lists
    sections: _Table
    counts: _Lists
    """For one and for any other number; `count` chooses."""
    changes: _Table
    figures: _Table
    stories: _Table
    timeline: _Table
    differences: _Table
    figure: _Table
    charts: _Table
    statement: _Table
    ratings: _Table
    checks: _Table
    items: _Table
    one_page: _Table
    evidence: _Table
    reasons: _Table
    register: _Table
    bases: _Table
    languages: _Table
    said: _Table
    show: _Table
    suggest: _Table
    rules: _Table
    kinds: _Table
    grades: _Table
    not_printed: _Table
    outcomes: _Table
    language: str

    def count(self, name: str, n: int) -> str:
        """Return a number with what is counted: "1 point", "3 points"."""
        if name not in self.counts:
            raise LookupError(f"the labels have no counts.{name}")
        one, many = self.counts[name]
        return (one if n == 1 else many).format(n=n)

    def day(self, day: date) -> str:
        """Write a day in full: "5 November 2025"."""
        return self._day("day", day)

    def short_day(self, day: date) -> str:
        """Write a day for a citation, tied with no-break spaces: "5 Nov 2025"."""
        return self._day("short", day, "short").replace(" ", "\u00a0")

    def days(self, period: Period) -> str:
        """Write a period's days: "3–9 November 2025"; "" when it has none."""
        return self.span(period.first, period.last) if period.first and period.last else ""

    def span(self, first: date, last: date) -> str:
        """Write days from one to another: "30 October – 3 November 2025"; "3 November 2025" for a single one."""
        if first == last:
            return self.day(last)
        pattern = "day_alone" if first.month == last.month else "day_and_month"
        start = self._day(pattern if first.year == last.year else "day", first)
        return self.dates["range"].format(first=start, last=self.day(last))

    def _day(self, pattern: str, day: date, months: str = "full") -> str:
        return self.dates[pattern].format(day=day.day, month=self.months[months][day.month - 1], year=day.year)


def load_labels(path: Path) -> Labels:
    """Read a labels file; its name is the language code.

    Raises:
        SettingsError: the file cannot be read, a label is missing, unknown or not what it should be, or it holds a
            quotation mark.
    """
    data, packaged = _read(path), _read(locate(_PACKAGED))
    _refuse_other_names(f"{path}: ", data, packaged)
    for name, table in packaged.items():
        _compare_tables(f"{path}: {name}", data[name], table)
    words = {name: table for name, table in data.items() if name not in _LISTS}
    lists = {name: {key: tuple(forms) for key, forms in data[name].items()} for name in _LISTS}
    return Labels(**words, **lists, language=path.stem)  # type: ignore[arg-type]  # as compared with the packaged


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(str(path), f"not usable labels ({error})", _REMEDY) from error


def _compare_tables(where: str, given: object, packaged: Mapping[str, object]) -> None:
    if not isinstance(given, dict):
        raise SettingsError(where, "is no table", _REMEDY)
    _refuse_other_names(f"{where}.", given, packaged)
    for name, label in packaged.items():
        _compare(f"{where}.{name}", given[name], label)


def _refuse_other_names(where: str, given: Mapping[str, object], packaged: Mapping[str, object]) -> None:
    for name in packaged:
        if name not in given:
            raise SettingsError(f"{where}{name}", "is missing", _REMEDY)
    for name in given:
        if name not in packaged:
            raise SettingsError(f"{where}{name}", "is not known", _REMEDY)


def _compare(where: str, given: object, packaged: object) -> None:
    """Raise where a label has another form than the packaged one, fills in anything else, or holds a quotation mark."""
    texts, expected = list(_texts(given)), list(_texts(packaged))
    if type(given) is not type(packaged) or len(texts) != len(expected):
        form = f"a list of {len(expected)} texts" if isinstance(packaged, list) else "a text"
        raise SettingsError(where, f"is not {form}", _REMEDY)
    odd = set(_BRACES.findall(" ".join(texts))) ^ set(_BRACES.findall(" ".join(expected)))
    if odd:
        braces = ", ".join(sorted(set(_BRACES.findall(" ".join(expected))))) or "nothing in braces"
        raise SettingsError(where, f"{min(odd)} is missing or stands for nothing; it takes {braces}", _REMEDY)
    mark = quotation_mark(" ".join(texts))
    if mark:
        raise SettingsError(where, f"holds a quotation mark ({mark})", LEAVE_OUT)


def _texts(label: object) -> Iterator[str]:
    """Yield the texts of a label, and none of what is no text."""
    yield from (text for text in (label if isinstance(label, list) else [label]) if isinstance(text, str))
