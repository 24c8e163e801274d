"""How much of a statement only what was said before it explains: "the extension", "this step", "another attack".

Counted, not forbidden: many such phrases are understood, and of two statements the one with fewer is understood
better. A definite phrase is one of them where its noun has stood before in the article, not before in the statement,
and nothing behind it says which is meant (Prince 1981, "Toward a taxonomy of given-new information"; Vieira and Poesio
2000, "An empirically based system for processing definite descriptions": same head, so direct anaphora).
"""

from collections.abc import Mapping, Sequence

from briefing.condense.backreferences import LONGEST_PHRASE, noun_phrase, pointed_at
from briefing.condense.tokens import tokenize
from briefing.lexicon import Lexicon, union
from briefing.model import Article
from briefing.vectors import stem

_EARLY = 6
"""Tokens in which little can have been told yet."""


class Looseness:
    """Counts the phrases that point back, in the statements of one article from its beginning on."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article, self._lexicon = article, lexicon
        self._leads = union(lexicon.pointers, lexicon.pointing_words, lexicon.determiners)
        self._told: set[str] = set()
        self._end = 0

    def count(self, start: int, narration: str) -> int:
        """Return how many phrases of a statement, with its quotations blanked, point back behind its `start`.

        Statements come in the order of the article. Of a language without lists nothing is known, and the count is 0.
        """
        if not self._lexicon.pointers:
            return 0
        self._told.update(_stems(tokenize(self._article.text[self._end : start])))
        self._end = start
        tokens = tokenize(narration)
        places = dict(zip(reversed(_stems(tokens)), reversed(range(len(tokens))), strict=True))
        count = 0
        for place, word in enumerate(map(str.lower, tokens)):
            leads = word in self._leads and self._points_back(tokens, place, places)
            count += leads or word in self._lexicon.repeaters
        return count

    def _points_back(self, tokens: Sequence[str], place: int, places: Mapping[str, int]) -> bool:
        """Whether a word and those behind it are a phrase whose noun was told before the statement, and not in it.

        "This" without a noun, near the beginning, points there too. `places` tells where each stem stands first.
        """
        lexicon, word = self._lexicon, tokens[place].lower()
        points = word in lexicon.pointers or bool(pointed_at(tokens, place, lexicon))
        if not points and word not in lexicon.determiners:
            return False
        following = tokens[place + 1 : place + 2 + LONGEST_PHRASE]
        phrase = noun_phrase(following, lexicon)
        after = "".join(following[len(phrase) : len(phrase) + 1])
        if not phrase:
            return word in lexicon.pointers and place < _EARLY and after.lower() not in lexicon.relatives
        if any(not one[0].islower() or one in lexicon.uniques for one in phrase):
            return False
        noun = phrase[-1]
        if noun in lexicon.time_nouns or places.get(stem(noun), place) < place:
            return False
        if points:
            return after not in lexicon.relatives
        linked = after.lower() in union(lexicon.prepositions, lexicon.relatives)
        tells = linked or after[:1].isupper() or after[:1].isdigit()
        return not tells and noun not in lexicon.known_things and stem(noun) in self._told


def _stems(tokens: Sequence[str]) -> list[str]:
    return list(map(stem, map(str.lower, tokens)))
