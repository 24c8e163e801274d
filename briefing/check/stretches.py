"""Stretches of a Word file that bear ids, and what they make of its paragraphs: lines, margin comments, strays."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from briefing import anchors
from briefing.check.found import CLAIMED, Line, Piece

Way = Literal["1 tag", "2 alias", "3 bookmark"]
"""How a stretch was found; the first way wins."""


@dataclass(slots=True, eq=False)
class Stretch:
    """A stretch of the file that carries one id."""

    id: str
    way: Way
    pieces: list[Piece] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    paragraph: int = 0
    """That of its latest words."""
    link: object = None
    """The latest link with words inside; a program may open it ahead of the bookmark."""

    def add(self, piece: Piece, paragraph: int) -> None:
        """Append words; a space stands for the paragraphs' or cells' border between them."""
        text = piece.text if paragraph == self.paragraph or not self.pieces else " " + piece.text
        self.paragraph = paragraph
        if self.pieces and self.pieces[-1].source == piece.source:
            text = self.pieces.pop().text + text
        self.pieces.append(Piece(text, piece.source))

    def add_link(self, link: object, target: str) -> None:
        """Note where words lead to, once for each link."""
        if link is not None and link is not self.link:
            self.link = link
            self.targets.extend([target] if target else [])


@dataclass(frozen=True, slots=True)
class Around:
    """What the elements around a place say about it."""

    controls: tuple[Stretch, ...] = ()
    source: bool = False
    link: Any = None
    table: int = 0
    row: int = 0
    margin: bool = False
    style: str = ""
    """Of the paragraph."""


@dataclass(slots=True)
class Paragraph:
    """What is known of a paragraph beside its words."""

    style: str
    own: bool
    table: int
    row: int
    margin: bool
    opened: list[Stretch]
    """What begins in it, or right before it."""


@dataclass(slots=True)
class Range:
    """What a margin comment is on, or where a picture stands."""

    paragraph: int
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one run and every stretch that they lie in."""

    piece: Piece
    paragraph: int
    stretches: tuple[Stretch, ...]


def choose(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Return one stretch for each id in reading order: one with words, found the best way, of these the first."""
    best: dict[str, Stretch] = {}
    for stretch in stretches:
        rank = (not stretch.pieces, stretch.way)
        if stretch.id not in best or rank < (not best[stretch.id].pieces, best[stretch.id].way):
            best[stretch.id] = stretch
    return tuple(best.values())


def strays(words: Iterable[Words], chosen: Iterable[Stretch]) -> Iterator[str]:
    """Yield the source's type outside of every chosen stretch; a copy of one counts as outside."""
    homes = set(chosen)
    for (_, stray), group in groupby(words, lambda one: (one.paragraph, _is_stray(one, homes))):
        text = "".join(one.piece.text for one in group)
        if stray and text.strip():
            yield text


def _is_stray(words: Words, homes: set[Stretch]) -> bool:
    return words.piece.source and homes.isdisjoint(words.stretches)


def lines(paragraphs: Mapping[int, Paragraph], words: Iterable[Words], chosen: Iterable[Stretch]) -> tuple[Line, ...]:
    """Return every paragraph that has words or bears an id, in reading order."""
    homes = set(chosen)
    held: dict[int, list[Words]] = {number: [] for number in paragraphs}
    for one in words:
        held.setdefault(one.paragraph, []).append(one)
    made = (_line(paragraph, held[number], homes) for number, paragraph in paragraphs.items())
    return tuple(line for line in made if line.text.strip() or line.ids)


def _line(paragraph: Paragraph, words: list[Words], homes: set[Stretch]) -> Line:
    inside = [stretch for one in words for stretch in one.stretches]
    standing = dict.fromkeys(stretch.id for stretch in (*paragraph.opened, *inside) if stretch in homes)
    return Line(
        "".join(one.piece.text for one in words),
        tuple(standing),
        paragraph.own,
        paragraph.style,
        paragraph.table,
        paragraph.row,
        paragraph.margin,
        "".join(CLAIMED if claimed else text for claimed, text in _by_claim(words, homes)),
    )


def _by_claim(words: Iterable[Words], homes: set[Stretch]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield neighbouring words with the ids that they stand under, those of the editor's own text left out."""
    for ids, group in groupby(words, lambda one: tuple(s.id for s in one.stretches if s in homes)):
        yield tuple(id for id in ids if not anchors.is_own(id)), "".join(one.piece.text for one in group)


def is_on(noted: Range, paragraphs: Mapping[int, Paragraph], chosen: Collection[Stretch]) -> str:
    """Return the id that a margin comment is on: of its words, of its paragraph, or of the nearest before."""
    opened = (stretch for number in range(noted.paragraph, 0, -1) for stretch in paragraphs[number].opened)
    return next((stretch.id for stretch in (*noted.stretches, *opened) if stretch in chosen), "")
