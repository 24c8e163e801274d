"""What two texts are compared by, beside their 4-grams: figures, words that deny, and the terms of their topic."""

import re
from bisect import bisect_right

from briefing.lexicon import load_lexicon
from briefing.model import Article, Span
from briefing.phrases import any_of
from briefing.text import ends_sentence
from briefing.vectors import terms, words

_WORD = re.compile(r"\d+|[^\W\d_]+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_LONG = 40
"""Characters of a paragraph that is likely to be prose."""
_ENOUGH = 400
"""Characters of prose that tell what an article is on."""


def figures(text: str, language: str) -> tuple[str, ...]:
    """Return the numbers in a text, in digits and in words, in order.

    >>> figures("Two of 31 radars, bought for 1.5 million", "en")
    ('two', '31', '1', '5', 'million')
    """
    numbers = load_lexicon(language).numbers
    return tuple(word for word in _WORD.findall(text.lower()) if word[0].isdigit() or word in numbers)


def denials(text: str, language: str) -> frozenset[str]:
    """Return the words of a text that deny, take back or weaken what it says, as far as the language's lists have them.

    >>> sorted(denials("The ships won't leave: the plan has been put off", "en"))
    ["n't", 'put off']
    """
    return frozenset(list_denials(text, language))


def list_denials(text: str, language: str) -> list[str]:
    """Return these words as often as they stand there."""
    lexicon, straight = load_lexicon(language), text.replace("’", "'")
    listed = any_of(lexicon.negations | lexicon.doubts | lexicon.reversals, r"(?!\w)")
    contracted = any_of(lexicon.contractions, r"(?!\w)")
    found = [match[1].lower() for match in re.finditer(rf"(?<!\w)({listed.pattern})", straight, re.IGNORECASE)]
    return found + [match[0] for match in contracted.finditer(straight)]


def months(text: str, language: str) -> frozenset[str]:
    """Return the names of months in a text, lower case; where they have a capital, "may" is none.

    >>> sorted(months("It may end in June", "en"))
    ['june']
    """
    return frozenset(list_months(text, language))


def list_months(text: str, language: str) -> list[str]:
    """Return these names as often as they stand there."""
    lexicon = load_lexicon(language)
    listed = frozenset(form for forms in lexicon.months for form in forms.split("|"))
    has_capital = bool({"capital nouns", "months first"} & lexicon.traits)
    found = ((word, word.lower()) for word in words(text))
    return [name for word, name in found if name in listed and (word[0].isupper() or not has_capital)]


def names(text: str, language: str) -> frozenset[str]:
    """Return the words of a text that may be names, lower case, without their genitive and without days and months.

    >>> sorted(names("On Monday Norway's boats left Varna", "en"))
    ['norway', 'varna']
    """
    lexicon = load_lexicon(language)
    small = lexicon.calendar | lexicon.function_words | lexicon.openers
    found = (re.split("['’]", word)[0] for word in words(text) if word[0].isupper())
    return frozenset(word.lower() for word in found if word) - small


def opening(article: Article, span: Span) -> str:
    """Return the sentence that a stretch of an article begins with, as far as it reaches."""
    place = bisect_right(article.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    return article.text[span.start : min(article.sentences[place].span.end, span.end)]


def topic_terms(title: str, text: str, language: str) -> tuple[str, ...]:
    """Return the terms of an article by which it is grouped with others on the same event."""
    return terms(f"{title}\n{_prose(text)}", load_lexicon(language).function_words)


def _prose(text: str) -> str:
    """Return the paragraphs of a text that are long and end as a sentence does; all of it where these are few.

    Menus, captions and lists of headlines are short or do not: length alone tells most of what stands around the text
    of a page (Kohlschütter, Fankhauser and Nejdl 2010, "Boilerplate detection using shallow text features").
    """
    paragraphs = _BLANK_LINE.split(text)
    prose = [one for one in paragraphs if len(one) >= _LONG and ends_sentence(one)]
    return "\n".join(prose) if sum(map(len, prose)) >= _ENOUGH else text
