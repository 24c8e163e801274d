"""What holds for any text at all."""

from itertools import pairwise

import pytest
from extract.written_cases import article
from hypothesis import given
from hypothesis import strategies as st

from briefing.extract.quotations import find_quotations
from briefing.extract.sentences import find_paragraphs, find_sentences
from briefing.lexicon import load_lexicon
from briefing.model import Article

WORDS = [
    *(
        '"',
        "“",
        "”",
        "„",
        "«",
        "»",
        "''",
        "``",
        "'",
        " '",
        ",' ",
        "‘",
        "’ ",
        ",",
        ".",
        "...",
        "…",
        "?",
        "!",
        ":",
        ";",
        "(",
        ")",
        "[",
        "]",
        "–",
    ),
    *(" ", " ", " ", " ", "\n", "\n\n", "\n \n", "\t", "\u00a0"),
    *("Anna Nowak", "Nowak", "van der Berg", "Polish Minister", "the minister", "she", "He", "Jan", "May", "Gen."),
    *(
        "said",
        "called",
        "thanked her",
        "by",
        "her spokesman Jan Wrona",
        "adding",
        "according to",
        "pointed out",
        "later",
        "and",
        "the",
        "U.S.",
        "a.m.",
        "No. 2",
        "6",
    ),
    *("the harbour froze", "(Wrona - ed.)", "Wrona's", "who", "Гавань", "ნავი", "港", "ǅ", "ß", "ﬁ", "İ", "𝒜", "́", "_"),
]
PROSE = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)
TEXTS = (
    PROSE | st.text(max_size=200) | st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=60).map(" ".join)
)
LANGUAGES = st.sampled_from(["en", "uk", "", "xx"])


@given(TEXTS, LANGUAGES)
def test_passages_are_slices(text: str, language: str) -> None:
    """Any text is extracted without failing, and each quotation is the article's text between its offsets."""
    found = article(text, language)
    assert found.text == text
    for quote in found.quotes:
        span = quote.passage.span
        assert quote.passage.text == text[span.start : span.end] == quote.passage.text.strip() != ""
        assert all(span.contains(mark.span) for mark in quote.marks)


@given(TEXTS, LANGUAGES)
def test_sentences_tile_the_text(text: str, language: str) -> None:
    """Sentences stand in order, share nothing and leave out nothing but white space; furniture goes later."""
    paragraphs, lexicon = find_paragraphs(text), load_lexicon(language)
    quotations, _ = find_quotations(text, paragraphs, lexicon)
    sentences = find_sentences(text, paragraphs, [one.span for one in quotations], lexicon)
    position = 0
    for sentence in sentences:
        assert text[position : sentence.span.start].strip() == ""
        assert position <= sentence.span.start < sentence.span.end
        position = sentence.span.end
    assert text[position:].strip() == ""


@given(TEXTS, LANGUAGES)
def test_sentences_lie_in_their_paragraph(text: str, language: str) -> None:
    """A sentence begins and ends with its words, inside the paragraph it is counted to."""
    found = article(text, language)
    for sentence in found.sentences:
        words = found.passage(sentence.span).text
        assert words == words.strip()
        assert found.paragraphs[sentence.paragraph - 1].contains(sentence.span)


@given(TEXTS, LANGUAGES)
def test_no_sentence_ends_inside_a_quotation(text: str, language: str) -> None:
    """A quotation lies inside one sentence and one paragraph, and shares nothing with the next quotation."""
    found = article(text, language)
    spans = [quote.passage.span for quote in found.quotes]
    for quote, span in zip(found.quotes, spans, strict=True):
        assert any(sentence.span.contains(span) for sentence in found.sentences)
        assert found.paragraphs[quote.paragraph - 1].contains(span)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(TEXTS)
def test_speakers_are_named_in_the_words_of_the_article(text: str) -> None:
    """A speaker's name and role are the article's own words; a mention points into the narration."""
    found = article(text)
    speakers = [quote.speaker for quote in found.quotes] + [reference.speaker for reference in found.references]
    for speaker in filter(None, speakers):
        assert speaker.name in found.passage(speaker.proof).text
        assert speaker.role in text
    mentions = [quote.attribution.mention.span for quote in found.quotes if quote.attribution.mention] + [
        item.span for item in found.references
    ]
    for mention in mentions:
        assert not any(quote.passage.span.overlaps(mention) for quote in found.quotes)


@given(TEXTS)
def test_an_unidentified_speaker_has_no_grade(text: str) -> None:
    """The grade is "none" just where nobody is named."""
    assert all((quote.speaker is None) == (quote.attribution.grade == "none") for quote in article(text).quotes)


@given(TEXTS, LANGUAGES)
def test_extraction_is_repeatable(text: str, language: str) -> None:
    """The same text gives the same article."""
    assert article(text, language) == article(text, language)


LONG = 200_000
LONG_TEXTS = {
    "opening marks": "“",
    "straight marks": '"',
    "single marks": "'a ",
    "single marks around words": "'We stay,' ",
    "single marks that never close": " 'a.\n\n",
    "opening marks of their own": " „a",
    "capitalised words": "Alpha Bravo ",
    "offices between names": "Anna minister Bob minister ",
    "full stops": ".",
    "stops and marks": '."',
    "one sentence of quotations": 'Anna said "Yes" ',
    "participles of nobody": 'adding "yes" ',
    "unclosed paragraphs": '"We will stay.\n\n',
    "brackets in a quotation": '"(a - ',
    "credits": ", Abc",
    "white space": "\n ",
}


@pytest.mark.parametrize("piece", LONG_TEXTS.values(), ids=LONG_TEXTS)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    """Whatever is repeated, the work grows with the text and not with its square, so that this finishes."""
    text = piece * (LONG // len(piece)) + "x"
    found: Article = article(text)
    assert found.text == text
