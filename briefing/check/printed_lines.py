"""Our own lines in an edited file, such as counts, notes and labels: what of them was altered, what is none of them."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from briefing.check.case import Case
from briefing.check.difference import show
from briefing.check.folding import squeeze
from briefing.check.found import CLAIMED
from briefing.check.surroundings import ALIKE, assign_tables, likeness
from briefing.check.verdicts import Kind, Verdict
from briefing.records import Piece

_OURS = ("text", "title", "contents", "own", "footer")
_ANYWHERE = "*"
"""The home of what formats put where they like: the masthead, what stands on every page."""
_COUNT = 3
"""Words of a line that is no more than a count: "8 / 9"."""
_MOST = 20_000
"""Pairs of lines that are compared; where there are more, the file is another one altogether."""
_JOINTS = " ·:•-*"
"""What formats put between pieces that share a line."""
_BLANK = _JOINTS + "\u00a0\u2003\t\n"


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words of a line that the page does not have."""

    line: int
    text: str
    known: bool = False
    """Told already, but for what it quotes."""


def sort_lines(case: Case) -> tuple[tuple[Verdict, ...], tuple[Leftover, ...]]:
    """Return what was changed in our lines, and what stands in the file and is none of them."""
    ours, left = _Ours(case), []
    proved = set(assign_tables(case).values())
    for number, line in enumerate(case.lines):
        for part in line.free.split(CLAIMED) if line.table not in proved or not line.table else ():
            if part.strip(_BLANK) and (line.own or not ours.take(number, part)):
                left.append(Leftover(number, part.strip()))
    altered, kept = _paired(case, ours, left)
    return (*altered, *ours.disorder()), kept


class _Ours:
    """The lines of the page, each waiting to be met under its heading."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._page = case.record.page
        self._waiting: dict[tuple[str, str], deque[int]] = defaultdict(deque)
        self._lengths: dict[str, list[int]] = {}
        self._counts: dict[str, list[int]] = defaultdict(list)
        """Of each section the counts that were met."""
        self._met: dict[int, int] = {}
        """The line of each piece that was met."""
        self._gather()

    def _gather(self) -> None:
        home, lengths = "", defaultdict(set)
        for number, piece in enumerate(self._page):
            home = piece.id if piece.role == "heading" else home
            if piece.role in _OURS and piece.text:
                place = _ANYWHERE if piece.role in ("footer", "title") else home
                for text in map(squeeze, piece.text.split("\n")):
                    self._waiting[place, text].append(number)
                    lengths[place].add(len(text))
        self._lengths = {place: sorted(found, reverse=True) for place, found in lengths.items()}

    def take(self, line: int, text: str) -> bool:
        """Whether a text of a line is made of pieces that still wait there; they wait no longer then."""
        section = self._case.sections[line]
        rest = squeeze(text).strip(_JOINTS)
        taken: list[tuple[tuple[str, str], int]] = []
        while rest:
            key = next((key for key in self._keys(section, rest) if self._waiting.get(key)), None)
            if key is None:
                for key, number in reversed(taken):
                    self._waiting[key].appendleft(number)
                return False
            taken.append((key, self._waiting[key].popleft()))
            rest = rest[len(key[1]) :]
            contents = self._page[taken[-1][1]].role == "contents"
            rest = rest.lstrip(("0123456789…." if contents else "") + _JOINTS)
        self._met.update((number, line) for _, number in taken)
        self._counts[section] += [number for key, number in taken if _is_count(self._page[number].text)]
        return True

    def _keys(self, section: str, rest: str) -> Iterator[tuple[str, str]]:
        """Yield what a text may begin with, the longest first."""
        sizes = ([(length, place) for length in self._lengths.get(place, ())] for place in (section, _ANYWHERE))
        for length, place in merge(*sizes, reverse=True):
            if length <= len(rest):
                yield place, rest[:length]

    def missing(self) -> list[tuple[Piece, int]]:
        """Return the lines that were not met, each with the line of the file that it would stand behind."""
        numbers = sorted({number for waiting in self._waiting.values() for number in waiting})
        told = [number for number in numbers if self._page[number].role in ("text", "title")]
        return [(self._page[number], self._line_before(number)) for number in told]

    def _line_before(self, number: int) -> int:
        """Return the last line of what was printed before a piece, as far as it is there; -1 ahead of all."""
        for before in range(number - 1, -1, -1):
            lines = self._case.at.get(self._page[before].id, ()) if self._page[before].id else ()
            if before in self._met or lines:
                return self._met.get(before, lines[-1] if lines else -1)
        return -1

    def disorder(self) -> Iterator[Verdict]:
        """Yield the sections whose counts stand in another order, so that they count something else."""
        for section, numbers in self._counts.items():
            if numbers != sorted(numbers):
                message = "its counts stand in another order"
                yield Verdict("counts", section, self._case.text(section) or "the top of the page", message)


def _paired(case: Case, ours: _Ours, left: list[Leftover]) -> tuple[tuple[Verdict, ...], tuple[Leftover, ...]]:
    """Return a verdict for each line of ours that was altered or is gone, and what else is left."""
    verdicts: list[Verdict] = []
    others = {number: one for number, one in enumerate(left) if not case.lines[one.line].own}
    missing = ours.missing()
    for piece, before in missing if len(missing) * len(others) <= _MOST else ():
        fitting = {
            number: likeness(piece.text, one.text) for number, one in others.items() if _fits(piece, before, one)
        }
        if fitting:
            one = others.pop(max(fitting, key=lambda number: (fitting[number], -number)))
            kind: Kind = "counts" if piece.role == "text" else "heading"
            verdicts.append(Verdict(kind, "", case.near(one.line), show(piece.text, one.text)))
        elif len(piece.text) > 1:
            verdicts.append(Verdict("gone", "", "a line of the page", piece.text))
    kept = tuple(one for number, one in enumerate(left) if number in others or case.lines[one.line].own)
    return tuple(verdicts), kept


def _fits(piece: Piece, before: int, one: Leftover) -> bool:
    """Whether a line was made from ours: it stands where ours stood, has most of its words, or both are a count."""
    if one.line in (before, before + 1) or likeness(piece.text, one.text) >= ALIKE:
        return True
    return _is_count(piece.text) and _is_count(one.text)


def _is_count(text: str) -> bool:
    return len(text.split()) <= _COUNT and any(char.isdigit() for char in text)
