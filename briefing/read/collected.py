"""Articles as `briefing collect` stores them, `.json`: the page as it was received, and what its feed says of it.

The page is read as in `html` or `pdf`. Title, outlet, byline, date and language are the page's, else the feed's; an
outlet that the settings name for the feed counts before both. The address is the page's own, else the one it came from,
behind all redirections. Where there is no page, or no text in it, or so much less than in the feed that it is no more
than a beginning, the text is the feed's. A page that is not as it was received is refused.
"""

import codecs
import re
from dataclasses import astuple, replace
from hashlib import sha256

import msgspec

from briefing.errors import Unreadable
from briefing.model import Document, Fields
from briefing.model.collected import FORM, Collected, Received, header
from briefing.read import pdf_file
from briefing.read.choice import HEAD
from briefing.read.file import File, problem, shown
from briefing.read.html import read_page
from briefing.read.kinds import claimed, kind_of

name = "collected"
suffixes = (".json",)
guarded = True
claims = claimed("collected")

_MOST_MEGABYTES = 40
"""A page of 20 MB and as much of a feed, as text."""
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_SHORT = 2000
"""Characters of a page that may be one to pay or to agree, or the beginning that it shows before."""
_TIMES_MORE = 2
_AGAIN = "delete it and collect it again"


class _Form(msgspec.Struct):
    briefing_collected: int


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the file; raises `Unreadable`."""
    file.refuse_above(_MOST_MEGABYTES)
    try:
        form = msgspec.json.decode(file.content, type=_Form).briefing_collected
        if form != FORM:
            message = f"it is in the form {form} of what is collected, and only {FORM} is known here"
            raise Unreadable(file.path, message, "use the version of the program that collected it")
        found = msgspec.json.decode(file.content, type=Collected)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise Unreadable(file.path, "it is not as it was collected", _AGAIN) from None
    if found.page and sha256(found.page.content).hexdigest() != found.page.sha256:
        raise Unreadable(file.path, "its page is not as it was received", _AGAIN)
    return (_document(file, found),)


def _document(file: File, found: Collected) -> Document:
    if found.page is None:
        return _told_by_feed(file, found, found.missing)
    try:
        page = _page_document(file, found.page)
    except Unreadable as error:
        if not found.paragraphs:
            raise
        return _told_by_feed(file, found, error.message)
    size, told = len(page.text), sum(map(len, found.paragraphs))
    if size < _SHORT and told >= _TIMES_MORE * size:
        return _told_by_feed(file, found, f"it gives {size} characters, and the feed {told}")
    own = replace(page.fields, outlet=found.source or page.fields.outlet, url=page.fields.url or found.page.address)
    fields = _merged(own, found.fields)
    return file.document(page.text.split("\n\n"), fields, page.problems)


def _told_by_feed(file: File, found: Collected, missing: str) -> Document:
    fields = replace(found.fields, outlet=found.source or found.fields.outlet)
    message = f"only what the feed says of it is here, since of its page: {shown(missing)}"
    doubts = [problem(file.path, message, "save the page itself if it matters")] if missing else []
    return file.document(found.paragraphs, fields, doubts)


def _page_document(file: File, page: Received) -> Document:
    inner = replace(file, content=page.content)
    if kind_of("", page.content[:HEAD]) == "pdf":
        return pdf_file.read(inner)[0]
    return read_page(inner, _declared(header(page.headers, "content-type")))


def _declared(content_type: str) -> str:
    """Return the character set that a server names; "" where it names none that there is."""
    found = _CHARSET.search(content_type)
    try:
        return codecs.lookup(found[1]).name if found else ""
    except (LookupError, ValueError):
        return ""


def _merged(fields: Fields, others: Fields) -> Fields:
    """Return the fields, each that is empty filled from the others."""
    pairs = zip(astuple(fields), astuple(others), strict=True)
    return Fields(*(mine or theirs for mine, theirs in pairs))
