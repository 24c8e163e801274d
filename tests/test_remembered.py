"""What a person is told of the state, and what is forgotten on request."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.pipeline import run
from briefing.remembered import explain_status, forget, tell_status
from briefing.settings import Settings


@pytest.fixture
def made(tmp_path: Path, articles: Path) -> Settings:
    """The settings of a briefing that was made."""
    settings = Settings((articles,), tmp_path / "out", ("md",), state=tmp_path / "state")
    run(settings)
    return settings


def test_the_state_of_a_briefing(made: Settings, articles: Path) -> None:
    """Known, published, and nothing to come; then one file more."""
    told = explain_status(tell_status(made)).splitlines()
    assert told[1:] == [
        "known      3 files with 3 articles",
        "published  out/2025-W45",
        "inputs     3 files, 0 not read yet",
        "pending    0 articles that no briefing had yet, and what is not read",
    ]
    (articles / "new.txt").write_text("Date: 2025-11-06\n\nThe port of Varna will get a crane.", "utf-8")
    status = tell_status(made)
    assert (status.inputs, status.unread, status.unpublished) == (4, 1, 0)


def test_a_changed_folder_is_told(made: Settings) -> None:
    """Edited or deleted since."""
    (made.out / "2025-W45/briefing.md").write_text("mine", "utf-8")
    assert "published  out/2025-W45, changed or gone since" in explain_status(tell_status(made))


def test_analyses_of_lost_files_are_forgotten(made: Settings, articles: Path) -> None:
    """The others stay."""
    (articles / "harbor.txt").unlink()
    assert forget(made, (), False) == "forgotten: 1 analyses"
    assert (tell_status(made).files, run(made).analysed) == (2, 0)


def test_a_publication_is_forgotten(made: Settings) -> None:
    """So that its articles are new again."""
    assert forget(made, ("2025-W45",), False) == "forgotten: that 2025-W45 was published"
    assert tell_status(made).unpublished == 3
    assert run(replace(made, new_only=True)).new == 3


def test_everything_is_forgotten(made: Settings) -> None:
    """Analyses and publications."""
    forget(replace(made, inputs=()), (), True)
    status = tell_status(made)
    assert (status.files, status.published, status.unread) == (0, (), 3)


@pytest.mark.parametrize(
    ("change", "folders", "message"),
    [
        ({"inputs": ()}, (), "nothing says what to forget"),
        ({}, ("2020-W01",), "'2020-W01' is not known to be published; see: briefing status"),
        ({"state": Path("nowhere")}, (), "nowhere: there is no state"),
    ],
)
def test_what_cannot_be_forgotten(made: Settings, change: dict[str, object], folders: tuple[str, ...], message: str):
    """With the remedy."""
    with pytest.raises(SettingsError, match=message):
        forget(replace(made, **change), folders, False)  # type: ignore[arg-type]
