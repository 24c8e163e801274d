"""The contents of a long .docx: a field that Word understands, filled in."""

import itertools
from dataclasses import replace
from typing import get_args

import pages
from word_parts import NS, W, draw, paragraphs, part, style_of_the_house, words

from briefing import anchors
from briefing.blocks import Block, Contents, Heading, NoteMode, Page, Point, RegisterEntry
from briefing.render.word_contents import estimate_pages

SENTENCE = "The port stays open through the winter and the crews have been told of every change. "


def long(sections: int, sentences: int = 30) -> Page:
    """A page of sections with ten points each."""
    heads = [Heading(f"h{number}", f"Heading {number}") for number in range(sections)]
    blocks: list[Block] = [Contents("Contents", tuple((head.id, head.text) for head in heads))]
    for head in heads:
        points = [Point(f"p{head.id[1:]}{n}", (pages.source(SENTENCE * sentences),), ()) for n in range(10)]
        blocks += [head, *points]
    return pages.page(*blocks)


def test_contents_are_a_field() -> None:
    """Word can bring it up to date: it begins before the first line and ends in the last, and so does each number's."""
    body = part(draw())
    field = [one for one in body.iter(W + "p") if one.find(".//w:instrText", NS) is not None]
    told = [one.text.strip() for line in field for one in line.iter(W + "instrText")]
    assert told == ['TOC \\o "1-1" \\h \\z \\u', "PAGEREF b_highlights \\h", "PAGEREF b_sources \\h"]
    kinds = [one.get(W + "fldCharType") for line in field for one in line.iter(W + "fldChar")]
    one = ["begin", "separate", "end"]
    assert kinds == [*one[:2], *one, *one, "end"]
    depths = itertools.accumulate({"begin": 1, "end": -1}.get(kind, 0) for kind in kinds)
    assert list(depths)[-1] == 0


def test_contents_lead_to_headings() -> None:
    """Each line is a link with the heading's words, dots and a number."""
    data = draw()
    assert [text for style, text in paragraphs(data) if style == "toc 1"] == ["Highlights1", "Sources2"]
    lines = [one for one in part(data).iter(W + "hyperlink") if one.find("w:r/w:tab", NS) is not None]
    assert [one.get(W + "anchor") for one in lines] == [anchors.bookmark("highlights"), anchors.bookmark("sources")]
    style = next(one for one in part(data, "word/styles.xml") if one.get(W + "styleId") == "toc1")
    assert {one.get(W + "leader") for one in style.iter(W + "tab")} == {"dot"}


def test_word_asks_nothing_when_it_opens_the_file() -> None:
    """Fields are not said to be out of date."""
    assert part(draw(), "word/settings.xml").find("w:updateFields", NS) is None


def test_pages_are_estimated() -> None:
    """They begin with 1, grow with what stands before them, and about a page's words make a page."""
    pages_of = estimate_pages(long(12), style_of_the_house)
    numbers = list(pages_of.values())
    assert numbers[0] == 1
    assert numbers == sorted(numbers)
    assert 50 <= numbers[-1] <= 65
    more = estimate_pages(long(12, sentences=60), style_of_the_house)
    assert more["h11"] > 1.8 * numbers[-1]


def test_footnotes_take_room() -> None:
    """What stands at the feet of pages moves later headings back; notes at the end do not."""
    entry = RegisterEntry("s1", "1", ((pages.ours(SENTENCE * 20),),), (pages.ours(SENTENCE * 20),))
    points = [Point(f"p{n}", (pages.source(SENTENCE),), (pages.citation(1, n),)) for n in range(60)]
    page = pages.page(Contents("Contents", ()), *points, Heading("h", "H"), entry)
    links, feet, end = (
        estimate_pages(replace(page, notes=mode), style_of_the_house)["h"] for mode in get_args(NoteMode)
    )
    assert feet > 3 * links == 3 * end


def test_nothing_is_estimated_without_contents() -> None:
    """It would be for nothing."""
    assert estimate_pages(pages.page(Heading("h", "H")), style_of_the_house) == {}


def test_contents_without_entries_are_a_label() -> None:
    """No field is left open."""
    body = part(draw(Contents("Contents", ())))
    assert "Contents" in words(body)
    assert body.findall(".//w:fldChar", NS) == []
