"""Runs of which the n-th touch of the disk fails, or is the last thing they do: for n = 1, 2, 3 … as long as they do
more; and runs that may write no large file, each time a larger one, until one succeeds. After the anomaly tests of
SQLite, https://sqlite.org/testing.html, section 3.

Each run is a child of a program that has imported all it needs already. What it is judged by is the folder of finished
briefings: as it was, as it should become, or something else.
"""

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[1]
FAULTS = ("fail", "kill", "terminate", "full")
_TOUCHES = ("os.link", "os.mkdir", "os.rename", "os.remove", "os.rmdir")
_OUR_FOLDERS = ("out", "state")
_BLOCK = 500
"""Bytes; n squared of them have room."""
_REACHED = "reached"
"""A file that says that a run did come to its fault."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    code: int
    """Below 0 where it was a signal that ended it."""
    told: str
    """On stderr."""
    out: dict[str, str]
    """The digests of all files in the folder of finished briefings, by their names."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A run with a fault, and the run after it, which has none."""

    touch: str
    """What failed."""
    run: Ended
    next: Ended


def attempts(folder: Path, fault: str, arguments: Sequence[str]) -> Iterator[Attempt]:
    """Yield what becomes of `briefing` with these arguments for each place of a fault.

    Each attempt begins with a copy of `folder/before`, in which it runs; `out` and `state` lie there.
    """
    command = [sys.executable, str(Path(__file__)), fault, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            touch, *ended = json.loads(line)
            yield Attempt(touch, *(Ended(**one) for one in ended))
    assert process.returncode == 0


def digests(out: Path) -> dict[str, str]:
    """Return the digest of each file below a folder."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


# --- the program ----------------------------------------------------------------------------------------------------


def _attempt_all(fault: str, arguments: Sequence[str]) -> None:
    _begin()
    _run(arguments)  # so that all is imported
    for number in count(1):
        _begin()
        ended = _ended(arguments, lambda number=number: _arm(number, fault))
        if not Path(_REACHED).exists() or (fault == "full" and ended["code"] == 0):
            return
        touch = Path(_REACHED).read_text(encoding="utf-8")
        print(json.dumps([touch, ended, _ended(arguments)]), flush=True)


def _begin() -> None:
    shutil.rmtree("work", ignore_errors=True)
    shutil.copytree("before", "work")
    Path(_REACHED).unlink(missing_ok=True)


def _ended(arguments: Sequence[str], arm: Callable[[], None] = lambda: None) -> dict[str, object]:
    """Run it in a process of its own."""
    child = os.fork()
    if child == 0:
        arm()
        os._exit(_run(arguments))
    _, status = os.waitpid(child, 0)
    told = Path("told").read_text(encoding="utf-8")
    return {"code": os.waitstatus_to_exitcode(status), "told": told, "out": digests(Path("work/out"))}


def _run(arguments: Sequence[str]) -> int:
    from briefing.cli import main

    before = os.dup(1), os.dup(2)
    with Path("told").open("w") as told, Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(told.fileno(), 2)
    os.chdir("work")
    code = main(arguments)
    sys.stdout.flush()
    os.chdir("..")
    for place, descriptor in zip((1, 2), before, strict=True):
        os.dup2(descriptor, place)
        os.close(descriptor)
    return code


def _arm(number: int, fault: str) -> None:
    """Let the touch of this number be one with the fault."""
    reached = Path(_REACHED).absolute()
    if fault == "full":
        room = number**2 * _BLOCK
        reached.write_text(f"{room} bytes")
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
        return
    if fault == "terminate":
        threading.Thread(target=threading.Event().wait, daemon=True).start()  # libraries have such, which hear signals
    left = number
    ours = tuple(os.path.abspath(os.path.join("work", name)) + os.sep for name in _OUR_FOLDERS)

    def touch(name: str, path: object) -> None:
        nonlocal left
        left -= 1
        if left:
            return
        descriptor = os.open(reached, os.O_WRONLY | os.O_CREAT)
        os.write(descriptor, f"{name} {path}".encode())
        os.close(descriptor)
        if fault == "fail":
            raise OSError(errno.EIO, "Input/output error")
        os.kill(os.getpid(), signal.SIGKILL if fault == "kill" else signal.SIGTERM)

    def audit(event: str, given: tuple[object, ...]) -> None:
        if event in _TOUCHES or (event == "open" and (os.path.abspath(str(given[0])) + os.sep).startswith(ours)):
            touch(event, given[0])

    def fsync(descriptor: int, really: object = os.fsync) -> None:
        touch("fsync", descriptor)
        really(descriptor)  # type: ignore[operator]

    os.fsync = fsync
    sys.addaudithook(audit)


if __name__ == "__main__":
    _attempt_all(sys.argv[1], sys.argv[2:])
