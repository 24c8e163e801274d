"""Native charts in real .docx files: drawing, part and workbook, in our own file and in a house's."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import charts
import docx
import houses
import pages
import pytest
from docx.shared import Pt
from lxml import etree
from word_parts import (
    NS,
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
from briefing.blocks import Chart, Contents, NoteMode, Point, RegisterEntry, Series
from briefing.check.package import check_package
from briefing.model import MarginNote
from briefing.render.house import with_house
from briefing.render.style import Style
from briefing.render.word import draw_word
from briefing.render.word_contents import estimate_pages
from briefing.render.word_measures import main_indent, text_width
from briefing.render.word_workbook import Formula, make_workbook

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TYPES = "[Content_Types].xml"
PLACE, BOOK = "word/charts/chart1.xml", "word/embeddings/chart1.xlsx"
PAGE = charts.page(charts.DAYS, charts.WEEKS)


@pytest.fixture(scope="module")
def data() -> bytes:
    """A file with two charts."""
    return draw(page=PAGE)


def sheet(data: bytes, name: str = BOOK) -> dict[str, str]:
    """What the cells of a workbook in a file say; formulas begin with =."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = part(package.read(name), "xl/worksheets/sheet1.xml")
    return {
        cell.get("r"): f"={formula}"
        if (formula := cell.findtext(S + "f"))
        else cell.findtext(S + "v") or "".join(text.text for text in cell.iter(S + "t"))
        for cell in root.iter(S + "c")
    }


def series(chart: etree._Element) -> list[tuple[str, list[str], list[str]]]:
    """Name, columns and values of each series that a chart keeps."""
    return [
        (
            one.findtext("c:tx//c:v", namespaces=NS),
            [point.text for point in one.iterfind("c:cat//c:v", NS)],
            [point.text for point in one.iterfind("c:val//c:v", NS)],
        )
        for one in chart.iter(f"{{{NS['c']}}}ser")
    ]


def test_a_chart_stands_under_its_title(data: bytes) -> None:
    """Title and drawing are paragraphs of their own, the first kept with the second, as wide as their section."""
    known = style_names(data)
    found = [one for one in paragraphs(data) if one[0].startswith("Chart")]
    assert found == [
        ("Chart Title Wide", charts.DAYS.title),
        ("Chart Frame Wide", ""),
        ("Chart Title", charts.WEEKS.title),
        ("Chart Frame", ""),
    ]
    looks = {known[one.get(W + "styleId")]: one for one in part(data, "word/styles.xml").iterfind("w:style", NS)}
    assert looks["Chart Title"].find("w:pPr/w:keepNext", NS) is not None
    assert looks["Chart Frame"].find("w:pPr/w:spacing", NS).get(W + "lineRule") == "auto"
    full = text_width(style_of_the_house.page)
    widths = [int(one.get("cx")) for one in part(data).iter(f"{{{NS['wp']}}}extent")]
    assert widths == [635 * full, 635 * (full - main_indent(style_of_the_house.page))]


def test_a_drawing_bears_its_id_and_says_what_it_shows(data: bytes) -> None:
    """Bookmark and name for read-back, title and description for those who cannot see it, a number of its own."""
    told = [dict(one.attrib) for one in part(data).iter(f"{{{NS['wp']}}}docPr")]
    assert told == [
        {"id": str(number), "name": anchors.bookmark(one.id), "descr": one.alt, "title": one.title}
        for number, one in enumerate((charts.DAYS, charts.WEEKS), 1)
    ]
    for one in (charts.DAYS, charts.WEEKS):
        (start,) = part(data).xpath(f"//w:bookmarkStart[@w:name='{anchors.bookmark(one.id)}']", namespaces=NS)
        assert start.getnext().find("w:drawing", NS) is not None


def test_a_chart_keeps_what_its_block_says(data: bytes) -> None:
    """Each series twice under one name: what fills its lane, and behind that its values."""
    for number, block in enumerate((charts.DAYS, charts.WEEKS), 1):
        kept = series(part(data, f"word/charts/chart{number}.xml"))
        assert kept[1::2] == [(one.label, list(block.columns), list(map(str, one.values))) for one in block.series]
        lanes = {
            float(filler) + float(value)
            for one, other in zip(kept[::2], kept[1::2], strict=True)
            for filler, value in zip(one[2], other[2], strict=True)
        }
        assert len(lanes) == 1
        assert min(lanes) > max(value for one in block.series for value in one.values)
        assert [one[:2] for one in kept[::2]] == [one[:2] for one in kept[1::2]]


def test_lanes_end_at_the_lines(data: bytes) -> None:
    """The axis has a line for each lane and begins at the top, so that the first series stands there."""
    chart = part(data, PLACE)
    axis = chart.find(".//c:valAx", NS)
    lane = float(axis.find("c:majorUnit", NS).get("val"))
    assert float(axis.find("c:scaling/c:max", NS).get("val")) == lane * len(charts.DAYS.series)
    assert axis.find("c:scaling/c:orientation", NS).get("val") == "maxMin"
    assert axis.find("c:majorGridlines", NS) is not None


def test_names_and_numbers_are_printed(data: bytes) -> None:
    """One point of what fills a lane shows the name of its series, every value its number; there is no legend."""
    chart = part(data, PLACE)
    assert chart.find(".//c:legend", NS) is None
    for number, one in enumerate(chart.iter(f"{{{NS['c']}}}ser")):
        shown = [label.find("c:showSerName", NS).get("val") for label in one.iterfind("c:dLbls/c:dLbl", NS)]
        values = one.find("c:dLbls/c:showVal", NS).get("val")
        assert (shown, values) == ((["0"], "1") if number % 2 else (["1"], "0"))


def test_what_is_apart_is_hollow(data: bytes) -> None:
    """The undated have an outline and no fill, in every series that is seen; a chart without them has no such point."""
    days, weeks = (part(data, f"word/charts/chart{number}.xml") for number in (1, 2))
    points = days.findall(".//c:dPt", NS)
    assert [one.find("c:idx", NS).get("val") for one in points] == ["7"] * len(charts.DAYS.series)
    assert all(one.find("c:spPr/a:noFill", NS) is not None for one in points)
    assert all(one.find("c:spPr/a:ln/a:solidFill", NS) is not None for one in points)
    assert weeks.findall(".//c:dPt", NS) == []


def test_type_of_a_chart_is_ours(data: bytes) -> None:
    """All its words are in our family, none below the smallest size."""
    chart = part(data, PLACE)
    faces = {one.get("typeface") for name in ("latin", "ea", "cs") for one in chart.iter(f"{{{NS['a']}}}{name}")}
    assert faces == {style_of_the_house.ours.name}
    assert {one.get("sz") for one in chart.iter(f"{{{NS['a']}}}defRPr")} == {"780"}
    assert chart.find("c:lang", NS).get("val") == "en"


def test_the_workbook_has_the_numbers(data: bytes) -> None:
    """A column for each series under its name, which is no formula; what fills the lanes is worked out of them."""
    cells = sheet(data)
    block = charts.DAYS
    assert [cells.get(f"{letter}1", "") for letter in "ABCD"] == ["", *(one.label for one in block.series)]
    assert [cells[f"A{row}"] for row in range(2, 10)] == list(block.columns)
    for letter, filler, one in zip("BCD", "EFG", block.series, strict=True):
        assert [cells[f"{letter}{row}"] for row in range(2, 10)] == list(map(str, one.values))
        assert [cells[f"{filler}{row}"] for row in range(2, 10)] == [f"=21.0-{letter}{row}" for row in range(2, 10)]


def test_formulas_lead_to_their_cells(data: bytes) -> None:
    """What the chart says of itself is what its cells say; the linter of packages reads both."""
    formulas = [one.text for one in part(data, PLACE).iter(f"{{{NS['c']}}}f")]
    assert formulas[3:6] == ["Sheet1!$B$1", "Sheet1!$A$2:$A$9", "Sheet1!$B$2:$B$9"]
    assert formulas[:3] == ["Sheet1!$B$1", "Sheet1!$A$2:$A$9", "Sheet1!$E$2:$E$9"]
    assert check_package(data) == ()


def test_many_columns_of_a_workbook() -> None:
    """Columns behind Z have two letters."""
    row = tuple(f"w{number}" for number in range(30))
    book = make_workbook([row, (Formula("A1", 1.5), 7)])
    root = part(book, "xl/worksheets/sheet1.xml")
    assert [one.get("r") for one in root.iter(S + "c")][25:31] == ["Z1", "AA1", "AB1", "AC1", "AD1", "A2"]


def test_a_file_without_charts_has_no_part_of_them() -> None:
    """Neither parts nor namespaces."""
    with zipfile.ZipFile(io.BytesIO(draw(page=charts.page()))) as package:
        assert [one for one in package.namelist() if "chart" in one or "embeddings" in one] == []
        assert b"drawingml" not in package.read("word/document.xml")


def test_same_bytes(data: bytes) -> None:
    """Drawing again gives the same file, workbooks included."""
    assert draw(page=charts.page(charts.DAYS, charts.WEEKS)) == data


def test_nothing_to_show() -> None:
    """A chart of zeros, of one series, and one without any are drawn, too."""
    none = Chart("c", "T", "A", ("a", "b"), (Series("s", (0, 0)),))
    for block in (none, replace(none, series=()), replace(none, columns=("a",), series=(Series("s", (5,)),))):
        data = draw(page=charts.page(block))
        assert check_package(data) == ()
        assert float(part(data, PLACE).find(".//c:majorUnit", NS).get("val")) > 0


def test_lost_characters_are_reported_once() -> None:
    """What a Word file cannot hold is replaced in chart and workbook alike."""
    block = Chart("c-bad", "T\x00", "A", ("a\x01", "b"), (Series("s\x02", (1, 2)),))
    data, problems = draw_word(charts.page(block), style_of_the_house)
    assert [one.where for one in problems] == ["c-bad"]
    assert series(part(data, PLACE))[1][:2] == ("s\ufffd", ["a\ufffd", "b"])
    assert check_package(data) == ()


def test_a_comment_in_the_margin_is_on_its_title() -> None:
    """It begins in the paragraph above the drawing."""
    page = replace(PAGE, comments=(MarginNote("chart-days", "R. Dachev", "RD", "", "Is that so?"),))
    start = part(draw(page=page)).find(".//w:commentRangeStart", NS)
    assert words(start.getparent()) == charts.DAYS.title


@pytest.mark.parametrize("mode", ["links", "footnotes", "endnotes"])
def test_charts_beside_notes(mode: NoteMode, tmp_path: Path) -> None:
    """However a file cites, its charts are whole."""
    point = Point("p1", (pages.source("Words."),), (pages.citation(1, 1),))
    page = charts.page(charts.DAYS)
    entry = next(one for one in pages.every_block() if isinstance(one, RegisterEntry))
    data = draw(page=replace(page, blocks=(*page.blocks, point, entry), notes=mode))
    assert check_package(data) == ()
    assert len(series(part(data, PLACE))) == 6


def test_contents_know_the_height_of_a_chart() -> None:
    """What stands behind it is estimated to be further on."""
    listed = Contents("Contents", (("h1", "Section 1"),))
    high = replace(charts.WEEKS, series=charts.WEEKS.series * 2)
    pages_of = [
        estimate_pages(replace(page, blocks=(*page.blocks, listed)), style_of_the_house)["h1"]
        for page in (charts.page(charts.DAYS, charts.DAYS), charts.page(high, charts.DAYS))
    ]
    assert pages_of == [1, 2]


# --- in a house's file --------------------------------------------------------------------------------------------


def house_with_chart() -> bytes:
    """A house whose header holds a chart, under names that ours would have, the last of a drawing written otherwise."""
    parts = houses.unpacked(houses.corporate())
    ours = houses.unpacked(draw(page=charts.page(charts.WEEKS)))
    drawing = re.search(rb"<w:drawing>.*?</w:drawing>", ours["word/document.xml"])
    assert drawing
    shown = drawing[0].replace(b'docPr id="1"', b'docPr id="41"')
    header = next(name for name in parts if name.startswith("word/header"))
    namespace = f' xmlns:r="{NS["r"]}"'.encode()
    parts[header] = parts[header].replace(
        b"</w:p></w:hdr>", b"<w:r>" + shown.replace(b"<w:drawing", b"<w:drawing" + namespace) + b"</w:r></w:p></w:hdr>"
    )
    assert b'docPr id="41"' in parts[header]
    relations = f"word/_rels/{header.removeprefix('word/')}.rels"
    relation = f'<Relationship Id="rIdChart1" Type="{NS["r"]}/chart" Target="charts/Chart1.xml"/>'.encode()
    parts[relations] = parts[relations].replace(b"</Relationships>", relation + b"</Relationships>")
    parts["word/charts/Chart1.xml"] = ours[PLACE]
    led = ours["word/charts/_rels/chart1.xml.rels"]
    parts["word/charts/_rels/Chart1.xml.rels"] = led.replace(b"/chart1.xlsx", b"/Book.xlsx")
    parts["word/embeddings/Book.xlsx"] = ours[BOOK]
    types = re.findall(rb'<Override PartName="/word/charts/[^>]*>|<Default Extension="xlsx"[^>]*>', ours[TYPES])
    types += re.findall(rb'<Override PartName="/word/embeddings[^>]*>', ours[TYPES])
    added = b"".join(types).replace(b"/charts/chart1", b"/charts/Chart1").replace(b"/chart1.xlsx", b"/Book.xlsx")
    parts[TYPES] = parts[TYPES].replace(b"</Types>", added + b"</Types>")
    return houses.packed(parts)


def housed(content: bytes, folder: Path) -> Style:
    """The style with a house's file in it."""
    path = folder / "house.docx"
    path.write_bytes(content)
    return with_house(style_of_the_house, path, "--house", check_package)


def test_a_house_keeps_its_own_chart(tmp_path: Path) -> None:
    """Ours take names and numbers that its chart has not, whatever their case."""
    data = draw_word(charts.page(charts.DAYS), housed(house_with_chart(), tmp_path))[0]
    assert check_package(data) == ()
    parts = houses.unpacked(data)
    assert {name for name in parts if "charts/" in name and "_rels" not in name} == {
        "word/charts/Chart1.xml",
        "word/charts/chart2.xml",
    }
    assert "word/embeddings/chart2.xlsx" in parts
    assert part(data).find(".//wp:docPr", NS).get("id") == "42"


def test_a_house_s_own_title_keeps_with_its_chart(tmp_path: Path) -> None:
    """Whatever else the house wants of it."""
    house = docx.Document(io.BytesIO(houses.corporate()))
    house.styles.add_style("Chart Title", 1).font.size = Pt(20)
    saved = io.BytesIO()
    house.save(saved)
    data = draw_word(PAGE, housed(saved.getvalue(), tmp_path))[0]
    title = docx.Document(io.BytesIO(data)).styles["Chart Title"]
    assert (title.font.size.pt, title.paragraph_format.keep_with_next) == (20, True)


@pytest.mark.parametrize("name", sorted(houses.HOUSES))
def test_charts_fit_into_a_house(name: str, tmp_path: Path) -> None:
    """As wide as its text, in its type, never as high as its page."""
    many = replace(charts.WEEKS, series=charts.WEEKS.series * 4)
    data = draw_word(charts.page(many), housed(houses.HOUSES[name](), tmp_path))[0]
    assert check_package(data) == ()
    section = docx.Document(io.BytesIO(data)).sections[-1]
    extent = part(data).find(".//wp:extent", NS)
    width = section.page_width - section.left_margin - section.right_margin - (section.gutter or 0)
    assert abs(int(extent.get("cx")) - width) < 1000
    assert int(extent.get("cy")) < section.page_height - section.top_margin - section.bottom_margin
    used = {one.get("typeface") for one in part(data, PLACE).iter(f"{{{NS['a']}}}latin")}
    expected = {"corporate": "Verdana", "landscape": "Arial"}.get(name, style_of_the_house.ours.name)
    assert used == {expected}


# --- what others say of it ----------------------------------------------------------------------------------------


@needs_validator
@pytest.mark.parametrize("house", [None, "corporate", "landscape"])
def test_schema_of_word(house: str | None, tmp_path: Path) -> None:
    """Microsoft's validator finds no error in the file."""
    style = housed(houses.HOUSES[house](), tmp_path) if house else style_of_the_house
    assert errors(draw_word(PAGE, style)[0], tmp_path) == []


@needs_validator
def test_schema_of_excel(data: bytes, tmp_path: Path) -> None:
    """Nor in the workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert errors(package.read(BOOK), tmp_path, "book.xlsx") == []


@needs_libreoffice
def test_libreoffice_prints_every_word_and_number(data: bytes, tmp_path: Path) -> None:
    """Names of columns and series, and all values, zeros too."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(converted(data, tmp_path, "pdf"))
    printed = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    for block in (charts.DAYS, charts.WEEKS):
        assert all(text in printed for text in (block.title, *block.columns, *(one.label for one in block.series)))
    numbers = re.findall(r"(?<![\w.])\d+(?![\w.])", printed)
    for block in (charts.DAYS, charts.WEEKS):
        for value in {value for one in block.series for value in one.values}:
            wanted = sum(one.values.count(value) for one in block.series)
            assert numbers.count(str(value)) >= wanted
