"""The notes of a Word file: a footnote or an endnote in place of each citation, with its source spelled out.

A note names its source in full where it is the first of that source, by outlet and date later. Word numbers the notes;
its own two, which draw the line above them, come first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from briefing import anchors
from briefing.blocks import Page, RegisterEntry, Run, Runs, Voice
from briefing.render.word_looks import RUN_STYLES
from briefing.render.word_pen import Pen, uri

_KINDS = {
    "footnote": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnote": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}
_LINES = (("separator", -1), ("continuationSeparator", 0))
"""Word's own notes: the line above notes, and that above a note that goes on from the page before."""
_STOP = Run(". ", "plain")
_SPACE = Run(" ", "plain")
_TIE = "\u202f"
"""Keeps a note's number on the line of the word before it."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one document, written while its body is drawn."""

    kind: str
    """"footnote", "endnote"; "" where citations are links."""
    entries: Mapping[str, RegisterEntry]
    """Of the register, by id; none where citations are links."""
    pen: Pen
    """Writes into the notes' own part."""
    made: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """Sources that were named in full."""

    @classmethod
    def of(cls, page: Page, pen: Pen) -> "Notes":
        """Return the notes of a page, none so far."""
        kind = page.notes.removesuffix("s") if page.notes != "links" else ""
        entries = {block.id: block for block in page.blocks if isinstance(block, RegisterEntry)} if kind else {}
        return cls(kind, entries, pen.for_part())

    def cite(self, pen: Pen, id: str, runs: Runs, voices: Mapping[Voice, str]) -> str:
        """Return runs under the bookmark of an id; in place of their first citation stands the number of a note.

        LibreOffice takes the last character out of the bookmark that holds the first note, so that one ends in a space.
        """
        at = next((at for at, run in enumerate(runs) if run.voice == "accent" and run.target in self.entries), None)
        if at is None:
            return pen.bookmark(id, pen.runs(runs, voices))
        before = runs[:at]
        if before and before[-1].text.endswith(" "):
            before = (*before[:-1], replace(before[-1], text=before[-1].text[:-1] + _TIE))
        cited = self._note(id, runs[at])
        after = (*runs[at + 1 :], *([_SPACE] if len(self.made) == 1 else []))
        return pen.bookmark(id, pen.runs(before, voices) + cited + pen.runs(after, voices))

    def opens(self, runs: Runs) -> bool:
        """Whether the number of a note is the first of the runs, and so stands close to what comes before."""
        return bool(runs) and runs[0].voice == "accent" and runs[0].target in self.entries

    def _note(self, id: str, citation: Run) -> str:
        """Write a note and return the number that refers to it."""
        pen, number = self.pen, len(self.made) + 1
        pen.where = anchors.note(id)
        runs = (citation, _STOP, *self._about(self.entries[citation.target]))
        words = pen.bookmark(pen.where, pen.runs(runs, RUN_STYLES))
        mark = self._mark(f"<w:{self.kind}Ref/>")
        inner = pen.paragraph(f"{self.kind} text", mark + pen.run(" ") + words)
        self.made.append(f'<w:{self.kind} w:id="{number}">{inner}</w:{self.kind}>')
        return self._mark(f'<w:{self.kind}Reference w:id="{number}"/>')

    def _mark(self, inner: str) -> str:
        style = self.pen.styles[f"{self.kind} reference"]
        return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>{inner}</w:r>'

    def _about(self, entry: RegisterEntry) -> Runs:
        if entry.id in self.named and entry.short:
            return entry.short
        self.named.add(entry.id)
        return tuple(run for line in entry.lines for run in (_SPACE, *line))[1:]


def write_notes(document: Document, notes: Notes) -> None:
    """Add the part that holds the notes, and say how they are numbered."""
    if not notes.made:
        return
    kind, package = notes.kind, document.part.package
    content_type, relation = _KINDS[kind]
    lines = "".join(_line(kind, name, number) for name, number in _LINES)
    markup = f"<w:{kind}s {nsdecls('w', 'r')}>{lines}{''.join(notes.made)}</w:{kind}s>"
    part = Part(PackURI(f"/word/{kind}s.xml"), content_type, markup.encode(), package)
    for address, id in notes.pen.addresses.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, uri(address), id, is_external=True)
    document.part.relate_to(part, relation)
    own = "".join(f'<w:{kind} w:id="{number}"/>' for _, number in _LINES)
    settings: Any = document.settings.element
    body: Any = document.element.body
    settings.find(qn("w:compat")).addprevious(_numbered(kind, own))
    body.find(qn("w:sectPr")).find(qn("w:pgSz")).addprevious(_numbered(kind))


def _numbered(kind: str, own: str = "") -> Any:
    """Return the numbers of the notes: 1, 2, 3 for endnotes, too. LibreOffice wants them told for the section."""
    return parse_xml(f'<w:{kind}Pr {nsdecls("w")}><w:numFmt w:val="decimal"/>{own}</w:{kind}Pr>')


def _line(kind: str, name: str, number: int) -> str:
    return f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
