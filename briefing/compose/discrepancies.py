"""Discrepancies: a different number, date, name or title for the same thing in one story.

Only what is otherwise alike is compared, since a list of differences that are none is worse than none: sentences of two
articles with most of their words in common, no name and no figure that the other contradicts, and the same thing
counted. Tables, in which everything differs, are none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from briefing.compose.spellings import WORD, find_spellings, run_end
from briefing.days import find_days, is_of_figures
from briefing.lexicon import Lexicon, load_lexicon, month_numbers
from briefing.model import Article, Discrepancy, Span, Story
from briefing.text import ends_sentence
from briefing.vectors import stem

_ALIKE = 0.8
"""Of the words of two sentences, figures left out, so many are in both (the coefficient of Dice 1945)."""
_SHARED = 5
"""Words that both have at least."""
_SHARED_BY_ALL = 3
"""Words that both have at least when neither has any other."""
_SAME_NEWS = 1
"""Days between two articles that count the same; later there is more to count."""
_BEFORE_TIME = 3
"""Words before a length of time that make it a certain one."""
_ANY_YEAR = date(2000, 7, 1)
"""The days of an article without a date are compared as if in one year."""
_JOINTS = ("-", "–", "‑", "/", ":", "%")
"""What joins a number to something else."""
_LONGEST = 15
"""Digits of a number; more are none that anybody counts."""
_MOST = 40
"""Sentences on one thing that are compared with one another."""


@dataclass(frozen=True, slots=True)
class _Fact:
    """A number or a day."""

    value: float
    step: float = 1.0
    """Of its last digit that is not zero: 100 in "1,200", 100,000 in "3.5 million"."""


_Facts = dict[str, dict[_Fact, Span]]
"""What a sentence says, by the thing that it says it of, and where."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what can be compared in it."""

    article: Article
    span: Span
    words: frozenset[str]
    names: frozenset[str]
    digits: tuple[tuple[int, str], ...]
    """All numbers with their places."""
    numbers: _Facts
    """By the stem of the word counted: "people"."""
    days: _Facts
    """By the month."""
    tells_time: bool
    """It is about a certain time: "in the past two days"."""


def find_discrepancies(stories: Sequence[Story], articles: Iterable[Article]) -> tuple[Discrepancy, ...]:
    """Return the discrepancies inside each of the stories, in their order; `articles` are those that are used.

    A story has one on each thing that is counted and each month, where it is found first.
    """
    by_id = {article.id: article for article in articles}
    return tuple(
        found for story in stories for found in _in_story([by_id[one] for one in story.articles if one in by_id])
    )


def _in_story(articles: Sequence[Article]) -> Iterator[Discrepancy]:
    sentences = [one for article in articles for one in _sentences(article)]
    yield from _apart(sentences, "number", lambda one: one.numbers)
    yield from _apart(sentences, "date", lambda one: one.days)
    yield from find_spellings(articles)


# --- numbers and dates --------------------------------------------------------------------------------------------


def _sentences(article: Article) -> Iterator[_Sentence]:
    """Yield what states something; a headline, that of another report perhaps, does not."""
    lexicon = load_lexicon(article.source.language)
    for sentence in article.sentences:
        if not ends_sentence(article.text[sentence.span.start : sentence.span.end]):
            continue
        found = [*WORD.finditer(article.text, sentence.span.start, sentence.span.end)]
        lower = [match[0].lower() for match in found]
        telling = {stem(word) for word in lower if len(word) > 1 and word not in lexicon.function_words}
        yield _Sentence(
            article,
            sentence.span,
            words=frozenset(word for word in telling if not _is_number(word, lexicon)),
            names=frozenset(match[0].lower() for match in found[1:] if match[0][0].isupper()),
            digits=tuple(
                (match.start(), word)
                for match, word in zip(found, lower, strict=True)
                if _is_number(word, lexicon) and not _is_glued(article.text, match)
            ),
            numbers=_numbers(article.text, found, lexicon),
            days=_days(article, sentence.span),
            tells_time=_tells_time(lower, lexicon),
        )


def _tells_time(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a length of time is a certain one: "the past two days", "in a day", not "for two days"."""
    certain = (lexicon.determiners | lexicon.indefinites) - lexicon.number_words
    return any(
        word in lexicon.durations and not certain.isdisjoint(words[max(0, place - _BEFORE_TIME) : place])
        for place, word in enumerate(words)
    )


def _days(article: Article, span: Span) -> _Facts:
    """Return the days that a sentence names, by month; none on which figures hold, since they change with it."""
    source, found = article.source, defaultdict[str, dict[_Fact, Span]](dict)
    for one in find_days(article.text[span.start : span.end], source.published or _ANY_YEAR, source.language):
        place = Span(one.span.start + span.start, one.span.end + span.start)
        if one.first == one.last and not is_of_figures(article.text, place, source.language):
            found[f"{one.first:%Y-%m}"].setdefault(_Fact(one.first.toordinal()), place)
    return found


def _numbers(text: str, found: Sequence[re.Match[str]], lexicon: Lexicon) -> _Facts:
    """Return the numbers by what they count, with the words that belong to them: "3.5 million", "nine".

    Of "10 and 20 boats" both count the boats.
    """
    facts: _Facts = defaultdict(dict)
    not_counted = lexicon.closed_words | month_numbers().keys()
    lower = [match[0].lower() for match in found]
    start, waiting = 0, dict[_Fact, Span]()
    while start < len(found):
        end = run_end(lower, start, lambda word: _is_number(word, lexicon))
        counted = lower[end] if end < len(lower) else ""
        fact = _fact(lower[start:end], lexicon) if end > start and not _is_glued(text, found[end - 1]) else None
        if fact:
            waiting[fact] = Span(_sign(text, found[start].start()), found[end - 1].end())
        if fact is None or counted not in lexicon.conjunctions:
            if counted[:1].isalpha() and counted not in not_counted and end > start:
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


def _fact(written: Sequence[str], lexicon: Lexicon) -> _Fact | None:
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
    return _Fact(float(f"{whole}.{decimals or 0}e{power}"), 10.0 ** (power + zeros - len(decimals)))


def _place(word: str, forms: Sequence[str]) -> int:
    """Return at which place of a list a word stands, -1 where it does not."""
    return next((place for place, alternatives in enumerate(forms) if word in alternatives.split("|")), -1)


def _apart(
    sentences: Sequence[_Sentence], kind: Literal["number", "date"], facts: Callable[[_Sentence], _Facts]
) -> Iterator[Discrepancy]:
    """Yield for each thing the first pair of sentences that state different facts on it."""
    by_thing: dict[str, list[_Sentence]] = defaultdict(list)
    for sentence in sentences:
        for thing, stated in facts(sentence).items():
            if len(stated) == 1:
                by_thing[thing].append(sentence)
    for thing, on_it in by_thing.items():
        for one, other in combinations(on_it[:_MOST], 2):
            (first, mine), (second, its) = (next(iter(facts(side)[thing].items())) for side in (one, other))
            if (
                _differ(first, second)
                and _is_one_report(one, other, first, second, kind)
                and _agree(one, other, mine, its)
            ):
                places = (one.article.passage(mine), other.article.passage(its))
                yield Discrepancy(kind, one.article.passage(one.span), other.article.passage(other.span), places)
                break


def _differ(one: _Fact, other: _Fact) -> bool:
    """Whether neither is the other one made round: 1,200 for 1,214, 3 for 3.2."""
    return abs(one.value - other.value) > max(one.step, other.step) / 2


def _is_one_report(one: _Sentence, other: _Sentence, first: _Fact, second: _Fact, kind: str) -> bool:
    """Whether two sentences can be meant to tell the same.

    Who says nearly the same twice in one article tells of two things. In articles of different days, days that go on as
    publication does are those of reports that come day by day; a number may have grown since, but not have fallen; and
    "the past day" is another one.
    """
    if one.article.id == other.article.id:
        return False
    published, later = one.article.source.published, other.article.source.published
    if published is None or later is None or published == later:
        return True
    passed, grown = (later - published).days, second.value - first.value
    if kind == "date":
        return abs(grown - passed) > 1
    return not one.tells_time and not other.tells_time and (abs(passed) <= _SAME_NEWS or grown * passed < 0)


def _agree(one: _Sentence, other: _Sentence, mine: Span, its: Span) -> bool:
    """Whether two sentences have all words in common, or most and a name, and all other figures."""
    shared = len(one.words & other.words)
    same = one.words == other.words and shared >= _SHARED_BY_ALL
    alike = shared >= max(_SHARED, _ALIKE * (len(one.words) + len(other.words)) / 2) and bool(one.names & other.names)
    if not same and not alike:
        return False
    if (one.words ^ other.words) & load_lexicon(one.article.source.language).ordinals:
        return False
    rest, others = _rest(one, mine), _rest(other, its)
    return not ((one.names - other.names and other.names - one.names) or (rest - others and others - rest))


def _rest(sentence: _Sentence, but_for: Span) -> set[str]:
    return {word for place, word in sentence.digits if not but_for.start <= place < but_for.end}
