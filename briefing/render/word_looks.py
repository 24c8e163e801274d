"""Every style of the Word file as data: what look.md calls "W", in values of `Style`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefing.anchors import OWN_STYLE
from briefing.blocks import Voice
from briefing.render.style import Style
from briefing.render.word_measures import (
    bold,
    borders,
    dotted,
    edge,
    face,
    indent,
    ink,
    main_indent,
    shade,
    spacing,
    tabs,
    text_width,
    twips,
    type_size,
)

BAR_INSET = 9.0
"""Points between a quotation's bar and its words."""
STRIP_EDGE, STRIP_ROOM = 4.5, 3.0
"""Points of tint around the count strip, and between it and the words at the sides."""
_BOX_ROOM = 5.0
"""Points between the editor's own text and what stands around it."""
NUMBER_WIDTH = 7.0
"""Millimetres for a source's number in the register."""

RUN_STYLES: dict[Voice, str] = {
    "source": "Source Words",
    "insertion": "Source Insertion",
    "figure": "Key Figure",
    "edit": "Edit",
    "plain": "",
    "strong": "Strong",
    "muted": "Muted",
    "warning": "Warning",
    "accent": "Accent",
}
"""Voices in a paragraph of ours."""
SOURCE_RUN_STYLES: dict[Voice, str] = {
    "source": "",
    "insertion": "Source Insertion",
    "figure": "Key Figure",
    "edit": "Edit",
    "plain": "Aside",
    "strong": "Aside Strong",
    "muted": "Aside Muted",
    "warning": "Aside Warning",
    "accent": "Citation",
}
"""Voices in a paragraph of the source, where our words are set small."""

_RAISED = '<w:vertAlign w:val="superscript"/>'
_KEEP_NEXT = "<w:keepNext/>"
_KEEP_LINES = "<w:keepLines/>"
_KEEP = _KEEP_NEXT + _KEEP_LINES
_HOLDING = '<w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>'
"""Lines as high as what stands in them: an exact leading would cut a drawing off."""


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its properties as WordprocessingML."""

    name: str
    base: str = ""
    paragraph: str = ""
    run: str = ""
    table: str = ""
    following: str = ""
    """The style of the paragraph that a writer types next: the editor's, so that nothing passes for a source's."""
    house: bool = False
    """Not among the styles that Word brings along."""
    kind: Literal["paragraph", "character", "table"] = "paragraph"


def all_looks(style: Style) -> tuple[Look, ...]:
    """Return every style of the file, each after the one it is based on."""
    parts = (
        _masthead,
        _heads,
        _groups,
        _source,
        _ours,
        _editors,
        _register,
        _notes,
        _margins,
        _source_runs,
        _our_runs,
        _asides,
        _tables,
    )
    return tuple(look for part in parts for look in part(style))


def _masthead(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    base = face(style.ours) + ink(colours.ink) + type_size(sizes.point)
    yield Look("Normal", "", spacing(sizes.point), base)
    bar = borders(edge("top", 3, colours.blue, space=6))
    title = _KEEP_NEXT + bar + spacing(sizes.title)
    yield Look("Title", "Normal", title, bold() + type_size(sizes.title), following="Subtitle")
    subtitle = ink(colours.mid) + type_size(sizes.subtitle)
    yield Look("Subtitle", "Normal", spacing(sizes.subtitle, before=2, after=6), subtitle, following=OWN_STYLE)
    yield Look("Field Text", "Normal", spacing(sizes.field), type_size(sizes.field), house=True)
    room = {"top": 0.0, "left": STRIP_ROOM, "bottom": 0.0, "right": STRIP_ROOM}
    tint = borders(*(edge(side, STRIP_EDGE, colours.tint, space) for side, space in room.items()))
    inset = (STRIP_EDGE + STRIP_ROOM) * 20
    strip = tint + shade(colours.tint) + spacing(sizes.count, before=12, after=6) + indent(inset, inset)
    yield Look("Body Text 2", "Normal", strip, type_size(sizes.count), following=OWN_STYLE)


def _heads(style: Style) -> Iterator[Look]:
    sizes, colours = style.sizes, style.colours
    rule = borders(edge("top", 0.75, colours.ink, space=4))
    head = _KEEP + rule + spacing(sizes.head, before=12, after=2) + '<w:outlineLvl w:val="0"/>'
    yield Look("Heading 1", "Normal", head, bold() + type_size(sizes.head), following=OWN_STYLE)
    yield Look("Heading 1 Wide", "Heading 1", following=OWN_STYLE, house=True)
    note = ink(colours.mid) + type_size(sizes.small)
    yield Look("Side Note", "Normal", _KEEP + spacing(sizes.small, after=4), note, following=OWN_STYLE, house=True)


def _groups(style: Style) -> Iterator[Look]:
    sizes, colours, main = style.sizes, style.colours, indent(main_indent(style.page))
    rule = borders(edge("top", 0.5, colours.hair, space=4))
    small, level = type_size(sizes.small), '<w:outlineLvl w:val="2"/>'
    line = spacing(sizes.small, before=2, after=2) + main + level
    ruled = rule + spacing(sizes.small, before=6, after=2)
    yield Look("Heading 3", "Normal", _KEEP + line, small, following=OWN_STYLE)
    yield Look("Heading 3 Ruled", "Heading 3", ruled, following=OWN_STYLE, house=True)
    label = _KEEP + spacing(sizes.small, before=2) + main
    ruled = rule + spacing(sizes.small, before=3)
    yield Look("Caption", "Normal", label, bold() + ink(colours.blue) + small, following=OWN_STYLE)
    yield Look("Caption Ruled", "Caption", ruled, following=OWN_STYLE, house=True)


def _source(style: Style) -> Iterator[Look]:
    sizes, serif, main = style.sizes, face(style.source), main_indent(style.page)
    text = serif + type_size(sizes.point)
    yield Look("List Continue", "Normal", spacing(sizes.point, after=4) + indent(main), text, following=OWN_STYLE)
    highlight = _KEEP_LINES + spacing(sizes.highlight, after=5) + indent(main)
    yield Look("List Continue 2", "Normal", highlight, serif + type_size(sizes.highlight), following=OWN_STYLE)
    bar = borders(edge("left", 1.75, style.colours.blue, space=BAR_INSET))
    quote = _KEEP_NEXT + bar + spacing(sizes.point, before=2) + indent(main + BAR_INSET * 20)
    yield Look("Quote", "Normal", quote, text, following=OWN_STYLE)
    by = '<w:keepNext w:val="0"/>' + _KEEP_LINES + spacing(sizes.small, before=1, after=6)
    upright = '<w:i w:val="0"/><w:iCs w:val="0"/>'
    small = face(style.ours) + upright + ink(style.colours.mid) + type_size(sizes.small)
    yield Look("Attribution", "Quote", by, small, following=OWN_STYLE, house=True)


def _ours(style: Style) -> Iterator[Look]:
    sizes, colours, main = style.sizes, style.colours, indent(main_indent(style.page))
    yield Look("Body Text", "Normal", spacing(sizes.point, after=4) + main, following=OWN_STYLE)
    yield Look("Body Text Wide", "Body Text", indent(0), following=OWN_STYLE, house=True)
    note = ink(colours.mid) + type_size(sizes.small)
    room = spacing(sizes.small, before=2, after=4) + main
    yield Look("Small Note", "Normal", room, note, following=OWN_STYLE, house=True)
    yield Look("Small Note Wide", "Small Note", indent(0), following=OWN_STYLE, house=True)
    title = _KEEP + spacing(sizes.table, before=8, after=2) + main
    yield Look("Chart Title", "Normal", title, bold() + type_size(sizes.table), following=OWN_STYLE, house=True)
    yield Look("Chart Title Wide", "Chart Title", indent(0), following=OWN_STYLE, house=True)
    yield Look("Chart Frame", "Normal", _HOLDING + main, following=OWN_STYLE, house=True)
    yield Look("Chart Frame Wide", "Chart Frame", indent(0), following=OWN_STYLE, house=True)
    yield Look("Table Text", "Normal", spacing(sizes.table), type_size(sizes.table), house=True)
    yield Look("Table Figure", "Table Text", spacing(sizes.figure), house=True)
    yield Look("Table Text Kept", "Table Text", _KEEP_NEXT, house=True)
    yield Look("Table Figure Kept", "Table Figure", _KEEP_NEXT, house=True)
    yield Look("Table Head", "Table Text", _KEEP_NEXT, bold() + ink(colours.mid), house=True)


def _editors(style: Style) -> Iterator[Look]:
    sizes, colours, main = style.sizes, style.colours, indent(main_indent(style.page) + 100, 100)
    box = borders(*(edge(side, 0.5, colours.ink, space=4) for side in ("top", "left", "bottom", "right")))
    yield Look(OWN_STYLE, "Normal", box + spacing(sizes.point, after=_BOX_ROOM) + main, house=True)
    label = _KEEP_NEXT + spacing(sizes.point, before=_BOX_ROOM)
    yield Look("Analyst Label", OWN_STYLE, label, bold() + type_size(sizes.small), following=OWN_STYLE, house=True)
    yield Look("TOC Heading", "Normal", _KEEP_NEXT + spacing(sizes.head, before=4), bold() + type_size(sizes.head))
    listed = dotted(text_width(style.page)) + spacing(sizes.table)
    yield Look("toc 1", "Normal", listed, type_size(sizes.table), following="Normal")


def _register(style: Style) -> Iterator[Look]:
    size, number = style.sizes.table, twips(NUMBER_WIDTH)
    entry = _KEEP_LINES + spacing(size, after=5) + indent(number, hanging=number)
    yield Look("Bibliography", "Normal", entry, type_size(size), following=OWN_STYLE)


def _notes(style: Style) -> Iterator[Look]:
    """Notes at the foot or the end, and comments in the margin."""
    small = style.sizes.small
    for kind in ("footnote", "endnote"):
        yield Look(f"{kind} text", "Normal", spacing(small, after=1), type_size(small))
        yield _words(f"{kind} reference", face(style.ours) + ink(style.colours.blue) + _RAISED, house=False)
    yield Look("annotation text", "Normal", spacing(style.sizes.point), type_size(style.sizes.point))
    yield _words("annotation reference", type_size(small), house=False)


def _margins(style: Style) -> Iterator[Look]:
    width = text_width(style.page)
    line = tabs(width // 2, width) + spacing(style.sizes.small)
    small = ink(style.colours.mid) + type_size(style.sizes.small)
    yield Look("Header", "Normal", line, small)
    yield Look("Footer", "Normal", borders(edge("top", 0.5, style.colours.line, space=4)) + line, small)


def _words(name: str, run: str, base: str = "Default Paragraph Font", house: bool = True) -> Look:
    return Look(name, base, run=run, house=house, kind="character")


def _source_runs(style: Style) -> Iterator[Look]:
    serif, colours = face(style.source), style.colours
    yield _words("Source Words", serif + ink(colours.ink))
    yield _words("Source Insertion", serif + "<w:i/><w:iCs/>" + ink(colours.mid))
    yield _words("Key Figure", serif + bold() + ink(colours.blue) + type_size(style.sizes.figure))
    yield _words("Edit", face(style.ours) + bold() + ink(colours.blue))


def _our_runs(style: Style) -> Iterator[Look]:
    colours, blue = style.colours, ink(style.colours.blue)
    yield _words("Strong", bold() + ink(colours.ink), house=False)
    yield _words("Muted", ink(colours.mid))
    yield _words("Warning", bold() + ink(colours.brown))
    yield _words("Accent", bold() + blue)
    yield _words("Register Number", bold() + blue + type_size(style.sizes.head))
    yield _words("Placeholder Text", hint_look(style), house=False)
    yield _words("Hyperlink", blue + '<w:u w:val="single"/>', house=False)


def hint_look(style: Style) -> str:
    """Return the look of a hint where to write: nobody takes it for text."""
    return "<w:i/><w:iCs/>" + ink(style.colours.mid)


def _asides(style: Style) -> Iterator[Look]:
    sans, small, colours = face(style.ours), type_size(style.sizes.small), style.colours
    yield _words("Aside", sans + small)
    yield _words("Aside Strong", sans + bold() + small)
    yield _words("Aside Muted", sans + ink(colours.mid) + small)
    yield _words("Aside Warning", sans + bold() + ink(colours.brown) + small)
    yield _words("Citation", sans + ink(colours.blue) + small + '<w:u w:val="none"/>')
    yield _words("Citation Number", bold(), base="Citation")


def _tables(style: Style) -> Iterator[Look]:
    colours = style.colours
    yield _table("Briefing Fields", _grid(0, 0, 8))
    hair = f"<w:tblBorders>{edge('insideH', 0.5, colours.hair)}</w:tblBorders>"
    ruled = f"<w:tcPr><w:tcBorders>{edge('bottom', 0.75, colours.ink)}</w:tcBorders></w:tcPr>"
    head = f'<w:tblStylePr w:type="firstRow"><w:tblPr/>{ruled}</w:tblStylePr>'
    yield _table("Briefing Table", _grid(1.8, 0, 6, hair) + head)
    yield _table("Briefing Checks", _grid(1.2, 8, 6) + f"<w:tcPr>{shade(colours.tint)}</w:tcPr>")


def _table(name: str, table: str) -> Look:
    return Look(name, "Normal Table", table=table, house=True, kind="table")


def _grid(vertical: float, left: float, right: float, rules: str = "") -> str:
    """Return rules and the room inside a cell, in points."""
    sides = (("top", vertical), ("left", left), ("bottom", vertical), ("right", right))
    room = "".join(f'<w:{side} w:w="{round(points * 20)}" w:type="dxa"/>' for side, points in sides)
    return f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{rules}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>'
