"""Blocks as text that a person can read: one line for each run, with who speaks in front of it.

A no-break space is written as ⍽, a narrow one as ‗, the end of a line in a cell as ↵; what a run links to stands behind
→.
"""

from collections.abc import Iterable, Iterator

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
)

_SPACES = str.maketrans("\u00a0\u202f", "⍽‗")


def dump(page: Page) -> str:
    """Return a page: what stands around the blocks, then each block."""
    around = [f"title {page.title}", f"language {page.language}", f"created {page.created}", f"author {page.author}"]
    around += [f"running head {' | '.join(page.running_head)}", f"footer {' | '.join(page.footer)}"]
    return "\n\n".join(["\n".join(around), *map(show, page.blocks)]) + "\n"


def show(block: Block) -> str:
    """Return one block."""
    return "\n".join(_lines(block)).translate(_SPACES)


def voices(runs: Runs) -> Iterator[str]:
    """Yield a line for each run."""
    return (_run(run) for run in runs)


def _run(run: Run) -> str:
    text = run.text.replace("\n", "↵")
    return f"  {run.voice:9} |{text}|" + (f" → {run.target}" if run.target else "")


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Masthead():
            return [
                f"masthead {block.title} | {block.subtitle}",
                *(f"  {label}: {what}" for label, what in block.fields),
            ]
        case Heading():
            return [f"heading {block.id}{' (wide)' * block.wide}: {block.text}", *voices(block.notes)]
        case Point():
            return [f"point {block.id} {block.label}".rstrip(), *voices(block.words), "  --", *voices(block.tail)]
        case QuoteBlock():
            return [f"quote {block.id}", *voices(block.words), "  --", *voices(block.attribution)]
        case Table():
            rows = ((line for cell in row for line in ("  cell", *voices(cell))) for row in (block.header, *block.rows))
            widths = " ".join(f"{width:.2f}" for width in block.widths)
            return [f"table {block.id} {widths}", *(line for row in rows for line in (" row", *row))]
        case Chart():
            rows = (f"  {row.label}: {' '.join(map(str, row.values))}" for row in block.series)
            columns = f"  {' | '.join(block.columns)}{' (apart)' * block.apart}"
            return [f"chart {block.id}: {block.title}", columns, *rows, f"  {block.alt}"]
        case Checks():
            return ["checks", *(line for row in block.rows for cell in row for line in voices(cell))]
        case RegisterEntry():
            return [
                f"source {block.id} {block.number}",
                *(line for runs in block.lines for line in (*voices(runs), "  --")),
            ]
        case Comment():
            return [f"comment {block.id}", *(f"  {paragraph}" for paragraph in block.paragraphs)]
        case Contents():
            return ["contents", *(f"  {text} → {id}" for id, text in block.entries)]
        case CountStrip() | GroupLine() | Note() | Statement():
            return [type(block).__name__.lower(), *voices(block.runs)]
