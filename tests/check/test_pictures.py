"""Pictures in finished files: the logo of the house is let through, once, and no other."""

import io
import zipfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import logos
import pikepdf
import pytest
from factories import analysis, briefing, page

from briefing.blocks import Page
from briefing.check import check, check_edited
from briefing.model import Briefing
from briefing.records import Record, read_record
from briefing.render import RENDERERS
from briefing.render.record import draw_json
from briefing.render.style import Style

LOGO, OTHER = logos.picture(), logos.picture(colour="#ff0000")
SHOWING = pytest.mark.parametrize("format", ["pdf", "docx", "html"])
TEXT = """Bulgarian Defense Minister Rumen Dachev opened the radar post in Varna on Wednesday.

"The radar does not replace the patrols, and 40 crews will stay in Varna," Dachev said.
"""


@cache
def style(content: bytes) -> Style:
    with TemporaryDirectory() as folder:
        return logos.styled(Path(folder), content)


@cache
def made() -> tuple[Briefing, Page]:
    told = briefing(analysis(TEXT))
    return told, replace(page(told), logo=style(LOGO).logo.known)


@cache
def drawn(format: str, content: bytes = LOGO) -> bytes:
    return RENDERERS[format](made()[1], style(content))[0]


def record(of: Page | None = None) -> Record:
    told, known = made()
    return read_record(draw_json(told, of or known), "briefing.json")


def rules(format: str, content: bytes, of: Page | None = None) -> list[str]:
    told, known = made()
    return [f"{one.rule} {one.where}" for one in check({format: content}, of or known, told)]


def verdicts(format: str, content: bytes, known: Record | None = None) -> list[tuple[str, str]]:
    found = check_edited(format, content, known or record())
    return [(one.kind, one.reads) for one in found if one.kind != "verbatim"]


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "md"])
def test_a_finished_file_is_clean(format: str) -> None:
    """Against its page and against its record."""
    assert rules(format, drawn(format)) == []
    assert verdicts(format, drawn(format)) == []


@SHOWING
def test_a_missing_logo(format: str) -> None:
    """It is a finding of a file just drawn, and an editor may take it out."""
    from factories import shipped_style

    plain = RENDERERS[format](made()[1], shipped_style())[0]
    assert rules(format, plain) == [f"picture {format} logo"]
    assert verdicts(format, plain) == []


@SHOWING
def test_another_picture(format: str) -> None:
    """In the place of the logo it is a finding, in a file for editing a note; without a logo every picture is."""
    found = [("added" if format == "pdf" else "left out", "a picture")]
    assert rules(format, drawn(format, OTHER)) == [f"picture {format} outside", f"picture {format} logo"]
    assert verdicts(format, drawn(format, OTHER)) == found
    plain = replace(made()[1], logo=None)
    assert rules(format, drawn(format), plain) == [f"picture {format} outside"]
    assert verdicts(format, drawn(format), record(plain)) == found


def test_a_format_that_does_not_show_it() -> None:
    """A house's own Word file has its own letterhead, and no logo of ours."""
    told = made()[1]
    assert told.logo
    house = replace(told, logo=replace(told.logo, formats=("pdf", "html")))
    assert rules("docx", drawn("docx"), house) == ["picture docx outside"]


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn("pdf"))) as file:
        change(file)
        file.save(written)
    return written.getvalue()


def html(old: str, new: str) -> bytes:
    text = drawn("html").decode()
    assert old in text
    return text.replace(old, new, 1).encode()


def word(part: str, old: bytes, new: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(drawn("docx"))) as package, zipfile.ZipFile(written, "w") as target:
        for name in package.namelist():
            content = package.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new, 1) if name == part else content)
    return written.getvalue()


def upside_down(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.XObject.I1.Decode = pikepdf.Array([1, 0, 1, 0, 1, 0])


def reshaped(file: pikepdf.Pdf) -> None:
    image = file.pages[0].Resources.XObject.I1
    image.Width, image.Height = int(image.Height), int(image.Width)


def inline(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"BI /W 1 /H 1 /CS /G /BPC 8 ID a EI")


def twice(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"/I1 Do")


def form(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.XObject.I1.Subtype = pikepdf.Name.Form


SHOWN = f'src="data:image/png;base64,{b64encode(LOGO).decode()}"'
FOREIGN = ["picture html outside", "picture html logo"]


@pytest.mark.parametrize(
    ("format", "content", "found"),
    [
        ("pdf", pdf(upside_down), ["picture pdf outside", "picture pdf logo"]),
        ("pdf", pdf(reshaped), ["picture pdf outside", "picture pdf logo"]),
        ("pdf", pdf(inline), ["picture pdf outside"]),
        ("pdf", pdf(twice), ["picture pdf logo"]),
        ("pdf", pdf(form), ["type pdf outside", "picture pdf logo"]),
        ("html", html(SHOWN, 'src="https://port.example/logo.png"'), FOREIGN),
        ("html", html(SHOWN, 'src="data:image/png;base64,A"'), FOREIGN),
        ("html", html(SHOWN, f'{SHOWN} srcset="other.png 2x"'), FOREIGN),
        ("html", html("<main>", f"<main><img {SHOWN}>"), ["picture html logo"]),
        ("html", html("<main>", "<main><svg><image href='x.png'/></svg>"), ["picture html outside"]),
        ("html", html("<main>", "<main><object data='x.pdf'></object>"), ["picture html outside"]),
        (
            "docx",
            word(
                "word/document.xml",
                b'<a:blip r:embed="rIdLogo"/>',
                b'<a:blip r:embed="rIdLogo"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
                b'<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
                b'r:embed="rIdLogo"/></a:ext></a:extLst></a:blip>',
            ),
            ["picture docx outside", "picture docx logo"],
        ),
        (
            "docx",
            word("word/document.xml", b'r:embed="rIdLogo"', b'r:link="rIdLogo"'),
            ["picture docx outside", "picture docx logo"],
        ),
    ],
)
def test_what_passes_for_the_logo_and_is_not(format: str, content: bytes, found: list[str]) -> None:
    """Other pixels out of the same bytes, another picture that is shown in its place, the logo twice."""
    assert rules(format, content) == found
