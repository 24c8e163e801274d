"""What a template sees of a briefing: ids, labels and counts. No view holds a word of a source, nor a file's name.

Beside these views a template is given two things as they are: `model.Tally`, which is counts alone, and
`labels.Labels`, which is our own words alone.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from briefing import __version__, anchors
from briefing.blocks import Chart
from briefing.model import Briefing, Change, CitedPoint, CitedQuote, Period, Section
from briefing.render.charts import make_charts
from briefing.render.labels import Labels

Item = CitedPoint | CitedQuote
Group = Literal["period", "repeated", "undated"]
"""Why an item stands where it does: this period's, printed in the earlier briefing too, without a date."""


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
    earlier: str
    """The days of the briefing that it is compared with; "" without one."""
    shortened: bool
    version: str
    summarizer: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """A printed point or quotation."""

    id: str
    is_point: bool
    theme: str
    """Title of the section it is printed in."""
    group: Group


@dataclass(frozen=True, slots=True)
class GroupView:
    """Items that stand together."""

    kind: Group
    undated: bool
    """None of them has a date, whatever their kind."""
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
    single_source: bool
    """All of it rests on one origin."""
    only_undated: bool
    groups: tuple[GroupView, ...]
    also: tuple[ItemView, ...]
    change: Change | None
    """Against the earlier briefing; counts alone."""


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


class Views:
    """Builds the views of one briefing."""

    def __init__(self, briefing: Briefing, labels: Labels) -> None:
        self._briefing, self._labels = briefing, labels
        self._articles = briefing.articles()
        own = dict(briefing.edited.titles)
        self._titles = {
            s.slug: own.get(anchors.section(s.slug)) or s.title or labels.sections["other"] for s in briefing.sections
        }
        self._items = {item.id: (item, section) for section in briefing.sections for item in section.items}

    def page(self) -> PageView:
        """Return title, subtitle and the fields of the masthead."""
        briefing, words = self._briefing, self._labels.page
        period = briefing.period
        cut_off = words["cut_off_at"].format(day=self._labels.day(period.last)) if period.last else words["not_stated"]
        values = (self._period(period), cut_off, briefing.contact, briefing.handling)
        names = ("period", "cut_off", "contact", "handling")
        fields = (
            FieldView(words[name], value or words["not_stated"]) for name, value in zip(names, values, strict=True)
        )
        themes = [self._titles[section.slug] for section in briefing.sections if section.title]
        return PageView(
            title=briefing.title,
            subtitle=" · ".join(themes),
            fields=tuple(fields),
            is_week=self.is_week(),
            earlier=self._period(briefing.earlier) if briefing.earlier else "",
            shortened=briefing.shortened,
            version=__version__,
            summarizer=briefing.summarizer,
        )

    def is_week(self) -> bool:
        """Whether the period is an ISO week."""
        return _is_week(self._briefing.period)

    def _period(self, period: Period) -> str:
        """Return a period in words: "Week 45, 3–9 November 2025"."""
        words = self._labels.page
        if period.last is None:
            return words["undated_period"]
        days = self._labels.days(period)
        return words["week"].format(week=period.last.isocalendar().week, days=days) if _is_week(period) else days

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
                self._group_of(point),
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

    def charts(self) -> tuple[Chart, ...]:
        """Return the charts that there are; a template sees their ids."""
        titles = [self._titles[section.slug] for section in self._briefing.sections]
        return make_charts(self._briefing, titles, self._labels)

    def _section(self, section: Section) -> SectionView:
        articles = {item.citation.article_id for item in section.items}
        dated = any(self._is_dated(item) for item in section.items)
        groups = groupby(section.items, self._group_of)
        return SectionView(
            id=anchors.section(section.slug),
            title=self._titles[section.slug],
            points=len(section.points),
            quotations=len(section.quotes),
            sources=len(articles),
            single_source=section.slug in self._briefing.corroboration.single_source_themes,
            only_undated=bool(section.items) and not dated,
            groups=tuple(self._group(kind, tuple(items)) for kind, items in groups),
            also=tuple(self._item(id) for id in section.also),
            change=section.change,
        )

    def _group(self, kind: Group, items: Sequence[Item]) -> GroupView:
        numbers = {item.citation.number for item in items}
        source = anchors.source(numbers.pop()) if len(numbers) == 1 else ""
        undated = not any(self._is_dated(item) for item in items)
        return GroupView(kind, undated, source, tuple(self._item(item.id) for item in items))

    def _item(self, id: str) -> ItemView:
        item, section = self._items[id]
        return ItemView(id, isinstance(item, CitedPoint), self._titles[section.slug], self._group_of(item))

    def _row(self, section: Section) -> RowView:
        counts = Counter((self._is_dated(item), item.citation.number) for item in section.items)
        shares = {
            dated: tuple(
                ShareView(anchors.source(number), n) for (day, number), n in sorted(counts.items()) if day == dated
            )
            for dated in (True, False)
        }
        return RowView(self._titles[section.slug], shares[True], shares[False], len(section.items))

    def _group_of(self, item: Item) -> Group:
        if item.novelty == "repeated":
            return "repeated"
        return "period" if self._is_dated(item) else "undated"

    def _is_dated(self, item: Item) -> bool:
        return self._articles[item.citation.article_id].source.published is not None


def _is_week(period: Period) -> bool:
    return "-W" in period.key
