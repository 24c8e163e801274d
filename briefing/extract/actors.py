"""Whom a pronoun or a title means: what is kept in mind of an article while it is read.

A pronoun stands for whoever acted last, never for the nearest name; a title for the one person who holds it. Where
somebody else who fits has stood beside the actor since, nobody is named: a wrong name costs more than none.
"""

from collections.abc import Iterator
from itertools import islice

from briefing.extract.clauses import Clauses
from briefing.extract.mentions import Mention
from briefing.extract.names import Name
from briefing.extract.people import People
from briefing.lexicon import Lexicon

_KEPT = 5
"""People who acted and may be meant still."""
_TWO = 2
_STOOD = 12
"""People who stood beside them; with more of them nobody can be told anyway."""


class Actors:
    """Who acted, the last first, and who has stood beside the last one since."""

    def __init__(self, people: People, lexicon: Lexicon) -> None:
        self._people, self._lexicon = people, lexicon
        self._genders: dict[str, str] = {}
        self._recent: list[Name] = []
        self._beside: list[tuple[int, Name]] = []
        self._unnamed = False
        self._objects: set[str] = set()
        self._spoken: set[str] = set()
        self._sentence = 0
        self._acted: dict[str, int] = {}
        self._far: set[Mention] = set()
        self._seen: dict[str, set[str]] = {"f": set(), "m": set()}
        self._resolved: dict[Mention, Name | None] = {}

    @property
    def last(self) -> Name | None:
        """Whoever acted last."""
        return self._recent[0] if self._recent else None

    def stand(self, clauses: Clauses) -> None:
        """Take in whom the next sentence names other than in a mere "with X"; those before the last act go."""
        self._sentence += 1
        for mention in clauses.mentions:
            name = self._people.full(mention.name) if mention.name else None
            if name and name.person:
                self._see(name)
            if name and clauses.stands(mention) and (name.person or (mention.first == 0 and " " in name.text)):
                self._beside.append((mention.span.start, name))
        del self._beside[:-_STOOD]

    def _see(self, name: Name) -> None:
        """Keep in mind whom the article has named, two people of a gender at most: more make no difference."""
        for gender, names in self._seen.items():
            if len(names) < _TWO and self._gender(name) in ("", gender):
                names.add(name.text)

    def speak(self, name: Name, since: int) -> None:
        """Remember who speaks in the sentence that begins at `since`: that is somebody, whatever the name."""
        self._spoken.add(name.text)
        self.act(name, since)

    def act(self, name: Name, since: int) -> None:
        """Remember who acts in the sentence that begins at `since`."""
        if self.last and self.last.text == name.text and self._acted[name.text] == self._sentence:
            self._unnamed = False
            return
        self._unnamed, self._objects = False, set()
        self._acted[name.text] = self._sentence
        self._recent = [name, *(other for other in self._recent if other.text != name.text)][:_KEPT]
        self._beside = [(offset, other) for offset, other in self._beside if offset >= since]

    def act_unnamed(self) -> None:
        """Note that somebody acts whom the article does not name: "a pilot said"."""
        self._unnamed = True

    def act_on(self, pronouns: frozenset[str]) -> None:
        """Note that the last actor acts on whom any of `pronouns` means: "Nowak thanked her"."""
        self._objects = {self._gender_of(pronoun) for pronoun in pronouns}

    def resolve(self, mention: Mention) -> Name | None:
        """Return the one person or body that a mention means; the same however often it is asked."""
        try:
            return self._resolved[mention]
        except KeyError:
            return self._resolved.setdefault(mention, self._find(mention))

    def is_certain(self, mention: Mention) -> bool:
        """Whether only one person can be meant, and a pronoun's one acted just before or is the only one."""
        return self.resolve(mention) is not None and mention not in self._far

    def guess(self, mention: Mention) -> Name | None:
        """Return the likeliest person where several could be meant: who acted last, if the gender or the title fits."""
        if mention.kind == "pronoun":
            gender = self._gender_of(mention.words[0])
            stood = [name for offset, name in reversed(self._beside) if offset < mention.span.start]
            fitting = [name for name in (*self._recent, *stood) if self._fits(name, gender)]
            return next((name for name in fitting if self._gender(name)), fitting[0] if fitting else None)
        held = [name for name in self._recent if self._holds(name, mention)]
        return held[0] if held else next(self._holders(mention), None)

    def _find(self, mention: Mention) -> Name | None:
        if mention.name:
            return self._people.full(mention.name) or mention.name
        if mention.kind == "pronoun":
            return self._pronoun(mention)
        return self._title(mention)

    def _pronoun(self, mention: Mention) -> Name | None:
        """Return the last actor if the gender fits and fits nobody beside; else the only other one whom it fits."""
        gender = self._gender_of(mention.words[0])
        if not self._recent or self._unnamed:
            return None
        actor, *earlier = self._recent
        fits = self._fits(actor, gender)
        if fits and gender in self._objects:
            return None
        among = [*([actor] if fits else earlier), *self._rivals(mention)]
        fitting = {name.text: name for name in among if self._fits(name, gender)}
        if len(fitting) != 1:
            return None
        name = next(iter(fitting.values()))
        if gender:
            self._genders[name.text] = gender
        seen = self._seen[gender] if gender else self._seen["f"] | self._seen["m"]
        is_far = self._sentence - self._acted.get(name.text, 0) > 1 and len(seen) > 1
        if is_far or not name.person:
            self._far.add(mention)
        return name

    def _rivals(self, mention: Mention) -> list[Name]:
        """Return whoever has stood beside the last actor up to a mention."""
        names = (name for offset, name in self._beside if offset < mention.span.start)
        return [name for name in names if name.text != self._recent[0].text]

    def _fits(self, name: Name, gender: str) -> bool:
        """Whether a pronoun of a gender may mean a name: that of a person, whose own gender is that or not known."""
        return (name.person or name.text in self._spoken) and (not gender or self._gender(name) in ("", gender))

    def _gender_of(self, pronoun: str) -> str:
        """Return the gender of a pronoun; that of one that is left out is not known."""
        return "f" if pronoun in self._lexicon.feminine else "m" if pronoun else ""

    def _gender(self, name: Name) -> str:
        return name.gender or self._genders.get(name.text, "")

    def _title(self, mention: Mention) -> Name | None:
        """Return the one person who holds the title; where two hold it, whoever acted last, nobody."""
        if self._lexicon.is_body(mention.words[-1]):
            bodies = self._people.ending_in(mention.words[-1], mention.span.start)
            return bodies[0] if len(bodies) == 1 else None
        held = tuple(islice(self._holders(mention), 2))
        return held[0] if len(held) == 1 else None

    def _holders(self, mention: Mention) -> Iterator[Name]:
        return (name for name in self._people.persons() if self._holds(name, mention))

    def _holds(self, name: Name, mention: Mention) -> bool:
        if name.span.start > mention.span.start:
            return False
        role = {word.strip(".,") for word in name.role.lower().replace("-", " ").split()}
        if role & self._lexicon.former and not self._lexicon.former.intersection(mention.words):
            return False
        return bool(role) and all(self._matches(word, role) for word in mention.words)

    def _matches(self, word: str, role: set[str]) -> bool:
        others = self._lexicon.synonyms.get(word, ())
        if "compounds" in self._lexicon.traits and any(held.endswith(word) for held in role):
            return True
        return word in role or any(set(other.split()) <= role for other in others)
