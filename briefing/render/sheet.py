"""The paper: its columns, and what stands on every page whatever the text.

Takes the page style; gives positions in points from the lower left corner, and draws running head and footer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.blocks import Page, Run
from briefing.render.flow import Line, draw_lines
from briefing.render.paging import Limits, Placed
from briefing.render.style import PageStyle, Style
from briefing.render.tagged import Artifact, TaggedCanvas
from briefing.render.voices import Spot, Voices

MM = 72 / 25.4
"""Points in a millimetre."""

_PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
_MARGIN = 8 * MM
"""Between the edge of the sheet and the running head, and the footer."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper and its columns, in points from the lower left corner."""

    width: float
    height: float
    left: float
    full: float
    """The width of both columns and the gutter."""
    side: float
    """The width of the side column."""
    body: float
    """Where the body column begins."""
    top: float
    bottom: float

    @classmethod
    def of(cls, style: PageStyle) -> "Sheet":
        """Measure the paper; columns are as wide on every paper as on A4."""
        width, height = _PAPERS[style.size]
        full = _PAPERS["A4"][0] - 2 * style.sides
        left = (width - full) / 2
        body = left + style.side_column + style.gutter
        lengths = (width, height, left, full, style.side_column, body, height - style.top, style.bottom)
        return cls(*(length * MM for length in lengths))

    @property
    def column(self) -> float:
        """The width of the body column."""
        return self.left + self.full - self.body

    @property
    def limits(self) -> Limits:
        """What may stand at the foot of a page."""
        return Limits(page=self.top - self.bottom, head=30 * MM, section=40 * MM, between=4)


class Frame:
    """Running head and footer of one file; artifacts, for they are not part of the text."""

    def __init__(self, canvas: TaggedCanvas, page: Page, style: Style, voices: Voices) -> None:
        self._canvas, self._page, self._voices = canvas, page, voices
        self._sheet, self._size, self._line = Sheet.of(style.page), style.sizes.small, style.colours.line

    def draw_pages(self, pages: Iterable[Sequence[Placed]], count: int) -> None:
        """Draw all parts where they were placed, and the frame of each page."""
        for number, parts in enumerate(pages, 1):
            for placed in parts:
                artifact: Artifact | None = "Repeat" if placed.repeated else None
                placed.part.draw(self._canvas, self._sheet.top - placed.y, artifact)
            if number > 1:
                self._row(self._head, self._sheet.height - _MARGIN, "Header")
            self._foot(number, count)
            self._canvas.end_page()

    @property
    def _head(self) -> tuple[str, ...]:
        """Title and period, and between them how the page may be handled, which a reader of any page must see."""
        left, right = self._page.running_head
        handling = self._page.footer[0]
        return (left, handling, right) if handling else (left, right)

    def _foot(self, number: int, count: int) -> None:
        left, centre, right = self._page.footer
        right = right.replace("{page}", str(number)).replace("{pages}", str(count))
        top = _MARGIN + self._size.leading
        self._canvas.rule(self._sheet.left, top + 3.5, self._sheet.full, 0.5, self._line)
        self._row((left, centre, right), top, "Footer")

    def _row(self, texts: Sequence[str], top: float, kind: Artifact) -> None:
        """Draw texts on one line, the first at the left margin, the last at the right, equal space between."""
        lines = [self._set(text) for text in texts]
        space = (self._sheet.full - sum(line.width for line in lines)) / max(1, len(lines) - 1)
        x = self._sheet.left
        for line in lines:
            draw_lines(self._canvas, (line,), x, top, kind)
            x += line.width + space

    def _set(self, text: str) -> Line:
        spot = Spot(self._canvas.root, self._page.title)
        segments = self._voices.segments((Run(text, "muted"),), spot, self._size.size)
        lines = self._voices.lines(segments, self._sheet.full, self._size)
        return lines[0] if lines else Line((), self._size.leading, 0)
