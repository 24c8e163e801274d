"""Sentences as spans: never ending inside a quotation, surviving "U.S.", "Nov. 5-6" and "Gen. Anna Kowalska".

A rule splitter needs no training data and no download; where it doubts it does not split.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefing.lexicon import Lexicon
from briefing.model import Sentence, Span

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”“’')\]»«]*+(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\[\"“„«]+$")
_NEXT_WORD = re.compile(r"[^\W_]+")
_CLAUSE_LENGTH = 160
_STOPS = (".", "!", "?", "…", ";")
_INITIAL = 3
"""Characters of "J." and one more."""
_CUE_WITHIN = 8
"""Words behind a quotation among which its cue stands."""
_LOOK_BACK = 40
_DASHES = "–—―-"
_CLOSING = "\"'”“’»«"
_OPENING = "\"“„«'‘([-–—•"


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of `text`: stretches between blank lines, white space at the ends left out."""
    matches = re.finditer(r"\S(?:[^\n]++|\n(?!\s*\n))*+", text)
    return tuple(Span(match.start(), match.start() + len(match.group().rstrip())) for match in matches)


def find_sentences(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Span], lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """Return the sentences of `text` in order; `quotations` are the spans no sentence may end inside of."""
    splitter = _Splitter(text, quotations, lexicon)
    return tuple(
        Sentence(span, number) for number, paragraph in enumerate(paragraphs, 1) for span in splitter.split(paragraph)
    )


class _Splitter:
    def __init__(self, text: str, quotations: Sequence[Span], lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.quotations = quotations
        self.starts = [span.start for span in quotations]

    def split(self, paragraph: Span) -> Iterator[Span]:
        start = paragraph.start
        for match in _END.finditer(self.text, paragraph.start, paragraph.end):
            following = self._skip_space(match.end(), paragraph.end)
            if following < paragraph.end and self._ends(match.start(), match.end(), following):
                yield Span(start, match.end())
                start = following
        yield Span(start, paragraph.end)

    def _skip_space(self, position: int, end: int) -> int:
        while position < end and self.text[position].isspace():
            position += 1
        return position

    def _ends(self, stop: int, end: int, following: int) -> bool:
        if self._inside_quotation(end):
            return False
        first = self.text[following]
        if not (first in _OPENING or may_begin(first)):
            return False
        if end - stop == 1 and self.text[stop] == "." and self._is_abbreviation(stop, following):
            return False
        return not (self._closes_quotation(end) and (first in _DASHES or self._attributes(end, following)))

    def _inside_quotation(self, position: int) -> bool:
        index = bisect_right(self.starts, position - 1) - 1
        return index >= 0 and position < self.quotations[index].end

    def _closes_quotation(self, end: int) -> bool:
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and self.quotations[index].end == end

    def _attributes(self, end: int, following: int) -> bool:
        """Whether what follows a closing mark is the quotation's own cue: `"Who pays?" Anna Nowak of Gdynia asked.`"""
        if self.text[max(0, end - 4) : end].rstrip(_CLOSING)[-1:] == ".":
            return False
        words = self.text[following : following + _CLAUSE_LENGTH].partition("\n\n")[0].split()
        is_named = len(words) > 1 and all(word[0].isupper() for word in words[:2])
        for word in words[: None if is_named else _CUE_WITHIN]:
            if word.lower().rstrip(".,:") in self.lexicon.cues:
                return True
            if word.endswith(_STOPS) and not self._shortens(word):
                return False
        return False

    def _shortens(self, word: str) -> bool:
        return len(word) < _INITIAL or word[:-1].lower() in self.lexicon.abbreviations

    def _is_abbreviation(self, stop: int, following: int) -> bool:
        match = _LAST_WORD.search(self.text, max(0, stop - _LOOK_BACK), stop)
        word = match.group() if match else ""
        lowered = word.lower()
        if lowered in self.lexicon.abbreviations or (len(word) == 1 and word.isupper()):
            return True
        if self._is_ordinal(word) or "." in word or lowered in self.lexicon.ambiguous_abbreviations:
            return self.text[following].isdigit() or not self._opens_sentence(following)
        return False

    def _is_ordinal(self, word: str) -> bool:
        return "ordinal stops" in self.lexicon.traits and word.isdigit() and len(word) < _INITIAL

    def _opens_sentence(self, position: int) -> bool:
        match = _NEXT_WORD.match(self.text, position)
        return match is None or match.group().lower() in self.lexicon.openers


def may_begin(char: str) -> bool:
    """Whether a sentence may begin so: with a figure, a capital or a letter of a script that has none."""
    return char.isalnum() and char.title() == char
