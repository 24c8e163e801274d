"""The counts of the source statement, and the credibility of points."""

from dataclasses import replace
from functools import partial

import pytest
from factories import analysis, analysis_of, article, briefing, slice_of, theme

from briefing.compose.ratings import corroborate, credibility
from briefing.model import (
    Analysis,
    Briefing,
    CitedPoint,
    CitedQuote,
    Corroboration,
    Origin,
    Outlet,
    Passage,
    Section,
    Source,
    Support,
)
from briefing.outlets import Register

SHIPS = "Grain ships left the port of Varna on Friday for the first time in a week, the harbor master said."
AGAIN = "For the first time in a week grain ships left the port of Varna, the harbor master told reporters on Friday."
TOLL = "The fire at the port of Varna injured 12 workers and shut two grain terminals on the pier."
SHIFT = (
    "On the pier of Varna the fire shut the grain terminal of the port, where it injured 12 workers at three o'clock."
)
CREWS = "The crews of the grain ships had waited at the port of Varna since the fire."
OWNER = "The grain terminal of the port of Varna is insured, its owner said after the fire."
ENGINES = "The port of Varna has asked for new fire engines."
FERRY = "Sulina will open a ferry line to Odesa with two ships in April, Northern Newswire reports."
PIER = "The ferry line from Sulina needs a longer pier, and the town council voted for it."
THEMES = [theme("ports", "port"), theme("ferries", "ferry", order=2)]
OUTLETS = (
    Outlet("Port Gazette", also=("The Port Gazette",), reliability="B"),
    Outlet("Coast Radio", also=("coastradio.example",), reliability="D"),
)


def told(*texts: str, path: str, **fields: str) -> Analysis:
    """A file of these paragraphs."""
    return analysis("\n\n".join(texts), path, **fields)


def week() -> tuple[Analysis, ...]:
    """A fire and a ferry: two who say the same, two who differ, and one report carried twice."""
    return (
        told(TOLL, SHIPS, path="a.txt", outlet="Port Gazette"),
        told(AGAIN, CREWS, path="b.txt", outlet="Halden Post", date="2026-03-03"),
        told(TOLL.replace("12", "14"), OWNER, path="c.txt", outlet="Pontic Herald", date="2026-03-05"),
        told(SHIFT, ENGINES, path="d.txt", outlet="", url="https://news.coastradio.example/1", date="2026-03-06"),
        told(FERRY, PIER, path="e.txt", outlet="Coast Mirror", date=""),
        told(FERRY, PIER, path="f.txt", outlet="Sulina Bulletin", date=""),
    )


def made(*analyses: Analysis) -> Briefing:
    """A briefing whose discrepancies tell the number alone, and whose report of the shift has the toll's support."""
    composed = briefing(*(analyses or week()), themes=THEMES, highlights=1)
    sections = tuple(
        replace(section, items=tuple(map(partial(carried, composed), section.items))) for section in composed.sections
    )
    return doubting(replace(composed, sections=sections), "12")


def carried(composed: Briefing, item: CitedPoint | CitedQuote) -> CitedPoint | CitedQuote:
    """An item; the shift's is carried by the toll's article, too, which is otherwise told to say the same."""
    if not isinstance(item, CitedPoint) or item.excerpt.passage.text != SHIFT:
        return item
    toll = next(id for id, one in composed.articles().items() if TOLL in one.text)
    return replace(item, support=Support((item.citation.article_id, toll), ("Port Gazette",), 2))


def doubting(composed: Briefing, value: str) -> Briefing:
    """A briefing whose discrepancies put these words of the passage with 12 in doubt, and the other's 14."""
    texts = composed.articles()

    def doubted(side: Passage) -> Passage:
        return slice_of(texts[side.article_id], value if "12" in side.text else "14")

    pairs = (
        replace(one.found, values=(doubted(one.found.one), doubted(one.found.other))) for one in composed.discrepancies
    )
    return replace(
        composed,
        discrepancies=tuple(replace(one, found=pair) for one, pair in zip(composed.discrepancies, pairs, strict=True)),
    )


def counted(composed: Briefing, *outlets: Outlet) -> Corroboration:
    """The counts of a briefing under a register of outlets."""
    known = Register(outlets)
    register = [replace(entry, outlet=known.find(entry.article.source)) for entry in composed.register]
    return corroborate(register, composed.sections, composed.stories, composed.discrepancies, composed.highlights)


def ids(composed: Briefing, *words: str) -> set[str]:
    """The ids of the points with these words."""
    return {point.id for point in composed.points() if any(one in point.excerpt.passage.text for one in words)}


def test_every_count() -> None:
    """Of a week whose items can be counted by hand."""
    composed = made()
    found = counted(composed, *OUTLETS)
    printed = [(item.citation.number, item.id) for section in composed.sections for item in section.items]
    assert [number for number, _ in printed] == [2, 1, 3, 4, 4, 5, 5]
    assert found == Corroboration(
        cited=5,
        outlets=5,
        outlets_unstated=0,
        carriers=1,
        origins=5,
        third_hand=1,
        undated=1,
        points=7,
        confirmed=1,
        single=5,
        contradicted=3,
        discrepancies=1,
        ratings=(("A", 0), ("B", 1), ("C", 0), ("D", 1), ("E", 0), ("F", 3)),
        unrated=3,
        heaviest=((4, 2), (5, 2)),
        single_source_themes=("ferries",),
        touched=found.touched,
        credible=found.credible,
    )
    assert set(found.touched) == ids(composed, TOLL, TOLL.replace("12", "14"), SHIFT)
    assert set(found.credible) == ids(composed, AGAIN)


@pytest.mark.parametrize(
    ("origins", "contradicted", "expected"),
    [(1, False, 6), (2, False, 1), (7, False, 1), (2, True, 6), (1, True, 6), (None, False, 6)],
)
def test_credibility(origins: int | None, contradicted: bool, expected: int) -> None:
    """Two independent origins and no contradiction; outlets do not count."""
    support = None if origins is None else Support(("a", "b", "c"), ("One", "Two", "Three"), origins)
    assert credibility(support, contradicted) == expected


def test_nobody_is_rated_without_a_register() -> None:
    """Who is not in it is F, which is not said to be a rating."""
    found = counted(made())
    assert (found.ratings[5], found.unrated) == (("F", 5), 5)
    assert sum(number for _, number in found.ratings[:5]) == 0
    rated_f = counted(made(), Outlet("Pontic Herald"))
    assert (rated_f.ratings[5], rated_f.unrated) == (("F", 5), 4)


def test_an_outlet_that_is_not_told() -> None:
    """Neither by the article nor by its address, whose host stands for it."""
    found = counted(made())
    assert (found.outlets, found.outlets_unstated) == (5, 0)
    without = [one for one in week() if one.path != "d.txt"]
    found = counted(made(*without, told(SHIFT, ENGINES, path="d.txt", outlet="", date="2026-03-06")))
    assert (found.outlets, found.outlets_unstated) == (4, 1)


def test_one_outlet_under_two_names() -> None:
    """Marks tell no names apart, and the register may know more; a copy under such a name is no other outlet."""
    two = (
        told(TOLL, path="a.txt", outlet="Port Gazette"),
        told(PIER, path="b.txt", outlet="PORT-GAZETTE"),
        told(FERRY, path="c.txt", outlet="The Port Gazette"),
    )
    assert counted(made(*two)).outlets == 2
    assert counted(made(*two), *OUTLETS).outlets == 1
    copied = (told(FERRY, PIER, path="a.txt", outlet="Port Gazette"), told(FERRY, PIER, path="b.txt", outlet="x"))
    for name, carriers in (("The Port Gazette", 0), ("port gazette", 0), ("Coast Mirror", 1), ("", 0)):
        composed = made(*copied)
        (entry,) = composed.register
        own = replace(entry.article, source=replace(entry.article.source, outlet="Port Gazette"))
        copies: tuple[Source, ...] = tuple(replace(copy, outlet=name) for copy in entry.copies)
        found = counted(replace(composed, register=(replace(entry, article=own, copies=copies),)), *OUTLETS)
        assert (found.outlets, found.carriers) == (1, carriers), name


def test_one_origin_in_two_stories() -> None:
    """By its name, in the register's sense; without a name each is one by itself."""
    composed = made()
    names = [[origin.name for origin in story.origins] for story in composed.stories]
    assert sorted(map(sorted, names)) == [
        ["Halden Post", "Pontic Herald", "Port Gazette", "news.coastradio.example"],
        ["Northern Newswire"],
    ]
    for name, origins in (("port gazette", 4), ("The Port Gazette", 4), ("Coast Mirror", 5), ("", 5)):
        assert counted(named(composed, "Northern Newswire", name), *OUTLETS).origins == origins, name
    nameless = named(composed, "Northern Newswire", "")
    for name in ("Halden Post", "Port Gazette"):
        nameless = named(nameless, name, "")
    assert counted(nameless).origins == 5


def named(composed: Briefing, old: str, new: str) -> Briefing:
    """A briefing with an origin called otherwise."""
    stories = tuple(
        replace(
            story, origins=tuple(Origin(new if one.name == old else one.name, one.articles) for one in story.origins)
        )
        for story in composed.stories
    )
    return replace(composed, stories=stories)


def test_origins_of_what_is_not_cited_do_not_count() -> None:
    """The statement is about the sources of what is printed."""
    composed = made()
    less = replace(composed, register=composed.register[:2])
    assert counted(less).origins == 2


def test_a_theme_on_two_origins() -> None:
    """It is enough that another origin carries one of its points; an empty theme rests on nothing."""
    composed = made(*week()[:2])
    assert counted(composed).single_source_themes == ()
    ports = composed.sections[0]
    own = replace(ports, items=tuple(item for item in ports.items if item.citation.number == 1))
    assert counted(with_section(composed, own)).single_source_themes == ()
    (confirmed,) = (point for point in own.points if point.support and point.support.origins == 2)
    alone = replace(own, items=tuple(point for point in own.items if point != confirmed))
    assert counted(with_section(composed, alone)).single_source_themes == ("ports",)


def with_section(composed: Briefing, section: Section) -> Briefing:
    """A briefing with another first section."""
    return replace(composed, sections=(section, *composed.sections[1:]))


def test_the_heaviest_sources() -> None:
    """At most three, by their items, quotations among them; none that has only as many as one left out."""
    said = '"The port of Varna will stay open for all ships until the end of the winter," Anna Nowak said.'
    composed = made(
        told(SHIPS, path="a.txt", outlet="Port Gazette"),
        told(TOLL, CREWS, path="b.txt", outlet="Halden Post", date="2026-03-05"),
        told(OWNER, path="c.txt", outlet="Pontic Herald", date="2026-03-06"),
        told(said, ENGINES, path="d.txt", outlet="Coast Mirror", date="2026-03-07"),
    )
    (quote,) = composed.quotes()
    assert quote.citation.number == 4
    assert [item.citation.number for item in composed.sections[0].items] == [2, 1, 1, 3, 4, 4]
    assert counted(composed).heaviest == ((1, 2), (4, 2))


@pytest.mark.parametrize(
    ("value", "touched"), [("12", True), ("12 workers", True), ("shut", True), ("2", False), ("1", False)]
)
def test_a_discrepancy_touches_what_says_the_same_elsewhere(value: str, touched: bool) -> None:
    """A third article's point has the value, as words of their own, and is carried by the article that is in doubt."""
    composed = made()
    (shift,) = ids(composed, SHIFT)
    found = counted(doubting(composed, value))
    assert (shift in found.touched, shift in found.credible) == (touched, not touched)
    assert counted(replace(composed, discrepancies=())).touched == ()


def test_marks_of_a_value_are_marks() -> None:
    """Nothing in it stands for anything else."""
    composed = made()
    (one,) = composed.discrepancies
    first, second = one.found.values
    for text, touched in (("12", 3), ("1.", 2)):
        values = (replace(first, text=text), replace(second, text=text))
        dotted = replace(composed, discrepancies=(replace(one, found=replace(one.found, values=values)),))
        assert counted(dotted).contradicted == touched, text


def test_a_discrepancy_inside_one_article() -> None:
    """It touches the points that have its words, and no other point of the article."""
    first = "Defense Minister Anna Nowak opened the second pier of the port of Varna on Monday."
    again = "Defense Minister Nowack thanked the crews of the port for their work on the pier."
    text = f"{first}\n\n{again}\n\nA crane at the port of Varna can lift 12 containers at once."
    composed = briefing(analysis_of(article(text, "a.txt")), themes=THEMES, highlights=1)
    assert len(composed.discrepancies) == 1
    found = counted(composed)
    assert set(found.touched) == ids(composed, "Defense Minister")
    assert found.contradicted == 2
    assert ids(composed, "A crane")


def test_points_nobody_looked_for_support_of() -> None:
    """They are counted as points and as nothing else."""
    composed = made(week()[1])
    bare = tuple(replace(point, support=None) for point in composed.sections[0].points)
    found = counted(replace(with_section(composed, replace(composed.sections[0], items=bare)), highlights=()))
    assert (found.points, found.confirmed, found.single, found.credible) == (2, 0, 0, ())


def test_a_nil_briefing() -> None:
    """Nothing is cited, and everything is counted."""
    found = counted(briefing(themes=THEMES))
    assert (found.cited, found.origins, found.heaviest, found.single_source_themes) == (0, 0, (), ())
    assert found.ratings == tuple((letter, 0) for letter in "ABCDEF")


def test_an_article_of_no_story_is_an_origin_by_itself() -> None:
    """Nothing is known of whom it relies on."""
    found = counted(replace(made(), stories=()))
    assert (found.origins, found.single_source_themes) == (5, ())
