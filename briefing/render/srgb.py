"""The colour space of our colours as an ICC profile: sRGB, written out from its own definition.

Takes nothing; gives the same few hundred bytes on every machine. Primaries, white and the transfer curve are those of
IEC 61966-2-1, adapted to the D50 white that profiles are told in (ICC.1:2010, Annex E); the form is a version 4 display
profile of three matrix columns and one parametric curve, as PDF/A-2 allows for its output intent (ISO 19005-2, 6.2.3).
"""

from struct import pack

NAME = "sRGB IEC61966-2.1"
_WHITE = (0xF6D6, 0x10000, 0xD32D)
_COLUMNS = {b"rXYZ": (0x6FA2, 0x38F5, 0x0390), b"gXYZ": (0x6299, 0xB785, 0x18DA), b"bXYZ": (0x24A0, 0x0F84, 0xB6CF)}
"""X, Y and Z of red, green and blue, in parts of 65536."""
_ADAPTED = (0x10C42, 0x5DE, -0xCDB, 0x793, 0xFD90, -0x45F, -0x25E, 0x3DC, 0xC06E)
"""What brings the white of sRGB (D65) to D50."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""((a x + b) to the power of g above d, c x below): g, a, b, c, d."""


def srgb_profile() -> bytes:
    """Return the profile."""
    tags = [
        (b"desc", _words(NAME)),
        (b"cprt", _words("No copyright, use freely")),
        (b"wtpt", _fixed(b"XYZ ", _WHITE)),
        (b"chad", _fixed(b"sf32", _ADAPTED)),
        *((name, _fixed(b"XYZ ", column)) for name, column in _COLUMNS.items()),
        (b"rTRC", pack(">4s4xHxx", b"para", 3) + _fixed(b"", [round(value * 65536) for value in _CURVE])),
    ]
    offset, table, data = 128 + 4 + 12 * (len(tags) + 2), b"", b""
    for name, body in tags:
        names = (b"rTRC", b"gTRC", b"bTRC") if name == b"rTRC" else (name,)
        table += b"".join(pack(">4sII", each, offset + len(data), len(body)) for each in names)
        data += body + bytes(-len(body) % 4)
    body = pack(">I", len(tags) + 2) + table + data
    return _header(128 + len(body)) + body


def _header(size: int) -> bytes:
    """Return the profile's first 128 bytes; its date is that of the standard's second edition, not of today."""
    start = pack(">I4xI4s4s4s6H4s", size, 0x04200000, b"mntr", b"RGB ", b"XYZ ", 2003, 1, 1, 0, 0, 0, b"acsp")
    return start + bytes(28) + pack(">3I", *_WHITE) + bytes(48)


def _fixed(kind: bytes, numbers: tuple[int, ...] | list[int]) -> bytes:
    """Return numbers in parts of 65536, after the name of their kind."""
    return (kind and kind + bytes(4)) + pack(f">{len(numbers)}i", *numbers)


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(data), 28) + data
