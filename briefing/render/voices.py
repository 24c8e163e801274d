"""Runs into segments: who speaks decides the face, its cut and its colour.

Takes runs of the blocks; gives segments that know their element, and remembers what no face could draw.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.blocks import Run, Voice
from briefing.model import Problem
from briefing.render.flow import Line, Segment, set_lines, spaced
from briefing.render.glyphs import Cut, Face, Ink, Lack, Speaker, Stretch, Typefaces
from briefing.render.links import leads
from briefing.render.style import Size, Style
from briefing.render.tagged import Element, spoken

Look = tuple[Speaker, Cut, str]
"""Whose face, which cut, and the name of the colour."""

LOUD: Mapping[Voice, Look] = {
    "source": ("source", "regular", "ink"),
    "insertion": ("source", "italic", "mid"),
    "figure": ("source", "semibold", "blue"),
    "edit": ("ours", "semibold", "blue"),
    "plain": ("ours", "regular", "ink"),
    "strong": ("ours", "semibold", "ink"),
    "muted": ("ours", "regular", "mid"),
    "warning": ("ours", "semibold", "brown"),
    "accent": ("ours", "semibold", "blue"),
}
"""How each voice looks in the text."""

QUIET: Mapping[Voice, Look] = {**LOUD, "plain": LOUD["muted"]}
"""In small print around the source's words."""

HEADER: Mapping[Voice, Look] = {**LOUD, "plain": ("ours", "semibold", "mid"), "strong": ("ours", "semibold", "mid")}
"""In the header of a table."""

_NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand: their element, and what to call the place in a problem."""

    element: Element
    where: str


_LISTED = 8
"""Characters that a problem names."""


class Voices:
    """The typefaces of one file at work."""

    def __init__(self, style: Style, language: str) -> None:
        """`language` is the file's; words in another say so."""
        self.faces = Typefaces(style)
        self._colours, self._language = style.colours, language
        self._inks: dict[tuple[Look, float], Ink] = {}
        self._lacking: dict[tuple[str, Lack], dict[str, None]] = {}
        """Characters not drawn as they should be, by place and why; in the order they came."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not drawn in its own face, one problem per place and way out."""
        return tuple(_problem(where, lack, tuple(found)) for (where, lack), found in self._lacking.items())

    def segments(
        self, runs: Iterable[Run], spot: Spot, size: float, looks: Mapping[Voice, Look] = LOUD
    ) -> list[Segment]:
        """Return the runs as segments of one size in points; linked ones in Link elements of their own."""
        return [segment for run in runs for segment in self._run(run, spot, size, looks)]

    def lines(self, segments: Iterable[Segment], width: float, size: Size, above: float = 0.0) -> tuple[Line, ...]:
        """Break segments into lines; `above` is the white space over the first."""
        segments = list(segments)
        base = next((segment.ink.face for segment in segments if segment.ink.size == size.size), self._plain)
        return tuple(set_lines(segments, width, Ink(base, size.size, ""), size.leading, above))

    @property
    def _plain(self) -> Face:
        return self.faces.face("ours", "regular")

    def _run(self, run: Run, spot: Spot, size: float, looks: Mapping[Voice, Look]) -> Iterator[Segment]:
        look, element = looks[run.voice], spot.element
        if run.language and run.language != self._language:
            element = element.when_drawn("Span", attributes=spoken(run.language))
        if leads(run.target):
            element = element.when_drawn("Link", target=run.target)
        head, space, tail = run.text.partition(_NARROW_SPACE) if run.voice == "accent" else (run.text, "", "")
        yield from self._draw(head, look, size, Spot(element, spot.where))
        if space:
            yield from self._draw(space + tail, (look[0], "regular", look[2]), size, Spot(element, spot.where))

    def _draw(self, text: str, look: Look, size: float, spot: Spot) -> Iterator[Segment]:
        for stretch in self.faces.stretches(spaced(text), look[0], self._ink(look, size)):
            if stretch.lack:
                self._report(stretch, spot.where)
            if stretch.text:
                yield Segment(stretch.text, stretch.ink, spot.element, stretch.stand_in)

    def _ink(self, look: Look, size: float) -> Ink:
        if (look, size) not in self._inks:
            speaker, cut, colour = look
            self._inks[look, size] = Ink(self.faces.face(speaker, cut), size, getattr(self._colours, colour))
        return self._inks[look, size]

    def _report(self, stretch: Stretch, where: str) -> None:
        self._lacking.setdefault((where, stretch.lack), {}).update(dict.fromkeys(stretch.text))


_DONE: Mapping[Lack, str] = {
    "face": "drawn in another face",
    "letter": "no face has it: drawn as a square, kept as text",
    "direction": "written from right to left, which is not drawn here: squares, kept as text",
}
_WAYS_OUT: Mapping[Lack, str] = {
    "face": "style.toml may name a font file that has it",
    "letter": "fonts.fallback in style.toml may name a font file that has it",
    "direction": "the other formats have it as it is written",
}


def _problem(where: str, lack: Lack, characters: tuple[str, ...]) -> Problem:
    named = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in characters[:_LISTED])
    named += f" and {len(characters) - _LISTED} more" if len(characters) > _LISTED else ""
    return Problem("render", where, f"not in its typeface: {named}; {_DONE[lack]}", _WAYS_OUT[lack])
