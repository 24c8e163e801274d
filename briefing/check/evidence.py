"""The evidence that a file shows: each paragraph against its article, each mark against its item, and all words around.

A finished file must show what its page holds, to the letter. An edited one is held to its record: there what counts as
the same is as everywhere (`folding`), and paragraphs may be missing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing import anchors
from briefing.blocks import Page
from briefing.check.case import Case
from briefing.check.difference import show
from briefing.check.folding import fold
from briefing.check.found import FileText, Marked
from briefing.check.quoted import find_quoted
from briefing.check.verdicts import Verdict
from briefing.model import Briefing, Finding, Passage, Span

_STOPS = ".,;:!?…"
"""At the end of a quotation they may be of the sentence around."""


@dataclass(frozen=True, slots=True)
class _Text:
    """An article and where its paragraphs are."""

    text: str
    paragraphs: tuple[Span, ...]

    def paragraph(self, number: int) -> str | None:
        """Return a paragraph by its number; None where there is none."""
        if not 1 <= number <= len(self.paragraphs):
            return None
        span = self.paragraphs[number - 1]
        return self.text[span.start : span.end]


# --- a finished file ----------------------------------------------------------------------------------------------


def match_evidence(file: FileText, page: Page, briefing: Briefing) -> tuple[Finding, ...]:
    """Return what differs between the evidence of a finished file and its page and articles."""
    return tuple(_findings(file, page, briefing))


def _findings(file: FileText, page: Page, briefing: Briefing) -> Iterator[Finding]:
    entries = {anchors.source(entry.number): entry.article for entry in briefing.register}
    texts = {id: _Text(article.text, article.paragraphs) for id, article in entries.items()}
    passages = {point.id: point.excerpt.passage for point in briefing.points()}
    passages |= {cited.id: cited.quote.passage for cited in briefing.quotes()}
    sources, proofs = (page.evidence.sources, page.evidence.proofs) if page.evidence else ((), ())
    wanted = [(source.id, one.number) for source in sources for one in source.paragraphs]
    if wanted != [(one.source, one.number) for one in file.evidence]:
        yield Finding("evidence", "html", "it shows other paragraphs than the page, or in another order")
    for one in file.evidence:
        if one.source in texts and one.text != texts[one.source].paragraph(one.number):
            yield Finding("verbatim", f"html {one.source} ¶{one.number}", "the paragraph is not its article's")
    for id in sorted({proof.id for proof in proofs} & {one.id for one in file.found} - {one.id for one in file.marked}):
        yield Finding("evidence", f"html {id}", "it does not say where it stands in its source")
    for marked in file.marked:
        if marked.id in passages and not _is_marked(marked, texts, passages[marked.id]):
            yield Finding("evidence", f"html {marked.id}", "what is marked is not what is printed")
    folded = [fold(article.text) for article in entries.values()]
    for piece in file.machinery:
        if piece.source and not any(fold(piece.text) in text for text in folded):
            yield Finding("type", "html evidence", f"words of no source stand in the source's type: {piece.text[:60]}")


def _is_marked(marked: Marked, texts: Mapping[str, _Text], passage: Passage) -> bool:
    """Whether an item's marks, put together, are its words."""
    article = texts.get(marked.source)
    parts = [(article.paragraph(number) or "")[start:end] for number, start, end in marked.at] if article else []
    return "".join("".join(parts).split()) == "".join(passage.text.split())


# --- an edited file -----------------------------------------------------------------------------------------------


def prove_evidence(case: Case) -> Iterator[Verdict]:
    """Yield the paragraphs that are not their article's, marks that are not their item's, and words of no source."""
    numbers, articles = case.record.numbers, case.record.articles
    found = {anchors.source(number): articles[id] for number, id in numbers.items()}
    texts = {id: _Text(article.text, article.paragraphs) for id, article in found.items()}
    for one in case.file.evidence:
        source = texts[one.source].paragraph(one.number) if one.source in texts else None
        place = f"evidence, paragraph {one.number} of source {one.source[1:]}"
        if source is None:
            yield Verdict("dangling", "", place, one.text)
        elif fold(source) != fold(one.text):
            yield Verdict("edited", "", place, show(source, one.text), source)
    for marked in case.file.marked:
        if marked.id in case.items and not _is_marked(marked, texts, case.items[marked.id].passage):
            yield Verdict("citation", marked.id, case.place(marked.id), "its mark in the evidence is somewhere else")
    yield from _around(case, [fold(text.text) for text in texts.values()])


def _around(case: Case, folded: list[str]) -> Iterator[Verdict]:
    """Yield what is set or marked as a source's words beside the paragraphs, and is no source's."""
    for piece in case.file.machinery:
        for words in (piece.text,) if piece.source else find_quoted(piece.text):
            if not any(fold(words).rstrip(_STOPS) in text for text in folded):
                yield Verdict("not found", "", "evidence", words)
