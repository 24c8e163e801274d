"""Where quotation marks open and close: spans over the untouched text, marks included.

One pass over each paragraph, pairing an opening mark with the next mark that may close it. Knows straight, curly,
doubled, low-high and angled marks. A paragraph whose marks do not pair loses that one quotation, with a Problem;
unless the next paragraph opens with a mark, which is how a quotation of several paragraphs is printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Span

CLOSERS = {
    '"': '"”',
    "“": '”"“',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "''": ("''",),
    "``": ("''",),
}
"""Opening mark -> marks that may close it, the likeliest first."""

_MARKS = "\"“”„«»'`"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks."""

    span: Span
    open: bool = False
    """It has no closing mark: the next paragraph goes on with it."""


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[tuple[Quotation, ...], tuple[int, ...]]:
    """Return the quotations in order, and the numbers (from 1) of paragraphs that lost one to an unpaired mark."""
    found: list[Quotation] = []
    lost: list[int] = []
    for number, paragraph in enumerate(paragraphs, 1):
        following = paragraphs[number] if number < len(paragraphs) else None
        for quotation in _pair(text, paragraph):
            if not quotation.open or (following and text[following.start] in CLOSERS):
                found.append(quotation)
            else:
                lost.append(number)
    return tuple(found), tuple(lost)


def _pair(text: str, paragraph: Span) -> Iterator[Quotation]:
    start, opener, inner = -1, "", ""
    for position, mark in _marks(text, paragraph):
        if start < 0:
            if _may_open(text, position, mark, paragraph):
                start, opener, inner = position, mark, ""
        elif inner and mark in CLOSERS[inner] and mark != CLOSERS[opener][0]:
            inner = ""
        elif mark in CLOSERS[opener] and _may_close(text, position, mark, opener):
            yield Quotation(Span(start, position + len(mark)))
            start = -1
        elif _may_open(text, position, mark, paragraph):
            inner = mark
    if start >= 0:
        yield Quotation(Span(start, paragraph.end), open=True)


def _marks(text: str, paragraph: Span) -> Iterator[tuple[int, str]]:
    position = paragraph.start
    while position < paragraph.end:
        char = text[position]
        if char in _MARKS:
            pair = text[position : position + 2]
            mark = pair if pair in ("''", "``") else char
            if mark not in "'`":
                yield position, mark
            position += len(mark)
        else:
            position += 1


def _may_open(text: str, position: int, mark: str, paragraph: Span) -> bool:
    """An opening mark stands before a word, French ones before a space too, and not behind a figure (inches)."""
    after = text[position + len(mark) : position + len(mark) + 1]
    before = text[position - 1] if position > paragraph.start else " "
    spaced = after.isspace() and mark != "«"
    return mark in CLOSERS and bool(after) and not spaced and not before.isalnum()


def _may_close(text: str, position: int, mark: str, opener: str) -> bool:
    """A mark that could open as well closes only behind a word or its punctuation."""
    return mark == CLOSERS[opener][0] != opener or not text[position - 1].isspace()
