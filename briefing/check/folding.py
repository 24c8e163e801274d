"""What counts as the same when an edited file is compared; docs/checking.md publishes it. Nothing else is folded."""

import re
import unicodedata

DOUBLE_MARKS = '"“”„‟«»'
SINGLE_MARKS = "'‘’‚‛‹›ʼ"
_HYPHENS = "-‐‑‒–—―−"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SAME = str.maketrans(
    {
        **dict.fromkeys(DOUBLE_MARKS, '"'),
        **dict.fromkeys(SINGLE_MARKS, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_UNSEEN, None),
    }
)
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return a text as it is compared: one kind of each mark and of white space.

    >>> fold(" “It’s\\u00a0here” -- he said... ")
    '"It\\'s here" - he said…'
    """
    same = text.translate(_SAME).replace("--", "-").replace("...", "…")
    return unicodedata.normalize("NFC", _SPACES.sub(" ", same)).strip(" ")


def squeeze(text: str) -> str:
    """Return our own words as they are compared: likewise, without the white space that sets cells and lines apart."""
    return fold(text).replace(" ", "")
