"""JSON lines, `.jsonl` or `.ndjson`: one article per line, as scrapers and databases export them.

Each line is an object with the keys of `rows`. The articles are `name.jsonl#1`, `#2`, …, counted over the lines that
are not empty. A line that is no object or has no text is a problem with its line number, and the others are read.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import File, problem, shown
from briefing.read.kinds import claimed
from briefing.read.rows import row_document

name = "jsonl"
suffixes = (".jsonl", ".ndjson")
guarded = False
claims = claimed("jsonl")

_HINT = "give one JSON object with a text per line; name its field for the text under [fields]"


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
        return row_document(file, parse_object(line), count)
    except (ValueError, Unreadable) as error:
        reason = error.message if isinstance(error, Unreadable) else str(error)
        return problem(f"{file.path}#{count}", f"line {number} of the file is left out: {reason}", _HINT)


def _filled_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of the lines that are not empty. Only a newline ends a line here."""
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def parse_object(line: str) -> dict[str, object]:
    """Return the JSON object that a text is; raises ValueError, without the place in the text."""
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
