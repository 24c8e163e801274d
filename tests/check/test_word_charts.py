"""Charts of Word files read back: as drawn, as edited in Word, as saved by LibreOffice, as forged."""

import re
from dataclasses import replace
from pathlib import Path

import charts
import houses
import pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_parts import converted, draw, needs_libreoffice, style_of_the_house

from briefing.blocks import Chart, NoteMode, Series
from briefing.check.edited import prove_edited
from briefing.check.package import check_package
from briefing.check.whole import match_whole, paragraphs
from briefing.check.word import read_word
from briefing.check.word_charts import read_chart
from briefing.errors import Unproven
from briefing.records import Piece, Record
from briefing.render.house import with_house

PAGE = charts.page(charts.DAYS, charts.WEEKS)
BODY, PLACE = "word/document.xml", "word/charts/chart1.xml"


@pytest.fixture(scope="module")
def data() -> bytes:
    """A file with two charts."""
    return draw(page=PAGE)


@pytest.fixture(scope="module")
def known() -> Record:
    """What a record says of its page: the headings, and each paragraph of a chart as a cell under its id."""
    pieces = [Piece("title", "", "Weekly briefing"), Piece("text", "", "Behind the last chart.")]
    for number, chart in enumerate((charts.DAYS, charts.WEEKS)):
        pieces.insert(-1, Piece("heading", f"h{number}", f"Section {number}"))
        pieces[-1:-1] = [Piece("cell", chart.id, text) for text in paragraphs(chart)]
    running = [Piece("footer", "", text) for text in (*PAGE.running_head, *PAGE.footer[:2])]
    return Record("", (), {}, {}, (*pieces, *running), "")


def changed(data: bytes, *pairs: tuple[str, str], name: str = BODY) -> bytes:
    """The file with a part's markup changed once for each pair; the first is a pattern that must be there."""
    parts = houses.unpacked(data)
    for old, new in pairs:
        text, count = re.subn(old, new, parts[name].decode(), count=1, flags=re.DOTALL)
        assert count, old
        parts[name] = text.encode()
    return houses.packed(parts)


DRAWING = r"<w:r><w:drawing>.*?</w:drawing></w:r>"
BOOKMARK = r'<w:bookmarkStart w:id="\d+" w:name="b_chart_days"/>'
TITLE = r"<w:p><w:pPr><w:pStyle w:val=\"ChartTitleWide\"/></w:pPr>.*?</w:p>"


def test_a_chart_is_read_in_place(data: bytes) -> None:
    """Title, columns, and each series with its values are paragraphs there, of one table under the chart's id."""
    file = read_word(data)
    assert match_whole(file, PAGE, "docx") == ()
    for number, chart in enumerate((charts.DAYS, charts.WEEKS), 1):
        lines = [line for line in file.lines if chart.id in line.ids]
        assert [line.text for line in lines] == list(paragraphs(chart))
        assert {line.table for line in lines} == {number}
        assert next(one for one in file.found if one.id == chart.id).text == " ".join(paragraphs(chart))
    assert (file.extras, file.strays) == ((), ())


@pytest.mark.parametrize("mode", ["links", "footnotes", "endnotes"])
def test_however_a_file_cites(mode: NoteMode) -> None:
    """Notes move no chart."""
    page = replace(PAGE, notes=mode)
    assert match_whole(read_word(draw(page=page)), page, "docx") == ()


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=4), st.booleans(), st.data())
def test_any_chart_is_read_whole(columns: list[str], labels: list[str], apart: bool, more: st.DataObject) -> None:
    """Whatever its words and numbers are, names that stand twice among them."""
    rows = [tuple(more.draw(st.integers(0, 500)) for _ in columns) for _ in labels]
    series = tuple(Series(label, row) for label, row in zip(labels, rows, strict=True))
    page = charts.page(Chart("c", "Title", "Alt", tuple(columns), series, apart))
    assert match_whole(read_word(draw(page=page)), page, "docx") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"<c:v>12</c:v>", "<c:v>13</c:v>"),
        (r"<c:v>Mon 2</c:v>", "<c:v>Mon 3</c:v>"),
        (r'(<c:order val="1"/>.*?<c:v>)Air defense', r"\1Air"),
        (r"<c:ser><c:idx val=\"0\".*?</c:ser>(<c:ser>.*?</c:ser>)", r"\1"),
        (r"(<c:ser><c:idx val=\"0\".*?</c:ser><c:ser>.*?</c:ser>)(<c:ser>.*?</c:ser><c:ser>.*?</c:ser>)", r"\2\1"),
    ],
    ids=["number", "column", "name", "lane", "order"],
)
def test_what_a_chart_shows_otherwise_is_found(data: bytes, known: Record, old: str, new: str) -> None:
    """A changed number, name or order is told, of a finished file and of an edited one."""
    other = read_word(changed(data, (old, new), name=PLACE))
    (finding,) = match_whole(other, PAGE, "docx")
    assert finding.rule == "whole"
    assert [(one.kind, one.id) for one in prove_edited(other, known)] == [("table", "chart-days")]


def test_an_unedited_chart_is_nothing_to_tell(data: bytes, known: Record) -> None:
    """Neither as drawn, nor with what Word writes when it saves numbers anew."""
    assert prove_edited(read_word(data), known) == ()
    assert prove_edited(read_word(changed(data, (r"<c:v>12</c:v>", "<c:v>12.0</c:v>"), name=PLACE)), known) == ()


@pytest.mark.parametrize(
    "edits",
    [
        [(BOOKMARK, ""), (r'<w:bookmarkEnd w:id="2"/>', "")],
        [(r' name="b_chart_days"', ' name="Chart 1"')],
        [(r"ChartTitleWide", "Caption")],
        [(r' title="[^"]*"', "")],
    ],
    ids=["bookmark", "name", "style", "title of the drawing"],
)
def test_one_of_its_marks_is_enough(data: bytes, known: Record, edits: list[tuple[str, str]]) -> None:
    """A program may drop the bookmark or the name, and an editor may give the title another style."""
    assert prove_edited(read_word(changed(data, *edits)), known) == ()


@pytest.mark.parametrize(
    "edits",
    [
        [(TITLE, ""), (DRAWING, "")],
        [(DRAWING, "")],
        [(f"({DRAWING})", r'<w:del w:id="90" w:author="Desk">\1</w:del>')],
    ],
    ids=["with its title", "alone", "tracked"],
)
def test_a_deleted_chart_is_no_finding(data: bytes, known: Record, edits: list[tuple[str, str]]) -> None:
    """It is told to be gone and no more; a title that was left behind bears no id."""
    file = read_word(changed(data, *edits))
    (verdict,) = prove_edited(file, known)
    assert (verdict.kind, verdict.id, verdict.is_finding) == ("gone", "chart-days", False)
    assert [line.ids for line in file.lines if line.text == charts.DAYS.title] in ([], [()])


def test_words_typed_beside_a_chart_are_an_editor_s(data: bytes) -> None:
    """Between title and drawing, and in the paragraph of the drawing, they stand under no id."""
    typed = r"<w:p><w:r><w:t>We doubt it.</w:t></w:r></w:p>"
    between = read_word(changed(data, (f"({TITLE})", rf"\1{typed}")))
    beside = read_word(changed(data, (f"({DRAWING})", r"\1<w:r><w:t>We doubt it.</w:t></w:r>")))
    for file in (between, beside):
        (line,) = (line for line in file.lines if "doubt" in line.text)
        assert (line.ids, line.table, line.free) == ((), 0, "We doubt it.")


def test_a_chart_of_an_editor_s_is_told_as_one(data: bytes, known: Record) -> None:
    """It bears no id: it is something that is not kept, as a picture is."""
    unnamed = changed(data, (r'name="b_chart_days" descr', 'name="Chart 7" descr'))
    ahead = changed(unnamed, (f"({BOOKMARK})({DRAWING})", r"\2\1\2"))
    behind = changed(unnamed, (f'({DRAWING})(<w:bookmarkEnd w:id="2"/>)', r"\1\2\1"))
    for file in map(read_word, (ahead, behind)):
        assert [one.text for one in file.extras] == ["a picture"]
        assert [one.kind for one in prove_edited(file, known)] == ["left out"]
    apart = read_word(changed(unnamed, (f'({DRAWING})(<w:bookmarkEnd w:id="2"/>)', r"\2\1")))
    assert [one.kind for one in prove_edited(apart, known)] == ["gone", "left out"]


def test_no_chart_stands_for_words_of_a_source() -> None:
    """Neither in their bookmark nor under their name do its words pass for theirs."""
    page = charts.page(charts.DAYS)
    data = draw(page=replace(page, blocks=(*page.blocks, pages.every_block()[-1])))
    forged = changed(data, (BOOKMARK, ""), (r'<w:bookmarkEnd w:id="2"/>', ""), (r'name="b_chart_days"', 'name="b_p9"'))
    file = read_word(forged)
    assert "p9" not in {one.id for one in file.found}
    assert [one.text for one in file.extras] == ["a picture"]


def test_a_missing_part_is_no_chart(data: bytes) -> None:
    """A file whose chart is not there is damaged, and told so."""
    parts = houses.unpacked(data)
    del parts[PLACE]
    with pytest.raises(Unproven, match="a part of it is missing or damaged"):
        read_word(houses.packed(parts))


@pytest.mark.parametrize("name", sorted(houses.HOUSES))
def test_a_chart_in_a_house_s_file(name: str, tmp_path: Path) -> None:
    """It is read back there, too, whatever the house calls its styles; its words are in no type of a source."""
    (tmp_path / "house.docx").write_bytes(houses.HOUSES[name]())
    style = with_house(style_of_the_house, tmp_path / "house.docx", "--house", check_package)
    file = read_word(draw(page=PAGE, style=style))
    found = {one.id: one.text for one in file.found}
    assert all(found[chart.id] == " ".join(paragraphs(chart)) for chart in (charts.DAYS, charts.WEEKS))
    assert file.strays == ()


def test_a_chart_without_series() -> None:
    """A part of nothing but its root has no columns."""
    assert read_chart(etree.fromstring(b"<chartSpace/>")) == ((),)


def test_a_chart_of_other_series_than_pairs() -> None:
    """Whoever changed it, nothing of it is left out."""
    series = b"".join(b"<c:ser><c:tx><c:pt><c:v>%s</c:v></c:pt></c:tx></c:ser>" % name for name in (b"a", b"b"))
    namespace = b'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    chart = etree.fromstring(b"<c:chartSpace %s>%s</c:chartSpace>" % (namespace, series))
    assert read_chart(chart) == ((), ("a",), ("b",))


@needs_libreoffice
@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")], ids=["docx", "odt"])
def test_libreoffice_keeps_a_chart(data: bytes, known: Record, kinds: tuple[str, ...], tmp_path: Path) -> None:
    """Opened and saved there, also by way of .odt, it reads as before."""
    file = read_word(converted(data, tmp_path, *kinds))
    assert match_whole(file, PAGE, "docx") == ()
    assert [one for one in prove_edited(file, known) if one.id.startswith("chart")] == []
    assert file.extras == ()
