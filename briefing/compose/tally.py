"""The counts that the page prints, each taken from what is printed and from the fates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefing.model import Article, Digest, Fate, Quote, Section, Span, Tally

Place = tuple[str, Span]


def tally(fates: Sequence[Fate], used: Sequence[Digest], sections: Sequence[Section]) -> Tally:
    """Count; highlights repeat points of the sections and are not counted again."""
    outcomes = Counter(fate.outcome for fate in fates)
    articles = {digest.article.id: digest.article for digest in used}
    points = [point for section in sections for point in section.points]
    places = [(point.excerpt.passage.article_id, point.excerpt.passage.span) for point in points]
    fragments = tuple(_fragments(places, articles))
    quotes = [*(cited.quote for section in sections for cited in section.quotes), *fragments]
    named = [quote.speaker for quote in quotes if quote.speaker]
    dated = sum(digest.article.source.published is not None for digest in used)
    return Tally(
        inputs=len(fates),
        used=outcomes["used"],
        dated=dated,
        undated=len(used) - dated,
        duplicates=outcomes["duplicate"],
        outside=outcomes["outside"],
        rejected=outcomes["rejected"],
        quotations=len(quotes),
        fragments=len(fragments),
        named=len(named),
        speakers=len({speaker.name for speaker in named}),
        points=len(points),
        split=sum(_cuts(span, articles[article_id]) for article_id, span in places),
        edits=sum(len(point.excerpt.edits) for point in points),
        words_read=sum(len(digest.article.text.split()) for digest in used),
        words_printed=sum(_words(point.excerpt.passage.text for point in points))
        + sum(_words(cited.quote.passage.text for section in sections for cited in section.quotes)),
    )


def _fragments(places: Iterable[Place], articles: dict[str, Article]) -> Iterator[Quote]:
    """Yield the quotations inside printed points."""
    for article_id, span in places:
        yield from (quote for quote in articles[article_id].quotes if span.contains(quote.passage.span))


def _words(texts: Iterable[str]) -> Iterator[int]:
    return (len(text.split()) for text in texts)


def _cuts(span: Span, article: Article) -> bool:
    """Whether a point begins or ends inside a quotation."""
    inside = (quote.passage.span for quote in article.quotes)
    return any(span.overlaps(quotation) and not span.contains(quotation) for quotation in inside)
