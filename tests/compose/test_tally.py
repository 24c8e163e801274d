"""The counts of the page against a briefing that is counted by hand."""

from dataclasses import replace

from factories import analysis, article, briefing, held, rejected, theme

from briefing.compose.tally import tally
from briefing.model import Briefing, Section, Tally

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
        verbatim=4,
        named=3,
        speakers=2,
        points=4,
        cited=4,
        split=0,
        edits=2,
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
    assert briefing().tally == Tally(*[0] * 18)


def counted(made: Briefing, sections: tuple[Section, ...]) -> Tally:
    """The counts of a briefing of one article whose sections were changed afterwards."""
    return tally((analysis(VARNA),), made.fates, tuple(held(article(VARNA)).values()), sections, made.register)


def test_a_lost_input_is_counted_as_received() -> None:
    """What came in is counted from the analyses, what became of it from the fates."""
    made = briefing(analysis(VARNA), themes=THEMES)
    found = tally(
        (analysis(VARNA), rejected()), made.fates, tuple(held(article(VARNA)).values()), made.sections, made.register
    )
    assert (found.accounted, found.inputs) == (1, 2)


def test_altered_words_are_not_verbatim() -> None:
    """A quotation counts where its words are those of its article, in a slot of its own and inside a point."""
    made = briefing(analysis(VARNA), themes=THEMES)
    (section,) = (one for one in made.sections if one.quotes)
    (cited, *others) = section.quotes
    bad = replace(cited, quote=replace(cited.quote, passage=replace(cited.quote.passage, text='"We sold them,"')))
    changed = replace(section, items=(*section.points, bad, *others))
    found = counted(made, tuple(changed if one is section else one for one in made.sections))
    assert (found.verbatim, found.quotations) == (made.tally.quotations - 1, made.tally.quotations)

    def altered(one: Section) -> Section:
        """A section with one word of each point's quotation exchanged."""
        excerpts = [replace(point.excerpt, passage=swapped(point.excerpt.passage)) for point in one.points]
        return replace(one, items=tuple(replace(p, excerpt=e) for p, e in zip(one.points, excerpts, strict=True)))

    def swapped(passage):
        return replace(passage, text=passage.text.replace("slow, old", "fast, new"))

    found = counted(made, tuple(altered(one) for one in made.sections))
    assert (found.fragments, found.verbatim) == (1, 0)


def test_a_citation_of_nothing_is_not_counted() -> None:
    """A number that the register does not have, another article's, or a paragraph that is not the point's."""
    made = briefing(analysis(VARNA), themes=THEMES)
    for wrong in ({"number": 9}, {"paragraphs": (9, 9)}, {"paragraphs": (2, 2)}, {"paragraphs": (0, 1)}):
        (section, *_) = (one for one in made.sections if one.points)
        (point, *others) = section.items
        bad = replace(point, citation=replace(point.citation, **wrong))
        changed = replace(section, items=(bad, *others))
        found = counted(made, tuple(changed if one is section else one for one in made.sections))
        assert (found.cited, found.points) == (made.tally.points - 1, made.tally.points)
