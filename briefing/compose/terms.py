"""What points are about, for suggestions: words and pairs of words, and how surely they go together.

A term stands for its inflections. Function words, names of speakers and words that already told a theme are left out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.lexicon import load_lexicon
from briefing.model import Article, KeyPoint, Reason
from briefing.vectors import stem, words

_CLAUSE = re.compile(r"[^\w\s.'’-]+|\.\s|\s-+\s")
_LISTS = (
    "function_words",
    "openers",
    "cues",
    "adverbs",
    "prepositions",
    "auxiliaries",
    "conjunctions",
    "pronouns",
    "possessives",
    "first_persons",
    "indefinites",
    "relatives",
    "subordinators",
    "calendar",
    "calendar_names",
    "honorifics",
    "numbers",
    "verbs",
)
"""Of the lexicon: words that are about nothing."""
_SHORTEST = 3

Term = tuple[str, ...]
"""The code of the language and the stems of one word or two."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A point and what it is about."""

    article: Article
    point: KeyPoint
    order: int
    """Of its article."""
    rank: int
    """In its article."""
    themes: frozenset[str]
    terms: frozenset[Term]
    forms: tuple[tuple[Term, str], ...]
    """The terms as written, in lower case."""


def describe(article: Article, point: KeyPoint, place: tuple[int, int], reasons: Sequence[Reason]) -> Unit:
    """Return a point at its place (number of the article, rank) with its terms, without the phrases of its themes."""
    text = point.excerpt.passage.text
    known = {phrase for reason in reasons if not reason.example for phrase in reason.phrases}
    for phrase in sorted(known, key=lambda phrase: (-len(phrase), phrase)):
        text = text.replace(phrase, " / ")
    forms = tuple(_forms(text, article.source.language, _speakers(article)))
    themes = frozenset(reason.theme for reason in reasons)
    return Unit(article, point, *place, themes, frozenset(term for term, _ in forms), forms)


def _forms(text: str, language: str, names: frozenset[str]) -> Iterator[tuple[Term, str]]:
    """Yield each term and how it is written; a pair only where nothing stands between its words."""
    for clause in _CLAUSE.split(text):
        written = [word.lower() for word in words(clause)]
        said = [_says(word, language) and word not in names for word in written]
        for at, word in enumerate(written):
            if said[at]:
                yield (language, stem(word)), word
            if all(said[at : at + 2]) and at + 1 < len(written):
                yield (language, stem(word), stem(written[at + 1])), f"{word} {written[at + 1]}"


def _says(word: str, language: str) -> bool:
    return len(word) >= _SHORTEST and not any(char.isdigit() for char in word) and word not in _silent(language)


@cache
def _silent(language: str) -> frozenset[str]:
    lexicon = load_lexicon(language)
    return frozenset(word for name in _LISTS for entry in getattr(lexicon, name) for word in entry.split())


def _speakers(article: Article) -> frozenset[str]:
    """Return the words of the names of who speaks in an article: persons are no subjects."""
    told = [quote.attribution.speaker for quote in article.quotes]
    told += [report.attribution.speaker for report in article.reports]
    named = [*told, *(reference.speaker for reference in article.references)]
    return frozenset(word.lower() for speaker in named if speaker for word in words(speaker.name))


def written(units: Iterable[Unit]) -> dict[Term, str]:
    """Return how each term is written most often; of two the first in the alphabet."""
    counts = Counter(form for unit in units for form in unit.forms)
    best: dict[Term, str] = {}
    for (term, form), _ in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        best.setdefault(term, form)
    return best


def likelihood(both: int, one: int, other: int, total: int) -> float:
    """Return how surely two things that occur `one` and `other` times occur together (`both`) more than by chance.

    The log-likelihood ratio for a table of two by two (Dunning 1993, "Accurate methods for the statistics of surprise
    and coincidence"); 0 where they avoid each other. 10.83 is passed by chance once in a thousand times.

    >>> round(likelihood(5, 5, 5, 50), 2), likelihood(1, 10, 10, 20)
    (32.51, 0.0)
    """
    if both * total <= one * other:
        return 0.0
    cells = (both, one - both, other - both, total - one - other + both)
    margins = (one, total - one, other, total - other)
    return max(2 * (_information(cells) - _information(margins) + _information((total,))), 0.0)


def _information(counts: Iterable[int]) -> float:
    return sum(count * math.log(count) for count in counts if count)
