"""What two texts are compared by."""

import pytest

from briefing.compose.sameness import denials, figures, topic_terms

FIGURES = [
    # a text, its language, the figures in it
    ("Two of 31 radars for 1.5 million", "en", ("two", "31", "1", "5", "million")),
    ("Zwei von 31 Schiffen", "de", ("zwei", "31")),
    ("Two ships", "", ()),
    ("F-16 and U2", "en", ("16", "2")),
]


@pytest.mark.parametrize(("text", "language", "expected"), FIGURES)
def test_figures_are_found_in_order(text: str, language: str, expected: tuple[str, ...]) -> None:
    """In digits, and in words where the language's are known."""
    assert figures(text, language) == expected


def test_denials_are_found_in_order() -> None:
    """Where the language's are known."""
    assert denials("Never. It did NOT leave", "en") == ("never", "not")
    assert denials("Sie fährt nicht", "de") == ("nicht",)
    assert denials("It did not leave", "xx") == ()


def test_the_title_belongs_to_the_topic() -> None:
    """Words that tell nothing do not."""
    assert topic_terms("The radars", "of the port", "en") == ("radar", "port")
