"""Themes: read from their files, found in texts; the syntax of phrases stands in cases/phrases.md."""

import re
import tomllib
from pathlib import Path

import pytest
from factories import article, shipped_themes, theme

from briefing.compose.themes import Matcher, load_themes
from briefing.errors import SettingsError
from briefing.model import Phrase, Reason, Span, Theme

CASES = Path(__file__).parent / "cases" / "phrases.md"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n+```toml\n(?P<themes>.*?)\n```\n+```\n(?P<text>.*?)\n```\n+"
    r"=>\n(?P<expected>.*?)\n(?=\n## |\Z)",
    re.MULTILINE | re.DOTALL,
)


def themes_of(toml: str) -> tuple[Theme, ...]:
    """Read `[theme]` tables: each key a phrase and its weight, `excludes` apart."""
    tables = tomllib.loads(toml)
    made = []
    for order, (slug, table) in enumerate(tables.items()):
        excludes = tuple(table.pop("excludes", ()))
        made.append(Theme(slug, slug, order, tuple(Phrase(*pair) for pair in table.items()), excludes))
    return tuple(made)


def found(themes: tuple[Theme, ...], text: str) -> str:
    """Say which themes a text has: slug, phrases as the text has them, sum of weights."""
    reasons = Matcher(themes).match(article(text), Span(0, len(text)))
    lines = (f"{one.theme}: {' | '.join(one.phrases)} = {one.score}".replace("\n", "⏎") for one in reasons)
    return "\n".join(lines) or "(no theme)"


@pytest.mark.parametrize("title", [match["title"] for match in CASE.finditer(CASES.read_text("utf-8"))])
def test_case(title: str, update: bool) -> None:
    """A text has the themes that stand under its `=>`."""
    whole = CASES.read_text("utf-8")
    case = next(match for match in CASE.finditer(whole) if match["title"] == title)
    result = found(themes_of(case["themes"]), case["text"])
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
    assert reason == Reason("sea", ("Black-Sea", "mines"), text.index("Black-Sea"), 2.0)
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
        'title = "Harbors"\norder = 1\ndescription = "Ports"\nexcludes = ["port wine"]\n[phrases]\n"port*" = 0.5\n',
        "utf-8-sig",
    )
    (tmp_path / "notes.txt").write_text("no theme", "utf-8")
    return tmp_path


def test_themes_are_read_in_the_order_they_state(folder: Path) -> None:
    """The slug is the file's name; other files are passed over; a byte-order mark does no harm."""
    assert load_themes(folder) == (
        Theme("harbors", "Harbors", 1, (Phrase("port*", 0.5),), ("port wine",), "Ports"),
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
        ('title = "A"\nexclude = ["b"]\n[phrases]\n"a" = 1\n', "unknown key 'exclude'; use description, excludes"),
        ('title = "A"\nexcludes = "port wine"\n[phrases]\n"a" = 1\n', "excludes is no list of phrases"),
        ('title = "A"\nexcludes = [7]\n[phrases]\n"a" = 1\n', "excludes is no list of phrases"),
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
