"""The analyses of all files: those that are remembered, and the others made now, wherever the engine does it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path

from briefing.analysis import Content, analyse_chunk, content_of, key_of, lost, too_large, unreadable
from briefing.engine import Work, run
from briefing.errors import NothingReadable
from briefing.inputs import Found
from briefing.model import CHANCE, Analysis, Problem
from briefing.settings import Settings
from briefing.store import Store

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many; first that none is."""


def silent(done: int, total: int) -> None:
    """Show nobody how far a run got."""


_FILES, _BYTES = 50, 8 * 1024**2
"""A chunk has so many files, or as many as have so many bytes: it takes less than a second."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file that was found, and the SHA-256 of its bytes, or why it cannot be read."""

    found: Found
    digest: str
    obstacle: Problem | None = None


def look_at(files: Iterable[Found]) -> tuple[Known, ...]:
    """Return the files with their digests; none is kept in memory."""
    return tuple(map(_look_at, files))


def _look_at(found: Found) -> Known:
    if obstacle := found.obstacle or too_large(found):
        return Known(found, "", obstacle)
    try:
        with found.path.open("rb") as file:
            return Known(found, file_digest(file, "sha256").hexdigest())
    except OSError as error:
        return Known(found, "", unreadable(found, error))


def analyse_all(
    files: Sequence[Known], settings: Settings, store: Store, progress: Progress
) -> tuple[tuple[Analysis, ...], int]:
    """Return what all files come to, sorted, and how many of them were analysed now.

    Each chunk is stored as soon as it is done, so that a run that is ended goes on from there.

    Raises:
        NothingReadable: there were files, and every one of them was rejected.
        SettingsError: the summarizer, the engine or the state cannot be used.
    """
    progress(0, len(files))
    keys = [key_of(one.found.name, one.digest, settings) if one.digest else b"" for one in files]
    known = store.known(filter(None, keys))
    new: dict[bytes, list[Known]] = {}
    for key, one in zip(keys, files, strict=True):
        if key and key not in known:
            new.setdefault(key, []).append(one)
    missed: dict[Path, Known] = {}
    left = len(new)
    work = Work(partial(analyse_chunk, settings=settings), lost)
    with closing(run(work, _chunks(new.values(), missed), settings.engine, settings.workers)) as done:
        for packed in done:
            made = {key_of(file.name, file.sha256, settings): file for file in packed}
            store.add((key, file) for key, file in made.items() if not file.chance)
            for key, file in made.items():
                missed |= _missed(new[key], file.chance) if file.chance else {}
            left -= len(packed)
            progress(len(files) - left, len(files))
    if left or not new:
        progress(len(files), len(files))
    known |= store.known(new)
    pairs = zip(keys, (missed.get(one.found.path, one) for one in files), strict=True)
    analyses = [
        Analysis(one.found.name, one.digest, (), (one.obstacle,))
        if one.obstacle
        else store.analysis(known[key], one.found.name)
        for key, one in pairs
    ]
    _refuse_nothing(analyses)
    return tuple(sorted(analyses, key=lambda one: (one.path, one.sha256))), len(new)


def _missed(copies: Iterable[Known], chance: Problem) -> dict[Path, Known]:
    return {one.found.path: replace(one, obstacle=replace(chance, where=one.found.name)) for one in copies}


def is_lasting(analyses: Iterable[Analysis]) -> bool:
    """Whether another run comes to the same on the same files: no file is rejected by chance."""
    return not any(problem.stage == CHANCE for one in analyses for problem in one.rejected)


def _chunks(new: Iterable[Sequence[Known]], missed: dict[Path, Known]) -> Iterator[list[Content]]:
    """Yield the contents of files, some at a time; of several that are the same one is enough."""
    chunk: list[Content] = []
    size = 0
    for file in filter(None, (_content(copies, missed) for copies in new)):
        chunk.append(file)
        size += len(file.content)
        if len(chunk) == _FILES or size >= _BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _content(copies: Sequence[Known], missed: dict[Path, Known]) -> Content | None:
    """Return the content of the first of some copies that still has it; one that has not is put into `missed`."""
    for one in copies:
        content = content_of(one.found)
        if not isinstance(content, Problem) and sha256(content).hexdigest() == one.digest:
            return Content(one.found.name, content)
        problem = Problem(CHANCE, one.found.name, "changed while it was read", "run again")
        missed[one.found.path] = replace(one, obstacle=problem)
    return None


def _refuse_nothing(analyses: Sequence[Analysis]) -> None:
    if analyses and not any(len(one.digests) for one in analyses):
        listed = "\n".join(f"  {problem}" for one in analyses for problem in one.rejected)
        raise NothingReadable("INPUTS", "none of the files could be read", f"see what each needs:\n{listed}")
