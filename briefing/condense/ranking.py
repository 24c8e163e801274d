"""Ranking statements: the table of methods, ours and sumy's, and the way into sumy and back.

sumy is fed our own sentences, since its tokenizer needs a download and loses offsets. It is imported when a method of
its kind is first used, for half of its cost is in packages that fetch what we never fetch. It compares sentences by
text, so the statements must differ in text; the caller sees to that.
"""

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from briefing.lexicon import load_lexicon
from briefing.vectors import words

Rate = Callable[[Sequence[str], str, frozenset[str]], Sequence[float]]
"""Takes statements, the title above them and stop words; gives a rating for each statement, higher is better."""


@dataclass(frozen=True, slots=True)
class Method:
    """How to get a summarizer and what it can bear."""

    path: str
    """`module:Class` of a sumy `AbstractSummarizer`, or `module:function` of a `Rate`."""
    limit: int | None = 400
    """Statements from the top of an article that it ranks; the rest follow in order. Most methods are quadratic, and
    have one."""
    is_function: bool = False
    numbered: bool = False
    """Gets its stems as numbers: it adds up over sets, whose order for strings changes with PYTHONHASHSEED."""


SUMMARIZERS: Mapping[str, Method] = MappingProxyType(
    {
        "news": Method("briefing.condense.news:rate", limit=None, is_function=True),
        "lexrank": Method("sumy.summarizers.lex_rank:LexRankSummarizer", numbered=True),
        "textrank": Method("sumy.summarizers.text_rank:TextRankSummarizer"),
        "luhn": Method("sumy.summarizers.luhn:LuhnSummarizer"),
        "sumbasic": Method("sumy.summarizers.sum_basic:SumBasicSummarizer"),
        "kl": Method("sumy.summarizers.kl:KLSummarizer", limit=100),
        "lsa": Method("sumy.summarizers.lsa:LsaSummarizer", numbered=True),
        "reduction": Method("sumy.summarizers.reduction:ReductionSummarizer"),
    }
)
"""The summarizers by name; KL takes a minute for 400 sentences, so it gets 100."""

_SUMY_NAMES = MappingProxyType(
    {
        "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
        "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "sv": "swedish",
        "uk": "ukrainian",
    }
)  # fmt: skip

_DECIMALS = 6
"""Kept of a score: the same on every machine, and finer than any difference that means something."""


def rank(statements: Sequence[str], title: str, language: str, method: Method) -> tuple[float, ...]:
    """Return a score from 1 (best) to 0 for each of `statements`, texts that all differ, in article order.

    Statements past the method's limit score 0, and so do all that a method cannot tell apart: equal scores leave the
    order to the article.
    """
    ratings = _rate(statements[: method.limit], title, language, method)
    low, high = min(ratings, default=0.0), max(ratings, default=0.0)
    spread = high - low
    scaled = tuple(round((rating - low) / spread, _DECIMALS) if spread else 0.0 for rating in ratings)
    return scaled + (0.0,) * (len(statements) - len(scaled))


def _rate(statements: Sequence[str], title: str, language: str, method: Method) -> Sequence[float]:
    """Return the raw ratings; where one is no number, all of them are alike."""
    rate = _found(method) if method.is_function else partial(_rate_by_sumy, method, language)
    ratings: Sequence[float] = rate(statements, title, _stop_words(language))
    return ratings if all(map(math.isfinite, ratings)) else [0.0] * len(statements)


def _found(method: Method) -> Any:
    module, _, name = method.path.partition(":")
    return getattr(import_module(module), name)


def _rate_by_sumy(
    method: Method, language: str, statements: Sequence[str], title: str, stop_words: frozenset[str]
) -> Sequence[float]:
    """Return the ratings of a summarizer of sumy's.

    Every one of sumy's selects through a count, which may be any callable on its (sentence, order, rating)
    triples, best first: one that keeps them all hears each rating with the position it belongs to.
    """
    heard: dict[int, float] = {}

    def keep_all(rated: Sequence[Any]) -> Sequence[Any]:
        heard.update((entry.order, float(entry.rating)) for entry in rated)
        return rated

    summarizer = _found(method)(_stemmer(language, method.numbered))
    summarizer.stop_words = stop_words
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        summarizer(_document(statements, title), keep_all)
    return [heard.get(position, 0.0) for position in range(len(statements))]


class _Tokenizer:
    """What a sumy sentence asks for its words; lower case, since KL looks up stop words before lowering them."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return words(text.lower())


def _document(statements: Sequence[str], title: str) -> Any:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    heading = [Sentence(title, _Tokenizer, is_heading=True)] if title else []
    return ObjectDocumentModel([Paragraph([*heading, *(Sentence(text, _Tokenizer) for text in statements)])])


def _stemmer(language: str, numbered: bool) -> Callable[[str], Any]:
    from sumy.nlp.stemmers import Stemmer, null_stemmer

    try:
        stem: Callable[[str], str] = Stemmer(_SUMY_NAMES.get(language, ""))
    except LookupError:
        stem = null_stemmer
    if not numbered:
        return cache(stem)
    numbers: dict[str, int] = {}
    return cache(lambda word: numbers.setdefault(stem(word), len(numbers)))


@cache
def _stop_words(language: str) -> frozenset[str]:
    """sumy's list; read by file name, since asking for a language by name costs it a table of all languages."""
    file = files("sumy").joinpath("data", "stopwords", f"{_SUMY_NAMES.get(language)}.txt")
    try:
        return frozenset(word for line in file.read_text("utf-8").splitlines() if (word := line.rstrip()))
    except FileNotFoundError:
        return load_lexicon(language).function_words
