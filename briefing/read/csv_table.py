"""Tables, `.csv` or `.tsv`: one article per row, as spreadsheets and media databases export them.

The first row names the columns, in any case: those of `rows`, or others under the field map. Commas, semicolons, tabs
and bars are told apart by that row, or by a line `sep=;` above it, as Excel has it. The articles are `name.csv#1`,
`#2`, …, counted over the rows that are not empty. A row without a text is a problem in its place, and the others are
read.
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import File, shown
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.rows import listed, row_document

name = "csv"
suffixes = (".csv", ".tsv")
guarded = False
claims = claimed("csv")

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(rf'"?sep=([{_DELIMITERS}])"?[ \t]*\r?\n', re.IGNORECASE)
"""The line above a table that tells Excel how its cells are separated."""
_HINT = "name the columns in the first row, one of them for the text; give its name under [fields]"
_LONGEST_CELL = 20_000_000


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per good row, a problem per bad one, in their order; raises `Unreadable` where all are bad."""
    text, doubts = file.decoded()
    text = text.removeprefix("\ufeff")
    rows = _rows(file.path, text.replace("\0", ""))
    columns = _columns(file, next(rows, []))
    pairs = (dict(zip(columns, row, strict=False)) for row in rows)
    return read_items(file, pairs, lambda row, number: _document(file, row, number), "row", doubts)


def _rows(path: str, text: str) -> Iterator[list[str]]:
    """Yield the rows that are not empty; raises `Unreadable` where the table cannot be told."""
    # Its limit is the whole process's, and an article in a cell is longer than the default.
    csv.field_size_limit(_LONGEST_CELL)
    text = text.lstrip("\r\n")
    told = _SEPARATOR.match(text)
    table = text[told.end() :] if told else text
    first = table.split("\n", 1)[0]
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    try:
        for row in csv.reader(StringIO(table, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as error:
        raise Unreadable(path, f"it is not a table ({shown(str(error))})", _HINT) from None


def _columns(file: File, first: list[str]) -> list[str]:
    """Return the names of the columns; raises `Unreadable` where none is that of the text."""
    columns = [cell.strip() for cell in first]
    wanted = file.field_map.get("text", "text")
    if wanted.lower() not in map(str.lower, columns):
        message = f"its first row names no column '{shown(wanted)}', only {listed(columns)}"
        raise Unreadable(file.path, message, _HINT)
    return columns


def _document(file: File, row: dict[str, str], number: int) -> Document:
    try:
        return row_document(file, row, number)
    except ValueError as error:
        raise Unreadable(file.path, f"row {number}: {error}", _HINT) from None
