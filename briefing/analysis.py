"""One file, the unit of work: read, extracted, condensed; its failures held up here, so that it costs only itself.

What a file comes to depends on its bytes and the settings alone, not on the other files.
"""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from briefing import plugins
from briefing.errors import SettingsError, Unreadable
from briefing.inputs import Found, discover
from briefing.model import Analysis, Article, Digest, Document, KeyPoint, Problem, Quote
from briefing.settings import Settings
from briefing.text import printable

if TYPE_CHECKING:
    from briefing.read.file import Reader

Stage = Literal["document", "article", "quotes", "points"]
Record = Document | Article | tuple[Quote, ...] | tuple[KeyPoint, ...] | Problem
T = TypeVar("T")

_REPORT = "please report it with the file; the others were read"


def analyse(found: Found, settings: Settings, readers: Sequence["Reader"]) -> Analysis:
    """Return what one file comes to. Nothing in it stops the run: what fails is rejected, with the reason.

    Raises:
        SettingsError: the summarizer cannot be used.
    """
    content = _content(found)
    if isinstance(content, Problem):
        return Analysis(found.name, "", (), (content,))
    results = [_made(item, partial(_digest, settings=settings)) for item in _items(found, content, settings, readers)]
    return Analysis(
        found.name,
        sha256(content).hexdigest(),
        digests=tuple(one for one in results if isinstance(one, Digest)),
        rejected=tuple(one for one in results if isinstance(one, Problem)),
    )


def examine(path: Path, stage: Stage, settings: Settings) -> Record | list[Record]:
    """Return what a stage makes of one file; of an export a list, with a `Problem` for each item that is rejected.

    Raises:
        Unreadable: the file cannot be used.
        SettingsError: there is no such file, or the summarizer cannot be used.
    """
    refuse_unknown_summarizer(settings)
    (found,) = discover((path,), leave_out=settings.out)
    content = _content(found)
    items = (content,) if isinstance(content, Problem) else _items(found, content, settings, load_readers())
    records = [_made(item, partial(_look, stage=stage, settings=settings)) for item in items]
    if [_place(item) for item in items] != [found.name]:
        return records
    if isinstance(records[0], Problem):
        raise Unreadable(records[0].where, records[0].message, records[0].hint)
    return records[0]


def _place(item: Document | Problem) -> str:
    return item.where if isinstance(item, Problem) else item.path


def _look(document: Document, stage: Stage, settings: Settings) -> Record:
    if stage == "document":
        return document
    digest = _digest(document, settings)
    records: dict[Stage, Record] = {
        "article": digest.article,
        "quotes": digest.article.quotes,
        "points": digest.points,
    }
    return records[stage]


def refuse_unknown_summarizer(settings: Settings) -> None:
    """Raise a SettingsError where no summarizer has the name that the settings give."""
    from briefing.condense import SUMMARIZERS

    plugins.load("summarizers", settings.summarizer, SUMMARIZERS, settings.place("summarizer"))


def load_readers() -> tuple["Reader", ...]:
    """Return the readers, those of outside packages last.

    Raises:
        SettingsError: two readers have one name, or an entry point cannot be loaded.
    """
    from briefing.read import READERS

    return tuple(plugins.load_all("readers", {reader.name: reader for reader in READERS}).values())


def _content(found: Found) -> bytes | Problem:
    if found.obstacle:
        return found.obstacle
    try:
        return found.path.read_bytes()
    except OSError as error:
        return Problem("read", found.name, f"cannot be read ({error.strerror})", "allow reading it")


def _items(
    found: Found, content: bytes, settings: Settings, readers: Sequence["Reader"]
) -> tuple[Document | Problem, ...]:
    """Return the documents in a file and why others are rejected; never nothing, so that no file is lost."""
    from briefing.read import read

    items = _trapped(found.name, partial(read, found.name, content, settings.field_map, readers))
    if isinstance(items, Problem):
        return (items,)
    return items or (Problem("read", found.name, "its reader found no article", _REPORT),)


def _made(item: Document | Problem, work: Callable[[Document], T]) -> T | Problem:
    """Return what `work` makes of an item, or why it is rejected."""
    return item if isinstance(item, Problem) else _trapped(item.path, partial(work, item))


def _digest(document: Document, settings: Settings) -> Digest:
    from briefing.condense import condense
    from briefing.extract import extract

    article = extract(document)
    return Digest(article, condense(article, settings.summarizer))


def _trapped(where: str, work: Callable[[], T]) -> T | Problem:
    """Return what `work` returns, or how it failed. The one place where a failure of any kind is held up."""
    try:
        return work()
    except SettingsError:
        raise
    except Unreadable as error:
        return Problem("read", *map(_told, (error.where, error.message, error.hint)))
    except Exception as error:
        return Problem("analyse", where, f"failed with {type(error).__name__}: {_told(str(error))}", _REPORT)


def _told(text: str) -> str:
    """Return an error's text so that it cannot forge a line; what has been escaped already stays as it is."""
    return text if text.isprintable() else printable(text)
