"""JSON, `.json`: an array of articles, an object with an array of them, or one article, as news APIs export.

The array is the file itself, or stands under `articles`, `items`, `results`, `documents`, `data`, `docs` or `stories`.
Each article is an object with the keys of `rows` and becomes `name.json#1`, `#2`, …; an object with a text is the one
article of its file. An entry without a text is a problem in its place, and the others are read.
"""

import json

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import File
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.rows import row_document

name = "json"
suffixes = (".json",)
guarded = False
claims = claimed("json")

_LISTS = ("articles", "items", "results", "documents", "data", "docs", "stories")
_HINT = "give an array of objects with a text each; name their field for the text under [fields]"


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per good entry, a problem per bad one; raises `Unreadable` where all are bad."""
    text, doubts = file.decoded()
    found = _parsed(file.path, text)
    rows = _rows(found)
    if rows is None:
        document = _document(file, found, 0)
        return read_items(file, [document], lambda one, _: one, "entry", doubts)
    return read_items(file, rows, lambda row, number: _document(file, row, number), "entry", doubts)


def _parsed(path: str, text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable(path, "it is nested too deep", _HINT) from None
    except json.JSONDecodeError as error:
        raise Unreadable(path, f"it is not JSON (line {error.lineno}, column {error.colno})", _HINT) from None
    except ValueError:
        raise Unreadable(path, "a number in it is too long", _HINT) from None


def _rows(found: object) -> list[object] | None:
    """Return the entries, None where what was found may be one article."""
    if isinstance(found, list):
        return found
    lists = (found.get(key) for key in _LISTS) if isinstance(found, dict) else ()
    return next((one for one in lists if isinstance(one, list)), None)


def _document(file: File, row: object, number: int) -> Document:
    if not isinstance(row, dict):
        raise Unreadable(file.path, "it is not a JSON object", _HINT)
    try:
        return row_document(file, row, number)
    except ValueError as error:
        raise Unreadable(file.path, str(error), _HINT) from None
