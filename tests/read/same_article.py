"""One invented article in every format that can carry it; what the formats are written with is in here."""

import json
import zipfile
from dataclasses import replace
from email.message import EmailMessage
from hashlib import sha256
from html import escape, unescape
from io import BytesIO
from pathlib import Path

import msgspec
from docx import Document
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from briefing.model import Fields
from briefing.model.collected import Collected, Received

FONT = "SourceSerif4-Regular"
FONT_FILE = Path(__file__).parents[2] / "templates" / "fonts" / f"{FONT}.ttf"
TITLE = "Harbour of Vilkovo reopens after the storm"
OUTLET = "Pontic Herald"
BYLINE = "Ilinca Brânză"
DATE = "2025-11-05"
URL = "https://pontic-herald.example/2025/11/05/vilkovo"
LANGUAGE = "en"
PARAGRAPHS = (
    "The harbour at Vilkovo reopened on Monday after a week of work, the port office said, and forty ships that had "
    "waited in the roads were let in before night.",
    "“Nobody slept, and nobody complained,” said Rumen Dachev, who leads the pilots. “We owe it to the well-known "
    "crew of the tug Zorya — and to luck.”",
    "The repair cost €4.2 million & took eight days; the ministry had expected 12 < 14. Ґанна Шевчук, the mayor, "
    "thanked the volunteers of Türkiye and Gdańsk for their help with the piers.",
    "Grain ships are due on Thursday, and the pilots expect that the first convoy will leave for the Bosporus on the "
    "day after, weather permitting.",
)
TOP = f"Title: {TITLE}\nSource: {OUTLET}\nByline: {BYLINE}\nDate: {DATE}\nURL: {URL}\nLanguage: {LANGUAGE}"
ROW = {
    "title": TITLE,
    "source": OUTLET,
    "author": BYLINE,
    "date": DATE,
    "url": URL,
    "language": LANGUAGE,
    "text": "\n\n".join(PARAGRAPHS),
}


def files() -> dict[str, bytes]:
    """The article as each file, by name."""
    plain = {
        "article.txt": f"{TOP}\n\n" + "\n\n".join(PARAGRAPHS),
        "article.md": f"# {TITLE}\n\n{TOP.partition(chr(10))[2]}\n\n" + "\n\n".join(map(escaped, PARAGRAPHS)),
        "article.html": page(),
        "article.rss": rss(),
        "article.atom": atom(),
        "article.json": json.dumps({"articles": [ROW]}),
        "article.jsonl": json.dumps(ROW),
        "article.csv": table(),
        "feed.json": json_feed(),
        "newsml.xml": newsml(),
        "collected.json": collected(page().encode()),
        "collected-item.json": collected(None),
    }
    packed = {
        "article.mhtml": mhtml(),
        "article.docx": docx(),
        "article.pdf": pdf(),
        "article.eml": mail(),
        "article.mbox": b"From herald@example.org Wed Nov  5 08:30:00 2025\n" + mail(),
    }
    all_files = {name: text.encode() for name, text in plain.items()} | packed
    return all_files | {"article.zip": archive(plain["article.txt"])}


def escaped(text: str) -> str:
    """A paragraph as Markdown."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def paragraphs() -> str:
    """The text in HTML."""
    return "\n".join(f"<p>{escape(text)}</p>" for text in PARAGRAPHS)


def page() -> str:
    """A web page with a menu and a footer around the article."""
    return f"""<!DOCTYPE html>
<html lang="{LANGUAGE}"><head><meta charset="utf-8"><title>{TITLE} | {OUTLET}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="{OUTLET}">
<meta name="author" content="{BYLINE}"><meta property="article:published_time" content="{DATE}">
<link rel="canonical" href="{URL}"></head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
<article><h1>{TITLE}</h1>{paragraphs()}</article>
<footer><p>© {OUTLET}. All rights reserved.</p></footer></body></html>"""


def mhtml() -> bytes:
    """The page as a browser saves it, with a picture."""
    whole = EmailMessage()
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = URL
    whole["Subject"] = TITLE
    whole.set_content(page(), subtype="html", cte="quoted-printable")
    whole.make_related()
    whole.add_related(b"\x89PNG", "image", "png")
    return whole.as_bytes()


def rss() -> str:
    """A feed of one entry."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>{OUTLET}</title><link>https://pontic-herald.example/</link><language>{LANGUAGE}</language>
<item><title>{TITLE}</title><link>{URL}</link><dc:creator>{BYLINE}</dc:creator>
<pubDate>Wed, 05 Nov 2025 08:30:00 +0200</pubDate><description>The harbour is open.</description>
<content:encoded><![CDATA[{paragraphs()}]]></content:encoded></item></channel></rss>"""


def atom() -> str:
    """The same in Atom."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGE}"><title>{OUTLET}</title><id>urn:x</id>
<entry><title>{TITLE}</title><id>urn:y</id><link href="{URL}"/><author><name>{BYLINE}</name></author>
<published>{DATE}T08:30:00Z</published><updated>2025-11-09T08:30:00Z</updated>
<content type="html">{escape(paragraphs())}</content></entry></feed>"""


def json_feed() -> str:
    """The same as JSON Feed."""
    item = {"id": "1", "title": TITLE, "url": URL, "date_published": f"{DATE}T08:30:00Z", "content_html": paragraphs()}
    item_by = {**item, "authors": [{"name": BYLINE}], "language": LANGUAGE}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": OUTLET, "items": [item_by]})


def table() -> str:
    """A table of two columns more than needed, with semicolons, as spreadsheets of many countries write it."""
    cells = {"Id": "1", **{key.title(): value for key, value in ROW.items()}, "Notes": ""}
    return "\ufeff" + "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in (cells, cells.values())) + "\r\n"


def collected(content: bytes | None) -> str:
    """The same as `briefing collect` stores it: with its page, which tells it all again, or with the feed's words."""
    text = paragraphs().replace("<p>", "").replace("</p>", "").split("\n")
    told = Fields(TITLE, OUTLET, BYLINE, f"{DATE}T08:30:00Z", "metadata", URL, LANGUAGE)
    feed = Received("https://pontic-herald.example/rss.xml", (), "2025-11-06T06:00:00+00:00", 200, (), "")
    got = replace(feed, address=URL, content=content, sha256=sha256(content).hexdigest()) if content else None
    words = tuple(map(unescape, text)) if content is None else ("The harbour is open.",)
    return msgspec.json.encode(Collected(1, "", told, words, feed, got, "")).decode()


def newsml() -> str:
    """A news item of an agency."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:1" version="2" xml:lang="{LANGUAGE}">
<itemMeta><provider literal="{OUTLET}"/><versionCreated>2025-11-06T10:00:00Z</versionCreated>
<firstCreated>{DATE}T08:30:00Z</firstCreated><pubStatus qcode="stat:usable"/><link rel="irel:seeAlso" href="{URL}"/>
</itemMeta><contentMeta><by>{BYLINE}</by><headline>{TITLE}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>x</title></head><body>{paragraphs()}</body></html></inlineXML></contentSet></newsItem>"""


def docx() -> bytes:
    """A Word file with a title, header lines and a page header."""
    document, stream = Document(), BytesIO()
    document.sections[0].header.paragraphs[0].text = "For internal use"
    document.add_paragraph(TITLE, style="Title")
    for line in TOP.split("\n")[1:]:
        document.add_paragraph(line)
    for text in PARAGRAPHS[:-1]:
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = PARAGRAPHS[-1]
    document.save(stream)
    return stream.getvalue()


def pdf() -> bytes:
    """A PDF of small pages, so that paragraphs run over lines and pages, with running heads."""
    pdfmetrics.registerFont(TTFont(FONT, str(FONT_FILE)))
    body = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=13, spaceAfter=6)
    head = ParagraphStyle("head", fontName=FONT, fontSize=16, leading=20, spaceAfter=6)
    stream = BytesIO()
    pages = SimpleDocTemplate(
        stream,
        pagesize=(330, 230),
        leftMargin=30,
        rightMargin=30,
        topMargin=30,
        bottomMargin=30,
        title=TITLE,
        author=BYLINE,
    )
    lines = [Paragraph(escape(line), body) for line in TOP.split("\n")[1:]]
    pages.build(
        [Paragraph(TITLE, head), *lines, *(Paragraph(escape(text), body) for text in PARAGRAPHS)],
        onFirstPage=running_head,
        onLaterPages=running_head,
    )
    return stream.getvalue()


def running_head(canvas: Canvas, pages: SimpleDocTemplate) -> None:
    """What stands on each page."""
    canvas.setFont(FONT, 8)
    canvas.drawString(72, 210, OUTLET)
    canvas.drawString(72, 20, f"Page {pages.page}")


def mail() -> bytes:
    """A newsletter in two forms, the plain one a mere hint, with a hidden preview and a link above the text."""
    message = EmailMessage()
    message["From"] = f"{OUTLET} <news@pontic-herald.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = TITLE
    message["Date"] = "Wed, 05 Nov 2025 08:30:00 +0200"
    message["Message-ID"] = "<1@pontic-herald.example>"
    message["Archived-At"] = f"<{URL}>"
    message.set_content("This newsletter is best seen as HTML.\n", cte="quoted-printable")
    rows = "".join(f"<tr><td>{escape(text)}</td></tr>" for text in PARAGRAPHS)
    shown = (
        "<html><body><div style='display:none'>Open it</div><table><tr><td><a href='x'>View in browser</a></td></tr>"
    )
    message.add_alternative(f"{shown}{rows}</table></body></html>", subtype="html", cte="base64")
    message["Content-Language"] = LANGUAGE
    return message.as_bytes()


def archive(text: str) -> bytes:
    """The plain text in a folder of an archive."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("week 45/article.txt", text)
    return stream.getvalue()
