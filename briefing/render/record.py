"""A briefing as JSON: everything that proves the other files later, when the inputs are gone.

`articles` holds the cited texts with all their quotations and reported speech; every passage is a pair of offsets into
one of them, with its words.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date

from briefing.model import Article, Briefing, Entry
from briefing.published import SCHEMA


def draw_json(briefing: Briefing) -> bytes:
    """Return the record of a briefing; the same briefing gives the same bytes."""
    record = {"schema": SCHEMA, **_fields(briefing)}
    record["register"] = [_entry(entry) for entry in briefing.register]
    record["articles"] = {entry.article.id: _article(entry.article) for entry in briefing.register}
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=_plain) + "\n").encode()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else _fields(value)


def _fields(record: object) -> dict[str, object]:
    """Return a record's fields, those that hold records as they are: json asks for them one by one."""
    assert is_dataclass(record)
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _entry(entry: Entry) -> dict[str, object]:
    return {"number": entry.number, "article": entry.article.id, "copies": entry.copies}


def _article(article: Article) -> dict[str, object]:
    return {
        "source": article.source,
        "text": article.text,
        "paragraphs": article.paragraphs,
        "quotes": article.quotes,
        "reports": article.reports,
    }
