"""What is like a theme's examples: the way in for a sentence that holds no phrase of any theme."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
        self._examples = tuple((theme.slug, example) for theme in themes for example in theme.examples)
        read = articles if self._examples else ()
        sentences = [set(terms(text)) for text in (*(example for _, example in self._examples), *_sentences(read))]
        self._present = Counter(term for sentence in sentences for term in sentence)
        self._count = len(sentences)

    def find(self, article: Article, span: Span) -> Reason | None:
        """Return why `span` belongs to the theme whose example it is most like; None if like none."""
        if not self._examples:
            return None
        stop_words = load_lexicon(article.source.language).function_words
        own = self._vector(terms(article.text[span.start : span.end], stop_words))
        found = [self._compare(own, slug, example, stop_words) for slug, example in self._examples]
        like = [one for one in found if one.score >= _LIKE and len(one.shared) >= _SHARED]
        return _reason(max(like, key=lambda one: one.score), article, span) if like else None

    def _compare(self, own: Vector, slug: str, example: str, stop_words: Container[str]) -> _Likeness:
        other = self._vector(terms(example, stop_words))
        shared = own.keys() & other.keys()
        score = sum(own[term] * other[term] for term in sorted(shared))
        return _Likeness(slug, example, frozenset(shared), round(score, 3))

    def _vector(self, found: Sequence[str]) -> Vector:
        """Return the terms of a sentence weighted, as a vector of length 1."""
        counts = Counter(found)
        present = np.array([self._present[term] for term in counts])
        weights = frequency(np.array(list(counts.values()))) * rarity(self._count, present)
        return dict(zip(counts, (weights / np.linalg.norm(weights)).tolist(), strict=True))


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
