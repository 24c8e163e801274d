"""One file, the unit of work: read, extracted, condensed; its failures held up here, so that it costs only itself.

What a file comes to depends on its bytes and the settings alone, not on the other files.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from briefing import plugins
from briefing.errors import SettingsError, Unreadable
from briefing.inputs import Found, discover
from briefing.model import Analysis, Article, Attribution, Digest, Document, KeyPoint, Problem, Quote
from briefing.settings import Settings
from briefing.text import printable

if TYPE_CHECKING:
    from briefing.read.file import Reader
    from briefing.render.labels import Labels

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

    The quotations are all that was found, before the settings withhold a speaker.

    Raises:
        Unreadable: the file cannot be used.
        SettingsError: there is no such file, or the summarizer cannot be used.
    """
    records, is_export = _examined(path, partial(_look, stage=stage, settings=settings), settings)
    return records if is_export else records[0]


def explain(path: Path, settings: Settings) -> str:
    """Return for a person who says each quotation of one file, and how that is known. Raises as `examine` does."""
    from briefing.render.labels import load_labels

    records, _ = _examined(path, partial(_explained, labels=load_labels(settings.labels), settings=settings), settings)
    return "\n\n".join(map(str, records))


def _examined(path: Path, work: Callable[[Document], T], settings: Settings) -> tuple[list[T | Problem], bool]:
    """Return what `work` makes of each item of a file, and whether the file is an export."""
    refuse_unknown_summarizer(settings)
    (found,) = discover((path,), leave_out=settings.out)
    content = _content(found)
    items = (content,) if isinstance(content, Problem) else _items(found, content, settings, load_readers())
    records = [_made(item, work) for item in items]
    is_export = [_place(item) for item in items] != [found.name]
    if isinstance(records[0], Problem) and not is_export:
        raise Unreadable(records[0].where, records[0].message, records[0].hint)
    return records, is_export


def _place(item: Document | Problem) -> str:
    return item.where if isinstance(item, Problem) else item.path


def _look(document: Document, stage: Stage, settings: Settings) -> Record:
    from briefing.extract import extract

    if stage == "document":
        return document
    if stage == "quotes":
        return extract(document).quotes
    digest = _digest(document, settings)
    return digest.points if stage == "points" else digest.article


def _explained(document: Document, labels: "Labels", settings: Settings) -> str:
    from briefing.extract import extract
    from briefing.render.reasons import explain_quotes

    return explain_quotes(extract(document), labels, settings)


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

    article = withhold(extract(document), settings)
    return Digest(article, condense(article, settings.summarizer))


def withhold(article: Article, settings: Settings) -> Article:
    """Take out the speakers that are less certain than the settings ask for; how the article tells them is kept.

    The one place where this is done, so that all later stages see the same.
    """

    def told(found: Attribution) -> Attribution:
        return found if settings.tells(found.grade) else replace(found, speaker=None, withheld=found.grade != "none")

    return replace(
        article,
        quotes=tuple(replace(quote, attribution=told(quote.attribution)) for quote in article.quotes),
        reports=tuple(replace(report, attribution=told(report.attribution)) for report in article.reports),
    )


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
