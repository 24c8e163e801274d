"""How far a run is and what it came to, told on stderr: to a person at a terminal, to a log, or to a program.

A terminal gets a bar. Elsewhere there are few plain lines, and none where the run is quick; or JSON, one object per
line, with the keys that docs/ci.md lists.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from briefing.library import Progress
    from briefing.model import Fate
    from briefing.pipeline import Outcome

Say = Callable[[str], None]
Clock = Callable[[], float]

_PAUSE, _SILENCE = 10.0, 60.0
"""Seconds: at least so long between two lines, and never longer than that without one."""
_STEPS = 10
"""Lines of a whole run, where it is not so slow that a silence ends first."""
_IN_MINUTES = 90
"""Seconds from which on the time left is told in minutes."""
_NOTHING = "nothing new"
_COUNTED = ("inputs", "used", "duplicates", "outside", "rejected")
_LEFT_OUT = {"duplicate": "duplicate, ", "outside": "outside, ", "rejected": "rejected, ", "used": ""}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    exit_code: int
    outcome: "Outcome | None" = None
    """None where nothing was written."""
    message: str = ""
    """Why nothing was written."""
    inputs: tuple[Path, ...] = ()
    """What it was given to read, as far as it knew."""


class Log(Protocol):
    """Whoever is told of a run."""

    def following(self) -> AbstractContextManager["Progress"]:
        """Lend what is told how far the run is."""

    def finish(self, ended: Ended) -> None:
        """Tell how it ended."""


@dataclass(frozen=True, slots=True)
class TextLog:
    """For a person."""

    say: Say
    terminal: bool = False
    verbose: bool = False
    """Tells of each input that is not on the page why."""
    problems: bool = True
    """Lists the problems; where they are told elsewhere they are only counted."""
    clock: Clock = monotonic

    def following(self) -> AbstractContextManager["Progress"]:
        """Lend a bar, or lines where there is no terminal."""
        return draw_bar() if self.terminal else self._lines()

    @contextmanager
    def _lines(self) -> Iterator["Progress"]:
        def tell(done: int, total: int, left: int) -> None:
            self.say(f"briefing: {done} of {total} files read, {_duration(left)} left")

        yield now_and_then(tell, self.clock)

    def finish(self, ended: Ended) -> None:
        """Tell problems, then what was left out, then the counts; or why nothing was written."""
        if ended.outcome is None:
            self.say(ended.message)
            return
        for problem in ended.outcome.problems if self.problems else ():
            self.say(str(problem))
        for fate in left_out(ended.outcome) if self.verbose else ():
            self.say(f"{fate.path}: {_LEFT_OUT.get(fate.outcome, f'{fate.outcome}, ')}{fate.detail}")
        self.say(f"briefing: {counts(ended.outcome)}")


@dataclass(frozen=True, slots=True)
class JsonLog:
    """For a program: events, each with the keys that it always has."""

    say: Say
    clock: Clock = monotonic

    @contextmanager
    def following(self) -> Iterator["Progress"]:
        """Lend what tells the start, and then the progress as seldom as a person is told."""

        def tell(done: int, total: int, left: int) -> None:
            self._event("progress", done=done, total=total, seconds_left=left)

        later = now_and_then(tell, self.clock)

        def told(done: int, total: int) -> None:
            if done == 0:
                self._event("start", files=total)
            later(done, total)

        yield told

    def finish(self, ended: Ended) -> None:
        """Tell problems, then what was left out, then the end."""
        outcome = ended.outcome
        for problem in outcome.problems if outcome else ():
            self._event("problem", **asdict(problem))
        for fate in left_out(outcome) if outcome else ():
            self._event("left-out", path=fate.path, outcome=fate.outcome, detail=fate.detail)
        self._event("done", **_done(ended))

    def _event(self, name: str, **values: object) -> None:
        """Say an event; "##[" would be a command of GitHub's wherever in a line it stood."""
        self.say(json.dumps({"event": name, **values}).replace("##[", "##\\u005b"))


def _done(ended: Ended) -> dict[str, object]:
    """Return what the last event holds; without a briefing all counts are 0."""
    outcome = ended.outcome
    told = {
        "exit_code": ended.exit_code,
        "message": ended.message or (_NOTHING if outcome and not outcome.files else ""),
        "files": [],
        "changed": False,
        "problems": 0,
        "new": 0,
    }
    if outcome is None:
        return told | dict.fromkeys(_COUNTED, 0)
    told |= {"files": [str(path) for path in outcome.files], "changed": outcome.changed}
    told |= {"problems": len(outcome.problems), "new": outcome.new}
    return told | {name: getattr(outcome.tally, name) for name in _COUNTED}


def counts(outcome: "Outcome") -> str:
    """Return what a run came to, in one line."""
    tally, count = outcome.tally, len(outcome.problems)
    outside = f", {tally.outside} outside its days" if tally.outside else ""
    told = f"{_news(outcome)}{tally.used} of {tally.inputs} inputs used{outside}, {tally.rejected} rejected"
    return f"{told}, {count} problem{'' if count == 1 else 's'}"


def _news(outcome: "Outcome") -> str:
    if not outcome.files:
        return f"{_NOTHING}; "
    return "" if outcome.changed else "unchanged; "


def left_out(outcome: "Outcome") -> tuple["Fate", ...]:
    """Return the fates of the inputs of which nothing is on the page."""
    return tuple(one for one in outcome.fates if one.outcome != "used" or not one.detail.startswith("source "))


def now_and_then(tell: Callable[[int, int, int], None], clock: Clock) -> "Progress":
    """Return a progress that passes on few of its calls, with the seconds that are left.

    A call passes when ten seconds and a tenth of the files have gone by since the last one that did, or a minute. The
    first call and that after the last file never do.
    """
    began = last = clock()
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal last, told
        now = clock()
        waited = now - last
        is_due = waited >= _SILENCE or (waited >= _PAUSE and (done - told) * _STEPS >= total)
        if is_due and 0 < done < total:
            last, told = now, done
            tell(done, total, round((now - began) / done * (total - done)))

    return progress


def _duration(seconds: int) -> str:
    return f"{seconds} s" if seconds < _IN_MINUTES else f"{round(seconds / 60)} min"


@contextmanager
def draw_bar() -> Iterator["Progress"]:
    """Lend a bar with counts and the time left; it goes away when all is read."""
    from rich import progress as rich
    from rich.console import Console

    columns = rich.TextColumn("Reading"), rich.BarColumn(), rich.MofNCompleteColumn(), rich.TimeRemainingColumn()
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=None)

        def draw(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if done == total:
                bar.stop()

        yield draw
