"""Who is named in an article: people and bodies, each with the fullest form and title the article gives.

A name is a run of capitalised words in the narration. What leads it as a title ("NATO Secretary General") is its role;
an apposition behind it ("..., the harbor master,") is one too. A later short form points back at the fullest one, if
only one name ends so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from briefing.extract.sentences import may_begin
from briefing.extract.tokens import Token
from briefing.lexicon import Lexicon, gender_of
from briefing.model import Span, Speaker

_APPOSITION = 14
"""An apposition has at most so many words."""
_TITLE = 12
"""And so has a title."""
_SHORT = 3
"""Words of "van der Berg", the longest short form of a name."""


_NAMESAKES = 8
"""People of one family name among whom one is looked for."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""What tells a son from his father."""


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


class People:
    """The names of one article: each person once, whether with a middle name or without."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._people: dict[tuple[str, ...], Name] = {}
        self._longer: dict[str, list[tuple[str, ...]]] = {}
        self._bodies: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            self._add(name)

    def _add(self, name: Name) -> None:
        key = _key(name.text)
        known = self._people.get(key)
        self._people[key] = _merged(known, name) if known else name
        if known or len(key) == 1:
            return
        self._bodies.setdefault(key[-1], []).append(key)
        words = _words(name.text)
        for start in range(max(1, len(words) - _SHORT), len(words)):
            self._longer.setdefault(" ".join(words[start:]), []).append(key)

    def full(self, name: Name) -> Name | None:
        """Return the fullest form of a name: itself, or the only longer one that ends in it; None when two do."""
        own = _key(name.text)
        if len(own) > 1 and may_begin(name.text[0]):
            return self._people[own]
        longer = [self._people[key] for key in islice(self._longer.get(" ".join(_words(name.text)), ()), _NAMESAKES)]
        fitting = [one for one in longer if not name.gender or one.gender in ("", name.gender)]
        people = [one for one in fitting if one.person] or fitting
        if len(people) > 1:
            return None
        return people[0] if people else self._people[own]

    def persons(self) -> Iterator[Name]:
        """Everybody, in order of first naming."""
        return (name for name in self._people.values() if name.person)

    def ending_in(self, word: str, before: int) -> tuple[Name, ...]:
        """Return up to two bodies named before an offset whose last word is `word`: "Polish Navy" for "navy"."""
        names = (self._people[key] for key in self._bodies.get(word, ()))
        return tuple(islice((name for name in names if name.span.start < before), 2))

    @staticmethod
    def speaker(name: Name) -> Speaker:
        """Return the name as a speaker; the proof is where it stands in full."""
        return Speaker(name.text, name.role, name.span)


def _merged(known: Name, name: Name) -> Name:
    """Return what two places tell of one person: the first in full, the first title, a gender if either gives it."""
    better = name if name.person and not (known.person and known.role) else known
    return replace(better, gender=known.gender or name.gender)


def _key(name: str) -> tuple[str, ...]:
    """Return what tells a person: the first and the last word, "Jr." too; a middle name may be left out later."""
    words = _straight(name).lower().split()
    suffix = words[-1:] if len(words) > 2 and words[-1].rstrip(".") in _SUFFIXES else []
    words = words[: len(words) - len(suffix)]
    return (words[0], words[-1], *suffix) if len(words) > 1 else tuple(words)


def _words(name: str) -> list[str]:
    """Return the words of a name that later forms may end in."""
    words = _straight(name).lower().split()
    return words[:-1] if len(words) > 2 and words[-1].rstrip(".") in _SUFFIXES else words


def _straight(text: str) -> str:
    return text.replace("’", "'")


def find_names(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Name, ...]:
    """Return the names among the tokens of one sentence in order; none overlap."""
    found: list[Name] = []
    position = 0
    while position < len(tokens):
        end = _run_end(tokens, position, lexicon) if _begins_name(tokens, position, lexicon) else position
        name = _name(text, tokens, position, end, lexicon) if end > position else None
        if name:
            while found and found[-1].last > name.first:
                found.pop()
            found.append(name)
        position = max(end, position + 1)
    return tuple(found)


def _begins_name(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    token = tokens[index]
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
    return _is_proper(token, lexicon) or token.text in lexicon.particles


def _is_proper(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is written as part of a name: "Nowak", "al-Karim"."""
    particle, _, rest = token.text.partition("-")
    return token.is_capital or (particle in lexicon.particles and rest[:1].isupper())


def _name(text: str, tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> Name | None:
    """Split a run into title and name; None for a title alone and for an office without a holder."""
    cut = _cut(tokens, start, end, lexicon)
    if cut < end and tokens[cut].text == ".":
        cut += 1
    if cut == end or (cut > start and tokens[cut].lower in lexicon.openers):
        return None
    first = _title_start(tokens, start, lexicon) if cut > start or _led_by_office(tokens, start, lexicon) else start
    title = tokens[first:cut]
    offices = {token.lower for token in title if _is_office(token, lexicon)}
    bare = text[tokens[cut].start : tokens[end - 1].end]
    role = text[title[0].start : title[-1].end] if offices - lexicon.honorifics else ""
    apposition = "" if role else _apposition(text, tokens, first, end, lexicon)
    given = _given(tokens[cut:end])
    return Name(
        first,
        end,
        Span(tokens[first].start, tokens[end - 1].end),
        bare,
        role or apposition,
        person=bool(offices or apposition or given),
        gender=_gender(offices | set(apposition.lower().split()), lexicon) or given,
    )


def _cut(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the title of a run ends: behind its last office, or its field in "Minister of Defense X"."""
    if end - start > 1 and tokens[end - 1].lower in lexicon.bodies:
        return start
    fields = _is_linked(tokens, start, lexicon) or all(_is_titular(token, lexicon) for token in tokens[start:end])
    ends_title = _is_titular if fields else _is_office
    return max((i + 1 for i in range(start, end) if ends_title(tokens[i], lexicon)), default=start)


def _is_office(token: Token, lexicon: Lexicon) -> bool:
    return token.lower in lexicon.offices


def _is_titular(token: Token, lexicon: Lexicon) -> bool:
    return token.lower in lexicon.offices or token.lower in lexicon.office_modifiers


def _led_by_office(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> bool:
    return start > 0 and _is_office(tokens[start - 1], lexicon)


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
    return start > 1 and tokens[start - 1].lower in lexicon.title_links and _is_office(tokens[start - 2], lexicon)


def _belongs_to_title(token: Token, lexicon: Lexicon) -> bool:
    if not token.is_word or token.possessive:
        return False
    if token.lower in lexicon.offices or token.lower in lexicon.office_modifiers:
        return True
    named = token.lower in lexicon.openers or token.lower in lexicon.function_words or token.lower in lexicon.calendar
    return token.is_capital and not named


def _apposition(text: str, tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> str:
    """Return the office behind a name (", the harbor master of Constanța,") or before it ("its director, "), or ""."""
    behind = _until_stop(tokens[end + 1 : end + 2 + _APPOSITION]) if _is_comma(tokens, end) else ()
    before = (
        _until_stop(tokens[max(0, start - 1 - _APPOSITION) : start - 1][::-1], lexicon.cues)[::-1]
        if _is_comma(tokens, start - 1)
        else ()
    )
    if _holds_somebody(before, lexicon):
        before = ()
    for inner in (behind, before):
        if inner and inner[0].lower in lexicon.function_words:
            inner = inner[1:]
        if any(_is_office(token, lexicon) for token in inner) and not _is_clause(inner, lexicon):
            return text[inner[0].start : inner[-1].end]
    return ""


def _holds_somebody(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether an office among the tokens has a holder of its own: "the mayor Anna Nowak"."""
    return any(
        _is_office(one, lexicon) and other.is_capital and not _is_titular(other, lexicon)
        for one, other in pairwise(tokens)
    )


def _is_clause(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words say something instead of naming an office: "who chairs", "Defense Minister X said"."""
    return tokens[0].lower in lexicon.openers or any(token.lower in lexicon.cues for token in tokens)


def _is_comma(tokens: Sequence[Token], index: int) -> bool:
    return 0 <= index < len(tokens) and tokens[index].text == ","


def _until_stop(tokens: Sequence[Token], words: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    stop = next((i for i, token in enumerate(tokens) if token.text in ",.;:" or token.lower in words), len(tokens))
    return tuple(tokens[:stop])


def _given(name: Sequence[Token]) -> str:
    return gender_of(name[0].text) if len(name) > 1 else ""


def _gender(words: set[str], lexicon: Lexicon) -> str:
    if words & lexicon.masculine:
        return "m"
    return "f" if words & lexicon.feminine else ""
