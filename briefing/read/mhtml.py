"""Web pages in one file, `.mhtml` or `.mht`, as browsers save them: the page in it is read as in `html`.

Pictures and styles are passed over. The address is the one the page declares, else the one it was saved from.
"""

from dataclasses import replace

from briefing.errors import Unreadable
from briefing.model import Document
from briefing.read.addresses import web_address
from briefing.read.eml import FAULTS, header, parse_mail, part_bytes
from briefing.read.file import File
from briefing.read.html import read_page
from briefing.read.kinds import claimed

name = "mhtml"
suffixes = (".mhtml", ".mht")
guarded = True
claims = claimed("mhtml")

_MOST_MEGABYTES = 20
_INSTEAD = "save the page as .html, or its text as .txt"


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the page; raises `Unreadable`."""
    file.refuse_above(_MOST_MEGABYTES)
    try:
        archive = parse_mail(file.content)
        part = next((part for part in archive.walk() if part.get_content_type() == "text/html"), None)
        content, declared = (b"", "") if part is None else part_bytes(part)
        saved_from = web_address(header(archive, "Snapshot-Content-Location"))
        address = saved_from or (web_address(header(part, "Content-Location")) if part else "")
    except FAULTS:
        raise Unreadable(file.path, "it cannot be taken apart", _INSTEAD) from None
    if not content.strip():
        raise Unreadable(file.path, "no page in it", _INSTEAD)
    document = read_page(replace(file, content=content), declared)
    return (replace(document, fields=replace(document.fields, url=document.fields.url or address)),)
