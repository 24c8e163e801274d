"""`briefing check FILE`: what is printed, as text and as JSON, and how it ends."""

import json
from pathlib import Path

import pytest
from edited_files import made, opened
from edited_word import EditedWord

from briefing.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished briefing."""
    for name, content in made()[0].items():
        (tmp_path / f"briefing.{name}").write_bytes(content)
    (tmp_path / "briefing.json").write_bytes(made()[1])
    return tmp_path


def save(folder: Path, word: EditedWord) -> str:
    path = folder / "edited.docx"
    path.write_bytes(word.save())
    return str(path)


@pytest.mark.parametrize("format", ["docx", "pdf", "html", "md"])
def test_a_finished_file_is_clean(folder: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    """Exit 0 and one line."""
    assert main(["check", str(folder / f"briefing.{format}"), "--strict"]) == 0
    assert capsys.readouterr().out == (
        f"briefing.{format} (2026-W10): 3 quotations and 6 points verbatim; 0 findings, 0 notes\n"
    )


def test_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 4; the place, what stands there, what the source says and what to do."""
    word = opened()
    word.change("q1", "not ", "")
    assert main(["check", save(folder, word)]) == 4
    assert capsys.readouterr().out.splitlines() == [
        "quotation 1 in Radar (q1): shortened",
        '  there:  "The radar does [-not-] replace the patrols, and 40 crews …',
        "  source: Pontic Herald, 2026-03-04, 1 ¶2: "
        '"The radar does not replace the patrols, and 40 crews will stay in Varna,"',
        "  do:     put the words back, or mark the cut with …",
        "",
        "edited.docx (2026-W10): 2 quotations and 6 points verbatim; 1 finding, 0 notes",
    ]


def test_a_note(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0, and 1 where one is strict."""
    word = opened()
    word.delete("q1", "q1-by")
    path = save(folder, word)
    assert main(["check", path]) == 0
    assert capsys.readouterr().out.startswith("note: quotation 1 in Radar (q1): deleted: Pontic Herald")
    assert main(["check", path, "--strict"]) == 1


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All verdicts, as documented."""
    word = opened()
    word.change("q1", "40", "41")
    assert main(["check", save(folder, word), "--json"]) == 4
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["file"], told["period"]) == (1, "edited.docx", "2026-W10")
    assert told["counts"] == {"verbatim": 8, "findings": 1, "notes": 0}
    (found,) = (one for one in told["verdicts"] if one["finding"])
    assert found.keys() == {"verdict", "finding", "id", "place", "reads", "source", "remedy"}
    assert (found["verdict"], found["id"]) == ("edited", "q1")


def test_a_moved_file(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    """Needs its record told."""
    path = tmp_path_factory.mktemp("elsewhere") / "sent.docx"
    path.write_bytes(made()[0]["docx"])
    assert main(["check", str(path)]) == 2
    assert "--record" in capsys.readouterr().err
    assert main(["check", str(path), "--record", str(folder / "briefing.json")]) == 0


def test_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is called one."""
    assert main(["check", str(folder)]) == 2
    assert "is a folder; give the path of the file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.rtx", b"<p>", "cannot be checked; give a file of one of these kinds: .docx, .htm, .html, .md, .pdf"),
        ("a.html", b"", "cannot be read back"),
        ("a.html", b"\xff\xfe<p>", "cannot be read back"),
        ("a.odt", b"", "save it as .docx"),
        ("a.docx", b"PK", "it is damaged, or no Word file"),
        ("a.docx", made()[0]["docx"][:9000], "cannot be read back"),
        ("a.pdf", b"%PDF-1.7", "it is damaged, or no PDF"),
        ("a.md", b"\xff\xfe\xfa", "cannot be read back"),
        ("none.docx", None, "there is no such file"),
    ],
)
def test_a_file_that_cannot_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes | None, message: str
) -> None:
    """Exit 2 with what to do."""
    if content is not None:
        (folder / name).write_bytes(content)
    assert main(["check", str(folder / name)]) == 2
    assert message in capsys.readouterr().err
