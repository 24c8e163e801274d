"""The paragraphs of plain text, whatever its line breaks mean."""

import re
from itertools import pairwise

from briefing.text import ends_sentence

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WIDEST_WRAP = 100
"""Characters; nobody wraps lines wider than this by hand or by mail program."""


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a cleaned text, newlines inside them still there.

    Blank lines separate them, those with a no-break space too. A text without any is taken line by line; where it is
    hard-wrapped (short lines, most of which end amid a sentence) a paragraph ends only at a line that had room for the
    next word. A small letter after an unfinished sentence never opens a paragraph.
    """
    text = text.strip()
    blocks = _BLANK_LINE.split(text)
    return blocks if len(blocks) > 1 else _by_lines(text.split("\n"))


def _by_lines(lines: list[str]) -> list[str]:
    width = max(map(len, lines)) if _is_wrapped(lines) else 0
    paragraphs = [[lines[0]]]
    for line, following in pairwise(lines):
        if _goes_on(line, following) or (width and not _had_room(line, following, width)):
            paragraphs[-1].append(following)
        else:
            paragraphs.append([following])
    return ["\n".join(paragraph) for paragraph in paragraphs]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the line breaks are the work of a typewriter: no long line, and most of them fall amid a sentence."""
    amid = sum(not ends_sentence(line) for line in lines[:-1])
    return max(map(len, lines)) <= _WIDEST_WRAP and amid * 2 > len(lines) - 1


def _goes_on(line: str, following: str) -> bool:
    return following.lstrip()[:1].islower() and not ends_sentence(line)


def _had_room(line: str, following: str, width: int) -> bool:
    """Whether the next word would have fitted, so that the line was ended on purpose: after a sentence or a heading."""
    word = following.split(maxsplit=1)[0]
    ended = ends_sentence(line) or len(line) * 2 < width
    return ended and len(line) + 1 + len(word) <= width
