"""A run told to GitHub: annotations, outputs for later steps, and the briefing as the job's summary.

The forms are those of GitHub's "Workflow commands for GitHub Actions". Its runner takes a line for a command where it
begins with "::", or has "##[" anywhere. So no word of an article, and no name of a file, gets into the log other than
escaped inside an annotation, or behind our own name.
"""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing.errors import SettingsError
from briefing.model import CHANCE, Problem
from briefing.progress import Ended, Say, counts

ANNOTATIONS = 9
"""GitHub shows ten of a kind in a step, and drops the others without a word; the tenth says how many there are."""
SUMMARY = 900_000
"""Bytes. A summary of more than 1024 kB is dropped whole."""
OUTPUTS = ("exit_code", "folder", "pdf", "docx", "html", "new", "used", "rejected", "duplicates", "changed")

_FORMATS = ("pdf", "docx", "html")
_LONGEST = 4_000
"""Characters of a message in an annotation."""
_LISTED = 200
"""Problems in the summary; all of them are in run.json."""
_LEFT = 200
"""Bytes kept for the line that says what is left out."""


def report(ended: Ended, environment: Mapping[str, str], say: Say) -> None:
    """Tell GitHub how a run ended: commands by `say`, outputs and summary into the files that `environment` names.

    Raises:
        SettingsError: one of these files cannot be written.
    """
    for line in annotate(ended, Path(environment.get("GITHUB_WORKSPACE") or ".")):
        say(line)
    _append("GITHUB_OUTPUT", environment, lambda size: draw_outputs(outputs(ended), secrets.token_hex(16)))
    _append("GITHUB_STEP_SUMMARY", environment, lambda size: summarize(ended, SUMMARY - size))


def fenced(say: Say) -> Say:
    """Return a `say` for a log in which nothing can be a command: each line has our name in front."""

    def said(text: str) -> None:
        for line in text.splitlines():
            say(f"briefing: {line.removeprefix('briefing: ')}".replace("##[", "## ["))

    return said


# --- annotations --------------------------------------------------------------------------------------------------


def annotate(ended: Ended, workspace: Path) -> Iterator[str]:
    """Yield the commands that mark problems, those first that cost an article, and the failure where there was one."""
    if ended.message:
        yield f"::error title=briefing::{escape(_cut(ended.message))}"
    if ended.outcome is None:
        return
    lost = {fate.path for fate in ended.outcome.fates if fate.outcome == "rejected"}
    problems = sorted(ended.outcome.problems, key=lambda one: one.where not in lost)
    for problem in problems[:ANNOTATIONS]:
        yield _annotation(problem, _file(problem, ended.inputs, workspace))
    more = len(problems) - ANNOTATIONS
    if more > 0:
        yield f"::warning title=briefing::{more} more, see the summary"


def _annotation(problem: Problem, file: str) -> str:
    marked = {"file": file, "title": problem.where}
    properties = ",".join(f"{name}={escape(value, is_property=True)}" for name, value in marked.items() if value)
    return f"::warning {properties}::{escape(_cut(f'{problem.message}; {problem.hint}'))}"


def escape(text: str, is_property: bool = False) -> str:
    r"""Return text as the message of a command, or one of its properties, holds it: on one line, and one value.

    >>> escape("100%\n::error::"), escape("a:b,c", is_property=True)
    ('100%25%0A::error::', 'a%3Ab%2Cc')
    """
    shown = _shown(text, "\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return shown.replace(":", "%3A").replace(",", "%2C") if is_property else shown


def _shown(text: str, kept: str = "") -> str:
    """Return text with what cannot be seen escaped; unlike `printable` it leaves what is escaped already as it is."""
    return "".join(ch if ch.isprintable() or ch in kept else ch.encode("unicode_escape").decode() for ch in text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _file(problem: Problem, inputs: Sequence[Path], workspace: Path) -> str:
    """Return the path of an input as GitHub knows it, from the top of the checkout; "" where it is none of these."""
    if problem.stage not in ("read", "analyse", CHANCE):
        return ""
    names = filter(None, (problem.where, problem.where.rpartition("#")[0]))
    places = (folder / name for name in names for one in inputs for folder in (one, one.parent))
    found = next((path for path in places if os.path.isfile(path)), None)
    relative = os.path.relpath(os.path.realpath(found), os.path.realpath(workspace)) if found else ".."
    return "" if relative.startswith("..") else relative


# --- outputs ------------------------------------------------------------------------------------------------------


def outputs(ended: Ended) -> dict[str, str]:
    """Return the outputs by name; empty where nothing was written, which changed nothing."""
    values = dict.fromkeys(OUTPUTS, "") | {"exit_code": str(ended.exit_code), "changed": "false"}
    outcome = ended.outcome
    if outcome is None:
        return values
    tally, paths = outcome.tally, {path.name: str(path) for path in outcome.files}
    values |= {name: paths.get(f"briefing.{name}", "") for name in _FORMATS}
    values |= {"used": str(tally.used), "rejected": str(tally.rejected), "duplicates": str(tally.duplicates)}
    changed = "true" if outcome.changed else "false"
    folder = str(outcome.files[-1].parent) if outcome.files else ""
    return values | {"folder": folder, "new": str(outcome.new), "changed": changed}


def draw_outputs(values: Mapping[str, str], delimiter: str) -> str:
    r"""Return outputs in the form of several lines, in which a value ends at a delimiter that nobody could foresee.

    >>> draw_outputs({"folder": "out\nx=1"}, "4f")
    'folder<<4f\nout\nx=1\n4f\n'
    """
    return "".join(f"{name}<<{delimiter}\n{value}\n{delimiter}\n" for name, value in values.items())


# --- the summary --------------------------------------------------------------------------------------------------


def summarize(ended: Ended, room: int = SUMMARY) -> str:
    """Return the summary in at most `room` bytes: counts, problems, and the briefing as far as it has room."""
    outcome = ended.outcome
    if outcome is None:
        return fit((f"**briefing: nothing was written (exit code {ended.exit_code})**", _listed([ended.message])), room)
    head = [f"**briefing: {counts(outcome)} (exit code {ended.exit_code})**"]
    if outcome.problems:
        head.append(_folded([str(problem) for problem in outcome.problems]))
    path = next((path for path in outcome.files if path.name == "briefing.md"), None)
    missing = "The briefing stands here where md is among the formats." if outcome.files else "Nothing was written."
    body = path.read_text(encoding="utf-8") if path else missing
    return fit((*head, *body.strip().split("\n\n")), room)


def fit(blocks: Sequence[str], room: int) -> str:
    """Return blocks of Markdown as far as they have room, in bytes, with a count of those that are left out."""
    sizes = [len(block.encode(errors="backslashreplace")) + 2 for block in blocks]
    if sum(sizes) <= room:
        return _joined(blocks)
    kept, size = 0, _LEFT
    while size + sizes[kept] <= room:
        size += sizes[kept]
        kept += 1
    left = len(blocks) - kept
    note = f"*{left} of {len(blocks)} parts are left out here; the files have them.*"
    return _joined((*blocks[:kept], note)) if room > _LEFT else ""


def _joined(blocks: Sequence[str]) -> str:
    return "\n\n".join(blocks) + "\n\n"


def _folded(lines: Sequence[str]) -> str:
    more = len(lines) - _LISTED
    shown = [*lines[:_LISTED], *([f"... and {more} more, in run.json"] if more > 0 else [])]
    return f"<details><summary>{len(lines)} problems</summary>\n\n{_listed(shown)}\n\n</details>"


def _listed(texts: Iterable[str]) -> str:
    """Return lines as a block of code: indented, so that nothing in them is markup or can end it."""
    return "\n".join(f"    {_shown(line)}" for text in texts for line in text.splitlines())


# --- the files of the runner --------------------------------------------------------------------------------------


def _append(name: str, environment: Mapping[str, str], draw: Callable[[int], str]) -> None:
    """Append to the file that a variable names, if it names one; `draw` is told how many bytes it has."""
    path = environment.get(name)
    if not path:
        return
    try:
        with open(path, "ab") as file:
            file.write(draw(file.tell()).encode(errors="surrogateescape"))
    except OSError as error:
        raise SettingsError(
            name, f"names a file that cannot be written ({error.strerror})", "mend or unset it"
        ) from None
