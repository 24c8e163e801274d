"""Who said what: the statements of the cited articles, counted by speaker and article."""

from dataclasses import replace
from datetime import date as Date

from factories import analysis_of, article, attributed, briefing, named, reported, slice_of, theme

from briefing.model import Article, Attribution, Briefing, Event, Occasion

TEXT = """Polish minister Anna Nowak and Marek Lis spoke of the radars in Varna on Wednesday.

“We have bought the radars that the towns asked for. They will be here soon,” Nowak said.

She called them “slow, old and absolutely necessary” and “ours” for the coast.

Radars are needed, Lis told the reporters in Burgas."""
OTHER = """“The radars will watch over the coast of the Black Sea all winter,” Anna Nowak said."""


def told(*made: Article) -> Briefing:
    """A briefing of these articles."""
    return briefing(*map(analysis_of, made), themes=[theme("air", "radar*")])


def rows(*made: Article) -> list[tuple[object, ...]]:
    """Who said what: name, source, and the paragraphs of what is full, in fragments, reported."""
    return [(one.speaker.name, one.number, one.full, one.fragments, one.reported) for one in told(*made).statements]


def nowak(text: str = TEXT, path: str = "a.txt") -> Article:
    """An article all of whose quotations are by Anna Nowak, without indirect speech."""
    made = replace(article(text, path), reports=())
    return attributed(made, named(made, "Anna Nowak"))


def test_statements_are_counted_by_kind() -> None:
    """With the paragraph of each, two in one paragraph twice."""
    made = nowak()
    assert rows(reported(made, named(made, "Marek Lis"), 4)) == [
        ("Anna Nowak", 1, (2,), (3, 3), ()),
        ("Marek Lis", 1, (), (), (4,)),
    ]


def test_a_speaker_s_rows_stay_together() -> None:
    """A row for each source, in their order; whoever says most comes first, then by name."""
    one, two = nowak(), nowak(OTHER, "b.txt")
    one = reported(one, named(one, "Marek Lis"), 1, 4)
    assert [(name, number) for name, number, *_ in rows(one, two)] == [
        ("Anna Nowak", 1),
        ("Anna Nowak", 2),
        ("Marek Lis", 1),
    ]
    busier = reported(one, named(one, "Marek Lis"), 1, 1, 3, 4, 4)
    assert [name for name, *_ in rows(busier, two)] == ["Marek Lis", "Anna Nowak", "Anna Nowak"]
    made = article(TEXT)
    even = reported(attributed(made, named(made, "Marek Lis")), named(made, "Anna Nowak"), 1, 4, 4)
    assert [name for name, *_ in rows(even)] == ["Anna Nowak", "Marek Lis"]


def test_nobody_is_counted_who_is_not_named() -> None:
    """Somebody unnamed, withheld or not identified has no row."""
    made = article(TEXT)
    for nobody in (
        Attribution(),
        Attribution(None, slice_of(made, "the reporters"), "unnamed", None, "around", "sure"),
        Attribution(None, slice_of(made, "Lis"), "name", None, "behind", "likely", withheld=True),
    ):
        assert rows(reported(attributed(made, nobody), nobody, 4)) == []


def test_only_cited_articles_count() -> None:
    """One of which nothing is printed has no number to cite."""
    other = article("“It is so,” Anna Nowak said.", "b.txt")
    made = briefing(analysis_of(nowak()), analysis_of(other), themes=[theme("air", "radar*")])
    assert {row.article_id for row in made.statements} == set(made.articles())


def test_the_first_role_that_an_article_gives_is_taken() -> None:
    """Where it stands at some of the speaker's statements alone."""
    made = nowak()
    plain, minister = named(made, "Anna Nowak"), named(made, "Anna Nowak", "Polish minister")
    first, *others = made.quotes
    mixed = replace(made, quotes=(first, *(replace(quote, attribution=minister) for quote in others)))
    assert first.attribution == plain
    assert [row.speaker.role for row in told(mixed).statements] == ["Polish minister"]
    assert [row.speaker.role for row in told(made).statements] == [""]


def test_the_occasions_of_a_speaker() -> None:
    """Each once, with the paragraphs of what was said there, in the order of these."""
    made = nowak()
    varna = Occasion(slice_of(made, "in Varna"), slice_of(made, "on Wednesday"), Date(2026, 3, 4))
    burgas = Occasion(slice_of(made, "in Burgas"), None, None)
    full, one, two = made.quotes
    made = replace(made, quotes=(replace(full, occasion=varna), replace(one, occasion=varna), two))
    for paragraph, events in (
        (4, (Event(varna, (2, 3)), Event(burgas, (4,)))),
        (1, (Event(burgas, (1,)), Event(varna, (2, 3)))),
    ):
        (row,) = told(reported(made, named(made, "Anna Nowak"), paragraph, occasion=burgas)).statements
        assert row.events == events
