"""Speech written as a transcript: `Q:` and `A:`, or speakers' names before a colon, without quotation marks.

Printed as it stands it would be the outlet's own statement, so its paragraphs are told apart.
"""

import re
from collections import Counter
from collections.abc import Sequence

from briefing.model import Span

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,3}):\s")
_FEWEST = 3
"""Labelled paragraphs that make a transcript; one of the labels comes again."""


def find_transcript(text: str, paragraphs: Sequence[Span]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the paragraphs from the first labelled one to the last; none in other articles.

    >>> find_transcript("Q: Why?\\n\\nA: Rain.\\n\\nQ: Now?", (Span(0, 7), Span(9, 17), Span(19, 26)))
    (1, 2, 3)
    """
    found = [(number, _label(text, paragraph)) for number, paragraph in enumerate(paragraphs, 1)]
    labelled = [(number, label) for number, label in found if label]
    counts = Counter(label for _, label in labelled)
    is_transcript = len(labelled) >= _FEWEST and len(counts) > 1 and max(counts.values()) > 1
    return tuple(range(labelled[0][0], labelled[-1][0] + 1)) if is_transcript else ()


def _label(text: str, paragraph: Span) -> str:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    return match["label"] if match and match["label"][0].isupper() else ""
