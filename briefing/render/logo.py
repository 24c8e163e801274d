"""The logo of a house: a picture beside `style.toml`, tried before the run and turned into plain pixels.

Takes the table `[logo]` of a style; gives the picture's bytes, its size and its words. Only here is a picture opened.
HTML and Word have the file as it is, so one that they would show otherwise than a PDF is refused: animated or turned.
"""

import struct
import warnings
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import anchors
from briefing.blocks import KnownLogo
from briefing.errors import SettingsError
from briefing.files import read_whole
from briefing.render.labels import LEAVE_OUT, quotation_mark

if TYPE_CHECKING:
    from PIL.Image import Image

_KEYS = ("file", "height", "text")
_HEIGHT = 12.0
_LEAST, _MOST = 4.0, 40.0
"""Millimetres that a logo may be high."""
_MOST_BYTES = 4 * 2**20
_MOST_PIXELS = 4000
"""Across and down: at 40 mm ten times what a printer shows."""
_FORMATS = {"PNG": "png", "JPEG": "jpeg"}
_MODES = frozenset(["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"])
"""Kinds of pixels that can be printed; those with 16 bits for grey cannot."""
_TURNED = 0x0112
"""The tag of a photograph that says how it is turned (EXIF 2.32, 4.6.4)."""
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    EOFError,
    struct.error,
    zlib.error,
)
"""What opening a damaged picture can raise."""
_GIVE = "give a PNG or JPEG file that lies beside style.toml"
_SAVE = "open it, and save it anew as PNG in RGB"


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as plain pixels, row by row from the top, without transparency."""

    width: int
    height: int
    channels: int
    """1 for grey; 3 for red, green and blue."""
    data: bytes


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be drawn."""

    content: bytes
    """The bytes of its file."""
    kind: str
    """png or jpeg."""
    height: float
    """Millimetres."""
    width: float
    """Millimetres."""
    text: str
    """What those hear who cannot see it."""
    known: KnownLogo
    """How finished files are told that they have it."""


def load_logo(style: Path, table: object, widest: float) -> Logo:
    """Return the logo that a style names, which may be as wide as the text, in millimetres.

    Raises:
        SettingsError: a key is unknown or a value cannot be used; the file is missing, too large or damaged, neither
            PNG nor JPEG, or no other program would show it as it is printed.
    """
    where = f"{style}: logo"
    values = _values(where, table)
    height, text = _height(f"{where}.height", values.get("height", _HEIGHT)), _text(f"{where}.text", values["text"])
    content = _read(f"{where}.file", _path(style, values["file"]))
    kind, pixels = _tried(f"{where}.file", values["file"], content)
    width = height * pixels.width / pixels.height
    if width > widest:
        message = f"makes it {width:.0f} mm wide, and the page has {widest:.0f} mm"
        raise SettingsError(f"{where}.height", message, f"give at most {height * widest / width:.1f}, or another file")
    drawn = anchors.pixels(pixels.width, pixels.height, pixels.channels, pixels.data)
    return Logo(content, kind, height, width, text, KnownLogo(sha256(content).hexdigest(), drawn))


def logo_path(style: Path, table: object) -> Path:
    """Return the file that the table of a logo names. Raises SettingsError where it names none."""
    return _path(style, _values(f"{style}: logo", table)["file"])


def decode(content: bytes) -> Pixels:
    """Return the pixels of a logo's file; where it is transparent, it lies on white."""
    from PIL import Image

    with Image.open(BytesIO(content)) as image:
        plain = _flat(image)
    return Pixels(plain.width, plain.height, 1 if plain.mode == "L" else 3, plain.tobytes())


def _values(where: str, table: object) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        raise SettingsError(where, f"{table!r} is not a table", "write [logo], and below it file and text")
    for key in table:
        if key not in _KEYS:
            raise SettingsError(f"{where}.{key}", "is not known", f"use {', '.join(_KEYS)}")
    for key in ("file", "text"):
        if key not in table:
            raise SettingsError(where, f"has no {key}", f'write {key} = "…" below [logo]')
    return table


def _height(where: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not _LEAST <= value <= _MOST:
        message = f"{value!r} is not a height from {_LEAST:g} to {_MOST:g}"
        raise SettingsError(where, message, f"give millimetres, such as {_HEIGHT}")
    return float(value)


def _text(where: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise SettingsError(where, f"{value!r} says nothing", "write in one line what the logo says, such as your name")
    if mark := quotation_mark(value):
        raise SettingsError(where, f"holds a quotation mark ({mark})", LEAVE_OUT)
    return value.strip()


def _path(style: Path, name: object) -> Path:
    if not isinstance(name, str) or not name.isprintable() or Path(name).name != name:
        raise SettingsError(f"{style}: logo.file", f"{name!r} is no name of a file", _GIVE)
    return style.parent / name


def _read(where: str, path: Path) -> bytes:
    try:
        content = read_whole(path, _GIVE)
    except SettingsError as error:
        raise SettingsError(where, f"{path.name!r}: {error.message}", error.hint) from error
    if len(content) > _MOST_BYTES:
        message = f"{path.name!r} has {len(content) / 2**20:.1f} MB, more than {_MOST_BYTES // 2**20}"
        raise SettingsError(where, message, "save it with fewer pixels")
    return content


# --- the picture --------------------------------------------------------------------------------------------------


def _tried(where: str, name: str, content: bytes) -> tuple[str, Pixels]:
    """Return the format of a picture that can be printed, and its pixels."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content), formats=list(_FORMATS)) as image:
            if reason := _unfit(image):
                raise SettingsError(where, f"{name!r} {reason[0]}", reason[1])
            return _FORMATS[str(image.format)], decode(content)
    except UnidentifiedImageError as error:
        raise SettingsError(where, f"{name!r} is no PNG or JPEG file, or damaged", _GIVE) from error
    except Image.DecompressionBombError as error:
        raise SettingsError(where, f"{name!r} has too many pixels", "save it with fewer") from error
    except SettingsError:
        raise
    except _BROKEN as error:
        raise SettingsError(where, f"{name!r} is damaged ({error})", _SAVE) from error


def _unfit(image: "Image") -> tuple[str, str] | None:
    """Return what speaks against a picture, and what to do; known without its pixels."""
    if image.format not in _FORMATS:
        return f"is not PNG or JPEG ({image.format})", _SAVE
    if max(image.size) > _MOST_PIXELS:
        return f"has {image.width} × {image.height} pixels, more than {_MOST_PIXELS}", "save it with fewer"
    if getattr(image, "n_frames", 1) > 1:
        return "has several pictures, which take turns", "save the first alone"
    if image.mode not in _MODES:
        return f"has pixels of a kind that cannot be printed ({image.mode})", _SAVE
    if image.getexif().get(_TURNED, 1) != 1:
        return "is to be turned before it is shown, which not every program does", "save it as it is to be seen"
    return None


def _flat(image: "Image") -> "Image":
    """Return a picture in grey or in red, green and blue, on white where it is transparent."""
    from PIL import Image

    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")
