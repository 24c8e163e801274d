"""A process beside this one: what crashes, hangs or takes too much costs one task, and nothing outlives who asked."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from powers import powerless

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
    if word == "who":
        return str(os.getpid()).encode()
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
    with Guard("tasks", Limits(seconds=1, wall=10, memory=1024**3)) as made:
        yield made


@pytest.mark.parametrize("word", ["a", "", "print", "long"])
def test_it_answers(guard: Guard, word: str) -> None:
    """Once for each request, whatever is printed meanwhile and however long the answer is."""
    assert guard.ask(word.encode()) == word.encode() * (10**6 if word == "long" else 1)
    assert guard.ask(b"next") == b"next"


ENDS = {
    "crash": r"made its reader crash \(SIGSEGV\)",
    "spin": "took more than 1 seconds of computing",
    "sleep": "took more than 10 seconds",
    "leave": r"made its reader end \(7\)",
}


@pytest.mark.parametrize(("word", "reason"), ENDS.items())
def test_what_kills_it_is_told_and_costs_only_itself(guard: Guard, word: str, reason: str) -> None:
    """The next request has a new process."""
    with pytest.raises(Stopped, match=reason):
        guard.ask(word.encode())
    assert guard.ask(b"next") == b"next"


def test_a_request_that_is_not_taken_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it is: the time is that of sending it, too."""
    (tmp_path / "deaf.py").write_text("import time\ntime.sleep(600)\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with Guard("deaf", Limits(wall=0.5)) as made:
        for size in (10, 10**6):
            with pytest.raises(Stopped, match="took more than 0 seconds"):
                made.ask(bytes(size))


def test_many_open_files_are_no_trouble(guard: Guard) -> None:
    """More than the thousand that select(2) knows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(2000, hard), hard))
    opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    try:
        assert guard.ask(b"a") == b"a"
    finally:
        for descriptor in opened:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_process_that_cannot_be_started_is_a_matter_of_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only so many are allowed, it may be another time."""
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with Guard("tasks", Limits()) as made, pytest.raises(Stopped, match="none can be started") as raised:
        made.ask(b"a")
    assert raised.value.by_chance


def test_memory_is_limited(guard: Guard) -> None:
    """What asks for more gets an error like any other."""
    assert guard.ask(b"eat") == b"no memory"


def test_there_is_no_network(guard: Guard) -> None:
    """Not even to this machine."""
    assert guard.ask(b"call") == b"no reader opens the network"


def test_the_time_of_one_task_is_not_taken_from_the_next(guard: Guard) -> None:
    """Each has all of it."""
    for _ in range(2):
        with pytest.raises(Stopped):
            guard.ask(b"spin")


def test_what_ends_it_between_two_requests_costs_none(guard: Guard) -> None:
    """The next one has a new process at once."""
    process = int(guard.ask(b"who"))
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert guard.ask(b"next") == b"next"


def test_another_thread_may_end_it(guard: Guard) -> None:
    """At once, and for good: nobody who asks later starts it again."""
    guard.ask(b"a")
    threading.Timer(0.2, guard.kill).start()
    began = time.monotonic()
    for _ in range(2):
        with pytest.raises(Stopped):
            guard.ask(b"sleep")
    assert time.monotonic() - began < 3


LIMITED = """
import resource
from briefing.guard import Guard, Limits

resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
with Guard("tasks", Limits(seconds=60, memory=2 * 1024**3)) as guard:
    print(guard.ask(b"a").decode())
"""


def test_it_has_no_more_than_whoever_asks(tmp_path: Path) -> None:
    """Where the system has given less than our limits, that is the limit."""
    done = subprocess.run(
        [*powerless(), sys.executable, "-c", LIMITED],
        env=with_tasks(tmp_path),
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("a\n", "")


ASKING = """
import sys
from briefing.guard import Guard, Limits

guard = Guard("tasks", Limits())
print(guard.ask(b"who").decode(), flush=True)
guard.ask(sys.argv[1].encode())
sys.stdin.read()
"""


@pytest.mark.parametrize("word", ["a", "sleep", "spin"])
def test_it_ends_with_whoever_asked(tmp_path: Path, word: str) -> None:
    """Even where that is killed, which no program can answer, and where it is at work itself."""
    command = [sys.executable, "-c", ASKING, word]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=with_tasks(tmp_path), **pipes) as asker:  # type: ignore[call-overload]
        other = int(asker.stdout.readline())
        time.sleep(0.2)
        asker.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while Path(f"/proc/{other}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{other}").exists()


def with_tasks(folder: Path) -> dict[str, str]:
    """The environment of a program that finds the tasks."""
    (folder / "tasks.py").write_text(TASKS, "utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
