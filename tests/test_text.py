"""Cleaning: what never reaches a page is taken out and told; nothing else is touched."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.text import clean

HOSTILE = st.text(
    st.characters() | st.sampled_from("\r\n\x00\x85\u2028\u202e\u200b\u200d\xad\ud800\ufdd0\uffff\U0001ffff")
)


@pytest.mark.parametrize(
    ("text", "cleaned", "told"),
    [
        ("a\x00b\x07", "ab", ["2 control characters removed"]),
        ("a\x7fb\x9f", "ab", ["2 control characters removed"]),
        ("\ud800a", "a", ["1 lone surrogate removed"]),
        ("a\ufffe\ufdd0\U0001fffeb", "ab", ["3 noncharacters removed"]),
        ("a\u202eb\u2066", "ab", ["2 bidi controls removed"]),
        ("\ufeffa\u200b", "a", ["2 zero-width characters removed"]),
        ("co\xadop", "coop", ["1 soft hyphen removed"]),
        ("\x01\xad", "", ["1 control character removed", "1 soft hyphen removed"]),
    ],
)
def test_what_is_taken_out_is_told(text: str, cleaned: str, told: list[str]) -> None:
    """By kind, with its count."""
    result, removals = clean(text)
    assert (result, [str(one) for one in removals]) == (cleaned, told)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_newline(end: str) -> None:
    """And nothing that would have to be told."""
    assert clean(f"a{end}b") == ("a\nb", ())


@pytest.mark.parametrize(
    "text", ["e\u0301", "\u0439 й", "a\u00a0b\u202fc", '“«’"', "👩\u200d✈\ufe0f", "\u200c", "a\tb", "\ue000"]
)
def test_everything_else_stays(text: str) -> None:
    """No normalisation, no quotation mark, no space, no joiner is touched."""
    assert clean(text) == (text, ())


@given(HOSTILE)
@example("\x00\r\n")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """What is clean is clean: fit for XML and for UTF-8, and every other character is still there."""
    cleaned, removals = clean(text)
    assert clean(cleaned) == (cleaned, ())
    cleaned.encode("utf-8")
    assert not [char for char in cleaned if unicodedata.category(char) == "Cc" and char not in "\n\t"]
    assert len(text.replace("\r\n", "\n")) == len(cleaned) + sum(one.count for one in removals)
