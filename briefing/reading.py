"""The bytes of a file to documents, whatever they do: what fails is rejected with the reason, and nothing more happens.

Formats whose parsers are large, or unpack, are read in a process of its own (see guard.py); run as a module this file
is that process.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Self, TypeVar

import msgspec

from briefing import plugins
from briefing.errors import SettingsError, Unreadable
from briefing.guard import Guard, Limits, Stopped, serve
from briefing.model import CHANCE, Document, Problem
from briefing.text import unforged

if TYPE_CHECKING:
    from briefing.read.file import Reader

T = TypeVar("T")

REPORT = "please report it with the file; the others were read"
_REMEDY = "open it in the program that made it and save it as plain text"
LIMITS = Limits()
_MODULE = "briefing.reading"
"""Of ours; under another name where it is run as a program."""


class _Request(msgspec.Struct):
    name: str
    content: bytes
    field_map: dict[str, str]


class _Item(msgspec.Struct):
    """One of the two."""

    document: Document | None
    problem: Problem | None


def load_readers() -> tuple["Reader", ...]:
    """Return the readers, those of outside packages last.

    Raises:
        SettingsError: two readers have one name, or an entry point cannot be loaded.
    """
    from briefing.read import READERS

    return tuple(plugins.load_all("readers", {reader.name: reader for reader in READERS}).values())


def trapped(where: str, work: Callable[[], T]) -> T | Problem:
    """Return what `work` returns, or how it failed. The one place where a failure of any kind is held up."""
    try:
        return work()
    except SettingsError:
        raise
    except Unreadable as error:
        return Problem("read", *map(unforged, (error.where, error.message, error.hint)))
    except (Exception, SystemExit) as error:  # the run is not for one file to end
        return Problem("analyse", where, f"failed with {type(error).__name__}: {unforged(str(error))}", REPORT)


class Reading:
    """Reads files, one after the other."""

    def __init__(
        self, field_map: Mapping[str, str], readers: tuple["Reader", ...] | None = None, limits: Limits = LIMITS
    ) -> None:
        self._field_map, self._readers = dict(field_map), load_readers() if readers is None else readers
        self._guard = Guard(_MODULE, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *given: object) -> None:
        self._guard.__exit__(*given)

    def items(self, name: str, content: bytes) -> tuple[Document | Problem, ...]:
        """Return the documents in a file and why others are rejected; never nothing, so that no file is lost."""
        from briefing.read import HEAD, reader_for

        reader = trapped(name, lambda: reader_for(name, content[:HEAD], self._readers))
        if not isinstance(reader, Problem) and getattr(reader, "guarded", True):
            return self._apart(name, content)
        return _items(name, content, self._field_map, self._readers)

    def _apart(self, name: str, content: bytes) -> tuple[Document | Problem, ...]:
        try:
            answer = self._guard.ask(_encode(_Request(name, content, self._field_map)))
        except Stopped as error:
            return (Problem(CHANCE if error.by_chance else "read", name, str(error), _REMEDY),)
        return tuple(item.document or item.problem for item in _answers.decode(answer))  # type: ignore[misc]  # one is


def _items(
    name: str, content: bytes, field_map: Mapping[str, str], readers: tuple["Reader", ...]
) -> tuple[Document | Problem, ...]:
    from briefing.read import read

    items = trapped(name, lambda: read(name, content, field_map, readers))
    if isinstance(items, Problem):
        return (items,)
    return items or (Problem("read", name, "its reader found no article", REPORT),)


_encode = msgspec.msgpack.Encoder().encode
_requests = msgspec.msgpack.Decoder(_Request)
_answers = msgspec.msgpack.Decoder(list[_Item])


def _serve() -> None:
    readers = load_readers()

    def answer(content: bytes) -> bytes:
        asked = _requests.decode(content)
        items = _items(asked.name, asked.content, asked.field_map, readers)
        return _encode([_Item(None, one) if isinstance(one, Problem) else _Item(one, None) for one in items])

    serve(answer)


if __name__ == "__main__":
    _serve()
