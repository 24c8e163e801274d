"""The samples from folder to finished briefing: what a reader sees of each of them, and the same bytes every time.

`week/blocks.txt` is the page before it is drawn, `week/briefing.md` a file as it is written: the first tells what the
stages decided, the second what drawing made of it.
"""

import json
import random
import re
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import page, record_of
from week.dump import dump, show

from briefing.analysis import Content, analyse
from briefing.blocks import Point, QuoteBlock, RegisterEntry, Table
from briefing.check import check, prove, prove_page
from briefing.compose import compose
from briefing.compose.suggest import suggest
from briefing.compose.themes import load_themes
from briefing.inputs import discover
from briefing.model import Analysis, Article, Briefing, Earlier, Period
from briefing.outlets import load_outlets
from briefing.pipeline import explain_suggestions
from briefing.published import last_published
from briefing.read import READERS
from briefing.reading import Reading
from briefing.render import RENDERERS
from briefing.render.style import load_style
from briefing.settings import PeriodWish, Settings, load_settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
GOLDEN = Path(__file__).parent / "week"
FILES = {"briefing.pdf", "briefing.docx", "briefing.html", "briefing.md", "briefing.json", "run.json"}
ROW = re.compile(
    r"^\| `(?P<file>[^`]+)`(?:, line (?P<line>\d))? \|[^|]+\| (?P<date>[^|]+) \| (?P<theme>[^|]+) \|", re.M
)


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates in the files are the period's."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@cache
def sample_settings() -> Settings:
    """As the samples have them."""
    return load_settings(SAMPLES / "briefing.toml")


@cache
def analyses() -> tuple[Analysis, ...]:
    """Every sample, read and understood."""
    files = discover(sample_settings().inputs, ROOT / "out")
    asked = sample_settings()
    with Reading(asked.field_map, READERS) as reading:
        return tuple(analyse(Content(one.name, one.path.read_bytes()), asked, reading) for one in files)


@cache
def week_before() -> Briefing:
    """The briefing of the week before."""
    asked = replace(sample_settings(), period=PeriodWish(date(2026, 2, 23), week=True))
    return compose(analyses(), load_themes(*asked.themes), asked)


@cache
def earlier() -> Earlier | None:
    """It again, as the next run reads it in the output folder."""
    with TemporaryDirectory() as out:
        path = Path(out) / week_before().period.key / "briefing.json"
        path.parent.mkdir()
        path.write_bytes(record_of(week_before()))
        files = {path.name: sha256(path.read_bytes()).hexdigest()}
        path.with_name("run.json").write_text(json.dumps({"files": files}), "utf-8")
        found, problems = last_published(Path(out), Period(date(2026, 3, 2), date(2026, 3, 8), "2026-W10"))
    assert problems == ()
    return found


@cache
def made(quotations: int = 2, points: int = 5) -> Briefing:
    """The briefing of the samples, with more items per theme where more are asked for."""
    asked = replace(sample_settings(), quotations_per_theme=quotations, points_per_theme=points)
    outlets = load_outlets(SAMPLES / "sources.toml")
    return compose(analyses(), load_themes(*asked.themes), asked, outlets, earlier())


def settle(name: str, result: str, update: bool) -> None:
    """Compare with the expected file, or rewrite it."""
    path = GOLDEN / name
    if update:
        path.write_text(result, "utf-8")
    else:
        assert result == path.read_text("utf-8"), "run pytest --update to rewrite it"


# --- the finished files -------------------------------------------------------------------------------------------


def test_the_page_is_as_expected(update: bool) -> None:
    """Every block, every word, and who speaks; what fails is not taken down as expected."""
    assert not [problem for problem in made().problems if problem.stage == "analyse"]
    settle("blocks.txt", dump(page(made())), update)


def test_two_runs_write_the_same_bytes(tmp_path: Path, briefing_process, update: bool) -> None:
    """In fresh processes, from a folder and from its files in any order, with other hash seeds; strict ends with 1."""
    config = ("--config", SAMPLES / "briefing.toml")
    before = [briefing_process("make", *config, "--week", "2026-W09", "--out", name) for name in ("one", "two")]
    assert [run.wait() for run in before] == [0, 0]
    shuffled = sorted((SAMPLES / "articles").iterdir())
    random.Random(5).shuffle(shuffled)
    forth = briefing_process("make", *config, "--out", "one", PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="")
    there = {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "", "TZ": "Asia/Tokyo"}
    back = briefing_process("make", *shuffled, *config, "--strict", "--out", "two", **there)
    runs = [forth, back]
    told = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 1]
    one, two = (tmp_path / name / "2026-W10" for name in ("one", "two"))
    assert {path.name for path in one.iterdir()} == {path.name for path in two.iterdir()} == FILES
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in FILES)
    assert {Path(line).name for line in told[0][0].splitlines()} == FILES
    assert told[0][1] == told[1][1]
    settle("briefing.md", (one / "briefing.md").read_text("utf-8"), update)
    record = json.loads((one / "run.json").read_text("utf-8"))
    digests = {name: sha256((one / name).read_bytes()).hexdigest() for name in FILES - {"run.json"}}
    assert record["files"] == digests
    assert str(ROOT) not in (one / "run.json").read_text("utf-8") + (one / "briefing.json").read_text("utf-8")


def test_what_the_samples_suggest(update: bool) -> None:
    """As printed: of a fortnight of some thirty articles."""
    asked = sample_settings()
    found = suggest(analyses(), load_themes(*asked.themes), asked)
    settle("suggestions.toml", explain_suggestions(found, asked) + "\n", update)


@pytest.mark.parametrize(("quotations", "points"), [(2, 5), (99, 99), (0, 1)])
def test_the_samples_are_proved(quotations: int, points: int) -> None:
    """Before drawing, and read back from PDF and Word, whether little or all of them is printed."""
    briefing = made(quotations, points)
    style = load_style(sample_settings().style)
    laid_out = page(briefing)
    files = {name: draw(laid_out, style)[0] for name, draw in RENDERERS.items()}
    assert prove(briefing) == prove_page(laid_out, briefing) == check(files, laid_out, briefing) == ()


# --- each sample, as samples/README.md tells ----------------------------------------------------------------------


def rows() -> dict[str, tuple[str, str]]:
    """Date and themes of each sample by its path, as the README has them."""
    table = (SAMPLES / "README.md").read_text("utf-8")
    return {
        row["file"] + (f"#{row['line']}" if row["line"] else ""): (row["date"], row["theme"])
        for row in ROW.finditer(table)
    }


def outcome(path: str, date: str) -> str:
    """What must become of a sample."""
    if date == "-":
        return "rejected"
    if "copy" in path:
        return "duplicate"
    return "outside" if "February" in date else "used"


def test_every_sample_has_the_fate_that_is_told() -> None:
    """One row for each input, and what the row says is what the page says."""
    expected = {path: outcome(path, date) for path, (date, _) in rows().items()}
    assert {fate.path: fate.outcome for fate in made().fates} == expected
    tally = made().tally
    assert (tally.inputs, tally.used, tally.undated) == (33, 22, 1)
    assert (tally.duplicates, tally.outside, tally.rejected) == (2, 7, 2)


def test_every_sample_is_dated_as_told() -> None:
    """Whatever way the file states it."""
    told = {path: date.strip("* ") for path, (date, _) in rows().items()}
    for one in articles().values():
        published = one.source.published
        written = f"{published.day} {published:%B %Y}" if published else "none"
        assert str(published) in told[one.source.path] or told[one.source.path] == written


def test_every_sample_is_under_its_themes() -> None:
    """An item of each article that is used stands under, or names, every theme that its row has."""
    briefing = made(99, 99)
    themes = {"Air defense", "Black Sea", "Support for Ukraine"}
    found: dict[str, set[str]] = {}
    titles = {section.slug: section.title.removeprefix("The ") or "other" for section in briefing.sections}
    for section in briefing.sections:
        for item in section.items:
            path = briefing.articles()[item.citation.article_id].source.path
            named = {reason.theme for reason in item.reasons} | {section.slug}
            found.setdefault(path, set()).update(titles[slug] for slug in named)
    for path, (day, theme) in rows().items():
        if outcome(path, day) == "used":
            expected = {one.strip() for one in theme.split(",")} & themes
            assert expected <= found[path], path
            assert expected or "other" in found[path], path


def test_every_used_sample_is_printed_or_carries_what_is() -> None:
    """By default, too: no article of the week is lost to the limits."""
    carriers = {id for point in made().points() if point.support for id in point.support.articles}
    lost = [path for path, one in articles().items() if fate_of(path) == "read, nothing of it printed"]
    assert all(articles()[path].id in carriers for path in lost), lost


def fate_of(path: str) -> str:
    """What became of a sample."""
    return next(fate.detail for fate in made().fates if fate.path == path)


# --- their special cases ------------------------------------------------------------------------------------------


def articles() -> dict[str, Article]:
    """Every sample that could be read, by path."""
    return {one.article.source.path: one.article for each in analyses() for one in each.digests}


def quotes_of(path: str) -> list[str]:
    """The quotations of a sample as blocks, with all quotations printed."""
    briefing = made(99, 99)
    blocks = {block.id: block for block in page(briefing).blocks if isinstance(block, QuoteBlock)}
    id = articles()[path].id
    return [show(blocks[quote.id]) for quote in briefing.quotes() if quote.citation.article_id == id]


def test_the_copy_is_folded() -> None:
    """The register names where the same text was carried too, and no item is the copy's."""
    entries = [show(one) for one in page(made()).blocks if isinstance(one, RegisterEntry)]
    shown = next(one for one in entries if "Norway to train" in one)
    assert "Also carried by Halden Evening Post, 6 March 2026; counted once." in shown
    assert articles()["norway-training-copy.txt"].id not in made().articles()


def test_the_undated_article_is_marked() -> None:
    """In its group, in both weeks, in the line under its quotation, in the register; and it is never a highlight."""
    source = "Pontic Herald, citing Sulina Harbor Bulletin"
    first, second = dump(page(week_before())), dump(page(made()))
    assert f"warning   |Undated, not shown as this week’s|\n  muted     |  {source}|" in first
    assert f"warning   |Printed in the last briefing, too|\n  muted     |  {source}, |\n  warning   |undated|" in second
    assert all("  warning   |Undated.|" in quote for quote in quotes_of("sea-charts.txt"))
    assert all(made().articles()[point.citation.article_id].source.published for point in made().highlights)


def test_what_is_not_used_is_listed_with_its_reason() -> None:
    """The articles of the week before, the copies, the broken file, the empty one."""
    table = [one for one in page(made()).blocks if isinstance(one, Table)][-1]
    listed = {row[0][0].text: (row[1][0].text, row[2][0].text) for row in table.rows}
    assert listed["air-defence-guns.txt"] == ("Outside the period", "published 2026-02-26")
    assert listed["norway-training-copy.txt"] == ("Duplicate", "repeats norway-training.txt")
    assert listed["empty.txt"] == ("Not readable or excluded", "the file is empty")
    assert listed["broken.jsonl"][1].startswith("no line holds an article")
    assert list(listed)[:2] == ["broken.jsonl", "empty.txt"]
    assert len(listed) == 2 + 2 + 7 + sum(fate.detail.startswith("read") for fate in made().fates)


def test_the_insertion_is_marked_as_the_sources() -> None:
    """In a voice of its own, with a note under the quotation, and none of our brackets."""
    (quote,) = (one for one in quotes_of("varna-ministers.txt") if "Rumen Dachev" in one)
    assert "  insertion |(Rumen Dachev - ed.)|\n  source    | in Varna, and the fleet" in quote
    assert "The words in italics are the source’s insertion, not the speaker’s." in quote
    assert "edit" not in quote
    assert "strong    |Orkun Işıldağ|" in quote


def test_the_ellipsis_is_noted_as_the_sources() -> None:
    """The words before and behind it are one quotation."""
    (quote,) = (one for one in quotes_of("varna-ministers.txt") if "..." in one)
    assert '|"We lost six days in January to high seas ... The crews used that time' in quote
    assert "The dots are the source’s." in quote


def test_a_quotation_in_ukrainian() -> None:
    """From mark to mark, as the source has it, each with the speaker whom the source names in full elsewhere."""
    first, second = quotes_of("kyiv-radars-uk.txt")
    assert "|«Перші чотири радари прибудуть до кінця березня" in first + second
    assert "тому техніка не стоятиме на складах»|" in first + second
    speakers = ("Соломія Вербитенко", "Тарас Вишнепольський")
    assert all(f"strong    |{name}|" in one for name, one in zip(speakers, (first, second), strict=True))


@pytest.mark.parametrize(
    ("path", "words", "speaker"),
    [
        ("varna-mine-patrols.txt", "A single mine near", "Ștefan Brădățeanu"),
        ("tulcea-drone-debris.txt", "Air defense is not a single", "Ștefan Brădățeanu"),
        ("industry-forum.md", "A large company can wait", "Tomasz Grzędowicz"),
        ("agency-feed.jsonl#1", "Each contract will be", "Solomiia Verbytenko"),
        ("agency-feed.jsonl#2", "The outgoing brigade", "Bożena Wielgołaska"),
        ("agency-feed.jsonl#3", "Detection buys time", "Matteo Bellandini"),
        ("norway-training.txt", "A launcher can be", "Taras Vyshnepolskyi"),
        ("norway-training.txt", "I would rather give", "Sigrun Fjelldalen"),
        ("port-strike-utf16.txt", "We respect the right", "Łukasz Drzewoszek"),
        ("repair-centre-cp1252.txt", "A vehicle that waits", "René Castelvieux"),
        ("election-observers.txt", "An observer watches", "Eilidh Dunmorran"),
        ("varna-ministers.txt", "Nobody should conclude", "Yiğit Karabaşoğlu"),
        ("odesa-corridor.html", "Every captain who", "Yevhen Porokhivskyi"),
        ("sea-charts.txt", "We would rather check", "Răzvan Țuculeanu"),
    ],
)
def test_a_quotation_has_its_own_speaker(path: str, words: str, speaker: str) -> None:
    """Whether the source names them, says "he added", or gives a title."""
    (quote,) = (one for one in quotes_of(path) if words in one)
    (strong,) = re.findall(r"  strong    \|(.*)\|", quote)
    assert strong.endswith(speaker)


def test_what_surrounds_a_saved_page_is_left_out() -> None:
    """Navigation, cookies and promotion are no words of the article."""
    text = articles()["odesa-corridor.html"].text
    assert text.startswith("ODESA, Ukraine")
    assert not [word for word in ("ookie", "ubscri", "Accept all", "Most read", "dataLayer") if word in text]


def test_every_encoding_is_read_right() -> None:
    """Letters of cp1252 and UTF-16 stand on the page as they were written."""
    shown = dump(page(made()))
    assert "Zoé Lemaître-Grün" in shown
    assert "Michalina Śródecka" in shown
    assert "�" not in shown


def test_points_are_the_words_of_their_source() -> None:
    """Without our brackets, each is a piece of its article, from a sentence's beginning to a sentence's end."""
    briefing = made(99, 99)
    blocks = {one.id: one for one in page(briefing).blocks if isinstance(one, Point)}
    for point in briefing.points():
        said = "".join(run.text for run in blocks[point.id].words if run.voice != "edit")
        kept = point.excerpt.passage.text
        for edit in sorted(point.excerpt.edits, key=lambda one: one.span, reverse=True):
            start = point.excerpt.passage.span.start
            kept = kept[: edit.span.start - start] + kept[edit.span.end - start :]
        assert said == re.sub(r"\s*\n\s*", " ", kept)
