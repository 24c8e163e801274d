import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import SettingsError
from briefing.inputs import discover

NOWHERE = Path("nowhere")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(*names: str) -> None:
    """Make these files."""
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)


def names(*inputs: str, leave_out: Path = NOWHERE) -> list[str]:
    """The names of what is found, obstacles with a question mark."""
    found = discover(map(Path, inputs), leave_out)
    return [one.name + "?" * bool(one.obstacle) for one in found]


def test_a_folder_is_searched_and_names_are_relative_to_it():
    """Names use forward slashes, are sorted, and do not say where the folder lies."""
    put("in/b.txt", "in/a/c.txt", "in/a.txt")
    assert names("in") == ["a.txt", "a/c.txt", "b.txt"]
    assert names("./in/") == names("in") == names(str(Path("in").absolute()))


def test_what_is_hidden_or_finished_is_passed_over():
    """Dotfiles, folders with a dot and the folder of finished briefings hold no articles."""
    put("in/.DS_Store", "in/.git/a.txt", "in/out/2025-W45/briefing.md", "in/a.txt")
    assert names("in", leave_out=Path("in/out")) == ["a.txt"]


def test_what_a_browser_saves_beside_a_page_is_a_part_of_it():
    """The page is one input; its frames, styles and scripts are none, unless they are named themselves."""
    put("in/P.html", "in/P_files/saved_resource.html", "in/P_files/a/b.js", "in/sub/Q.HTM", "in/sub/Q_files/c.css")
    put("in/R_files/d.txt", "in/sub/P_files/e.txt", "in/S.txt", "in/S_files/f.txt", "in/html", "in/_files/g.txt")
    pages = [
        "P.html",
        "R_files/d.txt",
        "S.txt",
        "S_files/f.txt",
        "_files/g.txt",
        "html",
        "sub/P_files/e.txt",
        "sub/Q.HTM",
    ]
    assert names("in") == pages
    assert names("in/P_files") == ["a/b.js", "saved_resource.html"]


def test_a_file_named_itself_is_taken_however_it_is_called():
    """What is named on the command line is meant: a dotfile, or a link."""
    put("in/.note.txt", "in/a.txt")
    Path("in/link.txt").symlink_to("a.txt")
    assert names("in/.note.txt", "in/link.txt") == [".note.txt", "link.txt"]


def test_links_pipes_and_devices_are_accounted_for_and_not_opened():
    """A link may lead out of the folder and a pipe never end; both are found, with an obstacle."""
    put("in/a.txt", "elsewhere/b.txt")
    Path("in/file-link").symlink_to("a.txt")
    Path("in/folder-link").symlink_to(Path("elsewhere").absolute())
    Path("in/broken-link").symlink_to("absent")
    os.mkfifo("in/pipe.txt")
    assert names("in") == ["a.txt", "broken-link?", "file-link?", "folder-link?", "pipe.txt?"]
    reasons = {str(one.obstacle) for one in discover([Path("in")], NOWHERE) if one.obstacle}
    assert "pipe.txt: not a regular file; give a file with the article's text" in reasons
    assert "folder-link: a link is not followed; give the file it leads to" in reasons


def test_each_file_is_taken_once():
    """A file given twice, or by itself and in its folder, is one input, in any order."""
    put("in/sub/a.txt")
    assert names("in", "in/sub", "in/sub/a.txt") == names("in/sub/a.txt", "in") == ["sub/a.txt"]


def test_the_same_name_in_two_folders_stays_apart():
    """As many folders are put in front as it takes, and only where it takes any."""
    put("one/a.txt", "two/a.txt", "two/b.txt", "x/one/a.txt")
    assert names("one", "two") == ["b.txt", "one/a.txt", "two/a.txt"]
    assert names("one", "x/one")[-1] == "x/one/a.txt"
    assert len(set(names("one", "two", "x/one"))) == 4


def test_names_cannot_forge_a_line():
    """Control characters and bytes that are no text are printed as escapes."""
    put("in/a\n.txt")
    Path(os.fsdecode(b"in/\xff.txt")).write_text("x")
    assert names("in") == ["\\udcff.txt", "a\\n.txt"]


def test_two_files_never_print_alike():
    """A line feed and the letters that stand for it are told apart, since the backslash is escaped, too."""
    put("in/x\n.txt", "in/x\\n.txt")
    assert names("in") == ["x\\\\n.txt", "x\\n.txt"]


OURS = dict.fromkeys(["schema", "versions", "settings", "period", "inputs", "counts", "files", "problems"])


def test_finished_briefings_are_passed_over_wherever_they_lie():
    """A folder with our run.json is no input: beside articles, above all inputs, or named itself."""
    put("a.txt", "old/2025-W44/briefing.md", "old/2025-W44/more/a.txt", "2025-W45/briefing.md")
    for folder in ("old/2025-W44", "2025-W45"):
        Path(folder, "run.json").write_text(json.dumps(OURS))
    assert names(".", leave_out=Path()) == names(".") == ["a.txt"]
    assert names("2025-W45", "old", leave_out=Path()) == []


@pytest.mark.parametrize("content", ["{}", "[1]", "no json", "[" * 100_000, '"\ud800"'])
def test_another_run_json_is_an_input_like_others(content):
    """The name alone does not make a folder ours, and nothing that it holds stops the run."""
    put("in/a.txt")
    Path("in/run.json").write_bytes(content.encode(errors="surrogatepass"))
    assert names("in") == ["a.txt", "run.json"]


def test_a_run_json_that_is_no_file_is_not_opened():
    """A pipe of that name would never end."""
    put("in/a.txt")
    os.mkfifo("in/run.json")
    assert names("in") == ["a.txt", "run.json?"]


def test_no_input_and_an_absent_one():
    """Both are errors of usage, with the remedy."""
    with pytest.raises(SettingsError, match="INPUTS: no file or folder is given; name one, or set inputs"):
        names()
    with pytest.raises(SettingsError, match="absent: does not exist; give a file or folder that does"):
        names("absent")


@given(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.sampled_from("xy")), min_size=1))
def test_any_files_in_any_order_have_names_of_their_own(tmp_path_factory, files):
    """Every file is found once, under a name of its own that ends like its path, whatever the order of the inputs."""
    root = tmp_path_factory.mktemp("any")
    for parts in files:
        path = root.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    inputs = sorted({root / first for first, _, _ in files} | {root.joinpath(*parts) for parts in files})
    found = discover(inputs, NOWHERE)
    assert found == discover(reversed(inputs), NOWHERE)
    assert len({one.name for one in found}) == len(found) == len(files)
    assert all(one.path.as_posix().endswith("/" + one.name) for one in found)
