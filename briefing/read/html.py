"""Saved web pages, `.html` or `.htm`: body and metadata by trafilatura, without a network.

Navigation, comments, tables and other articles' teasers are left out. Title, outlet, byline, address and language are
what the page declares. The date is the first publication as it stands in the page's metadata (meta elements, JSON-LD,
`<time>` outside of asides); none is guessed from the text, the address or the file.

Words that only the layout shows as quoted would be taken for the outlet's own: `<q>` gets the quotation marks that
browsers show, and a paragraph of a `<blockquote>` is left out and reported unless it has quotation marks itself.
"""

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.block_quotations import OPENING, bears_marks, left_out
from briefing.read.file import File, problem, report
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Page

name = "html"
suffixes = (".html", ".htm")
guarded = True

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_INLINE = frozenset({"hi", "ref", "del", "code", "graphic", "span"})
"""Elements of trafilatura's body that do not end a paragraph."""
_DATED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
)
"""Names that say for certain that it is the date of publication, in lower case, the surest first."""
_MAYBE_DATED = re.compile(r"publish(?!er)|pub-?date|issued|created|^date$|[.:_]date$", re.IGNORECASE)
_OTHERWISE_DATED = re.compile(r"(?i:modif|expir|updat|event|start)|(?<![a-z])end(?![a-z])|End(?![a-z])")
"""Names that hold the date of something else."""
_WITH_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
_LINKED_DATE = re.compile(r'"(datePublished|dateCreated|uploadDate)"\s{0,9}:\s{0,9}"([^"\n]{4,60})"')
_BLOCK_QUOTED = "\ufdd0"
"""Stands in front of text out of a block quotation; a noncharacter, of which cleaned text has none."""
_MARKS = ("“”", "‘’")
"""Of a quotation and of one within it."""
_OF_THE_ARTICLE = "[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
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
    markup, removals = clean(markup)
    tree, is_whole = _parse(markup)
    page = None if tree is None else _extract(_with_quotations_marked(tree))
    if tree is None or page is None:
        raise Unreadable(file.path, "no text found in the page", _INSTEAD)
    fields = _fields(tree, page)
    paragraphs = [text for text in _paragraphs(page.body) if " ".join(text.split()) != fields.title]
    kept = [text.replace(_BLOCK_QUOTED, "") for text in paragraphs if not _is_bare_quotation(text)]
    losses = _losses(file.path, len(paragraphs) - len(kept), is_whole)
    return (file.document(kept, fields, (*doubts, *report(file.path, removals), *losses)),)


def _parse(markup: str) -> "tuple[HtmlElement | None, bool]":
    """Return the page's tree, None where there is none, and whether the parser came to the end of it."""
    from lxml import etree, html

    parser = html.HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.LxmlError:
        return None, False
    return tree, all(entry.type_name != "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _with_quotations_marked(tree: "HtmlElement") -> "HtmlElement":
    """Turn `<q>` into quotation marks and mark the text of block quotations, as the extraction keeps neither."""
    depths = [(quotation, sum(1 for _ in quotation.iterancestors("q"))) for quotation in tree.iter("q")]
    for quotation, depth in depths:
        if not quotation.text_content().strip().startswith(OPENING):
            _enclose(quotation, *_MARKS[depth % 2])
        quotation.drop_tag()
    for block in tree.iter("blockquote"):
        for element in block.iter():
            element.text = _block_quoted(element.text)
            if element is not block:
                element.tail = _block_quoted(element.tail)
    return tree


def _enclose(quotation: "HtmlElement", opening: str, closing: str) -> None:
    quotation.text = opening + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + closing
    else:
        quotation.text += closing


def _block_quoted(text: str | None) -> str | None:
    return _BLOCK_QUOTED + text if text and text.strip() and not text.startswith(_BLOCK_QUOTED) else text


def _is_bare_quotation(paragraph: str) -> bool:
    """Whether this is out of a block quotation and has no quotation marks of its own."""
    return _BLOCK_QUOTED in paragraph and not bears_marks(paragraph.replace(_BLOCK_QUOTED, ""))


def _losses(path: str, bare_quotations: int, is_whole: bool) -> Iterator[Problem]:
    yield from left_out(path, bare_quotations)
    if not is_whole:
        yield problem(path, "the page is nested too deep, its end is missing", _INSTEAD)


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
    named = [(name, value) for name, value in _named_dates(tree) if not _OTHERWISE_DATED.search(name)]
    for sure in _DATED:
        yield from (value for name, value in named if name.lower() == sure)
    scripts = tree.xpath("//script[@type='application/ld+json']")
    linked = [pair for script in scripts for pair in _LINKED_DATE.findall(script.text or "")]
    yield from (value for name, value in linked if name == "datePublished")
    for time in tree.xpath(f"//time{_OF_THE_ARTICLE}"):
        if not _is_of_something_else(time):
            yield time.get("datetime")
    yield from (value for name, value in named if _MAYBE_DATED.search(name))
    yield from (value for name, value in linked if name != "datePublished")


def _is_of_something_else(time: "HtmlElement") -> bool:
    """Whether a time element says so; an article never changed has the classes "published updated" in many systems."""
    looks = time.get("class", "")
    is_otherwise = _OTHERWISE_DATED.search(looks) and not _MAYBE_DATED.search(looks)
    return bool(is_otherwise or _OTHERWISE_DATED.search(time.get("itemprop", "")))


def _named_dates(tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Yield the names of each meta or time element and what it holds."""
    for element in tree.xpath(f"//*[self::meta or self::time]{_OF_THE_ARTICLE}"):
        value = element.get("content") or element.get("datetime") or ""
        for key in ("property", "name", "itemprop"):
            yield from ((name, value) for name in element.get(key, "").split())


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
