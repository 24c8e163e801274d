"""Saved web pages, `.html` or `.htm`: body and metadata by trafilatura, without a network.

Navigation, comments, tables and other articles' teasers are left out. Title, outlet, byline, address and language are
what the page declares. The date is the first publication as it stands in the page's metadata (meta elements, JSON-LD,
`<time>` outside of asides); none is guessed from the text, the address or the file.
"""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from briefing.errors import Unreadable
from briefing.model import Document, Fields
from briefing.read.file import File, problem
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Page

name = "html"
suffixes = (".html", ".htm")

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_INLINE = frozenset({"hi", "ref", "del", "code", "graphic", "span"})
"""Elements of trafilatura's body that do not end a paragraph."""
_PUBLISHED = re.compile(r"publish(?!er)|pub-?date|issued|created|^date$|[.:_]date$", re.IGNORECASE)
"""Names of meta elements that hold the date of publication."""
_WITH_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_LINKED_DATE = re.compile(r'"(?:datePublished|dateCreated|uploadDate)"\s{0,9}:\s{0,9}"([^"\n]{4,60})"')
_LONG_TAG = re.compile(r"<[^<>]{65536,}")
_MOST_ATTRIBUTES = 2000
"""In one long tag; the parser's time grows with their square. Pictures within the page make tags long, but not so."""
_INSTEAD = "save the article's text as .txt instead"


def claims(path: str, head: bytes) -> bool:
    """Whether the name ends in `.html` or `.htm`."""
    return path.lower().endswith(suffixes)


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the page; raises `Unreadable`, also where no text is found in it."""
    declared = _CHARSET.search(file.content[:4096])
    markup, doubts = file.decoded(declared[1].decode("ascii") if declared else "")
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)):
        raise Unreadable(file.path, "one of its tags has thousands of attributes", _INSTEAD)
    tree, is_whole = _parse(clean(markup)[0])
    page = None if tree is None else _extract(tree)
    if tree is None or page is None:
        raise Unreadable(file.path, "no text found in the page", _INSTEAD)
    fields = _fields(tree, page)
    paragraphs = [text for text in _paragraphs(page.body) if " ".join(text.split()) != fields.title]
    losses = () if is_whole else (problem(file.path, "the page is nested too deep, its end is missing", _INSTEAD),)
    return (file.document(paragraphs, fields, (*doubts, *losses)),)


def _parse(markup: str) -> "tuple[HtmlElement | None, bool]":
    """Return the page's tree, None where there is none, and whether the parser came to the end of it."""
    from lxml import etree, html

    parser = html.HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.LxmlError:
        return None, False
    return tree, all(entry.type_name != "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _extract(tree: "HtmlElement") -> "Page | None":
    from trafilatura import bare_extraction

    # What it complains about is reported in our words, by whoever called.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Its date is not used, see `_dates`; this asks for the quickest search, since none is not on offer.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return cast("Page | None", page)


def _fields(tree: "HtmlElement", page: "Page") -> Fields:
    date = _date(tree)
    return Fields(
        title=" ".join((page.title or "").split()),
        outlet=page.sitename or "",
        byline=page.author or "",
        date=date,
        date_basis="metadata" if date else "",
        url=page.url or "",
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    )


def _date(tree: "HtmlElement") -> str:
    """Return the first publication date that the metadata give, as written there, or ""."""
    return next((date.strip() for date in _dates(tree) if date and _WITH_YEAR.search(date)), "")


def _dates(tree: "HtmlElement") -> Iterator[str | None]:
    """Yield what may be the date of publication, the surest first."""
    for meta in tree.iter("meta"):
        named = (meta.get(key, "") for key in ("property", "name", "itemprop"))
        if any(_PUBLISHED.search(name) for name in named):
            yield meta.get("content")
    for script in tree.xpath("//script[@type='application/ld+json']"):
        yield from _LINKED_DATE.findall(script.text or "")
    for time in tree.xpath("//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]"):
        yield time.get("datetime")


def _paragraphs(body: "HtmlElement") -> Iterator[str]:
    """Yield the paragraphs of trafilatura's body; a line break inside one is judged as in plain text."""
    from lxml import etree

    text = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag not in _INLINE and element.tag != "lb":
            yield from split_paragraphs(text)
            text = ""
        if event == "start":
            text += "\n" if element.tag == "lb" else element.text or ""
        else:
            text += element.tail or ""
    yield from split_paragraphs(text)
