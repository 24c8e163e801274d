"""Runs into segments: who speaks decides the face, its cut and its colour.

Takes runs of the blocks; gives segments that know their element, and remembers what no face could draw.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.blocks import Run, Voice
from briefing.model import Problem
from briefing.render.flow import Line, Segment, set_lines, spaced
from briefing.render.glyphs import Cut, Face, Ink, Speaker, Stretch, Typefaces
from briefing.render.links import leads
from briefing.render.style import Size, Style
from briefing.render.tagged import Element

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

    def __init__(self, style: Style) -> None:
        self.faces = Typefaces(style)
        self._colours = style.colours
        self._unlike: dict[tuple[str, bool], dict[str, None]] = {}
        """Characters not drawn in their own face, by place and whether no face has them; in the order they came."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not drawn in its own face, one problem per place and way out."""
        return tuple(_problem(where, missing, tuple(found)) for (where, missing), found in self._unlike.items())

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
        speaker, cut, colour = looks[run.voice]
        element = spot.element.when_drawn("Link", target=run.target) if leads(run.target) else spot.element
        head, space, tail = run.text.partition(_NARROW_SPACE) if run.voice == "accent" else (run.text, "", "")
        for text, its_cut in ((head, cut), (space + tail, "regular")):
            ink = Ink(self.faces.face(speaker, its_cut), size, getattr(self._colours, colour))
            yield from self._draw(spaced(text), speaker, ink, element, spot.where)

    def _draw(self, text: str, speaker: Speaker, ink: Ink, element: Element, where: str) -> Iterator[Segment]:
        for stretch in self.faces.stretches(text, speaker, ink):
            if stretch.missing or stretch.ink.face is not ink.face:
                self._report(stretch, where)
            if stretch.text:
                yield Segment(stretch.text, stretch.ink, element, stretch.missing)

    def _report(self, stretch: Stretch, where: str) -> None:
        self._unlike.setdefault((where, stretch.missing), {}).update(dict.fromkeys(stretch.text))


def _problem(where: str, missing: bool, characters: tuple[str, ...]) -> Problem:
    named = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in characters[:_LISTED])
    named += f" and {len(characters) - _LISTED} more" if len(characters) > _LISTED else ""
    done = "no face has it: drawn as a square, kept as text" if missing else "drawn in another face"
    hint = "style.toml may name a font file that has it"
    return Problem("render", where, f"not in its typeface: {named}; {done}", hint)
