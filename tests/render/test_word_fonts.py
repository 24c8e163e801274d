"""The fonts of a Word file: declared, embedded, and left out where they must not go in."""

import struct
import uuid
from dataclasses import replace
from pathlib import Path

import houses
import pages
import pytest
from lxml import etree

from briefing.errors import SettingsError
from briefing.render.style import Style, load_style
from briefing.render.word import draw_word
from briefing.render.word_fonts import may_embed, obfuscate

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STYLE = load_style(ROOT / "templates" / "style.toml")
SERIF = STYLE.source.regular.read_bytes()


def parts(style: Style = STYLE) -> dict[str, bytes]:
    """The parts of a file that holds every block."""
    return houses.unpacked(draw_word(pages.page(), style)[0])


def licensed(bits: int) -> bytes:
    """A font with these licence bits."""
    for entry in range(12, 12 + 16 * struct.unpack_from(">H", SERIF, 4)[0], 16):
        name, _, start, _ = struct.unpack_from(">4sIII", SERIF, entry)
        if name == b"OS/2":
            return SERIF[: start + 8] + struct.pack(">H", bits) + SERIF[start + 10 :]
    raise AssertionError


def test_both_families_are_in_the_file() -> None:
    """Each face comes out of the file as it went in, by the key that the table of fonts has for it."""
    drawn = parts()
    relations = {one.get("Id"): one.get("Target") for one in etree.fromstring(drawn["word/_rels/fontTable.xml.rels"])}
    found = {}
    for font in etree.fromstring(drawn["word/fontTable.xml"]).iter(W + "font"):
        for slot in font.iterfind("*"):
            if key := slot.get(W + "fontKey"):
                content = obfuscate(drawn["word/" + relations[slot.get(R + "id")]], uuid.UUID(key))
                found[font.get(W + "name"), slot.tag.removeprefix(W)] = content
    assert found == {
        (family.name, slot): getattr(family, face).read_bytes()
        for family in (STYLE.source, STYLE.ours)
        for slot, face in (("embedRegular", "regular"), ("embedBold", "semibold"), ("embedItalic", "italic"))
    }


def test_the_first_bytes_are_hidden_as_the_standard_says() -> None:
    """The key's bytes, from its end, over the first 32 and no further."""
    key = uuid.UUID("00112233-4455-6677-8899-aabbccddeeff")
    hidden = obfuscate(bytes(40), key)
    assert hidden[:4] == bytes([0xFF, 0xEE, 0xDD, 0xCC])
    assert hidden[16:32] == hidden[:16]
    assert hidden[32:] == bytes(8)


def test_word_is_told_that_fonts_are_embedded() -> None:
    """The settings say so, and the content type is that of obfuscated fonts."""
    drawn = parts()
    assert b"<w:embedTrueTypeFonts/>" in drawn["word/settings.xml"]
    assert drawn["[Content_Types].xml"].count(b"officedocument.obfuscatedFont") == 6


def test_fonts_can_stay_out() -> None:
    """`embed_fonts = false` leaves the names and what stands in for them."""
    drawn = parts(replace(STYLE, embed_fonts=False))
    assert not [name for name in drawn if "odttf" in name]
    assert b"embedTrueTypeFonts" not in drawn["word/settings.xml"]
    assert drawn["word/fontTable.xml"].count(b"w:altName") == 2
    assert sum(map(len, drawn.values())) < 200_000


@pytest.mark.parametrize(
    ("bits", "allowed"),
    [
        (0x0, True),
        (0x8, True),
        (0xC, True),
        (0x108, True),
        (0x2, False),
        (0x4, False),
        (0x200, False),
        (0x208, False),
    ],
)
def test_licence_bits_are_kept_to(bits: int, allowed: bool) -> None:
    """Installable and editable fonts go in; restricted, print-only and bitmap-only ones do not."""
    assert may_embed(licensed(bits)) == allowed


def test_a_forbidding_family_stays_out_and_is_told(tmp_path: Path) -> None:
    """One face that forbids it keeps the family out; the other family goes in."""
    path = tmp_path / "italic.ttf"
    path.write_bytes(licensed(0x2))
    style = replace(STYLE, source=replace(STYLE.source, italic=path))
    content, problems = draw_word(pages.page(), style)
    assert [str(one) for one in problems] == [
        "style: fonts: the licence bits of Source Serif 4 forbid to embed it in a file that can be edited; "
        "it shows as Georgia where it is not installed; choose another font in style.toml"
    ]
    assert len([name for name in houses.unpacked(content) if name.endswith(".odttf")]) == 3


def test_fonts_of_a_house_stay(tmp_path: Path) -> None:
    """A house's own embedded fonts stay in the file, and ours do not go in where no style wears them."""
    first, _ = draw_word(pages.page(), STYLE)
    own = houses.unpacked(houses.corporate())
    own["word/fontTable.xml"] = houses.unpacked(first)["word/fontTable.xml"].replace(b"Source Sans 3", b"Verdana")
    names = ["word/_rels/fontTable.xml.rels", *(name for name in houses.unpacked(first) if name.endswith(".odttf"))]
    own |= {name: houses.unpacked(first)[name] for name in names}
    font = b'<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
    own["[Content_Types].xml"] = own["[Content_Types].xml"].replace(b"</Types>", font + b"</Types>")
    drawn = parts(replace(STYLE, house=houses.packed(own)))
    table = etree.fromstring(drawn["word/fontTable.xml"])
    assert [one.get(W + "name") for one in table] == ["Verdana", "Source Serif 4"]
    assert all(one.find(W + "embedRegular") is not None for one in table)
    assert len([name for name in drawn if name.endswith(".odttf")]) == 6


def test_the_switch_is_read_from_the_style(tmp_path: Path) -> None:
    """It stands beside the fonts, and is true or false."""
    path = tmp_path / "style.toml"
    path.write_text("embed_fonts = false", encoding="utf-8")
    assert not load_style(path).embed_fonts
    path.write_text('embed_fonts = "no"', encoding="utf-8")
    with pytest.raises(SettingsError, match="'no' is not true or false; give true or false"):
        load_style(path)
