"""What reading a finished file back yields, whatever its format."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words in one kind of type."""

    text: str
    source: bool
    """In the source's type (serif, or a style that stands for it); False: in ours, or not told by type."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under one id."""

    id: str
    pieces: tuple[Piece, ...]
    targets: tuple[str, ...] = ()
    """Ids that the links inside lead to, in order."""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class FileText:
    """Everything check needs to know of a finished file."""

    found: tuple[Found, ...]
    """In reading order."""
    strays: tuple[str, ...] = ()
    """Words in the source's type that stand under no id."""
    typed: bool = True
    """Whether its type tells who speaks outside of points and quotations."""
