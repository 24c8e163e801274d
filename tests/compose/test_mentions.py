"""Mentions: a sentence that states something is never passed over."""

from factories import article
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.compose.facts import find_counted, find_dated
from briefing.compose.lookup import fold_text
from briefing.compose.mentions import Mentions, find_mentions

PIECES = {
    "en": [
        "12",
        "3.5",
        "two",
        "Nine",
        "million",
        "boats",
        "U.S",
        "and",
        "_",
        "5 May",
        "May 5",
        "Nov. 3-Dec. 4",
        "5th of",
        "June",
    ],
    "de": [
        "12",
        "zwei",
        "Boote",
        "und",
        "3.",
        "Mai",
        "3.5.2026",
        "1.2.3",
        "Mrd",
        "5. bis 6. Juni",
        "2026-05-03",
        "März2026",
    ],
    "uk": ["12", "п’ять", "П'ЯТЬ", "човнів", "5-го", "травня", "3 травня 2026 року", "та"],
    "tr": ["12", "5 Ocak", "Şubat", "3.İ", "ΣΑΣ", "5 ΟΔΟΣ"],
}
TEXTS = st.sampled_from(sorted(PIECES)).flatmap(
    lambda language: st.tuples(
        st.just(language), st.lists(st.sampled_from([*PIECES[language], " ", " ", " ", "-", ".", ". A "]), max_size=14)
    )
)


@given(TEXTS)
@example(("en", ["1.2.3", " ", "boats"]))
@example(("en", [" ", "5th of", " ", "June"]))
@example(("de", ["Am", " ", "5", ".", " ", "Mai"]))
def test_what_a_sentence_states_is_mentioned(told: tuple[str, list[str]]) -> None:
    """Numbers of things, in figures and in words, and days, in every language."""
    language, pieces = told
    one = article(f"A{''.join(pieces)}.", language=language, date="2026-04-02")
    mentions = find_mentions(one, fold_text(one.text))
    for number, sentence in enumerate(one.sentences):
        assert {(thing, number) for thing in find_counted(one, sentence.span)} <= {*mentions.things}
        assert {(month[-2:], number) for month in find_dated(one, sentence.span)} <= {*mentions.months}


def test_what_states_nothing_is_not_mentioned() -> None:
    """Neither a month without a day, nor a number of nothing: the less is mentioned the less is read."""
    one = article("In May the 12 of them, all 40, left for Varna.\n\nThey may come back in November, two of us said.")
    assert find_mentions(one, fold_text(one.text)) == Mentions((), ())
