"""One finished or edited file against its briefing.json, and what is said of it for a person and for a program.

Needs the file and its record alone: no inputs, no settings, nothing of how the file was made.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.check import READABLE, REMEDIES, Verdict, check_edited
from briefing.errors import SettingsError, Unproven
from briefing.files import read_whole
from briefing.published import NAME
from briefing.records import load_record
from briefing.text import printable

SCHEMA = 1
"""Of the JSON; grows when a key changes its meaning or goes."""
_SHOWN = 400
"""Characters of a text that are shown in the terminal; JSON has all."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What check says of a file."""

    file: Path
    period: str
    verdicts: tuple[Verdict, ...]

    @property
    def findings(self) -> tuple[Verdict, ...]:
        """What is untrue or unproved."""
        return tuple(one for one in self.verdicts if one.is_finding)

    @property
    def notes(self) -> tuple[Verdict, ...]:
        """Changes that an editor may make."""
        return tuple(one for one in self.verdicts if one.is_note)


def check_file(file: Path, record: Path | None = None) -> Checked:
    """Return what check says of a file; `record` is its briefing.json, by default the one beside it.

    Raises:
        SettingsError: the file or the record cannot be read.
        Unproven: the record contradicts itself.
    """
    where, format = printable(str(file)), file.suffix.lower().removeprefix(".")
    if file.is_dir():
        raise SettingsError(where, "is a folder", "give the path of the file to check, such as briefing.docx in it")
    if format not in READABLE:
        raise SettingsError(where, f"{file.suffix or 'such a file'} cannot be checked", _remedy(format))
    content = read_whole(file, "give the path of the file to check")
    told = load_record(record or file.with_name(NAME))
    try:
        verdicts = check_edited(format, content, told)
    except Unproven as error:
        raise SettingsError(where, error.message, f"save it again as .{format} and check that it opens") from error
    return Checked(file, told.period, verdicts)


def _remedy(format: str) -> str:
    if format in ("doc", "odt", "rtf"):
        return "save it as .docx and check that file"
    return f"give a file of one of these kinds: {', '.join('.' + name for name in READABLE)}"


# --- telling it ---------------------------------------------------------------------------------------------------


def explain_check(checked: Checked) -> str:
    """Return findings, then notes, then the counts, for a person."""
    found = [line for one in checked.findings for line in (*_explain(one), "")]
    noted = [f"note: {one.place}: {one.kind}: {_short(one.reads or one.source)}" for one in checked.notes]
    return "\n".join((*found, *noted, *([""] if noted else []), _counts(checked)))


def _explain(verdict: Verdict) -> Iterator[str]:
    yield f"{printable(verdict.place)}: {verdict.kind}"
    if verdict.reads:
        yield f"  there:  {_short(verdict.reads)}"
    if verdict.source:
        yield f"  source: {_short(verdict.source)}"
    yield f"  do:     {REMEDIES[verdict.kind]}"


def _short(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _SHOWN else line[:_SHOWN].rstrip() + " …"


def _counts(checked: Checked) -> str:
    told = Counter(("quotation" if one.id[:1] == "q" else "point") for one in _verbatim(checked))
    quotations, points = (_count(told[kind], kind) for kind in ("quotation", "point"))
    findings, notes = _count(len(checked.findings), "finding"), _count(len(checked.notes), "note")
    return f"{printable(checked.file.name)} ({checked.period}): {quotations} and {points} verbatim; {findings}, {notes}"


def _verbatim(checked: Checked) -> list[Verdict]:
    return [one for one in checked.verdicts if one.kind == "verbatim"]


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def as_record(checked: Checked) -> str:
    """Return all verdicts as JSON, as docs/checking.md has it."""
    verdicts = [
        {
            "verdict": one.kind,
            "finding": one.is_finding,
            "id": one.id,
            "place": one.place,
            "reads": one.reads,
            "source": one.source,
            "remedy": REMEDIES.get(one.kind, ""),
        }
        for one in checked.verdicts
    ]
    counts = {"verbatim": len(_verbatim(checked)), "findings": len(checked.findings), "notes": len(checked.notes)}
    told = {"schema": SCHEMA, "file": checked.file.name, "period": checked.period, "counts": counts}
    return json.dumps({**told, "verdicts": verdicts}, ensure_ascii=False, indent=1)
