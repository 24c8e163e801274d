"""The folder of what was collected: one file for each article, never written twice, and what is remembered beside them.

A file is named by the day, the title and a digest of what its article is known by. So what is there is known even
where the memory, a hidden file that `make` passes over, was lost; and what was deleted stays known by the memory.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import msgspec

from briefing.errors import SettingsError
from briefing.model.collected import Collected, Received, header
from briefing.outputs import put

_MEMORY = ".collected.json"
_SETTING = "collected"
_WORDS = re.compile(r"[^\W_]+")
_LONGEST = 48
"""Characters of a title in a name; in UTF-8 a name has at most 255 bytes."""
_CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
"""Headers that ask whether something has changed, to those that told its version."""
_DIGEST = re.compile(r"-([0-9a-f]{16})\.json")


class _Memory(msgspec.Struct):
    known: list[str] = []
    """Digests of articles that are stored, or will not be asked for again."""
    versions: dict[str, dict[str, str]] = {}
    """Of each feed, the headers that ask whether it has changed."""
    rests: dict[str, float] = {}
    """Until when a host asked to be left alone, in seconds since 1970."""


@dataclass(slots=True)
class Shelf:
    """The folder and what is known of it; to be used while the folder is locked."""

    folder: Path
    known: set[str] = field(default_factory=set)
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    rests: dict[str, float] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        """Whether an article is stored, or was and is not wanted again."""
        return _digest(key) in self.known

    def settle(self, key: str) -> None:
        """Take an article for known that is not stored."""
        self.known.add(_digest(key))

    def store(self, key: str, article: Collected, day: str) -> Path:
        """Write an article that is not known yet. The file appears when it is whole. Return its path."""
        name = f"{day}-{slug(article.fields.title)}-{_digest(key)}.json"
        put(self.folder / name, msgspec.json.format(msgspec.json.encode(article), indent=1) + b"\n", _SETTING)
        self.known.add(_digest(key))
        return self.folder / name

    def conditions(self, feed: str) -> dict[str, str]:
        """Return the headers with which a feed is asked for only if it has changed."""
        return self.versions.get(feed, {})

    def keep_version(self, feed: str, answer: Received) -> None:
        """Remember which version of a feed is done with."""
        told = {name: header(answer.headers, key) for name, key in _CONDITIONS.items()}
        self.versions[feed] = {name: value for name, value in told.items() if value and value.isascii()}

    def drop_version(self, feed: str) -> None:
        """Forget it, so that the next run gets the feed whole and what could not be had this time is tried again."""
        self.versions.pop(feed, None)

    def remember(self, rests: Mapping[str, float]) -> None:
        """Write the memory."""
        memory = _Memory(sorted(self.known), dict(sorted(self.versions.items())), dict(sorted(rests.items())))
        put(self.folder / _MEMORY, msgspec.json.format(msgspec.json.encode(memory), indent=1) + b"\n", _SETTING)


def open_shelf(folder: Path) -> Shelf:
    """Return what a folder holds and remembers.

    Raises:
        SettingsError: its memory is damaged, or cannot be read.
    """
    path = folder / _MEMORY
    try:
        memory = msgspec.json.decode(path.read_bytes(), type=_Memory)
    except FileNotFoundError:
        memory = _Memory()
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "allow reading it") from None
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        hint = "delete it: what is stored stays known by its name"
        raise SettingsError(str(path), "is damaged", hint) from None
    stored = (_DIGEST.search(one.name) for one in folder.glob("*.json"))
    known = {*memory.known, *(found[1] for found in stored if found)}
    return Shelf(folder, known, memory.versions, memory.rests)


def slug(title: str) -> str:
    """Return the words of a title fit for a file's name, in any script.

    >>> slug("../../etc/passwd"), slug("Порт Києва: відкрито!"), slug("…")
    ('etc-passwd', 'порт-києва-відкрито', 'article')
    """
    return "-".join(_WORDS.findall(title.casefold()))[:_LONGEST].rstrip("-") or "article"


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
