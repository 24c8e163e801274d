"""How a briefing gets shorter."""

from itertools import pairwise

from factories import settings

from briefing.compose.length import shorten

LENGTHS = ("points_per_theme", "quotations_per_theme", "highlights", "key_figures", "events", "table_rows")


def test_the_first_is_as_it_was_asked_for() -> None:
    """A briefing that fits is not shortened."""
    asked = settings(points_per_theme=9, table_rows=50)
    assert next(shorten(asked)) == asked


def test_every_step_is_shorter() -> None:
    """Nothing grows from one step to the next, and something shrinks; every theme keeps a point."""
    steps = [[getattr(one, name) for name in LENGTHS] for one in shorten(settings())]
    for before, after in pairwise(steps):
        assert all(less <= more for less, more in zip(after, before, strict=True))
        assert after != before
    assert steps[-1] == [1, 0, 0, 0, 0, 0]


def test_nobody_gets_more_than_was_asked_for() -> None:
    """A setting below a step stays as it is."""
    assert {one.points_per_theme for one in shorten(settings(points_per_theme=2))} == {2, 1}
    assert {one.quotations_per_theme for one in shorten(settings(quotations_per_theme=0))} == {0}


def test_all_else_stays() -> None:
    """The lengths alone change."""
    titles = {(one.title, one.handling, one.formats) for one in shorten(settings(title="Sea desk"))}
    assert len(titles) == 1
