"""The logo of a house: what is refused, and how each format shows it and nothing else."""

import re
import subprocess
import sys
import zipfile
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from shutil import which

import charts
import docx
import houses
import logos
import pages
import pikepdf
import pypdfium2
import pytest
from factories import shipped_style
from lxml import etree
from PIL import Image

from briefing import anchors
from briefing.blocks import Page, Statement
from briefing.check.package import check_package
from briefing.check.pdf_rules import broken_rules
from briefing.errors import SettingsError
from briefing.render.html import draw_html
from briefing.render.html_looks import draw_sheet
from briefing.render.logo import decode
from briefing.render.markdown import draw_markdown
from briefing.render.pdf import count_pages, draw_pdf
from briefing.render.style import logo_of
from briefing.render.word import draw_word

MM = 72 / 25.4
TURNED = Image.Exif()
TURNED[0x0112] = 6
PICTURES = {
    "colours": logos.picture(),
    "grey": logos.picture(mode="L", colour=90),
    "black and white": logos.picture(mode="1", colour=1),
    "palette": logos.picture(mode="P", colour=0),
    "transparent": logos.picture((30, 30), "RGBA", (200, 0, 0, 128)),
    "transparent grey": logos.picture((30, 30), "LA", (0, 128)),
    "JPEG": logos.picture(format="JPEG"),
    "grey JPEG": logos.picture(mode="L", colour=90, format="JPEG"),
    "inks": logos.picture(mode="CMYK", colour=(255, 0, 0, 0), format="JPEG"),
}
EACH_PICTURE = pytest.mark.parametrize("name", PICTURES)


def page() -> Page:
    return pages.page(*pages.every_block(), charts.by_day())


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "values", "where", "message", "hint"),
    [
        (None, {}, "logo.file", "'logo.png': there is no such file", "give a PNG or JPEG file"),
        (b"", {}, "logo.file", "is no PNG or JPEG file, or damaged", "give a PNG or JPEG file"),
        (b"GIF89a", {}, "logo.file", "is no PNG or JPEG file", "give a PNG or JPEG file"),
        (logos.picture(format="GIF"), {}, "logo.file", "is no PNG or JPEG file", "give a PNG or JPEG file"),
        (logos.picture()[:60], {}, "logo.file", "damaged", ""),
        (logos.picture(format="JPEG")[:-40], {}, "logo.file", "damaged", ""),
        (bytes(4 * 2**20 + 1), {}, "logo.file", "has 4.0 MB, more than 4", "fewer pixels"),
        (
            logos.picture((4001, 1), "1", 1),
            {},
            "logo.file",
            "has 4001 × 1 pixels, more than 4000",
            "save it with fewer",
        ),
        (logos.picture(mode="I;16", colour=9), {}, "logo.file", "cannot be printed (I;16)", "PNG in RGB"),
        (logos.picture(format="JPEG", exif=TURNED), {}, "logo.file", "is to be turned", "as it is to be seen"),
        (
            logos.picture(save_all=True, append_images=[Image.new("RGB", (60, 12))]),
            {},
            "logo.file",
            "has several pictures",
            "save the first alone",
        ),
        (logos.picture(), {"file": "../logo.png"}, "logo.file", "is no name of a file", "beside style.toml"),
        (logos.picture(), {"file": 5}, "logo.file", "5 is no name of a file", "beside style.toml"),
        (logos.picture(), {"file": None}, "logo", "has no file", "write file"),
        (logos.picture(), {"text": None}, "logo", "has no text", "write text"),
        (logos.picture(), {"text": "  "}, "logo.text", "says nothing", "in one line"),
        (logos.picture(), {"text": 7}, "logo.text", "says nothing", "in one line"),
        (logos.picture(), {"text": "The “best”"}, "logo.text", "holds a quotation mark (“)", "leave those"),
        (logos.picture(), {"height": 3.9}, "logo.height", "3.9 is not a height from 4 to 40", "give millimetres"),
        (logos.picture(), {"height": 40.1}, "logo.height", "40.1 is not a height", "give millimetres"),
        (logos.picture(), {"height": "12"}, "logo.height", "'12' is not a height", "give millimetres"),
        (logos.picture(), {"height": 40}, "logo.height", "makes it 200 mm wide, and the page has 174", "at most 34.8"),
        (logos.picture(), {"size": 4}, "logo.size", "is not known", "use file, height, text"),
    ],
)
def test_what_cannot_be_shown_is_refused(
    tmp_path: Path, content: bytes | None, values: dict[str, object], where: str, message: str, hint: str
) -> None:
    """The message names the place in style.toml and what to do."""
    path = logos.written(tmp_path, content, **values)
    with pytest.raises(SettingsError) as caught:
        logos.load_style(path)
    assert caught.value.where == f"{path}: {where}"
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    """As is one in which a height is all that is said."""
    (tmp_path / "style.toml").write_text('logo = "logo.png"', "utf-8")
    with pytest.raises(SettingsError, match="is not a table"):
        logos.load_style(tmp_path / "style.toml")
    with pytest.raises(SettingsError, match="is not a table"):
        logo_of(tmp_path / "style.toml")


def test_the_path_of_a_logo(tmp_path: Path) -> None:
    """Beside the style that names it; there is none by default."""
    assert logo_of(logos.written(tmp_path, logos.picture())) == tmp_path / "logo.png"
    (tmp_path / "style.toml").write_text("", "utf-8")
    assert logo_of(tmp_path / "style.toml") is None


def test_nothing_is_imported_where_there_is_no_logo() -> None:
    """Pillow is loaded with the first logo."""
    load = "from briefing.render.style import load_style; from briefing.settings import locate"
    code = f"import sys; {load}; load_style(locate('style.toml')); print('PIL' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout == "False\n"


# --- its pixels ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "channels", "first"),
    [
        (logos.picture(colour="#123456"), 3, b"\x12\x34\x56"),
        (logos.picture(mode="L", colour=90), 1, b"\x5a"),
        (logos.picture(mode="1", colour=1), 1, b"\xff"),
        (logos.picture(mode="RGBA", colour=(200, 0, 0, 0)), 3, b"\xff\xff\xff"),
        (logos.picture(mode="RGBA", colour=(0, 0, 0, 51)), 3, b"\xcc\xcc\xcc"),
        (logos.picture(mode="LA", colour=(0, 51)), 3, b"\xcc\xcc\xcc"),
        (logos.picture(mode="P", colour=0, transparency=0), 3, b"\xff\xff\xff"),
        (logos.picture(mode="RGB", colour=(1, 2, 3), transparency=(1, 2, 3)), 3, b"\xff\xff\xff"),
        (logos.picture(mode="CMYK", colour=(0, 0, 0, 0), format="JPEG"), 3, b"\xff\xff\xff"),
    ],
)
def test_pixels_are_plain(content: bytes, channels: int, first: bytes) -> None:
    """Grey or red, green and blue, on white where it is transparent."""
    pixels = decode(content)
    assert (pixels.width, pixels.height, pixels.channels) == (60, 12, channels)
    assert len(pixels.data) == 60 * 12 * channels
    assert pixels.data[:channels] == first


# --- PDF ----------------------------------------------------------------------------------------------------------


@EACH_PICTURE
def test_the_pdf_keeps_its_rules(tmp_path: Path, name: str) -> None:
    """Whatever kind of picture it is; the same one gives the same bytes."""
    style = logos.styled(tmp_path, PICTURES[name])
    data = draw_pdf(page(), style)[0]
    assert broken_rules(data) == ()
    assert data == draw_pdf(page(), style)[0]


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_it_stands_at_the_top_of_the_first_page_alone(tmp_path: Path, size: str) -> None:
    """As high as asked for, left, at the upper margin, 4 mm above the bar; it pushes all else down by that."""
    plain = replace(shipped_style(), page=replace(shipped_style().page, size=size))
    style = replace(logos.styled(tmp_path, height=10), page=plain.page)
    file = pypdfium2.PdfDocument(draw_pdf(page(), style)[0])
    (image,) = file[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    assert not any(list(one.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])) for one in list(file)[1:])
    left, bottom, right, top = image.get_bounds()
    margin = (file[0].get_width() - 174 * MM) / 2
    assert (left, right - left) == (pytest.approx(margin, abs=0.02), pytest.approx(50 * MM, abs=0.02))
    assert (top, top - bottom) == (
        pytest.approx(file[0].get_height() - 14.5 * MM, abs=0.02),
        pytest.approx(10 * MM, abs=0.02),
    )
    one, other = (_title(draw_pdf(page(), look)[0]) for look in (plain, style))
    assert one - other == pytest.approx(14 * MM, abs=0.05)


def _title(data: bytes) -> float:
    """How high the title stands."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    return float(text.get_charbox(text.search("Weekly briefing").get_next()[0])[1])


def test_those_who_cannot_see_it_hear_its_words(tmp_path: Path) -> None:
    """It is the first element: a figure with its words, and where it is."""
    with pikepdf.open(BytesIO(draw_pdf(page(), logos.styled(tmp_path))[0])) as file:
        figure = file.Root.StructTreeRoot.K.K[0]
        assert (str(figure.S), str(figure.Alt), str(figure.ID)) == ("/Figure", logos.TEXT, anchors.LOGO)
        assert len(figure.A.BBox) == 4


def test_pages_are_counted_with_it(tmp_path: Path) -> None:
    """What just fits on a page does no longer."""
    blocks = (*pages.every_block()[:2], *[Statement((pages.ours("Words."),))] * 90)
    count = next(n for n in range(3, 90) if count_pages(pages.page(*blocks[: n + 1]), shipped_style()) > 1)
    full = pages.page(*blocks[:count])
    assert (count_pages(full, shipped_style()), count_pages(full, logos.styled(tmp_path))) == (1, 2)


@pytest.mark.skipif(not which("qpdf"), reason="qpdf is not installed")
@EACH_PICTURE
def test_qpdf_finds_nothing(tmp_path: Path, name: str) -> None:
    """The file is sound."""
    (tmp_path / "x.pdf").write_bytes(draw_pdf(page(), logos.styled(tmp_path, PICTURES[name]))[0])
    told = subprocess.run(["qpdf", "--check", tmp_path / "x.pdf"], capture_output=True, text=True, check=False)
    assert (told.returncode, "WARNING" in told.stderr) == (0, False), told.stderr


# --- Word, HTML, Markdown -----------------------------------------------------------------------------------------


@EACH_PICTURE
def test_word_has_it_above_the_title(tmp_path: Path, name: str) -> None:
    """In a paragraph of its own, with its words, in its size, as its file is; the package is sound."""
    data = draw_word(page(), logos.styled(tmp_path, PICTURES[name], height=10))[0]
    assert check_package(data) == ()
    document = docx.Document(BytesIO(data))
    (shape,) = (one for one in document.inline_shapes if one.type is not None and one.type.name == "PICTURE")
    assert shape._inline.docPr.get("descr") == logos.TEXT
    assert shape.height == 360_000
    assert shape._inline.getparent().getparent().getparent() is document.paragraphs[0]._p
    assert document.paragraphs[1].style.name == "Title"
    assert PICTURES[name] in {part.blob for part in document.part.package.iter_parts()}


def test_a_house_has_its_own_letterhead(tmp_path: Path) -> None:
    """In its own Word file there is no logo of ours."""
    style = replace(logos.styled(tmp_path), house=houses.corporate())
    with zipfile.ZipFile(BytesIO(draw_word(page(), style)[0])) as package:
        assert b"rIdLogo" not in package.read("word/document.xml")


def test_html_has_it_above_the_title(tmp_path: Path) -> None:
    """With its words, inside the file, as wide as it is high, and never wider than the window."""
    style = logos.styled(tmp_path, height=10)
    drawn = draw_html(page(), style)[0].decode()
    found = re.search(r'<main>\n<img class="logo" alt="([^"]*)" src="data:image/png;base64,([^"]*)">\n<header>', drawn)
    assert found
    assert (found[1], b64decode(found[2])) == ("Ministry of Example &amp; Sons", logos.picture())
    assert "img-src data:" in drawn
    assert ".logo{display:block;width:50.00mm;max-width:100%;height:auto" in draw_sheet(page(), style)


def test_nothing_changes_elsewhere(tmp_path: Path) -> None:
    """Markdown has none, and no file without a logo says a word of one."""
    style, plain = logos.styled(tmp_path), shipped_style()
    assert draw_markdown(page(), style) == draw_markdown(page(), plain)
    assert 'class="logo"' not in draw_html(page(), plain)[0].decode()
    with pikepdf.open(BytesIO(draw_pdf(page(), plain)[0])) as file:
        assert "/XObject" not in file.pages[0].obj.Resources


def test_word_numbers_it_apart_from_charts(tmp_path: Path) -> None:
    """No two drawings of a file have one number."""
    with zipfile.ZipFile(BytesIO(draw_word(page(), logos.styled(tmp_path))[0])) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    ids = [one.get("id") for one in tree.iter("{*}docPr")]
    assert len(ids) == len(set(ids)) == 3
