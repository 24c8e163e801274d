"""Our fixed words: read from a file that an editor may change, and dates written with them."""

import re
from datetime import date
from pathlib import Path

import pytest
from factories import TEMPLATES, analysis, briefing, page
from week.dump import dump

from briefing.errors import SettingsError
from briefing.model import Period
from briefing.render.entries import Entries
from briefing.render.labels import load_labels

PACKAGED = TEMPLATES / "labels" / "en.toml"
TEXT = PACKAGED.read_text("utf-8")


def changed(tmp_path: Path, old: str, new: str, before: str = TEXT) -> Path:
    """The packaged labels with one place changed."""
    path = tmp_path / "en.toml"
    text, count = re.subn(old, new, before, count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")
    return path


def test_the_file_s_name_is_the_language(tmp_path: Path) -> None:
    """It is what the files say they are written in."""
    path = tmp_path / "uk.toml"
    path.write_text(TEXT, "utf-8-sig")
    assert (load_labels(path).language, load_labels(PACKAGED).language) == ("uk", "en")


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        (r"^\[register\]$", "[registers]", ": register", "is missing"),
        (r"^\[page\]$", "page = 'A'\n[other]", ": other", "is not known"),
        (r"^\[page\]$", "[pages]\n[page]", ": pages", "is not known"),
        (r"^\[page\]$", "[[page]]", ": page", "is no table"),
        (r"^period =", "period ", "", "not usable labels (Expected '='"),
        (r"^week = .*$", "", ": page.week", "is missing"),
        (r"^week = ", "weak = 'A'\nweek = ", ": page.weak", "is not known"),
        (r"^full = .*$", 'full = ["January"]', ": months.full", "is not a list of 12 texts"),
        (r"^points = .*$", 'points = "{n} points"', ": counts.points", "is not a list of 2 texts"),
        (r"^points = .*$", 'points = ["{n} point", 7]', ": counts.points", "is not a list of 2 texts"),
        (r"^contact = .*$", "contact = 7", ": page.contact", "is not a text"),
        (r"\{week\}", "{number}", ": page.week", "{number} is missing or stands for nothing; it takes {days}, {week}"),
        (r"\{outlet\}, citing ", "", ": items.citing", "{outlet} is missing"),
        (r"\{outlet\}, citing", "{, citing", ": items.citing", "stands for nothing"),
        (r'"Contact"', '"{0}"', ": page.contact", "it takes nothing in braces"),
        (r"^contact = .*$", 'contact = "“Contact”"', ": page.contact", "holds a quotation mark (“)"),
        (r"^contact = .*$", "contact = 'the \"desk\"'", ": page.contact", 'holds a quotation mark (")'),
        (r"^contact = .*$", "contact = \"the 'desk'\"", ": page.contact", "holds a quotation mark (')"),
        (r"^contact = .*$", 'contact = "the ‚desk‘"', ": page.contact", "holds a quotation mark (‚)"),
        (r'"January"', '"«January»"', ": months.full", "holds a quotation mark"),
        (r'"January"', "'\"January'", ": months.full", "holds a quotation mark"),
    ],
)
def test_labels_that_cannot_be_used(tmp_path: Path, old: str, new: str, where: str, message: str) -> None:
    """The error names the file, the label, what is wrong and what to do."""
    path = changed(tmp_path, old, new)
    with pytest.raises(SettingsError) as caught:
        load_labels(path)
    assert caught.value.where == f"{path}{where}"
    assert message in caught.value.message
    assert caught.value.hint


def test_labels_that_are_not_there(tmp_path: Path) -> None:
    """The error names the file."""
    with pytest.raises(SettingsError, match=r"none\.toml: not usable labels"):
        load_labels(tmp_path / "none.toml")


def test_other_labels_change_our_words_alone(tmp_path: Path) -> None:
    """What the sources say stays as it is."""
    path = changed(tmp_path, "^highlights = .*$", 'highlights = "Auf einen Blick"')
    path = changed(tmp_path, "^en = .*$", 'en = "Englisch"', path.read_text("utf-8"))
    found = dump(page(briefing(analysis("Varna will get two radars before the winter.")), labels=path))
    assert "heading highlights: Auf einen Blick" in found
    assert "File a.txt, Englisch, 1 paragraph, SHA-256" in found


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, None, ""),
        (date(2026, 3, 4), date(2026, 3, 4), "4 March 2026"),
        (date(2026, 3, 2), date(2026, 3, 8), "2–8 March 2026"),
        (date(2026, 3, 30), date(2026, 4, 5), "30 March–5 April 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025–4 January 2026"),
    ],
)
def test_days(first: date | None, last: date | None, days: str) -> None:
    """A period names month and year once where they are the same."""
    assert load_labels(PACKAGED).days(Period(first, last, "key")) == days


def test_a_day() -> None:
    """In full, and short with its parts tied together."""
    labels = load_labels(PACKAGED)
    assert labels.day(date(2026, 9, 1)) == "1 September 2026"
    assert labels.short_day(date(2026, 9, 1)) == "1\u00a0Sept\u00a02026"


def test_days_as_another_language_writes_them(tmp_path: Path) -> None:
    """The order of day, month and year, and what stands between them, is the labels file's."""
    path = changed(
        tmp_path,
        r"^\[dates\]$(.|\n)*?^range",
        """[dates]
day = "{day}. {month} {year}"
short = "{day}. {month} {year}"
day_and_month = "{day}. {month}"
day_alone = "{day}."
range""",
    )
    labels = load_labels(path)
    assert labels.days(Period(date(2026, 3, 2), date(2026, 3, 8), "key")) == "2.–8. March 2026"
    assert labels.days(Period(date(2026, 3, 30), date(2026, 4, 5), "key")) == "30. March–5. April 2026"
    assert labels.short_day(date(2026, 9, 1)) == "1.\u00a0Sept\u00a02026"


@pytest.mark.parametrize(("n", "words"), [(0, "0 points"), (1, "1 point"), (2, "2 points")])
def test_counts(n: int, words: str) -> None:
    """One form for one, the other for every other number."""
    assert load_labels(PACKAGED).count("points", n) == words


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("header", "Published 4 March 2026 (header)."),
        ("address", "Published 4 March 2026 (by its address)."),
        ("inferred", "Published 4 March 2026 (inferred from the page, not certain)."),
    ],
)
@pytest.mark.parametrize("short", [False, True])
def test_the_basis_of_a_date(basis: str, told: str, short: bool) -> None:
    """The register says where a date is from; the short one only where it is not certain, which is marked."""
    (entry,) = briefing(analysis("Varna will get two radars before the winter.", date_basis=basis)).register
    runs = [run for line in Entries(load_labels(PACKAGED), rated=False).entry(entry, short).lines for run in line]
    (date,) = [run for run in runs if "4 March 2026" in run.text]
    is_certain = basis != "inferred"
    assert date.text == ("4 March 2026." if short and is_certain else told)
    assert date.voice == ("plain" if is_certain else "warning")


@pytest.mark.parametrize("table", ["bases", "languages"])
def test_a_name_that_the_labels_do_not_have(table: str) -> None:
    """A language is told by its code, and where a date stood in the reader's words."""
    told = {"bases": {"date_basis": "the imprint"}, "languages": {"language": "tlh"}}[table]
    found = dump(page(briefing(analysis("Varna will get two radars before the winter.", **told))))
    assert ("(the imprint)" in found) is (table == "bases")
    assert ("File a.txt, tlh, 1 paragraph" in found) is (table == "languages")
