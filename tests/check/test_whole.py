"""All words of a PDF, read through its structure, are all words of the page, in order."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pages
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.blocks import (
    BREAK,
    Block,
    Chart,
    Checks,
    Contents,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Series,
    Statement,
    Table,
)
from briefing.check.found import FileText, Line
from briefing.check.pdf import read_pdf
from briefing.check.pdf_rules import broken_rules
from briefing.check.whole import match_whole, paragraphs
from briefing.render.pdf import draw_pdf
from briefing.render.style import load_style

STYLE = load_style(Path(__file__).parents[2] / "templates" / "style.toml")
TEXT = st.one_of(
    st.sampled_from(
        ["Odesa", "İğneada", "Київ", "Ελλάδα", "Nguyễn Thị", "e\u0301", "n" * 300, "https://a.example/" * 9]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.integers(1, 90).map(lambda count: "some words " * count),
)
OURS = st.lists(st.builds(Run, TEXT, st.sampled_from(["plain", "strong", "muted", "warning"])), max_size=4).map(tuple)
SPOKEN = st.builds(
    Run, TEXT, st.sampled_from(["source", "insertion", "edit"]), language=st.sampled_from(["", "uk", "de"])
)
WORDS = st.lists(SPOKEN, max_size=4).map(tuple)
CELL = st.lists(st.one_of(OURS, WORDS, st.just((BREAK,))), max_size=2).map(lambda parts: sum(parts, ()))
ROW = st.tuples(CELL, CELL)
SERIES = st.lists(st.builds(Series, TEXT, st.tuples(st.integers(0, 500), st.integers(0, 9))), max_size=3).map(tuple)
BLOCK = st.one_of(
    st.builds(CountStrip, OURS),
    st.builds(Heading, st.just(""), TEXT, OURS, st.booleans()),
    st.builds(GroupLine, OURS),
    st.builds(Point, st.just(""), WORDS, OURS, TEXT),
    st.builds(QuoteBlock, st.just(""), WORDS, OURS),
    st.builds(lambda head, rows: Table("", head, tuple(rows), (0.5, 0.5)), ROW, st.lists(ROW, max_size=4)),
    st.builds(lambda rows: Checks(tuple(rows)), st.lists(st.tuples(OURS, OURS), max_size=3)),
    st.builds(Chart, st.just(""), TEXT, TEXT, st.tuples(TEXT, TEXT), SERIES, st.booleans()),
    st.builds(Note, OURS),
    st.builds(Statement, OURS),
    st.builds(lambda lines: RegisterEntry("", "1", tuple(lines)), st.lists(OURS, max_size=3)),
)
MASTHEAD = st.builds(Masthead, TEXT, TEXT, st.lists(st.tuples(TEXT, TEXT), max_size=4).map(tuple))


def several(count: int) -> Page:
    """A page of so many blocks, of every kind, behind its masthead and contents."""
    head, _, _, *rest = pages.every_block()
    kinds = [block for block in rest if not isinstance(block, RegisterEntry)]
    made: list[Block] = [head, Contents("Contents", tuple((f"b{n}", f"Part {n}") for n in range(2, count, 40)))]
    for number in range(2, count):
        block = kinds[number % len(kinds)] if number % 40 != 2 else Heading("", f"Part {number}")
        made.append(with_id(block, f"b{number}"))
    return pages.page(*made, rest[-1])


def with_id(block: Block, id: str) -> Block:
    """The block under another id; what links to what stands here no more leads to the register."""
    if isinstance(block, Note):
        return Note(tuple(replace(run, target="") for run in block.runs))
    return replace(block, id=id) if hasattr(block, "id") else block  # type: ignore[type-var]


def told(page: Page) -> FileText:
    return read_pdf(draw_pdf(page, STYLE)[0])


def test_every_block_is_read_whole() -> None:
    """Masthead, contents, counts, tables, checks, notes: all of it, in order."""
    assert match_whole(told(pages.page()), pages.page(), "pdf") == ()


@settings(max_examples=60, deadline=None)
@given(MASTHEAD, st.lists(BLOCK, max_size=12))
def test_any_blocks_are_read_whole(head: Masthead, blocks: list[Block]) -> None:
    """Whatever stands in them, of whatever length, over as many pages as it takes."""
    page = pages.page(head, *blocks)
    assert match_whole(told(page), page, "pdf") == ()


def test_five_hundred_blocks_keep_every_rule(tmp_path: Path) -> None:
    """A long file reads as its page, keeps the rules and is sound for qpdf."""
    page = several(500)
    data, _ = draw_pdf(page, STYLE)
    assert match_whole(read_pdf(data), page, "pdf") == ()
    assert broken_rules(data) == ()
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    (tmp_path / "long.pdf").write_bytes(data)
    checked = subprocess.run(["qpdf", "--check", tmp_path / "long.pdf"], capture_output=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_words_of_a_block_are_those_of_its_fields() -> None:
    """No run of any block is left out of what is compared."""
    for block in pages.every_block():
        said = "".join("".join(paragraphs(block)).split())
        for run in runs(block):
            assert "".join(run.text.split()) in said, block


def runs(value: object) -> list[Run]:
    """Every run in a block, but for the short form of a source, which only notes print."""
    if isinstance(value, Run):
        return [value]
    if isinstance(value, tuple):
        return [run for one in value for run in runs(one)]
    slots = [name for name in getattr(value, "__slots__", ()) if name not in ("short", "hint")]
    return [run for name in slots for run in runs(getattr(value, name))]


@pytest.mark.parametrize("change", ["lost", "doubled", "moved", "changed", "added"])
def test_what_differs_is_found(change: str) -> None:
    """A paragraph that is lost, doubled, moved, changed or added is told with its place."""
    file = told(pages.page())
    one, other, *rest = file.lines
    lines = {
        "lost": (one, *rest),
        "doubled": (one, one, other, *rest),
        "moved": (other, one, *rest),
        "changed": (one, Line("something else"), *rest),
        "added": (one, other, *rest, Line("more")),
    }[change]
    (finding,) = match_whole(FileText((), lines=lines), pages.page(), "pdf")
    assert finding.rule == "whole"
    assert finding.where.startswith("pdf paragraph ")


def test_words_in_another_language_say_so() -> None:
    """The words of a source in another language than the page's stand in an element that names it; its own do not."""
    words = (Run("Київ чекає.", "source", language="uk"), Run(" It waits.", "source", language="en"))
    data, _ = draw_pdf(pages.page(Masthead("T", "", ()), pages.point("p1", *words), pages.every_block()[-1]), STYLE)
    with pikepdf.open(BytesIO(data)) as file:
        spoken = [str(each.Lang) for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each]
    assert sorted(spoken) == ["en", "uk"]
    assert next(one for one in read_pdf(data).found if one.id == "p1").text == "Київ чекає. It waits."
