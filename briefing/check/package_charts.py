"""A chart of a Word file beside the workbook that it brings along: whether that opens and has what is shown.

Word draws what the chart keeps, and takes the workbook's numbers once somebody edits them; both have to be the same.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from lxml import etree

from briefing.check.word_parts import parse, refuse_doubtful

CHART_PART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chartSpace"
"""The root of a chart's part."""
_C = CHART_PART.removesuffix("chartSpace")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CELLS = re.compile(r"'?(?P<sheet>[^'!]+)'?!\$(?P<column>[A-Z]+)\$(?P<row>\d+)(:\$(?P=column)\$\d+)?")
"""A cell, or cells of one column; other formulas are not looked into."""
_BROKEN = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, LookupError, ValueError, RuntimeError, EOFError)
Cells = Mapping[tuple[str, str], str]
"""What stands in a workbook, by sheet and cell."""


def prove_workbook(chart: etree._Element, content: bytes) -> Iterator[str]:
    """Yield what is wrong with the workbook of a chart, given the tree of its part and the workbook's bytes."""
    try:
        cells = _read_cells(content)
    except _BROKEN as error:
        yield f"its workbook cannot be read ({error})"
        return
    for formula in chart.iter(_C + "f"):
        named, kept = _CELLS.fullmatch(formula.text or ""), formula.getnext()
        if named is None or kept is None:
            continue
        for point in kept.iter(_C + "pt"):
            place = f"{named['column']}{int(named['row']) + int(point.get('idx', '0'))}"
            have, want = point.findtext(_C + "v", ""), cells.get((named["sheet"], place), "")
            if _plain(have) != _plain(want):
                yield f"it shows {have!r} where {place} of its workbook has {want!r}"


def _plain(text: str) -> str:
    """Return a number in one of the ways it may be written; words as they are."""
    return f"{float(text):.12g}" if re.fullmatch(r"-?\d+(\.\d+)?(E[+-]?\d+)?", text) else text


def _read_cells(content: bytes) -> Cells:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        refuse_doubtful(package)
        if damaged := package.testzip():
            raise ValueError(f"{damaged} is damaged")
        shared = _shared(package)
        return {
            (sheet, str(cell.get("r", ""))): _value(cell, shared)
            for sheet, name in _sheets(package)
            for cell in parse(package.read(name)).iter(_S + "c")
        }


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet with the name of its part."""
    led = parse(package.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in led}
    for sheet in parse(package.read("xl/workbook.xml")).iter(_S + "sheet"):
        yield str(sheet.get("name", "")), posixpath.join("/xl", targets[sheet.get(_R + "id")]).lstrip("/")


def _shared(package: zipfile.ZipFile) -> list[str]:
    """Return the strings that cells name by their number."""
    name = "xl/sharedStrings.xml"
    root = parse(package.read(name)) if name in package.namelist() else etree.Element(_S + "sst")
    return [_words(one) for one in root.iter(_S + "si")]


def _value(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext(_S + "v", "")
    if cell.get("t") == "inlineStr":
        return _words(cell)
    return shared[int(value)] if cell.get("t") == "s" else value


def _words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(_S + "t"))
