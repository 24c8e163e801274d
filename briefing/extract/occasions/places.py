"""Words that tell where: "at a rally in Sulina", "in an interview with X", "in Bucharest", "on PTV".

An event is told by the last word of its noun and takes all that goes on with it; a place is a name.
"""

import sys
from dataclasses import dataclass
from functools import cached_property

from briefing.extract.occasions.times import Time
from briefing.extract.occasions.words import Words
from briefing.extract.tokens import QUOTATION
from briefing.lexicon import union
from briefing.model import Span

_LINKS = 4
"""Phrases that go on with an event."""
_NAME = 6
"""Tokens of a place named between commas: "in Sulina, Tulcea County,"."""
ENDS = ("", *".!?;:…–—-)]")
"""What ends a clause."""


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `[first, last)` that tell where."""

    first: int
    last: int
    is_event: bool
    is_new: bool
    """The event is mentioned for the first time: "in a statement"."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A place and a time in a row, either first; ends before token `last`."""

    last: int
    place: Place | None = None
    time: Time | None = None

    @property
    def clear(self) -> bool:
        """Whether it can only belong to the cue in front, were what is said to begin right behind it."""
        return (self.place is None or self.place.is_new) and (self.time is None or self.time.past)


class Places:
    """The places and times in one sentence."""

    def __init__(self, words: Words) -> None:
        self.words, self._lexicon, self._told = words, words.lexicon, words.lexicon.occasions

    @cached_property
    def tells(self) -> bool:
        """Whether it names any time or event, wherever it stands."""
        indices = range(len(self.words.tokens))
        return any(map(self.words.time, indices)) or any(place and place.is_event for place in map(self.place, indices))

    def chain(self, index: int, stop: int = sys.maxsize) -> Chain | None:
        """Return the places and times that begin at token `index`; a name between commas there ends before `stop`."""
        chain = Chain(index)
        while True:
            start = chain.last + (chain.last > index and self.words.text(chain.last) == ",")
            time = self.words.time(start)
            place = None if time else self.place(start, stop)
            if time and not chain.time:
                chain = Chain(self.words.at(time.span.end), chain.place, time)
            elif place and not chain.place:
                chain = Chain(place.last, place, chain.time)
            else:
                return chain if chain.place or chain.time else None

    def span(self, place: Place) -> Span:
        """Return where a place stands in the text."""
        return Span(self.words.tokens[place.first].start, self.words.tokens[place.last - 1].end)

    def place(self, index: int, stop: int = sys.maxsize) -> Place | None:
        """Return the place or event that a preposition at token `index` leads in, with all that goes on with it."""
        first, end = self._led(index, self._told.leads)
        if end == first:
            return None
        is_event = self.words.lower(end - 1) in self._told.events
        if not is_event and not self._is_place(index, first, end):
            return None
        # What comes before or after an event has a day of its own, which the phrase keeps to itself.
        has_day = self.words.count(index, self._told.sequels) > 0
        is_new = is_event and self.words.lower(first) in self._lexicon.indefinites
        return Place(index, self._linked(end, is_event, has_day, stop), is_event, is_new)

    def _is_place(self, index: int, first: int, end: int) -> bool:
        """Whether a preposition and a name tell where: "in Sulina", "on PTV"."""
        if self.words.lower(index) in self._told.screens:
            return end == first + 1 and self.words.text(first).isupper()
        last = self.words.tokens[end - 1]
        return self.words.lower(index) in self._told.places and not last.possessive and self._is_name(first, end)

    def _is_name(self, first: int, end: int) -> bool:
        """Whether a noun is a name, as places are: "Sulina", "the White House"."""
        others = union(self._told.tongues, self._lexicon.calendar)
        start = first + (self.words.lower(first) in self._lexicon.determiners)
        tokens = [token for token in self.words.tokens[start:end] if token.is_word]
        return bool(tokens) and all(token.is_capital and token.lower not in others for token in tokens)

    def _led(self, index: int, leads: frozenset[str]) -> tuple[int, int]:
        """Return the tokens of the noun that some words at token `index` lead in; an empty stretch where none do."""
        first = index + self.words.count(index, leads)
        return first, self.words.noun(first) if first > index else first

    # --- what goes on with an event ---

    def _linked(self, end: int, is_event: bool, has_day: bool, stop: int) -> int:
        """Return the token behind all that goes on with a place that ends before token `end`."""
        for _ in range(_LINKS):
            time = self.words.time(end)
            last = (self.words.at(time.span.end) if has_day else 0) if time else self._link(end, is_event)
            last = last or self._between_commas(end, stop)
            if not last:
                break
            end = last
        return end

    def _link(self, index: int, is_event: bool) -> int:
        """Return the token behind a preposition and its noun, or behind "and" and a name; 0 where there is none."""
        if is_event and self.words.is_participle(index, index):
            # What happened to it: "published on Monday", "hosted by the union".
            index += 1
            if time := self.words.time(index):
                return self.words.at(time.span.end)
        first, end = self._led(index, self._told.links)
        if end == first:
            return self._joined(index)
        to_event = self.words.lower(end - 1) in self._told.events
        sequel = self.words.count(index, self._told.sequels) > 0
        fits = to_event or (not sequel and (is_event or self._is_name(first, end)))
        return end if fits and not self._is_verb(first, end) else 0

    def _is_verb(self, first: int, end: int) -> bool:
        """Whether a bare word is none of a noun's, but has its object behind it: "a meeting to discuss the pier"."""
        words, openers = self.words, self._lexicon.phrase_openers
        if words.lower(first) in openers or words.time(end):
            return False
        quoted = words.text(end) == QUOTATION and not words.tokens[first].is_capital
        following = words.lower(end)
        return quoted or (following in openers and following not in self._lexicon.subordinators)

    def _joined(self, index: int) -> int:
        """Return the token behind "and" and a name that nothing is told of, or 0."""
        first, end = self._led(index, self._lexicon.conjunctions)
        if end == first or not self._is_closed(end) or self.words.is_participle(index, first):
            return 0
        lexicon = self._lexicon
        verbs = union(lexicon.cues, lexicon.verbs, lexicon.auxiliaries, lexicon.adverbs)
        return end if self._is_name(first, end) or self.words.lower(first) not in verbs else 0

    def _between_commas(self, index: int, stop: int) -> int:
        """Return the token behind ", Romania" where a comma, a time or nothing follows; else 0."""
        end = index + 1
        while end - index <= _NAME and self.words.text(end)[:1].isupper() and not self.words.time(end):
            end += 1
        end = self.words.with_stop(end)
        named = index + 1 < end <= stop and self.words.text(index) == "," and self.words.tokens[index - 1].is_capital
        return end if named and self._is_closed(end) else 0

    def _is_closed(self, index: int) -> bool:
        """Whether no verb can follow right before token `index`."""
        following = self.words.text(index)
        if following in (*ENDS, ",", QUOTATION) or self.words.time(index) is not None:
            return True
        word = following.lower()
        return (word in self._told.links or word in self._told.leads) and word not in self._told.unreal
