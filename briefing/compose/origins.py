"""Origins: how many first sources a story has, however many outlets carry it.

Articles count as one origin when one has words of the other, when they credit the same outlet or agency (in the text,
the byline or the dateline), when one of them is the credited outlet's own, and when they are one outlet's. An article
that credits two ties them together: rather one origin too few than one that is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from briefing.compose.cards import card_of
from briefing.compose.held import Readable
from briefing.model import Origin
from briefing.outlets import Register

Pair = tuple[Readable, Readable]
"""An article and an earlier one whose words it has."""


def find_origins(articles: Sequence[Readable], pairs: Iterable[Pair], register: Register) -> tuple[Origin, ...]:
    """Return the origins of a story's articles, which come the earliest first; `pairs` have the same words.

    The register of outlets tells which names are one outlet's.
    """
    outlets = {register.key_of(article.source) for article in articles} - {""}
    credited = {article.id: _credited(article, outlets, register) for article in articles}
    relied_on = {register.key(name) for names in credited.values() for name in names}
    ties = _Ties()
    for article in articles:
        outlet = register.key_of(article.source)
        names = [register.key(name) for name in credited[article.id]]
        if outlet and (outlet in relied_on or not names):
            names.append(outlet)
        for name in names:
            ties.tie(("article", article.id), ("name", name))
    for one, other in pairs:
        ties.tie(("article", one.id), ("article", other.id))
    groups: dict[object, list[Readable]] = defaultdict(list)
    for article in articles:
        groups[ties.root(("article", article.id))].append(article)
    return tuple(Origin(_name(group, credited), tuple(one.id for one in group)) for group in groups.values())


def name_outlets(articles: Iterable[Readable]) -> tuple[str, ...]:
    """Return the outlets of some articles as far as they are told, each once, whatever its case."""
    outlets = [article.source.outlet for article in articles if article.source.outlet]
    return tuple({outlet.casefold(): outlet for outlet in reversed(outlets)}.values())[::-1]


class _Ties:
    """Which nodes belong together, however many steps lie between (union-find, Galler and Fischer 1964)."""

    def __init__(self) -> None:
        self._parents: dict[tuple[str, str], tuple[str, str]] = {}

    def root(self, node: tuple[str, str]) -> tuple[str, str]:
        """Return the node that stands for all that belong to this one."""
        while node in self._parents:
            above = self._parents[node]
            self._parents[node] = node = self._parents.get(above, above)
        return node

    def tie(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        """Put two nodes and all that belong to them together."""
        first, second = self.root(one), self.root(other)
        if first != second:
            self._parents[second] = first


def _credited(article: Readable, outlets: set[str], register: Register) -> tuple[str, ...]:
    """Return whom an article relies on, the first source first: in its dateline, its text, its byline."""
    dateline = card_of(article).dateline
    names = [dateline] if dateline else []
    names += [name for name in article.source.via.split(", ") if name]
    names += [name for name in _names_in(article.source.byline) if register.key(name) in outlets]
    own = register.key_of(article.source)
    return tuple(name for name in names if register.key(name) not in ("", own))


def _names_in(byline: str) -> Iterator[str]:
    """Yield every run of words of a byline that may be the name of an outlet."""
    words = byline.split()
    for length in range(min(4, len(words)), 0, -1):
        yield from (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def _name(group: Sequence[Readable], credited: dict[str, tuple[str, ...]]) -> str:
    """Return the first source that a group credits, or the outlet of its first article."""
    names = (name for article in group for name in credited[article.id])
    return next(names, "") or next((one.source.outlet for one in group if one.source.outlet), "")
