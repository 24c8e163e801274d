"""The briefings that were published before a period, read back from the folder of finished briefings.

What lies there may have been edited, cut short, or made by another version: everything is looked at before it is taken,
and a file that is not wholly as it was published is told and left out.
"""

import json
import re
import stat
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from briefing.anchors import RECORD, SCHEMA
from briefing.files import list_folder
from briefing.model import Earlier, EarlierArticle, EarlierPoint, PastCoverage, Period, Problem

NAME = "briefing.json"

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})--([0-9]{4}-[0-9]{2}-[0-9]{2})")
_HALF = re.compile("[\ud800-\udfff]")
_LARGEST = 32 * 1024 * 1024
"""Bytes; a record of two hundred sources has one or two million."""
_REFUSALS = 4
"""Of so many files that cannot be used each is told; what lies further back is too old to be compared with."""
_PERIODS = 7
"""Are counted beside this one."""

Days = tuple[date, date]
_Kind = TypeVar("_Kind")


def days_of(key: str) -> Days | None:
    """Return the first and the last day of the period that a folder is named after; None where it is no such name.

    >>> days_of("2025-W45")
    (datetime.date(2025, 11, 3), datetime.date(2025, 11, 9))
    """
    week, days = _WEEK.fullmatch(key), _DAYS.fullmatch(key)
    try:
        if week:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday, monday + timedelta(days=6)
        if days and days[1] <= days[2]:
            return date.fromisoformat(days[1]), date.fromisoformat(days[2])
    except (ValueError, OverflowError):
        pass  # there is no such week or day
    return None


def last_published(out: Path, period: Period) -> tuple[Earlier | None, tuple[Problem, ...]]:
    """Return the last briefing in `out` of days wholly before `period`, and a problem for each that cannot be used.

    The last one is that whose period ends last; of several, the longest, and a week before the same days asked for one
    by one. Files are opened one by one until one can be used, and no folder that has no record in it counts.
    """
    problems: list[Problem] = []
    for key in _keys_before(period, out):
        try:
            return _read(out / key / NAME, key), tuple(problems)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(_problem(key, f"cannot be read ({error.strerror})"))
        except ValueError as error:
            problems.append(_problem(key, str(error)))
        if len(problems) == _REFUSALS:
            break
    return None, tuple(problems)


def past_coverage(out: Path, period: Period) -> tuple[tuple[PastCoverage, ...], tuple[Problem, ...]]:
    """Return what the last briefings in `out` counted, the oldest first, and a problem for each that cannot be used.

    These are the briefings of periods wholly before `period` and as long as it, so that their counts compare.
    """
    found: dict[date, PastCoverage] = {}
    problems: list[Problem] = []
    for key in _keys_alike(period, out):
        try:
            one = _counted(_content(out / key / NAME), key)
            found.setdefault(one.first, one)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            problems.append(_problem(key, f"cannot be read ({error.strerror})"))
        except ValueError as error:
            problems.append(_problem(key, str(error)))
    return tuple(found[day] for day in sorted(found)), tuple(problems)


def is_as_published(path: Path) -> bool:
    """Whether a file of a briefing is as it was published, as far as the record beside it tells."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False  # it cannot be told, and may be somebody's work
    return _digest(path) in ("", sha256(content).hexdigest())


def published_texts(folder: Path) -> dict[str, str]:
    """Return the texts of the articles that the briefing in a folder cites; none where it cannot be used."""
    try:
        return {article.id: article.text for article in _read(folder / NAME, folder.name).articles}
    except (OSError, ValueError):
        return {}


def _problem(key: str, message: str) -> Problem:
    return Problem("compare", f"{key}/{NAME}", message, "make it again or delete it")


def _keys_before(period: Period, out: Path) -> list[str]:
    """Return the names of the folders of earlier periods, the last first."""
    if period.first is None:
        return []
    known = [(days, path.name) for path in list_folder(out) if (days := days_of(path.name))]
    earlier = [(last, last - first, key) for (first, last), key in known if last < period.first]
    return [key for *_, key in sorted(earlier, reverse=True)]


def _keys_alike(period: Period, out: Path) -> list[str]:
    """Return the names of the last folders of earlier periods that are as long as this one."""
    if period.first is None or period.last is None:
        return []
    keys = _keys_before(period, out)
    length = period.last - period.first
    return [key for key in keys if (days := days_of(key)) and days[1] - days[0] == length][:_PERIODS]


# --- the record ---------------------------------------------------------------------------------------------------


def _read(path: Path, key: str) -> Earlier:
    """Return the briefing of a file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not what was published for the period of that key.
    """
    content = _content(path)
    try:
        record = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    return _earlier(record, key)


def _content(path: Path) -> bytes:
    """Return the record in a file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no file, too large, or not as it was published.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("is not a file")
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(f"is larger than {_LARGEST // 1024**2} MB")
    if sha256(content).hexdigest() != _digest(path):
        raise ValueError(f"is not as it was published, by the {RECORD} beside it")
    return content


def _digest(path: Path) -> str:
    """Return the digest that the record of the run has of a file; "" where it has none."""
    try:
        with path.with_name(RECORD).open("rb") as file:
            files = json.loads(file.read(_LARGEST).decode())["files"]
        return str(files[path.name])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""


def _earlier(record: object, key: str) -> Earlier:
    if _get(record, "schema", int) != SCHEMA:
        raise ValueError("was made by another version of briefing")
    first, last = _days(_get(record, "period", dict), key)
    articles = {name: _article(name, one) for name, one in _get(record, "articles", dict).items()}
    sections = _get(record, "sections", list)
    return Earlier(
        key=key,
        first=first,
        last=last,
        themes=tuple(_text(section, "slug") for section in sections),
        points=tuple(
            _point(_text(section, "slug"), item, articles)
            for section in sections
            for item in _get(section, "items", list)
        ),
        articles=tuple(articles.values()),
    )


def _days(period: object, key: str) -> Days:
    """Return the days of a record's period, which are those that the folder is named after."""
    days = days_of(key)
    told = [_text(period, name) for name in ("key", "first", "last")]
    if days is None or told != [key, *(day.isoformat() for day in days)]:
        raise ValueError("is of another period than its folder")
    return days


def _article(name: str, article: object) -> EarlierArticle:
    source = _get(article, "source", dict)
    return EarlierArticle(name, _text(source, "title"), _text(article, "text"), _text(source, "language"))


def _point(theme: str, item: object, articles: dict[str, EarlierArticle]) -> EarlierPoint:
    """Return a point or quotation whose words are those of its article."""
    is_point = isinstance(item, dict) and "excerpt" in item
    passage = _get(_get(item, "excerpt" if is_point else "quote", dict), "passage", dict)
    span, words = _get(passage, "span", dict), _text(passage, "text")
    start, end = _get(span, "start", int), _get(span, "end", int)
    article = articles.get(_text(passage, "article_id"))
    if not article or not 0 <= start < end <= len(article.text) or article.text[start:end] != words:
        raise ValueError("has words that are not its articles'")
    return EarlierPoint(theme, article.id, words)


def _get(holder: object, name: str, kind: type[_Kind]) -> _Kind:
    """Return what stands under a name; true and false are no numbers here."""
    value = holder.get(name) if isinstance(holder, dict) else None
    if type(value) is not kind:
        raise ValueError(f"has no {name!r}, or not the right kind of it")
    return value


def _text(holder: object, name: str) -> str:
    """Return a text under a name, which half of a character is not."""
    value = _get(holder, name, str)
    if _HALF.search(value):
        raise ValueError(f"has half a character in {name!r}")
    return value


# --- its counts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Days:
    key: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Theme:
    slug: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A record as far as it counts: of five hundred pages there are tens of millions of bytes, and several records."""

    schema: int
    period: _Days
    coverage: tuple[_Theme, ...]


def _counted(content: bytes, key: str) -> PastCoverage:
    try:
        record = msgspec.json.decode(content, type=_Counted)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise ValueError("has no counts of articles") from None
    told = record.period
    if record.schema != SCHEMA:
        raise ValueError("was made by another version of briefing")
    if told.key != key or days_of(key) != (told.first, told.last):
        raise ValueError("is of another period than its folder")
    return PastCoverage(key, told.first, told.last, tuple((one.slug, len(one.articles)) for one in record.coverage))
