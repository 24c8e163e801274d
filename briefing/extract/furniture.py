"""What stands among the sentences of an article and states nothing.

Datelines ("SULINA, Nov. 5 (Baltwire) — "), bylines, the names and times above the text, captions with their credits,
"Read more" and sign-offs. They are spans like everything else, so that offsets stay; `clear_away` takes them out of a
list of sentences. Only forms that can hardly be anything else are told: what is missed costs a line, what is told
wrongly costs a statement.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice, takewhile

from briefing.lexicon import Lexicon, union
from briefing.model import Sentence, Span
from briefing.phrases import any_of, opens_with_page_phrase

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_LINE = re.compile(r"(?P<head>[^\n\"“„«–—]{0,80}?)(?:\s--?\s|\s*[–—]|\s?--)\s*")
"""What stands before the first dash of a sentence, as far as a dateline reaches."""
_AGENCY = re.compile(r"(?P<place>[^()/]*)(?:\((?P<agency>[^()]{2,40})\)|/(?P<wire>[^/]{2,40})/)\s*$")
_AGENCY_ALONE = re.compile(r"\(\s*[^\W\d_]+(?:/[^\W\d_]+)?\s*\)\s*")
"""In front of the first sentence, with no dash behind it: "(CNN) The port ..."."""
_LONGEST_PLACE = 8
"""Words of a place with its country and day."""
_LONGEST_BYLINE = 14
_CREDIT = re.compile(r"[\[(](?P<names>[^\[\]()/]+ [^\[\]()/]+)/(?P<house>[^\[\]()]+)[\])]\W*$")
"""Who took a picture and for whom, at the end of its caption: "[Ana Ilic/Baltwire]"."""
_NOTE = re.compile(r"[\[(](?P<note>[^\[\]()]{3,60})[\])]\W*$")
_LONGEST_CAPTION = 3
"""Sentences."""
_LEAST_OF_TITLE = 0.5
"""Of a title, so much has to stand above the text."""
_LONGEST_LABEL = 3
"""Words that say what a picture is: "File photo."."""


def find_furniture(text: str, sentences: Sequence[Sentence], lexicon: Lexicon, title: str = "") -> tuple[Span, ...]:
    """Return the spans that state nothing, in order: whole sentences, and datelines at the head of one.

    The title, where it stands above the text again, is one of them.
    """
    return _Finder(text, sentences, lexicon, title).find()


def clear_away(sentences: Sequence[Sentence], furniture: Sequence[Span]) -> tuple[Sentence, ...]:
    """Return the sentences without `furniture`: whole ones go, one behind a dateline begins where that ends."""
    kept = []
    for sentence in sentences:
        place = bisect_right(furniture, sentence.span.start, key=lambda span: span.start) - 1
        start = max(sentence.span.start, furniture[place].end if place >= 0 else 0)
        if start < sentence.span.end:
            is_whole = start == sentence.span.start
            kept.append(sentence if is_whole else replace(sentence, span=Span(start, sentence.span.end)))
    return tuple(kept)


class _Finder:
    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon, title: str) -> None:
        self.text, self.sentences, self.lexicon = text, sentences, lexicon
        self.title = _letters(title)
        self.small = union(lexicon.conjunctions, lexicon.particles, lexicon.title_links, lexicon.bylines)

    def find(self) -> tuple[Span, ...]:
        whole = {sentence.span for sentence in self.sentences if self._states_nothing(self._slice(sentence.span))}
        whole |= set(self._headline())
        whole |= set(self._head(whole))
        whole |= {span for caption in self._captions() for span in caption}
        left = [sentence for sentence in self.sentences if sentence.span not in whole]
        return tuple(sorted(whole.union(self._datelines(left))))

    def _slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _states_nothing(self, sentence: str) -> bool:
        """Whether a sentence, wherever it stands, is a byline, a sign-off or a line of the page."""
        start = next((place for place, char in enumerate(sentence) if char.isalnum()), 0)
        signs_off = any_of(self.lexicon.sign_offs).match(sentence, start)
        return (
            opens_with_page_phrase(sentence, self.lexicon)
            or (signs_off is not None and sentence[signs_off.end() :].lstrip(": ")[:1].isupper())
            or any_of(self.lexicon.contributions).search(sentence) is not None
            or self._is_byline(sentence, start)
        )

    def _is_byline(self, sentence: str, start: int) -> bool:
        """Whether it is "By Anna Nowak and Jan Lis, Baltwire": after the opener names alone."""
        opener = any_of(self.lexicon.bylines).match(sentence, start)
        found = _WORD.findall(sentence, opener.end()) if opener else []
        return opener is not None and len(found) <= _LONGEST_BYLINE and self._names_only(found)

    def _names_only(self, found: Sequence[str]) -> bool:
        return not any(word.islower() and word not in self.small for word in found)

    def _headline(self) -> Iterator[Span]:
        """Yield the sentences of the first paragraph where it is the title, or begins it and something follows."""
        first = [one.span for one in self.sentences if one.paragraph == self.sentences[0].paragraph]
        if not first or len(first) == len(self.sentences):
            return
        line = _letters(self.text[first[0].start : first[-1].end])
        if (
            self.title
            and line in (self.title, self.title[: len(line)])
            and len(line) > _LEAST_OF_TITLE * len(self.title)
        ):
            yield from first

    def _head(self, known: set[Span]) -> Iterator[Span]:
        """Yield the sentences above the text that hold nothing but names and times, as exports of web pages have them.

        In the paragraph that the text begins in there must be a byline among them, or they may belong to it: "Sen.".
        Where no other sentence follows they are the text.
        """

        def is_above(sentence: Sentence) -> bool:
            own = self._slice(sentence.span)
            return sentence.span in known or (not any(map(str.isalpha, own)) or self._is_nominal(own))

        above = list(takewhile(is_above, self.sentences))
        if len(above) == len(self.sentences):
            return
        opening = self.sentences[len(above)].paragraph
        signed = any(sentence.span in known for sentence in above if sentence.paragraph == opening)
        yield from (sentence.span for sentence in above if signed or sentence.paragraph < opening)

    def _is_nominal(self, sentence: str) -> bool:
        """Whether it has capitals and no word in small letters; scripts without capitals cannot tell."""
        return any(map(str.isupper, sentence)) and self._names_only(_WORD.findall(sentence))

    def _captions(self) -> Iterator[list[Span]]:
        """Yield the sentences of each short paragraph that says of itself that it belongs to a picture."""
        for _, group in groupby(self.sentences, key=lambda sentence: sentence.paragraph):
            spans = [sentence.span for sentence in group]
            is_caption = self._is_credit(self._slice(spans[-1])) or self._is_label(self._slice(spans[0]))
            if len(spans) <= _LONGEST_CAPTION and is_caption:
                yield spans

    def _is_credit(self, sentence: str) -> bool:
        """Whether it ends with who took a picture: "[Ana Ilic/Baltwire]", "(Baltwire photo)"."""
        credit, note = _CREDIT.search(sentence), _NOTE.search(sentence)
        noted = _WORD.findall(note["note"]) if note else []
        pictured = any(word.lower() in self.lexicon.pictures for word in noted)
        others = [word for word in noted if word.lower() not in self.lexicon.pictures]
        return (credit is not None and self._names_only(_WORD.findall(credit[0]))) or (
            pictured and self._names_only(others)
        )

    def _is_label(self, sentence: str) -> bool:
        """Whether it is "Illustrative photo." and no more."""
        found = [match[0] for match in islice(_WORD.finditer(sentence), _LONGEST_LABEL + 1)]
        return len(found) <= _LONGEST_LABEL and any(word.lower() in self.lexicon.pictures for word in found)

    def _datelines(self, sentences: Sequence[Sentence]) -> Iterator[Span]:
        """Yield the datelines: place, day and agency before a dash, at the head of a paragraph."""
        before = 0
        for number, sentence in enumerate(sentences):
            if sentence.paragraph != before:
                start, limit = sentence.span.start, _end_of_next(sentences[number : number + 2])
                yield from (Span(start, end) for end in self._dateline_ends(start, limit, number == 0) if end < limit)
            before = sentence.paragraph

    def _dateline_ends(self, start: int, limit: int, is_first: bool) -> Iterator[int]:
        """Yield where the dateline at `start` ends, if there is one; it may hold the full stop of "D.C."."""
        line = _LINE.match(self.text, start, limit)
        alone = _AGENCY_ALONE.match(self.text, start, limit) if is_first else None
        if line and self._is_dateline(line["head"], is_first and self.text[line.end() : line.end() + 1].isupper()):
            yield line.end()
        elif alone:
            yield alone.end()

    def _is_dateline(self, head: str, opens_article: bool) -> bool:
        """Whether `head` is a place in capitals with a day, or an agency behind it.

        A place alone must open the article and a sentence follow: "NATO — an alliance of 32 — said" has none.
        """
        agency = _AGENCY.match(head)
        place = agency["place"] if agency else head
        found = _WORD.findall(place)
        if len(found) > _LONGEST_PLACE or not self._names_only(found):
            return False
        if agency:
            return True
        dated = any(map(str.isdigit, place)) and any(word.lower() in self.lexicon.calendar for word in found)
        return place.partition(",")[0].isupper() and (dated or opens_article)


def _letters(text: str) -> str:
    """Return what is left of a line when case, blanks and marks do not matter."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _end_of_next(sentences: Sequence[Sentence]) -> int:
    """Return where the second sentence ends, or the first one if it is the last of its paragraph."""
    return [one for one in sentences if one.paragraph == sentences[0].paragraph][-1].span.end
