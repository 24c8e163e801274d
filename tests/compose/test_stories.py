"""Stories: articles on one event are one, others are not."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from factories import article
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.compose.linkage import link
from briefing.compose.sparse import Rows, sparse_tfidf
from briefing.compose.stories import find_stories
from briefing.model import Article, Story
from briefing.vectors import count_terms, row, tfidf

STRIKE = """Dock workers in Varna walked out on Monday at the start of a strike that will last for two days.

The dock workers' union in Varna wants higher wages for the night shift, and the strike has shut the grain terminal."""
UNION = """The strike of the dock workers has shut the grain terminal in Varna, the union of the workers said.

Wages for the night shift are too low, according to the union, and no grain leaves Varna while the strike lasts."""
RADARS = """Bulgaria bought three radars for its air defense, the parliament in Sofia was told on Thursday.

Each of the radars sees a drone at 50 miles, and the crews will be trained in spring by the air force."""
LIBRARY = """The library of Sozopol opens a reading room for children in May, paid for by a bakery.

It has nine shelves, four armchairs and a window that looks out on the old lighthouse."""
WEEK = (
    article(STRIKE, "strike.txt", title="Dockers walk out in Varna", date="2026-03-02"),
    article(UNION, "union.txt", title="Strike shuts the grain terminal", date="2026-03-03", outlet="Halden Post"),
    article(RADARS, "radars.txt", date="2026-03-03"),
    article(LIBRARY, "library.txt", date="2026-03-04"),
    article(RADARS.replace("bought", "has bought"), "undated.txt", date="", title="Three radars"),
)


def told(stories: tuple[Story, ...]) -> list[list[str]]:
    """The paths of each story's articles."""
    paths = {one.id: one.source.path for one in WEEK}
    return [[paths[one] for one in story.articles] for story in stories]


def test_articles_on_one_event_are_one_story() -> None:
    """Whoever publishes them and whether or not they are dated; what is like nothing else stands alone."""
    found = told(find_stories(WEEK))
    assert found == [["strike.txt", "union.txt"], ["radars.txt", "undated.txt"], ["library.txt"]]


@given(st.permutations(WEEK))
@hypothesis_settings(max_examples=20)
def test_the_order_of_the_articles_does_not_matter(articles: list[Article]) -> None:
    """Inputs are sorted before two of them are compared."""
    assert find_stories(articles) == find_stories(WEEK)


def test_the_same_words_weeks_later_tell_of_another_event() -> None:
    """A second strike is a second story."""
    later = article(UNION, "later.txt", date="2026-03-23")
    assert all(len(story.articles) == 1 for story in find_stories((WEEK[0], later, *WEEK[2:4])))


MENU = "\n\n".join(
    f"{place} harbor, {place} fish market and the weather at sea off {place} for all who sail"
    for place in ("Varna", "Sulina", "Constanta", "Sozopol", "Odesa", "Halden", "Gdynia", "Sopot")
)
NOTICE = (
    "Cookies make this page of the harbor usable, and the page cannot be printed or sailed without them by visitors."
)
LONGER = (
    f"{STRIKE}\n\n{UNION}\n\nThe night shift in Varna has waited two years for its wages, and no dock worker who "
    "walked out has gone back, said the union, which has the strike paid for by all its workers on the coast.",
    f"{LIBRARY}\n\nThe children of Sozopol have asked for such a room since the bakery opened its doors to them in the "
    "winter, and the armchairs were a gift of the keeper, who said he had read enough of the sea.\n\nThe first to read "
    "aloud there will be a teacher of the school behind the hill, on a Sunday, and there will be cake for all. Whoever "
    "has books at home that nobody opens may bring them, said the teacher, as long as no page has been eaten by mice.",
)


def test_a_menu_makes_no_story() -> None:
    """Two pages of one site that share most of their lines tell of two events."""
    pages = [f"{MENU}\n\n{NOTICE * 9}\n\n{text}" for text in LONGER]
    first, second = (article(text, f"{number}.txt", date="2026-03-02") for number, text in enumerate(pages))
    assert [len(story.articles) for story in find_stories((first, second, WEEK[2]))] == [1, 1, 1]


def test_menus_do_not_hide_a_story() -> None:
    """Two reports on one event are one, whatever else is on the two pages."""
    menus = [
        "\n\n".join(f"Ways{n} to{n} cook{n} a fish{n} of{n}" for n in range(*some)) for some in ((300,), (300, 600))
    ]
    pages = [f"{menu}\n\n{LONGER[0]}" for menu in menus]
    outlets = ("Pontic Herald", "Halden Post")
    found = [article(text, name, outlet=name, date="2026-03-02") for text, name in zip(pages, outlets, strict=True)]
    assert len(find_stories((*found, *WEEK[2:4]))[0].articles) == 2


def test_a_story_says_who_leads_and_what_it_is_called() -> None:
    """The lead is one of its articles; the headline is the title of the lead, or else of one that has a title."""
    strike, radars, library = find_stories(WEEK)
    assert [strike.id, radars.id, library.id] == ["story-1", "story-2", "story-3"]
    assert strike.headline in {"Dockers walk out in Varna", "Strike shuts the grain terminal"}
    assert strike.lead in strike.articles
    assert radars.headline == "Three radars"
    assert library.headline == ""


def test_the_lead_is_like_all_the_others() -> None:
    """Of three reports the one that has something in common with both."""
    both = article(f"{STRIKE}\n\n{UNION}", "both.txt", date="2026-03-03")
    (story, *_) = find_stories((*WEEK, both))
    assert (story.lead, len(story.articles)) == (both.id, 3)


def test_a_copy_belongs_to_the_story_of_its_original() -> None:
    """It is among its articles, and no origin of its own."""
    copy = article(STRIKE, "copy.txt", outlet="Pontic Herald", date="2026-03-05")
    (story, *_) = find_stories(WEEK, copies=((copy, WEEK[0]),))
    assert copy.id in story.articles
    assert [len(origin.articles) for origin in story.origins] == [2, 1]


def test_no_articles_make_no_stories() -> None:
    """Nor do articles without a word that tells anything make one story."""
    assert find_stories(()) == ()
    assert len(find_stories((article("The."), article("It was.", "b.txt")))) == 2


def test_hash_seeds_change_nothing() -> None:
    """Two processes with different seeds tell the same stories."""
    here = Path(__file__)
    code = "import test_stories as t; print(t.told(t.find_stories(t.WEEK)), t.find_stories(t.WEEK))"
    path = ":".join(map(str, (here.parents[2], here.parents[1], here.parent)))
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


# --- linkage ------------------------------------------------------------------------------------------------------


def rows(*vectors: tuple[float, ...]) -> Rows:
    """Rows with these numbers, zeros and all."""
    matrix = np.array(vectors)
    columns = np.tile(np.arange(matrix.shape[1]), len(matrix))
    return Rows(np.arange(len(matrix) + 1) * matrix.shape[1], columns, matrix.ravel(), matrix.shape[1])


def joined(matrix: np.ndarray, days: list[int], cut: float) -> set[tuple[int, ...]]:
    """Average linkage in the plain way: of all groups the two that are most alike, again and again."""
    apart = np.abs(np.subtract.outer(days, days))
    likeness = matrix @ matrix.T * np.exp(-apart / 2)
    groups = [(number,) for number in range(len(matrix))]
    while len(groups) > 1:
        pairs = [(one, other) for place, one in enumerate(groups) for other in groups[:place]]
        one, other = max(pairs, key=lambda pair: likeness[np.ix_(*pair)].mean())
        if likeness[np.ix_(one, other)].mean() < cut:
            break
        groups = [group for group in groups if group not in (one, other)] + [tuple(sorted(one + other))]
    return set(groups)


@given(st.integers(0, 10_000))
def test_groups_are_those_of_average_linkage(seed: int) -> None:
    """With the sums of groups and the queue as with the matrix of all pairs."""
    draw = np.random.default_rng(seed)
    matrix = draw.random((7, 5)) ** 3
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    days = sorted(draw.integers(0, 4, 7).tolist())
    assert set(link(rows(*map(tuple, matrix)), days, 0.5)) == joined(matrix, days, 0.5)


@pytest.mark.parametrize(("days", "groups"), [([1, 1], 1), ([1, 9], 2), ([1, None], 1), ([None, None], 1)])
def test_days_keep_groups_apart(days: list[int | None], groups: int) -> None:
    """The same words far apart are two groups; where a date is missing they are one."""
    assert len(link(rows((1.0,), (1.0,)), days, 0.5)) == groups


def test_sparse_rows_are_those_of_the_matrix_but_for_their_length() -> None:
    """The same weights in the same columns; a short text's row is longer than a long one's."""
    texts = [("sea", "mine", "sea"), tuple(f"word{n}" for n in range(60)), ("mine", "port"), ()]
    made, whole = sparse_tfidf(texts), tfidf(count_terms(texts))
    lengths = [float(np.linalg.norm(made.row(number)[1])) for number in range(4)]
    for number in range(3):
        columns, weights = made.row(number)
        assert np.allclose(weights / lengths[number], row(whole, number)[columns])
    assert lengths[0] == pytest.approx(lengths[2])
    assert lengths[0] > 1 > lengths[1]
    assert lengths[3] == 0
