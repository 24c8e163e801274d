"""The logo of a house in a PDF: a figure with its words, at the very top of the first page."""

from dataclasses import dataclass

from briefing import anchors
from briefing.render.logo import Logo, decode
from briefing.render.objects import text_string
from briefing.render.sheet import MM
from briefing.render.tagged import Artifact, Element, TaggedCanvas


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo as a part of the page, of the size that the style says."""

    logo: Logo
    figure: Element
    x: float
    below: float = 4 * MM
    keep: bool = True

    @classmethod
    def of(cls, logo: Logo, section: Element, x: float) -> "Picture":
        """Return the logo after all that a section has."""
        return cls(logo, section.add("Figure", anchors.LOGO, f"/Alt {text_string(logo.text)}"), x)

    @property
    def height(self) -> float:
        """The room it takes."""
        return self.logo.height * MM

    @property
    def start(self) -> float:
        """All of it."""
        return self.height

    def split(self, room: float, force: bool) -> None:
        """Never."""

    def draw(self, canvas: TaggedCanvas, top: float, artifact: Artifact | None = None) -> None:
        """Draw it downwards from `top`; a logo never repeats."""
        box = (self.x, top - self.height, self.x + self.logo.width * MM, top)
        canvas.picture(self.figure, box, decode(self.logo.content))
