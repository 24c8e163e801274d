"""The top of a file that comes as paragraphs, not lines: the same header lines as in plain text."""

from collections.abc import Sequence
from itertools import takewhile

from briefing.read.file import report
from briefing.read.headers import FIELD_OF, Top, peel
from briefing.text import clean


def peel_paragraphs(path: str, paragraphs: Sequence[str]) -> Top:
    """Return the text of the paragraphs, blank lines between them, with its top taken off.

    Header lines that are paragraphs of their own stand together as in plain text. Cleaned here, which is reported.
    """
    headers = list(takewhile(is_header, paragraphs))
    joined = "\n".join(headers) + "\n\n" + "\n\n".join(paragraphs[len(headers) :])
    text, removals = clean(joined)
    top = peel(path, text.strip())
    return Top(top.body.strip(), top.fields, (*report(path, removals), *top.problems))


def is_header(paragraph: str) -> bool:
    """Whether every line of a paragraph is a header line with a key of ours."""
    lines = paragraph.strip().split("\n")
    return all(line.partition(":")[0].strip().lower() in FIELD_OF and ":" in line for line in lines)
