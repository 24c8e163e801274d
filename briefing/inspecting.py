"""Files looked at before a run is given them: read as a run reads them, and nothing more, so that it takes a moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.analysis import read_items
from briefing.inputs import Found, discover
from briefing.model import Problem
from briefing.reading import Reading
from briefing.settings import Settings
from briefing.text import printable


@dataclass(frozen=True, slots=True)
class Inspected:
    """What reading some files comes to."""

    files: int
    rejected: tuple[Problem, ...]
    """Each stands for a file, or an item of it, that would not be used."""
    doubts: tuple[Problem, ...]
    """What would be used, but perhaps not as it was meant."""


def inspect_files(paths: Sequence[Path], settings: Settings) -> Inspected:
    """Return what a run would say of these files while it reads them, each by the path that was given.

    Raises:
        SettingsError: one of the paths does not exist, or a reader cannot be loaded.
    """
    found = [one for path in paths for one in _found(path, settings)]
    with Reading(settings.field_map) as reading:
        items = [item for one in found for item in read_items(one, reading)]
    return Inspected(
        files=len(found),
        rejected=tuple(item for item in items if isinstance(item, Problem)),
        doubts=tuple(problem for item in items if not isinstance(item, Problem) for problem in item.problems),
    )


def _found(path: Path, settings: Settings) -> list[Found]:
    """Return the file, or the files in a folder, under names that begin with what was given."""
    found = discover((path,), leave_out=settings.out)
    if not path.is_dir():
        return [_named(one, printable(str(path))) for one in found]
    top = path.resolve()
    return [_named(one, printable(str(path / one.path.relative_to(top)))) for one in found]


def _named(found: Found, name: str) -> Found:
    return replace(found, name=name, obstacle=found.obstacle and replace(found.obstacle, where=name))


def explain_inspection(inspected: Inspected) -> str:
    """Return the counts in a line."""
    files = f"{inspected.files} file{'' if inspected.files == 1 else 's'}"
    doubts = f"{len(inspected.doubts)} doubt{'' if len(inspected.doubts) == 1 else 's'}"
    return f"briefing: {files} read, {len(inspected.rejected)} rejected, {doubts}"
