"""Comments in the margin of a real .docx."""

import io
from dataclasses import replace

import docx
import pages
import pytest
from word_parts import NS, W, draw, part, style_of_the_house, words

from briefing.blocks import Page
from briefing.model import MarginNote
from briefing.render.word import draw_word


def page(*notes: MarginNote) -> Page:
    """Every block, with comments on some."""
    return replace(pages.page(), comments=notes)


def note(id: str, text: str = "Who says so?", date: str = "2026-03-09T10:00:00Z") -> MarginNote:
    """A comment on a block."""
    return MarginNote(id, "Ana Brânză", "AB", date, text)


@pytest.mark.parametrize(
    ("id", "around"),
    [
        ("p1", "[Rumen Dachev] praised the crews & the <port>.\u00a01\u202f¶1"),
        ("q1", "“I promised it to the minister (Rumen Dachev - ed.), so it will be done ... soon,”"),
        ("highlights", "Highlights"),
        ("themes", "Theme"),
        ("n1", "Analyst comment"),
        ("title", "Weekly briefing"),
    ],
)
def test_a_comment_stands_at_its_block(id: str, around: str) -> None:
    """Its range is the words of the block; of a table the first of its head, of own text its label."""
    body = part(draw(page=page(note(id))))
    start, end, mark = (body.find(f".//w:comment{name}", NS) for name in ("RangeStart", "RangeEnd", "Reference"))
    assert {one.get(W + "id") for one in (start, end, mark)} == {"0"}
    inside = [one for one in start.itersiblings() if one in list(end.itersiblings(preceding=True))]
    assert "".join(map(words, inside)) == around
    assert end.getnext() is mark.getparent()


def test_a_comment_says_who_and_when() -> None:
    """As Word told it, a paragraph for each line; several on one block stand in order."""
    data = draw(page=page(note("p1", "Who\nsays <so>?"), note("q1"), note("p1", "Again.")))
    comments = list(docx.Document(io.BytesIO(data)).comments)
    assert [(one.comment_id, one.author, one.initials, one.text) for one in comments] == [
        (0, "Ana Brânză", "AB", "Who\nsays <so>?"),
        (1, "Ana Brânză", "AB", "Who says so?"),
        (2, "Ana Brânză", "AB", "Again."),
    ]
    assert str(comments[0].timestamp) == "2026-03-09 10:00:00+00:00"
    assert [one.get(W + "id") for one in part(data).iter(W + "commentReference")] == ["0", "2", "1"]


@pytest.mark.parametrize("date", ["", "yesterday", '2026-03-09T10:00:00Z" x="', "2026-13-09T10:00:00Z"])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    """Word would refuse the file."""
    (comment,) = part(draw(page=page(note("p1", date=date))), "word/comments.xml")
    assert W + "date" not in comment.attrib


def test_a_comment_on_nothing_is_told() -> None:
    """Its block is not on the page: it is a problem, not an error."""
    data, problems = draw_word(page(note("p99"), note("p1")), style_of_the_house)
    assert [(one.stage, one.where) for one in problems] == [("render", "p99")]
    assert [one.get(W + "id") for one in part(data, "word/comments.xml")] == ["1"]


def test_without_comments_there_is_no_part() -> None:
    """A comment that is drawn nowhere makes none, either."""
    for drawn in (draw(page=page()), draw(page=page(note("p99")))):
        relations = part(drawn, "word/_rels/document.xml.rels")
        assert [one for one in relations if one.get("Type").endswith("/comments")] == []
