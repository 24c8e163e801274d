"""All words of a file, in reading order, against all words of the page: nothing lost, added or out of place.

Takes a file that was read back through its structure and the page it was drawn from. `match` proves what bears an id;
this proves the rest, too: masthead, contents, counts, notes, checks, labels. Only white space may differ.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    Heading,
    Masthead,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Runs,
    Table,
    chart_words,
)
from briefing.check.found import FileText
from briefing.model import Finding

_NUMBERED = re.compile(r" \d+$")
"""The number of a page, behind its heading in the contents."""
_NOTHING = ("", False)


def match_whole(file: FileText, page: Page, name: str) -> tuple[Finding, ...]:
    """Return the first place where a file reads otherwise than the page; `name` is its format."""
    lines = (folded for folded in (_fold(line.text) for line in file.lines if not line.margin) if folded)
    for number, (have, (want, numbered)) in enumerate(zip_longest(lines, _wanted(page), fillvalue=_NOTHING), 1):
        found = have if isinstance(have, str) else ""
        if (_NUMBERED.sub("", found, 1) if numbered else found) != want:
            message = f"reads {found[:60]!r} where the page has {want[:60]!r}"
            return (Finding("whole", f"{name} paragraph {number}", message),)
    return ()


def paragraphs(block: Block) -> Iterator[str]:
    """Yield what stands in a block, each paragraph and cell of it, in reading order.

    >>> from briefing.blocks import Run
    >>> list(paragraphs(QuoteBlock("q1", (Run("“So ", "source"), Run("it is.”", "source")), (Run("She", "strong"),))))
    ['“So it is.”', 'She']
    """
    match block:
        case Masthead():
            yield from (block.title, block.subtitle, *(text for field in block.fields for text in field))
        case Heading():
            notes = [run.text for run in block.notes]
            yield from (block.text, *([" ".join(notes)] if block.wide else notes))
        case Point():
            yield from (block.label, f"{_text(block.words)}\u00a0{_text(block.tail)}")
        case QuoteBlock():
            yield from map(_text, (block.words, block.attribution))
        case Table():
            yield from (_text(cell) for row in (block.header, *block.rows) for cell in row)
        case Chart():
            yield from chart_words(block)
        case Checks():
            yield from (_text(cell) for row in block.rows for cell in row)
        case RegisterEntry():
            yield from (block.number, *map(_text, block.lines))
        case Comment():
            yield from (block.label, *block.paragraphs) if block.paragraphs else ()
        case Contents():
            yield from (block.label, *(text for _, text in block.entries))
        case _:
            yield _text(block.runs)


def _wanted(page: Page) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs that have words, and whether the number of a page follows them."""
    for block in page.blocks:
        for number, text in enumerate(paragraphs(block)):
            if folded := _fold(text):
                yield folded, isinstance(block, Contents) and number > 0


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _fold(text: str) -> str:
    return " ".join(text.split())
