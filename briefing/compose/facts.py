"""What a sentence says that another may contradict: how many of what, and which days."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.compose.lookup import letters
from briefing.compose.spellings import LETTERS, WORD, run_end
from briefing.days import find_days, is_of_figures
from briefing.lexicon import Lexicon, load_lexicon, month_numbers
from briefing.model import Article, Span
from briefing.text import ends_sentence
from briefing.vectors import stem

_WORDS = re.compile(LETTERS)
_JOINED = re.compile(r"[-.'’][^\W\d_]")
"""What may make one word of two runs of letters; most sentences have none, and are read faster."""
_BEFORE_TIME = 3
"""Words before a length of time that make it a certain one."""
_ANY_YEAR = date(2000, 7, 1)
"""The days of an article without a date are compared as if in one year."""
_JOINTS = ("-", "–", "‑", "/", ":", "%")
"""What joins a number to something else."""
_LONGEST = 15
"""Digits of a number; more are none that anybody counts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or a day."""

    value: float
    step: float = 1.0
    """Of its last digit that is not zero: 100 in "1,200", 100,000 in "3.5 million"."""


Facts = dict[str, dict[Fact, Span]]
"""What a sentence says, by the thing that it says it of, and where."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what two reports of one thing have in common."""

    article: Article
    span: Span
    words: frozenset[str]
    names: frozenset[str]
    digits: tuple[tuple[int, str], ...]
    """All numbers with their places."""
    tells_time: bool
    """It is about a certain time: "in the past two days"."""


def list_words(text: str, language: str) -> frozenset[str]:
    """Return the stems of the words of a sentence that tell, figures left out.

    There are none where nothing is stated: a headline, that of another report perhaps, does not.

    >>> sorted(list_words("The 12 workers left.", "en"))
    ['left', 'worker']
    """
    if not ends_sentence(text):
        return frozenset()
    lexicon = load_lexicon(language)
    if "Σ" in text or "İ" in text:
        # Their lower case goes with their neighbours, and a word is looked at alone.
        found = {word.lower() for word in _WORDS.findall(text)}
    else:
        lower = text.lower()
        found = set(_WORDS.findall(lower)) if _JOINED.search(lower) else letters(lower)
    telling = [word for word in found - lexicon.function_words if len(word) > 1]
    return frozenset(map(stem, telling)) - lexicon.number_words


def read_statement(article: Article, span: Span) -> Statement:
    """Return a sentence that states something, word by word."""
    lexicon = load_lexicon(article.source.language)
    found = [*WORD.finditer(article.text, span.start, span.end)]
    lower = [match[0].lower() for match in found]
    return Statement(
        article,
        span,
        words=list_words(article.text[span.start : span.end], article.source.language),
        names=frozenset(match[0].lower() for match in found[1:] if match[0][0].isupper()),
        digits=tuple(
            (match.start(), word)
            for match, word in zip(found, lower, strict=True)
            if _is_number(word, lexicon) and not _is_glued(article.text, match)
        ),
        tells_time=_tells_time(lower, lexicon),
    )


def _tells_time(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a length of time is a certain one: "the past two days", "in a day", not "for two days"."""
    certain = (lexicon.determiners | lexicon.indefinites) - lexicon.number_words
    return any(
        word in lexicon.durations and not certain.isdisjoint(words[max(0, place - _BEFORE_TIME) : place])
        for place, word in enumerate(words)
    )


def find_dated(article: Article, span: Span) -> Facts:
    """Return the days that a sentence names, by month; none on which figures hold, since they change with it."""
    source, found = article.source, defaultdict[str, dict[Fact, Span]](dict)
    for one in find_days(article.text[span.start : span.end], source.certain_day or _ANY_YEAR, source.language):
        place = Span(one.span.start + span.start, one.span.end + span.start)
        if one.first == one.last and not is_of_figures(article.text, place, source.language):
            found[f"{one.first:%Y-%m}"].setdefault(Fact(one.first.toordinal()), place)
    return found


def find_counted(article: Article, span: Span) -> Facts:
    """Return the numbers of a sentence by the stem of what they count, with what belongs to them: "3.5 million".

    Of "10 and 20 boats" both count the boats.
    """
    text, lexicon = article.text, load_lexicon(article.source.language)
    found = [*WORD.finditer(text, span.start, span.end)]
    facts: Facts = defaultdict(dict)
    closed, months = lexicon.closed_words, month_numbers()
    lower = [match[0].lower() for match in found]
    start, waiting = 0, dict[Fact, Span]()
    while start < len(found):
        end = run_end(lower, start, lambda word: _is_number(word, lexicon))
        counted = lower[end] if end < len(lower) else ""
        fact = _fact(lower[start:end], lexicon) if end > start and not _is_glued(text, found[end - 1]) else None
        if fact:
            waiting[fact] = Span(_sign(text, found[start].start()), found[end - 1].end())
        if fact is None or counted not in lexicon.conjunctions:
            if counted[:1].isalpha() and counted not in closed and counted not in months and end > start:
                facts[stem(counted)].update(waiting)
            waiting = {}
        start = max(end, start) + 1
    return facts


def _is_glued(text: str, number: re.Match[str]) -> bool:
    """Whether letters or a hyphen touch a number: "1980s", "F-16", "3-1"."""
    before, after = text[number.start() - 1 : number.start()], text[number.end() : number.end() + 1]
    return number[0][0].isdecimal() and (before.isalpha() or after.isalpha() or before in _JOINTS or after in _JOINTS)


def _sign(text: str, start: int) -> int:
    """Return where a number begins with the sign of its currency."""
    return start - 1 if start and unicodedata.category(text[start - 1]) == "Sc" else start


def _is_number(word: str, lexicon: Lexicon) -> bool:
    return word[0].isdecimal() or word in lexicon.number_words


def _fact(written: Sequence[str], lexicon: Lexicon) -> Fact | None:
    """Return the number that words say: in digits or, from two on, in a word, and with a magnitude or without."""
    number, *rest = written
    digits = number if number[0].isdecimal() else str(_place(number, lexicon.cardinals) + 1)
    groups = re.split("[.,]", digits)
    decimals = "" if len(groups) == 1 or len(groups[-1]) == 3 else groups.pop()
    whole = "".join(groups)
    power = 3 * (_place(" ".join(rest), lexicon.magnitudes) + 1)
    in_words = not number[0].isdecimal()
    if (rest and not power) or (in_words and int(whole) < 2) or len(whole + decimals) > _LONGEST:
        return None
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    return Fact(float(f"{whole}.{decimals or 0}e{power}"), 10.0 ** (power + zeros - len(decimals)))


def _place(word: str, forms: Sequence[str]) -> int:
    """Return at which place of a list a word stands, -1 where it does not."""
    return next((place for place, alternatives in enumerate(forms) if word in alternatives.split("|")), -1)
