"""Real .docx files read back: as drawn, as edited in Word, as saved by LibreOffice, as forged."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import houses
import pages
import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_parts import converted, needs_libreoffice

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Comment,
    Heading,
    Identity,
    NoteMode,
    Page,
    Point,
    Provenance,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Table,
    chart_words,
)
from briefing.check.found import CLAIMED, FileText, Found, Margin, Piece
from briefing.check.word import read_word
from briefing.errors import Unproven
from briefing.model import MarginNote
from briefing.render.style import load_style
from briefing.render.word import draw_word

STYLE = load_style(Path(__file__).parents[2] / "templates" / "style.toml")
HOSTILE = st.sampled_from(
    "&<>'\"“”…¶ \u00a0\u202f\u2011\u00adżğКĲ■😀\t\n\r\x00\x0b\x1f\x7f\x85\ud800\udfff\ufdd0\ufffe\uffff"
)


def draw(*blocks: Block) -> bytes:
    """The file of the given blocks, or of every block."""
    return draw_word(pages.page(*blocks), STYLE)[0]


def by_id(text: FileText) -> dict[str, Found]:
    """What was found, by id."""
    return {one.id: one for one in text.found}


def edited(data: bytes, old: str, new: str, name: str = "word/document.xml", times: int = 0) -> bytes:
    """The file with its markup changed as Word would change it; `old` is a pattern that must be there."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(changed, "w") as after:
        for member in before.namelist():
            content = before.read(member)
            if member == name:
                text, count = re.subn(old, new, content.decode(), count=times, flags=re.DOTALL)
                assert count
                content = text.encode()
            after.writestr(member, content)
    return changed.getvalue()


def said(runs: Iterable[Run]) -> str:
    """The words of runs."""
    return "".join(run.text for run in runs)


def expected(page: Page) -> dict[str, str]:
    """Words by id as the blocks have them; cells and lines are a space apart."""
    return dict(pair for block in page.blocks for pair in _expected(block))


def _expected(block: Block) -> Iterable[tuple[str, str]]:
    match block:
        case Heading():
            yield block.id, block.text
        case Point():
            yield block.id, said(block.words)
            yield anchors.tail(block.id), said(block.tail)
        case QuoteBlock():
            yield block.id, said(block.words)
            yield anchors.attribution(block.id), said(block.attribution)
        case Table():
            yield block.id, " ".join(said(cell) for row in (block.header, *block.rows) for cell in row)
        case Chart():
            yield block.id, " ".join(chart_words(block))
        case RegisterEntry():
            yield block.id, " ".join([block.number, *map(said, block.lines)])
        case Comment():
            yield block.id, " ".join(block.paragraphs)


@pytest.fixture(scope="module")
def data() -> bytes:
    """A file that holds every block."""
    return draw()


def test_every_id_is_found(data: bytes) -> None:
    """Each id that the blocks carry is found once, in reading order, with its words."""
    found = [(one.id, one.text) for one in read_word(data).found]
    assert found == list(expected(pages.page()).items())


def test_edits_are_told_from_source_words(data: bytes) -> None:
    """Our brackets are ours, everything else in a point is the source's, its insertion too."""
    found = by_id(read_word(data))
    assert found["p1"].pieces == (Piece("[Rumen Dachev]", False), Piece(" praised the crews & the <port>.", True))
    assert [piece.source for piece in found["q1"].pieces] == [True]
    assert [piece.source for piece in found["q1-by"].pieces] == [False]


def test_links_lead_to_ids(data: bytes) -> None:
    """Citations are read as the ids that they lead to; links to the web are not."""
    found = by_id(read_word(data))
    assert (found["p1-cite"].targets, found["q1-by"].targets, found["p1"].targets) == (("s1",), ("s1",), ())
    assert found["s1"].targets == ("p1",)


def test_no_strays(data: bytes) -> None:
    """The page that is right has no source type outside of points and quotations."""
    assert read_word(data).strays == ()


# --- notes --------------------------------------------------------------------------------------------------------


def noted(mode: NoteMode) -> Page:
    """Every block, cited so; the first point says more than its citation."""
    blocks = (replace(one, tail=(*one.tail, MORE)) if getattr(one, "id", "") == "p1" else one for one in ALL)
    return replace(pages.page(*blocks), notes=mode)


ALL = pages.every_block()
MORE = Run(" Port Gazette", "muted")


@pytest.mark.parametrize("mode", ["footnotes", "endnotes"])
def test_a_note_stands_for_its_citation(mode: NoteMode) -> None:
    """Texts and targets are those of a file without notes; each note is found beside, under an id of its own."""
    links, notes = (by_id(read_word(draw_word(noted(one), STYLE)[0])) for one in ("links", mode))
    assert {id: (folded(one.text), one.targets) for id, one in notes.items() if not id.endswith("-note")} == {
        id: (folded(one.text), one.targets) for id, one in links.items()
    }
    assert notes.keys() - links.keys() == {"p1-cite-note", "p2-cite-note", "q1-by-note", "p3-cite-note"}
    assert notes["q1-by-note"].text == "1\u202f¶2. Dobrudja Courier, 4 March 2026."
    assert notes["q1-by-note"].targets == ("s1",)


def folded(text: str) -> str:
    """Text in which all white space is alike."""
    return " ".join(text.split())


def test_a_note_that_is_not_there_cites_nothing() -> None:
    """Nor does one whose link was taken out; neither is an error."""
    data = draw_word(noted("footnotes"), STYLE)[0]
    renumbered = edited(data, r'<w:footnoteReference w:id="3"/>', '<w:footnoteReference w:id="99"/>')
    unlinked = edited(data, r'<w:hyperlink w:anchor="b_s1"[^>]*>(.*?)</w:hyperlink>', r"\1", "word/footnotes.xml")
    for changed in (renumbered, unlinked):
        assert by_id(read_word(changed))["q1-by"].targets == ()


def test_a_note_may_be_exchanged() -> None:
    """What the citation reads as follows the note."""
    data = draw_word(noted("footnotes"), STYLE)[0]
    moved = edited(data, r'<w:footnoteReference w:id="3"/>', '<w:footnoteReference w:id="1"/>')
    assert by_id(read_word(moved))["q1-by"].text.endswith("1\u202f¶1")


# --- places to write ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("<w:showingPlcHdr/>", "<w:showingPlcHdr/>", ""),
        ("<w:showingPlcHdr/>", "", ""),
        (r'<w:bookmarkStart w:id="\d+" w:name="b_hint_[^>]*>', "", ""),
        (r'<w:showingPlcHdr/>|<w:bookmarkStart w:id="\d+" w:name="b_hint_[^>]*>', "", "Write your comment here"),
        ("<w:showingPlcHdr/>|(?<=Write your comment here)(?=</w:t>)", ", please", None),
    ],
)
def test_a_hint_is_no_comment(data: bytes, old: str, new: str, read: str | None) -> None:
    """It is known by the control that shows it, and where that was lost by its own words; any other words count."""
    found = by_id(read_word(edited(data, old, new)))["c-section-black-sea"].text
    assert found == read if read is not None else "please" in found


def test_what_is_written_over_a_hint_counts(data: bytes) -> None:
    """Where another program keeps the bookmark of the hint."""
    changed = edited(edited(data, "<w:showingPlcHdr/>", ""), "Write your comment here", "Watch the port.")
    assert by_id(read_word(changed))["c-section-black-sea"].text == "Watch the port."


def test_headings_are_found_by_their_control(data: bytes) -> None:
    """An editor who writes a heading anew takes its bookmark away; the control stays."""
    changed = edited(data, r'<w:bookmarkStart w:id="\d+" w:name="b_highlights"/>', "")
    assert by_id(read_word(changed))["highlights"].text == "Highlights"
    untagged = edited(changed, '<w:tag w:val="highlights"/>', "")
    assert by_id(read_word(untagged))["highlights"].text == "Highlights"
    assert "highlights" not in by_id(read_word(edited(untagged, "Section highlights", "Chapter highlights")))


def test_margin_comments_are_not_of_the_page(data: bytes) -> None:
    """What they say is under no id, and their places take nothing from what they are on."""
    notes = tuple(MarginNote(id, "Ana Brânză", "AB", "", "Who says so?") for id in ("p1", "q1", "themes", "sources"))
    commented = read_word(draw_word(replace(pages.page(), comments=notes), STYLE)[0])
    assert by_id(commented) == by_id(read_word(data))
    assert commented.strays == ()


def paragraph(style: str, inner: str) -> str:
    """A paragraph before the first heading, for `edited`."""
    return rf'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>\g<0>'


SERIF = '<w:r><w:rPr><w:rFonts w:ascii="Source Serif 4"/></w:rPr>'
HEADING = r'<w:p><w:pPr><w:pStyle w:val="Heading1"/>'


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        (HEADING, paragraph("Quote", "<w:r><w:t>Forged</w:t></w:r><w:r><w:t>words</w:t></w:r>"), "word/document.xml"),
        (HEADING, paragraph("Normal", SERIF + "<w:t>Forgedwords</w:t></w:r>"), "word/document.xml"),
        (r"<w:t xml:space=\"preserve\">Highlights</w:t>", "<w:t>Forged</w:t>", ""),
        (
            HEADING,
            paragraph("Normal", '<w:r><w:rPr><w:rStyle w:val="SourceWords"/></w:rPr><w:t>Forgedwords</w:t></w:r>'),
            "word/document.xml",
        ),
        (
            r'(<w:p>)?<w:pPr><w:pStyle w:val="Header"/></w:pPr>',
            r'\g<0><w:r><w:rPr><w:rStyle w:val="SourceInsertion"/></w:rPr><w:t>Forgedwords</w:t></w:r>',
            "word/header2.xml",
        ),
    ],
)
def test_strays_are_found(data: bytes, old: str, new: str, name: str) -> None:
    """Source type outside of points and quotations is found, in the body and around it; our words are no strays."""
    strays = read_word(edited(data, old, new, name or "word/document.xml", times=1)).strays
    assert strays == (("Forgedwords",) if name else ())


def test_source_words_of_a_table_are_told_apart() -> None:
    """They are for `match` to compare with the page."""
    table = Table("t", (((pages.ours("Event"),)),), ((((pages.source("A launch."),)),),), (1.0,))
    text = read_word(draw(table))
    assert text.strays == ()
    assert [piece.text.strip() for piece in by_id(text)["t"].pieces if piece.source] == ["A launch."]


def test_a_copy_cannot_hide_behind_its_original(data: bytes) -> None:
    """A control pasted a second time and changed there counts as stray; the original is what is found."""
    old = r'(<w:p><w:pPr><w:pStyle w:val="Quote"/>.*?</w:p>)'
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        quote = re.search(old, package.read("word/document.xml").decode()).group()  # type: ignore[union-attr]
    text = read_word(edited(data, re.escape(quote), quote + quote.replace("promised", "denied")))
    assert by_id(text)["q1"].text.startswith("“I promised it")
    assert ["denied" in stray for stray in text.strays] == [True]


@pytest.mark.parametrize("tracked", ["ins", "moveTo"])
def test_tracked_insertions_count(data: bytes, tracked: str) -> None:
    """Words that somebody put in are there."""
    new = rf'<w:{tracked} w:id="900" w:author="x"><w:r><w:t>indeed</w:t></w:r></w:{tracked}>\g<0>'
    found = by_id(read_word(edited(data, r"<w:r><w:t xml:space=\"preserve\">Nothing else was", new)))
    assert found["p3"].text == "indeedNothing else was announced."


@pytest.mark.parametrize("tracked", ["del", "moveFrom"])
def test_tracked_deletions_do_not(data: bytes, tracked: str) -> None:
    """Words that somebody took out are gone."""
    new = rf'<w:{tracked} w:id="900" w:author="x">\g<0></w:{tracked}>'
    old = r'<w:r><w:t xml:space="preserve">Nothing else was announced.</w:t></w:r>'
    assert by_id(read_word(edited(data, old, new)))["p3"].text == ""


@pytest.mark.parametrize(
    "old",
    [
        r'<w:tag w:val="q1"/>|<w:bookmarkStart w:id="\d+" w:name="b_q1"/>',
        r'<w:tag w:val="q1"/>',
        r"<w:sdtPr>.*?</w:sdtPr>",
        r"</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>",
    ],
)
def test_words_are_found_without_their_tag(data: bytes, old: str) -> None:
    """The control's title serves where the tag was lost, the bookmark where the control was."""
    text = read_word(edited(data, old, ""))
    assert by_id(text)["q1"].text == expected(pages.page())["q1"]
    assert text.strays == ()


def test_a_taken_out_quotation_is_missing(data: bytes) -> None:
    """Nothing is found where a quotation was deleted with its control, though its attribution stands."""
    found = by_id(read_word(edited(data, r'<w:p><w:pPr><w:pStyle w:val="Quote"/>.*?</w:p>', "")))
    assert "q1" not in found
    assert "q1-by" in found


def test_characters_that_word_writes_as_elements(data: bytes) -> None:
    """Hyphens that must not break, tabs, line breaks and symbols are characters."""
    elements = '<w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:br/><w:softHyphen/><w:sym w:char="00e9"/>'
    found = by_id(read_word(edited(data, "<w:t xml:space=.preserve.>Nothing", rf"{elements}\g<0>")))
    assert found["p3"].text == "\u2011b  \u00adéNothing else was announced."


def test_a_split_point_is_read_whole(data: bytes) -> None:
    """A paragraph's end inside a point reads as a space."""
    bare = edited(data, "<w:sdt><w:sdtPr>.*?</w:sdtPr><w:sdtContent>|</w:sdtContent></w:sdt>", "")
    end = '</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="ListContinue"/></w:pPr><w:r><w:t>announced.'
    assert by_id(read_word(edited(bare, r" announced\.", end)))["p3"].text == "Nothing else was announced."


def test_styles_go_by_name(data: bytes) -> None:
    """Ids of styles may be localized; their names are English everywhere."""
    localized = edited(data, '"Quote"/>(?!<w:basedOn)', '"Zitat"/>')
    localized = edited(localized, 'w:styleId="Quote"', 'w:styleId="Zitat"', "word/styles.xml")
    assert [piece.source for piece in by_id(read_word(localized))["q1"].pieces] == [True]


def test_a_bookmark_without_end_holds_nothing(data: bytes) -> None:
    """It does not swallow the rest of the file."""
    number = r'(?<=<w:bookmarkStart w:id=")\d+(?=" w:name="b_p1_cite")'
    assert by_id(read_word(edited(data, number, "999")))["p1-cite"].text == ""


def test_the_bookmark_in_its_head_stands_for_a_table(data: bytes) -> None:
    """Not one in any other row, which is somebody's who put a point into a table."""
    assert by_id(read_word(data))["themes"].text.endswith("The Black Sea – 0")
    assert by_id(read_word(edited(data, "<w:tblHeader/>", "")))["themes"].text == "Theme"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"%PDF-1.7"])
def test_no_word_file(content: bytes) -> None:
    """Bytes that are no Word file are an error that says so."""
    with pytest.raises(Unproven, match="the Word file: cannot be read back"):
        read_word(content)


def test_entities_are_not_resolved(data: bytes, tmp_path: Path) -> None:
    """A file cannot make us read another file."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    forged = edited(data, r"^(<\?xml[^>]*>)?", rf'\g<0><!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}">]>')
    forged = edited(forged, "Nothing else", "&e;Nothing else")
    with pytest.raises(Unproven, match="it declares a document type"):
        read_word(forged)


@given(
    st.lists(
        st.tuples(st.text(HOSTILE | st.characters(), min_size=1), st.sampled_from(["source", "insertion", "edit"]))
    )
)
def test_words_survive_or_are_reported(runs: list[tuple[str, str]]) -> None:
    """Whatever a source holds is read back; what Word cannot hold is replaced one for one, and reported."""
    words: Runs = tuple(Run(text, voice) for text, voice in runs)  # type: ignore[arg-type]
    drawn, problems = draw_word(pages.page(Point("p1", words, ()), QuoteBlock("q1", words, ())), STYLE)
    text = read_word(drawn)
    lost = set()
    for id in ("p1", "q1"):
        read = by_id(text)[id].text
        assert len(read) == len(said(words))
        lost |= {(id, before) for before, after in zip(said(words), read, strict=True) if not _same(before, after)}
    assert {(one.where, char) for one in problems for char in _named(one.message)} == lost
    assert text.strays == ()


def _same(before: str, after: str) -> bool:
    if before in "\t\n\r\x85\u2028\u2029":
        return after == " "
    if before != after:
        assert (after, unicodedata.category(before) in ("Cc", "Cs", "Cn")) == ("\ufffd", True)
    return before == after


def _named(message: str) -> set[str]:
    return {chr(int(code, 16)) for code in re.findall(r"× U\+([0-9A-F]+)", message)}


def test_a_quotation_over_pages_is_read_whole() -> None:
    """Length is no matter."""
    long = QuoteBlock("q1", pages.long_quote(3000), (pages.ours("A minister."),))
    assert by_id(read_word(draw(long)))["q1"].text == said(long.words)


@needs_libreoffice
@pytest.mark.parametrize("mode", get_args(NoteMode))
@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")])
def test_survives_libreoffice(mode: NoteMode, kinds: tuple[str, ...], tmp_path: Path) -> None:
    """Opened and saved by another program, every id is found, told apart and linked as before."""
    data = draw_word(noted(mode), STYLE)[0]
    before, after = read_word(data), read_word(converted(data, tmp_path, *kinds))
    assert by_id(before).keys() >= expected(pages.page()).keys()
    assert [trimmed(one) for one in after.found] == [trimmed(one) for one in before.found]
    assert after.strays == ()


def trimmed(found: Found) -> tuple[object, ...]:
    """What was found, but for white space; LibreOffice loses a space at the end of a paragraph."""
    return found.id, folded(found.text), found.targets, [piece.source for piece in found.pieces]


# --- lines, margin comments, what the file says of itself ---------------------------------------------------------


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The file with one more part."""
    added = io.BytesIO(data)
    with zipfile.ZipFile(added, "a") as package:
        package.writestr(name, content)
    return added.getvalue()


def test_lines_are_every_paragraph(data: bytes) -> None:
    """In reading order with ids, style and table; the words of the editor's own text are free, those of items not."""
    lines = read_word(data).lines
    point = next(line for line in lines if "p2" in line.ids)
    assert (point.ids, point.own, point.style, point.table) == (("p2", "p2-cite"), False, "List Continue", 0)
    assert point.free.replace(CLAIMED, "").strip() == ""
    own = [line for line in lines if line.own]
    assert [(line.text, line.free, line.ids) for line in own] == [
        (text, text, ("n1",)) for text in ("The port is the one to watch.", "It opens in May & closes in June.")
    ]
    label = next(line for line in lines if "n1" in line.ids and not line.own)
    assert label.text == "Analyst comment"
    cells = [line for line in lines if "themes" in line.ids]
    assert [line.text for line in cells][:3] == ["Theme", "This week", "All"]
    assert len({line.table for line in cells}) == 1
    assert [line.text for line in lines if line.margin and line.style == "header"] == [
        "Weekly briefing, week 10  2–8 March 2026"
    ]


def test_a_paragraph_typed_between_others_is_a_line_of_its_own(data: bytes) -> None:
    """Without ids, all of it free."""
    typed = "<w:p><w:r><w:t>Typed.</w:t></w:r></w:p>"
    changed = edited(data, r'(<w:p>(?:(?!<w:p>).)*?w:name="b_p2")', typed + r"\1", times=1)
    (line,) = (line for line in read_word(changed).lines if line.text == "Typed.")
    assert (line.ids, line.own, line.free) == ((), False, "Typed.")


def test_margin_comments_tell_what_they_are_on(data: bytes) -> None:
    """The id of the words that they begin on, else the nearest before."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comment = '<w:comment w:id="7" w:author="Ana" w:initials="A" w:date="2026-03-09T10:00:00Z">'
    text = "<w:p><w:r><w:t>Is that </w:t></w:r><w:r><w:t>so?</w:t></w:r></w:p><w:p><w:r><w:t>Ask.</w:t></w:r></w:p>"
    part = f'<w:comments xmlns:w="{namespace}">{comment}{text}</w:comment></w:comments>'
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    marked = edited(data, r'(<w:sdt>(?:(?!<w:sdt>).)*?w:val="q1".*?</w:sdt>)', start + r"\1" + end, times=1)
    (found,) = read_word(with_part(marked, "word/comments.xml", part)).comments
    assert found == Margin("q1", "Ana", "A", "2026-03-09T10:00:00Z", "Is that so?\nAsk.")
    (lost,) = read_word(with_part(data, "word/comments.xml", part)).comments
    assert lost.on == ""


def test_what_a_file_was_made_from(data: bytes) -> None:
    """Its manifest, where it has one; items that are not told in full are left out."""
    assert read_word(data).provenance == pages.page().provenance
    bare = houses.unpacked(data)
    manifest = next(name for name, content in bare.items() if b"urn:briefing:1" in content and "Props" not in name)
    item = '<item id="p1" section="black-sea" article="a" start="1" end="5" sha256="f"/><item id="p2" start="x"/>'
    bare[manifest] = (
        f'<briefing xmlns="urn:briefing:1" period="2026-W10" record="r" edits="e">{item}</briefing>'.encode()
    )
    told = read_word(houses.packed(bare)).provenance
    assert told == Provenance("2026-W10", "r", "e", (Identity("p1", "black-sea", "a", 1, 5, "f"),))
    del bare[manifest]
    assert read_word(houses.packed(bare)).provenance == Provenance()


@pytest.mark.parametrize("look", ["vanish", "strike", "dstrike"])
def test_hidden_and_struck_words_are_not_read(data: bytes, look: str) -> None:
    """They do not stand in the text for a reader; a look that is switched off takes nothing away."""
    old = r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?(<w:t [^>]*>Nothing else)"
    off = edited(data, old, rf"<w:r><w:rPr><w:{look}/></w:rPr>\1")
    assert "p3" not in {one.id for one in read_word(off).found if one.text}
    on = edited(data, old, rf'<w:r><w:rPr><w:{look} w:val="0"/></w:rPr>\1')
    assert by_id(read_word(on))["p3"].text == "Nothing else was announced."
