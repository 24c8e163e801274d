"""Charts of a Word file as tables: what stands in the chart's own part is put where its drawing stands.

A chart of ours has the bookmark of its id around its drawing, or as the drawing's name. Its title is the paragraph
above it, by the style of that or by the title of the drawing. Any other chart is an editor's, and stays.
"""

import zipfile
from collections.abc import Iterable

from lxml import etree

from briefing import anchors
from briefing.check.word_parts import name_charts, parse
from briefing.check.word_sight import CHART, W, value

_C = CHART[: -len("chart")]
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNSEEN = (W + "del", W + "moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_TITLES = ("chart title", "chart title wide")
"""Styles that titles wear."""
Row = tuple[str, ...]


def put_charts(document: etree._Element, package: zipfile.ZipFile, name: str, styles: etree._Element) -> None:
    """Put behind the paragraph of each chart of ours a table of what it shows, under its bookmark.

    `name` is that of the part that the document is.

    Raises:
        LookupError: the part of a chart is not there.
    """
    parts = name_charts(package, name)
    for place in list(document.iter(CHART)):
        paragraph = next(place.iterancestors(W + "p"), None)
        if paragraph is None or next(place.iterancestors(*_UNSEEN), None) is not None:
            continue
        start = _bookmark(place, paragraph)
        id = anchors.unbookmark(_told(place, "name") if start is None else start.get(W + "name", ""))
        if id and not anchors.is_words(id):
            rows = read_chart(parse(package.read(parts[place.get(_RELATION, "")])))
            _put(paragraph, id, rows, _title_of(place, paragraph.getprevious(), styles))
            for one in (place, start):
                _take_out(one)


def read_chart(chart: etree._Element) -> tuple[Row, ...]:
    """Return what a chart's part holds: the names of its columns, then each series, its name first."""
    series = list(chart.iter(_C + "ser"))
    columns = _points(series[0], "cat") if series else ()
    return (columns, *_seen((*_points(one, "tx"), *map(_number, _points(one, "val"))) for one in series))


def _seen(series: Iterable[Row]) -> tuple[Row, ...]:
    """Return the series without those that only keep lanes apart: they come first and have the same name."""
    every = tuple(series)
    names = [one[:1] for one in every]
    return every[1::2] if names[0::2] == names[1::2] else every


def _points(series: etree._Element, kind: str) -> Row:
    """Return what a series keeps of its name, its columns or its values."""
    held = series.find(_C + kind)
    return () if held is None else tuple(one.findtext(_C + "v", "") for one in held.iter(_C + "pt"))


def _number(text: str) -> str:
    """Return a whole number as we print it, however a program wrote it."""
    return text.removesuffix(".0")


def _told(place: etree._Element, attribute: str) -> str:
    """Return what the drawing around a chart tells."""
    drawing = next(place.iterancestors(W + "drawing"), None)
    properties = None if drawing is None else drawing.find(f".//{_DRAWING}")
    return "" if properties is None else str(properties.get(attribute, ""))


def _title_of(place: etree._Element, above: etree._Element | None, styles: etree._Element) -> etree._Element | None:
    """Return the paragraph above a chart if that is its title."""
    if above is None or above.tag != W + "p":
        return None
    worn, told = value(above, "val", "pPr", "pStyle"), _told(place, "title").strip()
    names = (value(one, "val", "name") for one in styles.iter(W + "style") if value(one, "styleId") == worn)
    words = "".join(text.text or "" for text in above.iter(W + "t")).strip()
    return above if (told and words == told) or any(name.casefold() in _TITLES for name in names) else None


def _bookmark(place: etree._Element, paragraph: etree._Element) -> etree._Element | None:
    """Return the start of the latest bookmark of ours that a place of a paragraph lies in; None if there is none."""
    standing: dict[str, etree._Element] = {}
    for one in paragraph.iter(CHART, W + "bookmarkStart", W + "bookmarkEnd"):
        if one is place:
            break
        if one.tag == W + "bookmarkEnd":
            standing.pop(one.get(W + "id", ""), None)
        elif one.tag == W + "bookmarkStart" and anchors.unbookmark(one.get(W + "name", "")):
            standing[one.get(W + "id", "")] = one
    return next(reversed(standing.values()), None)


def _put(paragraph: etree._Element, id: str, rows: tuple[Row, ...], title: etree._Element | None) -> None:
    """Put a table behind a paragraph, with a title as its first cell and a bookmark of an id around."""
    table = etree.Element(W + "tbl")
    if title is not None:
        etree.SubElement(etree.SubElement(table, W + "tr"), W + "tc").append(title)
    table.extend(map(_row, rows))
    paragraph.addnext(table)
    name, number = anchors.bookmark(id), f"chart {id}"
    table.addprevious(etree.Element(W + "bookmarkStart", {W + "id": number, W + "name": name}))
    table.addnext(etree.Element(W + "bookmarkEnd", {W + "id": number}))


def _take_out(element: etree._Element | None) -> None:
    if element is not None:
        element.getparent().remove(element)


def _row(texts: Row) -> etree._Element:
    row = etree.Element(W + "tr")
    for text in texts:
        run = etree.SubElement(_cell(row), W + "r")
        etree.SubElement(run, W + "t", {_SPACE: "preserve"}).text = text
    return row


def _cell(row: etree._Element) -> etree._Element:
    return etree.SubElement(etree.SubElement(row, W + "tc"), W + "p")
