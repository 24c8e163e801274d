"""The timeline: what articles put on certain days."""

from dataclasses import replace
from datetime import date

import pytest
from factories import digest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.timeline import Happening, find_events
from briefing.model import Digest, Edit, KeyPoint, Period, Span

WEEK = Period(date(2026, 3, 2), date(2026, 3, 8), "2026-W10")
OPENS = "The new grain terminal at the port of Varna opens on March 20 with two berths for large ships."
FIRE = "A fire at the port of Sulina destroyed two cranes and a warehouse on Tuesday."
OLD = "The ferry line from Odesa to Varna was opened by the two port authorities on 5 February 2026."


def events(*texts: str, most: int = 9, period: Period = WEEK, **fields: str) -> tuple[Happening, ...]:
    """The events of some articles."""
    return find_events([digest(text, f"{number}.txt", **fields) for number, text in enumerate(texts)], period, most)


def told(*texts: str, most: int = 9, period: Period = WEEK, **fields: str) -> list[str]:
    """The same with the words that tell when."""
    found = events(*texts, most=most, period=period, **fields)
    return [f"{one.first}" + (f"..{one.last}" if one.last != one.first else "") + f" {one.words.text}" for one in found]


def test_events_stand_in_the_order_of_their_days() -> None:
    """Whatever the order of the articles; a weekday is told where our edit dates it."""
    assert told(OPENS, FIRE, OLD) == ["2026-02-05 5 February 2026", "2026-03-03 Tuesday", "2026-03-20 March 20"]
    assert told(OLD, FIRE, OPENS) == told(OPENS, FIRE, OLD)


def test_what_is_to_come_goes_first() -> None:
    """Then what happened in the period."""
    assert told(OLD, FIRE, OPENS, most=1) == ["2026-03-20 March 20"]
    assert told(OLD, FIRE, OPENS, most=2) == ["2026-03-03 Tuesday", "2026-03-20 March 20"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (
            "The port authority of Varna holds an exercise with six ships on March 20-22.",
            ["2026-03-20..2026-03-22 March 20-22"],
        ),
        ("The harbor master Rumen Dachev said the pier opens on March 20 with two berths.", ["2026-03-20 March 20"]),
        ("The ferries between Varna and Odesa stopped on March 3, the harbor master said.", ["2026-03-03 March 3"]),
        ("The harbor master Rumen Dachev said on March 3 that the pier was safe for ships.", []),
        ("On March 3 the harbor master Rumen Dachev said that the pier was safe for ships.", []),
        ("The pier is safe for all ships, the harbor master Rumen Dachev said on March 3.", []),
        ("Speaking on March 3 at a rally in Varna, Rumen Dachev said the pier was safe for ships.", []),
        ("The pilots of Varna, who on March 3 stated that no ship was safe, have left the port.", []),
        ("Port news from March 3: The harbor master opened the pier for large ships.", []),
        ("The port authority of Varna holds an exercise with six ships of the navy this week.", []),
        ("As of the morning of March 3, the port of Varna had 12 ships at anchor.", []),
        ("The port of Varna made a profit in the year ending March 3, its owners wrote.", []),
        ("The port of Varna was opened for large ships on 5 March 1990 by the king.", []),
        ("The port of Varna will be closed for large ships on 5 March 2029 at the latest.", []),
        ("The port of Varna opened the pier for large ships in March 2026 after a year.", []),
        ("The port of Varna was closed for all ships from 1 January to 5 March 2026.", []),
    ],
)
def test_what_is_an_event(text: str, when: list[str]) -> None:
    """Not the day of saying, of figures, of the past, of a far future; nor a month or a season."""
    assert told(text) == when


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        (
            "de",
            "Der Hafen von Varna eröffnet am 20. März zwei neue Liegeplätze für große Schiffe.",
            "2026-03-20 20. März",
        ),
        ("uk", "Порт Одеси відкриє для великих суден два нові причали 20 березня.", "2026-03-20 20 березня"),
        (
            "fr",
            "Le port de Varna ouvrira deux nouveaux quais pour les grands navires le 20 mars.",
            "2026-03-20 20 mars",
        ),
    ],
)
def test_dates_of_other_languages(language: str, text: str, when: str) -> None:
    """Their months are in the lexicon."""
    assert told(text, language=language) == [when]


def test_an_undated_article_gives_full_dates_only() -> None:
    """Nothing tells the year of the others."""
    assert told(f"{OPENS}\n\n{OLD}", date="") == ["2026-02-05 5 February 2026"]


def test_without_a_period_nothing_is_an_event() -> None:
    """It cannot be told what is background."""
    assert told(OLD, period=Period(None, None, "undated")) == []


def test_no_date_inside_an_edit() -> None:
    """What our words stand for is not printed."""
    made = digest(OPENS)
    start = OPENS.index("March 20")
    excerpt = replace(made.points[0].excerpt, edits=(Edit(Span(start, start + 8), "then", "connective"),))
    assert find_events([Digest(made.article, (KeyPoint(excerpt, 1.0),))], WEEK, 9) == ()


def test_an_article_has_one_entry_for_a_day() -> None:
    """The shorter one, and that of one sentence."""
    longer = "The pilots of Varna and the crews of four tugs start their common training at the lighthouse on March 20."
    (one,) = events(f"{longer}\n\n{OPENS}")
    assert one.excerpt.passage.text == OPENS


def test_a_point_has_one_entry() -> None:
    """For its first day that is to come."""
    both = "The council of Varna met on March 3 and votes on the new pier on March 20 and on March 25."
    assert told(both) == ["2026-03-20 March 20"]


def test_what_says_the_same_on_one_day_is_told_once() -> None:
    """Other things on that day are told too."""
    same = OPENS.replace("The new grain terminal", "A second new grain terminal")
    other = "Dock workers in Sulina and Constanta begin a strike over their wages on March 20."
    assert [one.excerpt.passage.text for one in events(OPENS, same, other)] == [OPENS, other]


def test_long_sentences_are_left_out() -> None:
    """An entry is read at a glance."""
    assert told(OPENS.replace("berths", "berths" + " and cranes" * 16)) == []


def test_words_are_a_slice_of_the_excerpt() -> None:
    """Those that tell when, outside our edits."""
    for one in events(OPENS, FIRE, OLD):
        assert one.excerpt.passage.span.contains(one.words.span)
        assert one.words.text in one.excerpt.passage.text
        assert not any(one.words.span.overlaps(edit.span) for edit in one.excerpt.edits)


@given(st.lists(st.sampled_from([OPENS, FIRE, OLD, "No ship came.", f"{OPENS} {FIRE}"]), max_size=5), st.integers(0, 4))
def test_events_keep_to_their_number_and_order(texts: list[str], most: int) -> None:
    """And no two of a day say the same."""
    found = events(*texts, most=most)
    assert len(found) <= most
    assert list(found) == sorted(found, key=lambda one: (one.first, one.last))
    assert len({(one.first, one.excerpt.passage.text) for one in found}) == len(found)


def test_a_day_of_another_year_is_none_of_this_one() -> None:
    """Where the words beside it say so."""
    assert told("The talks of 20 March last year on the port of Varna failed after six hours in Sofia.") == []
    assert told("Two years ago, on 20 March, a mine sank a ferry of the port of Varna with its crew.") == []
    assert told("The ferry line from Varna to Odesa will be open until 20 March for all who have a ticket.") == []
    assert told("The ferry line from Varna to Odesa will be open on 20 March for all who have a ticket.") != []


@pytest.mark.parametrize(
    ("text", "date", "count"),
    [
        ("The lighthouse of Varna is seen behind a mobile crane on the old pier, 3 March 2026.", "", 0),
        ("The lighthouse of Varna is pictured behind a crane on the old pier on 3 March.", "2026-03-05", 0),
        ("Sailors and pilots secure a white ferry at the old pier of Varna on March 3, 2026.", "", 0),
        ("Sailors and pilots secured a white ferry at the old pier of Varna on March 3, 2026.", "", 1),
        ("A mine hit a ferry of the port authority at the old pier of Varna on March 3, 2026.", "", 1),
        ("The pilots of Varna are seen as heroes since they saved a ferry on 3 March.", "2026-03-05", 1),
        ("Sailors and pilots secure a white ferry at the old pier of Varna on March 20, 2026.", "", 1),
        ("The new grain terminal of Varna is opened for the largest ships on 20 March.", "2026-03-05", 1),
        ("A court in Varna hears the owners of the white ferry on Thursday.", "2026-03-05", 1),
    ],
)
def test_captions_are_no_events(text: str, date: str, count: int) -> None:
    """They tell in the present what is past; what is to come is told so too, and what is on the day of publication."""
    assert len(told(text, date=date)) == count


def test_captions_are_told_where_past_forms_are_listed() -> None:
    """Of another language nothing is known."""
    caption = "Der Leuchtturm von Varna ist am 3. März 2026 hinter einem Kran auf der alten Mole zu sehen."
    assert len(told(caption, date="", language="de")) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bulgaria seized two of those ferries at the port of Varna on Tuesday.", 0),
        ("Bulgaria seized another ferry at the port of Varna on Tuesday.", 0),
        ("Bulgaria seized the ferries at the port of Varna on Tuesday.", 1),
        ("Bulgaria seized two white ferries at the port of Varna on Tuesday.", 1),
    ],
)
def test_what_points_back_is_no_entry(text: str, count: int) -> None:
    """Nobody tells in a list what stood before it in the article."""
    assert len(told(f"Three ferries have carried no passengers since the winter.\n\n{text}")) == count
