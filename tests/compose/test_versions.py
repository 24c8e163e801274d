"""Versions of one article."""

from itertools import permutations

import pytest
from factories import analysis, briefing, page, settings
from hypothesis import given
from hypothesis import strategies as st
from week.dump import dump

from briefing.compose.sort import sort_out
from briefing.model import Analysis

LEAD = "Romania will send two more patrol boats to the Black Sea this winter, the ministry said on Wednesday."
SECOND = "The boats are ready, the crews are trained, and they will sail from Constanta before the first frost."
THIRD = "Each patrol lasts 21 days, and three boats take part in it at any time between November and March."
LAST = "The committee will discuss the costs of the patrols with the port authority at its meeting in Tulcea."
MORE = "The opposition asked the government to publish what the new patrols cost before the vote on the budget."
FIRST = "\n\n".join((LEAD, SECOND, THIRD))
UPDATE = "\n\n".join((LEAD, SECOND, THIRD.replace("21", "28"), LAST, MORE))
ADDRESS = "https://portgazette.example/patrols"
RADARS = "Bulgaria bought three radars, which the crews on the coast near Varna will get in the spring of next year."
TITLE = "Patrols for the winter"


def told(*inputs: Analysis) -> dict[str, str]:
    """What becomes of each file: its number in the register, or why it has none."""
    return {fate.path: fate.detail for fate in briefing(*inputs).fates}


def version(text: str, path: str, **fields: str) -> Analysis:
    """A file with an article under the one address."""
    return analysis(text, path, **{"url": ADDRESS, **fields})


def test_the_latest_version_is_used() -> None:
    """A corrected and longer text takes the place of the first one, which is accounted for; no reader sees 21 days."""
    made = briefing(version(FIRST, "a.txt"), version(UPDATE, "b.txt", date="2026-03-05"))
    assert {fate.path: (fate.outcome, fate.detail) for fate in made.fates} == {
        "a.txt": ("duplicate", "an earlier version of b.txt"),
        "b.txt": ("used", "source 1"),
    }
    (entry,) = made.register
    assert ([one.path for one in entry.versions], entry.copies) == (["a.txt"], ())
    assert (made.tally.inputs, made.tally.used, made.tally.duplicates) == (2, 1, 1)


def test_the_register_says_so() -> None:
    """That there are earlier versions, and how many; nothing where there are none."""
    versions = [version(FIRST, "a.txt"), version(f"{FIRST}\n\n{LAST}", "b.txt", date="2026-03-05")]
    last = version(UPDATE, "c.txt", date="2026-03-06")
    assert "2 earlier versions are not" in dump(page(briefing(*versions, last)))
    assert "1 earlier version is not" in dump(page(briefing(versions[0], last)))
    assert "earlier version" not in dump(page(briefing(last)))


ORDERS = {
    "day": ({}, {"date": "2026-03-05"}),
    "last change": (
        {"modified": "2026-03-04T09:00:00+02:00"},
        {"modified": "2026-03-04T08:00:00Z"},
    ),
    "change after the day": ({"date": "2026-03-05"}, {"modified": "2026-03-06"}),
    "time of the day": ({"date": "2026-03-04T08:00:00Z"}, {"date": "2026-03-04T18:00:00Z"}),
    "dated": ({"date": ""}, {}),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("texts", [(FIRST, UPDATE), (UPDATE, FIRST)], ids=["longer", "shorter"])
@pytest.mark.parametrize("paths", [("a.txt", "b.txt"), ("b.txt", "a.txt")], ids=["a first", "b first"])
def test_which_is_the_latest(order: str, texts: tuple[str, str], paths: tuple[str, str]) -> None:
    """The last change that they tell, else the day; neither length nor name."""
    earlier, later = (
        version(text, path, **fields) for text, path, fields in zip(texts, paths, ORDERS[order], strict=True)
    )
    assert told(later, earlier) == {paths[0]: f"an earlier version of {paths[1]}", paths[1]: "source 1"}


def test_without_any_time_the_name_tells() -> None:
    """Numbers count by their value, so that the tenth comes behind the second, in whatever order files are given."""
    texts = {"feed.xml#2": FIRST, "feed.xml#9": f"{FIRST}\n\n{LAST}", "feed.xml#10": UPDATE}
    for paths in permutations(texts):
        found = told(*(version(texts[path], path) for path in paths))
        assert found["feed.xml#10"] == "source 1"
        assert found["feed.xml#2"] == found["feed.xml#9"] == "an earlier version of feed.xml#10"


def test_a_name_of_five_thousand_figures_is_a_name() -> None:
    """A number so long is none that Python reads; in an archive a name may be longer still."""
    one, other = (version(text, f"{figure * 5000}.txt") for text, figure in ((FIRST, "1"), (UPDATE, "2")))
    assert "source 1" in told(one, other).values()


SAME = (
    "http://portgazette.example/patrols",
    "https://www.portgazette.example/patrols/",
    "https://PORTGAZETTE.example/patrols/index.html",
    "https://portgazette.example/patrols#comments",
    "https://portgazette.example/patrols?utm_source=mail&fbclid=1",
    "https://portgazette.example/patr%6Fls",
)
OTHER = (
    "https://portgazette.example/patrols-2",
    "https://portgazette.example/patrols?id=2",
    "https://halden.example/patrols",
    "",
)


@pytest.mark.parametrize("address", [*SAME, *OTHER])
def test_an_address_in_other_words(address: str) -> None:
    """Scheme, www, a slash at the end, tracking and place in the page do not matter; the rest does."""
    inputs = sort_out([version(FIRST, "a.txt"), version(UPDATE, "b.txt", url=address)], settings())
    assert [one.source.path for one, _ in inputs.versions] == ["a.txt"] * (address in SAME)


@pytest.mark.parametrize("address", ["https://portgazette.example", "https://portgazette.example/", "Port Gazette", ""])
def test_a_front_page_is_no_article(address: str) -> None:
    """What only a site's address holds together is compared by its words alone."""
    inputs = sort_out([version(FIRST, "a.txt", url=address), version(UPDATE, "b.txt", url=address)], settings())
    assert inputs.versions == ()


def test_other_news_under_one_address_is_another_article() -> None:
    """A live page, or a report of the same words with other figures."""
    report = "{} ships were unloaded. " + SECOND + " In the port of Varna {} cranes worked. " + LAST + " {} were away."
    one, other = (report.format(*range(n, n + 3)) for n in (10, 20))
    corrected = report.format(10, 11, 32)
    assert len(sort_out([version(one, "0.txt"), version(corrected, "1.txt")], settings()).versions) == 1
    for texts in ((FIRST, RADARS), (one, other)):
        inputs = sort_out([version(text, f"{n}.txt") for n, text in enumerate(texts)], settings())
        assert (inputs.versions, len(inputs.used)) == ((), 2)


def test_outlet_and_title_tell_versions_of_one_day() -> None:
    """Whatever their case; under one title a desk reports anew on other days, and so does another desk."""
    first = analysis(FIRST, "a.txt", title=TITLE)
    for fields, found in (
        ({"title": f" {TITLE.upper()}  "}, 1),
        ({"title": TITLE, "outlet": "PORT-GAZETTE"}, 1),
        ({"title": TITLE, "date": "2026-03-05"}, 0),
        ({"title": TITLE, "outlet": "Halden Post"}, 0),
        ({"title": f"{TITLE} again"}, 0),
        ({"title": ""}, 0),
    ):
        inputs = sort_out([first, analysis(UPDATE, "b.txt", **fields)], settings())
        assert len(inputs.versions) == found, fields


@pytest.mark.parametrize("last", ["c.txt", "d1.txt", "d2.txt", "d3.txt", "d4.txt", "d5.txt"])
def test_the_same_text_twice_is_a_copy(last: str) -> None:
    """Of the earlier and of the latest version: every input has one fate, and the register's entry has its versions."""
    inputs = (
        version(FIRST, "a.txt"),
        version(FIRST, "b.txt"),
        version(UPDATE, last, date="2026-03-05"),
        version(UPDATE, "e.txt", date="2026-03-05"),
    )
    made = briefing(*inputs)
    found = {fate.path: fate.detail for fate in made.fates}
    (used,) = (path for path, detail in found.items() if detail == "source 1")
    (copy,) = {last, "e.txt"} - {used}
    assert found == {
        "a.txt": f"an earlier version of {used}",
        "b.txt": f"an earlier version of {used}",
        copy: f"repeats {used}",
        used: "source 1",
    }
    assert len(made.register[0].versions) == 2
    assert told(version(FIRST, "a.txt"), version(FIRST, "b.txt")).keys() == {"a.txt", "b.txt"}


def test_a_version_of_another_period_is_outside() -> None:
    """It is not looked for there."""
    found = told(version(FIRST, "a.txt", date="2026-02-04"), version(UPDATE, "b.txt"))
    assert found == {"a.txt": "published 2026-02-04", "b.txt": "source 1"}


def test_versions_and_what_was_briefed() -> None:
    """An update of what an earlier briefing had is new; a version that came late, before one it had, is not."""
    first, update = version(FIRST, "a.txt"), version(UPDATE, "b.txt", date="2026-03-05")
    ids = [one.digests[0].article.id for one in (first, update)]
    inputs = sort_out([first, update], settings(), {ids[0]})
    assert [[one.id for one in found] for found in (inputs.used, inputs.briefed)] == [[ids[1]], [ids[0]]]
    assert [one.id for one in inputs.told] == [ids[1]]
    inputs = sort_out([first, update], settings(), {ids[1]})
    assert ([one.id for one in inputs.used], [one.id for one in inputs.told]) == ([], [ids[0]])
    assert len(inputs.all) == 2


@given(
    st.lists(
        st.tuples(
            st.sampled_from([FIRST, UPDATE, f"{FIRST}\n\n{LAST}", RADARS]),
            st.sampled_from(["2026-03-04", "2026-03-05", ""]),
            st.sampled_from([ADDRESS, ""]),
            st.sampled_from([TITLE, ""]),
        ),
        max_size=6,
    ),
    st.randoms(),
)
def test_nothing_is_lost_and_the_order_of_files_does_not_matter(inputs: list[tuple[str, ...]], draw) -> None:
    """Every article has one place, a version's latest is none itself, and files can be given in any order."""
    analyses = [
        analysis(text, f"{n}.txt", date=day, url=url, title=title) for n, (text, day, url, title) in enumerate(inputs)
    ]
    found = sort_out(analyses, settings())
    assert sorted(one.source.path for one in found.all) == sorted(one.path for one in analyses)
    earlier = {one.source.path for one, _ in found.versions}
    assert earlier.isdisjoint(last.source.path for _, last in found.versions)
    draw.shuffle(analyses)
    again = sort_out(analyses, settings())
    assert [one.source.path for one in again.used] == [one.source.path for one in found.used]
    assert {one.source.path for one, _ in again.versions} == earlier
