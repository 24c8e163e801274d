"""Key figures: the few numbers of a briefing that a desk should see at a glance, each in its own sentence.

A figure is a number in digits with what makes it one: money, a share, millions, or a thing that it counts. Numbers that
name something ("Article 5"), tell a time or put in an order are none.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefing import anchors
from briefing.days import find_dates
from briefing.lexicon import Lexicon, load_lexicon
from briefing.model import Article, CitedPoint, CitedQuote, Excerpt, KeyFigure, Passage, Span
from briefing.vectors import stem, words

_CODES = "AUD|BGN|CAD|CHF|CNY|CZK|DKK|EUR|GBP|GEL|HUF|INR|JPY|MDL|NOK|PLN|RON|RSD|RUB|SEK|TRY|UAH|USD"
"""Currencies by ISO 4217."""
_SIGNS = "".join(sign for sign in map(chr, range(0x24, 0x20D0)) if unicodedata.category(sign) == "Sc")
_YEARS = range(1900, 2101)
_BESIDE = 3
"""Words beside a number that may tell what has happened to those whom it counts."""
_FEWEST = 10
"""A smaller count is shown only of people and of what armies have."""
_PEOPLE, _MONEY, _FORCES, _OTHER = 6.0, 3.0, 2.8, 2.0
"""What a figure weighs by its kind."""
_BARE = 1.5
"""What a figure weighs less that is shown without its sentence."""
_SUM = 1000
"""Less money is a price, and weighs as other figures."""
_LONGEST = 6
"""Digits in a row; more are a code."""
_ORDER = 0.5
"""What each order of magnitude adds."""
_NEARBY = 80
"""Characters on either side of a number that are looked at."""
_NEXT = re.compile(r"\s([^\W\d_][\w’'-]*)")
_LAST = re.compile(r"(?P<before>\S+\s)?(?P<word>[^\W\d_№][\w’'-]*|№)\.?\s?$")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure and the item that holds it."""

    number: Passage
    counted: str
    weight: float
    item: CitedPoint | CitedQuote
    excerpt: Excerpt | None
    place: int
    """The number of the item among the printed ones."""

    @property
    def theme(self) -> str:
        """The theme of the item, "" for none."""
        return self.item.reasons[0].theme if self.item.reasons else ""


def find_figures(
    points: Sequence[CitedPoint], quotes: Sequence[CitedQuote], articles: Mapping[str, Article], most: int
) -> tuple[KeyFigure, ...]:
    """Return at most so many figures of printed items, in their order: the points, then the quotations.

    People who came to harm, money and what armies have go before other counts, large numbers before small ones. An
    article gives one, and while other themes have some, so does a theme; the same figure is shown once. A sentence
    is shown whole: a number has its conditions in it.
    """
    items: tuple[CitedPoint | CitedQuote, ...] = (*points, *quotes)
    found = [one for place, item in enumerate(items) for one in _of_item(item, place, articles)]
    ranked = sorted(found, key=lambda one: (-one.weight, one.place, one.number.span))
    chosen: list[_Figure] = []
    for spread in (True, False):
        for one in ranked:
            if len(chosen) < most and not any(_is_one_with(one, other, spread) for other in chosen):
                chosen.append(one)
    ordered = sorted(chosen, key=lambda one: one.place)
    return tuple(_cited(number, one) for number, one in enumerate(ordered, 1))


def _is_one_with(one: _Figure, other: _Figure, spread: bool) -> bool:
    same = one.number.text.lower() == other.number.text.lower() and one.counted == other.counted
    return same or one.number.article_id == other.number.article_id or (spread and one.theme == other.theme)


def _cited(number: int, one: _Figure) -> KeyFigure:
    return KeyFigure(anchors.figure(number), one.number, one.item.id, one.excerpt, one.item.citation)


# --- in one item --------------------------------------------------------------------------------------------------


def _of_item(item: CitedPoint | CitedQuote, place: int, articles: Mapping[str, Article]) -> Iterator[_Figure]:
    article = articles[item.citation.article_id]
    excerpt = item.excerpt if isinstance(item, CitedPoint) else Excerpt(item.quote.passage)
    for span, counted, weight in _numbers(article, excerpt.passage.span):
        if not any(span.overlaps(edit.span) for edit in excerpt.edits):
            quoted = any(quote.passage.span.overlaps(span) for quote in article.quotes)
            shown = _sentence(article, excerpt, span) if isinstance(item, CitedPoint) and not quoted else None
            if shown or quoted:
                weight = weight - (0 if shown else _BARE)
                yield _Figure(article.passage(span), counted, weight, item, shown, place)


def _sentence(article: Article, excerpt: Excerpt, number: Span) -> Excerpt | None:
    """Return what is shown around a number: the first sentence of a point, where the number is in it and not quoted."""
    whole = excerpt.passage.span
    ends = (one.span.end for one in article.sentences if one.span.start <= whole.start < one.span.end)
    span = Span(whole.start, min(next(ends, whole.end), whole.end))
    if not span.contains(number):
        return None
    return Excerpt(
        article.passage(span),
        tuple(edit for edit in excerpt.edits if span.contains(edit.span)),
        tuple(mark for mark in excerpt.marks if span.contains(mark.span)),
    )


# --- numbers ------------------------------------------------------------------------------------------------------


def _numbers(article: Article, where: Span) -> Iterator[tuple[Span, str, float]]:
    """Yield the figures in a stretch of an article: the place of each, what it counts or is in, and its weight.

    Of several in one unit the first, since those behind it are what it is compared with: "5 percent, after 3 percent".
    """
    language, text = article.source.language, article.text[where.start : where.end]
    lexicon = load_lexicon(language)
    dates = tuple(find_dates(text, language))
    told: set[str] = set()
    for match in _pattern(language).finditer(text):
        span = Span(*match.span())
        before, after = text[max(span.start - _NEARBY, 0) : span.start], text[span.end : span.end + _NEARBY]
        if not any(span.overlaps(date) for date in dates) and not _is_name(before, lexicon):
            behind = _behind(after, lexicon)
            weight = _weigh(match, before, behind, lexicon)
            counted = match[0].replace(match["digits"], "").lower() or (stem(behind[0].lower()) if behind else "")
            if weight and counted not in told:
                told.add(counted)
                yield Span(span.start + where.start, span.end + where.start), counted, weight


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Return what a number looks like with its sign or code, its magnitude and its unit."""
    lexicon = load_lexicon(language)
    money = rf"[{_SIGNS}]|(?:{_CODES})(?!\w)"
    digits = r"\d{1,3}(?:[,.\u00a0\u202f\x20]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
    powers = "|".join(
        f"(?P<p{3 * power}>{_any(forms.split('|'))})" for power, forms in enumerate(lexicon.magnitudes, 1)
    )
    magnitude = rf"[\s-]?(?:{powers})(?!\w)(?:\.(?=\s))?" if powers else r"(?!)"
    unit = rf"\s?(?P<share>%|{_any(lexicon.percents)}(?!\w))|\s?(?P<coin>{money}|{_any(lexicon.currencies)}(?!\w))"
    return re.compile(
        rf"(?<![\w.,:/+#№{_SIGNS}–-])(?P<sign>(?:[^\W\d_]{{0,3}}[{_SIGNS}]|(?:{_CODES}))\s?)?(?P<digits>{digits})"
        # "£600m" has a sign, "600m" are metres.
        rf"(?:{magnitude}|(?P<m>(?(sign)m|(?!))))?(?:{unit})?(?!\w|[-–/]\w|[.,:]\d)"
    )


def _any(forms: Iterable[str]) -> str:
    """Return the expression of any of some words, with a capital or without; of none, one that never matches."""
    return "(?i:" + ("|".join(sorted(map(re.escape, forms), key=lambda form: (-len(form), form))) or "(?!)") + ")"


def _is_name(before: str, lexicon: Lexicon) -> bool:
    """Whether the words before a number make a name of it: "Article 5", "Apollo 11", "the Group of 7"."""
    match = _LAST.search(before)
    if match is None:
        return False
    word, known = match["word"].lower(), lexicon.openers | lexicon.closed_words | lexicon.adverbs
    if word in lexicon.numbered:
        return True
    if "capital nouns" in lexicon.traits:
        return False
    opens = match["before"] is None or match["before"].rstrip()[-1] in ".!?:"
    is_known = word in known or word.endswith(lexicon.adverb_ends)
    of_name = word in lexicon.title_links and bool(match["before"]) and match["before"][0].isupper()
    return of_name or (match["word"][0].isupper() and not (opens and is_known))


def _weigh(match: re.Match[str], beside: str, behind: Sequence[str], lexicon: Lexicon) -> float:
    """Return what a number weighs, 0 for none that is a figure."""
    power = next((int(name[1:]) for name, found in match.groupdict().items() if found and name[1:].isdecimal()), 0)
    value = _value(match["digits"]) * 10.0 ** (6 if match["m"] else power)
    has_unit = power or match["share"] or match["coin"] or match["sign"]
    near = {word.lower() for word in (*words(beside)[-_BESIDE:], *behind)}
    if not value or (not has_unit and (not behind or _is_year(match["digits"]))):
        return 0.0
    if len(match["digits"]) > _LONGEST and match["digits"].isdecimal():
        return 0.0
    if not {word.lower() for word in behind[:2]}.isdisjoint(lexicon.durations):
        return 0.0
    size = _ORDER * math.log10(max(value, 1.0))
    if match["share"]:
        return _OTHER + size
    if match["sign"] or match["coin"]:
        return size + (_MONEY if value >= _SUM else _OTHER)
    if near & lexicon.victims:
        return _PEOPLE + size
    if near & lexicon.forces:
        return _FORCES + size
    return _OTHER + size if value >= _FEWEST else 0.0


def _value(digits: str) -> float:
    """Return the value of digits; a last group of three is one of thousands."""
    groups = re.split(r"[^\d]", digits)
    whole = groups if len(groups) > 1 and len(groups[-1]) == 3 else groups[:-1] or groups
    rest = groups[len(whole) :]
    return float("".join(whole) + ("." + rest[0] if rest else ""))


def _is_year(digits: str) -> bool:
    return digits.isdecimal() and len(digits) == 4 and int(digits) in _YEARS


def _behind(after: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words right behind a number, where the first one may be what it counts or what became of it."""
    found: list[str] = []
    place = 0
    while len(found) < _BESIDE and (match := _NEXT.match(after, place)):
        found.append(match[1])
        place = match.end()
    if not found or (found[0].lower() in lexicon.closed_words and not {one.lower() for one in found} & lexicon.victims):
        return ()
    return tuple(found)
