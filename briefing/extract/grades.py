"""How far an attribution can be trusted, by what it rests on.

Calibrated on annotated news (see docs/quotations.md): a grade says how often answers of its kind were right there, and
a kind that was right less often than its grade allows belongs into the next lower one.
"""

from briefing.model import Grade, Kind, Rule

_ORDER: tuple[Grade, ...] = ("none", "weak", "likely", "sure")
_DIRECT = ("behind", "before", "participle", "according", "closing", "colon", "continued", "paragraph", "reported")
_RESOLVED = ("pronoun", "title")
_LOOSE_BEFORE = ("pronoun", "unnamed")
"""Of whom a sentence speaks before a fragment may be reported by somebody else in turn: "Nowak says he "..."."""


def grade(rule: Rule, kind: Kind, direct: bool, certain: bool) -> Grade:
    """Return the grade of an attribution.

    Args:
        rule: where the speaker was found.
        kind: how the source speaks of them.
        direct: the mention stands at the reporting words, with nothing of its own between.
        certain: only one person of the article can be meant, and it is a person or a body.
    """
    if rule == "around" or kind == "none" or (kind in _RESOLVED and not certain):
        return "weak"
    loose = rule == "before" and kind in _LOOSE_BEFORE
    return "sure" if rule in _DIRECT and direct and certain and not loose else "likely"


def weaker(one: Grade, other: Grade) -> Grade:
    """Return the lower of two grades."""
    return min(one, other, key=_ORDER.index)
