"""Words and punctuation of the narration as tokens with offsets; a quotation is one token, whatever it holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.extract.quotations import Quotation
from briefing.lexicon import Lexicon
from briefing.model import Span

_MARKS = re.compile("[\"“”„«»‘]|''|``|(?<=\\W)['’]|['’](?=\\W|$)")
_BOUNDARY = re.compile(r"[,.!?…]\s+(?:[—–-]\s+)?")
_NEUTRAL = Lexicon()
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


def blank(text: str, marked: Sequence[Quotation], speeches: frozenset[Span], lexicon: Lexicon = _NEUTRAL) -> str:
    """Return `text` with each speech replaced by one mark and names freed of theirs, all offsets kept.

    Where the narrator puts his words inside the marks, they stay: `« A, a dit Nowak, B »`.
    """
    pieces, position = [], 0
    for span in (quotation.span for quotation in marked):
        words = text[span.start : span.end]
        kept = _spoken(words, lexicon) if span in speeches else _MARKS.sub(lambda mark: " " * len(mark[0]), words)
        pieces += [text[position : span.start], kept]
        position = span.end
    return "".join(pieces) + text[position:]


def _spoken(words: str, lexicon: Lexicon) -> str:
    """Return a speech as one mark, followed by what the narrator puts in: between two commas, its verb first."""
    if "words in marks" in lexicon.traits:
        for before, behind in pairwise(_BOUNDARY.finditer(words)):
            if _reports(words[before.end() : behind.start()], lexicon):
                kept = QUOTATION.ljust(before.start()) + words[before.start() : behind.end()]
                return kept.ljust(len(words))
    return QUOTATION.ljust(len(words))


def _reports(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause begins with a reporting verb: `a dit Nowak`, `a-t-elle dit`."""
    for token in tokenize(clause, Span(0, len(clause)), lexicon):
        if token.lower in lexicon.cues:
            return True
        if token.lower not in lexicon.adverbs and token.lower not in lexicon.pronouns:
            break
    return False


def tokenize(narration: str, span: Span, lexicon: Lexicon = _NEUTRAL) -> tuple[Token, ...]:
    """Return the tokens of `narration[span]`, offsets counted in the whole text."""
    tokens = (_token(match) for match in _TOKEN.finditer(narration, span.start, span.end))
    if not lexicon.clitics:
        return tuple(tokens)
    return tuple(part for token in tokens for part in _parts(token, lexicon.clitics))


def _parts(token: Token, clitics: frozenset[str]) -> Iterator[Token]:
    """Yield a word and the small ones written together with it: "d’après", "a-t-elle"."""
    head, apostrophe, rest = token.text.replace("’", "'").partition("'")
    if rest and f"{head.lower()}'" in clitics:
        cut = token.start + len(head) + 1
        yield Token(token.start, cut, head + apostrophe)
        yield from _parts(Token(cut, token.end, token.text[len(head) + 1 :], token.possessive), clitics)
        return
    stem, _, last = token.text.rpartition("-")
    if stem and f"-{last.lower()}" in clitics:
        stem = stem.removesuffix("-t")
        yield Token(token.start, token.start + len(stem), stem)
        yield Token(token.end - len(last), token.end, last)
    else:
        yield token


def _token(match: re.Match[str]) -> Token:
    text, start = match.group(), match.start()
    if len(text) > 2 and text[-2:] in ("'s", "’s"):
        return Token(start, match.end() - 2, text[:-2], possessive=True)
    return Token(start, match.end(), text)
