"""Locators name articles, or paragraphs of them, as the page prints them."""

import pytest
from factories import analysis, briefing

from briefing.compose.locate import names


@pytest.mark.parametrize(
    ("pattern", "path", "paragraph", "named"),
    [
        ("a.txt", "a.txt", None, True),
        ("a.txt", "b/a.txt", None, False),
        ("*/a.txt", "b/a.txt", None, True),
        ("A.txt", "a.txt", None, False),
        ("a.txt", "a.txt", 3, True),
        ("a.txt ¶3", "a.txt", 3, True),
        ("a.txt¶3", "a.txt", 3, True),
        (" a.txt ¶3 ", "a.txt", 3, True),
        ("a.txt ¶3", "a.txt", 13, False),
        ("a.txt ¶3", "a.txt", None, False),
        ("*.txt ¶1", "a.txt", 1, True),
        ("feed.jsonl#2", "feed.jsonl#2", None, True),
        ("feed.jsonl", "feed.jsonl#2", None, False),
        ("feed.jsonl#*", "feed.jsonl#12", 4, True),
        ("feed.jsonl#1 ¶2", "feed.jsonl#1", 2, True),
        ("", "a.txt", None, False),
        ("Порт*", "Порт Одеса.txt", None, True),
    ],
)
def test_names(pattern: str, path: str, paragraph: int | None, named: bool) -> None:
    """A path, a pattern of paths, an article of an export, each with or without a paragraph."""
    assert names(pattern, path, paragraph) is named


def test_a_locator_that_names_nothing_is_told() -> None:
    """A slip would print what was to be kept out, so it is a problem with its setting and what it says."""
    one = analysis("Varna will get two radars.\n\nThe Black Sea is calm.", "a.txt")
    made = briefing(one, exclude=("b.txt", "a.txt ¶2"), pin=("a.txt ¶3", "a.*"))
    assert [problem.where for problem in made.problems] == ["exclude 'b.txt'", "pin 'a.txt ¶3'"]
    assert all(problem.message and problem.hint for problem in made.problems)
