"""The tables of a page: what they print of a source stands whole in a row that cites it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from factories import analysis, briefing, page, theme

from briefing.blocks import Comment, Heading, Page, Point, Run, Runs, Table
from briefing.check import check, prove_own, prove_page
from briefing.model import Briefing, Edit, Excerpt, Span
from briefing.render import RENDERERS
from briefing.render.style import load_style
from briefing.settings import locate

ONE = """Bulgarian Defense Minister Anna Nowak will open the new radar post of Varna on 12 March 2026.

The ministry in Sofia paid 14 million euros for the radar post in Varna and its two towers, the parliament was told."""
OTHER = """Radars for Varna were late, and the towns along the coast had waited for them since the spring.

The ministry in Sofia paid 17 million euros for the radar post in Varna and its two towers, the parliament was told."""

Change = Callable[[Runs], Runs]


@pytest.fixture(scope="module")
def made() -> Briefing:
    """A briefing with an event, a figure, and two articles that contradict each other."""
    inputs = (analysis(ONE, "one.txt", title="Radar post opens in Varna"), analysis(OTHER, "other.txt", outlet="Post"))
    return briefing(*inputs, themes=[theme("air", "radar*")])


def changed(whole: Page, id: str, change: Change) -> Page:
    """The page with each cell of a table changed."""
    blocks = []
    for block in whole.blocks:
        if isinstance(block, Table) and block.id == id:
            block = replace(block, rows=tuple(tuple(change(cell) for cell in row) for row in block.rows))
        blocks.append(block)
    return replace(whole, blocks=tuple(blocks))


def table(whole: Page, id: str) -> Table:
    """One table of a page."""
    return next(block for block in whole.blocks if isinstance(block, Table) and block.id == id)


def without(words: str) -> Change:
    """Takes words out of a source's runs."""
    return lambda cell: tuple(
        replace(run, text=run.text.replace(words, "")) if run.voice in ("source", "figure") else run for run in cell
    )


def uncited(cell: Runs) -> Runs:
    """Takes the citations away."""
    return tuple(run for run in cell if not run.target)


def test_good_tables_are_proved(made: Briefing) -> None:
    """Before they are drawn and when they are read back, in every format."""
    whole = page(made)
    assert (len(made.events), len(made.discrepancies), len(made.figures)) == (1, 1, 2)
    assert prove_page(whole, made) == ()
    style = load_style(locate("style.toml"))
    files = {name: draw(whole, style)[0] for name, draw in RENDERERS.items()}
    assert check(files, whole, made) == ()


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("events", without("new ")),
        ("events", uncited),
        ("figures", without("14 ")),
        ("figures", uncited),
        ("differences", without("and its two towers")),
        ("differences", without("17")),
        ("differences", uncited),
    ],
)
def test_a_table_that_says_less_or_cites_nothing_is_refused(made: Briefing, id: str, change: Change) -> None:
    """One word left out, or the citation, and the page is not drawn."""
    found = prove_page(changed(page(made), id, change), made)
    assert {(one.rule, one.where) for one in found} == {("verbatim", id)}


def test_words_under_another_citation_are_refused(made: Briefing) -> None:
    """Each side of a discrepancy stands beside its own source."""
    whole = page(made)
    (row,) = table(whole, "differences").rows
    kind, one, other = row
    swapped = (kind, (*one[:-1], other[-1]), (*other[:-1], other[-1]))
    exchanged = replace(table(whole, "differences"), rows=(swapped,))
    blocks = tuple(exchanged if getattr(block, "id", "") == "differences" else block for block in whole.blocks)
    assert {one.rule for one in prove_page(replace(whole, blocks=blocks), made)} == {"verbatim"}


def test_an_edit_of_ours_that_is_not_recorded_is_refused(made: Briefing) -> None:
    """Brackets in a table are proved with the words around them."""
    whole = changed(
        page(made),
        "events",
        lambda cell: tuple(
            piece for run in cell for piece in ((run, Run(" [perhaps]", "edit")) if run.voice == "source" else (run,))
        ),
    )
    assert {one.rule for one in prove_page(whole, made)} == {"verbatim"}


def test_edits_are_part_of_what_a_table_prints(made: Briefing) -> None:
    """A recorded change is printed in brackets, and without it the words are not the excerpt."""
    (event,) = made.events
    start = event.excerpt.passage.span.start
    edit = Edit(Span(start, start), "Minister", "title", Span(start, start + 9))
    edited = replace(made, events=(replace(event, excerpt=Excerpt(event.excerpt.passage, (edit,))),))
    assert prove_page(page(edited), edited) == ()
    assert {one.rule for one in prove_page(page(made), edited)} == {"verbatim"}


OWN = {
    "no marks": ("They paid too much, it's said.", 0),
    "straight": ('They "paid 14 million euros for the radar post", no less.', 0),
    "other marks": ("They „paid 14 million euros for the radar post“, and «paid 14 million», no less.", 0),
    "single": ("They ‘paid 14 million euros’ for it; don’t they always?", 0),
    "with a stop": ("“The ministry in Sofia paid 14 million euros.”", 0),
    "another line": ("“The ministry in Sofia paid 14\u00a0million\neuros”", 0),
    "invented": ('They "paid 15 million euros for the radar post", no less.', 1),
    "invented in single marks": ("They ‘paid 15 million euros’ for it.", 1),
    "one of two": ("“paid 14 million euros” and “gladly”", 1),
    "cut": ("“paid 14 million euros … post”", 0),
    "cut in the wrong order": ("“radar post … paid 14 million euros”", 1),
}


@pytest.mark.parametrize(("text", "count"), OWN.values(), ids=OWN)
def test_quotations_in_own_text(made: Briefing, text: str, count: int) -> None:
    """Each stands in a cited source, whatever marks and spaces it has."""
    found = prove_own(Page((Comment("n1", "Analyst comment", ("Well.", text)),), *REST), made)
    assert [(id, one.rule) for id, one in found.items()] == [("n1", "quotation")] * count


def test_an_own_text_is_told_by_its_place_in_words(made: Briefing) -> None:
    """As a person counts: in its section, behind a point or a table, or in the place for comments."""

    def own(id: str) -> Comment:
        return Comment(id, "Analyst comment", ("“gladly”",))

    points = [Point(f"p{n}", (), ()) for n in (7, 8, 9)]
    blocks = (own("n1"), Heading("section-air", "Air defense"), own("n2"), *points, own("n3"), own("c-section-air"))
    assert [one.where for one in prove_own(Page(blocks, *REST), made).values()] == [
        "your text ahead of the first heading",
        "your text below the heading Air defense",
        "your text behind point 3 in Air defense",
        "your comment in Air defense",
    ]


def test_headings_hold_no_quotation_mark(made: Briefing) -> None:
    """An editor's neither."""
    assert not prove_own(Page((Heading("sources", "Where from"),), *REST), made)
    assert len(prove_own(Page((Heading("sources", "The “best” ones"),), *REST), made)) == 1


REST = ("Weekly briefing", "en", ("", ""), ("", "", ""), date(2026, 3, 8), "")
