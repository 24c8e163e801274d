"""What may crash, hang or take too much is read in a process of its own, and costs only itself."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from outsiders import installed
from test_architecture import ROOT

from briefing.guard import Limits
from briefing.model import Document, Problem
from briefing.pipeline import run
from briefing.read import READERS
from briefing.reading import Reading, load_readers
from briefing.settings import Settings

CASES = ROOT / "tests/read/cases"
FILES = sorted(path for path in CASES.iterdir() if not path.name.endswith(".expected.json"))
LATER = "open it in the program that made it and save it as plain text"
REPORT = "please report it with the file; the others were read"


@pytest.fixture(scope="module", autouse=True)
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Readers from outside: `.far` is read in a process of its own, `.near` is not."""
    with installed(tmp_path_factory.mktemp("outside")):
        yield


@pytest.fixture(scope="module")
def reading() -> Iterator[Reading]:
    """Little time and memory for each file."""
    with Reading({"title": "headline"}, limits=Limits(seconds=1, wall=10, memory=1536 * 1024**2)) as made:
        yield made


def read(reading: Reading, deed: str, kind: str = "far") -> Document | Problem:
    """What a file comes to whose reader does so."""
    (item,) = reading.items(f"story.{kind}", f"{deed}: A story.".encode())
    return item


def place(item: Document | Problem) -> int:
    """The process in which a file was read."""
    assert isinstance(item, Document)
    return int(item.text.removeprefix("Process "))


def test_who_is_guarded_is_read_elsewhere(reading: Reading) -> None:
    """One process for all such files; the others are read here."""
    assert place(read(reading, "where", "near")) == os.getpid()
    elsewhere = {place(read(reading, "where")) for _ in range(3)}
    assert len(elsewhere) == 1
    assert os.getpid() not in elsewhere


def test_the_field_map_goes_along(reading: Reading) -> None:
    """As it does here."""
    titles = {item.fields.title for kind in ("near", "far") if isinstance(item := read(reading, "", kind), Document)}
    assert titles == {"headline"}


REASONS = {
    "crash": f"made its reader crash (SIGSEGV); {LATER}",
    "spin": f"took more than 1 seconds of computing; {LATER}",
    "sleep": f"took more than 10 seconds; {LATER}",
    "leave": f"made its reader end (7); {LATER}",
    "eat": f"failed with MemoryError: ; {REPORT}",
    "exit": f"failed with SystemExit: enough; {REPORT}",
    "call": f"failed with PermissionError: no reader opens the network; {REPORT}",
    "fail": f"failed with ZeroDivisionError: integer division or modulo by zero; {REPORT}",
}


@pytest.mark.parametrize(("deed", "reason"), REASONS.items())
def test_a_file_that_does_harm_is_rejected_alone(reading: Reading, deed: str, reason: str) -> None:
    """With what happened and what to do; the next one is read."""
    assert str(read(reading, deed)) == f"story.far: {reason}"
    assert isinstance(read(reading, "print"), Document)


@pytest.mark.parametrize("deed", ["exit", "fail"])
def test_a_file_that_is_read_here_ends_no_run(reading: Reading, deed: str) -> None:
    """Its reader may not even leave the program."""
    assert str(read(reading, deed, "near")) == f"story.near: {REASONS[deed]}"


def test_the_system_may_end_it_between_two_files(reading: Reading) -> None:
    """Which no file has to answer for."""
    process = place(read(reading, "where"))
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert isinstance(read(reading, ""), Document)


@pytest.mark.parametrize("size", [0, 10**7])
def test_a_process_that_does_not_begin_is_told(reading: Reading, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Whether it has been sent all of the file by then or not."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    with Reading({}) as broken:
        (item,) = broken.items("story.far", b": A story." + b" " * size)
    assert str(item) == f"story.far: made its reader end (1); {LATER}"


def test_what_lies_in_the_folder_of_the_run_is_no_module(tmp_path: Path) -> None:
    """A file there that is called like one of a library is not run."""
    for name in ("msgspec", "json", "selectors", "random"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    with Reading({}) as reading:
        assert isinstance(read(reading, ""), Document)


@dataclass(frozen=True, slots=True)
class Here:
    """A reader of ours whose files are read in this process."""

    reader: Any
    guarded = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)


def test_it_comes_to_the_same_as_here() -> None:
    """Each kind of file that we have a case of, and the field map of an export."""
    names = {"text": "body"}
    with Reading(names, READERS) as elsewhere, Reading(names, tuple(map(Here, READERS))) as here:
        for path in FILES:
            content = path.read_bytes()
            assert elsewhere.items(path.name, content) == here.items(path.name, content), path.name


@pytest.mark.parametrize("engine", ["serial", "local"])
def test_a_run_goes_on(tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    """Every file has its fate, on every engine; those that do harm are rejected."""
    monkeypatch.setattr("briefing.library._FILES", 2)
    for deed in ("crash", "leave", "exit", "fail"):
        (articles / f"{deed}.far").write_text(f"{deed}: A story.")
    outcome = run(Settings((articles,), tmp_path / "out", ("md",), engine=engine, workers=2))
    told = {fate.path: fate.outcome for fate in outcome.fates}
    assert {name for name, outcome in told.items() if outcome == "rejected"} == {
        "crash.far",
        "leave.far",
        "exit.far",
        "fail.far",
    }
    assert outcome.tally.used == 3
    assert {reader.name for reader in load_readers()} >= {"near", "far"}
