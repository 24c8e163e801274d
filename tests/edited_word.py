"""A Word file as a person changes it: what Word and LibreOffice leave behind, without either of them."""

import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"w": W[1:-1]}
_COMMENT = """<w:comments xmlns:w="{ns}"><w:comment w:id="900" w:author="R. Dachev" w:initials="RD" \
w:date="2026-03-09T10:00:00Z"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"""


class EditedWord:
    """The parts of a .docx, the body open for changes."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])

    def save(self, path: Path) -> Path:
        """Write the file."""
        self.parts["word/document.xml"] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return path

    # --- finding ---

    def paragraphs(self) -> list[etree._Element]:
        """Every paragraph, in reading order."""
        return list(self.body.iter(f"{W}p"))

    def paragraph(self, id: str) -> etree._Element:
        """The paragraph in which something stands."""
        (mark,) = self._marked(id)
        return next(mark.iterancestors(f"{W}p"))

    def words(self, id: str) -> list[etree._Element]:
        """The text elements of an item, a heading or an own text's label."""
        (mark,) = self._marked(id)
        if mark.tag == f"{W}sdt":
            return list(mark.iter(f"{W}t"))
        return list(self.paragraph(id).iter(f"{W}t"))

    def _marked(self, id: str) -> list[etree._Element]:
        name = ("b_" + id.replace("-", "_"))[:40]
        return self.body.xpath(
            f"(//w:sdt[w:sdtPr/w:tag/@w:val='{id}'] | //w:bookmarkStart[@w:name='{name}'])[1]", namespaces=_NAMES
        )

    # --- what a person does ---

    def replace(self, id: str, old: str, new: str) -> None:
        """Type over words of an item or a heading."""
        for text in self.words(id):
            if text.text and old in text.text:
                text.text = text.text.replace(old, new)
                return
        raise AssertionError(f"{id} does not have {old!r}")

    def retitle(self, text: str) -> None:
        """Give the briefing another title."""
        (title,) = self.body.xpath("(//w:p[w:pPr/w:pStyle/@w:val='Title'])[1]", namespaces=_NAMES)
        next(title.iter(f"{W}t")).text = text

    def forget(self) -> None:
        """Lose what the file says it was made from, as some programs do."""
        self.parts = {name: part for name, part in self.parts.items() if b"urn:briefing:1" not in part}

    def delete(self, id: str) -> None:
        """Take out a point, or a quotation with the line under it."""
        for one in self._of(id):
            one.getparent().remove(one)

    def delete_section(self, id: str) -> None:
        """Take out a heading and all up to the next."""
        one = self.paragraph(id)
        gone = [one]
        while (one := one.getnext()) is not None and not self._is_heading(one):
            gone.append(one)
        for each in gone:
            if each.tag != f"{W}sectPr":
                each.getparent().remove(each)

    def move(self, id: str, before: str) -> None:
        """Cut an item and paste it in front of another."""
        place = self.paragraph(before)
        for one in self._of(id):
            place.addprevious(one)

    def write_behind(self, id: str, text: str, style: str = "BodyText") -> None:
        """Start a new paragraph behind something and type into it."""
        self._of(id)[-1].addnext(_paragraph(text, style))

    def comment_place(self, id: str, *texts: str) -> None:
        """Type into the place for comments of a section."""
        label = self.paragraph(id)
        empty = label.getnext()
        style = empty if empty.tag == f"{W}p" else empty.find(f".//{W}p")
        properties = style.find(f"{W}pPr")
        for text in reversed(texts):
            made = _paragraph(text)
            made.insert(0, deepcopy(properties))
            label.addnext(made)
        empty.getparent().remove(empty)

    def note(self, id: str, text: str) -> None:
        """Put a comment into the margin of an item."""
        where = self.paragraph(id)
        assert "word/comments.xml" not in self.parts
        self.parts["word/comments.xml"] = _COMMENT.format(ns=W[1:-1], text=text).encode()
        first = next(where.iter(f"{W}r"))
        around = next((one for one in first.iterancestors(f"{W}sdt")), first)
        around.addprevious(etree.Element(f"{W}commentRangeStart", {f"{W}id": "900"}))
        where.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "900"}))

    def _of(self, id: str) -> list[etree._Element]:
        """The paragraphs of a point or quotation, or the heading."""
        return [self.paragraph(id), *([self.paragraph(f"{id}-by")] if id.startswith("q") else [])]

    def _is_heading(self, one: etree._Element) -> bool:
        style = one.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(f"{W}val", "").startswith("Heading1")


def _paragraph(text: str, style: str = "") -> etree._Element:
    made = etree.Element(f"{W}p")
    if style:
        etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", style)
    etree.SubElement(etree.SubElement(made, f"{W}r"), f"{W}t").text = text
    return made


CHANGES: dict[str, Callable[[EditedWord], None]] = {
    "deleted": lambda file: file.delete("p6"),
    "margin comment": lambda file: file.note("p7", "Which?"),
    "deleted highlight": lambda file: file.delete("p1"),
    "deleted quotation": lambda file: file.delete("q1"),
    "moved": lambda file: file.move("p9", before="p4"),
    "moved to another theme": lambda file: file.move("p9", before="p16"),
    "heading": lambda file: file.replace("section-air-defense", "Air defense", "In the air"),
    "title": lambda file: file.retitle("The week at sea"),
    "own paragraph": lambda file: file.write_behind("p6", "Norway is the one to watch."),
    "own paragraph behind a quotation": lambda file: file.write_behind("q1", "A chain it is."),
    "own paragraph below a heading": lambda file: file.write_behind("section-black-sea", "A quiet week."),
    "comment": lambda file: file.comment_place("c-section-air-defense", "We saw this coming.", "In May."),
    "section": lambda file: file.delete_section("timeline"),
    "section with points": lambda file: file.delete_section("section-black-sea"),
}
"""What a person may do, one thing at a time."""
