"""Whether anything is half, or twice, after runs were killed at any moment: two at once on one state, by SIGKILL.

Run by hand: `python tests/benchmarks/kills.py [--trials 20] [--kills 10] [--seed 1]`. In every second trial both runs
have the same output folder, where one of them may be told that another is writing there. What was published before
lies in the folders; moments are drawn anew for each run: a third anywhere, a third when the first analyses are kept, a
third around publication. A kill counts where the process was alive and died of it. The target is no violation.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
FORMATS = "docx,md,json"
LOCKED = 75
_MARK = "BRIEFING_KILLS"
"""An environment variable by which all processes of a run are found."""
_GRACE = 5.0
"""Seconds in which the processes of a killed run have to be gone."""
_FIRST_CHUNK = 100_000
"""Bytes in the log of the state from which analyses are kept."""

TOPICS = ("air defense near Odesa", "grain ships in the Black Sea", "aid to Ukraine", "drones for the coast", "radars")
PEOPLE = ("Ilinca Brânză", "Rumen Dachev", "Karen Østervang", "Orkun Işıldağ", "Austėja Vilkonytė", "Michał Żurek")
BODIES = ("ministry", "port authority", "coast guard", "alliance", "parliament", "council")


@dataclass(slots=True)
class Figures:
    """What came of it."""

    trials: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    """Where runs were when they were killed."""
    locked: int = 0
    """Runs that were told that another one writes there."""
    finished: int = 0
    violations: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many were delivered."""
        return self.hits.total()


def article(number: int) -> str:
    """A short invented article."""
    draw = random.Random(number)
    topic, body, person = draw.choice(TOPICS), draw.choice(BODIES), draw.choice(PEOPLE)
    head = f"Title: Report {number} on {topic}\nSource: Pontic Herald\nDate: 2025-11-0{3 + number % 5}\n\n"
    plain = (
        f"The {body} will pay {draw.randint(2, 900)} million euros for {topic} by {draw.randint(2026, 2031)}, it said."
    )
    spoken = f"“We have waited {draw.randint(2, 90)} months for {topic}, and number {number} is ready,” {person} said."
    return f"{head}{plain}\n\n{spoken}\n"


def write_articles(folder: Path, count: int) -> Path:
    """Write so many articles; one of ten is a page that is read in a process of its own."""
    folder.mkdir()
    for number in range(count):
        text = article(number)
        if number % 10:
            (folder / f"{number:04}.txt").write_text(text, "utf-8")
            continue
        head, *paragraphs = text.strip().split("\n\n")
        title = head.split("\n")[0].removeprefix("Title: ")
        body = "".join(f"<p>{one}</p>" for one in paragraphs)
        page = f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>"
        (folder / f"{number:04}.html").write_text(page, "utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    """The digests of all finished files in a folder, by their names."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("[!.]*/*"))
    }


@dataclass(frozen=True, slots=True)
class Ground:
    """What all trials begin with and end in."""

    folder: Path
    count: int
    """Of articles."""
    old: Mapping[str, str]
    new: Mapping[str, str]
    seconds: float
    """That a run takes which nobody kills."""

    def restore(self, out: Path) -> None:
        """Put the old briefing into an output folder, as if nothing had been made since."""
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(self.folder / "old", out)


def prepare(folder: Path, count: int) -> Ground:
    """Make the briefing that is replaced, and the one that is to be in its place."""
    write_articles(folder / "few", count - 5)
    write_articles(folder / "all", count)
    for articles, out in (("few", "old"), ("all", "new")):
        if out == "new":
            shutil.copytree(folder / "old", folder / "new")
        began = time.monotonic()
        run = Run(folder, articles, out, f"state of {out}")
        _, told = run.process.communicate()
        assert run.process.returncode == 0, told
    shutil.rmtree(folder / "new" / ".briefing.tmp", ignore_errors=True)
    return Ground(folder, count, digests(folder / "old"), digests(folder / "new"), time.monotonic() - began)


class Run:
    """A run of its own, in a process that can be killed."""

    number = 0

    def __init__(self, folder: Path, articles: str, out: str, state: str) -> None:
        Run.number += 1
        self.mark, self.out, self.state = f"{os.getpid()}-{Run.number}", folder / out, folder / state
        options = ["--out", out, "--state", state, "--format", FORMATS, "--workers", "2"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "make", articles, *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), _MARK: self.mark},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def has_begun(self) -> bool:
        """Whether something is kept of it or of another run on its state."""
        try:
            return (self.state / "state.sqlite3-wal").stat().st_size > _FIRST_CHUNK
        except OSError:
            return False

    def is_publishing(self) -> bool:
        """Whether it writes the finished files, or another run in its folder does."""
        return (self.out / ".briefing.tmp").exists()

    def kill(self) -> bool:
        """Kill it; return whether it was that which ended it."""
        self.process.send_signal(signal.SIGKILL)
        return self.process.wait() == -signal.SIGKILL

    def left(self) -> list[int]:
        """The processes of this run that are still there."""
        return [pid for pid in _pids() if self.mark.encode() in _marks(pid)]


def _pids() -> Iterator[int]:
    return (int(one) for one in os.listdir("/proc") if one.isdigit())


def _marks(pid: int) -> set[bytes]:
    try:
        variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return set()
    return {one.removeprefix(f"{_MARK}=".encode()) for one in variables if one.startswith(_MARK.encode())}


# --- what has to hold -------------------------------------------------------------------------------------------------


def look_at(ground: Ground, run: Run, figures: Figures) -> None:
    """Note what is not as it has to be after a kill."""
    if (run.state / "state.sqlite3").exists() and (told := _ask(run.state, "PRAGMA quick_check")[0][0]) != "ok":
        figures.violations.append(f"state: {told}")
    now = digests(run.out)
    for name in ground.old.keys() | ground.new.keys() | now.keys():
        if now.get(name) not in (ground.old.get(name), ground.new.get(name)):
            figures.violations.append(f"{run.out.name}/{name} is neither the old one nor the new one")
    deadline = time.monotonic() + _GRACE
    while (left := run.left()) and time.monotonic() < deadline:
        time.sleep(0.02)
    figures.violations += [f"process {pid} outlives its run" for pid in left]


def look_at_end(ground: Ground, runs: list[Run], figures: Figures) -> None:
    """Note what is not as it has to be when both runs have finished."""
    for run in runs:
        if digests(run.out) != ground.new:
            figures.violations.append(f"{run.out.name} is not as a run makes it that nobody kills")
        hidden = {path.name for path in run.out.glob(".*")}
        if hidden != {".briefing.lock"}:
            figures.violations.append(f"{run.out.name} has {sorted(hidden)}")
    ((files, keys, items),) = _ask(
        runs[0].state, "SELECT count(*), count(DISTINCT key), (SELECT count(*) FROM items) FROM files"
    )
    if (files, keys, items) != (ground.count,) * 3:
        figures.violations.append(f"state: {files} files under {keys} keys with {items} articles, not {ground.count}")


def _ask(state: Path, question: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(state / "state.sqlite3", timeout=60)
    try:
        return database.execute(question).fetchall()
    except sqlite3.DatabaseError as error:
        return [(str(error),)]
    finally:
        database.close()


def where(ground: Ground, run: Run, was_publishing: bool) -> str:
    """Where a run was when it was killed."""
    done = digests(run.out)
    if was_publishing:
        return "publishing"
    if done == ground.new:
        return "after publishing"
    rows = _ask(run.state, "SELECT count(*) FROM files") if (run.state / "state.sqlite3").exists() else [(0,)]
    known = rows[0][0] if isinstance(rows[0][0], int) else 0
    if not known:
        return "before anything was kept"
    return "analysing" if known < ground.count else "composing"


# --- the trials -------------------------------------------------------------------------------------------------------


def attempt(ground: Ground, number: int, kills: int, draw: random.Random, figures: Figures) -> None:
    """One trial: kill, look, and go on until so many kills are delivered; then let both runs finish."""
    outs = ("out", "out") if number % 2 else ("out 1", "out 2")
    _begin(ground, outs)
    until = figures.kills + kills
    while figures.kills < until:
        runs = [Run(ground.folder, "all", out, "state") for out in outs]
        _kill_some(ground, runs, draw, figures, until)
        codes = _count(runs, figures)
        if codes.count(0) == len(set(outs)) or (0 in codes and draw.random() < 0.5):
            _begin(ground, outs, keep_state=draw.random() < 0.5)
    finish(ground, outs, figures)
    figures.trials += 1


def _begin(ground: Ground, outs: tuple[str, str], keep_state: bool = False) -> None:
    for out in outs:
        ground.restore(ground.folder / out)
    if not keep_state:
        shutil.rmtree(ground.folder / "state", ignore_errors=True)


@dataclass(slots=True)
class Victim:
    """A run, and when it is to be killed: so many seconds after something is seen."""

    run: Run
    sign: Callable[[Run], bool]
    pause: float
    seen: float | None = None

    def is_due(self) -> bool:
        """Whether its moment has come."""
        if self.seen is None and self.sign(self.run):
            self.seen = time.monotonic()
        return self.seen is not None and time.monotonic() >= self.seen + self.pause


def _victims(ground: Ground, runs: list[Run], draw: random.Random) -> list[Victim]:
    """Choose one run or both, each with a moment of its own."""
    anywhere = (lambda run: True, 1.2 * ground.seconds)
    moments = (anywhere, (Run.has_begun, 0.4 * ground.seconds), (Run.is_publishing, 0.03))
    drawn = [(run, *draw.choice(moments)) for run in draw.sample(runs, draw.choice((1, 2, 2)))]
    return [Victim(run, sign, draw.choice((0, draw.uniform(0, most)))) for run, sign, most in drawn]


def _kill_some(ground: Ground, runs: list[Run], draw: random.Random, figures: Figures, until: int) -> None:
    """Kill one run or both, and look at what they leave."""
    victims = _victims(ground, runs, draw)
    while victims and figures.kills < until:
        for victim in [one for one in victims if one.is_due() or one.run.process.poll() is not None]:
            victims.remove(victim)
            was_publishing = victim.run.is_publishing()
            if victim.run.process.poll() is None and victim.run.kill():
                figures.hits[where(ground, victim.run, was_publishing)] += 1
                look_at(ground, victim.run, figures)
        time.sleep(0.0005)


def _count(runs: list[Run], figures: Figures) -> list[int]:
    """Wait for runs to end, and return their exit codes."""
    told = [run.process.communicate()[1].strip() for run in runs]
    codes = [run.process.returncode for run in runs]
    figures.locked += codes.count(LOCKED)
    figures.finished += codes.count(0)
    figures.violations += [
        f"exit code {code}: {why}"
        for code, why in zip(codes, told, strict=True)
        if code not in (0, LOCKED, -signal.SIGKILL)
    ]
    return codes


def finish(ground: Ground, outs: tuple[str, str], figures: Figures) -> None:
    """Let both runs finish, one again where it was told to wait, and look at what they leave."""
    runs = [Run(ground.folder, "all", out, "state") for out in outs]
    codes = _count(runs, figures)
    if LOCKED in codes:
        place = codes.index(LOCKED)
        runs[place] = Run(ground.folder, "all", outs[place], "state")
        _count([runs[place]], figures)
    look_at_end(ground, runs, figures)
    figures.violations += [f"process {pid} outlives its run" for run in runs for pid in run.left()]


def measure(trials: int, kills: int, articles: int, seed: int) -> Figures:
    """Return what came of so many trials with so many kills each."""
    figures, draw = Figures(), random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        ground = prepare(Path(name), articles)
        for number in range(trials):
            attempt(ground, number, kills, draw, figures)
            told = f"trial {number + 1}: {figures.kills} kills, {len(figures.violations)} violations"
            print(told, file=sys.stderr, flush=True)
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    for option, value in (("trials", 20), ("kills", 10), ("articles", 150), ("seed", 1)):
        parser.add_argument(f"--{option}", type=int, default=value)
    asked = parser.parse_args()
    figures = measure(asked.trials, asked.kills, asked.articles, asked.seed)
    print(f"{figures.trials} trials of two runs on one state, {asked.articles} articles; seed {asked.seed}")
    print(f"kills        {figures.kills:4}")
    for place, count in sorted(figures.hits.items()):
        print(f"  {place:26}{count:4}")
    print(f"finished     {figures.finished:4}   told to wait {figures.locked}")
    print(f"violations   {len(figures.violations):4}   (target: 0)")
    for violation in figures.violations:
        print(f"  {violation}")


if __name__ == "__main__":
    main()
