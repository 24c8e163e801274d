"""How many independent sources carry a point: "2 origins, 5 outlets".

An article carries a point when one of its sentences has most of the point's words and contradicts none of its figures;
a copy carries what its original does. What says the same in quite other words is not found: rather one source too few.
"""

from collections import defaultdict
from collections.abc import Sequence

from briefing.compose.origins import Pair, name_outlets
from briefing.compose.sameness import denials, figures, months, opening
from briefing.lexicon import load_lexicon
from briefing.model import Article, Passage, Story, Support
from briefing.vectors import terms

_MOST = 0.6
"""Of the different words of the point, or of the sentence where that is shorter, so many are in both."""
_SHARED = 4
"""Words that both have at least."""


class Supporters:
    """Tells who carries a point, of all articles that are used and their copies."""

    def __init__(self, stories: Sequence[Story], articles: Sequence[Article], copies: Sequence[Pair]) -> None:
        self._articles = {article.id: article for article in articles}
        self._stories = {one: story for story in stories for one in story.articles}
        self._copies: dict[str, list[Article]] = defaultdict(list)
        for copy, original in copies:
            self._copies[original.id].append(copy)

    def of(self, point: Passage) -> Support:
        """Return who carries a passage of one of the articles that are used."""
        story, own = self._stories[point.article_id], self._articles[point.article_id]
        said = _Said(opening(own, point.span), own.source.language)
        others = (self._articles[one] for one in story.articles if one in self._articles and one != own.id)
        carriers = [own, *(one for one in others if said.stands_in(one))]
        carriers += [copy for one in carriers for copy in self._copies.get(one.id, ())]
        ids = dict.fromkeys(one.id for one in carriers)
        origins = sum(any(one in ids for one in origin.articles) for origin in story.origins)
        return Support(tuple(ids), name_outlets(carriers), origins)


class _Said:
    """The sentence that a point begins with, and what another has to have to say the same."""

    def __init__(self, text: str, language: str) -> None:
        self._words = _words(text, language)
        self._exact = (set(figures(text, language)), months(text))
        self._denials = denials(text, language)

    def stands_in(self, article: Article) -> bool:
        """Whether a sentence of an article has most of its words, all its figures and months, and denies as much."""
        texts = (article.text[one.span.start : one.span.end] for one in article.sentences)
        return any(self._is_said_by(text, article.source.language) for text in texts)

    def _is_said_by(self, text: str, language: str) -> bool:
        words = _words(text, language)
        if len(self._words & words) < max(_SHARED, _MOST * min(len(self._words), len(words))):
            return False
        numbers, named = self._exact
        return (
            numbers <= set(figures(text, language))
            and named <= months(text)
            and self._denials == denials(text, language)
        )


def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(terms(text, load_lexicon(language).function_words))
