"""Citations as footnotes and endnotes, in real .docx files."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pages
import pytest
from lxml import etree
from word_parts import (
    NS,
    RELATIONSHIPS,
    W,
    errors,
    needs_validator,
    paragraphs,
    part,
    style_names,
    style_of_the_house,
    words,
)

from briefing import anchors
from briefing.blocks import Block, Identity, NoteMode, Page, Point, Provenance, RegisterEntry, Run
from briefing.model import MarginNote
from briefing.render.word import draw_word

MODES: tuple[NoteMode, ...] = get_args(NoteMode)
NOTED: tuple[NoteMode, ...] = ("footnotes", "endnotes")
FULL = "Dobrudja Courier. “Sweep & clear”. Published 4 March 2026. https://www.dobrudja-courier.example/a?x=1&y=2"
SHORT = "Dobrudja Courier, 4 March 2026."


def noted(mode: NoteMode, *blocks: Block) -> Page:
    """A page of the given blocks, or of every block, that cites so."""
    return replace(pages.page(*blocks), notes=mode)


def draw(mode: NoteMode, *blocks: Block) -> bytes:
    """Its file."""
    return draw_word(noted(mode, *blocks), style_of_the_house)[0]


def notes(data: bytes, mode: NoteMode) -> list[etree._Element]:
    """The notes of a file, Word's own two left out."""
    every = part(data, f"word/{mode}.xml").iterfind(f"w:{mode[:-1]}", NS)
    return [one for one in every if one.get(W + "type") is None]


@pytest.mark.parametrize("mode", NOTED)
def test_each_citation_is_a_note(mode: NoteMode) -> None:
    """In order, first in full and then in short, from the citation on under the id of what cites."""
    found = notes(draw(mode), mode)
    assert [words(one) for one in found] == [
        f" 1\u202f¶1. {FULL}",
        f" 1\u202f¶1. {SHORT}",
        f" 1\u202f¶2. {SHORT}",
        f" 1\u202f¶1. {SHORT}",
    ]
    names = [one.find(".//w:bookmarkStart", NS).get(W + "name") for one in found]
    assert names == [anchors.bookmark(f"{id}-note") for id in ("p1-cite", "p2-cite", "q1-by", "p3-cite")]


@pytest.mark.parametrize("mode", NOTED)
def test_numbers_refer_to_their_notes(mode: NoteMode) -> None:
    """Each number in the body has its note, each note its mark, in the styles that Word knows for them."""
    data = draw(mode)
    kind = mode[:-1]
    body, found = part(data), notes(data, mode)
    numbers = [one.get(W + "id") for one in body.iter(f"{W}{kind}Reference")]
    assert numbers == [one.get(W + "id") for one in found] == ["1", "2", "3", "4"]
    assert all(one.find(f".//w:{kind}Ref", NS) is not None for one in found)
    styles = style_names(data)
    worn = [one.get(W + "val") for note in found for one in note.iter(W + "pStyle")]
    assert {styles[id] for id in worn} == {f"{kind} text"}
    marks = [one.getprevious()[0].get(W + "val") for one in body.iter(f"{W}{kind}Reference")]
    assert {styles[id] for id in marks} == {f"{kind} reference"}


@pytest.mark.parametrize("mode", NOTED)
def test_links_of_notes_lead_somewhere(mode: NoteMode) -> None:
    """The citation leads to the register, the address to the web, by relationships of the notes' own part."""
    data = draw(mode)
    bookmarks = {one.get(W + "name") for one in part(data).iter(W + "bookmarkStart")}
    for note in notes(data, mode):
        link = note.find(".//w:hyperlink", NS)
        assert link.get(W + "anchor") == anchors.bookmark("s1")
        assert link.get(W + "anchor") in bookmarks
        assert words(link) in ("1\u202f¶1", "1\u202f¶2")
    used = set(part(data, f"word/{mode}.xml").xpath("//@r:id", namespaces=NS))
    known = {one.get("Id") for one in part(data, f"word/_rels/{mode}.xml.rels").iter(RELATIONSHIPS + "Relationship")}
    assert used
    assert used <= known


@pytest.mark.parametrize("mode", NOTED)
def test_word_finds_its_own_notes(mode: NoteMode) -> None:
    """The lines above notes are there and named in the settings, in the place that the schema wants."""
    data, kind = draw(mode), mode[:-1]
    own = [one for one in part(data, f"word/{mode}.xml") if one.get(W + "type")]
    assert [one.get(W + "type") for one in own] == ["separator", "continuationSeparator"]
    told = part(data, "word/settings.xml").find(f"w:{kind}Pr", NS)
    assert [one.get(W + "id") for one in told.iter(W + kind)] == [one.get(W + "id") for one in own]
    for place in (told, part(data).find(f".//w:sectPr/w:{kind}Pr", NS)):
        assert place.find("w:numFmt", NS).get(W + "val") == "decimal"


@pytest.mark.parametrize("mode", MODES)
def test_the_register_is_printed_and_tables_keep_links(mode: NoteMode) -> None:
    """Whatever cites, a table's links and the register stand as they are."""
    data = draw(mode)
    assert ("Bibliography", "1" + FULL.replace(" https", "https")) in paragraphs(data)
    table = next(one for one in part(data).iter(W + "tbl") if "Theme" in words(one))
    assert [one.get(W + "anchor") for one in table.iter(W + "hyperlink")] == [anchors.bookmark("s1")]


def test_numbers_keep_to_the_word_before() -> None:
    """No space comes before the number after a point, none that breaks a line in an attribution."""
    texts = [text for style, text in paragraphs(draw("footnotes")) if style in ("List Continue", "Attribution")]
    assert texts == [pages.HOSTILE, "Rumen Dachev, Bulgarian Defense Minister.\u202f", "Nothing else was announced."]


def test_without_notes_there_is_no_part() -> None:
    """Links need no notes, nor does a page that cites nothing."""
    for data in (draw("links"), draw("footnotes", Point("p1", (pages.source("Words."),), ()))):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert [name for name in package.namelist() if "notes" in name] == []
        assert part(data, "word/settings.xml").find("w:footnotePr", NS) is None


def test_a_source_without_a_short_name_is_named_in_full() -> None:
    """Twice, where it is cited twice."""
    entry = RegisterEntry("s1", "1", ((pages.ours("Pontic Herald."),),))
    points = [Point(f"p{n}", (pages.source("Words."),), (pages.citation(1, n),)) for n in (1, 2)]
    found = notes(draw("endnotes", *points, entry), "endnotes")
    assert [words(one) for one in found] == [" 1\u202f¶1. Pontic Herald.", " 1\u202f¶2. Pontic Herald."]


def test_lost_characters_in_notes_are_told_with_their_place() -> None:
    """A title that Word cannot hold is told for the register and for the note."""
    entry = RegisterEntry("s1", "1", ((pages.ours("A\x00"),),))
    page = noted("footnotes", Point("p1", (pages.source("Words."),), (pages.citation(1, 1),)), entry)
    assert [one.where for one in draw_word(page, style_of_the_house)[1]] == ["p1-cite-note", "s1"]
    behind = Point("p1", (pages.source("Words."),), (pages.citation(1, 1), pages.ours("\x00")))
    told = draw_word(noted("footnotes", behind, replace(entry, lines=())), style_of_the_house)[1]
    assert [one.where for one in told] == ["p1"]


@pytest.mark.parametrize("mode", NOTED)
def test_same_bytes(mode: NoteMode) -> None:
    """Drawing again gives the same bytes."""
    assert draw(mode) == draw(mode)


def test_numbers_of_bookmarks_are_unique_in_the_file() -> None:
    """Those of notes, too."""
    data = draw("footnotes")
    starts = [
        one for name in ("document", "footnotes") for one in part(data, f"word/{name}.xml").iter(W + "bookmarkStart")
    ]
    for attribute in ("id", "name"):
        assert len({one.get(W + attribute) for one in starts}) == len(starts)


@needs_validator
@pytest.mark.parametrize("mode", MODES)
def test_schema_of_word(mode: NoteMode, tmp_path: Path) -> None:
    """Microsoft's validator finds no error in a file that has everything: notes, comments, languages, a manifest."""
    items = (Identity("p1", "highlights", "a1", 0, 5, "ab" * 32),)
    page = replace(
        noted(mode, *pages.every_block(), Point("p9", (Run("Порт.", "source", language="uk"),), ())),
        comments=(MarginNote("p1", "Ana Brânză", "AB", "2026-03-09T10:00:00Z", "Who says so?\nAsk them."),),
        provenance=Provenance("2026-W10", "cd" * 32, "", items),
    )
    assert errors(draw_word(page, style_of_the_house)[0], tmp_path) == []
