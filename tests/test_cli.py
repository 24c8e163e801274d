"""The command line from end to end, with the real stages."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import briefing
from briefing.cli import main

ALL = ["briefing.pdf", "briefing.docx", "briefing.html", "briefing.md", "briefing.json", "run.json"]

SLOW_READER = """
import time
from pathlib import Path

name, suffixes = "slow", (".slow",)

def claims(path, head):
    return path.endswith(".slow")

def read(file):
    Path("reading").touch()
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """Work in an empty folder, and leave the handling of signals as it was."""
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def slow(tmp_path, articles) -> Path:
    """A plug-in whose reader takes a minute, and a file for it among the articles."""
    folder = tmp_path / "plugin"
    info = folder / "slow-1.dist-info"
    info.mkdir(parents=True)
    (folder / "slow_reader.py").write_text(SLOW_READER)
    (info / "METADATA").write_text("Name: slow\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[briefing.readers]\nslow = slow_reader\n")
    (articles / "story.slow").write_text("a story")
    return folder


def wait_until_reading(process, tmp_path):
    """Return when the slow reader is at work."""
    for _ in range(600):
        if (tmp_path / "reading").exists():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("the slow reader was never called")


def left_in(out: Path) -> set[str]:
    """The names of what is in the folder of finished briefings."""
    return {path.name for path in out.iterdir()}


# --- what it writes -----------------------------------------------------------------------------------------------


def test_make_writes_all_files_and_lists_them(articles, capsys):
    """Exit 0; one line per written file on stdout, a summary on stderr, nothing left over."""
    assert main(["make", "articles"]) == 0
    told = capsys.readouterr()
    assert told.out.split() == [f"out/2025-W45/{name}" for name in ALL]
    assert all(Path(line).is_file() for line in told.out.split())
    assert told.err.splitlines()[-1] == "briefing: 3 of 3 inputs used, 0 rejected, 0 problems"
    assert left_in(Path("out")) == {"2025-W45", ".briefing.lock"}


def test_a_week_without_articles_is_a_valid_briefing(tmp_path, articles, capsys):
    """Exit 0 for an empty folder and for a week nothing was written in."""
    (tmp_path / "empty").mkdir()
    assert main(["make", "empty"]) == 0
    assert Path("out/undated/briefing.pdf").is_file()
    (articles / "agency/aid.txt").unlink()
    assert main(["make", "articles", "--week", "2024-W10"]) == 0
    assert Path("out/2024-W10/briefing.pdf").is_file()


def test_formats_and_days_can_be_chosen(articles, capsys):
    """Only what was asked for is written, and always run.json."""
    assert main(["make", "articles", "--format", "md, json", "--since", "2025-11-05", "--until", "2025-11-05"]) == 0
    assert left_in(Path("out/2025-11-05--2025-11-05")) == {"briefing.md", "briefing.json", "run.json"}


def test_settings_name_the_inputs(articles, capsys):
    """Without INPUTS those of the settings are read, relative to the settings."""
    Path("desk.toml").write_text('inputs = ["articles"]\ntitle = "The week at the desk"\n', encoding="utf-8")
    assert main(["make", "--config", "desk.toml", "--format", "md"]) == 0
    assert "The week at the desk" in Path("out/2025-W45/briefing.md").read_text(encoding="utf-8")


def test_problems_are_told_with_their_remedy(articles, capsys):
    """A bad file is one line on stderr, and the rest is written."""
    (articles / "empty.txt").touch()
    assert main(["make", "articles", "--format", "md"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert "empty.txt: the file is empty; give a file with the article's text" in told
    assert told[-1] == "briefing: 3 of 4 inputs used, 1 rejected, 1 problem"


def test_a_log_for_programs(articles, capsys):
    """Every line on stderr is an event; what was written is listed on stdout as ever."""
    (articles / "empty.txt").touch()
    assert main(["make", "articles", "--format", "md", "--log", "json"]) == 0
    told = capsys.readouterr()
    events = [json.loads(line) for line in told.err.splitlines()]
    assert [one["event"] for one in events if one["event"] != "left-out"] == ["start", "problem", "done"]
    assert (events[0]["files"], events[-1]["used"], events[-1]["rejected"]) == (4, 3, 1)
    assert events[-1]["files"] == told.out.split()
    assert main(["make", "absent", "--log", "json"]) == 2
    assert json.loads(capsys.readouterr().err)["message"].startswith("absent: does not exist")


# --- exit codes ---------------------------------------------------------------------------------------------------


def test_1_problems_under_strict(articles):
    """Everything is written all the same."""
    (articles / "empty.txt").touch()
    assert main(["make", "articles", "--strict", "--format", "md"]) == 1
    assert Path("out/2025-W45/briefing.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["make", "--wek", "2025-W45"], "No such option"),
        (["make"], "INPUTS: no file or folder is given; name one, or set inputs in briefing.toml"),
        (["make", "absent"], "absent: does not exist; give a file or folder that does"),
        (["make", "articles", "--week", "45"], "--week: '45' is not a week"),
        (
            ["make", "articles", "--format", "odt"],
            "--format: there is none called 'odt'; use pdf, docx, html, md, json",
        ),
        (["make", "articles", "--attribution", "all"], "--attribution: 'all' is not careful or complete; give careful"),
        (
            ["make", "articles", "--notes", "margin"],
            "--notes: 'margin' is not links or footnotes or endnotes; give links or footnotes or endnotes",
        ),
        (["make", "articles", "--summarizer", "lxa"], "--summarizer: there is none called 'lxa'; use news"),
        (["make", "articles", "--themes", "articles"], "articles: holds no theme"),
        (["make", "articles", "--config", "absent.toml"], "absent.toml: cannot be read"),
        (["make", "articles", "--out", "articles/harbor.txt"], "articles/harbor.txt: cannot be written"),
        (["show", "absent.txt"], "absent.txt: does not exist"),
        (["show", "articles"], "is a directory"),
        (
            ["make", "articles", "--themes", "security"],
            "--themes: 'security' is neither a folder nor a set of themes; ",
        ),
        (["list", "editors"], "is not one of"),
        (["themes", "suggest"], "INPUTS: no file or folder is given"),
        (["themes", "suggest", "articles", "--themes", "articles"], "articles: holds no theme"),
        (["themes", "praise"], "No such command"),
    ],
)
def test_2_usage_and_settings(articles, capsys, arguments, message):
    """The message names the place and the remedy; nothing is written."""
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not Path("out").exists() or left_in(Path("out")) <= {".briefing.lock"}


def test_3_nothing_readable(tmp_path, capsys):
    """There were files and none could be read: each is named with its remedy."""
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/empty.txt").touch()
    (tmp_path / "bad/film.mov").write_bytes(b"\0\0\0\x18ftyp")
    assert main(["make", "bad"]) == 3
    told = capsys.readouterr().err
    assert "none of the files could be read" in told
    assert "  empty.txt: the file is empty; give a file with the article's text\n" in told
    assert "  film.mov: " in told
    assert main(["show", "bad/empty.txt"]) == 3


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_4_a_page_that_alters_a_word(articles, monkeypatch, capsys, name):
    """A renderer that prints another word than the source's is found out, and the old briefing stays as it was."""
    from briefing.render import RENDERERS

    assert main(["make", "articles"]) == 0
    before = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    monkeypatch.setitem(RENDERERS, name, altering(RENDERERS[name]))  # type: ignore[arg-type]
    assert main(["make", "articles", "--title", "Another"]) == 4
    told = capsys.readouterr().err
    assert "words on the page could not be proved, nothing was published" in told
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == before
    assert left_in(Path("out")) == {"2025-W45", ".briefing.lock"}


def altering(draw):
    """A renderer that says "often" for "ready" in the source's words."""
    from dataclasses import replace

    from briefing.blocks import Point, QuoteBlock

    def altered(block):
        if not isinstance(block, Point | QuoteBlock):
            return block
        return replace(block, words=tuple(replace(run, text=run.text.replace("ready", "often")) for run in block.words))

    return lambda page, style: draw(replace(page, blocks=tuple(map(altered, page.blocks))), style)


def test_70_internal_error(articles, monkeypatch, capsys):
    """The message asks to report it; where it comes from is said with --debug alone."""
    from briefing.render import RENDERERS

    monkeypatch.setitem(RENDERERS, "md", lambda page, style: 1 / 0)  # type: ignore[arg-type]
    assert main(["make", "articles"]) == 70
    told = capsys.readouterr().err
    assert told.startswith("briefing: internal error (ZeroDivisionError: division by zero); please report it")
    assert "Traceback" not in told
    assert main(["--debug", "make", "articles"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_75_another_run_is_writing(tmp_path, articles, slow, briefing_process, capsys):
    """Two processes do not write to one folder; the second says so at once."""
    process = briefing_process("make", "articles", path=slow)
    wait_until_reading(process, tmp_path)
    assert main(["make", "articles"]) == 75
    assert capsys.readouterr().err == "out: another run is writing here; wait for it, or give another --out\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_130_and_143_interrupted(tmp_path, articles, slow, briefing_process, number, code):
    """An interruption ends the run within seconds; nothing is published and nothing left over."""
    process = briefing_process("make", "articles", path=slow)
    wait_until_reading(process, tmp_path)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in told) == (code, False)
    assert left_in(tmp_path / "out") == {".briefing.lock"}


def test_143_is_told_to_a_ci_job(tmp_path, articles, slow, briefing_process):
    """A job that is cancelled has its exit code, too."""
    process = briefing_process("make", "articles", "--ci", "github", path=slow, GITHUB_OUTPUT=str(tmp_path / "outputs"))
    wait_until_reading(process, tmp_path)
    process.terminate()
    told, _ = process.communicate(timeout=60)
    assert (process.returncode, told) == (143, "::error title=briefing::briefing: terminated\n")
    assert (tmp_path / "outputs").read_text().splitlines()[1] == "143"


# --- looking in ---------------------------------------------------------------------------------------------------


def shown(capsys, *arguments):
    """What `briefing show` prints, parsed."""
    assert main(["show", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_show_prints_the_records_of_each_stage(articles, capsys):
    """Records as JSON: dates in ISO form, offsets into the article's text."""
    path = "articles/harbor.txt"
    assert shown(capsys, path, "--stage", "document")["fields"]["outlet"] == "Pier Gazette"
    article = shown(capsys, path)
    assert article["source"]["published"] == "2025-11-05"
    (quote,) = shown(capsys, path, "--stage", "quotes", "--json")
    span = quote["passage"]["span"]
    assert article["text"][span["start"] : span["end"]] == quote["passage"]["text"]
    assert quote["attribution"]["speaker"]["name"] == "Ilinca Brânză"
    assert shown(capsys, path, "--stage", "points")[0]["excerpt"]["passage"]["text"].startswith("Romania will send")


QUOTES = """\
harbor.txt: 1 quotation

¶2, characters 117–204: full quotation
    "The boats are ready and the crews are trained. They will sail before the first frost,"
    Speaker          Ilinca Brânză, Romanian Defense Minister, named in ¶1
    Pointed at by    Brânză (a name, ¶2)
    Reporting words  said
    Rule             behind: the words after it name the speaker
    Certainty        sure
    Occasion         none
    On the page      speaker told
"""


def test_show_explains_quotations_to_a_person(articles, capsys):
    """Where each stands, who says it, how the source says so, and what becomes of that on the page."""
    assert main(["show", "articles/harbor.txt", "--stage", "quotes"]) == 0
    assert capsys.readouterr().out == QUOTES


def test_show_explains_each_item_of_an_export(tmp_path, capsys):
    """An item that cannot be read is told in its place."""
    Path("feed.jsonl").write_text('{"text": "“The first ship has left the port,” Anna Nowak said."}\n{"text": ')
    assert main(["show", "feed.jsonl", "--stage", "quotes"]) == 0
    told = capsys.readouterr().out.split("\n\n")
    assert (told[0], told[1].splitlines()[0]) == ("feed.jsonl#1: 1 quotation", "¶1, characters 0–35: full quotation")
    assert told[2].startswith("feed.jsonl#2: line 2 of the file is left out")


def test_show_prints_a_list_for_an_export(tmp_path, capsys):
    """A file of several articles gives one record each, with the field map of the settings."""
    Path("briefing.toml").write_text('[fields]\ntext = "body"\n')
    lines = [json.dumps({"body": f"The {word} ship left the port on Monday."}) for word in ("first", "second")]
    Path("feed.jsonl").write_text("\n".join(lines))
    records = shown(capsys, "feed.jsonl", "--stage", "document")
    assert [record["path"] for record in records] == ["feed.jsonl#1", "feed.jsonl#2"]


def test_show_lists_what_is_rejected(tmp_path, capsys):
    """An item of an export that cannot be read is a problem in its place; a list even where one item is left."""
    Path("feed.jsonl").write_text('{"text": "The first ship left the port on Monday."}\n{"text": ')
    article, problem = shown(capsys, "feed.jsonl")
    assert article["source"]["path"] == "feed.jsonl#1"
    assert problem["where"] == "feed.jsonl#2"
    Path("feed.jsonl").write_text('{"text": "The first ship left the port on Monday."}\n')
    assert len(shown(capsys, "feed.jsonl")) == 1


def test_show_prints_one_record_for_a_file_with_a_number_sign(tmp_path, capsys):
    """The name of a file does not make it an export."""
    Path("a#1.txt").write_text("The first ship left the port on Monday.")
    assert shown(capsys, "a#1.txt")["source"]["path"] == "a#1.txt"


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("readers", "jsonl      .jsonl, .ndjson"),
        ("themes", "black-sea            The Black Sea: Security, shipping and mine clearance in the Black Sea region"),
        ("summarizers", "news       used here"),
        ("formats", "pdf   briefing.pdf, used here"),
    ],
)
def test_list_says_what_there_is(capsys, kind, line):
    """One line per name."""
    assert main(["list", kind]) == 0
    assert line in capsys.readouterr().out.splitlines()


def test_list_says_the_themes_of_a_set(capsys):
    """A set comes with the three, and with a folder of one's own where both are asked for."""
    Path("ours").mkdir()
    Path("ours/ports.toml").write_text('title = "Ports"\norder = 0\n[phrases]\n"port" = 1\n', encoding="utf-8")
    assert main(["list", "themes", "--themes", "security-desk", "--themes", "ours"]) == 0
    told = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert told[:5] == ["ports", "air-defense", "black-sea", "support-for-ukraine", "eastern-flank"]


# --- themes -------------------------------------------------------------------------------------------------------


def test_themes_suggest_writes_nothing_and_says_where_there_is_too_little(articles, capsys):
    """TOML to paste on stdout, what could not be read on stderr; for programs the same as JSON."""
    (articles / "empty.txt").touch()
    assert main(["themes", "suggest", "articles"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("# 3 articles, ")
    assert told.out.endswith("# Too little to suggest anything from. Give more articles: a few dozen.\n")
    assert told.err == "empty.txt: the file is empty; give a file with the article's text\n"
    assert not Path("out").exists()
    assert main(["themes", "suggest", "articles", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["articles"], record["enough"], record["themes"]) == (3, False, [])


# --- start-up and terminal ----------------------------------------------------------------------------------------

IMPORTED = """
import sys
from briefing.cli import main
main([{argument!r}])
tops = {{name.partition(".")[0] for name in sys.modules}}
print(sorted(tops - sys.stdlib_module_names - {{"__main__", "briefing"}}))
"""


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_start_up_imports_click_alone(argument):
    """Asking for the version loads no library but the command line's."""
    root = str(Path(briefing.__file__).parents[1])
    command = [sys.executable, "-S", "-c", IMPORTED.format(argument=argument)]
    path = os.pathsep.join([root, *filter(None, sys.path)])
    told = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "['click']"


def test_the_bar_is_drawn_on_a_terminal_alone(tmp_path, articles, briefing_process):
    """Where stderr is no terminal there is no control sequence in it; on one there is."""
    _, told = briefing_process("make", "articles", "--format", "md").communicate()
    assert "\x1b" not in told
    root = str(Path(briefing.__file__).parents[1])
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "briefing", "make", "articles", "--format", "md"]
    environment = {**os.environ, "PYTHONPATH": root, "TERM": "xterm"}
    subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, check=True)
    assert b"Reading" in os.read(ours, 65536)
    os.close(ours)
    os.close(theirs)
