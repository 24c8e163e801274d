"""Every summarizer climbs the same ladder: nothing, one sentence, a few, the same one again and again, an article."""

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.condense import SUMMARIZERS, condense
from briefing.condense.ranking import rank
from briefing.errors import SettingsError
from briefing.extract import extract
from briefing.model import Article, Document, Fields

EACH_SUMMARIZER = pytest.mark.parametrize("name", SUMMARIZERS)

STORY = (
    "The ferry service between Gdynia and Karlskrona will stop for two months while the pier is repaired.",
    "Engineers found cracks in eleven of the forty piles of the pier after the storms of January.",
    "Ferry operators in Karlskrona expect to lose about nine million euros before the service opens again.",
    "Hotels in Karlskrona have asked the city for help with the rent of the winter season.",
    "A second pier in Gdynia is free, yet it is too short for the ferry of the company.",
    "The mayor of Gdynia promised that the repairs of the pier would be paid for by the port.",
    "Seagulls have taken the pier over and can be watched from the promenade all day long.",
)

ODDITIES = st.text(max_size=12) | st.lists(
    st.sampled_from(("a", "the", "port", "ship's", "F-16", "2025", "…", "!", "Київ", "mine", "mines")), max_size=5
).map(" ".join)
LANGUAGES = st.sampled_from(("en", "uk", ""))


def article_of(*sentences: str, title: str = "", language: str = "en") -> Article:
    """Return an article of one paragraph per sentence."""
    return extract(Document("story.txt", "0" * 64, "\n\n".join(sentences), Fields(title=title, language=language)))


def texts(article: Article, name: str = "news") -> list[str]:
    """Return the points of an article, best first."""
    return [point.excerpt.passage.text for point in condense(article, name)]


def output_of(program: str, **environment: str) -> str:
    """Return what a new interpreter prints."""
    run = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **environment}, capture_output=True, check=True, text=True
    )
    return run.stdout.strip()


@EACH_SUMMARIZER
def test_an_empty_article_has_no_points(name: str) -> None:
    """Nothing comes of nothing."""
    assert texts(article_of(""), name) == []


@EACH_SUMMARIZER
def test_one_sentence_is_the_one_point(name: str) -> None:
    """A single sentence is returned, whatever the method makes of it."""
    assert texts(article_of(STORY[0]), name) == [STORY[0]]


@EACH_SUMMARIZER
def test_sentences_of_stop_words_alone_are_no_obstacle(name: str) -> None:
    """Sentences without a word to weigh come back all the same."""
    empty = ["What was here is now there and again.", "When all is here all are there again."]
    assert sorted(texts(article_of(*empty), name)) == sorted(empty)


@EACH_SUMMARIZER
@given(texts=st.lists(ODDITIES, max_size=6, unique_by=str.strip), title=ODDITIES, language=LANGUAGES)
def test_whatever_stands_in_an_article_can_be_ranked(name: str, texts: list[str], title: str, language: str) -> None:
    """No summarizer fails on fragments, signs or nothing; each text gets a score from 0 to 1."""
    scores = rank(texts, title, language, SUMMARIZERS[name])
    assert len(scores) == len(texts)
    assert all(0 <= score <= 1 for score in scores)


@EACH_SUMMARIZER
def test_the_same_sentence_again_and_again_is_one_point(name: str) -> None:
    """Copies of a sentence neither fail nor come back twice."""
    assert texts(article_of(*[STORY[0]] * 5), name) == [STORY[0]]


@EACH_SUMMARIZER
def test_a_story_is_ranked_whole(name: str) -> None:
    """Every statement comes back once, and the method prefers some."""
    points = condense(article_of(*STORY), name)
    assert sorted(point.excerpt.passage.text for point in points) == sorted(STORY)
    assert (points[0].score, points[-1].score) == (1.0, 0.0)


@EACH_SUMMARIZER
@pytest.mark.parametrize("language", ["uk", "ro", "de", "", "xx"])
def test_any_language_is_ranked(name: str, language: str) -> None:
    """A language without stemmer or stop words is no obstacle."""
    assert len(texts(article_of(*STORY, language=language), name)) == len(STORY)


def test_no_ranking_changes_with_the_hash_seed() -> None:
    """Processes with different PYTHONHASHSEED rank alike with every summarizer, to the last digit."""
    program = (
        "from briefing.condense.ranking import SUMMARIZERS, rank\n"
        f"for method in SUMMARIZERS.values(): print(rank({STORY!r}, 'Ferry', 'en', method))"
    )
    assert len({output_of(program, PYTHONHASHSEED=seed) for seed in ("1", "2", "77")}) == 1


def test_news_puts_the_lead_first_and_the_aside_last() -> None:
    """What the article comes back to, early on, beats what it never mentions again."""
    ranked = texts(article_of(*STORY))
    assert (ranked[0], ranked[-1]) == (STORY[0], STORY[-1])


def test_news_heeds_the_title() -> None:
    """A statement in the words of the title rises."""
    plain, titled = texts(article_of(*STORY)), texts(article_of(*STORY, title="Hotels in Karlskrona ask for help"))
    assert titled.index(STORY[3]) < plain.index(STORY[3])


def test_a_dateline_does_not_weigh_in() -> None:
    """Where a report was written costs its lead nothing: as a text without a dateline is ranked, so is one with it."""
    dated = article_of("GDYNIA, Poland (PNA) — " + STORY[0], *STORY[1:])
    assert [point.score for point in condense(dated)] == [point.score for point in condense(article_of(*STORY))]


def test_a_quotation_weighs_in_without_being_a_point() -> None:
    """What the speakers come back to makes the narration on it more central."""
    quotation = '"Hotels need help with the rent. Karlskrona needs its hotels in winter," Mayor Eva Lund said.'
    ranked = texts(article_of(*STORY, quotation))
    assert quotation not in ranked
    assert ranked.index(STORY[3]) < texts(article_of(*STORY)).index(STORY[3])


def test_past_the_limit_the_order_of_the_text_holds() -> None:
    """Of an endless article the top is ranked and the rest follows as it stands, with the lowest score."""
    sentences = [f"Ferry number {number} will sail from Gdynia to Karlskrona on Monday." for number in range(450)]
    points = condense(article_of(*sentences), "sumbasic")
    assert [point.excerpt.passage.text for point in points[-50:]] == sentences[-50:]
    assert {point.score for point in points[-50:]} == {0.0}


def test_news_has_no_limit() -> None:
    """Its cost grows with the text alone, so that the last of many statements is ranked like any other."""
    sentences = [f"Ferry number {number} will sail from Gdynia to Karlskrona on Monday." for number in range(450)]
    titled = article_of(*sentences, STORY[3], title="Hotels in Karlskrona have asked the city for help with the rent")
    assert texts(titled).index(STORY[3]) < 450


def test_an_unknown_name_is_a_mistake_in_the_settings() -> None:
    """The error names the summarizers there are."""
    with pytest.raises(SettingsError, match="there is none called 'newz'; use news, lexrank"):
        condense(article_of(*STORY), "newz")


def test_sumy_is_imported_at_the_first_use() -> None:
    """A run that condenses nothing does not pay for it."""
    assert output_of("import sys, briefing.condense; print('sumy' in sys.modules)") == "False"
