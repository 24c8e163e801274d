"""Which sentences of an article may state what can be compared: numbers of things, and days.

It depends on the article alone, costs one pass over it, and may name a sentence too many, never one too few: so only
few sentences are read word by word (see facts.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.compose.lookup import Folded, Table, find, fold, make_table, sentence_at
from briefing.compose.spellings import LETTERS
from briefing.lexicon import load_lexicon, month_numbers
from briefing.model import Article
from briefing.vectors import stem

_FIGURE = re.compile(rf"\d(?:[\s_]*({LETTERS})|[-.](\d\d?)(?=[-.]\d))")
"""A figure with the word behind it, or with the month of a date in figures."""
_COUNTED = re.compile(rf"[\s_]+({LETTERS})")
_DIGIT = re.compile(r"\d")
_DAY_BEHIND = re.compile(r"\.?\s\d")
"""What follows a month that stands before its day."""

Named = tuple[str, int]
"""A thing or a month, and the number of a sentence."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the sentences of an article may state, sentence by sentence."""

    things: tuple[Named, ...]
    """By the stem of what may be counted."""
    months: tuple[Named, ...]
    """By the number of the month, "01" for January."""


NO_MENTIONS = Mentions((), ())


def find_mentions(article: Article, folded: Folded) -> Mentions:
    """Return which things may be counted and which months a day may be of, and in which sentences.

    `folded` is the article's text.
    """
    things, months = _behind_figures(article)
    things += _behind_words(article, folded)
    months += _of_names(article, folded)
    silent = _silent(article.source.language)
    counted = dict.fromkeys((stem(thing), number) for thing, number in things if thing not in silent)
    return Mentions(tuple(counted), tuple(dict.fromkeys(month for month in months if month[1] >= 0)))


def _behind_figures(article: Article) -> tuple[list[Named], list[Named]]:
    """Return the words behind figures, and the months of dates in figures."""
    things: list[Named] = []
    months: list[Named] = []
    for number, sentence in enumerate(article.sentences):
        for thing, month in _FIGURE.findall(article.text, sentence.span.start, sentence.span.end):
            if thing:
                things.append((thing.lower(), number))
            else:
                months.append((f"{int(month):02}", number))
    return things, months


def _behind_words(article: Article, folded: Folded) -> Iterator[Named]:
    """Yield the words behind numbers that are written in words."""
    for hit in find(_number_words(article.source.language), folded):
        number = sentence_at(article, hit.start)
        end = article.sentences[number].span.end if number >= 0 else 0
        if counted := _COUNTED.match(article.text, hit.start + len(hit.word), end):
            yield counted[1].lower(), number


def _of_names(article: Article, folded: Folded) -> Iterator[Named]:
    """Yield the months that are named beside the figure of a day."""
    language, text = article.source.language, article.text
    numbers, before = _months(language), _before_month(language)
    for hit in find(_month_names(language), folded):
        if _DIGIT.search(text, max(hit.start - before, 0), hit.start) or _DAY_BEHIND.match(
            text, hit.start + len(hit.word)
        ):
            yield numbers[hit.word], sentence_at(article, hit.start)


@cache
def _before_month(language: str) -> int:
    """Return how far before a month the figure of its day may stand: "5th of May" (see days.py)."""
    lexicon = load_lexicon(language)
    ending, link = (max(map(len, words), default=0) for words in (lexicon.ordinal_endings, lexicon.date_links))
    return max(ending, len(".")) + link + len("5  ")


@cache
def _silent(language: str) -> frozenset[str]:
    """Return the words that are never counted; a word of a number is behind another one, and has its own turn."""
    lexicon = load_lexicon(language)
    return lexicon.closed_words | month_numbers().keys() | lexicon.number_words


@cache
def _number_words(language: str) -> Table:
    return make_table(load_lexicon(language).number_words)


@cache
def _month_names(language: str) -> Table:
    return make_table(_months(language))


@cache
def _months(language: str) -> dict[str, str]:
    """Return the numbers of the months by their names, folded."""
    forms = [(form, n) for n, month in enumerate(load_lexicon(language).months, 1) for form in month.split("|")]
    return {fold(form): f"{number:02}" for form, number in reversed(forms)}
