"""Our fixed words in one language, and dates written with them; from `templates/labels/<language>.toml`."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefing.errors import SettingsError
from briefing.model import Period
from briefing.settings import locate

_TABLES = ("page", "dates", "sections", "items", "register", "languages", "outcomes")
_PACKAGED = "labels/en.toml"
_REMEDY = "compare with the packaged labels"
_BRACES = re.compile(r"[{}][^{}]*}?")
QUOTATION_MARKS = '"“”„«»‹›'
"""What only a source may bring onto the page."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words, by table and name as in the file."""

    page: dict[str, str]
    dates: dict[str, str | list[str]]
    sections: dict[str, str]
    items: dict[str, str]
    register: dict[str, str | list[str]]
    languages: dict[str, str]
    outcomes: dict[str, str]
    language: str

    def day(self, day: date) -> str:
        """Write a day in full: "5 November 2025"."""
        return f"{day.day} {self.dates['months'][day.month - 1]} {day.year}"

    def short_day(self, day: date) -> str:
        """Write a day for a citation, tied with no-break spaces: "5 Nov 2025"."""
        return f"{day.day}\u00a0{self.dates['short_months'][day.month - 1]}\u00a0{day.year}"

    def days(self, period: Period) -> str:
        """Write a period's days: "3–9 November 2025"; "" when it has none."""
        first, last = period.first, period.last
        if first is None or last is None:
            return ""
        if first == last:
            return self.day(last)
        start = str(first.day)
        if (first.year, first.month) != (last.year, last.month):
            start += f" {self.dates['months'][first.month - 1]}" + (f" {first.year}" if first.year != last.year else "")
        return f"{start}–{self.day(last)}"


def load_labels(path: Path) -> Labels:
    """Read a labels file; its name is the language code.

    Raises:
        SettingsError: the file is not usable, a label is missing or holds a quotation mark.
    """
    data, packaged = _tables(path), _tables(locate(_PACKAGED))
    for table in _TABLES:
        for name, label in data[table].items():
            if any(mark in text for text in _texts(label) for mark in QUOTATION_MARKS):
                raise SettingsError(f"{path}: {name}", "holds a quotation mark", "leave those to the sources")
        for name, label in packaged[table].items() if table != "languages" else ():
            _compare(f"{path}: {name}", data[table].get(name), label)
    tables: dict[str, Any] = {table: data[table] for table in _TABLES}
    return Labels(**tables, language=path.stem)


def _tables(path: Path) -> dict[str, dict[str, str | list[str]]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return {table: dict(data[table].items()) for table in _TABLES}
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise SettingsError(str(path), f"not usable labels ({error})", _REMEDY) from error


def _compare(where: str, given: object, packaged: str | list[str]) -> None:
    """Raise where a label is missing, a list too short, or names something in braces that it is not given."""
    if type(given) is not type(packaged) or len(_texts(given)) != len(_texts(packaged)):
        raise SettingsError(where, "is missing, or not what it should be", _REMEDY)
    for text in _texts(given):
        unknown = set(_BRACES.findall(text)) - set(_BRACES.findall(str(packaged)))
        if unknown:
            raise SettingsError(where, f"{min(unknown)} stands for nothing here", _REMEDY)


def _texts(label: object) -> list[str]:
    return [str(text) for text in label] if isinstance(label, list) else [str(label)]
