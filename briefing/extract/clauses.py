"""Who does the speaking in a sentence: pairs of reporting words and the mention that is their subject."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from briefing.extract.mentions import Mention
from briefing.extract.tokens import Token
from briefing.lexicon import Lexicon
from briefing.model import Span

_APPOSITION = 16
"""Tokens between the commas of "X, the deputy head of Y, said"."""
_OCCUPATION = 5
"""Tokens of "the retired ferry pilot", and one more."""
_OBJECT = 6
"""Tokens behind a subject that may hold its object: ", who stood beside her"."""
_REACH = 12
"""Cues before a quotation that may still be its own."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Reporting words: tokens `[first, last)`."""

    first: int
    last: int
    kind: Literal["verb", "participle", "according"]
    span: Span


class Clauses:
    """One sentence's narration: its tokens, mentions and cues, and how they hang together."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.tokens, self.mentions, self.lexicon = tokens, mentions, lexicon
        self._starting = {mention.first: mention for mention in mentions}
        self._ending = {mention.last: mention for mention in mentions}
        self.cues = tuple(self._find_cues())
        self._leading = {cue.first: cue for cue in reversed(self.cues) if cue.kind != "participle"}
        self._named_by_according = {cue.last for cue in self.cues if cue.kind == "according"}
        self._closings = tuple(self._find_closings())
        self.subjects = tuple(mention for mention in mentions if self.is_subject(mention))
        """The mentions that are the subject of a verb, or whom "according to" names."""

    def _find_cues(self) -> Iterator[Cue]:
        lists = (
            ("verb", self.lexicon.cues),
            ("participle", self.lexicon.participles),
            ("according", self.lexicon.according),
        )
        for index, token in enumerate(self.tokens):
            pair = f"{token.lower} {self.tokens[index + 1].lower}" if index + 1 < len(self.tokens) else ""
            for kind, words in lists:
                if pair in words or token.lower in words:
                    length = 2 if pair in words else 1
                    span = Span(token.start, self.tokens[index + length - 1].end)
                    yield Cue(index, index + length, kind, span)  # type: ignore[arg-type]

    @property
    def actor(self) -> Mention | None:
        """The first subject."""
        return self.subjects[0] if self.subjects else None

    def subject_before(self, index: int) -> Mention | None:
        """Return the mention that ends right before token `index`, adverbs and an apposition between them aside."""
        index = self._skip_adverbs_back(index)
        if index in self._ending:
            return self._ending[index] if self._may_be_subject(self._ending[index]) else None
        if index and self.tokens[index - 1].text == ",":
            return self._before_apposition(index - 1)
        return None

    def subject_after(self, index: int) -> Mention | None:
        """Return the mention that begins at token `index`: "said Anna Nowak", "said the minister, Anna Nowak"."""
        mention = self._starting.get(self._skip_occupation(index))
        if mention and mention.kind == "title":
            holder = self._starting.get(mention.last + 1)
            if holder and holder.name and holder.name.person and self.tokens[mention.last].text == ",":
                return holder
        return mention

    def is_subject(self, mention: Mention) -> bool:
        """Whether a verb follows the mention, or "according to" leads it."""
        if mention.first in self._named_by_according:
            return True
        behind = self._behind(mention)
        return self._may_be_subject(mention) and (self._is_verb(behind) or self._is_verb(self._skip_adverbs(behind)))

    def closing(self, index: int) -> tuple[Mention, Span] | None:
        """Return the subject and cue that end the sentence behind token `index`: ", she noted."."""
        position = bisect_right(self._closings, index, key=lambda closing: closing[1].first)
        behind = islice(self._closings, position, None)
        return next(((mention, cue.span) for mention, cue in behind if mention.first > index), None)

    def _find_closings(self) -> Iterator[tuple[Mention, Cue]]:
        for cue in self.cues:
            at_end = cue.last >= len(self.tokens) or self.tokens[cue.last].text in ".,;"
            mention = self.subject_before(cue.first) if cue.kind == "verb" and at_end else None
            before = self._skip_determiners_back(mention.first) if mention else 0
            if mention and before and self.tokens[before - 1].text == ",":
                yield mention, cue

    def cue_in_clause(self, index: int) -> Cue | None:
        """Return the first reporting verb behind token `index` and before any punctuation."""
        position = bisect_left(self.cues, index, key=lambda cue: cue.first)
        cue = next((cue for cue in islice(self.cues, position, position + _REACH) if cue.kind == "verb"), None)
        if cue is None or cue.first > index + _APPOSITION:
            return None
        return cue if all(token.is_word for token in self.tokens[index : cue.first]) else None

    def cues_before(self, index: int) -> Iterator[Cue]:
        """Yield the cues that end before token `index`, the nearest first; only so far as one may still govern it."""
        position = bisect_right(self.cues, index, key=lambda cue: cue.last)
        return reversed(self.cues[max(0, position - _REACH) : position])

    def skip_apposition(self, index: int) -> int:
        """Return the token behind a pair of commas that opens at `index`, else `index`."""
        if index < len(self.tokens) and self.tokens[index].text == ",":
            for closing in range(index + 1, min(len(self.tokens), index + _APPOSITION)):
                if self.tokens[closing].text == ",":
                    return closing + 1
        return index

    def cue_at(self, index: int) -> Cue | None:
        """Return the verb or "according to" that begins at token `index`, adverbs skipped."""
        index = self._skip_adverbs(index)
        return self._leading.get(index)

    def _skip_occupation(self, index: int) -> int:
        """Return the token behind the small words in front of a name: "said the pilot Anna Nowak"."""
        for position in range(index, min(index + _OCCUPATION, len(self.tokens))):
            token = self.tokens[position]
            if position in self._starting:
                return position
            if not token.is_word or token.is_capital or token.lower in self.lexicon.prepositions:
                break
        return index

    def _behind(self, mention: Mention) -> int:
        """Return the token behind a mention and its apposition, or behind a mention that is an apposition itself."""
        enclosed = mention.first > 0 and self.tokens[mention.first - 1].text == ","
        if enclosed and mention.last < len(self.tokens) and self.tokens[mention.last].text == ",":
            return mention.last + 1
        return self.skip_apposition(mention.last)

    def _may_be_subject(self, mention: Mention) -> bool:
        before = self.tokens[mention.first - 1] if mention.first else None
        if self.tokens[mention.last - 1].possessive or self._is_joined(mention):
            return False
        return not (before and (before.possessive or before.lower in self.lexicon.prepositions))

    def _is_joined(self, mention: Mention) -> bool:
        """Whether two act together, so that neither is meant alone: "Anna Nowak and Piotr Nowak said"."""
        joint = mention.first - 1
        return joint in self._ending and self.tokens[joint].lower in self.lexicon.conjunctions

    def stands(self, mention: Mention) -> bool:
        """Whether a mention can be who is spoken of next; one that merely follows a preposition cannot.

        The agent of a passive can, and whoever is joined to somebody is what that one is.
        """
        if self._is_joined(mention):
            return self.stands(self._ending[mention.first - 1])
        index = self._skip_determiners_back(mention.first)
        before = self.tokens[index - 1].lower if index else ""
        return before not in self.lexicon.prepositions or before in self.lexicon.agents

    def object_of(self, subject: Mention) -> frozenset[str]:
        """Return the pronoun that a subject's verb has as its object: "her" in "Nowak, who stood beside her"."""
        for index in range(subject.last, min(subject.last + _OBJECT, len(self.tokens))):
            word = self.tokens[index].lower
            if word in self.lexicon.objects:
                return frozenset({word} if self._is_object(index) else ())
            following = self.tokens[index + 1].lower if index + 1 < len(self.tokens) else ""
            if index in self._starting or (index in self._leading and following not in self.lexicon.objects):
                break
        return frozenset()

    def _is_object(self, index: int) -> bool:
        """Whether "her" stands for somebody and does not lead a noun: no content word follows it."""
        if self.tokens[index].lower not in self.lexicon.possessives or index + 1 == len(self.tokens):
            return True
        after = self.tokens[index + 1]
        lists = (self.lexicon.function_words, self.lexicon.prepositions, self.lexicon.openers)
        return not after.is_word or any(after.lower in words for words in lists)

    def _before_apposition(self, comma: int) -> Mention | None:
        for opening in range(comma - 1, max(-1, comma - _APPOSITION), -1):
            if self.tokens[opening].text == "," and opening in self._ending:
                mention = self._ending[opening]
                return mention if self._may_be_subject(mention) else None
        return None

    def _skip_adverbs_back(self, index: int) -> int:
        while index and self._is_adverb(self.tokens[index - 1]) and index not in self._ending:
            index -= 1
        return index

    def _skip_determiners_back(self, index: int) -> int:
        """Return the token of "the" or "her" in front of `index`, else `index`."""
        before = self.tokens[index - 1].lower if index else ""
        return index - 1 if before in self.lexicon.determiners or before in self.lexicon.possessives else index

    def _skip_adverbs(self, index: int) -> int:
        while index < len(self.tokens) and self._is_adverb(self.tokens[index]):
            index += 1
        return index

    def _is_adverb(self, token: Token) -> bool:
        return token.lower in self.lexicon.adverbs or (token.lower.endswith("ly") and not token.is_capital)

    def _is_verb(self, index: int) -> bool:
        if index >= len(self.tokens):
            return False
        word = self.tokens[index].lower
        verbs = word in self.lexicon.auxiliaries or word.endswith("ed") or word in self.lexicon.adverbs
        return verbs or (index in self._leading and self._leading[index].kind == "verb")
