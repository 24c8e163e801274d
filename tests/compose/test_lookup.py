"""Looking words up: nothing that stands in a text is missed."""

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.lookup import SUBSCRIPT, find, fold, fold_text, letters, make_table, runs

CASED = "".join(
    char
    for char in map(chr, range(sys.maxunicode + 1))
    if char != SUBSCRIPT and (char.lower(), char.upper()) != (char,) * 2
)
TEXTS = st.text(st.sampled_from("aAbİıſKΣςß٣²_-’ .,\n2\u0345\U0001f600—»字"), max_size=12)


def test_letters_that_differ_in_case_alone_are_folded_alike() -> None:
    """As patterns that ignore case take them, in all of Unicode but for one mark."""
    for char in CASED:
        alike = re.findall(re.escape(char), CASED, re.IGNORECASE)
        assert {*map(fold, alike)} == {fold(char)}, alike


def test_every_place_stays_where_it_is() -> None:
    """One letter is folded into one, and what belongs to words still does."""
    for char in CASED:
        assert len(fold(char)) == 1
        assert bool(re.match(r"\w", char)) == bool(re.match(r"\w", fold(char)))


@given(TEXTS)
def test_runs_are_those_of_a_pattern(text: str) -> None:
    """With figures and without, whatever the marks between them."""
    assert runs(text) == set(re.findall(r"\w+", text))
    assert letters(text) == set(re.findall(r"[^\W\d_]+", text))


@given(st.lists(TEXTS, max_size=4), TEXTS)
def test_no_word_is_missed(words: list[str], text: str) -> None:
    """Of those that begin with a letter and stand apart, in any case."""
    found = {(hit.word, hit.start) for hit in find(make_table(words), fold_text(text))}
    for word in filter(lambda word: re.match(r"[^\W\d_]", word), words):
        for match in re.finditer(rf"(?<![^\W\d_]){re.escape(fold(word))}(?![^\W\d_])", fold(text)):
            assert (fold(word), match.start()) in found
