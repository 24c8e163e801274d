"""Numbers: sources by first use, points and quotations as they are printed."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from briefing import anchors
from briefing.compose.candidates import Candidate
from briefing.compose.choose import Compare
from briefing.compose.gather import Material
from briefing.compose.support import Supporters
from briefing.compose.timeline import Happening
from briefing.model import (
    Article,
    Citation,
    CitedDiscrepancy,
    CitedPoint,
    CitedQuote,
    DatedEvent,
    Discrepancy,
    Entry,
    KeyPoint,
    Passage,
    Source,
    Span,
)
from briefing.outlets import Register


class Citer:
    """Numbers items in the order they are handed over; the same source keeps its number."""

    def __init__(self, material: Material, compare: Compare) -> None:
        self._known = material.articles
        self._copies: dict[str, list[Source]] = defaultdict(list)
        for copy, original in material.inputs.copies:
            self._copies[original.id].append(copy.source)
        self._versions: dict[str, list[Source]] = defaultdict(list)
        for version, last in material.inputs.versions:
            self._versions[last.id].append(version.source)
        self._supporters = Supporters(material.stories, material.articles, material.inputs.copies)
        self._outlets = Register(material.known.outlets)
        self._compare = compare
        self._numbers: dict[str, int] = {}
        self._points, self._quotes = count(1), count(1)

    def cite(self, candidates: Iterable[Candidate]) -> tuple[CitedPoint | CitedQuote, ...]:
        """Return the candidates with ids and citations."""
        return tuple(self._cite(candidate) for candidate in candidates)

    def date(self, found: Iterable[Happening]) -> tuple[DatedEvent, ...]:
        """Return what happens on certain days with ids and citations."""
        return tuple(
            DatedEvent(
                anchors.event(number), one.first, one.last, one.words, one.excerpt, self._of(one.excerpt.passage)
            )
            for number, one in enumerate(found, 1)
        )

    def oppose(self, found: Iterable[Discrepancy]) -> tuple[CitedDiscrepancy, ...]:
        """Return discrepancies with ids and citations."""
        return tuple(
            CitedDiscrepancy(anchors.discrepancy(number), one, (self._of(one.one), self._of(one.other)))
            for number, one in enumerate(found, 1)
        )

    def cite_articles(self, cited: Iterable[tuple[str, int, int]]) -> dict[str, int] | None:
        """Return the number of each article that is cited by its id with first and last paragraph.

        None, and no number is given, where one of them is not among the inputs or has no such paragraph.
        """
        cited = tuple(cited)
        for id, first, last in cited:
            if id not in self._known or not 0 < first <= last <= len(self._known[id].article.paragraphs):
                return None
        return {id: self._numbers.setdefault(id, len(self._numbers) + 1) for id, _, _ in cited}

    def register(self) -> tuple[Entry, ...]:
        """Return the sources cited so far, in order of their numbers."""
        return tuple(self._entry(number, self._known[id].article) for id, number in self._numbers.items())

    def _entry(self, number: int, article: Article) -> Entry:
        copies, versions = (tuple(told.get(article.id, ())) for told in (self._copies, self._versions))
        return Entry(number, article, copies, self._outlets.find(article.source), versions)

    def _event(self, number: int, one: Happening) -> DatedEvent:
        citation = self._of(one.excerpt.passage)
        return DatedEvent(anchors.event(number), one.first, one.last, one.words, one.excerpt, citation)

    def _cite(self, candidate: Candidate) -> CitedPoint | CitedQuote:
        held, span = candidate.held, candidate.span
        citation, novelty = self._citation(held.article, span), self._compare(held, span)
        content = candidate.content
        if isinstance(content, KeyPoint):
            id, excerpt = anchors.point(next(self._points)), content.excerpt
            support = self._supporters.of(excerpt.passage)
            return CitedPoint(id, excerpt, citation, candidate.reasons, support, novelty)
        id = anchors.quotation(next(self._quotes))
        return CitedQuote(id, content, citation, candidate.reasons, novelty)

    def _of(self, passage: Passage) -> Citation:
        return self._citation(self._known[passage.article_id].article, passage.span)

    def _citation(self, article: Article, span: Span) -> Citation:
        number = self._numbers.setdefault(article.id, len(self._numbers) + 1)
        paragraphs = (article.paragraph_at(span.start), article.paragraph_at(span.end - 1))
        return Citation(number, article.id, paragraphs)
