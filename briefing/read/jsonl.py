"""JSON lines, `.jsonl` or `.ndjson`: one article per line, as scrapers and databases export them.

Each line is an object with `text` and, where known, `title`, `date`, `source`, `url`, `author`, `language`. Other names
are given in the field map (ours = theirs). The articles are `name.jsonl#1`, `#2`, …, counted over the lines that are
not empty. A line that is no object or has no text is reported with its line number, and the others are read. The text
is taken as a plain text's body: a date glued in front of it is peeled off, header lines are not looked for.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import Unreadable
from briefing.model import Document, Fields
from briefing.read.file import File, problem, report
from briefing.read.headers import Top, peel_glued_date
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

name = "jsonl"
suffixes = (".jsonl", ".ndjson")

_KEYS = ("title", "text", "date", "source", "url", "author", "language")
_HINT = "give one JSON object with a text per line; name its field for the text under [fields]"


def claims(path: str, head: bytes) -> bool:
    """Whether the name ends in `.jsonl` or `.ndjson`."""
    return path.lower().endswith(suffixes)


def read(file: File) -> tuple[Document, ...]:
    """Return one document per good line, the first of them with the problems of the bad ones; raises `Unreadable`."""
    text, doubts = file.decoded()
    documents, bad_lines = [], []
    for count, (number, line) in enumerate(_filled_lines(text), 1):
        try:
            documents.append(_document(file, line, count))
        except (ValueError, Unreadable) as error:
            reason = error.message if isinstance(error, Unreadable) else str(error)
            bad_lines.append(problem(f"{file.path}#{count}", f"line {number} is left out: {reason}", _HINT))
    if not documents:
        reason = f", and {bad_lines[0].message}" if bad_lines else ""
        raise Unreadable(file.path, f"no line holds an article{reason}", _HINT)
    return (replace(documents[0], problems=(*doubts, *bad_lines, *documents[0].problems)), *documents[1:])


def _filled_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of the lines that are not empty. Only a newline ends a line here."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _document(file: File, line: str, count: int) -> Document:
    """Return the article of one line; raises ValueError or Unreadable, both without the line's number."""
    record = _record(line)
    told = {key: _told(record.get(file.field_map.get(key, key))) for key in _KEYS}
    if not told["text"]:
        raise ValueError(f"it has no {file.field_map.get('text', 'text')!r}, only {', '.join(record) or 'nothing'}")
    body, removals = clean(told["text"])
    top = peel_glued_date(Top(body, _fields(told)))
    problems = report(f"{file.path}#{count}", removals)
    return file.document(split_paragraphs(top.body), top.fields, problems, count)


def _fields(told: dict[str, str]) -> Fields:
    return Fields(
        title=told["title"],
        outlet=told["source"],
        byline=told["author"],
        date=told["date"],
        date_basis="metadata" if told["date"] else "",
        url=told["url"],
        language=told["language"],
    )


def _record(line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    except ValueError as error:
        raise ValueError(f"it is not JSON ({error})") from None
    if not isinstance(record, dict):
        raise ValueError("it is not a JSON object")
    return record


def _told(value: object) -> str:
    """Return a value as text: the names of a list joined, and nothing for what is no text or number."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_told(one) for one in value if not isinstance(one, list))))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
