"""How much of a statement only what was said before it explains."""

import pytest
from factories import article

from briefing.condense import condense
from briefing.condense.looseness import Looseness
from briefing.lexicon import load_lexicon

BEFORE = "The council of Varna has drawn up a plan to rebuild the pier, and a vote is due in May. "


def loose(statement: str, before: str = BEFORE, language: str = "en") -> int:
    """How many phrases of a statement point back, behind these sentences."""
    made = article(before + statement, language=language)
    return Looseness(made, load_lexicon(language)).count(len(before), statement)


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("Ships of Gdynia came to Varna.", 0),
        ("Anna Nowak praised the plan.", 1),
        ("Anna Nowak praised the plan and the pier.", 2),
        ("Anna Nowak praised the plan for Varna.", 0),
        ("Anna Nowak praised the plan that Varna has.", 1),
        ("Anna Nowak praised the Varna plan.", 0),
        ("Anna Nowak drew up another plan.", 1),
        ("Anna Nowak has a plan, and the plan is good.", 0),
        ("Anna Nowak praised the weather.", 0),
        ("Anna Nowak praised the ferry.", 0),
        ("Anna Nowak praised these steps.", 1),
        ("Anna Nowak praised those who came.", 0),
        ("Anna Nowak agreed on that rule.", 1),
        ("Anna Nowak agreed that ships wait.", 0),
        ("Experts believe this could take years.", 1),
        ("The first vote of the year is near.", 0),
    ],
)
def test_phrases_that_point_back_are_counted(statement: str, count: int) -> None:
    """A definite one where its noun was told before, and nothing in the statement says which is meant."""
    assert loose(statement) == count


def test_the_first_statement_points_nowhere() -> None:
    """Nothing has been told before it."""
    assert loose("Anna Nowak praised the plan.", before="") == 0


def test_statements_are_counted_one_after_the_other() -> None:
    """What one tells, the next may point at."""
    made = article("A ferry came to Varna in the night. Anna Nowak praised the ferry.")
    counter = Looseness(made, load_lexicon("en"))
    first, second = (made.text[one.span.start : one.span.end] for one in made.sentences)
    assert [counter.count(0, first), counter.count(made.sentences[1].span.start, second)] == [0, 1]


def test_a_language_without_lists_counts_nothing() -> None:
    """Rather than something wrong."""
    assert loose("Statki z Gdyni przypłynęły wczoraj do Warny.", language="pl") == 0


def test_what_an_edit_tells_is_not_loose() -> None:
    """A title that we name is understood, and so is a quotation's own affair."""
    made = article(
        "Bulgarian Defense Minister Anna Nowak opened a new pier in Varna on Monday. The minister said that the towns "
        'of the coast had waited for years. Crews in Varna said that they had "waited for the pier" in the rain.'
    )
    by_words = {point.excerpt.passage.text[:12]: point.loose for point in condense(made)}
    assert by_words["The minister"] == 0
    assert by_words["Crews in Var"] == 0


@pytest.mark.parametrize("following", ["But is it enough?", "Here are the others."])
def test_what_leads_in_a_question_or_a_list_counts_as_loose(following: str) -> None:
    """Deep in an article too, where it may be news all the same."""
    filled = "Ships of nine ports came to Varna. " * 4
    made = article(f"{filled}Anna Nowak of Gdynia sold two boats. {following} Marek Lis of Gdynia sold nine boats.")
    by_words = {point.excerpt.passage.text[:10]: point.loose for point in condense(made)}
    assert (by_words["Anna Nowak"], by_words["Marek Lis "]) == (2, 0)
