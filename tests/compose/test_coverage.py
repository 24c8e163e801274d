"""How many articles are on each theme: by what they offer, whatever of it is printed."""

from datetime import date

from factories import analysis, briefing, theme
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.coverage import comparable
from briefing.compose.themes import OTHER
from briefing.model import Briefing, PastCoverage

AIR, SEA = theme("air", "radar*"), theme("sea", "black sea", order=2)
RADARS = "Varna will get 12 radars from the ministry before the winter storms come to the coast."
SHIPS = "The Black Sea was calm on Monday, and all ships left the harbor of Sulina in time."
FISH = "Fishing boats of Tulcea found fewer sprats in the Black Sea than in any spring before."
POSTS = "Burgas has asked the parliament in Sofia for three radars of its own this week."
OLD = "Tulcea keeps its old radars in a shed behind the customs house of the harbor."
LIBRARY = "The library of Sozopol opens a reading room for its students in the first week of May."
COUNTED = ("air", "sea", OTHER)


def made_of(*texts: tuple[str, str], **values: object) -> Briefing:
    """The briefing of articles of these days and texts."""
    inputs = [analysis(text, f"{n}.txt", date=day) for n, (day, text) in enumerate(texts)]
    return briefing(*inputs, themes=(AIR, SEA), **values)


def counts(made: Briefing) -> list[tuple[str, list[tuple[int, int]], int]]:
    """The slug of each theme, its days and counts, and how many of its articles have no date."""
    return [(one.slug, [(day.day, n) for day, n in one.days], one.undated) for one in made.coverage]


def test_articles_are_counted_by_day_and_undated_ones_apart() -> None:
    """Under each theme that they offer something on; under none at all, with the rest."""
    made = made_of(("2026-03-04", RADARS), ("2026-03-04", f"{SHIPS}\n\n{RADARS}"), ("", FISH), ("2026-03-05", LIBRARY))
    assert counts(made) == [("air", [(4, 2)], 0), ("sea", [(4, 1)], 1), (OTHER, [(5, 1)], 0)]


def test_what_is_not_printed_counts_too() -> None:
    """One point may be printed of three articles; all three are on the theme."""
    texts = [("2026-03-04", text) for text in (RADARS, POSTS, OLD)]
    made = made_of(*texts, points_per_theme=1, highlights=0)
    assert (len(made.sections[0].items), counts(made)[0]) == (1, ("air", [(4, 3)], 0))


def test_a_copy_counts_once() -> None:
    """However many outlets carry it."""
    copies = [analysis(RADARS, f"{n}.txt", outlet=f"Outlet {n}") for n in range(3)]
    assert counts(briefing(*copies, themes=(AIR,)))[0] == ("air", [(4, 1)], 0)


def test_a_nil_briefing_counts_nothing() -> None:
    """Each theme is there, with no article."""
    assert counts(made_of()) == [(slug, [], 0) for slug in COUNTED]


def past(*slugs: str, day: int = 1) -> PastCoverage:
    """What an earlier briefing with these themes counted."""
    return PastCoverage(f"w{day}", date(2026, 1, day), date(2026, 1, day), tuple((slug, 1) for slug in slugs))


def test_periods_are_compared_back_to_the_first_that_lacks_a_theme() -> None:
    """A theme that nobody counted then was not quiet."""
    found = [past(*COUNTED, day=1), past("air", OTHER, day=2), past(*COUNTED, day=3), past(*COUNTED, "more", day=4)]
    assert [one.key for one in comparable(found, COUNTED)] == ["w3", "w4"]
    assert comparable((), COUNTED) == ()


@given(st.lists(st.sampled_from([COUNTED, ("air",)]), max_size=6))
def test_all_that_are_compared_counted_every_theme(themes: list[tuple[str, ...]]) -> None:
    """And stand in their order at the end of what there is."""
    found = [past(*slugs, day=day) for day, slugs in enumerate(themes, 1)]
    kept = comparable(found, COUNTED)
    assert list(kept) == found[len(found) - len(kept) :]
    assert all({*COUNTED} <= dict(one.articles).keys() for one in kept)
