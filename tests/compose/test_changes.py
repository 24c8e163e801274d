"""What has changed since an earlier briefing, which is written as it is published and read back."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import analysis_of, article, briefing, record_of, slice_of, theme
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.compose.changes import Changes, theme_change
from briefing.compose.stories import find_stories
from briefing.compose.themes import OTHER
from briefing.model import Article, Briefing, Change, CitedPoint, Earlier, EarlierPoint, Novelty, Passage, Period, Story
from briefing.published import NAME, last_published

THEMES = (theme("sea", "radar*", "drone*"), theme("work", "strike", "union", order=2), theme("aid", "clinic*", order=3))

STRIKE = """Dock workers in Varna walked out on Monday at the start of a strike that will last for 2 days.

The dock workers' union in Varna wants higher wages for the night shift, and the strike has shut the grain terminal.

"We will not leave," Rumen Dachev said."""
RADARS = """Bulgaria bought three radars for its air defense, the parliament in Sofia was told on Thursday.

"Each of the radars sees a drone at 50 miles, and the crews will be trained in spring," Rumen Dachev said."""
LIBRARY = """The library of Sozopol opens a reading room for children in May, paid for by a bakery.

It has nine shelves, four armchairs and a window that looks out on the old lighthouse."""

AGAIN = """The strike of the dock workers in Varna goes into a second week, and the grain terminal stays shut.

The union turned down an offer of higher wages for the night shift, a spokesman for the dock workers said."""
CLINIC = """A clinic for horses was opened in Nesebar, where farmers had waited 6 years for a veterinarian.

The mayor cut a ribbon, and two ponies were given carrots by the pupils of a riding school."""


def made(number: int, text: str, day: str = "2026-03-03", **fields: str) -> Article:
    """An article of its own file."""
    return article(text, f"{number}.txt", date=day, **fields)


LAST = (made(1, STRIKE, title="Dockers walk out"), made(2, RADARS, title="Three radars"), made(3, LIBRARY))
NOW = Period(date(2026, 3, 9), date(2026, 3, 15), "2026-W11")


def published(articles: Sequence[Article]) -> Briefing:
    """The briefing of some articles."""
    return briefing(*map(analysis_of, articles), themes=THEMES)


@cache
def earlier_of(articles: tuple[Article, ...] = LAST) -> Earlier:
    """Their briefing as it is read back in a later week."""
    told = published(articles)
    with TemporaryDirectory() as out:
        path = Path(out, told.period.key, NAME)
        path.parent.mkdir()
        path.write_bytes(record_of(told))
        files = {path.name: sha256(path.read_bytes()).hexdigest()}
        path.with_name("run.json").write_text(json.dumps({"files": files}), encoding="utf-8")
        earlier, problems = last_published(Path(out), NOW)
    assert earlier is not None
    assert problems == ()
    return earlier


def compared(*articles: Article, earlier: Earlier | None = None) -> Changes:
    """Some articles against an earlier briefing, or that of last week."""
    return Changes(earlier or earlier_of(), articles, find_stories(articles))


def novelty(text: str, words: str = "", **fields: str) -> Novelty | None:
    """The novelty of the first place with these words in an article of this week, or of all its words."""
    one = made(9, text, "2026-03-10", **fields)
    return compared(one, made(8, CLINIC, "2026-03-10")).novelty(one, slice_of(one, words or text).span)


def printed(told: Briefing) -> list[Passage]:
    """The passages of all items in the sections."""
    items = [item for section in told.sections for item in section.items]
    return [item.excerpt.passage if isinstance(item, CitedPoint) else item.quote.passage for item in items]


FIRST = STRIKE.partition("\n")[0]
SECOND = STRIKE.split("\n\n")[1]
QUOTED = RADARS.partition("\n\n")[2]


# --- repeated -----------------------------------------------------------------------------------------------------


REPEATS: list[tuple[str, str, Novelty]] = [
    # the text of an article, the words in it, their novelty
    (STRIKE, FIRST, "repeated"),
    (STRIKE, '"We will not leave,"', "repeated"),
    (f"VARNA, March 9 (Port Wire) - {FIRST}", FIRST, "repeated"),
    (f"{SECOND}\n\n{CLINIC}", SECOND, "repeated"),
    (QUOTED, QUOTED.partition('"')[2].partition('"')[0], "repeated"),
    (FIRST.replace("walked out on", "went home on"), "", "repeated"),
    (SECOND.partition(",")[0], "", "repeated"),
    (FIRST.partition(" that will")[0], "", "repeated"),
    (FIRST.replace("2 days", "3 days"), "", "developed"),
    (FIRST.replace("2 days", "two days"), "", "developed"),
    (FIRST.replace("for 2 days", "for days"), "", "developed"),
    (FIRST.replace("walked", "and 7 cooks walked"), "", "developed"),
    (FIRST.replace("will last", "will not last"), "", "developed"),
    (f"{FIRST} {AGAIN.partition(chr(10))[0]}", "", "developed"),
    (FIRST.replace("walked out", "were paid").replace("at the start", "and sent home because"), "", "developed"),
]


@pytest.mark.parametrize(("text", "words", "expected"), REPEATS, ids=range(len(REPEATS)))
def test_what_was_printed_is_repeated(text: str, words: str, expected: Novelty) -> None:
    """Its words, or a part of them, in whatever article; not with another figure, a denial, or much that is its own."""
    assert novelty(text, words) == expected


def test_a_few_words_are_repeated_only_in_the_same_article() -> None:
    """Anybody may say that he will not leave."""
    assert novelty(STRIKE, '"We will not leave,"') == "repeated"
    assert novelty(f'{CLINIC}\n\n"We will not leave," Anna Nowak said.', '"We will not leave,"') == "new"


def test_what_was_cited_and_not_printed_is_not_repeated() -> None:
    """Only points and quotations say something to the reader; here the article's last words were left out."""
    last = earlier_of()
    fewer = replace(last, points=tuple(one for one in last.points if not one.text.startswith(FIRST[:20])))
    one = made(1, STRIKE)
    assert compared(one, earlier=fewer).novelty(one, slice_of(one, FIRST).span) == "developed"


def test_another_language_is_not_the_same() -> None:
    """The same letters may mean something else."""
    assert novelty(FIRST, language="en") == "repeated"
    assert novelty(FIRST, language="de") != "repeated"


def test_nothing_printed_makes_nothing_repeated() -> None:
    """After a nil briefing, and one without points, everything is new or goes on."""
    one = made(1, STRIKE)
    nil = replace(earlier_of(), points=(), articles=())
    assert compared(one, earlier=nil).novelty(one, one.paragraphs[0]) == "new"
    assert compared(one, earlier=nil).likeness(one) == 0
    assert compared(one, earlier=replace(earlier_of(), points=())).novelty(one, one.paragraphs[0]) == "developed"


PARTS = (FIRST, SECOND, *RADARS.split("\n\n"), *AGAIN.split("\n\n"), *CLINIC.split("\n\n"), *LIBRARY.split("\n\n"))
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4, unique=True).map("\n\n".join)


@given(st.lists(TEXTS, min_size=1, max_size=4))
@hypothesis_settings(max_examples=25, deadline=None)
def test_a_briefing_repeats_itself(texts: list[str]) -> None:
    """Compared with itself all it prints is repeated, and no theme has changed."""
    articles = tuple(made(number, text) for number, text in enumerate(texts))
    told, earlier = published(articles), earlier_of(articles)
    changes, known = compared(*articles, earlier=earlier), {one.id: one for one in articles}
    found = [changes.novelty(known[one.article_id], one.span) for one in printed(told)]
    assert found == ["repeated"] * len(found)
    for section in told.sections:
        before = len(section.items)
        expected = Change("unchanged", 0, 0, before, before) if before else None
        assert theme_change(section.slug, ["repeated"] * before, earlier) == expected


@given(
    st.sampled_from([*LAST, made(4, "The union of the dock workers has 300 members in 12 ports and 3 at sea.")]),
    st.data(),
)
@hypothesis_settings(max_examples=40, deadline=None)
def test_a_changed_figure_makes_a_point_not_repeated(one: Article, data: st.DataObject) -> None:
    """Whatever the figure becomes, others of the same point included."""
    earlier = earlier_of((one,))
    figures = [point for point in earlier.points if any(ch.isdigit() for ch in point.text)]
    if figures:
        point = data.draw(st.sampled_from(figures))
        place = data.draw(st.sampled_from([place for place, ch in enumerate(point.text) if ch.isdigit()]))
        digit = data.draw(st.sampled_from(sorted(set("0123456789") - {point.text[place]})))
        changed = made(9, f"{point.text[:place]}{digit}{point.text[place + 1 :]}", "2026-03-10")
        assert compared(changed, earlier=earlier).novelty(changed, changed.paragraphs[0]) != "repeated"


# --- developed ----------------------------------------------------------------------------------------------------


STORIES: list[tuple[str, Novelty]] = [
    # an article of this week, the novelty of its first paragraph
    (AGAIN, "developed"),
    (CLINIC, "new"),
    (
        RADARS.replace("bought three", "has paid for all of its").replace("was told on", "has learned before"),
        "developed",
    ),
]


@pytest.mark.parametrize(("text", "expected"), STORIES, ids=range(len(STORIES)))
def test_a_story_that_goes_on_is_developed(text: str, expected: Novelty) -> None:
    """By what the earlier briefing's articles told, printed or not."""
    assert novelty(text, text.partition("\n")[0]) == expected


def test_all_articles_of_a_story_go_on_together() -> None:
    """One that has little in common with the earlier report has its novelty from the others."""
    strike = made(5, AGAIN, "2026-03-10")
    other = made(6, f"{AGAIN.partition(chr(10))[0]}\n\nGrain ships wait at sea, and mills run short.", "2026-03-10")
    (story, _) = stories = find_stories((strike, other, made(7, CLINIC, "2026-03-11")))
    assert set(story.articles) == {strike.id, other.id}
    changes = Changes(earlier_of(), (strike, other, made(7, CLINIC, "2026-03-11")), stories)
    assert changes.likeness(strike) == changes.likeness(other)
    assert changes.novelty(other, other.paragraphs[1]) == "developed"


def test_a_story_is_as_like_as_its_articles_are_on_average() -> None:
    """So that one odd article in it does not decide; each story is measured by itself, whichever is asked for first."""
    articles = (made(5, AGAIN, "2026-03-10"), made(6, SECOND, "2026-03-10"), made(7, CLINIC, "2026-03-10"))
    last = earlier_of(LAST[:1])
    alone = [Story(str(place), "", one.id, (one.id,), ()) for place, one in enumerate(articles)]
    together = [Story("0", "", articles[0].id, tuple(one.id for one in articles), ())]
    found = [Changes(last, articles, alone).likeness(one) for one in articles]
    changes = Changes(last, articles, alone)
    assert [changes.likeness(one) for one in articles[::-1]] == found[::-1]
    assert found[1] > found[0] > found[2]
    assert Changes(last, articles, together).likeness(articles[0]) == pytest.approx(sum(found) / 3)


def test_how_many_earlier_articles_are_alike_does_not_matter() -> None:
    """The one that is most like the story counts."""
    (before, *_), one = earlier_of().articles, made(5, STRIKE, "2026-03-10")
    copies = tuple(replace(before, id=name, text=STRIKE, title="") for name in "abc")
    assert 1 < compared(one, earlier=replace(earlier_of(), points=(), articles=copies)).likeness(one) < 1.5


def test_copies_in_a_story_are_no_articles_of_their_own() -> None:
    """They are among its articles, and nothing is known of their words."""
    one, copy = made(5, AGAIN, "2026-03-10"), made(6, AGAIN, "2026-03-11")
    alone = Changes(earlier_of(), (one,), find_stories((one,)))
    assert Changes(earlier_of(), (one,), find_stories((one,), ((copy, one),))).likeness(one) == alone.likeness(one)


@given(st.permutations([made(4, STRIKE), made(5, AGAIN), made(6, CLINIC), made(7, RADARS)]), st.permutations(range(3)))
@hypothesis_settings(max_examples=20, deadline=None)
def test_the_order_of_the_inputs_does_not_matter(articles: list[Article], order: list[int]) -> None:
    """Of the articles, and of what the earlier briefing cites and prints."""
    last, stories = earlier_of(), find_stories(articles)
    mixed = replace(last, articles=tuple(last.articles[place] for place in order), points=last.points[::-1])
    ordered = sorted(articles, key=lambda one: one.id)
    one, other = Changes(last, ordered, stories), Changes(mixed, articles, stories[::-1])
    for article_ in articles:
        assert one.likeness(article_) == other.likeness(article_)
        for span in article_.paragraphs:
            assert one.novelty(article_, span) == other.novelty(article_, span)


def test_without_an_earlier_briefing_nothing_is_said() -> None:
    """Of no passage and of no theme."""
    one = made(1, STRIKE)
    changes = Changes(None, (one,), find_stories((one,)))
    assert (changes.novelty(one, one.paragraphs[0]), changes.likeness(one)) == (None, 0)
    assert theme_change("sea", ["new"], None) is None


# --- themes -------------------------------------------------------------------------------------------------------


CHANGED: list[tuple[int, list[Novelty], Change | None]] = [
    # items that the theme had, the novelties of those that it has, the change
    (0, ["new"], Change("new", 1, 0, 0, 0)),
    (0, ["developed", "repeated"], Change("new", 0, 1, 1, 0)),
    (0, ["repeated"], Change("unchanged", 0, 0, 1, 0)),
    (0, [], None),
    (2, [], Change("quiet", 0, 0, 0, 2)),
    (2, ["repeated", "repeated"], Change("unchanged", 0, 0, 2, 2)),
    (2, ["repeated", "new", "new"], Change("developed", 2, 0, 1, 2)),
    (1, ["developed"], Change("developed", 0, 1, 0, 1)),
]


@pytest.mark.parametrize(("before", "novelties", "change"), CHANGED, ids=range(len(CHANGED)))
def test_a_theme_is_new_goes_on_stays_or_falls_quiet(
    before: int, novelties: list[Novelty], change: Change | None
) -> None:
    """By what it had and what of it is said now."""
    points = tuple(EarlierPoint(slug, "a", "Words.") for slug in ("sea",) * before + ("work",) * 3)
    assert theme_change("sea", novelties, replace(earlier_of(), points=points)) == change


def test_a_theme_that_was_not_there_has_no_change() -> None:
    """Nobody looked for it, so that nothing can be said of the news."""
    assert theme_change("harvest", ["new"], earlier_of()) is None
    assert theme_change(OTHER, ["new"], earlier_of()) is not None


def test_the_themes_of_a_week() -> None:
    """One goes on, one is new and one has fallen quiet."""
    articles = (made(5, AGAIN, "2026-03-10"), made(6, CLINIC, "2026-03-11"))
    told, earlier, known = published(articles), earlier_of(), {one.id: one for one in articles}
    changes = compared(*articles)
    for section, status in zip(told.sections, ("quiet", "developed", "new"), strict=False):
        passages = [one.excerpt.passage for one in section.points]
        novelties = [changes.novelty(known[one.article_id], one.span) for one in passages]
        change = theme_change(section.slug, [one for one in novelties if one], earlier)
        assert change is not None
        assert change.status == status
