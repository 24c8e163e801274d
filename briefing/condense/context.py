"""What makes a statement stand alone: sentences that belong together are joined, pronouns, titles and surnames named,
times dated, empty connectives dropped. Every change of ours is an Edit; the passage itself is always the source's own
stretch of text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.condense.asides import find_set_ups
from briefing.condense.dating import date_times
from briefing.condense.looseness import Looseness
from briefing.condense.naming import name_reference, name_surnames
from briefing.condense.standing import Opening, Standing
from briefing.lexicon import load_lexicon
from briefing.model import Article, Edit, Excerpt, Sentence, Span
from briefing.vectors import words

_LONGEST_PAIR = 75
"""Words in two joined sentences; more is no point but a paragraph."""

_LEADING = 600
"""Characters before a statement, some three paragraphs, in which a year is told that its months may belong to."""
_SET_UP = 2
"""Phrases that a sentence counts for which leads in another: as many as cost a point most."""
_OMISSION = "…"
_MARKED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")
"""Titles and words in marks that nobody is quoted with: a Sunday in there is part of a name."""
_NAME = "X"
_WORD_HERE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article that is weighed as one."""

    span: Span
    excerpt: Excerpt | None
    """How it is printed; None where it says what the article is about and is no point of its own."""
    loose: int = 0
    """Phrases in it that mean something said before it."""


def find_pieces(article: Article) -> tuple[Piece, ...]:
    """Return the pieces of `article` in order; a sentence is in one of them.

    A sentence that leans on the one before it is joined with it when both are statements and no longer than 75 words
    together; a chain is not followed further. What still leans is no point.
    """
    lexicon = load_lexicon(article.source.language)
    standing, looseness = Standing(article, lexicon), Looseness(article, lexicon)
    sentences = article.sentences
    openings = [standing.opening(sentence) for sentence in sentences]
    set_ups = find_set_ups(article, lexicon)
    pieces: list[Piece] = []
    position = 0
    while position < len(sentences):
        length = 1 + _is_pair(standing, sentences[position : position + 2], openings[position : position + 2])
        piece = _piece(standing, sentences[position : position + length], openings[position])
        loose = looseness.count(piece.span.start, _named(standing, piece)) if piece.excerpt else 0
        loose += _SET_UP * (sentences[position + length - 1].span in set_ups)
        pieces.append(replace(piece, loose=loose) if loose else piece)
        position += length
    return tuple(pieces)


def _named(standing: Standing, piece: Piece) -> str:
    """Return the narration of a piece with a name wherever an edit tells what is meant."""
    narration, start = standing.narration(piece.span), piece.span.start
    for edit in reversed(piece.excerpt.edits if piece.excerpt else ()):
        narration = f"{narration[: edit.span.start - start]} {_NAME} {narration[edit.span.end - start :]}"
    return narration


def _is_pair(standing: Standing, sentences: Sequence[Sentence], openings: Sequence[Opening]) -> bool:
    if len(sentences) < 2 or openings[0].leans or not (openings[1].leans or openings[1].points_back):
        return False
    (first, second), text = sentences, standing.article.text
    if first.paragraph != second.paragraph and not standing.points_at(second):
        return False
    return (
        not text[first.span.end : second.span.start].strip()
        and standing.is_statement(first)
        and standing.is_statement(second, shortest=1)
        and len(words(text[first.span.start : second.span.end])) <= _LONGEST_PAIR
    )


def _piece(standing: Standing, sentences: Sequence[Sentence], opening: Opening) -> Piece:
    article, first = standing.article, sentences[0]
    span = Span(first.span.start, sentences[-1].span.end)
    if opening.leans or not standing.is_statement(first):
        return Piece(span, None)
    quotes = standing.quotes.overlapping(span)
    marks = tuple(mark for quote in quotes for mark in quote.marks)
    return Piece(span, Excerpt(article.passage(span), _edits(standing, span, first, opening), marks))


def _edits(standing: Standing, span: Span, first: Sentence, opening: Opening) -> tuple[Edit, ...]:
    """Return our changes in order. In a second sentence a pronoun stays, since the first one tells whom it means."""
    article, lexicon = standing.article, standing.lexicon
    references = standing.references.overlapping(first.span)
    named = [name_reference(article, reference, first.span.start, lexicon) for reference in references]
    edits = [edit for edit in named if edit]
    told = {edit.replacement for edit in edits}
    narration, source = standing.narration(span), article.source
    surnames = name_surnames(narration, span.start, standing.people, lexicon)
    edits += [edit for edit in surnames if edit.replacement not in told]
    unmarked = _MARKED.sub(lambda match: " " * len(match[0]), narration)
    before = article.text[max(span.start - _LEADING, 0) : span.start]
    edits += date_times(unmarked, span.start, source.certain_day, source.language, before)
    edits.sort(key=lambda edit: edit.span)
    if opening.connective is not None:
        edits = _drop_connective(article, opening.connective, opening.start, edits)
    return tuple(edits)


def _drop_connective(article: Article, connective: Span, start: int, edits: list[Edit]) -> list[Edit]:
    """Return `edits` with one that drops `connective`; what follows at `start` becomes the beginning.

    "However, he" is one edit to the name, "In addition, the" one to "The"; a capital stays the source's, after "…".
    """
    if edits and edits[0].span.start == start < edits[0].span.end:
        return [replace(edits[0], span=Span(connective.start, edits[0].span.end)), *edits[1:]]
    word = _WORD_HERE.match(article.text, start)
    if word is None or not word.group().islower():
        return [Edit(connective, _OMISSION, "connective"), *edits]
    begun = word.group()[0].upper() + word.group()[1:]
    return [Edit(Span(connective.start, word.end()), begun, "connective"), *edits]
