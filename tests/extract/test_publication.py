"""When an article was published and last changed."""

from datetime import date

import pytest

from briefing.extract import extract
from briefing.extract.publication import day_in_address, day_in_text, last_change
from briefing.extract.sentences import find_paragraphs
from briefing.model import INFERRED, Document, Fields, Source

DAY = date(2025, 11, 5)
TEXT = "The port of Sulina has reopened after the storm, its office said in a note to the shipping companies."
ADDRESS = "https://portgazette.example/2025/11/05/ferries"
DATELINE = f"SULINA, Nov. 5, 2025 (Baltwire) - {TEXT}"


def source(text: str = TEXT, **fields: str) -> Source:
    """The source of a document that says this of itself."""
    return extract(Document("a.txt", "0", text, Fields(language="en", **fields))).source


def told(text: str = TEXT, **fields: str) -> tuple[str, str, bool]:
    """Day, basis and certainty."""
    found = source(text, **fields)
    return str(found.published), found.date_basis, found.certain_day is not None


STEPS = [
    ({"date": "2025-11-03", "date_basis": "header", "url": ADDRESS}, DATELINE, ("2025-11-03", "header", True)),
    ({"date": "2025-11-03", "date_basis": "metadata", "url": ADDRESS}, DATELINE, ("2025-11-03", "metadata", True)),
    ({"date": "2025-11-03", "date_basis": INFERRED, "url": ADDRESS}, TEXT, ("2025-11-05", "address", True)),
    ({"url": ADDRESS}, DATELINE.replace("5,", "6,"), ("2025-11-05", "address", True)),
    ({"date": "2025-11-03", "date_basis": INFERRED}, DATELINE, ("2025-11-05", "dateline", True)),
    ({"date": "2025-11-03", "date_basis": INFERRED}, TEXT, ("2025-11-03", "inferred", False)),
    ({}, TEXT, ("None", "", False)),
]


@pytest.mark.parametrize(("fields", "text", "expected"), STEPS)
def test_the_surest_place_counts(fields: dict[str, str], text: str, expected: tuple[str, str, bool]) -> None:
    """Header or metadata, address, dateline, what a reader inferred, nothing: in this order, each with its basis."""
    assert told(text, **fields) == expected


def test_an_unreadable_date_gives_way() -> None:
    """Of a date that two countries read differently another place may tell the day; the problem says which."""
    article = extract(
        Document("a.txt", "0", TEXT, Fields(date="05/11/2025", date_basis="header", url=ADDRESS, language="en"))
    )
    assert (article.source.published, article.source.date_basis) == (DAY, "address")
    assert [problem.message for problem in article.problems] == [
        "the date '05/11/2025' cannot be read for certain, so that of its address counts"
    ]


def test_words_are_explained_by_a_certain_day_alone() -> None:
    """What "Wednesday" means is not told by a date that is only likely."""
    text = '"The port is open," the pilot Ivo Marek said in Sulina on Wednesday.'
    days = [
        quote.occasion and quote.occasion.day
        for basis in ("metadata", INFERRED)
        for quote in extract(
            Document("a.txt", "0", text, Fields(date="2025-11-06", date_basis=basis, language="en"))
        ).quotes
    ]
    assert days == [DAY, None]


ADDRESSES = {
    "https://portgazette.example/2025/11/05/ferries/": DAY,
    "https://portgazette.example/news/2025/11/5": DAY,
    "https://portgazette.example/2025/nov/05/ferries": DAY,
    "https://portgazette.example/2025-11-05/ferries": DAY,
    "https://portgazette.example/2025-11-05-ferries-are-back": DAY,
    "https://portgazette.example/20251105/ferries": DAY,
    "https://portgazette.example/world/ferries-are-back-2025-11-05/": DAY,
    "https://portgazette.example/ferries-2025-11-05.html": DAY,
    "https://portgazette.example/ferries-20251105-12.html": DAY,
    "https://web.archive.example/web/20251107101112/https://portgazette.example/2025/11/05/ferries": DAY,
    "https://portgazette.example/2025/11/ferries": None,
    "https://portgazette.example/2025/13/05/ferries": None,
    "https://portgazette.example/the-storm-of-2025-11-05-and-after": None,
    "https://portgazette.example/article-120251105": None,
    "https://portgazette.example/id/20259905": None,
    "https://portgazette.example/19001105/a": None,
    "https://portgazette.example/2025/11/05/on/2025/11/06/": None,
    "https://portgazette.example/?day=/2025/11/05/": None,
    "https://[portgazette": None,
    "": None,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_day_in_an_address(address: str) -> None:
    """A day in its folders, or at the end of a folder's name; not amid words, not in two ways."""
    assert day_in_address(address) == ADDRESSES[address]


TEXTS = {
    DATELINE: DAY,
    f"SULINA, Romania, Nov. 5, 2025 — {TEXT}": DAY,
    f"Nov. 5, 2025, SULINA (Baltwire) - {TEXT}": DAY,
    f"The channel is clear\n\nSULINA. 5 November 2025 /Baltwire/ - {TEXT}": DAY,
    f"The channel is clear\n\n5 November 2025\n\n{TEXT}": DAY,
    f"The channel is clear\n\nWednesday, 5 November 2025, 14:30 EET\n\n{TEXT}": DAY,
    f"SULINA, Nov. 5 (Baltwire) - {TEXT}": None,
    f"The accord of 5 November 2025 - a landmark - holds. {TEXT}": None,
    f"After the storm it opened, 5 November 2025 - a Wednesday. {TEXT}": None,
    f"On 5 November 2025 - after the storm - it opened. {TEXT}": None,
    f"SULINA, Nov. 5, 2025, after Nov. 3, 2025 - {TEXT}": None,
    f"What will the port do on 5 November 2025?\n\n{TEXT}": None,
    f"The ferries stop from 3 to 5 November 2025\n\n{TEXT}": None,
    f"{TEXT}\n\n{TEXT}\n\n{TEXT}\n\n5 November 2025": None,
    TEXT: None,
    "": None,
}


@pytest.mark.parametrize("text", TEXTS)
def test_the_day_in_a_text(text: str) -> None:
    """A dateline, or a line at the top that is a date, with the year; never a date without one."""
    assert day_in_text(text, find_paragraphs(text), "en") == TEXTS[text]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("mercredi 5 novembre 2025", "fr"),
        ("Mittwoch, 5. November 2025", "de"),
        ("Donnerstagabend, 5. November 2025", "de"),
        ("П’ятниця, 5 листопада 2025 року", "uk"),
    ],
)
def test_a_weekday_of_any_language_stands_beside_a_date(line: str, language: str) -> None:
    """It is the day's name, not what the line is about."""
    text = f"Hafen\n\n{line}\n\n{TEXT}"
    assert day_in_text(text, find_paragraphs(text), language) == DAY
    headline = text.replace(line, f"Jubiläum {line}")
    assert day_in_text(headline, find_paragraphs(headline), language) is None


@pytest.mark.parametrize(
    ("modified", "stated", "changed"),
    [
        ("2025-11-06T09:30:00+02:00", "2025-11-05", "2025-11-06T07:30:00Z"),
        ("", "2025-11-05T23:30:00Z", "2025-11-05T23:30:00Z"),
        ("", "Wed, 05 Nov 2025 23:30:00 +0200", "2025-11-05T21:30:00Z"),
        ("2025-11-04", "2025-11-05", "2025-11-05"),
        ("soon", "2025-11-05T25:99", "2025-11-05"),
        ("", "", "2025-11-05"),
    ],
)
def test_the_last_change(modified: str, stated: str, changed: str) -> None:
    """The later of what a document says of its change and its publication, in UTC where it tells its zone."""
    assert last_change(Fields(modified=modified, date=stated), DAY) == changed


def test_the_host_stands_for_an_outlet_that_is_not_named() -> None:
    """Who publishes is told by the document, by the credits of its text, by its address, in this order."""
    credited = "The port has reopened, Sulina Bulletin reports, Pontic Herald reports."
    address = "https://www.portgazette.example/a"
    assert source(outlet="Port Gazette", url=address).outlet == "Port Gazette"
    assert source(credited, url=address).outlet == "Pontic Herald"
    assert (source(url=address).outlet, source().outlet) == ("portgazette.example", "")
