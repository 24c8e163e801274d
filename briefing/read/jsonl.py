"""JSON lines, `.jsonl` or `.ndjson`: one article per line, as scrapers and databases export them.

Each line is an object with `text` and, where known, `title`, `date`, `source`, `url`, `author`, `language`. Other names
are given in the field map (ours = theirs). The articles are `name.jsonl#1`, `#2`, …, counted over the lines that are
not empty. A line that is no object or has no text is a problem with its line number, and the others are read. The text
is taken as a plain text's body: a date glued in front of it is peeled off, header lines are not looked for.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.file import File, problem, report, shown
from briefing.read.headers import Top, peel_glued_date
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

name = "jsonl"
suffixes = (".jsonl", ".ndjson")
guarded = False

_KEYS = ("title", "text", "date", "source", "url", "author", "language")
_MOST_KEYS = 5
"""In a message."""
_HINT = "give one JSON object with a text per line; name its field for the text under [fields]"


def claims(path: str, head: bytes) -> bool:
    """Whether the name ends in `.jsonl` or `.ndjson`."""
    return path.lower().endswith(suffixes)


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per good line, a problem per bad one, in their order; raises `Unreadable` where all are bad.

    What is doubtful about the whole file is among the problems of the first document.
    """
    text, doubts = file.decoded()
    items = [_item(file, number, line, count) for count, (number, line) in enumerate(_filled_lines(text), 1)]
    first = next((item for item in items if isinstance(item, Document)), None)
    if first is None:
        reason = "".join(f", and {item.message}" for item in items[:1] if isinstance(item, Problem))
        raise Unreadable(file.path, f"no line holds an article{reason}", _HINT)
    doubtful = replace(first, problems=(*doubts, *first.problems))
    return tuple(doubtful if item is first else item for item in items)


def _item(file: File, number: int, line: str, count: int) -> Document | Problem:
    """Return the document of a line, or why there is none; `number` counts all lines, `count` those not empty."""
    try:
        return _document(file, line, count)
    except (ValueError, Unreadable) as error:
        reason = error.message if isinstance(error, Unreadable) else str(error)
        return problem(f"{file.path}#{count}", f"line {number} of the file is left out: {reason}", _HINT)


def _filled_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of the lines that are not empty. Only a newline ends a line here."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _document(file: File, line: str, count: int) -> Document:
    """Return the article of one line; raises ValueError or Unreadable, both without the line's number."""
    record = _record(line)
    told = {key: _told(record.get(file.field_map.get(key, key))) for key in _KEYS}
    if not told["text"]:
        raise ValueError(f"it has no '{shown(file.field_map.get('text', 'text'))}', only {_listed(record)}")
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
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({_fault(error)})") from None
    except ValueError:
        raise ValueError("a number in it is too long") from None
    if not isinstance(record, dict):
        raise ValueError("it is not a JSON object")
    return record


def _fault(error: json.JSONDecodeError) -> str:
    """Return what is wrong, without the places in the line that would be mistaken for the line's number."""
    return shown(error.msg.removesuffix(" at").removesuffix(" starting"))


def _listed(record: dict[str, object]) -> str:
    """Return the keys of a record for a message, the first of them where they are many."""
    keys = ", ".join(map(shown, islice(record, _MOST_KEYS)))
    return f"{keys}, …" if len(record) > _MOST_KEYS else keys or "nothing"


def _told(value: object) -> str:
    """Return a value as text: the names of a list joined, and nothing for what is no text or number."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_told(one) for one in value if not isinstance(one, list))))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
