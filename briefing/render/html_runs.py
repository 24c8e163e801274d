"""Runs into HTML: who speaks becomes the class of an element, a target a link; whatever could be markup is escaped."""

import re
from collections.abc import Mapping
from html import escape

from briefing.blocks import BREAK, SOURCE_VOICES, Run, Runs, Voice, cell_lines
from briefing.render.links import is_address, leads

_ELEMENTS: Mapping[Voice, str] = {
    "source": "span",
    "insertion": "i",
    "figure": "span",
    "edit": "b",
    "strong": "b",
    "muted": "span",
    "warning": "b",
    "accent": "span",
}
"""A plain run is no element."""
_SOURCE = re.compile(r"s\d+")
"""The id of a source; what leads there cites it."""


def draw_runs(runs: Runs) -> str:
    """Return the runs of a line."""
    return "".join(_run(run) for run in runs if run != BREAK)


def draw_cell(cell: Runs) -> str:
    """Return the lines of a cell."""
    return "<br>".join(map(draw_runs, cell_lines(cell)))


def text(words: str) -> str:
    """Return words of ours, or of a source, as they stand between elements."""
    return escape(words, quote=False)


def attributes(**named: str) -> str:
    """Return attributes, each with a space in front; a hyphen is written _, and one without a value is left out.

    >>> attributes(id="p1", data_at='5:0"', lang="")
    ' id="p1" data-at="5:0&quot;"'
    """
    told = ((name.rstrip("_").replace("_", "-"), escape(value)) for name, value in named.items() if value)
    return "".join(f' {name}="{value}"' for name, value in told)


def _run(run: Run) -> str:
    words = text(run.text)
    lang = run.language if run.voice in SOURCE_VOICES else ""
    if run.target and leads(run.target):
        return f"<a{_link(run)}{attributes(lang=lang)}>{words}</a>"
    if run.voice == "plain":
        return words
    name = _ELEMENTS[run.voice]
    return f"<{name}{attributes(class_=run.voice, lang=lang)}>{words}</{name}>"


def _link(run: Run) -> str:
    if is_address(run.target):
        return attributes(class_=run.voice, href=run.target, rel="noreferrer")
    kind = f"cite {run.voice}" if _SOURCE.fullmatch(run.target) else run.voice
    return attributes(class_=kind, href=f"#{run.target}")
