"""Bytes to text: the encoding a file declares or proves, and a guess that is reported where it does neither."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from briefing.errors import Unreadable
from briefing.model import Problem
from briefing.text import printable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARABLE = ("cp125", "cp866", "cp874", "cp932", "cp949", "iso8859", "koi8", "mac", "gb", "big5", "euc", "shift")
"""Codecs a page may declare. Not utf-7 or unicode_escape, which turn plain letters into something else."""
_HIGH_RUN = re.compile(rb"[\xa5\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf-\xff]+")
"""Bytes that are letters in cp1251."""
_NEVER_WRITTEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_WESTERN = "".join(map(chr, range(0xC0, 0x100)))
_CYRILLIC = "".join(map(chr, range(0x430, 0x450)))
_MISREAD = (
    ("utf-8 read as cp1252", "ÃÐÑâ", re.compile("[ÃÐÑâ](?:(?<!â)[\x80-\xbf\u0152-\u0178\u2013-\u2122]|(?<=â)€)+")),
    ("utf-8 read as cp1251", "РС", re.compile("(?:[РС][^\\w\\s.,;:!?()-]|[РС][ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЁЄЇІіґёєјѕї]){2,}")),
    ("utf-8 read as koi8", "пя", re.compile("(?:[пя][\u2320-\u25a0]){2,}")),
    ("Cyrillic read as cp1252", _WESTERN, re.compile("(?<![À-ÖØ-öø-ÿ])[À-ÖØ-öø-ÿ]{5,}")),
    ("koi8 and cp1251 mistaken for one another", _CYRILLIC, re.compile(r"\b[а-я][А-Я]{5,}\b")),
)
"""What a wrong decoding leaves, by its name: a row of letters that no language has, and those it may begin with."""
_FEW = 2
"""Such rows may be meant."""
_LOST = "\ufffd"
_MOST_LOST = 0.02
"""Of the characters, where the encoding is a guess: it is wrong if it has no letter for more of the bytes."""
_SHOWN = 12
"""Characters of what a wrong decoding left."""
_LONGEST_NAME = 20
"""Characters of a declared character set, in a message."""


def decode(path: str, content: bytes, declared: str = "") -> tuple[str, tuple[Problem, ...]]:
    """Return the text of `content` and what is doubtful about it.

    `declared` is the character set the file itself names, if any; it counts where it decodes and utf-8 does not.
    Raises `Unreadable` for what is not text.
    """
    text, guess = _marked(content) or _wide(content) or _utf8(content) or _named(content, declared) or _guessed(content)
    if not _is_written(text) or (guess and text.count(_LOST) > max(3, _MOST_LOST * len(text))):
        raise Unreadable(path, "not text", "give the text itself, saved as utf-8")
    return text, doubts(path, text, guess, declared)


def _marked(content: bytes) -> tuple[str, str] | None:
    """Decode what opens with a byte order mark."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _lenient(content[len(mark) :], encoding), ""
    return None


def _wide(content: bytes) -> tuple[str, str] | None:
    """Decode utf-16 without a mark: nearly all its zero bytes stand on one side, and it reads as text."""
    low, high = content[::2].count(0), content[1::2].count(0)
    if max(low, high) * 40 < len(content) or max(low, high) < 20 * min(low, high):
        return None
    text = _lenient(content, "utf-16-le" if high > low else "utf-16-be")
    return (text, "") if _is_written(text) else None


def _utf8(content: bytes) -> tuple[str, str] | None:
    """Decode utf-8, also when a few bytes are damaged: other encodings hardly ever look like it."""
    text = _lenient(content, "utf-8")
    damaged = text.count(_LOST)
    return (text, "") if not damaged or damaged * 10 <= sum(ch > "\x7f" for ch in text) else None


def _lenient(content: bytes, encoding: str) -> str:
    """Decode; surrogates pass, for cleaning to count them, and what is damaged becomes U+FFFD."""
    try:
        return content.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return content.decode(encoding, "replace")


def _named(content: bytes, declared: str) -> tuple[str, str] | None:
    """Decode as declared, where that is a known character set and the bytes agree."""
    try:
        name = codecs.lookup(declared).name
        if not name.startswith(_DECLARABLE):
            return None
        return content.decode("cp1252" if name == "iso8859-1" else name), ""
    except (LookupError, UnicodeError, ValueError):
        return None


def _guessed(content: bytes) -> tuple[str, str]:
    """Decode as the likeliest one-byte encoding and name it.

    Cyrillic words are runs of high bytes, while in Western languages those stand alone between ASCII letters. In cp1251
    the small letters are the upper half of them, in koi8-u the lower.
    """
    runs = _HIGH_RUN.findall(content)
    letters = b"".join(runs)
    in_words = sum(len(run) for run in runs if len(run) > 2)
    if in_words * 2 < len(letters) or not in_words:
        encoding = "cp1252"
    else:
        small = sum(byte >= 0xE0 for byte in letters)
        encoding = "cp1251" if small * 2 >= sum(byte >= 0xC0 for byte in letters) else "koi8-u"
    return content.decode(encoding, "replace"), encoding


def _is_written(text: str) -> bool:
    """Whether nearly all of some 20,000 characters, taken evenly, are such that people write."""
    sample = text[:: len(text) // 20_000 + 1]
    strange = sum(map(sample.count, filter(_is_strange, set(sample))))
    return strange <= max(3, 0.03 * len(sample))


def _is_strange(ch: str) -> bool:
    return unicodedata.category(ch) in _NEVER_WRITTEN and not ch.isspace()


def doubts(path: str, text: str, guess: str = "", declared: str = "") -> tuple[Problem, ...]:
    """Return each reason to look at a decoded text; `guess` is the encoding it was taken for, if that is a guess."""
    return tuple(Problem("read", path, message, hint) for message, hint in _reasons(text, guess, declared))


def _reasons(text: str, guess: str, declared: str) -> Iterator[tuple[str, str]]:
    if guess:
        named = printable(declared[:_LONGEST_NAME])
        start = f"declared as {named}, which it is not, and" if named else "the encoding is not declared and was"
        yield f"{start} taken as {guess}", "save the file as utf-8"
    if lost := text.count(_LOST):
        yield f"{lost} character{'s' * (lost > 1)} could not be decoded, see {_LOST}", "get the file again, as utf-8"
    for kind, begins, form in _MISREAD:
        if not any(letter in text for letter in begins):  # much faster than to look for the form
            continue
        rows = [match[0] for match in form.finditer(text)]
        if len(rows) > _FEW:
            yield f"letters such as {rows[0][:_SHOWN]} show {kind}", "get the file again, as utf-8"
