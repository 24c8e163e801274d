"""The word lists, and telling the language of a text."""

import tomllib
from dataclasses import fields
from importlib.resources import files

import pytest

from briefing.lexicon import Lexicon, load_lexicon, tell_language

FILES = sorted(entry.name for entry in (files("briefing") / "languages").iterdir() if entry.name.endswith(".toml"))
SENTENCES = {
    "en": "The harbour was closed by the ice and the pilots have not been paid for it.",
    "uk": "Гавань була закрита, і лоцмани не отримали за це грошей, але вони чекають на весну.",
    "ru": "Гавань была закрыта, и лоцманы не получили за это денег, но они ждут весны.",
    "ro": "Portul este închis din cauza gheții și piloții nu sunt plătiți pentru asta.",
    "de": "Der Hafen ist wegen des Eises geschlossen, und die Lotsen werden nicht bezahlt.",
    "fr": "Le port est fermé par la glace et les pilotes ne sont pas payés pour cela.",
    "es": "El puerto está cerrado por el hielo y los pilotos no han cobrado por ello.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough_to_tell_its_language(language: str) -> None:
    """Running text of each language that has a file is told apart from the others."""
    assert tell_language(SENTENCES[language]) == language


@pytest.mark.parametrize(
    "text", ["", "31 12 2025", "Gdynia Wrona Malinowski", "港は氷で閉ざされた。", "ნავსადგური გაიყინა."]
)
def test_no_language_is_told_from_too_little(text: str) -> None:
    """A text without function words of a known language has none."""
    assert tell_language(text) == ""


def test_a_quotation_in_another_language_does_not_decide() -> None:
    """Most of the words decide."""
    assert tell_language(f"{SENTENCES['en']} «{SENTENCES['fr'][:20]}» {SENTENCES['en']}") == "en"


def test_the_language_does_not_depend_on_capitals() -> None:
    """A text in capitals is told like any other."""
    assert tell_language(SENTENCES["uk"].upper()) == "uk"


def test_an_unknown_language_has_an_empty_lexicon() -> None:
    """A language without a file has no words, which is no error."""
    assert load_lexicon("xx") == load_lexicon("") == Lexicon()


def test_every_language_with_a_file_has_a_sentence_here() -> None:
    """A new language comes with its proof."""
    assert {name.removesuffix(".toml") for name in FILES} == set(SENTENCES)


@pytest.mark.parametrize("name", FILES)
def test_words_are_lower_case_and_stand_once(name: str) -> None:
    """An entry that could never match, or that stands twice, is a slip."""
    data = tomllib.loads((files("briefing") / "languages" / name).read_text("utf-8"))
    synonyms = data.pop("synonyms", {})
    for words in [*data.values(), list(synonyms), *synonyms.values()]:
        assert words == [word.lower() for word in words]
        assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", FILES)
def test_every_list_is_a_field(name: str) -> None:
    """A list that nothing reads is a slip."""
    data = tomllib.loads((files("briefing") / "languages" / name).read_text("utf-8"))
    assert set(data) <= {field.name for field in fields(Lexicon)}


def test_english_words_do_not_contradict() -> None:
    """A pronoun has a gender, an honorific is an office, and what names a month is in the calendar."""
    english = load_lexicon("en")
    assert english.pronouns <= english.masculine | english.feminine
    assert not english.masculine & english.feminine
    assert english.honorifics <= english.offices
    assert english.calendar_names <= english.calendar
