"""Who is named in an article: people and bodies, each with the fullest form and title the article gives.

A short form points back at the fullest one, if only one name ends so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from briefing.extract.names import Name
from briefing.extract.sentences import may_begin
from briefing.lexicon import Lexicon
from briefing.model import Speaker

_SHORT = 3
"""Words of "van der Berg", the longest short form of a name."""
_STEM = 3
"""Letters that no case changes."""
_ENDING = 2
"""Letters that a case may change."""
_NAMESAKES = 8
"""People of one family name among whom one is looked for."""
_REMEMBERED = 10_000
"""Names whose keys are kept, since news is about the same people."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""What tells a son from his father."""


class People:
    """The names of one article: each person once, whether with a middle name or without."""

    def __init__(self, names: Sequence[Name], lexicon: Lexicon) -> None:
        self._declines = "cases" in lexicon.traits
        self._stems: dict[str, list[tuple[str, ...]]] = {}
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
        self._stems.setdefault(key[-1][:_STEM], []).append(key)
        words = _words(name.text)
        if len(key) > 2:
            return
        for start in range(max(1, len(words) - _SHORT), len(words)):
            self._longer.setdefault(" ".join(words[start:]), []).append(key)

    def full(self, name: Name) -> Name | None:
        """Return the fullest form of a name: itself, or the only longer one that ends in it; None when two do."""
        own = _key(name.text)
        if len(own) > 1 and may_begin(name.text[0]):
            return self._people[own]
        keys = self._longer.get(" ".join(_words(name.text)), ()) or (self._declined(own) if self._declines else ())
        longer = [self._people[key] for key in islice(keys, _NAMESAKES)]
        fitting = [one for one in longer if not name.gender or one.gender in ("", name.gender)]
        people = [one for one in fitting if one.person] or fitting
        if len(people) > 1:
            return None
        return people[0] if people else self._people[own]

    def _declined(self, own: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the names whose last word is `own` in another case: "Гайдабури" for "Олена Гайдабура"."""
        word = own[-1]
        near = islice(self._stems.get(word[:_STEM], ()), _NAMESAKES) if len(own) == 1 else ()
        return [key for key in near if _is_declined(key[-1], word)]

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


def _is_declined(one: str, other: str) -> bool:
    """Whether two words differ in their endings only."""
    shared = min(len(one), len(other)) - _ENDING
    return one[:shared] == other[:shared]


def _merged(known: Name, name: Name) -> Name:
    """Return what two places tell of one person: the first in full, the first title, a gender if either gives it."""
    better = name if name.person and not (known.person and known.role) else known
    gender = known.gender or name.gender
    return better if better.gender == gender else replace(better, gender=gender)


@lru_cache(_REMEMBERED)
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
