"""All that articles have to offer a briefing, before anything of it is chosen: sorted out, grouped, themed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.candidates import find_candidates
from briefing.compose.changes import Changes
from briefing.compose.discrepancies import find_discrepancies
from briefing.compose.held import Held
from briefing.compose.locate import unmatched
from briefing.compose.shortlist import Shortlist, shorten
from briefing.compose.sort import Sorted, report_ahead
from briefing.compose.stories import find_stories
from briefing.compose.themes import Matcher
from briefing.model import Analysis, Discrepancy, Earlier, Outlet, PastCoverage, Problem, Story, Theme
from briefing.outlets import Register
from briefing.settings import Settings
from briefing.store import Memo


@dataclass(frozen=True, slots=True)
class Known:
    """What a desk knows beside the articles of the period."""

    themes: Sequence[Theme]
    outlets: Sequence[Outlet] = ()
    earlier: Earlier | None = None
    """The last briefing before this one."""
    past: Sequence[PastCoverage] = ()
    memo: Memo | None = None
    """What is kept of what was made of the same articles before."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a briefing is made of; how much of it is printed is for `arrange`."""

    analyses: Sequence[Analysis]
    known: Known
    inputs: Sorted
    candidates: Shortlist
    stories: tuple[Story, ...]
    discrepancies: tuple[Discrepancy, ...]
    changes: Changes
    problems: tuple[Problem, ...]

    articles: Mapping[str, Held]
    """Those that are used, by their ids."""


def gather(analyses: Sequence[Analysis], inputs: Sorted, known: Known, settings: Settings) -> Material:
    """Return the material of sorted `inputs`."""
    used, articles = inputs.used, {one.id: one for one in inputs.used}
    stories = find_stories(used, inputs.copies, inputs.reused, Register(known.outlets))
    matcher = Matcher(known.themes, (one.article for one in used))
    return Material(
        analyses,
        known,
        inputs,
        candidates=shorten(find_candidates(inputs, stories, matcher, settings, known.memo)),
        stories=stories,
        discrepancies=find_discrepancies(stories, articles, known.memo),
        changes=Changes(known.earlier, used, stories),
        problems=(*_problems(analyses, inputs), *report_ahead(inputs), *_slips(inputs, settings)),
        articles=articles,
    )


def _problems(analyses: Sequence[Analysis], inputs: Sorted) -> tuple[Problem, ...]:
    found = [problem for analysis in analyses for problem in analysis.rejected]
    found += [problem for held in inputs.all for problem in held.problems]
    return tuple(sorted(set(found), key=lambda problem: (problem.where, problem.stage, problem.message)))


def _slips(inputs: Sorted, settings: Settings) -> tuple[Problem, ...]:
    return unmatched(settings.exclude, "exclude", inputs.all) + unmatched(settings.pin, "pin", inputs.all)
