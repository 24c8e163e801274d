"""Phrases of the lexicon as patterns, and what a web page says of itself.

Readers take most of a page's own lines away; those that are left may be English whatever the article's language.
"""

import re
from functools import cache

from briefing.lexicon import Lexicon, load_lexicon


@cache
def any_of(phrases: frozenset[str], tail: str = r"\b") -> re.Pattern[str]:
    """A pattern for any of `phrases`, longest first, and then `tail`; it matches nothing when there are none.

    A look at the first letter spares trying them all one after the other nearly everywhere.
    """
    firsts = "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?=[{firsts}])(?:{alternatives}){tail}" if phrases else r"(?!)", re.IGNORECASE)


@cache
def partitive(phrases: frozenset[str]) -> re.Pattern[str]:
    """A pattern for a word or two in front of any of `phrases`: "Three of them", "The first of these"."""
    return re.compile(rf"\w+(?: \w+)? {any_of(phrases).pattern}", re.IGNORECASE)


def opens_with_page_phrase(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence belongs to the page: "Read more: ...", "Photo: ...", "© 2026 ..."."""
    return _opening_page_phrase(lexicon.page_phrases).match(text) is not None


def holds_page_phrase(text: str) -> bool:
    """Whether a sentence speaks of the page somewhere: "The mayor (pictured) ..."."""
    return _page_phrase(frozenset()).search(text) is not None


@cache
def _opening_page_phrase(own: frozenset[str]) -> re.Pattern[str]:
    """The same behind nothing but marks."""
    return re.compile(rf"[\W_]*?{_page_phrase(own).pattern}", re.IGNORECASE)


@cache
def _page_phrase(own: frozenset[str]) -> re.Pattern[str]:
    """A pattern for English phrases and those of another language that no statement opens with: not "Anzeige" alone."""
    longer = frozenset(phrase for phrase in own if " " in phrase or phrase.endswith(":"))
    phrases = any_of(load_lexicon("en").page_phrases | longer, r"(?![^\W\d_])")
    return re.compile(rf"(?<!\w){phrases.pattern}", re.IGNORECASE)
