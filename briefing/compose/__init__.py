"""Analyses -> Briefing: period, copies, stories, themes, the choice of points and quotations, numbers for the sources.

Everything that needs more than one article happens here; nothing is drawn. It goes in two steps, so that a briefing
that is too long can be arranged anew without looking at all articles again.
"""

from collections.abc import Sequence

from briefing.compose.arrange import arrange
from briefing.compose.gather import Known, Material, gather
from briefing.compose.sort import Sorted, report_future, sort_out
from briefing.edits import NO_EDITS, Kept
from briefing.model import Analysis, Briefing, Earlier, Outlet, Theme
from briefing.settings import Settings

__all__ = ["Known", "Material", "Sorted", "arrange", "compose", "gather", "report_future", "sort_out"]


def compose(
    analyses: Sequence[Analysis],
    themes: Sequence[Theme],
    settings: Settings,
    outlets: Sequence[Outlet] = (),
    earlier: Earlier | None = None,
    kept: Kept = NO_EDITS,
) -> Briefing:
    """Return the briefing that `settings` ask for; the order of `analyses` does not matter.

    Every input ends in one `Fate`. Without a usable article it is a nil briefing: all sections, no items.
    """
    inputs = sort_out(analyses, settings)
    return arrange(gather(analyses, inputs, Known(themes, outlets, earlier), settings), settings, kept)
