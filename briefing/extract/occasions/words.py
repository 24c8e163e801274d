"""The words of one sentence, and where a noun ends that begins at one of them."""

from briefing.extract.occasions.times import Time, Times
from briefing.extract.tokens import Narration, find_token
from briefing.lexicon import Lexicon, endings
from briefing.model import Span

_NOUN = 12
"""Tokens of one noun with what stands before it."""


class Words:
    """The words of one sentence, each quotation a single token."""

    def __init__(self, narration: Narration, span: Span, times: Times, lexicon: Lexicon) -> None:
        self.tokens = narration.tokens(span)
        self.lexicon = lexicon
        self._narration, self._end, self._times = narration.text, span.end, times
        self._read: dict[int, Time | None] = {}

    def at(self, offset: int) -> int:
        """Return the first token that begins at `offset` or behind."""
        return find_token(self.tokens, offset)

    def text(self, index: int) -> str:
        """Return a token as written; "" behind the last."""
        return self.tokens[index].text if index < len(self.tokens) else ""

    def lower(self, index: int) -> str:
        """Return a token in lower case; "" behind the last."""
        return self.tokens[index].lower if index < len(self.tokens) else ""

    def count(self, index: int, words: frozenset[str]) -> int:
        """Return how many tokens from `index` on are an entry of `words`."""
        return 2 if f"{self.lower(index)} {self.lower(index + 1)}" in words else int(self.lower(index) in words)

    def time(self, index: int) -> Time | None:
        """Return the time that begins at token `index`."""
        if index >= len(self.tokens):
            return None
        if index not in self._read:
            self._read[index] = self._times.at(self._narration, self.tokens[index].start, self._end)
        return self._read[index]

    def noun(self, first: int) -> int:
        """Return the token behind the noun that begins at token `first`; `first` where none does."""
        index = first
        while index < min(len(self.tokens), first + _NOUN) and self._goes_on(first, index):
            index += 1
        alone = index == first + 1 and self.lower(first) in self.lexicon.phrase_openers
        return first if alone else self.with_stop(index)

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether the noun that begins at token `first` holds another token."""
        token = self.tokens[index]
        opens = token.lower in self.lexicon.phrase_openers
        if not token.is_word:
            return index > first and self._abbreviates(index)
        if index == first:
            return opens or token.lower not in self.lexicon.noun_ends
        if opens or self.is_participle(first, index) or not (self.time(index) is None or self._names_event(index)):
            return False
        return token.is_capital or token.lower not in self.lexicon.noun_ends or self._qualifies(first, index)

    def is_participle(self, first: int, index: int) -> bool:
        """Whether a word says more of the noun in front of it: "a statement condemning the attack"."""
        word, told = self.lower(index), self.lexicon.occasions
        ends = endings(self.lexicon.participle_endings, self.lexicon.past_endings)
        if not (self.text(index).islower() and self.text(index).endswith(ends)):
            return False
        return not (word in told.events or word in told.periods or self._qualifies(first, index))

    def _qualifies(self, first: int, index: int) -> bool:
        """Whether a word stands right behind what opens a noun: "the first debate", "a moderated discussion"."""
        return index == first + 1 and self.lower(first) in self.lexicon.phrase_openers

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
