"""The HTML page in headless Chromium: what a reader sees and does, with scripts and without, and what axe-core says."""

import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import charts
import pages
import pytest
from chromium import Chromium, Tab, needs_chromium
from factories import analysis, briefing, page, record_of, shipped_style, theme

from briefing.blocks import Heading
from briefing.check import check_edited
from briefing.model import Briefing
from briefing.records import load_record
from briefing.render.html import draw_html

pytestmark = needs_chromium

ROOT = Path(__file__).parents[1]
RADAR = """Varna 🇧🇬 has a radar post since Wednesday, Bulgarian Defense Minister Rumen Dachev said: </script> is none.

The road to the post was paid for by the port.

A ship 🚢🚢 came to see it. "The radar does not replace the patrols, and 40 crews will stay in Varna," Dachev said.

"We promised the port of Varna a radar and we kept our word in two months," Dachev said.

The post has a garden.

Nobody in Varna has seen the garden so far.
"""
BOATS = """Romania will send two more patrol boats to the Black Sea, Romanian Defense Minister Ilinca Brânză said.

"The boats are ready for the Black Sea and the crews are trained. They will sail before the first frost," Brânză said.

The ministry expects the patrols in the Black Sea to cover 400 miles of coast by March.
"""
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
Open = Callable[..., Tab]


@cache
def made() -> Briefing:
    """Points and quotations of two themes, two sources and two speakers; letters that JavaScript takes for two."""
    first = analysis(RADAR, "a.txt", outlet="Pontic Herald")
    other = analysis(BOATS, "b.txt", outlet="Dobrudja Courier", date="")
    themes = (theme("radar", "radar", order=1), theme("black-sea", "Black Sea", order=2))
    return briefing(first, other, themes=themes)


@cache
def drawn() -> bytes:
    """Its page."""
    return draw_html(page(made()), shipped_style())[0]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One browser for all tests."""
    started = Chromium(tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture
def open_page(chromium: Chromium, tmp_path: Path) -> Open:
    """Opens the page from the disk."""
    path = tmp_path / "briefing.html"
    path.write_bytes(drawn())
    return lambda **told: chromium.open(path, **told)


def text(tab: Tab, selector: str) -> str:
    """The words of the first element of a selector; "" where there is none."""
    return str(tab.run(f"document.querySelector({json.dumps(selector)})?.textContent ?? ''"))


def shown(tab: Tab, selector: str = ".item") -> list[str]:
    """The ids of the items that are to be seen."""
    script = f"[...document.querySelectorAll({json.dumps(selector)})].filter(one => one.checkVisibility())"
    found: list[str] = tab.run(f"{script}.map(one => (one.querySelector('.words') ?? one).id)")
    return found


def choose(tab: Tab, number: int, value: str) -> None:
    """Choose in one of the filters, as a reader does."""
    script = f"""(() => {{ const select = document.querySelectorAll("#ui_filter select")[{number}];
        select.value = {json.dumps(value)};
        select.dispatchEvent(new Event("change", {{ bubbles: true }})); return select.value; }})()"""
    assert tab.run(script) == value


def in_view(tab: Tab, selector: str) -> bool:
    """Whether the beginning of an element is on the screen, and nothing else over it."""
    script = f"""(() => {{ const one = document.querySelector({json.dumps(selector)});
        const box = one.getClientRects()[0];
        const there = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
        return one.contains(there) || there.contains(one); }})()"""
    return bool(tab.run(script))


Q1 = '"The radar does not replace the patrols, and 40 crews will stay in Varna,"'


# --- the evidence -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_a_quotation_is_chosen_with_the_mouse(open_page: Open, size: str) -> None:
    """Its source opens at the passage, which is marked and seen; the quotation stays in view."""
    width, height = SIZES[size]
    tab = open_page(width=width, height=height)
    assert text(tab, "#ui_pane") == ""
    tab.click("#q1")
    assert text(tab, "#ui_pane h2") == "Evidence for 1\u202f¶3"
    assert text(tab, "#ui_pane mark") == text(tab, "#q1") == Q1
    assert text(tab, "#ui_pane .cited").startswith("A ship 🚢🚢 came")
    assert in_view(tab, "#ui_pane mark")
    assert in_view(tab, "#q1-by .cite")
    assert text(tab, "#ui_pane .head p") == "1 Pontic Herald, 4 March 2026"
    assert "Why it is printed" in text(tab, "#ui_pane .why")


def test_a_citation_is_chosen_with_the_keyboard(open_page: Open) -> None:
    """Enter and space open it, focus goes to its title, Escape closes it and brings the focus back."""
    tab = open_page()
    for key, typed in (("Enter", "\r"), (" ", " ")):
        tab.run("document.querySelector('#q2-by .cite').focus()")
        tab.press(key, typed)
        assert tab.run("document.activeElement.textContent") == "Evidence for 1\u202f¶4"
        assert tab.run("document.querySelector('#q2-by .cite').getAttribute('aria-expanded')") == "true"
        tab.press("Escape")
        assert text(tab, "#ui_pane") == ""
        assert tab.run("document.activeElement.closest('figcaption').id") == "q2-by"
        assert tab.run("document.activeElement.getAttribute('aria-expanded')") == "false"


def test_the_keyboard_reaches_everything(open_page: Open) -> None:
    """From the top: the way over all else first, the filters, then every citation; each shows that it has the focus."""
    tab = open_page()
    met = []
    for _ in range(8):
        tab.press("Tab", "")
        met.append(tab.run("document.activeElement.id || document.activeElement.tagName"))
        assert tab.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert met == ["ui_skip", "SELECT", "SELECT", "SELECT", "A", "A", "A", "A"]


def test_another_citation_takes_the_place_of_the_first(open_page: Open) -> None:
    """And the same one again closes the pane; so does its button."""
    tab = open_page()
    tab.click("#q1")
    tab.click("#q3-by .cite")
    assert tab.run("document.querySelectorAll('#ui_pane').length") == 1
    assert text(tab, "#ui_pane .head p") == "2 Dobrudja Courier, undated"
    tab.click("#q3-by .cite")
    assert text(tab, "#ui_pane") == ""
    tab.click("#p1")
    assert text(tab, "#ui_pane mark") == text(tab, "#p1")
    tab.click("#ui_pane button")
    assert text(tab, "#ui_pane") == ""


def test_a_citation_in_a_table_opens_its_paragraph(open_page: Open) -> None:
    """One whose paragraphs are not shown leads to the register, as without scripts."""
    tab = open_page()
    tab.click("#statements tbody tr:first-child td:nth-of-type(2) .cite")
    assert text(tab, "#ui_pane mark").startswith("A ship")
    assert tab.run("document.querySelectorAll('#ui_pane mark').length") == 2
    tab.click("#ui_pane .head p a")
    assert tab.run("location.hash") == "#s1"


def test_an_open_page_asks_for_nothing(open_page: Open) -> None:
    """No request but for the file and the fonts inside it, and nothing in the console, whatever is done."""
    tab = open_page()
    tab.click("#q1")
    choose(tab, 0, "Black sea")
    asked = {one.partition(":")[0] for one in tab.requests()}
    assert asked == {"file", "data"}
    assert tab.complaints() == []
    assert tab.run("[...document.fonts].filter(one => one.status === 'loaded').length") >= 4


def test_a_page_that_the_browser_saved(open_page: Open, tmp_path: Path) -> None:
    """With the filter in it and the evidence open it is proved as before."""
    tab = open_page()
    tab.click("#q1")
    saved = tab.run("'<!DOCTYPE html>' + document.documentElement.outerHTML").encode()
    (tmp_path / "briefing.json").write_bytes(record_of(made()))
    verdicts = check_edited("html", saved, load_record(tmp_path / "briefing.json"))
    assert {one.kind for one in verdicts} == {"verbatim"}


# --- the filter ---------------------------------------------------------------------------------------------------


def test_the_filter(open_page: Open) -> None:
    """By theme, source and speaker, one within the other; what is shown is counted aloud; all comes back."""
    tab = open_page()
    every = shown(tab)
    choose(tab, 0, "Black sea")
    by_theme = shown(tab)
    assert {"q3"} < set(by_theme) < set(every)
    assert text(tab, "#ui_filter [role=status]") == f"{len(by_theme)} of {len(every)} shown"
    assert "section-radar" not in shown(tab, "h2")
    choose(tab, 2, "Ilinca Brânză")
    assert set(shown(tab)) <= set(by_theme)
    choose(tab, 1, "s1")
    assert shown(tab) == []
    tab.click("#ui_filter button")
    assert shown(tab) == every
    assert "section-radar" in shown(tab, "h2")
    choose(tab, 1, "s2")
    sources = tab.run("[...new Set([...document.querySelectorAll('.item:not([hidden])')].map(o => o.dataset.source))]")
    assert sources == ["s2"]


def test_the_filter_by_keyboard(open_page: Open) -> None:
    """The lists are the browser's own, so that arrows choose."""
    tab = open_page()
    tab.run("document.querySelector('#ui_filter select').focus()")
    tab.press("ArrowDown")
    assert tab.run("document.activeElement.value") != ""
    assert text(tab, "#ui_filter [role=status]") != ""


def test_the_filter_keeps_the_focus(open_page: Open) -> None:
    """An open pane is closed, and the reader goes on in the list; a link to what is not shown brings all back."""
    tab = open_page()
    every = shown(tab)
    tab.click("#q1")
    tab.run("document.querySelector('#ui_filter select').focus()")
    tab.press("ArrowDown")
    assert text(tab, "#ui_pane") == ""
    assert tab.run("document.activeElement.tagName") == "SELECT"
    choose(tab, 0, "Black sea")
    assert "p1" not in shown(tab)
    tab.click("#s1 .number")
    assert shown(tab) == every
    assert tab.run("location.hash") == "#p1"


# --- without scripts, and on paper --------------------------------------------------------------------------------


def test_without_scripts(open_page: Open) -> None:
    """All of it is there; a citation leads to the register; the sources' paragraphs can be opened at the end."""
    tab = open_page(scripts=False)
    html = tab.call("DOM.getDocument", depth=-1, pierce=True)["root"]
    words = _words(html)
    assert Q1 in words
    assert {"ui_evidence", "q1"} < set(_ids(html))
    assert not {"ui_filter", "ui_pane"} & set(_ids(html))
    tab.click_node("#q1-by .cite")
    tab.wait_for("Page.navigatedWithinDocument")
    told = tab.call("Page.getNavigationHistory")
    assert told["entries"][told["currentIndex"]]["url"].endswith("#s1")


def _ids(node: dict[str, Any]) -> Iterator[str]:
    told = node.get("attributes", [])
    yield from (value for name, value in zip(told[::2], told[1::2], strict=True) if name == "id")
    for child in node.get("children", ()):
        yield from _ids(child)


def _words(node: dict[str, Any]) -> str:
    own = node.get("nodeValue", "") if node.get("nodeName") == "#text" else ""
    return own + "".join(_words(child) for child in node.get("children", ()))


def test_on_paper(open_page: Open) -> None:
    """Its pages have the handling mark, head and number; filter, pane and evidence stay out."""
    pdfium = pytest.importorskip("pypdfium2")
    tab = open_page()
    tab.click("#q1")
    document = pdfium.PdfDocument(tab.printed())
    pages = [one.get_textpage().get_text_bounded() for one in document]
    assert all(f"Page {number} of {len(pages)}" in one for number, one in enumerate(pages, 1))
    printed = "\n".join(pages)
    assert "The radar does not replace the patrols" in printed
    assert not [words for words in ("Evidence", "All themes", "Why it is printed") if words in printed]


# --- for everybody ------------------------------------------------------------------------------------------------


def axe() -> Path | None:
    """Where axe-core is, if it is."""
    places = [os.environ.get("AXE_CORE", ""), str(ROOT / "node_modules" / "axe-core" / "axe.min.js")]
    return next((Path(place) for place in places if place and Path(place).is_file()), None)


@pytest.mark.skipif(not axe(), reason="no axe-core (npm i axe-core, or AXE_CORE)")
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_accessibility(open_page: Open, size: str, dark: bool, is_open: bool) -> None:
    """axe-core finds nothing serious; contrast, names, roles, landmarks, the order of headings are among its rules."""
    width, height = SIZES[size]
    tab = open_page(width=width, height=height, dark=dark)
    assert tab.run("getComputedStyle(document.body).backgroundColor") != ("rgb(255, 255, 255)" if dark else "")
    if is_open:
        tab.click("#q1")
    path = axe()
    assert path
    tab.run(path.read_text("utf-8") + "; 0")
    for details in ("false", "true"):
        tab.run(f"document.querySelectorAll('details').forEach(one => one.open = {details})")
        assert violations(tab) == []


def violations(tab: Tab) -> list[tuple[str, str]]:
    """What axe finds, with the element it finds it at."""
    found = tab.run("axe.run().then(told => told.violations.flatMap(one => one.nodes.map(n => [one.id, n.html])))")
    return [(rule, html) for rule, html in found]


# --- charts -------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_charts(chromium: Chromium, tmp_path: Path) -> Open:
    """Opens a page of charts."""
    blocks = (pages.every_block()[0], Heading("h", "Figures"), charts.by_day(), charts.by_week(), charts.large())
    path = tmp_path / "charts.html"
    path.write_bytes(draw_html(pages.page(*blocks), shipped_style())[0])
    return lambda **told: chromium.open(path, **told)


@pytest.mark.parametrize("width", [320, 390, 620, 1280])
def test_charts_fit_every_screen(open_charts: Open, width: int) -> None:
    """Nothing is wider than the screen, no type is below 13 px, and no number is cut or lies over another."""
    tab = open_charts(width=width, height=844)
    assert tab.run("document.documentElement.scrollWidth") == width
    words = "[...document.querySelectorAll('.chart :is(caption, th, td)')]"
    assert tab.run(f"Math.min(...{words}.map(one => parseFloat(getComputedStyle(one).fontSize)))") >= 13
    assert tab.run("[...document.querySelectorAll('.chart td')].filter(o => o.scrollWidth > o.clientWidth).length") == 0
    boxes = tab.run(f"[...document.querySelectorAll('#chart-large tbody td')].map({_BOX})")
    assert all(other[0] >= one[2] - 0.5 for one, other in pairwise(boxes) if abs(one[3] - other[3]) < 1)


_BOX = "one => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }"


@pytest.mark.parametrize("size", SIZES)
def test_bars_of_a_lane_stand_on_one_line(open_charts: Open, size: str) -> None:
    """Whatever stands over them; and each is as high as its number says."""
    width, height = SIZES[size]
    tab = open_charts(width=width, height=height)
    pictures, boxes = (
        tab.run(f"[...document.querySelectorAll('#chart-days tbody tr:nth-child(2) {name}')].map({_BOX})")
        for name in ("svg", "rect")
    )
    assert len({round(box[3], 1) for box in pictures}) == 1
    heights = [box[3] - box[1] for box in boxes]
    assert [round(12 * high / heights[2], 1) for high in heights[:5]] == [4, 7, 12, 5, 3]


def test_a_narrow_chart_names_the_column_of_each_number(open_charts: Open) -> None:
    """By what the cell says itself, in lanes that wrap; a wide one has its names over the lanes."""
    name = "getComputedStyle(document.querySelector('#chart-days tbody td'), '::before').content"
    lane = "getComputedStyle(document.querySelector('#chart-days tbody tr')).display"
    for width, shown, display in ((390, True, "grid"), (620, True, "grid"), (1280, False, "table-row")):
        tab = open_charts(width=width, height=844)
        assert ("Mon 2" in tab.run(name)) == shown
        assert tab.run(lane) == display


@pytest.mark.skipif(not axe(), reason="no axe-core (npm i axe-core, or AXE_CORE)")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_accessibility_of_charts(open_charts: Open, size: str, dark: bool) -> None:
    """axe-core finds nothing, in wide lanes and in narrow ones."""
    width, height = SIZES[size]
    tab = open_charts(width=width, height=height, dark=dark)
    path = axe()
    assert path
    tab.run(path.read_text("utf-8") + "; 0")
    assert violations(tab) == []


def test_charts_are_heard_as_tables(open_charts: Open) -> None:
    """With name, description, and heads for rows and columns; bars are not heard."""
    for width in (390, 1280):
        nodes = open_charts(width=width, height=844).call("Accessibility.getFullAXTree")["nodes"]
        told = [(one["role"]["value"], one["name"]["value"]) for one in nodes if one.get("name") and not one["ignored"]]
        assert ("table", "Articles by theme and day") in told
        assert {("columnheader", "Mon 2"), ("columnheader", "undated"), ("rowheader", "Air defense")} <= set(told)
        (first, *_) = [one for one in nodes if one.get("role", {}).get("value") == "table"]
        assert first["description"]["value"] == charts.by_day().alt
        assert not [one for one in nodes if "svg" in one.get("role", {}).get("value", "").lower()]
