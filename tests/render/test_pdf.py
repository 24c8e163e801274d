"""The PDF renderer: what the file is like. What stands in it is tested in `check/test_read_pdf.py`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pages
import pikepdf
import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics

from briefing.blocks import (
    BREAK,
    Block,
    Checks,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    RegisterEntry,
    Run,
    Table,
)
from briefing.check.pdf import read_pdf
from briefing.check.pdf_rules import broken_rules
from briefing.errors import BriefingError
from briefing.model import Problem
from briefing.render.pdf import draw_pdf
from briefing.render.style import Style, load_style

ROOT = Path(__file__).parents[2]
STYLE = load_style(ROOT / "templates" / "style.toml")
PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"'}


def drawn(*blocks: Block, style: Style = STYLE) -> bytes:
    """The file of a page of these blocks, or of every block."""
    return draw_pdf(pages.page(*blocks), style)[0]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def long_page() -> Page:
    """Several pages: a quotation, a table, sections that begin anywhere."""
    rows = tuple(((pages.ours(f"{n}"), Run("word " * (n % 9), "plain")),) * 2 for n in range(90))
    points = [pages.point(f"p{n}", pages.source("some words " * (n % 40 + 1))) for n in range(2, 60)]
    sections = [part for n, point in enumerate(points) for part in (Heading(f"h{n}", f"Section {n}"), point)]
    table = Table("table", ((pages.ours("Head"),), (pages.ours("Other"),)), rows, (0.5, 0.5))
    entry = pages.every_block()[-1]
    return pages.page(pages.quote("q1", *pages.long_quote(1200)), *sections, table, entry)


def page_texts(data: bytes) -> list[str]:
    """What stands on each page, as another program reads it."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, int) and "/S" in kid:
            yield kid
            yield from elements(kid)


def kinds(file: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(file.Root.StructTreeRoot)]


# The bytes


def test_same_bytes_twice() -> None:
    """The same page gives the same bytes."""
    assert drawn() == drawn()


def test_same_bytes_in_another_process() -> None:
    """Neither the hash seed nor the clock nor SOURCE_DATE_EPOCH has a say."""
    program = f"""
import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
import pages
from pathlib import Path
from briefing.render.pdf import draw_pdf
from briefing.render.style import load_style
sys.stdout.buffer.write(draw_pdf(pages.page(), load_style(Path({str(ROOT)!r}) / "templates/style.toml"))[0])
"""
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "SOURCE_DATE_EPOCH": "1234567", "TZ": "Asia/Tokyo"}
    again = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert again.stdout == drawn()


def test_other_words_other_identifier() -> None:
    """The identifier of the file follows from its words."""
    files = [opened(drawn(pages.point("p1", pages.source(word)), ENTRY)) for word in ("one", "two")]
    assert len({bytes(file.trailer.ID[0]) for file in files}) == 2


ENTRY = pages.every_block()[-1]


# The file


def test_properties_come_from_the_page() -> None:
    """Title, author, subject, language and dates are the page's."""
    file = opened(drawn())
    info = {name: str(value) for name, value in file.docinfo.items()}
    assert info["/Title"] == "Weekly briefing"
    assert info["/Author"] == "Briefing desk"
    assert info["/Subject"] == "Weekly briefing, week 10, 2–8 March 2026"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260308000000Z"
    assert str(file.Root.Lang) == "en"
    assert file.Root.ViewerPreferences.DisplayDocTitle is True
    assert file.open_metadata()["dc:title"] == "Weekly briefing"


def test_metadata_escapes_what_it_is_given() -> None:
    """A title with markup in it is a title with markup in it."""
    data, _ = draw_pdf(replace(pages.page(), title="A <b> & “c”"), STYLE)
    assert opened(data).open_metadata()["dc:title"] == "A <b> & “c”"


def test_fonts_are_embedded() -> None:
    """Every font is in the file with a table for reading it back, and none is Helvetica."""
    file = opened(drawn())
    fonts = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
    drawn_with = [font for font in fonts if font.Subtype != "/CIDFontType2"]
    assert len(drawn_with) >= 4
    for font in drawn_with:
        assert "Helvetica" not in str(font.BaseFont)
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_widths_are_the_fonts() -> None:
    """Words stand where they were measured: wide letters push what follows further than narrow ones."""
    narrow, wide = (
        box(drawn(Note((Run(letters, "plain"), Run("X", "plain")))), "X")[0] for letters in ("iiiiiiii", "mmmmmmmm")
    )
    assert wide > 2 * narrow - box(drawn(Note((Run("X", "plain"),))), "X")[0]


def test_qpdf_finds_nothing(tmp_path: Path) -> None:
    """The file is sound for qpdf."""
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    (tmp_path / "long.pdf").write_bytes(draw_pdf(long_page(), STYLE)[0])
    check = subprocess.run(["qpdf", "--check", tmp_path / "long.pdf"], capture_output=True)
    assert check.returncode == 0, check.stdout + check.stderr


def test_outline_lists_the_headings() -> None:
    """The bookmarks are the headings in their order."""
    with opened(drawn()).open_outline() as outline:
        assert [item.title for item in outline.root] == [
            block.text for block in pages.every_block() if isinstance(block, Heading)
        ]


# The structure


def test_everything_painted_is_marked() -> None:
    """No painting operator stands outside marked content; text objects and marks close what they open."""
    data, _ = draw_pdf(long_page(), STYLE)
    for page in opened(data).pages:
        depth, inside = [], 0
        for step in pikepdf.parse_content_stream(page):
            operator = str(step.operator)
            if operator in ("BDC", "BMC"):
                depth.append(inside)
            elif operator == "EMC":
                assert depth.pop() == inside, "a mark closes in another text object than it opened in"
            elif operator in ("BT", "ET"):
                inside += 1 if operator == "BT" else -1
            assert inside in (0, 1)
            assert depth or operator not in PAINTING
        assert not depth


def test_heading_levels_skip_none() -> None:
    """The title is level 1, sections 2, group lines 3."""
    levels = [int(kind[2]) for kind in kinds(opened(drawn())) if kind[1] == "H"]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_links_do_not_nest_and_know_their_annotation() -> None:
    """Each Link holds one annotation per line and no other Link; each annotation leads back to its Link."""
    data, _ = draw_pdf(long_page(), STYLE)
    file = opened(data)
    links = [element for element in elements(file.Root.StructTreeRoot) if element.S == "/Link"]
    assert links
    for link in links:
        assert all(str(kid.S) != "/Link" for kid in elements(link))
        objects = [kid.Obj for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"]
        assert objects
        owners = parents(file)
        assert all(owners[int(annotation.StructParent)].objgen == link.objgen for annotation in objects)
    assert sum(len(page.get("/Annots", [])) for page in file.pages) == sum(
        sum(1 for kid in link.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR") for link in links
    )


def parents(file: pikepdf.Pdf) -> dict[int, Any]:
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def test_parent_tree_is_the_way_back() -> None:
    """Every mark of every page belongs to the element that the parent tree names for it."""
    data, _ = draw_pdf(long_page(), STYLE)
    file = opened(data)
    owners = parents(file)
    for page in file.pages:
        steps = pikepdf.parse_content_stream(page, "BDC")
        numbers = [int(step.operands[1].MCID) for step in steps if "/MCID" in step.operands[1]]
        listed = owners[int(page.StructParents)]
        assert numbers == list(range(len(listed)))
        assert all(number in marks(listed[number], page) for number in numbers)


def marks(element: Any, page: pikepdf.Page) -> set[int]:
    """The marks of an element on a page."""
    home = element.get("/Pg")
    kids = list(element.K)
    bare = {kid for kid in kids if isinstance(kid, int) and home.objgen == page.obj.objgen}
    records = (kid for kid in kids if not isinstance(kid, int) and kid.get("/Type") == "/MCR")
    return bare | {int(kid.MCID) for kid in records if kid.Pg.objgen == page.obj.objgen}


def test_ids_are_listed() -> None:
    """The ID tree lists every id of the structure, sorted, and leads to its element."""
    file = opened(drawn())
    names = list(file.Root.StructTreeRoot.IDTree.Names)
    ids = [bytes(name) for name in names[::2]]
    assert ids == sorted(ids)
    assert all(bytes(element.ID) == id for id, element in zip(ids, names[1::2], strict=True))
    assert {b"p1", b"p1-cite", b"q1", b"q1-by", b"s1", b"section-black-sea"} <= set(ids)


def test_table_cells_say_what_they_are() -> None:
    """A header cell is a TH of its column, every row has as many cells, and a repeated header is read once."""
    data, _ = draw_pdf(long_page(), STYLE)
    file = opened(data)
    table = next(element for element in elements(file.Root.StructTreeRoot) if element.S == "/Table")
    rows = [[str(cell.S) for cell in row.K] for row in table.K]
    assert rows[0] == ["/TH", "/TH"]
    assert table.K[0].K[0].A.Scope == "/Column"
    assert rows[1:] == [["/TD", "/TD"]] * 90
    assert next(found.text for found in read_pdf(data).found if found.id == "table").count("Other") == 1


def test_a_quotation_over_pages_is_one_element() -> None:
    """Its words are marks on several pages of one paragraph."""
    data, _ = draw_pdf(long_page(), STYLE)
    file = opened(data)
    words = [element for element in elements(file.Root.StructTreeRoot) if bytes(element.get("/ID", b"")) == b"q1"]
    assert len(words) == 1
    assert {str(kid.Type) for kid in words[0].K if not isinstance(kid, int)} == {"/MCR"}


# The pages


def test_pages_are_counted() -> None:
    """Each footer says which page of how many it is; the running head begins on page 2."""
    data, _ = draw_pdf(long_page(), STYLE)
    texts = page_texts(data)
    assert len(texts) > 5
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert ("Weekly briefing, week 10" in text) == (number > 1)


def test_a_table_repeats_its_header() -> None:
    """Every page that a table reaches opens with its header."""
    data, _ = draw_pdf(long_page(), STYLE)
    reached = [text for text in page_texts(data) if re.search(r"^\d+word word", text, re.MULTILINE)]
    assert len(reached) >= 2
    assert all("Head Other" in text for text in reached)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_columns_are_as_wide_on_every_paper(size: Any) -> None:
    """Letter has wider margins, not wider columns: lines break in the same places."""
    blocks = (Heading("h", "Head"), pages.quote("q1", *pages.long_quote(500)), ENTRY)
    data = drawn(*blocks, style=replace(STYLE, page=replace(STYLE.page, size=size)))
    file = opened(data)
    paper = [round(float(edge)) for edge in file.pages[0].MediaBox]
    assert paper[2:] == {"A4": [595, 842], "Letter": [612, 792]}[size]
    assert body(page_texts(data)[0]) == body(page_texts(drawn(*blocks))[0])


def body(text: str) -> list[str]:
    """The lines of a page that hold the numbered words of a long quotation."""
    return [line for line in text.splitlines() if re.search(r"word\d", line)]


def test_a_section_is_as_high_as_its_head() -> None:
    """A head of three lines over one point does not run into the next head."""
    long = Heading("a", "A theme whose name takes three lines or so", (Run("1 point", "muted"),))
    short = Heading("b", "Next")
    data = drawn(long, pages.point("p1", pages.source("One.")), short, pages.point("p2", pages.source("Two.")), ENTRY)
    note, head = (box(data, words) for words in ("1 point", "Next"))
    assert head[3] < note[1]


def box(data: bytes, words: str) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the first letter of words on page 1, in points."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    found = text.search(words)
    index, _ = found.get_next()
    edges = text.get_charbox(index)
    for each in (found, text, page, document):
        each.close()
    return tuple(edges)


def test_a_head_is_not_left_at_the_foot() -> None:
    """A head has 30 mm under it at least, and its first point on the same page."""
    data, _ = draw_pdf(long_page(), STYLE)
    texts = page_texts(data)
    starts = {f"h{number}": f"Section {number}\r" for number in range(58)}
    file = opened(data)
    names = list(file.Root.Names.Dests.Names)
    places = {bytes(name).decode(): place for name, place in zip(names[::2], names[1::2], strict=True)}
    for id in starts:
        place, point = places[id], places[f"p{int(id[1:]) + 2}"]
        assert float(place[3]) >= (STYLE.page.bottom + 30) * 72 / 25.4 - 0.01
        assert place[0].objgen == point[0].objgen
    assert texts


def test_the_end_of_a_quotation_stays_with_who_said_it() -> None:
    """On the page of the attribution stand two lines of the quotation at least."""
    counts = set()
    for words in range(620, 800, 6):
        texts = page_texts(drawn(pages.quote("q1", *pages.long_quote(words)), ENTRY))
        text = next(text for text in texts if "Rumen Dachev, Bulgarian" in text)
        counts.add((len(texts), min(2, len(body(text)))))
    assert counts == {(1, 2), (2, 2)}


def test_a_row_higher_than_a_page_goes_on() -> None:
    """A cell of more than a page is drawn on several, whole."""
    text = " ".join(f"w{number}" for number in range(3000))
    table = Table(
        "t", ((pages.ours("A"),), (pages.ours("B"),)), (((pages.ours(text),), (pages.ours("x"),)),), (0.5, 0.5)
    )
    data = drawn(table)
    assert len(opened(data).pages) > 1
    assert text in " ".join(read_pdf(data).found[0].text.split())


def test_a_cell_of_two_lines() -> None:
    """They stand one above the other, and are two words where they are copied."""
    cell = (pages.ours("3"), BREAK, pages.citation(1, 2))
    data = drawn(Table("t", ((pages.ours("A"),),), ((cell,),), (1.0,)), pages.every_block()[-1])
    assert "3\r\n1\u202f¶2" in page_texts(data)[0].replace(" \r\n", "\r\n")
    found = next(one for one in read_pdf(data).found if one.id == "t")
    assert found.text.split() == ["A", "3", "1", "¶2"]


def test_a_field_higher_than_a_page_ends() -> None:
    """A masthead whose fields need more than a page is drawn on several, and drawing comes to an end."""
    data = drawn(Masthead("Title", "", (("Contact", "word " * 4000), ("Handling", "TLP:CLEAR"))))
    assert "TLP:CLEAR\r\n" in page_texts(data)[-1]
    assert len(page_texts(data)) > 1


def test_paragraphs_of_any_length_are_broken_in_one_pass() -> None:
    """Twice the words are measured twice, not four times: each word is asked for its width a fixed number of times."""
    counts = []
    for words in (1500, 3000):
        profile = CountWidths()
        sys.setprofile(profile)
        try:
            drawn(pages.quote("q1", *pages.long_quote(words)), ENTRY)
        finally:
            sys.setprofile(None)
        counts.append(profile.calls)
    assert counts[1] < 2.2 * counts[0]


class CountWidths:
    """Counts the Python calls of this package's renderer."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, frame: Any, event: str, argument: object) -> None:
        if event == "call" and "briefing/render" in frame.f_code.co_filename:
            self.calls += 1


# Links


def test_links_lead_both_ways() -> None:
    """A citation leads to its source, the source's number to the first citation, an address out of the file."""
    data = drawn()
    found = {entry.id: entry for entry in read_pdf(data).found}
    assert found["p2-cite"].targets == ("s1",)
    assert found["s1"].targets == ("p1",)
    file = opened(data)
    annotations = [annotation for page in file.pages for annotation in page.Annots]
    addresses = [str(annotation.A.URI) for annotation in annotations if "/A" in annotation]
    assert addresses == ["https://www.dobrudja-courier.example/a?x=1&y=2"]


def test_every_internal_link_has_its_place() -> None:
    """Each name that a link leads to is a destination of the file."""
    file = opened(drawn())
    names = {bytes(name) for name in list(file.Root.Names.Dests.Names)[::2]}
    leads = {bytes(annotation.Dest) for page in file.pages for annotation in page.Annots if "/Dest" in annotation}
    assert leads
    assert leads <= names


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:desk@example.org",
        "https://example.org/\u202egpj.exe",
        "https://example.org/a\nb",
        "https://example.org/" + "a" * 2048,
    ],
)
def test_other_addresses_are_only_text(address: str) -> None:
    """What is no plain web address is drawn and not linked."""
    data = drawn(Heading("h", "Head"), Note((Run("here", "plain", address),)))
    assert "here" in page_texts(data)[0]
    file = opened(data)
    assert "/Annots" not in file.pages[0]


def test_a_link_into_nowhere_is_an_error() -> None:
    """A target that no block carries is named before anything is drawn."""
    with pytest.raises(BriefingError, match="s9"):
        drawn(Note((Run("9", "accent", "s9"),)))


# Characters


def test_a_character_of_no_face_is_reported() -> None:
    """It is drawn as a square, kept as text and named with its place, once."""
    data, problems = draw_pdf(pages.page(pages.point("p1", pages.source("漢 and 漢")), ENTRY), STYLE)
    assert [(problem.stage, problem.where) for problem in problems] == [("render", "p1")]
    assert "'漢' (U+6F22)" in problems[0].message
    assert read_pdf(data).found[0].text == "漢 and 漢"


def test_a_letter_of_the_other_family_is_reported() -> None:
    """It is drawn in the sans and still counts as the source's."""
    data, problems = draw_pdf(pages.page(pages.point("p1", pages.source("Ĳmuiden")), ENTRY), STYLE)
    assert [type(problem) for problem in problems] == [Problem]
    assert "U+0132" in problems[0].message
    assert [(piece.text, piece.source) for piece in read_pdf(data).found[0].pieces] == [("Ĳmuiden", True)]


def test_a_clean_page_has_no_problems() -> None:
    """Letters, figures and signs of the usual kinds are in their faces."""
    words = pages.source("ż ğ Київ Ελλάδα “x” – ‑ … 10\u202fkm soft\u00adhyphen")
    assert draw_pdf(pages.page(pages.point("p1", words), ENTRY), STYLE)[1] == ()


def neither_family() -> Style:
    """A style whose families are both the serif, which lacks Ĳ."""
    return replace(STYLE, ours=STYLE.source)


def test_a_fallback_has_what_neither_family_has() -> None:
    """A configured face draws it without a word; it is still the source's, and the file still keeps the rules."""
    page = pages.page(Masthead("T", "", ()), pages.point("p1", pages.source("Ĳmuiden")), ENTRY)
    without, problems = draw_pdf(page, neither_family())
    assert "U+0132" in problems[0].message
    data, none = draw_pdf(page, replace(neither_family(), fallback=(STYLE.ours.regular,)))
    assert none == ()
    for file in (without, data):
        assert [(piece.text, piece.source) for piece in read_pdf(file).found[0].pieces] == [("Ĳmuiden", True)]
        assert broken_rules(file) == ()
    assert "Ĳmuiden" in page_texts(data)[0]


@pytest.mark.parametrize("text", ["\ufeffa", "a\ufeffb", "a\ue000", "\U000f1234", "□", "\u200b\u200f"])
def test_what_fonts_may_not_explain_is_kept_as_text(text: str) -> None:
    """A mark of byte order and letters of private use read back, and the file keeps the rules."""
    data, _ = draw_pdf(pages.page(Masthead("T", "", ()), pages.point("p1", pages.source(text)), ENTRY), STYLE)
    assert read_pdf(data).found[0].text == text
    assert broken_rules(data) == ()


@pytest.mark.parametrize("text", ["שלום", "السلام عليكم", "a שלום b"])
def test_scripts_from_right_to_left_are_reported(text: str) -> None:
    """They are not drawn in the wrong order: each letter is a square that keeps it as text, in reading order."""
    style = replace(STYLE, fallback=(STYLE.ours.regular,))
    data, problems = draw_pdf(pages.page(Masthead("T", "", ()), pages.point("p1", pages.source(text)), ENTRY), style)
    assert ["right to left" in problem.message for problem in problems] == [True]
    assert read_pdf(data).found[0].text == text
    assert broken_rules(data) == ()


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Ngọc Ánh", "Iğdır İstanbul", "Ελλάδα ΐ", "Ґанок Ђорђе", "a\u0301 e\u0323\u0302 ș"]
)
def test_letters_of_many_scripts_are_in_their_faces(text: str) -> None:
    """Vietnamese, Turkish, Greek, Cyrillic and marks that combine are drawn as they are."""
    data, problems = draw_pdf(pages.page(pages.point("p1", pages.source(text)), ENTRY), STYLE)
    assert problems == ()
    assert read_pdf(data).found[0].text == text


def test_an_address_is_broken_where_its_parts_end() -> None:
    """Lines end after a slash, and the address reads back whole."""
    address = "https://www.pontic-herald.example/" + "harbor/" * 30
    data = drawn(pages.point("p1", pages.source(address)), ENTRY)
    ends = [line for text in page_texts(data) for line in text.splitlines() if "harbor" in line]
    assert len(ends) > 2
    assert all(line.rstrip().endswith("/") for line in ends[:-1])
    assert read_pdf(data).found[0].text == address


def test_marks_stay_with_their_letter_where_a_word_is_cut() -> None:
    """A word wider than the column is never cut between a letter and its accent."""
    data = drawn(pages.point("p1", pages.source("e\u0301" * 400)), ENTRY)
    shown = [line for text in page_texts(data) for line in text.splitlines() if "e" in line and "\u0301" in line]
    assert len(shown) > 3
    assert not any(line.startswith("\u0301") for line in shown)


def test_the_running_head_says_how_to_handle_the_page() -> None:
    """Title, handling mark and period stand on every page but the first, whose masthead has them, and at its foot."""
    data, _ = draw_pdf(long_page(), STYLE)
    for number, text in enumerate(page_texts(data), 1):
        assert text.count("TLP:CLEAR") == (1 if number == 1 else 2)
        assert ("2–8 March 2026" in text) == (number > 1)


def test_running_heads_are_told_as_such() -> None:
    """They are artifacts of a page's head and foot (ISO 14289-1, 7.8)."""
    file = opened(draw_pdf(long_page(), STYLE)[0])
    for number, page in enumerate(file.pages, 1):
        steps = pikepdf.parse_content_stream(page, "BDC")
        kinds = [str(step.operands[1].Subtype) for step in steps if "/Subtype" in step.operands[1]]
        assert set(kinds) == ({"/Footer"} if number == 1 else {"/Header", "/Footer"})


def test_blocks_without_words_are_drawn() -> None:
    """An empty block is no error."""
    heads = (Heading("h", "", wide=True), Heading("i", ""))
    rest = (RegisterEntry("s", "", ()), Checks((((), ()),)), Note(()))
    assert drawn(Masthead("", "", ()), GroupLine(()), Point("p1", (), ()), *heads, *rest)


def test_nothing_is_registered_globally() -> None:
    """Drawing leaves no font behind in the process: two files at once cannot touch one another."""
    before = set(pdfmetrics.getRegisteredFontNames())
    drawn()
    assert set(pdfmetrics.getRegisteredFontNames()) <= before | set(pdfmetrics.standardFonts)


@pytest.mark.parametrize("lines", range(34, 46))
def test_a_note_stands_on_the_page_of_what_it_follows(lines: int) -> None:
    """It never opens a page alone; the number of points before it decides where it falls."""
    points = [pages.point(f"p{n}", pages.source(f"Point number {n} ends.")) for n in range(lines)]
    entry = pages.every_block()[-1]
    note = Note((Run("Also named.", "muted"),))
    texts = page_texts(drawn(Heading("h", "Section"), *points, note, Heading("s", "Sources", wide=True), entry))
    page = next(text for text in texts if "Also named." in text)
    assert f"Point number {lines - 1} ends." in page


def test_a_letter_of_private_use_that_a_face_has() -> None:
    """It is drawn, and its actual text says what the font's table may not."""
    face = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not face.is_file():
        pytest.skip("fonts-dejavu-core is not installed")
    words = pages.source("a\uef00b")
    page = pages.page(Masthead("T", "", ()), pages.point("p1", words), ENTRY)
    data, problems = draw_pdf(page, replace(STYLE, fallback=(face,)))
    assert problems == ()
    assert read_pdf(data).found[0].text == words.text
    assert broken_rules(data) == ()
