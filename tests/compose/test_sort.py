"""What becomes of each input: exactly one fate, and nothing lost."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from factories import analysis, briefing, digest, document, rejected, settings
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.sort import report_future, sort_out
from briefing.condense import condense
from briefing.extract import extract
from briefing.model import Analysis, Briefing, Digest, Period, Problem

NEWS = "Bulgaria bought three radars for its coast, the parliament in Sofia was told on Thursday by the minister."
PATROL = "Romania will send two more patrol boats to the Black Sea this winter, the ministry in Bucharest announced."
STRIKE = "Dock workers in Varna walked out on Monday at the start of a strike that will last for two whole days."


def fates(made: Briefing) -> dict[str, tuple[str, str]]:
    """Outcome and detail by path."""
    return {fate.path: (fate.outcome, fate.detail) for fate in made.fates}


def test_every_outcome() -> None:
    """Used, duplicate, outside, excluded, unreadable: each says why."""
    made = briefing(
        analysis(NEWS, "news.txt"),
        analysis(NEWS, "again.txt", date="2026-03-06", outlet="Halden Post"),
        analysis(PATROL, "old.txt", date="2026-02-26"),
        analysis(STRIKE, "undated.txt", date=""),
        analysis(STRIKE, "drafts/strike.txt", date="2026-03-05"),
        rejected("broken.txt", "the file is empty"),
        exclude=("drafts/*",),
    )
    assert fates(made) == {
        "again.txt": ("duplicate", "repeats news.txt"),
        "broken.txt": ("rejected", "the file is empty"),
        "drafts/strike.txt": ("rejected", "excluded in the settings"),
        "news.txt": ("used", "source 1"),
        "old.txt": ("outside", "published 2026-02-26"),
        "undated.txt": ("used", "source 2"),
    }
    assert [fate.path for fate in made.fates] == sorted(fates(made))


def test_what_is_read_and_not_printed_says_so() -> None:
    """An article without a statement that stands alone is used, but no source."""
    assert fates(briefing(analysis("Yes.", "short.txt"))) == {"short.txt": ("used", "read, nothing of it printed")}


def test_each_article_of_an_export_has_its_fate() -> None:
    """A file of several articles is as many inputs."""
    digests = (digest(NEWS, "feed.jsonl#1"), digest(PATROL, "feed.jsonl#2", date="2026-01-05"))
    made = briefing(Analysis("feed.jsonl", "a" * 64, digests))
    assert {path: outcome for path, (outcome, _) in fates(made).items()} == {
        "feed.jsonl#1": "used",
        "feed.jsonl#2": "outside",
    }


def test_each_rejected_item_of_an_export_has_its_fate() -> None:
    """A line that could not be used is an input as the others are, with the digest of its file."""
    bad = Problem("read", "feed.jsonl#2", "line 2 is left out: it is not JSON", "give JSON")
    made = briefing(Analysis("feed.jsonl", "a" * 64, (digest(NEWS, "feed.jsonl#1"),), (bad,)))
    assert fates(made)["feed.jsonl#2"] == ("rejected", bad.message)
    assert [fate.sha256 for fate in made.fates if fate.outcome == "rejected"] == ["a" * 64]
    assert (made.tally.inputs, made.tally.rejected, made.problems) == (2, 1, (bad,))


def test_articles_of_one_path_are_not_mixed_up() -> None:
    """An article and its copy, and another one, under the same path: each has its own fate and number."""
    made = briefing(
        *(analysis(text, "a#1", date=day) for text, day in ((NEWS, "2026-03-04"), (NEWS, "2026-03-05"), ("Yes.", "")))
    )
    assert sorted((fate.outcome, fate.detail) for fate in made.fates) == [
        ("duplicate", "repeats a#1"),
        ("used", "read, nothing of it printed"),
        ("used", "source 1"),
    ]
    assert made.register[0].article.text == NEWS


def test_the_same_file_twice_is_one_source() -> None:
    """Two files of the same bytes, however short, are an input that is used and its duplicate."""
    one = document("The port is shut.", "one.txt")
    digests = [Digest(extract(each), condense(extract(each))) for each in (one, replace(one, path="two.txt"))]
    made = briefing(*(Analysis(each.article.source.path, one.sha256, (each,)) for each in digests))
    assert {path: outcome for path, (outcome, _) in fates(made).items()} == {"one.txt": "used", "two.txt": "duplicate"}


@pytest.mark.parametrize(
    ("dates", "key"),
    [
        (["2026-03-04"], "2026-W10"),
        (["2026-03-08", "2026-03-09", ""], "2026-W11"),
        (["2025-12-29"], "2026-W01"),
        (["", ""], "undated"),
        ([], "undated"),
    ],
)
def test_the_period_is_the_week_of_the_latest_article(dates: list[str], key: str) -> None:
    """By default; without a dated article it has no days."""
    analyses = [analysis(f"{NEWS} {n}", f"{n}.txt", date=day) for n, day in enumerate(dates)]
    assert sort_out(analyses, settings()).period.key == key


def test_a_period_that_is_asked_for() -> None:
    """Its first and last day belong to it, the days beside them do not; undated articles do."""
    days = ("2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06", "")
    texts = (NEWS, PATROL, STRIKE, STRIKE[::-1], PATROL[::-1])
    analyses = [analysis(text, f"{day}.txt", date=day) for day, text in zip(days, texts, strict=True)]
    inputs = sort_out(analyses, settings(since="2026-03-03", until="2026-03-05"))
    assert inputs.period == Period(date(2026, 3, 3), date(2026, 3, 5), "2026-03-03--2026-03-05")
    assert [one.article.source.path for one in inputs.used] == ["2026-03-03.txt", "2026-03-05.txt", ".txt"]
    assert sorted(one.source.path for one in inputs.outside) == ["2026-03-02.txt", "2026-03-06.txt"]


def test_an_excluded_article_does_not_set_the_period() -> None:
    """One with a date that is wrong can be excluded to get the week that is meant."""
    analyses = (analysis(NEWS, "news.txt"), analysis(PATROL, "typo.txt", date="2062-03-04"))
    assert sort_out(analyses, settings(exclude=("typo.txt",))).period.key == "2026-W10"


def test_a_mistyped_year_does_not_set_the_period() -> None:
    """One date far ahead of all others is told, whatever period is asked for; it is used where its own is."""
    texts = {"2026-03-02": NEWS, "2026-03-03": PATROL, "2026-03-04": STRIKE, "2062-03-04": STRIKE[::-1]}
    analyses = [analysis(text, f"{day}.txt", date=day) for day, text in texts.items()]
    for wish, used in (({}, 3), ({"since": "2026-03-03"}, 2), ({"since": "2062-03-01", "until": "2062-03-05"}, 1)):
        made = briefing(*analyses, **wish)
        assert made.tally.used == used
        assert [str(problem) for problem in made.problems] == [
            "2062-03-04.txt: it is dated 2062-03-04, in the future by all others; mend its date, or ask for that week "
            "by --week"
        ]
    assert sort_out(analyses, settings()).period.key == "2026-W10"
    assert sort_out(analyses, settings(since="2026-03-03")).period.last == date(2026, 3, 4)
    assert sort_out(analyses, settings(exclude=("2062*",))).ahead == ()


def test_a_day_to_come_is_told() -> None:
    """Later than tomorrow, which may be today where it was written; what is far ahead of all others is told already."""
    days = ("2026-03-04", "2026-03-06", "2026-03-07", "", "2062-03-04", "2026-02-01")
    inputs = sort_out([analysis(NEWS, f"{n}.txt", date=day) for n, day in enumerate(days)], settings())
    assert [str(one) for one in report_future(inputs, date(2026, 3, 5))] == [
        "2.txt: it is dated 2026-03-07, in the future; mend its date"
    ]
    assert report_future(inputs, date(2026, 3, 6)) == ()


def test_an_inferred_date_sets_the_period_only_where_there_is_no_other() -> None:
    """It may be wrong; the table of what is not used tells that it is inferred."""
    likely = analysis(PATROL, "likely.txt", date="2026-03-12", date_basis="inferred")
    assert sort_out([likely], settings()).period.key == "2026-W11"
    assert fates(briefing(likely, analysis(NEWS, "news.txt"))) == {
        "likely.txt": ("outside", "published 2026-03-12, as inferred from the page"),
        "news.txt": ("used", "source 1"),
    }


def test_a_copy_outside_the_period_is_outside() -> None:
    """Copies are looked for within the period, so that an old original does not take the new one along."""
    made = briefing(analysis(NEWS, "new.txt"), analysis(NEWS, "old.txt", date="2026-02-04", outlet="Halden Post"))
    assert {path: outcome for path, (outcome, _) in fates(made).items()} == {"new.txt": "used", "old.txt": "outside"}


def test_a_copy_of_an_excluded_article_is_used() -> None:
    """What was excluded is no original."""
    analyses = (analysis(NEWS, "a.txt"), analysis(NEWS, "b.txt", outlet="Halden Post"))
    assert fates(briefing(*analyses, exclude=("a.txt",)))["b.txt"] == ("used", "source 1")


def test_of_two_copies_the_earlier_is_the_original() -> None:
    """A dated one comes before an undated one."""
    made = briefing(
        analysis(NEWS, "a.txt", date=""), analysis(NEWS, "b.txt", date="2026-03-06"), analysis(NEWS, "c.txt")
    )
    assert {path for path, (outcome, _) in fates(made).items() if outcome == "used"} == {"c.txt"}
    (entry,) = made.register
    assert [copy.path for copy in entry.copies] == ["b.txt", "a.txt"]


def test_problems_are_all_told() -> None:
    """Those of files, of articles and of rejected inputs, sorted by place."""
    lost = analysis('"We go, he said. Nothing more was said by him or by anybody else.', "lost.txt")
    made = briefing(rejected("z.txt"), lost, analysis(NEWS, "when.txt", date="soon"))
    assert [problem.where for problem in made.problems] == ["lost.txt ¶1", "when.txt", "z.txt"]


INPUTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from([NEWS, PATROL, STRIKE, "Yes.", "Short news came in."]),
            st.sampled_from(["", "2026-03-04", "2026-03-05", "2026-02-26"]),
        ),
        st.none(),
    ),
    max_size=8,
)


@given(INPUTS, st.sampled_from([(), ("1.txt",), ("*",), ("2.txt ¶1", "3*")]))
def test_every_input_has_one_fate(inputs: list[tuple[str, str] | None], exclude: tuple[str, ...]) -> None:
    """The fates are as many as the inputs, and the counts on the page are their sum."""
    analyses = [
        analysis(one[0], f"{n}.txt", date=one[1]) if one else rejected(f"{n}.txt") for n, one in enumerate(inputs)
    ]
    made = briefing(*analyses, exclude=exclude)
    assert [fate.path for fate in made.fates] == [f"{n}.txt" for n in range(len(inputs))]
    tally, outcomes = made.tally, Counter(fate.outcome for fate in made.fates)
    assert tally.inputs == len(inputs) == tally.used + tally.duplicates + tally.outside + tally.rejected
    assert (tally.used, tally.duplicates) == (outcomes["used"], outcomes["duplicate"])
    assert (tally.outside, tally.rejected) == (outcomes["outside"], outcomes["rejected"])
    assert tally.dated + tally.undated == tally.used
