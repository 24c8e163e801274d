"""Proof of the source statement: whose each source is, who carries each point, and every count anew.

Nothing of compose is used: whatever is counted here is read off the briefing alone. What that does not hold cannot be
proved: whether two origins are independent in truth, whether an article that is not cited carries a point and what its
outlet is, and whether the register of outlets has an entry for a source that has none here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from briefing.model import (
    Briefing,
    CitedPoint,
    Corroboration,
    Entry,
    Finding,
    Outlet,
    Passage,
    Reliability,
    Section,
    Source,
    Story,
)
from briefing.outlets import host_of, name_key

_LETTERS: tuple[Reliability, ...] = ("A", "B", "C", "D", "E", "F")


def prove_corroboration(briefing: Briefing) -> Iterator[Finding]:
    """Yield what does not hold of outlets, stories, support and the counts."""
    yield from _prove_outlets(briefing.register)
    yield from _prove_stories(briefing)
    stories = {article: story for story in briefing.stories for article in story.articles}
    sources = {entry.article.id: entry.article.source for entry in briefing.register}
    for point in briefing.points():
        yield from _prove_support(point, stories, sources)
    yield from _prove_counts(briefing.corroboration, _count(briefing))


def _prove_counts(told: Corroboration, counted: Corroboration) -> Iterator[Finding]:
    for name in (field.name for field in fields(Corroboration)):
        one, other = getattr(told, name), getattr(counted, name)
        if one != other:
            yield Finding("corroboration", name, f"it tells {one} where the briefing has {other}")


# --- outlets ------------------------------------------------------------------------------------------------------


def _prove_outlets(register: Sequence[Entry]) -> Iterator[Finding]:
    """A source has the outlet that it names, else that of its address, of all that any source has."""
    known = list(dict.fromkeys(entry.outlet for entry in register if entry.outlet))
    by_name = {name_key(name): outlet for outlet in reversed(known) for name in (outlet.name, *outlet.also)}
    for entry in register:
        source = entry.article.source
        fitting = by_name.get(name_key(source.outlet)) or _at_address(source.url, known)
        if entry.outlet != fitting:
            told = entry.outlet.name if entry.outlet else "no outlet"
            message = f"{told} is not {fitting.name if fitting else 'its outlet'}, by its name and address"
            yield Finding("outlet", f"source {entry.number}", message)
        if entry.outlet and entry.outlet.reliability not in _LETTERS:
            yield Finding("outlet", f"source {entry.number}", f"{entry.outlet.reliability!r} is no letter from A to F")


def _at_address(url: str, outlets: Iterable[Outlet]) -> Outlet | None:
    """Return the outlet with the longest address that the host of a url is, or lies under."""
    host = f".{host_of(url)}"
    addresses = ((host_of(name), outlet) for outlet in outlets for name in outlet.also)
    found = [(len(address), outlet) for address, outlet in addresses if address and host.endswith(f".{address}")]
    return max(found, key=lambda one: one[0])[1] if found else None


# --- stories and who carries a point ------------------------------------------------------------------------------


def _prove_stories(briefing: Briefing) -> Iterator[Finding]:
    """Each cited article is in a story; an article is in one story and comes from one origin of it."""
    counts = Counter(article for story in briefing.stories for article in story.articles)
    if counts and max(counts.values()) > 1:
        yield Finding("stories", "stories", "an article is in two of them")
    for entry in briefing.register:
        if entry.article.id not in counts:
            yield Finding("stories", f"source {entry.number}", "it is in no story")
    for story in briefing.stories:
        relying = [article for origin in story.origins for article in origin.articles]
        if sorted(relying) != sorted(story.articles):
            yield Finding("stories", story.id, "its origins do not share out its articles")
        if story.lead not in story.articles:
            yield Finding("stories", story.id, "it does not hold its lead")


def _prove_support(point: CitedPoint, stories: Mapping[str, Story], sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Those who carry a point are of its story, itself first; origins and outlets are theirs, each once."""
    support, own = point.support, point.excerpt.passage.article_id
    story = stories.get(own)
    if support is None or story is None:
        return
    carrying = set(support.articles)
    if support.articles[:1] != (own,) or len(carrying) < len(support.articles) or carrying - set(story.articles):
        yield Finding("support", point.id, "the articles that carry it are not of its story, or not its own first")
    counted = sum(not carrying.isdisjoint(origin.articles) for origin in story.origins)
    if counted != support.origins:
        yield Finding("support", point.id, f"{support.origins} origins are told where there are {counted}")
    told = [outlet.casefold() for outlet in support.outlets]
    known = {sources[one].outlet.casefold() for one in carrying & sources.keys()} - {""}
    others = set(told) - known
    if len(set(told)) < len(told) or known - set(told) or len(others) > len(carrying - sources.keys()):
        yield Finding("support", point.id, "its outlets are not those of the articles that carry it")


# --- the counts ---------------------------------------------------------------------------------------------------


def _count(briefing: Briefing) -> Corroboration:
    """Return every count as the briefing has it."""
    register, sections = briefing.register, briefing.sections
    printed = [point for section in sections for point in section.points]
    sources = [entry.article.source for entry in register]
    letters = Counter(entry.outlet.reliability if entry.outlet else "F" for entry in register)
    outlets = {_outlet(entry) for entry in register}
    origins = _Origins(briefing)
    touched = _touched(briefing)
    borne_out = {point.id for point in briefing.points() if point.support and point.support.origins > 1} - touched
    return Corroboration(
        cited=len(register),
        outlets=len(outlets - {""}),
        outlets_unstated=sum(_outlet(entry) == "" for entry in register),
        carriers=len(_outlets_of_copies(register) - outlets),
        origins=len({origins.of(entry.article.id) for entry in register}),
        third_hand=len([source for source in sources if source.via]),
        undated=len([source for source in sources if not source.published]),
        points=len(printed),
        confirmed=len([point for point in printed if point.id in borne_out]),
        single=len([point for point in printed if point.support and point.support.origins == 1]),
        contradicted=len([point for point in printed if point.id in touched]),
        discrepancies=len(briefing.discrepancies),
        ratings=tuple((letter, letters[letter]) for letter in _LETTERS),
        unrated=len([entry for entry in register if not entry.outlet]),
        heaviest=_heaviest(sections),
        single_source_themes=tuple(section.slug for section in sections if origins.below(section) == 1),
        touched=tuple(point.id for point in briefing.points() if point.id in touched),
        credible=tuple(point.id for point in briefing.points() if point.id in borne_out),
    )


def _outlet(entry: Entry) -> str:
    return name_key(entry.outlet.name) if entry.outlet else name_key(entry.article.source.outlet)


def _outlets_of_copies(register: Sequence[Entry]) -> set[str]:
    """Return the outlets of copies; a name of a cited source's outlet stands for that one."""
    known = _Names(register)
    return {known.settle(copy.outlet) for entry in register for copy in entry.copies} - {""}


def _heaviest(sections: Iterable[Section]) -> tuple[tuple[int, int], ...]:
    items = Counter(item.citation.number for section in sections for item in section.items)
    counts = sorted(items.values(), reverse=True)
    leading = (one for one in items.items() if counts[3:4] == [] or one[1] > counts[3])
    return tuple(sorted(leading, key=lambda one: (-one[1], one[0])))


class _Names:
    """Which names are of one outlet, as far as the cited sources' outlets tell."""

    def __init__(self, register: Iterable[Entry]) -> None:
        known = [entry.outlet for entry in register if entry.outlet]
        self._names = {name_key(name): outlet.name for outlet in known for name in (outlet.name, *outlet.also)}

    def settle(self, name: str) -> str:
        """Return what stands for an outlet under any of its names."""
        return name_key(self._names.get(name_key(name), name))


class _Origins:
    """Which first source each article comes from."""

    def __init__(self, briefing: Briefing) -> None:
        names = _Names(briefing.register)
        self._origins = {
            article: names.settle(origin.name) or f"{story.id} {origin.articles}"
            for story in briefing.stories
            for origin in story.origins
            for article in origin.articles
        }

    def of(self, article: str) -> str:
        """Return what stands for the origin of an article; one in no story is an origin by itself."""
        return self._origins.get(article, f"of {article}")

    def below(self, section: Section) -> int:
        """Return how many origins carry what a section prints."""
        own = [item.citation.article_id for item in section.items]
        carrying = [one for point in section.points if point.support for one in point.support.articles]
        return len({self.of(article) for article in (*own, *carrying)})


def _touched(briefing: Briefing) -> set[str]:
    """Return the points that a discrepancy has the words of, or whose value it puts in doubt in another carrier."""
    sides: dict[str, list[tuple[Passage, str]]] = {}
    for one in briefing.discrepancies:
        for side, value in ((one.found.one, one.found.values[0]), (one.found.other, one.found.values[1])):
            sides.setdefault(side.article_id, []).append((side, value.text))
    found: set[str] = set()
    for point in briefing.points():
        passage = point.excerpt.passage
        if any(side.span.overlaps(passage.span) for side, _ in sides.get(passage.article_id, [])):
            found.add(point.id)
        others = {*(point.support.articles if point.support else ())} - {passage.article_id}
        doubted = [value for article in others for _, value in sides.get(article, [])]
        if any(_stands_in(value, passage.text) for value in doubted):
            found.add(point.id)
    return found


def _stands_in(value: str, text: str) -> bool:
    """Whether a value has no letter or figure right before or behind it at one of its places in a text."""
    start = text.find(value)
    while start >= 0:
        before, behind = text[max(start - 1, 0) : start], text[start + len(value) :][:1]
        if not (before.isalnum() or behind.isalnum()):
            return True
        start = text.find(value, start + 1)
    return False
