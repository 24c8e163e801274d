"""Proof of a briefing before it is drawn: every word a slice of its source, every citation resolved, no input lost."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from briefing import anchors
from briefing.check.account import prove_corroboration
from briefing.check.coverage import prove_coverage
from briefing.check.facts import prove_facts
from briefing.check.statements import is_told, prove_occasion, prove_statements
from briefing.days import spell_out
from briefing.lexicon import load_lexicon
from briefing.model import (
    Article,
    Briefing,
    Citation,
    CitedQuote,
    Edit,
    Excerpt,
    Finding,
    Passage,
    Span,
)


def prove(briefing: Briefing) -> tuple[Finding, ...]:
    """Return what does not hold; nothing when all is proved."""
    return tuple(_findings(briefing))


def _findings(briefing: Briefing) -> Iterator[Finding]:
    articles = briefing.articles()
    numbers = {entry.number: entry.article.id for entry in briefing.register}
    for point in briefing.points():
        yield from _prove_words(point.id, point.excerpt, articles)
        yield from _prove_citation(point.id, point.citation, point.excerpt.passage, numbers, articles)
    for cited in briefing.quotes():
        yield from _prove_quote(cited, articles)
        yield from _prove_citation(cited.id, cited.citation, cited.quote.passage, numbers, articles)
    for event in briefing.events:
        yield from _prove_words(event.id, event.excerpt, articles)
    for figure in briefing.figures:
        yield from _prove_words(figure.id, figure.excerpt, articles) if figure.excerpt else ()
    yield from prove_facts(briefing)
    yield from prove_corroboration(briefing)
    yield from prove_coverage(briefing)
    yield from prove_statements(briefing)
    yield from _prove_ids(briefing)
    yield from _prove_account(briefing)


def _prove_words(id: str, excerpt: Excerpt, articles: dict[str, Article]) -> Iterator[Finding]:
    passage = excerpt.passage
    article = articles.get(passage.article_id)
    if article is None or article.passage(passage.span) != passage:
        yield Finding("verbatim", id, "its words are not a slice of its source")
        return
    spans = [edit.span for edit in excerpt.edits]
    if any(not passage.span.contains(span) for span in spans) or any(
        one.end > other.start for one, other in pairwise(spans)
    ):
        yield Finding("edits", id, "its edits leave the passage or overlap")
    yield from _prove_edits(id, excerpt, article)
    for quote in article.quotes:
        inside = quote.passage.span
        if passage.span.overlaps(inside) and not passage.span.contains(inside):
            yield Finding("whole quotations", id, "it cuts a quotation")
        if any(span.overlaps(inside) for span in spans):
            yield Finding("whole quotations", id, "an edit of ours stands inside a quotation")


def _prove_edits(id: str, excerpt: Excerpt, article: Article) -> Iterator[Finding]:
    """A name we put in stands where its proof says, the words there mean a date by that of the article.

    A connective gives way to its own last word or an ellipsis.
    """
    for edit in excerpt.edits:
        if edit.reason == "date":
            proved = _is_dated(edit, article)
        elif edit.proof:
            proved = edit.replacement in article.passage(edit.proof).text
        else:
            own = article.passage(edit.span).text.split()[-1:]
            proved = edit.replacement in ("", "…") or [edit.replacement.lower()] == [word.lower() for word in own]
        if not proved:
            yield Finding("edits", id, f"nothing in the article proves [{edit.replacement}]")


def _is_dated(edit: Edit, article: Article) -> bool:
    """Whether a date stands right behind the words that it explains, and is what they mean."""
    published = article.source.certain_day
    if published is None or edit.proof is None or edit.span != Span(edit.proof.end, edit.proof.end):
        return False
    words = article.passage(edit.proof).text
    return edit.replacement == spell_out(words, published, load_lexicon(article.source.language)) != ""


def _prove_quote(cited: CitedQuote, articles: dict[str, Article]) -> Iterator[Finding]:
    quote = cited.quote
    article = articles.get(quote.passage.article_id)
    if article is None or article.passage(quote.passage.span) != quote.passage:
        yield Finding("verbatim", cited.id, "its words are not a slice of its source")
        return
    if quote.speaker and quote.speaker.name not in article.passage(quote.speaker.proof).text:
        yield Finding("speaker", cited.id, f"{quote.speaker.name} is not named where the proof says")
    unnamed = quote.attribution.unnamed
    if unnamed and (quote.speaker or not is_told(unnamed, article)):
        yield Finding("speaker", cited.id, "the words for its speaker are no slice of its source, or a name is known")
    yield from prove_occasion(cited.id, quote.occasion, article)


def _prove_citation(
    where: str, citation: Citation, passage: Passage, numbers: dict[int, str], articles: dict[str, Article]
) -> Iterator[Finding]:
    if numbers.get(citation.number) != citation.article_id or citation.article_id != passage.article_id:
        yield Finding("citation", where, f"source {citation.number} is not the article it cites")
        return
    article, span = articles[citation.article_id], passage.span
    if citation.paragraphs != (article.paragraph_at(span.start), article.paragraph_at(span.end - 1)):
        yield Finding("citation", where, "its paragraph numbers are wrong")


def _prove_account(briefing: Briefing) -> Iterator[Finding]:
    tally, fates = briefing.tally, Counter(fate.outcome for fate in briefing.fates)
    told = {"used": tally.used, "duplicate": tally.duplicates, "outside": tally.outside, "rejected": tally.rejected}
    if +Counter(told) != fates or tally.inputs != fates.total():
        yield Finding("account", "inputs", "the fates do not add up to the inputs")
    duplicates = {(fate.path, fate.sha256) for fate in briefing.fates if fate.outcome == "duplicate"}
    for entry in briefing.register:
        if any((one.path, one.sha256) not in duplicates for one in (*entry.copies, *entry.versions)):
            yield Finding(
                "account", anchors.source(entry.number), "a copy or version of it is told to be something else"
            )


def _prove_ids(briefing: Briefing) -> Iterator[Finding]:
    ids = Counter([*(point.id for point in briefing.points()), *(quote.id for quote in briefing.quotes())])
    yield from (Finding("identity", id, "it names two things") for id, count in ids.items() if count > 1)
