"""What amid a sentence only the one before explains: "through this system", "has since been tamed", "on his list".

Only what can surely not be understood counts. What may have been told in the sentence itself, in other words, counts as
loose and no more: a demonstrative mostly points at what was said last (Gundel, Hedberg and Zacharski 1993, "Cognitive
status and the form of referring expressions in discourse"), which is a clause before it where there is one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from briefing.condense.tokens import first_tokens, tokenize
from briefing.lexicon import Lexicon, endings, union
from briefing.phrases import any_of
from briefing.vectors import stem

_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAKS = frozenset(",;:–—-")
_STOPS = frozenset(("", ".", ",", ";"))
LONGEST_PHRASE = 4
"""Words of a phrase behind its article."""
_ALIKE, _FEWEST = 5, 3
"""Letters that two forms of a noun share, fewer in short ones; more words than needed are taken for the same."""
_ACRONYM = 3


def points_back_inside(narration: str, lexicon: Lexicon) -> bool:
    """Whether something in a sentence, its quotations blanked and its people named, surely means what came before."""
    tokens = tokenize(narration)
    return (
        _points_at_noun(tokens, lexicon)
        or _goes_on_since(narration, lexicon)
        or _cites_an_unnamed_source(tokens, lexicon)
        or _belongs_to_nobody(tokens, lexicon)
    )


def noun_phrase(following: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that belong to an article before `following`: what follows it is a noun or its like."""
    verbs = union(lexicon.cues, lexicon.verbs, lexicon.past_forms, lexicon.adverbs)

    def belongs(numbered: tuple[int, str]) -> bool:
        place, word = numbered[0], numbered[1].lower()
        return word[0].isalnum() and word not in lexicon.closed_words and (place == 0 or word not in verbs)

    return tuple(word for _, word in takewhile(belongs, enumerate(following[:LONGEST_PHRASE])))


def pointed_at(tokens: Sequence[str], place: int, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the noun phrase that the word at `place` points at: "this", or "that" where it is nothing else."""
    word = tokens[place].lower()
    if word not in lexicon.pointing_words:
        return ()
    before = tokens[place - 1].lower() if place else ""
    if word not in lexicon.pointing and f"{before} {word}" not in lexicon.pointing_behind:
        return ()
    phrase = noun_phrase(tokens[place + 1 : place + 1 + LONGEST_PHRASE], lexicon)
    return phrase if phrase and _is_nominal(phrase, lexicon) else ()


# --- "through this system" ----------------------------------------------------------------------------------------


def _points_at_noun(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a demonstrative with a noun stands in the first clause, and the noun not before it.

    "Compared to boats," is none: a verb that opens a sentence is a participle.
    """
    seen_verb = not lexicon.past_forms
    for place, token in enumerate(tokens):
        word = token.lower()
        if seen_verb and place and (word in _BREAKS or _joins(word, lexicon)):
            return False
        phrase = pointed_at(tokens, place, lexicon)
        if phrase and _is_untold(tokens, place, phrase, lexicon):
            return True
        seen_verb = seen_verb or (place > 0 and _is_verb(word, lexicon))
    return False


def _joins(word: str, lexicon: Lexicon) -> bool:
    """Whether a new clause begins at a word."""
    return word in lexicon.conjunctions or (word in lexicon.subordinators and word not in lexicon.distant_pointers)


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    known = union(lexicon.auxiliaries, lexicon.cues, lexicon.past_forms, lexicon.present_forms)
    return word in known or word.endswith(endings(lexicon.past_endings))


def _is_untold(tokens: Sequence[str], place: int, phrase: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether nothing before or behind it tells what the phrase behind a demonstrative means."""
    behind = tokens[place + 1 + len(phrase) :]
    far = tokens[place].lower() in lexicon.distant_pointers
    if _is_told_apart(behind, far, lexicon):
        return False
    noun, before = phrase[-1].lower(), [token.lower() for token in tokens[:place]]
    if any(stem(word.lower()) in lexicon.time_nouns or word.lower() in lexicon.calendar for word in phrase):
        return far and not any(one in lexicon.calendar or _YEAR.fullmatch(one) for one in before)
    named = "capital nouns" not in lexicon.traits and any(not one[0].islower() for one in phrase)
    return not named and noun not in lexicon.deictics and not any(_is_same(noun, one, lexicon) for one in before)


def _is_told_apart(behind: Sequence[str], far: bool, lexicon: Lexicon) -> bool:
    """Whether what follows a phrase says which one is meant: "those at sea", "this session of Congress"."""
    after, name = (*behind[:2], "", "")[:2]
    clause = after.lower() in union(lexicon.relatives, lexicon.subordinators)
    named = name[:1].isupper() and after.lower() in lexicon.title_links and "capital nouns" not in lexicon.traits
    return clause or named or (far and after.lower() in lexicon.prepositions)


def _is_nominal(phrase: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a phrase is no verb with what belongs to it: "this reportedly followed", "those questioned"."""
    first, noun = phrase[0].lower(), phrase[-1].lower()
    verbs = (lexicon.auxiliaries, lexicon.cues, lexicon.verbs, lexicon.past_forms, lexicon.present_forms)
    return (
        (first not in union(*verbs, lexicon.adverbs) or first in lexicon.calendar)
        and not first.endswith(lexicon.adverb_ends)
        and not noun.endswith(endings(lexicon.past_endings, lexicon.participle_endings))
        and not (len(phrase) > 1 and first.endswith(endings(lexicon.participle_endings)))
    )


def _is_same(noun: str, other: str, lexicon: Lexicon) -> bool:
    """Whether another word may be the noun before; "systems" are no "system", unless endings tell a case."""
    if "cases" in lexicon.traits:
        letters = max(_FEWEST, min(_ALIKE, len(noun) - 1))
        return noun[:letters] == other[:letters]
    longer = other.startswith(noun) and len(other) > len(noun)
    return not longer and (stem(noun) == stem(other) or noun[:_ALIKE] == other[:_ALIKE])


# --- "has since been tamed" ---------------------------------------------------------------------------------------


def _goes_on_since(narration: str, lexicon: Lexicon) -> bool:
    """Whether something has happened "since" and no time, clause or name of a time stands before it."""
    found = any_of(lexicon.since_then).search(narration)
    if not found:
        return False
    tells = [char for char in narration[: found.start()] if char.isdigit() or char in _BREAKS]
    relative = tokenize(narration[: found.start()].lower())[-1:]
    return not tells and lexicon.relatives.isdisjoint(relative) and _goes_on(narration[found.end() :], lexicon)


def _goes_on(behind: str, lexicon: Lexicon) -> bool:
    """Whether a verb follows and no time: not in "since 2019", "since early May", "since the vote"."""
    following = first_tokens(behind, 2)
    clauses = (lexicon.subordinators, lexicon.pronouns, lexicon.first_persons)
    small = union(lexicon.phrase_openers, lexicon.uniques, *clauses)
    return bool(following) and following[0].lower() not in small and all(not _tells(word) for word in following)


def _tells(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _BREAKS


# --- "according to the weekly" ------------------------------------------------------------------------------------


def _cites_an_unnamed_source(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a newspaper or a report is cited that has no name: "according to the weekly", "the report said"."""
    for place in range(1, len(tokens)):
        if tokens[place].lower() not in lexicon.outlets:
            continue
        after = "".join(tokens[place + 1 : place + 2]).lower()
        start = place - 2 if tokens[place - 1].lower() not in lexicon.determiners else place - 1
        cited = start > 0 and tokens[start - 1].lower() in lexicon.according_ends and after in _STOPS
        bare = tokens[max(start, 0)].lower() in lexicon.determiners and all(map(str.islower, tokens[start + 1 : place]))
        if bare and (cited or after in lexicon.cues) and not _names_a_source(tokens[:start], tokens[place], lexicon):
            return True
    return False


def _names_a_source(before: Sequence[str], noun: str, lexicon: Lexicon) -> bool:
    """Whether the noun, an acronym or a name that reports something stands before."""
    said = pairwise(before)
    return (
        any(one.lower() == noun or (one.isupper() and len(one) >= _ACRONYM) for one in before)
        or any(one[0].isupper() and other.lower() in lexicon.cues for one, other in said)
    )  # fmt: skip


# --- "on his list" ------------------------------------------------------------------------------------------------


def _belongs_to_nobody(tokens: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether "his" or "her" comes before anybody whom it may mean."""
    place = next((place for place, token in enumerate(tokens) if token.lower() in lexicon.personal), 0)
    known = union(lexicon.openers, lexicon.calendar)
    small = union(lexicon.closed_words, lexicon.openers, lexicon.uniques)
    persons = endings(lexicon.person_endings)
    for token in tokens[:place]:
        word = token.lower().rpartition("-")[2]
        if token[0].isupper() and word not in known:
            return False
        if lexicon.is_office(word) or word in lexicon.persons or (word not in small and word.endswith(persons)):
            return False
    return place > 0 and not _is_told_behind(tokens, place, lexicon)


def _is_told_behind(tokens: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether it stands in an opening phrase and a name or an office follows: "In a message to his staff, Nowak"."""
    if tokens[0].lower() in lexicon.phrase_openers or "," not in tokens[place:]:
        return False
    following = tokens[tokens.index(",", place) :]
    return any(word[0].isupper() or lexicon.is_office(word.lower()) for word in following)
