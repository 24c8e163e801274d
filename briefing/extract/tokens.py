"""Words and punctuation of the narration as tokens with offsets; what stands inside quotation marks is left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Span

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, without its possessive ending, or one punctuation mark."""

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


def blank(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with the characters of `spans` replaced by spaces, all offsets kept."""
    pieces, position = [], 0
    for span in spans:
        pieces += [text[position : span.start], " " * (span.end - span.start)]
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
