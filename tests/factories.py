"""One-line builders of what tests are about: real articles, digests, analyses, themes, briefings and pages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date
from functools import cache
from hashlib import sha256
from pathlib import Path

from briefing.analysis import withhold
from briefing.blocks import Page
from briefing.compose import compose
from briefing.compose.cards import describe, hold
from briefing.compose.held import Held
from briefing.compose.themes import load_themes
from briefing.condense import condense
from briefing.extract import extract
from briefing.model import (
    Analysis,
    Article,
    Attribution,
    Briefing,
    Digest,
    Document,
    Fields,
    Occasion,
    Passage,
    Phrase,
    Problem,
    Report,
    Span,
    Speaker,
    Theme,
)
from briefing.render.outline import lay_out
from briefing.render.record import draw_json
from briefing.render.style import Style, load_style
from briefing.settings import PeriodWish, Settings

TEMPLATES = Path(__file__).parents[1] / "templates"


def document(text: str, path: str = "a.txt", outlet: str = "Port Gazette", date: str = "2026-03-04", **fields: str):
    """A document as a reader hands it over; `date=""` makes it undated."""
    digest = sha256(f"{path} {outlet} {date}\n{text}".encode()).hexdigest()
    said = {"language": "en", "date_basis": "header" if date else "", **fields}
    return Document(path, digest, text, Fields(outlet=outlet, date=date, **said))


def article(text: str, path: str = "a.txt", **fields: str) -> Article:
    """`text` as extracted."""
    return extract(document(text, path, **fields))


def slice_of(made: Article, words: str) -> Passage:
    """The first place of an article that has these words."""
    start = made.text.index(words)
    return made.passage(Span(start, start + len(words)))


def attributed(made: Article, told: Attribution, occasion: Occasion | None = None) -> Article:
    """An article all of whose quotations are attributed so, and have been said there and then."""
    quotes = (replace(quote, attribution=told, occasion=occasion) for quote in made.quotes)
    return replace(made, quotes=tuple(quotes))


def named(made: Article, name: str, role: str = "") -> Attribution:
    """An attribution to somebody whom an article names."""
    passage = slice_of(made, name)
    return Attribution(Speaker(name, role, passage.span), passage, "name", None, "behind", "sure")


def reported(made: Article, told: Attribution, *paragraphs: int, occasion: Occasion | None = None) -> Article:
    """An article with a report in each of these paragraphs."""
    reports = tuple(Report(made.paragraphs[number - 1], number, told, occasion) for number in paragraphs)
    return replace(made, reports=reports)


def digest(text: str, path: str = "a.txt", **fields: str) -> Digest:
    """An article and its points, as the default settings leave them."""
    made = withhold(article(text, path, **fields), settings())
    return Digest(made, condense(made))


def analysis(text: str, path: str = "a.txt", **fields: str) -> Analysis:
    """What one file with one article comes to."""
    made = digest(text, path, **fields)
    return Analysis(path, made.article.source.sha256, (made,), cards=(describe(made.article),))


def analysis_of(made: Article) -> Analysis:
    """What a file with this one article comes to."""
    return Analysis(made.source.path, made.source.sha256, (Digest(made, condense(made)),))


def held(*made: Article) -> dict[str, Held]:
    """Articles as compose holds them, by their ids; they have no points."""
    return {one.id: one for one in hold([Analysis("", "", tuple(Digest(one, ()) for one in made))])}


def rejected(path: str = "broken.txt", message: str = "the file is empty") -> Analysis:
    """A file that could not be read."""
    return Analysis(path, "f" * 64, (), (Problem("read", path, message, "give a file with the article's text"),))


def theme(slug: str, *phrases: str, excludes: Sequence[str] = (), order: int = 1, **weights: float) -> Theme:
    """A theme whose phrases count 1 each; those given by name count what they are given."""
    weighed = dict.fromkeys(phrases, 1.0) | weights
    counted = tuple(Phrase(text, weight) for text, weight in weighed.items())
    return Theme(slug, slug.replace("-", " ").capitalize(), order, counted, tuple(excludes))


@cache
def shipped_themes() -> tuple[Theme, ...]:
    """The themes that come with the project."""
    return load_themes(TEMPLATES / "themes")


@cache
def shipped_style() -> Style:
    """The look that comes with the project."""
    return load_style(TEMPLATES / "style.toml")


def settings(since: str = "", until: str = "", **values: object) -> Settings:
    """Settings as by default, but for `values` and the days given as texts."""
    first, last = (Date.fromisoformat(day) if day else None for day in (since, until))
    return Settings(**{"period": PeriodWish(first, last), **values})  # type: ignore[arg-type]


def briefing(*analyses: Analysis, themes: Sequence[Theme] = (), **values: object) -> Briefing:
    """The briefing of some analyses, under the shipped themes where none are given."""
    return compose(analyses, themes or shipped_themes(), settings(**values))  # type: ignore[arg-type]


def page(made: Briefing, template: Path | None = None, labels: Path | None = None, **values: object) -> Page:
    """A briefing laid out, by the shipped template and labels where none are given."""
    given = {"template": template or TEMPLATES / "weekly.xml.j2", "labels": labels or TEMPLATES / "labels" / "en.toml"}
    return lay_out(made, settings(**given, **values))


def record_of(made: Briefing) -> bytes:
    """The record of a briefing as it is published."""
    return draw_json(made, page(made))
