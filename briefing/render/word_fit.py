"""Fits our look to a house's file: its text width, its body type and size, the colour of its headings.

Word finds a property by going from a style to what it is based on, then to the document's defaults (ISO/IEC 29500-1,
17.7.2); fonts and sizes are read so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from briefing.model import Problem
from briefing.render.style import PageStyle, Size, Sizes, Style
from briefing.render.word_house import margins

_WORDS_OWN_FONT, _WORDS_OWN_SIZE = "Times New Roman", 10.0
"""What Word takes where a file says nothing."""
_CLASSES = {"roman": True, "swiss": False}
"""Classes of fonts in a file's table, and whether they have serifs. LibreOffice calls all roman, so names go before."""
_SMALLEST, _LARGEST = 0.8, 1.5
"""Body type of 8 to 14 points; outside of it ours would be a footnote or a poster."""
_LEAST_CONTRAST = 4.5
"""Of type on white, as WCAG 2.2, 1.4.3 asks."""
_FONT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEADING = "heading 1"


def fit(document: Document, style: Style) -> Style:
    """Return the style as it is drawn in this document: one column, the house's width, body font, size and accent."""
    if style.house is None:
        return style
    body = body_font(document)
    ours = style.ours if is_serif(document, style, body) else replace(style.ours, name=body)
    colours = replace(style.colours, blue=_accent(document) or style.colours.blue)
    return replace(style, page=_page(document, style.page), ours=ours, colours=colours, sizes=_sizes(document, style))


def doubts(document: Document, style: Style, handling: str) -> tuple[Problem, ...]:
    """Return what of our own look the house's file does not let stand."""
    if style.house is None:
        return ()
    found = []
    body, footers = body_font(document), margins(document.element.body.sectPr, document, "footer")
    serif = is_serif(document, style, body)
    if serif is None:
        message = f"nothing tells whether its body type {body} is a serif, which in a briefing is the source speaking"
        found.append((message, "name it under [typefaces] in style.toml, as serif or as sans"))
    if serif:
        message = f"its body type {body} is a serif, which in a briefing is the source speaking"
        found.append((message, f"our own words are set in {style.ours.name}; a sans body type would keep the house's"))
    if handling and any(handling not in "".join(one.itertext()) for one in footers):
        message = f"its footer stands in place of ours, so {handling!r} is not at the foot of each page"
        found.append((message, "write it into the footer of the house's file, or take that footer out"))
    return tuple(Problem("render", "house", message, hint) for message, hint in found)


def body_font(document: Document) -> str:
    """Return the name of the font that running text has."""
    return named_font(document, "normal") or _WORDS_OWN_FONT


def named_font(document: Document, name: str) -> str:
    """Return the font of a style by its name in lower case, "" where nothing names one; a theme's goes before."""
    for fonts in _values(document, name, "rFonts"):
        theme = _theme_font(document, fonts.get(qn("w:asciiTheme"), ""))
        if found := theme.get("typeface") or fonts.get(qn("w:ascii")):
            return str(found)
    return ""


def is_serif(document: Document, style: Style, font: str) -> bool | None:
    """Whether a font has serifs; None where nothing tells.

    Its PANOSE number tells, in the file's table of fonts or in its theme, then its name, then its class in the table.
    PANOSE 1.0: of a face for Latin text (2), serif styles 2 to 10 have serifs and 11 to 15 have none.
    """
    table = _part(document, RELATIONSHIP_TYPE.FONT_TABLE)
    entries = table.findall(qn("w:font")) if table is not None else ()
    entry = next((one for one in entries if one.get(qn("w:name"), "").lower() == font.lower()), None)
    for panose in (_told(entry, "w:panose1"), _theme_panose(document, font)):
        if panose[:2] == "02" and "02" <= panose[2:4].upper() <= "0F":
            return panose[2:4].upper() <= "0A"
    known = _named_serif(style, font.lower())
    return _CLASSES.get(_told(entry, "w:family")) if known is None else known


def _named_serif(style: Style, font: str) -> bool | None:
    """Whether a font has serifs by its name: a known one, one with a weight behind it, or one that says so itself."""
    words = font.split()
    for name in (" ".join(words[:end]) for end in range(len(words), 0, -1)):
        if name in style.serifs or name in style.sans:
            return name in style.serifs
    if "sans" in font or "grotesk" in font or "gothic" in font:
        return False
    return True if "serif" in font else None


def _told(entry: Any, tag: str) -> str:
    found = None if entry is None else entry.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _page(document: Document, page: PageStyle) -> PageStyle:
    section = document.sections[-1]
    lengths = (section.page_width, section.left_margin, section.right_margin, section.gutter)
    width, left, right, gutter = (length.mm if length else 0.0 for length in lengths)
    return replace(page, side_column=0.0, gutter=0.0, text=width - left - right - gutter)


def _sizes(document: Document, style: Style) -> Sizes:
    given = next(_values(document, "normal", "sz"), None)
    points = _WORDS_OWN_SIZE if given is None else int(given.get(qn("w:val"))) / 2
    factor = min(_LARGEST, max(_SMALLEST, points / style.sizes.point.size))
    scale = {one.name: getattr(style.sizes, one.name) for one in fields(style.sizes)}
    return Sizes(**{name: Size(one.size * factor, one.leading * factor) for name, one in scale.items()})


def _accent(document: Document) -> str:
    """Return the colour of headings where it can be read on white, else nothing."""
    given = next(_values(document, _HEADING, "color"), None)
    value = "" if given is None else str(given.get(qn("w:val"), ""))
    if len(value) != 6 or set(value.lower()) - set("0123456789abcdef"):
        return ""
    return f"#{value.upper()}" if _contrast(value) >= _LEAST_CONTRAST else ""


def _contrast(value: str) -> float:
    """Return the contrast of a colour to white (WCAG 2.2, relative luminance)."""
    shares = (int(value[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def _values(document: Document, name: str, tag: str) -> Iterator[Any]:
    """Yield a property of type from a style, from what it is based on, and from the defaults, where it is given.

    A style of single words leaves to their paragraph what it does not give.
    """
    root = document.styles.element
    styles = {one.get(qn("w:styleId")): one for one in root.findall(qn("w:style"))}
    style = next((one for one in styles.values() if one.find(qn("w:name")).get(qn("w:val")).lower() == name), None)
    chain = [] if style is None else [style]
    while chain and (base := chain[-1].find(qn("w:basedOn"))) is not None and len(chain) <= len(styles):
        if (below := styles.get(base.get(qn("w:val")))) is None:
            break
        chain.append(below)
    worn = style is None or style.get(qn("w:type")) == "paragraph"
    for one in (*chain, *(root.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}") if worn else ())):
        yield from one.findall(f"{qn('w:rPr')}/{qn(f'w:{tag}')}")


def _theme_font(document: Document, name: str) -> Mapping[str, str]:
    """Return what the theme says of its "minorHAnsi" or "majorAscii": name and PANOSE number, or nothing."""
    kind = "majorFont" if name.startswith("major") else "minorFont"
    theme = _part(document, RELATIONSHIP_TYPE.THEME) if name else None
    font = None if theme is None else theme.find(f".//{_FONT}{kind}/{_FONT}latin")
    return {} if font is None else font.attrib


def _theme_panose(document: Document, font: str) -> str:
    """Return the PANOSE number of a font where the theme has it; else ""."""
    fonts = (_theme_font(document, kind) for kind in ("minor", "major"))
    return next((one.get("panose", "") for one in fonts if one.get("typeface", "").lower() == font.lower()), "")


def _part(document: Document, kind: str) -> Any:
    """Return a part that python-docx does not parse, parsed; None where there is none."""
    found = (relation.target_part for relation in document.part.rels.values() if relation.reltype == kind)
    return next((parse_xml(part.blob) for part in found), None)
