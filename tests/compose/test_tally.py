"""The counts of the page against a briefing that is counted by hand."""

from factories import analysis, briefing, rejected, theme

from briefing.model import Tally

THEMES = (theme("air", "radar*"), theme("sea", "black sea", order=2))
VARNA = """Bulgarian Defense Minister Anna Nowak opened a radar post in Varna on Wednesday.

"We have bought the radars that the towns asked for," Nowak said.

The minister called the new post "slow, old and absolutely necessary" for the Black Sea."""
SULINA = """The Black Sea was calm on Monday, and all ships left the harbor of Sulina in time.

"Nobody on this coast has ever seen a winter as calm as this one."

Captain Marek Lis said the Black Sea was "as flat as a table" all day."""


def test_counts() -> None:
    """Printed: four points, two quotations of their own, two fragments; all but one of them with a speaker."""
    made = briefing(
        analysis(VARNA, "varna.txt"),
        analysis(VARNA, "copy.txt", outlet="Halden Post", date="2026-03-06"),
        analysis(SULINA, "sulina.txt", date=""),
        analysis("Old news about radars in the harbor of Burgas.", "old.txt", date="2026-01-02"),
        rejected("broken.txt"),
        rejected("empty.txt"),
        themes=THEMES,
    )
    assert made.tally == Tally(
        inputs=6,
        used=2,
        dated=1,
        undated=1,
        duplicates=1,
        outside=1,
        rejected=2,
        quotations=4,
        fragments=2,
        named=3,
        speakers=2,
        points=4,
        split=0,
        edits=1,
        words_read=86,
        words_printed=84,
    )


def test_a_copy_s_words_are_not_counted_twice() -> None:
    """Words read are those of the articles used."""
    one = briefing(analysis(VARNA, "varna.txt"), themes=THEMES).tally
    two = briefing(analysis(VARNA, "varna.txt"), analysis(VARNA, "copy.txt", outlet="B"), themes=THEMES).tally
    assert (one.words_read, one.words_printed) == (two.words_read, two.words_printed)


def test_nothing_counts_nothing() -> None:
    """All counts of an empty briefing are 0."""
    assert briefing().tally == Tally(*[0] * 16)
