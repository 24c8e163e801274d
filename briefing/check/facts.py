"""Proof of what stands beside the points: discrepancies, dated events and key figures, each against its articles."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefing.model import (
    Article,
    Briefing,
    Citation,
    CitedDiscrepancy,
    DatedEvent,
    Excerpt,
    Finding,
    KeyFigure,
    Passage,
)


def prove_facts(briefing: Briefing) -> Iterator[Finding]:
    """Yield what does not hold of discrepancies, events and figures. Whether they were well found is not proved."""
    articles = {entry.number: entry.article for entry in briefing.register}
    for discrepancy in briefing.discrepancies:
        yield from _prove_discrepancy(discrepancy, articles)
    for event in briefing.events:
        yield from _prove_event(event, articles)
    items = {point.id: point.excerpt.passage for point in briefing.points()}
    items |= {cited.id: cited.quote.passage for cited in briefing.quotes()}
    for figure in briefing.figures:
        yield from _prove_figure(figure, items.get(figure.item), articles)


def _prove_discrepancy(cited: CitedDiscrepancy, articles: Mapping[int, Article]) -> Iterator[Finding]:
    found = cited.found
    for passage, value, citation in zip((found.one, found.other), found.values, cited.citations, strict=True):
        yield from _prove_place(cited.id, citation, articles, [passage, value], [passage])
        if not _holds(passage, value):
            yield Finding("discrepancy", cited.id, f"{value.text!r} stands outside its passage")
    if found.values[0].text == found.values[1].text:
        yield Finding("discrepancy", cited.id, "its two values do not differ")


def _prove_event(event: DatedEvent, articles: Mapping[int, Article]) -> Iterator[Finding]:
    passage = event.excerpt.passage
    yield from _prove_place(event.id, event.citation, articles, [passage, event.words], [passage])
    yield from _prove_excerpt(event.id, event.excerpt, articles.get(event.citation.number))
    if not _holds(passage, event.words):
        yield Finding("event", event.id, "the words that tell when stand outside its passage")
    if event.last < event.first:
        yield Finding("event", event.id, f"{event.last} is before {event.first}")


def _prove_figure(figure: KeyFigure, item: Passage | None, articles: Mapping[int, Article]) -> Iterator[Finding]:
    around = [figure.excerpt.passage] if figure.excerpt else []
    places = [figure.number, *around, *([item] if item else [])]
    yield from _prove_place(figure.id, figure.citation, articles, [figure.number, *around], places)
    if item is None or not _holds(item, figure.number):
        yield Finding("figure", figure.id, f"{figure.item} is no printed item that holds it")
    if figure.excerpt:
        article = articles.get(figure.citation.number)
        yield from _prove_excerpt(figure.id, figure.excerpt, article)
        if not _holds(figure.excerpt.passage, figure.number):
            yield Finding("figure", figure.id, "it stands outside the sentence that is printed around it")
        if article and any(quote.passage.span.overlaps(figure.number.span) for quote in article.quotes):
            yield Finding("figure", figure.id, "it stands in a quotation, which has no sentence around it")


# --- places -------------------------------------------------------------------------------------------------------


def _holds(outer: Passage, inner: Passage) -> bool:
    return outer.article_id == inner.article_id and outer.span.contains(inner.span)


def _prove_place(
    where: str,
    citation: Citation,
    articles: Mapping[int, Article],
    words: Sequence[Passage],
    cited: Sequence[Passage],
) -> Iterator[Finding]:
    """Words are slices of the article that is cited, and the paragraphs are those of one of the `cited` passages."""
    article = articles.get(citation.number)
    if article is None or {citation.article_id, *(one.article_id for one in words)} != {article.id}:
        yield Finding("citation", where, f"source {citation.number} is not the article it cites")
        return
    if any(not one.text or article.passage(one.span) != one for one in words):
        yield Finding("verbatim", where, "its words are not a slice of its source")
    if not any(citation.paragraphs == _paragraphs(one, article) for one in cited):
        yield Finding("citation", where, "its paragraph numbers are wrong")


def _paragraphs(passage: Passage, article: Article) -> tuple[int, int]:
    return article.paragraph_at(passage.span.start), article.paragraph_at(passage.span.end - 1)


def _prove_excerpt(where: str, excerpt: Excerpt, article: Article | None) -> Iterator[Finding]:
    """No quotation is cut, none has an edit of ours, and edits lie inside, one behind the other."""
    span, edits = excerpt.passage.span, [edit.span for edit in excerpt.edits]
    if any(not span.contains(edit) for edit in edits) or any(one.end > two.start for one, two in pairwise(edits)):
        yield Finding("edits", where, "its edits leave the passage or overlap")
    quotes = [quote.passage.span for quote in article.quotes] if article else []
    if any(span.overlaps(quote) and not span.contains(quote) for quote in quotes):
        yield Finding("whole quotations", where, "it cuts a quotation")
    if any(edit.overlaps(quote) for edit in edits for quote in quotes):
        yield Finding("whole quotations", where, "an edit of ours stands inside a quotation")
