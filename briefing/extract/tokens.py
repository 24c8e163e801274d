"""Words and punctuation of the narration as tokens with offsets; a quotation is one token, whatever it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.extract.quotations import Quotation
from briefing.model import Span

_MARKS = re.compile("[\"“”„«»‘]|''|``|(?<=\\W)['’]|['’](?=\\W|$)")
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")


QUOTATION = '"'
"""The text of a token that stands for a quotation."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, without its possessive ending, one punctuation mark, or a quotation."""

    start: int
    end: int
    text: str
    possessive: bool = False

    @property
    def lower(self) -> str:
        """The word as the lexicon has it."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """False for punctuation."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def blank(text: str, marked: Sequence[Quotation], speeches: frozenset[Span]) -> str:
    """Return `text` with each speech replaced by one mark and names freed of theirs, all offsets kept."""
    pieces, position = [], 0
    for span in (quotation.span for quotation in marked):
        words = text[span.start : span.end]
        kept = QUOTATION.ljust(len(words)) if span in speeches else _MARKS.sub(lambda mark: " " * len(mark[0]), words)
        pieces += [text[position : span.start], kept]
        position = span.end
    return "".join(pieces) + text[position:]


def tokenize(narration: str, span: Span) -> tuple[Token, ...]:
    """Return the tokens of `narration[span]`, offsets counted in the whole text."""
    return tuple(_token(match) for match in _TOKEN.finditer(narration, span.start, span.end))


def _token(match: re.Match[str]) -> Token:
    text, start = match.group(), match.start()
    if len(text) > 2 and text[-2:] in ("'s", "’s"):
        return Token(start, match.end() - 2, text[:-2], possessive=True)
    return Token(start, match.end(), text)
