"""Edits of two hands: what one side alone changed is taken, what both did is told; and the laws that hold of any."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Conflict, Edits, MarginComment, Order, OwnText, Passage, Printed, Span, Title
from briefing.reconcile import reconcile

NONE = Edits()
ONE, OTHER = (Printed("air", Passage(id, Span(0, len(words)), words)) for id, words in (("a", "One."), ("b", "Two.")))
PLACE = "c-section-air"

edits = st.builds(
    Edits,
    deleted=st.sets(st.sampled_from([ONE, OTHER])).map(tuple),
    dropped=st.sets(st.sampled_from(["timeline", "stories"])).map(tuple),
    orders=st.sampled_from([(), (Order("air", (ONE, OTHER)),), (Order("air", (OTHER, ONE)),)]),
    titles=st.sampled_from([(), (Title("sources", "A", "B"),), (Title("sources", "A", "C"),)]),
    texts=st.sampled_from([(), (OwnText(ONE, ("x",)),), (OwnText(ONE, ("y",)), OwnText(PLACE, ("z",)))]),
    comments=st.sampled_from([(), (MarginComment(ONE, "R", "R", "", "x"),), (MarginComment(ONE, "R", "R", "", "y"),)]),
)


def titled(text: str) -> Edits:
    """One heading with these words."""
    return Edits(titles=(Title("sources", "Sources", text),))


def same(one: Edits, other: Edits) -> bool:
    """Whether two say the same, whatever the order of what has none."""
    return all(set(getattr(one, name)) == set(getattr(other, name)) for name in Edits.__slots__)


@given(edits, edits)
def test_who_changed_nothing_gets_what_the_other_did(base, changed):
    """Whichever side it is, and where both did the same; without a conflict."""
    assert same(reconcile(base, base, changed), changed)
    assert same(reconcile(base, changed, base), changed)
    assert same(reconcile(base, changed, changed), changed)


@given(edits, edits, edits)
def test_merging_again_changes_nothing(base, ours, theirs):
    """The same file, merged with what it came to, adds no edit and no conflict."""
    once = reconcile(base, ours, theirs)
    assert same(reconcile(base, once, theirs), once)


def test_two_changes_of_one_heading():
    """Ours stays, both are told."""
    made = reconcile(NONE, titled("Where from"), titled("Register"))
    assert made == replace(titled("Where from"), conflicts=(Conflict("the heading sources", "Where from", "Register"),))


def test_two_texts_in_one_place():
    """A conflict; in two places both stand."""
    one, two = OwnText(PLACE, ("One.", "More.")), OwnText(PLACE, ("Two.",))
    made = reconcile(NONE, Edits(texts=(one,)), Edits(texts=(two,)))
    assert (made.texts, made.conflicts) == ((one,), (Conflict(f"the text behind {PLACE}", "One. / More.", "Two."),))
    elsewhere = replace(two, after=ONE)
    assert reconcile(NONE, Edits(texts=(one,)), Edits(texts=(elsewhere,))).texts == (one, elsewhere)


def test_changed_here_and_taken_back_there():
    """A conflict, too, told with the words that one side has."""
    made = reconcile(titled("A"), titled("B"), NONE)
    assert (made.titles[0].text, made.conflicts) == ("B", (Conflict("the heading sources", "B", ""),))


def test_two_orders():
    """Told with the words of the items."""
    one, two = Order("air", (ONE, OTHER)), Order("air", (OTHER, ONE))
    made = reconcile(NONE, Edits(orders=(one,)), Edits(orders=(two,)))
    assert made.conflicts == (Conflict("the order of air", "One. / Two.", "Two. / One.", two.items),)


def test_deletions_of_both():
    """All are gone; one that a side took back is back."""
    made = reconcile(NONE, Edits(deleted=(ONE,)), Edits(deleted=(OTHER,)))
    assert made.deleted == (ONE, OTHER)
    assert reconcile(Edits(deleted=(ONE,)), NONE, Edits(deleted=(ONE, OTHER))).deleted == (OTHER,)
