"""An editor's changes in a briefing of the same articles, and in one of a later run that has others."""

from dataclasses import replace

from factories import analysis, analysis_of, article, settings, theme

from briefing.compose import compose
from briefing.edits import Kept
from briefing.model import (
    HIGHLIGHTS,
    Analysis,
    Briefing,
    Conflict,
    Edits,
    MarginComment,
    MarginNote,
    Order,
    OwnText,
    Passage,
    Printed,
    Remark,
    Span,
    Title,
)

AIR, SEA = theme("air", "radar*"), theme("sea", "black sea", order=2)
VARNA = "Varna will get 12 radars from the ministry before the winter storms come to the coast."
BURGAS = "Burgas has asked the parliament in Sofia for three radars of its own this week."
SOZOPOL = "Sozopol lends its old radars to the museum of the navy for the first week of May."
TULCEA = "Tulcea keeps a spare radar in a shed behind the customs house of the harbor."
PORT = "The Black Sea port of Balchik opens to ferries from Constanta again next Monday."
NONE = Edits()
THREE = (VARNA, BURGAS, SOZOPOL)


def made_of(*texts: str, edits: Edits = NONE, more: tuple[Analysis, ...] = (), **values: object) -> Briefing:
    """The briefing of articles of these texts, each of a later day than the one before."""
    inputs = [analysis(text, f"{n}.txt", date=f"2026-03-0{n + 1}") for n, text in enumerate(texts, 1)]
    return compose([*inputs, *more], (AIR, SEA), settings(**values), kept=Kept(edits, "d" if edits != NONE else ""))


def printed(text: str, section: str = "air", article_id: str = "", start: int = 0) -> Printed:
    """An item by its words."""
    return Printed(section, Passage(article_id, Span(start, start + len(text)), text))


def points(made: Briefing, slug: str = "air") -> list[str]:
    """The words of a theme's points, or of the highlights."""
    (section,) = (section for section in made.sections if section.slug == slug)
    return [point.excerpt.passage.text for point in section.points]


def leads(made: Briefing) -> list[str]:
    """The words of the highlights."""
    return [point.excerpt.passage.text for point in made.highlights]


def id_of(made: Briefing, text: str) -> str:
    """The id of a point in its section."""
    return next(p.id for s in made.sections for p in s.points if p.excerpt.passage.text == text)


def told(made: Briefing) -> list[str]:
    """What is told of the edits."""
    return [problem.message for problem in made.problems if problem.stage == "edits"]


def test_nothing_changed_is_nothing_changed() -> None:
    """A briefing without edits is as ever."""
    assert made_of(*THREE) == made_of(*THREE, edits=NONE)
    assert points(made_of(*THREE)) == [VARNA, BURGAS, SOZOPOL]


# --- deleted ------------------------------------------------------------------------------------------------------


def test_a_deleted_point_is_gone_from_its_section_and_the_highlights() -> None:
    """With its source and its place in every count."""
    plain, made = made_of(*THREE), made_of(*THREE, edits=Edits(deleted=(printed(BURGAS),)))
    assert points(made) == [VARNA, SOZOPOL]
    assert BURGAS in leads(plain)
    assert BURGAS not in leads(made)
    assert (len(made.register), made.tally.points) == (2, 2)
    assert [point.id for point in made.points()] == [f"p{n}" for n in range(1, len(list(made.points())) + 1)]
    assert not told(made)


def test_deleted_in_the_highlights_is_deleted_there() -> None:
    """Its section keeps it, in whichever order the two are told."""
    here, both = printed(BURGAS, HIGHLIGHTS), printed(BURGAS)
    made = made_of(*THREE, edits=Edits(deleted=(here,)))
    assert BURGAS not in leads(made)
    assert BURGAS in points(made)
    assert BURGAS not in points(made_of(*THREE, edits=Edits(deleted=(here, both))))
    assert BURGAS not in points(made_of(*THREE, edits=Edits(deleted=(both, here))))


def test_nothing_takes_the_place_of_what_was_deleted() -> None:
    """Neither in the section nor among the highlights: nobody has read that."""
    made = made_of(*THREE, edits=Edits(deleted=(printed(BURGAS),)), points_per_theme=2, highlights=1)
    plain = made_of(*THREE, points_per_theme=2, highlights=1)
    assert set(points(made)) == set(points(plain)) - {BURGAS}
    assert set(leads(made)) == set(leads(plain)) - {BURGAS}


def test_what_was_deleted_stays_deleted_when_articles_come_in() -> None:
    """What is new is printed."""
    made = made_of(*THREE, TULCEA, edits=Edits(deleted=(printed(VARNA),)))
    assert points(made) == [BURGAS, SOZOPOL, TULCEA]


def test_a_point_is_followed_into_an_updated_article() -> None:
    """Its words stand elsewhere, in an article of another id, and only there."""
    edits = Edits(deleted=(printed(VARNA, article_id="of the first version", start=7),))
    assert points(made_of(f"{TULCEA}\n\n{VARNA}", edits=edits)) == [TULCEA]


def test_of_two_places_its_own_is_meant() -> None:
    """Words that stand twice are the editor's item in their own place, and none where that is gone."""
    twice = [analysis(f"{one}\n\n{VARNA}", f"{n}.txt", outlet=f"Outlet {n}") for n, one in enumerate((BURGAS, SOZOPOL))]
    own = twice[0].digests[0].article
    where = own.text.index(VARNA)
    here, nowhere = printed(VARNA, article_id=own.id, start=where), printed(VARNA, article_id="gone", start=where)
    plain = compose(twice, (AIR, SEA), settings())
    assert VARNA in points(plain)
    (kept_from,) = {p.citation.article_id for p in plain.sections[0].points if p.excerpt.passage.text == VARNA}
    assert kept_from == own.id
    assert VARNA not in points(compose(twice, (AIR, SEA), settings(), kept=Kept(Edits(deleted=(here,)), "d")))
    assert VARNA in points(compose(twice, (AIR, SEA), settings(), kept=Kept(Edits(deleted=(nowhere,)), "d")))


def test_another_version_of_what_was_deleted_is_told() -> None:
    """With both; what is gone for good needs no word."""
    changed = VARNA.replace("12", "14")
    made = made_of(changed, BURGAS, edits=Edits(deleted=(printed(VARNA), printed(TULCEA, article_id="gone"))))
    assert points(made) == [changed, BURGAS]
    (message,) = told(made)
    assert "get 12 radars" in message
    assert "get 14 radars" in message


# --- sections -----------------------------------------------------------------------------------------------------


def test_a_dropped_section_has_no_items() -> None:
    """Nor do they lead; what comes in later goes the same way."""
    made = made_of(*THREE, PORT, edits=Edits(dropped=("section-air",)))
    assert (points(made), points(made, "sea"), leads(made)) == ([], [PORT], [PORT])
    assert made.edited.dropped == ("section-air",)
    assert made_of(*THREE, edits=Edits(dropped=("highlights",))).highlights == ()


# --- order --------------------------------------------------------------------------------------------------------


def order(*texts: str, section: str = "air") -> Edits:
    """The items of a section in this order."""
    return Edits(orders=(Order(section, tuple(printed(text, section) for text in texts)),))


def test_an_order_is_kept() -> None:
    """In a section and among the highlights."""
    assert points(made_of(*THREE, edits=order(SOZOPOL, VARNA, BURGAS))) == [SOZOPOL, VARNA, BURGAS]
    first, *rest = leads(made_of(*THREE, PORT))
    assert leads(made_of(*THREE, PORT, edits=order(*rest, first, section=HIGHLIGHTS))) == [*rest, first]


def test_what_is_new_stands_behind_what_it_ranks_behind() -> None:
    """Or opens the section, where it ranks first."""
    edits = order(SOZOPOL, BURGAS)
    assert points(made_of(BURGAS, TULCEA, SOZOPOL, edits=edits)) == [SOZOPOL, BURGAS, TULCEA]
    assert points(made_of(TULCEA, BURGAS, SOZOPOL, edits=edits)) == [TULCEA, SOZOPOL, BURGAS]
    assert points(made_of(BURGAS, TULCEA, edits=edits)) == [BURGAS, TULCEA]


def test_an_item_stands_in_the_section_to_which_it_was_moved() -> None:
    """And nowhere else."""
    made = made_of(*THREE, PORT, edits=order(VARNA, PORT, section="sea"))
    assert points(made, "sea") == [VARNA, PORT]
    assert points(made) == [BURGAS, SOZOPOL]


# --- own text -----------------------------------------------------------------------------------------------------


def test_own_text_stands_behind_its_item() -> None:
    """By the id that it has in this briefing; what was written into a place for comments is one text."""
    place = "c-section-air"
    texts = (OwnText(printed(BURGAS), ("One.",)), OwnText(place, ("Two.",)), OwnText(place, ("Three.",)))
    made = made_of(*THREE, edits=Edits(texts=(*texts, OwnText("sources", ("Four.",)))))
    assert made.edited.remarks == (
        Remark("n1", id_of(made, BURGAS), ("One.",)),
        Remark("n2", "sources", ("Four.",)),
        Remark(place, "", ("Two.", "Three.")),
    )
    assert not told(made)


def test_own_text_on_a_highlight_stays_there() -> None:
    """Its point is printed in its section, too; where it no longer leads, the text goes with it to its section."""
    edits = Edits(texts=(OwnText(printed(BURGAS, HIGHLIGHTS), ("One.",)),))
    made = made_of(*THREE, edits=edits)
    lead = next(point.id for point in made.highlights if point.excerpt.passage.text == BURGAS)
    assert made.edited.remarks[0].after == lead
    made = made_of(*THREE, edits=edits, highlights=0)
    assert made.edited.remarks[0].after == id_of(made, BURGAS)


def test_own_text_cites_by_article() -> None:
    """The source has the number of this run, and stands in the register though no item cites it."""
    plain = made_of(*THREE)
    ids = {entry.article.text: entry.article.id for entry in plain.register}
    texts = (OwnText("sources", (f"So says Burgas, {{{ids[BURGAS]} ¶1}}.", f"And Varna, {{{ids[VARNA]} ¶1–1}}.")),)
    for deleted in ((), (printed(VARNA),), (printed(BURGAS),)):
        made = made_of(*THREE, edits=Edits(deleted=deleted, texts=texts))
        numbers = {entry.article.text: entry.number for entry in made.register}
        assert made.edited.remarks[0].paragraphs == (
            f"So says Burgas, {numbers[BURGAS]}\u202f¶1.",
            f"And Varna, {numbers[VARNA]}\u202f¶1–1.",
        )
        assert not told(made)


def test_own_text_whose_source_is_gone_is_not_shown() -> None:
    """Nor one that cites by number, or a paragraph that there is not; told, and the others keep their ids."""
    ids = {entry.article.text: entry.article.id for entry in made_of(*THREE).register}
    cited = (f"{{{ids[BURGAS]} ¶1}}", f"{{{ids[VARNA]} ¶2}}", "1 ¶1")
    texts = (*(OwnText("sources", (f"Look at {one}",)) for one in cited), OwnText("sources", ("Mine.",)))
    made = made_of(VARNA, SOZOPOL, edits=Edits(texts=texts))
    assert made.edited.remarks == (Remark("n4", "sources", ("Mine.",)),)
    assert [message.partition(" is not shown, since it cites ")[2] for message in told(made)] == [
        "an article or a paragraph that is not among the inputs",
        "an article or a paragraph that is not among the inputs",
        "a source by its number, which changes",
    ]
    assert len(made.register) == 2


def test_what_is_written_by_hand_and_means_nothing_is_told() -> None:
    """Words that are nowhere, and a section that there is not."""
    edits = Edits(
        deleted=(printed("Nobody said this about the port of Nesebar."),),
        orders=(*order(SOZOPOL, "Nor this about Ahtopol.").orders, Order("see", ())),
    )
    assert [message.partition("]] ")[::2] for message in told(made_of(*THREE, edits=edits))] == [
        ("[[deleted", "'Nobody said this about the port of Nesebar.': no point or quotation has these words"),
        ("[[order", "'Nor this about Ahtopol.': no point or quotation has these words"),
        ("[[order", "'see': there is no such section"),
    ]


def test_own_text_outlives_its_item() -> None:
    """It stands behind what is left before that, else at the end of the section, else below its heading; told."""
    edits = Edits(deleted=(printed(BURGAS),), texts=(OwnText(printed(BURGAS), ("One.",)),))
    made = made_of(*THREE, edits=edits)
    assert made.edited.remarks == (Remark("n1", id_of(made, VARNA), ("One.",)),)
    assert told(made) == [f"your text behind '{BURGAS[:60]}…', which is gone, stands behind point 1 in {AIR.title} now"]
    made = made_of(VARNA, SOZOPOL, edits=Edits(texts=edits.texts))
    assert made.edited.remarks[0].after == id_of(made, SOZOPOL)
    made = made_of(PORT, edits=Edits(texts=edits.texts))
    assert made.edited.remarks[0].after == "section-air"
    made = made_of(*THREE, edits=replace(edits, deleted=(printed(VARNA), printed(BURGAS))))
    assert made.edited.remarks[0].after == "section-air"


def test_a_margin_comment_goes_with_its_item() -> None:
    """Or stays where one is gone, and says so."""
    who = ("R. Dachev", "RD", "2026-03-09T10:00:00Z")
    notes = (MarginComment(printed(BURGAS), *who, "Which?"), MarginComment("title", *who, "Dull."))
    made = made_of(*THREE, edits=Edits(comments=notes))
    assert made.edited.comments == (MarginNote(id_of(made, BURGAS), *who, "Which?"), MarginNote("title", *who, "Dull."))
    assert "comment on" in told(made_of(VARNA, edits=Edits(comments=notes)))[0]


# --- headings -----------------------------------------------------------------------------------------------------


def test_headings() -> None:
    """They are as the editor has them; where they would be others now than those that were changed, both are told."""
    edits = Edits(titles=(Title("section-air", "Air", "In the air"), Title("title", "Weekly briefing", "The week")))
    made = made_of(*THREE, edits=replace(edits, conflicts=(Conflict("the heading sources", "A", "B"),)))
    assert made.edited.titles == (("section-air", "In the air"), ("title", "The week"))
    assert len(told(made)) == 1
    changed = compose([], (replace(AIR, title="Air defense"), SEA), settings(), kept=Kept(edits, "d"))
    assert told(changed) == ["the heading 'Air', changed to 'In the air', would be 'Air defense' now"]


def test_an_article_that_repeats_a_deleted_point_in_other_words_does_not_bring_it_back() -> None:
    """What was deleted still keeps out what says the same."""
    again = analysis_of(article(f"On Tuesday {VARNA[0].lower()}{VARNA[1:]}", "again.txt", date="2026-03-08"))
    made = made_of(VARNA, BURGAS, edits=Edits(deleted=(printed(VARNA),)), more=(again,))
    assert points(made) == [BURGAS]
