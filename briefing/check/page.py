"""The page before it is drawn, against the records: who is named, what is cited, what stands where.

What a template left out is not missing; what it kept has to be right.
"""

from collections.abc import Collection, Iterator

from briefing import anchors
from briefing.blocks import Page, Point, QuoteBlock, Runs, Table
from briefing.model import Briefing, Citation, Finding, Occasion, Quote

_SOURCE = ("source", "insertion")
"""The voices of a source."""


def prove_page(page: Page, briefing: Briefing) -> tuple[Finding, ...]:
    """Return what does not hold; nothing when all is proved."""
    return tuple(_findings(page, briefing))


def _findings(page: Page, briefing: Briefing) -> Iterator[Finding]:
    points = {point.id: point for point in briefing.points()}
    quotes = {cited.id: cited for cited in briefing.quotes()}
    told = {text for row in briefing.statements for event in row.events for text in _told(event.occasion)}
    for block in page.blocks:
        if isinstance(block, Point):
            yield from _prove_citation(block.id, block.tail, points[block.id].citation)
        elif isinstance(block, QuoteBlock):
            yield from _prove_citation(block.id, block.attribution, quotes[block.id].citation)
            yield from _prove_speaker(block, quotes[block.id].quote)
            yield from _prove_slices(block, quotes[block.id].quote)
        elif isinstance(block, Table):
            yield from _prove_table(block, told)


def _prove_citation(id: str, runs: Runs, citation: Citation) -> Iterator[Finding]:
    first, last = citation.paragraphs
    text = f"{citation.number}\u202f¶{first}" + (f"–{last}" if last > first else "")
    if not any(run.text == text and run.target == anchors.source(citation.number) for run in runs):
        yield Finding("citation", id, f"it does not cite {text}")


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
    said = [_folded(run.text) for run in block.attribution if run.voice in _SOURCE]
    if said != told:
        yield Finding("verbatim", block.id, f"it tells {said} of the source where the briefing has {told}")


def _prove_table(block: Table, told: Collection[str]) -> Iterator[Finding]:
    """A table holds no words of the source but those for where and when somebody spoke."""
    runs = (run for row in (block.header, *block.rows) for cell in row for run in cell)
    for run in runs:
        if run.voice in _SOURCE and _folded(run.text) not in told:
            yield Finding("verbatim", block.id, f"{run.text[:60]!r} is no occasion of a statement")


def _told(occasion: Occasion | None) -> list[str]:
    return [_folded(one.text) for one in (occasion.place, occasion.time) if one] if occasion else []


def _folded(text: str) -> str:
    return " ".join(text.split())


def _forms(name: str, role: str) -> tuple[str, str]:
    return name, f"{role} {name}"
