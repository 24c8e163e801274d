"""Factiva's exports, HTML, XML or RTF: many articles in one file, each `name.html#1`, `#2`, …

An article is told by its codes: HD headline, BY byline, PD date, SN source, LA language, LP and TD the text. HTML and
RTF come with these codes or without, then what stands above the text is told by its place and form. Of all other codes
(word count, copyright, companies, subjects, regions, accession number) nothing reaches a body.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.file import File
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.markup import INSTEAD, block_texts, parse
from briefing.read.packages import parse_xml
from briefing.read.rtf_text import rtf_text
from briefing.text import clean

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

name = "factiva"
suffixes = (".html", ".xml", ".rtf")
guarded = True
claims = claimed("factiva")

Coded = Mapping[str, Sequence[str]]
"""The paragraphs of each code of an article."""

_MOST_MEGABYTES = 20
_CODES_IN_USE = "SE HD CR BY WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CLM ART CO IN NS RE IPD IPC PUB AN CX DE"
_CODES = frozenset(_CODES_IN_USE.split())
_CODED = re.compile(r"\s*([^\W\d_]{2,3})\s*(?:\t\s*(.*)|$)", re.DOTALL)
_ARTICLE = "//div[contains(concat(' ', @class, ' '), ' article ')]"
_INLINE = frozenset({"b", "i", "em", "strong", "span", "a", "font", "u", "sup", "sub"})
_WORDS = re.compile(r"[\d,.\s]{1,12}\s\w{1,12}")
"""The count of words, in any language: "355 words"."""
_DAY = re.compile(r"\d{1,2}\.? \w{3,12}\.? (?:19|20)\d\d|\w{3,12}\.? \d{1,2}, (?:19|20)\d\d")
_TIME = re.compile(r"\d{1,2}:\d\d(?: \w{2,5})?")
_LAST_LINE = re.compile(r"\s*Document [\w-]{10,40}\s*$")
_HINT = "export it again as HTML or RTF, with the full articles"
_XML_CODES = {
    "headline": "HD",
    "byline": "BY",
    "publicationDate": "PD",
    "sourceName": "SN",
    "baseLanguage": "LA",
    "leadParagraph": "LP",
    "tailParagraphs": "TD",
}


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per article, a problem in the place of a bad one; raises `Unreadable` where all are bad."""
    file.refuse_above(_MOST_MEGABYTES)
    start = file.content.lstrip(b"\xef\xbb\xbf \r\n\t")
    doubts: tuple[Problem, ...] = ()
    if start.startswith(b"{\\rtf"):
        articles = list(_from_lines(clean(rtf_text(file.content))[0].split("\n")))
    elif b"ppsarticle" in start[:4096].lower():
        articles = list(_from_xml(parse_xml(file.path, start)))
    else:
        markup, doubts = file.decoded()
        articles = list(_from_page(file.path, clean(markup)[0]))
    return read_items(file, articles, lambda coded, number: _document(file, coded, number), "part", doubts)


def _document(file: File, coded: Coded, number: int) -> Document:
    def line(code: str) -> str:
        return " ".join(" ".join(coded.get(code, ())).split())

    if not line("HD") or not line("PD"):
        raise Unreadable(file.path, f"part {number} has no headline or no date", _HINT)
    fields = Fields(
        title=line("HD"),
        outlet=line("SN"),
        byline=line("BY"),
        date=line("PD"),
        date_basis="metadata",
        language=line("LA"),
    )
    paragraphs = [text for text in (*coded.get("LP", ()), *coded.get("TD", ())) if not _LAST_LINE.match(text)]
    return file.document(paragraphs, fields, (), number)


def _from_xml(root: "_Element") -> Iterator[Coded]:
    for article in root.iter("{*}article"):
        coded: dict[str, list[str]] = {}
        for child in article:
            code = _XML_CODES.get(child.tag.rpartition("}")[2], "")
            if code:
                texts = [*child.iterfind("{*}paragraph")] or [child]
                coded.setdefault(code, []).extend("".join(text.itertext()).strip() for text in texts)
        yield coded


def _from_page(path: str, markup: str) -> Iterator[Coded]:
    tree, is_whole = parse(path, markup)
    if tree is None or not is_whole:
        raise Unreadable(path, "no text found in the page", INSTEAD)
    for article in tree.xpath(_ARTICLE):
        coded = _from_rows(article)
        yield coded if "HD" in coded else _from_places(_texts(article))


def _from_rows(article: "HtmlElement") -> Coded:
    """Return what the rows of a table with codes hold."""
    coded: dict[str, list[str]] = {}
    for row in article.iter("tr"):
        cells = row.findall("td")
        code = cells[0].text_content().strip() if len(cells) > 1 else ""
        if code in _CODES:
            coded.setdefault(code, []).extend(_texts(cells[1]))
    return coded


def _texts(element: "HtmlElement") -> list[str]:
    return [" ".join(text.split()) for text in block_texts(element, _INLINE, "br")]


def _from_lines(lines: Sequence[str]) -> Iterator[Coded]:
    """Yield the articles of a text: each ends at its accession number."""
    article: list[str] = []
    for line in lines:
        if line.strip():
            article.append(line)
        if _LAST_LINE.match(line) or line.split("\t")[0].strip() == "AN":
            spaced = [" ".join(one.split()) for one in article]
            yield _from_coded(article) if _has_codes(article) else _from_places(spaced)
            article = []
    if _has_codes(article):
        yield _from_coded(article)


def _has_codes(lines: Sequence[str]) -> bool:
    return any(line.split("\t")[0].strip() == "HD" for line in lines)


def _from_coded(lines: Sequence[str]) -> Coded:
    coded: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        found = _CODED.match(line)
        if found and found[1] in _CODES:
            code, line = found[1], found[2] or ""
        if line.strip():
            coded.setdefault(code, []).append(" ".join(line.split()))
    return coded


def _from_places(texts: Sequence[str]) -> Coded:
    """Return what stands above the text by place and form: headline, byline, count of words, date, source, the rest.

    The text starts below the line of rights, or below the source where there is none.
    """
    counted = next((n for n, text in enumerate(texts[:12]) if n and _WORDS.fullmatch(text)), 0)
    dated = next((n for n in range(counted, min(counted + 4, len(texts))) if _DAY.fullmatch(texts[n])), 0)
    if not counted or not dated:
        return {"HD": texts[:1]}
    source = dated + 1 + bool(_TIME.fullmatch(" ".join(texts[dated + 1 : dated + 2])))
    rights = next((n for n in range(source, min(source + 8, len(texts))) if _is_rights(texts[n])), source)
    return {
        "HD": texts[:1],
        "BY": texts[1:counted],
        "PD": texts[dated : dated + 1],
        "SN": texts[source : source + 1],
        "TD": texts[rights + 1 :],
    }


def _is_rights(text: str) -> bool:
    return text.lower().startswith(("copyright", "©", "(c)")) or "all rights reserved" in text.lower()
