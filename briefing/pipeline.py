"""The run, whole: the only module that knows all stages.

Stages are imported where they are used, so that asking for the version or a mistyped option costs nothing.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import briefing
from briefing import plugins
from briefing.errors import NothingReadable, SettingsError, Unproven, Unreadable
from briefing.inputs import Found, discover
from briefing.model import Analysis, Article, Briefing, Digest, Document, Finding, KeyPoint, Problem, Quote, Tally
from briefing.outputs import locked, publish
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.read.file import Reader

Progress = Callable[[Sequence[Found]], Iterable[Found]]
"""Passes the files on one by one, and may show how far it got."""
Stage = Literal["document", "article", "quotes", "points"]
Kind = Literal["readers", "themes", "summarizers", "formats"]
Record = Document | Article | tuple[Quote, ...] | tuple[KeyPoint, ...]
T = TypeVar("T")

_RECORD = "run.json"
_SCHEMA = 1
"""Of run.json; grows when a key changes its meaning or goes."""
_SHAPING = ("jinja2", "lxml", "python-docx", "reportlab", "sumy", "trafilatura")
"""The packages whose version can change what is written."""
_REPORT = "please report it with the file; the others were read"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    files: tuple[Path, ...]
    """As written, run.json last."""
    problems: tuple[Problem, ...]
    tally: Tally


def run(settings: Settings, progress: Progress = iter) -> Outcome:
    """Make the briefing that `settings` ask for and publish it in `settings.out`.

    Raises:
        SettingsError: an input, theme, template or name cannot be used, or the output folder not be written.
        NothingReadable: there were files, and every one of them was rejected.
        Unproven: words on the page are not their source's. As with all errors, nothing was published.
        Locked: another run is writing to the same folder.
    """
    from briefing.check import check, prove
    from briefing.compose import compose
    from briefing.compose.themes import load_themes

    themes = load_themes(settings.themes)
    _refuse_unknown("summarizers", (settings.summarizer,), settings)
    _refuse_unknown("formats", settings.formats, settings)
    files = discover(settings.inputs, leave_out=settings.out)
    with locked(settings.out):
        analyses = _analyse_all(files, settings, progress)
        made = compose(analyses, themes, settings)
        _refuse_unproven(prove(made))
        drawn, doubts = _draw(made, settings)
        _refuse_unproven(check(drawn, made))
        problems = (*made.problems, *doubts)
        written = {f"briefing.{name}": content for name, content in drawn.items()}
        written[_RECORD] = _record(made, written, problems, settings)
        return Outcome(publish(written, settings.out / made.period.key), problems, made.tally)


# --- one file -----------------------------------------------------------------------------------------------------


def analyse(found: Found, settings: Settings, readers: Sequence["Reader"]) -> Analysis:
    """Return what one file comes to. Nothing in it stops the run: what fails is left out, with the reason.

    Raises:
        SettingsError: the summarizer cannot be used.
    """
    from briefing.read import read

    content = _content(found)
    if isinstance(content, Problem):
        return Analysis(found.name, "", (), rejection=content)
    digest = sha256(content).hexdigest()
    documents = _trapped(found.name, partial(read, found.name, content, settings.field_map, readers))
    if isinstance(documents, Problem):
        return Analysis(found.name, digest, (), rejection=documents)
    results = [_trapped(one.path, partial(_digest, one, settings)) for one in documents]
    digests = tuple(result for result in results if isinstance(result, Digest))
    problems = tuple(result for result in results if isinstance(result, Problem))
    if not digests:
        return Analysis(found.name, digest, (), rejection=problems[0])
    return Analysis(found.name, digest, digests, problems)


def _analyse_all(files: Sequence[Found], settings: Settings, progress: Progress) -> tuple[Analysis, ...]:
    readers = _readers()
    analyses = [analyse(found, settings, readers) for found in progress(files)]
    reasons = [f"  {one.rejection}" for one in analyses if one.rejection]
    if files and len(reasons) == len(files):
        listed = "\n".join(reasons)
        raise NothingReadable("INPUTS", "none of the files could be read", f"see what each needs:\n{listed}")
    return tuple(sorted(analyses, key=lambda one: (one.path, one.sha256)))


def _content(found: Found) -> bytes | Problem:
    if found.obstacle:
        return found.obstacle
    try:
        return found.path.read_bytes()
    except OSError as error:
        return Problem("read", found.name, f"cannot be read ({error.strerror})", "allow reading it")


def _readers() -> tuple["Reader", ...]:
    from briefing.read import READERS

    return tuple(plugins.load_all("readers", {reader.name: reader for reader in READERS}).values())


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
        return Problem("read", error.where, error.message, error.hint)
    except Exception as error:
        return Problem("analyse", where, f"failed with {type(error).__name__}: {error}", _REPORT)


# --- the pages ----------------------------------------------------------------------------------------------------


def _draw(made: Briefing, settings: Settings) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return each format's file and what could not be drawn as it should."""
    from briefing.render import RENDERERS, Renderer
    from briefing.render.outline import lay_out
    from briefing.render.record import draw_json
    from briefing.render.style import load_style

    renderers: dict[str, Renderer] = {**RENDERERS, "json": lambda page, style: (draw_json(made), ())}
    page, style = lay_out(made, settings.template, settings.labels), load_style(settings.style)
    drawn = {name: plugins.load("renderers", name, renderers)(page, style) for name in settings.formats}
    files = {name: content for name, (content, _) in drawn.items()}
    return files, tuple(problem for _, problems in drawn.values() for problem in problems)


def _refuse_unproven(findings: Sequence[Finding]) -> None:
    if findings:
        listed = "\n".join(f"  {finding}" for finding in findings)
        message = "words on the page could not be proved, nothing was published"
        raise Unproven("briefing", message, f"please report it with the inputs:\n{listed}")


def _record(made: Briefing, written: Mapping[str, bytes], problems: Sequence[Problem], settings: Settings) -> bytes:
    """Return run.json: what inputs and settings determine, and nothing that differs between two equal runs."""
    from dataclasses import asdict
    from importlib.metadata import version

    record = {
        "schema": _SCHEMA,
        "versions": {"briefing": briefing.__version__} | {name: version(name) for name in _SHAPING},
        "settings": _settings_that_matter(settings),
        "period": asdict(made.period),
        "inputs": [asdict(fate) for fate in made.fates],
        "counts": asdict(made.tally),
        "files": {name: sha256(content).hexdigest() for name, content in written.items()},
        "problems": [asdict(problem) for problem in problems],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def _settings_that_matter(settings: Settings) -> dict[str, object]:
    """Return the settings without paths: of files of the look and the themes, the digests."""
    looks = {"template": settings.template, "style": settings.style, "labels": settings.labels}
    themes = {f"themes/{path.name}": path for path in sorted(settings.themes.glob("*.toml"))}
    plain = ("summarizer", "title", "contact", "handling", "points_per_theme", "quotations_per_theme", "highlights")
    return {
        **{name: getattr(settings, name) for name in (*plain, "formats", "exclude", "pin")},
        "fields": dict(settings.field_map),
        "looks": {name: sha256(path.read_bytes()).hexdigest() for name, path in (looks | themes).items()},
    }


# --- looking in ---------------------------------------------------------------------------------------------------


def examine(path: Path, stage: Stage, settings: Settings) -> Record | list[Record]:
    """Return what a stage makes of one file; a list where the file holds several articles.

    Raises:
        Unreadable: the file cannot be read.
        SettingsError: there is no such file, or the summarizer cannot be used.
    """
    from briefing.read import read

    (found,) = discover((path,), leave_out=settings.out)
    content = _content(found)
    if isinstance(content, Problem):
        raise Unreadable(content.where, content.message, content.hint)
    documents = read(found.name, content, settings.field_map, _readers())
    records = [_look(document, stage, settings) for document in documents]
    return records if "#" in documents[0].path else records[0]


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


def available(kind: Kind, settings: Settings) -> dict[str, str]:
    """Return what there is of a kind: names and what to say of them.

    Raises:
        SettingsError: the themes or an entry point cannot be loaded.
    """
    if kind == "readers":
        return {reader.name: ", ".join(reader.suffixes) for reader in _readers()}
    return {"themes": _themes, "summarizers": _summarizers, "formats": _formats}[kind](settings)


def _themes(settings: Settings) -> dict[str, str]:
    from briefing.compose.themes import load_themes

    return {theme.slug: theme.title for theme in load_themes(settings.themes)}


def _summarizers(settings: Settings) -> dict[str, str]:
    from briefing.condense import SUMMARIZERS

    names = plugins.load_all("summarizers", SUMMARIZERS)
    return {name: "used here" if name == settings.summarizer else "" for name in names}


def _formats(settings: Settings) -> dict[str, str]:
    from briefing.render import RENDERERS

    names = (*plugins.load_all("renderers", RENDERERS), "json")
    return {name: f"briefing.{name}" + (", used here" if name in settings.formats else "") for name in names}


def _refuse_unknown(kind: Kind, names: Iterable[str], settings: Settings) -> None:
    known = available(kind, settings)
    for name in names:
        if name not in known:
            raise SettingsError(kind, f"there is none called {name!r}", f"use {', '.join(known)}")
