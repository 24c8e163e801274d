"""Block quotations: only the layout shows that their words are not the outlet's own, as print would make them.

So they get the quotation marks that running text has. A paragraph in which quotation marks stand already, but not
around it, would be hard to read with more of them: it is left out and reported.
"""

from collections.abc import Iterator

from briefing.model import Problem
from briefing.read.file import problem
from briefing.text import QUOTATION_MARKS

MARK = "\ufdd0"
"""Stands in front of text out of a block quotation; a noncharacter, of which cleaned text has none."""
OPENING = (*QUOTATION_MARKS, "‟", "「", "『")
_CLOSING = (*QUOTATION_MARKS, "’", "」", "』")
_DASHES = ("—", "–", "―", "-")


def bears_marks(paragraph: str) -> bool:
    """Whether a paragraph opens or ends with a quotation mark.

    >>> bears_marks("“We stay,” she said."), bears_marks("We stay.")
    (True, False)
    """
    words = paragraph.strip()
    return words.lstrip("-–— ").startswith(OPENING) or words.rstrip(".,;:!?… ").endswith(_CLOSING)


def quoted(paragraph: str) -> str | None:
    """Return a paragraph of a block quotation with quotation marks, None where it has others in its midst.

    One that bears marks stays as it is, and so does the line after a dash that says whose words they are.

    >>> quoted("We stay."), quoted("“We stay,” she said."), quoted("— Rumen Dachev")
    ('“We stay.”', '“We stay,” she said.', '— Rumen Dachev')
    """
    words = paragraph.strip()
    if not any(ch.isalnum() for ch in words) or bears_marks(words) or words.startswith(_DASHES):
        return words
    return None if any(mark in words for mark in QUOTATION_MARKS) else f"“{words}”"


def marked(paragraph: str) -> str | None:
    """Return a paragraph of a page, one with `MARK` in it as `quoted` says."""
    return quoted(paragraph.replace(MARK, "")) if MARK in paragraph else paragraph


def left_out(path: str, paragraphs: int) -> Iterator[Problem]:
    """Yield the problem that tells how many paragraphs of block quotations were left out, if any were."""
    if paragraphs:
        counted = f" ({paragraphs} paragraphs)" if paragraphs > 1 else ""
        message = f"a block quotation with other quotation marks in it is left out{counted}"
        yield problem(path, message, "where it matters, save the text as .txt with its quotation marks")
