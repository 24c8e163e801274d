"""What holds of the points of any article whatever, drawn from sentences that lean, quote, repeat and name."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.condense import condense
from briefing.extract import extract
from briefing.model import Article, Document, Excerpt, Fields

SENTENCES = (
    "Defence Minister Anna Kowalska visited the port of Gdynia on Monday.",
    "She said the repairs would take two more months.",
    "The defence minister thanked the crews of both tugs for their work.",
    "In addition, the defence minister praised the engineers of the yard.",
    "However, Kowalska named no date for the return of the ferries.",
    "In particular, she asked for patience.",
    "This remains one of the aims of the coastal states.",
    "Its director, Marek Lis, called the plan “a door (opened late - ed.) to the sea.”",
    '"We will be back in spring. Nothing will stop us," Lis said.',
    'Lis said that "nothing will stop us now. Nothing" and left.',
    'He called it "a beginning and left the hall.',
    "READ MORE ABOUT THE PORT HERE.",
    "Photo: The port of Gdynia seen from the lighthouse.",
    "Київ отримав нові радари від партнерів у п'ятницю.",
    "Yes.",
)
ARTICLES = st.lists(st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join), max_size=8).map(
    lambda paragraphs: extract(
        Document("any.txt", "0" * 64, "\n\n".join(filter(None, paragraphs)), Fields(language="en"))
    )
)


def undone(excerpt: Excerpt) -> str:
    """Print an excerpt with each edit as `[ours]`, then put the source's words back in their places."""
    shift, printed = -excerpt.passage.span.start, excerpt.passage.text
    shifts = []
    for edit in excerpt.edits:
        ours = f"[{edit.replacement}]"
        shifts.append((edit.span.start + shift, ours, edit.span))
        printed = printed[: edit.span.start + shift] + ours + printed[edit.span.end + shift :]
        shift += len(ours) - (edit.span.end - edit.span.start)
    for place, ours, span in reversed(shifts):
        start = excerpt.passage.span.start
        original = excerpt.passage.text[span.start - start : span.end - start]
        assert printed[place:].startswith(ours)
        printed = printed[:place] + original + printed[place + len(ours) :]
    return printed


@given(ARTICLES)
def test_a_passage_is_a_slice_and_undoing_the_edits_gives_it_back(article: Article) -> None:
    """Source words are the source's: edits lie inside the passage, in order and apart, and can be taken back."""
    for excerpt in (point.excerpt for point in condense(article)):
        span, places = excerpt.passage.span, [edit.span for edit in excerpt.edits]
        assert excerpt.passage.text == article.text[span.start : span.end]
        assert all(span.contains(place) for place in places)
        assert all(one.end <= other.start for one, other in pairwise(places))
        assert undone(excerpt) == excerpt.passage.text


@given(ARTICLES)
def test_no_point_breaks_a_quotation(article: Article) -> None:
    """A quotation lies wholly inside a point or wholly outside; a full one is never part of a point."""
    for span in (point.excerpt.passage.span for point in condense(article)):
        touched = [quote for quote in article.quotes if quote.passage.span.overlaps(span)]
        assert all(span.contains(quote.passage.span) and not quote.full for quote in touched)


@given(ARTICLES)
def test_a_point_is_one_or_two_whole_sentences_that_no_other_point_holds(article: Article) -> None:
    """Points are made of sentences, never of parts, and share none."""
    spans = [point.excerpt.passage.span for point in condense(article)]
    for span in spans:
        inside = [sentence.span for sentence in article.sentences if span.overlaps(sentence.span)]
        assert (inside[0].start, inside[-1].end, len(inside) <= 2) == (span.start, span.end, True)
    assert not any(one.overlaps(other) for one in spans for other in spans if one != other)


@given(ARTICLES)
def test_marks_of_the_source_lie_inside_their_point(article: Article) -> None:
    """An editor's insertion in a fragment is told apart in the point that carries the fragment."""
    for excerpt in (point.excerpt for point in condense(article)):
        assert all(excerpt.passage.span.contains(mark.span) for mark in excerpt.marks)
        assert ("(opened late - ed.)" in excerpt.passage.text) == bool(excerpt.marks)


@given(ARTICLES)
def test_points_come_best_first_and_ties_in_the_order_of_the_text(article: Article) -> None:
    """The order is settled by score and place alone, and no two points are in the same words."""
    points = condense(article)
    assert list(points) == sorted(points, key=lambda point: (-point.score, point.excerpt.passage.span))
    assert len({point.excerpt.passage.text for point in points}) == len(points)
    assert all(0 <= point.score <= 1 for point in points)
