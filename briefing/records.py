"""The record of a finished briefing, briefing.json, read back strictly: all that an edited file is proved against.

What lies beside a file may have been edited, cut short or made by another version. Nothing of it is believed that can
be proved: every passage has to be the slice of its article's text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from briefing.anchors import SCHEMA
from briefing.errors import SettingsError, Unproven
from briefing.files import read_whole
from briefing.model import HIGHLIGHTS, Citation, Excerpt, Passage, Quote, Source, Span
from briefing.text import printable

_ID = 12
"""Letters of an article's id."""
_ELSEWHERE = "give the briefing.json that was published with the file: --record FILE"
_REMEDY = "take the briefing.json that was published with the file, or make the briefing again"

Role = Literal[
    "point",
    "quotation",
    "tail",
    "attribution",
    "heading",
    "cell",
    "source",
    "short",
    "own",
    "title",
    "contents",
    "footer",
    "text",
]
"""What a piece of the page is; "short" names a source again, "own" is the editor's text and its label, "title" of the
masthead, "text" any other line of ours."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the page as it was printed."""

    role: Role
    id: str = ""
    """What it stands under; of a cell, its table's."""
    text: str = ""
    """Empty for points and quotations, whose words are their articles'."""
    targets: tuple[str, ...] = ()
    """Ids that it leads to."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the record has it."""

    source: Source
    text: str
    paragraphs: tuple[Span, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A printed point or quotation; one of `excerpt` and `quote` is None."""

    id: str
    citation: Citation
    excerpt: Excerpt | None = None
    quote: Quote | None = None

    @property
    def passage(self) -> Passage:
        """Its words in the article."""
        whole = self.excerpt or self.quote
        assert whole
        return whole.passage


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its items in their order."""

    slug: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What a finished briefing was made of."""

    period: str
    parts: tuple[Part, ...]
    """The highlights first, then the sections."""
    numbers: dict[int, str]
    """The article of each number of the register."""
    articles: dict[str, Text]
    page: tuple[Piece, ...]
    digest: str
    """The sha256 of the record itself."""
    logo: tuple[str, ...] = ()
    """The digests by which the house's logo is known, none where it has none."""


@dataclass(frozen=True, slots=True)
class _Period:
    key: str


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    article: str


@dataclass(frozen=True, slots=True)
class _Whole:
    """The file, as far as it matters here."""

    period: _Period
    highlights: tuple[Item, ...]
    sections: tuple[Part, ...]
    register: tuple[_Numbered, ...]
    articles: dict[str, Text]
    page: tuple[Piece, ...] | None = None
    logo: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    schema: int


def load_record(path: Path) -> Record:
    """Return the record in a file.

    Raises:
        SettingsError: it cannot be read, or is no record of this version.
        Unproven: it contradicts itself, so that it proves nothing.
    """
    return read_record(read_whole(path, _ELSEWHERE), printable(str(path)))


def read_record(content: bytes, where: str) -> Record:
    """Return the record in the bytes of a file; raises as `load_record` does."""
    try:
        schema = msgspec.json.decode(content, type=_Made).schema
        if schema != SCHEMA:
            message = f"was made by another version of briefing (schema {schema}, here {SCHEMA})"
            raise SettingsError(where, message, "use that version, or make the briefing again")
        whole = msgspec.json.decode(content, type=_Whole)
    except msgspec.ValidationError as error:
        raise SettingsError(where, f"is no record of a briefing: {_plain(error)}", _REMEDY) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise SettingsError(where, "is cut short or no JSON", _REMEDY) from None
    if whole.page is None:
        raise SettingsError(where, "was made before files could be checked", "make the briefing again")
    doubt = next(_doubts(whole), "")
    if doubt:
        raise Unproven(where, f"was changed: {doubt}", _REMEDY)
    parts = (Part(HIGHLIGHTS, "", whole.highlights), *whole.sections)
    numbers = {entry.number: entry.article for entry in whole.register}
    digest = sha256(content).hexdigest()
    return Record(whole.period.key, parts, numbers, whole.articles, whole.page, digest, whole.logo)


def _plain(error: Exception) -> str:
    """Return what the decoder says of a value, in words: "Expected `int`, got `str`, at sections[0].title"."""
    message, _, place = str(error).partition(" - at `$")
    lost = re.fullmatch("Object missing required field `(.*)`", message)
    message = f"{lost[1]} is missing" if lost else message
    return printable(f"{message}, at {place.strip('`.')}" if place else message).replace("\\\\", "\\")


# --- proving it ---------------------------------------------------------------------------------------------------


def _doubts(whole: _Whole) -> Iterator[str]:
    """Yield what contradicts something else in the record."""
    for id, article in whole.articles.items():
        yield from _of_article(printable(id), article)
    numbers = {entry.number: entry.article for entry in whole.register}
    if len(numbers) < len(whole.register) or set(numbers.values()) - whole.articles.keys():
        yield "register: a number stands twice, or for no article"
    items = [item for part in whole.sections for item in part.items]
    for item in (*whole.highlights, *items):
        yield from (f"{printable(item.id)}: {doubt}" for doubt in _of_item(item, numbers, whole.articles))
    ids = [item.id for item in (*whole.highlights, *items)]
    if len(set(ids)) < len(ids):
        yield "sections: an id names two items"
    unknown = {piece.id for piece in whole.page or () if piece.role in ("point", "quotation")} - set(ids)
    if unknown:
        yield f"page: {printable(min(unknown))} is no item of any section"


def _of_article(id: str, article: Text) -> Iterator[str]:
    if not _digest(article).startswith(id) or len(id) < _ID:
        yield f"articles.{id}.text: its letters are not those that its id was made of"
    last = 0
    for span in article.paragraphs:
        if not last <= span.start < span.end <= len(article.text):
            yield f"articles.{id}.paragraphs: they are not stretches of its text, in order"
            return
        last = span.end
    if not all(_is_slice(quote.passage, article) for quote in article.quotes):
        yield f"articles.{id}.quotes: a quotation is no slice of its text"


def _digest(article: Text) -> str:
    """Return what an article's id is the beginning of: the digest of its file, its number there, and its text."""
    fragment = article.source.path.partition("#")[2]
    return sha256(f"{article.source.sha256}\n{fragment}\n{article.text}".encode(errors="replace")).hexdigest()


def _of_item(item: Item, numbers: dict[int, str], articles: dict[str, Text]) -> Iterator[str]:
    if (item.excerpt is None) == (item.quote is None):
        yield "it is neither a point nor a quotation"
        return
    passage, citation = item.passage, item.citation
    article = articles.get(passage.article_id)
    if article is None or not _is_slice(passage, article):
        yield "its words are not those of its article"
        return
    if numbers.get(citation.number) != passage.article_id or citation.article_id != passage.article_id:
        yield f"it cites source {citation.number}, which is another article"
    if citation.paragraphs != _paragraphs(passage.span, article):
        yield "its paragraph numbers are not those of its words"
    edits = [edit.span for edit in item.excerpt.edits] if item.excerpt else []
    places = [place for span in edits for place in (span.start, span.end)]
    if places != sorted(places) or any(not passage.span.contains(span) for span in edits):
        yield "its edits are not inside its words, in order"
    speaker = item.quote.speaker if item.quote else None
    if speaker and speaker.name not in article.text[speaker.proof.start : speaker.proof.end]:
        yield "its speaker is not named where the record says"


def _is_slice(passage: Passage, article: Text) -> bool:
    start, end = passage.span.start, passage.span.end
    return 0 <= start < end <= len(article.text) and article.text[start:end] == passage.text


def _paragraphs(span: Span, article: Text) -> tuple[int, int]:
    """Return the numbers of the paragraphs of a stretch, from 1."""
    starts = [paragraph.start for paragraph in article.paragraphs]
    return sum(start <= span.start for start in starts), sum(start <= span.end - 1 for start in starts)
