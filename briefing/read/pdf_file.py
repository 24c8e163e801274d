"""PDF files, `.pdf`: the text that is in them, its paragraphs rebuilt from the lines on the pages.

Running heads and page numbers are left out; a scan without text is refused, since nothing is recognised from pictures.
The title is what the file's properties say where the text opens with it. A top as in plain text (header lines, a glued
date) counts. When the file was made is not when the article was published: the date is taken from the text alone.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import File, problem
from briefing.read.kinds import claimed
from briefing.read.pdf_lines import HYPHEN, Line, join_paragraphs, without_running_heads
from briefing.read.tops import peel_paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

name = "pdf"
suffixes = (".pdf",)
guarded = True
claims = claimed("pdf")

_MOST_MEGABYTES, _MOST_PAGES = 20, 300
_MOST_CHARACTERS = 100_000
"""On one page; an article's page has a few thousand."""
_INSTEAD = "save the article's text as .txt instead"
_BREAKS = frozenset("\r\n")


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the file; raises `Unreadable`, also where no page has text."""
    file.refuse_above(_MOST_MEGABYTES)
    pages, named = _read_pages(file)
    if not any(pages):
        raise Unreadable(file.path, "no text in it", "it may be a scan: recognise its text first, then give that")
    paragraphs = join_paragraphs(without_running_heads(pages))
    title = named if paragraphs and paragraphs[0] == named else ""
    top = peel_paragraphs(file.path, paragraphs[1:] if title else paragraphs)
    fields = replace(top.fields, title=top.fields.title or title)
    return (file.document(top.body.split("\n\n"), fields, (*top.problems, *_losses(file.path, pages))),)


def _read_pages(file: File) -> tuple[list[list[Line]], str]:
    """Return the lines of each page, and the title that the file's properties name."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(file.content)) as pdf:
            if len(pdf) > _MOST_PAGES:
                raise Unreadable(file.path, f"{len(pdf)} pages are more than {_MOST_PAGES}", "give the article's pages")
            pages = [_lines_of(file.path, pdf, number) for number in range(len(pdf))]
            return pages, " ".join(pdf.get_metadata_value("Title").split())
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        message = "it asks for a password" if locked else "it is damaged or no PDF"
        raise Unreadable(file.path, message, _INSTEAD) from None


def _lines_of(path: str, pdf: "PdfDocument", number: int) -> list[Line]:
    with closing(pdf[number]) as page, closing(page.get_textpage()) as text:
        if text.count_chars() > _MOST_CHARACTERS:
            raise Unreadable(path, f"page {number + 1} has more than {_MOST_CHARACTERS} characters", _INSTEAD)
        return list(_page_lines(page, text))


def _page_lines(page: "PdfPage", text: "PdfTextPage") -> Iterator[Line]:
    """Yield the lines of a page in the order of its text; where it ends a line with a hyphen, so does the line."""
    from pypdfium2.raw import FPDFText_GetUnicode

    height = page.get_height()
    start, letters = 0, ""
    for index in range(text.count_chars() + 1):
        code = FPDFText_GetUnicode(text, index) if index < text.count_chars() else 10
        # Outside of the letters of everyday, in two parts as utf-16 has them; pdfium gives each part.
        letter = "-" if code == HYPHEN else chr(code) if code else ""
        if code != HYPHEN and letter not in _BREAKS:
            letters += letter
            continue
        whole = letters + "-" if code == HYPHEN else letters
        if whole.strip():
            yield _line(text, whole, start, index - 1, height)
        start, letters = index + 1, ""


def _line(text: "PdfTextPage", letters: str, start: int, end: int, height: float) -> Line:
    first = start + len(letters) - len(letters.lstrip())
    left, bottom, _, top = text.get_charbox(min(first, end), loose=True)
    _, _, right, _ = text.get_charbox(max(first, end), loose=True)
    joined = letters.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Line(joined.strip(), left, right, height - top, height - bottom)


def _losses(path: str, pages: list[list[Line]]) -> Iterator[Problem]:
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    if empty:
        places = f"page{'s' * (len(empty) > 1)} {', '.join(empty[:9])}{', …' * (len(empty) > 9)}"
        yield problem(path, f"no text on {places}", "look there for pictures of text")
