"""Looking words up in a text without regard to case: which of many lie in it, and where, at the price of one pass.

What is found here only may be there: who asks looks at the place again, with rules of its own.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefing.model import Article

RUN = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASCII = bytes(range(128))
_RUNS, _WORDS = (
    bytes(byte if byte > 127 or chr(byte).isalpha() or chr(byte) in kept else ord(" ") for byte in range(256))
    for kept in ("0123456789_", "")
)
"""For `bytes.translate`: every mark of ASCII a blank, and what belongs to other characters as it is."""
_SAME = str.maketrans(
    "ıſµςϐϵϑϰϖϱϕ\u1fbe\u1fd3\u1fe3ẛ\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\ufb05",
    "isμσβεθκπρφι\u0390\u03b0ṡвдосттъѣ\ua64b\ufb06",
)
"""Lower-case letters that `re.IGNORECASE` takes for one another."""
_RARE = re.compile("[" + "".join(map(chr, _SAME)) + "]")
SUBSCRIPT = "\u0345"
"""The one mark that it takes for a letter, the Greek iota: a text that has it cannot be folded."""

Table = Mapping[str, tuple[str, ...]]
"""Folded words by the run of letters that each begins with."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in which words can be looked up."""

    text: str
    letters: set[str]
    """Its runs of letters."""


class Hit(NamedTuple):
    """Where a word may stand; a tuple, since there are many."""

    word: str
    start: int


def fold(text: str) -> str:
    """Return `text` with one letter for each letter, the same for all that differ in case alone.

    >>> fold("Dachev left İzmir; ΟΔΟΣ")
    'dachev left izmir; οδοσ'
    """
    lower = text.lower()
    if lower.isascii():
        return lower
    lower = lower if len(lower) == len(text) else text.replace("İ", "i").lower()
    return lower.translate(_SAME) if _RARE.search(lower) else lower


def runs(folded: str) -> set[str]:
    """Return all runs of letters and figures in a text, each once; much faster than `RUN.findall`.

    >>> sorted(runs("the f-16s, “2” of them"))
    ['16s', '2', 'f', 'of', 'the', 'them']
    """
    return _split(folded, _RUNS, str.isalnum)


def letters(text: str) -> set[str]:
    """Return all runs of letters in a text, each once.

    >>> sorted(letters("the F-16s"))
    ['F', 's', 'the']
    """
    return _split(text, _WORDS, lambda char: char.isalnum() and not char.isdecimal())


def fold_text(text: str) -> Folded:
    """Return a text ready for `find`."""
    folded = fold(text)
    return Folded(folded, letters(folded))


def _split(text: str, blanks: bytes, belongs: Callable[[str], bool]) -> set[str]:
    encoded = text.encode("utf-8", "surrogatepass")
    if not text.isascii():
        for other in set(encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass")):
            if not belongs(other):
                encoded = encoded.replace(other.encode("utf-8", "surrogatepass"), b" ")
    return set(encoded.translate(blanks).decode("utf-8", "surrogatepass").split())


def make_table(words: Iterable[str]) -> Table:
    """Return what `find` looks up; a word that begins with no letter is left out."""
    table: dict[str, dict[str, None]] = defaultdict(dict)
    for word in sorted(map(fold, words)):
        if begins := _LETTERS.match(word):
            table[begins[0]][word] = None
    return {begins: tuple(those) for begins, those in table.items()}


def find(table: Table, folded: Folded) -> Iterator[Hit]:
    """Yield where the words of a table may stand in a text."""
    for begins in table.keys() & folded.letters:
        for word in table[begins]:
            yield from (Hit(word, start) for start in places(folded.text, word))


def places(folded: str, word: str) -> Iterator[int]:
    """Yield where the letters of `word` stand, inside other words, too."""
    start = folded.find(word)
    while start >= 0:
        yield start
        start = folded.find(word, start + 1)


def sentence_at(article: Article, start: int) -> int:
    """Return the number of the sentence that a place lies in; -1 where it lies in none."""
    number = bisect_right(article.sentences, start, key=lambda sentence: sentence.span.start) - 1
    return number if number >= 0 and start < article.sentences[number].span.end else -1
