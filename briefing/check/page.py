"""The page before it is drawn, against the records: who is named, what is cited, what stands where.

What a template left out is not missing; what it kept has to be right.
"""

from collections.abc import Iterator

from briefing import anchors
from briefing.blocks import Page, Point, QuoteBlock, Runs
from briefing.model import Briefing, Citation, Finding, Quote


def prove_page(page: Page, briefing: Briefing) -> tuple[Finding, ...]:
    """Return what does not hold; nothing when all is proved."""
    return tuple(_findings(page, briefing))


def _findings(page: Page, briefing: Briefing) -> Iterator[Finding]:
    points = {point.id: point for point in briefing.points()}
    quotes = {cited.id: cited for cited in briefing.quotes()}
    for block in page.blocks:
        if isinstance(block, Point):
            yield from _prove_citation(block.id, block.tail, points[block.id].citation)
        elif isinstance(block, QuoteBlock):
            yield from _prove_citation(block.id, block.attribution, quotes[block.id].citation)
            yield from _prove_speaker(block, quotes[block.id].quote)


def _prove_citation(id: str, runs: Runs, citation: Citation) -> Iterator[Finding]:
    first, last = citation.paragraphs
    text = f"{citation.number}\u202f¶{first}" + (f"–{last}" if last > first else "")
    if not any(run.text == text and run.target == anchors.source(citation.number) for run in runs):
        yield Finding("citation", id, f"it does not cite {text}")


def _prove_speaker(block: QuoteBlock, quote: Quote) -> Iterator[Finding]:
    """The first words name the speaker and nobody else; without a speaker nobody is named."""
    first = block.attribution[0]
    if quote.speaker is None:
        if first.voice != "warning" or any(run.voice == "strong" for run in block.attribution):
            yield Finding("speaker", block.id, "it names somebody though the speaker is not identified")
    elif first.voice != "strong" or first.text not in _forms(quote.speaker.name, quote.speaker.role):
        yield Finding("speaker", block.id, f"it names {first.text!r} in place of {quote.speaker.name!r}")


def _forms(name: str, role: str) -> tuple[str, str]:
    return name, f"{role} {name}"
