"""Real HTML files read back: as drawn, as edited, as forged; and their evidence, paragraph by paragraph."""

import re
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pages
import pytest
from edited_files import made, record, told
from factories import analysis, briefing, page, shipped_style, theme
from hypothesis import given
from hypothesis import strategies as st

from briefing.blocks import Evidence, Page
from briefing.check import check
from briefing.check.html import read_html
from briefing.errors import Unproven
from briefing.model import Briefing, Span
from briefing.records import Record
from briefing.render.html import draw_html

Q1 = '"The radar does not replace the patrols, and 40 crews will stay in Varna,"'
TEXT = f"""Bulgarian Defense Minister Rumen Dachev opened the radar post in Varna on Wednesday.

{Q1} Dachev said.

The port authority of Varna paid for the road to the post.
"""


@pytest.fixture
def known(tmp_path: Path) -> Record:
    return record(tmp_path)


def html() -> str:
    """The file of a made briefing."""
    return made()[0]["html"].decode()


def body(content: str) -> bytes:
    """A file of ours with another body."""
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"></head><body>{content}</body></html>'.encode()


# --- as drawn -----------------------------------------------------------------------------------------------------


def test_the_words_under_their_ids() -> None:
    """By their class the source's and ours, with what they lead to."""
    file = read_html(draw_html(pages.page(), shipped_style())[0])
    found = {one.id: one for one in file.found}
    assert [(piece.text, piece.source) for piece in found["p1"].pieces] == [
        ("[Rumen Dachev]", False),
        (" praised the crews & the <port>.", True),
    ]
    assert found["p1-cite"].targets == ("s1",)
    assert found["p2"].text == pages.HOSTILE
    assert found["section-black-sea"].text == "The Black Sea"
    assert found["n1"].text == "The port is the one to watch. It opens in May & closes in June."
    assert file.strays == ()
    assert file.typed


def test_a_look_of_its_own_changes_no_speaker() -> None:
    """What has no class of ours speaks as what it stands in; what has one, as that says."""
    words = '<span class="source">We <mark>were</mark> <b class="edit">[not]</b> <i class="insertion">(sic)</i></span>'
    (found,) = read_html(body(f'<p><span id="p1">{words}</span></p>')).found
    assert [(piece.text, piece.source) for piece in found.pieces] == [
        ("We were ", True),
        ("[not]", False),
        (" (sic)", True),
    ]


def test_the_lines() -> None:
    """Every paragraph and cell with its ids; those of the editor's own text, those of a table."""
    file = read_html(draw_html(pages.page(), shipped_style())[0])
    lines = {line.text: line for line in reversed(file.lines)}
    assert lines["The port is the one to watch."].own
    assert lines["Air defense"].table == 1
    assert lines["Air defense"].ids == ("themes",)
    assert not lines["Weekly briefing"].ids
    assert lines["Weekly briefing"].free == "Weekly briefing"


def test_what_it_was_made_from() -> None:
    """Period, record and edits."""
    made_page = pages.page()
    signed = replace(made_page, provenance=replace(made_page.provenance, period="2026-W10", record="ab", edits="cd"))
    told = read_html(draw_html(signed, shipped_style())[0]).provenance
    assert (told.period, told.record, told.edits) == ("2026-W10", "ab", "cd")


# --- as edited ----------------------------------------------------------------------------------------------------

EDITS = {
    "a word gone": (r"(id=\"q1\".*?)not ", r"\1", [("shortened", "q1")]),
    "a word hidden": (r"(id=\"q1\".*?)not ", r"\1<span hidden>not </span>", [("shortened", "q1")]),
    "a word struck": (r"(id=\"q1\".*?)not ", r"\1<del>not </del>", [("shortened", "q1")]),
    "a word not displayed": (r"(id=\"q1\".*?)not ", r"\1<b style='display: none'>not </b>", [("shortened", "q1")]),
    "a figure": (r"(id=\"q1\".*?)40 crews", r"\g<1>41 crews", [("edited", "q1")]),
    "the speaker": (r"(id=\"q1-by\".*?)Rumen Dachev", r"\1Ilinca Brânză", [("speaker", "q1")]),
    "the source": (r"(id=\"q1-by\".*?)href=\"#s1\"", r'\1href="#s2"', [("citation", "q1")]),
    "a heading": (r"(id=\"section-radar\">)Radar", r"\1Radars", [("heading", "section-radar")]),
    "a paragraph": (r"(<h2 id=\"section-radar\">)", r"<p>We were there.</p>\1", [("own text", "")]),
    "a quotation": (r"(<h2 id=\"section-radar\">)", r"<p>He said “We are lost”.</p>\1", [("not found", "")]),
    "source type": (
        r"(<h2 id=\"section-radar\">)",
        r'<p class="source">We are lost and all of it.</p>\1',
        [("added", "")],
    ),
    "line ends": (r"does not replace", "does\nnot\r\n replace", []),
    "a look": (r"(id=\"q1\".*?)not ", r"\1<mark>not</mark> ", []),
    "evidence": (r"(data-paragraph=\"2\"[^>]*>\"The radar does )not", r"\1now", [("edited", "")]),
    "less evidence": (r"<p [^>]*data-paragraph=\"4\".*?</p>", "", []),
    "no such paragraph": (r"data-paragraph=\"2\"", 'data-paragraph="99"', [("dangling", "")]),
    "the mark": (r"data-at=\"2:0-", 'data-at="1:0-', [("citation", "q1")]),
    "a forged reason": (r"(<li id=\"q1_why\">)", r"\1<p>It says “We are lost”.</p>", [("not found", "")]),
    "a phrase": (r"(<li id=\"q1_why\">.*?class=\"source\">)radar", r"\1submarine", [("not found", "")]),
}


@pytest.mark.parametrize(("old", "new", "expected"), EDITS.values(), ids=EDITS)
def test_an_edited_file(known: Record, old: str, new: str, expected: list[tuple[str, str]]) -> None:
    """Is proved by its ids and classes as a Word file by its marks, the evidence by its paragraphs."""
    changed, count = re.subn(old, new, html(), count=1, flags=re.DOTALL)
    assert count == 1
    assert told(changed.encode(), known, "html") == expected


def test_a_file_that_a_browser_saved(known: Record) -> None:
    """Other quotes and cases of markup, comments and a doctype change nothing."""
    changed = html().replace('<span id="p1"', "<SPAN ID='p1'", 1).replace("<main>", "<!-- saved --><main>", 1)
    assert told(changed.encode("utf-8-sig"), known, "html") == []


def test_a_file_of_the_other_suffix(known: Record) -> None:
    """Is HTML, too."""
    assert told(made()[0]["html"], known, "htm") == []


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"   "])
def test_what_is_no_html(data: bytes) -> None:
    """Is told, and not guessed at."""
    with pytest.raises(Unproven, match="HTML file"):
        read_html(data)


def test_a_file_that_is_very_deep() -> None:
    """Is read all the same."""
    deep = "<div>" * 3000 + '<span id="p1"><span class="source">Here.</span></span>'
    assert read_html(body(deep)).found is not None


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Or refused; nothing else happens."""
    with suppress(Unproven):
        read_html(body(text.encode("utf-8", "replace").decode()))


# --- forged evidence in a finished file ---------------------------------------------------------------------------


@cache
def good() -> tuple[Briefing, Page]:
    """A briefing and its page."""
    told = briefing(analysis(TEXT, "a.txt"), themes=[theme("radar", "radar")])
    return told, page(told)


def found(told: Evidence) -> list[str]:
    """The rules that a file with other evidence than the page's breaks."""
    content = draw_html(replace(good()[1], evidence=told), shipped_style())[0]
    return [finding.rule for finding in check({"html": content}, good()[1], good()[0])]


def evidence() -> Evidence:
    told = good()[1].evidence
    assert told
    return told


def test_good_evidence() -> None:
    """Nothing is found."""
    assert found(evidence()) == []


def test_a_changed_paragraph() -> None:
    """It is not its article's, be it by a blank."""
    (source,) = evidence().sources
    first, *others = source.paragraphs
    for text in (first.text.replace("opened", "closed"), first.text.replace(" ", "  ", 1)):
        changed = replace(source, paragraphs=(replace(first, text=text), *others))
        assert found(replace(evidence(), sources=(changed,))) == ["verbatim"]


def test_a_paragraph_too_few_or_too_many() -> None:
    """What may be shown is what the page holds."""
    (source,) = evidence().sources
    fewer = replace(source, paragraphs=source.paragraphs[1:])
    assert found(replace(evidence(), sources=(fewer,))) == ["evidence"]


def test_a_mark_on_other_words() -> None:
    """An item marks its own words and no others, a letter more or less included."""
    for proof in evidence().proofs:
        (at,) = proof.stretches
        moved = replace(at, span=Span(at.span.start, at.span.end - 1))
        changed = tuple(replace(one, stretches=(moved,)) if one is proof else one for one in evidence().proofs)
        assert found(replace(evidence(), proofs=changed)) == ["evidence"]


def test_a_phrase_that_no_source_has() -> None:
    """Reasons set words as the source's only where they are."""
    first, *others = evidence().proofs
    forged = tuple(replace(run, text="submarine") if run.voice == "source" else run for run in first.reasons[0])
    assert any(run.voice == "source" for run in forged)
    changed = replace(first, reasons=(forged, *first.reasons[1:]))
    assert found(replace(evidence(), proofs=(changed, *others))) == ["type"]


def test_an_item_without_its_place() -> None:
    """It could not be opened."""
    assert set(found(replace(evidence(), proofs=evidence().proofs[1:]))) == {"evidence"}
