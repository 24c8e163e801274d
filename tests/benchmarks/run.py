"""What a briefing costs from a cold start to all files, beside the bare cost of importing what it cannot do without.

Run by hand: `python tests/benchmarks/run.py`. Times are CPU seconds of the child process, user and system, which other
work on the machine changes little; memory is the child's peak. The target is a ratio of at most 3.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLES, REPETITIONS, TARGET = 10, 7, 3.0
BARE = "import sumy.summarizers.lex_rank, docx, reportlab.platypus"

TOPICS = (
    "air defense batteries near Odesa",
    "grain ships in the Black Sea",
    "military aid to Ukraine",
    "interceptor drones for the coast",
    "the port of Constanța",
    "a new radar line",
)
PEOPLE = ("Ilinca Brânză", "Rumen Dachev", "Karen Østervang", "Orkun Işıldağ", "Austėja Vilkonytė", "Michał Żurek")
BODIES = ("the ministry", "the port authority", "the coast guard", "the alliance", "the parliament", "the council")
ACTIONS = ("reviewed", "approved", "postponed", "extended", "described", "financed", "questioned", "welcomed")
THINGS = ("a contract for", "the second report on", "a training course about", "the budget of", "plans for", "a map of")
TIMES = ("on Monday", "on Tuesday", "last week", "this spring", "before the summer", "within three months")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds and peak megabytes of one child process."""

    seconds: float
    megabytes: float


def article(number: int) -> str:
    """An invented article of some 640 words with header lines and quotations."""
    draw = random.Random(number)
    day = 3 + number % 5
    head = f"Title: Desk report {number} on {draw.choice(TOPICS)}\nSource: Sample Wire\nDate: 2025-11-0{day}\n"
    return head + "\n" + "\n\n".join(paragraph(draw) for _ in range(9)) + "\n"


def paragraph(draw: random.Random) -> str:
    """Three sentences of narration, the last followed by a quotation with its speaker."""
    person = draw.choice(PEOPLE)
    spoken = (
        f"We {draw.choice(ACTIONS)} {draw.choice(THINGS)} {draw.choice(TOPICS)}, and it took {draw.randint(2, 90)} days"
    )
    return f'{narration(draw)} {narration(draw)} "{spoken}," {person} said {draw.choice(TIMES)}. {narration(draw)}'


def narration(draw: random.Random) -> str:
    """One sentence."""
    body, action, thing = draw.choice(BODIES).capitalize(), draw.choice(ACTIONS), draw.choice(THINGS)
    return f"{body} {action} {thing} {draw.choice(TOPICS)} {draw.choice(TIMES)}, {draw.randint(2, 90)} officials said."


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end and return what it used."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled already
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"exit code {child.returncode} from {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of seconds and of megabytes."""
    return Cost(statistics.median(one.seconds for one in costs), statistics.median(one.megabytes for one in costs))


def measure(folder: Path) -> tuple[Cost, Cost]:
    """Return the costs of a briefing and of the bare imports, measured in turn so that both meet the same machine."""
    texts = folder / "articles"
    texts.mkdir()
    for number in range(ARTICLES):
        (texts / f"{number}.txt").write_text(article(number), encoding="utf-8")
    make = [sys.executable, "-m", "briefing", "make", str(texts)]
    bare = [sys.executable, "-c", BARE]
    fresh = (["--out", str(folder / f"out{one}"), "--state", str(folder / f"state{one}")] for one in count())
    pairs = [(cost([*make, *next(fresh)]), cost(bare)) for _ in range(REPETITIONS + 1)][1:]  # the first fills caches
    return median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs])


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        made, bare = measure(Path(folder))
    words = sum(len(article(number).split()) for number in range(ARTICLES))
    print(f"{ARTICLES} text articles, {words} words; median of {REPETITIONS} runs, each a fresh process")
    print(f"briefing make   {made.seconds:6.2f} s CPU  {made.megabytes:6.0f} MB")
    print(f"bare imports    {bare.seconds:6.2f} s CPU  {bare.megabytes:6.0f} MB   ({BARE})")
    print(f"ratio           {made.seconds / bare.seconds:6.2f}        (target: at most {TARGET:g})")


if __name__ == "__main__":
    main()
