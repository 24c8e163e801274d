"""What kind of file it is. The content decides; the name counts only where the content does not tell.

The one place where this is settled, so that two readers of ours never claim one file. A kind is the name of its reader,
or that of something known to be read by none, see `refusals`.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
)
_OOXML = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")
"""What the first part of a Word file is called. Spreadsheets and slides begin so, too."""
_OFFICE = re.compile(rb"PK\x03\x04.{26}(word|xl|ppt)/", re.DOTALL)
"""The first part that tells which of them it is."""
_OFFICE_KINDS = {b"word": "docx", b"xl": "spreadsheet", b"ppt": "slides"}
_E_BOOK = b"mimetypeapplication/epub+zip"
_OPEN_DOCUMENT = b"mimetypeapplication/"
_PDF_WITHIN = 1024
"""Bytes; PDF allows that much of something else in front, and its readers do too."""
_ROOTS = {
    **dict.fromkeys(("html", "head", "body"), "html"),
    **dict.fromkeys(("rss", "feed", "rdf"), "feed"),
    **dict.fromkeys(("newsitem", "newsmessage"), "newsml"),
    **dict.fromkeys(("ppsresponse", "ppsarticleresponse"), "factiva"),
}
"""Root elements in lower case, without a prefix."""
_ELEMENT = re.compile(rb"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]")
_FACTIVA_PAGE = re.compile(rb"class=[\"']?article \w\wArticle|distdoc:archive/", re.IGNORECASE)
_FACTIVA_CODE = re.compile(rb"\b(?:HD|WC|PD)\b")
_FROM_HEADLINE, _FROM_COUNT = 4000, 2000
"""Bytes at most from the code of a headline to that of the count of words, and from there to that of the day."""
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_JSON_LIST = re.compile(rb"\s*(?:\[\s*\{|\{\s*\n)")
_COLLECTED = re.compile(rb"\s*\{\s*\"briefing_collected\"\s*:")
_JSON_FEED = re.compile(rb"\"version\"\s{0,9}:\s{0,9}\"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org")
_HEADER = re.compile(rb"([\w-]{1,60}):[ \t]")
_MAIL_ONLY = {b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to"}
"""Header lines that people do not write above an article."""
_SENT = {b"message-id", b"received", b"to", b"delivered-to", b"return-path"}
_MBOX = re.compile(rb"From \S{1,200} [^\n]{0,40}\d\d:\d\d[^\n]{0,40}\r?\n(?:>?From |[\w-]{1,60}:)")
_NEXIS = re.compile(rb"^[ \t]{0,60}\d{1,5} of \d{1,5} DOCUMENTS?[ \t\r]{0,60}$", re.MULTILINE | re.IGNORECASE)
_NEXIS_END = re.compile(rb"^[ \t]{0,60}End of Document[ \t\r]{0,60}$", re.MULTILINE)
_NEXIS_INDEX = re.compile(rb"^[ \t]{0,9}(?:load-date|length|section):", re.MULTILINE | re.IGNORECASE)
_SUFFIXES = {
    ".txt": "text",
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    **dict.fromkeys((".rss", ".atom"), "feed"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    ".json": "json",
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "eml",
    ".mbox": "mbox",
    ".zip": "zip",
    ".doc": "old office",
    ".rtf": "rtf",
    ".odt": "open document",
    ".xlsx": "spreadsheet",
    ".pptx": "slides",
    ".epub": "e-book",
    ".warc": "warc",
    ".xml": "xml",
}


# Each reader asks anew for the same file.
@lru_cache(maxsize=1)
def kind_of(path: str, head: bytes) -> str:
    """Return the kind of the file with this name and these first bytes; "" where neither tells.

    >>> kind_of("a.zip", b"PK\\3\\4" + bytes(26) + b"[Content_Types].xml"), kind_of("a.txt", b"<!DOCTYPE html><p>")
    ('docx', 'html')
    >>> kind_of("a.txt", b"The harbour"), kind_of("a.xyz", b"The harbour")
    ('text', '')
    """
    named = _SUFFIXES.get(_suffix(path), "")
    plain = _narrow(head).removeprefix(b"\xef\xbb\xbf")
    return _magic(head) or _marked(plain) or _json(plain, named) or _mail(plain) or _export(plain, named) or named


def _suffix(path: str) -> str:
    stem, dot, suffix = path.rpartition(".")
    return (dot + suffix).lower() if stem else ""


def _narrow(head: bytes) -> bytes:
    """Return text in utf-16 so that its ASCII letters stand side by side; other bytes as they are."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 3 > len(head)
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"") if wide else head


def _magic(head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        first = head[30:]
        if first.startswith(_OPEN_DOCUMENT):
            return "e-book" if first.startswith(_E_BOOK) else "open document"
        return _office(head) if first.startswith(_OOXML) else "zip"
    if b"%PDF-" in head[:_PDF_WITHIN] and not head.lstrip().startswith(b"<"):
        return "pdf"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")


def _office(head: bytes) -> str:
    """Return the kind of a file of Office; where its first parts do not tell, it may be a Word file."""
    told = _OFFICE.search(head)
    return _OFFICE_KINDS[told[1]] if told else "docx"


def _marked(plain: bytes) -> str:
    """Return the kind of what opens with markup."""
    if plain.lstrip().startswith(b"{\\rtf"):
        return "factiva" if _is_factiva(plain) else "rtf"
    root, is_xml = _root(plain)
    kind = _ROOTS.get(root, "xml" if is_xml else "")
    return "factiva" if kind == "html" and _FACTIVA_PAGE.search(plain) else kind


def _is_factiva(plain: bytes) -> bool:
    """Whether rich text names Factiva, or has its codes: a headline's, not far behind it a count's, then a day's."""
    headline = count = -len(plain) - _FROM_HEADLINE
    for code in _FACTIVA_CODE.finditer(plain):
        if code[0] == b"HD":
            headline = code.end()
        elif code[0] == b"WC" and code.start() - headline <= _FROM_HEADLINE:
            count = code.end()
        elif code[0] == b"PD" and code.start() - count <= _FROM_COUNT:
            return True
    return b"Factiva" in plain


def _root(plain: bytes) -> tuple[str, bool]:
    """Return the first element's name, and whether an XML declaration stands before it."""
    rest, is_xml = plain.lstrip(), False
    ends: tuple[tuple[bytes, bytes], ...] = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
    while end := next((end for start, end in ends if rest.startswith(start)), b""):
        if rest[:14].lower() == b"<!doctype html":
            return "html", False
        is_xml = is_xml or rest.startswith(b"<?xml")
        declared, _, after = rest.partition(end)
        # A document type may hold declarations in brackets, each with its own ">".
        rest = (rest.partition(b"]")[2].partition(end)[2] if end == b">" and b"[" in declared else after).lstrip()
    found = _ELEMENT.match(rest)
    return (found[1].decode("latin-1").lower() if found else ""), is_xml


def _json(plain: bytes, named: str) -> str:
    if not _JSON.match(plain):
        return ""
    if _COLLECTED.match(plain):
        return "collected"
    if _JSON_FEED.search(plain):
        return "jsonfeed"
    if named == "jsonl":
        return "json" if _JSON_LIST.match(plain) else "jsonl"
    first, _, rest = plain.strip().partition(b"\n")
    return "jsonl" if rest.lstrip().startswith(b"{") and _is_whole(first) else "json"


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _mail(plain: bytes) -> str:
    if _MBOX.match(plain):
        return "mbox"
    block = re.split(rb"\r?\n\r?\n", plain, maxsplit=1)[0]
    lines = [line for line in block.split(b"\n") if line[:1] not in (b" ", b"\t")]
    headers = [_HEADER.match(line) for line in lines]
    names = {found[1].lower() for found in headers if found}
    if not headers or not headers[0] or not names & _MAIL_ONLY:
        return ""
    is_page = b"multipart/related" in block.lower() and not names & _SENT
    return "mhtml" if is_page else "eml"


def _export(plain: bytes, named: str) -> str:
    if named not in ("text", ""):
        return ""
    if _NEXIS.search(plain) or (_NEXIS_END.search(plain) and _NEXIS_INDEX.search(plain)):
        return "nexis"
    return ""


def claimed(kind: str) -> Callable[[str, bytes], bool]:
    """Return the `claims` of the reader of one kind: whether it takes the file, by its first bytes, then its name."""

    def claims(path: str, head: bytes) -> bool:
        return kind_of(path, head) == kind

    return claims
