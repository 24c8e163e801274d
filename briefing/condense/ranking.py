"""Ranking statements with a summarizer of sumy's kind: the table of methods, and the way into sumy and back.

sumy is fed our own sentences, since its tokenizer needs a download and loses offsets. It is imported when a method is
first used. It compares sentences by text, so the statements must differ in text; the caller sees to that.
"""

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

from briefing.lexicon import load_lexicon
from briefing.vectors import words


@dataclass(frozen=True, slots=True)
class Method:
    """How to get a summarizer and what it can bear."""

    path: str
    """`module:Class` of a sumy `AbstractSummarizer`."""
    limit: int | None = 400
    """Statements from the top of an article that it ranks; the rest follow in order. Most methods are quadratic, and
    have one."""
    own_stemmer: bool = False
    """Keeps the stemmer of its own default instead of sumy's for the language."""
    numbered: bool = False
    """Gets its stems as numbers: it adds up over sets, whose order for strings changes with PYTHONHASHSEED."""


SUMMARIZERS: Mapping[str, Method] = MappingProxyType(
    {
        "news": Method("briefing.condense.news:NewsSummarizer", limit=None, own_stemmer=True),
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


def _rate(statements: Sequence[str], title: str, language: str, method: Method) -> list[float]:
    """Return the raw ratings.

    Every summarizer of sumy's selects through a count, which may be any callable on its (sentence, order, rating)
    triples, best first: one that keeps them all hears each rating with the position it belongs to.
    """
    heard: dict[int, float] = {}

    def keep_all(rated: Sequence[Any]) -> Sequence[Any]:
        heard.update((entry.order, float(entry.rating)) for entry in rated)
        return rated

    summarizer = _summarizer(method, language)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        summarizer(_document(statements, title), keep_all)
    if not all(map(math.isfinite, heard.values())):
        heard.clear()
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


def _summarizer(method: Method, language: str) -> Any:
    module, _, name = method.path.partition(":")
    make = getattr(import_module(module), name)
    summarizer = make() if method.own_stemmer else make(_stemmer(language, method.numbered))
    summarizer.stop_words = _stop_words(language)
    return summarizer


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
    from sumy.utils import expand_resource_path, read_stop_words

    try:
        listed: frozenset[str] = read_stop_words(expand_resource_path(f"stopwords/{_SUMY_NAMES.get(language)}.txt"))
    except FileNotFoundError:
        listed = load_lexicon(language).function_words
    return listed
