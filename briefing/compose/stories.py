"""Stories: the articles on one event, with the article that leads and a headline from its sources.

Two articles are the more alike the more of their rare words they share (the cosine of TF-IDF vectors) and the nearer
their days; groups are made by average linkage (see linkage.py). Dates help most in telling events apart, named entities
on top of the words add nothing: both were measured on wire news before this was written. What else stands on a page is
left out: lines that other pages of the site have too, and what is no prose (see sameness.py).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from briefing import anchors
from briefing.compose.cards import card_of, own_text, terms_of
from briefing.compose.held import Readable
from briefing.compose.linkage import link
from briefing.compose.origins import Pair, find_origins, name_outlets
from briefing.compose.sort import arrival
from briefing.compose.sparse import DECIMALS, Rows, add, sparse_tfidf
from briefing.compose.templates import find_shared
from briefing.model import Story
from briefing.outlets import Register

_CUT = 0.13
"""Articles that are less alike on average than this tell of two events; tests/benchmarks/stories.py measures it.

Two independent reports on one event often lie below it. A lower cut was tried and joined too many reports on
different events; heavier titles, openings, names and figures tell them apart no better. In a run of a dozen
articles all are less alike than in one of fifty, since it takes some articles to tell which words are rare.
"""


def find_stories(
    articles: Sequence[Readable],
    copies: Sequence[Pair] = (),
    reused: Sequence[Pair] = (),
    register: Register | None = None,
) -> tuple[Story, ...]:
    """Return the stories of `articles`, by their first articles; the order of the articles does not matter.

    A copy, given with its original among the articles, belongs to the story of that one; `reused` has pairs of articles
    of which one has words of the other. An article that is like no other is a story of its own. The register of outlets
    tells which names are one outlet's.
    """
    ordered = sorted(articles, key=arrival)
    rows = sparse_tfidf(
        np.frombuffer(terms_of(one, own_text(one, lines)) if lines else card_of(one).terms, np.uint64).tolist()
        for one, lines in zip(ordered, find_shared(ordered), strict=True)
    )
    days = [one.source.published.toordinal() if one.source.published else None for one in ordered]
    carriers: dict[str, list[Readable]] = defaultdict(list)
    for copy, original in copies:
        carriers[original.id].append(copy)
    makers: dict[str, list[Pair]] = defaultdict(list)
    for pair in (*copies, *reused):
        makers[pair[1].id].append(pair)
    groups = ([ordered[place] for place in _central(rows, group)] for group in link(rows, days, _CUT))
    known = register or Register(())
    return tuple(_story(number, group, carriers, makers, known) for number, group in enumerate(groups, 1))


def _central(rows: Rows, group: Sequence[int]) -> list[int]:
    """Return the members of a group, those first that are most like all of them."""
    columns, weights = add([rows.row(number) for number in group])

    def likeness(number: int) -> float:
        places, values = rows.row(number)
        return round(float(weights[np.searchsorted(columns, places)] @ values), DECIMALS)

    return sorted(group, key=lambda number: (-likeness(number), number))


def _story(
    number: int,
    group: Sequence[Readable],
    carriers: Mapping[str, Sequence[Readable]],
    makers: Mapping[str, Sequence[Pair]],
    register: Register,
) -> Story:
    """Return the story of a group whose central article comes first."""
    copies = [copy for article in group for copy in carriers.get(article.id, ())]
    members = {article.id: article for article in sorted((*copies, *group), key=arrival)}
    pairs = [pair for article in group for pair in makers.get(article.id, ())]
    return Story(
        id=anchors.story(number),
        headline=next((article.source.title for article in group if article.source.title), ""),
        lead=group[0].id,
        articles=tuple(members),
        origins=find_origins(tuple(members.values()), pairs, register),
        outlets=name_outlets(members.values()),
    )
