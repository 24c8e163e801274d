"""What a PDF says of itself: title, author, subject, language and date, for readers and for machines (XMP).

Takes a page; everything comes from it, nothing from the clock.
"""

from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream
from reportlab.pdfgen.canvas import Canvas

from briefing.blocks import Page


def describe(canvas: Canvas, page: Page) -> None:
    """Fill in the properties of the file."""
    canvas.setTitle(plain(page.title))
    canvas.setAuthor(plain(page.author))
    canvas.setSubject(plain(", ".join(filter(None, page.running_head))))
    canvas.setCreator("briefing")
    canvas.setProducer("briefing")
    canvas.setDateFormatter(lambda *_: f"D:{page.created:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    metadata = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), _metadata(page), filters=[])
    canvas.setCatalogEntry("Metadata", metadata)


def plain(text: str) -> str:
    """Return the text without what has no place in properties: control characters, halves of characters."""
    return "".join(character if character.isprintable() else " " for character in text)


def _metadata(page: Page) -> bytes:
    midnight = f"{page.created.isoformat()}T00:00:00Z"
    fields = {"title": page.title, "author": page.author, "language": page.language, "midnight": midnight}
    return _METADATA.format(**{name: escape(plain(value)) for name, value in fields.items()}).encode()


_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>briefing</pdf:Producer>
<xmp:CreateDate>{midnight}</xmp:CreateDate><xmp:ModifyDate>{midnight}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
