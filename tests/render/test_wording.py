"""The line under a quotation where the article says more, or less, than a name: a line for each run."""

from dataclasses import replace
from datetime import date as Date

import pytest
from factories import analysis_of, article, attributed, briefing, page, slice_of, theme
from week.dump import voices

from briefing.blocks import QuoteBlock
from briefing.model import INFERRED, Attribution, Occasion, Speaker

TEXT = """A senior official spoke of the new radars at a press conference in Varna on Wednesday.

“We have bought the radars that the towns asked for,” the official said.

General Staff Lt. Col. Marek Lis was there."""
OFFICIAL, VARNA, WEDNESDAY = "A senior official", "at a press conference in Varna", "on Wednesday"


def by(
    told: Attribution,
    occasion: Occasion | None = None,
    date: str = "2026-03-04",
    others: bool = False,
    basis: str = "header",
) -> str:
    """The line under the quotation of an article; `others`: of an article that shares its group with another."""
    made = attributed(article(TEXT, date=date, date_basis=basis), told, occasion)
    other = [analysis_of(article("Radars came to Burgas by train on Monday.", "b.txt", date=date))] if others else []
    found = page(briefing(analysis_of(made), *other, themes=[theme("air", "radar*")]))
    (block,) = (one for one in found.blocks if isinstance(one, QuoteBlock))
    return "\n".join(voices(block.attribution)).translate(str.maketrans("\u00a0\u202f", "⍽‗"))


def unnamed(**changes: object) -> Attribution:
    """An attribution to a senior official."""
    words = slice_of(article(TEXT), OFFICIAL)
    return replace(Attribution(None, words, "unnamed", None, "lead-in", "sure"), **changes)  # type: ignore[arg-type]


def named(name: str, role: str = "") -> Attribution:
    """An attribution to somebody of this name."""
    passage = slice_of(article(TEXT), name)
    return Attribution(Speaker(name, role, passage.span), passage, "name", None, "behind", "sure")


def on_that_day(place: str = VARNA, time: str = WEDNESDAY, day: Date | None = Date(2026, 3, 4)) -> Occasion:
    """An occasion in the article's words."""
    where, when = (slice_of(article(TEXT), words) if words else None for words in (place, time))
    return Occasion(where, when, day)


def test_a_speaker_whom_the_source_does_not_name() -> None:
    """The source's words for them stand there as the source's."""
    assert by(unnamed()).splitlines()[:3] == [
        "  source    |A senior official|",
        "  muted     | (not named by the source).|",
        "  muted     | 4⍽Mar⍽2026.|",
    ]


@pytest.mark.parametrize(
    "told",
    [
        unnamed(withheld=True),
        unnamed(kind="title"),
        unnamed(kind="pronoun"),
        unnamed(kind="none", mention=None),
    ],
)
def test_a_speaker_who_is_not_identified(told: Attribution) -> None:
    """Words that are too uncertain, or that stand for somebody whose name is not found, are not printed."""
    assert by(told).splitlines()[:2] == ["  warning   |Speaker not identified|", "  muted     |.|"]


def test_where_and_when_something_was_said() -> None:
    """In the source's words, the day that they mean in our brackets; the article's date gives way to it."""
    assert (
        by(named("Marek Lis", "officer"), on_that_day())
        == """\
  strong    |Marek Lis|
  muted     |, officer|
  muted     |, |
  source    |at a press conference in Varna|
  muted     |, |
  source    |on Wednesday|
  edit      | [4⍽Mar⍽2026]|
  muted     |.|
  muted     | |
  accent    |1‗¶2| → s1"""
    )


@pytest.mark.parametrize(
    ("occasion", "told"),
    [
        (on_that_day(time="", day=None), "Marek Lis, at a press conference in Varna. 4⍽Mar⍽2026. 1‗¶2"),
        (on_that_day(place="", day=None), "Marek Lis, on Wednesday. 4⍽Mar⍽2026. 1‗¶2"),
        (on_that_day(place=""), "Marek Lis, on Wednesday [4⍽Mar⍽2026]. 1‗¶2"),
        (on_that_day(place="Lt."), "Marek Lis, Lt., on Wednesday [4⍽Mar⍽2026]. 1‗¶2"),
        (on_that_day(place="Lt.", time="", day=None), "Marek Lis, Lt. 4⍽Mar⍽2026. 1‗¶2"),
    ],
)
def test_what_is_known_of_the_occasion_is_told(occasion: Occasion, told: str) -> None:
    """Place or time alone, and a full stop of the source's makes ours needless."""
    assert plain(by(named("Marek Lis"), occasion)) == told


def plain(line: str) -> str:
    """The words of the runs."""
    return "".join(run.split("|")[1] for run in line.splitlines())


def test_an_undated_article_is_undated_whatever_its_words_tell() -> None:
    """A day of the occasion is not the article's."""
    told = plain(by(named("Marek Lis"), on_that_day(), date=""))
    assert told == "Marek Lis, at a press conference in Varna, on Wednesday [4⍽Mar⍽2026]. Undated. 1‗¶2"


@pytest.mark.parametrize(("others", "outlet"), [(False, " "), (True, " Port⍽Gazette,⍽")])
def test_an_inferred_date_is_said_to_be_so(others: bool, outlet: str) -> None:
    """Wherever it stands; a reader who quotes it knows that the article does not say it."""
    lines = by(named("Marek Lis"), date="2026-03-04", others=others, basis=INFERRED).splitlines()
    at = lines.index(f"  muted     |{outlet}|")
    assert lines[at + 1] == "  warning   |4⍽Mar⍽2026, inferred|"


def test_outlet_and_date_stand_there_beside_the_occasion() -> None:
    """Where the items of a group come from several articles."""
    told = plain(by(named("Marek Lis"), on_that_day(), others=True))
    assert told.endswith("on Wednesday [4⍽Mar⍽2026]. Port⍽Gazette,⍽4⍽Mar⍽2026. 1‗¶2")


def test_an_occasion_without_a_speaker() -> None:
    """It is told of the words, whoever said them."""
    assert plain(by(Attribution(), on_that_day(time="", day=None))).startswith(
        "Speaker not identified, at a press conference in Varna. "
    )
    assert plain(by(unnamed(), on_that_day(time="", day=None))).startswith(
        "A senior official (not named by the source), at a press conference in Varna. "
    )
