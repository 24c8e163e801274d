"""What the themes may lack: from articles in cases/suggest.md, with what must come of them in suggest.expected.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from factories import TEMPLATES, analysis, article, rejected, settings, theme
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.compose.suggest import suggest
from briefing.compose.terms import likelihood
from briefing.compose.themes import Matcher, load_themes
from briefing.model import Analysis, Span, Suggestions
from briefing.render.labels import load_labels
from briefing.render.suggestions import draw_suggestions

CASES = Path(__file__).parent / "cases"
ARTICLES = re.findall(r"^## (\S+)\n\n(.*?)(?=\n## |\Z)", (CASES / "suggest.md").read_text("utf-8"), re.M | re.S)
EXPECTED = CASES / "suggest.expected.toml"
THEMES = (theme("air-defense", "radar*"), theme("black-sea", "black sea"))


@cache
def desk() -> tuple[Analysis, ...]:
    """The articles, of different weeks."""
    days = (f"2026-03-{number:02}" for number in range(1, 31))
    return tuple(
        analysis(text, path, date=day, language="en") for (path, text), day in zip(ARTICLES, days, strict=False)
    )


@cache
def made() -> Suggestions:
    """What is suggested for all of them."""
    return suggest(desk(), THEMES, settings())


def drawn(suggestions: Suggestions) -> str:
    """Suggestions as they are printed."""
    return draw_suggestions(suggestions, load_labels(TEMPLATES / "labels" / "en.toml"))


def test_what_is_suggested(update: bool) -> None:
    """A phrase for a theme there is, a new theme with examples, and the counts behind each."""
    if update:
        EXPECTED.write_text(drawn(made()) + "\n", "utf-8")
    assert drawn(made()) + "\n" == EXPECTED.read_text("utf-8"), "run pytest --update to rewrite it"


def test_the_documentation_shows_the_same() -> None:
    """Block for block, below the line that counts what was read."""
    shown = (TEMPLATES.parent / "docs" / "themes.md").read_text("utf-8")
    assert f"```toml\n{drawn(made()).split(chr(10) * 2, 1)[1]}\n```" in shown


def test_the_counts_are_right() -> None:
    """Each phrase stands in as many points as told, in those of its theme and in all others."""
    ((phrase,),) = (addition.phrases for addition in made().additions)
    assert phrase.phrase.text == "launcher"
    holding = [point for point in points() if re.search("launcher", point, re.I)]
    assert (phrase.inside, phrase.outside) == (len([one for one in holding if "radar" in one]), 0)


def points() -> list[str]:
    """Everything that the articles have to say."""
    return [point.excerpt.passage.text for one in desk() for digest in one.digests for point in digest.points]


def test_a_new_theme_can_be_pasted_and_takes_what_it_says(tmp_path: Path) -> None:
    """Its block is a theme file; with it, as many of the points without a theme have one as it counts."""
    (proposed,) = made().themes
    block = drawn(made()).split(f"# A new theme, {proposed.slug}.toml")[1]
    (tmp_path / f"{proposed.slug}.toml").write_text("#" + block, "utf-8")
    (loaded,) = load_themes(tmp_path)
    assert loaded.title == proposed.title
    assert loaded.examples == tuple(one.passage.text for one in proposed.examples)
    bare = Matcher([theme(loaded.slug, **{one.text: one.weight for one in loaded.phrases})])
    without = [one for one in points() if not Matcher(THEMES).match(article(one), Span(0, len(one)))]
    taken = [one for one in without if bare.match(article(one), Span(0, len(one)))]
    assert (len(without), len(taken)) == (made().others, proposed.points)


def test_examples_are_slices_of_their_articles() -> None:
    """Each from another article, cited by paragraph."""
    (proposed,) = made().themes
    texts = {one.path: one.digests[0].article for one in desk()}
    assert len({one.path for one in proposed.examples}) == len(proposed.examples) == 3
    for one in proposed.examples:
        own, span = texts[one.path], one.passage.span
        assert own.text[span.start : span.end] == one.passage.text
        assert own.paragraph_at(span.start) == one.paragraph


@given(st.permutations(range(len(ARTICLES))))
@hypothesis_settings(max_examples=10)
def test_the_order_of_the_inputs_does_not_matter(order: list[int]) -> None:
    """The same articles, the same suggestions."""
    assert suggest([desk()[at] for at in order], THEMES, settings()) == made()


@pytest.mark.parametrize("few", [0, 1, 5])
def test_too_little_is_said(few: int) -> None:
    """Nothing is suggested from a handful of articles."""
    found = suggest(desk()[:few], THEMES, settings())
    assert (found.enough, found.additions, found.themes) == (False, (), ())
    assert drawn(found).endswith("# Too little to suggest anything from. Give more articles: a few dozen.")


def test_nothing_that_stands_out_is_said() -> None:
    """Enough articles, of which no two speak of the same."""
    names = [f"{chr(97 + one)}{chr(97 + other)}" for one in range(6) for other in range(6)]
    told = [
        analysis(" ".join(f"The{name} q{name}q p{name}p m{name}m l{name}l ran {name} home." for name in names[at::6]))
        for at in range(6)
    ]
    found = suggest(told, THEMES, settings())
    assert (found.enough, found.additions, found.themes) == (True, (), ())
    assert "Nothing stands out" in drawn(found)


def test_a_known_phrase_is_not_proposed() -> None:
    """What already tells the theme teaches nothing: neither the radar nor a pair with it."""
    proposed = {one.phrase.text for addition in made().additions for one in addition.phrases}
    assert not any("radar" in text for text in proposed)


def test_no_file_is_overwritten() -> None:
    """Where a theme is called so already, the group is named after another of its words."""
    found = suggest(desk(), (*THEMES, theme("grain", "cereal")), settings())
    assert [one.slug for one in found.themes] == ["silo"]
    assert {one.phrase.text for one in found.themes[0].phrases} == {"grain", "silo", "mill"}


def test_speakers_are_no_phrases() -> None:
    """Who speaks of radars in each article is no subject, however often the name stands there."""
    said = "The radar was late by a year, Anna Nowak said.\n\nThe radar is here again since Monday, Nowak added.\n\n{}"
    told = [analysis(said.format(text), path) for path, text in ARTICLES if path.startswith("air")]
    found = suggest((*told, *desk()[3:]), THEMES, settings())
    proposed = [one.phrase.text for addition in found.additions for one in addition.phrases]
    assert "launcher" in proposed
    assert not any("nowak" in text for text in proposed)


# --- what is enough -----------------------------------------------------------------------------------------------


def filler(number: int) -> str:
    """Words that stand nowhere else."""
    name = "".join(chr(97 + int(digit)) for digit in f"{number:03}")
    return f"the q{name}q of p{name}p is m{name}m"


def told(paragraphs: list[list[str]]) -> list[Analysis]:
    """An article for each list of paragraphs, and nothing but the paragraphs' own words in two of them."""
    numbers = iter(range(1000))
    texts = ("\n\n".join(f"{words} {filler(next(numbers))}." for words in one) for one in paragraphs)
    return [analysis(text, f"{number:02}.txt") for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("inside", "outside", "articles", "proposed"),
    [
        (4, 0, 3, True),
        (3, 0, 3, False),  # three times in fifteen may be chance
        (6, 1, 3, True),
        (6, 2, 3, False),  # stands elsewhere too often
        (6, 0, 1, False),  # one article's word
    ],
)
def test_what_is_enough_for_a_phrase(inside: int, outside: int, articles: int, proposed: bool) -> None:
    """Sure, nearly nowhere else, and in two articles; of 75 points 15 are the theme's."""
    theirs = [f"The radar {'lantern ' if at < inside else ''}with" for at in range(15)]
    others = [f"The harbor {'lantern ' if at < outside else ''}with" for at in range(60)]
    found = suggest(
        told([theirs[at::articles] for at in range(articles)] + [others[at::8] for at in range(8)]), THEMES, settings()
    )
    assert found.points == 75
    assert [one.phrase.text for addition in found.additions for one in addition.phrases] == ["lantern"] * proposed


@pytest.mark.parametrize(("apart", "themes"), [(0, [["bucket", "ladder", "lantern"]]), (1, [])])
def test_what_is_enough_for_a_theme(apart: int, themes: list[list[str]]) -> None:
    """Three words of twelve articles in the same six; in five of the same may be chance."""
    words = {"lantern": range(6), "bucket": range(apart, 6 + apart), "ladder": range(apart, 6 + apart)}
    paragraphs = [[f"The {word} with" for word in words if at in words[word]] for at in range(12)]
    found = suggest(told([[*one, "A boat near", "A hut near"] for one in paragraphs]), THEMES, settings())
    assert [sorted(one.phrase.text for one in proposed.phrases) for proposed in found.themes] == themes


def test_phrases_of_another_language_come_under_it() -> None:
    """Those of the commonest language of the inputs hold for all."""
    texts = [
        "Флот отримав новий причал на північному березі.",
        "Біля порту флот і другий причал обслуговують десять інженерів.",
        "Свій причал риболовний флот утратить до кінця літа.",
    ]
    told = [analysis(text, f"uk-{at}.txt", language="uk") for at, text in enumerate(texts)]
    themes = (*THEMES, theme("fleet", "флот"))
    found = suggest((*told, *desk()), themes, settings())
    assert '# Add to [phrases] in air-defense.toml:\n"launcher" = 0.5  # ' in drawn(found)
    assert '# Add to [phrases.uk] in fleet.toml:\n"причал" = 0.5  # ' in drawn(found)


def test_what_was_left_out_is_told() -> None:
    """A file that cannot be read is a problem, and not more."""
    found = suggest((*desk(), rejected()), THEMES, settings())
    assert [problem.where for problem in found.problems] == ["broken.txt"]
    assert found.additions == made().additions


def test_marks_in_the_sources_do_not_break_the_file() -> None:
    """Quotation marks and line ends are escaped, as TOML wants them."""
    told = [
        analysis(text.replace("stored more", 'stored "much more\\less" and').replace("years old", "years\nold"), path)
        for path, text in ARTICLES
    ]
    found = suggest(told, THEMES, settings())
    block = drawn(found).split("\n\n# A new theme", 1)[1]
    assert any('"much more\\less"' in one for one in tomllib.loads("#" + block)["examples"])


@pytest.mark.parametrize(
    ("counts", "expected"), [((110, 2552, 221, 31777), 270.72), ((5, 5, 5, 50), 32.51), ((0, 4, 9, 30), 0.0)]
)
def test_the_ratio_is_that_of_dunning(counts: tuple[int, int, int, int], expected: float) -> None:
    """The first is his example, "the swiss" in a text of 31,777 words; what avoids each other has none."""
    assert likelihood(*counts) == pytest.approx(expected, abs=0.01)
