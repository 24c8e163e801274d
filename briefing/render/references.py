"""What stands in the lines of an outline by id: one method per element, which puts in the words."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from lxml import etree

from briefing import anchors
from briefing.blocks import BREAK, Run, Voice
from briefing.model import Briefing, Citation, CitedPoint, CitedQuote, Excerpt, Passage, Statements
from briefing.render.elements import bad, fold
from briefing.render.reference import sides, statements, unprinted
from briefing.render.wording import Wording
from briefing.text import clean

T = TypeVar("T")


class _Cited(Protocol):
    """Anything that a citation goes with."""

    @property
    def id(self) -> str: ...

    @property
    def citation(self) -> Citation: ...


class References:
    """Everything of one briefing that an outline can name by id."""

    def __init__(self, briefing: Briefing, wording: Wording, template: Path) -> None:
        self._wording, self._template = wording, template
        self.points = {point.id: point for point in briefing.points()}
        self.quotes = {quote.id: quote for quote in briefing.quotes()}
        self.entries = {anchors.source(entry.number): entry for entry in briefing.register}
        self._inputs = unprinted(briefing)
        self._statements = statements(briefing)
        self._stories = {story.id: story for story in briefing.stories}
        self._citations = _citations(briefing)
        self._excerpts = _excerpts(briefing)
        self._values = _values(briefing)

    def point(self, element: etree._Element) -> CitedPoint:
        """Return the point that an element names."""
        return self.named(element, self.points)

    def quote(self, element: etree._Element) -> CitedQuote:
        """Return the quotation that an element names."""
        return self.named(element, self.quotes)

    def named(self, element: etree._Element, known: Mapping[str, T]) -> T:
        """Return what an element names.

        Raises:
            SettingsError: nothing of that kind has its id.
        """
        ref = element.get("ref", "")
        if ref not in known:
            message = f"<{element.tag} ref={ref!r}> names nothing in this briefing"
            raise bad(self._template, element, message, "take ids from the views")
        return known[ref]

    def runs(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        """Return the words of an element, ours in the voice of the line unless they have one of their own."""
        found: Iterator[Run] = getattr(self, f"_{element.tag}")(element, voice)
        return found

    def _cite(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield self._wording.citation(self.named(element, self._citations))

    def _see(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        items: Mapping[str, _Cited] = {**self.points, **self.quotes}
        item = self.named(element, items)
        yield self._wording.citation(item.citation, item.id)

    def _number(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        number = self.named(element, self.entries).number
        yield Run(str(number), "accent", anchors.source(number))

    def _origin(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield Run(self._wording.origin(self.named(element, self.entries).article.source), voice)

    def _file(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield Run(_printable(self.named(element, self._inputs).path), voice)

    def _reason(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield Run(_printable(self._wording.reason(self.named(element, self._inputs))), voice)

    def _speaker(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        return self._wording.speaker(self._row(element).speaker)

    def _occasion(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        return self._wording.events(self._row(element))

    def _full(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        row = self._row(element)
        return self._wording.statements(row, row.full)

    def _fragments(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        row = self._row(element)
        return self._wording.statements(row, row.fragments)

    def _reported(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        row = self._row(element)
        return self._wording.statements(row, row.reported)

    def _row(self, element: etree._Element) -> Statements:
        return self.named(element, self._statements)

    def _br(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield BREAK

    def _headline(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield self._wording.headline(self.named(element, self._stories))

    def _outlets(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        return self._wording.outlets(self.named(element, self._stories))

    def _words(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield from self._wording.words(self.named(element, self._excerpts))

    def _value(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield self._wording.value(self.named(element, self._values), large=element.get("ref", "").startswith("f"))


def _printable(text: str) -> str:
    return fold(clean(text)[0])


def _citations(briefing: Briefing) -> dict[str, Citation]:
    """Return the citation of everything that has one, by ids for a template."""
    cited: tuple[_Cited, ...] = (*briefing.points(), *briefing.quotes(), *briefing.events, *briefing.figures)
    found = {one.id: one.citation for one in cited}
    for one in briefing.discrepancies:
        found |= zip(sides(one), one.citations, strict=True)
    return found


def _excerpts(briefing: Briefing) -> dict[str, Excerpt]:
    """Return the words that tables may print, by ids for a template."""
    articles = briefing.articles()
    found = {event.id: event.excerpt for event in briefing.events}
    found |= {figure.id: figure.excerpt for figure in briefing.figures if figure.excerpt}
    for one in briefing.discrepancies:
        for side, passage in zip(sides(one), (one.found.one, one.found.other), strict=True):
            quotes = articles[passage.article_id].quotes
            marks = (mark for quote in quotes for mark in quote.marks if passage.span.contains(mark.span))
            found[side] = Excerpt(passage, (), tuple(marks))
    return found


def _values(briefing: Briefing) -> dict[str, Passage]:
    found = {figure.id: figure.number for figure in briefing.figures}
    for one in briefing.discrepancies:
        found |= zip(sides(one), one.found.values, strict=True)
    return found
