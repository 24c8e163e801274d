"""Which words of a statement tell a time that only the article's date explains, as edits that give it.

"Wednesday" becomes "Wednesday [5 November 2025]" where the sentence plainly tells what has happened: whether a coming
or a past Wednesday is meant is else a guess, and none is made.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from briefing.days import spell_out
from briefing.lexicon import Lexicon, load_lexicon
from briefing.model import Edit, Span
from briefing.vectors import words

_NEAR = 10
"""Words between a verb and the day that belongs to it."""


def date_times(narration: str, offset: int, published: date | None, language: str) -> Iterator[Edit]:
    """Yield an edit behind each time in `narration`, which begins at `offset`, whose day, month or year is certain."""
    lexicon = load_lexicon(language)
    if published is None or not lexicon.weekdays:
        return
    for match in _pattern(language).finditer(narration):
        before, after = words(narration[: match.start()]), words(narration[match.end() :])
        today = match["weekday"] and match["weekday"].lower() in lexicon.weekdays[published.weekday()].split("|")
        if match["period"] or _is_certain_day(before, after, lexicon, bool(today)):
            start, end = match.start() + offset, match.end() + offset
            yield Edit(Span(end, end), spell_out(match[0], published, lexicon), "date", Span(start, end))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what a time looks like that says no more of its date; a weekday has its capital, if it is written so."""
    lexicon = load_lexicon(language)
    days = _any(names.partition("|")[0].capitalize() for names in lexicon.weekdays)
    part = _any(lexicon.parts_of_day)
    months = _any(form for names in lexicon.months for form in names.split("|"))
    periods = _any(form for one in (*lexicon.previous_periods, *lexicon.next_periods) for form in one.split("|"))
    leads = "".join(rf"(?<!\b{lead} )" for lead in sorted(lexicon.determiners | lexicon.possessives))
    return re.compile(
        rf"\b(?P<weekday>{days})\b(?: {part}\b)?+(?![\w'’-])(?!,? (?:\d|(?i:{months})\b))"
        rf"|\b{leads}(?P<period>(?i:{periods}))(?![\w'’-])"
    )


def _any(forms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) + ")"


def _is_certain_day(before: Sequence[str], after: Sequence[str], lexicon: Lexicon, today: bool) -> bool:
    """Whether a weekday is that of publication, or its verb tells what has happened: the last before it, else the next.

    The name of today means today: of a week before or after it, "last" or "next" would stand with it.
    """
    if before and (before[-1].lower() in lexicon.day_limits or (before[-1][0].isupper() and len(before) > 1)):
        return False
    if today:
        return True
    for place in range(len(before) - 1, max(len(before) - 1 - _NEAR, -1), -1):
        if _is_verb(before, place, lexicon):
            return _is_past(before, place, lexicon) and _is_told_of(before, place, lexicon)
    verb = next((place for place in range(min(len(after), _NEAR)) if _is_verb(after, place, lexicon)), None)
    return verb is not None and _is_past(after, verb, lexicon)


def _is_verb(found: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether a word is one, or leads in an infinitive: "to meet", not "to Riga" nor "to the port"."""
    word, following = found[place].lower(), found[place + 1] if place + 1 < len(found) else ""
    if word in lexicon.infinitives:
        return following.islower() and following not in lexicon.determiners | lexicon.indefinites
    known = lexicon.auxiliaries | lexicon.verbs | lexicon.cues | lexicon.past_forms
    return word in known or word.endswith(tuple(lexicon.past_endings))


def _is_past(found: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether a verb is in the past, and neither part of a passive in the present nor something yet to come."""
    word, before = found[place].lower(), found[place - 1].lower() if place else ""
    in_past = word in lexicon.past_forms or word.endswith(tuple(lexicon.past_endings))
    return (
        in_past
        and word not in lexicon.expectations
        and (before in lexicon.past_forms or before not in lexicon.auxiliaries | lexicon.passives | lexicon.infinitives)
    )


def _is_told_of(before: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether behind "said" nothing begins that the day may belong to: "said the council meets on Monday"."""
    if before[place].lower() not in lexicon.cues:
        return True
    subjects = lexicon.determiners | lexicon.indefinites | lexicon.pronouns | lexicon.dependent_openers
    return subjects.isdisjoint(word.lower() for word in before[place + 1 :])
