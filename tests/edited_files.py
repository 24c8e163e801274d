"""A made briefing as a Word file, and the changes that people make to one."""

import copy
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from factories import analysis, briefing, page, record_of, shipped_style, theme
from lxml import etree

from briefing import anchors
from briefing.check import Verdict, check_edited
from briefing.records import Record, load_record
from briefing.render.markdown import draw_markdown
from briefing.render.pdf import draw_pdf
from briefing.render.word import draw_word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": W[1:-1],
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "odd": "urn:odd",
    }.items()
)

RADAR = """Bulgarian Defense Minister Rumen Dachev opened the radar post in Varna on Wednesday.

"The radar does not replace the patrols, and 40 crews will stay in Varna," Dachev said.

"We promised the port of Varna a radar and we kept our word in two months," Dachev said.

The port authority of Varna paid for the road to the post.
"""
BOATS = """Romania will send two more patrol boats to the Black Sea, Romanian Defense Minister Ilinca Brânză said.

"The boats are ready for the Black Sea and the crews are trained. They will sail before the first frost," Brânză said.

The ministry expects the patrols in the Black Sea to cover 400 miles of coast by March.
"""
"""Printed: the first and the last paragraph of the one and the first of the other as p1 to p3 in the highlights; p4 and
p5 with q1 and q2 in "Radar", p6 with q3 in "Black sea"."""


@cache
def made() -> tuple[dict[str, bytes], bytes]:
    """The files of the briefing by format, and its record."""
    first = analysis(RADAR, "a.txt", outlet="Pontic Herald")
    other = analysis(BOATS, "b.txt", outlet="Dobrudja Courier", date="2026-03-05")
    themes = (theme("radar", "radar", order=1), theme("black-sea", "Black Sea", order=2))
    told = briefing(first, other, themes=themes)
    drawn, style = page(told), shipped_style()
    drawers = {"docx": draw_word, "md": draw_markdown, "pdf": draw_pdf}
    return {name: draw(drawn, style)[0] for name, draw in drawers.items()}, record_of(told)


def record(folder: Path) -> Record:
    """The record, from a file in a folder."""
    path = folder / "briefing.json"
    path.write_bytes(made()[1])
    return load_record(path)


def told(content: bytes, known: Record, format: str = "docx") -> list[tuple[str, str]]:
    """What check says of a file beside "verbatim": kinds and ids in its order."""
    return [(one.kind, one.id) for one in verdicts(content, known, format) if one.kind != "verbatim"]


def verdicts(content: bytes, known: Record, format: str = "docx") -> tuple[Verdict, ...]:
    return check_edited(format, content, known)


def element(xml: str) -> etree._Element:
    """An element of a Word file."""
    return etree.fromstring(re.sub(r"^<[\w:]+", rf"\g<0> {NAMES}", xml))


def with_part(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A Word file with one part changed, or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {one: package.read(one) for one in package.namelist()}
    parts[name] = change(parts.get(name, b"").decode()).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for one, part in parts.items():
            package.writestr(one, part)
    return written.getvalue()


class Word:
    """The Word file while somebody edits it."""

    def __init__(self, data: bytes | None = None) -> None:
        self._data = data or made()[0]["docx"]
        with zipfile.ZipFile(io.BytesIO(self._data)) as package:
            self.root = etree.fromstring(package.read("word/document.xml"))

    def save(self) -> bytes:
        """The file as it is now."""
        written = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as before, zipfile.ZipFile(written, "w") as after:
            for member in before.namelist():
                own = member == "word/document.xml"
                after.writestr(member, etree.tostring(self.root) if own else before.read(member))
        return written.getvalue()

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
        made = etree.fromstring(
            f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
            f'<w:r><w:t xml:space="preserve"></w:t></w:r></w:p>'
        )
        made.find(f".//{W}t").text = text
        self.paragraph(after).addnext(made)

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

    def drop_table(self, id: str) -> None:
        """Take out the table of an id."""
        table = next(self.texts(id)[0].iterancestors(W + "tbl"))
        table.getparent().remove(table)
