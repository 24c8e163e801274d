"""The one page: a single sheet, whatever was read; what it leaves out is told on it."""

import json
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOT
from factories import article, held

from briefing.compose.candidates import Candidate, Offer
from briefing.compose.choose import keep_best
from briefing.compose.length import shorten
from briefing.errors import SettingsError
from briefing.model import Article, Novelty, Span
from briefing.pipeline import run
from briefing.settings import load_settings

SAMPLES = ROOT / "samples"
KINDS = (
    "patrol boats for the Black Sea",
    "air defense launchers",
    "artillery ammunition for Ukraine",
    "radars near Varna",
)
LONG = ", and the work that the towns along the coast have waited for since the storms of the winter will go on"
LETTER = '[page]\nsize = "Letter"\n'


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates in the files are the period's."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def week(folder: Path, articles: int, more: str = "") -> Path:
    """A folder of invented articles on every theme, each with points, figures and a quotation; `more` in each point."""
    folder.mkdir()
    for number in range(articles):
        kind = KINDS[number % len(KINDS)]
        text = f"Title: Report {number}\nSource: Gazette {number % 37}\nDate: 2026-03-0{2 + number % 6}\n\n"
        text += f"Romania will send {number + 3} {kind} to town {number} before the frost{more}, the ministry said.\n\n"
        text += f'"We have {number + 2} crews for harbor {number}," Romanian Defense Minister Ilinca Brânză said.\n\n'
        text += f"The board of harbor {number} expects to count {number * 7 + 20} {kind} by March{more}.\n"
        (folder / f"a{number:03}.txt").write_text(text, "utf-8")
    return folder


def make(out: Path, *inputs: Path, **overrides: object) -> Path:
    """The folder of the one page of some inputs, of the samples where none are given."""
    config = None if inputs else SAMPLES / "briefing.toml"
    asked = {"inputs": tuple(map(str, inputs)), "one_page": True, **overrides}
    outcome = run(load_settings(config, {"out": str(out), **asked}))
    return outcome.files[0].parent


def pages(folder: Path) -> int:
    """Sheets of the PDF as it was written."""
    with pikepdf.open(folder / "briefing.pdf") as pdf:
        return len(pdf.pages)


def record(folder: Path) -> dict:
    """The briefing's record."""
    return json.loads((folder / "briefing.json").read_text("utf-8"))


def text(folder: Path) -> str:
    """The page as Markdown."""
    return (folder / "briefing.md").read_text("utf-8")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one page of the samples."""
    return make(tmp_path_factory.mktemp("samples"))


# --- a single sheet -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["", LETTER])
@pytest.mark.parametrize("themes", [(), ("security-desk",)])
def test_the_samples_take_one_sheet(tmp_path: Path, paper: str, themes: tuple[str, ...]) -> None:
    """On A4 and on Letter, under few themes and under many; every file is proved, or nothing would be written."""
    (tmp_path / "style.toml").write_text(paper, "utf-8")
    shutil.copytree(ROOT / "templates" / "fonts", tmp_path / "fonts")
    folder = make(tmp_path / "out", style=str(tmp_path / "style.toml"), themes=themes)
    assert pages(folder) == 1
    assert {path.suffix for path in folder.iterdir()} == {".pdf", ".docx", ".html", ".md", ".json"}


@pytest.mark.parametrize(("articles", "more"), [(200, ""), (200, LONG), (12, LONG * 6)])
def test_a_long_week_takes_one_sheet(tmp_path: Path, articles: int, more: str) -> None:
    """However many articles, and however long their sentences; as much as has room stands on it."""
    folder = make(tmp_path / "out", week(tmp_path / "in", articles, more))
    assert pages(folder) == 1
    assert record(folder)["tally"]["points"] >= 1


def test_an_empty_week_takes_one_sheet(tmp_path: Path) -> None:
    """It says that nothing is reported, and counts nothing that there is not."""
    folder = make(tmp_path / "out", week(tmp_path / "in", 0))
    assert pages(folder) == 1
    assert "Nothing is reported." in text(folder)
    assert "0 / 0 points" not in text(folder)


def test_word_takes_one_sheet(tmp_path: Path, samples: Path) -> None:
    """As LibreOffice sets it."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    for folder in (samples, make(tmp_path / "out", week(tmp_path / "in", 200))):
        profile = f"-env:UserInstallation=file://{tmp_path}/office"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / folder.name]
        subprocess.run([*command, folder / "briefing.docx"], check=True, capture_output=True, timeout=300)
        assert pages(tmp_path / folder.name) == 1


def test_what_cannot_be_one_page_is_refused(tmp_path: Path) -> None:
    """A sentence of more than a page; nothing is written, and the message names the option."""
    inputs = week(tmp_path / "in", 1, LONG * 60)
    with pytest.raises(SettingsError, match=r"^--one-page: 1 cannot be held: the shortest form takes \d+ pages"):
        make(tmp_path / "out", inputs, pin=["a000.txt ¶1", "a000.txt ¶3"])
    assert not list((tmp_path / "out").glob("*/*"))


# --- what stands on it --------------------------------------------------------------------------------------------


def test_what_is_left_out_is_told(tmp_path: Path, samples: Path) -> None:
    """The counts beside those of the full briefing are the counts of the full briefing."""
    whole = record(make(tmp_path, one_page=False, formats=("json",)))
    printed = record(samples)
    points = sum(item["id"].startswith("p") for section in whole["sections"] for item in section["items"])
    quotations = sum(item["id"].startswith("q") for section in whole["sections"] for item in section["items"])
    assert printed["whole"]["points"] == points
    assert printed["whole"]["quotations"] == quotations
    assert printed["whole"]["themes"] == [len(section["items"]) for section in whole["sections"]]
    assert f"{printed['tally']['points']} of {points} points" in text(samples)
    assert "The full briefing has the rest." in text(samples)


def test_every_theme_leads_with_its_best(samples: Path) -> None:
    """A theme that has a point keeps one, and this period's stands before an undated one."""
    printed = record(samples)
    assert [len(section["items"]) for section in printed["sections"] if section["items"]] == [1, 1, 1, 1]
    cited = [item["citation"]["article_id"] for section in printed["sections"] for item in section["items"]]
    assert all(printed["articles"][id]["source"]["published"] for id in cited)


def test_quotations_inside_points_are_no_others(tmp_path: Path) -> None:
    """The full briefing's quotations are those in slots of their own, since these can be left out."""
    (tmp_path / "in").mkdir()
    boats = 'Date: 2026-03-04\n\nThe Black Sea boats are "ready to sail before the frost," Ilinca Brânză said.\n'
    (tmp_path / "in" / "a.txt").write_text(boats, "utf-8")
    made = record(make(tmp_path / "out", tmp_path / "in", formats=("json",)))
    assert (made["tally"]["fragments"], made["whole"]["quotations"]) == (1, 0)


def test_the_first_of_a_theme_stays_longer_than_second_ones() -> None:
    """However much more the second one of another theme is worth; what was printed before goes before both."""
    chosen = ((candidate("a", 9.0), candidate("b", 8.0)), (candidate("c", 1.0),), (candidate("d", 5.0),))
    asked = replace(load_settings(SAMPLES / "briefing.toml"), points_in_all=3, quotations_in_all=0)

    def compare(article: Article, span: Span) -> Novelty | None:
        return "repeated" if article.text == "d" else "new"

    kept = keep_best(chosen, asked, compare)
    assert [[one.held.text for one in theme] for theme in kept] == [["a", "b"], ["c"], []]
    kept = keep_best(chosen, replace(asked, points_in_all=2), compare)
    assert [[one.held.text for one in theme] for theme in kept] == [["a"], ["c"], []]


def candidate(text: str, worth: float) -> Candidate:
    """A point that is all of its article."""
    (made,) = held(article(text, path=f"{text}.txt")).values()
    offer = Offer(True, 0, Span(0, len(text)), text, worth, (), "sea", pinned=False)
    return Candidate(offer, made, order=0, story=0, worth=worth, home="sea")


def test_a_theme_without_anything_is_named(tmp_path: Path) -> None:
    """So that nobody takes it for forgotten; the last section, which is no theme, is not."""
    (tmp_path / "in").mkdir()
    boats = "Source: Gazette\nDate: 2026-03-04\n\nRomania will send two patrol boats to the Black Sea this winter.\n"
    (tmp_path / "in" / "a.txt").write_text(boats, "utf-8")
    assert "Nothing to report under Air defense, Support for Ukraine." in text(make(tmp_path / "out", tmp_path / "in"))


def test_a_theme_whose_points_had_no_room_is_named(tmp_path: Path) -> None:
    """It is in the full briefing, and the page says so."""
    folder = make(tmp_path / "out", week(tmp_path / "in", 12, LONG * 6))
    assert "Only in the full briefing: " in text(folder)


def test_a_point_that_is_contradicted_stays_marked(samples: Path) -> None:
    """Beside it, whether or not the discrepancy itself has room; how many were found is told."""
    assert "**contradicted by another passage**" in text(samples)
    assert "Discrepancies: 3 found." in text(samples)


def test_every_source_is_one_line(tmp_path: Path, samples: Path) -> None:
    """Outlet, title and date; its file where it has no title."""
    made = text(samples)
    assert "Netherlands to lend Romania air defence launchers for Danube Delta." in made
    assert "SHA-256" not in made
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text("Romania will send boats to the Black Sea, the ministry said.\n", "utf-8")
    assert "b.txt" in text(make(tmp_path / "out", tmp_path / "in"))


# --- beside the full briefing -------------------------------------------------------------------------------------


def test_it_replaces_no_full_briefing(tmp_path: Path) -> None:
    """It lies in a folder of its own, and no later week is compared with it."""
    folder = make(tmp_path, week="2026-W09", formats=("json",))
    assert folder.name == "2026-W09-one-page"
    assert record(make(tmp_path, formats=("json",)))["earlier"] is None
    make(tmp_path, week="2026-W09", one_page=False, formats=("json",))
    assert record(make(tmp_path, formats=("json",)))["earlier"]["key"] == "2026-W09"


def test_each_step_takes_nothing_back() -> None:
    """From one to the next nothing grows; nobody gets more than was asked for."""
    asked = replace(load_settings(SAMPLES / "briefing.toml", {"one_page": True}), key_figures=1)
    steps = [(s.points_in_all, s.quotations_in_all, s.key_figures, s.table_rows) for s in shorten(asked)]
    assert all(less <= more for one, two in pairwise(steps) for less, more in zip(two, one, strict=True))
    assert steps[0] == (6, 2, 1, 2)
    assert steps[-1] == (1, 0, 0, 0)


def test_the_outline_and_length_of_the_full_briefing_are_not_its_own(tmp_path: Path) -> None:
    """Those of the file give way to the option, but not to the setting beside them, nor where given with it."""
    config = tmp_path / "briefing.toml"
    own = tmp_path / "own.xml.j2"
    own.write_text("<briefing/>", "utf-8")
    config.write_text('template = "own.xml.j2"\nmax_pages = 8\n', "utf-8")
    asked = load_settings(config, {"one_page": True})
    assert (asked.template.name, asked.max_pages) == ("one-page.xml.j2", 1)
    assert load_settings(config, {"one_page": True, "template": str(own)}).template == own
    config.write_text('template = "own.xml.j2"\none_page = true\n', "utf-8")
    assert load_settings(config).template.name == "own.xml.j2"
    assert load_settings(config).max_pages == 1
