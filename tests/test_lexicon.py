"""The word lists, and telling the language of a text."""

import tomllib
from dataclasses import fields
from importlib.resources import files

import pytest

from briefing.lexicon import Lexicon, OccasionWords, endings, load_lexicon, month_numbers, tell_language, union

FILES = sorted(entry.name for entry in (files("briefing") / "languages").iterdir() if entry.name.endswith(".toml"))
SENTENCES = {
    "en": "The harbour was closed by the ice and the pilots have not been paid for it.",
    "uk": "Гавань була закрита, і лоцмани не отримали за це грошей, але вони чекають на весну.",
    "ru": "Гавань была закрыта, и лоцманы не получили за это денег, но они ждут весны.",
    "ro": "Portul este închis din cauza gheții și piloții nu sunt plătiți pentru asta.",
    "de": "Der Hafen ist wegen des Eises geschlossen, und die Lotsen werden nicht bezahlt.",
    "fr": "Le port est fermé par la glace et les pilotes ne sont pas payés pour cela.",
    "es": "El puerto está cerrado por el hielo y los pilotos no han cobrado por ello.",
    "bg": "Пристанището беше затворено заради леда, а лоцманите не са получили пари за това.",
    "pt": "O porto está fechado por causa do gelo e os pilotos não foram pagos por isso.",
    "it": "Il porto è chiuso per il ghiaccio e i piloti non sono stati pagati per questo.",
    "nl": "De haven is gesloten door het ijs en de loodsen zijn er niet voor betaald.",
    "pl": "Port jest zamknięty z powodu lodu i piloci nie dostali za to pieniędzy.",
    "tr": "Liman buz nedeniyle kapalı ve kılavuzlar bunun için para almadı, ancak bahara kadar bekliyorlar.",
}
NEWS = {
    "bg": "Украйна получи нова помощ от Европейския съюз, съобщи министърът на финансите в София.",
    "pt": "A Ucrânia recebeu uma nova ajuda da União Europeia, anunciou o ministro das Finanças em Lisboa.",
    "it": "Il presidente ha detto che il paese continuerà a sostenere l'Ucraina. Gli aiuti arriveranno nel porto.",
    "nl": "De president zei dat het land Oekraïne zal blijven steunen. De hulp komt maandag aan in de haven.",
    "pl": "Prezydent powiedział, że kraj będzie nadal wspierać Ukrainę. Pomoc dotrze do portu w poniedziałek.",
    "es": "El presidente dijo que el país seguirá apoyando a Ucrania. La ayuda llegará al puerto el lunes.",
    "ro": "Președintele a spus că țara va continua să sprijine Ucraina. Ajutorul va ajunge luni în port.",
    "ru": "Президент заявил, что страна продолжит поддерживать Украину. Помощь прибудет в порт в понедельник.",
    "uk": "Президент заявив, що країна й надалі підтримуватиме Україну. Допомога прибуде в порт у понеділок.",
}
"""Short news in languages that were taken for a neighbour, and in those neighbours."""
UNKNOWN = {
    "Serbian": "Лука је затворена због леда, а лоцмани нису плаћени за то. Помоћ стиже у понедељак.",
    "Serbian in Latin letters": "Predsednik je rekao da će pomoć stići u ponedeljak, a piloti nisu plaćeni za to.",
    "Macedonian": "Пристаништето е затворено поради мразот, а пилотите не се платени за тоа, но ја чекаат пролетта.",
    "Belarusian": "Гавань была закрыта, і лоцманы не атрымалі за гэта грошай, але яны чакаюць вясны.",
    "Czech": "Přístav je kvůli ledu zavřený a lodivodi za to nedostali peníze, ale čekají na jaro.",
    "Slovak": "Prístav je pre ľad zatvorený a lodivodi za to nedostali peniaze, ale čakajú na jar.",
    "Swedish": "Hamnen är stängd på grund av isen och lotsarna har inte fått betalt för det i år.",
    "Danish": "Havnen er lukket på grund af isen, og lodserne har ikke fået penge for det.",
    "Estonian": "Sadam on jää tõttu suletud ja lootsidele ei ole selle eest makstud, aga nad ootavad kevadet.",
    "Hungarian": "A kikötő a jég miatt zárva van, és a révkalauzok nem kaptak érte pénzt. Az elnök segélyt ígért.",
    "Catalan": "El port està tancat pel gel, però això ja és habitual, va dir la portaveu. L'ajuda arribarà dilluns.",
    "Greek": "Το λιμάνι είναι κλειστό λόγω του πάγου και οι πιλότοι δεν πληρώθηκαν.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_enough_to_tell_its_language(language: str) -> None:
    """Running text of each language that has a file is told apart from the others."""
    assert tell_language(SENTENCES[language]) == language


@pytest.mark.parametrize("language", NEWS)
def test_a_language_is_not_taken_for_its_neighbour(language: str) -> None:
    """Bulgarian is not Russian, Portuguese not Romanian, Italian and Dutch not Spanish."""
    assert tell_language(NEWS[language]) == language


@pytest.mark.parametrize("language", UNKNOWN)
def test_an_unknown_language_is_not_taken_for_a_known_one(language: str) -> None:
    """A language without a file is none, however near its words are to another's."""
    assert tell_language(UNKNOWN[language]) == ""


@pytest.mark.parametrize(
    "text", ["", "31 12 2025", "Gdynia Wrona Malinowski", "港は氷で閉ざされた。", "ნავსადგური გაიყინა."]
)
def test_no_language_is_told_from_too_little(text: str) -> None:
    """A text without function words of a known language has none."""
    assert tell_language(text) == ""


def test_a_menu_above_the_text_does_not_hide_its_language() -> None:
    """Where the top has no running text, what follows tells."""
    menu = "Home\n\nNews\n\nAlabama\n\nAlaska\n\n" * 150
    assert tell_language(menu) == ""
    assert tell_language(menu + SENTENCES["fr"] * 3) == "fr"


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
    synonyms, occasions = data.pop("synonyms", {}), data.pop("occasions", {})
    for words in [*data.values(), list(synonyms), *synonyms.values(), *occasions.values()]:
        assert words == [word.lower() for word in words]
        assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", FILES)
def test_every_list_is_a_field(name: str) -> None:
    """A list that nothing reads is a slip."""
    data = tomllib.loads((files("briefing") / "languages" / name).read_text("utf-8"))
    assert set(data) <= {field.name for field in fields(Lexicon)}
    assert set(data.get("occasions", {})) <= {field.name for field in fields(OccasionWords)}


@pytest.mark.parametrize("name", FILES)
def test_a_language_has_twelve_months(name: str) -> None:
    """Each language names the months of its dates, or a date in it could not be read."""
    months = load_lexicon(name.removesuffix(".toml")).months
    forms = [form for month in months for form in month.split("|")]
    assert len(months) == 12
    assert len(forms) == len(set(forms))
    assert all(form.isalpha() for form in forms)


def test_a_month_has_one_number_in_all_languages() -> None:
    """A date is read without its language: no word means May here and June there."""
    named = [
        (form, number)
        for name in FILES
        for number, month in enumerate(load_lexicon(name.removesuffix(".toml")).months, 1)
        for form in month.split("|")
    ]
    assert set(named) == set(month_numbers().items())


def test_english_words_do_not_contradict() -> None:
    """A pronoun has a gender, an honorific is an office, and what names a month is in the calendar."""
    english = load_lexicon("en")
    assert english.pronouns <= english.masculine | english.feminine
    assert not english.masculine & english.feminine
    assert english.honorifics <= english.offices
    assert english.calendar_names <= english.calendar
    assert english.occasions.sequels | english.occasions.places | english.occasions.screens <= english.occasions.leads
    assert len(english.weekdays) == 7


def test_lists_are_put_together_once() -> None:
    """Their words are those of each of them, and asking again costs nothing; endings come in an order of their own."""
    lexicon = load_lexicon("en")
    together = union(lexicon.cues, lexicon.verbs)
    assert together == lexicon.cues | lexicon.verbs
    assert union(lexicon.cues, lexicon.verbs) is together
    assert endings(frozenset({"ly"}), frozenset({"ed"})) == ("ed", "ly")


@pytest.mark.parametrize("times", [1, 40])
def test_each_word_speaks_for_a_language_as_often_as_it_stands_there(times: int) -> None:
    """Two languages of equal weight are not told apart, however often their words come again."""
    assert tell_language(" ".join(["the of and"] * times)) == "en"
    assert tell_language(" ".join(["the of and", "der die und"] * times)) == ""
