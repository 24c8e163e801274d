"""Whether a sentence can be a statement, and whether it leans on the one before it.

The words come from the language's lexicon; for a language without lists only the rules of form apply.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Generic, TypeVar

from briefing.condense.anaphora import (
    is_bare_definite,
    opens_with_event,
    points_at_something,
    resumes_behind_comma,
)
from briefing.condense.asides import find_asides
from briefing.condense.backreferences import points_back_inside
from briefing.condense.naming import find_surnames
from briefing.condense.tokens import find_words, tokenize
from briefing.lexicon import Lexicon, endings, union
from briefing.model import Article, Reference, Sentence, Span
from briefing.phrases import any_of, partitive

T = TypeVar("T")

_FEWEST_WORDS = 6

_BULLETS = "•·▪‣◦*-–—"
"""An item of a list needs the words above the list."""
_FINISHED = re.compile(r"[.!…。！।][\"'”’»“)\]]*\s*$")
_DOUBLE_MARKS = re.compile('["“”„«»]')

_LONGEST_TITLE = 8
_NAME = "X"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a sentence begins: offsets into the article."""

    connective: Span | None
    """An empty connective with its comma, which may go: "In addition,"."""
    start: int
    """Where the sentence begins once the connective is gone."""
    leans: bool
    """Needs the sentence before it."""
    points_back: bool
    """Had better follow the sentence before it, yet can do without."""


class Placed(Generic[T]):
    """Items of an article in order and apart, to be found by where they stand."""

    def __init__(self, items: Sequence[T], spans: Iterable[Span]) -> None:
        """Take the items and where each of them stands."""
        spans = tuple(spans)
        self._items = items
        self._starts, self._ends = [span.start for span in spans], [span.end for span in spans]

    def overlapping(self, span: Span) -> Sequence[T]:
        """Return the items that share a character with `span`."""
        return self._items[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]


class Standing:
    """Judges the sentences of one article."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article, self.lexicon = article, lexicon
        self.quotes = Placed(article.quotes, (quote.passage.span for quote in article.quotes))
        self.references = Placed(article.references, (reference.span for reference in article.references))
        self._doubtful = frozenset(article.doubtful)
        self._asides = find_asides(article, self.narration, lexicon)
        speakers = [quote.speaker for quote in article.quotes]
        speakers += [reference.speaker for reference in article.references]
        self._people = frozenset(speaker.name.split()[-1] for speaker in speakers if speaker)
        self.people = find_surnames(article, lexicon)
        """Who may be named in full, by surname."""
        days = frozenset(day for names in lexicon.weekdays for day in names.split("|"))
        lead = rf"(?:{any_of(lexicon.prepositions).pattern} )?"
        self._sooner = any_of(lexicon.day_connectives, rf"(?= {lead}{any_of(days).pattern})")

    def is_statement(self, sentence: Sentence, shortest: int = _FEWEST_WORDS) -> bool:
        """Whether the sentence, wherever it leans, says something whole in the narrator's words.

        It is finished, is no question, heading, caption or item of a list, has `shortest` words and a verb, and neither
        holds a full quotation nor breaks one: those are printed in their own slot. An odd quotation mark is a quotation
        that never closed; in a doubtful paragraph nobody can tell the narrator's words from others'. A narrator who
        says "I", or "you" to the reader, has an opinion and no news.
        """
        text = self._text(sentence)
        found = find_words(text)
        return (
            _FINISHED.search(text) is not None
            and not text.isupper()
            and text[0] not in _BULLETS
            and sentence.span not in self._asides
            and sentence.paragraph not in self._doubtful
            and len(found) >= shortest
            and _has_verb(found, self.lexicon)
            and not self._speaks_for_itself(sentence.span)
            and len(_DOUBLE_MARKS.findall(text)) % 2 == 0
            and all(
                not quote.full and sentence.span.contains(quote.passage.span)
                for quote in self.quotes.overlapping(sentence.span)
            )
        )

    def _speaks_for_itself(self, span: Span) -> bool:
        """Whether the narration has "I" or "us"; "US" is a country."""
        tokens = tokenize(self.narration(span))
        return any(token.lower() in self.lexicon.narrators and not token[1:].isupper() for token in tokens)

    def opening(self, sentence: Sentence) -> Opening:
        """Return how the sentence begins and whether that sends the reader back to the sentence before."""
        narration = self.narration(sentence.span)
        match = self._connective(narration)
        core = narration[match.end() :].lstrip() if match else narration
        start, tokens = sentence.span.end - len(core), tokenize(core)
        is_first = sentence is self.article.sentences[0]
        return Opening(
            connective=Span(sentence.span.start, sentence.span.start + match.end()) if match else None,
            start=start,
            leans=_means_what_came_before(core, tokens, self.lexicon)
            or self._leaves_somebody_unnamed(core, tokens, start)
            or (not is_first and self._leaves_something_untold(core, tokens, start)),
            points_back=match is not None and any_of(self.lexicon.pronouns).match(core) is not None,
        )

    def points_at(self, sentence: Sentence) -> bool:
        """Whether it opens with "This" or its like, so that what it means is surely what was said last."""
        first = find_words(self._text(sentence))[:1]
        return not self.lexicon.pointers or any(word.lower() in self.lexicon.pointers for word in first)

    def _connective(self, narration: str) -> re.Match[str] | None:
        """Return an empty connective with its comma, a conjunction, or the "Earlier" of a day, at the beginning."""
        sooner = self._sooner.match(narration)
        if sooner:
            return sooner
        bare = any_of(self.lexicon.opening_conjunctions, r"(?= \w)").match(narration)
        if bare and find_words(narration[bare.end() :])[0] not in self.lexicon.exceptives:
            return bare
        match = any_of(self.lexicon.connectives, r"(?:,|(?= \w))").match(narration)
        return match if match and (match[0].endswith(",") or self._opens_clause(narration[match.end() :])) else None

    def _opens_clause(self, text: str) -> bool:
        """Whether a subject seems to follow, so that the word before needs no comma: not in "However late the hour"."""
        lexicon, first = self.lexicon, find_words(text)[0]
        subjects = union(lexicon.determiners, lexicon.indefinites, lexicon.pronouns, lexicon.dependent_openers)
        return first[0].isupper() or first in subjects

    def _leaves_something_untold(self, core: str, tokens: Sequence[str], start: int) -> bool:
        """Whether `core`, which begins at `start`, opens with a thing that only what came before tells apart.

        A title that the article resolves is told.
        """
        resolved = self.references.overlapping(Span(start, start + len(core)))
        told = bool(resolved) and resolved[0].span.start == start
        return (
            (not told and is_bare_definite(tokens, self.lexicon))
            or opens_with_event(tokens, self.lexicon)
            or points_back_inside(_named(core, start, resolved), self.lexicon)
        )

    def _leaves_somebody_unnamed(self, core: str, tokens: Sequence[str], start: int) -> bool:
        """Whether `core`, which begins at `start`, speaks of somebody before the place that the article resolves."""
        resolved = self.references.overlapping(Span(start, start + len(core)))
        unresolved = core[: resolved[0].span.start - start] if resolved else core
        bare = not resolved and _is_bare_title(tokens, self.lexicon)
        return bare or _has_loose_pronoun(unresolved, self._people, self.lexicon)

    def _text(self, sentence: Sentence) -> str:
        return self.article.text[sentence.span.start : sentence.span.end]

    def narration(self, span: Span) -> str:
        """Return the words at `span` with the quotations blanked: whoever is meant there is the speaker's affair."""
        text, offset = self.article.text[span.start : span.end], span.start
        for quoted in (quote.passage.span for quote in self.quotes.overlapping(span)):
            start, end = max(quoted.start - offset, 0), min(quoted.end - offset, len(text))
            text = text[:start] + " " * (end - start) + text[end:]
        return text


def _named(core: str, start: int, resolved: Sequence[Reference]) -> str:
    """Return `core`, which begins at `start`, with a name for each title and pronoun that the article resolves."""
    for span in (reference.span for reference in reversed(resolved)):
        core = f"{core[: span.start - start]} {_NAME} {core[span.end - start :]}"
    return core


def _has_verb(found: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a word looks like a verb; not asked of a language whose verbs are not listed."""
    if not lexicon.verbs:
        return True
    known, ends = union(lexicon.auxiliaries, lexicon.cues, lexicon.verbs), endings(lexicon.verb_endings)
    return any(word in known or word.endswith(ends) for word in found if word.islower())


def _means_what_came_before(core: str, tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether it opens with "this", "Three of them" or the like, or is reported by ", it said"."""
    return (
        any_of(lexicon.dependent_openers).match(core) is not None
        or points_at_something(tokens, lexicon)
        or resumes_behind_comma(core, lexicon)
        or partitive(lexicon.partitives).match(core) is not None
        or any(
            comma == "," and who.lower() in lexicon.dependent_openers and cue.lower() in lexicon.cues
            for comma, who, cue in zip(tokens, tokens[1:], tokens[2:], strict=False)
        )
    )


def _has_loose_pronoun(core: str, people: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the first "he" or "she" comes before whom it means.

    "After the talks, he left" names nobody; in "Peace in Europe, he noted" the speaker is none of the names before.
    """
    before: list[str] = []
    for word, after in pairwise((*find_words(core), "")):
        if word.lower() in lexicon.pronouns:
            return people.isdisjoint(before) and (after in lexicon.cues or not _holds_name(before, lexicon))
        before.append(word)
    return False


def _holds_name(found: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name opens the sentence or two words in a row look like one; a lone capital is rather a place."""
    known = union(lexicon.openers, lexicon.calendar)
    capitals = [word[0].isupper() and word.lower() not in known for word in found]
    return any(capitals[:1]) or any(one and next_one for one, next_one in pairwise(capitals))


def _is_bare_title(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether it opens with an office and nothing that says whose: "The minister said", "The deputy chief, who"."""
    first, *rest = tokens[:_LONGEST_TITLE] or [""]
    if first.lower() not in lexicon.determiners:
        return False
    title = list(takewhile(union(lexicon.offices, lexicon.office_modifiers).__contains__, rest))
    after = rest[len(title)] if len(title) < len(rest) else ""
    verbs = union(lexicon.cues, lexicon.auxiliaries, lexicon.adverbs)
    return bool(title) and title[-1] in lexicon.offices and (after in verbs or after == "," or after.endswith("ed"))
