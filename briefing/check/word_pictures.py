"""Pictures of a Word file: by which digest each is known, so that the logo of the house can be told from all others."""

import zipfile
from collections.abc import Mapping
from hashlib import sha256

from lxml import etree

from briefing.check.word_parts import name_pictures

_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_pictures(package: zipfile.ZipFile, text: str) -> dict[str, str]:
    """Return the digest of each picture that a part of text shows, by the ids of its relations."""
    known = set(package.namelist())
    named = {id: name for id, name in name_pictures(package, text).items() if name in known}
    return {id: sha256(package.read(name)).hexdigest() for id, name in named.items()}


def digest_of(picture: etree._Element, pictures: Mapping[str, str]) -> str:
    """Return the digest of what a picture shows; "" where it is none of a file, or Word may show another in its place.

    Word shows a drawing of lines, which stands inside, in place of a picture of points; a link may lead anywhere.
    """
    led = [(name, id) for one in picture.iter(etree.Element) for name, id in one.attrib.items() if _RELATIONS in name]
    if picture.tag != _BLIP or [name for name, _ in led] != [f"{_RELATIONS}embed"]:
        return ""
    return pictures.get(led[0][1], "")
