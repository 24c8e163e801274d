"""The look as data: `templates/style.toml` read into frozen records that PDF and Word share."""

import difflib
import re
import struct
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from briefing.errors import SettingsError
from briefing.render.logo import Logo, load_logo, logo_path
from briefing.settings import locate

_PACKAGED = "style.toml"
_LOGO = "logo"
"""The one table that the packaged style has not."""
_ACROSS = 210
"""Millimetres: on every paper the columns are as wide as on A4."""
_PAPERS = ("A4", "Letter")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FACES = ("regular", "italic", "semibold")
_MOST = 300
"""A length in millimetres or a size in points is below this."""
_LEAST_COLUMN = 60
"""Millimetres of the paper, across and down, that margins and side column must leave."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Paper and columns; lengths in millimetres."""

    size: Literal["A4", "Letter"]
    top: float
    sides: float
    bottom: float
    side_column: float
    gutter: float
    text: float = 0.0
    """Between the margins, where a house's paper says it; 0 where the margins do."""


@dataclass(frozen=True, slots=True)
class Family:
    """A type family: its name in Word, what stands in where it is not installed, and its font files."""

    name: str
    substitute: str
    regular: Path
    italic: Path
    semibold: Path


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours as `#RRGGBB`."""

    ink: str
    mid: str
    blue: str
    brown: str
    line: str
    hair: str
    tint: str


@dataclass(frozen=True, slots=True)
class Size:
    """Type size and leading in points."""

    size: float
    leading: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """The type scale."""

    title: Size
    subtitle: Size
    figure: Size
    head: Size
    highlight: Size
    point: Size
    count: Size
    table: Size
    field: Size
    small: Size


@dataclass(frozen=True, slots=True)
class Style:
    """Everything about the look that a house may change."""

    page: PageStyle
    source: Family
    ours: Family
    colours: Colours
    sizes: Sizes
    serifs: frozenset[str] = frozenset()
    """Names of typefaces that have serifs, in lower case."""
    sans: frozenset[str] = frozenset()
    """Names of those that have none."""
    fallback: tuple[Path, ...] = ()
    """Font files tried in this order, in a PDF, for letters that neither family has."""
    embed_fonts: bool = True
    """Whether a Word file carries the fonts."""
    house: bytes | None = None
    """The Word file that a house wants its briefing in, as `house.with_house` took it."""
    logo: Logo | None = None


def load_style(path: Path) -> Style:
    """Read a `style.toml`, which may hold only what it changes: the rest is as in the packaged one.

    Font files are looked for in `fonts/` beside it, then among the packaged ones.

    Raises:
        SettingsError: the file is not TOML, a key is unknown, or a value cannot be used.
    """
    packaged = locate(_PACKAGED)
    given, ours = _read(path), _read(packaged)
    logo = given.pop(_LOGO, None)
    values = _merged(str(path), given, ours)
    page = PageStyle(**values["page"])
    _refuse_narrow(path, page)
    return Style(
        page=page,
        source=_family(path, "source", values["fonts"]["source"]),
        ours=_family(path, "ours", values["fonts"]["ours"]),
        colours=Colours(**values["colours"]),
        sizes=Sizes(**{name: Size(*pair) for name, pair in values["type"].items()}),
        serifs=_names(given, ours, "serif", "sans"),
        sans=_names(given, ours, "sans", "serif"),
        fallback=tuple(_font(path, "fonts.fallback", name) for name in values["fonts"]["fallback"]),
        embed_fonts=values["embed_fonts"],
        logo=None if logo is None else load_logo(path, logo, _ACROSS - 2 * page.sides),
    )


def logo_of(path: Path) -> Path | None:
    """Return the file of the logo that a `style.toml` names; None where it names none. Raises as `load_style` does."""
    table = _read(path).get(_LOGO)
    return None if table is None else logo_path(path, table)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            str(path), f"not a usable style ({error})", "mend it, or copy templates/style.toml"
        ) from error


def _merged(where: str, given: Mapping[str, Any], packaged: Mapping[str, Any], place: str = "") -> dict[str, Any]:
    """Return the packaged values with the given ones in their places, each of the kind that belongs there."""
    merged = dict(packaged)
    for key, value in given.items():
        name = f"{place}{key}"
        if key not in packaged:
            raise SettingsError(f"{where}: {name}", "is not known", _nearest(key, packaged))
        if isinstance(packaged[key], dict):
            merged[key] = _merged(where, _table(f"{where}: {name}", value), packaged[key], f"{name}.")
        else:
            _check(f"{where}: {name}", name, value, packaged[key])
            merged[key] = value
    return merged


def _names(given: Mapping[str, Any], packaged: Mapping[str, Any], kind: str, other: str) -> frozenset[str]:
    """Return the typefaces of a kind: the packaged ones and the given ones, which win where both name one."""
    own, known = (one.get("typefaces", {}) for one in (given, packaged))
    added, taken = own.get(kind, ()), {name.lower() for name in own.get(other, ())}
    return frozenset(name.lower() for name in (*known[kind], *added)) - taken


def _nearest(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.4)
    return f"did you mean {near[0]}?" if near else f"use {', '.join(known)}"


def _table(where: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SettingsError(where, f"{value!r} is not a table", "write it as in templates/style.toml")
    return value


def _check(where: str, name: str, value: object, packaged: object) -> None:
    """Raise where a value is not of the packaged one's kind."""
    if isinstance(packaged, bool):
        fits, kind = isinstance(value, bool), "true or false"
    elif name.startswith("typefaces."):
        fits, kind = _are_names(value), 'names such as ["Garamond"]'
    elif name == "fonts.fallback":
        fits, kind = _are_names(value), 'a list of font files such as ["NotoSansHebrew-Regular.ttf"]'
    elif isinstance(packaged, list):
        fits, kind = _is_pair(value), "a size and a leading such as [9.6, 12.5]"
    elif isinstance(packaged, float):
        fits, kind = _is_length(value), "a number above 0"
    elif name.startswith("colours."):
        fits, kind = isinstance(value, str) and bool(_COLOUR.fullmatch(value)), "a colour such as #174A73"
    elif name.startswith("page."):
        fits, kind = value in _PAPERS, " or ".join(_PAPERS)
    else:
        fits, kind = isinstance(value, str) and bool(value.strip()), "a name"
    if not fits:
        raise SettingsError(where, f"{value!r} is not {kind}", f"give {kind}")


def _is_length(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _MOST


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_length(one) for one in value)


def _refuse_narrow(path: Path, page: PageStyle) -> None:
    """Raise where margins and columns leave too little of the paper; Letter is the shorter, A4 the narrower."""
    across = _ACROSS - 2 * page.sides - page.side_column - page.gutter
    down = 279 - page.top - page.bottom
    if min(across, down) < _LEAST_COLUMN:
        message = f"leaves {max(0, min(across, down)):g} mm for the text"
        raise SettingsError(f"{path}: page", message, f"leave at least {_LEAST_COLUMN} mm across and down")


def _family(path: Path, family: str, values: Mapping[str, str]) -> Family:
    files = {face: _font(path, f"fonts.{family}.{face}", values[face]) for face in _FACES}
    return Family(name=values["name"], substitute=values["substitute"], **files)


def _font(path: Path, key: str, name: str) -> Path:
    """Return a font file: beside the style, else a packaged one."""
    where = f"{path}: {key}"
    try:
        file = locate(f"fonts/{name}", path.parent)
        if not file.is_file():
            raise FileNotFoundError(file)
    except (OSError, ValueError) as error:
        raise SettingsError(where, f"there is no font file {name!r}", f"put it into {path.parent / 'fonts'}") from error
    if file.parent != locate("fonts"):  # the packaged ones are known to be good
        _refuse_unusable_font(where, file)
    return file


def _refuse_unusable_font(where: str, file: Path) -> None:
    from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

    try:
        TTFontFace(str(file))
    except (TTFError, struct.error, LookupError, ValueError, OSError) as error:
        hint = "give a .ttf file with TrueType outlines"
        raise SettingsError(where, f"{file.name!r} is no font that can be used ({error})", hint) from error
