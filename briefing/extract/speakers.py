"""Who said each quotation: by the clause to its right, the clause to its left, or the flow of the paragraphs.

Names, titles and pronouns are resolved inside the article only. Where two could be meant, nobody is named.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.extract.actors import Actors
from briefing.extract.clauses import Clauses
from briefing.extract.mentions import Mention, find_mentions
from briefing.extract.names import Name, People
from briefing.extract.quotations import Quotation
from briefing.extract.tokens import blank, tokenize
from briefing.lexicon import Lexicon
from briefing.model import Grade, Kind, Reference, Rule, Sentence, Span, Speaker

_TAKEN_OVER = ("paragraph", "continued", "lead-in", "none")
"""Rules that need no words of their own at the quotation."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who said a quotation and how the article says so, as `model.Attribution` has it, in spans."""

    speaker: Speaker | None = None
    mention: Span | None = None
    kind: Kind = "none"
    cue: Span | None = None
    rule: Rule = "none"
    grade: Grade = "none"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation in its sentence, attributed."""

    span: Span
    sentence: Sentence
    attribution: Found


class Speakers:
    """Walks an article once, sentence by sentence, keeping in mind who acted last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], lexicon: Lexicon):
        self.text, self.lexicon = text, lexicon
        self.sentences, self.quotations = sentences, quotations
        self._narration = blank(text, [quotation.span for quotation in quotations])
        self._tokens = [tokenize(self._narration, sentence.span) for sentence in sentences]
        self._mentions = [find_mentions(text, tokens, lexicon) for tokens in self._tokens]
        people = People([m.name for mentions in self._mentions for m in mentions if m.name])
        self._actors = Actors(people, lexicon)
        self._unclosed = {quotation.span for quotation in quotations if quotation.open}

    def read(self) -> tuple[tuple[Spoken, ...], tuple[Reference, ...]]:
        """Return every quotation with its attribution, and the resolved openers of the narration."""
        spoken: list[Spoken] = []
        references: list[Reference] = []
        quotations = _by_sentence(self.sentences, self.quotations)
        for index, sentence in enumerate(self.sentences):
            clauses = Clauses(self._tokens[index], self._mentions[index], self.lexicon)
            references += self._act(clauses, sentence)
            for quotation in quotations[index]:
                attribution = self._attribute(quotation, sentence, clauses, spoken)
                spoken.append(Spoken(quotation.span, sentence, attribution))
        return tuple(self._joined(self._carried_back(spoken))), tuple(references)

    def _joined(self, spoken: Sequence[Spoken]) -> Iterator[Spoken]:
        """Yield a quotation over several paragraphs as one, where its parts have one speaker."""
        whole = part = None
        for item in spoken:
            if whole and part and self._goes_on(part, item):
                whole = _together(whole, item)
            else:
                if whole:
                    yield whole
                whole = item
            part = item
        if whole:
            yield whole

    def _goes_on(self, part: Spoken, item: Spoken) -> bool:
        follows = item.sentence.paragraph == part.sentence.paragraph + 1 and item.span.start == item.sentence.span.start
        return self._continues(part) and follows and part.attribution.speaker == item.attribution.speaker

    def _carried_back(self, spoken: Sequence[Spoken]) -> Sequence[Spoken]:
        """Give the earlier parts of a quotation over several paragraphs the speaker whom the last part names."""
        carried = list(spoken)
        for index in reversed(range(len(carried) - 1)):
            item, after = carried[index], carried[index + 1]
            if self._continues(item) and after.sentence.paragraph == item.sentence.paragraph + 1:
                carried[index] = replace(item, attribution=_reconciled(item.attribution, after.attribution))
        return carried

    # --- a quotation ---

    def _attribute(self, quotation: Quotation, sentence: Sentence, clauses: Clauses, before: Sequence[Spoken]) -> Found:
        behind = self._right(quotation, clauses)
        found = behind or self._left(quotation, clauses)
        if found:
            return self._attribution(*found, sentence, "behind" if behind else "before")
        return self._flow(quotation, sentence, before)

    def _right(self, quotation: Quotation, clauses: Clauses) -> tuple[Mention | None, Span] | None:
        """`," Dachev said` / `," said Dachev` / `," according to Dachev` / `" as a result, Dachev noted.`

        In `," a pilot said` there is a cue and nobody to name.
        """
        tokens = clauses.tokens
        index = bisect_left(tokens, quotation.span.end, key=lambda token: token.start)
        comma = index < len(tokens) and tokens[index].text in ",–—-"
        if not comma and self.text[quotation.span.end - 2].isalnum():
            return clauses.closing(index)
        index += comma
        cue = clauses.cue_at(index)
        if cue:
            return clauses.subject_after(cue.last), cue.span
        mention = clauses.subject_after(index)
        if mention is None:
            cue = clauses.cue_in_clause(index)
            return clauses.closing(index) or ((clauses.subject_before(cue.first), cue.span) if cue else None)
        cue = clauses.cue_at(clauses.skip_apposition(mention.last)) or clauses.cue_at(mention.last)
        return (mention, cue.span) if cue and cue.kind == "verb" else None

    def _left(self, quotation: Quotation, clauses: Clauses) -> tuple[Mention | None, Span] | None:
        """`Dachev said that ... "` / `..., describing it as "` / `According to Dachev, ... "`."""
        index = bisect_left(clauses.tokens, quotation.span.start, key=lambda token: token.start)
        for cue in clauses.cues_before(index):
            mention = None
            if cue.kind == "verb":
                mention = clauses.subject_before(cue.first)
            elif cue.kind == "according":
                mention = clauses.subject_after(cue.last)
            mention = mention or clauses.actor
            if mention and mention.span.start < quotation.span.start:
                return mention, cue.span
        near = next(clauses.cues_before(index), None)
        return (None, near.span) if near and near.kind == "verb" else None

    def _flow(self, quotation: Quotation, sentence: Sentence, before: Sequence[Spoken]) -> Found:
        """Without a cue: the speaker of the same paragraph or of an unclosed quotation, or whom a colon leads in."""
        last = before[-1] if before else None
        if last and (last.sentence.paragraph == sentence.paragraph or self._continues(last)):
            return replace(last.attribution, rule="continued" if self._continues(last) else "paragraph")
        actor = self._actors.last
        if actor and quotation.span.start == sentence.span.start and self._led_in(sentence):
            return Found(People.speaker(actor), rule="lead-in", grade="sure")
        return Found()

    def _continues(self, last: Spoken) -> bool:
        return last.span in self._unclosed

    def _led_in(self, sentence: Sentence) -> bool:
        return self.text[: sentence.span.start].rstrip().endswith(":")

    def _attribution(self, mention: Mention | None, cue: Span, sentence: Sentence, rule: Rule) -> Found:
        if mention is None:
            self._actors.act_unnamed()
            return Found(cue=cue, rule=rule)
        name = self._actors.resolve(mention)
        if name and _is_somebody(name):
            self._actors.act(name, sentence.span.start)
        else:
            self._actors.act_unnamed()
        if name is None:
            return Found(None, mention.span, mention.kind, cue, rule)
        return Found(People.speaker(name), mention.span, mention.kind, cue, rule, "sure")

    # --- openers of sentences ---

    def _act(self, clauses: Clauses, sentence: Sentence) -> Iterator[Reference]:
        """Remember who acts: the first subject that can be told, and after it whoever reports at the end.

        The first is yielded if it is a pronoun or title and no name leads it.
        """
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
        reporter = clauses.closing(-1)
        name = self._actors.resolve(reporter[0]) if reporter else None
        if name and _is_somebody(name):
            self._actors.act(name, sentence.span.start)


def _together(whole: Spoken, part: Spoken) -> Spoken:
    """Return a quotation and the part that goes on with it as one; a part with a cue tells who speaks."""
    told = part.attribution if whole.attribution.rule in _TAKEN_OVER else whole.attribution
    return Spoken(Span(whole.span.start, part.span.end), whole.sentence, told)


def _reconciled(part: Found, following: Found) -> Found:
    """Return who speaks in a part that goes on in `following`; nobody where each of the two is somebody else's.

    A cue of its own settles a part whatever follows.
    """
    if part.rule not in _TAKEN_OVER or part.speaker == following.speaker:
        return part
    if part.speaker is None:
        return replace(following, rule="continued")
    return Found()


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
