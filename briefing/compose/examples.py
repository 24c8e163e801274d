"""What is like a theme's examples: the way in for a sentence that holds no phrase of any theme."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from briefing.lexicon import load_lexicon
from briefing.model import Article, Reason, Span, Theme
from briefing.vectors import frequency, rarity, terms, words

_LIKE = 0.3
"""Cosine from which a sentence is like an example. Sentences of one subject in different words lie below."""
_SHARED = 2
"""Different terms that both must have: with one alone, a single rare word would do."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Example:
    """An example as a vector in one language, whose function words are left out."""

    slug: str
    text: str
    vector: Vector


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like a sentence is to an example, and the terms that both have."""

    slug: str
    example: str
    shared: frozenset[str]
    score: float


class Examples:
    """Compares sentences with the examples of themes, as TF-IDF vectors over the sentences of a run.

    The weights are those of `vectors.tfidf`. Of a run no more is kept than how many sentences have each term: a matrix
    of them would not fit.
    """

    def __init__(self, themes: Sequence[Theme], articles: Iterable[Article]) -> None:
        self._texts = tuple((theme.slug, example) for theme in themes for example in theme.examples)
        read = articles if self._texts else ()
        self._present: Counter[str] = Counter()
        self._count = 0
        for text in (*(example for _, example in self._texts), *_sentences(read)):
            self._present.update(set(terms(text)))
            self._count += 1
        self._known: dict[str, tuple[_Example, ...]] = {}
        self._having: dict[str, dict[str, list[int]]] = {}
        """By language and term the examples that have it."""

    def find(self, article: Article, span: Span) -> Reason | None:
        """Return why `span` belongs to the theme whose example it is most like; None if like none."""
        if not self._texts:
            return None
        language = article.source.language
        found = terms(article.text[span.start : span.end], load_lexicon(language).function_words)
        near = self._near(found, language)
        if not near:
            return None
        own = self._vector(found)
        likes = [one for one in (_compare(own, example) for example in near) if one.score >= _LIKE]
        return _reason(max(likes, key=lambda one: one.score), article, span) if likes else None

    def _near(self, found: Sequence[str], language: str) -> list[_Example]:
        """Return the examples that share enough terms with a sentence."""
        if language not in self._known:
            self._read(language)
        having = self._having[language]
        shared = Counter(number for term in having.keys() & set(found) for number in having[term])
        return [self._known[language][number] for number in sorted(shared) if shared[number] >= _SHARED]

    def _read(self, language: str) -> None:
        stop_words = load_lexicon(language).function_words
        vectors = [self._vector(terms(text, stop_words)) for _, text in self._texts]
        self._known[language] = tuple(
            _Example(*text, vector) for text, vector in zip(self._texts, vectors, strict=True)
        )
        having = self._having[language] = {}
        for number, vector in enumerate(vectors):
            for term in vector:
                having.setdefault(term, []).append(number)

    def _vector(self, found: Sequence[str]) -> Vector:
        """Return the terms of a sentence weighted, as a vector of length 1."""
        counts = Counter(found)
        present = np.array([self._present[term] for term in counts])
        weights = frequency(np.array(list(counts.values()))) * rarity(self._count, present)
        return dict(zip(counts, (weights / np.linalg.norm(weights)).tolist(), strict=True))


def _compare(own: Vector, example: _Example) -> _Likeness:
    shared = own.keys() & example.vector.keys()
    score = sum(own[term] * example.vector[term] for term in sorted(shared))
    return _Likeness(example.slug, example.text, frozenset(shared), round(score, 3))


def _reason(like: _Likeness, article: Article, span: Span) -> Reason:
    """Return the likeness as a reason, with the words of the article that the example has, too."""
    text = article.text[span.start : span.end]
    shared = [word for word in words(text) if like.shared.intersection(terms(word))]
    return Reason(
        like.slug, tuple(dict.fromkeys(shared)), span.start + text.index(shared[0]), like.score, example=like.example
    )


def _sentences(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        yield from (article.text[one.span.start : one.span.end] for one in article.sentences)
