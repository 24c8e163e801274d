"""What a .docx says of itself, unseen."""

import io
import zipfile
from dataclasses import replace

import pages
from lxml import etree
from word_parts import draw, part

from briefing.blocks import Heading, Identity, Provenance

B = "{urn:briefing:1}"
ITEM = Identity("p1", "highlights", "a&1", 12, 47, "ab" * 32)
PAGE = replace(pages.page(), provenance=Provenance("2026-W10", "cd" * 32, "ef" * 32, (ITEM,)))


def test_the_manifest_names_briefing_items_and_sections() -> None:
    """Period, record and edits; each item with its place in an article; each heading in order."""
    root = part(draw(page=PAGE), "customXml/item1.xml")
    assert root.tag == B + "briefing"
    assert dict(root.attrib) == {"period": "2026-W10", "record": "cd" * 32, "edits": "ef" * 32}
    assert [dict(one.attrib) for one in root.iterchildren(B + "item")] == [
        {"id": "p1", "section": "highlights", "article": "a&1", "start": "12", "end": "47", "sha256": "ab" * 32}
    ]
    heads = [block.id for block in PAGE.blocks if isinstance(block, Heading)]
    assert [one.get("id") for one in root.iterchildren(B + "section")] == heads


def test_word_knows_what_the_part_is() -> None:
    """It has the properties that Word wants, under a number that two briefings do not share."""
    numbers = set()
    for page in (PAGE, replace(PAGE, provenance=replace(PAGE.provenance, period="2026-W11"))):
        about = part(draw(page=page), "customXml/itemProps1.xml")
        (schema,) = about.iter("{*}schemaRef")
        assert schema.attrib.values() == ["urn:briefing:1"]
        numbers.update(about.attrib.values())
    assert len(numbers) == 2


def test_the_document_leads_to_it() -> None:
    """Once, and nothing of the template that the file was made from is left."""
    data = draw(page=PAGE)
    relations = [one for one in part(data, "word/_rels/document.xml.rels") if one.get("Type").endswith("/customXml")]
    assert [one.get("Target") for one in relations] == ["../customXml/item1.xml"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert len([name for name in package.namelist() if name.startswith("customXml/item")]) == 2


def test_words_that_xml_cannot_hold_are_no_error() -> None:
    """A file's name may hold anything."""
    odd = replace(PAGE, provenance=replace(PAGE.provenance, items=(replace(ITEM, article_id='a\x00"<'),)))
    root = etree.fromstring(etree.tostring(part(draw(page=odd), "customXml/item1.xml")))
    assert root[0].get("article") == 'a\ufffd"<'
