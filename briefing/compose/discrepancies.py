"""Discrepancies: a different number, date, name or title for the same thing, in one article or in one story.

Only what is otherwise alike is compared, since a list of differences that are none is worse than none: sentences with
most of their words in common, no name that the other contradicts, and the same thing counted; names under one
title that are spelled alike; titles of one kind before one name. Tables, in which everything differs, are none.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from briefing.lexicon import Lexicon, load_lexicon, month_numbers
from briefing.model import Article, Discrepancy, Span, Story
from briefing.vectors import stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-.][^\W\d_]+)*|[^\w\s]")
"""Numbers, words without their genitive, marks."""
_ALIKE = 0.8
"""Of the words of two sentences, figures left out, so many are in both (the coefficient of Dice 1945)."""
_SHARED = 5
"""Words that both have at least."""
_FIGURES = 3
"""Things on which a sentence gives figures; one with more is a table."""
_SPELLED = 0.5
"""How alike two spellings of one name are (Ratcliff and Metzener 1988, as difflib has it)."""
_MOST = 40
"""Sentences on one thing that are compared with one another."""

Facts = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what can be compared in it."""

    article: Article
    span: Span
    words: frozenset[str]
    names: frozenset[str]
    numbers: Facts
    """By the stem of the word counted: "people" -> {"12"}."""
    days: Facts
    """By the month's number: "11" -> {"5"}."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """A name with the title before it."""

    article: Article
    span: Span
    title: tuple[str, ...]
    name: tuple[str, ...]


def find_discrepancies(stories: Sequence[Story], articles: Iterable[Article]) -> tuple[Discrepancy, ...]:
    """Return the discrepancies inside each of the stories, in their order; `articles` are those that are used."""
    by_id = {article.id: article for article in articles}
    return tuple(
        found for story in stories for found in _in_story([by_id[one] for one in story.articles if one in by_id])
    )


def _in_story(articles: Sequence[Article]) -> Iterator[Discrepancy]:
    sentences = [one for article in articles for one in _sentences(article)]
    holders = [one for article in articles for one in _holders(article)]
    yield from _apart(sentences, "number", lambda one: one.numbers)
    yield from _apart(sentences, "date", lambda one: one.days)
    yield from _names(holders)
    yield from _titles(holders)


# --- numbers and dates --------------------------------------------------------------------------------------------


def _sentences(article: Article) -> Iterator[_Sentence]:
    lexicon = load_lexicon(article.source.language)
    for sentence in article.sentences:
        text = article.text[sentence.span.start : sentence.span.end]
        words = _WORD.findall(text)
        lower = [word.lower() for word in words]
        telling = {stem(word) for word in lower if len(word) > 1 and word not in lexicon.function_words}
        days = _days(lower)
        yield _Sentence(
            article,
            sentence.span,
            words=frozenset(word for word in telling if not _is_number(word, lexicon)),
            names=frozenset(word.lower() for word in words[1:] if word[:1].isupper()),
            numbers={} if days else _numbers(lower, lexicon),
            days=days,
        )


def _days(words: Sequence[str]) -> Facts:
    """Return the days of the month that a sentence names, by month."""
    months = month_numbers()
    found: dict[str, set[str]] = defaultdict(set)
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if word in months:
            found[str(months[word])].update(day for day in (before, after) if day.isdigit() and int(day) <= 31)
    return {month: frozenset(days) for month, days in found.items() if days}


def _numbers(words: Sequence[str], lexicon: Lexicon) -> Facts:
    """Return the numbers in digits, each with the words that belong to it ("3.5 million"), by what they count."""
    found: dict[str, set[str]] = defaultdict(set)
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and _is_number(words[end], lexicon):
            end += 1
        counted = words[end] if end < len(words) else ""
        in_digits = end > start and words[start][0].isdigit()
        if in_digits and counted[:1].isalpha() and counted not in lexicon.function_words:
            found[stem(counted)].add(" ".join(words[start:end]))
        start = max(end, start + 1)
    return {thing: frozenset(numbers) for thing, numbers in found.items()}


def _is_number(word: str, lexicon: Lexicon) -> bool:
    return word[0].isdigit() or word in lexicon.numbers


def _apart(sentences: Sequence[_Sentence], kind: str, facts: Callable[[_Sentence], Facts]) -> Iterator[Discrepancy]:
    """Yield the pairs of sentences that state different facts on one thing, each difference once."""
    by_thing: dict[str, list[_Sentence]] = defaultdict(list)
    for sentence in sentences:
        for thing in facts(sentence):
            by_thing[thing].append(sentence)
    told: set[tuple[str, frozenset[str], frozenset[str]]] = set()
    for thing, on_it in by_thing.items():
        for one, other in combinations(on_it[:_MOST], 2):
            first, second = facts(one)[thing], facts(other)[thing]
            if _differ(first, second) and (thing, first, second) not in told and _say_the_same(one, other, thing):
                told.update({(thing, first, second), (thing, second, first)})
                yield _discrepancy(kind, one, other)


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each states one number, and neither is the other made round."""
    if len(one) != 1 or len(other) != 1 or one == other:
        return False
    (first, *unit), (second, *other_unit) = (next(iter(numbers)).replace(",", "").split() for numbers in (one, other))
    return unit != other_unit or not (_rounds(first, second) or _rounds(second, first))


def _rounds(exact: str, number: str) -> bool:
    """Whether a number is another one made round: 1,200 for 1,214, 3 for 3.2."""
    if "." in number or not number.rstrip("0"):
        return False
    zeros = len(number) - len(number.rstrip("0"))
    return bool(zeros or "." in exact) and _value(number) == round(_value(exact), -zeros)


def _value(number: str) -> float:
    return float(number) if number.count(".") < 2 else 0.0


def _say_the_same(one: _Sentence, other: _Sentence, but_for: str) -> bool:
    """Whether two sentences have most words, a name and all other figures on the same things in common."""
    shared = len(one.words & other.words)
    alike = shared >= max(_SHARED, _ALIKE * (len(one.words) + len(other.words)) / 2)
    if not alike or not one.names & other.names or (one.names - other.names and other.names - one.names):
        return False
    figures, others = ({**sentence.numbers, **sentence.days} for sentence in (one, other))
    return len(figures) <= _FIGURES and all(
        figures[thing] == others[thing] for thing in figures.keys() & others.keys() - {but_for}
    )


# --- names and titles ---------------------------------------------------------------------------------------------


def _holders(article: Article) -> Iterator[_Holder]:
    """Yield who is named right behind a title, with their sentence."""
    lexicon = load_lexicon(article.source.language)
    titles, dates = lexicon.offices | lexicon.office_modifiers, lexicon.calendar - lexicon.calendar_names
    for sentence in article.sentences:
        words = _WORD.findall(article.text[sentence.span.start : sentence.span.end])
        start = 0
        while start < len(words):
            end = _run(words, start, lambda word: word.lower() in titles)
            last = _run(words, end, lambda word: word[:1].isupper() and word.lower() not in dates)
            if end > start and last > end and words[end - 1].lower() in lexicon.offices:
                title = tuple(word.lower() for word in words[start:end])
                yield _Holder(article, sentence.span, title, tuple(words[end:last]))
            start = max(last, start + 1)


def _run(words: Sequence[str], start: int, belongs: Callable[[str], bool]) -> int:
    """Return where the words from `start` on that belong together end."""
    end = start
    while end < len(words) and belongs(words[end]):
        end += 1
    return end


def _names(holders: Sequence[_Holder]) -> Iterator[Discrepancy]:
    """Yield two spellings of one name under one title in one article."""
    for one, other in _first_pairs(holders, lambda one: (one.article.id, one.title), lambda one: one.name[-1]):
        if not {*one.name} & {*other.name} and _spelled_alike(one.name[-1], other.name[-1]):
            yield _discrepancy("name", one, other)


def _spelled_alike(one: str, other: str) -> bool:
    return one[0] == other[0] and SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SPELLED


def _titles(holders: Sequence[_Holder]) -> Iterator[Discrepancy]:
    """Yield two titles of one kind before one full name: a defense minister and a foreign minister."""
    full = [one for one in holders if len(one.name) > 1 and len(one.title) > 1]
    for one, other in _first_pairs(full, lambda one: (one.name, one.title[-1]), lambda one: one.title):
        if not {*one.title[:-1]} & {*other.title[:-1]}:
            yield _discrepancy("title", one, other)


def _first_pairs(
    holders: Sequence[_Holder], same: Callable[[_Holder], object], differs: Callable[[_Holder], object]
) -> Iterator[tuple[_Holder, _Holder]]:
    """Yield the pairs that are the same in one respect and differ in the other, at the first place of each."""
    groups: dict[object, dict[object, _Holder]] = defaultdict(dict)
    for holder in holders:
        groups[same(holder)].setdefault(differs(holder), holder)
    for group in groups.values():
        yield from combinations(group.values(), 2)


def _discrepancy(kind: str, one: _Sentence | _Holder, other: _Sentence | _Holder) -> Discrepancy:
    first, second = one.article.passage(one.span), other.article.passage(other.span)
    return Discrepancy(kind, first, second, (first, second))  # type: ignore[arg-type]
