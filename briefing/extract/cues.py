"""Reporting words: verbs of saying, their participles, and what names a source, as in "according to"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.extract.tokens import Token
from briefing.lexicon import Lexicon
from briefing.model import Span

_CUE_WORDS = 3
"""Words of "went on to", the longest kind of cue."""

CueKind = Literal["verb", "participle", "according"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words: tokens `[first, last)`."""

    first: int
    last: int
    kind: CueKind
    span: Span


def find_cues(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Cue]:
    """Yield the reporting words of one sentence in order; none overlap."""
    position = 0
    for index in [index for index, token in enumerate(tokens) if token.lower in lexicon.cue_openers]:
        cue = _cue_from(tokens, index, lexicon) if index >= position else None
        if cue:
            yield cue
            position = cue.last


def _cue_from(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Cue | None:
    """Return the longest reporting phrase that begins at token `index`; a noun such as "his notes" is none."""
    words = [token.lower for token in tokens[index : index + _CUE_WORDS]]
    for length in range(len(words), 0, -1):
        kind = _kind(" ".join(words[:length]), lexicon)
        noun = kind == "verb" and length == 1 and (_is_led(tokens, index, lexicon) or _is_name(tokens, index))
        if kind and not noun:
            return Cue(index, index + length, kind, Span(tokens[index].start, tokens[index + length - 1].end))
    return None


def _kind(phrase: str, lexicon: Lexicon) -> CueKind | None:
    if phrase in lexicon.cues:
        return "verb"
    if phrase in lexicon.participles:
        return "participle"
    return "according" if phrase in lexicon.according else None


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a capital in the middle of a sentence makes a verb part of a name: "United States"."""
    return tokens[index].is_capital and index > 0 and tokens[index - 1].is_word


def _is_led(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a determiner or a genitive makes a noun of the word behind it."""
    before = tokens[index - 1] if index else None
    lists = (lexicon.determiners, lexicon.indefinites, lexicon.possessives)
    alone = before is not None and before.lower in lexicon.standalones
    return before is not None and not alone and (before.possessive or any(before.lower in words for words in lists))
