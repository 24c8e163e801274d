"""One-line builders of what tests are about: real articles, digests, analyses, themes, briefings and pages."""

from collections.abc import Sequence
from datetime import date as Date
from functools import cache
from hashlib import sha256
from pathlib import Path

from briefing.blocks import Page
from briefing.compose import compose
from briefing.compose.themes import load_themes
from briefing.condense import condense
from briefing.extract import extract
from briefing.model import Analysis, Article, Briefing, Digest, Document, Fields, Phrase, Problem, Theme
from briefing.render.outline import lay_out
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


def digest(text: str, path: str = "a.txt", **fields: str) -> Digest:
    """An article and its points."""
    made = article(text, path, **fields)
    return Digest(made, condense(made))


def analysis(text: str, path: str = "a.txt", **fields: str) -> Analysis:
    """What one file with one article comes to."""
    made = digest(text, path, **fields)
    return Analysis(path, made.article.source.sha256, (made,))


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


def page(made: Briefing, template: Path | None = None, labels: Path | None = None) -> Page:
    """A briefing laid out, by the shipped template and labels where none are given."""
    return lay_out(made, template or TEMPLATES / "weekly.xml.j2", labels or TEMPLATES / "labels" / "en.toml")
