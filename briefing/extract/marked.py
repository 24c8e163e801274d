"""Which words in quotation marks are speech in a language that puts all kinds of names in marks, too.

There the marks alone prove little. The words count as somebody's if they make a sentence of their own, if reporting
words lead over to them, or if somebody calls something so; what is written like a name needs more than that.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from briefing.extract.cues import Cue
from briefing.extract.mentions import find_mentions
from briefing.extract.sentences import find_sentences, may_begin
from briefing.extract.tokens import QUOTATION, Token, make_token, tokenize
from briefing.extract.verb_second import in_order
from briefing.lexicon import Lexicon, union
from briefing.model import Span

_NEAR = 400
"""Characters before and behind a quotation that hold its sentence."""
_MARKED = '[„“"«»][^„“”"«»\n]+[“”"«»]'
_JOINT = r"\s*(?:,|\b\w{1,5}\b)\s*"
_BEFORE = re.compile(rf"(?:{_MARKED}{_JOINT})+$")
_BEHIND = re.compile(rf"(?:{_JOINT}{_MARKED})+")
"""Quotations of which one is joined to the next: `"A", "B" and "C"`."""
_FINISHED = re.compile(r"[.!?…][\W_]*$")
_POINTED = re.compile(r"[.!?…,;:][\W_]*$")
_SMALL = 3
"""Letters of a word that may be small inside a name."""
_WHOLE = 5
"""Words of a sentence that lacks its full stop."""
_CLAUSE = 4
"""Words of a clause behind a comma."""
_ADVERBS = 2
"""Adverbs between a quotation and its verb."""
_BRACKET = 16
"""Tokens between a quotation and the verb that a word of comparison or an auxiliary puts at the end."""
_LEADING = 3
"""Tokens from a quotation to the words behind its comma and dash, and one more."""
_DASHES = ",–—-"


class Marked:
    """What stands in marks, and its sentence, without the quotations joined to it, which stand there as it does."""

    def __init__(self, text: str, span: Span, paragraph: Span, lexicon: Lexicon) -> None:
        floor, ceiling = max(paragraph.start, span.start - _NEAR), min(paragraph.end, span.end + _NEAR)
        before, behind = _BEFORE.search(text[floor : span.start]), _BEHIND.match(text[span.end : ceiling])
        start = floor + before.start() if before and _joins(before[0], lexicon) else span.start
        end = span.end + behind.end() if behind and _joins(behind[0], lexicon) else span.end
        sentences = find_sentences(text, [Span(floor, ceiling)], [Span(start, end)], lexicon)
        sentence = next(one.span for one in reversed(sentences) if one.span.start <= start)
        self.lexicon = lexicon
        self.inside = text[span.start : span.end]
        self.words = [token for token in tokenize(text, span, lexicon) if token.is_word]
        lead = tokenize(text, Span(sentence.start, start), lexicon)
        rest = tokenize(text, Span(end, max(end, sentence.end)), lexicon)
        self.tokens = (*lead, make_token(start, end, QUOTATION), *rest)
        self.index = len(lead)
        self.clauses = in_order(self.tokens, find_mentions(text, self.tokens, lexicon), lexicon)
        self.before = self.tokens[self.index - 1] if lead else None

    def is_speech(self) -> bool:
        """Whether somebody says the words."""
        before = self.before
        ending = next((cue.kind for cue in self.clauses.cues if cue.last == self.index), None)
        if ending == "participle":
            return True
        if ending == "according":
            return False
        if before is None or before.text == ":":
            return self._is_sentence()
        if self._leads_over and (self._is_closed or self.is_finished):
            return self.is_finished or not self.is_title
        return self._is_fragment(before)

    @cached_property
    def is_title(self) -> bool:
        """Whether it is written like a name: it begins with a capital and only small words do not."""
        if _POINTED.search(self.inside) or not self._begins:
            return False
        lists = (self.lexicon.function_words, self.lexicon.prepositions, self.lexicon.determiners)
        small = [token for token in self.words if not may_begin(token.text[0])]
        return all(len(token.text) <= _SMALL or any(token.lower in words for words in lists) for token in small)

    @property
    def _begins(self) -> bool:
        return may_begin(self.words[0].text[0])

    @cached_property
    def is_finished(self) -> bool:
        """Whether it ends like a sentence, be the stop inside the marks or behind them."""
        stop = self.before is None and self._behind in (".", "!", "?", "…")
        return stop or _FINISHED.search(self.inside) is not None

    @property
    def _behind(self) -> str:
        return self.tokens[self.index + 1].text if self.index + 1 < len(self.tokens) else ""

    @property
    def _is_closed(self) -> bool:
        return self._behind != "" and self._behind in _DASHES

    def _is_sentence(self) -> bool:
        """Whether the words stand for themselves, behind a colon or at the beginning of a sentence."""
        if self.is_finished:
            return self.before is not None or self._begins or self._leads_over
        if self.is_title:
            return self._is_closed and self._leads_over
        reported = self._leads_over or (self.before is not None and self._verb is not None)
        return reported or (len(self.words) >= _WHOLE and (self.before is not None or self._is_closed))

    @cached_property
    def _leads_over(self) -> bool:
        """Whether reporting words follow: `", sagte X`, `", hat X gesagt`, `", wie X sagte`."""
        start = self.index + 1
        while start < min(len(self.tokens), self.index + _LEADING) and self.tokens[start].text in _DASHES:
            start += 1
        cue = self.clauses.cue_at(start)
        if cue and cue.first <= start + _ADVERBS:
            return cue.kind == "verb" or self.clauses.subject_after(cue.last) is not None
        if start == len(self.tokens) or not self._is_closed:
            return False
        word = self.tokens[start].lower
        opens = word in self.lexicon.comparisons or word in self.lexicon.auxiliaries
        return opens and any(cue.kind == "verb" and start < cue.first < start + _BRACKET for cue in self.clauses.cues)

    @cached_property
    def _verb(self) -> Cue | None:
        """The last reporting verb before it."""
        return next((cue for cue in self.clauses.cues_before(self.index) if cue.kind == "verb"), None)

    def _is_fragment(self, before: Token) -> bool:
        """Whether the words are part of a sentence in which somebody speaks."""
        if before.lower in self.lexicon.distances:
            return False
        if self._is_noun(before) and self._begins:
            return before.lower in self.lexicon.speech_nouns and not self.is_title
        if self._is_called(before):
            return True
        led_over = self._leads_over and not self._begins and not self._is_noun(before)
        return not self.is_title and (led_over or self._is_governed(before))

    def _is_noun(self, token: Token) -> bool:
        """Whether a common noun stands in front of a name: "die Fähre"."""
        mention = self.clauses.ending_at(self.index)
        return token.is_word and token.is_capital and (mention is None or mention.kind != "name")

    def _is_genitive(self, before: Token) -> bool:
        """Whether the words belong to a noun: `eine Untersuchung der "`."""
        return self.index > 1 and before.lower in self.lexicon.determiners and self.tokens[self.index - 2].is_capital

    def _is_called(self, before: Token) -> bool:
        """Whether somebody calls something so: `nannte den Plan "`, `als "..." bezeichnet`."""
        names = union(self.lexicon.indefinites, self.lexicon.calling_words)
        verb = self._verb
        behind = self.clauses.cue_at(self.index + 1)
        if behind and behind.first == self.index + 1 and self.tokens[behind.first].lower in self.lexicon.callings:
            attribute = behind.last < len(self.tokens) and self.tokens[behind.last].is_capital
            return before.lower in names and not attribute
        if verb and self.tokens[verb.first].lower in self.lexicon.callings:
            return (before.lower in names or not self.is_title) and self._is_near(verb)
        return False

    def _is_near(self, cue: Cue) -> bool:
        between = self.tokens[cue.last : self.index]
        if between and between[-1].lower in self.lexicon.comparisons:
            return True
        words = (token.is_word or token.text in ",()" for token in between)
        return all(words) and not self._is_subordinate(between)

    def _is_subordinate(self, tokens: Sequence[Token]) -> bool:
        """Whether a word among the tokens begins a clause of its own."""
        return any(t.lower in self.lexicon.subordinators and t.lower not in self.lexicon.comparisons for t in tokens)

    def _is_governed(self, before: Token) -> bool:
        """Whether nothing but plain words stands between reporting words and the quotation, which hangs on no noun."""
        cue = next((cue for cue in self.clauses.cues_before(self.index) if cue.kind != "participle"), None)
        if cue is None or self._is_genitive(before):
            return False
        between = self.tokens[cue.last : self.index]
        if cue.kind == "according":
            whole = len(self.words) >= _CLAUSE or not self._is_noun(before)
            return whole and not self._begins and all(token.is_word or token.text in ",()" for token in between)
        if self._is_noun(before):
            return False
        if before.text == ",":
            whole = len(self.words) >= _CLAUSE or self.is_finished or self._behind in (".", "!", "?", "…")
            return whole and all(token.is_word for token in between[:-1])
        if not self._begins and cue.kind == "verb":
            # Where every clause is set off by a comma, one in between begins another clause.
            commas = "verb second" not in self.lexicon.traits
            return all(token.is_word or (commas and token.text == ",") for token in between)
        return all(token.is_word for token in between) and not self._is_subordinate(between)


def _joins(chain: str, lexicon: Lexicon) -> bool:
    """Whether every word between the quotations of a chain is one that joins."""
    between = re.sub(_MARKED, " ", chain).replace(",", " ").split()
    return all(word in lexicon.conjunctions for word in between)
