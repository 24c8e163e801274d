"""The articles of a briefing, to find words in: folded once, each place with its paragraph."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.check.difference import Change, change
from briefing.check.folding import fold
from briefing.lexicon import load_lexicon
from briefing.model import Article, Source
from briefing.records import Text

_CLOSING = ",.;:"
"""A mark that a sentence around a quotation may have put inside its marks."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand."""

    number: int
    """Of the source."""
    first: int
    last: int
    """Its paragraphs."""

    @property
    def citation(self) -> str:
        """As it is printed."""
        return f"{self.number}\u202f¶{self.first}" + (f"–{self.last}" if self.last > self.first else "")


@dataclass(frozen=True, slots=True)
class _Folded:
    number: int
    text: str
    starts: tuple[int, ...]
    """Of its paragraphs."""


class Sources:
    """Finds words in articles, which are given by the numbers that they have in the register."""

    def __init__(self, articles: Mapping[int, Text | Article]) -> None:
        self._articles = articles
        self._texts = tuple(_folded(number, article) for number, article in sorted(articles.items()))

    def look_up(self, words: str) -> tuple[tuple[Place, ...], bool]:
        """Return where words stand that somebody set as a source's, and whether they were cut with … to hide something.

        They are proved if they stand somewhere and hide nothing: the one rule for files, merges and kept texts.
        """
        places = self.find(words)
        cut = None if places else self.find_cut(words)
        return ((cut[0],), cut[1] == "hidden") if cut else (places, False)

    def find(self, words: str) -> tuple[Place, ...]:
        """Return where words stand, the first place of each article; a mark that closes them may be left out."""
        folded = fold(words)
        for wanted in (folded, folded.rstrip(_CLOSING)):
            places = tuple(place for text in self._texts for place in _places(text, wanted))
            if places or not wanted:
                return places
        return ()

    def find_cut(self, words: str) -> tuple[Place, Change] | None:
        """Return where words with … stand that have been cut out of one article, and whether that hides anything."""
        folded = fold(words).rstrip(_CLOSING)
        parts = [part.strip(" []") for part in folded.split("…")]
        for text in self._texts if len(parts) > 1 and all(parts) else ():
            start = text.text.find(parts[0])
            end = _end(text.text, parts, start)
            if start >= 0 and end > start:
                lexicon = load_lexicon(self.source(text.number).language)
                made = change(text.text[start:end], folded, lexicon)
                return _place(text, start, end), made
        return None

    def source(self, number: int) -> Source:
        """Return the bibliography of a source."""
        return self._articles[number].source

    def tell(self, place: Place) -> str:
        """Return a place for a person: "Pontic Herald, 2026-03-04, 5 ¶7"."""
        source = self.source(place.number)
        told = (source.outlet or source.title, source.published.isoformat() if source.published else "", place.citation)
        return ", ".join(filter(None, told))


def _end(text: str, parts: Iterable[str], start: int) -> int:
    """Return where the last of parts ends that follow one another from a place on; -1 where they do not."""
    position = start
    for part in parts:
        found = text.find(part, position) if position >= 0 else -1
        position = found + len(part) if found >= 0 else -1
    return position


def _folded(number: int, article: Text | Article) -> _Folded:
    starts, texts, length = [], [], 0
    for span in article.paragraphs:
        folded = fold(article.text[span.start : span.end])
        starts.append(length)
        texts.append(folded)
        length += len(folded) + 1
    return _Folded(number, " ".join(texts), tuple(starts))


def _places(article: _Folded, words: str) -> Iterator[Place]:
    """Yield the first place of words in an article, where no word is cut in two; an edge in a word is none."""
    start = article.text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        edges = (article.text[max(0, start - 1) : start + 1], article.text[end - 1 : end + 1])
        if not any(len(edge) == 2 and edge.isalnum() for edge in edges):
            yield _place(article, start, end)
            return
        start = article.text.find(words, start + 1)


def _place(article: _Folded, start: int, end: int) -> Place:
    return Place(article.number, bisect_right(article.starts, start), bisect_right(article.starts, end - 1))
