"""What is remembered between runs: analyses under keys of what they depend on, and what was published."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread, Timer

import pytest
from factories import analysis, rejected

from briefing.errors import SettingsError
from briefing.model import Analysis
from briefing.store import NAME, Published, Store, opened, pack

KEY, OTHER = b"one", b"other"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty state."""
    with opened(tmp_path / "state") as made:
        yield made


def stored(store: Store, made: Analysis, name: str = "") -> Analysis:
    """An analysis as it comes back, under the same name or another one."""
    store.add([(KEY, pack(made))])
    return store.analysis(store.known([KEY])[KEY], name or made.path)


def alike(one: Analysis, other: Analysis) -> bool:
    """Whether two analyses have the same in them."""
    return (one.path, one.sha256, tuple(one.digests), one.rejected) == (
        other.path,
        other.sha256,
        tuple(other.digests),
        other.rejected,
    )


TOLD = analysis('Varna will get 12 radars, the ministry said.\n\n"They will see drones," Anna Nowak said.', "a.txt")


def test_an_analysis_comes_back_as_it_was(store: Store) -> None:
    """Whole, and its texts alone."""
    found = stored(store, TOLD)
    assert alike(found, TOLD)
    assert list(found.texts) == [one.article.text for one in TOLD.digests]


def test_a_rejection_is_remembered(store: Store) -> None:
    """So that a bad file is not read every week."""
    assert alike(stored(store, rejected("b.txt")), rejected("b.txt"))


def test_a_file_that_was_moved_is_no_new_one(store: Store) -> None:
    """Its analysis bears the new name wherever the old one stood."""
    found = stored(store, TOLD, "deeper/c.txt")
    assert found.digests[0].article.source.path == "deeper/c.txt"
    assert stored(store, rejected("b.txt"), "c.txt").path == "c.txt"
    (problem,) = store.analysis(_second(store), "d.txt").rejected
    assert problem.where == "d.txt"


def _second(store: Store) -> int:
    store.add([(OTHER, pack(rejected("b.txt")))])
    return store.known([OTHER])[OTHER]


def test_each_key_is_kept_once(store: Store) -> None:
    """Whoever comes first has written it; both are the same."""
    store.add([(KEY, pack(TOLD)), (KEY, pack(TOLD)), (OTHER, pack(rejected()))])
    store.add([(KEY, pack(TOLD))])
    assert store.count() == (2, 1)


def test_many_keys_are_asked_for_at_once(store: Store) -> None:
    """However many; unknown ones are not there."""
    keys = [b"%d" % number for number in range(1200)]
    store.add([(key, pack(rejected())) for key in keys[::2]])
    assert set(store.known(keys)) == set(keys[::2])


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    """What fails in the middle leaves nothing."""

    def batch() -> Iterator[tuple[bytes, object]]:
        yield KEY, pack(TOLD)
        raise LookupError("in the middle")

    with pytest.raises(LookupError):
        store.add(batch())  # type: ignore[arg-type]
    assert store.count() == (0, 0)


def test_what_is_not_kept_is_forgotten(store: Store) -> None:
    """With its articles."""
    store.add([(KEY, pack(TOLD)), (OTHER, pack(TOLD))])
    assert store.forget(keep=[OTHER]) == 1
    assert store.count() == (1, 1)
    assert alike(store.analysis(store.known([OTHER])[OTHER], "a.txt"), TOLD)


def test_what_was_published_is_remembered(store: Store) -> None:
    """By its folder; made anew, it replaces what was told of it."""
    store.record("w45", Published("run", "record"), ["a", "b"])
    store.record("w46", Published("other", "record"), ["c"])
    store.record("w45", Published("again", "record"), ["a"])
    assert dict(store.published()) == {"w45": Published("again", "record"), "w46": Published("other", "record")}
    assert (store.briefed(), store.briefed(but="w46")) == ({"a", "c"}, {"a"})
    assert (store.forget_published("w45"), store.forget_published("w45")) == (True, False)
    assert store.briefed() == {"c"}


def test_the_state_stays(tmp_path: Path) -> None:
    """Closed and opened again."""
    with opened(tmp_path) as first:
        first.add([(KEY, pack(TOLD))])
    with opened(tmp_path) as second:
        assert second.count() == (1, 1)


def test_without_a_folder_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state is gone with the block."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with opened(None) as made:
        made.add([(KEY, pack(TOLD))])
    assert list(tmp_path.iterdir()) == []


DAMAGE = {
    "text": "UPDATE items SET text = text || 'x'",
    "rest": "UPDATE items SET rest = x'00'",
    "rejected": "UPDATE files SET rejected = x'c1'",
}


@pytest.mark.parametrize("change", DAMAGE.values(), ids=DAMAGE)
def test_damage_is_noticed(tmp_path: Path, change: str) -> None:
    """A state that was changed by others is never taken for an analysis."""
    with opened(tmp_path) as store:
        store.add([(KEY, pack(TOLD))])
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute(change)
    with opened(tmp_path) as store, pytest.raises(SettingsError, match="the state is damaged; delete that folder"):
        tuple(store.analysis(store.known([KEY])[KEY], "a.txt").digests)


def test_what_another_program_forgets_is_never_mistaken(tmp_path: Path) -> None:
    """A run that still reads it ends, also where there is something else in its place by then."""
    with opened(tmp_path) as store, opened(tmp_path) as other:
        store.add([(KEY, pack(TOLD))])
        told = store.analysis(store.known([KEY])[KEY], "a.txt")
        other.forget()
        other.add([(OTHER, pack(analysis("Burgas will get 3 cranes, the port said.", "b.txt")))])
        for ask in (lambda: tuple(told.digests), lambda: tuple(told.digests.texts)):  # type: ignore[attr-defined]
            with pytest.raises(SettingsError, match=r"something in the state is gone, .*; run again; if that does not"):
                ask()


@pytest.mark.parametrize("seconds", [0.0, 5.0])
def test_a_run_waits_while_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """But not for ever: then it is told."""
    monkeypatch.setattr("briefing.store._BREATH", 0.05)
    monkeypatch.setattr("briefing.store._PATIENCE", seconds)
    with opened(tmp_path) as store, closing(sqlite3.connect(tmp_path / NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        if not seconds:
            with pytest.raises(SettingsError, match=r"the state cannot be used \(database is locked\); make room"):
                store.add([(KEY, pack(TOLD))])
            return
        waiting = Timer(0.3, store_in, [tmp_path])
        waiting.start()
        time.sleep(0.6)
        assert store.count() == (0, 0)
        other.execute("COMMIT")
        waiting.join()
        assert store.count() == (1, 1)


def store_in(folder: Path) -> None:
    """Keep an analysis in a state."""
    with opened(folder) as store:
        store.add([(KEY, pack(TOLD))])


def test_many_begin_at_once(tmp_path: Path) -> None:
    """Each of them makes the state or finds it."""
    threads = [Thread(target=store_in, args=[tmp_path / "state"]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened(tmp_path / "state") as store:
        assert store.count() == (1, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"no database" * 100, "the state is damaged"), (b"", None)],
)
def test_what_is_no_state_is_refused(tmp_path: Path, content: bytes, message: str | None) -> None:
    """With the remedy; an empty file is one that was never written to."""
    (tmp_path / NAME).write_bytes(content)
    if message is None:
        Store(tmp_path).close()
        return
    with pytest.raises(SettingsError, match=message):
        Store(tmp_path)


def test_a_state_of_another_version_is_refused(tmp_path: Path) -> None:
    """Rather than misread."""
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / NAME) as database:
        database.execute("PRAGMA user_version=99")
    with pytest.raises(SettingsError, match="was made by a version of briefing with other tables"):
        Store(tmp_path)


def test_a_text_that_is_none_is_told_as_damage(tmp_path: Path) -> None:
    """Which SQLite does not notice by itself."""
    store = Store(tmp_path)
    store.record("out/week", Published("run", "record"), ())
    store._ask("UPDATE published SET run = CAST(x'ff' AS TEXT)")
    with pytest.raises(SettingsError, match="the state is damaged; delete that folder"):
        store.published()
    store.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file lies where the folder should be."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match=r"file/state: the state cannot be written \(Not a directory\)"):
        Store(tmp_path / "file/state")
