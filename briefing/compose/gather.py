"""All that articles have to offer a briefing, before anything of it is chosen: sorted out, grouped, themed."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose.candidates import Candidate, find_candidates
from briefing.compose.changes import Changes
from briefing.compose.discrepancies import find_discrepancies
from briefing.compose.locate import unmatched
from briefing.compose.sort import Sorted
from briefing.compose.stories import find_stories
from briefing.compose.themes import Matcher
from briefing.model import Analysis, Article, Discrepancy, Earlier, Outlet, PastCoverage, Problem, Story, Theme
from briefing.outlets import Register
from briefing.settings import Settings


@dataclass(frozen=True, slots=True)
class Known:
    """What a desk knows beside the articles of the period."""

    themes: Sequence[Theme]
    outlets: Sequence[Outlet] = ()
    earlier: Earlier | None = None
    """The last briefing before this one."""
    past: Sequence[PastCoverage] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a briefing is made of; how much of it is printed is for `arrange`."""

    analyses: Sequence[Analysis]
    known: Known
    inputs: Sorted
    candidates: tuple[Candidate, ...]
    stories: tuple[Story, ...]
    discrepancies: tuple[Discrepancy, ...]
    changes: Changes
    problems: tuple[Problem, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Those that are used."""
        return tuple(digest.article for digest in self.inputs.used)


def gather(analyses: Sequence[Analysis], inputs: Sorted, known: Known, settings: Settings) -> Material:
    """Return the material of sorted `inputs`."""
    used = tuple(digest.article for digest in inputs.used)
    stories = find_stories(used, inputs.copies, inputs.reused, Register(known.outlets))
    return Material(
        analyses,
        known,
        inputs,
        candidates=find_candidates(inputs, stories, Matcher(known.themes, used), settings),
        stories=stories,
        discrepancies=find_discrepancies(stories, used),
        changes=Changes(known.earlier, used, stories),
        problems=(*_problems(analyses), *_slips(analyses, settings)),
    )


def _problems(analyses: Sequence[Analysis]) -> tuple[Problem, ...]:
    found = [problem for analysis in analyses for problem in analysis.rejected]
    found += [p for analysis in analyses for digest in analysis.digests for p in digest.article.problems]
    return tuple(sorted(set(found), key=lambda problem: (problem.where, problem.stage, problem.message)))


def _slips(analyses: Sequence[Analysis], settings: Settings) -> tuple[Problem, ...]:
    articles = tuple(digest.article for analysis in analyses for digest in analysis.digests)
    return unmatched(settings.exclude, "exclude", articles) + unmatched(settings.pin, "pin", articles)
