"""Which words of a statement tell a time that only the article's date explains, as edits that give it.

"Wednesday" becomes "Wednesday [5 November 2025]" where the sentence plainly tells what has happened: whether a coming
or a past Wednesday is meant is else a guess, and none is made.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from briefing.days import spell_out
from briefing.lexicon import Lexicon, endings, load_lexicon, union
from briefing.model import Edit, Span
from briefing.phrases import any_of
from briefing.vectors import words

_NEAR = 10
"""Words between a verb and the day that belongs to it."""
_JUST_BEFORE = 200
"""Characters before a statement in which another year is told that "in this year" may mean."""
_RECENT = 6
"""Months up to that of publication of which none is told without its year once it is to come."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def date_times(narration: str, offset: int, published: date | None, language: str, before: str = "") -> Iterator[Edit]:
    """Yield an edit behind each time in `narration`, which begins at `offset`, whose day, month or year is certain.

    `before` is what leads to it: where a year is told there, a month may be one of that year.
    """
    lexicon = load_lexicon(language)
    if published is None or not lexicon.current_periods:
        return
    for match in _pattern(language).finditer(narration):
        if not _is_certain(match, published, lexicon, before):
            continue
        start, end = match.start() + offset, match.end() + offset
        meant = spell_out(match[0], published, lexicon)
        if meant:
            yield Edit(Span(end, end), meant, "date", Span(start, end))


def _is_certain(match: re.Match[str], published: date, lexicon: Lexicon, context: str) -> bool:
    """Whether what a time means can be told; "last month" needs no more than itself, "this year" no other one told."""
    before, after = words(match.string[: match.start()]), words(match.string[match.end() :])
    today = frozenset(lexicon.weekdays[published.weekday()].split("|") if lexicon.weekdays else ())
    if match["month"]:
        told = f"{context} {match.string}"
        near = _is_recent(match["month"].lower(), published, lexicon) and not _tells_year(told, lexicon)
        return near and _is_certain_day(before, after, lexicon, today=False)
    if match["current"]:
        years = _YEAR.findall(f"{context[-_JUST_BEFORE:]} {match.string[: match.start()]}")
        return all(int(year) == published.year for year in years)
    if match["today"]:
        return _is_that_day(before, lexicon)
    if match["owner"]:
        return _is_certain_owner(before, after, lexicon, match["owner"].lower() in today)
    return bool(match["period"]) or _is_certain_day(before, after, lexicon, match["weekday"].lower() in today)


def _tells_year(text: str, lexicon: Lexicon) -> bool:
    return _YEAR.search(text) is not None or any_of(lexicon.other_years).search(text) is not None


def _is_recent(month: str, published: date, lexicon: Lexicon) -> bool:
    """Whether a month was there in the half a year up to publication: of others one to come may be meant."""
    number = next(number for number, forms in enumerate(lexicon.months, 1) if month in forms.split("|"))
    return (published.month - number) % 12 < _RECENT


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what a time looks like that says no more of its date. It is looked for where a word begins as one does."""
    lexicon = load_lexicon(language)
    listed = (lexicon.weekdays, lexicon.months, lexicon.previous_periods, lexicon.next_periods, lexicon.current_periods)
    firsts = "".join(sorted({form[:1] for words in listed for forms in words for form in forms.split("|")}))
    times = "|".join((_days(lexicon), _periods(lexicon), _months(lexicon)))
    return re.compile(rf"\b(?=(?i:[{re.escape(firsts)}]))(?:{times})")


def _days(lexicon: Lexicon) -> str:
    """Return what a weekday looks like, with its capital, if it is written so; and one that something belongs to."""
    days = _any(names.partition("|")[0].capitalize() for names in lexicon.weekdays)
    part, owners = rf"(?: {_any(lexicon.parts_of_day)}\b)?", _any(lexicon.genitives)
    months = _any(form for names in lexicon.months for form in names.split("|"))
    return (
        rf"\b(?P<weekday>{days})\b{part}+(?![\w'’-])(?!,? (?:\d|(?i:{months})\b))"
        rf"|\b(?P<owner>{days}){part}{owners}(?![\w'’-])"
    )


def _periods(lexicon: Lexicon) -> str:
    """Return what "last month" and its like look like, and "today", which may be an age."""
    today, *current = (form.split("|") for form in lexicon.current_periods)
    others = (form.split("|") for form in (*lexicon.previous_periods, *lexicon.next_periods))
    periods, own = (_any(form for forms in each for form in forms) for each in (others, current))
    leads = "".join(rf"(?<!\b{lead} )" for lead in sorted(lexicon.determiners | lexicon.possessives))
    return (
        rf"\b{leads}(?:(?P<period>(?i:{periods}))|(?P<current>(?i:{own})))(?![\w'’-])"
        rf"|\b(?P<today>(?i:{_any(today)}))(?![\w'’-])"
    )


def _months(lexicon: Lexicon) -> str:
    """Return what a month looks like that stands for a time of its own: "in February", not "in February 2022"."""
    full = _any(names.partition("|")[0].capitalize() for names in lexicon.months)
    leads = "|".join(rf"(?<=\b(?i:{re.escape(lead)}) )" for lead in sorted(lexicon.month_leads)) or r"(?!)"
    return rf"(?:{leads})(?P<month>{full})(?![\w'’-])(?!,? (?:\d|{_any(lexicon.date_links)}\b))"


def _any(forms: Iterable[str]) -> str:
    """Return the expression of any of some words, the longer ones first; of none, one that never matches."""
    return (
        "(?:"
        + ("|".join(sorted(map(re.escape, filter(None, forms)), key=lambda form: (-len(form), form))) or r"(?!)")
        + ")"
    )


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


def _is_certain_owner(before: Sequence[str], after: Sequence[str], lexicon: Lexicon, today: bool) -> bool:
    """Whether a weekday that something is named by is that of publication, or it has surely happened.

    It has where something else has happened "after Monday's attack", or where it "had begun"; not where somebody
    "backed Monday's vote".
    """
    lead = before[-1].lower() if before else ""
    if lead in lexicon.day_limits - lexicon.prepositions:
        return False
    verb = next((place for place in range(min(len(after), _NEAR)) if _is_verb(after, place, lexicon)), len(after))
    own = [word.lower() for word in after[verb : verb + 2]]
    over = own[:1] == ["had"] and lexicon.passives.isdisjoint(own[1:])
    return today or over or (lead in lexicon.day_sequels and _is_certain_day(before[:-1], after, lexicon, today=False))


def _is_that_day(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether "today" is the day and no age: something happened or was said then, or "later"."""
    if not before or before[-1].lower() in lexicon.day_connectives:
        return bool(before)
    if before[-1].lower() in union(lexicon.prepositions, lexicon.day_limits):
        return False
    for place in range(len(before) - 1, max(len(before) - 1 - _NEAR, -1), -1):
        if before[place].lower() in union(lexicon.relatives, lexicon.subordinators):
            return False
        if _is_verb(before, place, lexicon):
            return _is_past(before, place, lexicon)
    return False


def _is_verb(found: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether a word is one, or leads in an infinitive: "to meet", not "to Riga" nor "to the port"."""
    word, following = found[place].lower(), found[place + 1] if place + 1 < len(found) else ""
    if word in lexicon.infinitives:
        return following.islower() and following not in union(lexicon.determiners, lexicon.indefinites)
    known = union(lexicon.auxiliaries, lexicon.verbs, lexicon.cues, lexicon.past_forms)
    return word in known or word.endswith(endings(lexicon.past_endings))


def _is_past(found: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether a verb is in the past, and neither part of a passive in the present nor something yet to come."""
    word, before = found[place].lower(), found[place - 1].lower() if place else ""
    in_past = word in lexicon.past_forms or word.endswith(endings(lexicon.past_endings))
    others = union(lexicon.auxiliaries, lexicon.passives, lexicon.infinitives)
    return in_past and word not in lexicon.expectations and (before in lexicon.past_forms or before not in others)


def _is_told_of(before: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether behind "said" nothing begins that the day may belong to: "said the council meets on Monday"."""
    if before[place].lower() not in lexicon.cues:
        return True
    subjects = union(lexicon.determiners, lexicon.indefinites, lexicon.pronouns, lexicon.dependent_openers)
    return subjects.isdisjoint(word.lower() for word in before[place + 1 :])
