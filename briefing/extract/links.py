"""Which words tell who says a quotation: one method for each way in which news says so.

The rules are tried in the order of how certain they are; the first that finds somebody at the reporting words has it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, takewhile

from briefing.extract.clauses import Clauses
from briefing.extract.cues import Cue
from briefing.extract.mentions import Mention
from briefing.extract.tokens import QUOTATION, find_token
from briefing.lexicon import union
from briefing.model import Rule, Span

_LEADING = 3
"""Tokens from a quotation to the words behind its comma and dash, and one more."""
_DASHES = "–—―-"
_OWNED = 3
"""Words between an owner and what is his: "Nowak's much repeated claim"."""
_ASIDE = 3
"""Tokens between the cue of a relative clause and the quotation that is its own."""
_DENIAL = 3
"""Words in front of a cue that may turn it round: "did not say"."""
_TRIED = 3
"""Cues behind a quotation that are looked at."""
_NEAR = 12
"""Mentions and tokens before a quotation that may own what it says."""


@dataclass(frozen=True, slots=True)
class Link:
    """Who is said to say something, and by which words."""

    mention: Mention | None
    """None: the words tell that somebody speaks, yet not who."""
    cue: Span | None
    rule: Rule
    direct: bool
    """The mention stands at the cue as its subject."""
    doubtful: bool = False
    """It is denied, merely possible ("if Nowak were to say"), or two say it together."""


class Links:
    """One sentence, asked who says its quotations."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.tokens, self.lexicon = clauses, clauses.tokens, clauses.lexicon
        self._closings = tuple(self._find_closings())

    def link(self, index: int, closed: bool) -> Link | None:
        """Return who says the quotation at token `index`; `closed`, if its punctuation leads over to who says it."""
        behind = self._behind_quotation(index, closed)
        before = None
        if behind is None or self._runs_on(index):
            before = self._label(index) or self._before_quotation(index)
        link = before if before and (behind is None or before.direct) else behind
        if link is None:
            return None
        led_in = link is behind and self._runs_on(index) and any(cue.first == 0 for cue in self.clauses.cues[:1])
        nested = link.rule == "before" and self._is_nested(link)
        return replace(link, direct=link.direct and not led_in and not nested, doubtful=self._is_doubtful(link))

    @property
    def signature(self) -> Link | None:
        """Return who signs the paragraph before: `— Anna Nowak, Gdynia`."""
        return self._signature(1) if self.tokens and self.tokens[0].text in _DASHES else None

    def closing(self, index: int) -> Link | None:
        """Return the subject and cue that end the sentence behind token `index`: ", she noted.", ", said Dachev."."""
        position = bisect_right(self._closings, index, key=lambda closing: closing[1].first)
        behind = islice(self._closings, position, None)
        found = next(((mention, cue) for mention, cue in behind if mention.first > index), None)
        return Link(found[0], found[1].span, "closing", True) if found else None

    @cached_property
    def reporter(self) -> Link | None:
        """Who reports in the sentence: the subject of its last cue that has one, else its first subject."""
        links = (self._governed(cue) for cue in islice(reversed(self.clauses.cues), _TRIED))
        return next((link for link in links if link.mention), None)

    @cached_property
    def report(self) -> Link | None:
        """Return who says what the sentence says in the narrator's words: `Dachev said the pier was late`."""
        verbs = (cue for cue in islice(self.clauses.cues, _TRIED) if cue.kind != "participle")
        links = (self._governed(cue) for cue in verbs)
        link = next((link for link in links if link.direct and link.mention), None) or self.closing(-1)
        return Link(link.mention, link.cue, "reported", link.direct, self._is_doubtful(link)) if link else None

    @cached_property
    def opening(self) -> Mention | None:
        """Whom the sentence is about: the first mention that depends on nothing before it."""
        for mention in self.clauses.mentions:
            before = self.tokens[mention.first - 1] if mention.first else None
            if before and (before.lower in self.lexicon.prepositions or before.possessive):
                continue
            begins = before is None or before.text == ","
            if mention.kind != "unnamed" or begins:
                return None if self.tokens[mention.last - 1].possessive else self.clauses.holder(mention)
        return None

    @cached_property
    def quotes(self) -> bool:
        """Whether a quotation stands in the sentence."""
        return any(token.text == QUOTATION for token in self.tokens)

    def _behind_quotation(self, index: int, closed: bool) -> Link | None:
        """`," Dachev said` / `," said Dachev` / `," according to Dachev`.

        In `," a pilot said` there is a cue and nobody to name.
        """
        start = index + 1
        while start < min(len(self.tokens), index + _LEADING) and self.tokens[start].text in "," + _DASHES:
            start, closed = start + 1, True
        last = None if closed else self.clauses.last_verb(start)
        if last:
            return Link(last[1], last[0].span, "behind", True)
        if not closed or start >= len(self.tokens):
            return None
        start += self.tokens[start].lower in self.lexicon.comparisons
        if start == len(self.tokens) or self._joins(start):
            return None
        signature = self._signature(start)
        cue = self.clauses.cue_at(start)
        if signature:
            return signature
        if cue:
            rule: Rule = "according" if cue.kind == "according" else "behind"
            return Link(self.clauses.subject_after(cue.last) or self.clauses.dropped(cue), cue.span, rule, True)
        end = self._next_quotation(start)
        opening = self.clauses.mention_at(start)
        for cue in self._cues_in(start, end):
            mention = self.clauses.subject_before(cue.first) if cue.kind == "verb" else None
            if mention and mention.first >= start:
                inside = opening and self._is_enlarged(opening)
                direct = inside or mention.first in (start, self.clauses.skip_adverbs(start))
                return Link(opening if inside else mention, cue.span, "behind", direct)
            if mention is None and cue.kind == "verb" and self.tokens[cue.first - 1].text == ",":
                return Link(self.clauses.subject_after(cue.last), cue.span, "closing", True)
        return None

    def _before_quotation(self, index: int) -> Link | None:
        """`Dachev said that ... "` / `..., describing it as "` / `According to Dachev, ... "` / `Dachev: "`."""
        unnamed = loose = None
        for cue in self.clauses.cues_before(index):
            link = self._governed(cue)
            if link.mention is None or link.mention.first >= index or self._is_aside(link.mention, cue, index):
                continue
            if link.direct and loose and loose.mention == link.mention:
                return replace(loose, direct=True)
            if link.direct and link.mention.kind != "unnamed":
                return replace(link, direct=False) if unnamed else link
            if link.direct:
                unnamed = unnamed or link
            loose = loose or link
        return unnamed or self.closing(index) or loose or self._colon(index) or self._noun(index)

    def _governed(self, cue: Cue) -> Link:
        """Return whom a cue in front of a quotation makes its speaker."""
        progressive = cue.kind == "participle" and self.clauses.is_passive(cue)
        if progressive:
            cue = replace(cue, kind="verb")
        if cue.kind == "according":
            return Link(self.clauses.subject_after(cue.last), cue.span, "according", True)
        led = self.tokens[cue.first].lower in self.lexicon.prepositions
        own = self.clauses.ending_at(cue.first) if cue.kind == "participle" and not led else None
        if own and own.kind != "unnamed":
            owner = own if own.name and not self.tokens[own.last - 1].possessive else self.clauses.head(own)
            return Link(owner, cue.span, "participle", False)
        if cue.kind == "participle":
            return Link(self._main_subject(cue.first), cue.span, "participle", False)
        if self.clauses.is_passive(cue) and not progressive:
            agent = cue.last < len(self.tokens) and self.tokens[cue.last].lower in self.lexicon.agents
            return Link(self.clauses.subject_after(cue.last + 1) if agent else None, cue.span, "before", True)
        mention = self.clauses.subject_before(cue.first)
        if mention is None and self.clauses.may_be_inverted(cue.first):
            mention = self.clauses.subject_after(cue.last)
        if mention:
            return Link(mention, cue.span, "before", True)
        return Link(self._main_subject(cue.first), cue.span, "before", False)

    def _label(self, index: int) -> Link | None:
        """`Dachev: "..."`, `Anna Nowak, the minister: "..."`: a name alone in front of a colon."""
        if index < 2 or self.tokens[index - 1].text != ":":
            return None
        last = self.clauses.ending_at(index - 1)
        if last and last.name and last.name.person and last.first and self._joins(last.first - 1):
            return Link(last, None, "colon", True)
        opening = self.clauses.mention_at(0)
        if opening is None or not opening.name or any(cue.first < index for cue in self.clauses.cues[:1]):
            return None
        alone = opening.last == index - 1 or self.tokens[opening.last].text in ",("
        return Link(opening, None, "colon", True) if alone else None

    def _colon(self, index: int) -> Link | None:
        """`Dachev's answer: "..."`, `Dachev was clear: "..."`."""
        if not index or self.tokens[index - 1].text != ":":
            return None
        owner = next((m for m in self._mentions_before(index) if self.tokens[m.last - 1].possessive and m.name), None)
        mention = owner or self.clauses.actor
        return Link(mention, None, "colon", False) if mention else None

    def _noun(self, index: int) -> Link | None:
        """`Dachev's claim that the pier is "`: whose words a noun says they are."""
        for position in range(index - 1, max(0, index - _NEAR), -1):
            token = self.tokens[position]
            if token.lower in self.lexicon.speech_nouns:
                owner = next((m for m in self._mentions_before(position) if self._owns(m, position)), None)
                return Link(owner, Span(token.start, token.end), "before", False) if owner else None
        return None

    def _signature(self, index: int) -> Link | None:
        """`"..." — Anna Nowak, Gdynia`: a name behind a dash, and no verb."""
        mention = self.clauses.mention_at(index)
        if self.tokens[index - 1].text not in _DASHES or mention is None or not mention.name:
            return None
        ends = mention.last >= len(self.tokens) or self.tokens[mention.last].text in (*".,([", QUOTATION)
        return (
            Link(mention, None, "behind", True)
            if ends and not any(cue.first > index for cue in self.clauses.cues[-1:])
            else None
        )

    def _is_doubtful(self, link: Link) -> bool:
        """Whether two speak, or a word of denial or condition stands at the cue or its subject."""
        if link.cue is None or link.mention is None:
            return False
        if self.clauses.has_partner(link.mention):
            return True
        first, cue = link.mention.first, self._index(link.cue)
        near = self.tokens[max(0, cue - _DENIAL, link.mention.last if link.mention.last <= cue else 0) : cue + 1]
        clause = list(takewhile(lambda token: token.text != ",", reversed(near)))
        lead = self.tokens[max(0, first - (_NEAR if first and self._joins(first - 1) else 1)) : first]
        turning = union(self.lexicon.negations, self.lexicon.conditionals)
        turned = any(token.lower in turning for token in (*lead, *clause))
        inverted = first == 1 and self.tokens[0].lower in self.lexicon.auxiliaries
        return turned or inverted or any(token.lower in self.lexicon.doubts for token in self.tokens)

    def _index(self, span: Span) -> int:
        return find_token(self.tokens, span.start)

    def _runs_on(self, index: int) -> bool:
        """Whether a quotation is part of the words before it, or the ones behind it lead in the next: `said: "`."""
        if index and (self.tokens[index - 1].is_word or self.tokens[index - 1].text == ":"):
            return True
        following = self._next_quotation(index + 1)
        return following < len(self.tokens) and self.tokens[following - 1].text == ":"

    def _joins(self, index: int) -> bool:
        """Whether a new clause begins at token `index`: "and", "but", "because"."""
        word = self.tokens[index].lower
        return word in self.lexicon.conjunctions or word in self.lexicon.subordinators

    def _is_enlarged(self, mention: Mention) -> bool:
        """Whether a relative clause follows: "Nowak, who is the head of the port, said"."""
        behind = [token for token in self.tokens[mention.last : mention.last + 2] if token.text != ","]
        return bool(behind) and behind[0].lower in self.lexicon.relatives

    def _mentions_before(self, index: int) -> Iterator[Mention]:
        """Yield the mentions shortly before token `index`, the nearest first."""
        position = bisect_right(self.clauses.mentions, index, key=lambda mention: mention.last)
        return reversed(self.clauses.mentions[max(0, position - _NEAR) : position])

    def _owns(self, mention: Mention, position: int) -> bool:
        return self.tokens[mention.last - 1].possessive and position - mention.last < _OWNED

    def _is_nested(self, link: Link) -> bool:
        """Whether somebody else reports that one speaks: "Nowak said Wrona called it", "rumours that Wrona said"."""
        if link.mention is None or link.cue is None:
            return False
        before = self.tokens[link.mention.first - 1].lower if link.mention.first else ""
        if before in self.lexicon.conjunctions:
            return False
        if before in self.lexicon.subordinators and before not in self.lexicon.comparisons:
            return True
        start = min(link.mention.first, self._index(link.cue))
        outer = next((self._governed(cue) for cue in self.clauses.cues_before(start)), None)
        return outer is not None and outer.direct and outer.mention is not None and outer.rule == "before"

    def _is_aside(self, mention: Mention, cue: Cue, index: int) -> bool:
        """Whether a relative clause reports something else: "a tax, which Nowak calls fair, is"."""
        before = self.tokens[mention.first - 1].lower if mention.first else ""
        return before in self.lexicon.relatives and index - cue.last > _ASIDE

    def _main_subject(self, index: int) -> Mention | None:
        """Return the first subject before token `index`."""
        return next((subject for subject in self.clauses.subjects if subject.first < index), None)

    def _next_quotation(self, start: int) -> int:
        return next((i for i in range(start, len(self.tokens)) if self.tokens[i].text == QUOTATION), len(self.tokens))

    def _cues_in(self, start: int, end: int) -> Iterator[Cue]:
        """Yield the first cues in tokens `[start, end)`."""
        position = bisect_left(self.clauses.cues, start, key=lambda cue: cue.first)
        return (cue for cue in islice(self.clauses.cues, position, position + _TRIED) if cue.last <= end)

    def _find_closings(self) -> Iterator[tuple[Mention, Cue]]:
        for cue in self.clauses.cues:
            if cue.kind != "verb":
                continue
            at_end = cue.last >= len(self.tokens) or self.tokens[cue.last].text in ".,;"
            mention = self.clauses.subject_before(cue.first) if at_end else None
            before = self.clauses.skip_determiners_back(mention.first) if mention else 0
            if mention and before and self.tokens[before - 1].text == ",":
                yield mention, cue
            elif cue.first and self.tokens[cue.first - 1].text == "," and not mention:
                inverted = self.clauses.subject_after(cue.last)
                if inverted and inverted.first <= cue.last + 1:
                    yield inverted, cue
