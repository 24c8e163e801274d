"""An edited file against the record of its briefing: a verdict on each item, and on whatever else was changed."""

from collections.abc import Iterator

from briefing import anchors
from briefing.check.case import Case, is_same, open_case, tail_of
from briefing.check.evidence import prove_evidence
from briefing.check.found import FileText
from briefing.check.items import prove_items
from briefing.check.printed_lines import Leftover, sort_lines
from briefing.check.surroundings import prove_surroundings
from briefing.check.typed import prove_typed
from briefing.check.unclaimed import find_unclaimed
from briefing.check.verdicts import Verdict
from briefing.records import Record


def prove_edited(file: FileText, record: Record) -> tuple[Verdict, ...]:
    """Return all that is to be said of a file, those of its items first. Takes the file's own words and the record."""
    case = open_case(file, record)
    verdicts, left = sort_lines(case)
    marked = any(case.text(id) or case.text(tail_of(item)) for id, item in case.items.items())
    proved = tuple(prove_items(case)) if marked or not case.items else (Verdict("unmarked", "", "the whole file"),)
    typed = prove_typed(case, (*left, *_headings(case), *find_unclaimed(case)))
    return (
        *_origin(case),
        *proved,
        *(prove_surroundings(case) if marked or not case.items else ()),
        *(verdicts if marked else ()),
        *(one for one in typed if marked or one.kind != "own text"),
        *_strange(case),
        *_extras(case),
        *prove_evidence(case),
    )


def _origin(case: Case) -> Iterator[Verdict]:
    """Yield that the file says it was made with another record."""
    told = case.file.provenance.record
    if told and told != case.record.digest:
        message = f"made with another briefing.json, of {case.file.provenance.period or 'an unknown period'}"
        yield Verdict("record", "", "the whole file", message)


def _headings(case: Case) -> Iterator[Leftover]:
    """Yield the headings that were changed, which may quote, too."""
    for id, piece in case.pieces.items():
        if piece.role == "heading" and case.text(id) and not is_same(piece.text, case.text(id)):
            yield Leftover(case.at[id][0], case.text(id), known=True, bare=True)


def _extras(case: Case) -> Iterator[Verdict]:
    """Yield pictures and notes of an editor's; whatever they show or say, nothing of it is proved but quotations."""
    for one in (one for one in case.file.extras if one.digest is None or one.digest not in case.record.logo):
        place = f"at {case.place(one.on)}" if one.on else "ahead of the first heading"
        if one.drawn:
            yield Verdict("added", "", "margin", one.text)
        else:
            yield Verdict("left out", "", place, one.text, undone="it is not kept")


def _strange(case: Case) -> Iterator[Verdict]:
    """Yield the items that the record does not have, and links to sources that there are not."""
    for id, found in case.found.items():
        if anchors.is_words(id) and id not in case.items and found.text.strip():
            yield Verdict("not found", id, id, found.text)
        for target in found.targets:
            if target[:1] == "s" and target[1:].isdigit() and int(target[1:]) not in case.record.numbers:
                yield Verdict("dangling", id, case.place(id), target)
