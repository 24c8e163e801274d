"""How many independent sources carry a point: "2 origins, 5 outlets".

An article carries a point when one of its sentences has most of the point's words and contradicts none of its figures;
a copy carries what its original does. What says the same in quite other words is not found: rather one source too few.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from briefing.compose.origins import Pair, name_outlets
from briefing.lexicon import load_lexicon
from briefing.model import Article, Passage, Story, Support
from briefing.vectors import terms

_MOST = 0.6
"""Of the different words of the point, or of the sentence where that is shorter, so many are in both."""
_SHARED = 4
"""Words that both have at least."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


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
        others = (self._articles[one] for one in story.articles if one in self._articles and one != own.id)
        carriers = [own, *(one for one in others if _carries(one, point.text, own.source.language))]
        carriers += [copy for one in carriers for copy in self._copies.get(one.id, ())]
        ids = dict.fromkeys(one.id for one in carriers)
        origins = sum(any(one in ids for one in origin.articles) for origin in story.origins)
        return Support(tuple(ids), name_outlets(carriers), origins)


def _carries(article: Article, point: str, language: str) -> bool:
    said, figures = _words(point, language), set(_FIGURE.findall(point))
    for sentence in article.sentences:
        text = article.text[sentence.span.start : sentence.span.end]
        words, others = _words(text, article.source.language), set(_FIGURE.findall(text))
        shared = len(said & words)
        contradicts = figures - others and others - figures
        if shared >= max(_SHARED, _MOST * min(len(said), len(words))) and not contradicts:
            return True
    return False


def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(terms(text, load_lexicon(language).function_words))
