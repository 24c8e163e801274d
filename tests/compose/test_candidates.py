"""What may be printed, under which theme, and what each is worth."""

from collections.abc import Sequence

from factories import analysis, settings, theme

from briefing.compose.candidates import Candidate, find_candidates
from briefing.compose.shortlist import shorten
from briefing.compose.sort import sort_out
from briefing.compose.stories import find_stories
from briefing.compose.themes import OTHER, Matcher
from briefing.model import Analysis, KeyPoint

THEMES = (theme("air", "radar*"), theme("sea", "black sea", order=2))
OPENING = "Varna will get 12 radars from the ministry before the winter storms come to the coast."
NAMELESS = "Crews in Burgas will be trained for six months by teachers who come from Gdynia."
CALM = "The Black Sea was calm on most days of the month, and all ships left in time."
LOOSE = "Anna Nowak of Varna praised the ministry and those storms in a letter to this newspaper."
SAID = '"Nobody in this town has ever asked for a library, and yet we have three," Anna Nowak said.'


def candidates(*analyses: Analysis, **values: object) -> tuple[Candidate, ...]:
    """What may be printed of some articles."""
    inputs = sort_out(analyses, settings(**values))
    stories = find_stories(inputs.used, inputs.copies)
    return shorten(find_candidates(inputs, stories, Matcher(THEMES), settings(**values))).best


def named(found: Sequence[Candidate], words: str) -> Candidate:
    """The one with these words."""
    return next(one for one in found if words in one.text)


def test_what_names_no_theme_belongs_to_that_of_the_opening() -> None:
    """Points and quotations alike; the reason says from which paragraph it was taken over."""
    found = candidates(analysis(f"{OPENING}\n\n{NAMELESS}\n\n{CALM}\n\n{NAMELESS[:-1]} and Sulina.\n\n{SAID}"))
    for words in ("Crews in Burgas", "Nobody in this town"):
        one = named(found, words)
        assert (one.home, one.reasons[0].from_paragraph) == ("air", 1)
    assert named(found, "calm on most").home == "sea"


def test_an_opening_without_theme_gives_none() -> None:
    """What follows is judged by its own words."""
    found = candidates(analysis(f"{NAMELESS}\n\n{OPENING}\n\n{SAID}"))
    assert named(found, "Crews in").home == OTHER
    assert named(found, "12 radars").home == "air"


def test_a_theme_of_its_own_is_worth_more_than_one_taken_over() -> None:
    """Of two sentences in one place of two articles."""
    own = named(candidates(analysis(f"{OPENING}\n\n{NAMELESS[:-1]}, radar crews too.")), "Crews in Burgas")
    taken_over = named(candidates(analysis(f"{OPENING}\n\n{NAMELESS}")), "Crews in Burgas")
    assert own.worth > taken_over.worth


def test_what_opens_an_article_is_worth_more() -> None:
    """By more than its article's summarizer gives it."""
    text = "\n\n".join([OPENING, *(f"{CALM[:-1]} in year {year}." for year in range(1990, 2000))])
    found = [one for one in candidates(analysis(text)) if isinstance(one.content, KeyPoint)]
    above = {one.text[:5]: one.worth - one.content.score for one in found if isinstance(one.content, KeyPoint)}
    assert above["Varna"] > max(worth for words, worth in above.items() if words != "Varna") + 0.1


def test_what_points_back_is_worth_less() -> None:
    """Phrases that mean something said before cost it, up to two."""
    found = candidates(analysis(f"{OPENING}\n\n{LOOSE}"))
    point = named(found, "Anna Nowak of Varna").content
    assert isinstance(point, KeyPoint)
    assert point.loose > 1
    assert named(found, "Anna Nowak of Varna").worth < point.score


def test_what_many_carry_is_worth_more() -> None:
    """An article of a story with more articles and origins, word for word the same."""
    alone = named(candidates(analysis(OPENING, "a.txt")), "12 radars")
    copies = (analysis(OPENING, f"{n}.txt", outlet=f"Outlet {n}") for n in range(3))
    carried = named(candidates(analysis(OPENING, "a.txt"), *copies), "12 radars")
    assert carried.worth > alone.worth


def test_lines_that_a_site_repeats_are_no_candidates() -> None:
    """However much they sound like statements."""
    line = "Every radar of the coast is shown on the map that the Port Gazette sells at its counter."
    own = [OPENING, CALM, NAMELESS, SAID]
    inputs = [analysis(f"{text}\n\nShips number {n}.\n\n{line}", f"{n}.txt") for n, text in enumerate(own)]
    assert not [one for one in candidates(*inputs) if "sells at its counter" in one.text]
    assert [one for one in candidates(inputs[0]) if "sells at its counter" in one.text]


def test_a_story_has_the_place_of_its_first_article() -> None:
    """So that its items stand together, whatever comes between by date."""
    again = OPENING.replace("before the winter", "long before the winter")
    found = candidates(
        analysis(OPENING, "a.txt", date="2026-03-02"),
        analysis(CALM, "b.txt", date="2026-03-03"),
        analysis(again, "c.txt", date="2026-03-03", outlet="Halden Post"),
    )
    assert [one.text[:3] for one in sorted(found, key=lambda one: one.place)] == ["Var", "Var", "The"]
