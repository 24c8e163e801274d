"""The proofs of a briefing and of its page before it is drawn: a finding for each broken thing, on good ones none."""

from dataclasses import replace
from datetime import date

import pytest
from factories import analysis, analysis_of, briefing, page, rejected, slice_of, theme

from briefing import anchors
from briefing.blocks import Page, QuoteBlock, Run, Runs, Table
from briefing.check import prove, prove_page
from briefing.model import (
    Briefing,
    Citation,
    CitedPoint,
    CitedQuote,
    Coverage,
    Edit,
    Event,
    Excerpt,
    Fate,
    Occasion,
    Passage,
    Quote,
    Section,
    Span,
    Speaker,
)

TEXT = """Bulgarian Defense Minister Anna Nowak opened a radar post in Varna on Wednesday.

"We have bought the radars that the towns asked for," Nowak said.

She called the new radar post "slow, old and absolutely necessary" for the Black Sea coast."""
OTHER = "Radars came to Burgas by train on Monday, and nobody in the town was told about them."


def good() -> Briefing:
    """Two points and a quotation of one article, a point of another, and a file that could not be read."""
    analyses = (analysis(TEXT, "a.txt"), analysis(OTHER, "b.txt", date="2026-03-05"), rejected())
    return briefing(*analyses, themes=[theme("air", "radar*")], highlights=0)


def items(made: Briefing) -> tuple[CitedPoint | CitedQuote, ...]:
    """What the first section prints."""
    return made.sections[0].items


def with_item(made: Briefing, old: CitedPoint | CitedQuote, new: CitedPoint | CitedQuote) -> Briefing:
    """The briefing with one item exchanged."""
    section = replace(made.sections[0], items=tuple(new if one == old else one for one in items(made)))
    return replace(made, sections=(section, *made.sections[1:]))


def rules(made: Briefing) -> list[tuple[str, str]]:
    """What is found, rule and place, but for the counts of the source statement, which everything else changes."""
    return [(finding.rule, finding.where) for finding in prove(made) if finding.rule != "corroboration"]


@pytest.fixture
def made() -> Briefing:
    """The good briefing."""
    return good()


@pytest.fixture
def point(made: Briefing) -> CitedPoint:
    """Its point with a pronoun named and a fragment."""
    return next(one for one in made.points() if [edit.reason for edit in one.excerpt.edits] == ["pronoun"])


@pytest.fixture
def quote(made: Briefing) -> CitedQuote:
    """Its quotation."""
    (only,) = made.quotes()
    return only


def spoken_by(quote: Quote, speaker: Speaker | None) -> Quote:
    """The quotation with another speaker."""
    return replace(quote, attribution=replace(quote.attribution, speaker=speaker))


def test_nothing_on_a_good_briefing(made: Briefing) -> None:
    """Every kind of item is in it, and nothing is found."""
    assert [type(one).__name__ for one in items(made)] == ["CitedPoint", "CitedQuote", "CitedPoint", "CitedPoint"]
    assert prove(made) == ()
    assert prove(briefing()) == ()


def test_an_altered_point(made: Briefing, point: CitedPoint) -> None:
    """Words that are not those at their span."""
    passage = replace(point.excerpt.passage, text=point.excerpt.passage.text.replace("slow", "fast"))
    bad = replace(point, excerpt=replace(point.excerpt, passage=passage))
    assert rules(with_item(made, point, bad)) == [("verbatim", point.id)]


def test_an_altered_quotation(made: Briefing, quote: CitedQuote) -> None:
    """Words that are not those at their span."""
    passage = replace(quote.quote.passage, text=quote.quote.passage.text.replace("bought", "sold"))
    bad = replace(quote, quote=replace(quote.quote, passage=passage))
    assert rules(with_item(made, quote, bad)) == [("verbatim", quote.id)]


def test_an_altered_highlight(point: CitedPoint) -> None:
    """Highlights are proved, too."""
    analyses = (analysis(TEXT, "a.txt"), analysis(OTHER, "b.txt", date="2026-03-05"))
    made = briefing(*analyses, themes=[theme("air", "radar*")])
    first = made.highlights[0]
    passage = replace(first.excerpt.passage, text="Radars failed.")
    bad = replace(made, highlights=(replace(first, excerpt=Excerpt(passage)), *made.highlights[1:]))
    assert rules(bad) == [("verbatim", "p1")]


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_shifted_passage(made: Briefing, quote: CitedQuote, shift: int) -> None:
    """The right words at the wrong place."""
    span = quote.quote.passage.span
    passage = replace(quote.quote.passage, span=Span(span.start + shift, span.end + shift))
    bad = replace(quote, quote=replace(quote.quote, passage=passage))
    assert ("verbatim", quote.id) in rules(with_item(made, quote, bad))


def test_a_passage_of_no_article(made: Briefing, point: CitedPoint, quote: CitedQuote) -> None:
    """Words of an article that is not in the register."""
    passage = replace(point.excerpt.passage, article_id="none")
    bad = replace(point, excerpt=replace(point.excerpt, passage=passage))
    assert rules(with_item(made, point, bad)) == [("verbatim", point.id), ("citation", point.id)]
    bad_quote = replace(quote, quote=replace(quote.quote, passage=replace(quote.quote.passage, article_id="none")))
    assert rules(with_item(made, quote, bad_quote)) == [("verbatim", quote.id), ("citation", quote.id)]


def edited(point: CitedPoint, *edits: Edit) -> CitedPoint:
    """A point with these edits."""
    return replace(point, excerpt=replace(point.excerpt, edits=edits))


def test_an_edit_outside_the_passage(made: Briefing, point: CitedPoint) -> None:
    """Before it or behind it."""
    span = point.excerpt.passage.span
    for place in (Span(span.start - 3, span.start + 1), Span(span.end, span.end + 1)):
        assert ("edits", point.id) in rules(with_item(made, point, edited(point, Edit(place, "Nowak", "pronoun"))))


def test_edits_that_overlap(made: Briefing, point: CitedPoint) -> None:
    """Or that stand in the wrong order."""
    start = point.excerpt.passage.span.start
    one, two, three = (Edit(Span(start + at, start + at + 3), "…", "connective") for at in (0, 2, 5))
    assert rules(with_item(made, point, edited(point, one, two))) == [("edits", point.id)]
    assert rules(with_item(made, point, edited(point, three, one))) == [("edits", point.id)]
    assert rules(with_item(made, point, edited(point, one, three))) == []


def test_an_edit_that_nothing_proves(made: Briefing, point: CitedPoint) -> None:
    """A name that does not stand where its proof says; a connective in words of ours."""
    start, name = point.excerpt.passage.span.start, TEXT.index("Nowak")
    place, proof = Span(start, start + 3), Span(name, name + 5)
    assert rules(with_item(made, point, edited(point, Edit(place, "Nowak", "pronoun", proof)))) == []
    assert rules(with_item(made, point, edited(point, Edit(place, "Dachev", "pronoun", proof)))) == [
        ("edits", point.id)
    ]
    assert rules(with_item(made, point, edited(point, Edit(place, "Surely", "connective")))) == [("edits", point.id)]


def test_a_date_that_its_words_do_not_mean(made: Briefing) -> None:
    """Another day, words that are no time, or a date away from its words; the article is of Wednesday, 4 March."""
    dated = next(one for one in made.points() if any(edit.reason == "date" for edit in one.excerpt.edits))
    article = made.articles()[dated.citation.article_id]
    (edit,) = dated.excerpt.edits
    assert rules(made) == []
    assert (edit.replacement, edit.proof and article.passage(edit.proof).text) == ("4 March 2026", "Wednesday")
    place = Span(TEXT.index("opened"), TEXT.index("opened") + 6)
    for wrong in (
        replace(edit, replacement="5 March 2026"),
        replace(edit, proof=None),
        replace(edit, span=Span(edit.span.start - 1, edit.span.start - 1)),
        Edit(Span(place.end, place.end), "4 March 2026", "date", place),
        Edit(Span(place.end, place.end), "", "date", place),
    ):
        assert rules(with_item(made, dated, edited(dated, wrong))) == [("edits", dated.id)], wrong


@pytest.mark.parametrize("length", [0, 4])
def test_an_edit_inside_a_quotation(made: Briefing, point: CitedPoint, length: int) -> None:
    """Whether it replaces words there or adds some."""
    start = TEXT.index("slow")
    edit = Edit(Span(start, start + length), "…", "because")
    assert rules(with_item(made, point, edited(point, edit))) == [("whole quotations", point.id)]


@pytest.mark.parametrize(("start", "end"), [("She called", ", old"), ("old and", "coast.")])
def test_a_cut_quotation(made: Briefing, point: CitedPoint, start: str, end: str) -> None:
    """A point that begins or ends inside a fragment."""
    span = Span(TEXT.index(start), TEXT.index(end) + len(end))
    passage = Passage(point.excerpt.passage.article_id, span, TEXT[span.start : span.end])
    bad = replace(point, excerpt=Excerpt(passage))
    assert rules(with_item(made, point, bad)) == [("whole quotations", point.id)]


@pytest.mark.parametrize("number", [2, 9])
def test_a_wrong_number(made: Briefing, point: CitedPoint, quote: CitedQuote, number: int) -> None:
    """A citation of another source, or of none."""
    for item in (point, quote):
        bad = replace(item, citation=replace(item.citation, number=number))
        assert rules(with_item(made, item, bad)) == [("citation", item.id)]


def test_the_right_number_of_another_article(made: Briefing, point: CitedPoint) -> None:
    """Number and article agree, but the words are another's."""
    other = made.register[1]
    bad = replace(point, citation=Citation(other.number, other.article.id, (1, 1)))
    assert rules(with_item(made, point, bad)) == [("citation", point.id)]


@pytest.mark.parametrize("paragraphs", [(1, 1), (2, 3), (3, 4)])
def test_a_wrong_paragraph(made: Briefing, point: CitedPoint, paragraphs: tuple[int, int]) -> None:
    """The third paragraph is what it stands in."""
    assert point.citation.paragraphs == (3, 3)
    bad = replace(point, citation=replace(point.citation, paragraphs=paragraphs))
    assert rules(with_item(made, point, bad)) == [("citation", point.id)]


def test_a_register_without_the_source(made: Briefing) -> None:
    """Nothing of its articles is proved by it."""
    bad = replace(made, register=made.register[1:])
    ids = [one.id for one in (*items(made), *made.events) if one.citation.number == 1]
    assert {where for rule, where in rules(bad) if rule == "citation"} == {*ids, "who said what: Anna Nowak"}


def test_a_speaker_who_is_not_at_the_proof(made: Briefing, quote: CitedQuote) -> None:
    """Another name, or another place."""
    speaker = quote.quote.speaker
    assert speaker
    for wrong in (replace(speaker, name="Marek Lis"), replace(speaker, proof=Span(0, 3))):
        bad = replace(quote, quote=spoken_by(quote.quote, wrong))
        assert rules(with_item(made, quote, bad)) == [("speaker", quote.id)]
    nobody = replace(quote, quote=spoken_by(quote.quote, None))
    assert rules(with_item(made, quote, nobody)) == []


def unnamed(made: Briefing, quote: CitedQuote, words: str = "the towns") -> CitedQuote:
    """The quotation said by somebody whom the article only calls so."""
    mention = slice_of(made.register[0].article, words)
    told = replace(quote.quote.attribution, speaker=None, kind="unnamed", mention=mention)
    return replace(quote, quote=replace(quote.quote, attribution=told))


def test_words_for_somebody_unnamed(made: Briefing, quote: CitedQuote) -> None:
    """They are a slice of one paragraph of the article, and nobody is named beside them."""
    good = unnamed(made, quote)
    assert rules(with_item(made, quote, good)) == []
    assert rules(with_item(made, quote, unnamed(made, quote, "Wednesday.\n\n"))) == [("speaker", quote.id)]
    told = good.quote.attribution
    assert told.mention
    shifted = replace(told.mention, span=Span(told.mention.span.start + 1, told.mention.span.end + 1))
    for wrong in (
        replace(told, mention=replace(told.mention, text="the cities")),
        replace(told, mention=replace(told.mention, article_id="none")),
        replace(told, mention=shifted),
        replace(told, speaker=quote.quote.speaker),
    ):
        bad = replace(good, quote=replace(good.quote, attribution=wrong))
        assert rules(with_item(made, quote, bad)) == [("speaker", quote.id)]


def held(made: Briefing, quote: CitedQuote) -> CitedQuote:
    """The quotation said somewhere, some day."""
    article = made.register[0].article
    occasion = Occasion(slice_of(article, "in Varna"), slice_of(article, "on Wednesday"), date(2026, 3, 4))
    return replace(quote, quote=replace(quote.quote, occasion=occasion))


def test_an_occasion_that_the_article_does_not_tell(made: Briefing, quote: CitedQuote) -> None:
    """Place and time are slices of it, and a day has words of its own."""
    good = held(made, quote)
    occasion = good.quote.occasion
    assert occasion
    assert occasion.place
    assert occasion.time
    assert rules(with_item(made, quote, good)) == []
    for wrong in (
        replace(occasion, place=replace(occasion.place, text="in Burgas")),
        replace(occasion, time=replace(occasion.time, article_id="none")),
        replace(occasion, time=None),
        Occasion(None, None, None),
    ):
        bad = replace(good, quote=replace(good.quote, occasion=wrong))
        assert rules(with_item(made, quote, bad)) == [("occasion", quote.id)]


def in_row(made: Briefing, **changes: object) -> list[tuple[str, str]]:
    """What is found where the row of who said what has these changes."""
    (row,) = made.statements
    return rules(replace(made, statements=(replace(row, **changes),)))  # type: ignore[arg-type]


def test_a_row_of_who_said_what(made: Briefing) -> None:
    """It is the article's, names the speaker where the proof says, and counts what the article has."""
    (row,) = made.statements
    place = "who said what: Anna Nowak"
    assert (row.full, row.reported) == ((2,), ())
    assert in_row(made) == []
    assert in_row(made, number=2) == [("citation", place), ("statements", "who said what")]
    assert in_row(made, speaker=replace(row.speaker, proof=Span(0, 3))) == [("speaker", place)]
    for changes in ({"full": ()}, {"full": (2, 2)}, {"fragments": (*row.fragments, 2)}, {"reported": (1,)}):
        assert in_row(made, **changes) == [("statements", place)]


def test_a_row_too_few_or_too_many(made: Briefing) -> None:
    """Nobody is left out or told twice, and nobody is told who says nothing."""
    everybody = ("statements", "who said what")
    (row,) = made.statements
    assert rules(replace(made, statements=())) == [everybody]
    assert rules(replace(made, statements=(row, row))) == [everybody]
    towns = Speaker("the towns", "", slice_of(made.register[0].article, "the towns").span)
    silent = replace(row, speaker=towns, full=(), fragments=())
    assert rules(replace(made, statements=(row, silent))) == [everybody]


def test_the_occasions_of_a_row() -> None:
    """They are those of the article's statements, and slices of it."""
    article = analysis(TEXT, "a.txt").digests[0].article
    occasion = Occasion(slice_of(article, "in Varna"), None, None)
    first, *others = article.quotes
    spoken = replace(article, quotes=(replace(first, occasion=occasion), *others))
    made = briefing(analysis_of(spoken), themes=[theme("air", "radar*")], highlights=0)
    place = "who said what: Anna Nowak"
    assert in_row(made) == []
    for events in ((), (Event(occasion, (3,)),), (Event(replace(occasion, day=date(2026, 3, 4)), (2,)),)):
        assert ("occasion", place) in in_row(made, events=events)


@pytest.mark.parametrize("name", ["used", "duplicates", "outside", "rejected", "inputs"])
def test_fates_that_do_not_add_up(made: Briefing, name: str) -> None:
    """An input lost, or one too many."""
    bad = replace(made, tally=replace(made.tally, **{name: getattr(made.tally, name) + 1}))
    assert rules(bad) == [("account", "inputs")]


def test_an_input_without_a_fate(made: Briefing) -> None:
    """The counts are those of the fates."""
    assert rules(replace(made, fates=made.fates[1:])) == [("account", "inputs")]


@pytest.mark.parametrize("kind", ["copies", "versions"])
def test_a_copy_or_version_with_another_fate(made: Briefing, kind: str) -> None:
    """What the register says was not used for itself is a duplicate among the fates, by path and digest."""
    entry, *others = made.register
    other = replace(entry.article.source, path="again.txt", outlet="")
    bad = replace(made, register=(replace(entry, **{kind: (other,)}), *others))
    assert ("account", anchors.source(entry.number)) in rules(bad)
    fates = (*made.fates, Fate("again.txt", other.sha256, "duplicate"))
    tally = replace(made.tally, inputs=made.tally.inputs + 1, duplicates=made.tally.duplicates + 1)
    assert ("account", anchors.source(entry.number)) not in rules(replace(bad, fates=fates, tally=tally))


def test_two_items_of_one_id(made: Briefing, point: CitedPoint) -> None:
    """An id names one thing, or nothing can be found by it."""
    section = Section("other", "Other", (point,))
    counted = (*made.coverage, Coverage("other", (), ()))
    assert rules(replace(made, sections=(*made.sections, section), coverage=counted)) == [("identity", point.id)]


def test_every_finding_says_where(made: Briefing, point: CitedPoint) -> None:
    """It reads as a sentence with its place and its rule."""
    bad = replace(point, citation=replace(point.citation, number=9))
    finding = next(one for one in prove(with_item(made, point, bad)) if one.where == point.id)
    assert str(finding) == f"{point.id}: source 9 is not the article it cites (citation)"


# --- the page -----------------------------------------------------------------------------------------------------


def page_with(made: Briefing, id: str, **parts: Runs) -> Page:
    """The page of a briefing with parts of one block exchanged."""
    whole = page(made)
    blocks = (replace(one, **parts) if getattr(one, "id", "") == id else one for one in whole.blocks)  # type: ignore
    return replace(whole, blocks=tuple(blocks))


def page_rules(whole: Page, made: Briefing) -> list[tuple[str, str]]:
    """What is found on a page: rule and place."""
    return [(finding.rule, finding.where) for finding in prove_page(whole, made)]


def test_nothing_on_a_good_page(made: Briefing) -> None:
    """Nor on one whose template left something out."""
    whole = page(made)
    assert prove_page(whole, made) == ()
    assert prove_page(replace(whole, blocks=whole.blocks[:-3]), made) == ()
    assert prove_page(page(briefing()), briefing()) == ()


def test_a_page_that_cites_something_else(made: Briefing, point: CitedPoint, quote: CitedQuote) -> None:
    """Another number, another paragraph, another target, or nothing."""
    for text, target in (("2\u202f¶3", "s1"), ("1\u202f¶1", "s1"), ("1\u202f¶3", "s2"), ("1\u202f¶3", ""), ("", "")):
        runs = (Run(text, "accent", target),)
        assert page_rules(page_with(made, point.id, tail=runs), made) == [("citation", point.id)]
    by = (Run("Anna Nowak", "strong"), Run("1\u202f¶3", "accent", "s1"))
    assert page_rules(page_with(made, quote.id, attribution=by), made) == [("citation", quote.id)]


@pytest.mark.parametrize(
    "first",
    [
        Run("Marek Lis", "strong"),
        Run("Nowak", "strong"),
        Run("Anna Nowak and Marek Lis", "strong"),
        Run("Anna Nowak", "muted"),
        Run("Speaker not identified", "warning"),
    ],
)
def test_a_page_that_names_somebody_else(made: Briefing, quote: CitedQuote, first: Run) -> None:
    """Or more than the speaker, or not as a speaker."""
    by = (first, Run("1\u202f¶2", "accent", "s1"))
    assert page_rules(page_with(made, quote.id, attribution=by), made) == [("speaker", quote.id)]


def test_a_page_that_names_somebody_where_nobody_is_identified(made: Briefing, quote: CitedQuote) -> None:
    """It has to say that nobody is."""
    nobody = with_item(made, quote, replace(quote, quote=spoken_by(quote.quote, None)))
    assert page_rules(page(nobody), nobody) == []
    assert page_rules(page(made), nobody) == [("speaker", quote.id)]
    for first in (Run("Nobody", "muted"), Run("Anna Nowak", "plain")):
        by = (first, Run("1\u202f¶2", "accent", "s1"))
        assert page_rules(page_with(nobody, quote.id, attribution=by), nobody) == [("speaker", quote.id)]


def test_a_page_that_tells_more_or_less_of_the_source(made: Briefing, quote: CitedQuote) -> None:
    """In the line under a quotation the source's words are those for an unnamed speaker, for the place and the time."""
    good = with_item(made, quote, held(made, unnamed(made, quote)))
    assert page_rules(page(good), good) == []
    by = next(one.attribution for one in page(good).blocks if isinstance(one, QuoteBlock) and one.id == quote.id)
    assert [run.text for run in by if run.voice == "source"] == ["the towns", "in Varna", "on Wednesday"]
    said = [run for run in by if run.voice == "source"]
    for wrong in (
        tuple(run for run in by if run is not said[2]),
        (*by, said[2]),
        tuple(replace(run, text="in Burgas") if run is said[1] else run for run in by),
        (*by, Run("slow", "insertion")),
    ):
        assert page_rules(page_with(good, quote.id, attribution=wrong), good) == [("verbatim", quote.id)]


def test_a_page_that_names_somebody_unnamed(made: Briefing, quote: CitedQuote) -> None:
    """The source's words for them come first, and no name."""
    good = with_item(made, quote, unnamed(made, quote))
    assert page_rules(page(good), good) == []
    assert page_rules(page(made), good) == [("speaker", quote.id), ("verbatim", quote.id)]


def test_a_table_that_speaks_for_a_source(made: Briefing) -> None:
    """Its words are ours, but for where and when somebody spoke."""
    good = page(made)
    for run, findings in ((Run("in Varna", "source"), [("verbatim", "t")]), (Run("in Varna", "plain"), [])):
        table = Table("t", ((run,),), (), (1.0,))
        assert page_rules(replace(good, blocks=(*good.blocks, table)), made) == findings
