"""What a site repeats on its pages."""

import pytest
from factories import article

from briefing.compose.cards import own_text
from briefing.compose.copies import find_reuse
from briefing.compose.templates import find_shared, find_templates, stands_on
from briefing.model import Span

FOOTER = "Support the desk of this paper: every reader who gives keeps twelve reporters on the coast at work all year."
NEWS = (
    "Dock workers in Varna walked out on Monday at the start of a strike that will last for two days or longer. "
    "The grain terminal is shut.",
    "Bulgaria bought three radars for its air defense, the parliament in Sofia was told on Thursday by the minister. "
    "The crews will be trained in spring.",
    "The library of Sozopol opens a reading room for children in May, which has been paid for by a local bakery. "
    "It has nine shelves and a window.",
)


def repeated(*texts: str, **fields: str) -> list[list[str]]:
    """The repeated lines of each of some pages of one site."""
    pages = [article(text, f"{number}.txt", **fields) for number, text in enumerate(texts)]
    return [
        [page.text[span.start : span.end] for span in found]
        for page, found in zip(pages, find_templates(pages), strict=True)
    ]


def test_a_line_on_several_pages_of_a_site_is_the_sites() -> None:
    """In whatever case and with whatever blanks it stands there."""
    texts = [f"{news}\n\n{footer}" for news, footer in zip(NEWS, (FOOTER, FOOTER.upper(), f" {FOOTER}"), strict=True)]
    assert [[line.strip().upper() for line in lines] for lines in repeated(*texts)] == [[FOOTER.upper()]] * 3


def test_a_line_on_two_pages_may_be_news() -> None:
    """Two reports can quote the same sentence."""
    assert repeated(f"{NEWS[0]}\n\n{FOOTER}", f"{NEWS[1]}\n\n{FOOTER}", NEWS[2]) == [[], [], []]


def test_versions_of_one_report_are_no_template() -> None:
    """What pages share that share nearly everything is news."""
    versions = [f"{NEWS[0]}\n\n{NEWS[1]}\n\nUpdate {number}." for number in range(4)]
    assert repeated(*versions) == [[], [], [], []]


def test_sites_are_told_by_address_then_by_outlet() -> None:
    """Pages that name neither are not compared, nor are those of different sites."""
    texts = [f"{news}\n\n{FOOTER}" for news in NEWS]
    assert repeated(*texts, outlet="", url="https://www.example.org/a?b") == [[FOOTER]] * 3
    assert repeated(*texts, outlet="") == [[], [], []]
    pages = [article(text, f"{n}.txt", outlet=f"Paper {n}") for n, text in enumerate(texts)]
    assert find_templates(pages) == ((), (), ())


def test_a_template_is_no_reuse() -> None:
    """Reports of one site under the same appeal have no words of each other; those of three papers would."""
    texts = [f"{news}\n\n{FOOTER}" for news in NEWS]
    one_site = [article(text, f"{n}.txt") for n, text in enumerate(texts)]
    three = [article(text, f"{n}.txt", outlet=f"Paper {n}") for n, text in enumerate(texts)]
    assert find_reuse(one_site, find_templates(one_site)) == ()
    assert len(find_reuse(three, find_templates(three))) == 2


def test_all_templates_of_a_page_are_left_out() -> None:
    """A site has lines above its reports and below them."""
    menu = (
        "Front page, harbor, fish market, weather at sea, letters to the desk, all that the tide brought in this week."
    )
    news = [f"{text}\n\nThis is what was heard of it: {text[::-1]}" for text in NEWS]
    pages = [article(f"{menu}\n\n{text}\n\n{FOOTER}", f"{n}.txt") for n, text in enumerate(news)]
    assert [len(lines) for lines in find_templates(pages)] == [2, 2, 2]
    assert find_reuse(pages, find_templates(pages)) == ()


MENU = "\n\n".join(f"Harbor news {place}, with all that the tide brought in" for place in range(40))
LONG = tuple(f"{text} {text[::-1]}" * 3 for text in NEWS)
"""Reports of more than 600 characters."""


def shared(*texts: str, outlets: tuple[str, ...] = ()) -> list[int]:
    """How many lines of each of some pages another page of the site has too."""
    names = outlets or ("Pontic Herald",) * len(texts)
    pages = [article(text, f"{n}.txt", outlet=name) for n, (text, name) in enumerate(zip(texts, names, strict=True))]
    return [len(lines) for lines in find_shared(pages)]


def test_two_pages_share_a_menu() -> None:
    """However long it is, as long as each has a text of its own; a repeated line that is short of it is no template."""
    pages = [f"{MENU}\n\n{news}\n\n{FOOTER}" for news in LONG[:2]]
    assert shared(*pages) == [41, 41]
    assert [len(lines) for lines in repeated(*pages)] == [0, 0]


def test_versions_of_one_report_share_nothing() -> None:
    """Of neither, if one has no text of its own."""
    assert shared(f"{MENU}\n\nUpdate 1.", f"{MENU}\n\nUpdate 2.") == [0, 0]
    assert shared(f"{MENU}\n\n{LONG[0]}", f"{MENU}\n\n{LONG[1][:599]}") == [0, 0]
    assert shared(f"{MENU}\n\n{LONG[0]}", f"{MENU}\n\n{LONG[1][:600]}") == [40, 40]


def test_what_two_sites_have_is_not_shared() -> None:
    """Both may carry one agency; and what stands on a page alone is its own."""
    pages = [f"{MENU}\n\n{news}" for news in LONG]
    assert shared(*pages, outlets=("Pontic Herald", "Halden Post", "Sulina Post")) == [0, 0, 0]
    assert shared(*pages, outlets=("Pontic Herald", "Halden Post", "Halden Post")) == [0, 40, 40]
    assert shared(pages[0]) == [0]


def test_own_text_is_what_is_left() -> None:
    """All of it where nothing is left out."""
    page = article("One.\n\nTwo.\n\nThree.")
    assert own_text(page, ()) == page.text
    assert own_text(page, (Span(0, 4), Span(12, 18))) == "\n\nTwo.\n\n"


@pytest.mark.parametrize(
    ("start", "end", "whether"),
    [
        pytest.param(0, 10, False, id="before"),
        pytest.param(10, 20, True, id="a line"),
        pytest.param(12, 18, True, id="part of a line"),
        pytest.param(10, 31, True, id="two lines and the break between them"),
        pytest.param(5, 15, False, id="half"),
        pytest.param(6, 17, True, id="more than half"),
        pytest.param(20, 21, False, id="between the lines"),
        pytest.param(31, 40, False, id="behind"),
    ],
)
def test_what_stands_on_repeated_lines(start: int, end: int, whether: bool) -> None:
    """Most of it has to: a sentence that opens with a line of the site has something to say all the same."""
    assert stands_on((Span(10, 20), Span(21, 31)), Span(start, end)) is whether


def test_nothing_stands_on_no_lines() -> None:
    """A page of which nothing is repeated."""
    assert not stands_on((), Span(0, 5))
