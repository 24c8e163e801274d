"""The HTML renderer: one file that stands alone, holds what the blocks hold, and lets no source bring markup in."""

import os
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pages
import pytest
from factories import shipped_style
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from briefing import anchors
from briefing.blocks import (
    BREAK,
    Block,
    Evidence,
    EvidenceWords,
    Heading,
    Page,
    Point,
    Proof,
    QuoteBlock,
    RegisterEntry,
    Run,
    SourceParagraph,
    SourceText,
    Statement,
    Stretch,
    Table,
)
from briefing.model import Span
from briefing.render.html import draw_html
from briefing.render.style import Style

TEMPLATES = Path(__file__).parents[2] / "templates"
HOSTILE = st.sampled_from(
    [
        pages.HOSTILE,
        "</script>",
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "</style>",
        "&amp;",
        "&#8220;",
        "\u2028",
        "\u2029",
        '" onclick="alert(1)',
        "'",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "a\u00a0b",
        "\u202f",
        "Київ",
        "שלום",
        "🇺🇦",
        "e\u0301",
        "\\u003c",
        "{citation}",
        "a\nb",
    ]
)
WORDS = st.lists(HOSTILE, min_size=1, max_size=6).map("".join)


def evidence(words: str = "Nobody knows.", reason: str = "It opens its article.") -> Evidence:
    """A source with a paragraph, and a quotation that stands in it."""
    labels = EvidenceWords(
        *(
            f"label {number} {words}".translate({123: None, 125: None})
            for number, _ in enumerate(EvidenceWords.__slots__)
        )
    )
    source = SourceText("s1", (pages.ours(f"Port Gazette {reason}"),), (SourceParagraph(2, words),), "uk")
    why = (pages.ours(reason), Run(words, "source"))
    proof = Proof("q1", "s1", "1 ¶2", (Stretch(2, Span(0, 3)),), (why,), reason, (words.replace("\n", " "), "B"))
    return Evidence((source,), (proof,), labels)


def whole(*blocks: Block, told: Evidence | None = None) -> Page:
    """A page with evidence."""
    return replace(pages.page(*blocks), evidence=told or evidence())


def drawn(page: Page | None = None, style: Style | None = None) -> str:
    """The file of a page, or of one with every block."""
    content, problems = draw_html(page or whole(), style or shipped_style())
    assert problems == ()
    return content.decode()


def tree(page: Page | None = None) -> etree._Element:
    return lxml_html.document_fromstring(drawn(page).encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def text(element: etree._Element) -> str:
    """All words below an element."""
    return "".join(element.itertext())


def said(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


# --- one file -----------------------------------------------------------------------------------------------------


def test_it_stands_alone() -> None:
    """It loads nothing: fonts are inside, and the policy forbids all but its own style and script, by their hashes."""
    root = tree()
    assert not root.xpath("//link | //img | //iframe | //object | //*[@src] | //*[@style] | //*[@onclick]")
    (style,), scripts = root.xpath("//style"), root.xpath("//script[not(@type)]")
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind, inside in (("style", style), *(("script", one) for one in scripts)):
        digest = b64encode(sha256(inside.text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert set(re.findall(r"url\((\w+:)", style.text)) == {"data:"}
    assert style.text.count("@font-face") == 6
    assert "@import" not in style.text


def test_the_fonts() -> None:
    """Six subsets that do not bear the reserved name, in a file of less than 300 kB."""
    style = tree().xpath("//style")[0].text
    fonts = [b64decode(one) for one in re.findall(r"base64,([\w+/=]+)\)", style)]
    assert all(font[:4] == b"wOF2" for font in fonts)
    assert "Source S" not in style
    assert len(drawn()) < 300_000
    assert "Reserved Font Name" in (TEMPLATES / "fonts" / "web" / "LICENSE.md").read_text("utf-8")


def test_a_house_has_its_own_colours_and_fonts() -> None:
    """Colours of the style are those of the page; fonts that are not ours are named, and none is put in for them."""
    style = shipped_style()
    family = replace(style.source, name="Pier", substitute="Times")
    other = drawn(style=replace(style, source=family, colours=replace(style.colours, blue="#123456")))
    assert "--blue:#123456" in other
    assert '--serif:"Pier","Times",serif' in other
    assert other.count("@font-face") == 3


def test_same_bytes_twice() -> None:
    """Whatever the hash seed."""
    script = "import pages, sys; from factories import shipped_style; from briefing.render.html import draw_html;"
    script += "import hashlib; print(hashlib.sha256(draw_html(pages.page(), shipped_style())[0]).hexdigest())"
    folder = Path(__file__).parents[1]
    path = os.pathsep.join([str(folder.parent), str(folder)])
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


# --- the blocks ---------------------------------------------------------------------------------------------------


def test_ids() -> None:
    """Every block's id is there, each once; what is ours alone has an underscore, which no block's has."""
    ids = tree().xpath("//@id")
    assert len(ids) == len(set(ids))
    for block in pages.every_block():
        given = getattr(block, "id", "")
        assert not given or given in ids or given == "c-section-black-sea"
    assert {"p1-cite", "q1-by"} < set(ids)
    assert "ui_evidence" in ids


def test_the_elements() -> None:
    """Headings in order under one title, landmarks named, quotations as such, tables with heads, lists of items."""
    root = tree()
    levels = [int(head.tag[1]) for head in root.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    named = [section.get("aria-labelledby") for section in root.xpath("//section")]
    assert named == [*(one.id for one in pages.every_block() if isinstance(one, Heading)), "ui_evidence_head"]
    assert root.xpath("//a[@id='ui_skip']/@href") == ["#highlights"]
    assert text(root.xpath("//figure[blockquote[@id='q1']]/figcaption[@id='q1-by']")[0]).startswith("Rumen Dachev")
    assert [text(one) for one in root.xpath("//table[@id='themes']//th[@scope='col']")] == ["Theme", "This week", "All"]
    rows = root.xpath("//table[@id='themes']//th[@scope='row']")
    assert [text(one) for one in rows] == ["Air defense", "The Black Sea"]
    assert [len(one) for one in root.xpath("//ul[@class='items']")] == [1, 2, 1]
    assert len(root.xpath("//ol[@class='register']/li")) == 1
    assert root.get("lang") == "en"


def test_who_speaks() -> None:
    """Source words and insertions have classes of their own, our edits another; the language of a run is told."""
    words = (
        Run("[Dachev]", "edit"),
        Run(" said ", "source"),
        Run("(sic)", "insertion"),
        Run("хай", "source", "", "uk"),
    )
    root = tree(whole(QuoteBlock("q1", words, (pages.ours("Nobody."),))))
    told = [(one.get("class"), text(one), one.get("lang")) for one in root.xpath("//blockquote/*")]
    assert told == [
        ("edit", "[Dachev]", None),
        ("source", " said ", None),
        ("insertion", "(sic)", None),
        ("source", "хай", "uk"),
    ]


def test_links_lead_both_ways() -> None:
    """A citation to its source, the source to where it is first cited, an address out of the file; nothing else."""
    root = tree()
    assert root.xpath("//span[@id='p1-cite']/a/@href") == ["#s1"]
    assert root.xpath("//li[@id='s1']/a/@href") == ["#p1"]
    ids = set(root.xpath("//@id"))
    for href in root.xpath("//a/@href"):
        assert href.removeprefix("#") in ids or href.startswith("https://www.dobrudja-courier.example/")


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "https://a.example/\u202e", "file:///etc"]
)
def test_an_address_that_hides_something_is_no_link(target: str) -> None:
    """Its words stand there all the same."""
    root = tree(whole(RegisterEntry("s1", "1", ((Run("an address", "plain", target),),))))
    assert not root.xpath("//li[@id='s1']//a")
    assert "an address" in text(root.xpath("//li[@id='s1']")[0])


def test_a_cell_of_two_lines() -> None:
    """Has a line break; a narrow screen knows what column it is of."""
    table = Table(
        "t", ((pages.ours("A"),), (pages.ours("B"),)), (((), (pages.ours("1"), BREAK, pages.ours("2"))),), (0.5, 0.5)
    )
    (cell,) = tree(whole(table)).xpath("//td")
    assert (cell.text, cell[0].tag, cell[0].tail, cell.get("data-label")) == ("1", "br", "2", "B")


def test_a_page_without_evidence() -> None:
    """Has neither script nor anything that would need one."""
    root = tree(pages.page())
    assert not root.xpath("//script | //*[starts-with(@id, 'ui_')] | //*[@data-at]")


@given(WORDS, WORDS)
@hypothesis_settings(max_examples=150)
def test_no_words_become_markup(words: str, other: str) -> None:
    """In points, quotations, tables, evidence, reasons, labels: they are what they were, and no element is new."""
    table = Table("t", ((pages.ours(words),), ()), (((pages.ours(other),), ()),), (0.5, 0.5))
    blocks = (pages.point("p1", pages.source(words)), pages.quote("q1", pages.source(other)), table)
    blocks += (Statement((pages.ours(words),)), RegisterEntry("s1", "1", ((pages.ours(words),),)))
    root = tree(whole(*blocks, told=evidence(words, other)))
    plain = tree(whole(*_plain(), told=evidence("a", "b")))
    assert sorted(one.tag for one in root.iter()) == sorted(one.tag for one in plain.iter())
    assert text(root.xpath("//*[@id='p1']")[0]) == words
    assert text(root.xpath("//*[@id='q1']")[0]) == other
    assert text(root.xpath("//*[@data-paragraph='2']")[0]) == words
    attributes = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in attributes if name.startswith("on")]


def _plain() -> tuple[Block, ...]:
    """The same blocks with words that cannot be markup."""
    table = Table("t", ((pages.ours("a"),), ()), (((pages.ours("b"),), ()),), (0.5, 0.5))
    entry = RegisterEntry("s1", "1", ((pages.ours("a"),),))
    items = (pages.point("p1", pages.source("a")), pages.quote("q1", pages.source("b")))
    return (*items, table, Statement((pages.ours("a"),)), entry)


def test_an_item_says_where_it_stands() -> None:
    """Source, paragraph and characters, theme and speakers: what the script opens, marks and filters by."""
    (item,) = tree().xpath("//li[@data-at]")
    assert (item.get("data-source"), item.get("data-at")) == ("s1", "2:0-3")
    assert item.get("data-theme") == "It opens its article."
    assert item.get("data-speakers").split("\n") == ["Nobody knows.", "B"]
    assert item.xpath(f".//*[@id='{anchors.attribution('q1')}']")


def test_every_word_is_there() -> None:
    """Of every block, in the order of the page."""
    shown = " ".join(text(tree().xpath("//main")[0]).split())
    at = 0
    for block in pages.every_block():
        if isinstance(block, Point | QuoteBlock):
            at = shown.index(" ".join(said(block.words).split()), at)
        elif isinstance(block, Heading):
            at = shown.index(block.text, at)


# --- the look -----------------------------------------------------------------------------------------------------


def test_contrast() -> None:
    """Text has at least 4.5 to 1 on paper, tint and highlight, in light and in dark (WCAG 2.2, 1.4.3)."""
    css = (TEMPLATES / "page.css").read_text("utf-8")
    dark = dict(re.findall(r"--(\w+): (#\w+)", css.split("prefers-color-scheme: dark")[1].split("* {")[0]))
    colours = shipped_style().colours
    light = {name: getattr(colours, name) for name in colours.__slots__} | {"highlight": "#ffefb0", "paper": "#ffffff"}
    assert dark.keys() == light.keys()
    for scheme in (light, dark):
        for ink in ("ink", "mid", "blue", "brown"):
            assert _contrast(scheme[ink], scheme["paper"]) >= 4.5
            assert _contrast(scheme[ink], scheme["tint"]) >= 4.5
        assert _contrast(scheme["ink"], scheme["highlight"]) >= 4.5
        assert _contrast(scheme["paper"], scheme["blue"]) >= 4.5


def _contrast(one: str, other: str) -> float:
    light, dark = sorted(map(_luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
