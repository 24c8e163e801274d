"""A process beside this one: what crashes, hangs or takes too much costs one task, and nothing outlives who asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.guard import Guard, Limits, Stopped

TASKS = """
import ctypes, os, socket, sys, time
from briefing.guard import serve

def answer(request):
    word = request.decode()
    if word == "crash":
        ctypes.string_at(0)
    if word == "spin":
        while True: pass
    if word == "sleep":
        time.sleep(60)
    if word == "leave":
        os._exit(7)
    if word == "eat":
        try: return b"x" * 10**10
        except MemoryError: return b"no memory"
    if word == "call":
        try: socket.create_connection(("127.0.0.1", 9))
        except PermissionError as error: return str(error).encode()
    if word == "print":
        print("noise"); sys.stdout.flush(); os.system("echo noise")
    return word.encode() * (10**6 if word == "long" else 1)

serve(answer)
"""


@pytest.fixture
def guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guard]:
    """A process that does what it is told, with little time."""
    (tmp_path / "tasks.py").write_text(TASKS, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with Guard("tasks", Limits(seconds=1, wall=5, memory=1024**3)) as made:
        yield made


@pytest.mark.parametrize("word", ["a", "", "print", "long"])
def test_it_answers(guard: Guard, word: str) -> None:
    """Once for each request, whatever is printed meanwhile and however long the answer is."""
    assert guard.ask(word.encode()) == word.encode() * (10**6 if word == "long" else 1)
    assert guard.ask(b"next") == b"next"


ENDS = {
    "crash": r"made its reader crash \(SIGSEGV\)",
    "spin": "took more than 1 seconds of computing",
    "sleep": "took more than 5 seconds",
    "leave": r"made its reader end \(7\)",
}


@pytest.mark.parametrize(("word", "reason"), ENDS.items())
def test_what_kills_it_is_told_and_costs_only_itself(guard: Guard, word: str, reason: str) -> None:
    """The next request has a new process."""
    with pytest.raises(Stopped, match=reason):
        guard.ask(word.encode())
    assert guard.ask(b"next") == b"next"


def test_memory_is_limited(guard: Guard) -> None:
    """What asks for more gets an error like any other."""
    assert guard.ask(b"eat") == b"no memory"


def test_there_is_no_network(guard: Guard) -> None:
    """Not even to this machine."""
    assert guard.ask(b"call") == b"no reader opens the network"


def test_the_time_of_one_task_is_not_taken_from_the_next(guard: Guard) -> None:
    """Each has all of it."""
    for _ in range(3):
        with pytest.raises(Stopped):
            guard.ask(b"spin")


def test_it_ends_with_whoever_asked(tmp_path: Path) -> None:
    """Even where that is killed, which no program can answer."""
    (tmp_path / "tasks.py").write_text(TASKS, "utf-8")
    asking = (
        "import sys, os, time; from briefing.guard import *; g = Guard('tasks', Limits()); g.ask(b'a');"
        "print(g._process.pid, flush=True); time.sleep(60)"
    )
    places = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    asker = subprocess.Popen(
        [sys.executable, "-c", asking], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": places}
    )
    with asker:
        assert asker.stdout is not None
        other = int(asker.stdout.readline())
        asker.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{other}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{other}").exists()
