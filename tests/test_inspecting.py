"""Files looked at before a run is given them."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.errors import SettingsError
from briefing.inspecting import inspect_files
from briefing.pipeline import run
from briefing.settings import Settings

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples/articles"


def test_it_rejects_what_a_run_rejects(tmp_path):
    """The same files for the same reasons, and the same doubts, as `make` has them while it reads."""
    inspected = inspect_files(sorted(SAMPLES.iterdir()), Settings())
    outcome = run(Settings(inputs=(SAMPLES,), out=tmp_path / "out", formats=("md",)))
    expected = sorted(str(problem) for problem in outcome.problems if problem.stage == "read")
    here = [str(problem).removeprefix(f"{SAMPLES}/") for problem in (*inspected.rejected, *inspected.doubts)]
    assert sorted(here) == expected
    assert inspected.files == len(list(SAMPLES.iterdir()))


def test_files_are_named_as_they_were_given(tmp_path, articles, monkeypatch, capsys):
    """So that a person, or a hook, finds them again; a folder's by the folder."""
    monkeypatch.chdir(tmp_path)
    (articles / "empty.txt").touch()
    (articles / "link.txt").symlink_to(articles / "harbor.txt")
    assert main(["inspect", "articles"]) == 1
    assert [line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()] == [
        "articles/empty.txt",
        "articles/link.txt",
    ]


@pytest.mark.parametrize(
    ("content", "plain", "strict"),
    [("The first ship has left the port.", 0, 0), ("The f\xadirst ship has left the port.", 0, 1), ("", 1, 1)],
    ids=["good", "doubtful", "rejected"],
)
def test_exit_codes(tmp_path, capsys, content, plain, strict):
    """A doubt is told, and fails under --strict alone."""
    path = tmp_path / "a.txt"
    path.write_text(content, encoding="utf-8")
    assert main(["inspect", str(path)]) == plain
    assert main(["inspect", str(path), "--strict"]) == strict
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == (0 if content.isascii() and content else 2)
    assert told.err.splitlines()[-1] == (
        f"briefing: 1 file read, {plain} rejected, {strict - plain} doubt{'' if strict - plain == 1 else 's'}"
    )


def test_items_of_an_export_have_the_names_of_the_settings(tmp_path, monkeypatch, capsys):
    """The field map counts, and an item that is left out is told in its place."""
    monkeypatch.chdir(tmp_path)
    Path("feed.jsonl").write_text(json.dumps({"body": "The first ship left the port."}) + '\n{"body": ')
    assert main(["inspect", "feed.jsonl"]) == 1
    Path("briefing.toml").write_text('[fields]\ntext = "body"\n')
    assert main(["inspect", "feed.jsonl"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("feed.jsonl#2: line 2 of the file is left out")


def test_a_path_that_is_not_there(tmp_path):
    """Is a slip of usage, as in `make`."""
    with pytest.raises(SettingsError, match="does not exist"):
        inspect_files([tmp_path / "absent.txt"], Settings())
    assert main(["inspect"]) == 2


def test_twenty_files_take_a_moment(tmp_path):
    """A hook runs at every commit. The bound is wide: this says that nothing but reading is loaded and done."""
    for number in range(20):
        shutil.copy(SAMPLES / "varna-wire.txt", tmp_path / f"{number}.txt")
    begun = time.process_time(), time.perf_counter()
    names = sorted(map(str, tmp_path.iterdir()))
    code = "import sys; from briefing.cli import main; code = main(['inspect', *sys.argv[1:]]); " + (
        "print(sorted({'sumy', 'reportlab', 'docx', 'jinja2', 'rich'} & sys.modules.keys())); sys.exit(code)"
    )
    told = subprocess.run([sys.executable, "-c", code, *names], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
    assert time.perf_counter() - begun[1] < 10


def test_the_hook_calls_it():
    """The hook's command is this verb, and the files it takes are those that there are readers for."""
    import re

    import yaml

    from briefing.read import READERS

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["entry"], hook["language"]) == ("briefing-check", "briefing inspect", "python")
    assert hook["pass_filenames"]
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert all(re.search(hook["files"], f"articles/a{suffix}") for suffix in suffixes)
    assert not re.search(hook["files"], "articles/photo.png")
