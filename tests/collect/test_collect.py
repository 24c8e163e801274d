"""The verb from the command line on, with a server on this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from collect.site import PAGE, Answer, Site, silent

from briefing.cli import main
from briefing.outputs import locked

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_signals():
    """Leave the handling of signals as it was."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def settings(*urls: str, more: str = "") -> None:
    """Settings that collect from these feeds."""
    feeds = "".join(f"[[feeds]]\nurl = '{url}'\nallow_private = true\npause = 0\n" for url in urls)
    Path("briefing.toml").write_text(f"{more}\n{feeds}", "utf-8")


def test_collected_articles_become_a_briefing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Collect, make: the folder is one of the inputs, and what is hidden in it is none."""
    site.answers |= {"/rss.xml": site.feed("/a"), "/a": PAGE}
    settings(f"{site.base}/rss.xml", more="inputs = ['articles']\nformats = ['md']")
    assert main(["collect"]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == (f"{site.base}/rss.xml: 1 stored, 0 known already, 0 failed\n", "")
    assert main(["make"]) == 0
    assert capsys.readouterr().err.endswith("1 of 1 inputs used, 0 rejected, 0 problems\n")
    text = Path("out/2026-W45/briefing.md").read_text("utf-8")
    assert "Rumen Dachev" in text
    assert "Pontic Herald" in text


def test_a_failure_costs_only_itself(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """The other feeds are collected; the exit code tells it under --strict alone."""
    site.answers |= {"/rss.xml": site.feed("/a"), "/a": PAGE}
    settings(f"{site.base}/gone", f"{site.base}/rss.xml")
    assert main(["collect", "--strict"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        f"{site.base}/gone: 0 stored, 0 known already, 1 failed",
        f"{site.base}/rss.xml: 1 stored, 0 known already, 0 failed",
    ]
    assert told.err == f"{site.base}/gone: answers 404 Not Found; look at the address\n"
    assert main(["collect"]) == 0
    settings(f"{site.base}/gone", more="strict = true")
    assert main(["collect"]) == 1


def test_an_error_that_nobody_foresaw_costs_only_its_feed(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told as the failure of that feed. A system that looks up names in an unheard-of way stands for it."""
    usual = socket.getaddrinfo

    def strange(host: Any, *more: Any, **named: Any) -> Any:
        if host == "strange.example":
            raise KeyError("what")
        return usual(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", strange)
    site.answers |= {"/rss.xml": site.feed("/a"), "/a": PAGE}
    settings("http://strange.example/rss.xml", f"{site.base}/rss.xml")
    assert main(["collect", "--strict"]) == 1
    told = capsys.readouterr()
    assert told.out.endswith(f"{site.base}/rss.xml: 1 stored, 0 known already, 0 failed\n")
    assert told.err.startswith("http://strange.example/rss.xml: failed with KeyError: 'what'; please report it")


def test_this_machine_is_refused_unless_the_settings_allow_it(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """By default no address of a house is asked."""
    Path("briefing.toml").write_text(f"[[feeds]]\nurl = '{site.base}/rss.xml'\n")
    assert main(["collect", "--strict"]) == 1
    assert "leads to 127.0.0.1, which is not public; set allow_private" in capsys.readouterr().err
    assert site.asked == []


def test_a_folder_that_make_does_not_read_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """It is no failure: another run may read it."""
    site.answers |= {"/rss.xml": site.feed("/a"), "/a": PAGE}
    settings(f"{site.base}/rss.xml", more="inputs = ['articles']\ncollected = 'elsewhere'")
    assert main(["collect", "--strict"]) == 0
    message = "elsewhere: is in none of the inputs, so that make does not read it; add it to inputs\n"
    assert capsys.readouterr().err == message


def test_without_feeds_there_is_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 with what to write."""
    assert main(["collect"]) == 2
    assert capsys.readouterr().err.startswith("feeds: there are none; write [[feeds]] with url = ")


def test_two_runs_do_not_write_to_one_folder(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 75, as with make."""
    settings(f"{site.base}/rss.xml")
    with locked(Path("articles/collected")):
        assert main(["collect"]) == 75
    message = "articles/collected: another run is writing here; wait for it, or give another collected\n"
    assert capsys.readouterr().err == message


def test_without_its_package_it_says_what_to_install(site: Site) -> None:
    """One line and exit 2; nothing else needs it."""
    settings(f"{site.base}/rss.xml")
    code = "import sys; sys.modules['httpx'] = None; from briefing.cli import main; sys.exit(main(['collect']))"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "collect: httpx is not installed; run: pip install httpx httpcore\n",
    )


def test_what_no_other_verb_imports() -> None:
    """The program without the verb works without a network client."""
    code = "import sys, briefing.cli, briefing.pipeline, briefing.rounds, briefing.read; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_an_interruption_leaves_whole_files(number: int, code: int, site: Site) -> None:
    """While a page is on its way: what was stored stays and is known to the next run, and nothing is half."""
    site.answers |= {"/rss.xml": site.feed("/a", "/b"), "/a": PAGE, "/b": silent}
    settings(f"{site.base}/rss.xml")
    process = subprocess.Popen([sys.executable, "-m", "briefing", "collect"], env=environment())
    wait_for(lambda: "/b" in site.paths())
    process.send_signal(number)
    assert process.wait(timeout=30) == code
    folder = Path("articles/collected")
    names = [path.name for path in folder.iterdir() if path.name[0] != "."]
    assert len(names) == 1
    assert not any(folder.glob(".briefing.tmp"))
    site.answers["/b"] = PAGE
    assert main(["collect"]) == 0
    assert site.paths().count("/a") == 1
    assert len([path for path in folder.iterdir() if path.name[0] != "."]) == 2


def test_a_disk_that_is_full_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2; no half file is left. A file that may not grow stands for the disk."""
    site.answers |= {"/rss.xml": site.feed("/a"), "/a": Answer(PAGE.body + b" " * 200_000)}
    settings(f"{site.base}/rss.xml")
    limited = ["bash", "-c", 'ulimit -f 100; trap "" XFSZ; exec "$@"', "bash"]
    done = subprocess.run(
        [*limited, sys.executable, "-m", "briefing", "collect"], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "articles/collected: cannot be written (File too large); make room" in done.stderr
    assert {path.name for path in Path("articles/collected").iterdir()} <= {".briefing.lock", ".collected.json"}


def environment() -> dict[str, str]:
    """What a process needs to find us."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}


def wait_for(holds: object) -> None:
    """Return when something holds."""
    deadline = time.monotonic() + 60
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)
