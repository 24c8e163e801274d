"""The look of a house: what it changes over the packaged style, and what is refused."""

from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest
from factories import TEMPLATES, analysis, briefing, page, shipped_style

from briefing.errors import SettingsError
from briefing.render import RENDERERS
from briefing.render.style import Style, load_style

FONTS = TEMPLATES / "fonts"


def loaded(tmp_path: Path, text: str) -> Style:
    """A style file of one's own, read."""
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8-sig")
    return load_style(path)


def test_an_own_style_holds_only_what_it_changes(tmp_path: Path) -> None:
    """All else, the packaged fonts too, is as it was."""
    own = loaded(tmp_path, '[page]\nsize = "Letter"\n[colours]\nblue = "#003399"\n[type]\nhead = [13, 15.5]')
    packaged = shipped_style()
    assert (own.page, own.colours) == (
        replace(packaged.page, size="Letter"),
        replace(packaged.colours, blue="#003399"),
    )
    assert (own.sizes.head.size, own.sizes.head.leading) == (13, 15.5)
    assert (own.source, own.ours, own.sizes.point) == (packaged.source, packaged.ours, packaged.sizes.point)
    assert all(RENDERERS[name](page(briefing(analysis("Varna has radars."))), own)[0] for name in RENDERERS)


def test_an_empty_style_is_the_packaged_one(tmp_path: Path) -> None:
    """Nothing is changed."""
    assert loaded(tmp_path, "") == shipped_style()


def test_own_fonts_come_first(tmp_path: Path) -> None:
    """A file in `fonts/` beside the style is taken before a packaged one of the same name."""
    (tmp_path / "fonts").mkdir()
    copy(FONTS / "SourceSans3-It.ttf", tmp_path / "fonts" / "SourceSans3-It.ttf")
    ours = loaded(tmp_path, "").ours
    assert ours.italic == tmp_path / "fonts" / "SourceSans3-It.ttf"
    assert ours.regular == FONTS / "SourceSans3-Regular.ttf"


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("[page", "", "not a usable style", "mend it"),
        ("page = 5", ": page", "5 is not a table", "write it as"),
        ("[page]\nside = 5", ": page.side", "is not known", "did you mean sides?"),
        ("[color]\nblue = 5", ": color", "is not known", "did you mean colours?"),
        ("[fonts.our]\nname = 'A'", ": fonts.our", "is not known", "did you mean ours?"),
        ("[zzz]", ": zzz", "is not known", "use embed_fonts, page, fonts, colours, type"),
        ("[page]\nsize = 'A5'", ": page.size", "'A5' is not A4 or Letter", "A4 or Letter"),
        ("[page]\nsize = ['A4']", ": page.size", "['A4'] is not A4 or Letter", "A4 or Letter"),
        ("[page]\ntop = 0", ": page.top", "0 is not a number above 0", "give a number"),
        ("[page]\ntop = nan", ": page.top", "nan is not a number above 0", "give a number"),
        ("[page]\ntop = true", ": page.top", "True is not a number above 0", "give a number"),
        ("[page]\ntop = '5'", ": page.top", "'5' is not a number above 0", "give a number"),
        ("[page]\nsides = 90", ": page", "leaves 0 mm for the text", "at least 60 mm"),
        ("[page]\nbottom = 250", ": page", "mm for the text", "at least 60 mm"),
        ("[colours]\nblue = 'navy'", ": colours.blue", "'navy' is not a colour", "#174A73"),
        ("[colours]\nblue = '#03f'", ": colours.blue", "'#03f' is not a colour", "#174A73"),
        ("[colours]\nblue = 255", ": colours.blue", "255 is not a colour", "#174A73"),
        ("[type]\nhead = 12", ": type.head", "12 is not a size and a leading", "[9.6, 12.5]"),
        ("[type]\nhead = [12]", ": type.head", "[12] is not a size and a leading", "[9.6, 12.5]"),
        ("[type]\nhead = [12, -1]", ": type.head", "[12, -1] is not a size and a leading", "[9.6, 12.5]"),
        ("[fonts.ours]\nname = ''", ": fonts.ours.name", "'' is not a name", "give a name"),
        ("[fonts]\nfallback = 'It.ttf'", ": fonts.fallback", "'It.ttf' is not a list of font files", "give a list"),
        ("[fonts]\nfallback = [5]", ": fonts.fallback", "[5] is not a list of font files", "give a list"),
        ("[fonts]\nfallback = ['It.ttf']", ": fonts.fallback", "there is no font file 'It.ttf'", "fonts"),
        ("[fonts.ours]\nitalic = 'It.ttf'", ": fonts.ours.italic", "there is no font file 'It.ttf'", "fonts"),
        ("[fonts.ours]\nitalic = '.'", ": fonts.ours.italic", "there is no font file '.'", "fonts"),
        ("[fonts.ours]\nitalic = 'a\\u0000'", ": fonts.ours.italic", "there is no font file", "fonts"),
    ],
)
def test_a_style_that_cannot_be_used(tmp_path: Path, text: str, where: str, message: str, hint: str) -> None:
    """The error names the file, the key, what is wrong and what to do."""
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, text)
    assert caught.value.where == f"{tmp_path / 'own.toml'}{where}"
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"no font", b"OTTO" + bytes(60), b"\x00\x01\x00\x00\x00\x10"])
def test_a_font_that_is_none(tmp_path: Path, content: bytes) -> None:
    """It is refused before anything is read or drawn."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "It.ttf").write_bytes(content)
    with pytest.raises(SettingsError, match=r"own\.toml: fonts\.ours\.italic: 'It\.ttf' is no font that can be used"):
        loaded(tmp_path, "[fonts.ours]\nitalic = 'It.ttf'")


def test_fallbacks_are_kept_in_order(tmp_path: Path) -> None:
    """They are found as the other font files are, and there are none unless a house names them."""
    names = ["SourceSerif4-It.ttf", "SourceSans3-It.ttf"]
    assert shipped_style().fallback == ()
    assert loaded(tmp_path, f"[fonts]\nfallback = {names}").fallback == tuple(FONTS / name for name in names)


def test_a_font_that_is_cut_short(tmp_path: Path) -> None:
    """Wherever its end is missing."""
    (tmp_path / "fonts").mkdir()
    whole = (FONTS / "SourceSans3-It.ttf").read_bytes()
    for length in (20, 300, len(whole) // 2):
        (tmp_path / "fonts" / "It.ttf").write_bytes(whole[:length])
        with pytest.raises(SettingsError, match="is no font that can be used"):
            loaded(tmp_path, "[fonts.ours]\nitalic = 'It.ttf'")


def test_a_style_that_is_not_there(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(SettingsError, match=r"none\.toml: not a usable style"):
        load_style(tmp_path / "none.toml")
