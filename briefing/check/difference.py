"""Two texts word by word: how they differ, for a person to read, and what kind of change it is."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from briefing.lexicon import Lexicon

Change = Literal["edited", "shortened", "hidden", "bracketed", "cut"]

_AROUND = 6
"""Words shown before and behind each difference."""
_MOST = 600
"""Words compared one by one; in longer stretches all is shown as changed."""
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"\s*\[\s*…\s*\]\s*|\s*…\s*")
_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]")


def show(old: str, new: str) -> str:
    """Return the changed words with some around them.

    >>> show("The port did not open on Monday", "The port did open on Tuesday")
    'The port did [-not-] open on [-Monday-]{+Tuesday+}'
    """
    before, after = old.split(), new.split()
    start = _common(before, after)
    end = min(_common(before[::-1], after[::-1]), len(before) - start, len(after) - start)
    middle = before[start : len(before) - end], after[start : len(after) - end]
    lead, tail = before[max(0, start - _AROUND) : start], before[len(before) - end :][:_AROUND]
    opening, closing = "… " * (start > _AROUND), " …" * (end > _AROUND)
    return opening + " ".join((*lead, *_marked(*middle), *tail)) + closing


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _marked(before: list[str], after: list[str]) -> Iterator[str]:
    if max(len(before), len(after)) > _MOST:
        yield _change(before, after)
        return
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = kind == "equal" or "".join(before[i:j]) == "".join(after[k:m])
        yield " ".join(before[i:j]) if same else _change(before[i:j], after[k:m])


def _change(old: list[str], new: list[str]) -> str:
    return (f"[-{' '.join(old)}-]" if old else "") + (f"{{+{' '.join(new)}+}}" if new else "")


def change(want: str, have: str, lexicon: Lexicon) -> Change:
    """Return what kind of change made one folded text into another.

    "shortened": words are missing and no mark says so. "cut": a mark says so and what is missing bears no negation,
    number or name; "hidden": it does. "bracketed": nothing but words in brackets came in.
    """
    if _BRACKETS.sub("", have) == _BRACKETS.sub("", want) and "[" in have:
        return "bracketed"
    if dropped := _dropped(want, have):
        return "hidden" if any(bears_meaning(words, lexicon) for words in dropped) else "cut"
    words, left = _WORD.findall(want), _WORD.findall(have)
    rest = iter(words)
    return "shortened" if len(left) < len(words) and all(word in rest for word in left) else "edited"


def _dropped(want: str, have: str) -> list[str]:
    """Return what was cut out at each mark; nothing where more was changed, or no mark stands there."""
    dropped, position = [], 0
    parts = _CUT.split(have)
    for part in parts:
        start = want.find(part, position)
        if start < 0 or (start > 0 and part is parts[0]) or not _whole(want, start, start + len(part)):
            return []
        dropped.append(want[position:start])
        position = start + len(part)
    if position < len(want) and parts[-1]:
        return []
    return [words for words in (*dropped, want[position:]) if _WORD.search(words)]


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word is cut in two at either end of a stretch."""
    return not any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))


def bears_meaning(text: str, lexicon: Lexicon) -> bool:
    """Whether words hold a negation, a number or a name, as far as their language's lists and capitals tell."""
    words = [word.strip(".,;:!?()\"'") for word in text.split()]
    small = [word.lower() for word in words]
    if any(one in lexicon.negations or one in lexicon.reversals or one in lexicon.number_words for one in small):
        return True
    if any(one.endswith(lexicon.verb_contractions) for one in small):
        return True
    return any(word[:1].isupper() or any(char.isdigit() for char in word) for word in words)
