"""Locators name articles, or paragraphs of them, as the page prints them."""

import pytest

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
