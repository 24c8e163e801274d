"""Where somebody is spoken of: by name, by office ("the Romanian leader"), by pronoun, or unnamed ("a pilot").

A mention is a noun phrase with its head at the end; whom it means is not yet resolved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.extract.names import Name, find_names
from briefing.extract.tokens import Token
from briefing.lexicon import Lexicon, endings
from briefing.model import Span

_LONGEST = 8
"""Words in "the former Romanian deputy defense minister", and one more."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `[first, last)` of a sentence that speak of somebody, whatever leads the name included."""

    kind: Literal["name", "title", "pronoun", "unnamed"]
    first: int
    last: int
    span: Span
    """Of the name with its title, or of the whole phrase."""
    words: tuple[str, ...]
    """Lower case, without the determiner."""
    name: Name | None = None
    """For a name, where it stands."""

    def __hash__(self) -> int:
        """As good as one of all fields, and a tenth of the work."""
        return hash(self.span)


def find_mentions(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions of one sentence in order; none overlap."""
    titles = tuple(_titles(tokens, lexicon))
    names = find_names(text, tokens, lexicon)
    taken = {index for title in titles for index in range(title.first, title.last)}
    free = [name for name in names if name.first not in taken or name.last - 1 not in taken]
    taken.update(index for name in free for index in range(name.first, name.last))
    pronouns = [
        Mention("pronoun", i, i + 1, Span(token.start, token.end), (token.lower,))
        for i, token in enumerate(tokens)
        if token.lower in lexicon.pronouns and i not in taken
    ]
    known = (*titles, *(_named(name, tokens, lexicon) for name in free), *pronouns)
    unnamed = _unnamed(tokens, known, lexicon)
    return tuple(sorted((*_outside(known, unnamed), *unnamed), key=lambda mention: mention.first))


def _named(name: Name, tokens: Sequence[Token], lexicon: Lexicon) -> Mention:
    """Return a name as a mention, from the first word of what describes it: "the retired pilot Anna Nowak"."""
    first = name.first
    floor = max(0, first - _LONGEST)
    while first > floor and _describes(tokens[first - 1], lexicon) and not _ends_phrase(tokens, first - 1, lexicon):
        first -= 1
    if first and _opens(tokens, first - 1, lexicon) and not tokens[first - 1].possessive:
        first -= 1
    elif "capital nouns" in lexicon.traits:
        first = name.first
    return Mention("name", first, name.last, name.span, tuple(name.text.lower().split()), name)


def _describes(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word may stand in front of the head of a phrase."""
    word = token.lower
    known = word in lexicon.undescribing or word.isdigit() or word.endswith(lexicon.verb_contractions)
    return token.is_word and not known


def _ends_phrase(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a word behind which a new phrase begins: a verb, an adverb, a genitive."""
    token = tokens[index]
    if token.possessive:
        return True
    word = token.lower
    adverb = word.endswith(lexicon.adverb_ends) and not token.is_capital
    if not adverb and word not in lexicon.phrase_ends:
        return False
    return not (index > 0 and _opens(tokens, index - 1, lexicon) and tokens[index - 1].lower not in lexicon.standalones)


def _opens(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    return tokens[index].possessive or tokens[index].lower in lexicon.phrase_openers


def _unnamed(tokens: Sequence[Token], known: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """Return the phrases whose head is a common noun: "one Sulina pilot", "officials"; names inside are modifiers."""
    holder = {index: mention for mention in known for index in range(mention.first, mention.last)}
    found = []
    behind = 0
    for position in [index for index, token in enumerate(tokens) if _may_begin_phrase(token, lexicon)]:
        if position < behind:
            continue
        token = tokens[position]
        opened = token.lower in lexicon.phrase_openers and not token.possessive
        end = _phrase_end(tokens, position + opened, lexicon)
        whole = _whole(holder, position, end, lexicon)
        if whole:
            behind = whole.last
            continue
        is_phrase = end > position + opened
        behind = end = max(end, position + 1)
        if is_phrase or token.lower in lexicon.standalones:
            words = tuple([token.lower for token in tokens[position + (opened and is_phrase) : end]])
            verbal = words[0].endswith(endings(lexicon.participle_endings)) or words[0] in lexicon.verbs
            if opened or not verbal:
                found.append(Mention("unnamed", position, end, Span(token.start, tokens[end - 1].end), words))
    return found


def _may_begin_phrase(token: Token, lexicon: Lexicon) -> bool:
    return token.is_word and (token.lower not in lexicon.undescribing or token.lower in lexicon.phrase_starts)


def _whole(holder: Mapping[int, Mention], first: int, end: int, lexicon: Lexicon) -> Mention | None:
    """Return the mention among tokens `[first, end)` that is no modifier: it ends the phrase, or is a body's name."""
    for index in range(first, end):
        mention = holder.get(index)
        if mention and (mention.last >= end or _is_body(mention, lexicon)):
            return mention
    return None


def _is_body(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a name is complete where it ends: "Maritime Ministry"."""
    return mention.name is not None and len(mention.words) > 1 and lexicon.is_body(mention.words[-1])


def _phrase_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Return where the words that may stand in one phrase end, a verb behind them left off."""
    if "capital nouns" in lexicon.traits:
        return _nouns_end(tokens, start, lexicon)
    end = start
    while end < len(tokens) and (_describes(tokens[end], lexicon) or (end > start and _shortens(tokens, end, lexicon))):
        if tokens[end].possessive:
            return end + 1
        if _ends_phrase(tokens, end, lexicon):
            break
        end += 1
    while end > start and not tokens[end - 1].is_word:
        end -= 1
    while end > start + 1 and _is_verb(tokens[end - 2], tokens[end - 1], lexicon):
        end -= 1
    return end


def _nouns_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Return where a phrase ends whose nouns have capitals: with them; in front of them only if something opens it."""
    end = start
    opened = start > 0 and _opens(tokens, start - 1, lexicon)
    while opened and end < len(tokens) and _qualifies(tokens[end], lexicon):
        end += 1
    head = end
    while end < len(tokens) and (
        (tokens[end].is_capital and _describes(tokens[end], lexicon))
        or (tokens[end].text.isdigit() and end > head and tokens[end + 1 : end + 2] and tokens[end + 1].is_capital)
    ):
        end += 1
    return end if end > head and (opened or tokens[head].lower not in lexicon.openers) else start


def _qualifies(token: Token, lexicon: Lexicon) -> bool:
    """Whether a figure or a word in small letters may stand between an article and its noun."""
    return token.text.isdigit() or (not token.is_capital and _describes(token, lexicon))


def _shortens(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a full stop belongs to an abbreviation: "a former U.S. official"."""
    before = tokens[index - 1]
    short = len(before.text) == 1 or "." in before.text or before.lower in lexicon.abbreviations
    return tokens[index].text == "." and before.end == tokens[index].start and short


def _is_verb(before: Token, token: Token, lexicon: Lexicon) -> bool:
    """Whether the last word of a run is its verb: "Nowak rushed", "the pilot seemed"."""
    if token.is_capital:
        return False
    return token.lower.endswith(endings(lexicon.past_endings)) or (before.is_capital and token.lower in lexicon.verbs)


def _outside(known: Sequence[Mention], phrases: Sequence[Mention]) -> Iterator[Mention]:
    """Return the mentions that are no mere part of a phrase."""
    inside = {index for phrase in phrases for index in range(phrase.first, phrase.last)}
    return (mention for mention in known if mention.last - 1 not in inside)


def _titles(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Mention]:
    position = 0
    for start in _title_starts(tokens, lexicon):
        end = _title_end(tokens, start, lexicon) if start >= position else 0
        if end:
            inner = tokens[start + (not _is_bare(tokens, start, lexicon)) : end]
            span = Span(tokens[start].start, inner[-1].end)
            yield Mention("title", start, end, span, _telling(inner, lexicon))
            position = end


def _title_starts(tokens: Sequence[Token], lexicon: Lexicon) -> list[int]:
    """Return where a determiner or possessive stands, or an office in a language that has no determiners."""
    leads = lexicon.determiners
    return [
        index
        for index, token in enumerate(tokens)
        if token.possessive or (token.lower in leads if leads else _is_bare(tokens, index, lexicon))
    ]


def _telling(title: Sequence[Token], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words by which a title is known; the adjectives of nouns with capitals take many endings."""
    nouns_only = "capital nouns" in lexicon.traits
    return tuple(token.lower for token in title if token.is_capital or not nouns_only)


def _title_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Return where a title that begins at `start` ends, or 0."""
    bare = _is_bare(tokens, start, lexicon)
    first = start + (not bare)
    end = last = first
    while last < min(len(tokens), start + _LONGEST) and _in_title(tokens[last], lexicon):
        last += 1
        head = lexicon.is_office(tokens[last - 1].lower) or lexicon.is_body(tokens[last - 1].lower)
        if head and _telling(tokens[last - 1 : last], lexicon):
            end = last
    end = _fields_end(tokens, end, lexicon) if end > first else end
    followed_by_name = (bare or end < last) and end < len(tokens) and tokens[end].is_capital
    complete = end > first and not tokens[end - 1].possessive and not followed_by_name
    return end if complete and not _is_body_name(tokens[start + 1 : end], lexicon) else 0


def _is_bare(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether an office stands for its holder without an article, in a language that has none."""
    named = index > 0 and tokens[index - 1].is_capital
    return not lexicon.determiners and lexicon.is_office(tokens[index].lower) and not named


def _fields_end(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    """Return where the field behind an office ends: "ministra de Transportes", "ministrul transporturilor"."""
    while "fields behind" in lexicon.traits and end < len(tokens):
        linked = tokens[end].lower in lexicon.title_links
        field = tokens[end + linked].lower if end + linked < len(tokens) else ""
        if not (field in lexicon.office_modifiers or field in lexicon.bodies):
            break
        end += 1 + linked
    return end


def _is_body_name(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words are a body's own name: "Maritime Ministry"."""
    return len(tokens) > 1 and lexicon.is_body(tokens[-1].lower) and all(token.is_capital for token in tokens)


def _in_title(token: Token, lexicon: Lexicon) -> bool:
    if not token.is_word or token.lower in lexicon.calendar:
        return False
    if token.is_capital or token.lower in lexicon.office_modifiers:
        return True
    if "capital nouns" in lexicon.traits:
        return token.lower.endswith(endings(lexicon.adjective_endings)) and _describes(token, lexicon)
    return lexicon.is_office(token.lower) or lexicon.is_body(token.lower)
