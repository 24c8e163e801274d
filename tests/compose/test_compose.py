"""The briefing as a whole: nil, and the same whatever order its inputs come in."""

from datetime import date

from factories import analysis, briefing, rejected, settings, shipped_themes
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.compose import compose
from briefing.compose.themes import OTHER
from briefing.model import Briefing, Period

NEWS = """Bulgaria bought three radars for its air defense, the parliament in Sofia was told on Thursday.

"A radar that sees a drone at 50 miles gives a town ten minutes," said Rumen Dachev."""
PATROL = """Romania will send two more patrol boats to the Black Sea this winter, the ministry announced.

"The boats are ready and the crews are trained," Romanian Defense Minister Ilinca Brânză said."""
AID = """Denmark will pay for more ammunition for Ukraine, the government in Copenhagen announced.

The shells for Ukraine will be delivered in four installments and paid for by the Danish state."""
INPUTS = (
    analysis(NEWS, "b.txt"),
    analysis(NEWS, "a.txt", outlet="Halden Post"),
    analysis(NEWS, "undated.txt", date=""),
    analysis(PATROL, "c.txt", date="2026-03-05"),
    analysis(PATROL.replace("two more", "three new"), "d.txt", date="2026-03-05"),
    analysis(AID, "e.txt", date=""),
    analysis(AID.replace("Denmark", "Norway").replace("Danish", "Norwegian"), "f.txt", date=""),
    analysis(AID, "old.txt", date="2026-02-01"),
    analysis("Yes.", "short.txt", date="soon"),
    rejected("z.txt"),
    rejected("y.txt"),
)


@given(st.permutations(INPUTS))
@hypothesis_settings(max_examples=40)
def test_the_order_of_the_inputs_does_not_matter(inputs) -> None:
    """The same analyses give the same briefing."""
    assert briefing(*inputs) == ONCE


ONCE = briefing(*INPUTS)


def is_nil(made: Briefing) -> bool:
    """Whether a briefing has all sections and nothing in them."""
    slugs = [theme.slug for theme in shipped_themes()] + [OTHER]
    return [(one.slug, one.items, one.also) for one in made.sections] == [(slug, (), ()) for slug in slugs]


def test_no_inputs_make_a_nil_briefing() -> None:
    """All sections, no items, no sources, no fates."""
    made = briefing()
    assert is_nil(made)
    assert (made.highlights, made.register, made.fates, made.problems) == ((), (), (), ())
    assert made.period == Period(None, None, "undated")


def test_a_week_without_articles_makes_a_nil_briefing() -> None:
    """Everything lies outside, and every input still has its fate."""
    made = briefing(*INPUTS[:2], since="2026-04-01", until="2026-04-03")
    assert is_nil(made)
    assert [fate.outcome for fate in made.fates] == ["outside", "outside"]
    assert made.period == Period(date(2026, 4, 1), date(2026, 4, 3), "2026-04-01--2026-04-03")


def test_all_rejected_makes_a_nil_briefing() -> None:
    """Nothing could be read."""
    made = briefing(rejected("a.txt"), rejected("b.txt"))
    assert is_nil(made)
    assert len(made.problems) == made.tally.rejected == 2


def test_what_the_settings_say_of_the_page() -> None:
    """Title, contact, handling and summarizer are theirs."""
    said = settings(title="Morning brief", contact="desk@example.org", handling="TLP:CLEAR")
    made = compose((), shipped_themes(), said)
    assert (made.title, made.contact, made.handling) == ("Morning brief", "desk@example.org", "TLP:CLEAR")
    assert made.summarizer == "news"


def test_no_themes_at_all() -> None:
    """Everything is an other development."""
    made = compose(INPUTS, (), settings())
    assert [one.slug for one in made.sections] == [OTHER]
    assert made.sections[0].items
