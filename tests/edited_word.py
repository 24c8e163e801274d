"""A Word file as a person changes it: what Word and LibreOffice leave behind, without either of them."""

import copy
import io
import zipfile
from collections.abc import Callable

import houses
from lxml import etree
from word_parts import NS, W

from briefing import anchors

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BODY = "word/document.xml"
_COMMENT = """<w:comments xmlns:w="{ns}"><w:comment w:id="900" w:author="R. Dachev" w:initials="RD" \
w:date="2026-03-09T10:00:00Z"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>"""


class EditedWord:
    """The parts of a .docx, the body open for changes."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts[_BODY])

    def save(self) -> bytes:
        """The file as it is now."""
        self.parts[_BODY] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        return houses.packed(self.parts)

    def control(self, id: str) -> etree._Element:
        """The content control of an item."""
        return next(
            one for one in self.root.iter(W + "sdt") if one.find(f"{W}sdtPr/{W}tag[@{W}val='{id}']") is not None
        )

    def texts(self, id: str) -> list[etree._Element]:
        """The text elements under an id: in its control, else in its bookmark; of a table all."""
        if anchors.is_words(id):
            return list(self.control(id).iter(W + "t"))
        return [one for one in self._under(id) if one.tag == W + "t"]

    def _under(self, id: str) -> list[etree._Element]:
        elements = list(self.root.iter())
        start = next(at for at, one in enumerate(elements) if one.get(W + "name") == anchors.bookmark(id))
        number = elements[start].get(W + "id")
        ends = (at for at, one in enumerate(elements) if one.tag == W + "bookmarkEnd" and one.get(W + "id") == number)
        table = next(elements[start].iterancestors(W + "tbl"), None)
        return elements[start : next(ends)] if table is None else list(table.iter())

    def change(self, id: str, old: str, new: str) -> None:
        """Overwrite words under an id."""
        holder = next(one for one in self.texts(id) if old in (one.text or ""))
        holder.text = holder.text.replace(old, new, 1)

    def change_line(self, old: str, new: str) -> None:
        """Overwrite words of ours, wherever they stand first."""
        holder = next(one for one in self.root.iter(W + "t") if old in (one.text or ""))
        holder.text = holder.text.replace(old, new, 1)

    def paragraph(self, id: str) -> etree._Element:
        """The paragraph that words stand in."""
        return next(self.texts(id)[0].iterancestors(W + "p"))

    def delete(self, *ids: str) -> None:
        """Take out the paragraphs of these ids."""
        for id in ids:
            paragraph = self.paragraph(id)
            paragraph.getparent().remove(paragraph)

    def write(self, after: str, text: str, style: str = "BodyText") -> None:
        """Type a paragraph behind that of an id."""
        self.paragraph(after).addnext(_paragraph(text, style))

    def append(self, id: str, text: str) -> None:
        """Type words at the end of the paragraph of an id."""
        run = etree.SubElement(self.paragraph(id), W + "r")
        etree.SubElement(run, W + "t", {SPACE: "preserve"}).text = text

    def split(self, id: str) -> None:
        """Cut every run under an id in two, the second one bold, as formatting does."""
        for text in self.texts(id):
            run, words = text.getparent(), text.text or ""
            other = copy.deepcopy(run)
            text.text, other.find(W + "t").text = words[: len(words) // 2], words[len(words) // 2 :]
            other.find(W + "t").set(SPACE, "preserve")
            text.set(SPACE, "preserve")
            if other.find(W + "rPr") is not None:
                etree.SubElement(other.find(W + "rPr"), W + "b")
            run.addnext(other)

    def track(self, id: str, old: str, new: str) -> None:
        """Change words with tracked changes."""
        text = next(one for one in self.texts(id) if old in (one.text or ""))
        run, (before, behind) = text.getparent(), text.text.split(old, 1)
        pieces = [self._run(run, before), self._tracked(run, "del", old), self._tracked(run, "ins", new)]
        for piece in reversed([*pieces, self._run(run, behind)]):
            run.addnext(piece)
        run.getparent().remove(run)

    def look(self, id: str, words: str, look: str) -> None:
        """Give words under an id a look of their own, such as hidden."""
        self.track(id, words, words)
        tracked = next(self.root.iter(W + "ins"))
        run = tracked.find(W + "r")
        looks = run.find(W + "rPr")
        if looks is None:
            looks = etree.Element(W + "rPr")
            run.insert(0, looks)
        etree.SubElement(looks, W + look)

    def _run(self, like: etree._Element, text: str, name: str = "t") -> etree._Element:
        made = copy.deepcopy(like)
        holder = made.find(W + "t")
        holder.text, holder.tag = text, W + name
        holder.set(SPACE, "preserve")
        return made

    def _tracked(self, like: etree._Element, kind: str, text: str) -> etree._Element:
        made = etree.Element(W + kind, {W + "id": "900", W + "author": "Desk"})
        made.append(self._run(like, text, "delText" if kind == "del" else "t"))
        return made

    def delete_tracked(self, id: str) -> None:
        """Delete all words under an id with tracked changes."""
        for text in self.texts(id):
            run = text.getparent()
            run.addnext(self._tracked(run, "del", text.text or ""))
            run.getparent().remove(run)

    def unwrap(self, id: str, bookmark: bool = True) -> None:
        """Remove the content control and keep what it holds, with its bookmark or without."""
        control = self.control(id)
        for child in list(control.find(W + "sdtContent")):
            if bookmark or not str(child.tag).startswith(W + "bookmark"):
                control.addprevious(child)
        control.getparent().remove(control)

    def swap(self, one: str, other: str) -> None:
        """Exchange the paragraphs of two ids."""
        first, second = self.paragraph(one), self.paragraph(other)
        place = etree.Element("place")
        first.addprevious(place)
        second.addprevious(first)
        place.addprevious(second)
        place.getparent().remove(place)

    def swap_words(self, one: str, other: str) -> None:
        """Exchange the words of two items inside their controls."""
        first, second = self.texts(one)[0], self.texts(other)[0]
        first.text, second.text = second.text, first.text

    def lead(self, id: str, target: str) -> None:
        """Make the links under an id lead elsewhere."""
        for link in (one for one in self._under(id) if one.tag == W + "hyperlink"):
            link.set(W + "anchor", anchors.bookmark(target))

    def drop_chart(self, id: str) -> None:
        """Take out the chart of an id with the title above it."""
        start = next(one for one in self.root.iter(W + "bookmarkStart") if one.get(W + "name") == anchors.bookmark(id))
        chart = next(start.iterancestors(W + "p"))
        chart.getparent().remove(chart.getprevious())
        chart.getparent().remove(chart)

    def drop_table(self, id: str) -> None:
        """Take out the table of an id."""
        table = next(self.texts(id)[0].iterancestors(W + "tbl"))
        table.getparent().remove(table)

    def retitle(self, text: str) -> None:
        """Give the briefing another title."""
        (title,) = self.root.xpath("(//w:p[w:pPr/w:pStyle/@w:val='Title'])[1]", namespaces=NS)
        next(title.iter(W + "t")).text = text

    def forget(self) -> None:
        """Lose what the file says it was made from, as some programs do."""
        self.parts = {name: part for name, part in self.parts.items() if b"urn:briefing:1" not in part}

    def delete_item(self, id: str) -> None:
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
            if each.tag != W + "sectPr":
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
        style = empty if empty.tag == W + "p" else empty.find(f".//{W}p")
        properties = style.find(W + "pPr")
        for text in reversed(texts):
            made = _paragraph(text)
            made.insert(0, copy.deepcopy(properties))
            label.addnext(made)
        empty.getparent().remove(empty)

    def note(self, id: str, text: str) -> None:
        """Put a comment into the margin of an item."""
        where = self.paragraph(id)
        assert "word/comments.xml" not in self.parts
        self.parts["word/comments.xml"] = _COMMENT.format(ns=W[1:-1], text=text).encode()
        first = next(where.iter(W + "r"))
        around = next((one for one in first.iterancestors(W + "sdt")), first)
        around.addprevious(etree.Element(W + "commentRangeStart", {W + "id": "900"}))
        where.append(etree.Element(W + "commentRangeEnd", {W + "id": "900"}))

    def _of(self, id: str) -> list[etree._Element]:
        """The paragraphs of a point or quotation, or the heading."""
        return [self.paragraph(id), *([self.paragraph(f"{id}-by")] if id.startswith("q") else [])]

    def _is_heading(self, one: etree._Element) -> bool:
        style = one.find(f"{W}pPr/{W}pStyle")
        return style is not None and style.get(W + "val", "").startswith("Heading1")


def _paragraph(text: str, style: str = "") -> etree._Element:
    made = etree.Element(W + "p")
    if style:
        etree.SubElement(etree.SubElement(made, W + "pPr"), W + "pStyle").set(W + "val", style)
    etree.SubElement(etree.SubElement(made, W + "r"), W + "t", {SPACE: "preserve"}).text = text
    return made


CHANGES: dict[str, Callable[[EditedWord], None]] = {
    "deleted": lambda file: file.delete_item("p6"),
    "margin comment": lambda file: file.note("p7", "Which?"),
    "deleted highlight": lambda file: file.delete_item("p1"),
    "deleted quotation": lambda file: file.delete_item("q1"),
    "moved": lambda file: file.move("p9", before="p4"),
    "moved to another theme": lambda file: file.move("p9", before="p16"),
    "heading": lambda file: file.change("section-air-defense", "Air defense", "In the air"),
    "title": lambda file: file.retitle("The week at sea"),
    "own paragraph": lambda file: file.write_behind("p6", "Norway is the one to watch."),
    "own paragraph behind a quotation": lambda file: file.write_behind("q1", "A chain it is."),
    "own paragraph below a heading": lambda file: file.write_behind("section-black-sea", "A quiet week."),
    "comment": lambda file: file.comment_place("c-section-air-defense", "We saw this coming.", "In May."),
    "section": lambda file: file.delete_section("timeline"),
    "section with points": lambda file: file.delete_section("section-black-sea"),
}
"""What a person may do, one thing at a time."""
