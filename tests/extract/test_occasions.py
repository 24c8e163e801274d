"""Where and when something was said."""

from dataclasses import replace
from datetime import date

import pytest
from extract.test_properties import PROSE
from extract.written_cases import Case, cases
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract import extract
from briefing.extract.quotations import find_quotations
from briefing.lexicon import load_lexicon
from briefing.model import Article, Document, Fields, Occasion, Quote, Report, Span

PUBLISHED = date(2025, 11, 5)
"""A Wednesday."""
FRONTS = ["", "At a rally in Sulina, ", "Speaking on Monday, ", "But ", "The crowd cheered. "]
CUES = [
    '"We stay," Anna Nowak said',
    '"We stay," said Rumen Dachev',
    '"We stay," he added',
    '"We stay."',
    '"We stay," Anna Nowak will say',
    "He said",
    "Anna Nowak told us",
    'Rumen Dachev called it "ours"',
    "Rumen Dachev, at a rally, said",
]
PHRASES = [
    "",
    " at a rally",
    " in a statement",
    " in Sulina, Romania,",
    " on Monday",
    " last week",
    " Nov. 3",
    " on 8 November 2025",
    " after a meeting",
    " on PTV",
    " with the mayor",
    " of Sulina",
    " published on Friday",
    " tomorrow",
    " and",
    " the",
    " (here)",
    ",",
]
TAILS = [".", ' that it "held."', ', "We go."', ': "We go."', ', adding it was "so."', ' "again" on Monday.', " came."]
SPEECH = st.lists(
    st.tuples(*map(st.sampled_from, (FRONTS, CUES, PHRASES, PHRASES, TAILS, [" ", "\n\n"]))).map("".join), max_size=6
).map("".join)


def article(text: str, published: date | None = PUBLISHED, language: str = "en") -> Article:
    """A dated article, as extracted."""
    return extract(Document("case.txt", "0" * 64, text, Fields(language=language, date=str(published or ""))))


def occasion(text: str, published: date | None = PUBLISHED, language: str = "en") -> str:
    """The occasion of the last quotation of a text, in a line."""
    return written(article(text, published, language).quotes[-1].occasion)


def written(told: Occasion | None) -> str:
    """An occasion in a line."""
    if told is None:
        return "none"
    passages = (passage.text if passage else "-" for passage in (told.place, told.time))
    return " | ".join([*passages, str(told.day or "-")])


def where(item: Quote | Report) -> Span:
    """Where something is said."""
    return item.passage.span if isinstance(item, Quote) else item.span


@cases("occasions")
def test_occasions_are_found_where_they_are_stated(case: Case, update: bool) -> None:
    """Each quotation has the occasion that the source states for it or for what it goes on with."""
    quotes = article(case.input, language=case.language).quotes
    case.check("\n".join(f"{quote.passage.text} — {written(quote.occasion)}" for quote in quotes), update)


@pytest.mark.parametrize("time", ["on Monday", "on Nov. 3", "yesterday"])
def test_without_a_date_of_publication_no_day_is_told(time: str) -> None:
    """The words are kept, what day they mean is not guessed."""
    assert occasion(f'"The pier is safe," Rumen Dachev said {time}.', published=None) == f"- | {time} | -"


def test_a_full_date_needs_no_date_of_publication() -> None:
    """It tells the day by itself."""
    text = '"The pier is safe," Rumen Dachev said on 3 November 2025.'
    assert occasion(text, published=None) == "- | on 3 November 2025 | 2025-11-03"


def test_a_date_after_publication_tells_no_day() -> None:
    """One of the two is wrong, and which one is not guessed."""
    text = '"The pier is safe," Rumen Dachev said on 8 November 2025.'
    assert occasion(text) == "- | on 8 November 2025 | -"


def test_indirect_speech_has_an_occasion_and_a_quotation_goes_on_with_it() -> None:
    """Who reports that somebody said something at a rally, and then quotes, quotes from the rally."""
    found = article('Rumen Dachev said at a rally in Sulina that the pier was safe. "It will stay so," he added.')
    assert [written(one.occasion) for one in (*found.reports, *found.quotes)] == ["at a rally in Sulina | - | -"] * 2


def test_indirect_speech_in_another_paragraph_goes_on_with_nothing() -> None:
    """Only a quotation opens the next paragraph without a break."""
    found = article('"The pier is safe," Rumen Dachev said at a rally.\n\nHe said that it would stay.')
    assert [written(one.occasion) for one in (*found.quotes, *found.reports)] == ["at a rally | - | -", "none"]


def test_an_unknown_language_has_no_occasions() -> None:
    """Without words nothing is found."""
    assert occasion('"The pier is safe," Rumen Dachev said at a rally on Monday.', language="xx") == "none"


@given(SPEECH | PROSE, st.sampled_from([PUBLISHED, None]))
def test_occasions_are_words_beside_the_speech(text: str, published: date | None) -> None:
    """An occasion is a slice of the narration, in the sentence of a quotation's cue or of what it goes on with."""
    found = article(text, published)
    quotations, _ = find_quotations(text, found.paragraphs, load_lexicon("en"))
    cues: list[Span] = []
    for item in sorted((*found.quotes, *found.reports), key=where):
        cues += [item.attribution.cue.span] if item.attribution.cue else []
        told = item.occasion
        for passage in filter(None, (told.place, told.time) if told else ()):
            assert found.passage(passage.span) == passage
            assert passage.text == passage.text.strip() != ""
            assert not any(passage.span.overlaps(quotation.span) for quotation in quotations)
            (sentence,) = (one.span for one in found.sentences if one.span.contains(passage.span))
            assert any(sentence.contains(cue) for cue in cues)


@given(SPEECH)
def test_an_occasion_is_never_empty(text: str) -> None:
    """It tells where or when, and a day only with the words that mean it, never one to come."""
    for told in filter(None, (quote.occasion for quote in article(text).quotes)):
        assert told.place or told.time
        assert told.day is None or (told.time and told.day <= PUBLISHED)


@given(SPEECH)
def test_the_day_alone_depends_on_the_date_of_publication(text: str) -> None:
    """What is taken for an occasion is the same in an undated article."""
    for dated, undated in zip(article(text).quotes, article(text, published=None).quotes, strict=True):
        told = dated.occasion
        assert undated.occasion == (told and replace(told, day=undated.occasion and undated.occasion.day))


@pytest.mark.parametrize(
    "piece",
    [
        '"Yes," Anna said at a rally in Sulina of a rally. ',
        "in a statement of a statement ",
        'later told a pilot of a pilot "Yes" ',
        "on Monday ",
        "at a rally in Sulina, Romania, ",
    ],
)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    """Whatever is repeated, the work grows with the text and not with its square, so that this finishes."""
    found = article('"Yes," Anna said ' + piece * (20_000 // len(piece)))
    assert found.quotes
