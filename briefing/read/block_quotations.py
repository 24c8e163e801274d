"""Block quotations: only the layout shows that their words are not the outlet's own, as print would make them."""

from collections.abc import Iterator

from briefing.model import Problem
from briefing.read.file import problem
from briefing.text import QUOTATION_MARKS

OPENING = (*QUOTATION_MARKS, "‟", "「", "『")
_CLOSING = (*QUOTATION_MARKS, "’", "」", "』")


def bears_marks(paragraph: str) -> bool:
    """Whether a paragraph opens or ends with a quotation mark.

    >>> bears_marks("“We stay,” she said."), bears_marks("We stay.")
    (True, False)
    """
    words = paragraph.strip()
    return words.lstrip("-–— ").startswith(OPENING) or words.rstrip(".,;:!?… ").endswith(_CLOSING)


def left_out(path: str, paragraphs: int) -> Iterator[Problem]:
    """Yield the problem that tells how many paragraphs of block quotations were left out, if any were."""
    if paragraphs:
        counted = f" ({paragraphs} paragraphs)" if paragraphs > 1 else ""
        message = f"a block quotation without quotation marks is left out{counted}"
        yield problem(path, message, "where it matters, save the text as .txt with its quotation marks")
