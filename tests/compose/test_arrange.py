"""What stands where on the page: this period's, what was printed before, what has no date; and the tables."""

import re
from dataclasses import replace
from datetime import date

from factories import analysis, settings, theme

from briefing.compose import compose
from briefing.model import Briefing, Earlier, EarlierArticle, EarlierPoint, Outlet, Period

AIR, SEA = theme("air", "radar*"), theme("sea", "black sea", order=2)
OLD = "Varna will get 12 radars from the ministry before the winter storms come to the coast."
NEW = "Burgas has asked the parliament in Sofia for three radars of its own this week."
UNDATED = "Tulcea keeps its old radars in a shed behind the customs house of the harbor."
UNRELATED = "The library of Sozopol opens a reading room for its students in the first week of May."
FIGURES = "The radar post in Varna cost 14 million euros, the ministry said in Sofia on Monday."


def earlier(*texts: str, slug: str = "air") -> Earlier:
    """A briefing of the week before that printed these texts."""
    articles = tuple(EarlierArticle(f"e{n}", "", text, "en") for n, text in enumerate(texts))
    points = tuple(EarlierPoint(slug, article.id, article.text) for article in articles)
    return Earlier(
        "2026-W09", date(2026, 2, 23), date(2026, 3, 1), ("air", "sea", "other-developments"), points, articles
    )


def made_of(*texts: str, before: Earlier | None = None, **values: object) -> Briefing:
    """The briefing of articles of these texts; one without a date for a text that speaks of Tulcea."""
    inputs = [analysis(text, f"{n}.txt", date="" if "Tulcea" in text else "2026-03-04") for n, text in enumerate(texts)]
    return compose(inputs, (AIR, SEA), settings(**values), earlier=before)


def words(made: Briefing) -> list[str]:
    """The points of the first theme."""
    return [point.excerpt.passage.text for point in made.sections[0].points]


def test_what_was_printed_before_stands_behind_what_is_new() -> None:
    """And behind what has no date; each says what it is."""
    made = made_of(OLD, NEW, UNDATED, before=earlier(OLD))
    assert words(made) == [NEW, UNDATED, OLD]
    assert [point.novelty for point in made.sections[0].points] == ["new", "new", "repeated"]


def test_what_was_printed_before_gives_way() -> None:
    """Where there is no room for all, it is what is left out."""
    assert words(made_of(OLD, NEW, UNDATED, before=earlier(OLD), points_per_theme=2)) == [NEW, UNDATED]
    assert words(made_of(OLD, NEW, before=earlier(OLD), points_per_theme=2)) == [NEW, OLD]


def test_what_was_printed_before_waits_for_all_that_is_new() -> None:
    """However much it is worth: it opens its article and is carried by several."""
    copies = [analysis(OLD, f"copy{n}.txt", outlet=f"Outlet {n}", date="2026-03-04") for n in range(3)]
    late = analysis(f"{UNRELATED}\n\n{NEW}", "late.txt", date="2026-03-05")
    made = compose([*copies, late], (AIR, SEA), settings(points_per_theme=1), earlier=earlier(OLD))
    assert words(made) == [NEW]


def test_what_was_printed_before_does_not_lead() -> None:
    """No highlight is, not even where there is nothing else."""
    made = made_of(OLD, NEW, before=earlier(OLD))
    assert [point.novelty for point in made.highlights] == ["new"]
    assert made_of(OLD, before=earlier(OLD)).highlights == ()


def test_without_an_earlier_briefing_nothing_is_compared() -> None:
    """No item is new, no theme has changed, and the page does not speak of it."""
    made = made_of(OLD, NEW)
    assert {item.novelty for item in made.sections[0].items} == {None}
    assert (made.earlier, [section.change for section in made.sections]) == (None, [None] * 3)


def test_each_theme_tells_what_has_changed() -> None:
    """Of what is printed now and then."""
    made = made_of(OLD, NEW, before=earlier(OLD))
    assert made.earlier == Period(date(2026, 2, 23), date(2026, 3, 1), "2026-W09")
    change = made.sections[0].change
    assert change
    assert (change.status, change.new, change.developed, change.repeated) == ("developed", 1, 0, 1)
    assert change.before == 1
    quiet = made_of(NEW, before=earlier("The Black Sea was calm on all days of the month.", slug="sea")).sections[1]
    assert quiet.change
    assert quiet.change.status == "quiet"


def test_tables_are_as_long_as_asked_for() -> None:
    """Key figures and dated events; what is contradicted is told whatever their length."""
    events = [f"The harbor of Varna will be closed to all ships on {day} March 2026." for day in (9, 12, 20)]
    texts = ["\n\n".join(events), FIGURES, FIGURES.replace("14", "17")]
    whole, short = made_of(*texts), made_of(*texts, events=1, key_figures=0, table_rows=0)
    assert (len(whole.events), len(short.events)) == (3, 1)
    assert whole.figures
    assert short.figures == ()
    assert len(whole.discrepancies) == len(short.discrepancies) == 1
    assert short.corroboration.contradicted == whole.corroboration.contradicted == 2


def test_a_third_of_the_timeline_is_kept_for_the_period() -> None:
    """While it has something, whatever is to come."""
    inside = "The harbor of Varna was closed to all ships on 3 March 2026 by its master."
    ahead = [f"The harbor of Burgas will be closed to all ships on {day} March 2026." for day in range(10, 20)]
    made = made_of("\n\n".join([inside, *ahead]), events=6)
    assert [event.first.day for event in made.events] == [3, 10, 11, 12, 13, 14]
    made = made_of("\n\n".join(ahead), events=6)
    assert len(made.events) == 6


def test_sources_have_their_outlets() -> None:
    """As the register of outlets has them."""
    outlets = (Outlet("Port Gazette", reliability="B"),)
    made = compose([analysis(OLD)], (AIR, SEA), settings(), outlets)
    assert [entry.outlet for entry in made.register] == list(outlets)


def test_what_tables_print_is_in_the_register() -> None:
    """An article that only a discrepancy cites has a number, too."""
    other = FIGURES.replace("14", "17")
    made = made_of(FIGURES, other, points_per_theme=1)
    assert {passage.article_id for passage in (made.discrepancies[0].found.one, made.discrepancies[0].found.other)} == {
        entry.article.id for entry in made.register
    }
    numbers = {citation.number for citation in made.discrepancies[0].citations}
    assert numbers == {1, 2}


def test_a_story_that_many_carry_comes_first() -> None:
    """Of two statements of like rank, that of the story with more origins and articles is printed."""
    alone = "Burgas has asked the parliament in Sofia for three radars of its own this week."
    told = "Varna will get 12 new radars before the winter storms come, the ministry in {} says."
    inputs = [analysis(alone, "0.txt", date="2026-03-03")]
    for number, place in enumerate(("Sofia", "Ruse", "Plovdiv"), 1):
        text = told.format(place) + f"\n\nPeople in {place} have waited for the radars of Varna for twelve years."
        inputs.append(analysis(text, f"{number}.txt", outlet=f"{place} Post", date="2026-03-04"))
    made = compose(inputs, (AIR, SEA), settings(points_per_theme=1))
    assert re.match("Varna will get|People in", words(made)[0])
    assert words(replace(made)) != [alone]
