"""Proof of who said what: every row against its article, counted anew, and nobody left out."""

from collections.abc import Iterator, Mapping

from briefing.model import Article, Attribution, Briefing, Finding, Occasion, Passage, Statements


def prove_statements(briefing: Briefing) -> Iterator[Finding]:
    """Yield what does not hold of the rows of who said what."""
    articles = {entry.number: entry.article for entry in briefing.register}
    for row in briefing.statements:
        article = articles.get(row.number)
        if article is None or article.id != row.article_id:
            yield Finding("citation", _where(row), f"source {row.number} is not the article it cites")
        else:
            yield from _prove_row(row, article)
    yield from _prove_all_are_there(briefing, articles)


def _where(row: Statements) -> str:
    return f"who said what: {row.speaker.name}"


def _prove_row(row: Statements, article: Article) -> Iterator[Finding]:
    if row.speaker.name not in article.passage(row.speaker.proof).text:
        yield Finding("speaker", _where(row), "not named where the proof says")
    quotes = [quote for quote in article.quotes if _says(quote.attribution, row)]
    reports = [report for report in article.reports if _says(report.attribution, row)]
    counted = (
        tuple(quote.paragraph for quote in quotes if quote.full),
        tuple(quote.paragraph for quote in quotes if not quote.full),
        tuple(report.paragraph for report in reports),
    )
    if counted != (row.full, row.fragments, row.reported):
        yield Finding("statements", _where(row), "the paragraphs are not those of the article")
    told = {(one.paragraph, one.occasion) for one in quotes if one.occasion}
    told |= {(one.paragraph, one.occasion) for one in reports if one.occasion}
    if told != {(paragraph, event.occasion) for event in row.events for paragraph in event.paragraphs}:
        yield Finding("occasion", _where(row), "the occasions are not those of the article")
    yield from (finding for event in row.events for finding in prove_occasion(_where(row), event.occasion, article))


def _says(told: Attribution, row: Statements) -> bool:
    return told.speaker is not None and told.speaker.name == row.speaker.name


def _prove_all_are_there(briefing: Briefing, articles: Mapping[int, Article]) -> Iterator[Finding]:
    rows = sorted((row.number, row.speaker.name) for row in briefing.statements)
    named = {(number, name) for number, article in articles.items() for name in _names(article)}
    if rows != sorted(named):
        yield Finding("statements", "who said what", "its rows are not one for each speaker of each source")


def _names(article: Article) -> Iterator[str]:
    said = [quote.attribution for quote in article.quotes] + [report.attribution for report in article.reports]
    yield from (told.speaker.name for told in said if told.speaker)


# --- where and when -----------------------------------------------------------------------------------------------


def prove_occasion(where: str, occasion: Occasion | None, article: Article) -> Iterator[Finding]:
    """Yield what does not hold of where and when something was said."""
    if occasion is None:
        return
    told = [passage for passage in (occasion.place, occasion.time) if passage]
    if not told or not all(is_told(passage, article) for passage in told):
        yield Finding("occasion", where, "where and when it was said is not a slice of its source")
    if occasion.day and not occasion.time:
        yield Finding("occasion", where, f"no words of the source stand for {occasion.day}")


def is_told(passage: Passage, article: Article) -> bool:
    """Whether words are a slice of one paragraph of the article."""
    span = passage.span
    inside = article.paragraphs[article.paragraph_at(span.start) - 1].contains(span)
    return inside and bool(passage.text) and article.passage(span) == passage
