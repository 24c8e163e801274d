"""The files of cases are well formed, so that no case is passed over in silence."""

from pathlib import Path

import pytest
from extract.written_cases import FOLDER, read_cases

FILES = sorted(FOLDER.glob("*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_heading_is_a_case(path: Path) -> None:
    """Each `## title` of a file has its two fences, and no title occurs twice."""
    titles = [line[3:] for line in path.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert titles == [case.title for case in read_cases(path)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_cases_is_run(path: Path) -> None:
    """Each topic has its test."""
    assert (path.parent.parent / f"test_{path.stem.rpartition('-')[2]}.py").exists()
