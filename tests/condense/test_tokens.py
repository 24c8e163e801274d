"""The words and marks of a text, and what is kept of them."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.condense.tokens import find_words, first_tokens, tokenize
from briefing.vectors import words

TEXTS = st.text(alphabet="ab1_ .,-'’“”\nЖй", max_size=30)


@given(TEXTS, st.integers(0, 5))
def test_the_first_tokens_are_those_that_all_begin_with(text: str, count: int) -> None:
    """However many are asked for."""
    assert first_tokens(text, count) == list(tokenize(text)[:count])


@given(TEXTS)
def test_words_that_are_kept_are_those_that_were_found(text: str) -> None:
    """Asked once or twice."""
    assert find_words(text) == find_words(text) == words(text)
