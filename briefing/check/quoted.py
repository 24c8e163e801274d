"""What stands between quotation marks in a text that anybody may have typed, in the marks of all languages."""

import re
from collections.abc import Iterator

_CLOSERS = {
    '"': '"”“',
    "“": '”"“',
    "”": '”"',
    "„": '“”"‟',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "＂": "＂",
    "″": "″",
    "❝": "❞",
    "〝": "〞〟",
    "《": "》",
    "｢": "｣",
    "⹂": "⹂",
    "`": "´'’",
    "´": "´",
    "＇": "＇",
    "❛": "❜",
    "‹": "›",
    "›": "‹›",
    "‚": "‘’'",
    "‘": "’'",
    "'": "'’",
}
"""Opening mark -> marks that may close it, by all countries' ways."""
_INCHES = '"″'
"""Marks that stand for inches or seconds behind a figure."""
_SINGLE = "'‘’"
"""Marks that are apostrophes, too: one opens before a word and behind none, and closes before no letter."""


def find_quoted(text: str) -> Iterator[str]:
    """Yield what stands between marks, without them; behind a mark that nothing closes, all to the end of the text.

    A quotation inside another is part of it.

    >>> list(find_quoted("He said “it’s ‘my’ port”, or «hers»; the crews' day"))
    ['it’s ‘my’ port', 'hers']
    """
    position = 0
    while position < len(text):
        if _opens(text, position):
            end = _close(text, position)
            inner = text[position + 1 : end]
            if end < len(text) or text[position] not in _SINGLE:
                yield from (inner.strip(),) if re.search(r"\w", inner) else ()
                position = end
        position += 1


def _opens(text: str, at: int) -> bool:
    if text[at] not in _CLOSERS:
        return False
    before, behind = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if text[at] in _SINGLE:
        return not before.isalnum() and behind.isalnum()
    return not (text[at] in _INCHES and before.isdigit())


def _close(text: str, at: int) -> int:
    """Return where a quotation ends; the end of the text where no mark closes it."""
    for mark in _CLOSERS[text[at]]:
        place = text.find(mark, at + 1)
        while place >= 0 and mark in _SINGLE and text[place + 1 : place + 2].isalnum():
            place = text.find(mark, place + 1)
        if place >= 0:
            return place
    return len(text)
