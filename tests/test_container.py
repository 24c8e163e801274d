"""The Dockerfile as far as it can be looked at without a container engine, and the program as it is run in there."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from powers import powerless

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
INSTRUCTIONS = [tuple(line.split(maxsplit=1)) for line in LINES if line and not line.startswith("#")]
SOMEBODY = "54321"
"""A user whom no machine knows."""


def stages() -> list[list[tuple[str, ...]]]:
    """The instructions of each stage."""
    made: list[list[tuple[str, ...]]] = []
    for one in INSTRUCTIONS:
        if one[0] == "FROM":
            made.append([])
        made[-1].append(one)
    return made


def test_the_image_is_careful():
    """Two slim stages; the last one runs nothing, fetches nothing, and is nobody's who may do more than others."""
    build, last = stages()
    assert "-slim" in build[0][1]
    assert "-slim" in last[0][1]
    assert not [
        one for one in INSTRUCTIONS if one[0] == "ADD" or "http" in one[1] or "curl" in one[1] or "apt" in one[1]
    ]
    assert not [one for one in last if one[0] == "RUN"]
    ((_, user),) = (one for one in last if one[0] == "USER")
    assert user.split(":")[0].isdigit()
    assert int(user.split(":")[0]) > 0
    assert last[-2:] == [("ENTRYPOINT", '["/opt/briefing/bin/briefing"]'), ("CMD", '["--help"]')]


def test_the_build_is_given_what_the_wheel_needs():
    """And nothing else: no git history, no outputs, no articles."""
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    assert rules[0] == "*"
    given = {rule[1:] for rule in rules if rule.startswith("!")}
    assert given == {"pyproject.toml", "README.md", "LICENSE", "briefing", "templates"}
    assert all((ROOT / name).exists() for name in given)


# --- as it runs in there ------------------------------------------------------------------------------------------


@pytest.fixture
def mount(articles) -> Iterator[Path]:
    """A folder that everybody may reach, with articles that nobody may change and a folder for what is made."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(articles, folder / "articles")
        for path in (folder / "articles").rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        (folder / "articles").chmod(0o555)
        (folder / "out").mkdir()
        (folder / "out").chmod(0o777)
        yield folder
        for path in (folder / "articles", *(folder / "articles").rglob("*")):
            path.chmod(0o755)


def confined() -> list[str]:
    """The command that runs another without a network and, where that may be done, as somebody unknown."""
    unshare = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    if not shutil.which("unshare") or subprocess.run([*unshare, "true"], capture_output=True).returncode:
        pytest.skip("needs to be allowed to leave the network")
    nobody = ["setpriv", f"--reuid={SOMEBODY}", f"--regid={SOMEBODY}", "--clear-groups", "--no-new-privs"]
    probe = [*nobody, "env", f"PYTHONPATH={ROOT}", sys.executable, "-c", "import briefing.pipeline"]
    if os.geteuid() or not shutil.which("setpriv") or subprocess.run(probe, capture_output=True).returncode:
        return [*unshare, *powerless()]
    return [*unshare, *nobody]


def test_it_runs_without_network_home_or_name(mount):
    """All formats, from articles that are read-only; nothing but the finished files is left."""
    before = set(mount.rglob("*"))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*confined(), sys.executable, "-m", "briefing", "make", "articles", "--state", "out/.state"]
    done = subprocess.run(command, cwd=mount, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "briefing: 3 of 3 inputs used, 0 rejected, 0 problems\n")
    made = {path.relative_to(mount).as_posix() for path in set(mount.rglob("*")) - before}
    names = ("pdf", "docx", "html", "md", "json")
    beside = {"out/.briefing.lock", "out/.state", "out/.state/state.sqlite3"}
    assert made == {"out/2025-W45", "out/2025-W45/run.json"} | beside | {
        f"out/2025-W45/briefing.{name}" for name in names
    }


def test_a_folder_that_cannot_be_written_is_told(mount):
    """Exit 2 with the remedy, as everywhere."""
    (mount / "out").chmod(0o555)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*confined(), sys.executable, "-m", "briefing", "make", "articles", "--format", "md"]
    done = subprocess.run(command, cwd=mount, env=environment, capture_output=True, text=True)
    (mount / "out").chmod(0o777)
    assert done.returncode == 2
    assert done.stderr.startswith("out: cannot be written (Permission denied); ")
