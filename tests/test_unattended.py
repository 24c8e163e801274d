"""Never half and never twice: whatever breaks off or fails, what was finished stays and the next run sets it right."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ARTICLES, ROOT, StartBriefing
from faults import FAULTS, Attempt, Ended, attempts, digests
from outsiders import write_package
from powers import powerless

MAKE = ("make", "articles", "--out", "out", "--state", "state", "--engine", "serial", "--format", "md")
MODES = {"all": MAKE, "new": (*MAKE, "--new-only")}
OLD, NEW = ("harbor.txt", "agency/aid.txt"), ("radar.md",)
CODES = {"fail": {0, 2}, "kill": {-signal.SIGKILL}, "terminate": {128 + signal.SIGTERM}, "full": {2}}
WHOLE = {"fail": 20, "kill": 20, "terminate": 20, "full": 5}
"""So many places of a fault are seen at least; fewer mean that the harness sees nothing."""
SECONDS = 5
"""In which a run that is told to end has ended."""


def add(folder: Path, names: Sequence[str]) -> None:
    """Put articles into a folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(ARTICLES[name], encoding="utf-8")


def make(folder: Path, arguments: Sequence[str]) -> dict[str, str]:
    """Run it as nobody disturbs it, and return what it has finished."""
    command = [sys.executable, "-m", "briefing", *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True)
    return digests(folder / "out")


@pytest.fixture(params=MODES)
def arguments(request: pytest.FixtureRequest) -> Sequence[str]:
    """What a run is asked for: a new page of the week, or one of what is new in it."""
    return MODES[request.param]


@pytest.fixture
def old(tmp_path: Path) -> dict[str, str]:
    """What a first run has finished in `before`; another article has come since."""
    add(tmp_path / "before/articles", OLD)
    finished = make(tmp_path / "before", MAKE)
    add(tmp_path / "before/articles", NEW)
    return finished


@pytest.fixture
def new(tmp_path: Path, old: dict[str, str], arguments: Sequence[str]) -> dict[str, str]:
    """What the next run makes of it where nothing fails."""
    shutil.copytree(tmp_path / "before", tmp_path / "undisturbed")
    return make(tmp_path / "undisturbed", arguments)


def finished(ended: Ended) -> dict[str, str]:
    """The files that a reader sees."""
    return {name: digest for name, digest in ended.out.items() if not name.startswith(".")}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_half_and_nothing_lost(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], arguments: Sequence[str], fault: str
) -> None:
    """For the first touch of the disk, the second, and so on until all have failed once."""
    tried = list(attempts(tmp_path, fault, arguments))
    assert len(tried) >= WHOLE[fault]
    assert [(one.touch, wrong) for one in tried for wrong in look_at(one, fault, old, new)] == []


def look_at(attempt: Attempt, fault: str, old: dict[str, str], new: dict[str, str]) -> list[object]:
    """What is not as it has to be."""
    run, after = attempt.run, attempt.next
    was, will = ({name: one for name, one in made.items() if not name.startswith(".")} for made in (old, new))
    wrong: list[object] = []
    if run.code not in CODES[fault]:
        wrong.append((run.code, run.told))
    if fault == "kill":
        wrong += [name for name, one in finished(run).items() if one not in (was.get(name), will.get(name))]
        wrong += [f"{name} is gone" for name in was.keys() - run.out.keys()]
    elif finished(run) not in ([will] if run.code == 0 else [was, will]):
        wrong.append((sorted(finished(run).items() - was.items() - will.items()), run))
    if (after.code, after.out) != (0, new):
        wrong.append(("next", after))
    return wrong


# --- SIGTERM -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["serial", "local"])
@pytest.mark.parametrize("reader", ["near", "far"])
def test_a_run_that_is_told_to_end_ends_at_once(
    tmp_path: Path, articles: Path, briefing_process: StartBriefing, engine: str, reader: str
) -> None:
    """With all its processes, whoever reads; what was finished stays, and the next run goes on."""
    command = ("make", "articles", "--format", "md", "--engine", engine)
    before = make(tmp_path, command)
    (articles / f"slow.{reader}").write_text("sleep: long", encoding="utf-8")
    process = briefing_process(*command, path=write_package(tmp_path / "outside"))
    while not (signs := list(tmp_path.glob("*.pid"))):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate()
    assert (process.returncode, told) == (128 + signal.SIGTERM, "briefing: terminated\n")
    assert time.monotonic() - began < SECONDS
    assert not any(Path("/proc", sign.stem).exists() for sign in signs)
    assert digests(tmp_path / "out") == before
    (articles / f"slow.{reader}").unlink()
    assert make(tmp_path, command) == before


# --- folders that may not be written -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["out", ".briefing"])
def test_a_folder_that_may_not_be_written(tmp_path: Path, articles: Path, name: str) -> None:
    """It is told, with what to do; what lies there stays."""
    add(tmp_path / "articles", NEW)
    before = make(tmp_path, ("make", "articles", "--format", "md"))
    (tmp_path / "articles/more.txt").write_text(ARTICLES["harbor.txt"].replace("two", "three"), encoding="utf-8")
    paths = [tmp_path / name, *(tmp_path / name).rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = [*powerless(), sys.executable, "-m", "briefing", "make", "articles", "--format", "md"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    for path in paths:
        path.chmod(0o755)
    assert run.returncode == 2
    assert run.stderr.startswith(f"{name}: ")
    assert "allow writing" in run.stderr
    assert digests(tmp_path / "out") == before
