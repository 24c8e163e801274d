"""What is spelled in two ways in a story: names under one title, and titles of one kind before one name."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product

from briefing.lexicon import load_lexicon
from briefing.model import Article, Discrepancy, Passage, Span

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:(?:[-.]|['’](?=[^\W\d_]{2}))[^\W\d_]+)*|[^\w\s]")
"""Numbers, words without their genitive, marks."""
_SPELLED = 0.6
"""How alike two spellings of one name are (Ratcliff and Metzener 1988, as difflib has it)."""

_VARIANTS = 0.8
"""And two spellings of one word of a title."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """A name with the title before it."""

    article: Article
    sentence: Passage
    title: tuple[str, ...]
    name: tuple[str, ...]
    title_at: Passage
    name_at: Passage


def find_spellings(articles: Sequence[Article]) -> Iterator[Discrepancy]:
    """Yield the names and the titles in which the articles of a story differ, the names first."""
    holders = [one for article in articles for one in _holders(article)]
    yield from _names(holders)
    yield from _titles(holders)


# --- names and titles ---------------------------------------------------------------------------------------------


def _holders(article: Article) -> Iterator[_Holder]:
    """Yield who is named right behind a title, with their sentence."""
    lexicon = load_lexicon(article.source.language)
    titles, dates = lexicon.offices | lexicon.office_modifiers, lexicon.calendar - lexicon.calendar_names
    insertions = [mark.span for quote in article.quotes for mark in quote.marks if mark.kind == "insertion"]
    for sentence in article.sentences:
        found = [*WORD.finditer(article.text, sentence.span.start, sentence.span.end)]
        words = [match[0] for match in found]
        start = 0
        while start < len(words):
            end = run_end(words, start, lambda word: word.lower() in titles)
            first = _enter(found, end, insertions)
            last = run_end(words, first, lambda word: word[:1].isupper() and word.lower() not in dates)
            held = end > start and last > first and words[end - 1].lower() in lexicon.offices
            if held:
                yield _Holder(
                    article,
                    article.passage(sentence.span),
                    title=tuple(word.lower() for word in words[start:end]),
                    name=tuple(words[first:last]),
                    title_at=article.passage(Span(found[start].start(), found[end - 1].end())),
                    name_at=article.passage(Span(found[first].start(), found[last - 1].end())),
                )
            start = last if held else max(end, start + 1)


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


def _names(holders: Sequence[_Holder]) -> Iterator[Discrepancy]:
    """Yield two spellings of one name under one title in one article."""
    for one, other in _first_pairs(holders, lambda one: (one.article.id, one.title), lambda one: one.name[-1]):
        if (
            not {*one.name} & {*other.name}
            and _spelled_alike(one.name[-1], other.name[-1])
            and not _are_two(one, other)
        ):
            yield Discrepancy("name", one.sentence, other.sentence, (one.name_at, other.name_at))


def _spelled_alike(one: str, other: str) -> bool:
    return one[0] == other[0] and SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SPELLED


def _are_two(one: _Holder, other: _Holder) -> bool:
    """Whether the article gives each of two people a given name, and not the same."""
    first, second = _given_names(one), _given_names(other)
    return bool(first and second and not first & second)


def _given_names(holder: _Holder) -> set[str]:
    """Return the words with a capital before a surname that are neither titles nor small words."""
    lexicon = load_lexicon(holder.article.source.language)
    small = lexicon.offices | lexicon.office_modifiers | lexicon.openers | lexicon.closed_words | lexicon.honorifics
    before = re.findall(rf"([^\W\d_][\w’'-]*) {re.escape(holder.name[-1])}\b", holder.article.text)
    return {word for word in before if word[0].isupper() and word.lower() not in small}


def _titles(holders: Sequence[_Holder]) -> Iterator[Discrepancy]:
    """Yield two titles of one kind before one full name: a defense minister and a foreign minister."""
    full = [one for one in holders if len(one.name) > 1 and len(one.title) > 1]
    told: set[tuple[str, ...]] = set()
    for one, other in _first_pairs(full, lambda one: (one.name, one.title[-1]), lambda one: one.title):
        alike = any(_are_variants(*pair) for pair in product(one.title[:-1], other.title[:-1]))
        if not alike and one.name not in told:
            told.add(one.name)
            yield Discrepancy("title", one.sentence, other.sentence, (one.title_at, other.title_at))


def _are_variants(one: str, other: str) -> bool:
    """Whether two words are one, perhaps spelled as on the other side of the ocean: "defence", "defense"."""
    return SequenceMatcher(None, one, other).ratio() >= _VARIANTS


def _first_pairs(
    holders: Sequence[_Holder], same: Callable[[_Holder], object], differs: Callable[[_Holder], object]
) -> Iterator[tuple[_Holder, _Holder]]:
    """Yield the pairs that are the same in one respect and differ in the other, at the first place of each."""
    groups: dict[object, dict[object, _Holder]] = defaultdict(dict)
    for holder in holders:
        groups[same(holder)].setdefault(differs(holder), holder)
    for group in groups.values():
        yield from combinations(group.values(), 2)
