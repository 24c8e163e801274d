"""What a text adds to those that have been chosen."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.diversity import Diversity
from briefing.vectors import terms

PIER = "The pier of Gdynia is closed for repairs until the spring."
PIER_AGAIN = "Until the spring the pier of Gdynia is closed for its repairs."
HOTELS = "Hotels in Karlskrona ask the city for help with the rent."
TEXTS = st.lists(st.tuples(st.sampled_from((PIER, PIER_AGAIN, HOTELS, "", "The of a")), st.floats(0, 1)), max_size=6)


def order(texts: Sequence[str], worths: Sequence[float]) -> list[int]:
    """The positions as they would be chosen, one after the other; ties go to the first."""
    diversity, left, chosen = Diversity([terms(text) for text in texts]), list(range(len(texts))), []
    while left:
        best = max(left, key=lambda place: (diversity.value(place, worths[place]), -place))
        left.remove(best)
        diversity.choose(best)
        chosen.append(best)
    return chosen


def test_what_is_new_comes_before_what_is_said_again() -> None:
    """A statement that repeats a better one waits for one that does not."""
    assert order((PIER, PIER_AGAIN, HOTELS), (1.0, 0.9, 0.7)) == [0, 2, 1]


def test_a_much_better_statement_comes_first_all_the_same() -> None:
    """Likeness weighs against the worth, it does not exclude."""
    assert order((PIER, PIER_AGAIN, HOTELS), (1.0, 0.9, 0.0)) == [0, 1, 2]


@given(TEXTS)
def test_the_best_comes_first(scored: list[tuple[str, float]]) -> None:
    """With nothing said yet the worth alone decides, whatever the texts."""
    worths = [worth for _, worth in scored]
    chosen = order([text for text, _ in scored], worths)
    assert not chosen or round(worths[chosen[0]], 6) == round(max(worths), 6)
