"""Where and when beside one cue: behind it, between its subject and it, and in front of both."""

from collections.abc import Iterator
from dataclasses import replace

from briefing.extract.occasions.places import ENDS, Chain, Places
from briefing.extract.tokens import QUOTATION
from briefing.lexicon import union
from briefing.model import Span

_ASIDE = 30
"""Tokens between a subject and its verb, or of an apposition."""
_LISTENERS = 3
"""Nouns that go on with who listens: "members of the council"."""


class Cue:
    """The places and times beside one cue."""

    def __init__(self, places: Places, cue: Span, mention: Span | None, closes: bool) -> None:
        """`closes`: it stands behind the quotation, so that nothing that is said follows."""
        words = places.words
        self._places, self._words, self._lexicon = places, words, words.lexicon
        self._first, self._last = words.at(cue.start), words.at(cue.end)
        self._mention = (words.at(mention.start), words.at(mention.end)) if mention else None
        self._closed = closes
        if words.lower(self._first) in self._lexicon.participles:
            self._first, self._last = self._main_clause()

    def _main_clause(self) -> tuple[int, int]:
        """Return the tokens of the cue that the subject has: `Nowak said on Monday that ..., adding that "..."`."""
        first = self._mention[1] if self._mention else self._first
        for index in range(first, min(first + _ASIDE, self._first)):
            if self._words.lower(index) in self._lexicon.cues and self._reaches(first, index):
                return index, index + 1
        return self._first, self._last

    def chains(self) -> Iterator[Chain]:
        """Yield what stands at the three places; nothing where nothing has been said yet: "will say", "did not say"."""
        before = {token.lower for token in self._words.tokens[max(0, self._first - 2) : self._first]}
        if not before.isdisjoint(union(self._lexicon.occasions.unreal, self._lexicon.negations)):
            return
        yield from (chain for chain in (self._behind(), self._between(), self._in_front()) if chain)

    # --- behind ---

    def _behind(self) -> Chain | None:
        """`said at a rally`, `said Nowak, the mayor, at a rally`, `told the workers at a rally`."""
        subject = self._mention if self._mention and self._mention[0] >= self._last else None
        if subject and subject[0] > self._words.noun(self._last):
            return None
        chains = map(self._places.chain, self._starts(subject[1] if subject else self._last))
        chain = next(filter(None, chains), None)
        if chain is None or not self._belongs(chain):
            return None
        return _without_name(chain) if subject else chain

    def _starts(self, index: int) -> Iterator[int]:
        """Yield the tokens where a phrase may begin behind a cue and its subject that end before token `index`."""
        words = self._words
        yield index
        while words.lower(index) in self._lexicon.adverbs and not words.time(index):
            index += 1
        yield index
        if words.lower(self._first) in self._lexicon.occasions.addressing:
            yield from self._behind_listeners(index)
        if words.text(index) == ",":
            yield index + 1 + (words.lower(index + 1) in self._lexicon.occasions.speaking)
        if self._mention and self._mention[1] == index and words.text(index) in (",", "("):
            yield from self._behind_apposition(index)

    def _behind_listeners(self, index: int) -> Iterator[int]:
        """Yield the tokens behind who listens, nearest first: "me", "members of the council"."""
        words, told = self._words, self._lexicon.occasions
        index = max(words.noun(index), index + 1)
        yield index
        for _ in range(_LISTENERS):
            link = words.count(index, told.links - told.leads)
            if not link:
                break
            index = words.noun(index + link)
            yield index

    def _behind_apposition(self, index: int) -> Iterator[int]:
        """Yield the tokens where what stands between commas or brackets from token `index` on may be over."""
        for closing in range(index + 1, min(index + _ASIDE, len(self._words.tokens))):
            if self._words.text(closing) == QUOTATION:
                break
            if self._words.text(closing) in (",", ")"):
                yield closing + 1

    def _belongs(self, chain: Chain) -> bool:
        """Whether a phrase behind a cue belongs to it and does not begin what is said."""
        words, end = self._words, chain.last
        following = words.lower(end)
        if following in self._lexicon.auxiliaries:
            return False
        if self._closed or following in (*ENDS, QUOTATION, *self._lexicon.subordinators):
            return True
        behind = words.lower(end + 1) if following == "," else ""
        told = behind in (QUOTATION, *self._lexicon.subordinators, *self._lexicon.participles)
        return told or chain.clear

    # --- between, in front ---

    def _between(self) -> Chain | None:
        """`Nowak, speaking at a rally, said`, `Nowak on Monday said`."""
        if self._mention is None or not 0 < self._first - self._mention[1] <= _ASIDE:
            return None
        index = self._mention[1]
        index += self._words.text(index) == ","
        index += self._words.lower(index) in self._lexicon.occasions.speaking
        chain = self._places.chain(index)
        return _without_name(chain) if chain and self._reaches(chain.last, self._first) else None

    def _in_front(self) -> Chain | None:
        """`Speaking at a rally in Sulina on Monday, Nowak said`."""
        if self._mention is None or self._mention[1] > self._first:
            return None
        words, (first, last) = self._words, self._mention
        index = int(words.lower(0) in self._lexicon.connectives)
        speaking = words.lower(index) in self._lexicon.occasions.speaking
        starts = (index + 1, *self._behind_listeners(index + 1)) if speaking else (index,)
        chain = next((chain for start in starts if (chain := self._places.chain(start, first))), None)
        inserted = words.text(self._last) == "," and words.text(self._last + 1) != QUOTATION
        if chain is None or words.text(chain.last) != "," or (inserted and not speaking):
            return None
        near = chain.last < first <= words.noun(chain.last + 1)
        return chain if near and (speaking or self._reaches(last, self._first)) else None

    def _reaches(self, index: int, cue: int) -> bool:
        """Whether nothing but adverbs, or an apposition, lies between a subject and its cue."""
        words = self._words
        if cue - index > _ASIDE:
            return False
        if words.text(index) == "," and cue > index + 1 and words.text(cue - 1) == ",":
            return QUOTATION not in (token.text for token in words.tokens[index:cue])
        index += words.text(index) == ","
        allowed, ends = union(self._lexicon.adverbs, self._lexicon.auxiliaries), self._lexicon.adverb_ends
        return all(words.lower(i) in allowed or words.lower(i).endswith(ends) for i in range(index, cue))


def _without_name(chain: Chain) -> Chain:
    """Return a chain behind a subject without a place that is no event: "at Sulina University" tells who that is."""
    return chain if not chain.place or chain.place.is_event else replace(chain, place=None)
