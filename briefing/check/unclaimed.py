"""What stands in a file under an id that proves nothing: one the page has not, or has already, and the words of notes.

An id takes words out of what an editor may have typed, and anybody can write one.
"""

from collections.abc import Iterable, Iterator

from briefing import anchors
from briefing.check.case import Case
from briefing.check.folding import fold
from briefing.check.printed_lines import Leftover
from briefing.check.surroundings import find_notes


def find_unclaimed(case: Case) -> Iterator[Leftover]:
    """Yield such words as if they bore no id; of a note those that do not name its source."""
    proved = {piece.id for piece in case.record.page}
    for note, names in find_notes(case):
        proved.add(note.id)
        yield Leftover(_line_of(case, note.id), _without(note.text, names), known=True)
    for one in case.file.found:
        is_first = case.found[one.id] is one
        if not (is_first and one.id in proved) and not anchors.is_own(one.id) and one.text.strip():
            yield Leftover(_line_of(case, one.id), one.text)


def _line_of(case: Case, id: str) -> int:
    return next(iter(case.at.get(id, ())), 0)


def _without(text: str, names: Iterable[str]) -> str:
    """Return a text without the names of sources, which may quote."""
    rest = fold(text)
    for name in sorted(map(fold, names), key=len, reverse=True):
        rest = rest.replace(name, " ") if name else rest
    return rest
