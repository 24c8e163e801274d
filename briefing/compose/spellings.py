"""What is spelled in two ways in a story: names under one title, and titles of one kind before one name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations, product
from typing import Literal

from briefing.compose.lookup import Folded, Table, find, make_table, sentence_at
from briefing.lexicon import load_lexicon
from briefing.model import Article, Discrepancy, Span

LETTERS = r"[^\W\d_]+(?:(?:[-.]|['’](?=[^\W\d_]{2}))[^\W\d_]+)*"
WORD = re.compile(rf"\d+(?:[.,]\d+)*|{LETTERS}|[^\w\s]")
"""Numbers, words without their genitive, marks."""
_SPELLED = 0.6
"""How alike two spellings of one name are (Ratcliff and Metzener 1988, as difflib has it)."""

_VARIANTS = 0.8
"""And two spellings of one word of a title."""


_NEXT = re.compile(r"[\s_]*([^\s_])")


@dataclass(frozen=True, slots=True)
class Holder:
    """A name with the title before it; which an article has depends on the article alone."""

    article: Article
    sentence: Span
    title: tuple[str, ...]
    name: tuple[str, ...]
    title_at: Span
    name_at: Span


def find_spellings(holders: Sequence[Holder]) -> Iterator[Discrepancy]:
    """Yield the names and the titles in which the articles of a story differ, the names first."""
    yield from _names(holders)
    yield from _titles(holders)


def _discrepancy(kind: Literal["name", "title"], one: Holder, other: Holder) -> Discrepancy:
    places = [(side.name_at if kind == "name" else side.title_at) for side in (one, other)]
    return Discrepancy(
        kind,
        one.article.passage(one.sentence),
        other.article.passage(other.sentence),
        (one.article.passage(places[0]), other.article.passage(places[1])),
    )


# --- names and titles ---------------------------------------------------------------------------------------------


def find_holders(article: Article, folded: Folded) -> Iterator[Holder]:
    """Yield who is named right behind a title, with their sentence; `folded` is the article's text."""
    lexicon = load_lexicon(article.source.language)
    titles, dates = _titles_of(article.source.language)
    insertions = [mark.span for quote in article.quotes for mark in quote.marks if mark.kind == "insertion"]
    for number in _with_titles(article, folded, is_open=bool(insertions)):
        sentence = article.sentences[number].span
        found = [*WORD.finditer(article.text, sentence.start, sentence.end)]
        words = [match[0] for match in found]
        lower = [word.lower() for word in words]
        behind = 0
        for start in (place for place, word in enumerate(lower) if word in titles):
            if start < behind:
                continue
            end = run_end(lower, start, titles.__contains__)
            first = _enter(found, end, insertions) if insertions else end
            last = run_end(words, first, lambda word: word[:1].isupper() and word.lower() not in dates)
            held = last > first and lower[end - 1] in lexicon.offices
            behind = last if held else end
            if held:
                yield Holder(
                    article,
                    sentence,
                    title=tuple(lower[start:end]),
                    name=tuple(words[first:last]),
                    title_at=Span(found[start].start(), found[end - 1].end()),
                    name_at=Span(found[first].start(), found[last - 1].end()),
                )


def _with_titles(article: Article, folded: Folded, is_open: bool) -> list[int]:
    """Return the numbers of the sentences in which a name may stand behind the title of an office.

    A name has a capital; where an editor may have put one in, anything may stand behind the title (`is_open`).
    """
    found = set()
    for hit in find(_offices(article.source.language), folded):
        behind = _NEXT.match(article.text, hit.start + len(hit.word))
        if is_open or (behind and behind[1].isupper()):
            found.add(sentence_at(article, hit.start))
    return sorted(found - {-1})


@cache
def _offices(language: str) -> Table:
    return make_table(load_lexicon(language).offices)


@cache
def _titles_of(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of titles, and those of dates, which are no names."""
    lexicon = load_lexicon(language)
    return lexicon.offices | lexicon.office_modifiers, lexicon.calendar - lexicon.calendar_names


def _enter(found: Sequence[re.Match[str]], place: int, insertions: Sequence[Span]) -> int:
    """Return where the name is when an editor puts it in behind a title: "Prime Minister (addressing Brand - ed.)"."""
    start = found[place].start() if place < len(found) else -1
    end = next((span.end for span in insertions if span.start == start), start)
    inside = (
        number
        for number, match in enumerate(found[place:], place)
        if match.end() <= end and match[0][0].isupper() and number > place
    )
    return next(inside, place)


def run_end(words: Sequence[str], start: int, belongs: Callable[[str], bool]) -> int:
    """Return where the words from `start` on that belong together end."""
    end = start
    while end < len(words) and belongs(words[end]):
        end += 1
    return end


def _names(holders: Sequence[Holder]) -> Iterator[Discrepancy]:
    """Yield two spellings of one name under one title in one article."""
    for one, other in _first_pairs(holders, lambda one: (one.article.id, one.title), lambda one: one.name[-1]):
        if (
            not {*one.name} & {*other.name}
            and _spelled_alike(one.name[-1], other.name[-1])
            and not _are_two(one, other)
        ):
            yield _discrepancy("name", one, other)


def _spelled_alike(one: str, other: str) -> bool:
    return one[0] == other[0] and SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SPELLED


def _are_two(one: Holder, other: Holder) -> bool:
    """Whether the article gives each of two people a given name, and not the same."""
    first, second = _given_names(one), _given_names(other)
    return bool(first and second and not first & second)


def _given_names(holder: Holder) -> set[str]:
    """Return the words with a capital before a surname that are neither titles nor small words."""
    lexicon = load_lexicon(holder.article.source.language)
    small = lexicon.offices | lexicon.office_modifiers | lexicon.openers | lexicon.closed_words | lexicon.honorifics
    before = re.findall(rf"([^\W\d_][\w’'-]*) {re.escape(holder.name[-1])}\b", holder.article.text)
    return {word for word in before if word[0].isupper() and word.lower() not in small}


def _titles(holders: Sequence[Holder]) -> Iterator[Discrepancy]:
    """Yield two titles of one kind before one full name: a defense minister and a foreign minister."""
    full = [one for one in holders if len(one.name) > 1 and len(one.title) > 1]
    told: set[tuple[str, ...]] = set()
    for one, other in _first_pairs(full, lambda one: (one.name, one.title[-1]), lambda one: one.title):
        if one.name in told:
            continue
        if not any(_are_variants(*pair) for pair in product(one.title[:-1], other.title[:-1])):
            told.add(one.name)
            yield _discrepancy("title", one, other)


def _are_variants(one: str, other: str) -> bool:
    """Whether two words are one, perhaps spelled as on the other side of the ocean: "defence", "defense"."""
    return SequenceMatcher(None, one, other).ratio() >= _VARIANTS


def _first_pairs(
    holders: Sequence[Holder], same: Callable[[Holder], object], differs: Callable[[Holder], object]
) -> Iterator[tuple[Holder, Holder]]:
    """Yield the pairs that are the same in one respect and differ in the other, at the first place of each."""
    groups: dict[object, dict[object, Holder]] = defaultdict(dict)
    for holder in holders:
        groups[same(holder)].setdefault(differs(holder), holder)
    for group in groups.values():
        yield from combinations(group.values(), 2)
