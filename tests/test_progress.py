"""What is told of a run while it goes on and when it ends."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.model import Fate, Problem, Tally
from briefing.pipeline import Outcome
from briefing.progress import Ended, JsonLog, TextLog, now_and_then

FATES = (
    Fate("a.txt", "", "used", "source 1"),
    Fate("b.txt", "", "used", "read, nothing of it printed"),
    Fate("c.txt", "", "duplicate", "repeats a.txt"),
    Fate("d.txt", "", "outside", "published 2025-10-01"),
    Fate("e.txt", "", "rejected", "the file is empty"),
)
PROBLEM = Problem("read", "e.txt", "the file is empty", "give another ##[error]")
TALLY = Tally(5, 2, 2, 0, 1, 1, 1, *[0] * 11)
MADE = Ended(1, Outcome((Path("out/2025-W45/run.json"),), (PROBLEM,), TALLY, changed=False, new=2, fates=FATES))


def told_of(total: int, per_file: float) -> list[tuple[float, int, int]]:
    """When which counts are told of a run, and the seconds left."""
    now, told = 0.0, []
    progress = now_and_then(lambda done, total, left: told.append((now, done, left)), clock=lambda: now)
    for done in range(total + 1):
        progress(done, total)
        now += per_file
    return told


@pytest.mark.parametrize(("total", "per_file"), [(0, 1), (1, 500), (5, 1.9), (9_000, 0.001)])
def test_a_quick_run_says_nothing(total, per_file):
    """Nor does one that is over with the file that took long."""
    assert told_of(total, per_file) == []


@pytest.mark.parametrize(
    ("total", "per_file", "lines"),
    [(1000, 0.03, 2), (1000, 0.3, 9), (1000, 0.55, 9), (40, 100, 39)],
    ids=["half a minute", "five minutes", "nine minutes", "slower than a silence"],
)
def test_lines_are_few_and_never_far_apart(total, per_file, lines):
    """At least ten seconds between two; a tenth of the files, or a minute's silence."""
    told = told_of(total, per_file)
    assert len(told) == lines
    times = [0.0, *(time for time, _, _ in told)]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert all(10 <= round(gap, 6) <= max(60, per_file) + per_file for gap in gaps)


def test_the_time_left_is_that_of_the_files_left():
    """By what the files so far took."""
    assert all(left == round((1000 - done) * 0.3) for _, done, left in told_of(1000, 0.3))


def test_a_person_reads_counts_and_time():
    """The whole line, as it stands in a log."""
    lines: list[str] = []
    times = iter([0.0, 0.0, 48.0, 100.0, 170.0])
    with TextLog(lines.append, clock=lambda: next(times)).following() as progress:
        for done in (0, 800, 900, 1000):
            progress(done, 1000)
    assert lines == ["briefing: 800 of 1000 files read, 12 s left", "briefing: 900 of 1000 files read, 11 s left"]


def test_problems_then_counts():
    """What a person is told when it ends."""
    lines: list[str] = []
    TextLog(lines.append).finish(MADE)
    assert lines == [
        str(PROBLEM),
        "briefing: unchanged; 2 of 5 inputs used, 1 outside its days, 1 rejected, 1 problem",
    ]
    lines.clear()
    TextLog(lines.append, problems=False).finish(MADE)
    assert len(lines) == 1


def test_why_each_input_is_not_on_the_page():
    """With -v; of those that are there nothing is said."""
    lines: list[str] = []
    TextLog(lines.append, verbose=True).finish(MADE)
    assert lines[1:-1] == [
        "b.txt: read, nothing of it printed",
        "c.txt: duplicate, repeats a.txt",
        "d.txt: outside, published 2025-10-01",
        "e.txt: rejected, the file is empty",
    ]


def test_a_program_is_told_the_same():
    """One object per line, each event with all of its keys."""
    lines: list[str] = []
    times = iter([0.0, 0.0, 20.0, 50.0])
    log = JsonLog(lines.append, clock=lambda: next(times))
    with log.following() as progress:
        for done in (0, 2, 5):
            progress(done, 5)
    log.finish(MADE)
    events = [json.loads(line) for line in lines]
    assert events[0] == {"event": "start", "files": 5}
    assert events[1] == {"event": "progress", "done": 2, "total": 5, "seconds_left": 30}
    assert events[2] == {"event": "problem", "stage": "read", "where": "e.txt"} | {
        "message": "the file is empty",
        "hint": "give another ##[error]",
    }
    assert [one["path"] for one in events if one["event"] == "left-out"] == ["b.txt", "c.txt", "d.txt", "e.txt"]
    assert events[-1] == {"event": "done", "exit_code": 1, "message": "", "files": ["out/2025-W45/run.json"]} | {
        "changed": False,
        "problems": 1,
        "new": 2,
        "inputs": 5,
        "used": 2,
        "duplicates": 1,
        "outside": 1,
        "rejected": 1,
    }
    assert "##[" not in "".join(lines)


def test_a_failure_has_the_keys_of_every_end():
    """So that a program needs no second way to read it."""
    lines: list[str] = []
    for ended in (MADE, Ended(4, message="a\nb")):
        JsonLog(lines.append).finish(ended)
    made, failed = json.loads(lines[-2]), json.loads(lines[-1])
    assert made.keys() == failed.keys()
    assert (failed["exit_code"], failed["message"], failed["files"]) == (4, "a\nb", [])
    TextLog(lines.append).finish(Ended(4, message="not proved"))
    assert lines[-1] == "not proved"


DOCUMENTED = ("start", "progress", "problem", "left-out", "done")


def test_the_keys_are_documented():
    """docs/ci.md has a row for each event, with its keys in their order."""
    lines: list[str] = []
    JsonLog(lines.append).finish(MADE)
    keys = {"start": ["files"], "progress": ["done", "total", "seconds_left"]}
    for event in map(json.loads, lines):
        name, *others = event
        keys[event[name]] = others
    assert set(keys) == set(DOCUMENTED)
    text = (Path(__file__).parents[1] / "docs/ci.md").read_text(encoding="utf-8")
    for event, names in keys.items():
        assert f"| `{event}` | {' '.join(f'`{name}`' for name in names)} |" in text
