"""Speech written as a transcript: `Q:` and `A:`, or speakers' names before a colon, without quotation marks.

Printed as it stands it would be the outlet's own statement, so its paragraphs are told apart. Labels of other kinds
stand before a colon too: over headlines in a list, under pictures, at the head of sections. Speakers take turns, say
whole sentences, and at least one of those who speak again is called by something like a name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.lexicon import Lexicon
from briefing.model import Span
from briefing.text import ends_sentence

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,3}):\s")
_LONG = 6
"""Words of a long turn; two speakers have one."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A labelled paragraph, by its number from 1."""

    number: int
    label: str
    length: int
    """Words, the label aside."""
    whole: bool
    """It ends as a sentence does."""


def find_transcript(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> tuple[int, ...]:
    """Return the numbers, from 1, of the paragraphs from the first speaker's to the last's; none in other articles."""
    labelled = [turn for turn in (_turn(text, *one) for one in enumerate(paragraphs, 1)) if turn]
    turns = [turn for turn in labelled if turn.whole]
    if not _is_conversation(turns, lexicon):
        return ()
    speakers = {turn.label for turn in turns}
    spoken = [turn.number for turn in labelled if turn.label in speakers]
    return tuple(range(spoken[0], spoken[-1] + 1))


def find_heads(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> tuple[Span, ...]:
    """Return what leads several paragraphs in the same way and names nobody, colon and all: "Open claims: ..."."""
    matches = [_LABEL.match(text, paragraph.start, paragraph.end) for paragraph in paragraphs]
    heads = [match for match in matches if match and not _is_name(match["label"], lexicon)]
    counts = Counter(match["label"] for match in heads)
    return tuple(Span(*match.span()) for match in heads if counts[match["label"]] > 1)


def _turn(text: str, number: int, paragraph: Span) -> _Turn | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or not match["label"][0].isupper():
        return None
    said = text[match.end() : paragraph.end]
    return _Turn(number, match["label"], len(said.split()), ends_sentence(said))


def _is_conversation(turns: Sequence[_Turn], lexicon: Lexicon) -> bool:
    """Whether two have something to say, and half of the turns or more are those of people who speak again."""
    again = _who_come_again(turns)
    theirs = [turn for turn in turns if turn.label in again]
    return (
        len({turn.label for turn in turns if turn.length >= _LONG}) > 1
        and len(theirs) * 2 >= len(turns)
        and any(_is_name(label, lexicon) for label in again)
    )


def _who_come_again(turns: Sequence[_Turn]) -> frozenset[str]:
    """Return the labels that stand again behind another one."""
    starts = [turn.label for place, turn in enumerate(turns) if not place or turns[place - 1].label != turn.label]
    return frozenset(label for label, times in Counter(starts).items() if times > 1)


def _is_name(label: str, lexicon: Lexicon) -> bool:
    """Whether a label can be a name, an office or a letter: "Anna Nowak", "The minister", "Q", not "Open questions"."""
    found = label.split()
    if any(lexicon.is_office(word.lower()) for word in found):
        return True
    capital = all(word[0].isupper() or word in lexicon.particles for word in found)
    return capital and found[0].lower() not in lexicon.determiners
