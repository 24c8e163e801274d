"""When an article was published and last changed, by the surest place that tells it.

What the document states counts first, then its address, then a dateline or a line of the text that is a date, each with
its year; last what a reader inferred. Neither a clock nor the date of a file is ever asked.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from briefing.days import find_days
from briefing.extract.dates import read_date
from briefing.lexicon import load_lexicon, month_numbers
from briefing.model import INFERRED, Fields, Span

_TIME = re.compile(r"\d\d:\d\d|T\d{4}")
_FOLDERS = re.compile(r"/(?P<y>\d{4})/(?P<m>\d\d?|[^\W\d_]{3,9})/(?P<d>\d\d?)(?=[/-]|$)")
"""Folders of the day, "/2025/11/05/", also "/2025/nov/05/", as most systems of publishers make them."""
_AT_AN_END = (
    re.compile(r"/(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=[/-]|$)"),
    re.compile(r"/(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=[/-]|$)"),
    re.compile(r"-(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?=/?$|\.\w{2,5}$)"),
    re.compile(r"-(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?=-|/?$|\.\w{2,5}$)"),
)
"""A day that begins or ends a folder's name: amid words it may be what the article is about."""
_YEARS = range(1991, 2101)
"""No address is older, so that a number of eight figures is seldom taken for a day."""

_TOP = 3
"""Paragraphs in which a date may stand above the text or open it."""
_LINE = 60
"""Characters of a line that is a date, with a place or a time of the day at most."""
_BESIDE = 5
"""Letters beside a date in such a line: "Kyiv", "EET", "p.m."."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DATELINE = re.compile(r"(?P<head>[^\n\"“„«()–—]{0,80}?)(?:\([^()\n]{2,40}\)\s*|/[^/\n]{2,40}/\s*)?\s(?:--?|[–—])\s")
_MOST_WORDS = 4
"""Of each place in a dateline."""


def find_publication(fields: Fields, text: str, paragraphs: Sequence[Span], language: str) -> tuple[date | None, str]:
    """Return the day of publication and where it stands: the basis of `fields`, "address", "dateline" or `INFERRED`."""
    stated = read_date(fields.date)
    if stated and fields.date_basis != INFERRED:
        return stated, fields.date_basis
    if found := day_in_address(fields.url):
        return found, "address"
    if found := day_in_text(text, paragraphs, language):
        return found, "dateline"
    return stated, INFERRED if stated else ""


def last_change(fields: Fields, published: date | None) -> str:
    """Return the last moment that a document gives for itself, in UTC as far as it says so; else its day, or ""."""
    told = [_moment(text) for text in (fields.modified, fields.date)]
    return max((*told, published.isoformat() if published else ""))


def _moment(text: str) -> str:
    """Return a moment so that later ones sort behind: in UTC where it tells its zone; a day where it has no time."""
    day = read_date(text)
    if day is None or not _TIME.search(text):
        return day.isoformat() if day else ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
            return f"{moment.astimezone(UTC) if moment.tzinfo else moment:%Y-%m-%dT%H:%M:%SZ}"
        except (ValueError, OverflowError):
            continue
    return day.isoformat()


# --- addresses ----------------------------------------------------------------------------------------------------


def day_in_address(address: str) -> date | None:
    """Return the day that the path of an address tells, None where it tells none, or several.

    >>> day_in_address("https://portgazette.example/2025/11/05/ferries/")
    datetime.date(2025, 11, 5)
    >>> day_in_address("https://portgazette.example/the-storm-of-2025-11-05-and-after/")
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        return None
    for forms in ((_FOLDERS,), _AT_AN_END):
        days = {day for form in forms for day in _days(form, path)}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _days(form: re.Pattern[str], path: str) -> Iterator[date]:
    for match in form.finditer(path):
        month = match["m"] if match["m"].isdigit() else month_numbers().get(match["m"].lower(), 0)
        try:
            day = date(int(match["y"]), int(month), int(match["d"]))
        except ValueError:
            continue
        if day.year in _YEARS:
            yield day


# --- the text -----------------------------------------------------------------------------------------------------


def day_in_text(text: str, paragraphs: Sequence[Span], language: str) -> date | None:
    """Return the day, with its year, of the first dateline, or line that is a date, at the top of a text.

    A date without a year tells none: which one is meant would have to be guessed.
    """
    for span in paragraphs[:_TOP]:
        paragraph = text[span.start : span.end]
        if found := _day_of_line(paragraph, language) or _day_of_dateline(paragraph, language):
            return found
    return None


def _day_of_line(paragraph: str, language: str) -> date | None:
    found = _only_day(paragraph, language) if len(paragraph) <= _LINE else None
    if found is None:
        return None
    day, rest = found
    lexicon = load_lexicon(language)
    weekdays = lexicon.calendar.union(*(forms.split("|") for forms in lexicon.weekdays))
    beside = [word for word in _WORD.findall(rest) if word.lower() not in weekdays]
    return day if sum(map(len, beside)) <= _BESIDE and not paragraph.rstrip().endswith(("?", "!")) else None


def _day_of_dateline(paragraph: str, language: str) -> date | None:
    """Read "SULINA, Romania, Nov. 5, 2025 (Baltwire) - ": places in capitals, then the day, then a dash."""
    match = _DATELINE.match(paragraph)
    found = _only_day(match["head"], language) if match else None
    if found is None:
        return None
    day, rest = found
    places = [place.split() for place in re.split(r"[,.;\0]", rest) if place.strip()]
    is_place = all(len(words) <= _MOST_WORDS and not any(map(str.islower, words)) for words in places)
    opens = rest.partition("\0")[0].rstrip()
    return day if is_place and (not opens or opens.endswith((",", "."))) else None


def _only_day(line: str, language: str) -> tuple[date, str] | None:
    """Return the one day that a line tells with its year, and the line with a mark in its place."""
    found = list(find_days(line, None, language))
    if len(found) != 1 or found[0].first != found[0].last:
        return None
    span = found[0].span
    return found[0].first, f"{line[: span.start]}\0{line[span.end :]}"
