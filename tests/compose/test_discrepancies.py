"""Discrepancies: only what cannot be right in both places."""

from itertools import combinations

import pytest
from factories import article, held
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.discrepancies import find_discrepancies
from briefing.model import Article, Discrepancy, Story

TOLL = "The fire at the port of Varna injured 12 workers and shut the grain terminal on the northern pier."


def discrepancies(*texts: str, dates: tuple[str, ...] = (), language: str = "en") -> tuple[Discrepancy, ...]:
    """The discrepancies of a story that has these articles."""
    days = (*dates, *["2026-03-04"] * len(texts))
    articles: list[Article] = [
        article(text, f"{number}.txt", date=day, language=language)
        for number, (text, day) in enumerate(zip(texts, days, strict=False))
    ]
    story = Story("story-1", "", articles[0].id, tuple(one.id for one in articles), ())
    return find_discrepancies([story], held(*articles))


def found(*texts: str) -> list[tuple[str, str, str]]:
    """Their kinds and sentences."""
    return [(one.kind, one.one.text, one.other.text) for one in discrepancies(*texts)]


def values(*texts: str, dates: tuple[str, ...] = (), language: str = "en") -> list[str]:
    """What differs in them."""
    return [
        " / ".join(value.text for value in one.values) for one in discrepancies(*texts, dates=dates, language=language)
    ]


def test_another_number_of_the_same_thing() -> None:
    """Both sentences are told, as they stand."""
    other = TOLL.replace("12", "14")
    assert found(TOLL, other) == [("number", TOLL, other)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(TOLL, id="the same"),
        pytest.param(TOLL.replace("12 workers", "12 cranes"), id="another thing"),
        pytest.param(TOLL.replace("12", "14").replace("Varna", "Odesa"), id="another place"),
        pytest.param("Officials in Varna said that 14 workers had been rescued from a ship.", id="another statement"),
        pytest.param(TOLL.replace("12", "twelve"), id="in words"),
        pytest.param(TOLL.replace("12 workers", "10 workers"), id="round"),
        pytest.param(TOLL.replace("12 workers", "F-16 workers"), id="a name"),
        pytest.param(TOLL.replace("12 workers", "hundreds of workers"), id="no number"),
        pytest.param(TOLL.replace("12 workers", "12 or 14 workers"), id="two numbers"),
    ],
)
def test_no_discrepancy(other: str) -> None:
    """What may well be right beside the other is not told."""
    assert found(TOLL, other) == []


def test_the_same_difference_is_told_once() -> None:
    """However many articles have it."""
    assert len(found(TOLL, TOLL.replace("12", "14"), TOLL.replace("12", "14") + " It rained.")) == 1


@pytest.mark.parametrize(
    ("one", "other", "values_told"),
    [
        ("12 workers", "14 workers", "12 / 14"),
        ("nine workers", "12 workers", "nine / 12"),
        ("three workers", "two workers", "three / two"),
        ("3.5 million workers", "7 million workers", "3.5 million / 7 million"),
        ("3.5 mln workers", "7 mln workers", "3.5 mln / 7 mln"),
        ("two thousand workers", "1,200 workers", "two thousand / 1,200"),
        ("$12 million workers", "$14 million workers", "$12 million / $14 million"),
        ("two thousand workers", "2,000 workers", ""),
        ("3.5 million workers", "3,500,000 workers", ""),
        ("3 million workers", "3.2 million workers", ""),
        ("one worker", "two workers", ""),
        ("a hundred workers", "90 workers", ""),
        ("¼ workers", "² workers", ""),
    ],
)
def test_numbers_with_what_belongs_to_them(one: str, other: str, values_told: str) -> None:
    """In digits and in words, with their magnitude and sign; what is the same or made round is none."""
    told = values(TOLL.replace("12 workers", one), TOLL.replace("12 workers", other))
    assert told == ([values_told] if values_told else [])


@pytest.mark.parametrize(
    ("language", "text", "one", "other"),
    [
        (
            "de",
            "Der Brand im Hafen Varna verletzte {} Arbeiter und schloss den Speicher am Nordkai.",
            "neun",
            "12",
        ),
        (
            "uk",
            "Пожежа в порту Варна поранила {} робітників і закрила термінал на причалі.",
            "п’ять",
            "12",
        ),
    ],
)
def test_numbers_in_other_languages(language: str, text: str, one: str, other: str) -> None:
    """Their words are in the lexicon."""
    assert values(text.format(one), text.format(other), language=language) == [f"{one} / {other}"]


def test_one_discrepancy_on_each_thing() -> None:
    """The first pair of a story, whatever others say."""
    texts = [TOLL.replace("12", number) for number in ("12", "14", "17")]
    assert values(*texts) == ["12 / 14"]
    ships = "The storm off the coast of Sulina damaged {} ships and shut the lighthouse on the southern pier."
    assert values(f"{texts[0]} {ships.format(3)}", f"{texts[1]} {ships.format(7)}") == ["12 / 14", "3 / 7"]


@pytest.mark.parametrize(
    ("numbers", "dates", "told"),
    [
        (("12", "14"), ("2026-03-04", "2026-03-05"), True),
        (("12", "14"), ("2026-03-04", "2026-03-06"), False),
        (("12", "14"), ("2026-03-06", "2026-03-04"), True),
        (("14", "12"), ("2026-03-04", "2026-03-06"), True),
        (("12", "14"), ("2026-03-04", ""), True),
    ],
)
def test_a_number_may_have_grown(numbers: tuple[str, str], dates: tuple[str, ...], told: bool) -> None:
    """Days later; but not have fallen."""
    assert bool(values(*(TOLL.replace("12", number) for number in numbers), dates=dates)) == told


def test_the_past_day_is_another_one() -> None:
    """In articles of different days."""
    one, other = (TOLL.replace("12 workers", f"{number} workers in a day") for number in (14, 12))
    assert values(one, other) == ["14 / 12"]
    assert values(one, other, dates=("2026-03-04", "2026-03-05")) == []


def test_a_length_of_time_to_come_is_no_past_day() -> None:
    """Nor does it keep what is counted from being compared."""
    one, other = (TOLL.replace("12 workers", f"{number} workers for three years") for number in (14, 12))
    assert values(one, other, dates=("2026-03-04", "2026-03-05")) == ["14 / 12"]


def test_short_sentences_in_the_same_words() -> None:
    """They need no name in common where neither has a word that the other has not."""
    line = "The first 50 drones will be delivered on {} June."
    assert values(line.format(15), line.format(18)) == ["15 June / 18 June"]
    assert values(line.format(15), line.format(18).replace("first", "last")) == []


def test_the_first_is_not_the_second() -> None:
    """Two things of one kind come on two days."""
    line = "The {} frigate of the Danish navy will come to the port of Varna on {} June with its crew."
    assert values(line.format("first", 3), line.format("first", 9)) == ["3 June / 9 June"]
    assert values(line.format("first", 3), line.format("second", 9)) == []


def test_another_name_beside_is_another_report() -> None:
    """Where each has one that the other has not."""
    one, other = TOLL.replace("northern", "Sulina"), TOLL.replace("northern", "Danube").replace("12", "14")
    assert values(one, other) == []
    assert values(TOLL, other) == ["12 / 14"]


def test_one_article_does_not_differ_from_itself() -> None:
    """It tells of two things."""
    assert values(f"{TOLL}\n\n{TOLL.replace('12', '14')}") == []


def test_another_figure_beside_is_another_report() -> None:
    """A year, a price."""
    one, other = (f"{TOLL[:-1]} until {year}." for year in (2027, 2029))
    assert values(one, other.replace("12", "14")) == []


def test_a_table_is_no_discrepancy() -> None:
    """Where other figures differ too, it is not the same report."""
    row = "Port of Varna sold {} tonnes of wheat, {} bags of rice and {} barrels of oil in the first quarter."
    assert found(row.format(12, 30, 7), row.format(15, 41, 9)) == []


def test_another_day() -> None:
    """Of the same month, in sentences that say the same."""
    one = "The new ferry line between Varna and Odesa opens with two ships on March 12, the port authority said."
    other = one.replace("March 12", "March 21")
    assert found(one, other) == [("date", one, other)]
    assert values(one, other) == ["March 12 / March 21"]
    assert values(one, other, dates=("", "")) == ["March 12 / March 21"]


def test_a_headline_states_nothing() -> None:
    """That of another report may stand on the page; the same words as a sentence do state something."""
    one, other = (f"The port of Varna opened its new grain terminal on March {day}" for day in (3, 4))
    assert found(f"{one}\n\nNo ship came.", f"{other}\n\nNo ship came.") == []
    assert found(f"{one}.\n\nNo ship came.", f"{other}.\n\nNo ship came.") != []


def test_days_that_go_on_with_publication_are_none() -> None:
    """A report of every day names its own; so do those on which figures hold."""
    one = "Two new ships left the port of Varna on March {} for Odesa with grain, the port authority said."
    assert values(one.format(3), one.format(4), dates=("2026-03-04", "2026-03-05")) == []
    assert values(one.format(3), one.format(7), dates=("2026-03-09", "2026-03-10")) == ["March 3 / March 7"]
    state = "As of March {} the port of Varna had no new ships at its pier, the authority of the port said."
    assert values(state.format(3), state.format(7)) == []


def test_two_spellings_of_a_name_in_one_article() -> None:
    """Under one title; what another article spells otherwise is its own affair."""
    one = "Prime Minister Marin Cholaku opened the pier."
    other = "The budget was read to Prime Minister Colako, who left."
    assert found(f"{one}\n\n{other}") == [("name", one, other)]
    assert values(f"{one}\n\n{other}") == ["Marin Cholaku / Colako"]
    assert found(one, other) == []


def test_two_ministers_are_no_discrepancy() -> None:
    """Two people can bear one title, and a surname is the same person's."""
    assert found("Prime Minister Marin Cholaku met Prime Minister Jan Nowak. Prime Minister Cholaku left.") == []


def test_two_people_of_similar_names_are_none() -> None:
    """The article gives each a given name."""
    text = "Mr Cholaku opened the pier.\n\nThe budget was read to Mr Cholako, who left."
    assert values(text) == ["Cholaku / Cholako"]
    assert values(f"{text}\n\nMarin Cholaku and Petar Cholako met.") == []
    assert values("Mr Kehlert opened the pier.\n\nThe budget was read to Mr Kerry, who left.") == []


def test_two_titles_of_one_kind() -> None:
    """Before the same full name; a longer title is no other one."""
    one, other = "Defense Minister Jan Nowak opened the pier.", "The budget is that of Foreign Minister Jan Nowak."
    assert found(one, other) == [("title", one, other)]
    assert values(one, other) == ["Defense Minister / Foreign Minister"]
    assert len(values(one, other, other.replace("Foreign", "Finance"))) == 1
    assert found(one, other.replace("Foreign Minister", "Minister")) == []


def test_a_nationality_is_no_part_of_the_name() -> None:
    """Nor of the title behind it."""
    one, other = (
        "Dutch Defense Minister Jan Nowak opened the pier.",
        "The budget is that of Foreign Minister Jan Nowak.",
    )
    assert values(one, other) == ["Defense Minister / Foreign Minister"]


def test_two_spellings_of_a_title_are_one() -> None:
    """Papers on both sides of the ocean write of one minister."""
    one, other = "Defense Minister Jan Nowak opened the pier.", "The budget is that of Defence Minister Jan Nowak."
    assert values(one, other) == []


def test_a_name_that_an_editor_puts_in() -> None:
    """Behind the title that somebody used in a quotation; other words in brackets are none."""
    said = '"I can tell you, Prime Minister(addressing {} - ed.), that the pier is open," Jan Wrona said.'
    one = "Prime Minister Marin Cholaku came to the pier."
    assert values(f"{one}\n\n{said.format('Colako')}") == ["Marin Cholaku / Colako"]
    assert values(f"{one}\n\n{said.format('Cholaku')}") == []
    assert values(f"{one}\n\nThe Prime Minister (as Colako was not) came to the pier.") == []


PIECES = [
    "12",
    "nine",
    "million",
    "workers",
    "1980s",
    "F-16",
    "and",
    "%",
    "²",
    "$3",
    "9" * 400,
    "1" + "0" * 400,
    "5 May",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=4), min_size=2, max_size=3))
def test_values_are_slices_of_their_sentences(texts: list[list[str]]) -> None:
    """In any text."""
    for one in discrepancies(*(TOLL.replace("12", " ".join(pieces)) for pieces in texts)):
        for whole, value in zip((one.one, one.other), one.values, strict=True):
            assert whole.article_id == value.article_id
            assert whole.span.contains(value.span)
            assert whole.text[value.span.start - whole.span.start :].startswith(value.text)


# --- stories of many articles -------------------------------------------------------------------------------------

VARIANTS = ["12 workers", "14 workers", "nine workers", "12 cranes", "12 workers on 3 March", "12 workers on 9 March"]
PLACES = ["Varna", "Odesa", "Varna and Odesa"]


@given(st.lists(st.tuples(st.sampled_from(VARIANTS), st.sampled_from(PLACES)), min_size=2, max_size=9))
def test_a_story_tells_the_first_pair_that_differs(told: list[tuple[str, str]]) -> None:
    """What two of its articles would come to by themselves, and on each thing one pair."""
    texts = [TOLL.replace("12 workers", variant).replace("Varna", place) for variant, place in told]
    expected = {}
    for pair in combinations(texts, 2):
        for one in discrepancies(*pair):
            expected.setdefault(one.kind, (one.one.text, one.other.text))
    assert {one.kind: (one.one.text, one.other.text) for one in discrepancies(*texts)} == expected


@pytest.mark.parametrize("variants", [("12 workers", "14 workers"), ("12 workers on 3 March", "12 workers on 9 March")])
@pytest.mark.parametrize(("same", "is_told"), [(1, True), (39, True), (40, False), (60, False)])
def test_so_many_sentences_on_one_thing_are_compared(variants: tuple[str, str], same: int, is_told: bool) -> None:
    """The first forty of a story, however many there are: those that state nothing on it do not count."""
    one, other = (TOLL.replace("12 workers", variant) for variant in variants)
    unclear = one.replace(variants[0], f"{variants[0]} or 99 workers") if "on" not in variants[0].split() else TOLL
    assert bool(discrepancies(*[unclear] * 5, *[one] * same, *[other] * 30)) == is_told


def test_what_is_like_nothing_counts_among_them() -> None:
    """It is not known to be so unless all are compared."""
    texts = [*["In Odesa 5 workers slept."] * 45, TOLL, TOLL.replace("12", "14")]
    assert discrepancies(*texts[7:]) != ()
    assert discrepancies(*texts) == ()


def test_discrepancies_come_in_the_order_in_which_their_things_do() -> None:
    """By the first sentence that states one number of a thing, and there from left to right."""
    ships = "The storm off the coast of Sulina damaged {} ships and shut the lighthouse on the southern pier."
    told, other = f"{TOLL} {ships.format(3)}", f"{TOLL.replace('12', '14')} {ships.format(7)}"
    assert values(f"Officials said 5 ships came. {told}", other) == ["3 / 7", "12 / 14"]
    assert values(f"Officials said 5 ships or 6 ships came. {told}", other) == ["12 / 14", "3 / 7"]
    both = [TOLL.replace("12 workers", told) for told in ("nine workers and 3 ships", "12 workers and 3 ships")]
    assert values(*both, both[0].replace("3 ships", "7 ships")) == ["nine / 12", "3 / 7"]
