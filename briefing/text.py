"""Pure work on strings, for all scripts alike."""

import re
from dataclasses import dataclass

# --- cleaning -----------------------------------------------------------------------------------------------------

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))

# A noncharacter is looked for in two steps since a long class is slow: the first one passes over nearly every letter.
_UNWANTED = (
    ("terminal code", re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")),
    ("control character", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")),
    ("lone surrogate", re.compile("[\ud800-\udfff]")),
    ("noncharacter", re.compile(f"[^\x00-\ufdcf\ufdf0-\ufffd](?<=[\ufdd0-\ufdef{_LAST_OF_PLANES}])")),
    ("bidi control", re.compile("[\u202a-\u202e\u2066-\u2069]")),
    ("zero-width character", re.compile("[\u200b\ufeff]")),
    ("soft hyphen", re.compile("\xad")),
)
"""What never reaches a page, by kind. A terminal code, such as for a colour, goes first, since without its control
character the rest of it would stay. The joiners U+200C and U+200D stay: they change how words are written."""


@dataclass(frozen=True, slots=True)
class Removal:
    """How much of one kind was taken out. Prints as `3 soft hyphens removed`."""

    kind: str
    count: int

    def __str__(self) -> str:
        return f"{self.count} {self.kind}{'' if self.count == 1 else 's'} removed"


def clean(text: str) -> tuple[str, tuple[Removal, ...]]:
    r"""Return `text` without invisible or illegal characters and every line end a newline; and what was removed.

    Nothing else changes: no Unicode normalisation, no quotation mark, no space. Cleaning twice changes nothing more.

    >>> clean("1\x00\r\nco\xadop")
    ('1\ncoop', (Removal(kind='control character', count=1), Removal(kind='soft hyphen', count=1)))
    """
    if text.replace("\n", "").isprintable():
        # None of the unwanted is printable, and most texts hold nothing that is not.
        return text, ()
    text, removals = _LINE_ENDS.sub("\n", text), []
    for kind, pattern in _UNWANTED:
        text, count = pattern.subn("", text)
        if count:
            removals.append(Removal(kind, count))
    return text, tuple(removals)


# --- marks --------------------------------------------------------------------------------------------------------

QUOTATION_MARKS = '"“”„«»‹›‘‚'
"""What only a source brings onto the page; the apostrophe ’ is no such mark, though some close quotations with it."""

_SENTENCE_END = re.compile(r"[.!?…。！？।॥؟۔։][\"'”’»›“‘)\]]{0,3}\s*$")


def ends_sentence(line: str) -> bool:
    """Return whether a line or paragraph ends as a sentence does, as headlines and menus do not.

    >>> [ends_sentence(line) for line in ("“It is late.”", "Weather at sea")]
    [True, False]
    """
    return _SENTENCE_END.search(line) is not None


# --- showing ------------------------------------------------------------------------------------------------------


def printable(text: str) -> str:
    r"""Return foreign `text` fit for a message: what could forge a line or has no encoding is escaped.

    So is the backslash itself, and two different texts never look alike. The letters of all scripts stay.

    >>> printable("Київ\n\x1b[1m")
    'Київ\\n\\x1b[1m'
    """
    return "".join(ch if ch.isprintable() and ch != "\\" else ch.encode("unicode_escape").decode() for ch in text)


def unforged(text: str) -> str:
    r"""Return an error's text so that it cannot forge a line; what has been escaped already stays as it is.

    >>> unforged("a\nb") == unforged("a\\nb") == r"a\nb"
    True
    """
    return text if text.isprintable() else printable(text)
