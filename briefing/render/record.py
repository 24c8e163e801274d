"""A briefing as JSON: everything that proves the other files later, when the inputs are gone.

`articles` holds the cited texts with all their quotations and reported speech; every passage is a pair of offsets into
one of them, with its words. `page` holds what was printed, piece by piece, so that an edited file can be compared with
it; the words of points and quotations are left out there, which are their articles'.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    Heading,
    Masthead,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Table,
    chart_words,
)
from briefing.model import Article, Briefing, Entry


def draw_json(briefing: Briefing, page: Page) -> bytes:
    """Return the record of a briefing and its page; the same ones give the same bytes."""
    record: dict[str, Any] = {"schema": anchors.SCHEMA, **_fields(briefing)}
    record["register"] = [_entry(entry) for entry in briefing.register]
    record["articles"] = {entry.article.id: _article(entry.article) for entry in briefing.register}
    record["page"] = [piece for block in page.blocks for piece in _pieces(block)]
    record["page"] += [piece for text in page.footer[:2] if text for piece in _text("footer", text)]
    if page.logo:
        record["logo"] = (page.logo.file, page.logo.pixels)
    return msgspec.json.format(msgspec.json.encode(record, order="sorted"), indent=1) + b"\n"


def _fields(record: object) -> dict[str, object]:
    """Return a record's fields, those that hold records as they are."""
    assert is_dataclass(record)
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _entry(entry: Entry) -> dict[str, object]:
    return {"number": entry.number, "article": entry.article.id, "copies": entry.copies, "versions": entry.versions}


def _article(article: Article) -> dict[str, object]:
    return {
        "source": article.source,
        "text": article.text,
        "paragraphs": article.paragraphs,
        "quotes": article.quotes,
        "reports": article.reports,
    }


# --- the page -----------------------------------------------------------------------------------------------------

_Piece = dict[str, object]


def _pieces(block: Block) -> Iterator[_Piece]:
    """Yield what a block prints, as `records.Piece` has it."""
    match block:
        case Point():
            yield from (_text("text", block.label) if block.label else ())
            yield {"role": "point", "id": block.id}
            yield _piece("tail", anchors.tail(block.id), block.tail)
        case QuoteBlock():
            yield {"role": "quotation", "id": block.id}
            yield _piece("attribution", anchors.attribution(block.id), block.attribution)
        case Heading():
            yield _piece("heading", block.id, (Run(block.text, "strong"),))
            yield from (_piece("text", "", (note,)) for note in block.notes)
        case Table():
            yield from (_piece("cell", block.id, cell) for row in (block.header, *block.rows) for cell in row)
        case Chart():
            yield from (_piece("cell", block.id, (Run(text, "plain"),)) for text in chart_words(block))
        case RegisterEntry():
            number = Run(block.number, "strong")
            yield _piece("source", block.id, (number, *(run for line in block.lines for run in (_GAP, *line))))
            yield from (_piece("short", block.id, block.short),) if block.short else ()
        case Comment():
            yield from _text("own", block.label)
            yield {"role": "own", "id": block.id, "text": "\n".join(block.paragraphs)}
        case Masthead():
            told = (block.title, block.subtitle, *(text for field in block.fields for text in field))
            yield from (piece for text in told for piece in _text("title", text))
        case Checks():
            yield from (_piece("text", "", cell) for row in block.rows for cell in row)
        case Contents():
            yield from _text("text", block.label)
            yield from (piece for _, text in block.entries for piece in _text("contents", text))
        case _:
            yield _piece("text", "", block.runs)


_GAP = Run(" ", "plain")


def _text(role: str, text: str) -> Iterator[_Piece]:
    yield {"role": role, "text": text}


def _piece(role: str, id: str, runs: Runs) -> _Piece:
    targets = [run.target for run in runs if run.target and ":" not in run.target]
    piece: _Piece = {"role": role, "text": "".join(run.text for run in runs)}
    return piece | ({"id": id} if id else {}) | ({"targets": targets} if targets else {})
