import errno
import fcntl
import os
import signal
import threading

import pytest

from briefing.errors import Locked, SettingsError
from briefing.outputs import left_over, locked, publish

FILES = {"briefing.pdf": b"new pdf", "run.json": b"new record"}


def contents(folder):
    """Path and bytes of every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_published_and_nothing_is_left_over(tmp_path):
    """The files stand in the folder, in the order given; other files there stay."""
    (tmp_path / "week").mkdir()
    (tmp_path / "week/notes.txt").write_bytes(b"mine")
    paths = publish(FILES, tmp_path / "week")
    assert paths == (tmp_path / "week/briefing.pdf", tmp_path / "week/run.json")
    expected = {f"week/{name}": content for name, content in FILES.items()} | {"week/notes.txt": b"mine"}
    assert contents(tmp_path) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    """Half-written files of a run that had no time to clean up do no harm."""
    (tmp_path / ".briefing.tmp").mkdir()
    (tmp_path / ".briefing.tmp/briefing.pdf").write_bytes(b"half")
    publish(FILES, tmp_path / "week")
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


FAILURES = [("mkdir", 1), ("fsync", 1), ("fsync", 2), ("fsync", 3), ("replace", 1), ("replace", 2), ("rename", 1)]


@pytest.mark.parametrize(("call", "nth"), FAILURES)
def test_old_files_stay_whatever_fails(tmp_path, monkeypatch, call, nth):
    """When the disk fails at any call, no old file is touched and nothing is left over."""
    publish(dict.fromkeys(FILES, b"old"), tmp_path / "week")
    before, real, calls = contents(tmp_path), getattr(os, call), []

    def failing(*arguments, **options):
        calls.append(call)
        if len(calls) == nth:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(SettingsError, match=r"week: cannot be written \(No space left on device\); make room"):
        publish(FILES, tmp_path / "week")
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_a_disk_without_links_will_do(tmp_path, monkeypatch):
    """Nor may every user link what another one wrote."""

    def refused(*paths):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    publish(dict.fromkeys(FILES, b"old"), tmp_path / "week")
    before = contents(tmp_path)
    monkeypatch.setattr(os, "link", refused)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refused_once(os.replace))
        with pytest.raises(SettingsError):
            publish(FILES, tmp_path / "week")
    assert contents(tmp_path) == before
    publish(FILES, tmp_path / "week")
    assert contents(tmp_path) != before


def refused_once(really):
    """A call that fails at its second use alone."""
    calls = []

    def call(*given):
        calls.append(given)
        if len(calls) == 2:
            raise OSError(errno.EIO, "Input/output error")
        return really(*given)

    return call


@pytest.mark.parametrize("times", [1, 2, 3])
def test_interruptions_wait_until_all_is_in_place(tmp_path, monkeypatch, times):
    """However many, and though a library has threads that hear signals: the files are all old or all new."""
    listening = threading.Event()
    threading.Thread(target=listening.wait, daemon=True).start()
    publish(dict.fromkeys(FILES, b"old"), tmp_path / "week")
    real = os.replace

    def interrupted(*given):
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
        real(*given)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(FILES, tmp_path / "week")
    listening.set()
    assert {path.name: path.read_bytes() for path in (tmp_path / "week").iterdir()} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_what_cannot_be_put_back_is_put_back_later(tmp_path, monkeypatch):
    """By the next run that writes there."""
    publish(dict.fromkeys(FILES, b"old"), tmp_path / "week")
    real, calls = os.replace, []

    def failing(*given):
        calls.append(given)
        if len(calls) > 1:
            raise OSError(errno.EIO, "Input/output error")
        real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        with pytest.raises(SettingsError):
            publish(FILES, tmp_path / "week")
    with locked(tmp_path):
        pass
    assert {path.name: path.read_bytes() for path in (tmp_path / "week").iterdir()} == dict.fromkeys(FILES, b"old")


def test_a_file_in_place_of_the_folder(tmp_path):
    """A folder that cannot be made is an error of settings, with the remedy."""
    (tmp_path / "out").touch()
    with (
        pytest.raises(SettingsError, match=r"out: cannot be written \(File exists\); make room"),
        locked(tmp_path / "out"),
    ):
        pass


def test_one_run_at_a_time(tmp_path):
    """The second is told to wait; after the first has ended the folder is free."""
    out = tmp_path / "deep/out"
    with locked(out), pytest.raises(Locked, match="out: another run is writing here; wait for it"), locked(out):
        pass
    with locked(out):
        pass


def test_a_disk_that_cannot_lock(tmp_path, monkeypatch):
    """A network disk without locks is an error of settings, with the folder and a remedy."""

    def failing(descriptor, operation):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", failing)
    told = r"out: cannot be locked \(No locks available\); give --out on a disk of this machine"
    with pytest.raises(SettingsError, match=told), locked(tmp_path / "out"):
        pass


def test_what_an_earlier_run_left_is_told(tmp_path):
    """A briefing's file that was not written now is named; other files are not ours."""
    for name in ("briefing.docx", "briefing.a\n", "notes.txt", "briefings.txt"):
        (tmp_path / name).touch()
    reason = "left from an earlier run with other inputs or formats; make it again or delete it"
    told = [str(problem) for problem in left_over(publish(FILES, tmp_path))]
    assert told == [f"briefing.a\\n: {reason}", f"briefing.docx: {reason}"]


def test_a_run_that_fails_frees_the_folder(tmp_path):
    """The lock goes with the run, however it ends."""
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass
