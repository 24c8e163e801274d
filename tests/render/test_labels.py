"""Our fixed words: read from a file that an editor may change, and dates written with them."""

import re
from datetime import date
from pathlib import Path

import pytest
from factories import TEMPLATES, analysis, briefing, page
from week.dump import dump

from briefing.errors import SettingsError
from briefing.model import Period
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
        (r"^\[register\]$", "[registers]", "", "not usable labels ('register')"),
        (r"^\[page\]$", "page = 'A'\n[other]", "", "not usable labels ('str' object has no attribute 'items')"),
        (r"^period =", "period ", "", "not usable labels (Expected '='"),
        (r"^week = .*$", "", ": week", "is missing, or not what it should be"),
        (r"^months = .*$", 'months = ["January"]', ": months", "is missing, or not what it should be"),
        (r"^contact = .*$", "contact = 7", ": contact", "is missing, or not what it should be"),
        (r"\{week\}", "{number}", ": week", "{number} stands for nothing here"),
        (r"\{outlet\}, citing", "{, citing", ": citing", "stands for nothing here"),
        (r"^contact = .*$", 'contact = "“Contact”"', ": contact", "holds a quotation mark"),
        (r"^contact = .*$", "contact = 'the \"desk\"'", ": contact", "holds a quotation mark"),
        (r'"January"', '"«January»"', ": months", "holds a quotation mark"),
        (r'"January"', "'\"January'", ": months", "holds a quotation mark"),
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
    """A language without a name of its own is told by its code; what is not needed may be added."""
    path = changed(tmp_path, r"^en = .*$", 'tlh = "Klingon"')
    path = changed(tmp_path, "^highlights = .*$", 'highlights = "Auf einen Blick"', path.read_text("utf-8"))
    found = dump(page(briefing(analysis("Varna will get two radars before the winter.")), labels=path))
    assert "heading highlights: Auf einen Blick" in found
    assert "File a.txt, en, 1 paragraph, SHA-256" in found


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
