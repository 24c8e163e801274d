"""Numbers: sources by first use, points and quotations as they are printed."""

from collections.abc import Iterable, Sequence
from itertools import count

from briefing import anchors
from briefing.compose.choose import Candidate
from briefing.compose.support import Supporters
from briefing.model import (
    Article,
    Citation,
    CitedDiscrepancy,
    CitedPoint,
    CitedQuote,
    Discrepancy,
    Entry,
    KeyPoint,
    Passage,
    Source,
    Span,
)


class Citer:
    """Numbers items in the order they are handed over; the same source keeps its number."""

    def __init__(
        self, used: Iterable[Article], copies: Sequence[tuple[Article, Article]], supporters: Supporters
    ) -> None:
        self._known = {article.id: article for article in used}
        self._copies = copies
        self._supporters = supporters
        self._numbers: dict[str, int] = {}
        self._articles: list[Article] = []
        self._points, self._quotes = count(1), count(1)

    def cite(self, candidates: Iterable[Candidate]) -> tuple[CitedPoint | CitedQuote, ...]:
        """Return the candidates with ids and citations."""
        return tuple(self._cite(candidate) for candidate in candidates)

    def compare(self, found: Iterable[Discrepancy]) -> tuple[CitedDiscrepancy, ...]:
        """Return discrepancies with ids and citations."""
        return tuple(
            CitedDiscrepancy(anchors.discrepancy(number), one, (self._of(one.one), self._of(one.other)))
            for number, one in enumerate(found, 1)
        )

    def register(self) -> tuple[Entry, ...]:
        """Return the sources cited so far, in order of their numbers."""
        return tuple(Entry(self._numbers[one.id], one, self._copies_of(one)) for one in self._articles)

    def _cite(self, candidate: Candidate) -> CitedPoint | CitedQuote:
        citation = self._citation(candidate.article, candidate.span)
        if isinstance(candidate.content, KeyPoint):
            point = anchors.point(next(self._points))
            excerpt = candidate.content.excerpt
            support = self._supporters.of(excerpt.passage)
            return CitedPoint(point, excerpt, citation, candidate.reasons, support)
        return CitedQuote(anchors.quotation(next(self._quotes)), candidate.content, citation, candidate.reasons)

    def _of(self, passage: Passage) -> Citation:
        return self._citation(self._known[passage.article_id], passage.span)

    def _citation(self, article: Article, span: Span) -> Citation:
        if article.id not in self._numbers:
            self._articles.append(article)
            self._numbers[article.id] = len(self._articles)
        paragraphs = (article.paragraph_at(span.start), article.paragraph_at(span.end - 1))
        return Citation(self._numbers[article.id], article.id, paragraphs)

    def _copies_of(self, article: Article) -> tuple[Source, ...]:
        return tuple(copy.source for copy, original in self._copies if original.id == article.id)
