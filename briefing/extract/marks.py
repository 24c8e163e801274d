"""What the source itself put inside a quotation: an editor's insertion, an ellipsis, brackets of its own."""

import re

from briefing.model import Mark, Span

_MARK = re.compile(
    r"(?P<insertion>\([^()\n]{1,200}?[-–—]\s?(?:ed|Ed|eds|Eds|Red|прим\. ред|ред)\.?\))"
    r"|(?P<bracket>\[[^\[\]\n]{1,200}\])"
    r"|(?P<ellipsis>\.\.\.+|…|\. \. \.)"
)


def find_marks(text: str, span: Span) -> tuple[Mark, ...]:
    """Return the source's own marks inside `span`, in order.

    >>> find_marks("“You (Dachev - ed.) know ... it.”", Span(0, 33))[0]
    Mark(span=Span(start=5, end=19), kind='insertion')
    """
    return tuple(_mark(match) for match in _MARK.finditer(text, span.start, span.end))


def _mark(match: re.Match[str]) -> Mark:
    span = Span(*match.span())
    if match["insertion"]:
        return Mark(span, "insertion")
    return Mark(span, "bracket" if match["bracket"] else "ellipsis")
