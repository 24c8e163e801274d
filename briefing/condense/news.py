"""Our own summarizer for news: what the rest of the article comes back to, said early, near the title."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from sumy.summarizers import AbstractSummarizer

from briefing.condense.phrases import holds_page_phrase
from briefing.vectors import Matrix, cosine, count_terms, stem, tfidf, unit_rows, words

_FORWARD, _CENTROID, _POSITION, _TITLE, _LENGTH, _BOILERPLATE = 0.5, 1.0, 3.0, 1.2, 0.3, 2.0
"""The weights of the first prototype, left untuned; two of the terms are standardised, the others lie within 0..1."""

_FADE = 6.0
_IDEAL_LENGTH = 24
_SHORT, _SHORT_PENALTY = 6, 2.0

_DATELINE = re.compile(r"(?P<place>[^\n!?\"“–—]{2,60}?)\s(?:--?|–|—)\s")


class NewsSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Ranks sentences by forward centrality, centroid, position, overlap with the title, length and boilerplate.

    Centrality counts only what follows a sentence, as in PacSum (Zheng & Lapata 2019, "Sentence centrality
    revisited for unsupervised summarization"); the centroid is that of MEAD (Radev et al. 2004, "Centroid-based
    summarization of multiple documents"), over terms that occur in two sentences; position decays like exp(-i/6).
    The document's headings are its title. Cost grows linearly with the number of sentences.
    """

    def __init__(self, stemmer: Callable[[str], str] = stem) -> None:
        super().__init__(stemmer)
        self.stop_words: frozenset[str] = frozenset()

    def __call__(self, document: Any, sentences_count: Any) -> tuple[Any, ...]:
        """Return the best sentences of a sumy document in its order; the count is whatever sumy takes as one."""
        ratings = iter(self.rate_sentences(document))
        best: tuple[Any, ...] = self._get_best_sentences(
            document.sentences, sentences_count, lambda sentence: next(ratings)
        )
        return best

    def rate_sentences(self, document: Any) -> tuple[float, ...]:
        """Return a rating for each sentence of a sumy document, in its order; higher is better."""
        sentences = document.sentences
        if not sentences:
            return ()
        terms = [self._terms(sentence) for sentence in sentences]
        title = frozenset(term for heading in document.headings for term in self._terms(heading))
        counts = count_terms(terms)
        vectors = tfidf(counts)
        ratings = (
            _FORWARD * _standardised(_forward_centrality(vectors))
            + _CENTROID * _standardised(_nearness_to_centroid(counts, vectors))
            + _POSITION * np.exp(-np.arange(len(sentences)) / _FADE)
            + _TITLE * np.array([len(title.intersection(found)) / max(len(title), 1) for found in terms])
            + _LENGTH * _length_band(np.array([len(_words(sentence)) for sentence in sentences]))
            - _BOILERPLATE * np.array([holds_page_phrase(str(sentence)) for sentence in sentences])
        )
        return tuple(ratings.tolist())

    def _terms(self, sentence: Any) -> tuple[str, ...]:
        lower = (self.normalize_word(word) for word in _words(sentence))
        return tuple(self._stemmer(word) for word in lower if len(word) > 1 and word not in self.stop_words)


def _words(sentence: Any) -> tuple[str, ...]:
    """Return the words of a sentence without its dateline ("GDAŃSK, Poland - "): where it was written is not news."""
    text = str(sentence)
    dateline = _DATELINE.match(text)
    place = dateline["place"].partition(",")[0] if dateline else ""
    return words(text[dateline.end() :] if dateline and place.isupper() else text)


def _forward_centrality(vectors: Matrix) -> Matrix:
    """How much the sentences after each one say the same: its product with their sum, so no sentence pairs."""
    later: Matrix = np.cumsum(vectors[::-1], axis=0)[::-1] - vectors
    centrality: Matrix = (vectors * later).sum(axis=1)
    return centrality


def _nearness_to_centroid(counts: Matrix, vectors: Matrix) -> Matrix:
    shared = (counts > 0).sum(axis=0) > 1
    centroid = unit_rows(np.where(shared, counts.sum(axis=0), 0.0)[np.newaxis])
    return cosine(vectors, centroid).ravel()


def _length_band(lengths: Matrix) -> Matrix:
    distance: Matrix = -np.abs(np.log((lengths + 1) / _IDEAL_LENGTH))
    return distance - np.where(lengths < _SHORT, _SHORT_PENALTY, 0.0)


def _standardised(values: Matrix) -> Matrix:
    spread = float(values.std())
    standardised: Matrix = (values - values.mean()) / (spread if spread > 1e-9 else 1.0)
    return standardised
