"""Rows of an export: `text` and, where known, `title`, `date`, `source`, `url`, `author`, `language`, in any case.

Other names are given in the field map (ours = theirs). The text is taken as a plain text's body: a date glued in front
of it is peeled off, header lines are not looked for.
"""

from collections.abc import Iterable, Mapping
from itertools import islice

from briefing.model import Document, Fields
from briefing.read.file import File, report, shown
from briefing.read.headers import Top, peel_glued_date
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

_KEYS = ("title", "text", "date", "source", "url", "author", "language")
_MOST_KEYS = 5
"""In a message."""


def row_document(file: File, row: Mapping[str, object], number: int) -> Document:
    """Return the article of one row, 0 for the only one; raises ValueError without a text, Unreadable without words."""
    folded = {key.lower(): value for key, value in row.items()}
    names = {key: file.field_map.get(key, key) for key in _KEYS}
    told = {key: _told(row.get(theirs, folded.get(theirs.lower()))) for key, theirs in names.items()}
    if not told["text"]:
        raise ValueError(f"it has no '{shown(file.field_map.get('text', 'text'))}', only {listed(row)}")
    body, removals = clean(told["text"])
    top = peel_glued_date(Top(body, _fields(told)))
    problems = report(f"{file.path}#{number}" if number else file.path, removals)
    return file.document(split_paragraphs(top.body), top.fields, problems, number)


def _fields(told: Mapping[str, str]) -> Fields:
    return Fields(
        title=told["title"],
        outlet=told["source"],
        byline=told["author"],
        date=told["date"],
        date_basis="metadata" if told["date"] else "",
        url=told["url"],
        language=told["language"],
    )


def listed(keys: Iterable[str]) -> str:
    """Return the names in a row for a message, the first of them where they are many."""
    named = list(map(shown, islice(keys, _MOST_KEYS + 1)))
    return f"{', '.join(named[:_MOST_KEYS])}, …" if len(named) > _MOST_KEYS else ", ".join(named) or "nothing"


def _told(value: object) -> str:
    """Return a value as text: the names of a list joined, and nothing for what is no text or number.

    Of an object it is its `name` or `title`, as APIs give source and author.
    """
    if isinstance(value, list):
        return ", ".join(filter(None, (_told(one) for one in value if not isinstance(one, list))))
    if isinstance(value, dict):
        named = value.get("name") or value.get("title")
        return named if isinstance(named, str) else ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
