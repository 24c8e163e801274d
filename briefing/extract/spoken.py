"""What the stages of attribution hand on to each other: a quotation in its sentence, and who says it."""

from dataclasses import dataclass, replace

from briefing.extract.grades import grade, weaker
from briefing.model import Grade, Kind, Rule, Sentence, Span, Speaker

TAKEN_OVER = ("paragraph", "continued", "lead-in", "around", "none")
"""Rules that need no words of their own at the quotation."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who says something and how the article says so, as `model.Attribution` has it, in spans."""

    speaker: Speaker | None = None
    mention: Span | None = None
    kind: Kind = "none"
    cue: Span | None = None
    rule: Rule = "none"
    grade: Grade = "none"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation, or a sentence of indirect speech, attributed."""

    span: Span
    sentence: Sentence
    attribution: Found


def taken_over(found: Found, rule: Rule) -> Found:
    """Return another quotation's attribution for one without words of its own."""
    if found.speaker is None and found.mention is None:
        return replace(found, rule=rule, grade="none")
    return replace(found, rule=rule, grade=weaker(found.grade, grade(rule, found.kind, direct=True, certain=True)))
