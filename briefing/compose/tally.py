"""The counts that the page prints: of what came in, of what became of it, and of what is printed of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.compose.held import Held
from briefing.model import Analysis, Article, CitedPoint, Entry, Fate, Passage, Quote, Section, Span, Tally


def tally(
    analyses: Sequence[Analysis],
    fates: Sequence[Fate],
    used: Sequence[Held],
    sections: Sequence[Section],
    register: Sequence[Entry],
) -> Tally:
    """Count; highlights repeat points of the sections and are not counted again."""
    outcomes = Counter(fate.outcome for fate in fates)
    articles = {entry.article.id: entry.article for entry in register}
    points = [point for section in sections for point in section.points]
    own = [cited.quote for section in sections for cited in section.quotes]
    fragments = [(quote, point) for point in points for quote in _fragments(point, articles)]
    quotes = [*own, *(quote for quote, _ in fragments)]
    named = [quote.speaker for quote in quotes if quote.speaker]
    dated = sum(one.source.published is not None for one in used)
    return Tally(
        inputs=sum(len(analysis.digests) + len(analysis.rejected) for analysis in analyses),
        used=outcomes["used"],
        dated=dated,
        undated=len(used) - dated,
        duplicates=outcomes["duplicate"],
        outside=outcomes["outside"],
        rejected=outcomes["rejected"],
        quotations=len(quotes),
        fragments=len(fragments),
        verbatim=sum(_is_slice(quote.passage, articles) for quote in own)
        + sum(_is_printed(quote, point.excerpt.passage, articles) for quote, point in fragments),
        named=len(named),
        speakers=len({speaker.name for speaker in named}),
        points=len(points),
        cited=_count_cited(points, register),
        split=sum(_cuts(point.excerpt.passage, articles) for point in points),
        edits=sum(len(point.excerpt.edits) for point in points),
        words_read=sum(one.words for one in used),
        words_printed=sum(_words(point.excerpt.passage.text for point in points))
        + sum(_words(quote.passage.text for quote in own)),
    )


def _fragments(point: CitedPoint, articles: Mapping[str, Article]) -> Iterator[Quote]:
    """Yield the quotations inside a printed point."""
    passage = point.excerpt.passage
    yield from (quote for quote in articles[passage.article_id].quotes if passage.span.contains(quote.passage.span))


def _is_slice(passage: Passage, articles: Mapping[str, Article]) -> bool:
    """Whether its words are those of its article in that place."""
    return articles[passage.article_id].text[passage.span.start : passage.span.end] == passage.text


def _is_printed(quote: Quote, around: Passage, articles: Mapping[str, Article]) -> bool:
    """Whether the words that a printed passage has in a quotation's place are the article's."""
    start, end = (place - around.span.start for place in (quote.passage.span.start, quote.passage.span.end))
    return _is_slice(Passage(around.article_id, quote.passage.span, around.text[start:end]), articles)


def _count_cited(points: Iterable[CitedPoint], register: Iterable[Entry]) -> int:
    """Count the points whose number in the register is their own article, with the paragraphs they name."""
    numbered = {entry.number: entry.article for entry in register}
    cited = ((point, numbered.get(point.citation.number)) for point in points)
    return sum(article is not None and _resolves(point, article) for point, article in cited)


def _resolves(point: CitedPoint, article: Article) -> bool:
    first, last = point.citation.paragraphs
    passage = point.excerpt.passage
    inside = 1 <= first <= last <= len(article.paragraphs)
    if article.id != passage.article_id or not inside:
        return False
    return Span(article.paragraphs[first - 1].start, article.paragraphs[last - 1].end).contains(passage.span)


def _words(texts: Iterable[str]) -> Iterator[int]:
    return (len(text.split()) for text in texts)


def _cuts(passage: Passage, articles: Mapping[str, Article]) -> bool:
    """Whether a point begins or ends inside a quotation."""
    inside = (quote.passage.span for quote in articles[passage.article_id].quotes)
    return any(passage.span.overlaps(quotation) and not passage.span.contains(quotation) for quotation in inside)
