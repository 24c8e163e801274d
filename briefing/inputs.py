"""The files a run is given: found, named and told apart; nothing but our own `run.json` is opened here."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.anchors import RECORD
from briefing.errors import SettingsError
from briefing.model import Problem
from briefing.text import printable

_PAGES = ("html", "htm")
_RECORD_KEYS = {"schema", "versions", "settings", "period", "inputs", "counts", "files", "problems"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or something that is none."""

    name: str
    """To print: relative to the folder it was found in, with forward slashes."""
    path: Path
    obstacle: Problem | None = None
    """Why it is not opened."""


def discover(inputs: Iterable[Path], leave_out: Path) -> tuple[Found, ...]:
    """Return the files named by `inputs` and those in the folders among them, sorted by name, each once.

    Dotfiles, `leave_out`, the folder of finished briefings, any folder with a finished briefing, and what a browser
    saved beside a page (see `companions`) are passed over.
    Links found in a folder are not followed, since they may lead out of it, and pipes and devices are not opened, since
    they may never end: both are returned with an obstacle. An input that is named itself may be a link. Where files of
    two folders have the same name, the folders' names are put in front.

    Raises:
        SettingsError: there is no input, or one does not exist.
    """
    inputs = tuple(inputs)
    if not inputs:
        raise SettingsError("INPUTS", "no file or folder is given", "name one, or set inputs in briefing.toml")
    depths: dict[Path, int] = {}
    for one in inputs:
        for path in _files(one, leave_out.resolve()):
            depth = len(path.relative_to(one).parts) or 1
            identity = path.parent.resolve() / path.name
            depths[identity] = max(depth, depths.get(identity, 0))
    named = {one.parent.resolve() / one.name for one in inputs}
    found = (
        Found(name, path, _obstacle(name, path, follow=path in named)) for path, name in _told_apart(depths).items()
    )
    return tuple(sorted(found, key=lambda one: (one.name, one.path)))


def companions(names: Iterable[str]) -> set[str]:
    """Return the folders that browsers make beside the pages among `names`: what is in them is a part of the page.

    >>> companions(["a/Harbour.html", "notes.txt"])
    {'a/Harbour_files'}
    """
    pages = (name.rpartition(".") for name in names)
    return {f"{stem}_files" for stem, _, ending in pages if stem and ending.lower() in _PAGES}


def _files(one: Path, leave_out: Path) -> Iterator[Path]:
    if not one.exists():
        raise SettingsError(str(one), "does not exist", "give a file or folder that does")
    if not one.is_dir():
        yield one
        return
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(one, onerror=unlisted.append):
        if RECORD in names and _is_ours(Path(folder, RECORD)):
            folders.clear()
            continue
        links = [name for name in folders if Path(folder, name).is_symlink()]
        inner = sorted(set(folders) - companions(names))
        folders[:] = [name for name in inner if name[0] != "." and Path(folder, name).resolve() != leave_out]
        yield from (Path(folder, name) for name in (*names, *links) if name[0] != ".")
    yield from (Path(error.filename) for error in unlisted)


def _is_ours(path: Path) -> bool:
    """Whether a `run.json` is the record of a run of ours."""
    if path.is_symlink() or not path.is_file():
        return False
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(record, dict) and record.keys() >= _RECORD_KEYS


def _told_apart(depths: Mapping[Path, int]) -> dict[Path, str]:
    """Return each path's name, with as many folders in front as set it apart from the others."""
    lengths = dict(depths)
    while True:
        names = {path: printable("/".join(path.parts[-length:])) for path, length in lengths.items()}
        counts = Counter(names.values())
        twice = [path for path, name in names.items() if counts[name] > 1 and lengths[path] < len(path.parts)]
        if not twice:
            return names
        for path in twice:
            lengths[path] += 1


def _obstacle(name: str, path: Path, follow: bool) -> Problem | None:
    if path.is_symlink() and not follow:
        return Problem("read", name, "a link is not followed", "give the file it leads to")
    if path.is_dir():
        return Problem("read", name, "the folder cannot be listed", "allow reading it")
    if not path.is_file():
        return Problem("read", name, "not a regular file", "give a file with the article's text")
    return None
