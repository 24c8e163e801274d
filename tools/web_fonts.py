"""Make the six web fonts of the HTML page from the fonts in templates/fonts: `python3 tasks.py fonts`.

They hold the letters of the languages that sources are written in, without hints. A font with letters taken out is a
modified version, which by its licence may not be called Source: they are renamed Briefing Serif and Briefing Sans. What
they lack is drawn in a font of the reader's system. The same fonts give the same bytes.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "templates" / "fonts"
FAMILIES = {"SourceSerif4": "Briefing Serif", "SourceSans3": "Briefing Sans"}
FACES = {"Regular": "Regular", "It": "Italic", "Semibold": "SemiBold"}
LETTERS = (
    (0x20, 0x17F),  # Latin, with the letters of Turkish, Polish, Romanian, the Baltic and Nordic languages
    (0x18F, 0x18F),
    (0x192, 0x192),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x218, 0x21B),
    (0x259, 0x259),
    (0x2BC, 0x2BC),
    (0x300, 0x304),
    (0x306, 0x308),
    (0x30A, 0x30C),
    (0x323, 0x323),
    (0x326, 0x328),
    (0x384, 0x3CE),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x493),
    (0x49A, 0x49B),
    (0x4A2, 0x4A3),
    (0x4AE, 0x4B1),
    (0x4D8, 0x4D9),
    (0x4E8, 0x4E9),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2000, 0x2030),  # spaces, dashes, quotation marks, dots
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x20AC, 0x20AC),
    (0x20B4, 0x20B4),
    (0x20BA, 0x20BA),
    (0x20BD, 0x20BD),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2265),
    (0x25A0, 0x25A1),
    (0x25CB, 0x25CF),
)
"""First and last of each run of characters."""
_NAMES_OF_A_FONT = (1, 2, 3, 4, 6, 16, 17)


def main() -> None:
    """Write the fonts, and say how large they are."""
    for stem, family in FAMILIES.items():
        for face, style in FACES.items():
            path = FONTS / "web" / f"{family.replace(' ', '')}-{face}.woff2"
            _make(FONTS / f"{stem}-{face}.ttf", path, family, style)
            print(f"{path.name:28} {path.stat().st_size / 1000:5.1f} kB")


def _make(source: Path, path: Path, family: str, style: str) -> None:
    font = TTFont(source, recalcTimestamp=False)
    letters = [letter for first, last in LETTERS for letter in range(first, last + 1)]
    options = Options(hinting=False, layout_features=["ccmp", "locl", "mark"], name_IDs=["*"])
    options.drop_tables += ["DSIG", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    _rename(font, family, style)
    font.flavor = "woff2"
    font.save(path)


def _rename(font: TTFont, family: str, style: str) -> None:
    """Put our names in place of the reserved one; copyright and licence stay as they are."""
    table = font["name"]
    for number in _NAMES_OF_A_FONT:
        table.removeNames(nameID=number)
    table.names = [name for name in table.names if name.nameID in (0, 13, 14)]
    full = f"{family} {style}"
    names = {1: full if style == "SemiBold" else family, 2: "Regular" if style == "SemiBold" else style}
    names |= {3: f"{full}; subset", 4: full, 6: full.replace(" ", "", 1).replace(" ", "-"), 16: family, 17: style}
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
