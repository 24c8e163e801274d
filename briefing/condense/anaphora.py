"""Openings that mean something said before: "In this case", "In May, its crews", "After the vote,", "The package is".

A definite phrase is one of them where nothing tells it apart: no name, no "of", no clause. A reader who has not met the
package cannot know which one is meant (Prince 1981, "Toward a taxonomy of given-new information").
"""

from collections.abc import Sequence
from itertools import pairwise
from unicodedata import category

from briefing.condense.tokens import tokenize
from briefing.lexicon import Lexicon, endings, union

_LONGEST = 7
"""Tokens by which a definite phrase has ended."""
_LEAD = 4
"""Tokens up to the preposition of an opening time: "Just two days after the vote,"."""
_WITHIN = 4
"""Tokens of an opening in which a demonstrative refers back: "As part of that effort"."""


def points_at_something(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a preposition opens it and a demonstrative follows: "Without it", "In this case"; not "In this week"."""
    first, *found = [token.lower() for token in tokens[: _WITHIN + 1]] or [""]
    if first not in lexicon.prepositions and first not in lexicon.comparisons:
        return False
    for word, following in pairwise((*found, "")):
        if word in lexicon.demonstratives:
            return following not in lexicon.time_nouns
    return False


def resumes_behind_comma(core: str, lexicon: Lexicon) -> bool:
    """Whether a pronoun follows a first clause in which nobody is named: "In December 2025, its leaders agreed"."""
    clause, _, following = core.partition(", ")
    if following.partition(" ")[0] not in union(lexicon.demonstratives, lexicon.resumptives):
        return False
    _, *before = tokenize(clause) or [""]
    return not any(word[0].isupper() and word.lower() not in lexicon.calendar for word in before)


def opens_with_event(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether it opens with a time that an event gives which nothing tells apart: "Hours before the meeting,".

    More than the noun may well say which one is meant: "After the financial crisis,".
    """
    found = tokens[: _LEAD + 4]
    lead = next((place for place, token in enumerate(found[:_LEAD]) if token.lower() in lexicon.time_leads), None)
    if lead is None or not all(_is_count(token.lower(), lexicon) for token in found[:lead]):
        return False
    article, noun, after = (*found[lead + 1 : lead + 4], "", "", "")[:3]
    common = union(lexicon.time_nouns, lexicon.known_things, lexicon.uniques, lexicon.durations)
    return article.lower() in lexicon.determiners and noun.islower() and noun not in common and after == ","


def _is_count(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand before "after the vote": "two", "days", "shortly"."""
    known = union(lexicon.durations, lexicon.numbers, lexicon.indefinites, lexicon.adverbs)
    return word in known or word.isdigit() or word.endswith(lexicon.adverb_ends)


def is_bare_definite(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether it opens with "The package" or its like and goes on with the verb; "The war" needs no telling."""
    first, *rest = tokens[:_LONGEST] or [""]
    if first.lower() not in lexicon.determiners:
        return False
    tells = union(lexicon.prepositions, lexicon.relatives)
    for place, word in enumerate(rest):
        lower = word.lower()
        if place and word == ",":
            return all(following[0].islower() for following in rest[place + 1 : place + 2])
        if not word[0].islower() or (place and lower in tells):
            return False
        if place and _ends_phrase(lower, rest[place + 1 : place + 2], lexicon):
            return rest[place - 1] not in lexicon.known_things
    return False


def _ends_phrase(word: str, following: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether `word` is no more of the phrase: a verb or adverb; one in -s is a verb before an object."""
    verbs = (lexicon.auxiliaries, lexicon.cues, lexicon.verbs, lexicon.past_forms, lexicon.present_forms)
    objects = union(lexicon.phrase_openers, lexicon.adverbs)
    return (
        word in union(*verbs, lexicon.adverbs)
        or word.endswith(endings(lexicon.past_endings, lexicon.adverb_endings))
        or (word.endswith(endings(lexicon.verb_endings)) and any(_may_be_object(one, objects) for one in following))
    )


def _may_be_object(word: str, objects: frozenset[str]) -> bool:
    return word in objects or word[0].isupper() or word[0].isdigit() or category(word[0]) == "Sc"
