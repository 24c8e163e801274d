"""The page before it is drawn, against the records: who is named, what is cited, what stands where.

What a template left out is not missing; what it kept has to be right.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from briefing import anchors
from briefing.blocks import (
    SOURCE_VOICES,
    Block,
    Chart,
    Comment,
    Heading,
    Masthead,
    Page,
    Point,
    QuoteBlock,
    Runs,
    Table,
)
from briefing.check.coverage import prove_chart
from briefing.check.quoted import find_quoted
from briefing.check.sources import Sources
from briefing.model import Briefing, Citation, Excerpt, Finding, Occasion, Quote
from briefing.text import QUOTATION_MARKS


def prove_page(page: Page, briefing: Briefing) -> tuple[Finding, ...]:
    """Return what does not hold; nothing when all is proved."""
    return tuple(_findings(page, briefing))


def prove_own(page: Page, briefing: Briefing) -> dict[str, Finding]:
    """Return, by id, own texts with a quotation that no source of the register has, and headings with a mark.

    A finding names the place in words. Where words are cut with …, nothing that changes the meaning may be missing.
    """
    sources = Sources({entry.number: entry.article for entry in briefing.register})
    found: dict[str, Finding] = {}
    for block, place in _placed(page.blocks):
        for id, message in _of_own(block, sources):
            found.setdefault(id, Finding("quotation", place, message))
    return found


def _of_own(block: Block, sources: Sources) -> Iterator[tuple[str, str]]:
    if isinstance(block, Heading) and any(mark in block.text for mark in QUOTATION_MARKS):
        yield block.id, f"a heading has a quotation mark: {block.text[:60]!r}; leave the marks out"
    elif isinstance(block, Masthead) and any(mark in block.title for mark in QUOTATION_MARKS):
        yield anchors.TITLE, f"the title has a quotation mark: {block.title[:60]!r}; leave the marks out"
    elif isinstance(block, Comment):
        for words in (one for text in block.paragraphs for one in find_quoted(text)):
            if not _stands(words, sources):
                hint = "put in the words of the source, or take the quotation marks off"
                yield block.id, f"no source of the register has the words {words[:60]!r}; {hint}"


def _stands(words: str, sources: Sources) -> bool:
    """Whether words are a source's, whole or cut so that nothing is hidden."""
    places, hides = sources.look_up(words)
    return bool(places) and not hides


def _placed(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each block with its place, or that of the editor's text in it, in words."""
    title, before, counts = "", "ahead of the first heading", Counter[type[Block]]()
    for block in blocks:
        if isinstance(block, Heading):
            title, counts = block.text, Counter()
            before = f"below the heading {title}"
        elif isinstance(block, Point | QuoteBlock):
            counts[type(block)] += 1
            kind = "point" if isinstance(block, Point) else "quotation"
            before = f"behind {kind} {counts[type(block)]} in {title}"
        elif isinstance(block, Table):
            before = f"behind the table in {title}"
        if isinstance(block, Comment):
            yield block, f"your comment in {title}" if block.id.startswith("c-") else f"your text {before}"
        else:
            yield block, f"the heading {title}" if title else "the title"


def _findings(page: Page, briefing: Briefing) -> Iterator[Finding]:
    points = {point.id: point for point in briefing.points()}
    quotes = {cited.id: cited for cited in briefing.quotes()}
    tables = _Tables(briefing)
    titles = {block.id: block.text for block in page.blocks if isinstance(block, Heading)}
    for block in page.blocks:
        if isinstance(block, Point):
            yield from _prove_citation(block.id, block.tail, points[block.id].citation)
        elif isinstance(block, QuoteBlock):
            yield from _prove_citation(block.id, block.attribution, quotes[block.id].citation)
            yield from _prove_speaker(block, quotes[block.id].quote)
            yield from _prove_slices(block, quotes[block.id].quote)
        elif isinstance(block, Table):
            yield from tables.prove(block)
        elif isinstance(block, Chart):
            yield from prove_chart(block, titles, briefing)


def _prove_citation(id: str, runs: Runs, citation: Citation) -> Iterator[Finding]:
    text = _citation(citation)
    if not any(run.text == text and run.target == anchors.source(citation.number) for run in runs):
        yield Finding("citation", id, f"it does not cite {text}")


def _citation(citation: Citation) -> str:
    first, last = citation.paragraphs
    return f"{citation.number}\u202f¶{first}" + (f"–{last}" if last > first else "")


def _prove_speaker(block: QuoteBlock, quote: Quote) -> Iterator[Finding]:
    """The first words name the speaker and nobody else; without a speaker nobody is named."""
    first = block.attribution[0]
    if quote.speaker is None:
        voice = "source" if quote.attribution.unnamed else "warning"
        if first.voice != voice or any(run.voice == "strong" for run in block.attribution):
            yield Finding("speaker", block.id, "it names somebody though the speaker is not identified")
    elif first.voice != "strong" or first.text not in _forms(quote.speaker.name, quote.speaker.role):
        yield Finding("speaker", block.id, f"it names {first.text!r} in place of {quote.speaker.name!r}")


def _prove_slices(block: QuoteBlock, quote: Quote) -> Iterator[Finding]:
    """In the line under a quotation the source tells who is not named, where and when; and nothing else."""
    unnamed = quote.attribution.unnamed
    told = [*([_folded(unnamed.text)] if unnamed else []), *_told(quote.occasion)]
    said = [_folded(run.text) for run in block.attribution if run.voice in SOURCE_VOICES]
    if said != told:
        yield Finding("verbatim", block.id, f"it tells {said} of the source where the briefing has {told}")


class _Tables:
    """What tables may print of the sources: where and when somebody spoke, and words in the row that cites them."""

    def __init__(self, briefing: Briefing) -> None:
        self._told = {text for row in briefing.statements for event in row.events for text in _told(event.occasion)}
        self._cited: dict[str, list[set[str]]] = defaultdict(list)
        for text, citations in _exhibits(briefing):
            self._cited[text].append({_citation(one) for one in citations})

    def prove(self, table: Table) -> Iterator[Finding]:
        """Yield what a table prints of the sources and must not."""
        for row in (table.header, *table.rows):
            cited = {run.text for cell in row for run in cell if run.target}
            for cell in row:
                if not self._is_proved(cell, cited):
                    text = _squeezed(run.text for run in cell if run.voice in SOURCE_VOICES)
                    yield Finding("verbatim", table.id, f"{text[:60]!r} is neither cited beside it nor an occasion")

    def _is_proved(self, cell: Runs, cited: set[str]) -> bool:
        said = [_folded(run.text) for run in cell if run.voice in SOURCE_VOICES]
        if all(text in self._told for text in said):
            return True
        whole = _squeezed(run.text for run in cell if run.voice in (*SOURCE_VOICES, "edit"))
        return any(citations <= cited for citations in self._cited[whole])


def _exhibits(briefing: Briefing) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Yield what a cell prints whole, our edits in it, and the citations that have to stand in its row."""
    for event in briefing.events:
        yield _printed(event.excerpt), (event.citation,)
    for figure in briefing.figures:
        yield _squeezed([figure.number.text]), (figure.citation,)
        if figure.excerpt:
            yield _printed(figure.excerpt), (figure.citation,)
    for one in briefing.discrepancies:
        yield _squeezed(value.text for value in one.found.values), one.citations
        for passage, citation in zip((one.found.one, one.found.other), one.citations, strict=True):
            yield _printed(Excerpt(passage)), (citation,)


def _printed(excerpt: Excerpt) -> str:
    """Return the words of an excerpt with our edits in brackets, without white space."""
    passage, pieces, position = excerpt.passage, [], 0
    for edit in excerpt.edits:
        start, end = (place - passage.span.start for place in (edit.span.start, edit.span.end))
        pieces += [passage.text[position:start], f"[{edit.replacement or '…'}]"]
        position = end
    return _squeezed((*pieces, passage.text[position:]))


def _squeezed(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def _told(occasion: Occasion | None) -> list[str]:
    return [_folded(one.text) for one in (occasion.place, occasion.time) if one] if occasion else []


def _folded(text: str) -> str:
    return " ".join(text.split())


def _forms(name: str, role: str) -> tuple[str, str]:
    return name, f"{role} {name}"
