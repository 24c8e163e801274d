"""Phrases of themes as patterns, and where they stand in a text.

A word of a phrase also stands for its inflected forms, as the language's file has them: a light stemmer that touches
number and case alone ("S stemmer", Harman 1991, "How effective is suffixing?"), turned round so that a phrase never
stands for a shorter word: "goods" does not find "good".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.compose.lookup import RUN, SUBSCRIPT, fold, places, runs
from briefing.lexicon import load_lexicon
from briefing.model import Span

_BETWEEN = r"[\s\-‑–]+"
_SHORTEST = 3
"""Letters of a word that has inflected forms; "to" has none."""

_KEY = 3
"""Letters by which words are looked up."""

Found = tuple[int, Span]
"""Which of several phrases was found, by its position among them, and where."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a phrase begins with, folded: a run of letters, or, before a star, the first letters of one."""

    letters: str
    is_whole: bool

    def fits(self, run: str) -> bool:
        """Whether it stands at the beginning of a run."""
        return run == self.letters if self.is_whole else run.startswith(self.letters)


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


class Finder:
    """Finds many phrases, each given with its language, in stretches of texts.

    A stretch is searched for a phrase only where it has the run of letters that the phrase begins with: all runs of the
    stretch are looked up at once, so that what holds no phrase costs the same however many there are.
    """

    def __init__(self, phrases: Sequence[tuple[str, str]]) -> None:
        self._phrases = tuple(phrases)
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._anywhere: list[int] = []
        """Phrases that any word may begin; they are searched for everywhere."""
        by_key: dict[str, dict[_Opening, list[int]]] = defaultdict(dict)
        for number, phrase in enumerate(self._phrases):
            openings = _openings(*phrase)
            for one in openings:
                by_key[one.letters[:_KEY]].setdefault(one, []).append(number)
            if not openings:
                self._anywhere.append(number)
        self._by_key = {key: tuple(those.items()) for key, those in by_key.items()}

    def find(self, text: str, span: Span) -> Iterator[Found]:
        """Yield every place in `span` where a phrase stands, phrase by phrase; none lies in another of its own."""
        folded = fold(text[span.start : span.end])
        is_odd = SUBSCRIPT in folded
        for number in range(len(self._phrases)) if is_odd else self._anywhere:
            for found in self._pattern(number).finditer(text, span.start, span.end):
                yield number, Span(found.start(), found.end())
        if is_odd:
            return
        for number, starts in self._starts(folded).items():
            match, end = self._pattern(number).match, 0
            for start in sorted(starts):
                if start >= end and (at := match(text, span.start + start, span.end)):
                    end = at.end() - span.start
                    yield number, Span(at.start(), at.end())

    def _starts(self, folded: str) -> dict[int, set[int]]:
        """Return where each phrase may begin, as far as its first run tells."""
        by_key = self._by_key
        words = [word for word in runs(folded) if word[:_KEY] in by_key]
        starts: dict[int, set[int]] = defaultdict(set)
        for word in words:
            for one, numbers in by_key[word[:_KEY]]:
                found = [*places(folded, one.letters)] if one.fits(word) else ()
                for number in numbers if found else ():
                    starts[number].update(found)
        return starts

    def _pattern(self, number: int) -> re.Pattern[str]:
        """Return the pattern of a phrase, made when it is first asked for: most phrases never are."""
        if number not in self._patterns:
            self._patterns[number] = compile_any([expression(*self._phrases[number])])
        return self._patterns[number]


def _openings(phrase: str, language: str) -> tuple[_Opening, ...]:
    """Return what a phrase may begin with; nothing where any word may."""
    word = next(iter(phrase.split()), "")
    is_cut = word.endswith("*")
    forms = [fold(form) for form in ([word.rstrip("*")] if is_cut else inflect(word.lower(), language))]
    found = [_Opening(begins[0], not is_cut or begins[0] != form) for form in forms if (begins := RUN.match(form))]
    is_clear = SUBSCRIPT not in phrase and all(len(one.letters) >= _KEY or one.is_whole for one in found)
    return tuple(dict.fromkeys(found)) if is_clear and len(found) == len(forms) else ()


def keep_longest(found: Sequence[Found]) -> list[Found]:
    """Return what was found in order, the longest of places that overlap whole.

    What lies inside another is left out: "airspace" says nothing beside "NATO airspace". Of two phrases on the same
    words the earlier one has them.
    """
    kept: list[Found] = []
    for number, place in sorted(found, key=lambda one: (one[1].start, -one[1].end, one[0])):
        if not kept or place.end > kept[-1][1].end:
            kept.append((number, place))
    return kept
