"""Versions: one article that came in several times, corrected or updated in between. The latest is used.

Two articles are versions of one where address, or outlet and title, are the same and most of the text is too
(containment of word 4-grams, see grams.py). Neither is enough alone: a live page has a new text under its old address,
a daily report its old title and words with new figures. Articles are compared only with a few of the same name, so that
this is linear.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import numpy as np

from briefing.compose.cards import card_of, without
from briefing.compose.grams import containment
from briefing.compose.held import Readable
from briefing.model import Card, Source, Span
from briefing.outlets import host_of, name_key

_SHARE = 0.5
"""Of the shorter version's 4-grams, so many in the longer one: an update adds more than it changes."""
_OTHER_FIGURES = 0.5
"""Where more of the figures are others, it is a report of the same kind on something else."""
_HEADS = 5
"""Later versions that a text is compared with."""
_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|tw|yc|wbra|gbra)clid|(?:wb|gb)raid|igshid|mc_[ce]id|ref_(?:src|url)|xtor|_ga|cmpid"
)
"""Parameters of an address that tell where a reader came from."""
_DIGITS = re.compile(r"(\d+)")
_INDEX = re.compile(r"/(?:index\.\w{2,5})?$")


def find_versions(articles: Sequence[Readable], templates: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Return for each of `articles` that is an earlier version of another one the position of the latest version.

    They come in the order in which articles arrive; `templates` has for each what `find_templates` says that its site
    repeats. The same text twice is no version: that is a copy.
    """
    later: dict[int, int] = {}
    for name in (_address, _title):
        groups: dict[object, list[int]] = defaultdict(list)
        for place, article in enumerate(articles):
            if place not in later and (key := name(article.source)):
                groups[key].append(place)
        for group in groups.values():
            if len(group) > 1:
                later |= _pair(group, articles, templates)
    return {place: _last(later, place) for place in sorted(later)}


def _pair(group: Sequence[int], articles: Sequence[Readable], templates: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Return the earlier versions in a group, each with its latest; of the same text twice that is the first one."""
    cards = {place: without(card_of(articles[place]), articles[place], templates[place]) for place in group}
    first = {cards[place].digest: place for place in reversed(group)}
    heads: list[int] = []
    later: dict[int, int] = {}
    for place in sorted(group, key=lambda place: _moment(articles[place].source), reverse=True):
        same = next((head for head in heads[:_HEADS] if _is_same(cards[place], cards[head])), None)
        if same is None:
            heads.append(place)
        elif cards[place].digest != cards[same].digest:
            later[place] = first[cards[same].digest]
    return later


def _moment(source: Source) -> tuple[str, list[tuple[int, str]]]:
    """Sorts versions: by the last change that they tell, else the day; then by name, numbers in order of value."""
    parts = [part.lstrip("0") if part.isdecimal() else part for part in _DIGITS.split(source.path)]
    return source.changed, [(len(part) if part.isdecimal() else 0, part) for part in parts]


def _is_same(one: Card, other: Card) -> bool:
    """Whether most of two texts is the same, figures too."""
    if one.digest == other.digest:
        return True
    grams, others = (np.frombuffer(card.grams, np.uint32) for card in (one, other))
    if not len(grams) or not len(others) or containment(grams, others) < _SHARE:
        return False
    fewer, more = sorted((frozenset(one.figures), frozenset(other.figures)), key=len)
    return len(fewer - more) <= max(1, _OTHER_FIGURES * len(fewer))


def _last(later: dict[int, int], place: int) -> int:
    while place in later:
        place = later[place]
    return place


# --- what versions have in common ---------------------------------------------------------------------------------


def _address(source: Source) -> str:
    """Return an address without what may differ between two visits; "" for a front page, which is no article.

    >>> from dataclasses import replace
    >>> one = Source("", "", "", "", None, "", "http://www.portgazette.example/a/?utm_source=x#top", "", "", "")
    >>> _address(one) == _address(replace(one, url="https://portgazette.example/a"))
    True
    """
    host = host_of(source.url)
    if not host:
        return ""
    parts = urlsplit(source.url)
    path = _INDEX.sub("", unquote(parts.path))
    told = sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name.lower()))
    return f"{host}{path}?{urlencode(told)}" if path or told else ""


def _title(source: Source) -> tuple[str, str, str] | None:
    """Return outlet and title with the day: under one title a desk reports anew on other days."""
    outlet, title = name_key(source.outlet), " ".join(source.title.casefold().split())
    return (outlet, title, str(source.published or "")) if outlet and title else None
