"""A file beside its record: what stands where, and what each item is called when a person is told of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing import anchors
from briefing.check.folding import squeeze
from briefing.check.found import FileText, Found, Line
from briefing.check.sources import Place, Sources
from briefing.model import HIGHLIGHTS
from briefing.records import Item, Piece, Record


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the proofs look at."""

    record: Record
    file: FileText
    sources: Sources
    found: Mapping[str, Found]
    """The first under each id."""
    at: Mapping[str, tuple[int, ...]]
    """The lines that each id stands in."""
    sections: tuple[str, ...]
    """The heading over each line, by its id; "" ahead of the first."""
    items: Mapping[str, Item]
    """Those that were printed, in the order of the page."""
    homes: Mapping[str, str]
    """The heading over each item in print."""
    pieces: Mapping[str, Piece]
    """Those that bear an id, cells and short forms left out."""
    places: Mapping[str, str]
    """What each item is called."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the file."""
        return self.file.lines

    def text(self, id: str) -> str:
        """Return the words under an id; "" where there are none but white space."""
        found = self.found.get(id)
        return found.text if found and found.text.strip() else ""

    def place(self, id: str) -> str:
        """Return what an id is called."""
        piece = self.pieces.get(id)
        return self.places.get(id) or (f"“{piece.text[:60]}”" if piece and piece.text else id)

    def near(self, line: int) -> str:
        """Return where a line stands, for a person."""
        section = self.sections[line]
        return f"paragraph in {self.text(section)}" if section else "paragraph ahead of the first heading"


def tail_of(item: Item) -> str:
    """Return the id of an item's source line."""
    return anchors.attribution(item.id) if item.quote else anchors.tail(item.id)


def open_case(file: FileText, record: Record) -> Case:
    """Return a file beside its record."""
    every = {item.id: item for part in record.parts for item in part.items}
    items = {piece.id: every[piece.id] for piece in record.page if piece.role in ("point", "quotation")}
    pieces = {piece.id: piece for piece in record.page if piece.id and piece.role not in ("cell", "short", "own")}
    at: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(file.lines):
        for id in line.ids:
            at[id].append(number)
    return Case(
        record,
        file,
        Sources({number: record.articles[id] for number, id in record.numbers.items()}),
        {one.id: one for one in reversed(file.found)},
        {id: tuple(numbers) for id, numbers in at.items()},
        tuple(_sections(file, pieces)),
        items,
        dict(_homes(record)),
        pieces,
        dict(_places(record, items)),
    )


def _sections(file: FileText, pieces: Mapping[str, Piece]) -> Iterator[str]:
    section = ""
    for line in file.lines:
        heads = [id for id in line.ids if id in pieces and pieces[id].role == "heading"]
        section = heads[-1] if heads else section
        yield section


def _homes(record: Record) -> Iterator[tuple[str, str]]:
    section = ""
    for piece in record.page:
        section = piece.id if piece.role == "heading" else section
        if piece.role in ("point", "quotation"):
            yield piece.id, section


def _places(record: Record, items: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    titles = {piece.id: piece.text for piece in record.page if piece.role == "heading"}
    for part in record.parts:
        id = HIGHLIGHTS if part.slug == HIGHLIGHTS else anchors.section(part.slug)
        title = titles.get(id) or part.title or part.slug
        printed = [item for item in part.items if item.id in items]
        for kind, chosen in (
            ("point", [i for i in printed if i.excerpt]),
            ("quotation", [i for i in printed if i.quote]),
        ):
            for number, item in enumerate(chosen, 1):
                yield item.id, f"{kind} {number} in {title} ({item.id})"
                yield tail_of(item), f"source line of {kind} {number} in {title} ({item.id})"


def place_of(item: Item) -> Place:
    """Return where the record has an item from."""
    return Place(item.citation.number, *item.citation.paragraphs)


def is_same(one: str, other: str) -> bool:
    """Whether words of ours are the same but for white space and what is folded."""
    return squeeze(one) == squeeze(other)
