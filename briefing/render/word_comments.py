"""Comments in the margin of a Word file, each at the block that it is on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from briefing.model import MarginNote, Problem
from briefing.render.word_pen import Pen

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ?", re.ASCII)
_REFERENCE, _TEXT = "annotation reference", "annotation text"


@dataclass(frozen=True, slots=True)
class Comments:
    """The margin comments of one document."""

    notes: Sequence[MarginNote]
    pen: Pen
    _open: dict[str, list[int]] = field(default_factory=dict)
    """Numbers of those that are not drawn yet, by block."""

    @classmethod
    def of(cls, notes: Sequence[MarginNote], pen: Pen) -> "Comments":
        """Return the comments of a page, none of them drawn."""
        waiting: dict[str, list[int]] = {}
        for number, note in enumerate(notes):
            waiting.setdefault(note.id, []).append(number)
        return cls(notes, pen, waiting)

    def around(self, id: str, inner: str) -> str:
        """Return words of a paragraph with the comments on the block of an id."""
        numbers = self._open.pop(id, [])
        starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
        return starts + inner + "".join(map(self._end, numbers))

    def _end(self, number: int) -> str:
        mark = self._mark(f'<w:commentReference w:id="{number}"/>')
        return f'<w:commentRangeEnd w:id="{number}"/>{mark}'

    def _mark(self, inner: str) -> str:
        return f'<w:r><w:rPr><w:rStyle w:val="{self.pen.styles[_REFERENCE]}"/></w:rPr>{inner}</w:r>'

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was not drawn: the block is not on the page."""
        message, hint = "a comment in the margin was on what is not printed", "look at what it says of it"
        return tuple(Problem("render", id, message, hint) for id in self._open)

    def write(self, document: Document) -> None:
        """Add the part that holds the comments."""
        waiting = {number for numbers in self._open.values() for number in numbers}
        drawn = [self._comment(number) for number in range(len(self.notes)) if number not in waiting]
        if drawn:
            markup = f"<w:comments {nsdecls('w')}>{''.join(drawn)}</w:comments>"
            name, package = PackURI("/word/comments.xml"), document.part.package
            part = Part(name, CONTENT_TYPE.WML_COMMENTS, markup.encode(), package)
            document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)

    def _comment(self, number: int) -> str:
        note, pen = self.notes[number], self.pen
        pen.where = f"a comment on {note.id}"
        date = f' w:date="{note.date}"' if _DATE.fullmatch(note.date) else ""
        who = f'w:author="{pen.text(note.author)}"{date} w:initials="{pen.text(note.initials)}"'
        first, *others = note.text.split("\n")
        mark = self._mark("<w:annotationRef/>")
        text = pen.paragraph(_TEXT, mark + pen.run(first)) + "".join(pen.paragraph(_TEXT, pen.run(o)) for o in others)
        return f'<w:comment w:id="{number}" {who}>{text}</w:comment>'
