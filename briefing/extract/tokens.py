"""Words and punctuation of the narration as tokens with offsets; a quotation is one token, whatever it holds."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.extract.quotations import Quotation
from briefing.lexicon import Lexicon
from briefing.model import Span

_MARKS = re.compile("[\"“”„«»‘]|''|``|(?<=\\W)['’]|['’](?=\\W|$)")
_BOUNDARY = re.compile(r"[,.!?…]\s+(?:[—–-]\s+)?")
_NEUTRAL = Lexicon()
_TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*|[^\w\s]")


QUOTATION = '"'
"""The text of a token that stands for a quotation."""


class Token(NamedTuple):
    """A word, without its possessive ending, one punctuation mark, or a quotation; made by `make_token`.

    A tuple, and nothing in it worked out when it is asked for: an article has thousands, each asked a dozen times.
    """

    start: int
    end: int
    text: str
    possessive: bool
    lower: str
    """The word as the lexicon has it."""
    is_word: bool
    """False for punctuation."""
    is_capital: bool
    """Whether it begins with a capital letter."""


def make_token(start: int, end: int, text: str, possessive: bool = False) -> Token:
    """Return the token of `text`, which is not empty."""
    return Token(start, end, text, possessive, text.lower(), text[0].isalnum(), text[0].isupper())


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
    tokens = [_token(match) for match in _TOKEN.finditer(narration, span.start, span.end)]
    if not lexicon.clitics:
        return tuple(tokens)
    return tuple(part for token in tokens for part in _parts(token, lexicon.clitics))


def find_token(tokens: Sequence[Token], offset: int) -> int:
    """Return the number of the first token that begins at `offset` or behind."""
    return bisect_left(tokens, (offset,))


class Narration:
    """An article's text as `blank` leaves it, and the tokens of its sentences, each told apart once."""

    def __init__(self, text: str, lexicon: Lexicon = _NEUTRAL) -> None:
        self.text, self._lexicon = text, lexicon
        self._tokens: dict[Span, tuple[Token, ...]] = {}

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens of a sentence."""
        if span not in self._tokens:
            self._tokens[span] = tokenize(self.text, span, self._lexicon)
        return self._tokens[span]

    def neutral(self, text: str) -> "Narration":
        """Return the narration of `text` with nothing told apart by language: itself, where that is no other."""
        return self if text == self.text and not self._lexicon.clitics else Narration(text)


def _parts(token: Token, clitics: frozenset[str]) -> Iterator[Token]:
    """Yield a word and the small ones written together with it: "d’après", "a-t-elle"."""
    head, apostrophe, rest = token.text.replace("’", "'").partition("'")
    if rest and f"{head.lower()}'" in clitics:
        cut = token.start + len(head) + 1
        yield make_token(token.start, cut, head + apostrophe)
        yield from _parts(make_token(cut, token.end, token.text[len(head) + 1 :], token.possessive), clitics)
        return
    stem, _, last = token.text.rpartition("-")
    if stem and f"-{last.lower()}" in clitics:
        stem = stem.removesuffix("-t")
        yield make_token(token.start, token.start + len(stem), stem)
        yield make_token(token.end - len(last), token.end, last)
    else:
        yield token


def _token(match: re.Match[str]) -> Token:
    text, (start, end) = match[0], match.span()
    if len(text) > 2 and text[-2:] in ("'s", "’s"):
        return make_token(start, end - 2, text[:-2], possessive=True)
    return make_token(start, end, text)
