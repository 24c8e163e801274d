"""Feeds saved to a file, RSS, Atom or RDF: each entry is an article, `name.xml#1`, `#2`, …

The text is the entry's content, else its summary; the outlet is the entry's source, else the feed's title. An address
that is none of the web is left out. A feed that declares entities is refused. Nothing that an entry names is fetched.
"""

import re
from io import BytesIO
from typing import Any

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.addresses import web_address
from briefing.read.file import File, problem
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.markup import fragment_paragraphs
from briefing.read.paragraphs import split_paragraphs

name = "feed"
suffixes = (".rss", ".atom")
guarded = True
claims = claimed("feed")

_MOST_MEGABYTES = 20
_FAULTS = (LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError)
"""What the parser raises on some feeds that are none."""
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ENCODING = re.compile(rb"\s{0,200}<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_DECLARATION = re.compile(r"\s*(?:<\?xml[^<>]*\?>)?")
_DECLARED = "<?xml version='1.0' encoding='utf-8'?>"
_WIDER = {"gb2312": "gb18030"}
"""Who declares the one writes the other."""


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per entry, a problem in the place of one without text; raises `Unreadable` where all are."""
    feed, entries, doubts = parse_feed(file)
    return read_items(file, entries, lambda entry, number: _document(file, feed, entry, number), "entry", doubts)


def parse_feed(file: File) -> tuple[Any, list[Any], tuple[Problem, ...]]:
    """Return the feed and its entries, at least one, as the parser's dictionaries, and what is doubtful about the file.

    Raises `Unreadable`.
    """
    import feedparser

    file.refuse_above(_MOST_MEGABYTES)
    narrow = file.content.replace(b"\0", b"")
    if _DOCTYPE.search(narrow) and _ENTITY.search(narrow):
        raise Unreadable(file.path, "it declares entities, as feeds do not", "save the articles' text as .txt")
    content, doubts = _in_utf8(file)
    try:
        # As a stream: text and bytes would be tried as an address and as a file's name first.
        found = feedparser.parse(BytesIO(content))
    except _FAULTS as error:
        raise Unreadable(file.path, f"the feed is damaged ({type(error).__name__})", "get the feed again") from None
    if not found.entries:
        raise Unreadable(file.path, "no entry in it", "get the feed again, or save the articles' text as .txt")
    return found.feed, found.entries, doubts


def _in_utf8(file: File) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the feed in utf-8, declared as such, so that the parser need not guess; and what is doubtful about it."""
    found = _ENCODING.match(file.content)
    declared = found[1].decode("latin-1").lower() if found else ""
    text, doubts = file.decoded(_WIDER.get(declared, declared))
    return _DECLARATION.sub(_DECLARED, text, count=1).encode("utf-8", "replace"), doubts


def _document(file: File, feed: Any, entry: Any, number: int) -> Document:
    path = f"{file.path}#{number}"
    is_changed = _told(entry, "updated") and not _told(entry, "published")
    doubts = [_only_updated(path)] if is_changed else []
    return file.document(entry_paragraphs(path, entry), entry_fields(path, feed, entry), doubts, number)


def entry_paragraphs(path: str, entry: Any) -> list[str]:
    """Return the paragraphs of an entry, [] where it has no text; raises `Unreadable` as `fragment_paragraphs`."""
    text, kind = _text(entry)
    return split_paragraphs(text) if kind == "text/plain" else fragment_paragraphs(path, text)


def entry_fields(path: str, feed: Any, entry: Any) -> Fields:
    """Return what an entry says of itself, and its feed of it; raises `Unreadable` as `fragment_paragraphs`."""
    published, updated = _told(entry, "published"), _told(entry, "updated")
    return Fields(
        title=" ".join(fragment_paragraphs(path, _told(entry, "title"))),
        outlet=_told(entry.get("source"), "title") or _told(feed, "title"),
        byline=", ".join(filter(None, (_told(author, "name") for author in entry.get("authors", ())))),
        date=published or updated,
        date_basis="metadata" if published or updated else "",
        url=web_address(entry_link(entry)),
        language=_told(feed, "language") or _told(entry.get("title_detail"), "language"),
        modified=updated,
    )


def entry_link(entry: Any) -> str:
    """Return the address of its page that an entry gives, as it stands; "" where it gives none.

    Without one the parser takes the entry's name for it, which may be anything.
    """
    told = _told(entry, "link")
    return told if any(one.get("rel") == "alternate" for one in entry.get("links", ())) else web_address(told)


def _told(record: Any, key: str) -> str:
    """Return what a record of the parser holds under this very key, "" where that is no text.

    Asked as a plain dictionary: its own way would give one date for another.
    """
    value = dict.get(record, key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _text(entry: Any) -> tuple[str, str]:
    """Return the longest content of an entry, else its summary, and the kind of text that it is."""
    contents = [(_told(one, "value"), _told(one, "type")) for one in entry.get("content", ())]
    summary = (_told(entry, "summary"), _told(entry.get("summary_detail"), "type"))
    return max((one for one in contents if one[0].strip()), key=lambda one: len(one[0]), default=summary)


def _only_updated(path: str) -> Problem:
    return problem(path, "the feed gives only the day of its last change", "check the date it was published")
