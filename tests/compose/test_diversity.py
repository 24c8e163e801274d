"""The order in which an article's points say something new."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.diversity import diversify

PIER = "The pier of Gdynia is closed for repairs until the spring."
PIER_AGAIN = "Until the spring the pier of Gdynia is closed for its repairs."
HOTELS = "Hotels in Karlskrona ask the city for help with the rent."
TEXTS = st.lists(st.tuples(st.sampled_from((PIER, PIER_AGAIN, HOTELS, "", "The of a")), st.floats(0, 1)), max_size=6)


def test_what_is_new_comes_before_what_is_said_again() -> None:
    """A statement that repeats a better one waits for one that does not."""
    assert diversify((PIER, PIER_AGAIN, HOTELS), (1.0, 0.9, 0.7), "en") == (0, 2, 1)


def test_a_much_better_statement_comes_first_all_the_same() -> None:
    """Likeness weighs against the score, it does not exclude."""
    assert diversify((PIER, PIER_AGAIN, HOTELS), (1.0, 0.9, 0.0), "en") == (0, 1, 2)


def test_behind_the_most_wanted_the_scores_decide() -> None:
    """Only as many as anybody prints are weighed against each other."""
    assert diversify((PIER, PIER_AGAIN, HOTELS), (1.0, 0.9, 0.7), "en", most=1) == (0, 1, 2)


def test_ties_go_to_the_first() -> None:
    """Statements that nothing tells apart stay in the order of the text."""
    assert diversify(("Pilots wait.", "Ferries sail.", "Hotels ask."), (0.5, 0.5, 0.5), "en") == (0, 1, 2)


@given(TEXTS, st.integers(0, 7))
def test_every_text_comes_once_and_the_best_first(scored: list[tuple[str, float]], most: int) -> None:
    """It is an order, whatever the texts; with nothing said yet the score alone decides."""
    scores = [score for _, score in scored]
    order = diversify([text for text, _ in scored], scores, "en", most)
    assert sorted(order) == list(range(len(scored)))
    assert not order or scores[order[0]] == max(scores)
