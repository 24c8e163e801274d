"""Nexis exports: one text file with many articles, each `name.txt#1`, …; Word files of the same are split here, too.

In the older shape, "1 of 10 DOCUMENTS" stands above each article, then outlet, date and headline; in the newer,
headline, outlet and date come first and "End of Document" last. Between head and body stand lines such as `LENGTH:`,
after it `LOAD-DATE:` and the index (`Person: … (79%)`). Of all this, what an article says of itself goes into its
fields and nothing into its body; the cover page is no article. A separator counts only in its turn, so that one in the
midst of an article splits nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.file import File
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.paragraphs import split_paragraphs

name = "nexis"
suffixes = (".txt",)
guarded = False
claims = claimed("nexis")

_NUMBERED = re.compile(r"^[ \t]*(\d{1,5}) of (\d{1,5}) DOCUMENTS?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_HEAD_NAMES = "byline section length headline dateline highlight graphic series url"
_HEAD_KEYS = frozenset(_HEAD_NAMES.split())
_INDEX_NAMES = (
    "load-date language publication-type pub-type document-type type journal-code acc-no subject industry person"
    " company organization geographic country state city ticker classification graphic correction-date transcript-date"
    " series notes"
)
_INDEX_KEYS = frozenset(_INDEX_NAMES.split())
_KEY = re.compile(r"[ \t]*([^\W\d_][\w-]{2,20}):(?:[ \t]+(.*)|$)")
_DAY = re.compile(r"(?=.{0,60}(?<!\d)\d{1,2}(?!\d))(.{2,40}(?<!\d)(?:19|20)\d\d)(?!\d).{0,40}")
"""A line with a day and a year in it, as dates stand there: "November 5, 2025 Wednesday Late Edition"."""
_RIGHTS = re.compile(r"\s*(?:copyright\b|©|\(c\)|all rights reserved|tous droits|alle rechte)", re.IGNORECASE)
_BODY = ("body", "full text")
_HINT = "export it again as .docx or .txt, with one article after the other"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a body: outlet, date and headline by their place, the rest by key."""

    outlet: str
    date: str
    title: str
    keyed: tuple[tuple[str, str], ...]

    def value(self, key: str) -> str:
        """Return what stands after a key, "" where it does not occur."""
        return next((value for name, value in self.keyed if name == key), "")


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per article, a problem in the place of a bad one; raises `Unreadable` where all are bad."""
    text, doubts = file.cleaned()
    return read_articles(file, text, doubts)


def has_articles(text: str) -> bool:
    """Whether a cleaned text is such an export: a separator, and lines of the index."""
    return bool(_numbered(text) or _END.search(text)) and any(
        _key(line)[0] in ("load-date", "length") for line in text.split("\n")
    )


def read_articles(file: File, text: str, doubts: Sequence[Problem]) -> tuple[Document | Problem, ...]:
    """Return the articles of a cleaned text, as `read` does."""
    places = _numbered(text)
    if places:
        ends = [*(match.start() for match in places[1:]), len(text)]
        chunks = [text[match.end() : end] for match, end in zip(places, ends, strict=True)]
    else:
        chunks = [chunk for chunk in _END.split(text) if chunk.strip()]
    return read_items(file, chunks, lambda chunk, number: _article(file, chunk, bool(places), number), "part", doubts)


def _numbered(text: str) -> list[re.Match[str]]:
    """Return the separators "n of m DOCUMENTS" that stand in their turn."""
    found: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(text):
        if int(match[1]) == len(found) + 1:
            found.append(match)
    return found


def _article(file: File, chunk: str, is_older: bool, number: int) -> Document:
    lines = [line.strip() for line in chunk.strip().split("\n")]
    start = _body_start(lines)
    end = next((n for n, line in enumerate(lines) if n >= start and _opens_index(line)), len(lines))
    head = _head(lines[:start], is_older)
    if not head.date or not start:
        raise Unreadable(file.path, f"part {number} has no head with a date and a length", _HINT)
    index = dict(filter(None, map(_pair, lines[end:])))
    fields = Fields(
        title=head.value("headline") or head.title,
        outlet=head.outlet,
        byline=head.value("byline"),
        date=head.date,
        date_basis="metadata",
        url=head.value("url"),
        language=index.get("language", ""),
    )
    return file.document(split_paragraphs("\n".join(_without_rights(lines[start:end]))), fields, (), number)


def _body_start(lines: Sequence[str]) -> int:
    """Return the line at which the body starts: below "Body", else below the keyed lines of the head; 0 for nowhere."""
    length = next((n for n, line in enumerate(lines) if _key(line)[0] == "length"), None)
    if length is None:
        return 0
    marked = next((n for n, line in enumerate(lines) if line.lower() in _BODY and n > length), None)
    if marked is not None:
        return marked + 1
    start = length + 1
    while start < len(lines) and (not lines[start] or _key(lines[start])[0] in _HEAD_KEYS):
        start = _value_end(lines, start) if lines[start] else start + 1
    return start


def _value_end(lines: Sequence[str], start: int) -> int:
    """Return the line after a value that may run over several."""
    return next((n for n in range(start, len(lines)) if not lines[n]), len(lines))


def _opens_index(line: str) -> bool:
    return _key(line)[0] in _INDEX_KEYS or line.lower() == "classification"


def _head(lines: Sequence[str], is_older: bool) -> Head:
    blocks = list(_blocks(lines)) if is_older else [line for line in lines if line]
    keyed = tuple(filter(None, map(_pair, blocks)))
    placed = [block for block in blocks if _pair(block) is None and not _RIGHTS.match(block)]
    dates = [n for n, block in enumerate(placed) if _DAY.fullmatch(block)]
    if not dates:
        return Head("", "", "", keyed)
    # A cover page stands above; in the newer shape it has a date of its own.
    at = dates[0] if is_older else dates[-1]
    above, below = placed[:at], placed[at + 1 :]
    title = next(iter(below), "") if is_older else " ".join(above[-2:-1])
    return Head(" ".join(above[-1:]), _date(placed[at]), title, keyed)


def _date(line: str) -> str:
    """Return the date without the weekday and the edition after it."""
    found = _DAY.fullmatch(line)
    return found[1] if found else line


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Yield what stands between blank lines or keys as one line each."""
    block: list[str] = []
    for line in (*lines, ""):
        if block and (not line or _pair(line)):
            yield " ".join(block)
            block = []
        if line:
            block.append(line)


def _key(line: str) -> tuple[str, str]:
    found = _KEY.fullmatch(line)
    return (found[1].lower(), (found[2] or "").strip()) if found else ("", "")


def _pair(line: str) -> tuple[str, str] | None:
    key, value = _key(line)
    return (key, value) if key in _HEAD_KEYS or key in _INDEX_KEYS else None


def _without_rights(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without the notices of rights and blank lines that end them."""
    end = len(lines)
    while end and (not lines[end - 1] or _RIGHTS.match(lines[end - 1])):
        end -= 1
    return lines[:end]
