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
    feed, items, doubts = parse_feed(file)
    return read_items(file, items, lambda item, number: _document(file, feed, item, number), "item", doubts)


def parse_feed(file: File) -> tuple[dict[str, object], list[object], tuple[Problem, ...]]:
    """Return the feed, its items and what is doubtful about the file; raises `Unreadable`."""
    file.refuse_above(_MOST_MEGABYTES)
    text, doubts = file.decoded()
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(file.path, "it is not JSON", _HINT) from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise Unreadable(file.path, "no item in it", _HINT)
    return feed, items, doubts


def _document(file: File, feed: Mapping[str, object], item: object, number: int) -> Document:
    if not isinstance(item, dict):
        raise Unreadable(file.path, "it is not a JSON object", _HINT)
    return file.document(item_paragraphs(f"{file.path}#{number}", item), item_fields(feed, item), (), number)


def item_paragraphs(path: str, item: Mapping[str, object]) -> list[str]:
    """Return the paragraphs of an item; raises `Unreadable` as `fragment_paragraphs`."""
    markup, plain = _told(item, "content_html"), _told(item, "content_text") or _told(item, "summary")
    return fragment_paragraphs(path, markup) if markup else split_paragraphs(plain)


def item_fields(feed: Mapping[str, object], item: Mapping[str, object]) -> Fields:
    """Return what an item says of itself, and its feed of it."""
    date = _told(item, "date_published")
    return Fields(
        title=_told(item, "title"),
        outlet=_told(feed, "title"),
        byline=_authors(item) or _authors(feed),
        date=date,
        date_basis="metadata" if date else "",
        url=web_address(item.get("url")),
        language=_told(item, "language") or _told(feed, "language"),
        modified=_told(item, "date_modified"),
    )


def _told(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _authors(record: Mapping[str, object]) -> str:
    """Return the names of the authors; version 1 has one alone."""
    listed = record.get("authors")
    authors = listed if isinstance(listed, list) else [record.get("author")]
    return ", ".join(filter(None, (_told(one, "name") for one in authors if isinstance(one, dict))))
