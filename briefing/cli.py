"""The command line: verbs to settings, settings to the pipeline, its outcome to an exit code.

Nothing else in the program prints or exits. Of third parties only click is imported before there is work to do.
"""

import signal
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from briefing import __version__
from briefing.errors import BriefingError
from briefing.settings import Settings, load_settings

if TYPE_CHECKING:
    from briefing.library import Progress
    from briefing.pipeline import Outcome

_PROBLEMS, _UNPROVEN, _INTERNAL, _INTERRUPTED, _TERMINATED = 1, 4, 70, 130, 143
_CONFIG = click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: ./briefing.toml).")

_THEMES = click.option("--themes", multiple=True, metavar="FOLDER", help="Theme files, or a set such as security-desk.")


_MAKING = (
    click.argument("inputs", nargs=-1, type=click.Path()),
    click.option("--out", type=click.Path(), help="Folder of finished briefings (default: out)."),
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
    click.option("--state", type=click.Path(), help="Folder of what is remembered between runs (default: .briefing)."),
    click.option("--engine", metavar="NAME", help="serial, local (default) or dask[://address]."),
    click.option("--workers", type=int, metavar="N", help="Processes for it (default: one for each processor)."),
    click.option("--strict", is_flag=True, default=None, help="Exit with 1 where there are problems."),
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
        return int(cli.main(arguments, "briefing", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _say("briefing: interrupted", _INTERRUPTED)
    except _Terminated:
        return _say("briefing: terminated", _TERMINATED)


class _Terminated(BaseException):
    """SIGTERM, as an exception, so that everything on the way out is cleaned up; no stage may hold it up."""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


class _Verbs(click.Group):
    """Turns the errors of every verb into a message and an exit code."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BriefingError as error:
            return _say(str(error), error.exit_code)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            if context.params["debug"]:
                traceback.print_exc()
            reason = f"briefing: internal error ({type(error).__name__}: {error})"
            return _say(f"{reason}; please report it with the output of briefing --debug", _INTERNAL)


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
def make(**given: Any) -> int:
    """Make the briefing of INPUTS, files and folders, in out/<period>/, with the edits that are kept there."""
    from briefing.pipeline import run

    settings = _settings(**given)
    outcome = run(settings, _progress())
    _tell(outcome)
    return _PROBLEMS if settings.strict and outcome.problems else 0


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
def merge(file: Path, **given: Any) -> int:
    """Take the changes of an edited Word FILE into its briefing, and make that anew of the same INPUTS.

    They are kept in out/<period>/edits.toml, and every later run of that period keeps to them.
    """
    from briefing.rounds import merge

    settings = _settings(**given)
    outcome = merge(file, settings, _progress())
    _tell(outcome)
    return _PROBLEMS if outcome.conflicts or (settings.strict and outcome.problems) else 0


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
    made = suggest(settings, _progress())
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


def _progress() -> "Progress":
    from briefing.library import silent

    return silent


def _tell(outcome: "Outcome") -> None:
    for path in outcome.files:
        click.echo(click.format_filename(path))
    for problem in outcome.problems:
        click.echo(problem, err=True)
    tally, count = outcome.tally, len(outcome.problems)
    counts = f"{tally.used} of {tally.inputs} inputs used, {tally.rejected} rejected"
    click.echo(f"briefing: {counts}, {count} problem{'' if count == 1 else 's'}", err=True)
