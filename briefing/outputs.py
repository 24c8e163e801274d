"""Folders that we write to, above all that of finished briefings: one run at a time, and what appears is whole."""

import fcntl
import os
import shutil
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import Locked, SettingsError
from briefing.files import list_folder
from briefing.model import Problem
from briefing.text import printable

_LOCK = ".briefing.lock"
_WORKSHOP = ".briefing.tmp"
"""Holds unfinished files. One name is enough since the lock keeps others out, and what a killed run left is found."""
_DONE = ".done"
"""What the folder in it of files that were replaced is called when it is needed no more."""
_INTERRUPTIONS: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def locked(out: Path, setting: str = "--out") -> Iterator[None]:
    """Keep other runs out of `out`, which is made where it is missing, while the block runs.

    What a run that was killed has left half is put right first. `setting` is what a user gives another folder with.

    Raises:
        Locked: another run is at it.
        SettingsError: the folder cannot be written.
    """
    with _writable(out, setting):
        out.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(out / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        _lock(descriptor, out, setting)
        with _writable(out):
            _put_right(out)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, out: Path, setting: str) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Locked(str(out), "another run is writing here", f"wait for it, or give another {setting}") from None
    except OSError as error:
        raise SettingsError(
            str(out), f"cannot be locked ({error.strerror})", f"give {setting} on a disk of this machine"
        ) from error


def publish(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Put `files`, content by name, into `folder`, replacing those of the same name, the last one last.

    All are safe on the disk before the first is replaced. Return their paths. The folder's parent must be `locked`.

    Raises:
        SettingsError: the folder cannot be written; then all files are as they were.
    """
    with _writable(folder), _workshop(folder.parent) as workshop:
        for name, content in files.items():
            _write(workshop / name, content)
        folder.mkdir(exist_ok=True)
        with _undisturbed():
            _replace(tuple(files), workshop, folder)
    return tuple(folder / name for name in files)


def put(path: Path, content: bytes, setting: str = "--out") -> None:
    """Write one file into a folder that is `locked`; it appears, or replaces the one before it, when it is whole.

    Raises:
        SettingsError: the folder cannot be written.
    """
    with _writable(path.parent, setting), _workshop(path.parent) as workshop:
        _write(workshop / "unfinished", content)
        os.replace(workshop / "unfinished", path)
        _settle(path.parent)


def differ(files: Mapping[str, bytes], folder: Path) -> bool:
    """Whether one of `files`, content by name, is not yet in `folder`."""
    try:
        return any((folder / name).read_bytes() != content for name, content in files.items())
    except OSError:
        return True


def left_over(published: Sequence[Path]) -> tuple[Problem, ...]:
    """Return a problem for each file of a briefing that lies beside those just `published` and is none of them."""
    if not published:
        return ()
    beside = {path for path in list_folder(published[0].parent) if path.match("briefing.*")}
    message, hint = "left from an earlier run with other inputs or formats", "make it again or delete it"
    return tuple(Problem("publish", printable(path.name), message, hint) for path in sorted(beside - set(published)))


@contextmanager
def _workshop(out: Path) -> Iterator[Path]:
    """Lend a folder for unfinished files, on the same disk as the finished ones, and clear it away.

    Where something fails what was replaced is put back; if that fails, too, the folder stays, and a later run does it.
    """
    workshop = out / _WORKSHOP
    _put_right(out)
    is_done = False
    try:
        workshop.mkdir()
        yield workshop
        is_done = True
    finally:
        if not is_done:
            with _undisturbed():
                _put_right(out)
    shutil.rmtree(workshop, ignore_errors=True)


def _replace(names: Sequence[str], workshop: Path, folder: Path) -> None:
    """Move files from the workshop; until the last one is in place those before it are kept there, to be put back."""
    backup = workshop / folder.name
    _back_up(names, folder, backup)
    for name in names:
        os.replace(workshop / name, folder / name)
    _settle(folder)
    backup.rename(workshop / _DONE)


def _back_up(names: Sequence[str], folder: Path, backup: Path) -> None:
    """Keep the files of a folder as they are now; a folder stands for a file that is not there."""
    backup.mkdir()
    for name in names:
        if (folder / name).exists():
            _keep(folder / name, backup / name)
        else:
            (backup / name).mkdir()


def _keep(file: Path, backup: Path) -> None:
    try:
        os.link(file, backup)
    except OSError:  # not every disk has links, nor may every user link what others wrote
        shutil.copy2(file, backup)


def _put_right(out: Path) -> None:
    """Put back what was replaced by a run that ended before all was in place, and clear away what it left."""
    workshop = out / _WORKSHOP
    for backup in sorted(workshop.iterdir()) if workshop.is_dir() else ():
        if backup.is_dir() and backup.name != _DONE and (out / backup.name).is_dir():
            _put_back(backup, out / backup.name)
    shutil.rmtree(workshop, ignore_errors=True)


def _put_back(backup: Path, folder: Path) -> None:
    """Make the files of a folder what they were, but for those that somebody has changed since."""
    since = backup.stat().st_mtime_ns
    for before in sorted(backup.iterdir()):
        now = folder / before.name
        if now.exists() and now.stat().st_mtime_ns > since:
            continue
        if before.is_dir():
            now.unlink(missing_ok=True)
        else:
            os.replace(before, now)


def _settle(folder: Path) -> None:
    """Make the names in a folder safe on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let an interruption wait, so that old and new files are not mixed; it is heard when the block ends.

    Blocking the signals would not do: a thread of some library would hear them, and Python handle them here.
    """
    heard: list[int] = []
    is_ours = threading.current_thread() is threading.main_thread()  # no other thread may say what a signal does
    before = {one: signal.signal(one, lambda number, _: heard.append(number)) for one in _INTERRUPTIONS if is_ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for number in heard[:1]:
            signal.raise_signal(number)


@contextmanager
def _writable(folder: Path, setting: str = "--out") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SettingsError(
            str(folder),
            f"cannot be written ({error.strerror})",
            f"make room or allow writing, or give another {setting}",
        ) from error
