"""Which words in quotation marks are said by somebody, and which are a name: a title, a nickname, a ship.

Length does not decide: a fifth of what people are quoted with has three words or fewer. A name is written like one and
stands in its sentence like one.
"""

import re

from briefing.extract.marked import Marked
from briefing.extract.quotations import Quotation
from briefing.extract.sentences import may_begin
from briefing.lexicon import Lexicon, union
from briefing.model import Span

_WORD = re.compile(r"[^\W_][\w’'-]*")
_NEAR = 60
"""Characters before a quotation that can show what it is."""
_SENTENCE = 200
"""Characters before a quotation that can hold what leads it in."""
_STOP = re.compile(r"[.!?]\s|\n")
_GENITIVES = ("'s", "’s", "s'", "s’")
_WORK = 3
"""Words before a title among which the word for the work stands: "the film by Nowak"."""
_NICKNAME = 2
"""Words of a nickname."""
_LONGEST_HEADLINE = 200
"""Characters."""
_HEADLINE = 0.7
"""The share of capitalised words from which a paragraph is a headline, where everything is written like a name."""


def is_speech(text: str, quotation: Quotation, paragraph: Span, lexicon: Lexicon) -> bool:
    """Whether the words between the marks can be somebody's: there are some, and they are no name."""
    words = _WORD.findall(text, quotation.span.start, quotation.span.end)
    if not words:
        return False
    if "names in marks" in lexicon.traits:
        return Marked(text, quotation.span, paragraph, lexicon).is_speech()
    return not (_is_nickname(text, quotation.span, words) or _is_title(text, quotation.span, words, paragraph, lexicon))


def _is_nickname(text: str, span: Span, words: list[str]) -> bool:
    """`Jan "Shorty" Malinowski`: between two words of a name, with nothing but spaces around."""
    before = _WORD.findall(text[max(0, span.start - _NEAR) : span.start])[-1:]
    behind = _WORD.match(text, span.end + 1)
    spaced = text[span.start - 1 : span.start] == " " == text[span.end : span.end + 1]
    capital = bool(before) and behind is not None and before[0][0].isupper() and behind[0][0].isupper()
    return spaced and capital and len(words) <= _NICKNAME and text[span.start - 2].isalpha() and words[0][0].isupper()


def _is_title(text: str, span: Span, words: list[str], paragraph: Span, lexicon: Lexicon) -> bool:
    """`the film "Winter Harbour"`: written as a title, in the run of a sentence that leads in a name or nothing.

    A name follows a preposition, a genitive ("Nowak's") or the word for a work. What is called "as", or what stands
    behind reporting words, can be somebody's.
    """
    lead = text[max(paragraph.start, span.start - _SENTENCE) : span.start].rstrip()
    before = [word.lower() for word in _WORD.findall(re.split(_STOP, lead)[-1])]
    if lead.endswith(",") and _is_title_case(words, lexicon) and before[-1:] and before[-1] in lexicon.works:
        return True
    if not lead or not lead[-1].isalnum():
        return False
    if before and before[-1] in lexicon.distances:
        return True
    if not _is_title_case(words, lexicon) or _is_headline(text, span, paragraph, lexicon):
        return False
    if not before:
        return True
    last = before[-1]
    if last in lexicon.prepositions or last.endswith(_GENITIVES) or not lexicon.works.isdisjoint(before[-_WORK:]):
        return True
    reports = any(word in lexicon.cues or word in lexicon.participles for word in before)
    counts = union(lexicon.passives, lexicon.comparisons, lexicon.possessives)
    return len(words) > 1 and not reports and last not in counts


def _is_title_case(words: list[str], lexicon: Lexicon) -> bool:
    """Whether all but the small words begin like names."""
    small = union(lexicon.function_words, lexicon.prepositions, lexicon.conjunctions, lexicon.indefinites)
    telling = [word for word in words if word.lower() not in small]
    return bool(telling) and all(may_begin(word[0]) for word in telling)


def _is_headline(text: str, span: Span, paragraph: Span, lexicon: Lexicon) -> bool:
    if paragraph.end - paragraph.start > _LONGEST_HEADLINE:
        return False
    words = _WORD.findall(text, paragraph.start, span.start) + _WORD.findall(text, span.end, paragraph.end)
    telling = [word for word in words if word.lower() not in lexicon.function_words]
    return sum(may_begin(word[0]) for word in telling) > _HEADLINE * len(telling)
