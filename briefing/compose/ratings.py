"""How well the sources bear out what is printed: the counts of the source statement, and the credibility of each point.

The two axes of the Admiralty code are kept apart. Reliability is the outlet's, from the register of outlets, and F
where that does not have it. Credibility is the point's: 1, confirmed, on two independent origins that nothing
contradicts, else 6, cannot be judged. The numbers between are judgements, which a person makes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from briefing.model import (
    CitedDiscrepancy,
    CitedPoint,
    Corroboration,
    Credibility,
    Discrepancy,
    Entry,
    Outlet,
    Passage,
    Reliability,
    Section,
    Story,
    Support,
)
from briefing.outlets import name_key

_CONFIRMED = 2
"""Independent origins that a point needs to count as confirmed."""
_HEAVIEST = 3

Origin = tuple[str, ...]
"""What tells an origin from all others: its name, or its place where it has none."""


def corroborate(
    register: Sequence[Entry],
    sections: Sequence[Section],
    stories: Sequence[Story],
    discrepancies: Sequence[CitedDiscrepancy],
    highlights: Sequence[CitedPoint],
) -> Corroboration:
    """Return the counts of the source statement; `Corroboration` tells what each of them counts.

    `register` has its outlets already. Points that nobody has looked for support of count in `points` alone.
    """
    disputes = _Disputes(one.found for one in discrepancies)
    aliases = _aliases(register)
    origins = _origins(stories, aliases)
    points = [point for section in sections for point in section.points]
    touched = dict.fromkeys(point.id for point in (*highlights, *points) if disputes.touch(point))
    rated = {point.id: credibility(point.support, point.id in touched) for point in (*highlights, *points)}
    cited = [entry.article.source for entry in register]
    letters = Counter(_letter(entry.outlet) for entry in register)
    outlets = {key for entry in register if (key := _outlet(entry))}
    return Corroboration(
        cited=len(register),
        outlets=len(outlets),
        outlets_unstated=sum(not _outlet(entry) for entry in register),
        carriers=len(_carriers(register, aliases) - outlets),
        origins=len({origins.get(entry.article.id, ("", entry.article.id)) for entry in register}),
        third_hand=sum(bool(source.via) for source in cited),
        undated=sum(source.published is None for source in cited),
        points=len(points),
        confirmed=sum(rated[point.id] == 1 for point in points),
        single=sum(point.support is not None and point.support.origins == 1 for point in points),
        contradicted=sum(point.id in touched for point in points),
        discrepancies=len(discrepancies),
        ratings=tuple((letter, letters[letter]) for letter in get_args(Reliability)),
        unrated=sum(entry.outlet is None for entry in register),
        heaviest=_heaviest(sections),
        single_source_themes=tuple(section.slug for section in sections if len(_rests_on(section, origins)) == 1),
        touched=tuple(touched),
        credible=tuple(id for id, number in rated.items() if number == 1),
    )


def credibility(support: Support | None, contradicted: bool) -> Credibility:
    """Return 1, confirmed by other sources, for two independent origins and no contradiction; else 6, not judged.

    Origins count and not outlets, since one agency's report in five papers is said once (the Admiralty code; ICD 206).
    """
    return 1 if support is not None and support.origins >= _CONFIRMED and not contradicted else 6


def disputing(found: Iterable[Discrepancy], points: Sequence[CitedPoint]) -> list[Discrepancy]:
    """Return of the discrepancies those that put one of the points in doubt."""
    return [one for one in found if any(_Disputes((one,)).touch(point) for point in points)]


# --- outlets ------------------------------------------------------------------------------------------------------


def _letter(outlet: Outlet | None) -> Reliability:
    return outlet.reliability if outlet else "F"


def _outlet(entry: Entry) -> str:
    """Return what tells an outlet from others; "" where it is not known."""
    return name_key(entry.outlet.name if entry.outlet else entry.article.source.outlet)


def _aliases(register: Iterable[Entry]) -> dict[str, str]:
    """Return, of every name of the outlets that the cited sources belong to, the one that counts."""
    outlets = [entry.outlet for entry in register if entry.outlet]
    return {name_key(name): name_key(one.name) for one in outlets for name in (one.name, *one.also)}


def _carriers(register: Iterable[Entry], aliases: Mapping[str, str]) -> set[str]:
    """Return the outlets of copies."""
    named = {name_key(copy.outlet) for entry in register for copy in entry.copies} - {""}
    return {aliases.get(name, name) for name in named}


# --- origins ------------------------------------------------------------------------------------------------------


def _origins(stories: Iterable[Story], aliases: Mapping[str, str]) -> dict[str, Origin]:
    """Return each article's origin."""
    found: dict[str, Origin] = {}
    for story in stories:
        for place, origin in enumerate(story.origins):
            name = name_key(origin.name)
            told: Origin = (aliases.get(name, name),) if name else (story.id, str(place))
            found |= dict.fromkeys(origin.articles, told)
    return found


def _rests_on(section: Section, origins: Mapping[str, Origin]) -> set[Origin]:
    """Return the origins of every article that carries an item of a section."""
    articles = {item.citation.article_id for item in section.items}
    articles.update(one for point in section.points if point.support for one in point.support.articles)
    return {origins.get(one, ("", one)) for one in articles}


def _heaviest(sections: Iterable[Section]) -> tuple[tuple[int, int], ...]:
    items = Counter(item.citation.number for section in sections for item in section.items)
    ranked = sorted(items.items(), key=lambda one: (-one[1], one[0]))
    next_most = ranked[_HEAVIEST][1] if len(ranked) > _HEAVIEST else 0
    return tuple(one for one in ranked[:_HEAVIEST] if one[1] > next_most)


# --- contradictions -----------------------------------------------------------------------------------------------


class _Disputes:
    """Tells which points a discrepancy touches.

    A discrepancy is told once however many articles have it, so that a point of a third article can say what it puts
    in doubt.
    """

    def __init__(self, found: Iterable[Discrepancy]) -> None:
        self._sides: dict[str, list[tuple[Passage, Passage]]] = defaultdict(list)
        for one in found:
            for side, value in zip((one.one, one.other), one.values, strict=True):
                self._sides[side.article_id].append((side, value))

    def touch(self, point: CitedPoint) -> bool:
        """Whether a discrepancy has the point's own words, or what another article that carries it puts in doubt."""
        passage = point.excerpt.passage
        own = (side for side, _ in self._sides.get(passage.article_id, ()))
        return any(side.span.overlaps(passage.span) for side in own) or any(
            _has(passage.text, value.text) for value in self._elsewhere(point)
        )

    def _elsewhere(self, point: CitedPoint) -> Iterator[Passage]:
        carriers = point.support.articles if point.support else ()
        for one in carriers:
            if one != point.excerpt.passage.article_id:
                yield from (value for _, value in self._sides.get(one, ()))


def _has(text: str, value: str) -> bool:
    """Whether a value stands in a text as words of its own: "12", not "2012"."""
    return re.search(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])", text) is not None
