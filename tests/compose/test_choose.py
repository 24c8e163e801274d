"""Which points and quotations are printed, under which theme."""

from collections.abc import Iterable

import pytest
from factories import analysis, article, briefing, settings, theme

from briefing.compose.candidates import Candidate, find_candidates
from briefing.compose.choose import lead
from briefing.compose.shortlist import shorten
from briefing.compose.sort import sort_out
from briefing.compose.stories import find_stories
from briefing.compose.themes import OTHER, Matcher
from briefing.model import Briefing, CitedPoint, CitedQuote, Quote, Section

AIR, SEA, AID = theme("air", "radar*"), theme("sea", "black sea", order=2), theme("aid", "ukraine", order=3)
THEMES = (AIR, SEA, AID)
PLACES = ("Varna", "Constanta", "Burgas", "Tulcea", "Mangalia", "Balchik", "Sulina", "Nesebar", "Sozopol")
RADARS = [f"The port of {place} will get {n} radars before the winter." for n, place in enumerate(PLACES, 2)]
SAID = '"The crews know what they have to do, and we will not leave them alone in {place}," {by} said.'


def section(made: Briefing, slug: str) -> Section:
    """The section of a theme."""
    return next(one for one in made.sections if one.slug == slug)


def words(items: Iterable[CitedPoint | CitedQuote]) -> list[str]:
    """The words of items, as printed."""
    return [(one.excerpt.passage if isinstance(one, CitedPoint) else one.quote.passage).text for one in items]


def made_of(*texts: str, **values: object) -> Briefing:
    """The briefing of articles of these texts, dated day after day."""
    analyses = (analysis(text, f"{n}.txt", date=f"2026-03-0{n + 2}") for n, text in enumerate(texts))
    return briefing(*analyses, themes=THEMES, **values)


def candidates(text: str) -> tuple[Candidate, ...]:
    """What of one article may be printed."""
    inputs = sort_out([analysis(text)], settings())
    return shorten(find_candidates(inputs, find_stories(inputs.used), Matcher(THEMES), settings())).best


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "printed"), [(1, 1), (3, 3), (5, 5), (20, 9)])
def test_points_of_a_theme_are_limited(limit: int, printed: int) -> None:
    """A theme prints as many points as it may, or as it has."""
    made = made_of("\n\n".join(RADARS[:5]), "\n\n".join(RADARS[5:]), points_per_theme=limit)
    assert len(section(made, "air").points) == printed


@pytest.mark.parametrize(("limit", "printed"), [(0, 0), (1, 1), (2, 2), (9, 3)])
def test_quotations_of_a_theme_are_limited(limit: int, printed: int) -> None:
    """Quotations have a limit of their own."""
    lines = [
        '"The radars on this coast are old and need to be replaced," Anna Nowak said.',
        '"Two radars failed in one night, which I shall not forget," Anna Nowak said.',
        '"No town can do without radars when the winter storms come," Anna Nowak said.',
    ]
    made = made_of("\n\n".join([RADARS[0], *lines]), quotations_per_theme=limit)
    assert len(section(made, "air").quotes) == printed
    assert len(section(made, "air").points) == 1


OPENS = "An old radar failed in Varna in the night, and the ships lay at anchor until noon."
DEEPER = (
    "Bulgaria will buy 14 radars for its coast and pay 90 million euros for them before the winter storms.",
    "The 14 radars for the coast of Bulgaria cost 90 million euros and are to stand before the winter.",
    "For 90 million euros the coast of Bulgaria gets 14 radars, the ministry told the parliament.",
)


def opened(**values: object) -> list[str]:
    """What is printed of an article in which all that follows is worth more than what it opens with."""
    made = analysis("\n\n".join((OPENS, *DEEPER)), title="Bulgaria will buy 14 radars for 90 million euros")
    return words(section(briefing(made, themes=THEMES, highlights=0, **values), "air").points)


def test_an_article_is_opened_first() -> None:
    """What stands deeper in it often wants what was said before, so it comes after that, whatever it is worth."""
    assert opened(points_per_theme=1) == [OPENS]
    assert opened(points_per_theme=2) == [OPENS, DEEPER[0]]


def test_what_an_editor_pins_needs_no_opening() -> None:
    """It is printed for itself."""
    assert opened(points_per_theme=1, pin=("a.txt ¶3",)) == [DEEPER[1]]


def test_articles_take_turns() -> None:
    """The best of each article comes before the second best of one."""
    made = made_of("\n\n".join(RADARS[:4]), RADARS[5], RADARS[6], points_per_theme=3)
    assert [point.citation.number for point in section(made, "air").points] == [1, 2, 3]


def test_an_article_with_two_points_waits_for_one_that_has_none() -> None:
    """Though its second point ranks higher in it than the other's only one on the theme."""
    off = "The mayor of Sozopol opened the new library of the town on Monday morning."
    made = made_of("\n\n".join(RADARS[:4]), f"{off}\n\n{off[:-1]} again.\n\n{RADARS[6]}", points_per_theme=3)
    assert 2 in [point.citation.number for point in section(made, "air").points]


@pytest.mark.parametrize(("one", "other"), [("twelve", "fourteen"), ("12", "14")])
def test_statements_with_other_figures_are_not_the_same(one: str, other: str) -> None:
    """Both are printed, in digits or in words; the reader sees that the sources differ."""
    text = "The port of Varna will get {} new radars from the ministry before the winter storms come."
    made = made_of(text.format(one), text.format(other))
    assert words(section(made, "air").points) == [text.format(one), text.format(other)]


def test_items_stand_in_the_order_of_their_article() -> None:
    """Article by article, by date; inside, as the article has them, whatever their rank."""
    made = made_of("\n\n".join(RADARS[:3]), "\n\n".join(RADARS[3:5]))
    assert words(section(made, "air").items) == RADARS[:5]


def test_the_order_of_the_article_is_not_that_of_the_ranks() -> None:
    """The lesser statement stands first where the article says it first."""
    first = "The harbor master of Varna thanked the crews of both radars."
    second = "The port of Burgas will get three radars before the winter, the ministry said."
    one = analysis(f"{first}\n\n{second}", title="Burgas to get three radars before the winter")
    assert one.digests[0].points[0].excerpt.passage.text == second
    assert words(section(briefing(one, themes=THEMES), "air").points) == [first, second]


# --- nothing twice ------------------------------------------------------------------------------------------------


def test_nothing_is_said_twice() -> None:
    """Of two sentences that share most of their words one is printed."""
    again = "The port of Varna will get 2 radars before the winter, officials announced in Sofia."
    assert words(section(made_of(RADARS[0], again), "air").points) == [RADARS[0]]


def test_a_quotation_is_not_said_twice() -> None:
    """Two articles that carry the same quotation print it once."""
    one = '"The radars on this coast are old and need to be replaced before winter," Anna Nowak said.'
    other = 'Anna Nowak said: "The radars on this coast are old and need to be replaced before winter."'
    made = made_of(f"{RADARS[0]}\n\n{one}", f"{RADARS[1]}\n\n{other}")
    assert [quote.citation.number for quote in section(made, "air").quotes] == [1]


def test_nothing_is_said_twice_under_two_themes() -> None:
    """A sentence that names two themes is not printed under one from this article, under the other from that."""
    shared = "The radars watch the Black Sea by day and by night, officials of the port said on Monday."
    made = made_of(shared, f"{shared}\n\nThe town hall of Balchik got a new roof and two new chimneys.")
    printed = words(item for one in made.sections for item in one.items)
    assert len(printed) == len(set(printed)) == 2


# --- every theme that is present ----------------------------------------------------------------------------------


def test_an_item_is_printed_under_the_theme_it_opens_with() -> None:
    """And named in the sections of the other themes that it has."""
    made = made_of("The Black Sea coast will get radars.\n\nUkraine will get radars.\n\nUkraine thanked its neighbors.")
    assert words(section(made, "sea").items) == ["The Black Sea coast will get radars."]
    (point,) = section(made, "sea").points
    assert [reason.theme for reason in point.reasons] == ["sea", "air"]
    assert section(made, "aid").also == ()


def test_a_theme_named_only_beside_others_gets_an_item() -> None:
    """The best that names it moves there, and the theme it opens with names it as also its own."""
    text = "Radars were set up in Varna by two teams.\n\nNew radars will watch the Black Sea by day and by night."
    made = made_of(text)
    (moved,) = section(made, "sea").points
    assert moved.excerpt.passage.text == "New radars will watch the Black Sea by day and by night."
    assert section(made, "air").also == (moved.id,)
    assert len(section(made, "air").points) == 1


def test_a_theme_gives_away_nothing_that_leaves_it_empty() -> None:
    """One sentence of two themes stands under one of them, and the other says where."""
    made = made_of("New radars will watch the Black Sea by day and by night.")
    assert len(section(made, "air").points) == 1
    assert section(made, "sea").items == ()
    assert section(made, "sea").also == (section(made, "air").points[0].id,)


def test_what_lands_in_no_theme_is_other() -> None:
    """The last section holds the rest."""
    made = made_of("The library of Sozopol opens a reading room in May.")
    assert made.sections[-1].slug == OTHER
    assert len(made.sections[-1].points) == 1
    assert made.sections[-1].points[0].reasons == ()


def test_a_theme_with_no_words_for_it_is_empty() -> None:
    """All themes have a section, in their order, with or without items."""
    made = made_of(RADARS[0])
    assert [(one.slug, len(one.items)) for one in made.sections] == [("air", 1), ("sea", 0), ("aid", 0), (OTHER, 0)]


# --- undated, unnamed ---------------------------------------------------------------------------------------------


def test_an_undated_article_has_its_place() -> None:
    """It is not crowded out, and stands behind this week's."""
    texts = ["\n\n".join(RADARS[n : n + 2]) for n in range(0, 8, 2)]
    dated = [analysis(text, f"{n}.txt") for n, text in enumerate(texts)]
    undated = analysis(RADARS[8], "undated.txt", date="")
    made = briefing(undated, *dated, themes=THEMES)
    numbers = {entry.article.source.path: entry.number for entry in made.register}
    points = section(made, "air").points
    assert len(points) == 5
    assert [point.citation.number for point in points].index(numbers["undated.txt"]) == 4


def test_quotations_without_a_speaker_come_last() -> None:
    """One whose speaker is identified takes the place first, however much longer the other is."""
    unnamed = '"Nobody on this whole coast has ever seen as many radars as were set up here in one single spring."'
    named = '"We have bought the radars that the towns asked for," Anna Nowak said.'
    made = made_of(f"{unnamed}\n\n{RADARS[0]}", f"{RADARS[1]}\n\n{named}", quotations_per_theme=1)
    assert [quote.quote.speaker.name for quote in section(made, "air").quotes if quote.quote.speaker] == ["Anna Nowak"]
    both = made_of(f"{unnamed}\n\n{RADARS[0]}", f"{RADARS[1]}\n\n{named}")
    assert {quote.quote.speaker is None for quote in section(both, "air").quotes} == {True, False}


def test_fragments_stay_inside_their_sentence() -> None:
    """A quotation that is no sentence of its own takes no slot."""
    made = made_of('Anna Nowak called the radars "slow, old and absolutely necessary" in Varna on Monday.')
    assert (len(section(made, "air").points), section(made, "air").quotes) == (1, ())


# --- the themes of quotations -------------------------------------------------------------------------------------


def reasons_of(text: str) -> dict[str, list[tuple[str, int | None]]]:
    """The themes of an article's quotations and the paragraph each was taken over from, by the first two words."""
    found = candidates(text)
    quotes = [one for one in found if isinstance(one.content, Quote)]
    return {
        " ".join(one.content.passage.text.split()[:2]): [(why.theme, why.from_paragraph) for why in one.reasons]
        for one in quotes
    }


def test_a_quotation_takes_its_theme_from_what_leads_in() -> None:
    """Where its own words name none, and the sentence before does, which may stand in the paragraph before."""
    text = f"{RADARS[0]}\n\n" + SAID.format(place="spring", by="Anna Nowak")
    assert reasons_of(text) == {'"The crews': [("air", 1)]}
    text = RADARS[0] + " " + SAID.format(place="spring", by="Anna Nowak")
    assert reasons_of(text) == {'"The crews': [("air", 1)]}


def test_its_own_words_come_first() -> None:
    """What leads in does not matter where the quotation says itself what it is about."""
    text = f'{RADARS[0]}\n\n"The Black Sea is calm and the ships are safe," Anna Nowak said.'
    assert reasons_of(text) == {'"The Black': [("sea", None)]}


def test_a_theme_is_handed_on_from_quotation_to_quotation() -> None:
    """In a row of quotations, each takes the theme of the one before, and the paragraph it came from."""
    row = [SAID.format(place=place, by="Anna Nowak") for place in ("spring", "summer", "autumn")]
    row[1] = row[1].replace("The crews know", "All people know").replace("they", "others")
    row[2] = row[2].replace("The crews know", "Both ministers know").replace("they", "we")
    found = reasons_of("\n\n".join([RADARS[0], *row]))
    assert list(found.values()) == [[("air", 1)]] * 3


def test_nothing_leads_in_to_an_opening_quotation() -> None:
    """A quotation that opens the article has its own words only."""
    assert reasons_of(SAID.format(place="spring", by="Anna Nowak") + f"\n\n{RADARS[0]}") == {'"The crews': []}


def test_an_inherited_theme_is_not_told_as_also() -> None:
    """A section names as also its own only what names it in words."""
    text = f"Radars watch the Black Sea.\n\n{SAID.format(place='spring', by='Anna Nowak')}\n\nThe Black Sea is calm."
    made = made_of(text)
    quotes = [quote for one in made.sections for quote in one.quotes]
    assert len(quotes) == 1
    assert not any(quotes[0].id in one.also for one in made.sections)


# --- the editor's say ---------------------------------------------------------------------------------------------


def test_an_excluded_paragraph_is_not_printed() -> None:
    """Neither its points nor its quotations; the rest of the article is."""
    text = f"{RADARS[0]}\n\n{RADARS[1]}\n\n" + SAID.format(place="spring", by="Anna Nowak")
    made = made_of(text, exclude=("0.txt ¶1", "*.txt ¶3"))
    assert words(section(made, "air").items) == [RADARS[1]]


def test_a_pinned_paragraph_is_printed_first() -> None:
    """It takes a place whatever its rank, and leads the highlights of its theme."""
    text = "\n\n".join(RADARS)
    plain, pinned = (made_of(text, points_per_theme=2, pin=pin) for pin in ((), ("0.txt ¶9",)))
    assert RADARS[8] not in words(section(plain, "air").points)
    assert RADARS[8] in words(section(pinned, "air").points)
    assert words(pinned.highlights)[0] == RADARS[8]


def test_a_pinned_quotation_without_speaker_is_printed() -> None:
    """Who pins it knows best."""
    unnamed = '"Nobody on this coast has ever seen as many radars as now."'
    named = '"We have bought the radars that the towns asked for," Anna Nowak said.'
    made = made_of(f"{unnamed}\n\n{RADARS[0]}\n\n{named}", quotations_per_theme=1, pin=("0.txt ¶1",))
    assert words(section(made, "air").quotes) == [unnamed]


# --- highlights ---------------------------------------------------------------------------------------------------

SEA_POINT = "The Black Sea was calm, and all ships left the harbor in time."
AID_POINT = "Ukraine will get twelve more trucks from its neighbors in April."
REST = "The library of Sozopol opens a reading room in May."


def test_highlights_come_from_different_themes() -> None:
    """The best point of each, in the order of the themes, the rest included."""
    made = made_of("\n\n".join([REST, AID_POINT, RADARS[0], RADARS[1], SEA_POINT]))
    assert words(made.highlights) == [RADARS[0], SEA_POINT, AID_POINT, REST]


@pytest.mark.parametrize(
    ("points", "most", "printed"), [(9, 5, 2), (9, 2, 2), (9, 1, 1), (9, 0, 0), (1, 5, 1), (0, 5, 0)]
)
def test_highlights_of_one_theme(points: int, most: int, printed: int) -> None:
    """A lone theme leads with its two best, if it has as many."""
    made = made_of("\n\n".join(RADARS[:points]) or "Yes.", highlights=most)
    assert len(made.highlights) == printed


def test_second_points_fill_up_to_three() -> None:
    """Two themes lead with three points."""
    made = made_of("\n\n".join([*RADARS, SEA_POINT]))
    assert len(made.highlights) == 3
    assert SEA_POINT in words(made.highlights)


def test_highlights_are_limited() -> None:
    """There are no more than the settings allow, whatever number of themes there is."""
    many = [theme(place.lower(), place, order=n) for n, place in enumerate(PLACES)]
    made = briefing(analysis("\n\n".join(RADARS)), themes=many)
    assert len(made.highlights) == 5


def test_dated_highlights_come_first() -> None:
    """An undated point of the first theme stands behind the dated ones of the others."""
    made = briefing(analysis(RADARS[0], "undated.txt", date=""), analysis(f"{SEA_POINT}\n\n{AID_POINT}"), themes=THEMES)
    assert words(made.highlights) == [SEA_POINT, AID_POINT, RADARS[0]]


def test_a_theme_leads_with_a_dated_point() -> None:
    """Where it has one."""
    made = briefing(
        analysis(f"{SEA_POINT}\n\n{AID_POINT}\n\n{REST}\n\n{RADARS[1]}"),
        analysis(RADARS[0], "undated.txt", date=""),
        themes=THEMES,
    )
    assert words(made.highlights)[0] == RADARS[1]


def test_only_points_lead() -> None:
    """A theme with quotations alone has no highlight."""
    made = made_of('"We have bought the radars that the towns asked for," Anna Nowak said.')
    assert (len(section(made, "air").quotes), made.highlights) == (1, ())
    assert lead([[]], 5, lambda article, span: None) == ()


def test_an_article_without_statements_gives_nothing() -> None:
    """Nothing stands alone in it."""
    assert candidates("Yes.") == ()
    assert article("Yes.").quotes == ()


# --- over all articles of a theme ---------------------------------------------------------------------------------


def test_two_reports_of_one_story_that_open_alike_are_one_point() -> None:
    """In words that differ enough to be no copy, and with no figure against it."""
    one = "Varna will get 12 new radars from the ministry before the winter storms reach the port of the town."
    other = "Before the winter storms reach the port of Varna, the town will get 12 new radars, the ministry said."
    assert len(words(section(made_of(one, other), "air").points)) == 1
    assert len(words(section(made_of(one, other.replace("12", "14")), "air").points)) == 2


def test_what_is_put_off_or_denied_is_another_point() -> None:
    """Both are printed, though nearly all words are the same."""
    said = "The radars of Varna will be switched off for a year on 1 June, the ministry said in Sofia."
    for news in (said.replace("will be", "will not be"), said.replace("on 1 June", "on 1 September, not on 1 June")):
        assert len(words(section(made_of(said, news), "air").points)) == 2


def test_what_the_theme_is_about_comes_first() -> None:
    """Of many statements that open their articles, one that shares its words with most of them."""
    about = [
        f"The radars of {place} were shut down by the storm that came over the coast at night." for place in PLACES
    ]
    aside = "A radar in Gdynia has been painted blue by schoolchildren who like the color of it."
    made = made_of(aside, *about[:7], points_per_theme=1)
    assert words(section(made, "air").points) != [aside]


def test_highlights_of_many_themes_are_those_worth_most() -> None:
    """Not those of the first themes; they stand in the order of the themes."""
    inputs = [analysis(text, f"{n}.txt") for n, text in enumerate((RADARS[0], SEA_POINT, AID_POINT, REST))]
    inputs += [analysis(REST, f"copy{n}.txt", outlet=f"Outlet {n}") for n in range(3)]
    made = briefing(*inputs, themes=THEMES, highlights=2)
    assert REST in words(made.highlights)
    assert words(made.highlights)[-1] == REST


def test_what_says_something_new_comes_before_what_says_it_again() -> None:
    """Of two points left, the one that is unlike the first, though the other is worth as much."""
    first = "Varna will get new radars from the ministry, which has paid for towers and masts along the coast."
    again = "New radars, towers and masts along the coast of Varna have been paid for by the ministry in full."
    other = "A radar in Gdynia was painted blue by schoolchildren, who like whatever is blue and tall."
    made = made_of(first, again, other, points_per_theme=2)
    assert other in words(section(made, "air").points)


def test_reports_of_two_stories_are_never_one_point() -> None:
    """Two towns can get as many radars in the same words."""
    one = analysis(f"{RADARS[0]}\n\n" + "\n\n".join(SAID.format(place=f"Varna {n}", by="Anna Nowak") for n in range(4)))
    line = "Crews in Gdynia sail at dawn to look for wrecks, number {}, and come back with full nets of herring."
    other = analysis("\n\n".join([RADARS[0].replace("Varna", "Gdynia"), *(line.format(n) for n in range(9))]), "b.txt")
    made = briefing(one, other, themes=THEMES)
    assert len(made.stories) == 2
    assert len([text for text in words(section(made, "air").points) if "will get 2 radars" in text]) == 2


def test_what_a_longer_point_of_the_story_opens_with_is_not_said_again() -> None:
    """Whatever its second sentence adds."""
    one = "Varna will get 12 new radars from the ministry before the winter storms reach the port of the town."
    longer = f"{one[:-1]}, the ministry said. This was agreed on 23 March in Sofia by all who were asked."
    made = made_of(one, longer)
    assert len(words(section(made, "air").points)) == 1
