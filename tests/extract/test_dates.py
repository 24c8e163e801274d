"""Publication dates."""

from extract.written_cases import Case, cases

from briefing.extract import extract
from briefing.extract.dates import read_date
from briefing.model import Document, Fields


@cases("dates")
def test_dates_are_read_without_guessing(case: Case, update: bool) -> None:
    """A date as written is a day, or "undated" where it is incomplete or two countries read it differently."""
    days = ((line, read_date(line)) for line in case.input.splitlines())
    case.check("\n".join(f"{line} -> {day or 'undated'}" for line, day in days), update)


def test_a_date_keeps_its_basis() -> None:
    """A date that was read says where it stood."""
    source = extract(Document("a.txt", "0", "Text.", Fields(date="2025-11-05", date_basis="header"))).source
    assert (str(source.published), source.date_basis) == ("2025-11-05", "header")


def test_an_unreadable_date_is_a_problem() -> None:
    """A date that two countries read differently leaves the article undated, without a basis, and says so."""
    fields = Fields(date="05/11/2025", date_basis="header", language="en")
    article = extract(Document("a.txt", "0", "Text.", fields))
    assert (article.source.published, article.source.date_basis) == (None, "")
    assert [str(problem) for problem in article.problems] == [
        "a.txt: the date '05/11/2025' cannot be read for certain, so the article counts as undated; "
        "write it as 2025-11-05"
    ]


def test_no_date_is_no_problem() -> None:
    """An article that states no date is undated, and nothing is wrong with it."""
    article = extract(Document("a.txt", "0", "Text.", Fields(language="en")))
    assert (article.source.published, article.problems) == (None, ())
