"""The look as data: `templates/style.toml` read into frozen records that PDF and Word share."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing.errors import SettingsError


@dataclass(frozen=True, slots=True)
class PageStyle:
    """Paper and columns; lengths in millimetres."""

    size: Literal["A4", "Letter"]
    top: float
    sides: float
    bottom: float
    side_column: float
    gutter: float


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


def load_style(path: Path) -> Style:
    """Read `style.toml`; font files are looked for in `fonts/` beside it.

    Raises:
        SettingsError: the file is not TOML, or a value is missing, unknown or of the wrong kind.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        fonts = path.parent / "fonts"
        return Style(
            page=PageStyle(**data["page"]),
            source=_family(data["fonts"]["source"], fonts),
            ours=_family(data["fonts"]["ours"], fonts),
            colours=Colours(**data["colours"]),
            sizes=Sizes(**{name: Size(*pair) for name, pair in data["type"].items()}),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SettingsError(
            str(path), f"not a usable style ({error})", "compare it with the packaged style.toml"
        ) from error


def _family(data: dict[str, str], fonts: Path) -> Family:
    files = {face: fonts / data[face] for face in ("regular", "italic", "semibold")}
    return Family(name=data["name"], substitute=data["substitute"], **files)
