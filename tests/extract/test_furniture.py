"""What stands among the sentences of an article and states nothing."""

from itertools import pairwise

from extract.written_cases import Case, cases
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.furniture import clear_away, find_furniture
from briefing.extract.sentences import find_paragraphs, find_sentences
from briefing.lexicon import load_lexicon
from briefing.model import Sentence, Span

PARTS = (
    "SULINA, Nov. 5 (Baltwire) — The port reopened.",
    "(Baltwire) The port reopened.",
    "WASHINGTON, D.C. — The port reopened.",
    "By Anna Nowak",
    "By .",
    "Anna Nowak .",
    "Read more.",
    "Ships wait. [Ana Ilic/Baltwire]",
    "Ships came in at noon.",
    "Reporting by Jan Lis",
)
TEXTS = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from((" ", "\n\n"))), max_size=9).map(
    lambda parts: "".join(part + space for part, space in parts)
)


def sentences_of(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of a text without quotations, furniture included."""
    return find_sentences(text, find_paragraphs(text), (), load_lexicon(language))


@cases("furniture")
def test_furniture_is_told_from_statements(case: Case, update: bool) -> None:
    """What states nothing goes, and nothing else."""
    sentences = sentences_of(case.input, case.language)
    furniture = find_furniture(case.input, sentences, load_lexicon(case.language))
    left = [one.span for one in clear_away(sentences, furniture)]
    assert list(left) == [one.span for one in case.article().sentences]
    lines = sorted([(span, "×") for span in furniture] + [(span, "-") for span in left])
    case.check("\n".join(f"{mark} {case.input[span.start : span.end].strip()}" for span, mark in lines), update)


@given(TEXTS)
def test_the_text_is_parted_into_furniture_and_sentences(text: str) -> None:
    """Whatever is cleared away, every letter is furniture or in a sentence, and none is both."""
    sentences = sentences_of(text)
    furniture = find_furniture(text, sentences, load_lexicon("en"))
    spans = sorted({*furniture, *(one.span for one in clear_away(sentences, furniture))})
    assert all(one.end <= other.start for one, other in pairwise(spans))
    gaps = zip([0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)], strict=True)
    assert all(not text[start:end].strip() for start, end in gaps)


def test_clearing_away_nothing_changes_nothing() -> None:
    """Without furniture the sentences stay as they are."""
    sentences = (Sentence(Span(0, 4), 1), Sentence(Span(5, 9), 1))
    assert clear_away(sentences, ()) == sentences


def cleared(text: str, title: str) -> list[str]:
    """The sentences of a text with this title, without furniture."""
    paragraphs = find_paragraphs(text)
    sentences = find_sentences(text, paragraphs, [], load_lexicon("en"))
    kept = clear_away(sentences, find_furniture(text, sentences, load_lexicon("en"), title))
    return [text[one.span.start : one.span.end] for one in kept]


def test_the_title_above_the_text_is_no_statement() -> None:
    """Whatever its case and marks, whole or cut off; a first sentence that has more to say stays."""
    text = "Port of Gdynia reopens after storm\n\nThe port of Gdynia reopened on Wednesday."
    left = ["The port of Gdynia reopened on Wednesday."]
    assert cleared(text, "PORT OF GDYNIA REOPENS AFTER STORM.") == left
    assert cleared(text, "Port of Gdynia reopens after storm; ships wait") == left
    assert len(cleared(text, "Port of Gdynia")) == 2
    assert len(cleared(text, "")) == 2
    assert (
        len(cleared(text, "Port of Gdynia reopens after storm, and after it ten thousand ships wait for pilots")) == 2
    )


def test_a_text_that_is_its_title_stays() -> None:
    """It is all there is."""
    assert cleared("The port of Gdynia reopened.", "The port of Gdynia reopened") == ["The port of Gdynia reopened."]
