"""Proof of what stands around the items of an edited file: headings, tables, the register, our own lines."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from briefing.check.case import Case, is_same
from briefing.check.difference import show
from briefing.check.folding import squeeze
from briefing.check.found import Found
from briefing.check.verdicts import Verdict
from briefing.records import Piece

ALIKE = 0.5
"""Of the words of two lines, so many are the same where one was made from the other."""
_WORD = re.compile(r"\w+")
_MARGIN_NOTE = "-note"


def prove_surroundings(case: Case) -> Iterator[Verdict]:
    """Yield what was changed in headings, tables and register."""
    cited = {
        target for id, found in case.found.items() if found.text.strip() for target in found.targets if target != id
    }
    for piece in case.pieces.values():
        if piece.role == "heading":
            yield from _heading(case, piece)
        elif piece.role == "source":
            yield from _entry(case, piece, piece.id in cited)
    yield from _order(case)
    yield from _tables(case)
    yield from _notes(case)


def _order(case: Case) -> Iterator[Verdict]:
    """Yield that sections stand in another order."""
    lines = [case.at[id][0] for id, piece in case.pieces.items() if piece.role == "heading" and case.text(id)]
    if lines != sorted(lines):
        undone = "they are put back; the order of themes is kept in their files"
        yield Verdict("moved", "", "the sections", "they stand in another order", undone=undone)


def _heading(case: Case, piece: Piece) -> Iterator[Verdict]:
    text = case.text(piece.id)
    if not text:
        yield Verdict("gone", piece.id, f"heading “{piece.text}”", "it was taken out")
    elif not is_same(text, piece.text):
        yield Verdict("heading", piece.id, f"heading “{piece.text}”", show(piece.text, text))


def _entry(case: Case, piece: Piece, cited: bool) -> Iterator[Verdict]:
    place, text = f"source {piece.id[1:]} of the register", case.text(piece.id)
    if text and not is_same(text, piece.text):
        yield Verdict("register", piece.id, place, show(piece.text, text))
    elif not text and cited:
        yield Verdict("dangling", piece.id, place, "it is cited and its entry is gone", piece.text)
    elif not text:
        yield Verdict("gone", piece.id, place, "it was taken out")
    elif not cited:
        yield Verdict("unused", piece.id, place, "nothing cites it any more")


def _notes(case: Case) -> Iterator[Verdict]:
    """Yield the footnotes that do not name the source they are of."""
    for note, names in find_notes(case):
        item, text = note.id.removesuffix(_MARGIN_NOTE), squeeze(note.text)
        if names and text and not any(squeeze(name) in text for name in names):
            yield Verdict("citation", note.id, f"note on {case.place(item)}", note.text)


def find_notes(case: Case) -> Iterator[tuple[Found, list[str]]]:
    """Yield the first note on each piece of the page with what its sources are called."""
    names: dict[str, list[str]] = defaultdict(list)
    for piece in case.record.page:
        if piece.role in ("source", "short"):
            names[piece.id].append(piece.text.removeprefix(piece.id[1:]) if piece.role == "source" else piece.text)
    for id, found in case.found.items():
        item = case.pieces.get(id.removesuffix(_MARGIN_NOTE)) if id.endswith(_MARGIN_NOTE) else None
        if item:
            yield found, [name for target in item.targets for name in names[target]]


# --- tables -------------------------------------------------------------------------------------------------------


def _tables(case: Case) -> Iterator[Verdict]:
    assigned, standing = assign_tables(case), _standing(case)
    for id, cells in _cells(case).items():
        place = f"table under {_over(case, id)}"
        want, have = _said(cells), standing[assigned[id]] if id in assigned else case.text(id)
        if not have:
            yield Verdict("gone", id, place, "it was taken out")
        elif not is_same(want, have):
            yield Verdict("table", id, place, show(want, have))
        elif is_same(case.text(id), want):
            targets = Counter(target for cell in cells for target in cell.targets)
            strange = sorted((Counter(case.found[id].targets) - targets).keys())
            if strange:
                yield Verdict("table", id, place, f"links lead to {', '.join(strange)} that led elsewhere")


def assign_tables(case: Case) -> dict[str, int]:
    """Return the table of the file that each table of the page is: by its id, else by most of its words.

    Some programs leave the id in one cell, or lose it.
    """
    standing, cells = _standing(case), _cells(case)
    assigned = {id: case.lines[line].table for id in cells for line in case.at.get(id, ()) if case.lines[line].table}
    for id in sorted(cells.keys() - assigned.keys()) if standing else ():
        want = _said(cells[id])
        free = (number for number in standing if number not in assigned.values())
        best = max(((likeness(want, standing[number]), -number) for number in free), default=(0.0, 0))
        assigned |= {id: -best[1]} if best[0] >= ALIKE else {}
    return assigned


def _cells(case: Case) -> dict[str, list[Piece]]:
    """Return the cells of every table of the page."""
    cells: dict[str, list[Piece]] = defaultdict(list)
    for piece in case.record.page:
        if piece.role == "cell":
            cells[piece.id].append(piece)
    return cells


def _said(cells: Iterable[Piece]) -> str:
    return " ".join(cell.text.replace("\n", " ") for cell in cells if cell.text)


def _standing(case: Case) -> dict[int, str]:
    """Return the words of every table of the file by its number."""
    texts: dict[int, list[str]] = defaultdict(list)
    for line in case.lines:
        if line.table:
            texts[line.table].append(line.text)
    return {number: " ".join(parts) for number, parts in texts.items()}


def _over(case: Case, id: str) -> str:
    """Return the heading that a table was printed under."""
    heading = ""
    for piece in case.record.page:
        heading = piece.text if piece.role == "heading" else heading
        if piece.id == id:
            break
    return heading or id


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common (Jaccard, of bags)."""
    return overlap(bag(one), bag(other))


def bag(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(_WORD.findall(text))


def overlap(words: Counter[str], others: Counter[str]) -> float:
    """Return the share of words that two bags have in common."""
    return (words & others).total() / max(1, (words | others).total())
