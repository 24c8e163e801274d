"""A finished file against the page it was drawn from and the articles the words come from.

Points and quotations are compared with their articles, in the type that tells who speaks; only white space may differ,
which pages break as they must. Everything else that bears an id (citations, attributions, headings, tables, sources) is
compared with the page, in words and in type.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from briefing import anchors
from briefing.blocks import (
    SOURCE_VOICES,
    Block,
    Chart,
    Heading,
    KnownLogo,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Table,
    chart_words,
)
from briefing.check.found import FileText, Found
from briefing.model import Briefing, CitedQuote, Excerpt, Finding

_SPACE = re.compile(r"[ \t\r\n]+")

Expected = tuple[tuple[str, bool], ...]
"""Words and whether they are the source's."""


def match(file: FileText, page: Page, briefing: Briefing, name: str) -> tuple[Finding, ...]:
    """Return what differs between a file that was read back and what it should hold; `name` is its format."""
    return tuple(
        Finding(finding.rule, f"{name} {finding.where}", finding.message)
        for finding in _findings(file, page, briefing, name)
    )


def _findings(file: FileText, page: Page, briefing: Briefing, name: str) -> Iterator[Finding]:
    counts = Counter(one.id for one in file.found)
    found = {one.id: one for one in reversed(file.found)}
    words = _words_on(page, briefing)
    texts = dict(text for block in page.blocks for text in _texts(block))
    texts |= _notes(page) if name == "docx" else {}
    for id, expected in words.items():
        yield from _match_words(found.get(id), id, expected)
    for id, runs in texts.items():
        yield from _match_text(found.get(id), id, runs, file.typed)
    yield from _strange(found.values(), words.keys() | texts.keys())
    for id in counts:
        if anchors.is_words(id) and id not in words:
            yield Finding("identity", id, "the page has nothing of that id")
        if counts[id] > 1:
            yield Finding("identity", id, "it stands there twice")
    for stray in file.strays:
        yield Finding("type", "outside", f"words of no source stand in the source's type: {stray[:60]}")
    yield from _match_pictures(file, page.logo if page.logo and name in page.logo.formats else None)


# --- what is expected ---------------------------------------------------------------------------------------------


def _words_on(page: Page, briefing: Briefing) -> dict[str, Expected]:
    """Return the words of every point and quotation of the page, taken from the articles."""
    points = {point.id: point for point in briefing.points()}
    quotes = {cited.id: cited for cited in briefing.quotes()}
    texts = {id: article.text for id, article in briefing.articles().items()}
    expected: dict[str, Expected] = {}
    for block in page.blocks:
        if isinstance(block, Point):
            excerpt = points[block.id].excerpt
            expected[block.id] = words_of(excerpt, texts[excerpt.passage.article_id])
        elif isinstance(block, QuoteBlock):
            expected[block.id] = _quote(quotes[block.id], texts)
    return expected


def words_of(excerpt: Excerpt, text: str) -> Expected:
    """Return the words of a point as they are printed, from the text of its article."""
    span = excerpt.passage.span
    position = span.start
    pieces: list[tuple[str, bool]] = []
    for edit in excerpt.edits:
        gap = " " if edit.span.start == edit.span.end else ""
        words = edit.replacement or "…"
        ours = words.replace(" ", "\u00a0") if edit.reason == "date" else words
        pieces += [(text[position : edit.span.start], True), (f"{gap}[{ours}]", False)]
        position = edit.span.end
    return (*pieces, (text[position : span.end], True))


def _quote(cited: CitedQuote, texts: dict[str, str]) -> Expected:
    span = cited.quote.passage.span
    return ((texts[cited.quote.passage.article_id][span.start : span.end], True),)


def _texts(block: Block) -> Iterator[tuple[str, Runs]]:
    """Yield each id of a block under which words of ours stand, and these."""
    if isinstance(block, Point):
        yield anchors.tail(block.id), block.tail
    elif isinstance(block, QuoteBlock):
        yield anchors.attribution(block.id), block.attribution
    elif isinstance(block, RegisterEntry):
        yield block.id, (Run(block.number, "strong"), *(run for line in block.lines for run in line))
    elif isinstance(block, Table):
        yield block.id, tuple(run for row in (block.header, *block.rows) for cell in row for run in cell)
    elif isinstance(block, Chart):
        yield block.id, tuple(Run(text, "plain") for text in chart_words(block))
    elif isinstance(block, Heading):
        yield block.id, (Run(block.text, "strong"),)


def _notes(page: Page) -> dict[str, Runs]:
    """Return what each note says: its citation, then the source in full where it is first cited, else in short."""
    register = {block.id: block for block in page.blocks if isinstance(block, RegisterEntry)}
    notes: dict[str, Runs] = {}
    named: set[str] = set()
    cited = (text for block in page.blocks if isinstance(block, Point | QuoteBlock) for text in _texts(block))
    for id, runs in cited if page.notes != "links" else ():
        citation = next((run for run in runs if run.voice == "accent" and run.target in register), None)
        if citation:
            source = register[citation.target]
            lines = (source.short,) if source.id in named and source.short else source.lines
            notes[anchors.note(id)] = (citation, Run(". ", "plain"), *(run for line in lines for run in line))
            named.add(source.id)
    return notes


# --- comparing ----------------------------------------------------------------------------------------------------


def _match_words(found: Found | None, id: str, expected: Expected) -> Iterator[Finding]:
    if found is None:
        yield Finding("identity", id, "it is missing")
        return
    pieces = _pieces(found)
    want, have = (_fold("".join(text for text, _ in side)) for side in (expected, pieces))
    if want != have:
        message = f"reads {_around(have, want)} where its source has {_around(want, have)}"
        yield Finding("verbatim", id, message)
    elif _voices(expected) != _voices(pieces):
        yield Finding("type", id, "the source's words and our changes are not told apart as they are")


def _strange(found: Iterable[Found], known: Collection[str]) -> Iterator[Finding]:
    """Yield the source's words that stand under an id of which the page knows nothing."""
    for one in found:
        text = "".join(piece.text for piece in one.pieces if piece.source)
        if one.id not in known and text.strip():
            yield Finding("type", one.id, f"words of no source stand in the source's type: {text[:60]}")


def _match_pictures(file: FileText, logo: KnownLogo | None) -> Iterator[Finding]:
    """A picture may hold words, so there is none but the logo of the house, once."""
    pictures = [one.digest for one in file.extras if one.digest is not None]
    ours = [one for one in pictures if logo and one in (logo.file, logo.pixels)]
    if len(pictures) > len(ours):
        yield Finding("picture", "outside", "a picture stands there that is not the logo of the house")
    if len(ours) > 1 or (logo and not ours):
        yield Finding("picture", anchors.LOGO, "it stands there twice" if ours else "it is missing")


def _match_text(found: Found | None, id: str, runs: Runs, typed: bool) -> Iterator[Finding]:
    if found is None:
        yield Finding("identity", id, "it is missing")
        return
    want, have = _squeeze("".join(run.text for run in runs)), _squeeze(found.text)
    if have != want:
        yield Finding("words", id, f"reads {_around(have, want)} where the page has {_around(want, have)}")
    elif typed and _voices(_expected(runs)) != _voices(_pieces(found)):
        yield Finding("type", id, "the source's words and ours are not told apart as they are")
    targets = {run.target for run in runs if run.target and ":" not in run.target}
    for target in sorted(targets - set(found.targets)):
        yield Finding("link", id, f"it does not lead to {target}")


def _voices(pieces: Iterable[tuple[str, bool]]) -> list[bool]:
    """Return, for each character that is not white space, whether it is the source's."""
    return [source for text, source in pieces for char in text if not char.isspace()]


def _pieces(found: Found) -> Expected:
    return tuple((piece.text, piece.source) for piece in found.pieces)


def _expected(runs: Runs) -> Expected:
    return tuple((run.text, run.voice in SOURCE_VOICES) for run in runs)


def _fold(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _squeeze(text: str) -> str:
    """Take out all white space, which sets cells and lines apart in one format and not in another."""
    return "".join(text.split())


def _around(text: str, other: str) -> str:
    """Return the words where two texts part."""
    start = next((i for i, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]), len(other))
    return repr(text[max(0, start - 20) : start + 20])
