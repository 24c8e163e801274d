"""A run that would only do the same once more leaves all as it is; what may change anything makes it anew."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

import pytest
from outsiders import A_FORMAT, installed

from briefing.cli import main
from briefing.pipeline import Outcome, run
from briefing.settings import PeriodWish, Settings
from briefing.store import opened

WEEK = "2025-W45"
EARLIER = (
    "Title: Harbor lights\nSource: Pier Gazette\nDate: 2025-10-29\n\nThe port of Varna will get new lights in May.\n"
)
CRANE = "Title: A crane for Varna\nDate: 2025-11-07\n\nThe port of Varna will get a crane for 3 million euros in May.\n"


@pytest.fixture
def settings(tmp_path: Path, articles: Path) -> Settings:
    """Settings of which the briefing lies there."""
    made = Settings((articles,), tmp_path / "out", ("md", "json"), state=tmp_path / "state")
    put(made, "empty.txt", "")
    assert made_anew(made)
    return made


def put(settings: Settings, name: str, text: str) -> None:
    """Put a file among the inputs."""
    (settings.inputs[0] / name).write_text(text, "utf-8")


def finished(settings: Settings) -> dict[str, tuple[int, int]]:
    """What tells each finished file from one that was written anew, by its path."""
    stats = {path: path.stat() for path in settings.out.glob("*/*")}
    return {str(path): (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}


def made_anew(settings: Settings) -> bool:
    """Run, and say whether that made the briefing anew."""
    before = finished(settings)
    run(settings)
    return finished(settings) != before


def told(outcome: Outcome) -> tuple[object, ...]:
    """What an outcome says of a briefing, however it came about."""
    return outcome.files, outcome.problems, outcome.tally, outcome.fates


def test_nothing_is_done_twice(settings: Settings) -> None:
    """The finished files are not touched, nothing is analysed, and what is told is the same."""
    first = run(replace(settings, out=settings.out.parent / "other"))
    second = run(replace(settings, out=settings.out.parent / "other"))
    assert told(second) == told(first)
    assert (first.changed, second.changed, second.new, second.analysed) == (True, False, 0, 0)
    assert not made_anew(settings)


ALIKE: dict[str, Callable[[Settings], Settings]] = {
    "nothing else": lambda settings: settings,
    "another engine": lambda settings: replace(settings, engine="serial", workers=3),
    "another judgement": lambda settings: replace(settings, strict=True),
    "other files in the folder": lambda settings: touched(settings, settings.out / WEEK / "notes.txt"),
    "other files beside it": lambda settings: touched(settings, settings.out / "notes/mine.txt"),
    "another place": lambda settings: replace(settings, out=Path(os.path.relpath(settings.out))),
}


def touched(settings: Settings, path: Path) -> Settings:
    """Settings as they are, with a file that is none of ours."""
    path.parent.mkdir(exist_ok=True)
    path.touch()
    return settings


@pytest.mark.parametrize("change", ALIKE.values(), ids=ALIKE)
def test_what_does_not_matter_makes_nothing_anew(settings: Settings, change: Callable[[Settings], Settings]) -> None:
    """How, where and by whom it is asked for."""
    asked = change(settings)
    before = finished(settings)
    assert run(asked).changed is False
    assert finished(settings) == before


def published(settings: Settings, name: str = "briefing.md", week: str = WEEK) -> Path:
    """A finished file."""
    return settings.out / week / name


def edit(settings: Settings) -> None:
    """Change a word of a finished file."""
    published(settings).write_text(published(settings).read_text("utf-8").replace("patrol", "pilot"), "utf-8")


def brief_on_week_before(settings: Settings) -> None:
    """Publish a briefing on an earlier week, of other inputs."""
    folder = settings.out.parent / "earlier"
    folder.mkdir()
    (folder / "lights.txt").write_text(EARLIER, "utf-8")
    run(replace(settings, inputs=(folder,)))


def change_theme(settings: Settings) -> Settings:
    """Add a remark to a theme."""
    folder = settings.out.parent / "themes"
    shutil.copytree(settings.themes[0], folder)
    with (folder / "black-sea.toml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    return replace(settings, themes=(folder,))


HEADING = '[[heading]]\nid = "section-black-sea"\nmade = "The Black Sea"\ntext = "At sea"\n'
OTHERWISE: dict[str, Callable[[Settings], Settings | None]] = {
    "a finished file was edited": edit,
    "a finished file is gone": lambda settings: published(settings).unlink(),
    "the record is gone": lambda settings: published(settings, "run.json").unlink(),
    "the folder is gone": lambda settings: shutil.rmtree(settings.out / WEEK),
    "there are edits": lambda settings: published(settings, "edits.toml").write_text(HEADING) and None,
    "a new article": lambda settings: put(settings, "crane.txt", CRANE),
    "another article": lambda settings: put(settings, "harbor.txt", CRANE),
    "another name": lambda settings: (settings.inputs[0] / "harbor.txt").rename(settings.inputs[0] / "a.txt") and None,
    "an article is gone": lambda settings: (settings.inputs[0] / "harbor.txt").unlink(),
    "another title": lambda settings: replace(settings, title="Another"),
    "another format": lambda settings: replace(settings, formats=("md",)),
    "another length": lambda settings: replace(settings, highlights=1),
    "the same week, asked for": lambda settings: replace(settings, period=PeriodWish(week=True)),
    "another theme": change_theme,
    "an earlier briefing": brief_on_week_before,
    "no state": lambda settings: shutil.rmtree(settings.state or ""),
    "another state": lambda settings: replace(settings, state=settings.out.parent / "other"),
}


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_what_may_matter_makes_it_anew(settings: Settings, change: Callable[[Settings], Settings | None]) -> None:
    """Once; then that is what would only be done once more."""
    changed = change(settings) or settings
    assert made_anew(changed)
    assert not made_anew(changed)


def test_the_date_in_the_files_matters(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands in the environment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1762300800")
    assert made_anew(settings)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1762300801")
    assert made_anew(settings)
    assert not made_anew(settings)


def test_edits_matter_however_they_change(settings: Settings) -> None:
    """Written, changed, and taken back."""
    contents: list[str] = []
    for text in (HEADING, HEADING.replace("At sea", "On the sea"), None):
        if text:
            published(settings, "edits.toml").write_text(text)
        else:
            published(settings, "edits.toml").unlink()
        assert made_anew(settings)
        contents.append(published(settings).read_text("utf-8"))
    assert ["At sea" in contents[0], "On the sea" in contents[1], "At sea" in contents[2]] == [True, True, False]


@pytest.mark.parametrize("name", ["run.json", "briefing.json"])
def test_an_earlier_briefing_matters_however_it_changes(settings: Settings, name: str) -> None:
    """It is compared with as it lies there; one that was changed is told."""
    brief_on_week_before(settings)
    (week,) = (path.name for path in settings.out.glob("2025-W44"))
    assert made_anew(settings)
    before = published(settings, name, week).read_bytes()
    published(settings, name, week).write_bytes(before + b" ")
    problems = run(settings).problems
    assert [one for one in problems if one.stage == "compare"] or name == "run.json"
    published(settings, name, week).write_bytes(before)
    assert not [one for one in run(settings).problems if one.stage == "compare"]
    assert not made_anew(settings)


def test_whoever_draws_it_matters(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another version of a package that brings a format may draw another file."""
    asked = replace(settings, formats=("md", "wire"))
    for version in (1, 2):
        with installed(tmp_path_factory.mktemp("outside"), A_FORMAT, version):
            assert made_anew(asked)
            assert not made_anew(asked)


def test_several_briefings_lie_side_by_side(settings: Settings) -> None:
    """Each is known by its folder, also where they are asked for in turn."""
    one_page = replace(settings, period=PeriodWish(week=True), formats=("json",))
    for _ in range(2):
        run(settings)
        run(one_page)
    other = replace(settings, out=settings.out.parent / "other")
    run(other)
    run(one_page)
    assert not made_anew(one_page)
    assert not made_anew(other)


@pytest.fixture
def handler() -> Iterator[None]:
    """Leaves the handling of signals as it was."""
    import signal

    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_exit_code_and_words_are_the_same(
    settings: Settings, handler: None, strict: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems are told every time, and count under --strict every time."""
    asked = ["make", str(settings.inputs[0]), "--format", "md", "--out", "other", *strict]
    codes = [main(asked)]
    Path("other", WEEK, "briefing.pdf").touch()
    for _ in range(2):
        codes.append(main(asked))
    assert codes == [len(strict)] * 3
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [f"other/{WEEK}/briefing.md", f"other/{WEEK}/run.json"] * 3
    empty, left = "empty.txt: the file is empty; give a file with the article's text", "left from an earlier run"
    lines = captured.err.splitlines()
    assert (lines.count(empty), sum(left in line for line in lines)) == (3, 2)


def test_another_summarizer_chooses_for_itself(settings: Settings) -> None:
    """What is kept of one is of no use to another: the same comes of it as with a state of its own."""
    run(settings)
    other = replace(settings, summarizer="lexrank", out=settings.out.parent / "other")
    run(other)
    alone = replace(other, out=settings.out.parent / "alone", state=settings.out.parent / "state of its own")
    run(alone)
    assert published(other, "briefing.md").read_bytes() == published(alone, "briefing.md").read_bytes()


def test_an_article_of_the_future_is_told_each_time(settings: Settings) -> None:
    """By the clock alone, so that it stands in no file; --strict counts it every time."""
    ahead = replace(settings, period=PeriodWish(Date.today() + timedelta(days=3), week=True))
    put(settings, "crane.txt", CRANE.replace("2025-11-07", f"{Date.today() + timedelta(days=3)}"))
    told = [[one.message for one in run(ahead).problems if "in the future" in one.message] for _ in range(2)]
    assert told[0] == told[1] != []


# --- new articles alone ---------------------------------------------------------------------------------------------


def folders(settings: Settings) -> list[str]:
    """The finished folders."""
    return sorted(path.name for path in settings.out.iterdir() if path.name[0] != ".")


def test_a_supplement_never_takes_the_place_of_another(settings: Settings) -> None:
    """Though what was published is forgotten, which makes its articles new again."""
    asked = replace(
        settings, out=settings.out.parent / "other", state=settings.out.parent / "other state", new_only=True
    )
    run(asked)
    put(settings, "crane.txt", CRANE)
    run(asked)
    before = published(asked, "run.json", f"{WEEK}-new-2").read_bytes()
    with opened(asked.state) as store:
        assert store.forget_published(f"../other/{WEEK}-new-1")
    outcome = run(asked)
    assert (outcome.new, folders(asked)) == (3, [f"{WEEK}-new-{number}" for number in (1, 2, 3)])
    assert published(asked, "run.json", f"{WEEK}-new-2").read_bytes() == before
    assert run(asked).files == ()


def test_what_is_forgotten_is_new_though_nothing_else_has_changed(settings: Settings) -> None:
    """The run was known, but not what it left out."""
    asked = replace(settings, new_only=True)
    put(settings, "crane.txt", CRANE)
    assert (run(asked).new, run(asked).files) == (1, ())
    with opened(settings.state) as store:
        assert store.forget_published(f"../out/{WEEK}")
    assert (run(asked).new, run(asked).files) == (3, ())


def test_nothing_new_is_no_error(settings: Settings, handler: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and no file; with every article in an earlier briefing as in an empty folder."""
    asked = ["make", str(settings.inputs[0]), "--new-only", "--state", str(settings.state), "--out", "out"]
    assert [main(asked), main(asked)] == [0, 0]
    assert capsys.readouterr().out == ""
    assert folders(settings) == [WEEK]
