"""A finished file against its briefing: each id found once, its words those of the source, its links where they belong.

Only white space may differ, which pages break as they must. What stands in the source's type has to be the source's
words and nothing else; our changes have to stand in ours.
"""

import re
from collections.abc import Iterable, Iterator

from briefing import anchors
from briefing.check.found import FileText, Found
from briefing.model import Article, Briefing, Citation, CitedPoint, CitedQuote, Finding

_SPACE = re.compile(r"[ \t\r\n]+")

Expected = tuple[tuple[str, bool], ...]
"""Words and whether they are the source's."""


def match(file: FileText, briefing: Briefing, name: str) -> tuple[Finding, ...]:
    """Return what differs between a file that was read back and the briefing it was made from."""
    return tuple(_findings(file, briefing, name))


def _findings(file: FileText, briefing: Briefing, name: str) -> Iterator[Finding]:
    articles = briefing.articles()
    found: dict[str, Found] = {}
    for one in file.found:
        if one.id in found and anchors.is_words(one.id):
            yield Finding("identity", f"{name} {one.id}", "it stands there twice")
        found.setdefault(one.id, one)
    for point in briefing.points():
        yield from _words(found, point.id, _expected_point(point, articles), name)
        yield from _link(found, anchors.tail(point.id), point.citation, name)
    for cited in briefing.quotes():
        yield from _words(found, cited.id, _expected_quote(cited, articles), name)
        yield from _link(found, anchors.attribution(cited.id), cited.citation, name)
        yield from _speaker(found, cited, name)
    for entry in briefing.register:
        if anchors.source(entry.number) not in found:
            yield Finding("register", f"{name} {anchors.source(entry.number)}", "the source is missing")
    yield from _unknown(found, briefing, name)
    for stray in file.strays:
        yield Finding("type", name, f"words of no source stand in the source's type: {stray[:60]}")


def _unknown(found: dict[str, Found], briefing: Briefing, name: str) -> Iterator[Finding]:
    known = {point.id for point in briefing.points()} | {quote.id for quote in briefing.quotes()}
    for id in found:
        if anchors.is_words(id) and id not in known:
            yield Finding("identity", f"{name} {id}", "the briefing has nothing of that id")


def _expected_point(point: CitedPoint, articles: dict[str, Article]) -> Expected:
    span = point.excerpt.passage.span
    text, position = articles[point.excerpt.passage.article_id].text, span.start
    pieces: list[tuple[str, bool]] = []
    for edit in point.excerpt.edits:
        gap = " " if edit.span.start == edit.span.end else ""
        pieces += [(text[position : edit.span.start], True), (f"{gap}[{edit.replacement or '…'}]", False)]
        position = edit.span.end
    return (*pieces, (text[position : span.end], True))


def _expected_quote(cited: CitedQuote, articles: dict[str, Article]) -> Expected:
    span = cited.quote.passage.span
    return ((articles[cited.quote.passage.article_id].text[span.start : span.end], True),)


def _words(found: dict[str, Found], id: str, expected: Expected, name: str) -> Iterator[Finding]:
    if id not in found:
        yield Finding("identity", f"{name} {id}", "it is missing")
        return
    pieces = tuple((piece.text, piece.source) for piece in found[id].pieces)
    want, have = (_fold("".join(text for text, _ in side)) for side in (expected, pieces))
    if want != have:
        yield Finding(
            "verbatim", f"{name} {id}", f"reads {_around(have, want)} where its source has {_around(want, have)}"
        )
    elif _voices(expected) != _voices(pieces):
        yield Finding("type", f"{name} {id}", "the source's words and our changes are not told apart as they are")


def _link(found: dict[str, Found], id: str, citation: Citation, name: str) -> Iterator[Finding]:
    targets = found[id].targets if id in found else ()
    if anchors.source(citation.number) not in targets:
        yield Finding("citation", f"{name} {id}", f"it does not lead to source {citation.number}")


def _speaker(found: dict[str, Found], cited: CitedQuote, name: str) -> Iterator[Finding]:
    by = found.get(anchors.attribution(cited.id))
    speaker = cited.quote.speaker
    if by and speaker and _fold(speaker.name) not in _fold(by.text):
        yield Finding("speaker", f"{name} {by.id}", f"it does not name {speaker.name}")


def _voices(pieces: Iterable[tuple[str, bool]]) -> list[bool]:
    """Return, for each character that is not white space, whether it is the source's."""
    return [source for text, source in pieces for char in text if not _SPACE.match(char)]


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _around(text: str, other: str) -> str:
    """Return the words where two texts part."""
    start = next((i for i, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), len(other))
    return repr(text[max(0, start - 20) : start + 20])
