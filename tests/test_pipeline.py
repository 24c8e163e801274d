"""The run: one file at a time, everything accounted for, the same bytes every time."""

import json
import os
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import houses
import logos
import pikepdf
import pytest
from conftest import ARTICLES

from briefing.analysis import Content, analyse
from briefing.checking import check_file
from briefing.errors import SettingsError, Unreadable
from briefing.inputs import Found, discover
from briefing.library import look_at
from briefing.model import Problem
from briefing.pipeline import available, run
from briefing.read import READERS
from briefing.read import read as read_text
from briefing.reading import Reading
from briefing.settings import PeriodWish, Settings, load_settings

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def crowd(tmp_path, articles) -> Path:
    """The articles, and all that may lie in a folder beside them."""
    shutil.copytree(SAMPLES / "articles", articles / "samples")
    shutil.copy(articles / "harbor.txt", articles / "again.txt")
    (articles / "empty.txt").touch()
    (articles / "noise.bin").write_bytes(bytes(range(256)))
    (articles / "folder.txt").mkdir()
    (articles / "link.txt").symlink_to(articles / "harbor.txt")
    os.mkfifo(articles / "pipe.txt")
    return articles


def record(out: Path) -> dict:
    """The run.json of the one briefing in a folder."""
    (path,) = out.glob("*/run.json")
    return json.loads(path.read_text(encoding="utf-8"))


def finished(out: Path) -> dict[str, str]:
    """Digest by name of all files of the finished briefings in a folder."""
    paths = sorted(path for path in out.glob("*/*") if path.is_file())
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


def only(out: Path, *inputs: Path, **settings: object) -> Settings:
    """Settings for Markdown alone, which is the quickest."""
    return Settings(inputs=inputs, out=out, formats=("md",), **settings)  # type: ignore[arg-type]


# --- everything accounted for -------------------------------------------------------------------------------------


def test_every_input_is_accounted_for(tmp_path, crowd):
    """Each file found has its fate in run.json, an export one for each article, and the counts are their sum."""
    run(only(tmp_path / "out", crowd))
    told = record(tmp_path / "out")
    found = {one.name for one in discover([crowd], tmp_path / "out")}
    assert {fate["path"].partition("#")[0] for fate in told["inputs"]} == found
    counts = told["counts"]
    assert counts["inputs"] == len(told["inputs"])
    assert counts["inputs"] == sum(counts[one] for one in ("used", "duplicates", "outside", "rejected"))


def test_every_rejection_has_its_reason(tmp_path, crowd):
    """What could not be used is named with the reason, in run.json and in the problems."""
    outcome = run(only(tmp_path / "out", crowd, period=PeriodWish(date(2025, 11, 5), week=True)))
    fates = {fate["path"]: fate for fate in record(tmp_path / "out")["inputs"]}
    for name in ("empty.txt", "noise.bin", "link.txt", "pipe.txt", "samples/empty.txt", "samples/broken.jsonl"):
        assert fates[name]["outcome"] == "rejected"
        assert fates[name]["detail"]
        assert [problem for problem in outcome.problems if problem.where.startswith(name)]
    assert {fates["again.txt"]["outcome"], fates["harbor.txt"]["outcome"]} == {"used", "duplicate"}
    digest = sha256((crowd / "harbor.txt").read_bytes()).hexdigest()
    assert fates["harbor.txt"]["sha256"] == digest


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path, articles):
    """Missing permission is a rejection like any other."""
    (articles / "harbor.txt").chmod(0)
    outcome = run(only(tmp_path / "out", articles))
    assert "harbor.txt: cannot be read (Permission denied); allow reading it" in map(str, outcome.problems)


def test_a_file_that_went_away(tmp_path):
    """A file deleted after it was found is a rejection, too."""
    (known,) = look_at([Found("gone.txt", tmp_path / "gone.txt")])
    assert str(known.obstacle) == "gone.txt: cannot be read (No such file or directory); allow reading it"


class Plugin:
    """A reader of others: what it returns, or raises."""

    name, suffixes, guarded = "plugin", (".txt",), False

    def __init__(self, outcome):
        self.outcome = outcome

    def claims(self, path, head):
        return True

    def read(self, file):
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def harbor(articles, outcome):
    """What harbor.txt comes to with a reader of others."""
    return made_of(articles / "harbor.txt", Plugin(outcome))


def made_of(path, *readers):
    """What a file comes to with these readers."""
    with Reading({}, readers or READERS) as reading:
        return analyse(Content(path.name, path.read_bytes()), Settings(), reading)


def test_one_articles_failure_is_its_own(tmp_path, articles):
    """An unforeseen failure rejects one file, and the reason names it."""
    analysis = harbor(articles, LookupError("no mood"))
    (problem,) = analysis.rejected
    assert str(problem).startswith("harbor.txt: failed with LookupError: no mood; please report it")
    assert (analysis.digests, len(analysis.sha256)) == ((), 64)


@pytest.mark.parametrize("kind", [LookupError, lambda text: Unreadable("harbor.txt", text, "give another")])
def test_an_error_cannot_forge_a_line(articles, kind):
    """What a reader says of a file reaches terminal and run.json without control characters."""
    (problem,) = harbor(articles, kind("bad \x1b[31m\nall.txt: fine")).rejected
    assert "bad \\x1b[31m\\nall.txt: fine" in str(problem)
    assert str(problem).isprintable()


def test_a_reader_that_finds_nothing_loses_no_file(articles):
    """A file without an article is rejected like one that cannot be read."""
    (problem,) = harbor(articles, ()).rejected
    assert str(problem).startswith("harbor.txt: its reader found no article; please report it")


def test_every_item_of_an_export_has_its_fate(tmp_path, articles, monkeypatch):
    """An item that cannot be read, and one that fails later, are rejected; the others are used."""
    import briefing.extract as extract

    def moody(document, real=extract.extract):
        return 1 / 0 if document.path.endswith("#3") else real(document)

    good = [read_text("x.txt", ARTICLES[name].encode(), {})[0] for name in ("harbor.txt", "agency/aid.txt")]
    items = [replace(one, path=f"feed.txt#{number}") for number, one in zip((1, 3), good, strict=True)]
    bad = Problem("read", "feed.txt#2", "line 2 is left out: it is not JSON", "give JSON")
    monkeypatch.setattr(extract, "extract", moody)
    (articles / "feed.txt").write_text("a feed")
    feed = made_of(articles / "feed.txt", Plugin((items[0], bad, items[1])))
    assert [one.article.source.path for one in feed.digests] == ["feed.txt#1"]
    assert [one.where for one in feed.rejected] == ["feed.txt#2", "feed.txt#3"]
    assert feed.rejected[0] == bad


def test_slips_in_the_look_are_told_before_an_article_is_read(tmp_path, articles):
    """Style and labels that cannot be used cost no reading."""
    bad = tmp_path / "bad.toml"
    bad.write_text("no = 'table'")

    def progress(done, total):
        raise AssertionError("an article was read")

    for look in ({"style": bad}, {"labels": bad}, {"summarizer": "lxa"}):
        with pytest.raises(SettingsError):
            run(only(tmp_path / "out", articles, **look), progress)
    assert not (tmp_path / "out").exists()


def test_a_file_of_another_run_is_told_and_does_not_change_the_record(tmp_path, articles):
    """The problem is on the terminal alone: run.json holds what inputs and settings determine."""
    run(only(tmp_path / "out", articles))
    before = finished(tmp_path / "out")
    (tmp_path / "out/2025-W45/briefing.pdf").touch()
    outcome = run(only(tmp_path / "out", articles))
    assert [one.where for one in outcome.problems] == ["briefing.pdf"]
    assert finished(tmp_path / "out").items() >= before.items()


def test_an_article_of_days_to_come_is_told_and_does_not_change_the_record(tmp_path, articles):
    """By the clock, and so on the terminal alone."""
    day = datetime.now(tz=UTC).date() + timedelta(days=40)
    (articles / "ahead.txt").write_text(ARTICLES["harbor.txt"].replace("2025-11-05", str(day)))
    outcome = run(only(tmp_path / "out", articles, period=PeriodWish(date(2025, 11, 3), week=True)))
    (problem,) = (one for one in outcome.problems if one.where == "ahead.txt")
    assert str(problem) == f"ahead.txt: it is dated {day}, in the future; mend its date"
    assert "in the future" not in json.dumps(record(tmp_path / "out"))


def test_a_briefing_among_its_own_inputs(tmp_path, articles):
    """Made into the folder of the articles, it is the same the second time, as is one made elsewhere then."""
    first = run(only(articles, articles))
    second = run(only(articles, articles))
    assert (second.tally, second.problems) == (first.tally, ())
    assert run(only(tmp_path / "other", articles)).tally == first.tally


def test_json_cannot_be_claimed(monkeypatch):
    """A plug-in called json is a second claim on a name of ours, in a run as in the list."""
    from briefing import plugins

    monkeypatch.setattr(plugins, "_entry_points", lambda kind: (("json", "house:draw", object()),))
    for ask in (lambda: available("formats", Settings()), lambda: run(Settings(formats=("json",)))):
        with pytest.raises(SettingsError, match="renderers: 'json' is claimed by briefing itself and house:draw"):
            ask()


def test_an_analysis_depends_on_the_file_alone(articles):
    """The same file gives the same analysis, whatever was read before."""
    paths = [one.path for one in discover([articles], Path("out"))]
    forth = [made_of(path) for path in paths]
    back = [made_of(path) for path in reversed(paths)]
    assert forth == back[::-1]


# --- the same twice -----------------------------------------------------------------------------------------------


def test_same_bytes_whatever_the_order_and_hash_seed(tmp_path, crowd, briefing_process):
    """All files are equal for inputs in another order, in processes with other hash seeds."""
    inputs = sorted(path for path in crowd.iterdir() if path.name != "pipe.txt")
    for seed, order in {"1": inputs, "2": inputs[::-1]}.items():
        process = briefing_process("make", *order, "--out", f"out{seed}", PYTHONHASHSEED=seed)
        _, told = process.communicate()
        assert process.returncode == 0, told
    assert finished(tmp_path / "out1") == finished(tmp_path / "out2")
    assert len(finished(tmp_path / "out1")) == 6


def test_same_bytes_wherever_the_folder_lies(tmp_path, crowd, monkeypatch):
    """All files are equal for a folder that was moved, and seen from elsewhere."""
    run(Settings(inputs=(crowd,), out=tmp_path / "out1"))
    (tmp_path / "archive").mkdir()
    moved = crowd.rename(tmp_path / "archive" / "last year")
    monkeypatch.chdir(moved)
    run(Settings(inputs=(Path(),), out=tmp_path / "out2"))
    assert finished(tmp_path / "out1") == finished(tmp_path / "out2")


def test_run_json_names_no_place_and_proves_the_files(tmp_path, articles):
    """It holds no absolute path, and the digest of each file beside it."""
    outcome = run(Settings(inputs=(articles,), out=tmp_path / "out"))
    text = outcome.files[-1].read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    told = json.loads(text)
    assert told["files"] == {
        path.name: sha256(path.read_bytes()).hexdigest() for path in outcome.files if path.name != "run.json"
    }
    assert told["period"] == {"first": "2025-11-03", "key": "2025-W45", "last": "2025-11-09"}
    assert set(told["versions"]) >= {"briefing", "sumy", "reportlab", "python-docx"}
    assert list(told) == sorted(told)


@pytest.mark.parametrize(
    ("formats", "names"),
    [
        (("docx",), ["briefing.docx", "briefing.json"]),
        (("json", "docx"), ["briefing.json", "briefing.docx"]),
        (("md",), ["briefing.md"]),
    ],
)
def test_a_word_file_names_its_record(tmp_path, articles, formats, names):
    """It lies beside it whether asked for or not, since an edited file is proved with it; other formats need none."""
    outcome = run(Settings(inputs=(articles,), out=tmp_path / "out", formats=formats, notes="footnotes"))
    assert [path.name for path in outcome.files] == [*names, "run.json"]
    assert json.loads(outcome.files[-1].read_text(encoding="utf-8"))["settings"]["notes"] == "footnotes"
    if "docx" in formats:
        folder = outcome.files[0].parent
        manifest = zipfile.ZipFile(folder / "briefing.docx").read("customXml/item1.xml").decode()
        assert f'record="{sha256((folder / "briefing.json").read_bytes()).hexdigest()}"' in manifest
        assert 'period="2025-W45"' in manifest


def test_a_pdf_claims_only_what_it_keeps(tmp_path, articles):
    """One whose template leaves out its title says neither PDF/A nor PDF/UA, and a problem says why."""
    whole = (SAMPLES.parent / "templates" / "weekly.xml.j2").read_text(encoding="utf-8")
    head = whole[whole.index("<masthead title") : whole.index("</masthead>") + len("</masthead>")]
    (tmp_path / "headless.xml.j2").write_text(whole.replace(head, ""), encoding="utf-8")
    settings = Settings(inputs=(articles,), out=tmp_path / "out", formats=("pdf",))
    for template, claims in ((settings.template, True), (tmp_path / "headless.xml.j2", False)):
        outcome = run(replace(settings, template=template))
        assert (b"pdfuaid:part" in outcome.files[0].read_bytes()) == claims
        assert any("14289-1, 7.4.2" in problem.message for problem in outcome.problems) == (not claims)


def test_settings_that_matter_change_run_json(tmp_path, articles):
    """Another theme file or another choice is seen in the record of the run."""
    themes = tmp_path / "themes"
    shutil.copytree(*Settings().themes, themes)
    run(only(tmp_path / "one", articles, themes=(themes,)))
    with (themes / "black-sea.toml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    run(only(tmp_path / "two", articles, themes=(themes,), attribution="complete"))
    choices = [record(tmp_path / name)["settings"]["attribution"] for name in ("one", "two")]
    assert choices == ["careful", "complete"]
    assert [record(tmp_path / name)["settings"]["notes"] for name in ("one", "two")] == ["links", "links"]
    looks = [record(tmp_path / name)["settings"]["looks"] for name in ("one", "two")]
    assert {name for name in looks[0] if looks[0][name] != looks[1][name]} == {"themes/black-sea.toml"}


# --- week on week, length, outlets --------------------------------------------------------------------------------


def week(out: Path, week: str, **values: object) -> Settings:
    """Settings for the samples of a week."""
    asked = load_settings(SAMPLES / "briefing.toml", {"week": week})
    return replace(asked, out=out, **values)  # type: ignore[arg-type]


def told(out: Path, week: str) -> dict:
    """The run.json of a week."""
    return json.loads((out / week / "run.json").read_text(encoding="utf-8"))


def test_a_week_is_compared_with_the_one_before(tmp_path):
    """Which is told in its record; making it again changes nothing."""
    run(week(tmp_path, "2026-W09", formats=("json",)))
    run(week(tmp_path, "2026-W10", formats=("json",)))
    assert (told(tmp_path, "2026-W09")["earlier"], told(tmp_path, "2026-W10")["earlier"]) == ("", "2026-W09")
    made = json.loads((tmp_path / "2026-W10" / "briefing.json").read_text(encoding="utf-8"))
    statuses = {section["slug"]: section["change"]["status"] for section in made["sections"]}
    assert statuses["support-for-ukraine"] == "new"
    assert {item["novelty"] for section in made["sections"] for item in section["items"]} == {
        "new",
        "developed",
        "repeated",
    }
    before = finished(tmp_path)
    run(week(tmp_path, "2026-W10", formats=("json",)))
    assert finished(tmp_path) == before


def test_a_record_that_cannot_be_read_is_told(tmp_path):
    """The briefing is made without it."""
    run(week(tmp_path, "2026-W09", formats=("json",)))
    path = tmp_path / "2026-W09" / "briefing.json"
    path.write_bytes(path.read_bytes()[:1000])
    outcome = run(week(tmp_path, "2026-W10", formats=("json",)))
    assert told(tmp_path, "2026-W10")["earlier"] == ""
    (problem,) = (one for one in outcome.problems if one.stage == "compare")
    assert "2026-W09" in problem.where


@pytest.mark.parametrize("most", [3, 5])
def test_a_briefing_has_no_more_pages_than_asked_for(tmp_path, most):
    """Every theme that has something keeps a point, and all inputs stay accounted for."""
    run(week(tmp_path, "2026-W10", formats=("pdf", "json"), max_pages=most))
    with pikepdf.open(tmp_path / "2026-W10" / "briefing.pdf") as pdf:
        assert len(pdf.pages) <= most
    made = json.loads((tmp_path / "2026-W10" / "briefing.json").read_text(encoding="utf-8"))
    assert all(section["items"] for section in made["sections"])
    assert len(told(tmp_path, "2026-W10")["inputs"]) == 33


def test_a_briefing_that_cannot_be_so_short_is_refused(tmp_path):
    """With what it would take; nothing is written."""
    asked = week(tmp_path, "2026-W10", formats=("pdf",), max_pages=1)
    with pytest.raises(SettingsError, match=r"1 cannot be held: the shortest form takes \d+ pages; give at least \d+"):
        run(asked)
    assert not list(tmp_path.glob("[!.]*/*"))


def test_the_register_of_outlets_is_used_and_told(tmp_path):
    """Its letters stand in the record, its digest among what shaped the files."""
    run(week(tmp_path, "2026-W10", formats=("md",)))
    text = (tmp_path / "2026-W10" / "briefing.md").read_text(encoding="utf-8")
    assert "Reliability A, completely reliable. News agency, Norway." in text
    assert "sources" in told(tmp_path, "2026-W10")["settings"]["looks"]
    ratings = dict(told(tmp_path, "2026-W10")["sources"]["ratings"])
    assert ratings["A"] > 0
    assert sum(ratings.values()) == told(tmp_path, "2026-W10")["sources"]["cited"]
    run(week(tmp_path, "2026-W10", formats=("md",), sources=None))
    assert "Reliability A" not in (tmp_path / "2026-W10" / "briefing.md").read_text(encoding="utf-8")


# --- the logo -----------------------------------------------------------------------------------------------------


def looks(folder: Path, *inputs: Path, **settings: object) -> dict:
    run(only(folder / "out", *inputs, style=folder / "style.toml", **settings))
    return record(folder / "out")["settings"]["looks"]


def test_another_logo_is_another_look(tmp_path, articles):
    """run.json has the digest of the picture, not only of the style that names it."""
    logos.written(tmp_path, logos.picture())
    before = looks(tmp_path, articles)
    (tmp_path / "logo.png").write_bytes(logos.picture(colour="#ff0000"))
    after = looks(tmp_path, articles)
    assert before["style"] == after["style"]
    assert before["logo"] != after["logo"] == sha256((tmp_path / "logo.png").read_bytes()).hexdigest()


@pytest.mark.parametrize("house", [False, True])
def test_a_logo_is_published_in_every_format(tmp_path, articles, house):
    """Proved on the way; with a house's own Word file that has none."""
    style = logos.written(tmp_path, logos.picture())
    (tmp_path / "house.docx").write_bytes(houses.corporate())
    formats = ("pdf", "docx", "html", "md")
    chosen = {"house": tmp_path / "house.docx"} if house else {}
    run(Settings(inputs=(articles,), out=tmp_path / "out", formats=formats, style=style, **chosen))
    (folder,) = (path.parent for path in (tmp_path / "out").glob("*/run.json"))
    for name in formats:
        told = check_file(folder / f"briefing.{name}")
        assert (told.findings, told.notes) == ((), ())
    with zipfile.ZipFile(folder / "briefing.docx") as package:
        assert ("word/media/logo.png" in package.namelist()) is not house
