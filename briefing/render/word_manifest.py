"""What a Word file carries unseen: which briefing it is, and what each of its items and sections is."""

from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing.blocks import Heading, Identity, Page
from briefing.render.word_measures import attribute
from briefing.render.word_pen import holdable

NAMESPACE = "urn:briefing:1"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def write_manifest(document: Document, page: Page) -> None:
    """Add the manifest of a page as custom XML, under the next number that is free."""
    manifest = _manifest(page)
    package = document.part.package
    name = package.next_partname("/customXml/item%d.xml")
    item = Part(name, CONTENT_TYPE.XML, manifest.encode(), package)
    properties = PackURI(name.replace("/item", "/itemProps"))
    about = Part(properties, CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _properties(manifest).encode(), package)
    item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _manifest(page: Page) -> str:
    of = page.provenance
    sections = (_element("section", id=block.id) for block in page.blocks if isinstance(block, Heading))
    held = "".join((*map(_item, of.items), *sections))
    root = _element("briefing", xmlns=NAMESPACE, period=of.period, record=of.record, edits=of.edits)
    return f"{root.removesuffix('/>')}>{held}</briefing>"


def _item(one: Identity) -> str:
    return _element(
        "item",
        id=one.id,
        section=one.section,
        article=one.article_id,
        start=str(one.start),
        end=str(one.end),
        sha256=one.sha256,
    )


def _element(tag: str, **attributes: str) -> str:
    told = "".join(f' {name}="{attribute(holdable(value))}"' for name, value in attributes.items())
    return f"<{tag}{told}/>"


def _properties(manifest: str) -> str:
    """Return what names the part for Word; its number is made from what it holds, so that it is the same every time."""
    number = f"{{{uuid5(NAMESPACE_URL, NAMESPACE + manifest)}}}".upper()
    return (
        f'<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{number}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
