"""Our own lines in an edited file, such as counts, notes and labels: what of them was altered, what is none of them."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import islice, takewhile

from briefing.check.case import Case
from briefing.check.difference import show
from briefing.check.folding import squeeze
from briefing.check.found import CLAIMED
from briefing.check.surroundings import ALIKE, assign_tables, bag, overlap
from briefing.check.verdicts import Kind, Verdict
from briefing.records import Piece

_OURS = ("text", "title", "contents", "own", "footer")
_ANYWHERE = "*"
"""The home of what formats put where they like: the masthead, what stands on every page."""
_COUNT = 3
"""Words of a line that is no more than a count: "8 / 9"."""
_COMMON = 50
"""Lines that have a word in common; by one that more have, a line is looked for in its own section only."""
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
    bare: bool = False
    """In a heading or the title, where nothing is quoted."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A line of ours that was not met."""

    piece: Piece
    home: str
    """The heading over it in print; `_ANYWHERE` for what formats put where they like."""
    before: int
    """The line of the file that it would stand behind; -1 ahead of all."""
    is_title: bool
    is_back: bool
    """Whether it is there again in what is made of the file: what it stood with is still there."""


def sort_lines(case: Case) -> tuple[tuple[Verdict, ...], tuple[Leftover, ...]]:
    """Return what was changed in our lines, and what stands in the file and is none of them."""
    ours, left = _Ours(case), []
    proved = set(assign_tables(case).values())
    for number, line in enumerate(case.lines):
        for part in line.free.split(CLAIMED) if line.table not in proved or not line.table else ():
            if part.strip(_BLANK) and (line.own or not ours.take(number, part)):
                left.append(Leftover(number, part.strip(), bare=line.style.casefold() == "title"))
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

    def missing(self) -> Iterator[_Missing]:
        """Yield the lines that were not met."""
        waiting = {number: place for (place, _), numbers in self._waiting.items() for number in numbers}
        title = next((number for number, piece in enumerate(self._page) if piece.role == "title" and piece.text), -1)
        before, home = -1, ""
        for number, piece in enumerate(self._page):
            home = piece.id if piece.role == "heading" else home
            if number in waiting and piece.role in ("text", "title"):
                is_back = (not home or bool(self._case.text(home))) and not self._is_bereft(number)
                yield _Missing(piece, waiting[number], before, number == title, is_back)
            lines = self._case.at.get(piece.id, ()) if piece.id else ()
            before = self._met.get(number, lines[-1] if lines else before)

    def _is_bereft(self, number: int) -> bool:
        """Whether a line stood over items of which none is left."""
        behind = self._page[number + 1 : number + 2]
        if not behind or behind[0].role not in ("point", "quotation"):
            return False
        group = takewhile(lambda piece: piece.role not in ("text", "heading"), islice(self._page, number + 1, None))
        return not any(self._case.text(piece.id) for piece in group if piece.role in ("point", "quotation"))

    def disorder(self) -> Iterator[Verdict]:
        """Yield the sections whose counts stand in another order, so that they count something else."""
        for section, numbers in self._counts.items():
            if numbers != sorted(numbers):
                message = "its counts stand in another order"
                yield Verdict("counts", section, self._case.text(section) or "the top of the page", message)


def _paired(case: Case, ours: _Ours, left: list[Leftover]) -> tuple[tuple[Verdict, ...], tuple[Leftover, ...]]:
    """Return a verdict for each line of ours that was altered or is gone, and what else is left.

    What a line was altered to may still quote.
    """
    verdicts: list[Verdict] = []
    others, kept = _Others(case, left), list(left)
    for one in ours.missing():
        back = "it is put back: the briefing's own lines are made anew" if one.is_back else ""
        number = others.pop(one)
        if number is not None:
            told = left[number]
            kept[number] = replace(told, known=True, bare=one.piece.role == "title")
            kind: Kind = "counts" if one.piece.role == "text" else "heading"
            undone = "" if one.is_title else back
            place = "the title" if one.is_title else case.near(told.line)
            verdicts.append(Verdict(kind, "", place, show(one.piece.text, told.text), undone=undone))
        elif len(one.piece.text) > 1:
            verdicts.append(Verdict("gone", "", "a line of the page", one.piece.text, undone=back))
    return tuple(verdicts), tuple(kept)


class _Others:
    """Lines that are none of ours, to find what a line of ours became without comparing each with each."""

    def __init__(self, case: Case, left: list[Leftover]) -> None:
        self._left = left
        self._bags = {number: bag(one.text) for number, one in enumerate(left) if not case.lines[one.line].own}
        self._at: dict[int, list[int]] = defaultdict(list)
        self._within: dict[str, list[int]] = defaultdict(list)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, words in self._bags.items():
            self._at[left[number].line].append(number)
            self._within[case.sections[left[number].line]].append(number)
            for word in words:
                self._having[word].append(number)

    def pop(self, one: _Missing) -> int | None:
        """Return the line that one of ours was made into, which is none of the others then; None if there is none."""
        words = bag(one.piece.text)
        shares = {
            number: overlap(words, self._bags[number])
            for number in self._near(one, words)
            if number in self._bags and self._fits(one, number, words)
        }
        best = max(shares, key=lambda number: (shares[number], -number), default=None)
        self._bags.pop(-1 if best is None else best, None)
        return best

    def _near(self, one: _Missing, words: Counter[str]) -> set[int]:
        """Return the lines that one of ours may be now: at its place, in its section, or with a rare word of it."""
        rare = (self._having[word] for word in words if len(self._having.get(word, ())) in range(1, _COMMON))
        section = "" if one.home == _ANYWHERE else one.home
        near = (self._at.get(one.before, ()), self._at.get(one.before + 1, ()), self._within.get(section, ()))
        return {number for numbers in (*near, *rare) for number in numbers}

    def _fits(self, one: _Missing, number: int, words: Counter[str]) -> bool:
        """Whether a line was made from ours: it stands where ours stood, has most of its words, or both are a count."""
        other = self._left[number]
        if other.line in (one.before, one.before + 1) or overlap(words, self._bags[number]) >= ALIKE:
            return True
        return _is_count(one.piece.text) and _is_count(other.text)


def _is_count(text: str) -> bool:
    return len(text.split()) <= _COUNT and any(char.isdigit() for char in text)
