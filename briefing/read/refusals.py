"""What no reader takes, by its kind: what it is, and how to give us the text. A package from outside may read it."""

from briefing.errors import Unreadable

_REFUSED = {
    "old office": ("a file of an old Office program is not read", "open it and save it as .docx"),
    "rtf": ("rich text is read only in Factiva's exports", "open it and save it as .docx"),
    "open document": ("an OpenDocument file is not read", "open it and save it as .docx"),
    "spreadsheet": ("a spreadsheet is not read", "save it as .csv, its first row naming the columns"),
    "slides": ("slides are not read", "save their text as .txt"),
    "e-book": ("an e-book is not read", "save the article's text as .txt"),
    "warc": ("a web archive is not read", "save its pages as .html"),
    "packed": ("a packed file of this kind is not read", "unpack it, or pack it as .zip"),
    "picture": ("a picture has no text to read", "give the article's text"),
    "xml": ("this kind of XML is not known", "give a feed, NewsML-G2 or Factiva's XML, or save the text as .txt"),
}


def refusal(path: str, kind: str, known: tuple[str, ...]) -> Unreadable:
    """Return why a file of this kind has no reader; `known` are the usual endings of those that have one."""
    if kind in _REFUSED:
        return Unreadable(path, *_REFUSED[kind])
    *others, last = known
    return Unreadable(path, "this kind of file is not known", f"use {', '.join(others)} or {last}")
