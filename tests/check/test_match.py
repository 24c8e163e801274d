"""Finished files against their briefing, as PDF and as Word: what differs is found, whatever it is."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

import pages
import pytest
from factories import (
    analysis,
    analysis_of,
    article,
    attributed,
    briefing,
    named,
    page,
    rejected,
    reported,
    shipped_style,
    slice_of,
    theme,
)
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing import anchors
from briefing.blocks import Block, Note, NoteMode, Page, Point, QuoteBlock, RegisterEntry, Run, Runs, Table
from briefing.check import check, prove_page
from briefing.model import Attribution, Briefing, Occasion
from briefing.render import RENDERERS

EACH_FORMAT = pytest.mark.parametrize("name", ["pdf", "docx", "html", "md"])
EACH_WITH_TYPE = pytest.mark.parametrize("name", ["pdf", "docx", "html"])
Change = Callable[[Block], Block]

TEXT = """Bulgarian Defense Minister Anna Nowak opened a radar post in Varna on Wednesday.

“We promised the radars to the minister (Rumen Dachev - ed.) in Київ & we keep our word,” Nowak said.

She called the new radar post “slow, old and absolutely necessary” for the coast of Bulgaria.

"Nobody on this coast has seen as many radars as were put up here this winter." """
OTHER = "Radars came to Burgas by train on Monday,\u00a0and nobody in the town was told about them."


@cache
def made() -> Briefing:
    """Points with and without an edit, quotations with and without a speaker, two sources."""
    analyses = (analysis(TEXT, "a.txt"), analysis(OTHER, "b.txt", date=""), rejected())
    return briefing(*analyses, themes=[theme("air", "radar*")])


@cache
def blocks() -> tuple[Block, ...]:
    """The blocks of the good page."""
    return page(made()).blocks


def found(name: str, *drawn: Block, wanted: tuple[Block, ...] = ()) -> list[tuple[str, str]]:
    """Rule and place of what is found when these blocks are drawn in place of those wanted, the good ones."""
    good = page(made())
    findings = check(draw(name, replace(good, blocks=drawn)), replace(good, blocks=wanted or good.blocks), made())
    return [(finding.rule, finding.where) for finding in findings]


def draw(name: str, whole: Page) -> dict[str, bytes]:
    """A page as a file, by its format."""
    return {name: RENDERERS[name](whole, shipped_style())[0]}


def changed(id: str, change: Change) -> tuple[Block, ...]:
    """The good blocks with one of them changed."""
    return tuple(change(one) if getattr(one, "id", "") == id else one for one in blocks())


def words(*runs: Run) -> Change:
    """Other words under the same id."""
    return lambda block: replace(block, words=runs)  # type: ignore[type-var]


def words_of(id: str) -> Runs:
    """The words of a point or a quotation."""
    return next(one.words for one in blocks() if isinstance(one, Point | QuoteBlock) and one.id == id)


IDS = ["p1", "p2", "p3", "p4", "p5", "p6", "q1", "q2"]


@EACH_FORMAT
def test_nothing_on_a_good_file(name: str) -> None:
    """Every kind of item is in it, and nothing is found."""
    assert [one.id for one in blocks() if isinstance(one, Point | QuoteBlock) and one.id[0] == "q"] == ["q1", "q2"]
    assert [quote.quote.speaker is None for quote in made().quotes()] == [False, True]
    assert any(point.excerpt.edits for point in made().points())
    assert found(name, *blocks()) == []
    nil = page(briefing())
    assert check(draw(name, nil), nil, briefing()) == ()


def test_formats_that_cannot_be_read_back_are_passed() -> None:
    """JSON holds the records themselves; what a plug-in draws is its own."""
    assert check({"json": b"{}", "slides": b""}, page(made()), made()) == ()


# --- notes --------------------------------------------------------------------------------------------------------


def noted(mode: NoteMode, drawn: tuple[Block, ...], drawn_with: NoteMode | None = None) -> list[tuple[str, str]]:
    """What is found in a Word file of these blocks, where the good ones are wanted with notes."""
    good = replace(page(made()), notes=mode)
    file = draw("docx", replace(good, blocks=drawn, notes=drawn_with or mode))
    return [(finding.rule, finding.where) for finding in check(file, good, made())]


EACH_KIND = pytest.mark.parametrize("mode", ["footnotes", "endnotes"])


@EACH_KIND
def test_nothing_on_a_good_file_with_notes(mode: NoteMode) -> None:
    """In other formats citations stay links."""
    assert noted(mode, blocks()) == []
    for name in ("pdf", "md"):
        whole = replace(page(made()), notes=mode)
        assert check(draw(name, whole), whole, made()) == ()


@EACH_KIND
def test_a_note_has_to_name_its_source(mode: NoteMode) -> None:
    """The first of a source in full, every other in short, each citation with one."""
    ids = [block.id for block in blocks() if isinstance(block, Point | QuoteBlock)]
    cited = [id for id in ids if any(run.target == "s1" for run in _cites(id))]
    assert len(cited) > 2
    first, *others = (f"docx {anchors.note(_line(id))}" for id in cited)
    lines = changed("s1", lambda entry: replace(entry, lines=((pages.ours("X."),),)))
    assert ("words", first) in noted(mode, lines)
    short = changed("s1", lambda entry: replace(entry, short=(pages.ours("X."),)))
    assert noted(mode, short) == [("words", other) for other in others]
    missing = [("identity", f"docx {anchors.note(_line(id))}") for id in ids]
    assert noted(mode, blocks(), "links") == missing


def _line(id: str) -> str:
    """The id of what cites an item's source."""
    return anchors.attribution(id) if id[0] == "q" else anchors.tail(id)


def _cites(id: str) -> Runs:
    """The runs of that."""
    block = next(one for one in blocks() if getattr(one, "id", "") == id)
    return block.attribution if isinstance(block, QuoteBlock) else block.tail  # type: ignore[union-attr]


# --- one character ------------------------------------------------------------------------------------------------


def alter(text: str, rng: random.Random) -> str:
    """Change one character that is no white space: replaced, doubled, dropped, swapped or of the same look."""
    places = [at for at, char in enumerate(text) if not char.isspace() or char == "\u00a0"]
    at = rng.choice(places)
    ways = [
        text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :],
        text[:at] + text[at] * 2 + text[at + 1 :],
        text[:at] + text[at + 1 :],
        text[:at] + "not " + text[at:],
        text[:at] + {"“": '"', "”": '"', "\u00a0": " ", "a": "а", "-": "–"}.get(text[at], "ё") + text[at + 1 :],
        text[:at] + (text[at].swapcase() if text[at].isalpha() else "¤") + text[at + 1 :],
    ]
    return rng.choice(ways)


def altered(seed: int) -> tuple[str, tuple[Block, ...]]:
    """The good page with one character of one point or quotation altered."""
    rng = random.Random(seed)
    id = rng.choice([one.id for one in blocks() if isinstance(one, Point | QuoteBlock)])
    runs = list(words_of(id))
    at = rng.choice([n for n, run in enumerate(runs) if run.text.strip()])
    runs[at] = replace(runs[at], text=alter(runs[at].text, rng))
    return id, changed(id, words(*runs))


@EACH_FORMAT
def test_one_character_is_found(name: str) -> None:
    """Fifty alterations of a point or quotation, each found where it is."""
    for seed in range(50):
        id, drawn = altered(seed)
        assert found(name, *drawn) == [("verbatim", f"{name} {id}")], f"seed {seed}"


@EACH_FORMAT
def test_a_character_of_the_source_is_found(name: str) -> None:
    """A page laid out from a source that was changed under way is not the briefing's."""
    entry, *rest = made().register
    for old, new in (("promised", "promise"), ("slow", "slоw"), ("Київ", "Києв")):
        article = replace(entry.article, text=entry.article.text.replace(old, new, 1))
        spoiled = replace(made(), register=(replace(entry, article=article), *rest))
        findings = check(draw(name, page(spoiled)), page(spoiled), made())
        assert {finding.rule for finding in findings} == {"verbatim"}, old


@EACH_FORMAT
def test_white_space_may_differ(name: str) -> None:
    """Pages break lines as they must; a no-break space is no white space."""
    spaced = (Run(words_of("q2")[0].text.replace(" ", "  \n"), "source"),)
    assert found(name, *changed("q2", words(*spaced))) == []
    (id,) = (one.id for one in made().sections[0].points if "\u00a0" in one.excerpt.passage.text)
    plain = (Run(words_of(id)[0].text.replace("\u00a0", " "), "source"),)
    assert found(name, *changed(id, words(*plain))) == [("verbatim", f"{name} {id}")]


@EACH_FORMAT
def test_the_message_shows_where_they_part(name: str) -> None:
    """Both sides, a few words of them."""
    runs = (Run(words_of("q2")[0].text.replace("many radars", "few radars"), "source"),)
    whole = replace(page(made()), blocks=changed("q2", words(*runs)))
    (finding,) = check(draw(name, whole), page(made()), made())
    assert "few radars" in finding.message
    assert "many radars" in finding.message


# --- identity -----------------------------------------------------------------------------------------------------


@EACH_FORMAT
@pytest.mark.parametrize("id", ["p1", "p5", "q1"])
def test_a_missing_id_is_found(name: str, id: str) -> None:
    """With its citation, which is missing, too."""
    drawn = tuple(one for one in blocks() if getattr(one, "id", "") != id)
    part = anchors.attribution(id) if id.startswith("q") else anchors.tail(id)
    assert found(name, *drawn) == [("identity", f"{name} {id}"), ("identity", f"{name} {part}")]


@EACH_FORMAT
@pytest.mark.parametrize("id", ["p3", "q1"])
def test_a_duplicate_is_found(name: str, id: str) -> None:
    """The same words a second time, or others under the same id, in front or behind."""
    (block,) = (one for one in blocks() if getattr(one, "id", "") == id)
    forged = replace(block, words=(Run("Forged words.", "source"),))  # type: ignore[type-var]
    for drawn in ((*blocks(), block), (*blocks(), forged), (forged, *blocks())):
        assert found(name, *drawn) != [], drawn[-1]


@EACH_FORMAT
@pytest.mark.parametrize("id", ["p99", "q99", "p0", "p01"])
def test_an_unknown_id_is_found(name: str, id: str) -> None:
    """Words that look like a source's and belong to nothing in the briefing."""
    block = pages.point(id, pages.source("Forged.")) if id[0] == "p" else pages.quote(id, pages.source("“Forged.”"))
    assert ("identity", f"{name} {id}") in found(name, *blocks(), block)


@EACH_FORMAT
def test_items_under_each_other_s_id_are_found(name: str) -> None:
    """Two quotations exchanged: both are in their sources, neither is what it should be."""
    swapped = {"q1": words_of("q2"), "q2": words_of("q1")}
    drawn = tuple(replace(one, words=swapped[one.id]) if isinstance(one, QuoteBlock) else one for one in blocks())
    assert [where for rule, where in found(name, *drawn) if rule == "verbatim"] == [f"{name} q1", f"{name} q2"]


# --- citations and speakers ---------------------------------------------------------------------------------------


@EACH_FORMAT
@pytest.mark.parametrize("id", ["p1", "q1"])
@pytest.mark.parametrize("target", ["s2", ""])
def test_a_wrong_link_is_found(name: str, id: str, target: str) -> None:
    """A citation that leads to another source, or nowhere."""

    def relink(block: Block) -> Block:
        part = "tail" if isinstance(block, Point) else "attribution"
        runs = (replace(run, target=target if run.target else "") for run in getattr(block, part))
        return replace(block, **{part: tuple(runs)})  # type: ignore[type-var]

    part = anchors.attribution(id) if id.startswith("q") else anchors.tail(id)
    assert found(name, *changed(id, relink)) == [("link", f"{name} {part}")]


@EACH_FORMAT
def test_a_missing_source_is_found(name: str) -> None:
    """Every numbered source stands in the register."""
    entry = next(one for one in blocks() if isinstance(one, RegisterEntry))
    assert found(name, *blocks(), wanted=(*blocks(), replace(entry, id="s3"))) == [("identity", f"{name} s3")]


@EACH_FORMAT
def test_what_a_template_leaves_out_is_not_missing(name: str) -> None:
    """The page says what has to stand in the file."""
    less = tuple(one for one in blocks() if getattr(one, "id", "") not in ("p1", "q2"))
    assert found(name, *less, wanted=less) == []


@EACH_FORMAT
def test_a_missing_speaker_is_found(name: str) -> None:
    """Another name, part of the name, or none."""
    for instead in ("Marek Lis", "Nowak", "Anna Nowák", "Speaker not identified"):

        def rename(block: Block, instead: str = instead) -> Block:
            assert isinstance(block, QuoteBlock)
            by = (replace(run, text=run.text.replace("Anna Nowak", instead)) for run in block.attribution)
            return replace(block, attribution=tuple(by))

        assert found(name, *changed("q1", rename)) == [("words", f"{name} q1-by")]


# --- the source's words beside a quotation -----------------------------------------------------------------------


def told_beside() -> tuple[Briefing, Page]:
    """A briefing whose quotation is by somebody unnamed, said somewhere some day, and its page."""
    made = article(TEXT)
    words, place, time = (slice_of(made, text) for text in ("the minister", "in Varna", "on Wednesday"))
    told = attributed(
        made, Attribution(None, words, "unnamed", None, "around", "sure"), Occasion(place, time, date(2026, 3, 4))
    )
    whole = briefing(analysis_of(told), themes=[theme("air", "radar*")])
    return whole, page(whole)


@EACH_FORMAT
def test_the_source_s_words_beside_a_quotation_are_read_back(name: str) -> None:
    """As they stand on the page, and not otherwise."""
    whole, good = told_beside()
    assert prove_page(good, whole) == check(draw(name, good), good, whole) == ()
    by = next(one for one in good.blocks if isinstance(one, QuoteBlock))
    for instead in ("in Burgas", "in Várna", "in"):
        runs = tuple(replace(run, text=instead) if run.text == "in Varna" else run for run in by.attribution)
        drawn = tuple(replace(one, attribution=runs) if one == by else one for one in good.blocks)
        findings = check(draw(name, replace(good, blocks=drawn)), good, whole)
        assert [(one.rule, one.where) for one in findings] == [("words", f"{name} {by.id}-by")]


@EACH_FORMAT
def test_the_table_of_who_said_what_is_read_back(name: str) -> None:
    """With where and when, in the source's words and type; a name, a count or a place altered is found."""
    made = article(TEXT)
    told = reported(made, named(made, "Anna Nowak"), 1, occasion=Occasion(slice_of(made, "in Varna"), None, None))
    whole = briefing(analysis_of(told), themes=[theme("air", "radar*")])
    good = page(whole)
    table = next(one for one in good.blocks if isinstance(one, Table) and one.id == "statements")
    assert prove_page(good, whole) == check(draw(name, good), good, whole) == ()
    for old, new in (("in Varna", "in Burgas"), ("Anna Nowak", "Anna Novak"), ("1\u202f¶3", "1\u202f¶2")):
        row = tuple(tuple(replace(run, text=run.text.replace(old, new)) for run in cell) for cell in table.rows[0])
        assert row != table.rows[0], old
        drawn = tuple(replace(table, rows=(row,)) if one is table else one for one in good.blocks)
        findings = check(draw(name, replace(good, blocks=drawn)), good, whole)
        assert [(one.rule, one.where) for one in findings] == [("words", f"{name} statements")]


# --- type ---------------------------------------------------------------------------------------------------------


@EACH_WITH_TYPE
def test_stray_words_in_the_source_s_type_are_found(name: str) -> None:
    """In a note, behind a point, in the line under a quotation, under a name of which the page knows nothing."""
    stray = Run(" Forged words.", "source")

    def add(block: Block) -> Block:
        part = "tail" if isinstance(block, Point) else "attribution"
        return replace(block, **{part: (*getattr(block, part), stray)})  # type: ignore[type-var]

    assert found(name, *blocks(), Note((stray,))) == [("type", f"{name} outside")]
    assert found(name, *changed("p1", add)) == [("words", f"{name} p1-cite")]
    assert found(name, *changed("q1", add)) == [("words", f"{name} q1-by")]
    assert found(name, *blocks(), Table("t", ((stray,),), (), (1.0,))) == [("type", f"{name} t")]


@EACH_WITH_TYPE
def test_the_voices_of_a_line_of_ours_are_compared(name: str) -> None:
    """What is ours there is not in the source's type, and the other way round."""

    def turn(block: Block) -> Block:
        assert isinstance(block, QuoteBlock)
        return replace(block, attribution=tuple(replace(run, voice="source") for run in block.attribution))

    assert found(name, *changed("q1", turn)) == [("type", f"{name} q1-by")]
    drawn, wanted = blocks(), changed("q1", turn)
    assert found(name, *drawn, wanted=wanted) == [("type", f"{name} q1-by")]


@EACH_WITH_TYPE
def test_an_edit_in_the_source_s_type_is_found(name: str) -> None:
    """Our words may not pass for the source's."""
    (point, *_) = (one for one in made().points() if one.excerpt.edits)
    runs = tuple(replace(run, voice="source") for run in words_of(point.id))
    assert found(name, *changed(point.id, words(*runs))) == [("type", f"{name} {point.id}")]


@EACH_WITH_TYPE
def test_source_words_in_our_type_are_found(name: str) -> None:
    """Nor may the source's pass for ours, not a single one."""
    text = words_of("q2")[0].text
    for cut in (0, 10, len(text) - 1):
        runs = (Run(text[:cut], "source"), Run(text[cut:], "plain"))
        assert found(name, *changed("q2", words(*runs))) == [("type", f"{name} q2")]


@EACH_FORMAT
def test_an_edit_left_out_is_found(name: str) -> None:
    """The bracketed change stands where the briefing has it."""
    (point, *_) = (one for one in made().points() if one.excerpt.edits)
    runs = tuple(run for run in words_of(point.id) if run.voice != "edit")
    assert found(name, *changed(point.id, words(*runs))) == [("verbatim", f"{name} {point.id}")]


@given(st.sampled_from(IDS[:6]), st.text("abcdé“”[]…&< ", min_size=1, max_size=12).filter(str.strip))
@hypothesis_settings(max_examples=12)
def test_words_behind_a_point_s_own_are_found(id: str, more: str) -> None:
    """Whatever is added to the words of a point, in whichever type."""
    ids = [one.id for one in blocks() if isinstance(one, Point)]
    id = ids[IDS.index(id) % len(ids)]
    for voice in ("source", "edit"):
        drawn = changed(id, words(*words_of(id), Run(more, voice)))  # type: ignore[arg-type]
        assert [rule for rule, _ in found("docx", *drawn)] == ["verbatim"]
