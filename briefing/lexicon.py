"""What is known of each language, read from `languages/<code>.toml`; and telling the language of a text.

A language without cues still gets right quotation spans; its speakers stay unidentified rather than guessed.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Literal

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
"""Characters that decide the language; more change nothing."""
_MOST_SAMPLES = 5
_REMEMBERED = 50_000
"""Words of which is kept what they tell, since news repeats its words."""
_ORDERED = (
    "months",
    "weekdays",
    "previous_periods",
    "next_periods",
    "current_periods",
    "date_forms",
    "cardinals",
    "magnitudes",
)
"""Lists whose order tells something."""
_MARGIN = 1.3
"""How many times the runner-up a language must score."""
_COMPOUND = 6
"""Letters of a compound, at least one more."""
_END = 3
"""And of what it ends in: "chef" tells an office, "rat" anything."""
_WRITTEN = {
    "bg": re.compile("[абвгдежзийклмнопрстуфхцчшщъьюяѝ]+"),
    "de": re.compile("[a-zäöüß]+"),
    "en": re.compile("[a-z]+"),
    "es": re.compile("[a-záéíñóúü]+"),
    "fr": re.compile("[a-zàâæçèéêëîïôœùûüÿ]+"),
    "it": re.compile("[a-zàèéìíîòóùú]+"),
    "nl": re.compile("[a-záèéêëíïóöúü]+"),
    "pl": re.compile("[a-ząćęłńóśźż]+"),
    "pt": re.compile("[a-zàáâãçéêíóôõúü]+"),
    "ro": re.compile("[a-zâăîșşțţ]+"),
    "ru": re.compile("(?:[абвгдеёжзийклмнопрстуфхцчшщыьэюя]|ъ(?=[еёюя]))+"),
    "tr": re.compile("[a-zâçğıîöşûü]+"),
    "uk": re.compile("[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя]+"),
}
"""A word in the letters of its language; the hard sign, frequent in Bulgarian, stands in few places in Russian."""


@dataclass(frozen=True)
class OccasionWords:
    """The word lists by which is told where and when something was said, all lower case; see `languages/en.toml`."""

    events: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    sequels: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    screens: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    tongues: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    addressing: frozenset[str] = frozenset()
    unreal: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    day_leads: frozenset[str] = frozenset()
    past_leads: frozenset[str] = frozenset()
    period_leads: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    week_tails: frozenset[str] = frozenset()
    recent_days: tuple[str, ...] = ()
    """The day of publication first, then the one before, the forms of each separated by "|"."""


Trait = Literal[
    "capital nouns",
    "cases",
    "compounds",
    "dropped subjects",
    "fields behind",
    "months first",
    "names in marks",
    "ordinal stops",
    "verb second",
    "words in marks",
]
"""What sets a language's writing apart.

"capital nouns": every noun has a capital, which makes no name of it. "cases": names take endings. "compounds": an
office or a body may be the last part of a word. "dropped subjects": a verb may hold its subject in itself. "fields
behind": an office is followed by its field, in small letters. "months first": a month may stand before its day and has
a capital, "May 5". "names in marks": names of all kinds stand in quotation marks. "ordinal stops": a full stop behind a
figure makes it an ordinal. "verb second": the verb of a main clause is its second part. "words in marks": the narrator
may put his words inside the marks, between commas.
"""


@dataclass(frozen=True)
class Lexicon:
    """The word lists of one language, all lower case."""

    traits: frozenset[Trait] = frozenset()
    function_words: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    ambiguous_abbreviations: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    according: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    brackets: frozenset[str] = frozenset()
    obliques: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    title_links: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    calendar_names: frozenset[str] = frozenset()
    honorifics: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    indefinites: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    reversals: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    conditionals: frozenset[str] = frozenset()
    standalones: frozenset[str] = frozenset()
    first_persons: frozenset[str] = frozenset()
    contractions: frozenset[str] = frozenset()
    adjective_endings: frozenset[str] = frozenset()
    adverb_endings: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    comparisons: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    speech_nouns: frozenset[str] = frozenset()
    past_endings: frozenset[str] = frozenset()
    participle_endings: frozenset[str] = frozenset()
    distances: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    calling_words: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    dependent_openers: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    resumptives: frozenset[str] = frozenset()
    narrators: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    pointers: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    pointing_behind: frozenset[str] = frozenset()
    distant_pointers: frozenset[str] = frozenset()
    deictics: frozenset[str] = frozenset()
    since_then: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    person_endings: frozenset[str] = frozenset()
    time_leads: frozenset[str] = frozenset()
    day_connectives: frozenset[str] = frozenset()
    teasers: frozenset[str] = frozenset()
    teaser_verbs: frozenset[str] = frozenset()
    list_openers: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    cookies: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    repeaters: frozenset[str] = frozenset()
    uniques: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    known_things: frozenset[str] = frozenset()
    connectives: frozenset[str] = frozenset()
    opening_conjunctions: frozenset[str] = frozenset()
    exceptives: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    verb_endings: frozenset[str] = frozenset()
    page_phrases: frozenset[str] = frozenset()
    bylines: frozenset[str] = frozenset()
    sign_offs: frozenset[str] = frozenset()
    contributions: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    office_modifiers: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    present_forms: frozenset[str] = frozenset()
    past_forms: frozenset[str] = frozenset()
    expectations: frozenset[str] = frozenset()
    day_limits: frozenset[str] = frozenset()
    parts_of_day: frozenset[str] = frozenset()
    date_links: frozenset[str] = frozenset()
    ordinal_endings: frozenset[str] = frozenset()
    date_ranges: frozenset[str] = frozenset()
    standing_dates: frozenset[str] = frozenset()
    stays: frozenset[str] = frozenset()
    other_years: frozenset[str] = frozenset()
    backwards: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    closing_dates: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    durations: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    cardinals: tuple[str, ...] = ()
    """The numbers in words, one first, the forms of each separated by "|"."""
    magnitudes: tuple[str, ...] = ()
    """A thousand, a million, a milliard and a million millions, likewise."""
    months: tuple[str, ...] = ()
    """January first, the forms of each separated by "|"."""
    inflections: frozenset[str] = frozenset()
    """Endings of nouns and adjectives, separated by "|": that of the dictionary first, then those it changes into."""
    weekdays: tuple[str, ...] = ()
    """Monday first, likewise."""
    previous_periods: tuple[str, ...] = ()
    """The day, the month and the year before, likewise."""
    next_periods: tuple[str, ...] = ()
    current_periods: tuple[str, ...] = ()
    """The day, the month, the year and the week of publication, likewise; "" for what the language has no word for."""
    date_forms: tuple[str, ...] = ()
    """How a day and how a month is written."""
    month_leads: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    day_sequels: frozenset[str] = frozenset()
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    occasions: OccasionWords = OccasionWords()

    @cached_property
    def number_words(self) -> frozenset[str]:
        """The words of a number, those for thousands and millions included."""
        return self.numbers.union(*(forms.split("|") for forms in self.magnitudes))

    @cached_property
    def phrase_openers(self) -> frozenset[str]:
        """The words that open a noun phrase: "the", "a", "her"."""
        return self.determiners | self.indefinites | self.possessives

    @cached_property
    def phrase_ends(self) -> frozenset[str]:
        """The words that no noun phrase goes beyond: verbs, adverbs, the end of "according to"."""
        return self.cues | self.participles | self.adverbs | self.according_ends

    @cached_property
    def closed_words(self) -> frozenset[str]:
        """The words that never stand inside a noun phrase."""
        small = self.function_words | self.prepositions | self.conjunctions | self.relatives | self.subordinators
        persons = self.first_persons | self.pronouns | self.objects
        return small | persons | self.auxiliaries | self.negations | self.phrase_openers

    @cached_property
    def phrase_starts(self) -> frozenset[str]:
        """The words that open a noun phrase or are one."""
        return self.phrase_openers | self.standalones

    @cached_property
    def undescribing(self) -> frozenset[str]:
        """The words that never describe what a noun phrase means: those that never stand inside one, and times."""
        return self.closed_words | (self.calendar - self.ambiguous_abbreviations)

    @cached_property
    def noun_ends(self) -> frozenset[str]:
        """The words that end a noun which tells where or when, with what stands before it."""
        joints = self.subordinators | self.relatives | self.conjunctions | self.prepositions | self.negations
        persons = self.pronouns | self.objects | self.first_persons
        told = self.occasions.leads | self.occasions.links
        return joints | persons | told | self.auxiliaries | (self.adverbs - self.calendar)

    @cached_property
    def clause_openers(self) -> frozenset[str]:
        """The words that can open a relative clause and nothing else."""
        return self.relatives - self.determiners

    @cached_property
    def cue_openers(self) -> frozenset[str]:
        """The words that reporting phrases begin with."""
        return frozenset(phrase.partition(" ")[0] for phrase in self.cues | self.participles | self.according)

    @cached_property
    def verb_contractions(self) -> tuple[str, ...]:
        """The endings of "isn't", for `str.endswith`."""
        return tuple(self.contractions)

    @cached_property
    def pointing_words(self) -> frozenset[str]:
        """The words that may point at the noun behind them, some of them only behind another word."""
        return self.pointing.union(phrase.rpartition(" ")[2] for phrase in self.pointing_behind)

    @cached_property
    def adverb_ends(self) -> tuple[str, ...]:
        """The endings of adverbs, for `str.endswith`."""
        return tuple(self.adverb_endings)

    def is_office(self, word: str) -> bool:
        """Whether a word is that of an office, or a compound that ends in one: "verkehrsministerin"."""
        return word in self.offices or ("compounds" in self.traits and _is_compound(word, self.offices))

    def is_body(self, word: str) -> bool:
        """Whether a word is that of a body, or a compound that ends in one."""
        return word in self.bodies or ("compounds" in self.traits and _is_compound(word, self.bodies))

    @cached_property
    def according_ends(self) -> frozenset[str]:
        """The last words of "according to" and its like, behind which a source begins."""
        return frozenset(phrase.rpartition(" ")[2] for phrase in self.according)


@lru_cache(_REMEMBERED)
def _is_compound(word: str, heads: frozenset[str]) -> bool:
    """Whether a long word ends in one of `heads` that is not too short."""
    return len(word) > _COMPOUND and word.endswith(_compound_ends(heads))


@cache
def _compound_ends(heads: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(head for head in heads if len(head) > _END))


@cache
def union(*lists: frozenset[str]) -> frozenset[str]:
    """Return the words of several lists of a lexicon, put together once: that costs far more than to look one up."""
    return frozenset().union(*lists)


@cache
def endings(*lists: frozenset[str]) -> tuple[str, ...]:
    """Return the endings in lists of a lexicon, for `str.endswith`."""
    return tuple(sorted(union(*lists)))


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language code; an empty one for a language without a file."""
    return _lexicons().get(language, Lexicon())


def gender_of(given_name: str) -> str:
    """Return "f" or "m" for a given name in any spelling that is usual for one gender alone, else ""."""
    name = given_name.lower()
    return _given_names().get(name) or _given_names().get(name.partition("-")[0], "")


@cache
def _given_names() -> dict[str, str]:
    data = tomllib.loads((files("briefing") / "given_names.toml").read_text(encoding="utf-8"))
    return {**dict.fromkeys(data["feminine"], "f"), **dict.fromkeys(data["masculine"], "m")}


@cache
def month_numbers() -> dict[str, int]:
    """Return what the months are called in any language, in lower case, with their numbers from 1."""
    return dict(_named_months())


def _named_months() -> Iterator[tuple[str, int]]:
    for lexicon in _lexicons().values():
        for number, forms in enumerate(lexicon.months, 1):
            yield from ((form, number) for form in forms.split("|"))


def tell_language(text: str) -> str:
    """Return the code of the language whose function words cover most of `text`, or "" where none does so clearly.

    Word lists of the commonest function words tell running text of these languages apart (Grefenstette 1995,
    "Comparing two language identification schemes"). Since the text may be in a language that is not known here, a word
    with a letter that a language does not write counts twice against it, and one comes out only with a seventh of the
    words and well before the next. Where the top does not tell, as the menus of a web page, what follows is asked.
    """
    starts = range(0, min(len(text), _MOST_SAMPLES * _SAMPLE), _SAMPLE)
    return next(filter(None, (_tell(text[start : start + _SAMPLE]) for start in starts)), "")


def _tell(sample: str) -> str:
    words = Counter(_WORD.findall(sample))
    scores = dict.fromkeys(_lexicons(), 0)
    for word, times in words.items():
        for code, points in _votes(word):
            scores[code] += points * times
    *_, second, best = sorted(scores, key=lambda code: (scores[code], code))
    is_clear = scores[best] * 7 > words.total() and scores[best] >= _MARGIN * max(scores[second], 0)
    return best if is_clear else ""


@lru_cache(_REMEMBERED)
def _votes(word: str) -> tuple[tuple[str, int], ...]:
    """Return the languages that a word speaks for, as one of their function words, or against, with its points.

    Names, which keep their letters in any language, do not speak against one.
    """
    lower, foreign = word.lower(), _foreign_to(word) if word.islower() else frozenset()
    points = {code: (lower in lexicon.function_words) - 2 * (code in foreign) for code, lexicon in _lexicons().items()}
    return tuple((code, count) for code, count in points.items() if count)


def _foreign_to(word: str) -> frozenset[str]:
    """Return the languages of which only some of the letters are; a word in another script altogether tells nothing."""
    return frozenset(code for code, own in _WRITTEN.items() if not own.fullmatch(word) and own.search(word))


@cache
def _lexicons() -> dict[str, Lexicon]:
    folder = files("briefing") / "languages"
    entries = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    return {entry.name.removesuffix(".toml"): _parse(entry.read_text(encoding="utf-8")) for entry in entries}


def _parse(toml: str) -> Lexicon:
    data = tomllib.loads(toml)
    synonyms = {word: tuple(others) for word, others in data.pop("synonyms", {}).items()}
    occasions = OccasionWords(**_lists(data.pop("occasions", {}), ("recent_days",)))
    return Lexicon(synonyms=synonyms, occasions=occasions, **_lists(data, _ORDERED))


def _lists(data: dict[str, list[str]], ordered: Sequence[str]) -> dict[str, Any]:
    """Return word lists as a record has them: those that are `ordered` in their order, the others as sets."""
    return {name: tuple(words) if name in ordered else frozenset(words) for name, words in data.items()}
