"""Who does the speaking in a sentence: pairs of reporting words and the mention that is their subject."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from briefing.extract.cues import Cue, find_cues
from briefing.extract.mentions import Mention
from briefing.extract.tokens import QUOTATION, Token
from briefing.lexicon import Lexicon

_APPOSITION = 16
"""Tokens between the commas of "X, the deputy head of Y, said"."""
_APPOSITIONS = 40
"""Tokens of several appositions in a row."""
_OBJECT = 6
"""Tokens behind a subject that may hold its object: ", who stood beside her"."""
_REACH = 12
"""Cues before a quotation that may still be its own."""


class Clauses:
    """One sentence's narration: its tokens, mentions and cues, and how they hang together."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.tokens, self.mentions, self.lexicon = tokens, mentions, lexicon
        self._starting = {mention.first: mention for mention in mentions}
        self.named = tuple(mention for mention in mentions if mention.kind != "unnamed")
        self._ending = {mention.last: mention for mention in mentions}
        self.cues = tuple(find_cues(tokens, lexicon))
        self._leading = {cue.first: cue for cue in reversed(self.cues) if cue.kind != "participle"}
        self.named_by_according = {cue.last for cue in self.cues if cue.kind == "according"}
        self.subjects = tuple(mention for mention in self.named if self.is_subject(mention))
        """The mentions that are the subject of a verb, or whom "according to" names."""

    def mention_at(self, index: int) -> Mention | None:
        """Return the mention that begins at token `index`."""
        return self._starting.get(index)

    def ending_at(self, index: int) -> Mention | None:
        """Return the mention that ends right before token `index`."""
        return self._ending.get(index)

    @cached_property
    def actor(self) -> Mention | None:
        """The first subject."""
        return self.subjects[0] if self.subjects else None

    def subject_before(self, index: int) -> Mention | None:
        """Return the mention that acts in the verb at token `index`, when it stands before it in the same clause.

        Skips adverbs, what hangs on the mention ("a pilot from Sulina said"), brackets and appositions.
        """
        index = self._skip_adverbs_back(index)
        before = self.tokens[index - 1] if index else None
        if before and before.text == "." and index - 1 in self._ending:
            index -= 1
        if before and before.text == ")":
            index = self._opening(index - 1)
        if index in self._ending:
            return self.head(self._ending[index])
        if before and before.text in ",–—-":
            return self._before_apposition(index - 1)
        if before and before.lower in self.lexicon.relatives:
            return self.subject_before(index - 1) if index - 1 in self._ending else self._before_comma(index - 1)
        return None

    def _opening(self, bracket: int) -> int:
        """Return the token of the bracket that the one at `bracket` closes, or `bracket`."""
        floor = max(-1, bracket - _APPOSITION)
        return next((i for i in range(bracket - 1, floor, -1) if self.tokens[i].text == "("), bracket)

    def _before_comma(self, index: int) -> Mention | None:
        is_comma = index and self.tokens[index - 1].text == "," and index - 1 in self._ending
        return self.head(self._ending[index - 1]) if is_comma else None

    def head(self, mention: Mention) -> Mention | None:
        """Return the mention that others hang on, "a pilot" in "a pilot from Sulina"; None if it can be no subject."""
        while mention.first and self._governs(self.tokens[mention.first - 1].lower):
            if mention.first - 1 not in self._ending:
                return None
            mention = self._ending[mention.first - 1]
        return None if self.tokens[mention.last - 1].possessive or self._is_joined(mention) else mention

    def _governs(self, word: str) -> bool:
        return word in self.lexicon.prepositions and word not in self.lexicon.subordinators

    def _before_apposition(self, comma: int) -> Mention | None:
        """Return the subject whose appositions end at `comma`: "Nowak, 59, of Gdynia, who sails, said".

        A name alone between two commas is the subject itself: "the minister, Anna Nowak, said".
        """
        inner = self._ending.get(comma)
        if inner and inner.name and inner.name.person and inner.first and self.tokens[inner.first - 1].text == ",":
            outer = self._ending.get(inner.first - 1)
            outer = outer and self.head(outer)
            if outer and not outer.name:
                return inner
        found = unnamed = None
        for index in range(comma - 1, max(0, comma - _APPOSITIONS), -1):
            text = self.tokens[index].text
            if text in ('"', ";", ":") or (text == "," and self._is_clause(index + 1)):
                break
            mention = self.head(self._ending[index]) if text in ",(–—-" and index in self._ending else None
            if mention and mention.kind == "unnamed":
                unnamed = mention
            elif mention and (found is None or _is_person(mention) or not _is_person(found)):
                found = mention
        return found or unnamed

    def _is_clause(self, index: int) -> bool:
        """Whether what follows a comma is no apposition but a clause with a subject of its own."""
        mention = self._starting.get(index)
        if mention is None or mention.kind == "unnamed" or self.tokens[mention.last].text == ",":
            return False
        return self.is_subject(mention)

    def subject_after(self, index: int) -> Mention | None:
        """Return the mention that begins at token `index`: "said Anna Nowak", "said the minister, Anna Nowak"."""
        mention = self._starting.get(self.skip_adverbs(index))
        while mention and self.tokens[mention.last - 1].possessive:
            mention = self._starting.get(mention.last)
        return self.holder(mention) if mention else None

    def has_partner(self, mention: Mention) -> bool:
        """Whether somebody else is named with a mention, so that two speak: "said Anna and Jan Nowak"."""
        joined = mention.last < len(self.tokens) and self.tokens[mention.last].lower in self.lexicon.conjunctions
        partner = self._starting.get(mention.last + 1) if joined else None
        return partner is not None and partner.name is not None and mention.kind != "unnamed"

    def holder(self, mention: Mention) -> Mention:
        """Return who is named behind a mention of no name: "the minister, Anna Nowak,"; else the mention."""
        holder = self._starting.get(mention.last + 1)
        named = holder is not None and holder.name is not None and holder.name.person
        is_behind = named and self.tokens[mention.last].text == ","
        return holder if holder and is_behind and not mention.name else mention

    def may_be_inverted(self, index: int) -> bool:
        """Whether a verb opens its clause, so that its subject follows: "In other words, explained Nowak"."""
        return index == 0 or self.tokens[index - 1].text in (QUOTATION, ",")

    def is_subject(self, mention: Mention) -> bool:
        """Whether a verb follows the mention, or "according to" leads it."""
        if mention.first in self.named_by_according:
            return True
        behind = self._behind(mention)
        return self._may_be_subject(mention) and (self._is_verb(behind) or self._is_verb(self.skip_adverbs(behind)))

    def last_verb(self, index: int) -> tuple[Cue, Mention | None] | None:
        """Return a reporting verb at token `index` that what stands before it belongs to; no verb here comes last."""
        return None

    def dropped(self, cue: Cue) -> Mention | None:
        """Return the subject that a verb holds in itself, where it has no other: "afirmó"."""
        behind = self.tokens[cue.last].lower if cue.last < len(self.tokens) else ""
        alone = not behind.isalnum() or behind in self.lexicon.prepositions or behind in self.lexicon.adverbs
        if "dropped subjects" not in self.lexicon.traits or cue.kind != "verb" or not alone:
            return None
        return Mention("pronoun", cue.first, cue.last, cue.span, ("",))

    def is_passive(self, cue: Cue) -> bool:
        """Whether the subject is spoken of instead of speaking: "was called"."""
        before = [token.lower for token in self.tokens[max(0, cue.first - 2) : cue.first]]
        return any(word in self.lexicon.passives for word in before[-1:]) or (
            before[:1] != before[-1:]
            and before[0] in self.lexicon.passives
            and self._is_adverb(self.tokens[cue.first - 1])
        )

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
        index = self.skip_adverbs(index)
        return self._leading.get(index)

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
        index = self.skip_determiners_back(mention.first)
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

    def _skip_adverbs_back(self, index: int) -> int:
        """Return the token in front of which adverbs and dates ("on Monday") end at `index`."""
        while index and index not in self._ending:
            token = self.tokens[index - 1]
            dated = index < len(self.tokens) and self.tokens[index].lower in self.lexicon.calendar
            if not (self._is_adverb(token) or (dated and token.lower in self.lexicon.prepositions)):
                break
            index -= 1
        return index

    def skip_determiners_back(self, index: int) -> int:
        """Return the token of "the" or "her" in front of `index`, else `index`."""
        before = self.tokens[index - 1].lower if index else ""
        return index - 1 if before in self.lexicon.determiners or before in self.lexicon.possessives else index

    def skip_adverbs(self, index: int) -> int:
        """Return the token behind the adverbs and dates that begin at `index`."""
        while index < len(self.tokens):
            following = self.tokens[index + 1].lower if index + 1 < len(self.tokens) else ""
            dated = following in self.lexicon.calendar and self.tokens[index].lower in self.lexicon.prepositions
            if not (dated or self._is_adverb(self.tokens[index])):
                break
            index += 1 + dated
        return index

    def _is_adverb(self, token: Token) -> bool:
        ending = token.lower.endswith(self.lexicon.adverb_ends) and not token.is_capital
        return ending or token.lower in self.lexicon.adverbs

    def _is_verb(self, index: int) -> bool:
        if index >= len(self.tokens):
            return False
        word = self.tokens[index].lower
        verbs = word in self.lexicon.auxiliaries or word.endswith("ed") or word in self.lexicon.adverbs
        return verbs or (index in self._leading and self._leading[index].kind == "verb")


def _is_person(mention: Mention) -> bool:
    return mention.name is None or mention.name.person
