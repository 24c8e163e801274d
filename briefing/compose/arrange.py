"""Material -> Briefing: what is printed of it, in which order, numbered and counted."""

from collections.abc import Iterable, Sequence

from briefing import anchors
from briefing.compose.candidates import Candidate
from briefing.compose.changes import Changes, theme_change
from briefing.compose.choose import Compare, choose, keep_best, lead
from briefing.compose.cite import Citer
from briefing.compose.coverage import comparable, cover
from briefing.compose.figures import find_figures
from briefing.compose.gather import Material
from briefing.compose.held import Readable
from briefing.compose.ratings import corroborate, disputing
from briefing.compose.revise import Beside, Revision, by_section
from briefing.compose.sort import account
from briefing.compose.statements import collect
from briefing.compose.tally import tally
from briefing.compose.themes import OTHER
from briefing.compose.timeline import find_events
from briefing.edits import NO_EDITS, Kept
from briefing.model import (
    Article,
    Briefing,
    Change,
    CitedPoint,
    CitedQuote,
    Digest,
    Discrepancy,
    Earlier,
    Entry,
    Novelty,
    Period,
    Section,
    Span,
)
from briefing.settings import Settings

_MOST_DISCREPANCIES = 30
"""Whatever the length of the tables: what is contradicted has to be told."""

Items = tuple[CitedPoint | CitedQuote, ...]


def arrange(material: Material, settings: Settings, kept: Kept = NO_EDITS) -> Briefing:
    """Return the briefing of `material` that is as long as `settings` allow, with the edits kept in; it may be nil."""
    inputs, known = material.inputs, material.known
    compare = _remembering(material.changes)
    slugs = (*(theme.slug for theme in known.themes), OTHER)
    revision = Revision(kept, material.candidates.words)
    chosen = keep_best(choose(material.candidates, slugs, settings, compare), settings, compare)
    leads = lead(chosen, settings.highlights, compare)
    themes = {slug: _in_order(theme, compare, settings) for slug, theme in zip(slugs, chosen, strict=True)}
    citer = Citer(material, compare)
    highlights = tuple(item for item in citer.cite(revision.leads(leads)) if isinstance(item, CitedPoint))
    sections = _sections(material, [citer.cite(theme) for theme in revision.sections(themes)])
    points = [point for section in sections for point in section.points]
    discrepancies = citer.oppose(_told(material.discrepancies, points, settings))
    beside = Beside(revision, highlights, sections, by_section(leads, themes))
    edited, unsettled = beside.settle(_titles(material, settings), citer)
    register = citer.register()
    quotes = [quote for section in sections for quote in section.quotes]
    fates = account(material.analyses, inputs, register)
    return Briefing(
        title=settings.title,
        contact=settings.contact,
        handling=settings.handling,
        period=inputs.period,
        highlights=highlights,
        sections=sections,
        statements=collect(register),
        register=register,
        fates=fates,
        problems=(*material.problems, *unsettled),
        tally=tally(material.analyses, fates, inputs.used, sections, register),
        summarizer=settings.summarizer,
        stories=material.stories,
        discrepancies=discrepancies,
        more_discrepancies=len(material.discrepancies) - len(discrepancies),
        events=citer.date(find_events(_cited(material, register), inputs.period, settings.events)),
        figures=find_figures(points, quotes, _articles(register), settings.key_figures),
        earlier=_period(known.earlier),
        shortened=False,
        corroboration=corroborate(register, sections, material.stories, discrepancies, highlights),
        edited=edited,
        coverage=cover(material.candidates.on_themes, slugs),
        past=comparable(known.past, slugs),
    )


def _remembering(changes: Changes) -> Compare:
    """Return what tells novelty, once for each stretch."""
    known: dict[tuple[str, Span], Novelty | None] = {}

    def compare(article: Readable, span: Span) -> Novelty | None:
        if (article.id, span) not in known:
            known[article.id, span] = changes.novelty(article, span)
        return known[article.id, span]

    return compare


def _in_order(chosen: Iterable[Candidate], compare: Compare, settings: Settings) -> list[Candidate]:
    """Return this period's items first, then undated ones, then what was printed before; each story by story.

    On one page, the best ones first.
    """

    def group(one: Candidate) -> int:
        return 2 if compare(one.held, one.span) == "repeated" else int(not one.dated)

    return sorted(chosen if settings.one_page else sorted(chosen, key=lambda one: one.place), key=group)


def _told(found: Sequence[Discrepancy], points: Sequence[CitedPoint], settings: Settings) -> Sequence[Discrepancy]:
    """Return the discrepancies that are told: on one page those that put in doubt what stands on it."""
    most = found[:_MOST_DISCREPANCIES]
    return disputing(most, points) if settings.one_page else most


def _titles(material: Material, settings: Settings) -> dict[str, str]:
    """Return those headings that are no labels, by their ids."""
    themes = {anchors.section(theme.slug): theme.title for theme in material.known.themes}
    return {anchors.TITLE: settings.title} | themes


def _sections(material: Material, items: Sequence[Items]) -> tuple[Section, ...]:
    titles = [(theme.slug, theme.title) for theme in material.known.themes] + [(OTHER, "")]
    printed = [item for theme in items for item in theme]
    return tuple(
        Section(slug, title, own, _also(slug, own, printed), _change(slug, own, material.known.earlier))
        for (slug, title), own in zip(titles, items, strict=True)
    )


def _also(slug: str, own: Items, printed: Sequence[CitedPoint | CitedQuote]) -> tuple[str, ...]:
    """Return the ids of what names this theme too and stands elsewhere."""
    return tuple(
        item.id
        for item in printed
        if item not in own and any(reason.theme == slug and reason.from_paragraph is None for reason in item.reasons)
    )


def _change(slug: str, items: Items, earlier: Earlier | None) -> Change | None:
    return theme_change(slug, [item.novelty for item in items if item.novelty], earlier)


def _articles(register: Iterable[Entry]) -> dict[str, Article]:
    return {entry.article.id: entry.article for entry in register}


def _cited(material: Material, register: Iterable[Entry]) -> tuple[Digest, ...]:
    """Return the cited articles with all their points, in the order of their numbers."""
    return tuple(material.articles[entry.article.id].digest for entry in register)


def _period(earlier: Earlier | None) -> Period | None:
    return Period(earlier.first, earlier.last, earlier.key) if earlier else None
