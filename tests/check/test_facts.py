"""The proof of discrepancies, events and figures: nothing on good ones, a finding for each thing that was changed."""

from dataclasses import replace
from datetime import date

import pytest
from factories import analysis, briefing, slice_of, theme

from briefing.check.facts import prove_facts
from briefing.model import (
    Article,
    Briefing,
    CitedDiscrepancy,
    DatedEvent,
    Edit,
    Excerpt,
    KeyFigure,
    Passage,
    Span,
)

TOLL = "The fire at the port of Varna injured 12 workers and shut the grain terminal on the pier."
TALKS = 'Anna Nowak said the port would be "open to all 40 ships" of the grain fleet on 9 March, when 3 tugs return.'
SAID = '"We have 25 cranes at the port, and every one of them will be checked by then," Anna Nowak said.'


def good() -> Briefing:
    """Two articles that differ, an event, and figures of a point and of a quotation."""
    analyses = (
        analysis(f"{TOLL}\n\n{TALKS}\n\n{SAID}", "a.txt", outlet="Port Gazette"),
        analysis(TOLL.replace("12", "14"), "b.txt", outlet="Halden Post", date="2026-03-05"),
    )
    made = briefing(*analyses, themes=[theme("ports", "port")], highlights=0)
    article = made.register[0].article
    (one,) = made.discrepancies
    values = tuple(slice_of(made.articles()[side.article_id], number) for side, number in both(one))
    found = replace(one.found, values=values)  # type: ignore[arg-type]
    talks = Excerpt(slice_of(article, TALKS))
    citation = next(point.citation for point in made.points() if point.excerpt.passage == talks.passage)
    event = DatedEvent("e1", date(2026, 3, 9), date(2026, 3, 9), slice_of(article, "on 9 March"), talks, citation)
    return replace(made, discrepancies=(replace(one, found=found),), events=(event,), figures=figures(made, article))


def both(one: CitedDiscrepancy) -> list[tuple[Passage, str]]:
    """Both sides of a discrepancy and their numbers."""
    return [(side, "12" if "12" in side.text else "14") for side in (one.found.one, one.found.other)]


def figures(made: Briefing, article: Article) -> tuple[KeyFigure, ...]:
    """One in the narration, one in a fragment, one in a quotation."""
    (quote,) = made.quotes()
    (point,) = (one for one in made.points() if one.excerpt.passage.text == TALKS)
    return (
        KeyFigure("f1", slice_of(article, "3 tugs"), point.id, point.excerpt, point.citation),
        KeyFigure("f2", slice_of(article, "40 ships"), point.id, None, point.citation),
        KeyFigure("f3", slice_of(article, "25"), quote.id, None, quote.citation),
    )


@pytest.fixture
def made() -> Briefing:
    """The good briefing."""
    return good()


def rules(one: Briefing) -> list[tuple[str, str]]:
    """What is found: rule and place."""
    return [(finding.rule, finding.where) for finding in prove_facts(one)]


def shifted(passage: Passage) -> Passage:
    """The same words one character later."""
    return replace(passage, span=Span(passage.span.start + 1, passage.span.end + 1))


def test_nothing_on_a_good_briefing(made: Briefing) -> None:
    """With one of each kind."""
    assert rules(made) == []
    assert (len(made.discrepancies), len(made.events), len(made.figures)) == (1, 1, 3)
    assert rules(briefing()) == []


# --- discrepancies ------------------------------------------------------------------------------------------------


def pair(made: Briefing, **changes: object) -> list[tuple[str, str]]:
    """What is found where the two sides are told otherwise."""
    (one,) = made.discrepancies
    return rules(replace(made, discrepancies=(replace(one, found=replace(one.found, **changes)),)))  # type: ignore[arg-type]


def test_a_discrepancy(made: Briefing) -> None:
    """Its sides are slices of the articles it cites, with values inside them that differ."""
    (one,) = made.discrepancies
    found, (first, second) = one.found, one.found.values
    strange = slice_of(made.register[0].article, "tugs")
    place = ("discrepancy", "d1")
    assert pair(made, one=shifted(found.one)) == [("verbatim", "d1")]
    assert ("verbatim", "d1") in pair(made, other=replace(found.other, text=found.other.text.replace("14", "15")))
    assert ("verbatim", "d1") in pair(made, values=(first, replace(second, text="15")))
    assert place in pair(made, values=(strange, second)) + pair(made, values=(first, strange))
    assert place in pair(made, values=(second, first))
    pier = [slice_of(made.articles()[side.article_id], "pier") for side in (found.one, found.other)]
    assert pair(made, values=tuple(pier)) == [place]


def test_what_a_discrepancy_cites(made: Briefing) -> None:
    """Each side its own source and paragraph."""
    (one,) = made.discrepancies
    first, second = one.citations
    for wrong in ((second, first), (first, replace(second, number=9)), (replace(first, article_id="none"), second)):
        assert ("citation", "d1") in rules(replace(made, discrepancies=(replace(one, citations=wrong),)))
    for wrong in ((first, replace(second, paragraphs=(1, 2))), (replace(first, paragraphs=(2, 2)), second)):
        assert rules(replace(made, discrepancies=(replace(one, citations=wrong),))) == [("citation", "d1")]


# --- events -------------------------------------------------------------------------------------------------------


def event(made: Briefing, **changes: object) -> list[tuple[str, str]]:
    """What is found where the event is told otherwise."""
    (one,) = made.events
    return rules(replace(made, events=(replace(one, **changes),)))  # type: ignore[arg-type]


def test_an_event(made: Briefing) -> None:
    """Its words tell when inside its passage, which is a slice of what it cites; it ends when it begins or later."""
    (one,) = made.events
    passage = one.excerpt.passage
    assert event(made, last=date(2026, 3, 10)) == []
    assert event(made, last=date(2026, 3, 8)) == [("event", "e1")]
    assert event(made, words=slice_of(made.register[0].article, "The fire")) == [("event", "e1")]
    assert event(made, words=replace(one.words, text="on 8 March")) == [("verbatim", "e1")]
    assert event(made, excerpt=Excerpt(replace(passage, text=passage.text.upper()))) == [("verbatim", "e1")]
    assert event(made, citation=replace(one.citation, number=9)) == [("citation", "e1")]
    assert event(made, citation=replace(one.citation, paragraphs=(1, 1))) == [("citation", "e1")]
    nothing = replace(one.words, span=Span(passage.span.start, passage.span.start), text="")
    assert event(made, words=nothing) == [("verbatim", "e1")]


def test_an_event_in_another_article(made: Briefing) -> None:
    """The words that tell when are of the same one."""
    (one,) = made.events
    other = replace(one.words, article_id=made.register[1].article.id)
    assert ("event", "e1") in event(made, words=other)


def test_an_excerpt_cuts_no_quotation(made: Briefing) -> None:
    """Nor has it an edit of ours in one, beside it, or over another."""
    article = made.register[0].article
    (one,) = made.events
    cut = Excerpt(slice_of(article, 'ships" of the grain fleet on 9 March'))
    assert event(made, excerpt=cut) == [("whole quotations", "e1")]
    ships, tugs = (slice_of(article, words).span for words in ("ships", "tugs"))
    edit = Edit(ships, "boats", "title")
    assert event(made, excerpt=replace(one.excerpt, edits=(edit,))) == [("whole quotations", "e1")]
    edits = (Edit(tugs, "boats", "title"), Edit(tugs, "boats", "title"))
    assert event(made, excerpt=replace(one.excerpt, edits=edits)) == [("edits", "e1")]
    assert event(made, excerpt=replace(one.excerpt, edits=edits[:1])) == []
    fire = Edit(slice_of(article, "fire").span, "blaze", "title")
    assert event(made, excerpt=replace(one.excerpt, edits=(fire,))) == [("edits", "e1")]


# --- figures ------------------------------------------------------------------------------------------------------


def figure(made: Briefing, place: int, **changes: object) -> list[tuple[str, str]]:
    """What is found where the n-th figure is told otherwise."""
    every = list(made.figures)
    every[place - 1] = replace(every[place - 1], **changes)  # type: ignore[arg-type]
    return rules(replace(made, figures=tuple(every)))


def test_a_figure(made: Briefing) -> None:
    """It is a slice of the printed item that it is taken from, and of the sentence around it."""
    article = made.register[0].article
    one = made.figures[0]
    assert figure(made, 1, number=replace(one.number, text="4 tugs")) == [("verbatim", "f1")]
    assert figure(made, 1, number=slice_of(article, "12")) == [("figure", "f1"), ("figure", "f1")]
    for item in ("p99", made.figures[2].item, "q9"):
        assert figure(made, 1, item=item) == [("figure", "f1")]
    toll = Excerpt(slice_of(article, TOLL))
    assert figure(made, 1, excerpt=toll) == [("figure", "f1")]
    assert figure(made, 1, excerpt=None) == []
    upper = replace(one.excerpt.passage, text=TALKS.upper()) if one.excerpt else None
    assert upper
    assert figure(made, 1, excerpt=Excerpt(upper)) == [("verbatim", "f1")]


def test_a_figure_of_another_article(made: Briefing) -> None:
    """Place and words may be right, and the article wrong."""
    one = made.figures[0]
    other = made.register[1].article
    number = replace(one.number, article_id=other.id)
    assert figure(made, 1, number=number, excerpt=None) == [("citation", "f1"), ("figure", "f1")]


def test_a_figure_in_a_quotation(made: Briefing) -> None:
    """No sentence stands around it, since a quotation is not cut; nor is one cut by another's sentence."""
    article = made.register[0].article
    talks = made.figures[0].excerpt
    assert figure(made, 2, excerpt=talks) == [("figure", "f2")]
    assert figure(made, 3, excerpt=Excerpt(slice_of(article, SAID))) == [("figure", "f3")]
    cut = Excerpt(slice_of(article, 'ships" of the grain fleet on 9 March, when 3 tugs'))
    assert figure(made, 1, excerpt=cut) == [("whole quotations", "f1")]


def test_what_a_figure_cites(made: Briefing) -> None:
    """Its article, and the paragraphs of itself, of its item or of the sentence around it."""
    for place, one in enumerate(made.figures, 1):
        for wrong in (replace(one.citation, number=9), replace(one.citation, paragraphs=(1, 1))):
            assert ("citation", one.id) in figure(made, place, citation=wrong)
