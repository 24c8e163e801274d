"""A PDF read back is the page that was drawn."""

from io import BytesIO
from pathlib import Path

import pages
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Comment,
    Heading,
    Note,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Table,
    chart_words,
)
from briefing.check.found import FileText, Found, Piece
from briefing.check.pdf import read_pdf
from briefing.errors import Unproven
from briefing.render.pdf import draw_pdf
from briefing.render.style import load_style

STYLE = load_style(Path(__file__).parents[2] / "templates" / "style.toml")
ENTRY = pages.every_block()[-1]


def read(*blocks: Block) -> FileText:
    """What reading back yields of a page of these blocks, or of every block."""
    return read_pdf(draw_pdf(pages.page(*blocks), STYLE)[0])


def under(file: FileText, id: str) -> Found:
    return next(found for found in file.found if found.id == id)


def words(runs: Runs) -> str:
    return folded("".join(run.text for run in runs))


def folded(text: str) -> str:
    return " ".join(text.split())


def expected(block: Block) -> dict[str, str]:
    """The words that must stand under the ids of a block."""
    match block:
        case Heading():
            return {block.id: block.text}
        case Point():
            return {block.id: words(block.words), anchors.tail(block.id): words(block.tail)}
        case QuoteBlock():
            return {block.id: words(block.words), anchors.attribution(block.id): words(block.attribution)}
        case Table():
            return {block.id: folded(" ".join(words(cell) for row in (block.header, *block.rows) for cell in row))}
        case Chart():
            return {block.id: " ".join(chart_words(block))}
        case RegisterEntry():
            return {block.id: folded(" ".join([block.number, *(words(line) for line in block.lines)]))}
        case Comment() if block.paragraphs:
            return {block.id: " ".join(block.paragraphs)}
    return {}


def test_every_block_is_found_with_its_words() -> None:
    """Each id stands once, in the order of the page, over exactly its words."""
    wanted = {id: text for block in pages.every_block() for id, text in expected(block).items()}
    assert [(found.id, folded(found.text)) for found in read().found] == list(wanted.items())


def test_who_speaks_is_told_apart() -> None:
    """Our bracketed change is ours, the source's words are the source's."""
    assert under(read(), "p1").pieces == (
        Piece("[Rumen Dachev]", False),
        Piece(" praised the crews & the <port>.", True),
    )


def test_what_the_source_inserted_is_the_sources() -> None:
    """An insertion is in italics and in the source's type."""
    assert [piece.source for piece in under(read(), "q1").pieces] == [True]


def test_targets_are_the_ids_that_links_lead_to() -> None:
    """A citation leads to its source; a web address is no id; a link over two lines leads to one place."""
    file = read()
    assert under(file, "q1-by").targets == ("s1",)
    assert under(file, "s1").targets == ("p1",)
    long = QuoteBlock("q1", (pages.source("a"),), (Run("many words " * 30, "accent", "s1"),))
    assert under(read(long, ENTRY), "q1-by").targets == ("s1",)


def test_a_good_page_has_no_strays() -> None:
    """All words in the source's type stand under a point or a quotation."""
    assert read().strays == ()


@pytest.mark.parametrize(
    "block",
    [
        Note((Run("said so", "source"),)),
        Heading("h", "Head", (Run("said so", "insertion"),)),
    ],
)
def test_words_of_the_source_elsewhere_are_strays(block: Block) -> None:
    """Source words under no id are found."""
    assert [stray.strip() for stray in read(block).strays] == ["said so"]


@pytest.mark.parametrize(
    ("id", "block"),
    [
        ("p1-cite", Point("p1", (Run("words", "source"),), (Run("said so", "source"),))),
        ("q1-by", QuoteBlock("q1", (Run("words", "source"),), (Run("said so", "source"),))),
        ("t", Table("t", ((Run("said so", "source"),),), (), (1.0,))),
    ],
)
def test_words_of_the_source_under_an_id_are_told_apart(id: str, block: Block) -> None:
    """They are for `match` to compare with the page."""
    file = read(block)
    assert (file.strays, under(file, id).pieces[0].source) == ((), True)


def test_unmarked_words_of_the_source_are_strays() -> None:
    """Words added to the page without a place in the structure are found."""
    with pikepdf.open(BytesIO(draw_pdf(pages.page(), STYLE)[0])) as file:
        page = file.pages[0]
        fonts = page.Resources.Font.as_dict().items()
        name = next(name for name, font in fonts if str(font.BaseFont).startswith("/SRC"))
        page.contents_add(f"BT {name} 9 Tf 9 9 Td <00010002> Tj ET".encode())
        changed = BytesIO()
        file.save(changed)
    assert len(read_pdf(changed.getvalue()).strays) == 1


def test_a_drawn_object_is_a_stray() -> None:
    """Whatever it shows stands outside the structure, and it may show words."""
    with pikepdf.open(BytesIO(draw_pdf(pages.page(), STYLE)[0])) as file:
        page = file.pages[0]
        form = file.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        page.Resources.XObject = pikepdf.Dictionary(Words=form)
        page.contents_add(b"/Words Do")
        changed = BytesIO()
        file.save(changed)
    assert ["drawn object" in stray for stray in read_pdf(changed.getvalue()).strays] == [True]


def test_a_quotation_over_a_page_break_is_whole() -> None:
    """Words before and after the break follow one another under one id."""
    quotation = pages.long_quote(1500)
    assert folded(under(read(pages.quote("q1", *quotation), ENTRY), "q1").text) == words(quotation)


def test_a_word_longer_than_a_line_stays_one_word() -> None:
    """It is broken on the page and not in the text."""
    long = "x" * 900 + "https://example.org/" + "y" * 600
    assert (
        under(read(pages.point("p1", pages.source(f"before {long} after")), ENTRY), "p1").text == f"before {long} after"
    )


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [pages.HOSTILE, "& < > </p><br/>", "“ ” ’", "a\u00a0b", "10\u202f000", "ż ğ Київ", "漢字", "🇺🇦🙂", "שלום"]
        ),
        st.sampled_from(
            ["e\u0301", "so\u00adft", "zero\u200bwidth", "👩\u200d✈\ufe0f", "(\\)", "BT ET EMC", "\u2011", "%"]
        ),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
        st.integers(200, 700).map(lambda length: "n" * length),
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(HOSTILE, HOSTILE)
@example(pages.HOSTILE, "\ud800")
def test_source_words_survive(first: str, second: str) -> None:
    """Whatever the source writes reads back as it is, in the source's type."""
    file = read(pages.point("p1", pages.source(first)), pages.quote("q1", pages.source(second)), ENTRY)
    for id, text in (("p1", first), ("q1", second)):
        found = under(file, id)
        assert folded(found.text) == folded(text)
        assert all(piece.source for piece in found.pieces)
    assert file.strays == ()


@pytest.mark.parametrize("data", [b"", b"no file at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_an_error(data: bytes) -> None:
    """A file that cannot be read proves nothing."""
    with pytest.raises(Unproven):
        read_pdf(data)


def test_a_pdf_without_structure_is_an_error() -> None:
    """A file without a structure tree proves nothing."""
    with pikepdf.new() as file:
        file.add_blank_page()
        data = BytesIO()
        file.save(data)
    with pytest.raises(Unproven):
        read_pdf(data.getvalue())


def test_the_editors_own_text_is_read_as_written() -> None:
    """Its words are not taken for ours because they bear an id."""
    lines = read(Comment("n1", "Analyst comment", ("He said “we are lost”.",))).lines
    assert [line.free.strip() for line in lines if line.own] == ["He said “we are lost”."]
