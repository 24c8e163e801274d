"""The timeline: what cited articles put on certain days, told in points that stand alone.

What the article says happens on a day is told apart from the day on which somebody said so, as annotation of events in
time does it (Pustejovsky et al. 2003, "TimeML"): a date that belongs to the reporting words is none of an event.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from briefing.days import find_days, is_of_figures
from briefing.lexicon import load_lexicon
from briefing.model import Article, Digest, Excerpt, Passage, Period, Quote, Report, Span
from briefing.phrases import any_of
from briefing.vectors import terms, words

_LONGEST = 45
"""Words of an entry."""
_PAST, _FUTURE = timedelta(days=60), timedelta(days=400)
"""So long before the period something is background, and so long behind it a plan."""
_LONGEST_STAY = timedelta(days=31)
"""Days that are further apart are no event but a time."""
_NEAR = 6
"""Words between a cue and the day that belongs to it."""
_OPENING = 3
"""Words before a day that opens its sentence: "Late on Wednesday"."""
_AHEAD = 60
"""Characters before and behind a day that are looked at."""
_CLAUSE_END = re.compile(r"[.!?;:\n]")
_ALIKE = 0.4
"""Of the different words of the shorter one, so many are in both when two entries on one day say the same."""
_UPCOMING, _INSIDE, _BEFORE = range(3)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that an article puts on certain days."""

    first: date
    last: date
    """The same as `first` for a single day."""
    words: Passage
    """Of the excerpt those that tell when."""
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A happening with what it is chosen by."""

    happening: Happening
    phase: int
    sentences: int
    length: int
    score: float
    article: int
    """Its number among the cited ones."""
    terms: frozenset[str]


def find_events(digests: Sequence[Digest], period: Period, most: int) -> tuple[Happening, ...]:
    """Return at most so many happenings out of the points of the cited articles, in the order of their days.

    What is to come goes before what happened in the period, and that before what happened earlier; a third is kept for
    the period while it has something. An article has one entry for a day and a point one in all; of two that say the
    same on one day the better is kept. Where nothing is dated, nobody can tell what is background, and there are none.
    """
    found = [one for number, digest in enumerate(digests) for one in _of_article(digest, number, period)]
    different: list[_Candidate] = []
    for one in sorted(found, key=_rank):
        if not any(_repeats(one, other) for other in different):
            different.append(one)
    inside = sum(one.phase == _INSIDE for one in different)
    ahead = sum(one.phase == _UPCOMING for one in different)
    room = most - min(inside, most // 3)
    chosen = [*different[: min(ahead, room)], *different[ahead:], *different[min(ahead, room) : ahead]][:most]
    return tuple(one.happening for one in sorted(chosen, key=_order))


def _rank(one: _Candidate) -> tuple[object, ...]:
    return one.phase, one.sentences, -one.score, *_order(one)


def _order(one: _Candidate) -> tuple[object, ...]:
    return one.happening.first, one.happening.last, one.article, one.happening.words.span


def _repeats(one: _Candidate, other: _Candidate) -> bool:
    """Whether two entries share a day and most of their words."""
    apart = one.happening.first > other.happening.last or other.happening.first > one.happening.last
    return not apart and len(one.terms & other.terms) >= _ALIKE * min(len(one.terms), len(other.terms))


# --- in one article -----------------------------------------------------------------------------------------------


def _of_article(digest: Digest, number: int, period: Period) -> Iterator[_Candidate]:
    """Yield the best happening of each day."""
    others, small = _Others(digest.article, period), load_lexicon(digest.article.source.language).function_words
    by_days: dict[tuple[date, date], list[_Candidate]] = defaultdict(list)
    for point in digest.points:
        happenings = [one for one in _of_point(digest.article, point.excerpt, others) if _is_near(one, period)]
        passage = point.excerpt.passage
        length = len(words(passage.text))
        if happenings and length <= _LONGEST and not point.loose:
            best = min(happenings, key=lambda one: (_phase(one, period), one.words.span))
            found = frozenset(terms(passage.text, small))
            sentences = others.sentences(passage.span)
            candidate = _Candidate(best, _phase(best, period), sentences, length, point.score, number, found)
            by_days[best.first, best.last].append(candidate)
    for candidates in by_days.values():
        yield min(candidates, key=lambda one: (one.sentences, one.length, _rank(one)))


def _is_near(one: Happening, period: Period) -> bool:
    if period.first is None or period.last is None:
        return False
    if one.last - one.first > _LONGEST_STAY:
        return False
    return period.first - _PAST <= one.last and one.first <= period.last + _FUTURE


def _phase(one: Happening, period: Period) -> int:
    if period.first is None or period.last is None or one.last < period.first:
        return _BEFORE
    return _UPCOMING if one.last > period.last else _INSIDE


def _of_point(article: Article, excerpt: Excerpt, others: "_Others") -> Iterator[Happening]:
    """Yield what a point puts on a day, by the dates in it and by those that our edits give; "this week" is no day."""
    start = excerpt.passage.span.start
    dates = list(find_days(excerpt.passage.text, article.source.certain_day, article.source.language))
    found = [(Span(one.span.start + start, one.span.end + start), one) for one in dates]
    found += [
        (edit.proof, one)
        for edit in excerpt.edits
        if edit.reason == "date" and edit.proof
        for one in find_days(edit.replacement, None, article.source.language)
        if one.first == one.last
    ]
    for span, one in sorted(found, key=lambda pair: pair[0]):
        if not any(span.overlaps(edit.span) for edit in excerpt.edits) and not others.hold(span, one.last):
            yield Happening(one.first, one.last, article.passage(span), excerpt)


# --- dates of something else --------------------------------------------------------------------------------------


class _Others:
    """Tells which of an article's dates belong to no event: to reporting words, to figures, to a heading."""

    def __init__(self, article: Article, period: Period) -> None:
        told: tuple[Quote | Report, ...] = (*article.quotes, *article.reports)
        self._text, self._lexicon = article.text, load_lexicon(article.source.language)
        self._language, self._published = article.source.language, article.source.published
        self._sentences = [sentence.span for sentence in article.sentences]
        self._starts = [span.start for span in self._sentences]
        self._past = self._published - timedelta(days=1) if self._published else period.last
        self._times = sorted({one.occasion.time.span for one in told if one.occasion and one.occasion.time})
        self._cues = sorted({one.attribution.cue.span for one in told if one.attribution.cue})

    def hold(self, place: Span, day: date) -> bool:
        """Whether a date is such a one; on a day after that of publication nothing has been said yet.

        What goes on "until 30 June" does not happen on that day.
        """
        before = words(self._text[max(0, place.start - _AHEAD) : place.start].lower())[-1:]
        lasts = any(word in self._lexicon.stays for word in before)
        if (
            lasts
            or self._is_of_another_year(place)
            or is_of_figures(self._text, place, self._language)
            or self._text.startswith(":", place.end)
            or self._is_of_picture(place, day)
        ):
            return True
        told = self._published is None or day <= self._published
        return told and (
            any(place.overlaps(time) for time in _around(self._times, place))
            or any(self._belongs(place, cue) for cue in _around(self._cues, place))
            or self._leads_in(place)
        )

    def _is_of_another_year(self, place: Span) -> bool:
        """Whether words beside a date tell its year: "on 3 June last year", "two years ago, on 3 June"."""
        behind = self._text[place.end : place.end + _AHEAD].lstrip().lower()
        ahead = words(self._text[max(0, place.start - _AHEAD) : place.start].lower())[-_NEAR:]
        years = any_of(self._lexicon.other_years)
        return years.match(behind) is not None or any(word in self._lexicon.backwards for word in ahead)

    def _is_of_picture(self, place: Span, day: date) -> bool:
        """Whether a sentence tells in the present what is past, as a caption does: "is seen on a pier, 3 March 2026".

        Only a language with a list of past forms can tell; a verb that may be one counts as one.
        """
        lexicon, number = self._lexicon, bisect_right(self._starts, place.start) - 1
        if not lexicon.past_forms or self._past is None or day > self._past or number < 0:
            return False
        told = words(self._text[self._sentences[number].start : self._sentences[number].end].lower())
        verbs, endings = lexicon.past_forms | lexicon.verbs, tuple(lexicon.past_endings)
        return not any(
            (word in verbs or word.endswith(endings)) and before not in lexicon.passives
            for before, word in pairwise(("", *told))
        )

    def _leads_in(self, place: Span) -> bool:
        """Whether a cue stands behind a date, and behind it what was said: "on Monday stated that"."""
        behind = words(self._text[place.end : place.end + _AHEAD].lower())[:2]
        return len(behind) == 2 and behind[0] in self._lexicon.cues and behind[1] in self._lexicon.subordinators

    def sentences(self, span: Span) -> int:
        """Return how many sentences a point has."""
        return bisect_left(self._starts, span.end) - bisect_left(self._starts, span.start)

    def _belongs(self, day: Span, cue: Span) -> bool:
        """Whether a date is that of a cue: "said in Riga on Monday", "on Monday Nowak said", "on Monday said".

        Before a cue a date that neither opens the sentence nor touches the cue is that of what was said.
        """
        if cue < day:
            return self._is_one_clause(self._text[cue.end : day.start])
        between = self._text[day.end : cue.start]
        place = bisect_right(self._starts, day.start) - 1
        before = words(self._text[self._starts[place] : day.start]) if place >= 0 else ()
        return not between.strip() or (len(before) < _OPENING and self._is_one_clause(between))

    def _is_one_clause(self, between: str) -> bool:
        """Whether few words, no verb and no end of a clause stand between two places."""
        found, lexicon = words(between.lower()), self._lexicon
        if len(found) > _NEAR or _CLAUSE_END.search(between):
            return False
        endings, joints = tuple(lexicon.past_endings), lexicon.subordinators | lexicon.infinitives
        verbs = lexicon.verbs | lexicon.past_forms | lexicon.auxiliaries | lexicon.cues
        return not any(word in verbs or word in joints or word.endswith(endings) for word in found)


def _around(spans: Sequence[Span], day: Span) -> Sequence[Span]:
    """Return of some places in order those next to a date."""
    place = bisect_left(spans, day)
    return spans[max(place - 1, 0) : place + 1]
