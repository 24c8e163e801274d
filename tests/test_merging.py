"""The circle: a briefing is made, edited in Word, merged, and made again, through the command line."""

import re
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from edited_word import CHANGES, EditedWord
from pypdfium2 import PdfDocument

from briefing.cli import main
from briefing.edits import NAME, load_edits
from briefing.model import Edits

ARTICLES = Path(__file__).parents[1] / "samples" / "articles"
NAMES = (
    "air-defence-guns.txt",
    "kyiv-radars-uk.txt",
    "launchers-constanta.txt",
    "launchers-loan.txt",
    "launchers-the-hague.txt",
    "norway-training.txt",
    "odesa-corridor.html",
    "tulcea-drone-debris.txt",
    "varna-ministers.txt",
)
WEEK = "2026-W10"
LATE = """Title: Balchik orders radar for its harbor
Source: Port Gazette
Date: 2026-03-07

Balchik has ordered a coastal radar for air defense over its harbor, the town council said on Saturday morning.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with articles and the finished briefing of them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    for name in NAMES:
        shutil.copy(ARTICLES / name, folder / "articles")
    (folder / "briefing.toml").write_text('inputs = ["articles"]\nout = "out"\npoints_per_theme = 12\n')
    assert make(folder) == 0
    return folder


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Leave the handling of signals as it was."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def desk(made, tmp_path) -> Path:
    """The same, for one test to work in."""
    shutil.copytree(made, tmp_path / "desk")
    return tmp_path / "desk"


def make(folder: Path, *options: str) -> int:
    """Make the briefing."""
    return main(["make", "--config", str(folder / "briefing.toml"), *options])


def merge(folder: Path, file: Path, *options: str) -> int:
    """Merge an edited file."""
    return main(["merge", str(file), "--config", str(folder / "briefing.toml"), *options])


def edited(folder: Path, *changes: Callable[[EditedWord], None], name: str = "edited.docx") -> Path:
    """A copy of the Word file with changes."""
    file = EditedWord((folder / "out" / WEEK / "briefing.docx").read_bytes())
    for change in changes:
        change(file)
    (folder / name).write_bytes(file.save())
    return folder / name


def finished(folder: Path) -> dict[str, bytes]:
    """The files of the briefing."""
    return {path.name: path.read_bytes() for path in (folder / "out" / WEEK).iterdir()}


def markdown(folder: Path) -> str:
    """The briefing as Markdown."""
    return (folder / "out" / WEEK / "briefing.md").read_text(encoding="utf-8")


def pdf(folder: Path) -> str:
    """The words of the PDF."""
    pages = PdfDocument(folder / "out" / WEEK / "briefing.pdf")
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


RADAR = "Romania will deploy a second mobile radar team"
OWN = "The Dutch launchers are the ones to watch."
PLACE = "We saw this coming."


def change_all(file: EditedWord) -> None:
    """Everything that a person may do, in one file."""
    file.delete_item("p4")
    file.move("p13", before="p6")
    file.change("section-air-defense", "Air defense", "In the air")
    file.write_behind("p6", OWN)
    file.comment_place("c-section-air-defense", PLACE, "In May it was foretold.")
    file.note("p8", "Which port?")


def test_the_story(desk, capsys):
    """Edited, refused for an altered quotation, mended, merged, and kept when an article comes in."""
    assert RADAR in markdown(desk)
    before = finished(desk)
    altered = edited(desk, change_all, lambda file: file.change("q2", "protects nobody", "protects no one"))
    assert merge(desk, altered) == 4
    assert "q2" in capsys.readouterr().err
    assert finished(desk) == before

    assert merge(desk, edited(desk, change_all)) == 0
    for text in (markdown(desk), pdf(desk)):
        assert OWN in text
        assert PLACE in text
        assert "In the air" in text
        assert RADAR not in text
        start = text.rindex("In the air")
        assert start < text.index("Україна отримає", start) < text.index("Norway will train a further", start)
        assert start < text.index(OWN) < text.index(PLACE) < text.index("In May it was foretold.")
    (note,) = load_edits(desk / "out" / WEEK).edits.comments
    assert (note.author, note.text) == ("R. Dachev", "Which port?")

    (desk / "articles" / "late.txt").write_text(LATE, encoding="utf-8")
    kept = (desk / "out" / WEEK / NAME).read_bytes()
    assert make(desk) == 0
    assert "Balchik has ordered" in markdown(desk)
    for text in (OWN, PLACE, "In the air", "In May it was foretold."):
        assert text in markdown(desk)
        assert text in pdf(desk)
    assert RADAR not in markdown(desk)
    assert (desk / "out" / WEEK / NAME).read_bytes() == kept


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_merging_twice_is_merging_once(desk, change):
    """Neither the same file, nor the new one as it is, nor a run without merging changes a byte."""
    few, file = ("--format", "docx,md,json"), edited(desk, change)
    assert merge(desk, file, *few) == 0
    once = finished(desk)
    assert load_edits(desk / "out" / WEEK).edits != Edits()
    assert merge(desk, file, *few) == 0
    assert finished(desk) == once
    assert merge(desk, edited(desk), *few) == 0
    assert finished(desk) == once
    assert make(desk, *few) == 0
    assert finished(desk) == once


@pytest.mark.parametrize("name", ["docx", "md", "pdf"])
def test_nothing_is_told_of_an_untouched_file(desk, name):
    """Not even a note, though it lists its contents."""
    path = desk / "out" / WEEK / f"briefing.{name}"
    assert main(["check", str(path), "--strict"]) == 0


def test_an_unedited_file(desk):
    """It changes nothing, and no file of edits appears."""
    before = finished(desk)
    assert merge(desk, edited(desk)) == 0
    assert finished(desk) == before
    assert NAME not in before


def test_a_margin_comment(desk):
    """It is kept with who made it and when, once, however often it comes."""
    file = edited(desk, lambda file: file.note("p7", "Which?"))
    assert merge(desk, file) == merge(desk, file) == 0
    (note,) = load_edits(desk / "out" / WEEK).edits.comments
    assert (note.author, note.initials, note.date, note.text) == ("R. Dachev", "RD", "2026-03-09T10:00:00Z", "Which?")
    assert "Taras Vyshnepolskyi" in note.on.passage.text


def test_taking_back(desk):
    """What was changed and is changed back in the next file is no edit any more; what was deleted stays so."""
    there = edited(desk, lambda file: file.change("section-air-defense", "Air defense", "In the air"))
    assert merge(desk, there) == merge(desk, edited(desk, CHANGES["deleted"], name="deleted.docx")) == 0
    edits = load_edits(desk / "out" / WEEK).edits
    assert (len(edits.deleted), len(edits.titles)) == (1, 1)
    back = edited(desk, lambda file: file.change("section-air-defense", "In the air", "Air defense"))
    assert merge(desk, back) == 0
    assert load_edits(desk / "out" / WEEK).edits == replace(edits, titles=())


# --- two hands ----------------------------------------------------------------------------------------------------


def test_two_editors(desk, capsys):
    """What only one of them changed is taken; what both did is told with both versions, in each run until settled."""
    heading = "section-air-defense"
    one = edited(
        desk, CHANGES["deleted"], lambda file: file.change(heading, "Air defense", "In the air"), name="1.docx"
    )
    two = edited(desk, CHANGES["comment"], lambda file: file.change(heading, "Air defense", "Skies"), name="2.docx")
    assert merge(desk, one) == 0
    assert merge(desk, two) == 1
    told = capsys.readouterr().err
    assert "the heading section-air-defense was changed twice: 'In the air' is kept, the other is 'Skies'" in told
    assert "In the air" in markdown(desk)
    assert "We saw this coming." in markdown(desk)
    assert len(load_edits(desk / "out" / WEEK).edits.deleted) == 1
    assert make(desk, "--strict") == 1
    assert "was changed twice" in capsys.readouterr().err
    path = desk / "out" / WEEK / NAME
    text = path.read_text(encoding="utf-8")
    assert '[[conflict]]\nabout = "the heading section-air-defense"\nkept = "In the air"\nother = "Skies"\n' in text
    path.write_text(text.partition("\n[[conflict]]")[0].replace("In the air", "Skies"), encoding="utf-8")
    assert make(desk, "--strict") == 0
    assert "Skies" in markdown(desk)


def test_a_file_from_before_the_last_articles(desk, capsys):
    """It is merged all the same: the file itself tells what its items are; what is new stays, and is told."""
    file = edited(desk, change_all)
    (desk / "articles" / "late.txt").write_text(LATE, encoding="utf-8")
    assert make(desk) == 0
    capsys.readouterr()
    assert merge(desk, file) == 0
    assert "late.txt" in capsys.readouterr().err
    text = markdown(desk)
    assert RADAR not in text
    assert all(words in text for words in (OWN, PLACE, "In the air", "Balchik has ordered"))
    assert load_edits(desk / "out" / WEEK).edits.dropped == ()
    altered = edited(desk, lambda file: file.change("q2", "protects nobody", "protects no one"), name="late.docx")
    assert merge(desk, altered) == 4


# --- what is refused ----------------------------------------------------------------------------------------------

REFUSED = {
    "altered point": (lambda file: file.change("p6", "further 240", "further 340"), "p6"),
    "citation": (lambda file: file.change("p5-cite", "¶", "§"), "put the number and paragraph back as printed"),
    "invented quotation": (
        lambda file: file.write_behind("p5", "Dachev called it “a gift to the enemies of peace”."),
        "a gift to the enemies of peace; correct it after the source",
    ),
    "quotation in a heading": (
        lambda file: file.change("section-air-defense", "Air defense", "A “chain”"),
        "paragraph in A “chain”",
    ),
}


@pytest.mark.parametrize(("change", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(desk, capsys, change, told):
    """It is told, and nothing is changed."""
    before = finished(desk)
    assert merge(desk, edited(desk, change)) == 4
    assert told in capsys.readouterr().err
    assert finished(desk) == before


def test_a_quotation_of_a_cited_source_may_stand_in_own_text(desk):
    """With its citation, whatever its marks look like."""
    number = re.search(r'<a id="s(\d+)"></a>(?:(?!<a id).)*tulcea-drone-debris', markdown(desk), re.DOTALL)[1]
    text = f"The minister spoke of „a chain, and we are replacing its weakest links first” {number} ¶7."
    assert merge(desk, edited(desk, lambda file: file.write_behind("p5", text))) == 0
    assert text in markdown(desk).replace("\u202f", " ").replace(f"[{number} ¶7](<#s{number}>)", f"{number} ¶7")


def test_a_chart_that_was_taken_out_stays_out(desk, capsys):
    """Of later runs, too, and nothing is told of an id that the outline would not know."""
    assert "Articles by theme and day" in markdown(desk)
    assert merge(desk, edited(desk, lambda file: file.drop_chart("articles-by-day"))) == 0
    assert load_edits(desk / "out" / WEEK).edits.dropped == ("articles-by-day",)
    assert make(desk) == 0
    assert "Articles by theme and day" not in markdown(desk)
    assert "articles-by-day" not in capsys.readouterr().err


CITING = "So it is, as the paper has it, {} ¶1."


def cited_at(text: str) -> str:
    """The article that our text cites in the Markdown: the first line of its entry in the register."""
    number = re.search(r"as the paper has it, \[(\d+)\u202f¶1\]\(<#s\1>\)", text)
    return text.partition(f'<a id="s{number[1]}"></a>')[2].splitlines()[0].partition("**")[2].partition("** ")[2]


def test_own_text_cites_the_same_article_whatever_its_number(desk, capsys):
    """Through a deletion in the same file, later articles, the PDF; it is not shown where the article is gone."""
    last = re.findall(r'<a id="s(\d+)"></a>', markdown(desk))[-1]
    entry = markdown(desk).partition(f'<a id="s{last}"></a>')[2].splitlines()[0].partition("** ")[2]

    def change(file: EditedWord) -> None:
        file.write_behind("p8", CITING.format(last))
        for id in ("p1", "p2", "p4", "q1", "p5"):
            file.delete_item(id)

    assert merge(desk, edited(desk, change)) == 0
    kept = (desk / "out" / WEEK / NAME).read_bytes()
    assert re.search(r"as the paper has it, \{[0-9a-f]{12} ¶1\}\.", kept.decode())
    assert f"as the paper has it, [{last}" not in markdown(desk)
    assert cited_at(markdown(desk)) == entry
    assert main(["check", str(desk / "out" / WEEK / "briefing.docx")]) == 0
    assert merge(desk, desk / "out" / WEEK / "briefing.docx") == 0
    (desk / "articles" / "late.txt").write_text(LATE, encoding="utf-8")
    assert make(desk) == 0
    assert cited_at(markdown(desk)) == entry
    assert (desk / "out" / WEEK / NAME).read_bytes() == kept
    assert "as the paper has it" in pdf(desk)
    article = next(one for one in (desk / "articles").iterdir() if one.name in entry or _title(one) in entry)
    article.unlink()
    capsys.readouterr()
    assert make(desk, "--strict") == 1
    assert "is not shown, since it cites an article" in capsys.readouterr().err
    assert "as the paper has it" not in markdown(desk)
    assert merge(desk, edited(desk, lambda file: file.write_behind("p3", OWN))) == 0
    assert "as the paper has it" in (desk / "out" / WEEK / NAME).read_text()


def _title(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    found = re.search(r"(?:Title: |<title>)([^\n<|]+)", text)
    return found[1].strip() if found else text


def test_unproved_own_text_in_the_file_of_edits_is_not_shown(desk, capsys):
    """It is told with its place in words, stays in the file through a merge, and does not stop others' changes."""
    path = desk / "out" / WEEK / NAME
    path.write_text('[[text]]\nparagraphs = ["He called it “a gift to nobody”."]\nafter = "section-air-defense"\n')
    assert make(desk) == 0
    told = capsys.readouterr().err
    assert f"{WEEK}/edits.toml: your text below the heading Air defense is not shown: no source" in told
    assert make(desk, "--strict") == 1
    assert "gift to nobody" not in markdown(desk) + pdf(desk)
    assert merge(desk, edited(desk, CHANGES["comment"])) == 0
    assert "gift to nobody" in path.read_text()
    assert "gift to nobody" not in markdown(desk)


def test_a_new_title_of_a_theme_stands_everywhere(desk):
    """In subtitle, captions, tables and on one page."""
    assert "Air defense" in markdown(desk)
    assert merge(desk, edited(desk, CHANGES["heading"])) == 0
    assert "Air defense" not in markdown(desk).partition("## ")[0]
    assert not re.search(r"Air defense[:*|]|under Air defense|\| Air defense", markdown(desk))
    assert make(desk, "--one-page") == 0
    one_page = (desk / "out" / f"{WEEK}-one-page" / "briefing.md").read_text()
    assert "Air defense" not in one_page


def test_unknown_ids_in_the_file_of_edits_are_told(desk, capsys):
    """Those that the outline can have are not."""
    path = desk / "out" / WEEK / NAME
    path.write_text(
        '[[heading]]\nid = "sorces"\ntext = "X"\n[[dropped]]\nid = "timelin"\n[[dropped]]\nid = "theme-by-article"\n'
    )
    assert make(desk) == 0
    told = capsys.readouterr().err
    assert "[[heading]] 'sorces': the briefing has no section or table" in told
    assert "[[dropped]] 'timelin'" in told
    assert "theme-by-article" not in told


def test_a_merge_keeps_the_notes_of_its_file(desk):
    """Unless others are asked for."""
    assert make(desk, "--notes", "footnotes") == 0
    file = edited(desk, CHANGES["deleted"])
    assert merge(desk, file) == 0
    path = desk / "out" / WEEK / "briefing.docx"
    assert b"footnoteReference" in zipfile.ZipFile(path).read("word/document.xml")
    assert merge(desk, edited(desk, CHANGES["comment"], name="2.docx"), "--notes", "links") == 0
    assert b"footnoteReference" not in zipfile.ZipFile(path).read("word/document.xml")


def test_a_margin_comment_on_own_text_stays_there(desk):
    """At the block that the text stands behind."""
    assert merge(desk, edited(desk, lambda file: file.write_behind("p6", OWN))) == 0
    assert merge(desk, edited(desk, lambda file: file.note("n1", "Sure?"))) == 0
    edits = load_edits(desk / "out" / WEEK).edits
    assert edits.comments[0].on == edits.texts[0].after


def test_another_earlier_briefing_is_named(desk, capsys):
    """Where inputs and settings are those of the file, they are not what is told."""
    file = edited(desk, CHANGES["deleted"])
    (desk / "before").mkdir()
    (desk / "before" / "early.txt").write_text(LATE.replace("2026-03-07", "2026-02-25"), encoding="utf-8")
    assert main(["make", str(desk / "before"), "--out", str(desk / "out")]) == 0
    capsys.readouterr()
    assert merge(desk, file) == 0
    told = capsys.readouterr().err
    assert "earlier briefing: the one before this is another than that which the file was compared with" in told
    assert "other articles or settings" not in told


def test_two_orders(desk, capsys):
    """The other one is kept so that it can be put into [[order]]."""
    one = edited(desk, lambda file: file.move("p13", before="p6"), name="1.docx")
    two = edited(desk, lambda file: file.move("p12", before="p6"), name="2.docx")
    assert merge(desk, one) == 0
    assert merge(desk, two) == 1
    assert f"{WEEK}/edits.toml: the order of" in capsys.readouterr().err
    (conflict,) = load_edits(desk / "out" / WEEK).edits.conflicts
    assert " / ".join(item.passage.text for item in conflict.items) == conflict.other


def test_files_and_inputs_that_do_not_fit(desk, capsys):
    """A file that is no briefing, one that does not say of which, and the articles of another week."""
    assert merge(desk, desk / "articles" / NAMES[0]) == 2
    assert "give the Word file of a briefing" in capsys.readouterr().err
    nameless = edited(desk, lambda file: file.forget())
    assert merge(desk, nameless) == 2
    assert "does not say which briefing it is of" in capsys.readouterr().err
    assert merge(desk, desk / "none.docx") == 2
    assert "there is no such file" in capsys.readouterr().err
    file = edited(desk)
    for path in (desk / "articles").iterdir():
        path.unlink()
    (desk / "articles" / "late.txt").write_text(LATE, encoding="utf-8")
    assert merge(desk, file) == 2
    assert "of the articles that the file was made from" in capsys.readouterr().err


def test_no_run_replaces_a_word_file_that_was_edited_in_its_place(desk, capsys):
    """It is refused, with what to do; merging that very file is what to do."""
    path = desk / "out" / WEEK / "briefing.docx"
    shutil.copy(edited(desk, CHANGES["deleted"]), path)
    before = finished(desk)
    assert make(desk) == 2
    told = capsys.readouterr().err
    assert "was edited since it was made" in told
    assert f"briefing.docx {desk / 'articles'} --out {desk / 'out'}" in told
    assert finished(desk) == before
    assert merge(desk, path) == 0
    assert make(desk) == 0
    assert len(load_edits(desk / "out" / WEEK).edits.deleted) == 1


def test_broken_edits_stop_the_run(desk, capsys):
    """So that no briefing appears without them; the file stays."""
    assert merge(desk, edited(desk, CHANGES["deleted"])) == 0
    path = desk / "out" / WEEK / NAME
    path.write_text(path.read_text() + "[[title]]\n")
    before = finished(desk)
    assert make(desk) == 2
    assert "unknown part 'title'" in capsys.readouterr().err
    assert finished(desk) == before


# --- by another program -------------------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_a_file_that_libreoffice_saved(desk, tmp_path):
    """Its content controls have lost their tags; the edits are found all the same."""
    file, saved = edited(desk, change_all), desk / "out" / WEEK
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(saved), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert merge(desk, saved / file.name) == 0
    text = markdown(desk)
    assert RADAR not in text
    assert all(words in text for words in (OWN, PLACE, "In the air"))
