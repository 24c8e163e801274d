"""What a feed lists, read from its bytes in a process of its own (see guard.py); run as a module this file is that one.

Feeds are strangers' files like all others, and their parsers are large.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import sha256
from typing import Any, Self

import msgspec

from briefing.errors import Unreadable
from briefing.guard import Guard, Limits, Stopped, serve
from briefing.model import Fields
from briefing.read import feed as feed_reader
from briefing.read import json_feed
from briefing.read.file import File, shown
from briefing.read.kinds import kind_of
from briefing.text import clean

_MODULE = "briefing.collect.listing"
LIMITS = Limits()
_HEAD = 65536
_NO_FEED = "give the address of an RSS, Atom or JSON feed, or of an article's page"


@dataclass(frozen=True, slots=True)
class Listed:
    """One article, as a feed tells of it."""

    key: str
    """What it is known by: its address, else what the feed calls it, else title and date."""
    fields: Fields
    paragraphs: tuple[str, ...] = ()


class _Request(msgspec.Struct):
    address: str
    content: bytes


class _Answer(msgspec.Struct):
    """What is listed, or why nothing is."""

    listed: tuple[Listed, ...] = ()
    message: str = ""
    hint: str = ""


def list_articles(address: str, content: bytes) -> tuple[Listed, ...]:
    """Return what the feed with these bytes lists; of a page, PDF included, that page. Raises `Unreadable`."""
    file = File(address, content, sha256(content).hexdigest(), {})
    kind = kind_of("", content[:_HEAD])
    if kind in ("html", "pdf"):
        return (Listed(address, Fields(url=address)),)
    if kind == "feed":
        feed, entries = feed_reader.parse_feed(file)
        return _unlike(_entry(address, feed, entry) for entry in entries)
    if kind == "jsonfeed":
        told, items, _ = json_feed.parse_feed(file)
        return _unlike(_item(address, told, item) for item in items if isinstance(item, dict))
    raise Unreadable(address, "is neither a feed nor a page", _NO_FEED)


def _entry(address: str, feed: Any, entry: Any) -> Listed:
    try:
        fields = feed_reader.entry_fields(address, feed, entry)
        paragraphs = feed_reader.entry_paragraphs(address, entry)
    except Unreadable:  # nested too deep; its page may be read all the same
        fields, paragraphs = Fields(url=feed_reader.entry_address(entry)), []
    return _listed(_key(address, fields, entry.get("id")), fields, paragraphs)


def _item(address: str, feed: dict[str, object], item: dict[str, object]) -> Listed:
    fields = json_feed.item_fields(feed, item)
    try:
        paragraphs = json_feed.item_paragraphs(address, item)
    except Unreadable:
        paragraphs = []
    return _listed(_key(address, fields, item.get("id")), fields, paragraphs)


def _listed(key: str, fields: Fields, paragraphs: Iterable[str]) -> Listed:
    """Return it without what is no text, such as half of a character that an escape brought in."""
    told = Fields(*(clean(value)[0] for value in astuple(fields)))
    return Listed(clean(key)[0], told, tuple(clean(one)[0] for one in paragraphs))


def _key(address: str, fields: Fields, identity: object) -> str:
    return fields.url or f"{address} {identity or f'{fields.title} {fields.date}'}"


def _unlike(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return them in their order, of those that are known by the same the first."""
    first: dict[str, Listed] = {}
    for one in listed:
        first.setdefault(one.key, one)
    return tuple(first.values())


class Lister:
    """Lists what feeds have, one after the other."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._guard = Guard(_MODULE, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._guard.stop()

    def articles(self, address: str, content: bytes) -> tuple[Listed, ...]:
        """Return what a feed lists, as `list_articles`; raises `Unreadable` where that fails in any way."""
        try:
            answer = _answers.decode(self._guard.ask(_encode(_Request(address, content))))
        except Stopped as error:
            raise Unreadable(address, str(error), _NO_FEED) from None
        if answer.message:
            raise Unreadable(address, answer.message, answer.hint)
        return answer.listed


_encode = msgspec.msgpack.Encoder().encode
_requests = msgspec.msgpack.Decoder(_Request)
_answers = msgspec.msgpack.Decoder(_Answer)


def _answer(request: bytes) -> bytes:
    asked = _requests.decode(request)
    try:
        return _encode(_Answer(list_articles(asked.address, asked.content)))
    except Unreadable as error:
        return _encode(_Answer(message=error.message, hint=error.hint))
    except (MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        return _encode(_Answer(message=f"cannot be read ({shown(type(error).__name__)})", hint=_NO_FEED))


if __name__ == "__main__":
    serve(_answer)
