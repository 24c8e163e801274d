"""The same article gives the same text and the same words about it, whatever it comes in."""

import unicodedata
from pathlib import Path

import pytest
from read.same_article import BYLINE, DATE, LANGUAGE, OUTLET, PARAGRAPHS, TITLE, URL, files

from briefing.extract.dates import read_date
from briefing.model import Document
from briefing.read import READERS, read

FILES = files()
NOT_CARRIED = {"article.eml": {"byline"}, "article.mbox": {"byline"}}
"""What a format has no place for."""


def the_document(name: str) -> Document:
    """The one document of a file."""
    (document,) = read(name, FILES[name], {})
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize("name", FILES)
def test_the_text_is_the_same(name: str) -> None:
    """Paragraph for paragraph, after Unicode's normal form C; nothing around the article is in it."""
    text = unicodedata.normalize("NFC", the_document(name).text)
    assert text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_of_it_is_the_same(name: str) -> None:
    """Title, outlet, byline, date, address and language, where the format can carry them."""
    fields = the_document(name).fields
    found = {
        "title": fields.title,
        "outlet": fields.outlet,
        "byline": fields.byline,
        "date": str(read_date(fields.date)),
        "url": fields.url,
        "language": fields.language,
    }
    told = {"title": TITLE, "outlet": OUTLET, "byline": BYLINE, "date": DATE, "url": URL, "language": LANGUAGE}
    assert found == {key: "" if key in NOT_CARRIED.get(name, ()) else value for key, value in told.items()}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_doubtful(name: str) -> None:
    """A clean file gives no problem."""
    assert the_document(name).problems == ()


@pytest.mark.parametrize("name", FILES)
def test_the_content_tells_the_reader(name: str) -> None:
    """Most formats are known by what is in them, under any name; text, Markdown and tables by their name alone."""
    named_only = Path(name).suffix in (".txt", ".md", ".csv")
    disguised = "article.txt" if not named_only else name
    (document,) = read(disguised, FILES[name], {})
    assert isinstance(document, Document)
    assert document.text == the_document(name).text


def test_every_format_has_its_article() -> None:
    """A new reader is tried with the article, too; exports that hold several have cases of their own."""
    from briefing.read import reader_for

    tried = {reader_for(name, content[:65536], READERS).name for name, content in FILES.items()}
    assert {reader.name for reader in READERS} - tried == {"nexis", "factiva"}
