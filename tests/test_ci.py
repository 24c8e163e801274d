"""A run told to GitHub: nothing from an article or a file's name becomes a command, an output or markup."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.ci import ANNOTATIONS, annotate, draw_outputs, escape, fenced, fit, outputs, report, summarize
from briefing.cli import main
from briefing.errors import SettingsError
from briefing.model import Fate, Problem, Tally
from briefing.pipeline import Outcome
from briefing.progress import Ended

TALLY = Tally(7, 4, 3, 1, 1, 1, 1, *[0] * 11)
SPECIAL = st.sampled_from(
    ["::", "error", "##[", "]", "%", "0A", "\n", "\r", ",", ":", "=", "\u2028", "\x1b", "\ud800", "ż"]
)
TEXTS = st.lists(SPECIAL, max_size=12).map("".join)


def outcome(*problems: Problem, files: tuple[Path, ...] = (Path("out/2025-W45/run.json"),), **more: object) -> Outcome:
    return Outcome(files, problems, TALLY, **more)  # type: ignore[arg-type]


def rejected(where: str, message: str = "the file is empty", stage: str = "read") -> Problem:
    return Problem(stage, where, message, "give another")


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in a log as GitHub's runner finds them: name, properties and message."""
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        new = re.fullmatch(r"::([^ :]+)(?: (.*?))?::(.*)", line.strip())
        old = re.search(r"##\[([^ \]]+)([^\]]*)\](.*)", line)
        if new:
            properties = (one.partition("=") for one in (new[2] or "").split(",") if one)
            found.append((new[1], {name: plain(value) for name, _, value in properties}, plain(new[3])))
        elif old:
            found.append((old[1], {}, old[3]))
    return found


def plain(text: str) -> str:
    """What the runner makes of an escaped value."""
    for code, letter in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(code, letter)
    return text


def told(ended: Ended, workspace: Path = Path()) -> list[tuple[str, dict[str, str], str]]:
    lines = list(annotate(ended, workspace))
    found = commands("\n".join(lines))
    assert len(found) == len(lines)
    return found


# --- annotations --------------------------------------------------------------------------------------------------


@given(TEXTS)
@example("%0A::error::")
@example("a%3Ab")
def test_escaped_text_is_one_line_and_comes_back(text):
    """Whatever it is, the runner gets it back; what cannot be seen it gets escaped."""
    for is_property in (False, True):
        line = escape(text, is_property)
        assert len(line.splitlines()) <= 1
        line.encode()
        seen = all(ch.isprintable() or ch in "\r\n" for ch in text)
        assert plain(line) == text or not seen
    assert not set(escape(text, is_property=True)) & set(":,\r\n")


@given(TEXTS, TEXTS)
def test_an_annotation_is_one_warning(where, message):
    """The name and the words of a problem make no second command and no other property."""
    found = told(Ended(0, outcome(rejected(where, message))))
    assert [(name, set(properties) <= {"title"}) for name, properties, _ in found] == [("warning", True)]


@pytest.mark.parametrize(("count", "last"), [(9, None), (10, "1 more"), (31, "22 more")])
def test_no_more_than_github_shows(count, last):
    """Nine and how many more there are: GitHub drops the eleventh of a kind without a word."""
    found = told(Ended(0, outcome(*(rejected(f"{n}.txt") for n in range(count)))))
    assert len(found) == min(count, ANNOTATIONS + 1)
    assert last is None or found[-1][2] == f"{last}, see the summary"


def test_what_costs_an_article_is_told_first():
    """Doubts about articles that are used do not push out a rejection."""
    doubts = [rejected(f"{n}.txt", "3 soft hyphens removed") for n in range(20)]
    made = outcome(*doubts, rejected("lost.txt"), fates=(Fate("lost.txt", "", "rejected"),))
    assert told(Ended(0, made))[0][1]["title"] == "lost.txt"


@pytest.mark.parametrize(
    ("where", "stage", "file"),
    [
        ("a.txt", "read", "articles/a.txt"),
        ("export.jsonl#3", "read", "articles/export.jsonl"),
        ("articles/a.txt", "analyse", "articles/a.txt"),
        ("absent.txt", "read", None),
        ("a.txt", "check", None),
        ("outside.txt", "read", None),
    ],
)
def test_an_annotation_names_the_file_from_the_top_of_the_checkout(tmp_path, where, stage, file):
    """What is no input, or lies outside, has a title alone."""
    (tmp_path / "checkout/articles").mkdir(parents=True)
    for name in ("checkout/articles/a.txt", "checkout/articles/export.jsonl", "outside.txt"):
        (tmp_path / name).touch()
    inputs = (tmp_path / "checkout/articles", tmp_path / "outside.txt")
    ended = Ended(0, outcome(rejected(where, stage=stage)), inputs=inputs)
    ((_, properties, _),) = told(ended, tmp_path / "checkout")
    assert (properties["title"], properties.get("file")) == (where, file)


def test_a_failure_is_one_error():
    """Its lines stay together, and one that is too long is cut."""
    ((name, _, message),) = told(Ended(3, message="INPUTS: none could be read\n  ::error::x.txt: is empty"))
    assert (name, message) == ("error", "INPUTS: none could be read\n  ::error::x.txt: is empty")
    ((_, _, message),) = told(Ended(70, message="x" * 10_000))
    assert (len(message), message[-1]) == (4_000, "…")


@given(TEXTS, TEXTS)
def test_a_fenced_log_holds_no_command(first, second):
    """Neither in the old form nor in the new one, wherever a line begins."""
    lines: list[str] = []
    fenced(lines.append)(f"{first}\n{second}")
    assert commands("\n".join(lines)) == []


def test_a_fenced_line_has_our_name_once():
    """So that what is told of a run looks the same as elsewhere."""
    lines: list[str] = []
    fenced(lines.append)("briefing: done\n::error::no ##[error]no")
    assert lines == ["briefing: done", "briefing: ::error::no ## [error]no"]


# --- outputs ------------------------------------------------------------------------------------------------------


def parsed(text: str) -> dict[str, str]:
    """Outputs as the runner reads them; a later one of the same name wins."""
    values, lines = {}, iter(text.split("\n"))
    for line in filter(None, lines):
        name, mark, rest = line.partition("<<") if "<<" in line.partition("=")[0] else line.partition("=")
        values[name] = rest if mark == "=" else "\n".join(iter(lambda end=rest: next(lines), rest))
    return values


@given(st.dictionaries(st.sampled_from(["pdf", "folder", "new"]), TEXTS.filter(lambda text: "\ud800" not in text)))
def test_outputs_come_back_as_they_were(values):
    """A value of several lines, or one that looks like an output, is no other output."""
    assert parsed(draw_outputs(values, "5f3a")) == values


def test_outputs_of_a_briefing():
    """Every documented output has a value; a format that was not asked for has none."""
    files = tuple(Path("out/2025-W45", name) for name in ("briefing.pdf", "briefing.md", "run.json"))
    made = outputs(Ended(1, outcome(files=files, changed=False, new=2)))
    assert made == {
        "exit_code": "1",
        "folder": "out/2025-W45",
        "pdf": "out/2025-W45/briefing.pdf",
        "docx": "",
        "html": "",
        "new": "2",
        "used": "4",
        "rejected": "1",
        "duplicates": "1",
        "changed": "false",
    }


def test_outputs_of_a_failure():
    """The exit code is told, and that nothing changed; all others are empty."""
    made = outputs(Ended(4, message="not proved"))
    assert (made.pop("exit_code"), made.pop("changed")) == ("4", "false")
    assert set(made.values()) == {""}


def test_a_file_of_the_runner_that_cannot_be_written(tmp_path):
    """Is told by the variable that names it."""
    with pytest.raises(SettingsError, match="GITHUB_OUTPUT: names a file that cannot be written"):
        report(Ended(0, outcome()), {"GITHUB_OUTPUT": str(tmp_path)}, lambda line: None)


# --- the summary --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [0, 150, 400, 900, 1_209, 1_210, 5_000])
def test_a_summary_keeps_to_its_room(room):
    """In bytes; it ends behind a whole part, and says how many are left out."""
    blocks = [f"{number} {'ż' * 57}" for number in range(10)]
    whole = fit(blocks, 10**6)
    text = fit(blocks, room)
    assert len(text.encode()) <= room
    assert (text == whole) == (room >= len(whole.encode()) == 1_190 or room >= 1_190)
    if 200 < room < 1_190:
        *kept, note = text.strip().split("\n\n")
        assert kept == blocks[: len(kept)]
        assert note == f"*{10 - len(kept)} of 10 parts are left out here; the files have them.*"


def test_problems_stand_in_the_summary_as_they_are():
    """Nothing in them is markup: neither a tag, nor the end of the list, nor a fence."""
    hostile = "</details>\n```\n# x <script>alert(1)</script>"
    text = summarize(Ended(0, outcome(*(rejected(f"{n}.txt", hostile) for n in range(300)))))
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text)
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert html == ["<details><summary>300 problems</summary>", "</details>"]
    (code,) = (token.content for token in tokens if token.type == "code_block")
    assert code.count("<script>") == 200
    assert code.endswith("... and 100 more, in run.json\n")


def test_a_summary_without_markdown_says_how_to_get_it():
    """The briefing can stand there only where it was written as Markdown."""
    assert "where md is among the formats" in summarize(Ended(0, outcome()))


# --- from end to end ----------------------------------------------------------------------------------------------

HOSTILE = (
    "</a></details><script>alert(1)</script><img src=x> ![x](http://x.example/) [y](javascript:y) ##[error]z | ` ::stop"
)


@pytest.fixture
def job(tmp_path, articles, monkeypatch):
    """The variables of a job whose checkout is the folder, with articles that mean harm."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    (articles / "::error::evil.txt").touch()
    (articles / "a\n::set-output name=pdf::evil.txt").touch()
    (articles / "hostile.txt").write_text(
        f"Title: %0A::error::{HOSTILE}\nSource: ::set-output name=pdf::{HOSTILE}\nDate: 2025-11-05\n\n"
        f"Bulgaria has bought radars {HOSTILE} for its air defense, said Rumen Dachev on Wednesday in Sofia.\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_run_in_ci_leaves_nothing_to_the_articles(job, capsys):
    """Commands are our warnings alone, and the summary has no markup but ours, though the words stand in it."""
    assert main(["make", "articles", "--ci", "github", "-v"]) == 0
    told = capsys.readouterr()
    found = commands(told.out)
    assert [name for name, _, _ in found] == ["warning"] * 2
    assert {properties["file"] for _, properties, _ in found if "file" in properties} == {"articles/::error::evil.txt"}
    assert commands(told.err) == []
    summary = (job / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    assert "alert(1)" in summary
    tokens = [
        token
        for one in MarkdownIt("gfm-like", {"linkify": False}).enable("table").parse(summary)
        for token in (one, *(one.children or ()))
    ]
    html = {re.sub(r'id="[\w-]+"', "id", token.content.strip()) for token in tokens if token.type.startswith("html")}
    allowed = {"<a id>", "</a>", "<em>", "</em>", "<br>", "</details>", "<details><summary>2 problems</summary>"}
    assert html <= allowed
    assert not [token for token in tokens if token.type == "image"]
    links = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}
    assert links
    assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["articles", "--format", "md"], 0),
        (["articles", "--format", "md", "--strict"], 1),
        (["articles", "--week", "45"], 2),
        (["absent"], 2),
        (["articles/::error::evil.txt"], 3),
    ],
)
def test_outputs_are_written_however_it_ends(job, capsys, arguments, code):
    """The exit code is an output, the summary says something, and a failure is one error."""
    assert main(["make", *arguments, "--ci", "github"]) == code
    told = capsys.readouterr()
    assert parsed((job / "GITHUB_OUTPUT").read_text(encoding="utf-8"))["exit_code"] == str(code)
    assert f"exit code {code}" in (job / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    assert [name for name, _, _ in commands(told.out) if name == "error"] == ["error"] * (code > 1)
    assert commands(told.err) == []


def test_nothing_new_is_told_to_the_job(job, capsys):
    """All outputs are there, and none names a file, whether the run is known or not."""
    assert main(["make", "articles", "--format", "md"]) == 0
    for arguments in (["--format", "md"], ["--format", "md"], ["--format", "json"]):
        (job / "GITHUB_OUTPUT").unlink(missing_ok=True)
        assert main(["make", "articles", "--new-only", *arguments, "--ci", "github"]) == 0
        values = parsed((job / "GITHUB_OUTPUT").read_text(encoding="utf-8"))
        assert (values["exit_code"], values["folder"], values["changed"], values["new"]) == ("0", "", "false", "0")
    assert "Nothing was written." in (job / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")


def test_an_internal_error_is_told_to_the_job(job, monkeypatch, capsys):
    """Its words may come from anywhere, so they are fenced, with --debug too."""
    from briefing.render import RENDERERS

    def fail(page, style):
        raise ValueError("\n::error::x\n##[error]y")

    monkeypatch.setitem(RENDERERS, "md", fail)
    assert main(["--debug", "make", "articles", "--ci", "github"]) == 70
    told = capsys.readouterr()
    assert "Traceback" in told.err
    assert (commands(told.err), len(commands(told.out))) == ([], 1)
    assert parsed((job / "GITHUB_OUTPUT").read_text(encoding="utf-8"))["exit_code"] == "70"
