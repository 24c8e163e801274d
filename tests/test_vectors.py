"""Terms, TF-IDF and cosine."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.vectors import cosine, count_terms, stem, terms, tfidf, words

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


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    """What one text alone says tells it apart."""
    row = tfidf(count_terms([("sea", "mine"), ("sea", "port"), ("sea",)]))[0]
    assert row[1] > row[0] > 0


def test_nothing_can_be_weighed() -> None:
    """No texts and texts without terms are matrices too."""
    assert tfidf(count_terms([])).shape == (0, 0)
    assert tfidf(count_terms([(), ()])).shape == (2, 0)


@given(TEXTS)
def test_a_text_is_like_itself_and_no_more_than_like_any(texts: list[list[str]]) -> None:
    """Cosines lie in 0..1, are 1 on the diagonal for a text with terms and the same both ways."""
    vectors = tfidf(count_terms(texts))
    likeness = cosine(vectors, vectors)
    assert np.allclose(likeness, likeness.T)
    assert np.all((likeness > -1e-9) & (likeness < 1 + 1e-9))
    assert np.allclose(np.diag(likeness), [float(bool(text)) for text in texts])
