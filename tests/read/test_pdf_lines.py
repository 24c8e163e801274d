"""Lines of pages back to paragraphs."""

import pytest

from briefing.read.pdf_lines import Line, join_paragraphs, without_running_heads

HEIGHT, LEADING, LEFT, LETTER = 10, 12, 50, 5
WIDTH = 40
"""Letters in a full line."""


def page(*texts: str, top: float = 100) -> list[Line]:
    """Lines under one another; "" is a gap, a space in front an indent."""
    lines = []
    for number, text in enumerate(texts):
        left = LEFT + LETTER * (len(text) - len(text.lstrip()))
        place = top + number * LEADING
        if text:
            lines.append(Line(text.strip(), left, LEFT + LETTER * len(text), place, place + HEIGHT))
    return lines


FULL = "The harbour at Vilkovo reopened on Monda"
assert len(FULL) == WIDTH

PAGES = {
    "a gap opens a paragraph": (
        [page(FULL, "after a week", "", FULL, "again.")],
        [f"{FULL} after a week", f"{FULL} again."],
    ),
    "a line ended early after a sentence": (
        [page(FULL, "in a week.", FULL, "again.")],
        [f"{FULL} in a week.", f"{FULL} again."],
    ),
    "a full line that ends a sentence goes on": (
        [page(FULL, f"{FULL[:-1]}.", "Nobody slept.", FULL)],
        [f"{FULL} {FULL[:-1]}. Nobody slept.", FULL],
    ),
    "an indent after a sentence": ([page(FULL, f"{FULL[:-1]}.", f"  {FULL[2:]}")], [f"{FULL} {FULL[:-1]}.", FULL[2:]]),
    "a sentence goes on over the page": ([page(FULL, FULL), page("and on.", FULL)], [f"{FULL} {FULL} and on.", FULL]),
    "a page ends with a sentence": ([page(FULL, "It ends."), page(FULL)], [f"{FULL} It ends.", FULL]),
    "header lines stand alone": ([page("Title: A", "Date: 2025-11-05", FULL)], ["Title: A", "Date: 2025-11-05", FULL]),
    "nothing": ([[], []], []),
}


@pytest.mark.parametrize("case", PAGES)
def test_paragraphs(case: str) -> None:
    """Lines become the paragraphs that a reader of the page sees."""
    pages, paragraphs = PAGES[case]
    assert join_paragraphs(pages) == paragraphs


def test_another_size_is_another_paragraph() -> None:
    """A heading in larger letters is no part of the text below it, however close."""
    heading, (below,) = Line("Harbour reopens", LEFT, 200, 80, 95), page(FULL)
    assert join_paragraphs([[heading, below]]) == ["Harbour reopens", FULL]


HYPHENS = [
    ("the reopen-", "ing came; reopening is hard", "the reopening came; reopening is hard"),
    ("the sea-", "borne mines", "the sea-borne mines"),
    ("a well-", "known man; wellknown or well-known", "a well-known man; wellknown or well-known"),
    ("a har\xad", "bour", "a harbour"),
    ("from 5-", "6 ships", "from 5-6 ships"),
    ("the end -", "or not", "the end - or not"),
    ("Żuław-", "ska said; ŻUŁAWSKA", "Żuławska said; ŻUŁAWSKA"),
]


@pytest.mark.parametrize(("line", "following", "joined"), HYPHENS)
def test_a_hyphen_goes_only_where_it_is_certain(line: str, following: str, joined: str) -> None:
    """A word is joined where it stands elsewhere without a hyphen, and nowhere with one."""
    assert join_paragraphs([page(line, following)]) == [joined]


def test_running_heads_go() -> None:
    """What stands on half of the pages at the same height near an edge is no text, whatever number is in it."""
    bodies = [
        [f"{word} opens.", f"{word} is", f"{word} one", f"{word} two", f"{word} ends."] for word in ("A", "B", "C")
    ]
    pages = [page("Pontic Herald", *body, f"Page {n} of 3") for n, body in enumerate(bodies, 1)]
    assert [[line.text for line in lines] for lines in without_running_heads(pages)] == bodies


def test_a_single_page_loses_nothing() -> None:
    """Nothing repeats on one page."""
    lines = page("Pontic Herald", FULL, "1")
    assert without_running_heads([lines]) == [lines]
