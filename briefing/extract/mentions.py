"""Where somebody is spoken of: by name, by office ("the Romanian leader") or by pronoun; not yet resolved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.extract.names import Name, find_names
from briefing.extract.tokens import Token
from briefing.lexicon import Lexicon
from briefing.model import Span

_LONGEST = 8
"""Words in "the former Romanian deputy defense minister", and one more."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, last)` of a sentence that speak of somebody."""

    kind: Literal["name", "title", "pronoun"]
    first: int
    last: int
    span: Span
    words: tuple[str, ...]
    """Lower case, without the determiner."""
    name: Name | None = None
    """For a name, where it stands."""


def find_mentions(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions of one sentence in order; none overlap."""
    titles = tuple(_titles(tokens, lexicon))
    names = (_named(name) for name in find_names(text, tokens, lexicon))
    taken = {index for title in titles for index in range(title.first, title.last)}
    free = (name for name in names if not taken >= {name.first, name.last - 1})
    pronouns = (
        Mention("pronoun", i, i + 1, Span(token.start, token.end), (token.lower,))
        for i, token in enumerate(tokens)
        if token.lower in lexicon.pronouns
    )
    return tuple(sorted((*titles, *free, *pronouns), key=lambda mention: mention.first))


def _named(name: Name) -> Mention:
    return Mention("name", name.first, name.last, name.span, tuple(name.text.lower().split()), name)


def _titles(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    position = 0
    while position < len(tokens):
        end = _title_end(tokens, position, lexicon)
        if end:
            inner = tokens[position + 1 : end]
            span = Span(tokens[position].start, inner[-1].end)
            yield Mention("title", position, end, span, tuple(token.lower for token in inner))
        position = end or position + 1


def _title_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Return where a title that a determiner or possessive opens at `start` ends, or 0."""
    if tokens[start].lower not in lexicon.determiners and not tokens[start].possessive:
        return 0
    end = last = start + 1
    while last < min(len(tokens), start + _LONGEST) and _in_title(tokens[last], lexicon):
        last += 1
        if tokens[last - 1].lower in lexicon.offices or tokens[last - 1].lower in lexicon.bodies:
            end = last
    followed_by_name = end < last and tokens[end].is_capital
    complete = end > start + 1 and not tokens[end - 1].possessive and not followed_by_name
    return end if complete and not _is_body_name(tokens[start + 1 : end], lexicon) else 0


def _is_body_name(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words are a body's own name: "Maritime Ministry"."""
    return len(tokens) > 1 and tokens[-1].lower in lexicon.bodies and all(token.is_capital for token in tokens)


def _in_title(token: Token, lexicon: Lexicon) -> bool:
    if not token.is_word or token.lower in lexicon.calendar:
        return False
    lists = (lexicon.offices, lexicon.office_modifiers, lexicon.bodies)
    return token.is_capital or any(token.lower in words for words in lists)
