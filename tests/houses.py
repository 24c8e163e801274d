"""Word files of invented houses, made by code: what a press office may give with --house."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

GERMAN = {
    "Normal": "Standard",
    "Title": "Titel",
    "Subtitle": "Untertitel",
    "Heading1": "berschrift1",
    "Heading2": "berschrift2",
    "Heading3": "berschrift3",
    "Quote": "Zitat",
    "QuoteChar": "ZitatZchn",
    "BodyText": "Textkrper",
    "Header": "Kopfzeile",
    "Footer": "Fuzeile",
    "Caption": "Beschriftung",
    "Strong": "Fett",
    "DefaultParagraphFont": "Absatz-Standardschriftart",
    "TableNormal": "NormaleTabelle",
    "NoList": "KeineListe",
}
"""Style ids as a German Word writes them; the names stay English."""


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + bytes(colour) * width) * height

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def corporate() -> bytes:
    """Letter paper, wide margins, a logo in the header, a footer with page numbers, green Verdana."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin, section.right_margin = Mm(32), Mm(25)
    section.top_margin, section.bottom_margin, section.header_distance = Mm(35), Mm(25), Mm(10)
    _font(document, "Normal", "Verdana", 10, None)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    for name, size in (("Title", 26), ("Subtitle", 13), ("Heading 1", 15), ("Heading 3", 10)):
        _font(document, name, "Verdana", size, RGBColor(0x1B, 0x6B, 0x3A))
    _font(document, "Quote", "Verdana", 10, RGBColor(0x55, 0x55, 0x55))
    header = section.header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(png(60, 20, (27, 107, 58))), width=Mm(30))
    header.add_run("\tMinistry of Harbors").bold = True
    footer = section.footer.paragraphs[0]
    footer.add_run("Quay Street 1, Port Tomis")
    document.add_heading("Text of the template", 1)
    document.add_paragraph("It is dropped.")
    document.add_picture(io.BytesIO(png(9, 9, (200, 0, 0))))
    return _saved(document)


def localized() -> bytes:
    """A German template: ids of a German Word, English names, most styles latent only, body type with serifs."""
    document = docx.Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in GERMAN:
            styles.remove(style)
    _font(document, "Normal", "Georgia", 12, None)
    _font(document, "Heading 1", "Georgia", 16, RGBColor(0x8A, 0x1C, 0x1C))
    table = '<w:fonts {0}><w:font w:name="Georgia"><w:family w:val="roman"/></w:font></w:fonts>'
    document.sections[0].footer.paragraphs[0].text = "Hafenamt Tomis. Nur für den Dienstgebrauch"
    parts = unpacked(_saved(document))
    parts["word/fontTable.xml"] = table.format(nsdecls("w")).encode()
    for name in ("word/styles.xml", "word/document.xml", "word/footer1.xml", "word/numbering.xml"):
        parts[name] = re.sub(rb'(<\S+) (w:styleId|w:val|[^<>]*?w:styleId)="(\w+)"', _german, parts[name])
    return packed(parts)


def _german(found: re.Match[bytes]) -> bytes:
    """Rename an id where it is one of a style; its name stays."""
    element, attribute, id = found.groups()
    new = id if element == b"<w:name" else GERMAN.get(id.decode(), id.decode()).encode()
    return element + b" " + attribute + b'="' + new + b'"'


def landscape() -> bytes:
    """A .dotx on its side: two columns, first and even pages of their own, protected, attached, noted, annotated."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2" w:space="720"/>'))
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for header, text in (
        (section.first_page_header, "Coast Guard, press desk"),
        (section.header, "Coast Guard"),
        (section.even_page_header, "Press desk"),
    ):
        header.paragraphs[0].text = text
        _annotate(header.paragraphs[0]._p)
    _font(document, "Normal", "Arial", 11, None)
    _font(document, "Heading 1", "Arial", 14, RGBColor(0xF5, 0xE0, 0x50))
    commented = document.add_paragraph("Old text")
    document.add_comment(commented.runs, "An old remark", "Somebody", "S")
    settings = document.settings.element
    settings.insert(
        1,
        parse_xml(
            f'<w:documentProtection {nsdecls("w")} w:edit="readOnly" w:enforcement="1" w:hash="AAAA" w:salt="AAAA"/>'
        ),
    )
    settings.insert(1, parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="rIdT"/>'))
    parts = unpacked(_saved(document))
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdT" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="file:///S:/desk/Old.dotm" TargetMode="External"/></Relationships>'
    )
    add_part(parts, "word/footnotes.xml", "footnotes", _NOTES)
    return template(packed(parts))


_NOTES = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="1"><w:p><w:r><w:t>An old note</w:t></w:r></w:p></w:footnote></w:footnotes>'
).encode()


def _annotate(paragraph: object) -> None:
    """Put into a header what must not clash with ours: a bookmark of our name and number, a control of our tag."""
    control = (
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Point p1"/><w:tag w:val="p1"/><w:id w:val="7"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t> (desk)</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="b_p1"/>'))  # type: ignore[attr-defined]
    paragraph.append(parse_xml(control))  # type: ignore[attr-defined]
    paragraph.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))  # type: ignore[attr-defined]


def bare() -> bytes:
    """The least that Word opens: a body, one style that is no Normal, and nothing else."""
    document = docx.Document()
    parts = unpacked(_saved(document))
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Plain"/></w:style>'
    parts["word/styles.xml"] = f"<w:styles {nsdecls('w')}>{plain}</w:styles>".encode()
    parts["word/document.xml"] = f"<w:document {nsdecls('w')}><w:body/></w:document>".encode()
    gone = ("theme", "fontTable", "settings", "numbering", "webSettings", "customXml", "stylesWithEffects")
    for kind in gone:
        pattern = rb'<Relationship [^>]*Target="[^"]*' + kind.encode() + rb'[^"]*"[^>]*/>'
        parts["word/_rels/document.xml.rels"] = re.sub(pattern, b"", parts["word/_rels/document.xml.rels"])
    return packed({name: content for name, content in parts.items() if not any(kind in name for kind in gone)})


HOUSES: Mapping[str, Callable[[], bytes]] = {
    "corporate": corporate,
    "localized": localized,
    "landscape": landscape,
    "bare": bare,
}


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return saved.getvalue()


def template(data: bytes) -> bytes:
    """A document as a template."""
    parts = unpacked(data)
    types = parts["[Content_Types].xml"]
    return packed(parts | {"[Content_Types].xml": types.replace(b"document.main+xml", b"template.main+xml")})


def add_part(parts: dict[str, bytes], name: str, kind: str, content: bytes) -> None:
    """Add a part of WordprocessingML that the body leads to."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId{kind}" Type="{office}/{kind}" Target="{name.removeprefix("word/")}"/>'
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    override = f'<Override PartName="/{name}" ContentType="{word}.{kind}+xml"/>'
    for place, end, more in (
        ("word/_rels/document.xml.rels", b"</Relationships>", relation),
        ("[Content_Types].xml", b"</Types>", override),
    ):
        parts[place] = parts[place].replace(end, more.encode() + end)
    parts[name] = content


def _font(document: Document, style: str, name: str, points: float, colour: RGBColor | None) -> None:
    font = document.styles[style].font
    fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    font.name, font.size = name, Pt(points)
    if colour is not None:
        font.color.rgb = colour


def _saved(document: Document) -> bytes:
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
