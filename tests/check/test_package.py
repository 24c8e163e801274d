"""The linter of packages: a sound file passes, and each rule finds the file that breaks it."""

import io
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

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
