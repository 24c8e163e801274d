"""A briefing on new articles alone: never twice, whatever is called a new one."""

from dataclasses import replace
from datetime import date as Date
from pathlib import Path

import pytest
from conftest import ARTICLES

from briefing.pipeline import run
from briefing.settings import PeriodWish, Settings


@pytest.fixture
def asked(tmp_path: Path, articles: Path) -> Settings:
    """The settings of a briefing on new articles, of which one was made."""
    settings = Settings((articles,), tmp_path / "out", ("md",), state=tmp_path / "state", new_only=True)
    run(settings)
    return settings


def put(asked: Settings, name: str, text: str) -> None:
    """Put an article among the inputs."""
    (asked.inputs[0] / name).write_text(text, "utf-8")


def folders(asked: Settings) -> list[str]:
    """The finished folders."""
    return sorted(path.name for path in asked.out.iterdir() if path.name[0] != ".")


NEW = "Title: A crane for Varna\nDate: 2025-11-07\n\nThe port of Varna will get a crane for 3 million euros in May.\n"
LATE = "Title: A pilot boat\nDate: 2025-10-29\n\nSulina has bought a pilot boat from Norway, its harbor office said.\n"


def test_the_first_briefing_is_on_everything(asked: Settings) -> None:
    """There was none before."""
    assert folders(asked) == ["2025-W45-new-1"]


def test_without_anything_new_nothing_is_written(asked: Settings) -> None:
    """However often it is asked for, and whether the run is known or not."""
    for settings in (asked, replace(asked, title="Another")):
        outcome = run(settings)
        assert (outcome.files, outcome.changed, outcome.new, outcome.tally.used) == ((), False, 0, 0)
        assert {fate.detail for fate in outcome.fates} == {"in an earlier briefing"}
    assert folders(asked) == ["2025-W45-new-1"]


def test_what_is_new_has_a_briefing_of_its_own(asked: Settings) -> None:
    """Beside those before it, which stay as they are."""
    before = (asked.out / "2025-W45-new-1/briefing.md").read_bytes()
    put(asked, "crane.txt", NEW)
    outcome = run(asked)
    assert folders(asked) == ["2025-W45-new-1", "2025-W45-new-2"]
    assert (outcome.new, outcome.tally.used, outcome.tally.outside) == (1, 1, 3)
    assert (asked.out / "2025-W45-new-1/briefing.md").read_bytes() == before


@pytest.mark.parametrize("end", ["", " And so on.", " See our site.", " More to come.", " Ends."])
def test_a_copy_of_what_was_told_is_none(asked: Settings, end: str) -> None:
    """Whatever it is called and however it sorts."""
    put(asked, "again.txt", ARTICLES["harbor.txt"] + end)
    outcome = run(asked)
    assert (outcome.files, outcome.new) == ((), 0)
    assert "again.txt" in {fate.path for fate in outcome.fates if fate.outcome in ("duplicate", "outside")}


def test_an_older_article_that_comes_late_is_told(asked: Settings) -> None:
    """In a briefing of its own week."""
    put(asked, "late.txt", NEW.replace("2025-11-07", "2025-10-29"))
    assert run(asked).new == 1
    assert "2025-W44-new-2" in folders(asked)


def test_the_full_briefing_is_on_everything(asked: Settings) -> None:
    """And what it told is not new afterwards."""
    put(asked, "crane.txt", NEW)
    full = run(replace(asked, new_only=False))
    assert (full.tally.used, full.new) == (4, 1)
    assert run(asked).files == ()


def test_what_lies_outside_its_days_is_new_to_the_next(asked: Settings) -> None:
    """Nothing is lost: an earlier week has its turn, and a week that was asked for tells nothing of the others."""
    put(asked, "late.txt", LATE)
    put(asked, "crane.txt", NEW)
    assert [run(asked).new for _ in range(3)] == [1, 1, 0]
    assert folders(asked) == ["2025-W44-new-3", "2025-W45-new-1", "2025-W45-new-2"]


def test_a_week_that_has_nothing_takes_nothing_from_others(asked: Settings) -> None:
    """A slip in --week is no reason to call everything told."""
    put(asked, "crane.txt", NEW)
    run(replace(asked, new_only=False, period=PeriodWish(Date(2020, 3, 2), week=True)))
    assert run(asked).new == 1


def test_a_lost_state_costs_no_briefing(asked: Settings) -> None:
    """What was told is told again, beside what lies there."""
    before = (asked.out / "2025-W45-new-1/briefing.md").read_bytes()
    put(asked, "crane.txt", NEW)
    run(replace(asked, state=asked.out.parent / "another state"))
    assert folders(asked) == ["2025-W45-new-1", "2025-W45-new-2"]
    assert (asked.out / "2025-W45-new-1/briefing.md").read_bytes() == before
