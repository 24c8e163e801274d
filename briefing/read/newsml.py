"""NewsML-G2, the XML of news agencies (IPTC): each news item with text is an article, `name.xml#1`, `#2`, …

Taken are the headline, the byline, the provider, the day of first creation and the text, in HTML, NITF or plain. Items
of pictures and items that the agency withdrew are problems in their place. No entity is resolved, nothing is fetched.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.addresses import web_address
from briefing.read.file import File
from briefing.read.items import read_items
from briefing.read.kinds import claimed
from briefing.read.markup import fragment_paragraphs
from briefing.read.packages import parse_xml
from briefing.read.paragraphs import split_paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

name = "newsml"
suffixes = (".xml",)
guarded = True
claims = claimed("newsml")

_MOST_MEGABYTES = 20
_HINT = "give the item with its text"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WITHDRAWN = ("canceled", "withheld")
_NO_TEXT = ("media", "nitf-table", "table", "figure")


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per item, a problem in the place of a bad one; raises `Unreadable` where all are bad."""
    file.refuse_above(_MOST_MEGABYTES)
    root = parse_xml(file.path, file.content)
    items = list(root.iter("{*}newsItem"))
    if not items:
        raise Unreadable(file.path, "no news item in it", _HINT)
    return read_items(file, items, lambda item, number: _document(file, item, number), "item")


def _document(file: File, item: "_Element", number: int) -> Document:
    status = item.find("{*}itemMeta/{*}pubStatus")
    if status is not None and status.get("qcode", "").endswith(_WITHDRAWN):
        raise Unreadable(file.path, "the agency withdrew it", "use its replacement")
    date = _text(item, "itemMeta/firstCreated", "contentMeta/contentCreated", "itemMeta/versionCreated")
    fields = Fields(
        title=_text(item, "contentMeta/headline", "itemMeta/title"),
        outlet=_named(item, "itemMeta/provider", "contentMeta/infoSource") or _text(item, "contentMeta/creditline"),
        byline=_text(item, "contentMeta/by") or _named(item, "contentMeta/creator"),
        date=date,
        date_basis="metadata" if date else "",
        url=_link(item),
        language=_language(item),
        modified=_text(item, "itemMeta/versionCreated"),
    )
    return file.document(list(_paragraphs(f"{file.path}#{number}", item)), fields, (), number)


def _find(item: "_Element", path: str) -> "_Element | None":
    return item.find("/".join(f"{{*}}{step}" for step in path.split("/")))


def _text(item: "_Element", *paths: str) -> str:
    """Return the text of the first of these elements that has any."""
    found = ("" if (one := _find(item, path)) is None else " ".join("".join(one.itertext()).split()) for path in paths)
    return next(filter(None, found), "")


def _named(item: "_Element", *paths: str) -> str:
    """Return what the first of these is called: by its name, else literally; a code says nothing to a reader."""
    for path in paths:
        one = _find(item, path)
        if one is not None and (told := _text(one, "name") or one.get("literal", "")):
            return str(told)
    return ""


def _link(item: "_Element") -> str:
    links = (web_address(link.get("href", "")) for link in item.iterfind("{*}itemMeta/{*}link"))
    return next(filter(None, links), "")


def _language(item: "_Element") -> str:
    told = item.find("{*}contentMeta/{*}language")
    return str(item.get(_XML_LANG, "") if told is None else told.get("tag", ""))


def _paragraphs(path: str, item: "_Element") -> Iterator[str]:
    for data in item.iterfind("{*}contentSet/{*}inlineData"):
        yield from split_paragraphs(data.text or "")
    for data in item.iterfind("{*}contentSet/{*}inlineXML"):
        yield from fragment_paragraphs(path, _markup(data))


def _markup(data: "_Element") -> str:
    """Return the body of HTML or NITF as markup without namespaces, pictures and tables."""
    from lxml import etree

    body = next((one for tag in ("body.content", "body") for one in data.iter(f"{{*}}{tag}")), data)
    for element in list(body.iter("{*}*")):
        element.tag = etree.QName(element).localname
    for element in list(body.iter(*_NO_TEXT)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return str(etree.tostring(body, encoding="unicode", method="html", with_tail=False))
