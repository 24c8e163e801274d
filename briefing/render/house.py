"""The Word file of a house, as bytes: what may serve as the frame of a briefing and what is refused.

A file is tried before the first input is read, so that a slip is told at once. `word_house.py` opens what was taken.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from docx.exceptions import PythonDocxError

from briefing.blocks import Masthead, Page
from briefing.errors import SettingsError
from briefing.model import Finding
from briefing.render.style import Style
from briefing.render.word import draw_word

_MOST_BYTES = 64 * 2**20
"""Of the file, and of all its parts unpacked: templates with photographs have a tenth of it."""
_MOST_PARTS = 2000
_TYPES = "[Content_Types].xml"
_BODY = "wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"
_ENCRYPTED = 0x1
"""Bit of a zip member's flags."""
_OLD_OFFICE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How a file begins that is locked with a password, or that Word 97 wrote."""
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_SAVE_AGAIN = "open it in Word and save it as a Word Document (.docx)"
_EMPTY = Page((Masthead("", "", ()),), "", "en", ("", ""), ("", "", ""), date(1980, 1, 1), "")
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    PythonDocxError,
    RecursionError,
    RuntimeError,
    StopIteration,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What reading a file that somebody damaged or made up can raise; lxml's errors are syntax errors."""


Check = Callable[[bytes], Sequence[Finding]]
"""Says what is wrong with a finished Word file."""


def with_house(style: Style, path: Path, where: str, check: Check) -> Style:
    """Return the style with the house's file in it; `where` names the setting.

    A template (.dotx) becomes a document. An empty page is drawn in it and checked, to see that it serves.

    Raises:
        SettingsError: the file is not a Word document, is locked, has macros, is far too large, or is damaged.
    """
    place = f"{where}: {path}"
    try:
        housed = replace(style, house=_package(_unpacked(place, _read(place, path)), place))
        findings = check(draw_word(_EMPTY, housed)[0])
    except SettingsError as error:
        raise SettingsError(place, error.message, error.hint) from error
    except _BROKEN as error:
        raise SettingsError(place, f"cannot be read as a Word file ({error})", _SAVE_AGAIN) from error
    if findings:
        raise SettingsError(place, f"is damaged ({findings[0]})", _SAVE_AGAIN)
    return housed


def _read(place: str, path: Path) -> bytes:
    if path.stat().st_size > _MOST_BYTES:
        raise SettingsError(place, "is too large for a template", f"give one below {_MOST_BYTES >> 20} MB")
    content = path.read_bytes()
    if content.startswith(_OLD_OFFICE):
        raise SettingsError(place, "is locked with a password, or of Word 97", _SAVE_AGAIN + " without a password")
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise SettingsError(place, "is not a Word file", "give a .docx or .dotx")
    return content


def _unpacked(place: str, content: bytes) -> dict[str, bytes]:
    """Return the parts by name. What the zip says of its sizes is believed only so far: no part gives more."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = [member for member in package.infolist() if not member.is_dir()]
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise SettingsError(place, "is locked with a password", _SAVE_AGAIN + " without a password")
        if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _MOST_BYTES:
            raise SettingsError(
                place, "is too large when unpacked", f"give one below {_MOST_BYTES >> 20} MB and {_MOST_PARTS} parts"
            )
        return {member.filename: package.read(member) for member in members}


def _package(parts: dict[str, bytes], place: str) -> bytes:
    """Return the parts as a .docx."""
    types = parts.get(_TYPES, b"").decode("utf-8-sig")
    if "macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in parts):
        raise SettingsError(place, "has macros", "save it in Word as a Word Document (.docx) or Word Template (.dotx)")
    if _BODY not in types and _TEMPLATE not in types:
        raise SettingsError(place, "holds no Word document", "give a .docx or .dotx")
    if any(name.endswith(".xml") and _STRICT in content for name, content in parts.items()):
        raise SettingsError(place, "is a Strict Open XML document", _SAVE_AGAIN)
    if any(name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content for name, content in parts.items()):
        raise SettingsError(place, "declares a document type, which Word never writes", _SAVE_AGAIN)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            target.writestr(name, types.replace(_TEMPLATE, _BODY).encode() if name == _TYPES else content)
    return packed.getvalue()
