"""How many independent sources carry a point: "2 origins, 5 outlets".

An article carries a point when one of its sentences has most of the words of the point's opening, all its names and
figures, the same months and the same words that deny or take back; a copy carries what its original does. What says the
same in quite other words is not found: rather one source too few.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefing.compose.held import Held, Readable
from briefing.compose.origins import Pair, name_outlets
from briefing.compose.sameness import denials, figures, months, names, opening
from briefing.lexicon import load_lexicon
from briefing.model import Article, Passage, Story, Support
from briefing.vectors import terms, words

_MOST = 0.6
"""Of the different words of the point, or of the sentence where that is shorter, so many are in both."""
_SHARED = 4
"""Words that both have at least."""


class Supporters:
    """Tells who carries a point, of all articles that are used and their copies."""

    def __init__(self, stories: Sequence[Story], articles: Mapping[str, Held], copies: Sequence[Pair]) -> None:
        self._articles = articles
        self._stories = {one: story for story in stories for one in story.articles}
        self._copies: dict[str, list[Readable]] = defaultdict(list)
        for copy, original in copies:
            self._copies[original.id].append(copy)

    def of(self, point: Passage) -> Support:
        """Return who carries a passage of one of the articles that are used."""
        story, own = self._stories[point.article_id], self._articles[point.article_id]
        said = _Said(opening(own.article, point.span), own.source.language)
        others = (self._articles[one] for one in story.articles if one in self._articles and one != own.id)
        carriers: list[Readable] = [own, *(one for one in others if said.stands_in(one.article))]
        carriers += [copy for one in carriers for copy in self._copies.get(one.id, ())]
        ids = dict.fromkeys(one.id for one in carriers)
        origins = sum(any(one in ids for one in origin.articles) for origin in story.origins)
        return Support(tuple(ids), name_outlets(carriers), origins)


class _Said:
    """The sentence that a point begins with, and what another has to have to say the same."""

    def __init__(self, text: str, language: str) -> None:
        self._words = _words(text, language)
        self._figures, self._months = set(figures(text, language)), months(text, language)
        self._denials, self._names = denials(text, language), names(text, language)

    def stands_in(self, article: Article) -> bool:
        """Whether a sentence of an article has most of its words, all its names and figures, and denies as much."""
        texts = (article.text[one.span.start : one.span.end] for one in article.sentences)
        return any(self._is_said_by(text, article.source.language) for text in texts)

    def _is_said_by(self, text: str, language: str) -> bool:
        own = _words(text, language)
        if len(self._words & own) < max(_SHARED, _MOST * min(len(self._words), len(own))):
            return False
        return (
            self._figures <= set(figures(text, language))
            and self._months == months(text, language)
            and self._denials == denials(text, language)
            and self._names <= {re.split("['’]", word)[0] for word in words(text.lower())}
        )


def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(terms(text, load_lexicon(language).function_words))
