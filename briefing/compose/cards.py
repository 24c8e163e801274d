"""Cards: what of an article is compared with all others, made once and kept with its analysis."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from briefing.compose.grams import fingerprints, in_a_row, number
from briefing.compose.held import Held, Readable
from briefing.compose.sameness import list_denials, list_months, topic_terms
from briefing.model import Analysis, Article, Card, Span

_FIGURE = re.compile(r"\d+")
_DATELINE = re.compile(r"[^\n]{0,60}?\s[-–—]{1,2}\s")
"""In front of the first dash a copy may have a day of its own."""
_AGENCY = re.compile(r"[^()\n]{0,60}\((?P<name>[^()\n]{2,40})\) ?[-–—]")
"""What opens the text of an agency's report: "CONSTANTA, March 4 (Northern Newswire) - "."""


def describe(article: Article) -> Card:
    """Return the card of an article."""
    agency = _AGENCY.match(article.text)
    lines = [*_lines(article.text)]
    blank = Card(
        id=article.id,
        source=article.source,
        problems=article.problems,
        words=len(article.text.split()),
        dateline=agency["name"] if agency else "",
        terms=terms_of(article, article.text),
        lines=np.array([line for _, _, line in lines], np.uint64).tobytes(),
        places=np.array([place for *place, _ in lines], np.uint32).tobytes(),
    )
    return _compared(blank, article.text)


def card_of(article: Readable) -> Card:
    """Return the card of an article, or of one that is held."""
    return article.card if isinstance(article, Held) else describe(article)


def without(card: Card, article: Readable, lines: Sequence[Span]) -> Card:
    """Return a card as it would be without some lines of its text, as far as words are compared."""
    return _compared(card, own_text(article, lines)) if lines else card


def terms_of(article: Readable, text: str) -> bytes:
    """Return the terms of a text under its article's title as numbers."""
    found = topic_terms(article.source.title, text, article.source.language)
    return np.fromiter(map(number, found), np.uint64, len(found)).tobytes()


def own_text(article: Readable, lines: Sequence[Span]) -> str:
    """Return an article's text without some of its lines."""
    text = article.text
    for span in reversed(lines):
        text = text[: span.start] + text[span.end :]
    return text


def _compared(card: Card, text: str) -> Card:
    """Return a card with what a text has to be compared with others by."""
    grams = in_a_row(text)
    return replace(
        card,
        digest=blake2b(text.encode(), digest_size=16).digest(),
        told=_told(text, card.source.language),
        figures=tuple(sorted({*_FIGURE.findall(text)})),
        grams=np.unique(grams).tobytes(),
        prints=fingerprints(grams).tobytes(),
    )


def _told(text: str, language: str) -> tuple[str, ...]:
    """Return what a copy has no more of than its original, but for a dateline: figures, months, words that deny."""
    dateline = _DATELINE.match(text)
    body = text[dateline.end() :] if dateline else text
    return (*_FIGURE.findall(body), *list_months(body, language), *list_denials(body, language))


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield first and last place of each line that is not empty, and its words as a number."""
    start = 0
    for line in text.split("\n"):
        words = " ".join(line.casefold().split())
        if words:
            yield start, start + len(line), int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "little")
        start += len(line) + 1


def hold(analyses: Sequence[Analysis]) -> Iterator[Held]:
    """Yield the articles of some analyses."""
    for analysis in analyses:
        digests, texts = analysis.digests, analysis.texts
        cards = analysis.cards or tuple(describe(one.article) for one in digests)
        for place, card in enumerate(cards):
            yield Held(card.id, card.source, card.words, card.problems, cards, digests, texts, place)
