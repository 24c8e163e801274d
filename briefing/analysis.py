"""One file, the unit of work: read, extracted, condensed; its failures held up here, so that it costs only itself.

What a file comes to depends on its bytes and the settings alone, not on the other files. So it can be done in any
process, and kept under a key of both.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import briefing
from briefing import plugins
from briefing.errors import Unreadable
from briefing.files import LARGEST
from briefing.inputs import Found, discover
from briefing.model import CHANCE, Analysis, Article, Attribution, Digest, Document, KeyPoint, Problem, Quote
from briefing.reading import REPORT, Reading, trapped
from briefing.settings import Settings
from briefing.store import Packed, pack

if TYPE_CHECKING:
    from briefing.render.labels import Labels

Stage = Literal["document", "article", "quotes", "points"]
Record = Document | Article | tuple[Quote, ...] | tuple[KeyPoint, ...] | Problem
T = TypeVar("T")

_SHAPING = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "numpy",
    "pillow",
    "python-dateutil",
    "python-docx",
    "reportlab",
    "sumy",
    "trafilatura",
)


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is handed over to whoever analyses it."""

    name: str
    content: bytes


def analyse(file: Content, settings: Settings, reading: Reading) -> Analysis:
    """Return what one file comes to. Nothing in it stops the run: what fails is rejected, with the reason.

    Raises:
        SettingsError: the summarizer cannot be used.
    """
    from briefing.compose.cards import describe

    work = partial(_digest, settings=settings)
    results = [_made(item, work) for item in reading.items(file.name, file.content)]
    digests = tuple(one for one in results if isinstance(one, Digest))
    return Analysis(
        file.name,
        sha256(file.content).hexdigest(),
        digests=digests,
        rejected=tuple(one for one in results if isinstance(one, Problem)),
        cards=tuple(describe(one.article) for one in digests),
    )


def analyse_chunk(files: Sequence[Content], settings: Settings) -> tuple[Packed, ...]:
    """Return what each of some files comes to, as bytes; raises as `analyse`."""
    with Reading(settings.field_map) as reading:
        return tuple(_packed(analyse(file, settings, reading)) for file in files)


def lost(file: Content) -> Packed:
    """Return what stands for a file that ends every process in which it is analysed."""
    problem = Problem("analyse", file.name, "ended the process that read it", REPORT)
    return pack(Analysis(file.name, sha256(file.content).hexdigest(), (), (problem,)))


def _packed(made: Analysis) -> Packed:
    return replace(pack(made), chance=next((one for one in made.rejected if one.stage == CHANCE), None))


def key_of(name: str, digest: str, settings: Settings) -> bytes:
    """Return the key of an analysis: a digest of all that it depends on.

    Of the name this is the ending, since it may decide which reader takes a file.
    """
    return sha256(json.dumps([basis_of(settings), Path(name).suffix.lower(), digest]).encode()).digest()


def basis_of(settings: Settings) -> str:
    """Return what all analyses of a run depend on beside the files: the program, and the settings that matter."""
    fields = sorted(settings.field_map.items())
    return json.dumps([code_digest(), settings.summarizer, settings.attribution, fields])


@cache
def code_digest() -> str:
    """Return a digest of this program and of the packages that read for it, so that a new version analyses anew."""
    package = Path(briefing.__file__).parent
    files = sorted(path for pattern in ("**/*.py", "languages/*") for path in package.glob(pattern) if path.is_file())
    own = sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return f"{own} {versions()} {plugins.versions(('readers', 'summarizers'))}"


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of this program and of those packages that can change what it writes."""
    from importlib.metadata import version

    return {"briefing": briefing.__version__} | {name: version(name) for name in _SHAPING}


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
    with Reading(settings.field_map) as reading:
        items = read_items(found, reading)
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


def read_items(found: Found, reading: Reading) -> tuple[Document | Problem, ...]:
    """Return the documents in one file, and in their places why others are rejected; never nothing."""
    content = content_of(found)
    return (content,) if isinstance(content, Problem) else reading.items(found.name, content)


def content_of(found: Found) -> bytes | Problem:
    """Return the bytes of a file, or why it cannot be read."""
    if obstacle := found.obstacle or too_large(found):
        return obstacle
    try:
        return found.path.read_bytes()
    except OSError as error:
        return unreadable(found, error)


def too_large(found: Found) -> Problem | None:
    """Return why a file is not even looked into: no memory would hold it."""
    try:
        size = found.path.stat().st_size
    except OSError as error:
        return unreadable(found, error)
    if size <= LARGEST:
        return None
    return Problem("read", found.name, f"is larger than {LARGEST // 1024**2} MB", "split it")


def unreadable(found: Found, error: OSError) -> Problem:
    """Return that a file cannot be read."""
    return Problem("read", found.name, f"cannot be read ({error.strerror})", "allow reading it")


def _made(item: Document | Problem, work: Callable[[Document], T]) -> T | Problem:
    """Return what `work` makes of an item, or why it is rejected."""
    return item if isinstance(item, Problem) else trapped(item.path, partial(work, item))


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
