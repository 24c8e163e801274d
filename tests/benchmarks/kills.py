"""What becomes of a state and of finished files when runs are killed at any moment, two at once.

Run by hand: `python tests/benchmarks/kills.py --trials 20 --kills 10`. In each trial two runs are started on one state,
in every other trial on one output folder too, and killed with SIGKILL after a random while, again and again; then both
are let finish. After each kill the state has to be sound, and every finished file to be the old one or the new one. At
the end each file's analysis is there once, and the files have the bytes of a run that nobody disturbed. A kill counts
where it hit a process that was alive.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from scale import articles, write

ROOT = Path(__file__).parents[2]
FILES, OLD = 160, 40
"""Articles, and those of them that were there when the first briefing was made."""
LOCKED = 75


def start(folder: Path, out: str) -> "subprocess.Popen[bytes]":
    """A run in a session of its own."""
    command = [sys.executable, "-m", "briefing", "make", "articles", "--out", out, "--format", "pdf,docx,md"]
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finished(folder: Path, out: str) -> dict[str, bytes]:
    """The finished files."""
    return {path.name: path.read_bytes() for path in sorted((folder / out).glob("2*/*"))}


def is_sound(folder: Path) -> bool:
    """Whether the state can be read, and holds each key once."""
    path = folder / ".briefing/state.sqlite3"
    if not path.exists():
        return True
    database = sqlite3.connect(path)
    try:
        (told,) = database.execute("PRAGMA quick_check").fetchone()
        if not database.execute("SELECT name FROM sqlite_master WHERE name = 'files'").fetchone():
            return told == "ok"
        (twice,) = database.execute("SELECT count(*) - count(DISTINCT key) FROM files").fetchone()
        own = "SELECT count(*) FROM items WHERE id >= first AND id < first + items"
        (lost,) = database.execute(f"SELECT count(*) FROM files WHERE items != ({own})").fetchone()
        return (told, twice, lost) == ("ok", 0, 0)
    finally:
        database.close()


def run_through(folder: Path, out: str) -> dict[str, bytes]:
    """The files of a run that nobody disturbs."""
    if code := start(folder, out).wait():
        sys.exit(f"exit code {code} from a run that nobody disturbed")
    return finished(folder, out)


def trial(number: int, kills: int) -> tuple[Counter[str], list[str]]:
    """Where the kills hit, and what was wrong."""
    draw = random.Random(number)
    outs = ("out", "out") if number % 2 else ("out", "other")
    hits: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as undisturbed:
        folder, apart = Path(name), Path(undisturbed)
        texts = list(articles(FILES))
        for place in (folder, apart):
            write(place / "articles", iter(texts[:OLD]))
        old = {out: run_through(folder, out) for out in set(outs)}
        run_through(apart, "out")
        for place in (folder, apart):
            write(place / "articles", iter(texts))
        begun = time.monotonic()
        new = run_through(apart, "out")
        longest = time.monotonic() - begun
        while hits.total() < kills:
            hits += kill_both(folder, outs, [draw.uniform(0.05, longest) for _ in outs])
            wrong += look_at(folder, old, new)
        wrong += finish(folder, outs, new)
    return hits, wrong


def kill_both(folder: Path, outs: Sequence[str], waits: Sequence[float]) -> Counter[str]:
    """Start two runs and kill each after some seconds; return where the kills hit that found one alive."""
    runs = [(start(folder, out), wait) for out, wait in zip(outs, waits, strict=True)]
    hits: Counter[str] = Counter()
    begun = time.monotonic()
    for process, wait in sorted(runs, key=lambda one: one[1]):
        time.sleep(max(0.0, begun + wait - time.monotonic()))
        if process.poll() is None:
            hits[where(folder)] += 1
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return hits


def where(folder: Path) -> str:
    """How far the runs are, by what lies there."""
    if list(folder.glob("*/.briefing.tmp")):
        return "publishing"
    path = folder / ".briefing/state.sqlite3-wal"
    return "analysing or composing" if path.exists() and path.stat().st_size else "before the first batch"


def look_at(folder: Path, old: dict[str, dict[str, bytes]], new: dict[str, bytes]) -> list[str]:
    """What is wrong after a kill."""
    wrong = [] if is_sound(folder) else ["the state is not sound"]
    for out, before in old.items():
        for name, content in finished(folder, out).items():
            if content not in (before.get(name), new.get(name)):
                wrong.append(f"{out}/{name} is neither old nor new")
    return wrong


def finish(folder: Path, outs: Sequence[str], new: dict[str, bytes]) -> list[str]:
    """Let both runs finish, and say what is wrong at the end."""
    codes = [process.wait() for process in [start(folder, out) for out in outs]]
    wrong = [f"exit code {code}" for code in codes if code not in (0, LOCKED)]
    wrong += [f"{out} differs" for out in set(outs) if finished(folder, out) != new]
    with sqlite3.connect(folder / ".briefing/state.sqlite3") as database:
        (files,) = database.execute("SELECT count(*) FROM files").fetchone()
    wrong += [f"{files} analyses of {FILES} files"] if files != FILES else []
    wrong += [f"{path.name} is left" for path in folder.glob("*/.briefing.tmp")]
    return wrong + ([] if is_sound(folder) else ["the state is not sound at the end"])


def main() -> None:
    """Try and print."""
    parser = ArgumentParser(description="Kill runs, and look at what they leave.")
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    asked = parser.parse_args()
    hits: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(asked.trials):
        hit, found = trial(number, asked.kills)
        hits += hit
        wrong += [f"trial {number}: {one}" for one in found]
    told = ", ".join(f"{count} {place}" for place, count in sorted(hits.items()))
    print(f"{hits.total()} kills in {asked.trials} trials ({told}): {len(wrong)} violations")
    for one in wrong:
        print(f"  {one}")


if __name__ == "__main__":
    main()
