"""The run: one file at a time, everything accounted for, the same bytes every time."""

import json
import os
import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.inputs import Found, discover
from briefing.pipeline import analyse, run
from briefing.read import READERS
from briefing.settings import PeriodWish, Settings

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
    analysis = analyse(Found("gone.txt", tmp_path / "gone.txt"), Settings(), READERS)
    assert str(analysis.rejection) == "gone.txt: cannot be read (No such file or directory); allow reading it"


class Moody:
    """A reader that fails for a reason nobody foresaw."""

    name, suffixes = "moody", (".txt",)

    def claims(self, path, head):
        return True

    def read(self, file):
        raise LookupError("no mood")


def test_one_articles_failure_is_its_own(tmp_path, articles):
    """An unforeseen failure rejects one file, and the reason names it."""
    (found, *_) = discover([articles / "harbor.txt"], tmp_path)
    analysis = analyse(found, Settings(), (Moody(),))
    assert str(analysis.rejection).startswith("harbor.txt: failed with LookupError: no mood; please report it")
    assert (analysis.digests, len(analysis.sha256)) == ((), 64)


def test_an_analysis_depends_on_the_file_alone(articles):
    """The same file gives the same analysis, whatever was read before."""
    files = discover([articles], Path("out"))
    forth = [analyse(one, Settings(), READERS) for one in files]
    back = [analyse(one, Settings(), READERS) for one in reversed(files)]
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
    assert len(finished(tmp_path / "out1")) == 5


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


def test_settings_that_matter_change_run_json(tmp_path, articles):
    """Another theme file, title or limit is seen in the record of the run."""
    themes = tmp_path / "themes"
    shutil.copytree(Settings().themes, themes)
    run(only(tmp_path / "one", articles, themes=themes))
    with (themes / "black-sea.toml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    run(only(tmp_path / "two", articles, themes=themes))
    looks = [record(tmp_path / name)["settings"]["looks"] for name in ("one", "two")]
    assert {name for name in looks[0] if looks[0][name] != looks[1][name]} == {"themes/black-sea.toml"}
