"""Analyses -> Briefing: period, copies, stories, themes, the choice of points and quotations, numbers for the sources.

Everything that needs more than one article happens here; nothing is drawn.
"""

from collections.abc import Sequence

from briefing.compose.choose import choose, find_candidates, lead
from briefing.compose.cite import Citer
from briefing.compose.discrepancies import find_discrepancies
from briefing.compose.locate import unmatched
from briefing.compose.sort import account, sort_out
from briefing.compose.statements import collect
from briefing.compose.stories import find_stories
from briefing.compose.support import Supporters
from briefing.compose.tally import tally
from briefing.compose.themes import OTHER, Matcher
from briefing.model import Analysis, Briefing, CitedPoint, CitedQuote, Problem, Section, Theme
from briefing.settings import Settings

Items = tuple[CitedPoint | CitedQuote, ...]


def compose(analyses: Sequence[Analysis], themes: Sequence[Theme], settings: Settings) -> Briefing:
    """Return the briefing that `settings` ask for; the order of `analyses` does not matter.

    Every input ends in one `Fate`. Without a usable article it is a nil briefing: all sections, no items.
    """
    inputs = sort_out(analyses, settings)
    matcher = Matcher(themes, [digest.article for digest in inputs.used])
    candidates = find_candidates(inputs.used, matcher, settings)
    slugs = (*(theme.slug for theme in themes), OTHER)
    chosen = choose(candidates, slugs, settings)
    used = tuple(digest.article for digest in inputs.used)
    stories = find_stories(used, inputs.copies, inputs.reused)
    citer = Citer(used, inputs.copies, Supporters(stories, used, inputs.copies))
    highlights = citer.cite(lead(chosen, settings.highlights))
    items = [citer.cite(theme) for theme in chosen]
    sections = _sections(themes, items)
    discrepancies = citer.compare(find_discrepancies(stories, used))
    register = citer.register()
    fates = account(analyses, inputs, register)
    return Briefing(
        title=settings.title,
        contact=settings.contact,
        handling=settings.handling,
        period=inputs.period,
        highlights=tuple(item for item in highlights if isinstance(item, CitedPoint)),
        sections=sections,
        statements=collect(register),
        register=register,
        fates=fates,
        problems=(*_problems(analyses), *_slips(analyses, settings)),
        tally=tally(analyses, fates, inputs.used, sections, register),
        summarizer=settings.summarizer,
        stories=stories,
        discrepancies=discrepancies,
    )


def _sections(themes: Sequence[Theme], items: Sequence[Items]) -> tuple[Section, ...]:
    titles = [(theme.slug, theme.title) for theme in themes] + [(OTHER, "")]
    printed = [item for theme in items for item in theme]
    return tuple(
        Section(slug, title, own, _also(slug, own, printed)) for (slug, title), own in zip(titles, items, strict=True)
    )


def _also(slug: str, own: Items, printed: Sequence[CitedPoint | CitedQuote]) -> tuple[str, ...]:
    """Return the ids of what names this theme too and stands elsewhere."""
    return tuple(
        item.id
        for item in printed
        if item not in own and any(reason.theme == slug and reason.from_paragraph is None for reason in item.reasons)
    )


def _problems(analyses: Sequence[Analysis]) -> tuple[Problem, ...]:
    found = [problem for analysis in analyses for problem in analysis.rejected]
    found += [p for analysis in analyses for digest in analysis.digests for p in digest.article.problems]
    return tuple(sorted(set(found), key=lambda problem: (problem.where, problem.stage, problem.message)))


def _slips(analyses: Sequence[Analysis], settings: Settings) -> tuple[Problem, ...]:
    articles = tuple(digest.article for analysis in analyses for digest in analysis.digests)
    return unmatched(settings.exclude, "exclude", articles) + unmatched(settings.pin, "pin", articles)
