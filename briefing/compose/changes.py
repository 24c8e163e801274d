"""What has changed since the last briefing: what is new, what goes on, and what was said there already.

A passage is repeated when the earlier briefing printed its words. Else it is a development when its story goes on with
something that an article cited there told, and new when it does not. Both compare with all that was delivered before,
the way novelty is told in news (Allan, Wade and Bolivar 2003, "Retrieval and novelty detection at the sentence level").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from briefing.compose.grams import Shingles, shingles
from briefing.compose.held import Readable
from briefing.compose.sameness import denials, figures, months, names, topic_terms
from briefing.compose.sparse import DECIMALS, add, sparse_tfidf, spread
from briefing.model import Change, Earlier, Novelty, Span, Story
from briefing.vectors import words

_NAME_END = re.compile("['’]")
_SAME = 0.7
"""Of a passage's 4-grams, more than so many in one that was printed show that it says the same. The page itself is
content with half of them, where the worst is an item less; here it would hide that one of two sentences is new."""
_LEAST = 4
"""4-grams that a passage needs for this; fewer may be anybody's words."""
_CUT = 0.22
"""A story that is less like every earlier article is a new one; tests/benchmarks/changes.py measures it."""


class Changes:
    """Compares passages and stories of the articles that are used with an earlier briefing, where there is one."""

    def __init__(self, earlier: Earlier | None, articles: Sequence[Readable], stories: Sequence[Story]) -> None:
        self._printed = _Printed(earlier) if earlier else None
        self._stories = _Stories(earlier, articles, stories) if earlier else None

    def novelty(self, article: Readable, span: Span) -> Novelty | None:
        """Return how a passage of one of the articles stands against the earlier briefing; None where there is none."""
        if self._printed is None or self._stories is None:
            return None
        if self._printed.has(article, span):
            return "repeated"
        return "developed" if self._stories.likeness(article) >= _CUT else "new"

    def likeness(self, article: Readable) -> float:
        """Return how much an article's story is like the earlier article that it is most like; 0 where there is none.

        It is the average product of the story's vectors, which have the weights that grouped them, with the earlier
        one's. Dates say nothing here, since an earlier period is days away from all of them.
        """
        return self._stories.likeness(article) if self._stories else 0.0


def theme_change(slug: str, novelties: Sequence[Novelty], earlier: Earlier | None) -> Change | None:
    """Return how a theme stands whose printed items have these novelties; None where there is nothing to tell.

    A theme that the earlier briefing did not have has no change: nobody looked for it then, and to call it new would
    say of the news what is true of the themes alone. What only moved here from another theme changes nothing either.
    """
    if earlier is None or slug not in earlier.themes:
        return None
    before = sum(point.theme == slug for point in earlier.points)
    new, developed, repeated = (novelties.count(one) for one in ("new", "developed", "repeated"))
    if not novelties:
        return Change("quiet", 0, 0, 0, before) if before else None
    if not new and not developed:
        return Change("unchanged", new, developed, repeated, before)
    return Change("developed" if before else "new", new, developed, repeated, before)


# --- what was printed ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Sense:
    """What has to be the same in two passages that share most of their words, each in its order."""

    language: str
    figures: tuple[str, ...]
    denials: frozenset[str]
    months: frozenset[str]


def _sense(text: str, language: str) -> _Sense:
    return _Sense(language, figures(text, language), denials(text, language), months(text, language))


class _Printed:
    """Finds a passage among the points and quotations of the earlier briefing, by an index of their 4-grams."""

    def __init__(self, earlier: Earlier) -> None:
        articles = {article.id: article for article in earlier.articles}
        said = [(point.text, articles[point.article_id]) for point in earlier.points]
        self._senses = [_sense(text, article.language) for text, article in said]
        self._words = [frozenset(_NAME_END.split(word)[0] for word in words(text.lower())) for text, _ in said]
        self._alike = {(article.text, _words(text)) for text, article in said}
        sets = [shingles(text) for text, _ in said]
        owners = np.repeat(np.arange(len(sets)), np.array([len(one) for one in sets], dtype=np.int64))
        grams: Shingles = np.concatenate([np.empty(0, np.uint32), *sets])
        order = np.argsort(grams, kind="stable")
        self._grams, self._owners = grams[order], owners[order]

    def has(self, article: Readable, span: Span) -> bool:
        """Whether the words of a passage were printed: from the same text, or in the same language most of them.

        A few words count only where the article is a copy of one that was cited. More of them say the same with the
        same figures, months and denials and no other name, or where every one of them stands in what was printed.
        """
        text, language = article.text[span.start : span.end], article.source.language
        if (article.text, _words(text)) in self._alike:
            return True
        own, sense, named = shingles(text), _sense(text, language), names(text, language)
        return len(own) >= _LEAST and any(
            self._senses[place].language == language
            and (
                shared == len(own)
                or (shared > _SAME * len(own) and self._senses[place] == sense and named <= self._words[place])
            )
            for place, shared in self._sharing(own)
        )

    def _sharing(self, own: Shingles) -> Iterator[tuple[int, int]]:
        """Return what has some of these 4-grams, by its place, and how many."""
        places, _ = spread(np.searchsorted(self._grams, own), np.searchsorted(self._grams, own, side="right"))
        found, shared = np.unique(self._owners[places], return_counts=True)
        return zip(found.tolist(), shared.tolist(), strict=True)


def _words(text: str) -> tuple[str, ...]:
    return words(text.lower())


# --- what was told of ---------------------------------------------------------------------------------------------


class _Stories:
    """Tells how much the stories are like the articles that the earlier briefing cites; each is looked at once."""

    def __init__(self, earlier: Earlier, articles: Sequence[Readable], stories: Sequence[Story]) -> None:
        before = [(one.title, one.text, one.language) for one in earlier.articles]
        now = ((one.source.title, one.text, one.source.language) for one in articles)
        self._rows = sparse_tfidf(topic_terms(*one) for one in chain(before, now))
        self._before = np.arange(len(before))
        self._places = {article.id: place for place, article in enumerate(articles, len(before))}
        self._stories = {one: story for story in stories for one in story.articles}
        self._known: dict[str, float] = {}
        self._scratch = np.zeros(self._rows.width)

    def likeness(self, article: Readable) -> float:
        """Return the average likeness of the articles of an article's story to the earlier one they are most like."""
        story = self._stories[article.id]
        if story.id not in self._known:
            self._known[story.id] = self._measure([self._places[one] for one in story.articles if one in self._places])
        return self._known[story.id]

    def _measure(self, members: Sequence[int]) -> float:
        columns, weights = add([self._rows.row(place) for place in members])
        self._scratch[columns] = weights
        products = self._rows.products(self._before, self._scratch) / len(members)
        self._scratch[columns] = 0.0
        return round(float(products.max(initial=0.0)), DECIMALS)
