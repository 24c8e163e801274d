"""Discrepancies: only what cannot be right in both places."""

import pytest
from factories import article

from briefing.compose.discrepancies import find_discrepancies
from briefing.model import Article, Story

TOLL = "The fire at the port of Varna injured 12 workers and shut the grain terminal on the northern pier."


def found(*texts: str) -> list[tuple[str, str, str]]:
    """The discrepancies of a story that has these articles."""
    articles: list[Article] = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    story = Story("story-1", "", articles[0].id, tuple(one.id for one in articles), ())
    return [(one.kind, one.one.text, one.other.text) for one in find_discrepancies([story], articles)]


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
    ],
)
def test_no_discrepancy(other: str) -> None:
    """What may well be right beside the other is not told."""
    assert found(TOLL, other) == []


def test_the_same_difference_is_told_once() -> None:
    """However many articles have it."""
    assert len(found(TOLL, TOLL.replace("12", "14"), TOLL.replace("12", "14") + " It rained.")) == 1


def test_a_table_is_no_discrepancy() -> None:
    """Where other figures differ too, it is not the same report."""
    row = "Port of Varna sold {} tonnes of wheat, {} bags of rice and {} barrels of oil in the first quarter."
    assert found(row.format(12, 30, 7), row.format(15, 41, 9)) == []


def test_another_day() -> None:
    """Of the same month, in sentences that say the same."""
    one = "The new ferry line between Varna and Odesa opens with two ships on March 12, the port authority said."
    other = one.replace("March 12", "March 21")
    assert found(one, other) == [("date", one, other)]


def test_two_spellings_of_a_name_in_one_article() -> None:
    """Under one title; what another article spells otherwise is its own affair."""
    one = "Prime Minister Marin Cholaku opened the pier."
    other = "The budget was read to Prime Minister Colako, who left."
    assert found(f"{one}\n\n{other}") == [("name", one, other)]
    assert found(one, other) == []


def test_two_ministers_are_no_discrepancy() -> None:
    """Two people can bear one title, and a surname is the same person's."""
    assert found("Prime Minister Marin Cholaku met Prime Minister Jan Nowak. Prime Minister Cholaku left.") == []


def test_two_titles_of_one_kind() -> None:
    """Before the same full name; a longer title is no other one."""
    one, other = "Defense Minister Jan Nowak opened the pier.", "The budget is that of Foreign Minister Jan Nowak."
    assert found(one, other) == [("title", one, other)]
    assert found(one, other.replace("Foreign Minister", "Minister")) == []
