"""The fonts of a PDF against the rules of PDF/A-2 (6.2.11) and PDF/UA-1 (7.21), which are the same.

Takes the fonts that pages draw with and the codes shown in each; the font programs are read from the file.
"""

import re
from collections.abc import Iterator
from struct import unpack
from typing import Any
from unicodedata import category

import pikepdf

from briefing.check.pdf import characters
from briefing.check.pdf_pages import Drawn, Fonts
from briefing.model import Finding

_NEVER = {"\x00", "\ufeff", "\ufffe"}
"""What a font may not say that a code means."""
_TOLERANCE = 1.0
"""By how many thousandths of the size a width may differ."""
_SUBSET = re.compile(r"/[A-Z]{6}\+.+")


def broken_fonts(fonts: Fonts) -> Iterator[Finding]:
    """Yield what breaks a rule in the fonts that were drawn with."""
    for drawn in fonts.values():
        name = str(drawn.font.get("/BaseFont", "a font without a name"))
        for clause, message in _font(drawn):
            yield Finding(f"ISO 19005-2, 6.2.11{clause}", name.lstrip("/"), message)


def _font(drawn: Drawn) -> Iterator[tuple[str, str]]:
    font = drawn.font
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        yield ".2", "it is of a kind that ours never are"
        return
    below = font.DescendantFonts[0]
    program = below.FontDescriptor.get("/FontFile2")
    if not isinstance(program, pikepdf.Stream):
        yield ".4.1", "it is not embedded"
        return
    if not _SUBSET.fullmatch(str(font.BaseFont)) or below.FontDescriptor.FontName != font.BaseFont:
        yield ".4.2", "it holds some letters and is not named so"
    if "/CIDSet" in below.FontDescriptor:
        yield ".4.2", "it lists its letters, which is not compared"
    glyphs = below.get("/CIDToGIDMap")
    if not isinstance(glyphs, pikepdf.Stream):
        yield ".3.2", "it does not say which shape a code has"
        return
    yield from _meanings(drawn)
    yield from _shapes(drawn, below, bytes(glyphs.read_bytes()), bytes(program.read_bytes()))


def _meanings(drawn: Drawn) -> Iterator[tuple[str, str]]:
    if "/ToUnicode" not in drawn.font:
        yield ".7.2", "it does not say what its codes mean"
        return
    meant = characters(bytes(drawn.font.ToUnicode.read_bytes()).decode("latin-1"))
    told = [meant.get(code, "") for code in drawn.codes]
    if any(not text or not _NEVER.isdisjoint(text) for text in told):
        yield ".7.2", "it does not say of a code what it means, or what no code may mean"
    if any(category(letter) == "Co" for code in drawn.bare for letter in meant.get(code, "")):
        yield ".7.3", "it draws a letter of private use, and nothing says what that means"


def _shapes(drawn: Drawn, below: Any, glyphs: bytes, program: bytes) -> Iterator[tuple[str, str]]:
    map_ = unpack(f">{len(glyphs) // 2}H", glyphs[: len(glyphs) // 2 * 2])
    missing = [code for code in drawn.codes if code >= len(map_) or map_[code] == 0]
    if missing:
        yield ".8", f"{len(missing)} codes are drawn as the sign for a missing letter"
    told, real = _told_widths(below), _program_widths(program)
    for code in sorted(drawn.codes.difference(missing)):
        if map_[code] >= len(real):
            yield ".4.1", f"the embedded font has no shape for code {code}"
        elif abs(told.get(code, float(below.get("/DW", 1000))) - real[map_[code]]) > _TOLERANCE:
            yield ".5", f"the width of code {code} is not its shape's"


def _told_widths(below: Any) -> dict[int, float]:
    """Return the widths that the file tells, by code (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    waiting = list(below.get("/W", []))
    while waiting:
        first, second = int(waiting.pop(0)), waiting.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
        else:
            width = float(waiting.pop(0))
            widths |= dict.fromkeys(range(first, int(second) + 1), width)
    return widths


def _program_widths(program: bytes) -> list[float]:
    """Return the widths in the font itself, by glyph, in thousandths (OpenType: head, hhea, hmtx, maxp)."""
    (count,) = unpack(">H", program[4:6])
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        name, _, offset, length = unpack(">4sIII", program[at : at + 16])
        tables[name] = program[offset : offset + length]
    (scale,) = unpack(">H", tables[b"head"][18:20])
    (known,) = unpack(">H", tables[b"hhea"][34:36])
    (glyphs,) = unpack(">H", tables[b"maxp"][4:6])
    metrics = unpack(f">{2 * known}H", tables[b"hmtx"][: 4 * known])
    widths: list[float] = [width * 1000 / scale for width in metrics[::2]]
    return [*widths, *widths[-1:] * (glyphs - known)]
