"""Origins: who is independent of whom."""

import pytest
from factories import article

from briefing.compose.origins import find_origins
from briefing.model import Article, Outlet
from briefing.outlets import Register

NEWS = "The grain terminal in Varna is shut, {credit}. No ship has left since Monday."


def origins(
    *articles: Article, pairs: tuple[tuple[Article, Article], ...] = (), known: tuple[Outlet, ...] = ()
) -> list[tuple[str, list[str]]]:
    """The name of each origin and the outlets of its articles."""
    outlets = {one.id: one.source.outlet for one in articles}
    found = find_origins(articles, pairs, Register(known))
    return [(one.name, [outlets[id] for id in one.articles]) for one in found]


def report(outlet: str, credit: str = "the port said", **fields: str) -> Article:
    """A report of an outlet that credits somebody."""
    return article(NEWS.format(credit=credit), f"{outlet}.txt", outlet=outlet, **fields)


def test_outlets_that_credit_nobody_are_independent() -> None:
    """Each is an origin, called by its name."""
    found = origins(report("Port Gazette"), report("Halden Post"))
    assert found == [("Port Gazette", ["Port Gazette"]), ("Halden Post", ["Halden Post"])]


def test_outlets_that_credit_the_same_one_are_one_origin() -> None:
    """With the credited outlet's own report, where it is there."""
    citing = [report(name, "Sulina Bulletin reports") for name in ("Port Gazette", "Halden Post")]
    assert origins(*citing) == [("Sulina Bulletin", ["Port Gazette", "Halden Post"])]
    found = origins(*citing, report("Sulina Bulletin"), report("Pontic Herald"))
    assert [outlets for _, outlets in found] == [["Port Gazette", "Halden Post", "Sulina Bulletin"], ["Pontic Herald"]]


def test_a_chain_leads_to_its_first_link() -> None:
    """Who credits a paper that credits a bulletin relies on the bulletin."""
    first = report("Pontic Herald", "Sulina Bulletin reports")
    second = report("Port Gazette", "Pontic Herald reports")
    assert origins(first, second) == [("Sulina Bulletin", ["Pontic Herald", "Port Gazette"])]


def test_the_same_name_written_otherwise() -> None:
    """Case, blanks and marks do not matter."""
    found = origins(report("Port Gazette", "Northern.NET reports"), report("Halden Post", "Northern.Net reports"))
    assert [outlets for _, outlets in found] == [["Port Gazette", "Halden Post"]]


def test_an_agency_in_the_dateline_is_credited() -> None:
    """As agencies open their reports."""
    text = "CONSTANTA, March 4 (Northern Newswire) - The {0} is shut."
    made = [article(text.format(thing), f"{thing}.txt", outlet=f"{thing} Post") for thing in ("port", "bridge")]
    assert origins(*made) == [("Northern Newswire", ["port Post", "bridge Post"])]


@pytest.mark.parametrize(("byline", "count"), [("By Sulina Bulletin staff", 1), ("By Anna Nowak", 2)])
def test_an_agency_in_the_byline_is_credited(byline: str, count: int) -> None:
    """Where it is an outlet of the story; a person's name is none."""
    assert len(origins(report("Sulina Bulletin"), report("Port Gazette", byline=byline))) == count


def test_one_outlet_is_one_origin() -> None:
    """Its second report does not bear out its first."""
    again = article("The port of Varna is still shut, the mayor said.", "again.txt", outlet="Port Gazette")
    assert len(origins(report("Port Gazette"), again)) == 1


def test_the_same_words_are_one_origin() -> None:
    """Whatever the outlets say of themselves."""
    one, other = report("Port Gazette"), report("Halden Post")
    assert [outlets for _, outlets in origins(one, other, pairs=((other, one),))] == [["Port Gazette", "Halden Post"]]


def test_articles_of_unknown_outlets_are_not_thrown_together() -> None:
    """To name no outlet is nothing in common."""
    made = [article(f"The port is shut since {day}.", f"{day}.txt", outlet="") for day in ("Monday", "Sunday")]
    assert origins(*made) == [("", [""]), ("", [""])]


def test_names_of_one_entry_of_the_register_are_one_outlet() -> None:
    """Whether an article names it so, credits it so, or has its address."""
    known = (Outlet("Port Gazette", also=("The Port Gazette", "portgazette.example")),)
    reports = (
        report("Port Gazette"),
        report("The Port Gazette"),
        report("Halden Post", credit="The Port Gazette reports"),
        report("", url="https://www.portgazette.example/1"),
    )
    assert len(origins(*reports, known=known)) == 1
    assert len(origins(*reports[:2])) == 2
