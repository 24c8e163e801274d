"""The workbook that a chart in a Word file takes its numbers from: one sheet, the least that spreadsheets open.

Word shows what the chart itself holds and opens the workbook where somebody wants to edit the numbers. Words are inline
strings, which no program takes for a formula.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.render.package import member
from briefing.render.word_measures import attribute

SHEET = "Sheet1"
"""Its name, which formulas may hold without quotation marks."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A number that is worked out of others."""

    text: str
    value: float


Row = Sequence[str | int | Formula]

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FRAME = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}
"""Every member but the sheet, in the order in which programs look for them."""


def make_workbook(rows: Iterable[Row]) -> bytes:
    """Return rows of words and numbers as the bytes of an .xlsx; the same rows give the same bytes.

    The words must be such that XML can hold them.
    """
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(_rows(rows))}</sheetData></worksheet>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, markup in (*_FRAME.items(), ("xl/worksheets/sheet1.xml", sheet)):
            package.writestr(member(name), _DECLARED + markup)
    return packed.getvalue()


def place(column: int, row: int) -> str:
    """Return the name of a cell, counted from 1.

    >>> place(2, 9)
    'B9'
    """
    return f"{_letters(column)}{row}"


def stretch(column: int, first: int, last: int) -> str:
    """Return a formula that names cells of a column, counted from 1.

    >>> stretch(2, 1, 1), stretch(28, 2, 9)
    ('Sheet1!$B$1', 'Sheet1!$AB$2:$AB$9')
    """
    letters = _letters(column)
    return f"{SHEET}!${letters}${first}" + (f":${letters}${last}" if last > first else "")


def _rows(rows: Iterable[Row]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        cells = (_cell(place(column, number), value) for column, value in enumerate(row, 1))
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(name: str, value: str | int | Formula) -> str:
    if isinstance(value, int):
        return f'<c r="{name}"><v>{value}</v></c>'
    if isinstance(value, Formula):
        return f'<c r="{name}"><f>{value.text}</f><v>{value.value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{attribute(value)}</t></is></c>' if value else ""


def _letters(column: int) -> str:
    """Return the name of a column: A to Z, then AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
