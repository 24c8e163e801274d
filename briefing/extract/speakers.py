"""Who said each quotation: told by the words behind it, before it, at the end of its sentence, or by the flow.

Names, titles and pronouns are resolved inside the article only. Every rule gives its best answer; how far that can be
trusted is the grade, which follows from the rule, the mention and whether only one person could be meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.extract.actors import Actors
from briefing.extract.continuations import Continuations
from briefing.extract.grades import grade
from briefing.extract.links import Link, Links
from briefing.extract.mentions import Mention, find_mentions
from briefing.extract.names import Name
from briefing.extract.people import People
from briefing.extract.quotations import Quotation
from briefing.extract.spoken import Found, Spoken, taken_over
from briefing.extract.tokens import Narration, find_token
from briefing.extract.verb_second import in_order
from briefing.lexicon import Lexicon
from briefing.model import Reference, Sentence

_BREAK = 8
"""Characters before a sentence that show a colon or the end of a paragraph."""
_MARKS = "'\"”“’»« \n"
_LEADS_OVER = ",.?!…—–-"
"""What ends a quotation whose reporting words follow."""


class Speakers:
    """Walks an article once, sentence by sentence, keeping in mind who acted last."""

    def __init__(
        self,
        text: str,
        narration: Narration,
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        lexicon: Lexicon,
    ) -> None:
        """Take an article, its narration, and what of it is speech."""
        self.text, self.lexicon = text, lexicon
        self.sentences, self.quotations = sentences, quotations
        tokens = [narration.tokens(sentence.span) for sentence in sentences]
        mentions = [find_mentions(text, words, lexicon) for words in tokens]
        people = People([mention.name for found in mentions for mention in found if mention.name], lexicon)
        self._links = [
            Links(in_order(words, tuple(_as_person(mention, people) for mention in found), lexicon))
            for words, found in zip(tokens, mentions, strict=True)
        ]
        self._actors = Actors(people, lexicon)
        self._unclosed = frozenset(quotation.span for quotation in quotations if quotation.open)

    def read(self) -> tuple[tuple[Spoken, ...], tuple[Spoken, ...], tuple[Reference, ...]]:
        """Return the quotations and the indirect speech, attributed, and the resolved openers of the narration."""
        spoken: list[Spoken] = []
        reports: list[Spoken] = []
        references: list[Reference] = []
        quotations = _by_sentence(self.sentences, self.quotations)
        for index, sentence in enumerate(self.sentences):
            links = self._links[index]
            references += self._act(links, sentence)
            for quotation in quotations[index]:
                spoken.append(Spoken(quotation.span, sentence, self._attribute(quotation, index, spoken)))
            if links.report and not links.quotes:
                reports.append(Spoken(sentence.span, sentence, self._linked(links.report, sentence)))
            self._close(links, sentence)
        return tuple(Continuations(self.text, self._unclosed).join(spoken)), tuple(reports), tuple(references)

    # --- a quotation ---

    def _attribute(self, quotation: Quotation, index: int, spoken: Sequence[Spoken]) -> Found:
        """Return who says a quotation of the sentence at `index`; `spoken` are the quotations before it."""
        if not self.lexicon.cues:
            return Found()
        links, sentence = self._links[index], self.sentences[index]
        token = find_token(links.tokens, quotation.span.start)
        link = links.link(token, self._is_closed(quotation)) or self._signature(quotation, index)
        return self._linked(link, sentence) if link else self._flow(quotation, index, spoken)

    def _signature(self, quotation: Quotation, index: int) -> Link | None:
        """Return who signs a quotation that makes up its sentence in the next one: `— Anna Nowak`."""
        whole = quotation.span == self.sentences[index].span and index + 1 < len(self.sentences)
        return self._links[index + 1].signature if whole else None

    def _is_closed(self, quotation: Quotation) -> bool:
        """Whether a mark inside shows that the reporting words may follow."""
        return self.text[quotation.span.start : quotation.span.end].rstrip(_MARKS)[-1:] in tuple(_LEADS_OVER)

    def _linked(self, link: Link, sentence: Sentence) -> Found:
        """Return the attribution that a link gives, and keep in mind who speaks."""
        mention = link.mention
        if mention is None:
            self._actors.act_unnamed()
            return Found(cue=link.cue, rule=link.rule)
        if mention.kind == "unnamed":
            self._actors.act_unnamed()
            told = "weak" if link.doubtful else grade(link.rule, "unnamed", link.direct, certain=True)
            return Found(None, mention.span, "unnamed", link.cue, link.rule, told)
        certain = self._actors.is_certain(mention)
        name = self._actors.resolve(mention) or self._actors.guess(mention)
        if name and _is_somebody(name):
            self._actors.speak(name, sentence.span.start)
        else:
            self._actors.act_unnamed()
        if name is None:
            return Found(None, mention.span, mention.kind, link.cue, link.rule)
        certain &= _is_somebody(name) or link.rule != "before"
        told = "weak" if link.doubtful else grade(link.rule, mention.kind, link.direct, certain)
        return Found(People.speaker(name), mention.span, mention.kind, link.cue, link.rule, told)

    def _flow(self, quotation: Quotation, index: int, spoken: Sequence[Spoken]) -> Found:
        """Without reporting words: who spoke before, or leads in, or acts."""
        sentence = self.sentences[index]
        last = spoken[-1] if spoken else None
        if last and last.span in self._unclosed:
            return taken_over(last.attribution, "continued")
        if last and last.sentence is sentence:
            return taken_over(last.attribution, "paragraph")
        opens = quotation.span.start == sentence.span.start
        link = self._lead_in(index) if opens else None
        if link:
            return self._linked(link, sentence)
        if last and opens and last.sentence.paragraph == sentence.paragraph:
            return taken_over(last.attribution, "paragraph")
        return self._around(index, last)

    def _lead_in(self, index: int) -> Link | None:
        """Return who reports or acts in the sentence before, where that leads in the quotation of the next."""
        before = self._links[index - 1] if index else None
        if before is None or not self._led_in(self.sentences[index], before):
            return None
        if before.reporter:
            return replace(before.reporter, rule="lead-in", direct=False)
        return Link(before.clauses.actor, None, "lead-in", False) if before.clauses.actor else None

    def _led_in(self, sentence: Sentence, before: Links) -> bool:
        """Whether the sentence before ends in a colon, or reports in the same paragraph and quotes nothing itself."""
        lead = self.text[max(0, sentence.span.start - _BREAK) : sentence.span.start]
        reports = before.reporter is not None and not before.quotes
        return lead.rstrip().endswith(":") or ("\n\n" not in lead and reports)

    def _around(self, index: int, last: Spoken | None) -> Found:
        """Return who acts in the sentence or in the one before it, else who spoke last."""
        sentence, before = self.sentences[index], self.sentences[index - 1] if index else None
        near = self._links[index].opening
        if near is None and before and before.paragraph == sentence.paragraph:
            near = self._links[index - 1].clauses.actor
        if near:
            return self._linked(Link(near, None, "around", False), sentence)
        return taken_over(last.attribution, "around") if last else Found()

    # --- openers of sentences ---

    def _act(self, links: Links, sentence: Sentence) -> Iterator[Reference]:
        """Remember who acts, the first subject that can be told; yield it if it is no name and no name leads it."""
        clauses = links.clauses
        self._actors.stand(clauses)
        for subject in clauses.subjects:
            name = self._actors.resolve(subject)
            if name and _is_somebody(name):
                self._actors.act(name, sentence.span.start)
                self._actors.act_on(clauses.object_of(subject))
                if not any(mention.name and mention.first <= subject.first for mention in clauses.mentions):
                    yield Reference(subject.span, People.speaker(name))
                break
            if name is None:
                self._actors.act_unnamed()

    def _close(self, links: Links, sentence: Sentence) -> None:
        """Remember who reports at the end of a sentence, whoever was quoted in it."""
        reporter = links.closing(-1)
        name = self._actors.resolve(reporter.mention) if reporter and reporter.mention else None
        if name and _is_somebody(name):
            self._actors.act(name, sentence.span.start)


def _as_person(mention: Mention, people: People) -> Mention:
    """Return a short name as that of a person where the full one is."""
    full = people.full(mention.name) if mention.name else None
    if mention.name is None or mention.name.person or full is None or not full.person:
        return mention
    return replace(mention, name=replace(mention.name, person=True))


def _is_somebody(name: Name) -> bool:
    return name.person or " " in name.text


def _by_sentence(sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    found: list[list[Quotation]] = [[] for _ in sentences]
    index = 0
    for quotation in quotations:
        while index + 1 < len(sentences) and sentences[index + 1].span.start <= quotation.span.start:
            index += 1
        found[index].append(quotation)
    return found
