"""A made briefing as files of every format, and what check says of them."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from edited_word import EditedWord
from factories import analysis, briefing, page, record_of, shipped_style, theme
from lxml import etree
from word_parts import W

from briefing.check import Verdict, check_edited
from briefing.records import Record, load_record
from briefing.render.html import draw_html
from briefing.render.markdown import draw_markdown
from briefing.render.pdf import draw_pdf
from briefing.render.word import draw_word

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
    drawers = {"docx": draw_word, "html": draw_html, "md": draw_markdown, "pdf": draw_pdf}
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


def opened() -> EditedWord:
    """The Word file, open for changes."""
    return EditedWord(made()[0]["docx"])
