"""What is remembered between runs: the analysis of every file, and what was published.

One SQLite file with a write-ahead log, so that a run that is killed loses nothing that was committed and leaves nothing
half. An analysis stands under a key of everything that it depends on, so it is never wrong, only unused. Texts and the
rest of an article are fetched when they are asked for: no list holds them all.
"""

import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from zlib import compress, crc32, decompress
from zlib import error as PressError

import msgspec

from briefing.errors import SettingsError
from briefing.model import Analysis, Card, Digest, Problem, Source
from briefing.text import printable

NAME = "state.sqlite3"
_SCHEMA = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, name TEXT NOT NULL, sha256 TEXT NOT NULL,
    rejected BLOB NOT NULL, first INTEGER NOT NULL, items INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS items (
    id INTEGER PRIMARY KEY AUTOINCREMENT, card BLOB NOT NULL, text TEXT NOT NULL, rest BLOB NOT NULL,
    crc INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS made (key BLOB NOT NULL UNIQUE, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS published (folder TEXT PRIMARY KEY, run TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS briefed (article TEXT NOT NULL, folder TEXT NOT NULL, UNIQUE (article, folder));
"""
"""A number is never given twice: what one run still reads by it may have been forgotten by another program."""
_LAST_ITEM = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'items'"
_ADD_FILE = "INSERT OR IGNORE INTO files (key, name, sha256, rejected, first, items) VALUES (?, ?, ?, ?, ?, ?)"
_ADD_ITEM = "INSERT INTO items (card, text, rest, crc) VALUES (?, ?, ?, ?)"
_REMEDY = "delete that folder: all that is in it can be made again, but for what --new-only has briefed on"
_PATIENCE, _BREATH = 60.0, 1.0
"""Seconds to wait while another run is writing a batch, and after so many look for a signal: SQLite looks for none."""
_AT_HAND = 256
"""Articles that are not fetched again when they are asked for again soon."""
_AT_ONCE = 500
"""Keys in one question to the database."""
_WITHOUT_WAL = ("nfs", "cifs", "smb", "fuse", "9p")
"""Kinds of disks whose machines do not share the memory that a write-ahead log needs."""

Made = TypeVar("Made")
_encode = msgspec.msgpack.Encoder().encode
_cards = msgspec.msgpack.Decoder(Card)
_digests = msgspec.msgpack.Decoder(Digest)
_problems = msgspec.msgpack.Decoder(tuple[Problem, ...])


@dataclass(frozen=True, slots=True)
class Packed:
    """The analysis of one file, ready to be stored or sent."""

    name: str
    sha256: str
    rejected: bytes
    items: tuple[tuple[bytes, str, bytes], ...]
    """Of each article its card, its text, and everything else."""
    chance: Problem | None = None
    """Why the file was rejected, where that may be otherwise when it is read again; such an analysis is not kept."""


def pack(analysis: Analysis) -> Packed:
    """Return an analysis as bytes; it has a card for each of its articles."""
    pairs = zip(analysis.cards, analysis.digests, strict=True)
    items = ((_encode(card), one.article.text, _small(_without_text(one))) for card, one in pairs)
    return Packed(analysis.path, analysis.sha256, _encode(analysis.rejected), tuple(items))


def _small(record: object) -> bytes:
    """Return a record as bytes: pressed, it takes a quarter of the room, and a state may have to be carried about."""
    return compress(_encode(record), 1)


def _without_text(digest: Digest) -> Digest:
    return replace(digest, article=replace(digest.article, text=""))


class Store:
    """An open state folder. Every method raises a SettingsError where it cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        """Open the state in a folder, which is made where it is missing."""
        self.folder = folder
        with self._explained():
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(folder / NAME, timeout=_BREATH, isolation_level=None)
            self._prepare()
        self.digest = lru_cache(_AT_HAND)(self._digest)
        """Takes the number of an item and returns its article with its points."""

    def _prepare(self) -> None:
        journal = "DELETE" if _kind_of_disk(self.folder).startswith(_WITHOUT_WAL) else "WAL"
        self._ask(f"PRAGMA journal_mode={journal}")
        self._ask("PRAGMA synchronous=FULL")
        self._ask("PRAGMA temp_store=MEMORY")  # there may be no other place to write to
        ((version,),) = self._ask("PRAGMA user_version")
        if version not in (0, _SCHEMA):
            message = f"was made by a version of briefing with other tables ({version}, not {_SCHEMA})"
            raise SettingsError(printable(str(self.folder)), message, f"give another --state, or {_REMEDY}")
        if not version:
            with self._writing():
                for statement in (*_TABLES.split(";"), f"PRAGMA user_version={_SCHEMA}"):
                    self._database.execute(statement)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # --- analyses -------------------------------------------------------------------------------------------------

    def known(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        """Return the numbers of the files whose analyses are here, by their keys."""
        return self._by_key("SELECT key, id FROM files", keys)

    def add(self, packed: Iterable[tuple[bytes, Packed]]) -> None:
        """Keep analyses by their keys, all or none of them; what is known already stays as it is."""
        with self._writing():
            for key, one in packed:
                (last,) = self._database.execute(_LAST_ITEM).fetchone()
                row = (key, one.name, one.sha256, one.rejected, last + 1, len(one.items))
                added = self._database.execute(_ADD_FILE, row)
                if added.rowcount:
                    self._database.executemany(_ADD_ITEM, ((*item, _checksum(*item)) for item in one.items))

    def analysis(self, number: int, name: str) -> Analysis:
        """Return the analysis of a file that is `known`, under the name that it has now; its articles are fetched late.

        The name is what a file is called, not what it is: one that was moved is no new one.
        """
        then, sha256, rejected, first, items = self._row(
            "SELECT name, sha256, rejected, first, items FROM files WHERE id = ?", number
        )
        problems = _renamed_all(self.decoded(_problems, rejected), then, name)
        shelf = Shelf(self, range(first, first + items), then, name)
        return Analysis(name, sha256, shelf, problems, Cards(shelf))

    def card(self, item: int) -> Card:
        """Return the card of an article."""
        (card,) = self._row("SELECT card FROM items WHERE id = ?", item)
        found: Card = self.decoded(_cards, card)
        return found

    def text(self, item: int) -> str:
        """Return the text of an article."""
        (text,) = self._row("SELECT text FROM items WHERE id = ?", item)
        return str(text)

    def _digest(self, item: int) -> Digest:
        card, text, rest, crc = self._row("SELECT card, text, rest, crc FROM items WHERE id = ?", item)
        if _checksum(card, text, rest) != crc:
            raise self._damaged()
        found: Digest = self.pressed(_digests, rest)
        return replace(found, article=replace(found.article, text=text))

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what was kept under these keys, beside the analyses."""
        return self._by_key("SELECT key, value FROM made", keys)

    def keep(self, made: Mapping[bytes, bytes]) -> None:
        """Keep something under keys of all that it depends on."""
        with self._writing():
            self._database.executemany("INSERT OR IGNORE INTO made VALUES (?, ?)", made.items())

    def forget(self, keep: Iterable[bytes] = ()) -> int:
        """Delete the analyses of all files but those with these keys; return how many are gone.

        What was made of them by the dozen is deleted, too.
        """
        kept = {*keep}
        gone = [row for row in self._rows("SELECT key, id, first, items FROM files") if row[0] not in kept]
        with self._writing():
            for _, number, first, items in gone:
                self._database.execute("DELETE FROM files WHERE id = ?", (number,))
                self._database.execute("DELETE FROM items WHERE id >= ? AND id < ?", (first, first + items))
            self._database.execute("DELETE FROM made")
        with self._explained():
            self._ask("VACUUM")
        return len(gone)

    def count(self) -> tuple[int, int]:
        """Return how many files and how many articles are known."""
        (files,), (items,) = self._row("SELECT count(*) FROM files"), self._row("SELECT count(*) FROM items")
        return files, items

    # --- what was published ---------------------------------------------------------------------------------------

    def announce(self, folder: str) -> None:
        """Remember that a folder is about to be published."""
        with self._writing():
            self._database.execute("INSERT OR IGNORE INTO published VALUES (?, '', '')", (folder,))

    def announced(self) -> frozenset[str]:
        """Return the folders that were about to be published when a run ended."""
        return frozenset(folder for (folder,) in self._rows("SELECT folder FROM published WHERE record = ''"))

    def record(self, folder: str, published: "Published", articles: Iterable[str]) -> None:
        """Remember that a folder was published, and which articles were used there, by their ids."""
        with self._writing():
            row = (folder, published.run, published.record)
            self._database.execute("INSERT OR REPLACE INTO published VALUES (?, ?, ?)", row)
            self._database.execute("DELETE FROM briefed WHERE folder = ?", (folder,))
            rows = ((article, folder) for article in articles)
            self._database.executemany("INSERT OR IGNORE INTO briefed VALUES (?, ?)", rows)

    def published(self) -> Mapping[str, "Published"]:
        """Return what was published, by the folder."""
        rows = self._rows("SELECT folder, run, record FROM published WHERE record != '' ORDER BY folder")
        return {folder: Published(run, record) for folder, run, record in rows}

    def briefed(self, but: str = "") -> frozenset[str]:
        """Return the ids of the articles that were used in any published folder `but` one."""
        rows = self._rows("SELECT DISTINCT article FROM briefed WHERE folder != ?", but)
        return frozenset(article for (article,) in rows)

    def forget_published(self, folder: str) -> bool:
        """Forget that a folder was published; return whether it was known."""
        with self._writing():
            gone = self._database.execute("DELETE FROM published WHERE folder = ?", (folder,)).rowcount
            self._database.execute("DELETE FROM briefed WHERE folder = ?", (folder,))
        return bool(gone)

    # --- the database ---------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._explained():
            self._ask("BEGIN IMMEDIATE")
            try:
                yield
                self._ask("COMMIT")
            finally:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")

    def _by_key(self, question: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        wanted = list(dict.fromkeys(keys))
        found: dict[bytes, Any] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            found |= dict(self._rows(f"{question} WHERE key IN ({','.join('?' * len(some))})", *some))
        return found

    def _rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        with self._explained():
            return self._ask(question, *values)

    def _ask(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a statement; while another run keeps it waiting, try it again."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._database.execute(question, values).fetchall()
            except sqlite3.OperationalError as error:
                is_busy = _code(error) & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() > deadline:
                    raise

    def _row(self, question: str, *values: object) -> tuple[Any, ...]:
        rows = self._rows(question, *values)
        if not rows:
            message = "something in the state is gone, which another program may have forgotten meanwhile"
            raise SettingsError(printable(str(self.folder)), message, f"run again; if that does not help, {_REMEDY}")
        return rows[0]

    def decoded(self, decoder: "msgspec.msgpack.Decoder[Any]", content: bytes) -> Any:
        """Return what some bytes of the database stand for."""
        try:
            return decoder.decode(content)
        except msgspec.DecodeError:
            raise self._damaged() from None

    def pressed(self, decoder: "msgspec.msgpack.Decoder[Any]", content: bytes) -> Any:
        """Return likewise what was made small."""
        try:
            return self.decoded(decoder, decompress(content))
        except PressError:
            raise self._damaged() from None

    def _damaged(self) -> SettingsError:
        return SettingsError(printable(str(self.folder)), "the state is damaged", _REMEDY)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if not _code(error):
                raise self._damaged() from error
            hint = "make room or allow writing, or give another --state"
            raise SettingsError(printable(str(self.folder)), f"the state cannot be used ({error})", hint) from error
        except sqlite3.DatabaseError as error:
            raise SettingsError(printable(str(self.folder)), f"the state is damaged ({error})", _REMEDY) from error
        except OSError as error:
            hint = "allow writing, or give another --state"
            message = f"the state cannot be written ({error.strerror})"
            raise SettingsError(printable(str(self.folder)), message, hint) from error


@dataclass(frozen=True, slots=True)
class Memo:
    """What is made of several articles, kept for runs in which they are the same."""

    store: Store
    basis: str
    """What all of it depends on beside the articles: the program, and the settings they were analysed with."""

    def recall(self, parts: Sequence[Sequence[str]], kind: "type[Made]") -> dict[int, "Made"]:
        """Return what was made of some of `parts`, by their places."""
        keys = [self._key(one, kind) for one in parts]
        found = self.store.recall(keys)
        decoder = msgspec.msgpack.Decoder(kind)
        places = ((place, found[key]) for place, key in enumerate(keys) if key in found)
        return {place: self.store.pressed(decoder, value) for place, value in places}

    def keep(self, made: Iterable[tuple[Sequence[str], "Made"]], kind: "type[Made]") -> None:
        """Keep what was made of some parts."""
        self.store.keep({self._key(parts, kind): _small(value) for parts, value in made})

    def _key(self, parts: Sequence[str], kind: "type[Made]") -> bytes:
        return sha256("\n".join((self.basis, str(kind), *parts)).encode()).digest()


@dataclass(frozen=True, slots=True)
class Published:
    """A finished folder: the digest of all that the run depended on, and the SHA-256 of its run.json."""

    run: str
    record: str


@dataclass(frozen=True, slots=True)
class Shelf(Sequence[Digest]):
    """The articles of one file, fetched one by one."""

    store: Store
    items: range
    then: str
    """The name that the file had."""
    now: str

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: Any) -> Any:
        """Return an article with its points; a stretch of them is not asked for."""
        digest = self.store.digest(self.items[place])
        return digest if self.then == self.now else _moved(digest, self.then, self.now)

    @property
    def texts(self) -> "Texts":
        """Their texts alone."""
        return Texts(self.store, self.items)


@dataclass(frozen=True, slots=True)
class Texts(Sequence[str]):
    """The texts of the articles of one file, fetched one by one."""

    store: Store
    items: range

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: Any) -> Any:
        """Return a text; a stretch of them is not asked for."""
        return self.store.text(self.items[place])


@dataclass(frozen=True, slots=True)
class Cards(Sequence[Card]):
    """The cards of the articles of one file, fetched one by one."""

    shelf: Shelf

    def __len__(self) -> int:
        return len(self.shelf)

    def __getitem__(self, place: Any) -> Any:
        """Return a card; a stretch of them is not asked for."""
        shelf = self.shelf
        card = shelf.store.card(shelf.items[place])
        if shelf.then == shelf.now:
            return card
        problems = _renamed_all(card.problems, shelf.then, shelf.now)
        return replace(card, source=_renamed(card.source, shelf.then, shelf.now), problems=problems)


@contextmanager
def opened(folder: Path | None) -> Iterator[Store]:
    """Lend the state in a folder; without one, a state that is gone when the block ends."""
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefing-")))
        yield stack.enter_context(closing(Store(place)))


def _moved(digest: Digest, then: str, now: str) -> Digest:
    """Return a digest whose file has another name now."""
    article = digest.article
    source, problems = _renamed(article.source, then, now), _renamed_all(article.problems, then, now)
    return replace(digest, article=replace(article, source=source, problems=problems))


def _renamed(source: Source, then: str, now: str) -> Source:
    return replace(source, path=now + source.path.removeprefix(then))


def _renamed_all(problems: Iterable[Problem], then: str, now: str) -> tuple[Problem, ...]:
    return tuple(
        replace(one, where=now + one.where.removeprefix(then)) if one.where.startswith(then) else one
        for one in problems
    )


def _code(error: sqlite3.Error) -> int:
    """Return the number of an error; 0 for one of Python's, as where a text is none."""
    return getattr(error, "sqlite_errorcode", 0)


def _checksum(card: bytes, text: str, rest: bytes) -> int:
    return crc32(rest, crc32(text.encode(), crc32(card)))


def _kind_of_disk(folder: Path) -> str:
    """Return the kind of the disk that a folder lies on, as far as the system tells."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError):
        return ""
    path = folder.resolve()
    holding = [(len(place), kind) for _, place, kind, *_ in mounts if path.is_relative_to(place)]
    return max(holding, default=(0, ""))[1]
