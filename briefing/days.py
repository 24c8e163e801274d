"""What words that tell a time from the day of publication mean: "Wednesday", "last month"."""

from collections.abc import Sequence
from datetime import date, timedelta

from briefing.lexicon import Lexicon

_DAY, _MONTH, _YEAR = range(3)


def spell_out(words: str, published: date, lexicon: Lexicon) -> str:
    """Return the day, month or year that `words` mean in an article of that date, written as in its language, or "".

    A weekday is the last such one that is not after the day of publication.

    >>> from briefing.lexicon import load_lexicon
    >>> [spell_out(words, date(2025, 11, 6), load_lexicon("en")) for words in ("Wednesday", "last month")]
    ['5 November 2025', 'October 2025']
    """
    found = words.lower()
    weekday = _number(found.partition(" ")[0], lexicon.weekdays)
    if weekday is not None:
        return _written(published - timedelta(days=(published.weekday() - weekday) % 7), _DAY, lexicon)
    for periods, step in ((lexicon.previous_periods, -1), (lexicon.next_periods, 1)):
        unit = _number(found, periods)
        if unit is not None:
            return _written(_moved(published, unit, step), unit, lexicon)
    return ""


def _number(word: str, forms: Sequence[str]) -> int | None:
    return next((number for number, alternatives in enumerate(forms) if word in alternatives.split("|")), None)


def _moved(day: date, unit: int, step: int) -> date:
    if unit == _DAY:
        return day + timedelta(days=step)
    months = day.year * 12 + day.month - 1 + step * (1 if unit == _MONTH else 12)
    return date(months // 12, months % 12 + 1, 1)


def _written(day: date, unit: int, lexicon: Lexicon) -> str:
    month = lexicon.months[day.month - 1].partition("|")[0]
    form = (*lexicon.date_forms, "{year}")[unit]
    return form.format(day=day.day, month=month, capital_month=month.capitalize(), year=day.year)
