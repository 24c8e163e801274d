"""briefing.toml and the command line, read into one frozen `Settings`.

The command line wins over the file. Paths in the file are relative to the file's folder, so that a folder of articles
and its settings can be moved together. The clock is read here and nowhere else.
"""

import difflib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from briefing.blocks import EvidenceMode, NoteMode
from briefing.errors import SettingsError
from briefing.model import Grade, Period
from briefing.text import QUOTATION_MARKS

CONFIG_NAME = "briefing.toml"
FIELDS = ("title", "text", "date", "source", "url", "author", "language")
"""What `[fields]` may map: our names of what an export says about an article."""

_OPTIONS = {
    "inputs": "INPUTS",
    "formats": "--format",
    "max_pages": "--max-pages",
    "one_page": "--one-page",
    "new_only": "--new-only",
}
"""What the command line calls keys otherwise."""
_PERIOD_KEYS = ("week", "since", "until")
_TEMPLATES = {"template": "weekly.xml.j2", "style": "style.toml", "labels": "labels/en.toml"}
_ONE_PAGE = "one-page.xml.j2"
_OF_THE_WHOLE = ("template", "max_pages")
"""Keys of a file that hold for the full briefing, where the command line asks for one page of it."""
_THEMES = "themes"
_STATE = ".briefing"
_NAMED: Mapping[str, tuple[Grade, ...]] = {"careful": ("sure",), "complete": ("sure", "likely")}
"""Which attributions each choice prints; weak ones never."""
_UNDATED = date(1980, 1, 1)
"""Stands in files where there is neither a dated article nor SOURCE_DATE_EPOCH: the first day a zip can hold."""


# --- the period ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PeriodWish:
    """The days asked for. Without `first` it is the week of the latest article; without `last` it ends with that one.

    >>> PeriodWish().resolve([date(2025, 11, 5), date(2025, 10, 31)]).key
    '2025-W45'
    """

    first: date | None = None
    last: date | None = None
    week: bool = False
    """Whether the days are an ISO week, asked for as such."""

    def resolve(self, dates: Iterable[date]) -> Period:
        """Return the period, given the dates of all dated articles."""
        latest = max(dates, default=None)
        if self.first is None:
            return Period(None, None, "undated") if latest is None else _week_of(latest)
        if self.week:
            return _week_of(self.first)
        last = self.last or max(self.first, latest or self.first)
        return Period(self.first, last, f"{self.first}--{last}")


def created(period: Period) -> date:
    """Return the day that finished files carry as theirs: SOURCE_DATE_EPOCH, else the period's last day.

    Raises:
        SettingsError: SOURCE_DATE_EPOCH is set and is no number of seconds.
    """
    return _epoch_day() or period.last or _UNDATED


def day_of_run() -> date:
    """Return today by the clock: for what is told on the terminal, since nothing that is written depends on it."""
    return datetime.now(tz=UTC).date()


def _today() -> date:
    return _epoch_day() or day_of_run()


def _epoch_day() -> date | None:
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(value), tz=UTC).date() if value else None
    except (ValueError, OverflowError, OSError):
        raise SettingsError(
            "SOURCE_DATE_EPOCH", f"{value!r} is not a time", "give seconds since 1970 or unset it"
        ) from None


def _week_of(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    sunday = date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    return Period(monday, sunday, f"{year:04}-W{week:02}")


# --- the settings -------------------------------------------------------------------------------------------------


def locate(name: str, *folders: Path) -> Path:
    """Return the template file or folder `name`: the first of the user's `folders` that has it, else the packaged one.

    Raises:
        SettingsError: none of them has it.
    """
    for folder in (*folders, _own_templates()):
        if (folder / name).exists():
            return folder / name
    raise SettingsError(name, "is in none of the template folders", f"put it into {(*folders, _own_templates())[0]}")


def _own_templates() -> Path:
    """Return the packaged folder; an editable install has none and uses the checkout's."""
    package = Path(__file__).parent
    return package / "templates" if (package / "templates").is_dir() else package.parent / "templates"


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that `collect` asks for what is new. A briefing does not depend on it, only on what was collected."""

    url: str
    source: str = ""
    """The outlet of its articles; "" for what they and the feed say."""
    pages: bool = True
    """Whether the pages that it lists are fetched, too."""
    articles_per_run: int = 50
    pause: int = 1
    """Seconds, at least, between two requests to one host."""
    allow_private: bool = False
    """Whether it may lead to this machine and to networks that are not public."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that decides a briefing beside the articles themselves."""

    inputs: tuple[Path, ...] = ()
    out: Path = Path("out")
    formats: tuple[str, ...] = ("pdf", "docx", "html", "md", "json")
    summarizer: str = "news"
    template: Path = field(default_factory=lambda: _own_templates() / _TEMPLATES["template"])
    style: Path = field(default_factory=lambda: _own_templates() / _TEMPLATES["style"])
    labels: Path = field(default_factory=lambda: _own_templates() / _TEMPLATES["labels"])
    """The fixed labels in the language of our own words."""
    themes: tuple[Path, ...] = field(default_factory=lambda: (_own_templates() / _THEMES,))
    """Folders of theme files; a later one replaces files of the same name."""
    title: str = "Weekly briefing"
    contact: str = ""
    handling: str = ""
    period: PeriodWish = PeriodWish()
    strict: bool = False
    attribution: str = "careful"
    """How sure it has to be who speaks, for the page to say it: "careful" or "complete"."""
    notes: NoteMode = "links"
    """How the Word file cites."""
    evidence: EvidenceMode = "passage"
    """What the HTML page shows of the sources."""
    field_map: Mapping[str, str] = field(default_factory=dict)
    """Our names of an export's fields to the names it uses."""
    exclude: tuple[str, ...] = ()
    pin: tuple[str, ...] = ()
    points_per_theme: int = 5
    quotations_per_theme: int = 2
    highlights: int = 5
    key_figures: int = 4
    events: int = 12
    """Entries of the timeline."""
    table_rows: int = 20
    """That a table lists at most; what it leaves out is counted."""
    max_pages: int = 0
    """Of the PDF; 0 for as many as it takes."""
    one_page: bool = False
    """Whether the most important of it is wanted, on a single page."""
    points_in_all: int | None = None
    """That one page prints; None for as many as the themes have."""
    quotations_in_all: int | None = None
    """Likewise."""
    sources: Path | None = None
    """The register of outlets."""
    house: Path | None = None
    """The Word file that a house wants its briefing in."""
    state: Path | None = None
    """The folder of what is remembered between runs; None for nothing."""
    new_only: bool = False
    """Whether the briefing is on articles alone that no earlier one had."""
    engine: str = "local"
    """Where files are analysed: "serial", "local", "dask" or "dask://address"."""
    workers: int = 0
    """Processes for it; 0 for as many as there are processors."""
    feeds: tuple[Feed, ...] = ()
    collected: Path = Path("articles/collected")
    """The folder for what the feeds bring."""
    places: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Where values were given, by their field, to print."""

    def tells(self, grade: Grade) -> bool:
        """Whether the page says who speaks where that is as certain as `grade`."""
        return grade in _NAMED[self.attribution]

    def place(self, name: str) -> str:
        """Return how the user calls the place of a value: "--format", "briefing.toml: formats"."""
        return self.places.get(name, name)


@dataclass(frozen=True, slots=True)
class _Given:
    """A value as given, the name to print for its place, and the folder its paths start from."""

    where: str
    value: object
    folder: Path

    def refused(self, expected: str) -> SettingsError:
        """Return the error that says what was expected; not the value where a password may stand before an @."""
        told = repr(self.value)
        return SettingsError(self.where, f"{'this' if '@' in told else told} is not {expected}", f"give {expected}")


def load_settings(config: Path | None = None, overrides: Mapping[str, object] | None = None) -> Settings:
    """Return the settings of `config`, or of ./briefing.toml where there is one, with `overrides` on top.

    `overrides` has the file's keys; a value of None or () leaves the file's. A period there replaces the file's whole
    period.

    Raises:
        SettingsError: the file cannot be read, a key is not known or a value cannot be used.
    """
    path = config or (Path(CONFIG_NAME) if Path(CONFIG_NAME).is_file() else None)
    told = {key: value for key, value in (overrides or {}).items() if value not in (None, ())}
    given = _from_file(path) if path else {}
    if any(key in told for key in _PERIOD_KEYS):
        given = {key: value for key, value in given.items() if key not in _PERIOD_KEYS}
    if told.get("one_page"):
        given = {key: value for key, value in given.items() if key not in _OF_THE_WHOLE}
    given |= {key: _Given(_OPTIONS.get(key, f"--{key}"), value, Path()) for key, value in told.items()}
    values = {_NAMES.get(key, key): _KEYS[key](one) for key, one in given.items() if key not in _PERIOD_KEYS}
    period = _period({key: given[key] for key in _PERIOD_KEYS if key in given})
    places = {_NAMES.get(key, key): one.where for key, one in given.items()}
    return Settings(**_looks(values, path), period=period, places=places)  # type: ignore[arg-type]  # as parsed


def _from_file(path: Path) -> dict[str, _Given]:
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "give a file that can") from error
    except ValueError as error:
        raise SettingsError(str(path), f"is not TOML ({error})", "mend that line") from error
    _refuse_unknown(str(path), data, (*_KEYS, *_PERIOD_KEYS))
    return {key: _Given(f"{path}: {key}", value, path.parent) for key, value in data.items()}


def _refuse_unknown(where: str, keys: Iterable[str], known: Iterable[str]) -> None:
    known = sorted(known)
    for key in keys:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(known)}"
            raise SettingsError(where, f"unknown key {key!r}", hint)


def _looks(values: dict[str, object], config: Path | None) -> dict[str, object]:
    """Add the template files that were not named: those in `templates/` beside the settings file come first."""
    folders = (config.parent / "templates",) if config else ()
    language = values.pop("language", "en")
    names = _TEMPLATES | {"labels": f"labels/{language}.toml"}
    if values.get("one_page"):
        names["template"], values["max_pages"] = _ONE_PAGE, 1
    found = {key: locate(name, *folders) for key, name in names.items() if key not in values}
    return {"themes": (locate(_THEMES, *folders),), "state": Path(_STATE)} | found | values


# --- values -------------------------------------------------------------------------------------------------------


def _text(given: _Given) -> str:
    if not isinstance(given.value, str):
        raise given.refused("a text")
    return given.value


def _line(given: _Given, most: int = 0) -> str:
    """Return a text of ours for the page, of `most` characters where it has to fit a header or footer."""
    text = _text(given)
    if any(mark in text for mark in QUOTATION_MARKS):
        raise SettingsError(
            given.where, "holds a quotation mark", "leave it out: only sources bring them onto the page"
        )
    if most and len(text) > most:
        raise SettingsError(given.where, f"{len(text)} characters do not fit the page", f"give at most {most}")
    return text


def _texts(given: _Given) -> tuple[str, ...]:
    if not isinstance(given.value, list | tuple) or not all(isinstance(one, str) for one in given.value):
        raise given.refused("a list of texts")
    return tuple(given.value)


def _flag(given: _Given) -> bool:
    if not isinstance(given.value, bool):
        raise given.refused("true or false")
    return given.value


def _choice(given: _Given, choices: Iterable[str]) -> str:
    text = _text(given)
    if text not in choices:
        raise given.refused(" or ".join(choices))
    return text


def _number(given: _Given, least: int) -> int:
    if not isinstance(given.value, int) or isinstance(given.value, bool) or given.value < least:
        raise given.refused(f"a whole number from {least}")
    return given.value


def _path(given: _Given) -> Path:
    return given.folder / _text(given)


def _paths(given: _Given) -> tuple[Path, ...]:
    return tuple(given.folder / one for one in _texts(given))


def _existing(given: _Given) -> Path:
    path = _path(given)
    if not path.exists():
        raise SettingsError(given.where, f"{given.value!r} does not exist", "give one that does")
    return path


def _theme_folders(given: _Given) -> tuple[Path, ...]:
    """Return the folders that the setting names, each as a path or as a set of themes."""
    named = (given.value,) if isinstance(given.value, str) else _texts(given)
    if not named:
        raise SettingsError(given.where, "[] names no folder", "give one")
    return tuple(dict.fromkeys(folder for name in named for folder in _theme_set(given, name)))


def _theme_set(given: _Given, name: str) -> tuple[Path, ...]:
    """Return a folder, or those of a set: the usual themes and, in a folder beside them, the set's own."""
    if (given.folder / name).is_dir():
        return (given.folder / name,)
    places = [folder / _THEMES for folder in (given.folder / "templates", _own_templates())]
    if not any((place / name).is_dir() for place in places):
        sets = sorted({path.name for place in places for path in place.glob("*/")})
        message = f"{name!r} is neither a folder nor a set of themes"
        raise SettingsError(given.where, message, f"give a folder, or one of {', '.join(sets)}")
    return tuple(locate(f"{_THEMES}{part}", given.folder / "templates") for part in ("", f"/{name}"))


def _field_map(given: _Given) -> dict[str, str]:
    if not isinstance(given.value, dict) or not all(isinstance(one, str) for one in given.value.values()):
        raise given.refused("a table of texts")
    _refuse_unknown(given.where, given.value, FIELDS)
    return dict(given.value)


def _feeds(given: _Given) -> tuple[Feed, ...]:
    if not isinstance(given.value, list) or not all(isinstance(one, dict) for one in given.value):
        raise given.refused("a list of tables, each under [[feeds]]")
    feeds: dict[str, Feed] = {}
    for number, one in enumerate(given.value, 1):
        feed = _feed(_Given(f"{given.where} {number}", one, given.folder), one)
        if feed.url in feeds:
            raise SettingsError(f"{given.where} {number}", f"{feed.url!r} is given twice", "leave one of them out")
        feeds[feed.url] = feed
    return tuple(feeds.values())


def _feed(given: _Given, table: Mapping[str, object]) -> Feed:
    _refuse_unknown(given.where, table, _FEED_KEYS)
    if "url" not in table:
        raise SettingsError(given.where, "has no url", "give the address of the feed")
    values = {
        key: _FEED_KEYS[key](_Given(f"{given.where}: {key}", value, given.folder)) for key, value in table.items()
    }
    return Feed(**values)  # type: ignore[arg-type]  # as parsed


def _address(given: _Given) -> str:
    """Return an address of the web without a password, which would stand in records."""
    text = _text(given).strip()
    expected = "an address of the web without a name or password in it, such as https://example.org/rss.xml"
    try:
        parts = urlsplit(text)
        is_plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        is_plain = is_plain and parts.port != 0  # none is asked for: in "user:w/ord@host" it is no number
    except ValueError:
        is_plain = False
    if not is_plain or not text.isprintable() or " " in text:
        raise given.refused(expected)
    return text


_FEED_KEYS: Mapping[str, Callable[[_Given], object]] = {
    "url": _address,
    "source": partial(_line, most=60),
    "pages": _flag,
    "articles_per_run": partial(_number, least=1),
    "pause": partial(_number, least=0),
    "allow_private": _flag,
}
_KEYS: Mapping[str, Callable[[_Given], object]] = {
    "inputs": _paths,
    "out": _path,
    "formats": _texts,
    "summarizer": _text,
    "template": _existing,
    "style": _existing,
    "themes": _theme_folders,
    "language": _text,
    "title": partial(_line, most=90),
    "contact": _line,
    "handling": partial(_line, most=40),
    "strict": _flag,
    "attribution": partial(_choice, choices=tuple(_NAMED)),
    "notes": partial(_choice, choices=get_args(NoteMode)),
    "evidence": partial(_choice, choices=get_args(EvidenceMode)),
    "fields": _field_map,
    "exclude": _texts,
    "pin": _texts,
    "points_per_theme": partial(_number, least=1),
    "quotations_per_theme": partial(_number, least=0),
    "highlights": partial(_number, least=0),
    "key_figures": partial(_number, least=0),
    "events": partial(_number, least=0),
    "table_rows": partial(_number, least=0),
    "max_pages": partial(_number, least=1),
    "one_page": _flag,
    "state": _path,
    "new_only": _flag,
    "engine": _text,
    "workers": partial(_number, least=0),
    "sources": _existing,
    "house": _existing,
    "feeds": _feeds,
    "collected": _path,
}
_NAMES = {"fields": "field_map"}
"""Keys that `Settings` calls otherwise."""


def _period(given: Mapping[str, _Given]) -> PeriodWish:
    if "week" not in given:
        return _days(given)
    if len(given) > 1:
        raise SettingsError(given["week"].where, "goes with neither since nor until", "give one or the other")
    return PeriodWish(_day_of_week(given["week"]), week=True)


def _days(given: Mapping[str, _Given]) -> PeriodWish:
    first, last = (_date(given[key]) if key in given else None for key in ("since", "until"))
    if last and not first:
        raise SettingsError(given["until"].where, "does not say where the period begins", "give since, too")
    if first and last and last < first:
        raise SettingsError(given["until"].where, f"{last} is before {first}", "exchange since and until")
    return PeriodWish(first, last)


def _day_of_week(given: _Given) -> date:
    """Return a day of the week "2025-W45", "current" or "last"."""
    if given.value in ("current", "last"):
        return _today() - timedelta(weeks=given.value == "last")
    try:
        return date.fromisoformat(f"{_text(given)}-1")
    except ValueError:
        raise given.refused("a week such as 2025-W45, current or last") from None


def _date(given: _Given) -> date:
    try:
        return given.value if type(given.value) is date else date.fromisoformat(_text(given))
    except ValueError:
        raise given.refused("a date such as 2025-11-03") from None
