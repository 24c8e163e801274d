"""What a feed lists, read from its bytes in a process of its own (see guard.py); run as a module this file is that one.

Feeds are strangers' files like all others, and their parsers are large.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import msgspec

from briefing.errors import Unreadable
from briefing.guard import Guard, Limits, Stopped, serve
from briefing.model import Fields, Problem
from briefing.read import feed as feed_reader
from briefing.read import json_feed
from briefing.read.addresses import web_address
from briefing.read.choice import HEAD
from briefing.read.file import File, shown
from briefing.read.kinds import kind_of
from briefing.text import clean

_MODULE = "briefing.collect.listing"
LIMITS = Limits()
_NO_FEED = "give the address of an RSS, Atom or JSON feed, or of an article's page"


@dataclass(frozen=True, slots=True)
class Listed:
    """One article, as a feed tells of it."""

    key: str
    """What it is known by: its address, else what the feed calls it, else title and date."""
    fields: Fields
    paragraphs: tuple[str, ...] = ()
    unusable: str = ""
    """Why the address that the feed gives of its page cannot be asked for; "" where it can, or there is none."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed lists."""

    listed: tuple[Listed, ...] = ()
    doubts: tuple[Problem, ...] = ()
    """What is doubtful about the feed as a whole."""


class _Request(msgspec.Struct):
    address: str
    content: bytes
    base: str


class _Answer(msgspec.Struct):
    """What is listed, or why nothing is."""

    listing: Listing = Listing()
    message: str = ""
    hint: str = ""


def list_articles(address: str, content: bytes, base: str = "") -> Listing:
    """Return what the feed with these bytes lists; of a page, PDF included, that page. Raises `Unreadable`.

    Addresses in it start from `base`, the address that answered, where that is another (RFC 3986).
    """
    base = base or address
    file = File(address, content, sha256(content).hexdigest(), {})
    kind = kind_of("", content[:HEAD])
    if kind in ("html", "pdf"):
        return Listing((Listed(_known(address), Fields(url=address)),))
    if kind == "feed":
        feed, entries, doubts = feed_reader.parse_feed(file)
        return Listing(_unlike(_entry(address, base, feed, entry) for entry in entries), doubts)
    if kind == "jsonfeed":
        told, items, doubts = json_feed.parse_feed(file)
        return Listing(_unlike(_item(address, base, told, item) for item in items if isinstance(item, dict)), doubts)
    raise Unreadable(address, "is neither a feed nor a page", _NO_FEED)


def _entry(address: str, base: str, feed: Any, entry: Any) -> Listed:
    url, unusable = _resolved(base, feed_reader.entry_link(entry))
    try:
        fields = feed_reader.entry_fields(address, feed, entry)
        paragraphs = feed_reader.entry_paragraphs(address, entry)
    except Unreadable:  # nested too deep; its page may be read all the same
        fields, paragraphs = Fields(), []
    fields = replace(fields, url=url)
    return _listed(_key(address, fields, entry.get("id")), fields, paragraphs, unusable)


def _item(address: str, base: str, feed: dict[str, object], item: dict[str, object]) -> Listed:
    url, unusable = _resolved(base, item.get("url"))
    fields = replace(json_feed.item_fields(feed, item), url=url)
    try:
        paragraphs = json_feed.item_paragraphs(address, item)
    except Unreadable:
        paragraphs = []
    return _listed(_key(address, fields, item.get("id")), fields, paragraphs, unusable)


def _resolved(base: str, given: object) -> tuple[str, str]:
    """Return the whole address of an article's page; "" where a feed gives none that can be used, and why not.

    feedparser could start from `base` too, but would take any name of an entry for an address then.
    """
    told = given.strip() if isinstance(given, str) else ""
    if not told:
        return "", ""
    try:
        address = web_address(told) or web_address(urljoin(base, told))
        is_usable = bool(address) and "@" not in urlsplit(address).netloc
    except ValueError:
        is_usable = False
    if is_usable:
        return address, ""
    return "", "its address cannot be asked for" + ("" if "@" in told else f" ({shown(told)})")


def _listed(key: str, fields: Fields, paragraphs: Iterable[str], unusable: str) -> Listed:
    """Return it without what is no text, such as half of a character that an escape brought in."""
    told = Fields(*(clean(value)[0] for value in astuple(fields)))
    return Listed(clean(key)[0], told, tuple(clean(one)[0] for one in paragraphs), clean(unusable)[0])


def _key(address: str, fields: Fields, identity: object) -> str:
    return _known(fields.url) or f"{address} {identity or f'{fields.title} {fields.date}'}"


def _known(url: str) -> str:
    """Return an address without the place in the page to which it leads; one that scripts make of it is a page's."""
    page, _, place = url.partition("#")
    return url if place.startswith(("!", "/")) else page


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

    def articles(self, address: str, content: bytes, base: str = "") -> Listing:
        """Return what a feed lists, as `list_articles`; raises `Unreadable` where that fails in any way."""
        try:
            answer = _answers.decode(self._guard.ask(_encode(_Request(address, content, base))))
        except Stopped as error:
            raise Unreadable(address, str(error), _NO_FEED) from None
        if answer.message:
            raise Unreadable(address, answer.message, answer.hint)
        return answer.listing


_encode = msgspec.msgpack.Encoder().encode
_requests = msgspec.msgpack.Decoder(_Request)
_answers = msgspec.msgpack.Decoder(_Answer)


def _answer(request: bytes) -> bytes:
    asked = _requests.decode(request)
    try:
        return _encode(_Answer(list_articles(asked.address, asked.content, asked.base)))
    except Unreadable as error:
        return _encode(_Answer(message=error.message, hint=error.hint))
    except (MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        return _encode(_Answer(message=f"cannot be read ({shown(type(error).__name__)})", hint=_NO_FEED))


if __name__ == "__main__":
    serve(_answer)
