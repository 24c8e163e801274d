"""The Markdown renderer: rendered by a Markdown program, it shows what the blocks hold and nothing else."""

import re
from collections.abc import Iterable

import pages
import pytest
from factories import shipped_style
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from briefing import anchors
from briefing.blocks import (
    BREAK,
    Block,
    Checks,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
    Statement,
    Table,
)
from briefing.render.markdown import draw_markdown

HOSTILE = st.sampled_from(
    [
        pages.HOSTILE,
        "*bold* _line_",
        "# Head",
        "- item",
        "1. item",
        "1) item",
        "> quote",
        "`code`",
        "~~gone~~",
        "[a](b)",
        "![a](b)",
        "| a | b |",
        "<b>&amp;</b>",
        "\\",
        "\\*",
        "a\u00a0b",
        "Київ ż ğ",
        "==",
        "---",
        "+",
        "'s",
        "(sic)",
        "“",
        "”",
        "漢字",
        "🇺🇦",
        "e\u0301",
        "&#8220;",
        "<!--",
        "-->",
        "<script>",
        "\u202f",
        "https://a.example",
    ]
)
WORDS = st.lists(HOSTILE, min_size=1, max_size=8).map("".join).map(str.strip).filter(bool)


def drawn(*blocks: Block) -> str:
    """The Markdown of these blocks, or of every block."""
    content, problems = draw_markdown(pages.page(*blocks), shipped_style())
    assert problems == ()
    return content.decode()


def rendered(*blocks: Block) -> etree._Element:
    """The same as a tree of HTML, as CommonMark with tables has it."""
    source = MarkdownIt("commonmark").enable("table").render(drawn(*blocks))
    return lxml_html.fromstring(f"<div>{source}</div>")


def text(element: etree._Element) -> str:
    """All words below an element."""
    return "".join(element.itertext())


def between(tree: etree._Element, start: str, end: str) -> str:
    """The words between the anchors of two ids; to the end of the block where there is no second."""
    anchor = tree.xpath(f'//a[@id="{start}"]')[0]
    words = [anchor.tail or ""]
    for sibling in anchor.itersiblings():
        if sibling.get("id") == end:
            break
        words += [text(sibling), sibling.tail or ""]
    return "".join(words).strip(" \n")


def said(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def test_every_block_is_shown() -> None:
    """Each with its words, in the order of the page, ids as anchors."""
    tree = rendered()
    ids = [anchor.get("id") for anchor in tree.xpath("//a[@id]")]
    assert [id for id in ids if anchors.is_words(id)] == ["p1", "p2", "q1", "p3"]
    shown = " ".join(text(tree).split())
    for word in _all_words(pages.every_block()):
        assert " ".join(word.split()) in shown
    assert len(ids) == len(set(ids))


def _all_words(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Masthead():
                yield from (block.title, block.subtitle, *(f"{label}: {value}" for label, value in block.fields))
            case Heading():
                yield from (block.text, *(note.text for note in block.notes))
            case Point() | QuoteBlock():
                yield said(block.words)
                yield said(block.tail if isinstance(block, Point) else block.attribution)
            case Table():
                yield from (said(cell) for row in (block.header, *block.rows) for cell in row)
            case Checks():
                yield from (f"{said(count)}: {said(statement)}" for count, statement in block.rows)
            case RegisterEntry():
                yield from (block.number, *(said(line) for line in block.lines))
            case CountStrip() | GroupLine() | Note() | Statement():
                yield said(block.runs)


def test_the_elements() -> None:
    """Title and heads, a table, lists of points and checks, block quotes, a footer under a rule."""
    tree = rendered()
    assert [text(head) for head in tree.xpath("//h1")] == ["Weekly briefing"]
    assert len(tree.xpath("//h2")) == sum(isinstance(block, Heading) for block in pages.every_block())
    assert [[text(cell).strip() for cell in row] for row in tree.xpath("//table//tr")] == [
        ["Theme", "This week", "All"],
        ["Air defense", "1 ■■□", "3"],
        ["The Black Sea", "–", "0"],
        ["Articles by theme and day", "Mon 2", "undated"],
        ["Air defense", "3", "1"],
        ["The Black Sea", "0", "12"],
    ]
    assert len(tree.xpath("//blockquote")) == 2
    assert len(tree.xpath("//li")) == 6
    assert len(tree.xpath("//hr")) == 1


def test_links_lead_to_anchors_and_addresses() -> None:
    """A citation leads to its source in the file, an address out of it."""
    tree = rendered()
    ids = {anchor.get("id") for anchor in tree.xpath("//a[@id]")}
    links = {link.get("href"): text(link) for link in tree.xpath("//a[@href]")}
    assert (
        links.pop("https://www.dobrudja-courier.example/a?x=1&y=2") == "https://www.dobrudja-courier.example/a?x=1&y=2"
    )
    assert set(links) == {"#s1", "#p1", "#q1", "#highlights", "#sources"} & set(links)
    assert {href.removeprefix("#") for href in links} <= ids


def test_who_speaks() -> None:
    """Our change is bold, the source's insertion in italics."""
    tree = rendered()
    assert [text(one) for one in tree.xpath('//li[a[@id="p1"]]/strong')] == ["The Black Sea:", "[Rumen Dachev]"]
    assert [text(one) for one in tree.xpath("//blockquote//em")] == ["(Rumen Dachev - ed.)"]


@pytest.mark.parametrize("before", ["", "word", "word ", "“"])
@pytest.mark.parametrize("after", ["", "word", " word", ", word", "’s"])
def test_an_insertion_shows_no_markup(before: str, after: str) -> None:
    """Whatever stands around it."""
    runs = (Run(before, "source"), Run("(sic)", "insertion"), Run(after, "source"))
    tree = rendered(QuoteBlock("q1", runs, (pages.ours("Nobody."),)))
    assert between(tree, "q1", "") == said(runs).strip()


@given(WORDS, WORDS, WORDS)
@hypothesis_settings(max_examples=150)
def test_words_of_points_and_quotations_survive(first: str, second: str, third: str) -> None:
    """What a Markdown program shows between the anchors is what the source wrote."""
    point = pages.point("p1", pages.source(first))
    runs = (pages.source(second), Run(first, "insertion"), pages.source(third))
    tree = rendered(point, QuoteBlock("q1", runs, (pages.ours("Nobody."),)))
    assert between(tree, "p1", "p1-cite") == first.strip()
    assert between(tree, "q1", "") == said(runs).strip()
    assert not tree.xpath("//script | //code | //b | //img | //h1 | //h2 | //s | //strong | //table")


@given(WORDS)
@hypothesis_settings(max_examples=100)
def test_words_of_ours_survive(words: str) -> None:
    """Outlets, titles and paths with markup stand in every block as written."""
    runs: Runs = (pages.ours(words),)
    table = Table("t", ((pages.ours("Head"),), runs), ((runs, (Run(words, "accent", "s1"),)),), (0.5, 0.5))
    entry = RegisterEntry("s1", "1", ((Run(words, "plain", f"https://a.example/{words}"),), runs))
    blocks: tuple[Block, ...] = (Heading("h", words), GroupLine(runs), Note(runs), Statement(runs), table, entry)
    shown = re.sub(r"\s+", " ", text(rendered(*blocks)))
    assert shown.count(re.sub(r"\s+", " ", words)) >= 9


def test_same_bytes_twice() -> None:
    """The same page gives the same bytes."""
    assert drawn() == drawn()


def test_a_cell_of_two_lines() -> None:
    """They are parted as a table of Markdown can, each escaped as at the start of a line."""
    cell = (pages.ours("3"), BREAK, pages.ours("- of us"))
    table = Table("t", ((pages.ours("A"),), ()), ((cell, ()),), (0.5, 0.5))
    text = draw_markdown(pages.page(table), shipped_style())[0].decode()
    assert "\n| 3<br>\\- of us |   |\n" in text
