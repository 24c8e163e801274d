"""What all tests share: `--update` rewrites the expected outputs, and hypothesis draws the same examples every time."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
StartBriefing = Callable[..., "subprocess.Popen[str]"]

ARTICLES = {
    "harbor.txt": """Title: Harbor patrols grow in the Black Sea
Source: Pier Gazette
Date: 2025-11-05

Romania will send two more patrol boats to the Black Sea this winter, Romanian Defense Minister Ilinca Brânză said.

"The boats are ready and the crews are trained. They will sail before the first frost," Brânză said.

The ministry expects the patrols to cover 400 miles of coast & harbors by March.
""",
    "radar.md": """---
title: New radar for air defense
source: Hill Observer
date: 2025-11-06
---

Bulgaria has bought three radar stations for its air defense, the parliament in Sofia was told on Thursday.

“A radar that sees a drone at 50 miles gives a town ten minutes, and ten minutes are enough,” said Rumen Dachev.
""",
    "agency/aid.txt": """Title: Ammunition for Ukraine
Source: Desk Wire

Denmark will pay for more artillery ammunition as part of its support for Ukraine, the Danish government announced.

The shells will be delivered in four installments.
""",
}

settings.register_profile("same-every-time", derandomize=True, deadline=None)
settings.load_profile("same-every-time")


def pytest_configure() -> None:
    """Hear interruptions: what a shell starts in the background is deaf to them, and so are its children."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected outputs")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test run in a folder of its own: what it leaves where it runs is not seen by others."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with three invented articles, two of 2025-W45 and one undated, and one of them in a folder below."""
    folder = tmp_path / "articles"
    (folder / "agency").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def briefing_process(tmp_path: Path) -> Iterator[StartBriefing]:
    """Start `briefing` as a process of its own in `tmp_path`, with more on its path and in its environment."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str | Path, path: Path | None = None, **environment: str) -> subprocess.Popen[str]:
        places = [str(path)] if path else []
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "briefing", *arguments],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([*places, str(ROOT)]), **environment},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()
