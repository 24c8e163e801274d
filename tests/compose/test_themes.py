"""Themes: read from their files, found in texts; the syntax of phrases stands in cases/phrases.md."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from factories import TEMPLATES, article, shipped_themes, theme

from briefing.compose.themes import Matcher, load_themes
from briefing.errors import SettingsError
from briefing.model import Phrase, Reason, Span, Theme
from briefing.settings import load_settings

CASES = Path(__file__).parent / "cases" / "phrases.md"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n+```toml\n(?P<themes>.*?)\n```\n+```\n(?P<text>.*?)\n```\n+"
    r"=>\n(?P<expected>.*?)\n(?=\n## |\Z)",
    re.MULTILINE | re.DOTALL,
)


def themes_of(tables: dict[str, dict[str, Any]]) -> tuple[Theme, ...]:
    """Return themes as `[theme]` tables have them: each key a phrase, or a language; `excludes`, `examples` apart."""
    made = []
    for order, (slug, table) in enumerate(tables.items()):
        excludes, examples = (tuple(table.pop(key, ())) for key in ("excludes", "examples"))
        own = {language: table.pop(language) for language in ("en", "uk") if language in table}
        phrases = [Phrase(text, weight, language) for language in own for text, weight in own[language].items()]
        phrases += [Phrase(*pair) for pair in table.items()]
        made.append(Theme(slug, slug, order, tuple(phrases), excludes, examples))
    return tuple(made)


def found(toml: str, text: str) -> str:
    """Say which themes a text has: slug, phrases as the text has them, score, the example it is like."""
    tables = tomllib.loads(toml)
    told = article(text, language=tables.pop("language", "en"))
    reasons = Matcher(themes_of(tables), [told]).match(told, Span(0, len(told.text)))
    lines = (
        f"{one.theme}: {' | '.join(one.phrases)} = {one.score}{f', like: {one.example}' if one.example else ''}"
        for one in reasons
    )
    return "\n".join(line.replace("\n", "⏎") for line in lines) or "(no theme)"


@pytest.mark.parametrize("title", [match["title"] for match in CASE.finditer(CASES.read_text("utf-8"))])
def test_case(title: str, update: bool) -> None:
    """A text has the themes that stand under its `=>`."""
    whole = CASES.read_text("utf-8")
    case = next(match for match in CASE.finditer(whole) if match["title"] == title)
    result = found(case["themes"], case["text"])
    if update:
        CASES.write_text(whole[: case.start("expected")] + result + whole[case.end("expected") :], "utf-8")
    else:
        assert result == case["expected"], "run pytest --update to rewrite it"


def test_every_heading_is_a_case() -> None:
    """No case is passed over in silence, and no title stands twice."""
    whole = CASES.read_text("utf-8")
    titles = re.findall("^## (.+)$", whole, re.MULTILINE)
    assert titles == [match["title"] for match in CASE.finditer(whole)]
    assert len(titles) == len(set(titles))


def test_a_reason_is_a_slice_of_the_article() -> None:
    """Its phrases stand in the article as they are, and `first` is where the first of them begins."""
    text = "Officials met. The Black-Sea patrols and BLACK SEA mines were named by Black\nSea allies."
    (reason,) = Matcher((theme("sea", "black sea", "mine*"),)).match(article(text), Span(0, len(text)))
    assert reason == Reason("sea", ("Black-Sea", "BLACK SEA", "mines", "Black\nSea"), text.index("Black-Sea"), 3.099)
    assert text[reason.first :].startswith(reason.phrases[0])


def test_only_the_span_is_searched() -> None:
    """Words beside the span say nothing about it, nor do excludes there."""
    text = "Radars were bought. Mines drift. Film festival."
    matcher = Matcher((theme("air", "radar*", excludes=["film festival"]), theme("sea", "mine*")))
    first, second = Span(0, 19), Span(20, 32)
    assert [reason.theme for reason in matcher.match(article(text), first)] == ["air"]
    assert [reason.theme for reason in matcher.match(article(text), second)] == ["sea"]
    assert matcher.match(article(text), Span(5, 19)) == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of themes."""
    (tmp_path / "rivers.toml").write_text('title = "Rivers"\norder = 2\n[phrases]\n"danube" = 1.0\n', "utf-8")
    (tmp_path / "harbors.toml").write_text(
        'title = "Harbors"\norder = 1\ndescription = "Ports"\nexcludes = ["port wine"]\nexamples = ["Ships came."]\n'
        '[phrases]\n"port*" = 0.5\n[phrases.uk]\n"порт" = 1\n',
        "utf-8-sig",
    )
    (tmp_path / "notes.txt").write_text("no theme", "utf-8")
    return tmp_path


def test_themes_are_read_in_the_order_they_state(folder: Path) -> None:
    """The slug is the file's name; other files are passed over; a byte-order mark does no harm."""
    assert load_themes(folder) == (
        Theme(
            "harbors",
            "Harbors",
            1,
            (Phrase("port*", 0.5), Phrase("порт", 1.0, "uk")),
            ("port wine",),
            ("Ships came.",),
            "Ports",
        ),
        Theme("rivers", "Rivers", 2, (Phrase("danube"),)),
    )


def test_a_theme_without_order_comes_last_and_ties_go_by_name(folder: Path) -> None:
    """Themes of the same order are sorted by slug."""
    for name in ("b", "a"):
        (folder / f"{name}.toml").write_text(f'title = "{name}"\n[phrases]\n"{name}{name}" = 1\n', "utf-8")
    assert [one.slug for one in load_themes(folder)] == ["harbors", "rivers", "a", "b"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title = ", "not a usable theme (Invalid value"),
        ('[phrases]\n"a" = 1\n', "not a usable theme ('title'); give a title and a table [phrases]"),
        ('title = "A"\n', "not a usable theme ('phrases'); give a title and a table [phrases]"),
        ('title = "A"\nphrases = ["a"]\n', "give a title and a table [phrases]"),
        ('title = "A"\n[phrases]\n"a" = "much"\n', "not a usable theme (could not convert string to float: 'much')"),
        ('title = "A"\n[phrases]\n"a" = [1]\n', "give a title and a table [phrases]"),
        ('title = "A"\norder = "first"\n[phrases]\n"a" = 1\n', "not a usable theme (invalid literal"),
        (
            'title = "A"\nexclude = ["b"]\n[phrases]\n"a" = 1\n',
            "unknown key 'exclude'; use description, examples, excludes",
        ),
        ('title = "A"\nexcludes = "port wine"\n[phrases]\n"a" = 1\n', "excludes is no list of texts"),
        ('title = "A"\nexcludes = [7]\n[phrases]\n"a" = 1\n', "excludes is no list of texts"),
        ('title = "A"\nexamples = "It sank."\n[phrases]\n"a" = 1\n', "examples is no list of texts"),
        ('title = "A"\n[phrases.ukr]\n"a" = 1\n', "[phrases.ukr] is no language, which has two letters, such as"),
        ('title = "A"\n[phrases.uk]\n"a" = "much"\n', "could not convert string to float: 'much'"),
        ('title = "A"\n[phrases.uk.de]\n"a" = 1\n', "give a title and a table [phrases]"),
        ('title = "A"\n[phrases]\n" " = 1\n', "a phrase without a word"),
        ('title = "A"\nexcludes = [""]\n[phrases]\n"a" = 1\n', "a phrase without a word"),
        ('title = "A"\n[phrases]\n"a" = nan\n', "nan is no weight"),
        ('title = "The “A”"\n[phrases]\n"a" = 1\n', "a title with quotation marks"),
    ],
)
def test_a_file_that_is_no_theme_is_an_error(folder: Path, content: str, message: str) -> None:
    """The error names the file, what is wrong and what to do."""
    path = folder / "wrong.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_themes(folder)
    assert caught.value.where == str(path)
    assert message in str(caught.value)
    assert caught.value.hint


def test_a_later_folder_replaces_and_adds(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """So that a house changes one theme of a set and keeps the others."""
    house = tmp_path_factory.mktemp("house")
    (house / "rivers.toml").write_text('title = "Streams"\norder = 3\n[phrases]\n"brook" = 1\n', "utf-8")
    (house / "lakes.toml").write_text('title = "Lakes"\norder = 2\n[phrases]\n"lake" = 1\n', "utf-8")
    assert [one.title for one in load_themes(folder, house)] == ["Harbors", "Lakes", "Streams"]


@pytest.mark.parametrize("slug", ["other-developments", 'two words "and" marks'])
def test_a_name_that_cannot_be_a_section_is_an_error(folder: Path, slug: str) -> None:
    """A slug becomes an id in the files, and one of them is taken."""
    (folder / f"{slug}.toml").write_text('title = "A"\n[phrases]\n"a" = 1\n', "utf-8")
    with pytest.raises(SettingsError, match="cannot be the name of a theme; rename the file"):
        load_themes(folder)


def test_bytes_that_are_no_text_are_an_error(folder: Path) -> None:
    """The error names the file."""
    (folder / "wrong.toml").write_bytes(b"title = \xff\xfe")
    with pytest.raises(SettingsError, match=r"wrong\.toml: not a usable theme"):
        load_themes(folder)


def test_a_folder_without_themes_is_an_error(tmp_path: Path) -> None:
    """The error says what to put there."""
    with pytest.raises(SettingsError, match=r"holds no theme; add a \.toml file with a title and \[phrases\]"):
        load_themes(tmp_path)


def test_the_shipped_themes() -> None:
    """Three come with the project, in their order, and none takes every article."""
    assert [one.slug for one in shipped_themes()] == ["air-defense", "black-sea", "support-for-ukraine"]
    text = "The library of Plauru will open a reading room on Tuesday."
    assert Matcher(shipped_themes()).match(article(text), Span(0, len(text))) == ()


# --- examples -----------------------------------------------------------------------------------------------------

SEEDS = ("Divers raised a wreck from the seabed near the lighthouse.", "The choir sang three songs in the old chapel.")
FOUND = "A wreck near the lighthouse was raised by divers on Sunday."


def seeded(**excludes: list[str]) -> tuple[Theme, ...]:
    """Two themes, each with a phrase that stands nowhere and an example."""
    return tuple(
        replace(theme(slug, "nowhere", excludes=excludes.get(slug, ())), examples=(seed,))
        for slug, seed in zip(("wrecks", "music"), SEEDS, strict=True)
    )


def like(text: str, themes: tuple[Theme, ...]) -> tuple[Reason, ...]:
    """The reasons for a text in a run of this article alone."""
    told = article(text)
    return Matcher(themes, [told]).match(told, Span(0, len(text)))


def test_an_example_explains_itself() -> None:
    """By its sentence and the words that both have, as the article writes them; the score is below 1."""
    (reason,) = like(FOUND, seeded())
    assert (reason.theme, reason.example) == ("wrecks", SEEDS[0])
    assert reason.phrases == ("wreck", "near", "lighthouse", "raised", "divers")
    assert reason.first == FOUND.index("wreck")
    assert 0.3 <= reason.score < 1


def test_one_word_shared_is_too_little() -> None:
    """However rare it is: a wreck on the road is none of the sea."""
    sea = (replace(theme("sea", "nowhere"), examples=("Divers raised a wreck.",)),)
    assert like("A wreck!", sea) == ()
    assert like("A wreck was raised!", sea)


def test_phrases_come_before_examples() -> None:
    """Where a phrase of any theme stands, examples are not asked."""
    (reason,) = like(FOUND, (*seeded(), theme("days", "sunday")))
    assert (reason.theme, reason.example) == ("days", "")


def test_an_exclude_holds_for_examples() -> None:
    """Where it stands, the theme is not assigned."""
    assert like(FOUND, seeded(wrecks=["sunday"])) == ()


def test_words_of_the_whole_run_tell_little() -> None:
    """What every sentence of the run says makes nothing like an example."""
    said = "The committee of the harbor city met on Monday"
    seed = replace(theme("law", "nowhere"), examples=(f"{said} and passed a law on fences.",))
    told = article(f"{said} and drank coffee in the hall.")
    usual = article(" ".join(f"{said} for the {n}th time." for n in range(4, 44)))
    span = Span(0, len(told.text))
    assert Matcher([seed], [told]).match(told, span)
    assert Matcher([seed], [told, usual]).match(told, span) == ()


# --- the set of a security-policy desk ----------------------------------------------------------------------------

DESK = Path(__file__).parent / "cases" / "security-desk.toml"
SENTENCES = [
    (slug, language, sentence)
    for slug, table in tomllib.loads(DESK.read_text("utf-8")).items()
    for language, sentence in table.items()
]


@cache
def desk() -> tuple[Theme, ...]:
    """The set as the settings name it."""
    return load_themes(*load_settings(None, {"themes": ("security-desk",)}).themes)


@cache
def belongs() -> Matcher:
    """What finds the themes of the set."""
    return Matcher(desk())


def test_the_set_adds_six_themes_to_the_three() -> None:
    """Each is described, and has a sentence to try it on."""
    ours = [
        *(one.slug for one in shipped_themes()),
        "eastern-flank",
        "sanctions",
        "energy",
        "hybrid-threats",
        "defense-industry",
        "diplomacy",
    ]
    assert [one.slug for one in desk()] == ours
    assert all(one.description for one in desk())
    assert list(dict.fromkeys(slug for slug, _, _ in SENTENCES)) == ours


@pytest.mark.parametrize(("slug", "language", "sentence"), SENTENCES)
def test_a_sentence_belongs_to_its_theme_alone(slug: str, language: str, sentence: str) -> None:
    """By its phrases, in each language that the theme has."""
    reasons = belongs().match(article(sentence, language=language), Span(0, len(sentence)))
    assert [(one.theme, one.example) for one in reasons] == [(slug, "")]


@pytest.mark.parametrize("one", desk(), ids=lambda one: one.slug)
def test_an_example_belongs_to_its_theme_alone(one: Theme) -> None:
    """Whether by its phrases or by itself."""
    for example in one.examples:
        assert [why.theme for why in belongs().match(article(example), Span(0, len(example)))] == [one.slug]


# --- what the documentation shows ---------------------------------------------------------------------------------

SHOWN = re.findall(
    r"^```toml\n((?:# \S+\n)?title = .*?)^```",
    (TEMPLATES.parent / "docs" / "themes.md").read_text("utf-8"),
    re.M | re.S,
)


@pytest.mark.parametrize("toml", SHOWN, ids=("the first", "a health desk", "a finance desk"))
def test_a_theme_in_the_documentation_is_complete(tmp_path: Path, toml: str) -> None:
    """It is read as it stands there, and its example belongs to it."""
    (tmp_path / "shown.toml").write_text(toml, "utf-8")
    (one,) = load_themes(tmp_path)
    (example,) = one.examples
    assert [why.theme for why in Matcher([one]).match(article(example), Span(0, len(example)))] == ["shown"]
