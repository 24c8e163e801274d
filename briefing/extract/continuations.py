"""Quotations that go on: over several paragraphs, or in front of the one that says who speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.extract.spoken import TAKEN_OVER, Found, Spoken, taken_over
from briefing.model import Span


class Continuations:
    """The quotations of an article, those that belong together brought together."""

    def __init__(self, text: str, unclosed: frozenset[Span]) -> None:
        """Take the spans of the quotations that have no closing mark."""
        self.text, self._unclosed = text, unclosed

    def join(self, spoken: Sequence[Spoken]) -> Iterator[Spoken]:
        """Yield a quotation over several paragraphs as one, where its parts have one speaker."""
        whole = part = None
        for item in self._carried_back(spoken):
            if whole and part and self._goes_on(part, item):
                whole = _together(whole, item)
            else:
                if whole:
                    yield whole
                whole = item
            part = item
        if whole:
            yield whole

    def _goes_on(self, part: Spoken, item: Spoken) -> bool:
        follows = item.sentence.paragraph == part.sentence.paragraph + 1 and item.span.start == item.sentence.span.start
        return part.span in self._unclosed and follows and part.attribution.speaker == item.attribution.speaker

    def _carried_back(self, spoken: Sequence[Spoken]) -> Sequence[Spoken]:
        """Give the earlier parts of a quotation over several paragraphs the speaker whom the last part names.

        And a quotation that opens a paragraph the speaker of the next one in it: `"Yes." "We do," she said`.
        """
        carried = list(spoken)
        for index in reversed(range(len(carried) - 1)):
            item, after = carried[index], carried[index + 1]
            paragraphs = after.sentence.paragraph - item.sentence.paragraph
            if item.span in self._unclosed and paragraphs == 1:
                carried[index] = replace(item, attribution=_reconciled(item.attribution, after.attribution))
            elif paragraphs == 0 and item.attribution.rule in ("around", "none") and self._touch(item, after):
                carried[index] = replace(item, attribution=taken_over(after.attribution, "paragraph"))
        return carried

    def _touch(self, item: Spoken, after: Spoken) -> bool:
        return not self.text[item.span.end : after.span.start].strip()


def _together(whole: Spoken, part: Spoken) -> Spoken:
    """Return a quotation and the part that goes on with it as one; a part with a cue tells who speaks."""
    told = part.attribution if whole.attribution.rule in TAKEN_OVER else whole.attribution
    return Spoken(Span(whole.span.start, part.span.end), whole.sentence, told)


def _reconciled(part: Found, following: Found) -> Found:
    """Return who speaks in a part that goes on in `following`; nobody where each of the two is somebody else's.

    A cue of its own settles a part whatever follows.
    """
    if part.rule not in TAKEN_OVER or part.speaker == following.speaker:
        return part
    if part.speaker is None or part.rule == "around":
        return taken_over(following, "continued")
    return Found()
