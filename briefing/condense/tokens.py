"""The words and marks of a text, as what leans on something said before is told by."""

import re
from functools import lru_cache
from itertools import islice

from briefing.vectors import words

_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_REMEMBERED = 500
"""Sentences, more than nearly all articles have."""


@lru_cache(_REMEMBERED)
def tokenize(text: str) -> tuple[str, ...]:
    """Return the words and marks of `text` in order; of the last sentences they are kept, for each is asked often.

    >>> tokenize("Dachev's F-16, too")
    ("Dachev's", 'F-16', ',', 'too')
    """
    return tuple(_TOKEN.findall(text))


@lru_cache(_REMEMBERED)
def find_words(text: str) -> tuple[str, ...]:
    """Return the words of a sentence as `vectors.words` tells them, kept in the same way."""
    return words(text)


def first_tokens(text: str, count: int) -> list[str]:
    """Return the first `count` words and marks of `text`, without looking at the rest."""
    return [match[0] for match in islice(_TOKEN.finditer(text), count)]
