"""One file analysed: what the settings withhold of it before the later stages see it."""

from dataclasses import replace
from pathlib import Path

import pytest
from factories import article, attributed, settings, slice_of

from briefing.analysis import Content, analyse, examine, explain, withhold
from briefing.model import Article, Attribution, Grade, Report, Speaker
from briefing.read import READERS
from briefing.reading import Reading

TEXT = "“We have bought the radars that the towns asked for,” Polish minister Anna Nowak said on Monday."


def told(grade: Grade) -> Article:
    """An article in which a quotation and a report have a speaker of this grade."""
    made = article(TEXT)
    name = slice_of(made, "Anna Nowak")
    said = slice_of(made, "said")
    sure = Attribution(Speaker(name.text, "", name.span), name, "name", said, "behind", grade)
    return replace(attributed(made, sure), reports=(Report(made.sentences[0].span, 1, sure),))


@pytest.mark.parametrize(
    ("choice", "grade", "named"),
    [
        ("careful", "sure", True),
        ("careful", "likely", False),
        ("careful", "weak", False),
        ("complete", "sure", True),
        ("complete", "likely", True),
        ("complete", "weak", False),
    ],
)
def test_speakers_are_withheld_by_their_grade(choice: str, grade: Grade, named: bool) -> None:
    """From quotations and reports alike; how the article tells them is kept, so that a person can see why."""
    before = told(grade)
    after = withhold(before, settings(attribution=choice))
    for one, was in ((after.quotes[0], before.quotes[0]), (after.reports[0], before.reports[0])):
        kept = one.attribution
        assert (kept.speaker is not None, kept.withheld) == (named, not named)
        assert replace(kept, speaker=was.attribution.speaker, withheld=False) == was.attribution


def test_nothing_is_withheld_where_nothing_is_told() -> None:
    """An attribution to nobody is none that more certainty would print."""
    made = attributed(article(TEXT), Attribution())
    assert withhold(made, settings()) == made


@pytest.mark.parametrize(("choice", "name"), [("careful", None), ("complete", "Anna Nowak")])
def test_later_stages_see_what_the_settings_leave(tmp_path: Path, monkeypatch, choice: str, name: str | None) -> None:
    """The article of an analysis and that of `show` have lost what is withheld; its quotations shown have not."""
    monkeypatch.setattr("briefing.extract.extract", lambda document: told("likely"))
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    chosen = settings(attribution=choice)
    (digest,) = analyse(Content("a.txt", path.read_bytes()), chosen, Reading({}, READERS)).digests
    assert [quote.speaker and quote.speaker.name for quote in digest.article.quotes] == [name]
    assert examine(path, "article", chosen) == digest.article
    assert [quote.speaker.name for quote in examine(path, "quotes", chosen)] == ["Anna Nowak"]  # type: ignore
    expected = "speaker told" if name else "withheld: attribution is careful, complete would tell it"
    assert explain(path, chosen).splitlines()[-1] == f"    On the page      {expected}"
