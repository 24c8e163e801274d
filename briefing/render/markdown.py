"""Blocks into Markdown: for reading in a mail, a job summary or a pull request; one small function per block.

Every block's id becomes an anchor. Type cannot tell who speaks here, so our edits are bold, a source's insertions are
italic and quotations block quotes; whatever Markdown would take for markup is escaped.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Statement,
    Table,
    cell_lines,
)
from briefing.model import Problem
from briefing.render.links import leads, link_own
from briefing.render.style import Style

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_AT_START = re.compile(r"^\s*(?:\d+(?=[.)])|(?=[-+=]))")
_HEAVY = ("strong", "edit", "warning")


def draw_markdown(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    """Draw a page of blocks; the style says nothing to Markdown."""
    parts = [_DRAWERS[type(block)](block) for block in page.blocks]
    footer = " · ".join(part for part in page.footer[:2] if part)
    return ("\n\n".join((*filter(None, parts), "---", _escape(footer))) + "\n").encode(), ()


def _masthead(block: Masthead) -> str:
    fields = "  \n".join(f"{_escape(label)}: {_escape(value)}" for label, value in block.fields)
    return f"# {_escape(block.title)}\n\n{_escape(block.subtitle)}\n\n{fields}"


def _heading(block: Heading) -> str:
    notes = " · ".join(_runs((note,)) for note in block.notes)
    return f"## {_anchor(block.id)}{_escape(block.text)}" + (f"\n\n{notes}" if notes else "")


def _lines(block: CountStrip | GroupLine | Statement | Note) -> str:
    return _runs(block.runs)


def _point(block: Point) -> str:
    label = f"**{_escape(block.label)}:** " if block.label else ""
    return f"- {label}{_anchor(block.id)}{_runs(block.words)} {_anchor(anchors.tail(block.id))}{_runs(block.tail)}"


def _quote(block: QuoteBlock) -> str:
    by = f"{_anchor(anchors.attribution(block.id))}{_runs(block.attribution)}"
    return f"> {_anchor(block.id)}{_runs(block.words)}\n>\n> {by}"


def _table(block: Table) -> str:
    rule = "|" + " --- |" * len(block.header)
    header = _row(block.header).replace("| ", f"| {_anchor(block.id)}", 1)
    return "\n".join((header, rule, *(_row(row) for row in block.rows)))


def _chart(block: Chart) -> str:
    """A table of its numbers; the title stands in the corner, where no other label is."""
    header = f"| {_anchor(block.id)}**{_escape(block.title)}** | {' | '.join(map(_escape, block.columns))} |"
    rule = "| --- |" + " --: |" * len(block.columns)
    rows = (f"| {_escape(one.label)} | {' | '.join(map(str, one.values))} |" for one in block.series)
    return "\n".join((header, rule, *rows))


def _row(cells: tuple[Runs, ...]) -> str:
    return "| " + " | ".join("<br>".join(map(_runs, cell_lines(cell))) or " " for cell in cells) + " |"


def _checks(block: Checks) -> str:
    return "\n".join(f"- {_runs(count)}: {_runs(statement)}" for count, statement in block.rows)


def _entry(block: RegisterEntry) -> str:
    return f"{_anchor(block.id)}**{block.number}** " + "  \n".join(_runs(line) for line in block.lines)


def _comment(block: Comment) -> str:
    """A place to write is for files that can be edited."""
    words = "  \n> ".join(map(_own, block.paragraphs))
    return f"> **{_escape(block.label)}:** {_anchor(block.id)}{words}" if words else ""


def _own(paragraph: str) -> str:
    return "".join(map(_run, link_own(paragraph)))


def _contents(block: Contents) -> str:
    listed = "\n".join(f"- [{_escape(text)}](<#{id}>)" for id, text in block.entries)
    return f"**{_escape(block.label)}**\n\n{listed}"


def _runs(runs: Runs) -> str:
    return _AT_START.sub(r"\g<0>\\", "".join(_run(run) for run in runs))


def _run(run: Run) -> str:
    text = _escape(run.text)
    if run.target:
        address = run.target if ":" in run.target else f"#{run.target}"
        return f"[{text}](<{address}>)" if leads(run.target) and not set(address) & set("<>") else text
    if run.voice == "insertion":
        return f"<em>{text}</em>"
    if run.voice in _HEAVY and text.strip():
        inner = text.strip(" ")
        return text.replace(inner, f"**{inner}**", 1)
    return text


def _anchor(id: str) -> str:
    return f'<a id="{id}"></a>'


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


_DRAWERS: Mapping[type[Block], Callable[[Any], str]] = {
    Masthead: _masthead,
    CountStrip: _lines,
    Heading: _heading,
    GroupLine: _lines,
    Point: _point,
    QuoteBlock: _quote,
    Table: _table,
    Chart: _chart,
    Checks: _checks,
    Note: _lines,
    Statement: _lines,
    RegisterEntry: _entry,
    Comment: _comment,
    Contents: _contents,
}
