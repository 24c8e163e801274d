"""What a template sees of the tables of reference: ids, labels and counts, as in views.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefing import anchors
from briefing.model import Briefing, CitedDiscrepancy, DatedEvent, Fate, KeyFigure, Statements
from briefing.render.labels import Labels

_NOT_PRINTED = ("rejected", "duplicate", "used", "outside")
"""The fates of what is not printed, those first that a reader may want to do something about."""


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
    heaviest: tuple[str, ...]
    """Ids of the sources from which most is printed."""


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


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story that more than one article tells."""

    id: str
    articles: int
    origins: int
    outlets: int
    items: tuple[str, ...]
    """Ids of what is printed of it, one for each citation."""


@dataclass(frozen=True, slots=True)
class KeyFigureView:
    """A key figure."""

    id: str
    source: str
    item: str
    """Id of the point or quotation that holds it."""
    has_sentence: bool
    """Otherwise the item has to be looked at: a quotation is not cut."""
    in_quotation: bool
    """Whether the item is a quotation."""
    undated: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """A dated event."""

    id: str
    days: str
    ahead: bool
    """Whether it begins after the period."""
    undated: bool
    """Whether its source is."""


@dataclass(frozen=True, slots=True)
class DiscrepancyView:
    """Two passages that cannot both be right."""

    kind: str
    one: str
    other: str
    """The ids by which each passage, its citation and what differs in it are named."""
    in_one_article: bool


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """All tables of reference."""

    stories: tuple[StoryView, ...]
    figures: tuple[KeyFigureView, ...]
    events: tuple[EventView, ...]
    discrepancies: tuple[DiscrepancyView, ...]
    found: int
    """Discrepancies, those that are not listed included."""
    said: SaidView
    register: RegisterView
    unprinted: tuple[InputView, ...]


def refer(briefing: Briefing, labels: Labels) -> ReferenceView:
    """Return the views of the tables of reference."""
    undated = frozenset(id for id, article in briefing.articles().items() if article.source.published is None)
    return ReferenceView(
        stories=tuple(_stories(briefing)),
        figures=tuple(_figure(one, undated) for one in briefing.figures),
        events=tuple(_event(one, undated, labels, briefing.period.last or date.max) for one in briefing.events),
        discrepancies=tuple(map(_discrepancy, briefing.discrepancies)),
        found=len(briefing.discrepancies) + briefing.more_discrepancies,
        said=_said(briefing),
        register=_register(briefing),
        unprinted=_unprinted(briefing),
    )


def _stories(briefing: Briefing) -> Iterator[StoryView]:
    """Yield the stories of several articles of which something is printed, those with most origins first."""
    printed: dict[str, dict[tuple[int, int], str]] = {}
    for section in briefing.sections:
        for item in section.items:
            printed.setdefault(item.citation.article_id, {}).setdefault(item.citation.paragraphs, item.id)
    told = [one for one in briefing.stories if len(one.articles) > 1 and any(id in printed for id in one.articles)]
    for story in sorted(told, key=lambda one: (-len(one.origins), -len(one.articles))):
        items = tuple(item for id in story.articles for item in printed.get(id, {}).values())
        yield StoryView(story.id, len(story.articles), len(story.origins), len(story.outlets), items)


def _figure(one: KeyFigure, undated: frozenset[str]) -> KeyFigureView:
    return KeyFigureView(
        one.id,
        source=anchors.source(one.citation.number),
        item=one.item,
        has_sentence=one.excerpt is not None,
        in_quotation=one.item.startswith("q"),
        undated=one.citation.article_id in undated,
    )


def _event(one: DatedEvent, undated: frozenset[str], labels: Labels, end: date) -> EventView:
    days = labels.span(one.first, one.last)
    return EventView(one.id, days, one.first > end, one.citation.article_id in undated)


def _discrepancy(one: CitedDiscrepancy) -> DiscrepancyView:
    first, second = sides(one)
    return DiscrepancyView(one.found.kind, first, second, one.found.one.article_id == one.found.other.article_id)


def sides(discrepancy: CitedDiscrepancy) -> tuple[str, str]:
    """Return the ids for a template of the two passages."""
    return f"{discrepancy.id}-one", f"{discrepancy.id}-other"


def _said(briefing: Briefing) -> SaidView:
    rows = statements(briefing)
    return SaidView(
        tuple(SpeakerView(id, len(one.full), len(one.fragments), len(one.reported)) for id, one in rows.items()),
        speakers=len({one.speaker.name for one in rows.values()}),
    )


def _register(briefing: Briefing) -> RegisterView:
    sources = [entry.article.source for entry in briefing.register]
    return RegisterView(
        ids=tuple(anchors.source(entry.number) for entry in briefing.register),
        cited=len(sources),
        outlets=len({source.outlet for source in sources if source.outlet}),
        unstated=sum(not source.outlet for source in sources),
        upstream=sum(bool(source.via) for source in sources),
        unprinted=sum(one.outcome == "used" for one in _unprinted(briefing)),
        heaviest=tuple(anchors.source(number) for number, _ in briefing.corroboration.heaviest),
    )


def _unprinted(briefing: Briefing) -> tuple[InputView, ...]:
    return tuple(InputView(id, fate.outcome) for id, fate in unprinted(briefing).items())


def unprinted(briefing: Briefing) -> dict[str, Fate]:
    """Return the fates of the inputs that the register does not have, what failed first, by ids for a template."""
    sources = {(entry.article.source.path, entry.article.source.sha256) for entry in briefing.register}
    fates = [fate for fate in briefing.fates if fate.outcome != "used" or (fate.path, fate.sha256) not in sources]
    fates.sort(key=lambda fate: _NOT_PRINTED.index(fate.outcome))
    return {f"i{number}": fate for number, fate in enumerate(fates, 1)}


def statements(briefing: Briefing) -> dict[str, Statements]:
    """Return who said what, by ids for a template."""
    return {f"w{number}": one for number, one in enumerate(briefing.statements, 1)}
