"""The one reader for a file, and the reading of it: for files and for the members of archives alike."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import MEGABYTE, File, Reader, problem
from briefing.read.kinds import kind_of
from briefing.read.refusals import refusal

HEAD = 65536
"""Bytes of a file by which its reader is chosen."""
_MOST_MEGABYTES = 200
_LONG_MEGABYTES = 5
"""From here on a plain text is told to be long for one article."""
_PLAIN = ("text", "markdown")


def reader_for(path: str, head: bytes, readers: Sequence[Reader]) -> Reader:
    """Return the one reader that claims the file with this name and these first bytes, `HEAD` of them.

    One of ours yields to one from outside where the content tells us nothing, so that it claims by the name alone.
    Raises `Unreadable` where no reader claims the file, or more than one, which are then named.
    """
    claimants = [reader for reader in readers if reader.claims(path, head)]
    if len(claimants) > 1 and not kind_of("", head):
        claimants = [reader for reader in claimants if reader.name != kind_of(path, head)]
    if not claimants:
        raise refusal(path, kind_of(path, head), tuple(dict.fromkeys(reader.suffixes[0] for reader in readers)))
    if len(claimants) > 1:
        names = " and ".join(reader.name for reader in claimants)
        raise Unreadable(path, f"claimed by the readers {names}", "rename the file or remove one of them")
    return claimants[0]


def read_content(
    path: str, content: bytes, field_map: Mapping[str, str], readers: Sequence[Reader], depth: int = 0
) -> tuple[Document | Problem, ...]:
    """Return what the reader for this file makes of it; `depth` counts the archives around it. Raises `Unreadable`."""
    if not content.strip():
        raise Unreadable(path, "the file is empty", "give a file with the article's text")
    reader = reader_for(path, content[:HEAD], readers)
    file = File(path, content, sha256(content).hexdigest(), field_map, tuple(readers), depth)
    file.refuse_above(_MOST_MEGABYTES)
    items = _checked(path, reader, reader.read(file))
    is_long = len(content) > _LONG_MEGABYTES * MEGABYTE and reader.name in _PLAIN
    return tuple(_told_long(item, len(content)) for item in items) if is_long else items


def _checked(path: str, reader: Reader, items: object) -> tuple[Document | Problem, ...]:
    """Return what a reader gave; raises `Unreadable` where one from outside gave something else than it is to."""
    given = items if isinstance(items, tuple | list) else (items,)
    wrong = [type(item).__name__ for item in given if not isinstance(item, Document | Problem)]
    if wrong or given is not items:
        named = wrong[0] if wrong else type(items).__name__
        message = f"the reader {reader.name} gave {named} where documents are expected"
        raise Unreadable(path, message, "mend or uninstall the package that brings it")
    return tuple(given)


def _told_long(item: Document | Problem, size: int) -> Document | Problem:
    if isinstance(item, Problem):
        return item
    message = f"{size / MEGABYTE:.0f} MB is long for one article"
    return replace(item, problems=(*item.problems, problem(item.path, message, "give each article a file of its own")))
