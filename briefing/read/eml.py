"""Mails, `.eml`, such as newsletters: subject, sender and date as title, outlet and date; the body in its richer form.

Where a mail has the same text as HTML and as plain text, the HTML is read: its links are told from its words there.
Blocks of links alone ("View in browser") and what is hidden are left out, attachments too, which is reported. The
address is that of `Archived-At`, the language that of `Content-Language`. A subject or sender sent as mere bytes is in
the character set of the body, or taken as any text is.
"""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read.addresses import web_address
from briefing.read.decoding import decode, doubts
from briefing.read.file import File, problem, report, shown
from briefing.read.kinds import claimed
from briefing.read.markup import fragment_paragraphs
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

name = "eml"
suffixes = (".eml",)
guarded = True
claims = claimed("eml")

FAULTS = (LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError, MessageError)
"""What the standard library raises on mails that are none."""
_MOST_MEGABYTES = 20
_INSTEAD = "save the mail's text as .txt instead"
_SIGNATURE = re.compile(r"^-- $", re.MULTILINE)
_MOST_NAMED = 3
"""Attachments, in a message."""


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the mail; raises `Unreadable`."""
    file.refuse_above(_MOST_MEGABYTES)
    return (mail_document(file, file.content, 0),)


def mail_document(file: File, content: bytes, number: int) -> Document:
    """Return the document of the mail with these bytes, the `number`th of its file; raises `Unreadable`."""
    path = f"{file.path}#{number}" if number else file.path
    try:
        mail = parse_mail(content)
        charset, paragraphs, found = _body(path, mail)
        title, title_doubts = _told(path, mail, "Subject", charset)
        sender, sender_doubts = _told(path, mail, "From", charset)
        fields = _fields(mail, title, parseaddr(sender)[0])
        losses = (*title_doubts, *sender_doubts, *_losses(path, mail))
    except FAULTS as error:
        raise Unreadable(path, f"it is no mail that can be taken apart ({type(error).__name__})", _INSTEAD) from None
    return file.document(paragraphs, fields, (*found, *losses), number)


def parse_mail(content: bytes) -> EmailMessage:
    """Return the message with its parts; raises one of `FAULTS`."""
    return message_from_bytes(content, policy=policy.default)


def part_bytes(part: Message) -> tuple[bytes, str]:
    """Return the bytes of a part, its transfer encoding undone, and the character set it declares."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b"", part.get_content_charset() or ""


def header(mail: Message, key: str) -> str:
    """Return a header on one line, decoded, "" where there is none."""
    return " ".join(str(mail.get(key, "")).split())


def _told(path: str, mail: EmailMessage, key: str, charset: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a header that people write, on one line, and what is doubtful about it."""
    raw = next((value for name, value in mail.raw_items() if name.lower() == key.lower()), "")
    text, found = (raw, ()) if raw.isascii() else _decoded(path, raw, charset)
    value = " ".join(str(mail.policy.header_fetch_parse(key, text)).split())
    return value, tuple(replace(one, message=f"{key}: {one.message}") for one in found or doubts(path, value))


def _decoded(path: str, raw: str, charset: str) -> tuple[str, tuple[Problem, ...]]:
    """Decode a header in which bytes stand for letters; where they are no text it stays as it is."""
    try:
        return decode(path, raw.encode("ascii", "surrogateescape"), charset)
    except Unreadable:
        return raw, ()


def _body(path: str, mail: EmailMessage) -> tuple[str, list[str], tuple[Problem, ...]]:
    """Return the character set that is declared, the paragraphs, and what is doubtful about them."""
    body = mail.get_body(("html", "plain"))
    if body is None:
        raise Unreadable(path, "no text in it", _INSTEAD)
    content, declared = part_bytes(body)
    if not content.strip():
        raise Unreadable(path, "no text in it", _INSTEAD)
    text, found = decode(path, content, declared)
    if body.get_content_type() == "text/html":
        return declared, fragment_paragraphs(path, text, without_links=True), found
    text, removals = clean(text)
    return declared, split_paragraphs(_SIGNATURE.split(text)[0]), (*found, *report(path, removals))


def _fields(mail: EmailMessage, title: str, sender: str) -> Fields:
    date = header(mail, "Date")
    return Fields(
        title=title,
        outlet=sender,
        date=date,
        date_basis="metadata" if date else "",
        url=web_address(header(mail, "Archived-At").strip("<>")),
        language=header(mail, "Content-Language").partition(",")[0],
    )


def _losses(path: str, mail: EmailMessage) -> tuple[Problem, ...]:
    """Return the problem that names the attachments; pictures shown in the text are none."""
    parts = [part for part in mail.iter_attachments() if part.get_content_disposition() == "attachment"]
    if not parts:
        return ()
    names = ", ".join(shown(part.get_filename() or part.get_content_type()) for part in parts[:_MOST_NAMED])
    more = ", …" if len(parts) > _MOST_NAMED else ""
    counted = f"{len(parts)} attachment{'s' * (len(parts) > 1)}"
    return (problem(path, f"{counted} left out: {names}{more}", "save them and give them as files of their own"),)
