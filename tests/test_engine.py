"""Where the work is done: the same comes of it on every engine, a lost worker costs one item, none outlives a run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from briefing.cli import main
from briefing.engine import Work, run
from briefing.errors import SettingsError

TASKS = """
import ctypes, os, pathlib, signal, threading, time
from briefing.errors import SettingsError

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(one + two)

def lost(item):
    return f"{item} is lost"

def do(chunk):
    return [DEEDS.get(item, str.upper)(item) for item in chunk]

def fail(item):
    raise LookupError("no mood")

def fail_oddly(item):
    raise Odd("no ", "mood")

def refuse(item):
    raise SettingsError("--summarizer", "cannot be used", "take another")

def leave_soon(item):
    threading.Timer(0.001, os._exit, [3]).start()
    return item

def tire(item):
    marks = len(list(pathlib.Path().glob("*.tired")))
    if marks < 2:
        pathlib.Path(f"{marks}.tired").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "rested"

def wait(item):
    pathlib.Path(f"{os.getpid()}.pid").touch()
    time.sleep(60)

DEEDS = {
    "leave": lambda item: os._exit(3),
    "kill": lambda item: os.kill(os.getpid(), signal.SIGKILL),
    "crash": lambda item: ctypes.string_at(0),
    "fail": fail,
    "odd": fail_oddly,
    "refuse": refuse,
    "soon": leave_soon,
    "where": lambda item: os.getpid(),
    "wait": wait,
    "tire": tire,
}
"""
CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=int(sys.argv[1]), threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    )
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""
RUN = """
import sys
import deeds
from briefing.engine import Work, run

if __name__ == "__main__":
    list(run(Work(deeds.do, deeds.lost), [["wait"]] * 4, sys.argv[1], 2))
"""
PLENTY = [[f"{place}-{number}" for number in range(5)] for place in range(8)]


@pytest.fixture(scope="module")
def deeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What can be done to items, where every process finds it."""
    folder = tmp_path_factory.mktemp("deeds")
    (folder / "deeds.py").write_text(TASKS, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
        import deeds

        yield deeds
        del sys.modules["deeds"]


Start = Callable[[int], "tuple[str, subprocess.Popen[str]]"]


@pytest.fixture(scope="module")
def start_cluster(deeds: Any) -> Iterator[Start]:
    """Start a scheduler with so many worker processes; a task that ends one is not tried again."""
    started: list[subprocess.Popen[str]] = []

    def start(workers: int) -> "tuple[str, subprocess.Popen[str]]":
        environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
        command = [sys.executable, "-c", CLUSTER, str(workers)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command, env=environment, text=True, **pipes))  # type: ignore[call-overload]
        assert started[-1].stdout
        return started[-1].stdout.readline().strip().replace("tcp://", "dask://"), started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def cluster(start_cluster: Start) -> str:
    """The engine that is a cluster of two worker processes."""
    return start_cluster(2)[0]


@pytest.fixture(params=["serial", "local 1", "local 2", "cluster"])
def engine(request: pytest.FixtureRequest) -> tuple[str, int]:
    """Each engine, and its workers."""
    return chosen(request)


@pytest.fixture(params=["local 1", "local 2", "cluster"])
def processes(request: pytest.FixtureRequest) -> tuple[str, int]:
    """Each engine that has processes of its own, and its workers."""
    return chosen(request)


def chosen(request: pytest.FixtureRequest) -> tuple[str, int]:
    """The engine and the workers that a parameter asks for."""
    if request.param == "cluster":
        return request.getfixturevalue("cluster"), 0
    name, _, workers = request.param.partition(" ")
    return name, int(workers or 0)


def made_by(deeds: Any, engine: str, workers: int, chunks: Sequence[Sequence[str]] = PLENTY) -> list[Any]:
    """What becomes of items, sorted, since the order is that in which they are done."""
    done = run(Work(deeds.do, deeds.lost), chunks, engine, workers)
    return sorted((item for chunk in done for item in chunk), key=str)


# --- the same everywhere ------------------------------------------------------------------------------------------


def test_every_engine_makes_the_same(deeds: Any, engine: tuple[str, int]) -> None:
    """Of every item once, whoever did it."""
    assert made_by(deeds, *engine) == sorted(item.upper() for chunk in PLENTY for item in chunk)


def test_a_cluster_of_ones_own_makes_the_same(deeds: Any) -> None:
    """Without an address, Dask starts processes on this machine, and ends them."""
    assert made_by(deeds, "dask", 2) == made_by(deeds, "serial", 0)
    pids = set(made_by(deeds, "dask", 2, [["where"]] * 6))
    assert os.getpid() not in pids
    assert_gone(pids)


def test_one_item_that_kills_its_worker_costs_only_itself(deeds: Any, processes: tuple[str, int]) -> None:
    """However it does it, also two of a chunk; what was done with it in one chunk is done again."""
    chunks = [*PLENTY[:3], ["a", "leave", "b", "kill", "c"], *PLENTY[3:], ["d", "crash", "e"], ["leave"]]
    lost = {"leave", "kill", "crash"}
    expected = [f"{item} is lost" if item in lost else item.upper() for chunk in chunks for item in chunk]
    assert made_by(deeds, *processes, chunks) == sorted(expected)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_machine_killed_is_done_at_the_end(deeds: Any, workers: int) -> None:
    """When nothing else is in memory: it need not be the fault of the item. Dask tries more often by itself."""
    assert made_by(deeds, "local", workers, [["a", "tire"], ["b"], ["c"]]) == ["A", "B", "C", "rested"]


def test_a_worker_that_is_lost_with_what_it_made(deeds: Any, processes: tuple[str, int]) -> None:
    """Between the end of the work and its handing over: it is done again, or is lost, and nobody waits for it."""
    made = made_by(deeds, *processes, [["soon"]] * 6)
    assert len(made) == 6
    assert set(made) <= {"soon", "soon is lost"}


def test_an_error_is_raised(deeds: Any, engine: tuple[str, int]) -> None:
    """It is no lost worker, and what was done before it stays."""
    with pytest.raises(LookupError, match="no mood"):
        made_by(deeds, *engine, [*PLENTY, ["fail"]])


def test_an_error_that_cannot_be_sent_is_told(deeds: Any) -> None:
    """In its own words, and not as the loss of a worker."""
    with pytest.raises(RuntimeError, match="Odd: no mood"):
        made_by(deeds, "local", 2, [["a"], ["odd"]])


def test_an_error_of_the_settings_arrives_as_such(deeds: Any, engine: tuple[str, int]) -> None:
    """With place and remedy, for the exit code and the message."""
    with pytest.raises(SettingsError) as raised:
        made_by(deeds, *engine, [["a"], ["refuse"]])
    assert str(raised.value) == "--summarizer: cannot be used; take another"


def test_chunks_are_asked_for_when_somebody_is_free(deeds: Any, engine: tuple[str, int]) -> None:
    """At no time are more of them on the way than each worker has at hand, so that no list holds them all."""
    asked = 0

    def chunks() -> Iterator[list[str]]:
        nonlocal asked
        for asked in range(1, 41):  # noqa: B007 - seen below
            yield ["a"]

    for done, _ in enumerate(run(Work(deeds.do, deeds.lost), chunks(), *engine), start=1):
        assert asked - done <= 2 * (engine[1] or 2)
    assert (asked, done) == (40, 40)


# --- where ----------------------------------------------------------------------------------------------------------


def test_one_chunk_is_done_here(deeds: Any) -> None:
    """It would take longer to start a process; two are done elsewhere."""
    assert made_by(deeds, "local", 2, [["where"]]) == [os.getpid()]
    assert os.getpid() not in made_by(deeds, "local", 2, [["where"], ["where"]])


def test_for_nothing_nobody_is_asked(deeds: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that has nothing to analyse needs no cluster."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    for engine in ("serial", "local", "dask", "dask://127.0.0.1:1"):
        assert made_by(deeds, engine, 0, []) == []


@pytest.mark.parametrize(
    "engine", ["ray", "", "local://here", "serial://here", "dask:here", "dask://", "mydask://here"]
)
@pytest.mark.parametrize("chunks", [[], PLENTY], ids=["nothing", "plenty"])
def test_an_unknown_engine_is_refused(deeds: Any, engine: str, chunks: list[list[str]]) -> None:
    """Whether there is something to do or not."""
    with pytest.raises(SettingsError) as raised:
        made_by(deeds, engine, 0, chunks)
    assert str(raised.value) == f"engine: there is none called {engine!r}; use serial, local, dask"


@pytest.mark.parametrize(
    ("engine", "message"),
    [
        ("ray", "engine: there is none called 'ray'; use serial, local, dask"),
        ("dask://", "engine: there is none called 'dask://'; use serial, local, dask"),
        ("dask", "engine: dask is not installed; pip install distributed"),
        ("dask://127.0.0.1:1", "engine: dask is not installed; pip install distributed"),
    ],
)
def test_2_an_engine_that_is_not_there(
    articles: Path, engine: str, message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with the remedy and exit code 2; nothing is written."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    before = signal.getsignal(signal.SIGTERM)
    assert main(["make", str(articles), "--engine", engine]) == 2
    signal.signal(signal.SIGTERM, before)
    assert capsys.readouterr().err == f"{message}\n"
    assert {path.name for path in Path("out").iterdir()} == {".briefing.lock"}


@pytest.mark.parametrize("address", ["127.0.0.1:1", "nowhere", "127.0.0.1:port"])
def test_a_scheduler_that_does_not_answer(deeds: Any, address: str) -> None:
    """Or an address that is none."""
    import dask
    import distributed  # noqa: F401 - what it is set to by itself has to be there before it is set to something else

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "300ms"}),
        pytest.raises(SettingsError, match=f"engine: no scheduler answers at {address} .*; start it, or mend the addr"),
    ):
        made_by(deeds, f"dask://{address}", 0)


def test_a_scheduler_without_workers(deeds: Any, start_cluster: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run does not wait for ever."""
    monkeypatch.setattr("briefing.engine._PATIENCE", 1)
    engine, _ = start_cluster(0)
    with pytest.raises(SettingsError, match=r"the scheduler at .* has no worker; start one and run again"):
        made_by(deeds, engine, 0)


def test_a_cluster_that_is_lost(deeds: Any, start_cluster: Start) -> None:
    """The run ends with the remedy; what was done until then it has yielded."""
    engine, process = start_cluster(1)
    made = run(Work(deeds.do, deeds.lost), [["a"], ["wait"], ["wait"]], engine, 1)
    assert next(made) == ["A"]
    process.kill()
    with pytest.raises(SettingsError, match="engine: the cluster was lost; mend it and run again: what was done is"):
        next(made)


# --- the end --------------------------------------------------------------------------------------------------------


def assert_gone(pids: set[int], seconds: float = 5) -> None:
    """Wait until processes are gone, at most so long."""
    deadline = time.monotonic() + seconds
    while (left := {pid for pid in pids if Path(f"/proc/{pid}").exists()}) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not left


def waiting(number: int) -> set[int]:
    """The processes that wait, once there are so many."""
    deadline = time.monotonic() + 30
    while len(found := {int(path.stem) for path in Path().glob("*.pid")}) < number and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(found) == number
    return found


def test_processes_end_with_the_work(deeds: Any) -> None:
    """As soon as the last chunk is done."""
    pids = set(made_by(deeds, "local", 2, [["where"]] * 6))
    assert len(pids - {os.getpid()}) in (1, 2)
    assert_gone(pids)


def test_who_does_not_want_more_does_not_wait(deeds: Any) -> None:
    """Work that was handed over is given up, and what waits behind it never begins."""
    made = run(Work(deeds.do, deeds.lost), [["a"], *[["wait"]] * 6], "local", 2)
    next(made)
    pids = waiting(2)
    began = time.monotonic()
    made.close()
    assert time.monotonic() - began < 3
    assert_gone(pids)
    assert len(list(Path().glob("*.pid"))) == 2


@pytest.mark.parametrize("name", ["local", "dask"])
def test_processes_end_with_whoever_is_killed(deeds: Any, name: str, tmp_path: Path) -> None:
    """Though nobody is left to tell them, and they are at work."""
    (tmp_path / "asking.py").write_text(RUN, "utf-8")
    with subprocess.Popen([sys.executable, "asking.py", name], stderr=subprocess.DEVNULL) as asking:
        pids = waiting(2)
        asking.send_signal(signal.SIGKILL)
    assert_gone(pids)
