"""Who does the speaking where the verb of a main clause is its second part, as in German.

One phrase stands before the verb; if that is not the subject, the subject follows the verb. In a subordinate clause the
verb comes last and the subject stands near the word that opens it. An auxiliary takes the verb's place and leaves a
participle at the end: "gestern hat Anna Nowak im Hafen erklärt".
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from briefing.extract.clauses import Clauses
from briefing.extract.cues import Cue
from briefing.extract.mentions import Mention
from briefing.extract.tokens import QUOTATION, Token
from briefing.lexicon import Lexicon
from briefing.model import Span

_BRACKET = 16
"""Tokens between an auxiliary and the participle that belongs to it."""
_PHRASES = 4
"""Phrases that may stand between a verb and its subject, or hang on one another."""
_LONGEST = 24
"""Tokens in front of a verb that may be its first part."""
_ENCLOSED = 10
"""Tokens of a bracket within a phrase: "(SPD)"."""
_SHARED = 40
"""Tokens before "und sagte" in which the subject stands."""


def in_order(tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> Clauses:
    """Return one sentence's narration, read in the order that its language gives it."""
    order = VerbSecond if "verb second" in lexicon.traits else Clauses
    return order(tokens, mentions, lexicon)


class VerbSecond(Clauses):
    """One sentence's narration, in a language that has the verb second."""

    @cached_property
    def actor(self) -> Mention | None:
        """The subject of the first main clause, or of the one that its verb opens behind a subordinate clause."""
        verbs = (i + 1 for i, token in enumerate(self.tokens[:-1]) if token.text == "," and self._opens_clause(i + 1))
        starts = (0, *islice(verbs, 1))
        return next((found for start in starts if (found := self._main_subject(start, len(self.tokens)))), None)

    def _opens_clause(self, index: int) -> bool:
        """Whether the word at token `index` may be a verb."""
        token = self.tokens[index]
        lists = (
            self.lexicon.relatives,
            self.lexicon.subordinators,
            self.lexicon.conjunctions,
            self.lexicon.prepositions,
            self.lexicon.adverbs,
            self.lexicon.indefinites,
            self.lexicon.possessives,
        )
        return token.text.islower() and not any(token.text in words for words in lists)

    def is_subject(self, mention: Mention) -> bool:
        """Whether the first clause is about the mention, or "according to" leads it."""
        acts = self.actor is not None and self.actor.first == mention.first
        return acts or mention.first in self.named_by_according

    def may_be_inverted(self, index: int) -> bool:
        """Any verb may have its subject behind it."""
        return True

    def last_verb(self, index: int) -> tuple[Cue, Mention | None] | None:
        """Return the verb that ends its clause at token `index`, right behind a quotation, and its subject."""
        cue = self._leading.get(index)
        if cue is None or cue.kind != "verb":
            return None
        return cue, self.subject_before(index) or self.subject_after(cue.last)

    def subject_before(self, index: int) -> Mention | None:
        """Return the subject that stands before the verb at token `index`, or behind the auxiliary of a participle."""
        auxiliary = self._auxiliary(index)
        if auxiliary is None:
            return self._in_front(index)
        if self.tokens[auxiliary].lower in self.lexicon.passives:
            agents = (i + 1 for i in range(auxiliary + 1, index) if self.tokens[i].lower in self.lexicon.agents)
            agent = next((self._starting[i] for i in agents if i in self._starting), None)
            if agent or self.tokens[index].lower in self.lexicon.callings:
                return agent
        found = self._in_front(auxiliary) or self.subject_after(auxiliary + 1)
        return found if found and found.first < index else None

    def subject_after(self, index: int) -> Mention | None:
        """Return the subject behind a verb that ends at `index`: adverbs and phrases with a preposition may precede."""
        for _ in range(_PHRASES):
            index = self.skip_adverbs(self._skip_phrase(index))
            mention = self._subject_at(index)
            if mention:
                return mention
        return None

    def _auxiliary(self, participle: int) -> int | None:
        """Return the token of the auxiliary that the word at `participle` completes."""
        for index in range(participle - 1, max(-1, participle - _BRACKET), -1):
            token = self.tokens[index]
            if token.lower in self.lexicon.brackets or token.lower in self.lexicon.passives:
                return index
            if token.text in ",;:":
                break
        return None

    def _in_front(self, verb: int) -> Mention | None:
        """Return the subject among what stands in the clause of a verb before it."""
        end = self._skip_adverbs_back(verb)
        start = min(end, self.skip_adverbs(self._clause_start(end)))
        led = self.tokens[start - 1].lower if start else ""
        if start == end and led in self.lexicon.conjunctions:
            return self._shared_subject(start - 1)
        if led == "," and start < end and self.tokens[start].lower in self.lexicon.relatives:
            return self._in_relative(start, end)
        if self._skip_phrases(start - 1) >= end:
            return None
        if led in self.lexicon.subordinators:
            return self.subject_after(start)
        mention = self._subject_at(start)
        if mention and self._phrase_end(mention) >= end:
            return mention
        if led == "," and mention is None:
            return self._before_apposition(start - 1)
        return None

    def _in_relative(self, start: int, end: int) -> Mention | None:
        """Return the subject of a relative clause: a phrase inside, else whom it hangs on."""
        inner = self.subject_after(start + 1)
        return inner if inner and inner.first < end else self._ending.get(start - 1)

    def _clause_start(self, end: int) -> int:
        """Return the token behind the mark, verb or conjunction in front of what ends at `end`, brackets skipped."""
        start, depth = end, 0
        while start > max(0, end - _LONGEST):
            token = self.tokens[start - 1]
            depth += (token.text == ")") - (token.text == "(")
            if depth < 0 or (depth == 0 and self._parts(start - 1)):
                break
            start -= 1
        return start

    def _parts(self, index: int) -> bool:
        """Whether a token stands between two clauses or is a verb."""
        token = self.tokens[index]
        if token.text in ",;:–—":
            return True
        joins = token.lower in self.lexicon.conjunctions or token.lower in self.lexicon.subordinators
        verb = token.lower in self.lexicon.auxiliaries or index in self._leading
        return (joins and token.lower not in self.lexicon.determiners) or verb

    def _subject_at(self, index: int) -> Mention | None:
        """Return the mention that begins at token `index` if it can be a subject; its apposition if that is a name."""
        mention = self._starting.get(index) or self._behind_attribute(index)
        if mention is None or self.tokens[index].lower in self.lexicon.obliques:
            return None
        if mention.name or mention.kind == "pronoun":
            return mention
        end = self._phrase_end(mention)
        holder = self._starting.get(end + 1) if end < len(self.tokens) and self.tokens[end].text == "," else None
        if holder and holder.name:
            return holder
        last = self._ending.get(end)
        if last and last.name and last.name.person and last.name.first > last.first + 1:
            return last
        return replace(mention, span=Span(mention.span.start, self.tokens[end - 1].end))

    def _behind_attribute(self, index: int) -> Mention | None:
        """Return the mention behind an article and a long attribute: "die in Gdynia geborene Nowak"."""
        if index >= len(self.tokens) or not self._opens(index):
            return None
        end = self._skip_phrases(index + 1)
        return self._starting.get(end + 1) if index + 1 < end < len(self.tokens) else None

    def _phrase_end(self, mention: Mention) -> int:
        """Return the token behind a mention and what hangs on it: "der Sprecher der Polizei in Gdynia (SPD)"."""
        end = mention.last
        for _ in range(_PHRASES):
            genitive = self._starting.get(end) if end < len(self.tokens) and self._opens(end) else None
            behind = genitive.last if genitive else self._skip_bracket(self._skip_phrase(end))
            if behind == end:
                break
            end = behind
        return end

    def _skip_phrase(self, index: int) -> int:
        """Return the token behind the phrase that a preposition opens at `index`, else `index`."""
        if index >= len(self.tokens) or self.tokens[index].lower not in self.lexicon.prepositions:
            return index
        end = index + 1
        while end < len(self.tokens) and self._dates(end):
            end += 1
        inner = self._starting.get(end)
        for _ in range(_PHRASES if inner else 0):
            end = inner.last if inner else end
            inner = self._starting.get(end) if end < len(self.tokens) and self._opens(end) else None
        return end if end > index + 1 else index

    def _skip_phrases(self, index: int) -> int:
        """Return the token behind all phrases with a preposition that follow each other at `index`."""
        for _ in range(_PHRASES):
            index = self._skip_phrase(index)
        return index

    def _opens(self, index: int) -> bool:
        return self.tokens[index].lower in self.lexicon.determiners

    def _dates(self, index: int) -> bool:
        """Whether a token is part of a date or a figure: "am 5. Mai 2006"."""
        token = self.tokens[index]
        ordinal = token.text == "." and self.tokens[index - 1].text.isdigit()
        return ordinal or token.text.isdigit() or token.lower in self.lexicon.calendar

    def _skip_bracket(self, index: int) -> int:
        if index < len(self.tokens) and self.tokens[index].text == "(":
            for closing in range(index + 1, min(len(self.tokens), index + _ENCLOSED)):
                if self.tokens[closing].text == ")":
                    return closing + 1
        return index

    def _shared_subject(self, joint: int) -> Mention | None:
        """Return the subject of the clause before "und sagte"."""
        start, found = joint, None
        while start > max(0, joint - _SHARED) and self.tokens[start - 1].text not in ";:–—" + QUOTATION:
            if self.tokens[start - 1].text == ",":
                found = found or self._main_subject(start, joint)
            start -= 1
        return found or self._main_subject(start, joint)

    def _main_subject(self, start: int, end: int) -> Mention | None:
        """Return the subject of a main clause that begins at token `start`: around its first verb."""
        mention = self._subject_at(self.skip_adverbs(start))
        if mention:
            behind = self.subject_after(self._phrase_end(mention) + 1) if mention.kind == "unnamed" else None
            return behind if behind and behind.kind != "unnamed" else mention
        word = self.tokens[start].lower if start < end else ""
        joins = word in self.lexicon.subordinators or word in self.lexicon.prepositions
        verb = start + (word in self.lexicon.openers and not joins)
        for _ in range(_PHRASES):
            verb = min(end, self.skip_adverbs(self._skip_phrase(verb)))
        if verb >= end or self.tokens[verb].is_capital or not self.tokens[verb].is_word:
            return None
        return self.subject_after(verb + 1)
