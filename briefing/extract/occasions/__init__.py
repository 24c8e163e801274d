"""Where and when something was said, where the source states it for just that speech.

Read off the words beside the cue alone: what is said goes its own way and may name events as well, so that where a
phrase could belong to either there is no occasion. A speech that goes on without a break takes the occasion over.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.extract.occasions.cues import Cue
from briefing.extract.occasions.places import Places
from briefing.extract.occasions.times import Times
from briefing.extract.occasions.words import Words
from briefing.extract.quotations import Quotation
from briefing.extract.tokens import Narration, blank
from briefing.lexicon import load_lexicon, union
from briefing.model import Article, Attribution, Occasion, Quote, Report, Span

_SUBJECT = 10
"""Tokens in front of a cue that may tell another time or listener."""
_FOLLOWING = ("paragraph", "continued", "lead-in")
"""Rules of a quotation that follows from the one before."""


def with_occasions(article: Article, narration: Narration, quotations: Sequence[Quotation]) -> Article:
    """Return `article` with the occasions of its quotes and reports.

    `narration` leaves in what is no speech; `quotations` are all stretches between marks.
    """
    spoken: list[Quote | Report] = [*article.quotes, *article.reports]
    spoken.sort(key=lambda item: _span(item).start)
    silent = blank(article.text, quotations, frozenset(quotation.span for quotation in quotations))
    found = _Occasions(article, narration.neutral(silent)).read(spoken)
    told = [replace(one, occasion=told) if told else one for one, told in zip(spoken, found, strict=True)]
    quotes = tuple(item for item in told if isinstance(item, Quote))
    return replace(article, quotes=quotes, reports=tuple(item for item in told if isinstance(item, Report)))


class _Occasions:
    """Walks what is said in an article once, keeping in mind the last occasion."""

    def __init__(self, article: Article, narration: Narration) -> None:
        self._article, self._narration = article, narration
        self._lexicon = load_lexicon(article.source.language)
        self._times = Times(article.source.certain_day, article.source.language)
        self._starts = [sentence.span.start for sentence in article.sentences]
        self._read: dict[int, Places] = {}

    def read(self, spoken: Sequence[Quote | Report]) -> Iterator[Occasion | None]:
        """Yield the occasion of each: its own, or that of the one before that it goes on with."""
        before: Quote | Report | None = None
        kept: Occasion | None = None
        for item in spoken:
            kept = self._own(item) or (kept if before and kept and self._follows(before, item) else None)
            before = item
            yield kept

    def _own(self, item: Quote | Report) -> Occasion | None:
        """Return the occasion that the words at the cue tell."""
        told, span = item.attribution, _span(item)
        if told.cue is None or told.rule in _FOLLOWING:
            return None
        index = self._index(told.cue.span.start)
        if not self._index(span.start) <= index <= self._index(span.end - 1):
            return None
        closes = told.rule == "behind" and told.cue.span.start >= span.end
        places = self._places(index)
        chains = tuple(Cue(places, told.cue.span, told.mention.span if told.mention else None, closes).chains())
        place = next((chain.place for chain in chains if chain.place), None)
        time = next((chain.time for chain in chains if chain.time), None)
        if place is None and time is None:
            return None
        return Occasion(
            place=self._article.passage(places.span(place)) if place else None,
            time=self._article.passage(time.span) if time else None,
            day=self._times.day(time) if time else None,
        )

    def _index(self, offset: int) -> int:
        """Return the number of the sentence that holds `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def _places(self, index: int) -> Places:
        """Return the places in a sentence."""
        if index not in self._read:
            span = self._article.sentences[index].span
            self._read[index] = Places(Words(self._narration, span, self._times, self._lexicon))
        return self._read[index]

    # --- taken over ---

    def _follows(self, before: Quote | Report, item: Quote | Report) -> bool:
        """Whether one goes on with the other: the same speaker, nothing told in between, no word of another time.

        In the same paragraph, or at the head of the next without being named anew.
        """
        told, now = before.attribution, item.attribution
        first, last = self._index(_span(item).start), self._index(_span(before).end - 1)
        if not _is_same(told, now) or first > last + 1:
            return False
        if first != last and self._places(first).tells:
            return False
        start, end = self._article.sentences[first], self._article.sentences[last]
        opens = isinstance(item, Quote) and item.passage.span.start == start.span.start
        if start.paragraph != end.paragraph and not (opens and (now.kind == "pronoun" or now.rule in _FOLLOWING)):
            return False
        # A participle hangs on what else its sentence tells.
        hangs = first != last and now.cue is not None and now.cue.text.lower() in self._lexicon.participles
        return now.rule in _FOLLOWING or not (hangs or self._is_apart(now))

    def _is_apart(self, now: Attribution) -> bool:
        """Whether the words at the cue tell of another time or another listener."""
        if now.cue is None:
            return False
        words = self._places(self._index(now.cue.span.start)).words
        at, behind = words.at(now.cue.span.start), words.at(now.cue.span.end)
        first = min(at, words.at(now.mention.span.start) if now.mention else at)
        beside = {words.lower(index) for index in range(max(first, at - _SUBJECT), behind + 1)}
        return not beside.isdisjoint(union(self._lexicon.occasions.apart, self._lexicon.occasions.addressing))


def _is_same(told: Attribution, now: Attribution) -> bool:
    """Whether two things are said by the same, or taken from the same words."""
    if told.speaker and now.speaker:
        return told.speaker.name == now.speaker.name
    if told.speaker or now.speaker:
        return False
    return now.mention is not None and told.mention == now.mention


def _span(item: Quote | Report) -> Span:
    return item.passage.span if isinstance(item, Quote) else item.span
