"""Themes: read from TOML files, found in a text by their phrases, each finding with its reason."""

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import SettingsError
from briefing.model import Article, Phrase, Reason, Span, Theme
from briefing.text import QUOTATION_MARKS

_ENOUGH = 1.0
_BETWEEN = r"[\s\-‑–]+"
_SLUG = re.compile(r"[^\W_](?:[^\W_]|-){0,27}")
_KEYS = {"title", "order", "phrases", "excludes", "description"}
OTHER = "other-developments"
"""The slug of the section for what lands in no theme."""


def load_themes(folder: Path) -> tuple[Theme, ...]:
    """Read every `*.toml` in `folder`, in the order they state; the slug is the file's name.

    Raises:
        SettingsError: the folder has none, or a file is not a theme.
    """
    themes = [_load(path) for path in sorted(folder.glob("*.toml"))]
    if not themes:
        raise SettingsError(str(folder), "holds no theme", "add a .toml file with a title and [phrases]")
    return tuple(sorted(themes, key=lambda theme: (theme.order, theme.slug)))


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
            phrases=tuple(Phrase(_phrase(text), _weight(weight)) for text, weight in data["phrases"].items()),
            excludes=_excludes(data.get("excludes", [])),
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


def _phrase(text: str) -> str:
    if not any(word.strip("*") or word == "*" for word in text.split()):
        raise ValueError("a phrase without a word")
    return text


def _weight(given: float) -> float:
    weight = float(given)
    if not math.isfinite(weight):
        raise ValueError(f"{weight} is no weight")
    return weight


def _excludes(given: object) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
        raise TypeError("excludes is no list of phrases")
    return tuple(_phrase(text) for text in given)


@dataclass(frozen=True, slots=True)
class _Compiled:
    theme: Theme
    phrases: tuple[tuple[re.Pattern[str], float], ...]
    excludes: tuple[re.Pattern[str], ...]


class Matcher:
    """Finds themes in stretches of articles. Phrases are compiled once."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._themes = tuple(
            _Compiled(
                theme,
                tuple((_pattern(phrase.text), phrase.weight) for phrase in theme.phrases),
                tuple(_pattern(text) for text in theme.excludes),
            )
            for theme in themes
        )

    def match(self, article: Article, span: Span) -> tuple[Reason, ...]:
        """Return why `span` belongs to which themes, the theme it opens with first."""
        reasons = (self._reason(compiled, article.text, span) for compiled in self._themes)
        return tuple(sorted((reason for reason in reasons if reason), key=lambda reason: reason.first))

    def _reason(self, compiled: _Compiled, text: str, span: Span) -> Reason | None:
        matches = _longest(sorted(_find(compiled, text, span)))
        score = round(sum(weight for _, _, weight in matches), 3)
        if score < _ENOUGH or any(pattern.search(text, span.start, span.end) for pattern in compiled.excludes):
            return None
        phrases = tuple(dict.fromkeys(text[start:-end] for start, end, _ in matches))
        return Reason(compiled.theme.slug, phrases, matches[0][0], score)


def _find(compiled: _Compiled, text: str, span: Span) -> Iterator[tuple[int, int, float]]:
    """Yield start, negated end and weight of each phrase's first match; negated so that the longest sorts first."""
    for pattern, weight in compiled.phrases:
        match = pattern.search(text, span.start, span.end)
        if match:
            yield match.start(), -match.end(), weight


def _longest(found: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Drop matches that lie inside another: "airspace" says nothing beside "NATO airspace"."""
    kept: list[tuple[int, int, float]] = []
    for match in found:
        if not kept or match[1] < kept[-1][1]:
            kept.append(match)
    return kept


def _pattern(phrase: str) -> re.Pattern[str]:
    """Compile a phrase: `*` at a word's end stands for any ending, a lone `*` for one word, blanks match hyphens."""
    words = (
        r"\w+" if word == "*" else re.escape(word.rstrip("*")) + (r"\w*" * word.endswith("*"))
        for word in phrase.split()
    )
    return re.compile(rf"(?<!\w){_BETWEEN.join(words)}(?!\w)", re.IGNORECASE)
