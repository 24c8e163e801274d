"""What reading a finished file back yields, whatever its format."""

from dataclasses import dataclass, field

from briefing.blocks import Provenance

CLAIMED = "\ufffc"
"""Stands in `Line.free` for each stretch of words that bears an id."""


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
class Line:
    """A paragraph, or a cell's paragraph, with all its words, whether they bear an id or not."""

    text: str
    ids: tuple[str, ...] = ()
    """Of all that stands in it, in reading order; of the editor's own text the id that its label bears."""
    own: bool = False
    """The editor's own text, by the label over it or by its style. What an editor wrote in any other style is not told
    here: it is a line without ids that the record does not have."""
    style: str = ""
    """The name of its style, in files that have styles."""
    table: int = 0
    """The number of the table that it stands in, from 1; 0 outside of tables."""
    row: int = 0
    """The number of the row that it stands in, counted through all tables from 1; 0 outside of tables."""
    margin: bool = False
    """In a header, a footer or a note."""
    free: str = ""
    """Its words under no id but those of the editor's own text; CLAIMED stands for each stretch of the others."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A comment in the margin."""

    on: str
    """The id that it begins on, or the nearest one before; "" where there is none."""
    author: str
    initials: str
    date: str
    """As the file has it."""
    text: str
    """Its paragraphs, separated by a newline."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What an editor put in that is no paragraph: a picture, a note."""

    on: str
    """As of `Margin`."""
    text: str
    """What it is, for a person."""
    digest: str | None = None
    """Of a picture: the SHA-256 of its file, in a PDF that of its pixels; "" where that cannot be told."""
    drawn: bool = False
    """Whether it was put over the page of a file that nobody edits, so that nothing but proved words may stand."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph of a source that a file shows as evidence."""

    source: str
    """Id of its entry in the register."""
    number: int
    """0 where it tells none."""
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What a file marks in the evidence of an item."""

    id: str
    source: str
    at: tuple[tuple[int, int, int], ...]
    """Paragraph, and from where to where in it."""


@dataclass(frozen=True, slots=True)
class FileText:
    """Everything check needs to know of a finished file."""

    found: tuple[Found, ...]
    """In reading order."""
    strays: tuple[str, ...] = ()
    """Words in the source's type that stand under no id."""
    typed: bool = True
    """Whether its type tells who speaks outside of points and quotations."""
    lines: tuple[Line, ...] = ()
    """Every paragraph that has words or bears an id, in reading order; those of headers, footers and notes last."""
    comments: tuple[Margin, ...] = ()
    extras: tuple[Extra, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    """What the file itself says it was made from; empty where it does not say."""
    evidence: tuple[Shown, ...] = ()
    """In files that show any, in reading order."""
    marked: tuple[Marked, ...] = ()
    machinery: tuple[Piece, ...] = ()
    """Words of what serves the evidence: each line as ours, then what of it is in the source's type."""
