"""The logo of a house in a Word file: a picture in a paragraph of its own, above all else; the file as it is.

A house's own Word file has its own letterhead, so nothing is drawn there.
"""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefing import anchors
from briefing.render.logo import Logo
from briefing.render.word_measures import twips
from briefing.render.word_pen import Pen

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_RELATION = "rIdLogo"
_EMU = 36000
"""Of Word's units for drawings in a millimetre."""
BELOW = 4.0
"""Millimetres of white under it."""


def draw_logo(logo: Logo, pen: Pen, number: int) -> str:
    """Return the paragraph of a logo; `number` is one that no other drawing of the file has."""
    size = f'cx="{round(logo.width * _EMU)}" cy="{round(logo.height * _EMU)}"'
    named = f'id="{number}" name="{anchors.bookmark(anchors.LOGO)}" descr="{pen.text(logo.text)}"'
    space = f'<w:spacing w:before="0" w:after="{twips(BELOW)}" w:line="240" w:lineRule="auto"/>'
    return (
        f'<w:p><w:pPr><w:keepNext/>{space}<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{_DRAWING}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {named}/><wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_MAIN}" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_PICTURE}">'
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_RELATION}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def write_logo(logo: Logo, document: Document) -> None:
    """Add the file of a logo to a document of ours, which has no other picture."""
    name = PackURI(f"/word/media/logo.{logo.kind}")
    part = Part(name, f"image/{logo.kind}", logo.content, document.part.package)
    document.part.load_rel(RELATIONSHIP_TYPE.IMAGE, part, _RELATION)
