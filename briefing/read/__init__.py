"""Files to documents: decoded, cleaned, the body told from what the file says about itself.

A format is one module in this folder with `name`, `suffixes`, `claims` and `read` (see `file.Reader`), one line in
`READERS`, and a pair of files in `tests/read/cases`.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read import html, jsonl, markdown, text
from briefing.read.file import File, Reader

READERS: tuple[Reader, ...] = (
    text,
    markdown,
    html,
    jsonl,
)

HEAD = 4096
"""Bytes from which a reader tells whether a file is its own."""


def read(
    path: str, content: bytes, field_map: Mapping[str, str], readers: Sequence[Reader] = READERS
) -> tuple[Document | Problem, ...]:
    """Return the documents in `content`, at least one; an item of it that cannot be read is a problem in its place.

    `path` is the name to print: made printable, relative and with forward slashes. `field_map` names our fields
    (`title`, `text`, `date`, `source`, `url`, `author`, `language`) as an export does. What could be read only in part
    is in the documents' `problems`. Raises `Unreadable` where there is nothing to read or no one reader for it.
    """
    if not content.strip():
        raise Unreadable(path, "the file is empty", "give a file with the article's text")
    reader = reader_for(path, content[:HEAD], readers)
    return reader.read(File(path, content, sha256(content).hexdigest(), field_map))


def reader_for(path: str, head: bytes, readers: Sequence[Reader]) -> Reader:
    """Return the one reader for a file of this name and beginning; raises `Unreadable`."""
    claimants = [reader for reader in readers if reader.claims(path, head)]
    if not claimants:
        *others, last = (reader.suffixes[0] for reader in readers)
        raise Unreadable(path, "this kind of file is not known", f"use {', '.join(others)} or {last}")
    if len(claimants) > 1:
        names = " and ".join(reader.name for reader in claimants)
        raise Unreadable(path, f"claimed by the readers {names}", "rename the file or remove one of them")
    return claimants[0]
