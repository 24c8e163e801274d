"""What two texts are compared by."""

import pytest

from briefing.compose.sameness import denials, figures, months, topic_terms

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


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Never. It did NOT leave", "en", {"never", "not"}),
        ("The boats won’t be delivered", "en", {"n't"}),
        ("The boats will no longer be delivered", "en", {"no longer"}),
        ("It is false that the plan has been cancelled", "en", {"false", "cancelled"}),
        ("The boats leave at noon with knots", "en", set()),
        ("Sie fährt nicht", "de", {"nicht"}),
        ("It did not leave", "xx", set()),
    ],
)
def test_what_denies_or_takes_back(text: str, language: str, found: set[str]) -> None:
    """Where the language's words are known, whole and whatever the apostrophe."""
    assert denials(text, language) == found


def test_a_month_is_no_modal() -> None:
    """Nor is every march one."""
    assert months("Crews may march in May", "en") == {"may"}
    assert months("До 20 березня", "uk") == {"березня"}


def test_the_title_belongs_to_the_topic() -> None:
    """Words that tell nothing do not."""
    assert topic_terms("The radars", "of the port", "en") == ("radar", "port")


PROSE = " ".join(f"Ship number {number} left the port of Varna with grain for Sulina." for number in range(8))


@pytest.mark.parametrize(
    ("around", "counts"),
    [
        pytest.param("Lighthouse", False, id="a menu"),
        pytest.param("Lighthouse: All that you need to know on what the keeper said", False, id="a headline"),
        pytest.param("The lighthouse is shut.", False, id="a short sentence"),
        pytest.param("The lighthouse of the port was shut on Monday in a storm.", True, id="a paragraph"),
        pytest.param("“The lighthouse of the port was shut on Monday in a storm.”", True, id="a quotation"),
    ],
)
def test_what_stands_around_the_text_is_no_topic(around: str, counts: bool) -> None:
    """Menus and headlines of other reports are short or end as no sentence does."""
    assert ("lighthouse" in topic_terms("", f"{around}\n\n{PROSE}", "en")) is counts


def test_all_of_a_text_tells_where_little_of_it_is_prose() -> None:
    """A flash or a poem has its topic too."""
    assert topic_terms("", f"Lighthouse\n\n{PROSE[:300]}", "en")[0] == "lighthouse"
