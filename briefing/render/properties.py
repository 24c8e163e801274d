"""What a PDF says of itself: title, author, subject, language and date, for readers and for machines (XMP).

Takes a page; everything comes from it, nothing from the clock. Both say the same (ISO 19005-2, 6.1.5). That the file is
PDF/A-2a and PDF/UA-1 is said where the page claims it. PDF/A does not know the second of these properties, so its
schema is described, too (6.6.2.3).
"""

from xml.sax.saxutils import escape

from briefing.blocks import Page
from briefing.render.objects import text_string

_MAKER = "briefing"


def information(page: Page) -> str:
    """Return the dictionary that readers show."""
    date = f"(D:{page.created:%Y%m%d}000000Z)"
    words = {"Title": page.title, "Author": page.author, "Subject": _subject(page), "Creator": _MAKER}
    told = "".join(f"/{name} {text_string(plain(text))}" for name, text in words.items() if text)
    return f"<<{told}/Producer {text_string(_MAKER)}/CreationDate {date}/ModDate {date}>>"


def metadata(page: Page) -> bytes:
    """Return the same for machines, and what the file claims to be."""
    midnight = f"{page.created.isoformat()}T00:00:00Z"
    fields = {"title": page.title, "author": page.author, "subject": _subject(page), "language": page.language}
    told = {name: escape(plain(value)) for name, value in fields.items()}
    claims = _CLAIMS if page.claims else ""
    return _METADATA.format(**told, maker=_MAKER, midnight=midnight, claims=claims).encode()


def plain(text: str) -> str:
    """Return the text without what has no place in properties: control characters, halves of characters."""
    return "".join(character if character.isprintable() else " " for character in text)


def _subject(page: Page) -> str:
    return ", ".join(filter(None, page.running_head))


_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{maker}</pdf:Producer>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
<xmp:CreateDate>{midnight}</xmp:CreateDate><xmp:ModifyDate>{midnight}</xmp:ModifyDate>
<xmp:MetadataDate>{midnight}</xmp:MetadataDate>
</rdf:Description>{claims}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_CLAIMS = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
