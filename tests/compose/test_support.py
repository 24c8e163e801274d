"""Who carries a point."""

from factories import article, slice_of

from briefing.compose.stories import find_stories
from briefing.compose.support import Supporters
from briefing.model import Article, Support

LEAD = "The dock workers of Varna ended their strike on Friday after 5 days."
POINT = "Grain ships left the port of Varna on Friday for the first time in a week, the harbor master said."
SAME = "For the first time in a week grain ships left the port of Varna, the harbor master told reporters on Friday."
OTHER = "The union of the dock workers wants to talk about wages for the night shift in Varna again next month."


def carried(*articles: Article, copies: tuple[tuple[Article, Article], ...] = ()) -> Support:
    """The support of POINT, which is in the first article; all are one story."""
    (story,) = find_stories(articles, copies)
    return Supporters([story], articles, copies).of(slice_of(articles[0], POINT))


OWN = article(f"{LEAD}\n\n{POINT}", "own.txt", outlet="Port Gazette")


def test_a_point_stands_in_its_own_article() -> None:
    """Alone, where nobody else says so."""
    silent = article(f"{LEAD}\n\n{OTHER}", "silent.txt", outlet="Halden Post")
    assert carried(OWN, silent) == Support((OWN.id,), ("Port Gazette",), 1)


def test_the_same_in_other_words_carries_it() -> None:
    """Each outlet is named once, and each origin counts once."""
    same = article(f"{LEAD.replace('ended', 'have ended')}\n\n{SAME}", "same.txt", outlet="Halden Post")
    again = article(f"{SAME}\n\n{LEAD}", "again.txt", outlet="Halden Post")
    found = carried(OWN, same, again)
    assert (len(found.articles), found.outlets, found.origins) == (3, ("Port Gazette", "Halden Post"), 2)


def test_another_figure_does_not_carry_it() -> None:
    """A sentence with other figures says something else."""
    mine = article(f"{LEAD}\n\n{POINT.replace('Grain', '12 grain')}", "mine.txt", outlet="Port Gazette")
    other = article(f"{LEAD}\n\n{SAME.replace('grain', '9 grain')}", "other.txt", outlet="Halden Post")
    (story,) = find_stories((mine, other))
    point = slice_of(mine, POINT.replace("Grain", "12 grain"))
    assert Supporters([story], (mine, other), ()).of(point).outlets == ("Port Gazette",)


def test_a_copy_carries_what_its_original_does() -> None:
    """It is an outlet more and no origin more."""
    copy = article(OWN.text, "copy.txt", outlet="Pontic Herald")
    found = carried(OWN, copies=((copy, OWN),))
    assert (found.outlets, found.origins) == (("Port Gazette", "Pontic Herald"), 1)
