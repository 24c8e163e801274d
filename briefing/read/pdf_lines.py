"""The lines of a PDF's pages back to paragraphs: a PDF knows letters and their places, and nothing of either.

A line opens a paragraph where the gap above it is wider than usual, its size is another, it is indented, or the line
before it ended a sentence early. Over the end of a column or page a paragraph goes on unless a sentence has ended.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefing.read.tops import is_header
from briefing.text import ends_sentence

HYPHEN = 2
"""What pdfium puts where a line ends with a hyphen and the next goes on."""

_EDGE_LINES = 3
"""At the top and at the bottom of a page, where running heads stand."""
_WIDER_GAP = 1.35
"""Times the usual distance of lines."""
_OTHER_SIZE = 1.15
_INDENT = 0.8
"""Times a line's height."""
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it stands, in points from the left and the top of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Of its letters, as their font is made."""
        return max(self.bottom - self.top, 0.1)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without lines at their edges that half of them have, whatever numbers stand in those lines."""
    counts = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    filled = sum(bool(lines) for lines in pages)
    running = {key for key, count in counts.items() if count > 1 and count * 2 >= filled}
    return [list(_body(lines, running)) for lines in pages]


def _edges(lines: Sequence[Line]) -> Sequence[Line]:
    return lines if len(lines) <= 2 * _EDGE_LINES else [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]


def _key(line: Line) -> tuple[str, int]:
    """Return what is the same in a running head on each page: its words and its height on the page."""
    return _DIGITS.sub("#", line.text), round(line.top / 10)


def _body(lines: Sequence[Line], running: set[tuple[str, int]]) -> Iterator[Line]:
    last = len(lines) - _EDGE_LINES
    for place, line in enumerate(lines):
        if _EDGE_LINES <= place < last or _key(line) not in running:
            yield line


def join_paragraphs(pages: Iterable[Sequence[Line]]) -> list[str]:
    """Return the paragraphs of the pages in order."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    gap, right = _usual_gap(lines), _right_margin(lines)
    paragraphs = [[lines[0].text]]
    for line, following in pairwise(lines):
        if _opens(line, following, gap, right):
            paragraphs.append([following.text])
        else:
            paragraphs[-1].append(following.text)
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    return [_joined(paragraph, words) for paragraph in paragraphs]


def _usual_gap(lines: Sequence[Line]) -> float:
    """Return the usual distance from line to line, in heights of a line."""
    gaps = [(below.top - line.top) / line.height for line, below in pairwise(lines) if 0 < below.top - line.top < 50]
    return median(gaps) if gaps else 1.0


def _right_margin(lines: Sequence[Line]) -> float:
    """Return where full lines end, the few that stand out apart."""
    ends = sorted(line.right for line in lines)
    return ends[len(ends) * 9 // 10]


def _opens(line: Line, following: Line, gap: float, right: float) -> bool:
    """Whether `following` opens a paragraph."""
    if is_header(line.text) or is_header(following.text):
        return True
    if max(line.height, following.height) > _OTHER_SIZE * min(line.height, following.height):
        return True
    ended = ends_sentence(line.text)
    distance = (following.top - line.top) / line.height
    if not 0 <= distance < 4 * gap:
        # Another column or page, or a picture between.
        return ended and not following.text[:1].islower()
    if distance > _WIDER_GAP * gap:
        return True
    if distance < 0.5 * gap:
        return False
    return ended and (following.left > line.left + _INDENT * line.height or _had_room(line, following, right))


def _had_room(line: Line, following: Line, right: float) -> bool:
    """Whether the next word would have fitted, so that the line was ended on purpose."""
    word = len(following.text.split(maxsplit=1)[0]) + 1
    return line.right + word * (following.right - following.left) / len(following.text) < right


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _hyphen_settled(text, line, words) if text.endswith(("-", "\xad")) else f"{text} {line}"
    return text


def _hyphen_settled(text: str, line: str, words: Counter[str]) -> str:
    """Return both parts joined, without the hyphen where it is certain that it only divides a word.

    That is a soft hyphen, or a word that stands elsewhere without a hyphen and nowhere with one.
    """
    if text.endswith("\xad"):
        return text[:-1] + line
    first, second = _LAST_WORD.search(text), _FIRST_WORD.match(line)
    if not first or not second:
        # A dash, or a number with a hyphen.
        return f"{text} {line}" if text.endswith((" -", "--")) else text + line
    whole, hyphened = first[1] + second[0], f"{first[1]}-{second[0]}"
    divides = words[whole.lower()] > 0 and words[hyphened.lower()] == 0
    return text[:-1] + line if divides else text + line
