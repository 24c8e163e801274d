"""Who said each quotation: by the clause to its right, the clause to its left, or the flow of the paragraphs.

Names, titles and pronouns are resolved inside the article only. A pronoun stands for whoever acted last, never for
the nearest name; a title for the one person who holds it. Where two could be meant, nobody is named.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from briefing.extract.clauses import Clauses
from briefing.extract.mentions import Mention, find_mentions
from briefing.extract.names import Name, People
from briefing.extract.quotations import Quotation
from briefing.extract.tokens import blank, tokenize
from briefing.lexicon import Lexicon
from briefing.model import Grade, Reference, Sentence, Span, Speaker

_GRADES: dict[str, Grade] = {"name": "named", "title": "title", "pronoun": "pronoun"}


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a quotation and how the article says so. Without a speaker the grade is "none"."""

    speaker: Speaker | None = None
    mention: Span | None = None
    cue: str = ""
    grade: Grade = "none"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation in its sentence, attributed."""

    span: Span
    sentence: Sentence
    attribution: Attribution


class Speakers:
    """Walks an article once, sentence by sentence, keeping in mind who acted last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation], lexicon: Lexicon):
        self.text, self.lexicon = text, lexicon
        self.sentences, self.quotations = sentences, quotations
        self._narration = blank(text, [quotation.span for quotation in quotations])
        self._tokens = [tokenize(self._narration, sentence.span) for sentence in sentences]
        self._mentions = [find_mentions(text, tokens, lexicon) for tokens in self._tokens]
        self._people = People([m.name for mentions in self._mentions for m in mentions if m.name])
        self._unclosed = {quotation.span for quotation in quotations if quotation.open}
        self._genders: dict[str, str] = {}
        self._recent: list[Name] = []

    def read(self) -> tuple[tuple[Spoken, ...], tuple[Reference, ...]]:
        """Return every quotation with its attribution, and the resolved openers of the narration."""
        spoken: list[Spoken] = []
        references: list[Reference] = []
        quotations = _by_sentence(self.sentences, self.quotations)
        for index, sentence in enumerate(self.sentences):
            clauses = Clauses(self._tokens[index], self._mentions[index], self.lexicon)
            references += self._act(clauses)
            for quotation in quotations[index]:
                attribution = self._attribute(quotation, sentence, clauses, spoken)
                spoken.append(Spoken(quotation.span, sentence, attribution))
        return tuple(spoken), tuple(references)

    # --- a quotation ---

    def _attribute(
        self, quotation: Quotation, sentence: Sentence, clauses: Clauses, before: Sequence[Spoken]
    ) -> Attribution:
        found = self._right(quotation, clauses) or self._left(quotation, clauses)
        if found:
            return self._attribution(*found)
        return self._flow(quotation, sentence, before)

    def _right(self, quotation: Quotation, clauses: Clauses) -> tuple[Mention | None, str] | None:
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
            return clauses.subject_after(cue.last), cue.text
        mention = clauses.subject_after(index)
        if mention is None:
            cue = clauses.cue_in_clause(index)
            return clauses.closing(index) or ((clauses.subject_before(cue.first), cue.text) if cue else None)
        cue = clauses.cue_at(clauses.skip_apposition(mention.last)) or clauses.cue_at(mention.last)
        return (mention, cue.text) if cue and cue.kind == "verb" else None

    def _left(self, quotation: Quotation, clauses: Clauses) -> tuple[Mention | None, str] | None:
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
                return mention, cue.text
        near = next(clauses.cues_before(index), None)
        return (None, near.text) if near and near.kind == "verb" else None

    def _flow(self, quotation: Quotation, sentence: Sentence, before: Sequence[Spoken]) -> Attribution:
        """Without a cue: the speaker of the same paragraph or of an unclosed quotation, or whom a colon leads in."""
        last = before[-1] if before else None
        if last and (last.sentence.paragraph == sentence.paragraph or self._continues(last)):
            return replace(last.attribution, grade="flow" if last.attribution.speaker else "none")
        if quotation.span.start == sentence.span.start and self._led_in(sentence):
            return Attribution(self._people.speaker(self._recent[0]), None, "", "flow")
        return Attribution()

    def _continues(self, last: Spoken) -> bool:
        return last.span in self._unclosed

    def _led_in(self, sentence: Sentence) -> bool:
        return bool(self._recent) and self.text[: sentence.span.start].rstrip().endswith(":")

    def _attribution(self, mention: Mention | None, cue: str) -> Attribution:
        if mention is None:
            return Attribution(cue=cue)
        name = self._resolve(mention)
        if name is None:
            return Attribution(None, mention.span, cue, "none")
        self._remember(name)
        return Attribution(self._people.speaker(name), mention.span, cue, _GRADES[mention.kind])

    # --- who is meant ---

    def _resolve(self, mention: Mention) -> Name | None:
        if mention.name:
            return self._people.full(mention.name)
        if mention.kind == "pronoun":
            return self._pronoun(mention.words[0])
        return self._title(mention)

    def _pronoun(self, word: str) -> Name | None:
        gender = "f" if word in self.lexicon.feminine else "m"
        name = next((name for name in self._recent if self._gender(name) in ("", gender)), None)
        if name:
            self._genders[name.text] = gender
        return name

    def _gender(self, name: Name) -> str:
        return self._genders.get(name.text, name.gender)

    def _title(self, mention: Mention) -> Name | None:
        """Return the one person who holds the title; of several the one who acted last, if that is one of them."""
        if mention.words[-1] in self.lexicon.bodies:
            bodies = self._people.ending_in(mention.words[-1], mention.span.start)
            return bodies[0] if len(bodies) == 1 else None
        if self._recent and self._recent[0].person and self._holds(self._recent[0], mention):
            return self._recent[0]
        held = tuple(islice((name for name in self._people.persons() if self._holds(name, mention)), 2))
        return held[0] if len(held) == 1 else None

    def _holds(self, name: Name, mention: Mention) -> bool:
        if name.span.start > mention.span.start:
            return False
        role = {word.strip(".,") for word in name.role.lower().replace("-", " ").split()}
        return bool(role) and all(self._matches(word, role) for word in mention.words)

    def _matches(self, word: str, role: set[str]) -> bool:
        others = self.lexicon.synonyms.get(word, ())
        return word in role or any(set(other.split()) <= role for other in others)

    def _remember(self, name: Name) -> None:
        if _is_somebody(name):
            self._recent = [name, *(other for other in self._recent if other.text != name.text)][:5]

    # --- openers of sentences ---

    def _act(self, clauses: Clauses) -> Iterator[Reference]:
        """Remember the first subject that can be told; yield it if it is a pronoun or title and no name leads it."""
        for subject in clauses.subjects:
            name = self._resolve(subject)
            if name and _is_somebody(name):
                self._remember(name)
                if not any(mention.name and mention.first <= subject.first for mention in clauses.mentions):
                    yield Reference(subject.span, self._people.speaker(name))
                return


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
