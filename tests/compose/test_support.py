"""Who carries a point."""

from factories import article, held, slice_of

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
    return Supporters([story], held(*articles), copies).of(slice_of(articles[0], POINT))


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
    assert Supporters([story], held(mine, other), ()).of(point).outlets == ("Port Gazette",)


def test_a_copy_carries_what_its_original_does() -> None:
    """It is an outlet more and no origin more."""
    copy = article(OWN.text, "copy.txt", outlet="Pontic Herald")
    found = carried(OWN, copies=((copy, OWN),))
    assert (found.outlets, found.origins) == (("Port Gazette", "Pontic Herald"), 1)


def carriers_of(mine: str, *others: str) -> int:
    """How many articles carry the first sentence of the first one; all are one story."""
    articles = [article(f"{text}\n\n{LEAD}\n\n{OTHER}", f"{n}.txt") for n, text in enumerate((mine, *others))]
    (story,) = find_stories(articles)
    return len(Supporters([story], held(*articles), ()).of(slice_of(articles[0], mine)).articles)


def test_what_denies_it_does_not_carry_it() -> None:
    """However many words both have."""
    said = "The bridge of Varna will close for all ships from 1 June, the harbor master said."
    assert carriers_of(said, said.replace("for all ships", "for ships of all kinds")) == 2
    assert carriers_of(said, said.replace("will close", "will not close")) == 1
    assert carriers_of(said.replace("will close", "will not close"), said) == 1


def test_another_month_does_not_carry_it() -> None:
    """What is put off to September is not carried by what was to be in June."""
    put_off = "The closing of the bridge of Varna for ships has been put off from 1 June to 1 September."
    assert (
        carriers_of(put_off, "The bridge of Varna will be closed for ships from 1 June, after its closing was put off.")
        == 1
    )


def test_fewer_figures_do_not_carry_it() -> None:
    """A sentence has to have all that the point has; the point need not have all that it has."""
    more = "Varna will get 12 radars and 3 masts from the ministry before the winter storms."
    less = more.replace(" and 3 masts", " and masts")
    assert carriers_of(more, less) == 1
    assert carriers_of(less, more) == 2
