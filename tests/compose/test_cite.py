"""Numbers of sources, and paragraphs of what is cited."""

from factories import analysis, briefing, theme

from briefing.model import Citation, CitedPoint

THEMES = (theme("air", "radar*"), theme("sea", "black sea", order=2))
AIR = "The port of Varna will get two radars before the winter."
SEA = "The Black Sea was calm, and all ships left the harbor in time."
REST = "The library of Sozopol opens a reading room in May."


def test_sources_are_numbered_by_first_use() -> None:
    """Highlights first, then section by section; the register has them in that order."""
    made = briefing(
        analysis(REST, "rest.txt", date="2026-03-02"),
        analysis(SEA, "sea.txt", date="2026-03-03"),
        analysis(AIR, "air.txt", date="2026-03-04"),
        themes=THEMES,
    )
    assert [(one.number, one.article.source.path) for one in made.register] == [
        (1, "air.txt"),
        (2, "sea.txt"),
        (3, "rest.txt"),
    ]
    assert [point.citation.number for point in made.points()] == [1, 2, 3, 1, 2, 3]


def test_the_same_source_keeps_its_number() -> None:
    """Wherever and as what it is cited."""
    text = f'{AIR}\n\n"We have bought the radars that the towns asked for," Anna Nowak said.\n\n{SEA}'
    made = briefing(analysis(text), themes=THEMES)
    items = (*made.points(), *made.quotes())
    assert {item.citation.number for item in items} == {1}
    assert len(made.register) == 1


def test_ids_are_counted_as_printed() -> None:
    """Points and quotations each from 1, highlights first."""
    text = f'{AIR}\n\n"We have bought the radars that the towns asked for," Anna Nowak said.\n\n{SEA}'
    made = briefing(analysis(text), themes=THEMES)
    assert [point.id for point in made.points()] == ["p1", "p2", "p3", "p4"]
    assert [[item.id for item in section.items] for section in made.sections] == [["p3", "q1"], ["p4"], []]


def test_a_citation_names_the_paragraph() -> None:
    """Of the point and of the quotation, counted from 1."""
    text = f'{REST}\n\n{AIR}\n\n"We have bought the radars that the towns asked for," Anna Nowak said.'
    made = briefing(analysis(text), themes=THEMES)
    (section, *_) = made.sections
    article = made.register[0].article
    assert [item.citation for item in section.items] == [
        Citation(1, article.id, (2, 2)),
        Citation(1, article.id, (3, 3)),
    ]


def test_a_point_over_two_paragraphs_names_both() -> None:
    """From the one where it begins to the one where it ends."""
    praise = "Anna Nowak praised the radar crews of Varna."
    made = briefing(analysis(f"{REST}\n\n{praise}\n\nThis was said at the port of Varna, which has no radar."))
    points = [item for section in made.sections for item in section.items if isinstance(item, CitedPoint)]
    assert ["\n\n" in point.excerpt.passage.text for point in points].count(True) == 1
    for point in points:
        first, last = point.citation.paragraphs
        assert last - first == point.excerpt.passage.text.count("\n\n")


def test_copies_stand_with_their_original() -> None:
    """The register names where the same text was carried too."""
    text = f"{AIR} {SEA} {REST}"
    made = briefing(analysis(text, "one.txt"), analysis(text, "two.txt", outlet="Halden Post", date="2026-03-05"))
    (entry,) = made.register
    assert [(copy.path, copy.outlet) for copy in entry.copies] == [("two.txt", "Halden Post")]


def test_what_is_not_printed_has_no_number() -> None:
    """A used article without a printed item is not in the register."""
    made = briefing(analysis(AIR, "air.txt"), analysis("Yes.", "short.txt"))
    assert [one.article.source.path for one in made.register] == ["air.txt"]
