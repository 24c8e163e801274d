"""The linter of packages: a sound file passes, and each rule finds the file that breaks it."""

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import charts
import houses
import pages
import pytest

from briefing.check.package import check_package
from briefing.render.style import load_style
from briefing.render.word import draw_word

ROOT = Path(__file__).parents[2]
Parts = dict[str, bytes]
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@pytest.fixture(scope="module")
def good() -> bytes:
    """A file that holds every block."""
    return draw_word(pages.page(), load_style(ROOT / "templates" / "style.toml"))[0]


def put(name: str, old: bytes, new: bytes) -> Callable[[Parts], Parts]:
    """Change the first place of a part where something stands."""

    def change(parts: Parts) -> Parts:
        assert old in parts[name], old
        return parts | {name: parts[name].replace(old, new, 1)}

    return change


def add(name: str, content: bytes) -> Callable[[Parts], Parts]:
    """Add a part that nothing leads to."""
    return lambda parts: parts | {name: content}


def drop(name: str) -> Callable[[Parts], Parts]:
    """Take a part out."""
    return lambda parts: {one: content for one, content in parts.items() if one != name}


def body(markup: bytes) -> Callable[[Parts], Parts]:
    """Add to the body."""
    return put(DOCUMENT, b"<w:sectPr", markup + b"<w:sectPr")


CASES = [
    (add("WORD/document.xml", b"<a/>"), "package names", "word/document.xml: stands 2 times in the zip"),
    (add("word/../../a.xml", b"<a/>"), "package names", "word/../../a.xml: leads out of the package"),
    (add("/word/a.xml", b"<a/>"), "package names", "/word/a.xml: leads out of the package"),
    (add("word\\a.xml", b"<a/>"), "package names", "word\\a.xml: leads out of the package"),
    (put(DOCUMENT, b"</w:body>", b""), "package xml", "word/document.xml: is not well-formed"),
    (drop(TYPES), "package types", "[Content_Types].xml: is missing"),
    (put(TYPES, b"/word/styles.xml", b"/word/stiles.xml"), "package types", "word/styles.xml: has no content type"),
    (put(TYPES, b"/word/styles.xml", b"/word/stiles.xml"), "package types", "/word/stiles.xml: is typed and not there"),
    (put(TYPES, b"/word/styles.xml", b"/word/theme/theme1.xml"), "package types", "has two content types"),
    (add("word/media/a.gif", b"GIF"), "package types", "word/media/a.gif: has no content type"),
    (drop("word/settings.xml"), "package relations", "leads to word/settings.xml, which is not there"),
    (put(RELATIONS, b'Target="styles.xml"', b'Target="../../x.xml"'), "package relations", "leads to x.xml"),
    (add("word/_rels/gone.xml.rels", b"<a/>"), "package relations", "belongs to word/gone.xml, which is not there"),
    (put(RELATIONS, b'Id="rIdLink1"', b'Id="rId1"'), "package relations", "rId1 stands 2 times"),
    (add("word/more.xml", b"<a/>"), "package reach", "word/more.xml: is a part that nothing leads to"),
    (put(RELATIONS, b'Id="rIdLink1"', b'Id="rIdLink9"'), "package references", "rIdLink1 has no relation"),
    (put(DOCUMENT, b'w:bookmarkStart w:id="2"', b'w:bookmarkStart w:id="1"'), "package ids", "number of a bookmark: 1"),
    (put(DOCUMENT, b'w:name="b_p2"', b'w:name="B_P1"'), "package ids", "name of a bookmark: b_p1 stands 2 times"),
    (
        body(b'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr></w:sdt>' * 2),
        "package ids",
        "number of a content control: 7 stands 2 times",
    ),
    (
        body(
            b'<wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" id="4"/>' * 2
        ),
        "package ids",
        "number of a drawing: 4 stands 2 times",
    ),
    (body(b'<w:comment w:id="3"/>' * 2), "package ids", "number of a comment: 3 stands 2 times"),
    (body(b'<w:footnote w:id="3"/>' * 2), "package ids", "number of a footnote: 3 stands 2 times"),
    (body(b'<w:endnote w:id="3"/>' * 2), "package ids", "number of a endnote: 3 stands 2 times"),
    (put(STYLES, b'w:styleId="Muted"', b'w:styleId="Accent"'), "package ids", "id of a style: Accent stands 2 times"),
    (put(STYLES, b'w:val="Muted"', b'w:val="ACCENT"'), "package ids", "name of a style: accent stands 2 times"),
    (put(DOCUMENT, b'w:bookmarkEnd w:id="1"', b'w:bookmarkEnd w:id="999"'), "package spans", "bookmark 1 starts"),
    (put(DOCUMENT, b'w:bookmarkEnd w:id="1"', b'w:bookmarkEnd w:id="999"'), "package spans", "bookmark 999 ends"),
    (body(b'<w:commentRangeStart w:id="0"/>'), "package spans", "commentRange 0 starts and does not end"),
    (put(DOCUMENT, b'w:anchor="b_s1"', b'w:anchor="b_s9"'), "package anchors", "a link leads to b_s9"),
    (put(DOCUMENT, b'w:pStyle w:val="Title"', b'w:pStyle w:val="T"'), "package styles", "a paragraph with the id T"),
    (put(DOCUMENT, b'w:rStyle w:val="Muted"', b'w:rStyle w:val="Title"'), "package styles", "a character with the id"),
    (put(DOCUMENT, b'w:tblStyle w:val="', b'w:tblStyle w:val="X'), "package styles", "a table with the id X"),
    (put(STYLES, b'w:basedOn w:val="', b'w:basedOn w:val="X'), "package styles", "a style leads to X"),
    (body(b'<w:p><w:r><w:footnoteReference w:id="5"/></w:r></w:p>'), "package notes", "there is no footnote 5"),
    (body(b'<w:p><w:r><w:endnoteReference w:id="5"/></w:r></w:p>'), "package notes", "there is no endnote 5"),
    (body(b'<w:p><w:r><w:commentReference w:id="5"/></w:r></w:p>'), "package notes", "there is no comment 5"),
]


def test_a_sound_file_passes(good: bytes) -> None:
    """What we write has nothing wrong, and the tests' way of packing breaks nothing."""
    assert check_package(good) == ()
    assert check_package(houses.packed(houses.unpacked(good))) == ()


@pytest.mark.parametrize(("change", "rule", "told"), CASES, ids=[f"{rule}: {told}" for _, rule, told in CASES])
def test_each_rule_finds_what_breaks_it(good: bytes, change: Callable[[Parts], Parts], rule: str, told: str) -> None:
    """A finding names the rule, the place and what is wrong there."""
    findings = check_package(houses.packed(change(houses.unpacked(good))))
    assert [one for one in findings if one.rule == rule and told in f"{one.where}: {one.message}"]


CHART, BOOK = "word/charts/chart1.xml", "word/embeddings/chart1.xlsx"
CHART_RELATIONS = "word/charts/_rels/chart1.xml.rels"


def book(change: Callable[[Parts], Parts]) -> Callable[[Parts], Parts]:
    """Change the parts of a workbook."""
    return lambda parts: parts | {BOOK: houses.packed(change(houses.unpacked(parts[BOOK])))}


SHEET = "xl/worksheets/sheet1.xml"


def twice(parts: Parts) -> Parts:
    """Put the sheet into the workbook a second time."""
    saved = io.BytesIO(parts[BOOK])
    with zipfile.ZipFile(saved, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(SHEET, package.read(SHEET))
    return parts | {BOOK: saved.getvalue()}


CHART_CASES = [
    (twice, "its workbook cannot be read (one of its parts stands there twice)"),
    (put(CHART, b"<c:v>12</c:v>", b"<c:v>13</c:v>"), "it shows '13' where B5 of its workbook has '12'"),
    (put(CHART, b"<c:v>Mon 2</c:v>", b"<c:v>Mon 3</c:v>"), "it shows 'Mon 3' where A2 of its workbook has 'Mon 2'"),
    (put(CHART, b"<c:v>Air defense</c:v>", b"<c:v>Air</c:v>"), "it shows 'Air' where B1 of its workbook has"),
    (put(CHART, b"Sheet1!$B$2:", b"Sheet2!$B$2:"), "where B2 of its workbook has ''"),
    (book(put(SHEET, b"<v>12</v>", b"<v>11</v>")), "it shows '12' where B5 of its workbook has '11'"),
    (book(put(SHEET, b"Tue 3", b"Tue 4")), "it shows 'Tue 3' where A3 of its workbook has 'Tue 4'"),
    (book(drop(SHEET)), "its workbook cannot be read"),
    (book(put(SHEET, b"</row>", b"")), "its workbook cannot be read"),
    (add(BOOK, b"words"), "its workbook cannot be read"),
    (lambda parts: parts | {BOOK: parts[BOOK].replace(b"PK\x01\x02", b"PK\x01\x03")}, "its workbook cannot be read"),
]


@pytest.fixture(scope="module")
def charted() -> bytes:
    """A file that holds charts."""
    return draw_word(charts.page(charts.DAYS, charts.WEEKS), load_style(ROOT / "templates" / "style.toml"))[0]


@pytest.mark.parametrize(("change", "told"), CHART_CASES, ids=[told for _, told in CHART_CASES])
def test_a_chart_and_its_workbook_say_the_same(charted: bytes, change: Callable[[Parts], Parts], told: str) -> None:
    """The workbook opens, and has each name and number that the chart shows."""
    assert check_package(houses.packed(houses.unpacked(charted))) == ()
    findings = check_package(houses.packed(change(houses.unpacked(charted))))
    assert {one.where for one in findings} == {CHART}
    assert [one for one in findings if one.rule == "package charts" and told in one.message]


@pytest.mark.parametrize(
    ("change", "rule", "told"),
    [
        (drop(BOOK), "package relations", f"leads to {BOOK}, which is not there"),
        (drop(CHART), "package relations", f"leads to {CHART}, which is not there"),
        (put(CHART_RELATIONS, b'Id="rId1"', b'Id="rId2"'), "package references", "rId1 has no relation"),
        (
            put(TYPES, b"/word/charts/chart1.xml", b"/word/charts/c.xml"),
            "package types",
            f"{CHART}: has no content type",
        ),
        (put(DOCUMENT, b'r:id="rIdChart1"', b'r:id="rIdChart9"'), "package references", "rIdChart9 has no relation"),
        (put(DOCUMENT, b'docPr id="2"', b'docPr id="1"'), "package ids", "number of a drawing: 1 stands 2 times"),
    ],
)
def test_the_parts_of_a_chart_are_led_to(
    charted: bytes, change: Callable[[Parts], Parts], rule: str, told: str
) -> None:
    """The rules for all parts hold for these."""
    findings = check_package(houses.packed(change(houses.unpacked(charted))))
    assert [one for one in findings if one.rule == rule and told in f"{one.where}: {one.message}"]


def test_a_workbook_as_spreadsheets_write_it(charted: bytes) -> None:
    """Words in a table of their own, numbers in another way, a formula that names no column: nothing wrong with it."""
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<si><r><t>Air </t></r><r><t>defense</t></r></si></sst>"
    )
    cell = b't="inlineStr"><is><t xml:space="preserve">Air defense</t></is>'
    rewritten = book(
        lambda parts: add("xl/sharedStrings.xml", strings)(
            put(SHEET, b"<v>12</v>", b"<v>1.2E1</v>")(put(SHEET, cell, b't="s"><v>0</v>')(parts))
        )
    )
    parts = put(CHART, b"Sheet1!$A$2:$A$9", b"Names")(rewritten(houses.unpacked(charted)))
    assert check_package(houses.packed(parts)) == ()


def test_a_member_that_stands_twice(good: bytes) -> None:
    """A zip may hold a name twice, and programs differ in which they take."""
    saved = io.BytesIO(good)
    with zipfile.ZipFile(saved, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(STYLES, package.read(STYLES))
    assert [str(one) for one in check_package(saved.getvalue())] == [
        "word/styles.xml: stands 2 times in the zip (package names)"
    ]


@pytest.mark.parametrize("content", [b"", b"PK", b"words"])
def test_what_is_no_package_is_a_finding(content: bytes) -> None:
    """Bytes that are no zip are told, not raised."""
    assert [one.rule for one in check_package(content)] == ["package"]


def test_a_damaged_member_is_a_finding(good: bytes) -> None:
    """So is a zip whose bytes were changed on the way."""
    middle = len(good) // 2
    damaged = good[:middle] + bytes([good[middle] ^ 0xFF]) + good[middle + 1 :]
    assert [one.rule for one in check_package(damaged)] == ["package"]


def test_data_of_a_house_is_typed_as_xml_in_general(good: bytes) -> None:
    """Word types custom XML by its extension alone, and so may we."""
    parts = houses.unpacked(good)
    parts["customXml/item1.xml"] = b"<a/>"
    relation = b'<Relationship Id="c" Type="' + OFFICE + b'customXml" Target="../customXml/item1.xml"/>'
    parts = put(RELATIONS, b"</Relationships>", relation + b"</Relationships>")(parts)
    assert check_package(houses.packed(parts)) == ()
