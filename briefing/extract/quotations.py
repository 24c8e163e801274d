"""Where quotation marks open and close: spans over the untouched text, marks included.

One pass over each paragraph, pairing an opening mark with the next mark that may close it. Knows straight, curly,
doubled, low-high and angled marks, and single ones as the British set them. A paragraph whose marks do not pair is
doubtful and loses the quotation that does not end; unless the next paragraph opens with a mark, which is how a
quotation of several paragraphs is printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.extract.sentences import may_begin
from briefing.lexicon import Lexicon
from briefing.model import Span

CLOSERS = {
    '"': '"”',
    "“": '”"“',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "''": ("''",),
    "``": ("''",),
}
"""Opening mark -> marks that may close it, the likeliest first."""

_ONLY_OPENING = "«„“"
"""Marks that open even before a space; a “ that closes „ is told by its opener."""
_PAIRED, _PAIRING = "„", "“”"
"""A mark that only opens, and those that close it."""
_NESTED = 40
"""Marks behind an inner one that are looked at."""
_SINGLE = ("'", "‘")
# These begin with the mark and look back at what stands before it, so that the search runs from mark to mark.
_MARK = re.compile(r"[\"“”„«»'‘`](?:(?<=')'|(?<=`)`|(?<!`))")
_DOUBLE = re.compile(r"[\"“”„«»'`](?:(?<=')'|(?<=`)`|(?<!['`]))")
_SINGLE_MARK = re.compile(
    r"['‘’](?:(?<!\S['‘])(?<!’)(?=[\"“]?(?P<word>[^\W_]+))"
    r"|(?<=[,.?!…–—-]['’])(?=\s|$)|(?P<weak>(?<=\w['’]))(?=[\s,.;:?!)]|$))"
)
"""A single mark that may open, before a word, or that closes: behind the end of a speech, or weakly behind a word,
where it may as well be an apostrophe. Others are apostrophes."""
_WEAK = 60
"""Characters between an opening single mark and a weak closing one."""
_DECADE = re.compile(r"\d\ds?")
_GENITIVE = re.compile(r"\w['’](?!\w)")
_FIRST = re.compile(r"\s*(?P<char>\S)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks."""

    span: Span
    open: bool = False
    """It has no closing mark: the next paragraph goes on with it."""


def find_quotations(
    text: str, paragraphs: Sequence[Span], lexicon: Lexicon
) -> tuple[tuple[Quotation, ...], tuple[int, ...]]:
    """Return the quotations in order, and the numbers (from 1) of the paragraphs whose marks do not pair."""
    found: list[Quotation] = []
    doubtful: list[int] = []
    for number, paragraph in enumerate(paragraphs, 1):
        following = paragraphs[number].start if number < len(paragraphs) else len(text)
        pairing = _Pairing(text, paragraph, text[following : following + 2], lexicon)
        found += pairing.quotations
        if pairing.unpaired:
            doubtful.append(number)
    return tuple(found), tuple(doubtful)


class _Pairing:
    """The quotations of one paragraph, and whether a mark is left over."""

    def __init__(self, text: str, paragraph: Span, following: str, lexicon: Lexicon) -> None:
        self.text, self.paragraph, self.following, self.lexicon = text, paragraph, following, lexicon
        self.unpaired = False
        self._single = {quotation.span.start: quotation for quotation in self._pair_single()}
        self.quotations = tuple(self._pair())

    def _pair(self) -> Iterator[Quotation]:
        start, opener, inner, resume = -1, "", "", self.paragraph.start
        depth = 0
        for position, mark in self._marks():
            if position < resume:
                continue
            if start < 0 and position in self._single:
                resume = self._single[position].span.end
                yield self._single[position]
            elif mark in _SINGLE:
                continue
            elif start < 0 and self._may_open(position, mark):
                start, opener, inner = position, mark, ""
            elif start < 0:
                self.unpaired |= not self.text[position - 1].isdigit()
            elif self._restarts(position, mark, opener):
                yield Quotation(Span(start, self._line_end(position)), open=True)
                start, opener, inner = position, mark, ""
            elif inner and mark in CLOSERS[inner] and mark != CLOSERS[opener][0]:
                inner = ""
            elif mark == opener in _PAIRED and self._closes_both(position):
                inner, depth = "", depth + 1
            elif depth and mark in CLOSERS[opener]:
                depth -= 1
            elif mark in CLOSERS[opener] and self._may_close(position, mark, opener):
                yield Quotation(Span(start, position + len(mark)))
                start = -1
            elif mark == opener == '"' and self._may_open(position, mark):
                self.unpaired, start = True, position
            elif self._may_open(position, mark):
                inner = mark
        if start >= 0:
            yield from self._unclosed(start, opener)

    def _closes_both(self, position: int) -> bool:
        """Whether the marks behind an inner opening mark of the same kind close both: `„A „B“ C“`."""
        depth = 1
        for match in islice(_MARK.finditer(self.text, position, self.paragraph.end), _NESTED):
            depth += (match.group() in _PAIRED) - (match.group() in _PAIRING)
            if depth == 0:
                return True
        return False

    def _unclosed(self, start: int, opener: str) -> Iterator[Quotation]:
        """Yield the rest of the paragraph if it begins a sentence and the next paragraph goes on with a mark."""
        first = _FIRST.match(self.text, start + len(opener), self.paragraph.end)
        if self.following.startswith(tuple(CLOSERS)) and first and may_begin(first["char"]):
            yield Quotation(Span(start, self.paragraph.end), open=True)
        else:
            self.unpaired = True

    def _pair_single(self) -> Iterator[Quotation]:
        """Yield what stands between an opening single mark and a closing one, no other that could open between them.

        Double marks in between are inner ones and pair. A paragraph that only opens with a single mark goes on in the
        next if that opens so too.
        """
        opening = weak = -1
        for match in _SINGLE_MARK.finditer(self.text, self.paragraph.start, self.paragraph.end):
            if match["weak"] is not None:
                weak = match.end() if self._closes_weakly(match.start(), opening, weak) else weak
            elif match["word"] and self._is_mark(match):
                yield from self._single_quotation(opening, weak)
                opening, weak = match.start(), -1
            elif not match["word"]:
                yield from self._single_quotation(opening, match.end() if self._is_genitive(weak) else weak)
                opening = weak = -1
        yield from self._single_quotation(opening, weak)
        opening = -1 if weak >= 0 else opening
        goes_on = opening == self.paragraph.start and self.following.startswith(_SINGLE)
        if goes_on and not _GENITIVE.search(self.text, opening, self.paragraph.end):
            yield Quotation(Span(opening, self.paragraph.end), open=True)

    def _single_quotation(self, start: int, end: int) -> Iterator[Quotation]:
        if 0 <= start < end and len(_DOUBLE.findall(self.text, start, end)) % 2 == 0:
            yield Quotation(Span(start, end))

    def _closes_weakly(self, position: int, opening: int, weak: int) -> bool:
        """Whether a mark behind a word closes: not behind the s of a genitive if another one can."""
        near = 0 <= opening < position <= opening + _WEAK
        return near and self._is_genitive(weak)

    def _is_genitive(self, weak: int) -> bool:
        """Whether a mark that ends at `weak` may be that of "the pilots' union", or there is none."""
        return weak < 0 or self.text[weak - 2] in "sS"

    def _is_mark(self, match: re.Match[str]) -> bool:
        """Whether a single mark before a word is none of "'tis" and "'90s"."""
        word = match["word"].lower()
        return word not in self.lexicon.elisions and not _DECADE.fullmatch(word)

    def _marks(self) -> Iterator[tuple[int, str]]:
        for match in _MARK.finditer(self.text, self.paragraph.start, self.paragraph.end):
            yield match.start(), match.group()

    def _may_open(self, position: int, mark: str) -> bool:
        """An opening mark stands before a word, French ones before a space too, and not behind a figure (inches)."""
        after = self.text[position + len(mark) : position + len(mark) + 1]
        before = self.text[position - 1] if position > self.paragraph.start else " "
        spaced = after.isspace() and mark not in _ONLY_OPENING
        return mark in CLOSERS and bool(after) and not spaced and not before.isalnum() and before != "="

    def _may_close(self, position: int, mark: str, opener: str) -> bool:
        """A mark that could open as well closes only behind a word or its punctuation, or where it cannot open."""
        certain = mark == CLOSERS[opener][0] != opener
        return certain or not self.text[position - 1].isspace() or not self._may_open(position, mark)

    def _restarts(self, position: int, mark: str, opener: str) -> bool:
        """Whether a line goes on with what the line before, a paragraph of its own, has left open."""
        return mark == opener and self.text[position - 1] == "\n" and self._may_open(position, mark)

    def _line_end(self, position: int) -> int:
        while self.text[position - 1].isspace():
            position -= 1
        return position
