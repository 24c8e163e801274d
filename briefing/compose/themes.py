"""Themes: read from TOML files, found in a text by their phrases or examples, each finding with its reason."""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.compose.examples import Examples
from briefing.compose.phrases import compile_any, expression, find_all
from briefing.errors import SettingsError
from briefing.model import Article, Phrase, Reason, Span, Theme
from briefing.text import QUOTATION_MARKS

_ENOUGH = 1.0
_SLUG = re.compile(r"[^\W_](?:[^\W_]|-){0,27}")
_KEYS = {"title", "order", "phrases", "excludes", "examples", "description"}
OTHER = "other-developments"
"""The slug of the section for what lands in no theme."""


def load_themes(*folders: Path) -> tuple[Theme, ...]:
    """Read every `*.toml` in `folders`, in the order they state; the slug is the file's name.

    A file of a later folder replaces one of the same name.

    Raises:
        SettingsError: a folder has none, or a file is not a theme.
    """
    return tuple(sorted(map(_load, theme_files(*folders)), key=lambda theme: (theme.order, theme.slug)))


def theme_files(*folders: Path) -> tuple[Path, ...]:
    """Return the files of the themes in `folders`, by name. Raises a SettingsError where a folder has none."""
    paths: dict[str, Path] = {}
    for folder in folders:
        found = {path.name: path for path in folder.glob("*.toml")}
        if not found:
            raise SettingsError(str(folder), "holds no theme", "add a .toml file with a title and [phrases]")
        paths |= found
    return tuple(paths[name] for name in sorted(paths))


def _load(path: Path) -> Theme:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        unknown = sorted(data.keys() - _KEYS)
        if unknown:
            raise SettingsError(str(path), f"unknown key {unknown[0]!r}", f"use {', '.join(sorted(_KEYS))}")
        return Theme(
            slug=_slug(path),
            title=_title(str(data["title"])),
            order=int(data.get("order", 1000)),
            phrases=tuple(_phrases(data["phrases"])),
            excludes=tuple(map(_phrase, _texts("excludes", data.get("excludes", [])))),
            examples=_texts("examples", data.get("examples", [])),
            description=str(data.get("description", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, SettingsError):
            raise
        raise SettingsError(str(path), f"not a usable theme ({error})", "give a title and a table [phrases]") from error


def _slug(path: Path) -> str:
    """Return the name of the file, which becomes an id in the briefing."""
    if path.stem == OTHER or not _SLUG.fullmatch(path.stem):
        message = f"{path.stem!r} cannot be the name of a theme"
        raise SettingsError(str(path), message, "rename the file, with letters, digits and hyphens, at most 28")
    return path.stem


def _title(text: str) -> str:
    if any(mark in text for mark in QUOTATION_MARKS):
        raise ValueError("a title with quotation marks, which only sources bring onto the page")
    return text


def _phrases(table: dict[str, object], language: str = "") -> Iterator[Phrase]:
    """Yield the phrases of a table and, with their language, those of the tables in it."""
    for key, value in table.items():
        if isinstance(value, dict) and not language:
            yield from _phrases(value, _language(key))
        else:
            yield Phrase(_phrase(key), _weight(value), language)


def _language(code: str) -> str:
    if not (len(code) == 2 and code.isalpha() and code.islower()):
        raise ValueError(f"[phrases.{code}] is no language, which has two letters, such as [phrases.uk]")
    return code


def _phrase(text: str) -> str:
    if not any(word.strip("*") or word == "*" for word in text.split()):
        raise ValueError("a phrase without a word")
    return text


def _weight(given: object) -> float:
    weight = float(given)  # type: ignore[arg-type]  # what is no number raises
    if not math.isfinite(weight):
        raise ValueError(f"{weight} is no weight")
    return weight


def _texts(name: str, given: object) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise TypeError(f"{name} is no list of texts")
    return tuple(given)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A theme, ready to be found in texts of one language."""

    theme: Theme
    any: re.Pattern[str]
    """Finds something where one of the phrases stands; nearly all texts have none, and are passed over at once."""
    patterns: tuple[re.Pattern[str], ...]
    weights: tuple[float, ...]
    excludes: re.Pattern[str]


class Matcher:
    """Finds themes in stretches of articles, by phrases first and by examples where no theme has a phrase there.

    `articles` are those of the run: what is rare in them tells most about what is like an example.
    """

    def __init__(self, themes: Sequence[Theme], articles: Iterable[Article] = ()) -> None:
        self._themes = tuple(themes)
        self._compiled: dict[str, tuple[_Compiled, ...]] = {}
        self._examples = Examples(themes, articles)

    def match(self, article: Article, span: Span) -> tuple[Reason, ...]:
        """Return why `span` belongs to which themes, the theme it opens with first."""
        themes, text = self._in(article.source.language), article.text
        reasons = [reason for one in themes if (reason := _reason(one, text, span))]
        if reasons:
            return tuple(sorted(reasons, key=lambda reason: reason.first))
        like = self._examples.find(article, span)
        kept_out = like and any(_excluded(one, text, span) for one in themes if one.theme.slug == like.theme)
        return (like,) if like and not kept_out else ()

    def _in(self, language: str) -> tuple[_Compiled, ...]:
        if language not in self._compiled:
            self._compiled[language] = tuple(_compile(theme, language) for theme in self._themes)
        return self._compiled[language]


def _compile(theme: Theme, language: str) -> _Compiled:
    """Make a theme ready for a language; where that could not be told, the phrases of all of them hold.

    Heavier phrases come first, so that the words that two of them match count as much as they can.
    """
    held = [one for one in theme.phrases if not (one.language and language) or one.language == language]
    held.sort(key=lambda phrase: -phrase.weight)
    found_by = [expression(one.text, one.language or language) for one in held]
    return _Compiled(
        theme,
        any=compile_any(found_by),
        patterns=tuple(compile_any([one]) for one in found_by),
        weights=tuple(one.weight for one in held),
        excludes=compile_any([expression(text, language) for text in theme.excludes]),
    )


def _excluded(compiled: _Compiled, text: str, span: Span) -> bool:
    return compiled.excludes.search(text, span.start, span.end) is not None


def _reason(compiled: _Compiled, text: str, span: Span) -> Reason | None:
    """Return why `span` belongs to a theme.

    The phrases found in it have to weigh enough, however often each stands there. The score also counts how often, with
    1 + log n (Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval").
    """
    if not compiled.any.search(text, span.start, span.end):
        return None
    found = find_all(compiled.patterns, text, span)
    counts = Counter(number for number, _ in found)
    if round(sum(compiled.weights[number] for number in counts), 3) < _ENOUGH or _excluded(compiled, text, span):
        return None
    score = sum(compiled.weights[number] * (1 + math.log(count)) for number, count in counts.items())
    phrases = tuple(dict.fromkeys(text[place.start : place.end] for _, place in found))
    return Reason(compiled.theme.slug, phrases, found[0][1].start, round(score, 3))
