"""Briefings in the Word files of invented houses: what stays of the house, what goes, what is refused."""

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import docx
import houses
import pages
import pytest
from docx.shared import RGBColor
from lxml import etree
from word_parts import NS, W, errors, needs_libreoffice, needs_validator, part, style_of_the_house, validator, words

from briefing.anchors import SOURCE_STYLES
from briefing.check.package import check_package
from briefing.check.word import read_word
from briefing.errors import SettingsError
from briefing.model import Problem
from briefing.pipeline import run
from briefing.render.house import with_house
from briefing.render.style import Style, load_style
from briefing.render.word import draw_word
from briefing.settings import load_settings

STYLE = replace(style_of_the_house, embed_fonts=False)
EACH_HOUSE = pytest.mark.parametrize("name", houses.HOUSES)


def housed(tmp_path: Path, data: bytes, name: str = "house.docx") -> Style:
    """Our style with a house's file."""
    path = tmp_path / name
    path.write_bytes(data)
    return with_house(STYLE, path, "--house", check_package)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[bytes, tuple[Problem, ...]]]:
    """A file with every block and what was told of it, for each house."""
    folder = tmp_path_factory.mktemp("houses")
    return {name: draw_word(pages.page(), housed(folder, make())) for name, make in houses.HOUSES.items()}


def opened(data: bytes) -> docx.document.Document:
    """A file as python-docx opens it."""
    return docx.Document(io.BytesIO(data))


def styles(data: bytes) -> dict[str, etree._Element]:
    """Styles by name."""
    found = part(data, "word/styles.xml").iterfind("w:style", NS)
    return {one.find("w:name", NS).get(W + "val"): one for one in found}


def font(style: etree._Element) -> str:
    """The font that a style names; "" for none."""
    fonts = style.find("w:rPr/w:rFonts", NS)
    return "" if fonts is None else fonts.get(W + "ascii", "")


# --- what holds for every house -----------------------------------------------------------------------------------


@EACH_HOUSE
def test_all_is_read_back(drawn, name: str) -> None:
    """Every id has the same words, links and types as without a house, and no other words are the source's."""
    plain = read_word(draw_word(pages.page(), STYLE)[0])
    file = read_word(drawn[name][0])
    assert (file.found, file.strays) == (plain.found, plain.strays)


@EACH_HOUSE
def test_package_is_sound(drawn, name: str) -> None:
    """No part is left over, no id stands twice, no style is missing."""
    assert check_package(drawn[name][0]) == ()


@EACH_HOUSE
def test_same_bytes(drawn, tmp_path: Path, name: str) -> None:
    """Drawing again gives the same file, from a template as from a document."""
    style = housed(tmp_path, houses.template(houses.HOUSES[name]()), "house.dotx")
    assert draw_word(pages.page(), style)[0] == drawn[name][0]


@EACH_HOUSE
def test_only_the_source_wears_its_type(drawn, name: str) -> None:
    """The source's styles are in its serif, whatever the house has, and no other style is."""
    known = styles(drawn[name][0])
    assert {one for one, style in known.items() if font(style) == STYLE.source.name} == SOURCE_STYLES


@EACH_HOUSE
def test_tables_are_as_wide_as_the_house_s_text(drawn, name: str) -> None:
    """They begin at the margin and end at the other: there is one column."""
    section = opened(drawn[name][0]).sections[0]
    room = (section.page_width - section.left_margin - section.right_margin - section.gutter) / 635
    for table in part(drawn[name][0], "word/document.xml").iterfind(".//w:tbl", NS):
        assert table.find("w:tblPr/w:tblInd", NS).get(W + "w") == "0"
        columns = [int(one.get(W + "w")) for one in table.iterfind("w:tblGrid/w:gridCol", NS)]
        assert sum(columns) == pytest.approx(room, abs=len(columns) + 1)


@EACH_HOUSE
def test_the_template_s_text_is_gone(drawn, name: str) -> None:
    """So are its pictures, notes, comments, protection, and the template and data it was attached to."""
    parts = houses.unpacked(drawn[name][0])
    everything = b"".join(parts.values())
    gone = (b"Text of the template", b"Old ", b"An old", b"documentProtection", b"attachedTemplate", b"Old.dotm")
    assert [words for words in gone if words in everything] == []
    assert [one for one in parts if any(kind in one for kind in ("notes", "comments", "thumbnail", "app.xml"))] == []
    assert not part(drawn[name][0], "word/document.xml").findall(".//w:cols[@w:num]", NS)


@EACH_HOUSE
def test_a_briefing_comes_through_whole(articles: Path, tmp_path: Path, name: str) -> None:
    """The pipeline proves the finished file and publishes it."""
    path = tmp_path / "house.docx"
    path.write_bytes(houses.HOUSES[name]())
    asked = {"inputs": [str(articles)], "out": str(tmp_path / "out"), "formats": ["docx"], "house": str(path)}
    outcome = run(load_settings(None, asked))
    assert [one.name for one in outcome.files] == ["briefing.docx", "briefing.json", "run.json"]
    assert "house" in json.loads(outcome.files[-1].read_text(encoding="utf-8"))["settings"]["looks"]


@needs_validator
@EACH_HOUSE
def test_schema_of_word(drawn, tmp_path: Path, name: str) -> None:
    """Microsoft's validator finds no error."""
    assert errors(drawn[name][0], tmp_path) == []


# --- paper, header, footer ----------------------------------------------------------------------------------------


def test_paper_margins_and_logo_are_the_house_s(drawn) -> None:
    """Letter paper, uneven margins, a picture and a name over each page."""
    section = opened(drawn["corporate"][0]).sections[0]
    assert [round(length.mm) for length in (section.page_width, section.left_margin, section.right_margin)] == [
        216,
        32,
        25,
    ]
    assert section.header.paragraphs[0].text == "\tMinistry of Harbors"
    pictures = [content for name, content in houses.unpacked(drawn["corporate"][0]).items() if "media/" in name]
    assert pictures == [houses.png(60, 20, (27, 107, 58))]
    assert [one.text for one in section.footer.paragraphs] == ["Quay Street 1, Port Tomis"]


def test_room_for_binding_is_not_ours(tmp_path: Path) -> None:
    """Tables end at the margin of a page that has a gutter."""
    document = opened(houses.corporate())
    document.sections[0].gutter = 20 * 36000
    saved = io.BytesIO()
    document.save(saved)
    data, _ = draw_word(pages.page(), housed(tmp_path, saved.getvalue()))
    columns = part(data, "word/document.xml").find(".//w:tblGrid", NS)
    room = sum(int(one.get(W + "w")) for one in columns)
    assert room == pytest.approx((215.9 - 32 - 25 - 20) / 25.4 * 1440, abs=4)


def test_first_and_even_pages_stay(drawn) -> None:
    """Each has its own header; our footer stands under all three kinds, since the house has none."""
    document = opened(drawn["landscape"][0])
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    heads = (section.first_page_header, section.header, section.even_page_header)
    assert [one.paragraphs[0].text for one in heads] == ["Coast Guard, press desk", "Coast Guard", "Press desk"]
    assert document.settings.odd_and_even_pages_header_footer
    feet = (section.first_page_footer, section.footer, section.even_page_footer)
    assert all(one.paragraphs[0].text.startswith("TLP:CLEAR\tSerif type") for one in feet)


def test_ours_stand_where_the_house_has_neither(drawn) -> None:
    """Without header and footer, page 1 has no running head and the others have."""
    section = opened(drawn["bare"][0]).sections[0]
    assert section.different_first_page_header_footer
    assert [one.paragraphs[0].text for one in (section.first_page_header, section.header)] == [
        "",
        "Weekly briefing, week 10\t\t2–8 March 2026",
    ]


def test_tab_stops_of_our_footer_fit_the_paper(drawn) -> None:
    """It ends at the right margin of a sheet on its side, whatever the house's style says; its header keeps its own."""
    known = styles(drawn["landscape"][0])
    section = opened(drawn["landscape"][0]).sections[0]
    right = max(int(one.get(W + "pos")) for one in known["footer"].iter(W + "tab"))
    assert right == pytest.approx((section.page_width - section.left_margin - section.right_margin) / 635, abs=2)
    assert max(int(one.get(W + "pos")) for one in known["header"].iter(W + "tab")) == 9360


def test_headers_of_an_earlier_section_are_taken_over(tmp_path: Path) -> None:
    """As in Word: a section without its own header has that of the one before."""
    document = opened(houses.corporate())
    document.add_section()
    saved = io.BytesIO()
    document.save(saved)
    section = opened(draw_word(pages.page(), housed(tmp_path, saved.getvalue()))[0]).sections[0]
    assert section.header.paragraphs[0].text == "\tMinistry of Harbors"


def test_a_footer_without_the_handling_is_told(drawn) -> None:
    """The house's footer stays, and it is told that the handling is not on each page."""
    (told,) = drawn["corporate"][1]
    assert (told.stage, told.where) == ("render", "house")
    assert "'TLP:CLEAR' is not at the foot of each page" in told.message
    assert not [one for one in drawn["landscape"][1] if "foot" in one.message]


def test_what_the_types_mean_always_stands_there(drawn, tmp_path: Path) -> None:
    """Below the head where the house's footer stands in place of ours, in a footer else; never twice."""
    legend = pages.page().footer[1]
    places = {name: _legends(data, legend) for name, (data, _) in drawn.items()}
    assert (places["corporate"], places["localized"], places["landscape"]) == ((1, 0), (1, 0), (0, 1))
    again = draw_word(pages.page(), housed(tmp_path, drawn["bare"][0], "again.docx"))[0]
    assert _legends(again, legend) == _legends(drawn["bare"][0], legend) == (0, 1)


def _legends(data: bytes, legend: str) -> tuple[int, int]:
    """How often the legend stands in the body, and whether it stands in footers."""
    parts = houses.unpacked(data)
    footers = [words(part(data, name)) for name in parts if name.startswith("word/footer")]
    return words(part(data)).count(legend), int(any(legend in text for text in footers))


# --- styles -------------------------------------------------------------------------------------------------------


def test_styles_of_the_house_stay_as_they_are(drawn) -> None:
    """Headings and body keep font, size, colour and spacing."""
    document = opened(drawn["corporate"][0])
    head, body = document.styles["Heading 1"], document.styles["Normal"]
    assert (head.font.name, head.font.size.pt, head.font.color.rgb) == ("Verdana", 15, RGBColor(0x1B, 0x6B, 0x3A))
    assert (body.font.name, body.font.size.pt, body.paragraph_format.space_after.pt) == ("Verdana", 10, 8)
    assert document.styles["Quote"].font.color.rgb == RGBColor(0x55, 0x55, 0x55)


def test_what_belongs_together_stays_together(drawn) -> None:
    """Headings, labels and quotations keep with what follows; no white space parts a quotation from its speaker."""
    known = {name.lower(): style for name, style in styles(drawn["localized"][0]).items()}
    assert all(known[name].find("w:pPr/w:keepNext", NS) is not None for name in ("heading 1", "caption", "quote"))
    assert {known[name].find("w:pPr/w:spacing", NS).get(W + "after") for name in ("caption", "quote")} == {"0"}


@EACH_HOUSE
def test_the_language_is_that_of_our_words(drawn, name: str) -> None:
    """Whatever the house's file was written in."""
    told = [one.get(W + "val") for one in part(drawn[name][0], "word/styles.xml").iterfind("w:docDefaults//w:lang", NS)]
    assert told == ["en"]


def test_settings_of_our_own_template_go(drawn) -> None:
    """Only a house's colours and pages are kept; a file of ours has none of them."""
    ours = houses.unpacked(draw_word(pages.page(), STYLE)[0])["word/settings.xml"]
    assert b"clrSchemeMapping" not in ours
    assert b"clrSchemeMapping" in houses.unpacked(drawn["corporate"][0])["word/settings.xml"]


@EACH_HOUSE
def test_who_writes_on_writes_in_the_editor_s_style(drawn, name: str) -> None:
    """A new paragraph behind a source's words is none of the source's, whatever the house wants next."""
    known = styles(drawn[name][0])
    own = known["Analyst Comment"].get(W + "styleId")
    source = [known[one] for one in SOURCE_STYLES if known[one].get(W + "type") == "paragraph"]
    assert {one.find("w:next", NS).get(W + "val") for one in source} == {own}


def test_localized_ids_are_found_by_name(drawn) -> None:
    """Paragraphs wear the ids of a German Word; what that file has only as latent styles is added."""
    data = drawn["localized"][0]
    worn = {one.get(W + "val") for one in part(data, "word/document.xml").iter(W + "pStyle")}
    assert {"berschrift1", "berschrift3", "Zitat", "Beschriftung", "Textkrper", "Titel"} <= worn
    known = styles(data)
    assert len(known) == len({name.lower() for name in known})
    assert known["List Continue"].get(W + "customStyle") is None
    assert known["Briefing Base"].find("w:basedOn", NS).get(W + "val") == "Standard"


def test_our_words_are_sans_where_the_house_s_body_is_a_serif(drawn) -> None:
    """A serif is the source speaking; headings keep the house's, and it is told."""
    data, problems = drawn["localized"]
    known = styles(data)
    assert font(known["Normal"]) == font(known["heading 1"]) == "Georgia"
    assert {font(known[name]) for name in ("Body Text", "caption", "heading 3", "Briefing Base")} == {"Source Sans 3"}
    assert "its body type Georgia is a serif" in problems[0].message


def test_our_words_wear_a_sans_of_the_house(drawn) -> None:
    """Ours is the house's body type; nothing of our own sans is left, and nothing is told."""
    data, problems = drawn["landscape"]
    known = styles(data)
    assert font(known["Aside"]) == font(known["Attribution"]) == "Arial"
    assert "Source Sans 3" not in {font(style) for style in known.values()}
    assert problems == ()


@pytest.mark.parametrize(
    ("font_entry", "serif"),
    [
        ('w:name="Hafen"><w:family w:val="roman"/>', True),
        ('w:name="Hafen"><w:family w:val="swiss"/>', False),
        ('w:name="Hafen"><w:panose1 w:val="020B0604030504040204"/><w:family w:val="roman"/>', False),
        ('w:name="Hafen"><w:panose1 w:val="02020603050405020304"/><w:family w:val="auto"/>', True),
        ('w:name="Hafen"><w:panose1 w:val="00000000000000000000"/><w:family w:val="roman"/>', True),
        ('w:name="Hafen Sans"><w:family w:val="roman"/>', False),
        ('w:name="Verdana"><w:family w:val="roman"/>', False),
        ('w:name="hafen"><w:family w:val="roman"/>', True),
        ('w:name="EB Garamond Medium"><w:family w:val="swiss"/>', True),
        ('w:name="Hafen Serif"><w:family w:val="auto"/>', True),
        ('w:name="Another"><w:family w:val="roman"/>', None),
        ('w:name="Hafen"><w:family w:val="auto"/>', None),
    ],
)
def test_what_a_serif_is(tmp_path: Path, font_entry: str, serif: bool | None) -> None:
    """The shape in the table of fonts goes before the name, that before the class; what nothing tells is told."""
    name = font_entry.split('"')[1].replace("hafen", "Hafen") if "Another" not in font_entry else "Hafen"
    parts = houses.unpacked(houses.corporate())
    table = f'<w:fonts xmlns:w="{NS["w"]}"><w:font {font_entry}</w:font></w:fonts>'
    parts["word/fontTable.xml"] = table.encode()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"Verdana", name.encode())
    _, problems = draw_word(pages.page(), housed(tmp_path, houses.packed(parts)))
    assert bool([one for one in problems if one.message.startswith("its body type")]) == (serif is True)
    assert bool([one for one in problems if "nothing tells" in one.message]) == (serif is None)


@pytest.mark.parametrize(
    "name",
    """Liberation Serif, EB Garamond, Palatino Linotype, Book Antiqua, Constantia, Baskerville, Charter, Noto Serif,
    PT Serif, DejaVu Serif, Century Schoolbook, Minion Pro, Merriweather, Georgia""".replace("\n   ", "").split(", "),
)
def test_serifs_are_known_by_name(tmp_path: Path, name: str) -> None:
    """A file without a table of fonts has its body type seen for what it is."""
    data, problems = draw_word(pages.page(), housed(tmp_path, _bodied(name)))
    assert f"its body type {name} is a serif" in problems[0].message
    assert font(styles(data)["Aside"]) == font(styles(data)["Body Text"]) == STYLE.ours.name


def test_a_house_may_name_its_type(tmp_path: Path) -> None:
    """What is named in its style.toml is known, and goes before what is packaged."""
    (tmp_path / "style.toml").write_text('[typefaces]\nserif = ["Hafen"]\nsans = ["Georgia"]')
    own = replace(load_style(tmp_path / "style.toml"), embed_fonts=False)
    for name, told in (("Hafen", True), ("Georgia", False), ("Garamond", True)):
        (tmp_path / "house.docx").write_bytes(_bodied(name))
        _, problems = draw_word(pages.page(), with_house(own, tmp_path / "house.docx", "--house", check_package))
        assert bool([one for one in problems if "is a serif" in one.message]) == told


def test_the_type_of_the_theme_is_looked_at(tmp_path: Path) -> None:
    """It goes before a name beside it, and its PANOSE number tells of a font that nobody knows."""
    parts = houses.unpacked(houses.corporate())
    given = b'w:ascii="Verdana" w:asciiTheme="minorHAnsi"'
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:ascii="Verdana"', given)
    (name,) = (one for one in parts if one.startswith("word/theme/theme"))
    latin = b'<a:minorFont><a:latin typeface="Hafen" panose="02020603050405020304"/>'
    parts[name] = re.sub(rb"<a:minorFont>\s*<a:latin [^>]*>", latin, parts[name])
    _, problems = draw_word(pages.page(), housed(tmp_path, houses.packed(parts)))
    assert "its body type Hafen is a serif" in problems[0].message


def test_a_single_style_in_a_serif_is_set_in_our_type(tmp_path: Path) -> None:
    """The body type is no serif, so what is not set in one stays as the house has it."""
    document = docx.Document(io.BytesIO(houses.corporate()))
    document.styles["Body Text"].font.name = document.styles["Strong"].font.name = "Garamond"
    document.styles["Caption"].font.name = "Tahoma"
    data, _ = draw_word(pages.page(), housed(tmp_path, houses._saved(document)))
    assert {name: font(styles(data)[name]) for name in ("Body Text", "Strong", "caption")} == {
        "Body Text": "Verdana",
        "Strong": "Verdana",
        "caption": "Tahoma",
    }


def _bodied(name: str) -> bytes:
    """A house with a body type, and no table of fonts that tells of it."""
    parts = houses.unpacked(houses.corporate())
    parts["word/fontTable.xml"] = f'<w:fonts xmlns:w="{NS["w"]}"/>'.encode()
    return houses.packed(parts | {"word/styles.xml": parts["word/styles.xml"].replace(b"Verdana", name.encode())})


def test_sizes_grow_with_the_body_type(drawn) -> None:
    """A body of 12 points makes points 12 points and tables as much larger."""
    document = opened(drawn["localized"][0])
    assert [document.styles[name].font.size.pt for name in ("List Continue", "Table Text")] == [12, 10.5]


@pytest.mark.parametrize(
    ("name", "colour"), [("corporate", "1B6B3A"), ("landscape", "174A73"), ("localized", "8A1C1C")]
)
def test_our_accent_is_the_colour_of_headings(drawn, name: str, colour: str) -> None:
    """Unless it is too pale to be read on white."""
    assert styles(drawn[name][0])["Accent"].find("w:rPr/w:color", NS).get(W + "val") == colour


def test_a_briefing_restyled_is_a_house(tmp_path: Path) -> None:
    """A finished briefing may be the template: then even the styles that are ours stay as the house made them."""
    document = opened(draw_word(pages.page(), STYLE)[0])
    for name in ("List Continue", "Side Note", "Attribution"):
        document.styles[name].font.color.rgb = RGBColor(1, 2, 3)
    saved = io.BytesIO()
    document.save(saved)
    data, _ = draw_word(pages.page(), housed(tmp_path, saved.getvalue()))
    made = opened(data)
    colours = {made.styles[name].font.color.rgb for name in ("List Continue", "Side Note", "Attribution")}
    assert colours == {RGBColor(1, 2, 3)}
    assert check_package(data) == ()


def test_a_name_that_is_taken_by_another_kind(tmp_path: Path) -> None:
    """A character style called as one of our paragraphs makes way and keeps its look."""
    document = opened(houses.corporate())
    document.styles.add_style("Side Note", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    saved = io.BytesIO()
    document.save(saved)
    data, _ = draw_word(pages.page(), housed(tmp_path, saved.getvalue()))
    kinds = {name: style.get(W + "type") for name, style in styles(data).items()}
    assert (kinds["Side Note"], kinds["Side Note (house)"]) == ("paragraph", "character")
    assert check_package(data) == ()


@pytest.mark.parametrize(
    ("part_name", "old", "new"),
    [
        ("word/styles.xml", b'w:next w:val="Normal"', b'w:next w:val="Gone"'),
        ("word/styles.xml", b'<w:basedOn w:val="Normal"/>', b'<w:basedOn w:val="Gone"/>'),
        ("word/styles.xml", b'<w:name w:val="List Bullet"/>', b'<w:name w:val="CAPTION"/>'),
        ("word/document.xml", b"</w:sectPr>", b'<w:headerReference w:type="even" r:id="rIdGone"/></w:sectPr>'),
        ("word/styles.xml", b"<w:docDefaults>", b"<w:docDefaults><!-- a remark -->"),
    ],
)
def test_small_faults_are_mended(tmp_path: Path, part_name: str, old: bytes, new: bytes) -> None:
    """What Word passes over is no reason to refuse a file."""
    parts = houses.unpacked(houses.corporate())
    assert old in parts[part_name]
    parts[part_name] = parts[part_name].replace(old, new)
    assert check_package(draw_word(pages.page(), housed(tmp_path, houses.packed(parts)))[0]) == ()


def test_parts_of_other_names(tmp_path: Path) -> None:
    """Some programs call the main parts otherwise; ours have Word's names, by which they are read back."""
    parts = houses.unpacked(houses.corporate())
    for old, new in (("document", "document2"), ("styles", "styles2")):
        parts[f"word/{new}.xml"] = parts.pop(f"word/{old}.xml")
        for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
            parts[name] = parts[name].replace(f"{old}.xml".encode(), f"{new}.xml".encode())
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    data, _ = draw_word(pages.page(), housed(tmp_path, houses.packed(parts)))
    assert {"word/document.xml", "word/styles.xml"} < set(houses.unpacked(data))


# --- what is refused ----------------------------------------------------------------------------------------------


def altered(change: Mapping[str, bytes], make=houses.corporate) -> bytes:
    """A house with other parts."""
    return houses.packed(houses.unpacked(make()) | change)


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """A house with something else in a part."""
    parts = houses.unpacked(houses.corporate())
    assert old in parts[name]
    return houses.packed(parts | {name: parts[name].replace(old, new)})


def bomb() -> bytes:
    """A small file of a huge part."""
    saved = io.BytesIO(houses.corporate())
    with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bomb.png", bytes(80 * 2**20))
    return saved.getvalue()


def locked() -> bytes:
    """A zip whose members are marked as encrypted."""
    data = bytearray(houses.packed(houses.unpacked(houses.corporate())))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
MAIN = b"wordprocessingml.document.main+xml"
HEADER = "word/header1.xml"
REFUSED = {
    "nothing": (b"", "is not a Word file", "give a .docx or .dotx"),
    "text": (b"Dear colleagues", "is not a Word file", "give a .docx or .dotx"),
    "another zip": (houses.packed({"a.txt": b"a"}), "holds no Word document", "give a .docx or .dotx"),
    "a spreadsheet": (
        replaced("[Content_Types].xml", MAIN, b"spreadsheetml.sheet.main+xml"),
        "holds no Word document",
        "give a .docx or .dotx",
    ),
    "a password": (
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
        "is locked with a password, or of Word 97",
        "save it as a Word Document (.docx) without a password",
    ),
    "a locked zip": (locked(), "is locked with a password", "without a password"),
    "macros": (
        replaced("[Content_Types].xml", b"officedocument." + MAIN, b"ms-word.document.macroEnabled.main+xml"),
        "has macros",
        "save it in Word as a Word Document",
    ),
    "hidden macros": (altered({"word/vbaProject.bin": b"x"}), "has macros", "save it in Word as a Word Document"),
    "a bomb": (bomb(), "is too large when unpacked", "give one below 64 MB"),
    "many parts": (altered({f"a{n}.xml": b"" for n in range(2100)}), "is too large when unpacked", "2000 parts"),
    "strict": (
        altered({"word/document.xml": b'<a xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}),
        "is a Strict Open XML document",
        "open it in Word and save it",
    ),
    "entities": (
        altered({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "declares a document type",
        "open it in Word and save it",
    ),
    "no body": (altered({"word/document.xml": b"<a/>"}), "cannot be read as a Word file", "open it in Word"),
    "no XML": (altered({"word/styles.xml": b"<w:styles"}), "cannot be read as a Word file", "open it in Word"),
    "cut short": (houses.corporate()[:9000], "is not a Word file", "give a .docx or .dotx"),
    "a lost picture": (
        altered({"word/_rels/header1.xml.rels": NO_RELATIONS}),
        "is damaged (word/header1.xml: rId1 has no relation",
        "open it in Word",
    ),
    "a header in the source's type": (
        replaced(HEADER, b"<w:b/>", b'<w:rFonts w:ascii="Source Serif 4"/>'),
        "its header or footer is set in the type of the source's words",
        "give the header another font or style",
    ),
    "a header in the source's style": (
        replaced(HEADER, b'w:pStyle w:val="Header"', b'w:pStyle w:val="Quote"'),
        "its header or footer is set in the type of the source's words",
        "give the header another font or style",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_serve_is_refused(tmp_path: Path, name: str) -> None:
    """The error names the setting and the file, says what is wrong with it and what to do."""
    data, message, hint = REFUSED[name]
    with pytest.raises(SettingsError) as caught:
        housed(tmp_path, data)
    assert caught.value.where == f"--house: {tmp_path / 'house.docx'}"
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """As is anything that cannot be read as a file."""
    with pytest.raises(SettingsError, match="cannot be read as a Word file"):
        with_house(STYLE, tmp_path, "--house", check_package)


def test_it_is_refused_before_the_first_input_is_read(tmp_path: Path) -> None:
    """A slip is told at once, though the inputs are no better."""
    (tmp_path / "briefing.toml").write_text('house = "our.docx"\ninputs = ["none"]', encoding="utf-8")
    (tmp_path / "our.docx").write_bytes(b"Dear colleagues")
    with pytest.raises(SettingsError, match=r"briefing\.toml: house: .*our\.docx: is not a Word file; give a \.docx"):
        run(load_settings(tmp_path / "briefing.toml"))


# --- LibreOffice --------------------------------------------------------------------------------------------------


@needs_libreoffice
def test_a_house_made_by_libreoffice(tmp_path: Path) -> None:
    """A template that went through LibreOffice twice serves as well, and what is drawn in it opens there."""
    path = tmp_path / "house.docx"
    path.write_bytes(houses.corporate())
    convert(tmp_path, path, "odt")
    path.unlink()
    convert(tmp_path, tmp_path / "house.odt", "docx")
    data, _ = draw_word(pages.page(), with_house(STYLE, path, "--house", check_package))
    assert check_package(data) == ()
    assert read_word(data).found == read_word(draw_word(pages.page(), STYLE)[0]).found
    known = {name.lower(): style for name, style in styles(data).items()}
    assert known["heading 1"].find("w:rPr/w:color", NS).get(W + "val") == "1B6B3A"
    assert font(known["aside"]) == "Verdana"
    if validator():
        assert errors(data, tmp_path) == []
    drawn = tmp_path / "drawn.docx"
    drawn.write_bytes(data)
    convert(tmp_path, drawn, "pdf")
    pdfium = pytest.importorskip("pypdfium2")
    printed = pdfium.PdfDocument(tmp_path / "drawn.pdf")[0].get_textpage().get_text_range()
    assert "Ministry of Harbors" in printed
    assert "praised the crews & the <port>." in printed


def convert(folder: Path, path: Path, format: str) -> None:
    """Let LibreOffice write a file in another format beside it."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", format, "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
