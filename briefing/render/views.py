"""What a template sees of a briefing: ids, labels and counts. No view holds a word of a source, nor a file's name.

Beside these views a template is given two things as they are: `model.Tally`, which is counts alone, and
`labels.Labels`, which is our own words alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from briefing import __version__, anchors
from briefing.model import Briefing, CitedPoint, CitedQuote, Fate, Section, Statements
from briefing.render.labels import Labels

Item = CitedPoint | CitedQuote


@dataclass(frozen=True, slots=True)
class FieldView:
    """A line of the masthead."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PageView:
    """What stands around the sections."""

    title: str
    subtitle: str
    fields: tuple[FieldView, ...]
    is_week: bool
    version: str
    summarizer: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A printed point or quotation."""

    id: str
    is_point: bool
    theme: str
    """Title of the section it is printed in."""
    dated: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """Items that are all dated or all undated."""

    dated: bool
    source: str
    """Id of the source that all items share; "" where each has to state its own."""
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A theme's section."""

    id: str
    title: str
    points: int
    quotations: int
    sources: int
    only_undated: bool
    groups: tuple[GroupView, ...]
    also: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ShareView:
    """How many items of a row a source gives."""

    source: str
    count: int


@dataclass(frozen=True, slots=True)
class RowView:
    """A theme's row in the figure."""

    title: str
    dated: tuple[ShareView, ...]
    undated: tuple[ShareView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FigureView:
    """Theme by article."""

    rows: tuple[RowView, ...]
    total: int


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The sources: ids and counts."""

    ids: tuple[str, ...]
    cited: int
    outlets: int
    unstated: int
    upstream: int
    unprinted: int
    """Articles that were read and nothing of them printed."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """What one speaker says in one source: how much of each kind."""

    id: str
    full: int
    fragments: int
    reported: int


@dataclass(frozen=True, slots=True)
class SaidView:
    """Who said what."""

    rows: tuple[SpeakerView, ...]
    speakers: int
    """Different people and bodies."""


@dataclass(frozen=True, slots=True)
class InputView:
    """An input that no item cites."""

    id: str
    outcome: str
    """Its fate; "used" says that it was read and nothing of it printed."""


def unprinted(briefing: Briefing) -> dict[str, Fate]:
    """Return the fates of the inputs that the register does not have, those not used first, by ids for a template."""
    sources = {(entry.article.source.path, entry.article.source.sha256) for entry in briefing.register}
    fates = [fate for fate in briefing.fates if fate.outcome != "used" or (fate.path, fate.sha256) not in sources]
    fates.sort(key=lambda fate: fate.outcome == "used")
    return {f"i{number}": fate for number, fate in enumerate(fates, 1)}


def statements(briefing: Briefing) -> dict[str, Statements]:
    """Return who said what, by ids for a template."""
    return {f"w{number}": one for number, one in enumerate(briefing.statements, 1)}


class Views:
    """Builds the views of one briefing."""

    def __init__(self, briefing: Briefing, labels: Labels) -> None:
        self._briefing, self._labels = briefing, labels
        self._articles = briefing.articles()
        self._titles = {s.slug: s.title or labels.sections["other"] for s in briefing.sections}
        self._items = {item.id: (item, section) for section in briefing.sections for item in section.items}

    def page(self) -> PageView:
        """Return title, subtitle and the fields of the masthead."""
        briefing, words = self._briefing, self._labels.page
        period = briefing.period
        cut_off = words["cut_off_at"].format(day=self._labels.day(period.last)) if period.last else words["not_stated"]
        values = (self.period(), cut_off, briefing.contact, briefing.handling)
        names = ("period", "cut_off", "contact", "handling")
        fields = (
            FieldView(words[name], value or words["not_stated"]) for name, value in zip(names, values, strict=True)
        )
        themes = [section.title for section in briefing.sections if section.title]
        return PageView(
            briefing.title, " · ".join(themes), tuple(fields), self.is_week(), __version__, briefing.summarizer
        )

    def is_week(self) -> bool:
        """Whether the period is an ISO week."""
        return "-W" in self._briefing.period.key

    def period(self) -> str:
        """Return the period in words: "Week 45, 3–9 November 2025"."""
        period, words = self._briefing.period, self._labels.page
        if period.last is None:
            return words["undated_period"]
        days = self._labels.days(period)
        return words["week"].format(week=period.last.isocalendar().week, days=days) if self.is_week() else days

    def highlights(self) -> tuple[ItemView, ...]:
        """Return the leading points, each with the title of its theme."""
        homes = {
            (point.excerpt.passage.article_id, point.excerpt.passage.span): self._titles[section.slug]
            for section in self._briefing.sections
            for point in section.points
        }
        return tuple(
            ItemView(
                point.id,
                True,
                homes[point.excerpt.passage.article_id, point.excerpt.passage.span],
                self._is_dated(point),
            )
            for point in self._briefing.highlights
        )

    def sections(self) -> tuple[SectionView, ...]:
        """Return the themes in order."""
        return tuple(self._section(section) for section in self._briefing.sections)

    def figure(self) -> FigureView:
        """Return the figure of themes by articles."""
        rows = tuple(self._row(section) for section in self._briefing.sections)
        return FigureView(rows, sum(row.total for row in rows))

    def said(self) -> SaidView:
        """Return who said what in the cited sources."""
        rows = statements(self._briefing)
        return SaidView(
            tuple(SpeakerView(id, len(one.full), len(one.fragments), len(one.reported)) for id, one in rows.items()),
            speakers=len({one.speaker.name for one in rows.values()}),
        )

    def register(self) -> RegisterView:
        """Return the ids and counts of the sources."""
        sources = [entry.article.source for entry in self._briefing.register]
        return RegisterView(
            ids=tuple(anchors.source(entry.number) for entry in self._briefing.register),
            cited=len(sources),
            outlets=len({source.outlet for source in sources if source.outlet}),
            unstated=sum(not source.outlet for source in sources),
            upstream=sum(bool(source.via) for source in sources),
            unprinted=sum(one.outcome == "used" for one in self.unprinted()),
        )

    def unprinted(self) -> tuple[InputView, ...]:
        """Return the inputs that are nowhere on the page."""
        return tuple(InputView(id, fate.outcome) for id, fate in unprinted(self._briefing).items())

    def _section(self, section: Section) -> SectionView:
        articles = {item.citation.article_id for item in section.items}
        dated = any(self._is_dated(item) for item in section.items)
        groups = groupby(section.items, self._is_dated)
        return SectionView(
            id=anchors.section(section.slug),
            title=self._titles[section.slug],
            points=len(section.points),
            quotations=len(section.quotes),
            sources=len(articles),
            only_undated=bool(section.items) and not dated,
            groups=tuple(self._group(is_dated, tuple(items)) for is_dated, items in groups),
            also=tuple(self._item(id) for id in section.also),
        )

    def _group(self, dated: bool, items: Sequence[Item]) -> GroupView:
        numbers = {item.citation.number for item in items}
        source = anchors.source(numbers.pop()) if len(numbers) == 1 else ""
        return GroupView(dated, source, tuple(self._item(item.id) for item in items))

    def _item(self, id: str) -> ItemView:
        item, section = self._items[id]
        return ItemView(id, isinstance(item, CitedPoint), self._titles[section.slug], self._is_dated(item))

    def _row(self, section: Section) -> RowView:
        counts = Counter((self._is_dated(item), item.citation.number) for item in section.items)
        shares = {
            dated: tuple(
                ShareView(anchors.source(number), n) for (day, number), n in sorted(counts.items()) if day == dated
            )
            for dated in (True, False)
        }
        return RowView(self._titles[section.slug], shares[True], shares[False], len(section.items))

    def _is_dated(self, item: Item) -> bool:
        return self._articles[item.citation.article_id].source.published is not None
