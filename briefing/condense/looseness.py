"""How much of a statement only what was said before it explains: "the extension", "this step", "another attack".

Counted, not forbidden: many such phrases are understood, and of two statements the one with fewer is understood
better. A definite phrase is one of them where its noun has stood before in the article, not before in the statement,
and nothing behind it says which is meant (Prince 1981, "Toward a taxonomy of given-new information"; Vieira and Poesio
2000, "An empirically based system for processing definite descriptions": same head, so direct anaphora).
"""

import re
from collections.abc import Sequence

from briefing.condense.backreferences import noun_phrase, pointed_at
from briefing.lexicon import Lexicon
from briefing.model import Article
from briefing.vectors import stem

_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_EARLY = 6
"""Tokens in which little can have been told yet."""


class Looseness:
    """Counts the phrases that point back, in the statements of one article from its beginning on."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article, self._lexicon = article, lexicon
        self._told: set[str] = set()
        self._end = 0

    def count(self, start: int, narration: str) -> int:
        """Return how many phrases of a statement, with its quotations blanked, point back behind its `start`.

        Statements come in the order of the article. Of a language without lists nothing is known, and the count is 0.
        """
        if not self._lexicon.pointers:
            return 0
        self._told.update(stem(word.lower()) for word in _TOKEN.findall(self._article.text, self._end, start))
        self._end = start
        tokens, own = _TOKEN.findall(narration), set[str]()
        count = 0
        for place, token in enumerate(tokens):
            word = token.lower()
            count += word in self._lexicon.repeaters or self._points_back(tokens, place, own)
            own.add(stem(word))
        return count

    def _points_back(self, tokens: Sequence[str], place: int, own: set[str]) -> bool:
        """Whether a word and those behind it are a phrase whose noun was told before the statement, and not in it.

        "This" without a noun, near the beginning, points there too.
        """
        lexicon, word, following = self._lexicon, tokens[place].lower(), tokens[place + 1 :]
        points = word in lexicon.pointers or bool(pointed_at(tokens, place, lexicon))
        if not points and word not in lexicon.determiners:
            return False
        phrase = noun_phrase(following, lexicon)
        after = "".join(following[len(phrase) : len(phrase) + 1])
        if not phrase:
            return word in lexicon.pointers and place < _EARLY and after.lower() not in lexicon.relatives
        if any(not one[0].islower() or one in lexicon.uniques for one in phrase):
            return False
        noun = phrase[-1]
        if noun in lexicon.time_nouns or stem(noun) in own:
            return False
        if points:
            return after not in lexicon.relatives
        tells = after.lower() in lexicon.prepositions | lexicon.relatives or after[:1].isupper() or after[:1].isdigit()
        return not tells and noun not in lexicon.known_things and stem(noun) in self._told
