"""Mailboxes, `.mbox`: many mails in one file, each `name.mbox#1`, `#2`, … and read as in `eml`.

A mail begins at a line "From sender date" after a blank line, as RFC 4155 says; `>From` in a body loses its mark.
"""

import re

from briefing.model import Document, Problem
from briefing.read.eml import mail_document
from briefing.read.file import File
from briefing.read.items import read_items
from briefing.read.kinds import claimed

name = "mbox"
suffixes = (".mbox",)
guarded = True
claims = claimed("mbox")

_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From \S{1,200} [^\n]{0,40}\d\d:\d\d[^\n]{0,40}\n")
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return a document per mail, a problem in the place of a bad one; raises `Unreadable` where all are bad."""
    pieces = _START.split(file.content)
    mails = [_MARKED.sub(rb"\1", piece) for piece in pieces if piece.strip()]
    return read_items(file, mails, lambda mail, number: mail_document(file, mail, number), "mail")
