"""Whom a statement means: pronouns, titles and bare surnames, named as the article names them in full."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from briefing.condense.tokens import find_words
from briefing.lexicon import Lexicon, endings, gender_of, union
from briefing.model import Article, Edit, Reference, Span, Speaker

_NEXT = re.compile(r"(?:['’]s?)?(?:\s+(?P<word>[^\W_]+)|(?P<mark>[^\w\s]))?")
_BEFORE = re.compile(r"(?P<word>[^\W_]+)\.?[^\S\n]$")


def find_surnames(article: Article, lexicon: Lexicon) -> dict[str, Speaker]:
    """Return the people whom the article names in full, by surname; nobody whose surname others have too."""
    speakers = [quote.attribution.speaker for quote in article.quotes]
    speakers += [report.attribution.speaker for report in article.reports]
    speakers += [reference.speaker for reference in article.references]
    people = {speaker.name: speaker for speaker in speakers if speaker and _is_person(speaker, lexicon)}
    bearers = Counter(name.split()[-1] for name in people)
    return {name.split()[-1]: one for name, one in people.items() if bearers[name.split()[-1]] == 1}


def _is_person(speaker: Speaker, lexicon: Lexicon) -> bool:
    first, *others = speaker.name.split()
    known = bool(gender_of(first)) or (bool(speaker.role) and lexicon.bodies.isdisjoint(speaker.name.lower().split()))
    return bool(others) and known and all(word[0].isupper() or word in lexicon.particles for word in others)


def name_reference(article: Article, reference: Reference, start: int, lexicon: Lexicon) -> Edit | None:
    """Return the edit that names whom `reference` stands for, unless the text from `start` on has done so before."""
    name = reference.speaker.name
    if re.search(rf"\b{re.escape(name.split()[-1])}\b", article.text[start : reference.span.start]):
        return None
    if article.text[reference.span.start : reference.span.end].lower() in lexicon.pronouns:
        return Edit(reference.span, name, "pronoun", reference.speaker.proof)
    return Edit(Span(reference.span.end, reference.span.end), name, "title", reference.speaker.proof)


def name_surnames(narration: str, offset: int, people: Mapping[str, Speaker], lexicon: Lexicon) -> Iterator[Edit]:
    """Yield an edit for each of `people` whom `narration`, which begins at `offset`, calls by the surname alone.

    Only the first time counts, and only where the surname is a noun of its own: not in "Minister Nowak", "the Nowak
    plan" or "Nowak Street".
    """
    for surname in sorted(people.keys() & set(find_words(narration.replace("’s", "").replace("'s", "")))):
        match = re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])", narration)
        if match and _stands_alone(narration, match, lexicon):
            span = Span(match.start() + offset, match.end() + offset)
            yield Edit(span, people[surname].name, "surname", people[surname].proof)


def _leads(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that make a surname behind them part of something: "the Nowak plan", "da Silva"."""
    return union(lexicon.determiners, lexicon.offices, lexicon.honorifics, lexicon.particles)


def _stands_alone(narration: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    before = _BEFORE.search(narration, 0, match.start())
    if before and (before["word"][0].isupper() and before["word"].lower() not in lexicon.openers):
        return False
    if before and before["word"].lower() in _leads(lexicon):
        return False
    following = _NEXT.match(narration, match.end())
    word = following["word"].lower() if following and following["word"] else ""
    verbs = (lexicon.cues, lexicon.auxiliaries, lexicon.verbs, lexicon.adverbs)
    known = union(*verbs, lexicon.prepositions, lexicon.conjunctions, lexicon.relatives)
    return not word or word in known or word.endswith(endings(lexicon.past_endings, lexicon.adverb_endings))
