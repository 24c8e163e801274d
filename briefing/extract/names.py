"""Where people and bodies are named, each with the title that stands there.

A name is a run of capitalised words in the narration. What leads it as a title ("NATO Secretary General") is its role;
an apposition behind it ("..., the harbor master,") is one too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.extract.tokens import QUOTATION, Token
from briefing.lexicon import Lexicon, endings, gender_of
from briefing.model import Span

_APPOSITION = 14
"""An apposition has at most so many words."""
_TITLE = 12
"""And so has a title."""
_STOPS = frozenset((*",.;:–—", QUOTATION))


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: tokens `[first, last)` of its sentence, title included."""

    first: int
    last: int
    span: Span
    """Of title and name."""
    text: str
    role: str
    person: bool
    """A title, an honorific or an apposition with an office says that this is somebody."""
    gender: str = ""


def find_names(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Name, ...]:
    """Return the names among the tokens of one sentence in order; none overlap."""
    found: list[Name] = []
    position = 0
    for start in [i for i, token in enumerate(tokens) if token.is_capital or token.text in lexicon.particles]:
        if start < position or not _begins_name(tokens, start, lexicon):
            continue
        position = _run_end(tokens, start, lexicon)
        name = _name(text, tokens, start, position, lexicon) if position > start else None
        if name:
            while found and found[-1].last > name.first:
                found.pop()
            found.append(name)
    return tuple(found)


def _begins_name(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.text in lexicon.particles and token.text in lexicon.prepositions:
        return False
    if token.text in lexicon.particles and index + 1 < len(tokens):
        return _begins_name(tokens, index + 1, lexicon)
    if not (token.is_word and token.is_capital) or _is_date(tokens, index, lexicon):
        return False
    common = token.lower in lexicon.openers or token.lower in lexicon.function_words
    return _is_office(token, lexicon) or not common


def _is_date(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a calendar word dates something, as in "Jan. 5" or "in May", and names nobody, as in "Jan Nowak"."""
    word = tokens[index].lower
    if word not in lexicon.calendar_names and word not in lexicon.ambiguous_abbreviations:
        return word in lexicon.calendar
    if word not in lexicon.calendar:
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after and (after.text == "." or after.text.isdigit()):
        return True
    if word in lexicon.ambiguous_abbreviations:
        return False
    if before and before.lower in lexicon.prepositions:
        return True
    return not any(token and token.is_capital for token in (before, after))


def _run_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    end = start
    while end < len(tokens) and _continues(tokens, end, lexicon):
        end += 1
        if tokens[end - 1].possessive:
            break
    while end > start and not _is_proper(tokens[end - 1], lexicon):
        end -= 1
    return end


def _continues(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
    if token.text == ".":
        previous = tokens[index - 1]
        initial = len(previous.text) == 1 or "." in previous.text
        return previous.end == token.start and (initial or previous.lower in lexicon.abbreviations)
    if _is_date(tokens, index, lexicon):
        return False
    if token.text in lexicon.prepositions:
        return token.text in lexicon.particles and _may_be_noble(tokens, index, lexicon)
    if "capital nouns" in lexicon.traits and token.lower in lexicon.openers:
        before = tokens[index - 1].text
        return before in lexicon.prepositions and before in lexicon.particles
    return _is_proper(token, lexicon) or token.text in lexicon.particles


def _may_be_noble(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Whether a preposition is part of a name: behind one word of it that is no office: "Ursula von der Leyen"."""
    given = tokens[index - 1]
    alone = index < 2 or not tokens[index - 2].is_capital or _is_office(tokens[index - 2], lexicon)
    behind = tokens[index + 1 : index + 3]
    return alone and not _is_office(given, lexicon) and any(token.is_capital for token in behind)


def _is_proper(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is written as part of a name: "Nowak", "al-Karim"."""
    particle, _, rest = token.text.partition("-")
    return token.is_capital or (particle in lexicon.particles and rest[:1].isupper())


def _name(text: str, tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Name | None:
    """Split a run into title and name; None for a title alone and for an office without a holder."""
    nouns = start
    if "capital nouns" in lexicon.traits:
        start = _behind_nouns(tokens, start, end, lexicon)
    cut = _cut(tokens, start, end, lexicon)
    if cut < end and tokens[cut].text == ".":
        cut += 1
    if cut == end or (cut > start and tokens[cut].lower in lexicon.openers):
        return None
    given = _given(tokens[cut:end])
    first = _title_start(tokens, start, lexicon) if cut > start or _led_by_office(tokens, start, lexicon) else start
    if given and nouns < start:
        first = nouns
    title = tokens[first:cut]
    offices = {token.lower for token in title if _is_office(token, lexicon)}
    bare = text[tokens[cut].start : tokens[end - 1].end]
    is_role = offices - lexicon.honorifics or first == nouns < start
    role = text[title[0].start : title[-1].end] if title and is_role else ""
    apposition = "" if role else _apposition(text, tokens, first, end, lexicon)
    return Name(
        first,
        end,
        Span(tokens[first].start, tokens[end - 1].end),
        bare,
        role or apposition,
        person=bool(offices or apposition or given),
        gender=_gender(offices | set(apposition.lower().split()), lexicon) or given,
    )


def _behind_nouns(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where a name begins in a run that an article makes a phrase of nouns: "der Regisseur Hans Meier".

    There is none where the run is one word; behind a preposition a run of several is a name: "in New York".
    """
    before = tokens[start - 1] if start else None
    run = tokens[start:end]
    if before is None or not leads_noun(before, lexicon) or any(_is_office(token, lexicon) for token in run):
        return start
    if len(run) == 1:
        return start if run[0].text.isupper() else end
    given = next((start + i for i, token in enumerate(run[:-1]) if gender_of(token.text)), None)
    if given is not None or before.lower in lexicon.prepositions:
        return start if given is None else given
    return start + 1 if run[1].is_capital else end


def leads_noun(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word makes a noun of the capitalised one behind it: an article, a preposition, an adjective."""
    lists = (lexicon.determiners, lexicon.possessives, lexicon.indefinites, lexicon.prepositions)
    verbs = (lexicon.cues, lexicon.auxiliaries, lexicon.adverbs, lexicon.pronouns)
    ending = token.text.islower() and token.lower.endswith(endings(lexicon.adjective_endings))
    adjective = ending and not any(token.lower in words for words in verbs)
    return token.text.isdigit() or adjective or any(token.lower in words for words in lists)


def _cut(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the title of a run ends: behind its last office, or its field in "Minister of Defense X"."""
    if end - start > 1 and lexicon.is_body(tokens[end - 1].lower):
        return start
    if _led_by_office(tokens, start, lexicon):
        while start < end - 1 and _is_titular(tokens[start], lexicon):
            start += 1
    fields = _is_linked(tokens, start, lexicon) or all(_is_titular(token, lexicon) for token in tokens[start:end])
    ends_title = _is_titular if fields else _is_office
    return next((i + 1 for i in reversed(range(start, end)) if ends_title(tokens[i], lexicon)), start)


def _is_office(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_office(token.lower)


def _is_titular(token: Token, lexicon: Lexicon) -> bool:
    return lexicon.is_office(token.lower) or token.lower in lexicon.office_modifiers


def _led_by_office(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    """Whether an office stands in front, with nothing but its field between: "capitaine du port Piotr Lenz"."""
    for index in reversed(range(max(0, start - _TITLE), start)):
        token = tokens[index]
        if _is_office(token, lexicon):
            return True
        field = token.lower in lexicon.office_modifiers or token.lower in lexicon.title_links
        if not field or "fields behind" not in lexicon.traits:
            break
    return False


def _title_start(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Walk left over the lower-case part of a title and the capitalised words that qualify it."""
    floor = max(0, start - _TITLE)
    while start > floor:
        if _belongs_to_title(tokens[start - 1], lexicon):
            start -= 1
        elif _is_linked(tokens, start, lexicon):
            start -= 2
        else:
            break
    return start


def _is_linked(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    """Whether a word such as "of" joins what begins at `start` to an office, or to the field of one.

    A title of its own is not joined: "a spokeswoman for Mayor Nowak" is not the mayor.
    """
    if start < 2 or tokens[start - 1].lower not in lexicon.title_links or _is_office(tokens[start], lexicon):
        return False
    field = "fields behind" in lexicon.traits and tokens[start - 2].lower in lexicon.office_modifiers
    return field or _is_office(tokens[start - 2], lexicon)


def _belongs_to_title(token: Token, lexicon: Lexicon) -> bool:
    if not token.is_word or token.possessive:
        return False
    if _is_titular(token, lexicon):
        return True
    if "capital nouns" in lexicon.traits:
        return False
    named = token.lower in lexicon.openers or token.lower in lexicon.function_words or token.lower in lexicon.calendar
    return token.is_capital and not named


def _apposition(text: str, tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> str:
    """Return the office behind a name (", the harbor master of Constanța,") or before it ("its director, "), or ""."""
    behind = (
        _until_stop(tokens[end + 1 : end + 2 + _APPOSITION], lexicon.clause_openers) if _is_comma(tokens, end) else ()
    )
    before = (
        _until_stop(tokens[max(0, start - 1 - _APPOSITION) : start - 1][::-1], lexicon.cues)[::-1]
        if _is_comma(tokens, start - 1)
        else ()
    )
    if _holds_somebody(before, lexicon):
        before = ()
    for inner in (behind, _behind_agent(before, lexicon)):
        while inner and inner[0].lower in lexicon.function_words:
            inner = inner[1:]
        if any(_is_office(token, lexicon) for token in inner) and not _is_clause(inner, lexicon):
            return text[inner[0].start : inner[-1].end]
    return ""


def _behind_agent(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """Return what of a phrase belongs to the office in it: "praised at the fair by | the harbor master"."""
    office = next((place for place, token in enumerate(tokens) if _is_office(token, lexicon)), 0)
    led = [place + 1 for place in range(office) if tokens[place].lower in lexicon.agents]
    return tokens[max(led, default=0) :]


def _holds_somebody(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether an office among the tokens has a holder of its own: "the mayor Anna Nowak"."""
    return any(
        _is_office(one, lexicon) and other.is_capital and not _is_titular(other, lexicon)
        for one, other in pairwise(tokens)
    )


def _is_clause(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words say something instead of naming an office: "who chairs", "Defense Minister X said"."""
    verb = any(
        token.lower in lexicon.cues or (token.text in lexicon.auxiliaries and token.text not in lexicon.title_links)
        for token in tokens
    )
    return verb or tokens[0].lower in lexicon.openers


def _is_comma(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].text == ","


def _until_stop(tokens: Sequence[Token], words: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    stop = next((i for i, token in enumerate(tokens) if token.text in _STOPS or token.lower in words), len(tokens))
    return tuple(tokens[:stop])


def _given(name: Sequence[Token]) -> str:
    return gender_of(name[0].text) if len(name) > 1 else ""


def _gender(words: set[str], lexicon: Lexicon) -> str:
    if words & lexicon.masculine:
        return "m"
    return "f" if words & lexicon.feminine else ""
