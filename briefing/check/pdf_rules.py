"""The rules of PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) that a program can check on files such as ours.

Takes the bytes of a finished file; gives what breaks a rule, each finding with its clause. Ours have text, plain areas,
links and one picture at most, and neither forms, layers, attachments nor signatures: whatever else a file holds is a
finding, not something looked into. This is no certified validator, and what only a person can judge (whether a heading
is one) is not here: that the structure holds the words of the blocks is proved by `match`. `pdf_fonts` looks at fonts,
`pdf_pages` at what is painted, `pdf_structure` at the tree.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree

from briefing.check.pdf_fonts import broken_fonts
from briefing.check.pdf_pages import Painted, broken_pages, read_pages
from briefing.check.pdf_structure import LANGUAGE, broken_structure
from briefing.model import Finding

_HEADER = re.compile(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}")
_MOST_OBJECTS = 8_388_607
_PATHS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_SAME = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}
"""Entries of the information dictionary, and the properties that must say the same."""
_FORBIDDEN = {
    "/AcroForm": "6.4.1",
    "/AA": "6.5.2",
    "/OpenAction": "6.5.1",
    "/OCProperties": "6.9",
    "/AF": "6.8",
    "/Requirements": "6.11",
    "/Perms": "6.1.12",
}
"""What the catalog of ours has no reason to hold, and the clause that forbids or rules it."""
_BROKEN = (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def _archive(clause: str, where: str, message: str) -> Finding:
    """Return what breaks a clause of PDF/A-2."""
    return Finding(f"ISO 19005-2, {clause}", where, message)


def _access(clause: str, where: str, message: str) -> Finding:
    """Return what breaks a clause of PDF/UA-1."""
    return Finding(f"ISO 14289-1, {clause}", where, message)


def broken_rules(data: bytes) -> tuple[Finding, ...]:
    """Return what breaks a rule of either standard; none where all that is looked at holds."""
    try:
        with pikepdf.open(BytesIO(data)) as file:
            return tuple(_broken(data, file))
    except _BROKEN as error:
        return (_archive("6.1", "file", f"it cannot be followed ({error})"),)


def _broken(data: bytes, file: pikepdf.Pdf) -> Iterator[Finding]:
    pages, fonts = read_pages(file)
    yield from _bytes(data, file)
    yield from _catalog(file)
    yield from _metadata(file)
    yield from _colours(file)
    yield from broken_pages(pages)
    yield from broken_fonts(fonts)
    pictures = {(page.object, number) for page in pages for number in page.pictures}
    yield from broken_structure(file, _marks(pages), pictures)


def _marks(pages: list[Painted]) -> set[tuple[int, int]]:
    return {(page.object, number) for page in pages for number in page.marks}


def _bytes(data: bytes, file: pikepdf.Pdf) -> Iterator[Finding]:
    if not _HEADER.match(data):
        yield _archive("6.1.2", "header", "it does not say PDF 1.x and, in a second line, that it is binary")
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield _archive("6.1.3", "end", "something stands behind the end")
    if "/ID" not in file.trailer:
        yield _archive("6.1.3", "trailer", "it has no identifier")
    if file.is_encrypted:
        yield _archive("6.1.3", "trailer", "it is encrypted")
    if len(file.objects) > _MOST_OBJECTS:
        yield _archive("6.1.13", "file", "it has too many objects")
    for each in file.objects:
        if isinstance(each, pikepdf.Stream) and ("/F" in each or str(each.get("/Filter", "/None")) not in _FILTERS):
            yield _archive("6.1.7", "streams", f"one is packed as {each.get('/Filter')} or lies outside of the file")


_FILTERS = ("/None", "/FlateDecode")


def _catalog(file: pikepdf.Pdf) -> Iterator[Finding]:
    root, nothing = file.Root, pikepdf.Dictionary()
    for key, clause in _FORBIDDEN.items():
        if key in root:
            yield _archive(clause, "catalog", f"it has {key[1:]}")
    for key in set(root.get("/Names", nothing).keys()) - {"/Dests"}:
        yield _archive("6.5.1" if key == "/JavaScript" else "6.8", "catalog", f"it names {key[1:]}")
    if not root.get("/MarkInfo", nothing).get("/Marked", False):
        yield _archive("6.7.2", "catalog", "it does not say that it is tagged")
    if root.get("/MarkInfo", nothing).get("/Suspects", False):
        yield _access("7.1", "catalog", "it calls its own tags suspect")
    if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield _access("7.2", "catalog", "it does not say in which language it is")
    if not root.get("/ViewerPreferences", nothing).get("/DisplayDocTitle", False):
        yield _access("7.1", "catalog", "its window would show a file name and not its title")


# --- metadata -----------------------------------------------------------------------------------------------------


def _metadata(file: pikepdf.Pdf) -> Iterator[Finding]:
    stream = file.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield _archive("6.6.2.1", "metadata", "there is none")
        return
    if "/Filter" in stream:
        yield _archive("6.6.2.1", "metadata", "it is packed")
    packet = bytes(stream.read_bytes())
    try:
        told = etree.fromstring(packet, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        yield _archive("6.6.2.1", "metadata", f"it is no XML ({error})")
        return
    if re.match(rb"<\?xpacket[^>]*(bytes|encoding)=", packet):
        yield _archive("6.6.2.1", "metadata", "its packet tells its size or encoding")
    yield from _claims(told)
    for key, name in _SAME.items():
        if f"/{key}" in file.docinfo and _plain(key, str(file.docinfo[f"/{key}"])) != _property(told, name):
            yield _archive("6.1.5", "metadata", f"{name} is not what the file's properties say of {key}")
    if not _property(told, "dc:title").strip():
        yield _access("7.1", "metadata", "the file has no title")


def _claims(told: Any) -> Iterator[Finding]:
    """What it claims to be, it must claim in full; a file that claims nothing breaks no rule by that."""
    part, level = _property(told, "pdfaid:part"), _property(told, "pdfaid:conformance")
    if (part, level) not in (("2", "A"), ("", "")):
        yield _archive("6.6.4", "metadata", f"it says that it is PDF/A-{part}{level}")
    access = _property(told, "pdfuaid:part")
    if access not in ("1", ""):
        yield _access("5", "metadata", f"it says that it is PDF/UA-{access}")
    schemas = {each.text for each in told.iterfind(".//pdfaSchema:namespaceURI", _PATHS)}
    if access and _PATHS["pdfuaid"] not in schemas:
        yield _archive("6.6.2.3", "metadata", "it does not describe the property by which it says that it is PDF/UA")


def _property(told: Any, name: str) -> str:
    """Return the words of a property, those of its first item where it has several; "" where it is missing."""
    found = told.find(f".//{name}", _PATHS)
    if found is None:
        return ""
    item = found.find(".//rdf:li", _PATHS)
    return (found if item is None else item).text or ""


def _plain(key: str, value: str) -> str:
    """Return an entry as its property says it; dates are written in two ways.

    >>> _plain("ModDate", "D:20260308000000Z"), _plain("Title", "D:1")
    ('2026-03-08T00:00:00Z', 'D:1')
    """
    date = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", value) if key.endswith("Date") else None
    return "{}-{}-{}T{}:{}:{}Z".format(*date.groups()) if date else value


# --- colours ------------------------------------------------------------------------------------------------------


def _colours(file: pikepdf.Pdf) -> Iterator[Finding]:
    """Our colours are red, green and blue, so the file must say which."""
    intents = [each for each in file.Root.get("/OutputIntents", []) if each.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield _archive("6.2.3", "colours", "there is not one output intent that says what red, green and blue are")
        return
    profile = intents[0].get("/DestOutputProfile", pikepdf.Dictionary())
    data = bytes(profile.read_bytes()) if isinstance(profile, pikepdf.Stream) else b""
    sound = len(data) > 128 and int.from_bytes(data[:4]) == len(data) and data[36:40] == b"acsp"
    if not sound or data[12:20] not in (b"mntrRGB ", b"prtrRGB ") or data[8] > 4 or profile.get("/N") != 3:
        yield _archive("6.2.3", "colours", "the output intent has no profile of red, green and blue")
