"""The command line: verbs to settings, settings to the pipeline, its outcome to an exit code.

Nothing else in the program prints or exits, but the bar of `progress.py` draws itself. Of third parties only click is
imported before there is work to do.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from briefing import __version__
from briefing.errors import BriefingError
from briefing.progress import Ended, JsonLog, Log, TextLog
from briefing.settings import Settings, load_settings

if TYPE_CHECKING:
    from briefing.collect.feeds import Tally
    from briefing.pipeline import Outcome

T = TypeVar("T")

_PROBLEMS, _UNPROVEN, _INTERNAL, _INTERRUPTED, _TERMINATED = 1, 4, 70, 130, 143
_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: ./briefing.toml).")

_THEMES = click.option("--themes", multiple=True, metavar="FOLDER", help="Theme files, or a set such as security-desk.")


_OUT = click.option("--out", type=click.Path(), help="Folder of finished briefings (default: out).")
_STATE = click.option("--state", type=click.Path(), help="Folder of what is remembered (default: .briefing).")
_MAKING = (
    click.argument("inputs", nargs=-1, type=click.Path()),
    _OUT,
    _CONFIG,
    click.option("--format", "formats", metavar="LIST", help="Of pdf, docx, html, md, json (default: all)."),
    click.option("--summarizer", metavar="NAME", help="See: briefing list summarizers."),
    click.option("--template", type=click.Path(), help="Outline in place of weekly.xml.j2."),
    click.option("--house", type=click.Path(), metavar="FILE", help="Your .docx or .dotx: its styles, paper and logo."),
    _THEMES,
    click.option("--title", metavar="TEXT", help="Title of the briefing."),
    click.option("--attribution", metavar="CHOICE", help="careful (default) or complete: likely speakers, too."),
    click.option("--notes", metavar="CHOICE", help="How Word cites: links (default), footnotes or endnotes."),
    click.option("--evidence", metavar="CHOICE", help="In HTML: passage (default) or article, the sources in full."),
    click.option("--sources", type=click.Path(), help="Register of outlets, such as sources.toml."),
    click.option("--max-pages", "max_pages", type=int, metavar="N", help="Shorten it until the PDF has no more pages."),
    _STATE,
    click.option("--engine", metavar="NAME", help="serial, local (default) or dask[://address]."),
    click.option("--workers", type=int, metavar="N", help="Processes for it (default: one for each processor)."),
    click.option("--strict", is_flag=True, default=None, help="Exit with 1 where there are problems."),
    click.option("--log", type=click.Choice(["text", "json"]), default="text", help="json: events for a program."),
    click.option("-v", "--verbose", is_flag=True, help="Say for each input that is not on the page why."),
)
"""What every verb takes that makes a briefing; its period comes beside."""


def _making(verb: Callable[..., int]) -> Callable[..., int]:
    for option in reversed(_MAKING):
        verb = option(verb)
    return verb


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default the process's own, and return the exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        return _code(_attempt(partial(cli.main, arguments, "briefing", standalone_mode=False)))
    except click.ClickException as error:
        error.show()
        return error.exit_code


class _Terminated(BaseException):
    """SIGTERM, as an exception, so that everything on the way out is cleaned up; no stage may hold it up."""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _attempt(work: Callable[[], T], debug: bool = False) -> T | Ended:
    """Return what the work returns, or with which exit code and message it failed; click's own ways out stay."""
    try:
        return work()
    except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
        raise
    except BriefingError as error:
        return Ended(error.exit_code, message=str(error))
    except (click.Abort, KeyboardInterrupt):
        return Ended(_INTERRUPTED, message="briefing: interrupted")
    except _Terminated:
        return Ended(_TERMINATED, message="briefing: terminated")
    except Exception as error:
        trace = traceback.format_exc() if debug else ""
        reason = f"briefing: internal error ({type(error).__name__}: {error})"
        return Ended(_INTERNAL, message=f"{trace}{reason}; please report it with the output of briefing --debug")


def _code(result: Any) -> int:
    """Return the exit code of what a verb returned, or say why it failed and return that."""
    if not isinstance(result, Ended):
        return int(result or 0)
    click.echo(result.message, err=True)
    return result.exit_code


class _Verbs(click.Group):
    """Turns the errors of every verb into a message and an exit code."""

    def invoke(self, context: click.Context) -> Any:
        return _code(_attempt(partial(super().invoke, context), context.params["debug"]))


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where an internal error comes from.")
def cli(debug: bool) -> None:
    """Make a weekly briefing from news articles: condensed, grouped by theme, every quotation verbatim and cited."""


@cli.command(
    epilog="Exit codes: 0 written; 1 written with problems, under --strict; 2 usage or settings; 3 nothing "
    "readable; 4 verification failed; 70 internal error; 75 another run writes there; 130, 143 interrupted."
)
@_making
@click.option("--week", metavar="WEEK", help="2025-W45, current or last (default: the week of the latest article).")
@click.option("--since", metavar="DATE", help="First day, such as 2025-11-03.")
@click.option("--until", metavar="DATE", help="Last day, with --since (default: that of the latest article).")
@click.option("--new-only", "new_only", is_flag=True, default=None, help="Only articles that no briefing had yet.")
@click.option("--one-page", "one_page", is_flag=True, default=None, help="The most important of it, on one page.")
@click.option("--ci", type=click.Choice(["github"]), help="Write annotations, outputs and the summary of a CI job.")
@click.pass_context
def make(context: click.Context, /, ci: str | None, log: str, verbose: bool, **given: Any) -> int:
    """Make the briefing of INPUTS, files and folders, in out/<period>/, with the edits that are kept there."""
    from briefing.pipeline import run

    telling = _log(log, verbose, ci)
    ended = _attempt(partial(_work, run, telling, given), context.find_root().params["debug"])
    _tell(ended, telling, ci)
    return ended.exit_code


@cli.command(
    epilog="Exit codes: 0 collected, where there was nothing new, too; 1 something failed, under --strict; 2 usage or "
    "settings; 70 internal error; 75 another run collects there; 130, 143 interrupted: what is stored stays."
)
@_CONFIG
@click.option("--strict", is_flag=True, default=None, help="Exit with 1 where a feed or an article failed.")
def collect(config: Path | None, strict: bool | None) -> int:
    """Store what is new in the [[feeds]] of the settings, with the pages they list, for make to read.

    No other verb asks for anything on the web.
    """
    from briefing.collect import collect, explain_unread

    settings = load_settings(config, {"strict": strict})
    has_failed = collect(settings, _tell_tally)
    if unread := explain_unread(settings):
        click.echo(unread, err=True)
    return _PROBLEMS if settings.strict and has_failed else 0


def _tell_tally(tally: "Tally") -> None:
    """Say what became of a feed."""
    for problem in (*tally.failures, *tally.notes):
        click.echo(problem, err=True)
    click.echo(tally)


@cli.command(
    epilog="Exit codes: 0 all proved (changes that an editor may make are notes); 1 notes, under --strict; 2 usage, or "
    "a file that cannot be read; 4 findings; 70 internal error; 130, 143 interrupted."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--record", type=click.Path(path_type=Path), help="Its briefing.json (default: the one beside it).")
@click.option("--json", "as_json", is_flag=True, help="JSON in place of text.")
@click.option("--strict", is_flag=True, help="Exit with 1 where there are notes.")
def check(file: Path, record: Path | None, as_json: bool, strict: bool) -> int:
    """Prove every quotation and citation of FILE, finished or edited, against the sources in its briefing.json."""
    from briefing.checking import as_record, check_file, explain_check

    checked = check_file(file, record)
    click.echo(as_record(checked) if as_json else explain_check(checked))
    if checked.findings:
        return _UNPROVEN
    return _PROBLEMS if strict and checked.notes else 0


@cli.command(
    epilog="Exit codes: 0 merged; 1 merged with conflicts, or with problems under --strict; 4 the file has words that "
    "no source proves, and nothing was changed; all others as for make."
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_making
@click.pass_context
def merge(context: click.Context, /, file: Path, log: str, verbose: bool, **given: Any) -> int:
    """Take the changes of an edited Word FILE into its briefing, and make that anew of the same INPUTS.

    They are kept in out/<period>/edits.toml, and every later run of that period keeps to them.
    """
    from briefing.rounds import merge

    telling = _log(log, verbose)
    ended = _attempt(partial(_work, partial(merge, file), telling, given), context.find_root().params["debug"])
    _tell(ended, telling)
    return ended.exit_code


@cli.command(
    epilog="Exit codes: 0 all can be read; 1 a file is rejected, or doubtful, under --strict; 2 usage or settings."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@_CONFIG
@click.option("--strict", is_flag=True, help="Exit with 1 where there are doubts.")
def inspect(files: tuple[Path, ...], config: Path | None, strict: bool) -> int:
    """Read each FILE as make would, and say which it would reject or have doubts about; nothing is written."""
    from briefing.inspecting import explain_inspection, inspect_files

    inspected = inspect_files(files, load_settings(config))
    for problem in (*inspected.rejected, *inspected.doubts):
        click.echo(problem)
    click.echo(explain_inspection(inspected), err=True)
    return _PROBLEMS if inspected.rejected or (strict and inspected.doubts) else 0


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--stage", type=click.Choice(["document", "article", "quotes", "points"]), default="article")
@_CONFIG
@click.option("--json", "as_json", is_flag=True, help="Quotes as JSON, too.")
def show(file: Path, stage: Any, config: Path | None, as_json: bool) -> None:
    """Print what a stage makes of one FILE: quotes with who says them and why, the others as JSON."""
    import json

    from briefing.analysis import examine, explain

    settings = load_settings(config)
    if stage == "quotes" and not as_json:
        click.echo(explain(file, settings))
        return
    records = examine(file, stage, settings)
    click.echo(json.dumps(records, ensure_ascii=False, indent=2, default=_plain))


@cli.command()
@click.argument("inputs", nargs=-1, type=click.Path())
@_CONFIG
@_OUT
@_STATE
def status(config: Path | None, **overrides: object) -> None:
    """Say what is remembered: which INPUTS are known, what was published and what is still to come."""
    from briefing.remembered import explain_status, tell_status

    click.echo(explain_status(tell_status(load_settings(config, overrides))))


@cli.command()
@click.argument("inputs", nargs=-1, type=click.Path())
@_CONFIG
@_OUT
@_STATE
@click.option("--published", multiple=True, metavar="FOLDER", help="That FOLDER, such as 2025-W45, was published.")
@click.option("--all", "everything", is_flag=True, help="Everything.")
def forget(config: Path | None, published: tuple[str, ...], everything: bool, **overrides: object) -> None:
    """Forget the analyses of all files that are not among INPUTS; they are made again when they are needed."""
    from briefing.remembered import forget

    click.echo(forget(load_settings(config, overrides), published, everything))


@cli.group()
def themes() -> None:
    """Work on the themes."""


@themes.command(name="suggest")
@click.argument("inputs", nargs=-1, type=click.Path())
@_CONFIG
@_THEMES
@click.option("--json", "as_json", is_flag=True, help="JSON in place of TOML.")
def suggest_(config: Path | None, as_json: bool, **overrides: object) -> None:
    """Propose phrases and new themes from what the themes miss in INPUTS, as TOML to paste."""
    import json

    from briefing.pipeline import explain_suggestions, suggest

    settings = load_settings(config, overrides)
    with _log().following() as progress:
        made = suggest(settings, progress)
    for problem in made.problems:
        click.echo(problem, err=True)
    text = json.dumps(_plain(made), ensure_ascii=False, indent=2) if as_json else explain_suggestions(made, settings)
    click.echo(text)


@cli.command(name="list")
@click.argument("kind", type=click.Choice(["readers", "themes", "summarizers", "formats"]))
@_CONFIG
@_THEMES
def list_(kind: Any, config: Path | None, themes: tuple[str, ...]) -> None:
    """Print what there is of a KIND, one per line."""
    from briefing.pipeline import available

    names = available(kind, load_settings(config, {"themes": themes}))
    width = max(map(len, names), default=0)
    for name, remark in names.items():
        click.echo(f"{name:{width}}  {remark}".rstrip())


def _plain(value: Any) -> Any:
    """Return a record as a dictionary and a date as text, for JSON."""
    from dataclasses import asdict, is_dataclass

    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value.isoformat()


def _settings(config: Path | None, formats: str | None, **overrides: object) -> Settings:
    listed = [name.strip() for name in formats.split(",")] if formats is not None else None
    return load_settings(config, {"formats": listed, **overrides})


# --- telling ------------------------------------------------------------------------------------------------------


def _log(form: str = "text", verbose: bool = False, ci: str | None = None) -> Log:
    """Return who is told of a run; in CI problems are told elsewhere, and no line of the log may be a command."""
    say = partial(click.echo, err=True)
    if form == "json":
        return JsonLog(say)
    if ci is None:
        return TextLog(say, sys.stderr.isatty(), verbose)
    from briefing.ci import fenced

    return TextLog(fenced(say), verbose=verbose, problems=False)


def _work(run: "Callable[[Settings, Any], Outcome]", log: Log, given: Any) -> Ended:
    """Return how a run ended that came to an end."""
    settings = _settings(**given)
    with log.following() as progress:
        outcome = run(settings, progress)
    failed = outcome.conflicts or (settings.strict and outcome.problems)
    return Ended(_PROBLEMS if failed else 0, outcome, inputs=settings.inputs)


def _tell(ended: Ended, log: Log, ci: str | None = None) -> None:
    """Say what was written, and all else to the log and to the job in which it runs."""
    for path in ended.outcome.files if ended.outcome and ci is None else ():
        click.echo(click.format_filename(path))
    log.finish(ended)
    if ci:
        from briefing.ci import report

        report(ended, os.environ, click.echo)
