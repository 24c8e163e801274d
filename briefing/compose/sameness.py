"""What two texts are compared by, beside their 4-grams: figures, words that deny, and the terms of their topic."""

import re
from bisect import bisect_right

from briefing.lexicon import load_lexicon, month_numbers
from briefing.model import Article, Span
from briefing.vectors import terms, words

_WORD = re.compile(r"\d+|[^\W\d_]+")


def figures(text: str, language: str) -> tuple[str, ...]:
    """Return the numbers in a text, in digits and in words, in order.

    >>> figures("Two of 31 radars, bought for 1.5 million", "en")
    ('two', '31', '1', '5', 'million')
    """
    numbers = load_lexicon(language).numbers
    return tuple(word for word in _WORD.findall(text.lower()) if word[0].isdigit() or word in numbers)


def denials(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text that deny what it says, as far as the language's list has them.

    >>> denials("The ships will not leave", "en")
    ('not',)
    """
    listed = load_lexicon(language).negations
    return tuple(word for word in words(text.lower()) if word in listed)


def months(text: str) -> frozenset[str]:
    """Return the names of months in a text, lower case.

    >>> months("from 1 June on")
    frozenset({'june'})
    """
    return frozenset(word for word in words(text.lower()) if word in month_numbers())


def opening(article: Article, span: Span) -> str:
    """Return the sentence that a stretch of an article begins with, as far as it reaches."""
    place = bisect_right(article.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    return article.text[span.start : min(article.sentences[place].span.end, span.end)]


def topic_terms(title: str, text: str, language: str) -> tuple[str, ...]:
    """Return the terms of an article by which it is grouped with others on the same event."""
    return terms(f"{title}\n{text}", load_lexicon(language).function_words)
