"""The words of one sentence, and where a noun ends that begins at one of them."""

from bisect import bisect_left

from briefing.extract.occasions.times import Time, Times
from briefing.extract.tokens import Token, tokenize
from briefing.lexicon import Lexicon
from briefing.model import Span

_NOUN = 12
"""Tokens of one noun with what stands before it."""


class Words:
    """The words of one sentence, each quotation a single token."""

    def __init__(self, narration: str, span: Span, times: Times, lexicon: Lexicon) -> None:
        words = lexicon.occasions
        self.tokens: tuple[Token, ...] = tokenize(narration, span)
        self.lexicon = lexicon
        self._narration, self._end, self._times = narration, span.end, times
        self.openers = lexicon.indefinites | lexicon.determiners | lexicon.possessives
        self._ends = frozenset().union(
            *(lexicon.subordinators, lexicon.relatives, lexicon.conjunctions, lexicon.auxiliaries, lexicon.negations),
            *(lexicon.pronouns, lexicon.objects, lexicon.first_persons),
            *(lexicon.prepositions, lexicon.adverbs - lexicon.calendar, words.leads, words.links),
        )

    def at(self, offset: int) -> int:
        """Return the first token that begins at `offset` or behind."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)

    def text(self, index: int) -> str:
        """Return a token as written; "" behind the last."""
        return self.tokens[index].text if index < len(self.tokens) else ""

    def lower(self, index: int) -> str:
        """Return a token in lower case; "" behind the last."""
        return self.text(index).lower()

    def count(self, index: int, words: frozenset[str]) -> int:
        """Return how many tokens from `index` on are an entry of `words`."""
        return 2 if f"{self.lower(index)} {self.lower(index + 1)}" in words else int(self.lower(index) in words)

    def time(self, index: int) -> Time | None:
        """Return the time that begins at token `index`."""
        if index >= len(self.tokens):
            return None
        return self._times.at(self._narration, self.tokens[index].start, self._end)

    def noun(self, first: int) -> int:
        """Return the token behind the noun that begins at token `first`; `first` where none does."""
        index = first
        while index < min(len(self.tokens), first + _NOUN) and self._goes_on(first, index):
            index += 1
        alone = index == first + 1 and self.lower(first) in self.openers
        return first if alone else self.with_stop(index)

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether the noun that begins at token `first` holds another token."""
        token = self.tokens[index]
        opens = token.lower in self.openers
        if not token.is_word:
            return index > first and self._abbreviates(index)
        if index == first:
            return opens or token.lower not in self._ends
        if opens or self.is_participle(first, index) or not (self.time(index) is None or self._names_event(index)):
            return False
        return token.is_capital or token.lower not in self._ends or self._qualifies(first, index)

    def is_participle(self, first: int, index: int) -> bool:
        """Whether a word says more of the noun in front of it: "a statement condemning the attack"."""
        words, endings = self.lexicon.occasions, self.lexicon.participle_endings | self.lexicon.past_endings
        is_noun = self.lower(index) in words.events | words.periods or self._qualifies(first, index)
        return not is_noun and self.text(index).endswith(tuple(endings)) and self.text(index).islower()

    def _qualifies(self, first: int, index: int) -> bool:
        """Whether a word stands right behind what opens a noun: "the first debate", "a moderated discussion"."""
        return index == first + 1 and self.lower(first) in self.openers

    def _names_event(self, index: int) -> bool:
        """Whether the time at token `index` is part of what an event is called: "a Friday evening rally"."""
        time = self.time(index)
        return time is not None and self.lower(self.at(time.span.end)) in self.lexicon.occasions.events

    def _abbreviates(self, index: int) -> bool:
        """Whether a full stop stands inside the sentence."""
        return self.text(index) == "." and (self.text(index + 1)[:1].isalnum() or self.text(index + 1) == ",")

    def with_stop(self, index: int) -> int:
        """Return the token behind the full stop of a shortened name that ends before `index`, else `index`."""
        shortened = self.text(index) == "." and ("." in self.text(index - 1) or self._abbreviates(index))
        return index + (index > 0 and shortened)
