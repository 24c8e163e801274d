"""Charts in a PDF: read back as they are, walked as tables, described, and kept together."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import charts
import pages
import pikepdf
import pypdfium2
import pytest
from factories import shipped_style

from briefing.blocks import Block, Chart, Heading, Note, Page, Series, Statement
from briefing.check.pdf import read_pdf
from briefing.check.pdf_rules import broken_rules
from briefing.check.whole import match_whole, paragraphs
from briefing.render.pdf import draw_pdf
from briefing.render.style import Style

CHARTS = {"days": charts.by_day(), "weeks": charts.by_week(), "large": charts.large(), "parted": charts.large(3)}


def page_of(*blocks: Block, wide: bool = False) -> Page:
    return pages.page(pages.every_block()[0], Heading("h", "Figures", wide=wide), *blocks, pages.every_block()[-1])


@cache
def style(size: str = "A4") -> Style:
    made = shipped_style()
    return replace(made, page=replace(made.page, size=size))


def drawn(*blocks: Block, wide: bool = False, size: str = "A4") -> bytes:
    data, problems = draw_pdf(page_of(*blocks, wide=wide), style(size))
    assert problems == ()
    return data


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, int) and "/S" in kid:
            yield kid
            yield from elements(kid)


def of_kind(file: pikepdf.Pdf, kind: str) -> list[Any]:
    return [one for one in elements(file.Root.StructTreeRoot) if str(one.S)[1:] == kind]


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("wide", [False, True], ids=["column", "wide"])
@pytest.mark.parametrize("name", CHARTS)
def test_it_is_read_whole_and_keeps_the_rules(name: str, wide: bool, size: str) -> None:
    """Title, columns, labels and numbers, in this order, on either paper, in either width."""
    data = drawn(CHARTS[name], wide=wide, size=size)
    assert match_whole(read_pdf(data), page_of(CHARTS[name], wide=wide), "pdf") == ()
    assert broken_rules(data) == ()
    (found,) = [one for one in read_pdf(data).found if one.id == CHARTS[name].id]
    assert "".join(found.text.split()) == "".join("".join(paragraphs(CHARTS[name])).split())
    assert not any(piece.source for piece in found.pieces)


def changed_number(chart: Chart) -> Chart:
    first, *rest = chart.series
    return replace(chart, series=(Series(first.label, (first.values[0] + 1, *first.values[1:])), *rest))


@pytest.mark.parametrize(
    "change",
    [
        changed_number,
        lambda chart: replace(chart, series=chart.series[::-1]),
        lambda chart: replace(chart, columns=(*chart.columns[1::-1], *chart.columns[2:])),
        lambda chart: replace(chart, title="Another title"),
        lambda chart: replace(chart, series=chart.series[:-1]),
    ],
    ids=["number", "order", "columns", "title", "lane"],
)
def test_what_differs_is_found(change: Any) -> None:
    """A number, an order, a name, a title, a lane."""
    (finding,) = match_whole(read_pdf(drawn(change(charts.by_day()))), page_of(charts.by_day()), "pdf")
    assert finding.rule == "whole"


def test_same_bytes_twice() -> None:
    """The same chart gives the same bytes."""
    assert drawn(charts.by_day(), charts.large()) == drawn(charts.by_day(), charts.large())


def test_how_it_is_heard() -> None:
    """First what it shows, in words, for its bars; then a table of its own, with a caption and heads for every cell."""
    with pikepdf.open(BytesIO(drawn(charts.by_day()))) as file:
        (holder,) = [one for one in elements(file.Root.StructTreeRoot) if bytes(one.get("/ID", b"")) == b"chart-days"]
        figure, table = holder.K
        assert (figure.S, str(figure.Alt), len(figure.K)) == ("/Figure", charts.by_day().alt, 1)
        caption, *rows = table.K
        assert (table.S, caption.S) == ("/Table", "/Caption")
        assert [[str(cell.S) for cell in row.K] for row in rows[:2]] == [
            ["/TD", *["/TH"] * 8],
            ["/TH", *["/TD"] * 8],
        ]
        assert [str(cell.A.Scope) for cell in rows[0].K if cell.S == "/TH"] == ["/Column"] * 8
        assert str(rows[1].K[0].A.Scope) == "/Row"


def test_bars_belong_to_the_figure() -> None:
    """One stretch has them all, as plain areas within the box that the figure tells; hollow ones have an outline."""
    with pikepdf.open(BytesIO(drawn(charts.by_day()))) as file:
        (figure,) = of_kind(file, "Figure")
        left, bottom, right, top = map(float, figure.A.BBox)
        content = file.pages[0].Contents.read_bytes().decode()
    bars = bars_of(content)
    values = [value for one in charts.by_day().series for value in one.values if value]
    assert len(bars) == len(values)
    for value, (x, y, width, height, rest) in zip(values, bars, strict=True):
        assert abs(float(height) - max(value / 12 * 2.8 * 7.8, 0.78)) < 0.01
        assert left - 0.01 <= float(x) <= float(x) + float(width) <= right + 0.01
        assert bottom - 0.01 <= float(y) <= float(y) + float(height) <= top + 0.01
        assert rest.endswith("re f*") or rest == "f"
    assert sum(rest.endswith("f*") for *_, rest in bars) == 2


def bars_of(content: str) -> list[tuple[str, ...]]:
    """Left, bottom, width and height of each bar, and the operators behind."""
    (stretch,) = re.findall(r"/Figure<</MCID \d+>>BDC(.*?)EMC", content, re.DOTALL)
    found: list[tuple[str, ...]] = re.findall(r"rg ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re (.*)", stretch)
    return found


def letters(data: bytes) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Page, letter and its box (left, bottom, right, top), as another program reads them."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            letter = text.get_text_range(index, 1)
            if letter.strip():
                found.append((number, letter, text.get_charbox(index)))
        text.close()
        page.close()
    document.close()
    return found


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("wide", [False, True], ids=["column", "wide"])
@pytest.mark.parametrize("name", ["days", "weeks", "large"])
def test_no_words_lie_over_one_another(name: str, wide: bool, size: str) -> None:
    """No letter covers another, and none leaves the page."""
    by_page: dict[int, list[tuple[float, float, float, float]]] = {}
    for number, _, box in letters(drawn(CHARTS[name], wide=wide, size=size)):
        by_page.setdefault(number, []).append(box)
    for boxes in by_page.values():
        boxes.sort()
        for at, (_, bottom, right, top) in enumerate(boxes):
            assert right < 600
            for other in boxes[at + 1 :]:
                if other[0] > right:
                    break
                across, down = right - other[0], min(top, other[3]) - max(bottom, other[1])
                assert min(across, down) < 0.5


@pytest.mark.parametrize("name", ["days", "weeks"])
def test_each_number_stands_on_its_bar(name: str) -> None:
    """In its middle, right over it."""
    data = drawn(CHARTS[name])
    with pikepdf.open(BytesIO(data)) as file:
        bars = bars_of(file.pages[0].Contents.read_bytes().decode())
    digits = [box for _, letter, box in letters(data) if letter.isdigit()]
    for x, y, width, height in (map(float, bar[:4]) for bar in bars):
        over = [box for box in digits if abs((box[0] + box[2]) / 2 - x - width / 2) < 6]
        assert min(abs(box[1] - y - height - 2.5) for box in over) < 1


def test_names_of_columns_end_on_one_level() -> None:
    """Those of one line stand beside the last line of the others."""
    read = letters(drawn(charts.large(), wide=True))
    text = "".join(letter for _, letter, _ in read)
    level = read[text.index("undated")][2][1]
    beside = [letter for _, letter, box in read if letter.isdigit() and abs(box[1] - level) < 0.5]
    assert "".join(beside) == "".join(map(str, range(9, 24)))


def test_it_stays_on_one_page() -> None:
    """With its title and what follows it as a note; the head over it comes along."""
    note = Note((pages.ours("Counted twice."),))
    for lines in range(20, 60, 3):
        before = [Statement((pages.ours("Line"),))] * lines
        data = drawn(*before, Heading("x", "Charted"), charts.by_week(), note)
        document = pypdfium2.PdfDocument(data)
        texts = [page.get_textpage().get_text_bounded() for page in document]
        (text,) = [text for text in texts if "last six weeks" in text]
        assert all(words in text for words in ("Charted", "Theme of number 7", "Counted twice."))
        document.close()


def test_what_is_higher_than_a_page() -> None:
    """Goes on between lanes; the names of its columns are shown again and read once; no box is told of two pages."""
    data = drawn(charts.large(2), wide=True)
    with pikepdf.open(BytesIO(data)) as file:
        (figure,) = of_kind(file, "Figure")
        assert "/A" not in figure
        assert len(figure.K) == 2
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    shown = [text for text in texts if "undated" in text]
    assert len(shown) == 2
    assert "Figures" in shown[0]
    assert sum("Articles by theme and day" in text for text in texts) == 1


def test_colours_are_the_houses() -> None:
    """Bars are in its blue, what stands apart in its brown."""
    made = shipped_style()
    told = replace(made, colours=replace(made.colours, blue="#FF0000", brown="#00FF00"))
    with pikepdf.open(BytesIO(draw_pdf(page_of(charts.by_day()), told)[0])) as file:
        content = file.pages[0].Contents.read_bytes().decode()
    (stretch,) = re.findall(r"/Figure<</MCID \d+>>BDC(.*?)EMC", content, re.DOTALL)
    assert re.findall(r"(.*?) rg .* (f\*|f)\n", stretch).count(("0 1 0", "f*")) == 2
    assert set(re.findall(r"(.*?) rg", stretch)) == {"1 0 0", "0 1 0"}


def test_a_letter_of_no_face_is_told_once() -> None:
    """With the chart as its place."""
    chart = Chart("c", "Title", "In words", ("漢", "W2"), (Series("漢", (1, 2)),))
    data, (problem,) = draw_pdf(page_of(chart), style())
    assert problem.where == "c"
    assert match_whole(read_pdf(data), page_of(chart), "pdf") == ()


def test_nothing_to_count() -> None:
    """A chart of zeros has its numbers and no bars; one of none has its title, however long."""
    zeros = Chart("z", "Nothing", "", ("W1", "W2"), (Series("Radar", (0, 0)),))
    for chart in (zeros, Chart("z", "Nothing " * 2000, "", (), ())):
        data = drawn(chart)
        assert match_whole(read_pdf(data), page_of(chart), "pdf") == ()
