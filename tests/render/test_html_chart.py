"""Charts in HTML: tables with bars, read back as they are, described, and safe from markup."""

from dataclasses import replace
from typing import Any

import charts
import pages
import pytest
from factories import shipped_style
from lxml import etree
from lxml import html as lxml_html

from briefing.blocks import Chart, Heading, Page, Series
from briefing.check.html import read_html
from briefing.check.whole import match_whole, paragraphs
from briefing.render.html import draw_html
from briefing.render.html_chart import draw_chart


def page_of(*made: Chart) -> Page:
    return replace(pages.page(Heading("h", "Figures"), *made), footer=("", "", ""))


def drawn(*made: Chart) -> bytes:
    data, problems = draw_html(page_of(*made), shipped_style())
    assert problems == ()
    return data


def tree(chart: Chart) -> etree._Element:
    return lxml_html.fragment_fromstring(draw_chart(chart))


@pytest.mark.parametrize("chart", [charts.by_day(), charts.by_week(), charts.large()], ids=lambda one: one.id)
def test_it_is_read_whole(chart: Chart) -> None:
    """Title, columns, labels and numbers, in this order; nothing of them is a source's, and the description is none."""
    file = read_html(drawn(chart))
    assert match_whole(file, page_of(chart), "html") == ()
    (found,) = [one for one in file.found if one.id == chart.id]
    assert "".join(found.text.split()) == "".join("".join(paragraphs(chart)).split())
    assert not any(piece.source for piece in found.pieces)


@pytest.mark.parametrize(
    "change",
    [
        lambda chart: replace(
            chart, series=(Series("Air defense", (9, *chart.series[0].values[1:])), *chart.series[1:])
        ),
        lambda chart: replace(chart, series=chart.series[::-1]),
        lambda chart: replace(chart, columns=(*chart.columns[1::-1], *chart.columns[2:])),
        lambda chart: replace(chart, title="Another title"),
        lambda chart: replace(chart, series=chart.series[:-1]),
    ],
    ids=["number", "order", "columns", "title", "lane"],
)
def test_what_differs_is_found(change: Any) -> None:
    """A number, an order, a name, a title, a lane."""
    (finding,) = match_whole(read_html(drawn(change(charts.by_day()))), page_of(charts.by_day()), "html")
    assert finding.rule == "whole"


def test_how_it_is_heard() -> None:
    """A table with a caption and a description, heads for every cell, and bars that say nothing."""
    figure = tree(charts.by_day())
    (table,) = figure.xpath("table")
    assert (figure.tag, figure.get("id")) == ("figure", "chart-days")
    assert table.xpath("string(caption)") == charts.by_day().title
    (about,) = figure.xpath("//*[@id=$id]", id=table.get("aria-describedby"))
    assert (about.text, about.get("hidden")) == (charts.by_day().alt, "")
    assert [len(row) for row in table.iter("tr")] == [9] * 4
    assert table.xpath("count(thead//th[@scope='col'])") == 8
    assert table.xpath("tbody//th[@scope='row']/text()") == [one.label for one in charts.by_day().series]
    assert table.xpath("//*[@class='apart']/@data-label | //th[@class='apart']/text()") == ["undated"] * 4
    assert set(table.xpath("//svg/@aria-hidden")) == {"true"}
    assert not table.xpath("//svg//text()")


def test_bars_are_as_long_as_their_numbers() -> None:
    """On one scale; nothing has none, and those of the column that stands apart are outlines."""
    heights = {}
    for cell in tree(charts.by_day()).xpath("//td[@data-label]"):
        value, bars = int(cell.xpath("string()")), cell.xpath(".//rect")
        assert len(bars) == (value > 0)
        for bar in bars:
            line = float(bar.get("stroke-width", 0))
            heights[value] = float(bar.get("height")) + line
            picture = bar.getparent()
            assert (line > 0) == (cell.get("data-label") == "undated") == (picture.get("class") == "hollow")
            assert abs(float(bar.get("y")) + heights[value] - line / 2 - float(picture.get("height"))) < 0.02
    assert all(abs(height / heights[12] - value / 12) < 0.01 for value, height in heights.items())


def test_widths_fill_the_table() -> None:
    """Label and columns take all of it."""
    for chart in (charts.by_day(), charts.by_week(), charts.large()):
        shares = [float(share.rstrip("%")) for share in tree(chart).xpath("//col/@width")]
        assert len(shares) == len(chart.columns) + 1
        assert abs(sum(shares) - 100) < 0.1


def test_no_words_become_markup() -> None:
    """In title, description, names and labels."""
    words = f'"><script>alert(1)</script> {pages.HOSTILE}'
    chart = Chart("c", words, words, (words, "W2"), (Series(words, (1, 0)),))
    plain = Chart("c", "a", "a", ("a", "W2"), (Series("a", (1, 0)),))
    assert [one.tag for one in tree(chart).iter()] == [one.tag for one in tree(plain).iter()]
    assert match_whole(read_html(drawn(chart)), page_of(chart), "html") == ()


def test_nothing_to_count() -> None:
    """A chart of zeros has its numbers and no bars; one of none has its title."""
    zeros = Chart("z", "Nothing", "", ("W1", "W2"), (Series("Radar", (0, 0)),))
    for chart in (zeros, Chart("z", "Nothing", "", (), ())):
        assert match_whole(read_html(drawn(chart)), page_of(chart), "html") == ()
        assert not tree(chart).xpath("//svg | //@aria-describedby")
