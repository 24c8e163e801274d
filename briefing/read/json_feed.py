"""JSON Feed, version 1 or 1.1: each item is an article, `name.json#1`, `#2`, …, as jsonfeed.org defines it."""

import json
from collections.abc import Mapping

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.addresses import web_address
from briefing.read.file import File
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.markup import fragment_paragraphs
from briefing.read.paragraphs import split_paragraphs

name = "jsonfeed"
suffixes = (".json",)
guarded = True
claims = claimed("jsonfeed")

_MOST_MEGABYTES = 20
_HINT = "get the feed again, or save the articles' text as .txt"


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per item, a problem in the place of a bad one; raises `Unreadable` where all are bad."""
    file.refuse_above(_MOST_MEGABYTES)
    text, doubts = file.decoded()
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(file.path, "it is not JSON", _HINT) from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Unreadable(file.path, "no item in it", _HINT)
    return read_items(file, items, lambda item, number: _document(file, feed, item, number), "item", doubts)


def _document(file: File, feed: Mapping[str, object], item: object, number: int) -> Document:
    if not isinstance(item, dict):
        raise Unreadable(file.path, "it is not a JSON object", _HINT)
    markup, plain = _told(item, "content_html"), _told(item, "content_text") or _told(item, "summary")
    paragraphs = fragment_paragraphs(f"{file.path}#{number}", markup) if markup else split_paragraphs(plain)
    date = _told(item, "date_published")
    fields = Fields(
        title=_told(item, "title"),
        outlet=_told(feed, "title"),
        byline=_authors(item) or _authors(feed),
        date=date,
        date_basis="metadata" if date else "",
        url=web_address(item.get("url")),
        language=_told(item, "language") or _told(feed, "language"),
    )
    return file.document(paragraphs, fields, (), number)


def _told(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _authors(record: Mapping[str, object]) -> str:
    """Return the names of the authors; version 1 has one alone."""
    listed = record.get("authors")
    authors = listed if isinstance(listed, list) else [record.get("author")]
    return ", ".join(filter(None, (_told(one, "name") for one in authors if isinstance(one, dict))))
