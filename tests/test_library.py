"""The analyses of all files: made once, and again where what they depend on is another, by whichever engine."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ARTICLES
from outsiders import installed

from briefing.errors import NothingReadable
from briefing.library import analyse_all, look_at, silent
from briefing.pipeline import Outcome, run
from briefing.settings import Settings
from briefing.store import opened

Change = Callable[[Settings], Settings | None]
HARBOR = "harbor.txt"


EACH_ENGINE = pytest.mark.parametrize("engine", ["serial", "local"], indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that a test asks for."""
    return str(getattr(request, "param", "serial"))


@pytest.fixture
def settings(tmp_path: Path, articles: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Three articles of which nothing is known yet; each is a chunk of its own."""
    monkeypatch.setattr("briefing.library._FILES", 1)
    return Settings((articles,), tmp_path / "out", ("md",), state=tmp_path / "state", engine=engine, workers=2)


def path(settings: Settings, name: str = HARBOR) -> Path:
    """A file among the inputs."""
    return settings.inputs[0] / name


def fates(outcome: Outcome) -> dict[str, str]:
    """What became of each input."""
    return {fate.path: fate.outcome for fate in outcome.fates}


# --- what is known --------------------------------------------------------------------------------------------------


def move(settings: Settings) -> None:
    """Put a file into another folder, under another name."""
    (path(settings).parent / "port").mkdir()
    path(settings).rename(path(settings, "port/patrols.txt"))


def add_copy(settings: Settings) -> None:
    """Put a file there once more."""
    shutil.copy(path(settings), path(settings, "again.txt"))


def another_look(settings: Settings) -> Settings:
    """Change every file of the look."""
    folder = settings.out.parent / "looks"
    shutil.copytree(settings.style.parent, folder)
    for one in (settings.style.name, settings.template.name):
        with (folder / one).open("a", encoding="utf-8") as file:
            file.write("\n# another\n" if one.endswith("toml") else "{# another #}")
    return replace(settings, style=folder / settings.style.name, template=folder / settings.template.name)


def other_themes(settings: Settings) -> Settings:
    """Take a theme away."""
    folder = settings.out.parent / "themes"
    shutil.copytree(settings.themes[0], folder)
    (folder / "black-sea.toml").unlink()
    return replace(settings, themes=(folder,))


KNOWN: dict[str, Change] = {
    "nothing": lambda settings: None,
    "a file was moved": move,
    "there is a copy": add_copy,
    "a file is gone": lambda settings: path(settings).unlink(),
    "the look is another": another_look,
    "the themes are others": other_themes,
    "the title is another": lambda settings: replace(settings, title="Another"),
    "more files are made": lambda settings: replace(settings, formats=("md", "json")),
    "it goes elsewhere": lambda settings: replace(settings, out=settings.out.parent / "other"),
    "the finished files are gone": lambda settings: shutil.rmtree(settings.out),
    "the engine is another": lambda settings: replace(settings, engine="serial", workers=0, title="Another"),
}


@pytest.mark.parametrize("change", KNOWN.values(), ids=KNOWN)
def test_what_is_known_is_not_analysed_again(settings: Settings, change: Change) -> None:
    """Every input has its fate all the same, under the name that it has now."""
    assert run(settings).analysed == 3
    outcome = run(change(settings) or settings)
    assert outcome.analysed == 0
    names = {file.relative_to(settings.inputs[0]).as_posix() for file in settings.inputs[0].rglob("*.*")}
    assert set(fates(outcome)) == names


def append(settings: Settings) -> None:
    """Add a sentence to a file."""
    with path(settings).open("a", encoding="utf-8") as file:
        file.write("\nA third boat will follow in June, the ministry said.\n")


def add_file(settings: Settings) -> None:
    """Put one more article there."""
    path(settings, "crane.txt").write_text("Date: 2025-11-07\n\nVarna will get a crane for 3 million euros.\n", "utf-8")


def rename(settings: Settings) -> None:
    """Give a file an ending of which another reader may be in charge."""
    path(settings).rename(path(settings, "harbor.md"))


NEW: dict[str, tuple[Change, int]] = {
    "a file was changed": (append, 1),
    "a file is new": (add_file, 1),
    "a file is of another kind": (rename, 1),
    "likely speakers are told, too": (lambda settings: replace(settings, attribution="complete"), 3),
    "another summarizer": (lambda settings: replace(settings, summarizer="luhn"), 3),
    "other names of fields": (lambda settings: replace(settings, field_map={"title": "headline"}), 3),
    "the state is gone": (lambda settings: shutil.rmtree(settings.state or ""), 3),
    "the state is another": (lambda settings: replace(settings, state=settings.out.parent / "other"), 3),
}


@pytest.mark.parametrize(("change", "count"), NEW.values(), ids=NEW)
def test_what_is_new_is_analysed(settings: Settings, change: Change, count: int) -> None:
    """And that alone; once more it is known, and so is what was known before."""
    run(settings)
    changed = change(settings) or settings
    assert run(changed).analysed == count
    assert (run(changed).analysed, run(replace(changed, title="Another")).analysed) == (0, 0)


def test_what_was_known_once_stays_known(settings: Settings) -> None:
    """Settings may go back and forth."""
    for attribution in ("careful", "complete"):
        assert run(replace(settings, attribution=attribution)).analysed == 3
    assert run(replace(settings, attribution="careful", title="Another")).analysed == 0


@EACH_ENGINE
def test_files_that_are_the_same_are_analysed_once(settings: Settings) -> None:
    """Both have their fate, each under its own name."""
    add_copy(settings)
    outcome = run(settings)
    assert (outcome.analysed, outcome.tally.inputs, outcome.tally.duplicates) == (3, 4, 1)
    assert {"again.txt", HARBOR} <= set(fates(outcome))


def test_a_rejected_file_is_known_too(settings: Settings) -> None:
    """It is not read every week, and rejected every week."""
    path(settings, "empty.txt").touch()
    assert run(settings).analysed == 4
    outcome = run(replace(settings, title="Another"))
    assert (outcome.analysed, fates(outcome)["empty.txt"]) == (0, "rejected")


def test_nothing_readable_is_remembered_as_well(settings: Settings) -> None:
    """Every time with all the reasons."""
    for name in ARTICLES:
        path(settings, name).write_bytes(b"")
    told = []
    for _ in range(2):
        with pytest.raises(NothingReadable, match=r"(?s)none of the files could be read.*harbor\.txt: the file is"):
            run(settings)
        with opened(settings.state) as store:
            told.append(store.count())
    assert told == [(2, 0), (2, 0)]  # of two kinds, and the same otherwise


# --- what changes meanwhile -----------------------------------------------------------------------------------------


class Meddling:
    """A progress that does something when so many files are done."""

    def __init__(self, when: int, deed: Callable[[], object]) -> None:
        self.when, self.deed = when, deed
        self.told: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.told.append((done, total))
        if done == self.when and [one for one, _ in self.told].count(done) == 1:
            self.deed()


CHANGED = "changed while it was read"


@EACH_ENGINE
@pytest.mark.parametrize("change", ["another text", None], ids=["changed", "gone"])
def test_a_file_that_changes_while_it_is_read_is_told(settings: Settings, change: str | None) -> None:
    """It is rejected with the remedy, and the others are used; the next run has it."""
    before = path(settings).read_text("utf-8")
    deed = (lambda: path(settings).write_text(change)) if change else path(settings).unlink
    outcome = run(settings, Meddling(0, deed))
    assert [str(one) for one in outcome.problems] == [f"{HARBOR}: {CHANGED}; run again"]
    assert (outcome.analysed, outcome.tally.used, fates(outcome)[HARBOR]) == (3, 2, "rejected")
    path(settings).write_text(before, "utf-8")
    assert (run(settings).analysed, run(settings).problems) == (1, ())


@pytest.mark.parametrize("name", ["again.txt", HARBOR])
def test_of_two_that_are_the_same_the_other_is_used(settings: Settings, name: str) -> None:
    """Whichever of them is changed, it alone is rejected, or what it was had been read before."""
    add_copy(settings)
    outcome = run(settings, Meddling(0, lambda: path(settings, name).write_text("another text")))
    assert outcome.tally.inputs == 4
    assert outcome.tally.used == 3
    assert set(fates(outcome)) == {"again.txt", *ARTICLES}
    assert [str(one) for one in outcome.problems] in ([], [f"{name}: {CHANGED}; run again"])


def test_two_that_are_the_same_and_both_change(settings: Settings) -> None:
    """Each is rejected under its own name."""
    add_copy(settings)

    def change() -> None:
        for name in ("again.txt", HARBOR):
            path(settings, name).write_text("another text")

    told = fates(run(settings, Meddling(0, change)))
    assert {name for name in told if told[name] == "rejected"} == {"again.txt", HARBOR}


@EACH_ENGINE
def test_what_the_machine_did_to_a_file_is_not_remembered(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It is rejected, and so is its copy, but the next run reads them again, though nothing has changed."""
    names = ("again.far", "story.far")
    reason = "made its reader crash (SIGKILL); open it in the program that made it and save it as plain text"
    with installed(tmp_path_factory.mktemp("outside")):
        for name in names:
            path(settings, name).write_text("die: The port of Varna will get a crane.", "utf-8")
        for count in (4, 1):
            outcome = run(settings)
            assert [str(one) for one in outcome.problems] == [f"{name}: {reason}" for name in names]
            assert outcome.analysed == count
        Path("calm").touch()
        outcome = run(settings)
        assert (outcome.analysed, outcome.problems, outcome.tally.used) == (1, (), 4)
        assert run(settings).changed is False


def test_a_file_that_ends_its_process_is_remembered(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Or it might end the run itself, the next time."""
    settings = replace(settings, engine="local")
    reason = "ended the process that read it; please report it with the file; the others were read"
    with installed(tmp_path_factory.mktemp("outside")):
        path(settings, "story.near").write_text("die: The port of Varna will get a crane.", "utf-8")
        for count in (4, 0):
            outcome = run(settings)
            assert ([str(one) for one in outcome.problems], outcome.analysed) == ([f"story.near: {reason}"], count)


# --- how far it is --------------------------------------------------------------------------------------------------


@EACH_ENGINE
def test_progress_counts_every_file(settings: Settings) -> None:
    """First that none is done, then what is known, to the last."""
    watched = Meddling(-1, lambda: None)
    run(settings, watched)
    assert watched.told[0] == (0, 3)
    assert sorted(watched.told[1:]) == watched.told[1:]
    assert watched.told[-1] == (3, 3)
    add_file(settings)
    again = Meddling(-1, lambda: None)
    run(settings, again)
    assert (again.told[0], again.told[-1]) == ((0, 4), (4, 4))


class Ended(BaseException):
    """What ends a run, as a signal does."""


def end() -> None:
    raise Ended


@EACH_ENGINE
def test_a_run_that_is_ended_goes_on_from_there(settings: Settings) -> None:
    """What was done is kept; the same comes of it as of a run that was not ended."""
    with pytest.raises(Ended):
        run(settings, Meddling(1, end))
    outcome = run(settings)
    assert outcome.analysed == 2
    other = run(replace(settings, out=settings.out.parent / "other", state=settings.out.parent / "other state"))
    assert outcome.files[0].read_bytes() == other.files[0].read_bytes()


@EACH_ENGINE
def test_a_run_that_is_ended_leaves_no_process(settings: Settings) -> None:
    """At once, and not when somebody forgets the error."""
    before = children()
    with pytest.raises(Ended) as raised:
        run(settings, Meddling(1, end))
    assert children() <= before
    assert raised.traceback


def children() -> set[int]:
    """The processes that this one has started and not yet buried."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(child) for one in tasks for child in one.read_text().split()}


# --- where it is seen from ------------------------------------------------------------------------------------------


def test_the_state_is_the_same_from_elsewhere(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a run is started, and however paths are written."""
    run(settings)
    monkeypatch.chdir(settings.inputs[0])
    near = replace(settings, inputs=(Path(),), out=Path("../out"), state=Path("../state"))
    outcome = run(near)
    assert (outcome.analysed, outcome.changed, outcome.new) == (0, False, 0)
    assert [os.path.abspath(one) for one in outcome.files] == [
        str(settings.out / "2025-W45" / name) for name in ("briefing.md", "run.json")
    ]


def test_nothing_is_no_work(settings: Settings) -> None:
    """No file, no analysis, no error."""
    with opened(settings.state) as store:
        assert analyse_all(look_at(()), settings, store, silent) == ((), 0)
