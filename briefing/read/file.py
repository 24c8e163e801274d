"""What a reader is given, what it makes of it, and what a reader must look like."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Protocol

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.decoding import decode
from briefing.read.languages import language_code
from briefing.text import Removal, clean, printable

_SPACES = re.compile(r"[ \t\n]+")
_MOST_SHOWN = 80
"""Characters of foreign text in a message."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class File:
    """One input file: its bytes and the name to print."""

    path: str
    content: bytes
    sha256: str
    field_map: Mapping[str, str]
    """Our field names to those of an export."""
    readers: tuple["Reader", ...] = ()
    """Those of the run, for the members of an archive."""
    depth: int = 0
    """How many archives are around it."""

    def refuse_above(self, megabytes: int) -> None:
        """Raise `Unreadable` where the file is larger."""
        if len(self.content) > megabytes * MEGABYTE:
            size = f"{len(self.content) / MEGABYTE:.1f} MB are more than the {megabytes} MB that are read of one"
            raise Unreadable(self.path, size, "split it, or give the article's text")

    def decoded(self, declared: str = "") -> tuple[str, tuple[Problem, ...]]:
        """Return the text of the bytes and what is doubtful about it; raises `Unreadable` where it is no text."""
        return decode(self.path, self.content, declared)

    def cleaned(self) -> tuple[str, tuple[Problem, ...]]:
        """Return the text, decoded and cleaned, and the problems of both; raises `Unreadable`."""
        text, problems = self.decoded()
        text, removals = clean(text)
        return text, problems + report(self.path, removals)

    def document(
        self, paragraphs: Sequence[str], fields: Fields, problems: Iterable[Problem] = (), number: int = 0
    ) -> Document:
        """Return the document of these paragraphs; `number` counts the items of an export from 1.

        Body and fields are cleaned here too, for what entities and escapes brought in; runs of spaces, tabs and
        newlines inside a paragraph or field become one space. Raises `Unreadable` where no word is left.
        """
        path = f"{self.path}#{number}" if number else self.path
        values, removals = _clean_all([*astuple(fields), *paragraphs])
        count = len(values) - len(paragraphs)
        text = "\n\n".join(paragraph for paragraph in values[count:] if paragraph)
        if not any(ch.isalnum() for ch in text):
            raise Unreadable(path, "no text in it", "give a file with the article's text")
        fields = Fields(*values[:count])
        fields = replace(fields, language=language_code(fields.language))
        return Document(path, self.sha256, text, fields, (*problems, *report(path, removals)))


class Reader(Protocol):
    """A format. The built-in ones are modules, and their docstring is the manual page."""

    @property
    def name(self) -> str:
        """What `briefing list readers` and messages call it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files in lower case, the usual one first."""

    @property
    def guarded(self) -> bool:
        """Whether it is run where it can be stopped and hurts nothing, as what unpacks is, or parses with a library.

        Of ours only Markdown's, which is plain Python and was found to be linear, goes without.
        """

    def claims(self, path: str, head: bytes) -> bool:
        """Whether this reader takes the file: by its first bytes, and by its name only where they do not tell.

        No other reader may claim the same file. `kinds` settles it for those of ours.
        """

    def read(self, file: File) -> tuple[Document | Problem, ...]:
        """Return the documents of the file, at least one; raises `Unreadable`.

        An item that cannot be read is a problem in its place: its `where` is the path that its document would have.
        """


def problem(where: str, message: str, hint: str) -> Problem:
    """Return a problem of this stage."""
    return Problem("read", where, message, hint)


def shown(text: str) -> str:
    """Return foreign text as a message shows it: printable, and its beginning where it is long."""
    return printable(text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…")


def _clean_all(values: Iterable[str]) -> tuple[list[str], list[Removal]]:
    """Clean and trim each value; return them with what was removed in sum."""
    cleaned, counts = [], Counter[str]()
    for value in values:
        text, removals = clean(value)
        cleaned.append(_SPACES.sub(" ", text).strip())
        counts.update({removal.kind: removal.count for removal in removals})
    return cleaned, [Removal(kind, count) for kind, count in counts.items()]


def report(where: str, removals: Iterable[Removal]) -> tuple[Problem, ...]:
    """Return the problems that say what cleaning took out."""
    hint = "look at the source if they matter"
    return tuple(problem(where, str(removal), hint) for removal in removals)
