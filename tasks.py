"""What a contributor does, one word each: `python3 tasks.py sample | test | lint | golden | fonts | help`.

Needs nothing but Python 3.11. The first task makes `.venv` here and installs the project and its packages into it;
later ones reuse it until pyproject.toml changes.
"""

from __future__ import annotations  # so that an older Python gets as far as saying that it is too old

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")


def sample(arguments: Sequence[str]) -> None:
    """Write the briefings of the two sample weeks as PDF, Word, HTML, Markdown and JSON."""
    install()
    for week in ("2026-W09", "2026-W10"):
        run("briefing", "make", "--config", "samples/briefing.toml", "--week", week, *arguments)


def test(arguments: Sequence[str]) -> None:
    """Run the tests; what follows goes to pytest."""
    install("test")
    run("python", "-m", "pytest", *arguments)


def golden(arguments: Sequence[str]) -> None:
    """Rewrite the expected outputs beside the tests; look at the difference before you commit it."""
    test(["--update", *arguments])


def lint(arguments: Sequence[str]) -> None:
    """Check style and types."""
    install("lint")
    run("ruff", "check", ".")
    run("ruff", "format", "--check", ".")
    run("mypy")


def fonts(arguments: Sequence[str]) -> None:
    """Make the web fonts of the HTML page anew."""
    install("fonts")
    run("python", "tools/web_fonts.py", *arguments)


def explain(arguments: Sequence[str]) -> None:
    """Say what there is to do."""
    for name, task in TASKS.items():
        print(f"python3 tasks.py {name:8} {task.__doc__}")


TASKS: dict[str, Callable[[Sequence[str]], None]] = {
    "sample": sample,
    "test": test,
    "lint": lint,
    "fonts": fonts,
    "golden": golden,
    "help": explain,
}


def install(extra: str = "") -> None:
    """Make `.venv` with the project, and with what the extra names, unless that has been done for this pyproject."""
    stamp = VENV / f"installed-{extra or 'project'}"
    digest = hashlib.sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    print(f"installing into {VENV} ...", flush=True)
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit("tasks.py: this Python cannot make an environment; install python3-venv")
    project = f".[{extra}]" if extra else "."
    run("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", project)
    stamp.write_text(digest)


def run(program: str, *arguments: str) -> None:
    """Run a program of `.venv` here; where it fails, end with its exit code."""
    code = subprocess.run([BIN / program, *arguments], cwd=HERE).returncode
    if code:
        sys.exit(code)


def main(arguments: Sequence[str]) -> None:
    """Do the task that the first argument names."""
    name, *rest = arguments or ["help"]
    if name not in TASKS:
        sys.exit(f"tasks.py: there is no task {name!r}; use {', '.join(TASKS)}")
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets as far as here
        sys.exit(f"tasks.py: Python {sys.version_info[0]}.{sys.version_info[1]} is too old; use 3.11 or later")
    TASKS[name](rest)


if __name__ == "__main__":
    main(sys.argv[1:])
