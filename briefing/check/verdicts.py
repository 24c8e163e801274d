"""What check says of each quotation, point and line of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "verbatim",
    "edited",
    "shortened",
    "hidden",
    "bracketed",
    "swapped",
    "missing",
    "speaker",
    "citation",
    "moved away",
    "not found",
    "other source",
    "uncited",
    "dangling",
    "added",
    "quoted title",
    "table",
    "register",
    "counts",
    "record",
    "unmarked",
    "cut",
    "deleted",
    "moved",
    "typed",
    "twice",
    "unused",
    "heading",
    "own text",
    "gone",
    "left out",
]

REMEDIES: Mapping[Kind, str] = {
    "edited": "put the source's words back, or delete the whole item",
    "shortened": "put the words back, or mark the cut with …",
    "hidden": "put the words back: what the cut leaves out changes the meaning",
    "bracketed": "take the bracketed words out, or say it in a comment of your own",
    "swapped": "put each item's own words back",
    "missing": "put the words back, or delete the whole item with its source line",
    "speaker": "put the speaker's name and office back as printed",
    "citation": "put the number and paragraph back as printed, with the link",
    "moved away": "put the words and their source line together again",
    "not found": "correct it after the source, or take the quotation marks off",
    "other source": "cite the source and name the speaker that the words are from",
    "uncited": "write the citation behind it",
    "dangling": "cite a source of the register",
    "added": "put words of your own into a comment of your own",
    "quoted title": "take the quotation marks off: no heading quotes",
    "table": "put the table back as printed",
    "register": "put the entry back as printed",
    "counts": "put the line back as printed, or delete it",
    "record": "give the briefing.json that this file was made with, with --record",
    "unmarked": "edit the file that was published; copying into a new document loses the marks",
}
"""What to do about each finding; a kind without one is a note, or nothing to tell at all."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that check says."""

    kind: Kind
    id: str
    """Of the item; "" for lines without one."""
    place: str
    """For a person: "quotation 3 in Air defense"."""
    reads: str = ""
    """What stands there; where it differs from the source, [-what was printed-]{+what stands now+}."""
    source: str = ""
    """Where it is from and what is said there."""
    undone: str = ""
    """What a merge makes of a change that it does not keep; "" of one that it keeps."""

    @property
    def is_finding(self) -> bool:
        """Whether something is untrue or unproved, not only changed."""
        return self.kind in REMEDIES

    @property
    def is_note(self) -> bool:
        """Whether it tells of a change that an editor may make."""
        return not self.is_finding and self.kind != "verbatim"
