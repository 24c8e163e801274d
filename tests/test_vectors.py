"""Terms, TF-IDF and cosine."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from briefing.vectors import (
    Vectors,
    count_terms,
    frequency,
    row,
    spread,
    stem,
    terms,
    tfidf,
    times,
    times_later,
    total,
    words,
)

TEXTS = st.lists(st.lists(st.sampled_from(("sea", "mine", "patrol", "port", "drone")), max_size=6), max_size=6)


def test_inflections_share_a_stem_and_short_words_are_left_alone() -> None:
    """Plural and tenses meet; nothing is cut down to fewer than four letters."""
    assert [stem(word) for word in ("seas", "mines", "mined")] == ["seas", "mine", "mined"]
    assert {stem(word) for word in ("patrol", "patrols")} == {"patrol"}
    assert {stem(word) for word in ("minister", "ministers", "minister's")} == {"minister"}


def test_terms_keep_weapons_numbers_and_other_scripts() -> None:
    """Nothing that carries weight is lost: sumy's own tokenizer drops F-16 and 2025."""
    assert terms("The F-16 of 2025 in Київ", {"the", "of", "in"}) == ("f-16", "2025", "київ")


def test_words_hold_together_across_marks_inside_them() -> None:
    """Hyphens, apostrophes and inner dots belong to the word, marks around it do not."""
    assert words("“Dachev’s” U.S.-led mine-hunting (3.5 km)") == ("Dachev’s", "U.S", "led", "mine-hunting", "3.5", "km")


def dense(vectors: Vectors) -> NDArray[np.float64]:
    """Return vectors with their zeros."""
    return np.array([row(vectors, number) for number in range(vectors.shape[0])]).reshape(vectors.shape)


def test_a_term_is_counted_in_each_text() -> None:
    """A row per text, a column per term in order of appearance."""
    assert dense(count_terms([("sea", "mine", "sea"), (), ("mine",)])).tolist() == [[2, 1], [0, 0], [0, 1]]


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    """What one text alone says tells it apart."""
    weights = row(tfidf(count_terms([("sea", "mine"), ("sea", "port"), ("sea",)])), 0)
    assert weights[1] > weights[0] > 0


def test_a_term_weighs_more_the_more_often_it_stands_and_ever_less_so() -> None:
    """Once counts as one, e times as two."""
    assert np.allclose(frequency(np.array([1, np.e, np.e**2])), [1, 2, 3])


def test_nothing_can_be_weighed() -> None:
    """No texts and texts without terms have vectors too."""
    assert tfidf(count_terms([])).shape == (0, 0)
    assert dense(tfidf(count_terms([(), ()]))).shape == (2, 0)


@given(TEXTS)
def test_a_text_is_like_itself_and_no_more_than_like_any(texts: list[list[str]]) -> None:
    """Cosines lie in 0..1, are 1 on the diagonal for a text with terms and the same both ways."""
    vectors = tfidf(count_terms(texts))
    likeness = np.array([times(vectors, one) for one in dense(vectors)]).reshape(len(texts), len(texts))
    assert np.allclose(likeness, likeness.T)
    assert np.all((likeness > -1e-9) & (likeness < 1 + 1e-9))
    assert np.allclose(np.diag(likeness), [float(bool(text)) for text in texts])


@given(TEXTS)
def test_sums_are_those_of_whole_rows(texts: list[list[str]]) -> None:
    """What is reckoned from the entries alone is what rows with all their zeros give."""
    counts = count_terms(texts)
    rows = dense(counts)
    later = [one @ rows[number + 1 :].sum(axis=0) for number, one in enumerate(rows)]
    assert np.allclose(times_later(counts), later)
    assert np.allclose(total(counts), rows.sum(axis=0))
    assert np.array_equal(spread(counts), (rows > 0).sum(axis=0))
