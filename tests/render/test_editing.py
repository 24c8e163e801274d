"""An editor's changes in the blocks of a page."""

import re
from dataclasses import replace

import pages
from factories import analysis, briefing, shipped_style, theme
from pypdfium2 import PdfDocument

from briefing.blocks import Block, Comment, Contents, Heading, Masthead, Point, Table
from briefing.check.pdf import read_pdf
from briefing.check.word import read_word
from briefing.model import HIGHLIGHTS, Edited, Remark
from briefing.render.editing import edit, identities
from briefing.render.markdown import draw_markdown
from briefing.render.pdf import draw_pdf
from briefing.render.word import draw_word

BLOCKS = pages.every_block()
STYLE = shipped_style()


def ids(blocks: tuple[Block, ...]) -> list[str]:
    """The ids of blocks that have one."""
    return [id for block in blocks if (id := getattr(block, "id", ""))]


def edited(**changes: object) -> tuple[Block, ...]:
    """All blocks with these changes."""
    return edit(BLOCKS, Edited(**changes), "Analyst comment")  # type: ignore[arg-type]


def test_nothing_edited_is_nothing_changed() -> None:
    """Only contents go where a briefing is short."""
    assert edited() == tuple(block for block in BLOCKS if not isinstance(block, Contents))


def test_titles() -> None:
    """A heading and the title of the whole have the editor's words."""
    made = edited(titles=(("sources", "Where it stands"), ("title", "The week")))
    assert [block.text for block in made if isinstance(block, Heading) and block.id == "sources"] == ["Where it stands"]
    assert [block.title for block in made if isinstance(block, Masthead)] == ["The week"]


def test_a_section_goes_with_all_it_holds() -> None:
    """Up to the next heading; a table goes alone."""
    gone = set(ids(BLOCKS)) - set(ids(edited(dropped=("section-black-sea",))))
    assert gone == {"section-black-sea", "p2", "q1", "p3", "n1", "c-section-black-sea"}
    assert not [block for block in edited(dropped=("themes",)) if isinstance(block, Table)]


def test_own_text_stands_behind_its_block_or_in_its_place() -> None:
    """In the order in which it was written."""
    remarks = (
        Remark("n7", "p2", ("One.",)),
        Remark("n8", "p2", ("Two.",)),
        Remark("c-section-black-sea", "", ("Three.", "Four.")),
    )
    made = edited(remarks=remarks)
    found = ids(made)
    assert found[found.index("p2") + 1 :][:2] == ["n7", "n8"]
    assert [block.paragraphs for block in made if isinstance(block, Comment)] == [
        ("One.",),
        ("Two.",),
        ("The port is the one to watch.", "It opens in May & closes in June."),
        ("Three.", "Four."),
    ]


def test_own_text_is_never_lost() -> None:
    """What stands behind something that is not there any more, or in such a place, stands at the end."""
    remarks = (
        Remark("n7", "gone", ("One.",)),
        Remark("c-section-gone", "", ("Two.",)),
        Remark("n8", "title", ("Three.",)),
    )
    made = edited(remarks=remarks)
    assert ids(made)[-2:] == ["n7", "c-section-gone"]
    assert isinstance(made[0], Masthead)
    assert made[1] == Comment("n8", "Analyst comment", ("Three.",))


def test_citations_in_own_text_are_links() -> None:
    """Those that a run has numbered, to the source, in every format; others are words."""
    own = Comment("n9", "Analyst comment", ("As the Herald has it, 1\u202f¶4, or 1 ¶4.",))
    page = pages.page(*BLOCKS, own)
    assert "[1\u202f¶4](<#s1>), or 1 ¶4." in draw_markdown(page, STYLE)[0].decode()
    for read, draw in ((read_word, draw_word), (read_pdf, draw_pdf)):
        (found,) = (one for one in read(draw(page, STYLE)[0]).found if one.id == "n9")
        assert " ".join(found.text.split()) == "As the Herald has it, 1 ¶4, or 1 ¶4."
        assert found.targets == ("s1",)


def test_letters_that_no_font_has_are_told_in_own_text() -> None:
    """The square is drawn in our own face, so that the face alone does not tell."""
    page = pages.page(*BLOCKS, Comment("n9", "Analyst comment", ("The port of 港.",)))
    (told,) = (one for one in draw_pdf(page, STYLE)[1] if one.where == "n9")
    assert "'港' (U+6E2F); no face has it" in told.message


def test_contents_of_a_long_briefing() -> None:
    """From forty points on every heading is listed, as it stands after the edits, and the PDF tells its page."""
    many = tuple(Point(f"p{n}", (pages.source("words of a source " * 30),), ()) for n in range(10, 60))
    blocks = edit((*BLOCKS[:-2], *many, *BLOCKS[-2:]), Edited((("sources", "Register"),)), "Analyst comment")
    (contents,) = (block for block in blocks if isinstance(block, Contents))
    assert contents.entries[0] == ("highlights", "Highlights")
    assert contents.entries[-1] == ("sources", "Register")
    texts = [page.get_textpage().get_text_range() for page in PdfDocument(draw_pdf(pages.page(*blocks), STYLE)[0])]
    told = re.search(r"Register\s+(\d+)", texts[0])
    assert told
    assert int(told[1]) == next(n for n, text in enumerate(texts, 1) if n > 1 and "Register" in text)


def test_identities() -> None:
    """Each printing of a passage is told by its section and its words."""
    text = "The radar post in Varna opened on Monday. Its crew of twelve came from Burgas."
    made = briefing(analysis(text), themes=[theme("air", "radar*")])
    found = identities(made)
    assert [(one.id, one.section) for one in found] == [("p1", HIGHLIGHTS), ("p2", "air")]
    assert {text[one.start : one.end] for one in found} == {point.excerpt.passage.text for point in made.points()}
    assert replace(found[0], id="p2", section="air") == found[1]
