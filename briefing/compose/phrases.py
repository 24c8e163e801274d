"""Phrases of themes as patterns, and where they stand in a text.

A word of a phrase also stands for its inflected forms, as the language's file has them: a light stemmer that touches
number and case alone ("S stemmer", Harman 1991, "How effective is suffixing?"), turned round so that a phrase never
stands for a shorter word: "goods" does not find "good".
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.lexicon import load_lexicon
from briefing.model import Span

_BETWEEN = r"[\s\-‑–]+"
_SHORTEST = 3
"""Letters of a word that has inflected forms; "to" has none."""

Found = tuple[int, Span]
"""Which of several patterns was found, by its position among them, and where."""


def expression(phrase: str, language: str) -> str:
    """Return a phrase as a regular expression.

    `*` at a word's end stands for any ending, a lone `*` for one word; a blank also matches hyphens and dashes.
    """
    return _BETWEEN.join(_word(word, language) for word in phrase.split())


def compile_any(expressions: Sequence[str]) -> re.Pattern[str]:
    """Compile a pattern that finds what any of `expressions` does, as whole words; it finds nothing where none is."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)" if expressions else "(?!)", re.IGNORECASE)


def _word(word: str, language: str) -> str:
    if word == "*":
        return r"\w+"
    if word.endswith("*"):
        return re.escape(word.rstrip("*")) + r"\w*"
    return "(?:" + "|".join(map(re.escape, inflect(word.lower(), language))) + ")"


def inflect(word: str, language: str) -> tuple[str, ...]:
    """Return a lower-case word and its inflected forms, by the language's `inflections`.

    >>> inflect("company", "en"), inflect("drone", "")
    (('company', 'companies', 'companys', 'companyes'), ('drone',))
    """
    forms = [word]
    for group in sorted(load_lexicon(language).inflections) if len(word) >= _SHORTEST else ():
        base, *endings = group.split("|")
        if word.endswith(base):
            forms += (word.removesuffix(base) + ending for ending in endings)
    return tuple(dict.fromkeys(forms))


def find_all(patterns: Iterable[re.Pattern[str]], text: str, span: Span) -> list[Found]:
    """Return every place in `span` where one of the patterns stands, in order, the longest of those that overlap whole.

    What lies inside another is left out: "airspace" says nothing beside "NATO airspace". Of two patterns on the same
    words the earlier one has them.
    """
    kept: list[Found] = []
    for number, place in sorted(_find(patterns, text, span), key=lambda one: (one[1].start, -one[1].end, one[0])):
        if not kept or place.end > kept[-1][1].end:
            kept.append((number, place))
    return kept


def _find(patterns: Iterable[re.Pattern[str]], text: str, span: Span) -> Iterator[Found]:
    for number, pattern in enumerate(patterns):
        for match in pattern.finditer(text, span.start, span.end):
            yield number, Span(match.start(), match.end())
