"""Real .docx files, taken apart: styles, identity, links, package, and what Word's own schema and LibreOffice say."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from posixpath import join, normpath

import docx
import pages
import pytest
from lxml import etree
from word_parts import (
    NS,
    RELATIONSHIPS,
    ROOT,
    W,
    converted,
    draw,
    errors,
    needs_libreoffice,
    needs_validator,
    paragraphs,
    part,
    style_names,
    style_of_the_house,
    words,
)

from briefing import anchors
from briefing.blocks import BREAK, Heading, Masthead, Point, Run, Table
from briefing.errors import BriefingError
from briefing.render.word import draw_word

CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@pytest.fixture(scope="module")
def data() -> bytes:
    """A file that holds every block."""
    return draw()


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("Title", "Weekly briefing"),
        ("Subtitle", "Air defense, the Black Sea"),
        ("Field Text", "TLP:CLEAR"),
        ("Body Text 2", "2 articles, 1 undated. 3 quotations."),
        ("heading 1", "Highlights"),
        ("Heading 1 Wide", "Sources"),
        ("Side Note", "2 points\u2003Single source, undated"),
        ("heading 3", "This week  Dobrudja Courier, 4 March 2026"),
        ("Heading 3 Ruled", "Undated, not shown as this week’s  Port Gazette"),
        ("caption", "The Black Sea"),
        ("List Continue 2", "[Rumen Dachev] praised the crews & the <port>.\u00a01\u202f¶1"),
        ("List Continue", f"{pages.HOSTILE}\u00a01\u202f¶1"),
        ("Quote", "“I promised it to the minister (Rumen Dachev - ed.), so it will be done ... soon,”"),
        ("Attribution", "Rumen Dachev, Bulgarian Defense Minister. 1\u202f¶2"),
        ("Table Head", "This week"),
        ("Table Text Kept", "1 ■■□"),
        ("Small Note", "Each square is one point. ■ dated, □ undated."),
        ("Body Text", "2 articles received: 1 used as dated, 1 undated."),
        (
            "Bibliography",
            "1Dobrudja Courier. “Sweep & clear”. Published 4 March 2026.https://www.dobrudja-courier.example/a?x=1&y=2",
        ),
    ],
)
def test_block_wears_its_style(data: bytes, style: str, text: str) -> None:
    """Every block is drawn whole, in the style that the look gives it."""
    assert (style, text) in paragraphs(data)


def test_an_empty_place_shows_a_hint(data: bytes) -> None:
    """Where nothing is written a control shows what to do there; where something is, there is none."""
    (place,) = (one for one in part(data).iter(W + "sdt") if one.find("w:sdtPr/w:showingPlcHdr", NS) is not None)
    assert place.getparent().tag == W + "p"
    assert {etree.QName(one).localname for one in place.find(".//w:rPr", NS)} == {"rStyle", "i", "iCs", "color"}
    assert words(place) == "Write your comment here"
    assert ("Analyst Comment", "The port is the one to watch.") in paragraphs(data)


def test_words_of_another_language_say_so() -> None:
    """For spelling and reading aloud; words in the page's own language and our citations carry none."""
    theirs = Run("Порт працює.", "source", language="uk")
    drawn = part(draw(Point("p1", (theirs, Run("[today]", "edit")), (Run(" Port Gazette", "muted"),))))
    told = {words(run): run.find("w:rPr/w:lang", NS) for run in drawn.iter(W + "r")}
    assert {text for text, lang in told.items() if lang is not None} == {"Порт працює."}
    assert set(told["Порт працює."].attrib.values()) == {"uk"}


def test_every_table_says_what_its_cells_are(data: bytes) -> None:
    """What Word's accessibility checker asks for: a caption, and a head above or, without one, at the left."""
    for table in part(data).iter(W + "tbl"):
        assert table.find("w:tblPr/w:tblCaption", NS).get(W + "val")
        head, look = table.find("w:tr/w:trPr/w:tblHeader", NS), table.find("w:tblPr/w:tblLook", NS)
        assert (head is not None) == (look.get(W + "firstRow") == "1") != (look.get(W + "firstColumn") == "1")
        assert table.findall(".//w:vMerge", NS) + table.findall(".//w:gridSpan", NS) == []


def test_nothing_stands_for_layout(data: bytes) -> None:
    """Word's accessibility checker: no picture without a text, no empty paragraph but that which parts two tables."""
    body = part(data)
    assert all(one.get("descr") for one in body.iterfind(".//{*}docPr"))
    empty = [one for one in body[0].iterchildren(W + "p") if not words(one) and one.find(".//w:drawing", NS) is None]
    assert all(one.getprevious().tag == W + "tbl" for one in empty)


def test_no_direct_formatting(data: bytes) -> None:
    """Runs and paragraphs carry a style and nothing else, but for the hint where to write."""
    allowed = {W + "pStyle", W + "rStyle"}
    plain = "[not(w:rStyle/@w:val='PlaceholderText')]"
    properties = part(data).xpath(f"//w:pPr/* | //w:rPr{plain}/*", namespaces=NS)
    assert {one.tag for one in properties} == allowed


def test_only_source_styles_are_serif(data: bytes) -> None:
    """The styles that read-back takes for the source's are those set in the source's family, no more and no fewer."""
    serif = set()
    for one in part(data, "word/styles.xml").iterfind("w:style", NS):
        fonts = one.find("w:rPr/w:rFonts", NS)
        if fonts is not None and fonts.get(W + "ascii") == style_of_the_house.source.name:
            serif.add(one.find("w:name", NS).get(W + "val"))
    assert serif == anchors.SOURCE_STYLES


def test_voices_keep_their_type() -> None:
    """A source's words in a table are serif, ours beside a point are sans, an edit is sans and heavy."""
    mixed = (pages.source("named"), Run("[the port]", "edit"), pages.ours("our"))
    drawn = draw(Point("p1", mixed, ()), Table("t", (mixed,), (), (1.0,)))
    names = style_names(drawn)
    by_words: dict[str, list[str]] = {}
    for run in part(drawn).iter(W + "r"):
        style = run.find("w:rPr/w:rStyle", NS)
        by_words.setdefault(words(run), []).append("" if style is None else names[style.get(W + "val")])
    assert by_words["named"] == ["", "Source Words"]
    assert by_words["[the port]"] == ["Edit", "Edit"]
    assert by_words["our"] == ["Aside", ""]


def test_outline_levels(data: bytes) -> None:
    """Heads are level 1 and group lines level 3, so that Word's navigation shows them."""
    document = docx.Document(io.BytesIO(data))
    heads = [text for style, text in paragraphs(data) if style in ("heading 1", "Heading 1 Wide")]
    assert heads == [block.text for block in pages.every_block() if isinstance(block, Heading)]
    assert document.styles["Heading 1 Wide"].base_style.name == "Heading 1"
    levels = {name: document.styles[name].element.find(".//w:outlineLvl", NS) for name in ("Heading 1", "Heading 3")}
    assert {name: level.get(W + "val") for name, level in levels.items()} == {"Heading 1": "0", "Heading 3": "2"}


def test_heads_keep_with_what_follows(data: bytes) -> None:
    """A head, its note, a group line and a label stay with the first point; a quotation's end with its attribution."""
    document = docx.Document(io.BytesIO(data))
    kept = ("Heading 1", "Side Note", "Heading 3", "Caption", "Quote", "Table Head")
    assert {name: document.styles[name].paragraph_format.keep_with_next for name in kept} == dict.fromkeys(kept, True)
    assert document.styles["Attribution"].paragraph_format.keep_with_next is False


def test_running_head_and_footer(data: bytes) -> None:
    """Page 1 has no running head; every page has the footer with fields for its number and their count."""
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_header.paragraphs] == [""]
    assert [one.text for one in section.header.paragraphs] == ["Weekly briefing, week 10\t\t2–8 March 2026"]
    for footer in (section.footer, section.first_page_footer):
        (line,) = footer.paragraphs
        fields = [one.get(W + "instr").strip() for one in line._p.iter(W + "fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]
        assert words(line._p).startswith("TLP:CLEARSerif type: the source’s words.")
        assert words(line._p).endswith("Page 1 of 1")


def test_words_stand_in_a_control(data: bytes) -> None:
    """The words of points, quotations and headings have a control of their id, free to be deleted; citations have none.

    It shows no frame; that of a place for comments does.
    """
    controls = {one.find("w:sdtPr/w:tag", NS).get(W + "val"): one for one in part(data).iter(W + "sdt")}
    items = ("p1", "p2", "q1", "p3", "c-section-black-sea")
    heads = [block.id for block in pages.every_block() if isinstance(block, Heading)]
    assert sorted(controls) == sorted([*items, *heads])
    assert words(controls["p1"]) == "[Rumen Dachev] praised the crews & the <port>."
    assert controls["q1"].find("w:sdtPr/w:alias", NS).get(W + "val") == "Quotation q1"
    assert controls["sources"].find("w:sdtPr/w:alias", NS).get(W + "val") == "Section sources"
    assert words(controls["sources"]) == "Sources"
    assert part(data).findall(".//w:lock", NS) == []
    framed = [tag for tag, one in controls.items() if one.find("w:sdtPr/w15:appearance", NS) is None]
    assert framed == ["c-section-black-sea"]
    assert [one.get(W + "name") for one in controls["q1"].iter(W + "bookmarkStart")] == [anchors.bookmark("q1")]


def test_links_lead_somewhere(data: bytes) -> None:
    """Every internal link has its bookmark; citations lead to the register, its number to the first citation."""
    body = part(data)
    links = [(one.get(W + "anchor"), words(one)) for one in body.iter(W + "hyperlink") if one.get(W + "anchor")]
    names = {one.get(W + "name") for one in body.iter(W + "bookmarkStart")}
    assert {anchor for anchor, _ in links} <= names
    assert (anchors.bookmark("s1"), "1\u202f¶2") in links
    assert links[-1] == (anchors.bookmark("p1"), "1")


def test_dangling_link_is_an_error() -> None:
    """A link to an id that no block carries names that id."""
    with pytest.raises(BriefingError, match="s9"):
        draw(Point("p1", (pages.source("Words."),), (pages.citation(9, 1),)))


@pytest.mark.parametrize(
    ("target", "linked"),
    [
        ("https://port.example/a?b=1&c=2#d", "https://port.example/a?b=1&c=2#d"),
        ("http://port.example/ż", "http://port.example/%C5%BC"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://port.example:99999/", ""),
        ("https://port.example/\u202egpj.exe", ""),
        ("https://port.example/a b", ""),
        ("https://port.example/\x00", ""),
        ("https://port.example/" + "a" * 2048, ""),
    ],
)
def test_only_plain_addresses_are_linked(target: str, linked: str) -> None:
    """http and https become links; anything that hides where it leads stays as words."""
    drawn = draw(Point("p1", (pages.source("Words."),), (Run("address", "plain", target),)))
    relations = part(drawn, "word/_rels/document.xml.rels").iter(RELATIONSHIPS + "Relationship")
    external = [one.get("Target") for one in relations if one.get("TargetMode") == "External"]
    assert external == ([linked] if linked else [])
    assert "address" in words(part(drawn))


def test_lost_characters_are_reported() -> None:
    """What a Word file cannot hold is replaced, counted and named with its block, wherever it stands."""
    bad = replace(
        pages.page(Masthead("A\x00", "b", ()), pages.point("p1", pages.source("\x0b\ud800\x0b"))), author="\x01"
    )
    problems = draw_word(replace(bad, blocks=(*bad.blocks, *pages.every_block()[-2:])), style_of_the_house)[1]
    assert [(one.stage, one.where) for one in problems] == [
        ("render", "Masthead"),
        ("render", "p1"),
        ("render", "the page"),
    ]
    assert "2 × U+000B, 1 × U+D800" in problems[1].message


def test_table_repeats_its_head(data: bytes) -> None:
    """A table's head repeats on every page, no row is split, and a reader is told what the table is."""
    tables = part(data).findall(".//w:tbl", NS)
    table = next(one for one in tables if "Theme" in words(one))
    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in table.iter(W + "tr")] == [True, False, False]
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in table.iter(W + "tr"))
    assert table.find("w:tblPr/w:tblCaption", NS).get(W + "val") == "Theme by article"


@pytest.mark.parametrize(("rows", "kept"), [(1, [0]), (2, [1, 0]), (6, [1, 1, 1, 1, 1, 0]), (7, [1, 0, 0, 0, 0, 0, 0])])
def test_a_short_table_is_not_parted(rows: int, kept: list[int]) -> None:
    """It keeps together; of a longer one two rows stand below its head."""
    cells = ((Run("Air defense", "plain"),), (Run("14", "figure"),))
    table = Table("themes", cells, (cells,) * rows, (0.5, 0.5))
    (drawn,) = part(draw(table)).iter(W + "tbl")
    styles = [{one.get(W + "val") for one in row.iter(W + "pStyle")} for row in drawn.iterfind("w:tr", NS)]
    ends = [{"TableTextKept", "TableFigureKept"} if one else {"TableText", "TableFigure"} for one in kept]
    assert styles[1:] == ends


def test_own_texts_stand_apart(data: bytes) -> None:
    """The box of an own text touches nothing, and texts that share one have room above their labels."""
    known = docx.Document(io.BytesIO(data)).styles
    assert known["Analyst Comment"].paragraph_format.space_after.pt >= 4
    assert known["Analyst Label"].paragraph_format.space_before.pt >= 4


def test_who_writes_on_writes_in_the_editor_s_style(data: bytes) -> None:
    """Enter behind any paragraph of the body but the title begins an own text."""
    known = docx.Document(io.BytesIO(data)).styles
    worn = {style for style, _ in paragraphs(data)} - {"Title", "Field Text", "TOC Heading", "toc 1", "footnote text"}
    following = {name: known[name].next_paragraph_style.name for name in worn if not name.startswith("Table ")}
    assert following == dict.fromkeys(following, "Analyst Comment")


def test_tables_never_touch() -> None:
    """Word would join two tables in a row, and needs a paragraph after the last."""
    one = Table("t1", ((pages.ours("a"),),), (), (1.0,))
    drawn = part(draw(Masthead("T", "s", (("a", "b"),)), one, replace(one, id="t2")))
    tags = [etree.QName(child).localname for child in drawn[0] if not etree.QName(child).localname.startswith("book")]
    assert re.findall("tbl tbl|tbl sectPr", " ".join(tags)) == []
    assert tags.count("tbl") == 3


def test_the_source_s_words_are_as_dark_in_a_line_of_ours() -> None:
    """They do not take the grey of the line under a quotation."""
    styles = part(draw(), "word/styles.xml").iterfind("w:style", NS)
    look = next(one for one in styles if one.find("w:name", NS).get(W + "val") == "Source Words")
    assert f"#{look.find('w:rPr/w:color', NS).get(W + 'val')}" == style_of_the_house.colours.ink


def test_a_cell_of_two_lines() -> None:
    """Each is a paragraph, and an empty cell has one."""
    table = Table("t", ((pages.ours("A"),), ()), (((pages.ours("3"), BREAK, pages.ours("of us")), ()),), (0.5, 0.5))
    drawn = draw(Heading("h", "H"), table)
    cells = [[words(one) for one in cell.iter(W + "p")] for cell in part(drawn).iter(W + "tc")]
    assert cells == [["A"], [""], ["3", "of us"], [""]]


def test_bar_and_columns_keep_their_width_on_letter_paper() -> None:
    """Letter is wider: the margins take the difference."""
    letter = replace(style_of_the_house, page=replace(style_of_the_house.page, size="Letter"))
    a4, us = (docx.Document(io.BytesIO(draw(style=style))).sections[0] for style in (style_of_the_house, letter))
    assert (round(us.page_width.mm, 1), round(us.page_height.mm, 1)) == (215.9, 279.4)
    inner = [one.page_width - one.left_margin - one.right_margin for one in (a4, us)]
    assert inner[0].__index__() == pytest.approx(inner[1], abs=2 * 635)


def test_properties(data: bytes) -> None:
    """Title, author and date are the page's; nothing tells of python-docx's own template."""
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.language) == ("Weekly briefing", "Briefing desk", "en")
    assert properties.created == properties.modified == datetime(2026, 3, 8, tzinfo=UTC)
    assert (properties.last_modified_by, properties.revision, properties.comments) == ("briefing", 1, "")
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert [
        name for name in names if re.search("thumbnail|customXml/item2|numbering|stylesWithEffects|app.xml", name)
    ] == []


def test_long_title_is_no_error() -> None:
    """A title longer than a property may be is cut there and stays whole on the page."""
    drawn = draw(page=replace(pages.page(Masthead("T" * 300, "", ())), title="T" * 300))
    assert len(docx.Document(io.BytesIO(drawn)).core_properties.title) == 255
    assert ("Title", "T" * 300) in paragraphs(drawn)


def test_fonts_have_substitutes(data: bytes) -> None:
    """Both families name what stands in for them, and no style falls back to a font of the theme."""
    fonts = part(data, "word/fontTable.xml").iterfind("w:font", NS)
    named = {one.get(W + "name"): one.find("w:altName", NS).get(W + "val") for one in fonts}
    assert named == {"Source Serif 4": "Georgia", "Source Sans 3": "Calibri"}
    used = part(data, "word/styles.xml").xpath("//w:rFonts/@*", namespaces=NS)
    assert set(used) == set(named)
    assert "Cambria" not in etree.tostring(part(data, "word/theme/theme1.xml")).decode()


def test_language(data: bytes) -> None:
    """The language of our words is the document's, for spelling and for reading aloud."""
    assert part(data, "word/styles.xml").find("w:docDefaults//w:lang", NS).get(W + "val") == "en"


def test_same_bytes(data: bytes) -> None:
    """Drawing again gives the same bytes, here and in a process that hashes otherwise."""
    assert draw() == data
    code = "import sys; sys.path[:0] = ['tests']; import word_parts as t; sys.stdout.buffer.write(t.draw())"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."}
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=True)
        assert run.stdout == data


def test_package_is_sound(data: bytes) -> None:
    """No part stands twice, every relationship leads to a part, every part has a type, every id is unique."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
    assert len(set(names)) == len(names)
    assert names[0] == "[Content_Types].xml"
    for name in (one for one in names if one.endswith(".rels")):
        folder = name.split("_rels/")[0]
        relations = part(data, name).iter(RELATIONSHIPS + "Relationship")
        inner = [one.get("Target") for one in relations if one.get("TargetMode") != "External"]
        assert {normpath(join("/" + folder, target)).lstrip("/") for target in inner} <= set(names)
    types = part(data, "[Content_Types].xml")
    overrides = {one.get("PartName") for one in types.iter(CONTENT_TYPES + "Override")}
    defaults = {one.get("Extension") for one in types.iter(CONTENT_TYPES + "Default")}
    typed = overrides | {f"/{name}" for name in names if name.startswith("customXml/item")}
    assert [n for n in names[1:] if f"/{n}" not in typed and n.rpartition(".")[2] not in defaults - {"xml"}] == []
    for path in ("//w:bookmarkStart/@w:id", "//w:bookmarkStart/@w:name", "//w:sdtPr/w:id/@w:val"):
        counts = Counter(part(data).xpath(path, namespaces=NS))
        assert counts
        assert set(counts.values()) == {1}


def test_relations_used_exist(data: bytes) -> None:
    """Every relationship that the body names is there."""
    known = {one.get("Id") for one in part(data, "word/_rels/document.xml.rels")}
    assert set(part(data).xpath("//@r:id", namespaces=NS)) <= known


@needs_validator
def test_schema_of_word(data: bytes, tmp_path: Path) -> None:
    """Microsoft's validator finds no error."""
    assert errors(data, tmp_path) == []


@needs_libreoffice
def test_opens_in_libreoffice(data: bytes, tmp_path: Path) -> None:
    """LibreOffice opens the file and prints its words, page numbers filled in."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(converted(data, tmp_path, "pdf"))
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    for expected in ("praised the crews & the <port>.", "so it will be done ... soon,”", "Page 1 of 2", "Київ Türkiye"):
        assert expected in printed
