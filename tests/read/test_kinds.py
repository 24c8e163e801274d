"""What kind a file is: by its content, and by its name only where the content does not tell."""

import time

import pytest

from briefing.read import HEAD, READERS
from briefing.read.kinds import kind_of

ZIP = b"PK\x03\x04" + bytes(26)
HTML = b"\xef\xbb\xbf\n<!-- saved --><!DOCTYPE html>\n<html>"
KINDS = [
    ("a.txt", b"The harbour reopened.", "text"),
    ("a.TXT", b"", "text"),
    ("a.md", b"<div>Words</div>", "markdown"),
    ("a.html", b"<div>Words</div>", "html"),
    ("a.txt", HTML, "html"),
    ("a.doc", HTML, "html"),
    ("a.xml", b"<?xml version='1.0'?><html xmlns='x'>", "html"),
    ("a.txt", "<html>".encode("utf-16"), "html"),
    ("a.txt", b"<b>No page</b>", "text"),
    ("a.html", b"<?xml version='1.0'?><!-- > --><rss version='2.0'>", "feed"),
    ("a.txt", b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "feed"),
    ("a.html", b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
    ("a.xml", b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "feed"),
    ("a.xml", b"<newsItem xmlns='x'>", "newsml"),
    ("a.xml", b"<?xml version='1.0'?><invoice>", "xml"),
    ("a.txt", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "jsonfeed"),
    ("a.txt", b'{"title": "a", "text": "b"}', "json"),
    ("a.txt", b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
    ("a.json", b'{"text": "a"}\n{"text": "b"}\n', "jsonl"),
    ("a.jsonl", b'{"text": "a"}', "jsonl"),
    ("a.jsonl", b'[{"text": "a"}]', "json"),
    ("a.jsonl", b"words", "jsonl"),
    ("a.txt", b"[Editor's note] Words.", "text"),
    ("a.txt", b"{Words in braces}", "text"),
    ("a.zip", ZIP + b"[Content_Types].xml", "docx"),
    ("a.docx", ZIP + b"a.txt", "zip"),
    ("a.zip", ZIP + b"mimetypeapplication/vnd.oasis.opendocument.text", "open document"),
    ("a.zip", ZIP + b"mimetypeapplication/epub+zip", "e-book"),
    ("a.docx", ZIP + b"[Content_Types].xml" + ZIP + b"_rels/.rels" + ZIP + b"xl/workbook.xml", "spreadsheet"),
    ("a.docx", ZIP + b"[Content_Types].xml" + ZIP + b"ppt/presentation.xml", "slides"),
    ("a.xlsx", ZIP + b"[Content_Types].xml" + ZIP + b"word/document.xml" + ZIP + b"xl/workbook.xml", "docx"),
    ("a.txt", b"junk\n%PDF-1.4", "pdf"),
    ("a.pdf", b"words", "pdf"),
    ("a.txt", b"Received: from x\nFrom: a@b\n\nWords", "eml"),
    ("a.txt", b"From: Desk\nDate: 2025-11-05\nSubject: Pilots\n\nWords", "text"),
    ("a.eml", b"From: Desk\n\nWords", "eml"),
    ("a.eml", b"MIME-Version: 1.0\nContent-Type: multipart/related;\n type=x\n\n", "mhtml"),
    ("a.eml", b"To: a\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", "eml"),
    ("a.txt", b"From a@b.example Wed Nov  5 08:30:00 2025\nSubject: x\n\n", "mbox"),
    ("a.txt", b"From Vilkovo to Sofia in 2025\nSubject: x\n", "text"),
    ("a.txt", b"Cover\n\n   1 of 10 DOCUMENTS\r\n", "nexis"),
    ("a.txt", b"Length: 9 words\nBody\nx\nEnd of Document\n", "nexis"),
    ("a.txt", b"It was the\nEnd of Document\n", "text"),
    ("a.html", b'<html><div class="article enArticle">', "factiva"),
    ("a.xml", b"<PPSResponse>", "factiva"),
    ("a.rtf", b"{\\rtf1 Factiva, Inc.", "factiva"),
    ("a.rtf", b"{\\rtf1 words", "rtf"),
    ("a.rtf", b"{\\rtf1 HD A" + b" " * 4001 + b"HD B WC 9" + b" " * 1990 + b"PD 5 November", "factiva"),
    ("a.rtf", b"{\\rtf1 HD A" + b" " * 4001 + b"WC 9 PD 5 November", "rtf"),
    ("a.rtf", b"{\\rtf1 HD A WC 9" + b" " * 2001 + b"PD 5 November", "rtf"),
    ("a.rtf", b"{\\rtf1 HD A WC 9" + b" " * 4001 + b"WC 9 PD 5 November", "rtf"),
    ("a.rtf", b"{\\rtf1 WC 9 HD A PD 5 November", "rtf"),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office"),
    ("a.warc", b"WARC/1.0\r\n", "warc"),
    ("a.html.gz", b"\x1f\x8b\x08", "packed"),
    ("a.xyz", b"words", ""),
    (".txt", b"words", ""),
]
STARTS = (
    b"",
    b"{\\rtf1 ",
    b"<html>",
    b"<?xml ?>",
    b"{",
    b"[",
    b"From a b00:00\n",
    b"mime-version: 1\n",
    b"\xff\xfe",
    ZIP,
)
REPEATED = [
    *(b"HD ", b"HD WC ", b"HD WC x", b"<!-->", b"<!>", b"<![]>", b"<?", b"[", b"{\n", b"\n", b" ", b"\t\n", b"a: "),
    *(b"From a ", b"00:00", b"1", b"1 of 1 ", b"End of Document", b"load-date:", b'"version"', b"class=article "),
    *(b"x\n ", ZIP + b"docProps/"),
]


@pytest.mark.parametrize(("name", "head", "kind"), KINDS)
def test_a_file_is_of_its_kind(name: str, head: bytes, kind: str) -> None:
    """The content decides, then the name."""
    assert kind_of(name, head) == kind


@pytest.mark.parametrize(("name", "head", "kind"), KINDS)
def test_one_reader_at_most_claims_a_file(name: str, head: bytes, kind: str) -> None:
    """It is the one that has the kind's name; what we know and do not read has none."""
    claimants = [reader.name for reader in READERS if reader.claims(name, head)]
    assert claimants == [kind] * (kind in {reader.name for reader in READERS})


@pytest.mark.parametrize("piece", REPEATED, ids=repr)
def test_no_content_makes_it_slow(piece: bytes) -> None:
    """A file's kind is told outside of any guard, so that it takes a moment, whatever the file repeats."""
    for start in STARTS:
        head = (start + piece * HEAD)[:HEAD]
        began = time.process_time()
        kind_of("a.txt", head)
        assert time.process_time() - began < 1, start
