"""Files to documents: decoded, cleaned, the body told from what the file says about itself.

A format is one module in this folder with `name`, `suffixes`, `guarded`, `claims` and `read` (see `file.Reader`), one
line in `READERS`, and a pair of files in `tests/read/cases`.
"""

from collections.abc import Mapping, Sequence

from briefing.model import Document, Problem
from briefing.read import (
    collected,
    csv_table,
    docx_file,
    eml,
    factiva,
    feed,
    html,
    json_feed,
    json_list,
    jsonl,
    markdown,
    mbox,
    mhtml,
    newsml,
    nexis,
    pdf_file,
    text,
    zip_file,
)
from briefing.read.choice import HEAD, read_content, reader_for
from briefing.read.file import Reader

__all__ = ["HEAD", "READERS", "Reader", "read", "reader_for"]

READERS: tuple[Reader, ...] = (
    text,
    markdown,
    html,
    mhtml,
    feed,
    json_feed,
    collected,
    jsonl,
    json_list,
    csv_table,
    docx_file,
    pdf_file,
    eml,
    mbox,
    nexis,
    factiva,
    newsml,
    zip_file,
)


def read(
    path: str, content: bytes, field_map: Mapping[str, str], readers: Sequence[Reader] = READERS
) -> tuple[Document | Problem, ...]:
    """Return the documents in `content`, at least one; an item of it that cannot be read is a problem in its place.

    `path` is the name to print: made printable, relative and with forward slashes. `field_map` names our fields
    (`title`, `text`, `date`, `source`, `url`, `author`, `language`) as an export does. What could be read only in part
    is in the documents' `problems`. Raises `Unreadable` where there is nothing to read or no one reader for it.
    """
    return read_content(path, content, field_map, readers)
