"""Copies: the same text carried twice."""

import numpy as np
import pytest
from factories import article
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.copies import Reuse, find_reuse
from briefing.compose.grams import containment, fingerprints, shingles
from briefing.compose.templates import find_templates
from briefing.model import Article

LEAD = "Romania will send two more patrol boats to the Black Sea this winter, the ministry said on Wednesday."
SECOND = "The boats are ready, the crews are trained, and they will sail from Constanta before the first frost."
THIRD = "Each patrol lasts 21 days, and three boats take part in it at any time between November and March."
LAST = "The committee will discuss the costs of the patrols with the port authority at its meeting in Tulcea."
WIRE = f"CONSTANTA, March 4 (Northern Newswire) - {LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{LAST}"


def copies(*texts: str) -> dict[str, str]:
    """The copies among texts that arrive in this order as 0, 1, 2, ..."""
    return {str(one.later): str(one.earlier) for one in reuse(*texts) if one.whole}


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(WIRE, id="identical"),
        pytest.param(WIRE.replace("CONSTANTA, March 4 (Northern Newswire) - ", "HALDEN, March 6 - "), id="dateline"),
        pytest.param(WIRE.replace("CONSTANTA, March 4 (Northern Newswire) - ", ""), id="no dateline"),
        pytest.param(WIRE.removesuffix(f"\n\n{LAST}"), id="last paragraph trimmed"),
        pytest.param(WIRE.replace("\n\n", " "), id="one paragraph"),
        pytest.param(WIRE.upper(), id="other case"),
        pytest.param(WIRE.replace("more patrol boats", "further patrol boats"), id="a word changed"),
        pytest.param(f"{WIRE}\n\nThis report was shortened.", id="a line added"),
    ],
)
def test_the_same_text_is_a_copy(copy: str) -> None:
    """A text that repeats an earlier one is folded, as its carriers usually change it."""
    assert copies(WIRE, copy) == {"1": "0"}


RADARS = "Bulgaria bought three radars, which the crews on the coast near Varna will get in the spring of next year."
OTHER_FIGURES = WIRE.replace("two more", "9 more").replace("21", "14").replace("March 4", "March 11")


@pytest.mark.parametrize("other", [RADARS, f"{SECOND}\n\n{RADARS}", OTHER_FIGURES], ids=["all", "half", "figures"])
def test_another_text_is_no_copy(other: str) -> None:
    """A weekly report with other figures shares the words, not the news; neither does what shares a paragraph."""
    assert copies(WIRE, other) == {}


def test_a_text_with_one_other_figure_is_no_copy() -> None:
    """A reader has to see both; a dateline may have a day of its own."""
    assert copies(WIRE, WIRE.replace("21 days", "27 days")) == {}
    assert copies(WIRE.replace("21 days", "27 days"), WIRE) == {}
    bare = WIRE.partition(" - ")[2]
    assert copies(bare, bare.replace("two more", "2 more")) == {}


@pytest.mark.parametrize(
    "change", [("will send", "will not send"), ("at any time", "no longer"), ("November", "October")]
)
def test_a_text_that_denies_or_has_another_month_is_no_copy(change: tuple[str, str]) -> None:
    """However little has changed."""
    assert copies(WIRE, WIRE.replace(*change)) == {}


def test_all_copies_name_the_first() -> None:
    """A copy of a copy repeats the original."""
    assert copies(WIRE, WIRE, "Sofia bought three radars.", WIRE.removesuffix(f"\n\n{LAST}")) == {"1": "0", "3": "0"}


def test_what_is_too_short_to_be_told_is_no_copy() -> None:
    """A line that a longer text holds is a stock phrase, whichever comes first."""
    line = "Romania will send two more patrol boats to the Black Sea."
    assert copies(WIRE, line) == {}
    assert copies(line, WIRE) == {}


def test_a_report_is_no_copy_of_its_flash() -> None:
    """What came first and short does not take along what the full text adds."""
    assert copies(LEAD, WIRE) == {}


def test_identical_short_texts_are_copies() -> None:
    """What is the same to the letter is the same, however short."""
    assert copies("Nothing new.", "Nothing new.", "Nothing else.") == {"1": "0"}


def test_a_stock_phrase_makes_no_copies() -> None:
    """Texts that share nothing but an address under each of them are not copies, however many there are."""
    footer = "Write to the desk at any time and say what you think of this page."
    words = [f"Report {'abcdefghij'[n % 10]}{'klmnop'[n // 10]} names harbor number {n}." for n in range(60)]
    assert copies(*(f"{text} {text[::-1]} {footer}" for text in words)) == {}


def reuse(*texts: str) -> tuple[Reuse, ...]:
    """What some texts, which arrive in this order, have of each other."""
    return found([article(text) for text in texts])


def found(articles: list[Article]) -> tuple[Reuse, ...]:
    """What some articles have of each other, but for what their sites repeat."""
    return find_reuse(articles, find_templates(articles))


def test_a_text_with_words_of_another_is_no_copy_but_reuse() -> None:
    """Of all that it has words of, the one that it shares the most with is named."""
    half = f"{SECOND}\n\n{THIRD}\n\n{RADARS}"
    assert reuse(WIRE, half) == (Reuse(1, 0, whole=False),)
    assert reuse(WIRE, RADARS, half) == (Reuse(2, 1, whole=False),)
    assert reuse(WIRE, OTHER_FIGURES) == ()


def test_what_many_carry_is_still_found() -> None:
    """Sixty outlets with one text make it no stock phrase."""
    carried = [article(f"{WIRE}\n\nPrinted in edition {'abcdefghij'[n % 10]}{'klmnop'[n // 10]}.") for n in range(60)]
    assert found(carried) == tuple(Reuse(n, 0, whole=True) for n in range(1, 60))


WORDS = [f"word{one}{other}" for one in "abcdefghijkl" for other in "abcdefghijkl"]


@given(
    st.integers(15, len(WORDS)), st.sets(st.integers(0, len(WORDS)), max_size=6), st.sampled_from(("", "new", "and"))
)
def test_no_copy_is_missed(length: int, places: set[int], change: str) -> None:
    """However what is new, changed or left out is spread, as long as most of its 4-grams are the original's."""
    words = list(WORDS[:length])
    for place in sorted(places, reverse=True):
        words[place : place + (change != "and")] = [change] if change else []
    one, other = shingles(" ".join(WORDS)), shingles(" ".join(words))
    shared = len(np.intersect1d(one, other))
    assert (copies(" ".join(WORDS), " ".join(words)) == {"1": "0"}) == (shared >= max(12, 0.8 * len(other)))


RUNS = st.lists(st.integers(0, 10**9), min_size=32, max_size=60)


@given(RUNS, RUNS, st.lists(st.integers(0, 10**9), min_size=6, max_size=6), st.integers(0, 32))
def test_texts_with_the_same_words_in_a_row_share_a_fingerprint(
    one: list[int], other: list[int], run: list[int], place: int
) -> None:
    """Wherever six 4-grams in a row stand in both, and whatever stands around them."""
    texts = (np.array([*text[:at], *run, *text[at:]], np.uint32) for text, at in ((one, place), (other, len(other))))
    assert len(np.intersect1d(*map(fingerprints, texts)))


def test_all_of_a_flash_is_a_fingerprint() -> None:
    """Of a longer text it is about a third, and never less than one."""
    grams = np.random.default_rng(1).permutation(3000).astype(np.uint32)
    assert len(fingerprints(grams[:31])) == 31
    assert 750 < len(fingerprints(grams)) < 1000
    assert len(fingerprints(grams[:0])) == 0


def test_a_flash_is_found_whichever_comes_first() -> None:
    """Fifteen words of a report that came before are a copy; a report that came after has words of its flash."""
    flash = " ".join(LEAD.split()[:16])
    assert reuse(WIRE, flash) == (Reuse(1, 0, whole=True),)
    assert reuse(flash, WIRE) == (Reuse(1, 0, whole=False),)
    assert reuse(RADARS, flash, f"{flash} Nobody knows how many crews there are.") == (Reuse(2, 1, whole=False),)


def test_containment_is_the_share_of_the_smaller() -> None:
    """It lies between 0 and 1, the order does not matter, and nothing contains nothing."""
    long, short = shingles("one two three four five six seven"), shingles("Three, four: five six! eight")
    assert (containment(long, short), containment(short, long)) == (0.5, 0.5)
    assert containment(long, shingles("one two three")) == 0
    assert containment(shingles(""), shingles("")) == 0
