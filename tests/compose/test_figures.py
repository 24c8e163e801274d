"""Key figures: numbers that a desk should see, in their own sentences."""

import pytest
from factories import article, digest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.figures import find_figures
from briefing.model import (
    Article,
    Citation,
    CitedPoint,
    CitedQuote,
    Edit,
    Excerpt,
    KeyFigure,
    Mark,
    Reason,
    Span,
)


def point(made: Article, number: int = 1, excerpt: Excerpt | None = None, theme: str = "") -> CitedPoint:
    """A printed point with all of an article where no excerpt is given."""
    whole = excerpt or Excerpt(made.passage(Span(0, len(made.text))))
    reasons = (Reason(theme, (), 0, 1.0),) if theme else ()
    return CitedPoint(f"p{number}", whole, Citation(number, made.id, (1, 1)), reasons)


def figures(*texts: str, most: int = 4, themes: str = "", language: str = "en") -> tuple[KeyFigure, ...]:
    """The figures of some articles with one point each, of the themes whose letters are given."""
    made = [article(text, f"{number}.txt", language=language) for number, text in enumerate(texts)]
    points = [point(one, number, theme=themes[number - 1 : number]) for number, one in enumerate(made, 1)]
    return find_figures(points, (), {one.id: one for one in made}, most)


def numbers(*texts: str, **values: str | int) -> list[str]:
    """The numbers of these figures."""
    return [one.number.text for one in figures(*texts, **values)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The force will number 12 vessels from three countries.", "12"),
        ("Some 31 nations sent observers to the port of Varna.", "31"),
        ("The port sold 1,200 tonnes of grain to the mills.", "1,200"),
        ("The pier costs $1.2 billion, the council said.", "$1.2 billion"),
        ("The pier costs US$600m, the council said.", "US$600m"),
        ("The pier costs 1.5 million euros, the council said.", "1.5 million euros"),
        ("The pier costs EUR 30,000, the council said.", "EUR 30,000"),
        ("The pier costs 30,000 USD, the council said.", "30,000 USD"),
        ("Trade fell by 12 percent in the port of Varna.", "12 percent"),
        ("Trade fell by 12.5% in the port of Varna.", "12.5%"),
        ("In the fire at the port 20 were injured, and no ship left.", "20"),
        ("The fire killed 2 people and destroyed 300 houses.", "2"),
        ("Trade rose by 5 percent after 30 percent before the war.", "5 percent"),
        ("The fleet sent 3 warships to the port of Varna.", "3"),
    ],
)
def test_a_figure_is_a_number_with_its_unit(text: str, number: str) -> None:
    """Its sign or code, its magnitude, its unit, and not what it counts."""
    (found,) = figures(text)
    assert found.number.text == number
    assert found.excerpt
    assert found.excerpt.passage.text == text


@pytest.mark.parametrize(
    "text",
    [
        "The council of Varna met on 12 March and on March 15 with pilots.",
        "The council of Varna saw in 2024 pilots leave the port by sea.",
        "The council of Varna met at 10:30 and again at 11 a.m. today.",
        "The council of Varna met for 14 days and for 36 working hours.",
        "It was the 12th meeting of the council of Varna with pilots.",
        "The ship carried F-16 jets, S-300 launchers and 9M729 missiles.",
        "The council spoke of Article 15 rules and Resolution 2231 demands.",
        "It is the Group of 20 leaders who met in the port of Varna.",
        "The soldiers of Unit 42 forces left, and so did Apollo 11 crews.",
        "The pilot Jan Nowak, 34, left the port of Varna by the sea.",
        "The pilot is a 34-year-old sailor and lives on page 30 maps.",
        "The team of Varna won 31-12 against the pilots of the port.",
        "The harbor can be called at 1266810 numbers of all kinds.",
        "There were hundreds of ships, and twelve pilots, in the port.",
        "The council met 3 pilots in the port of Varna and left.",
    ],
)
def test_no_figure(text: str) -> None:
    """Dates, times, lengths of time, orders, names, ages, results, codes, words, and what is too small to be one."""
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "Der Hafen von Varna kostet 1,5 Mio. Euro im Jahr.", "1,5 Mio. Euro"),
        ("de", "Nach Artikel 15 Absatz 20 schickt die Flotte 30 Schiffe nach Varna.", "30"),
        ("fr", "Le port de Varna a vendu 1\u202f200 tonnes de blé en mai.", "1\u202f200"),
        ("es", "El puerto de Varna cuesta 30 millones de euros al alcalde.", "30 millones de euros"),
        ("ro", "Portul a primit 12 nave militare în această lună.", "12"),
        ("uk", "Україна отримає від партнерів 12 мобільних радарів.", "12"),
        ("ru", "Порт Варны продал 30 тысяч тонн зерна в марте.", "30 тысяч"),
    ],
)
def test_figures_of_other_languages(language: str, text: str, number: str) -> None:
    """Units, magnitudes and what has a number for a name are in the lexicon."""
    assert numbers(text, language=language) == [number]


PEOPLE, MONEY = "The fire in Sulina killed 12 people.", "The pier in Varna costs €26 million, the mayor said."
SHARE, COUNT = "Trade in Odesa fell by 12 percent.", "About 40 pilots of Constanta went home."


def test_the_weightiest_are_chosen_and_shown_in_the_order_of_the_items() -> None:
    """People who came to harm and money before shares and counts."""
    assert numbers(COUNT, SHARE, MONEY, PEOPLE, most=2) == ["€26 million", "12"]
    assert numbers(COUNT, SHARE, PEOPLE, MONEY, most=2) == ["12", "€26 million"]
    assert [one.id for one in figures(COUNT, SHARE, MONEY, PEOPLE, most=2)] == ["f1", "f2"]


def test_the_larger_of_a_kind_is_chosen() -> None:
    """By its value, not by its digits."""
    assert numbers("The pier costs €900,000 in all.", "The quay costs €2 million in all.", most=1) == ["€2 million"]


def test_a_price_weighs_no_more_than_a_count() -> None:
    """Money is shown for its amount."""
    assert numbers(COUNT, "A ton of grain costs $5 in Sulina.", most=1) == ["40"]


def test_a_figure_with_its_sentence_goes_first() -> None:
    """Before a larger one of a second sentence."""
    assert numbers("It rained in Varna. The pier costs €3 million.", "The quay costs €2 million.", most=1) == [
        "€2 million"
    ]


def test_an_article_gives_one_figure() -> None:
    """Of all its points."""
    made = article(f"{MONEY}\n\n{PEOPLE}")
    points = [
        point(made, number, Excerpt(made.passage(sentence.span))) for number, sentence in enumerate(made.sentences, 1)
    ]
    (found,) = find_figures(points, (), {made.id: made}, 4)
    assert (found.number.text, found.item) == ("€26 million", "p1")


def test_themes_take_turns() -> None:
    """A second figure of one theme only where others have none left."""
    other = PEOPLE.replace("12", "15")
    assert numbers(PEOPLE, other, SHARE, most=2, themes="aab") == ["15", "12 percent"]
    assert numbers(PEOPLE, other, SHARE, most=3, themes="aab") == ["12", "15", "12 percent"]


def test_the_same_figure_is_shown_once() -> None:
    """Two articles have it."""
    assert numbers(PEOPLE, PEOPLE.replace("Sulina", "Varna")) == ["12"]


def test_a_quotation_is_not_cut() -> None:
    """In a slot of its own or in a point: the number, and no sentence."""
    made = article(f'"We lost 12 ships and all our cranes in the fire," said Rumen Dachev. {PEOPLE}')
    cited = CitedQuote("q1", made.quotes[0], Citation(1, made.id, (1, 1)), ())
    (alone,) = find_figures((), [cited], {made.id: made}, 4)
    assert (alone.number.text, alone.item, alone.excerpt) == ("12", "q1", None)
    inside = Excerpt(made.passage(made.sentences[0].span))
    (found,) = find_figures([point(made, excerpt=inside)], (), {made.id: made}, 4)
    assert (found.number.text, found.item, found.excerpt) == ("12", "p1", None)


def test_only_the_first_sentence_of_a_point_stands_alone() -> None:
    """With the edits and marks inside it."""
    made = article("The pier [sic] of Varna costs €26 million in all. It was built by 40 men.")
    first, second = (sentence.span for sentence in made.sentences)
    edits = (Edit(Span(4, 8), "pier one", "title"), Edit(Span(second.start, second.start + 2), "The pier", "pronoun"))
    marks = (Mark(Span(9, 14), "bracket"), Mark(Span(second.end - 1, second.end), "bracket"))
    whole = Excerpt(made.passage(Span(first.start, second.end)), edits, marks)
    (found,) = find_figures([point(made, excerpt=whole)], (), {made.id: made}, 4)
    assert found.excerpt == Excerpt(made.passage(first), edits[:1], marks[:1])
    made = article("The pier of Varna was built last year. It cost the town €26 million in all.")
    assert find_figures([point(made)], (), {made.id: made}, 4) == ()


def test_no_figure_inside_an_edit() -> None:
    """What our words stand for is not printed."""
    made = article(COUNT)
    edited = Excerpt(made.passage(Span(0, len(COUNT))), (Edit(Span(6, 15), "they", "pronoun"),))
    assert COUNT[6:15] == "40 pilots"
    assert find_figures([point(made, excerpt=edited)], (), {made.id: made}, 4) == ()


PIECES = [
    "12 ships",
    "$3 million",
    "5%",
    "2024",
    "F-16",
    "1,200 men",
    "III",
    "²",
    "killed 12",
    "9" * 400,
    ".",
    '"',
    "٣٤ ships",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.integers(0, 3))
def test_numbers_are_slices_of_their_items(text: str, most: int) -> None:
    """In any text; the sentence around one holds it."""
    made = digest(f"The port of Varna sold {text} to the mills of the town. {text}")
    points = [point(made.article, number, one.excerpt) for number, one in enumerate(made.points, 1)]
    found = find_figures(points, (), {made.article.id: made.article}, most)
    assert len(found) <= min(most, 1)
    for one in found:
        assert one.number == made.article.passage(one.number.span)
        assert one.excerpt is None or one.excerpt.passage.span.contains(one.number.span)
