"""Saved web pages, `.html` or `.htm`: body and metadata by trafilatura, without a network.

Navigation, comments, tables and other articles' teasers are left out. Title, outlet, byline, address and language are
what the page declares, the address also what the browser noted that saved it. The date is the first publication as it
stands in the page's metadata (meta elements, JSON-LD, `<time>` outside of asides). Where these have none it is the one
that htmldate infers, and is said to be inferred; it is never that of the file.

Words that only the layout shows as quoted would be taken for the outlet's own: `<q>` gets the quotation marks that
browsers show, and so does each paragraph of a `<blockquote>` that has none itself.
"""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from briefing.errors import Unreadable
from briefing.model import INFERRED, Document, Fields, Problem
from briefing.read.addresses import web_address
from briefing.read.block_quotations import left_out, marked
from briefing.read.file import File, problem, report
from briefing.read.kinds import claimed
from briefing.read.markup import INSTEAD, block_texts, mark_quotations, parse
from briefing.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document as Page

name = "html"
suffixes = (".html", ".htm")
guarded = True
claims = claimed("html")

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
_DAY = len("2025-11-05")
_MODIFIED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
"""Names that say when the page was changed last, in lower case."""
_LINKED_DATE = re.compile(r'"(datePublished|dateCreated|uploadDate|dateModified)"\s{0,9}:\s{0,9}"([^"\n]{4,60})"')
_SAVED_FROM = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d{1,5}\)|Page saved with SingleFile\s{1,20}url: )(\S{8,2048})"
)
"""What browsers and SingleFile note of the address at the top of a page that they save."""
_LATEST_DAY = "2100-12-31"
"""Of a date that is inferred: htmldate would else ask the clock."""
_OF_THE_ARTICLE = "[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
_TOP = 4096
"""Characters in which the page tells its character set and where it was saved from."""
_MOST_MEGABYTES = 20
_SHORT = 500
"""Characters of an article that is looked for once more."""
_TIMES_MORE = 2


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the page; raises `Unreadable`, also where no text is found in it."""
    file.refuse_above(_MOST_MEGABYTES)
    return (read_page(file),)


def read_page(file: File, declared: str = "") -> Document:
    """Return the document of a page; `declared` is the character set that is told of it, else it may tell its own."""
    found = _CHARSET.search(file.content[:_TOP])
    markup, doubts = file.decoded(declared or (found[1].decode("ascii") if found else ""))
    markup, removals = clean(markup)
    tree, is_whole = parse(file.path, markup)
    page = None if tree is None else _extract(tree)
    if tree is None or page is None:
        raise Unreadable(file.path, "no text found in the page", INSTEAD)
    fields = _fields(tree, page, _saved_from(markup))
    blocks = block_texts(page.body, _INLINE, "lb")
    paragraphs = [marked(text) for text in blocks if " ".join(text.split()) != fields.title]
    kept = [text for text in paragraphs if text is not None]
    losses = _losses(file.path, len(paragraphs) - len(kept), is_whole)
    return file.document(kept, fields, (*doubts, *report(file.path, removals), *losses))


def _losses(path: str, unmarked: int, is_whole: bool) -> Iterator[Problem]:
    yield from left_out(path, unmarked)
    if not is_whole:
        yield problem(path, "the page is nested too deep, its end is missing", INSTEAD)


def _extract(tree: "HtmlElement") -> "Page | None":
    """Return what trafilatura takes for the article; where strict rules leave next to nothing, by its usual ones."""
    mark_quotations(tree)
    page = _extracted(tree, is_strict=True)
    if page is not None and len(page.text or "") >= _SHORT:
        return page
    usual = _extracted(tree, is_strict=False)
    if page is None or usual is None:
        return page or usual
    return usual if len(usual.text or "") > _TIMES_MORE * len(page.text or "") else page


def _extracted(tree: "HtmlElement", is_strict: bool) -> "Page | None":
    from trafilatura import bare_extraction

    # What it complains about is reported in our words, by whoever called.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = bare_extraction(
        deepcopy(tree),
        favor_precision=is_strict,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # The quick search gives no date where there is no trace of one; the other one always guesses.
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _LATEST_DAY},
    )
    return cast("Page | None", page)


def _saved_from(markup: str) -> str:
    """Return the address that the page was saved from, where it is noted at its top."""
    found = _SAVED_FROM.search(markup, 0, _TOP)
    return web_address(found[1]) if found else ""


def _fields(tree: "HtmlElement", page: "Page", saved_from: str) -> Fields:
    date = _date(tree)
    return Fields(
        title=" ".join((page.title or "").split()),
        outlet=page.sitename or "",
        byline=page.author or "",
        date=date or page.date or "",
        date_basis="metadata" if date else INFERRED if page.date else "",
        url=page.url or saved_from,
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        modified=_modified(tree),
    )


def _date(tree: "HtmlElement") -> str:
    """Return the first publication date that the metadata give, as written there, or ""."""
    return next((date.strip() for date in _dates(tree) if date and _WITH_YEAR.search(date)), "")


def _modified(tree: "HtmlElement") -> str:
    """Return when the metadata say that the page was changed last, as written there, or ""."""
    named = [(name.lower(), value) for name, value in _named_dates(tree)]
    found = [value for known in _MODIFIED for name, value in named if name == known]
    found += [value for name, value in _linked_dates(tree) if name == "dateModified"]
    return next((date.strip() for date in found if _WITH_YEAR.search(date)), "")


def _linked_dates(tree: "HtmlElement") -> list[tuple[str, str]]:
    scripts = tree.xpath("//script[@type='application/ld+json']")
    return [pair for script in scripts for pair in _LINKED_DATE.findall(script.text or "")]


def _dates(tree: "HtmlElement") -> Iterator[str | None]:
    """Yield what may be the date of publication, the surest first."""
    named = [(name, value) for name, value in _named_dates(tree) if not _OTHERWISE_DATED.search(name)]
    for sure in _DATED:
        yield from (value for name, value in named if name.lower() == sure)
    linked = [(name, value) for name, value in _linked_dates(tree) if name != "dateModified"]
    yield from (value for name, value in linked if name == "datePublished")
    yield _only_time(tree)
    yield from (value for name, value in named if _MAYBE_DATED.search(name))
    yield from (value for name, value in linked if name != "datePublished")


def _only_time(tree: "HtmlElement") -> str | None:
    """Return what the time elements say, if all say one day: others may be of a comment, or of another article."""
    times = [time for time in tree.xpath(f"//time{_OF_THE_ARTICLE}") if not _is_of_something_else(time)]
    marked = [time for time in times if time.get("pubdate") is not None or _MAYBE_DATED.search(time.get("class", ""))]
    told = [value.strip() for time in marked or times if (value := time.get("datetime"))]
    return told[0] if len({value[:_DAY] for value in told}) == 1 else None


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
