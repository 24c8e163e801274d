"""A file is read whole, a folder listed whole, or refused with what to do about it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.files import LARGEST, list_folder, read_whole


def test_a_file_is_read(tmp_path: Path) -> None:
    """All of it, an empty one too."""
    path = tmp_path / "a"
    for content in (b"", b"\x00words\xff"):
        path.write_bytes(content)
        assert read_whole(path, "give another") == content


def grow(path: Path) -> None:
    """Make a file that is larger than can be read; it takes no room on the disk."""
    path.touch()
    os.truncate(path, LARGEST + 1)


REFUSED: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: None, "there is no such file; give another"),
    (Path.mkdir, "is not a file; give another"),
    (os.mkfifo, "is not a file; give another"),
    (lambda path: path.symlink_to("/dev/zero"), "is not a file; give another"),
    (lambda path: path.symlink_to(path), "cannot be read (Too many levels of symbolic links); allow reading it"),
    (grow, "is larger than 256 MB; give another"),
]


@pytest.mark.parametrize(("make", "told"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_refused(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    """It is neither waited for nor read to an end that it has not."""
    path = tmp_path / "a"
    make(path)
    with pytest.raises(SettingsError) as refusal:
        read_whole(path, "give another")
    assert str(refusal.value).startswith(f"{path}: {told}")


def test_a_folder_is_listed(tmp_path: Path) -> None:
    """By name; one that is not there, or is none, has nothing in it."""
    for name in ("b", "a"):
        (tmp_path / name).touch()
    assert list_folder(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert list_folder(tmp_path / "a") == list_folder(tmp_path / "c") == []


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path) -> None:
    """It is not as if there were nothing in it."""
    path = tmp_path / ("n" * 300)
    with pytest.raises(SettingsError, match=r"the folder cannot be listed \(File name too long\); allow reading it"):
        list_folder(path)
