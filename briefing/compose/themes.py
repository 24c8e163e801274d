"""Themes: read from TOML files, found in a text by their phrases or examples, each finding with its reason."""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.compose.examples import Examples
from briefing.compose.phrases import Finder, Found, keep_longest
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
class _Held:
    """A phrase of a theme, in texts of one language."""

    theme: int
    """The number of its theme."""
    text: str
    language: str
    weight: float = 0.0
    excludes: bool = False


@dataclass(frozen=True, slots=True)
class _Compiled:
    """All themes, ready to be found in texts of one language."""

    held: tuple[_Held, ...]
    finder: Finder
    """Of all these."""

    def find(self, text: str, span: Span) -> tuple[dict[int, list[Found]], set[int]]:
        """Return where phrases of each theme stand, in the order of the themes, and which themes are excluded."""
        found: dict[int, list[Found]] = defaultdict(list)
        excluded: set[int] = set()
        for number, place in self.finder.find(text, span):
            one = self.held[number]
            if one.excludes:
                excluded.add(one.theme)
            else:
                found[one.theme].append((number, place))
        return {theme: found[theme] for theme in sorted(found.keys() - excluded)}, excluded


class Matcher:
    """Finds themes in stretches of articles, by phrases first and by examples where no theme has a phrase there.

    `articles` are those of the run: what is rare in them tells most about what is like an example. What was found in
    the article asked about last is kept, since its opening is asked about again and again.
    """

    def __init__(self, themes: Sequence[Theme], articles: Iterable[Article] = ()) -> None:
        self._themes = tuple(themes)
        self._compiled: dict[str, _Compiled] = {}
        self._examples = Examples(themes, articles)
        self._latest: Article | None = None
        self._known: dict[Span, tuple[Reason, ...]] = {}

    @property
    def digest(self) -> str:
        """Tells the themes from others."""
        return sha256(repr(self._themes).encode()).hexdigest()

    @property
    def compares(self) -> bool:
        """Whether what it finds depends on the other articles, too."""
        return any(theme.examples for theme in self._themes)

    def match(self, article: Article, span: Span) -> tuple[Reason, ...]:
        """Return why `span` belongs to which themes, the theme it opens with first."""
        if article is not self._latest:
            self._latest, self._known = article, {}
        if span not in self._known:
            self._known[span] = self._match(article, span)
        return self._known[span]

    def _match(self, article: Article, span: Span) -> tuple[Reason, ...]:
        compiled = self._in(article.source.language)
        found, excluded = compiled.find(article.text, span)
        told = (self._reason(theme, compiled, places, article.text) for theme, places in found.items())
        if reasons := [reason for reason in told if reason]:
            return tuple(sorted(reasons, key=lambda reason: reason.first))
        like = self._examples.find(article, span)
        return (like,) if like and like.theme not in {self._themes[number].slug for number in excluded} else ()

    def _reason(self, theme: int, compiled: _Compiled, found: Sequence[Found], text: str) -> Reason | None:
        """Return why a stretch belongs to a theme, whose phrases stand at these places.

        They have to weigh enough, however often each stands there. The score also counts how often, with 1 + log n
        (Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval").
        """
        kept = keep_longest(found)
        counts = [(compiled.held[number].weight, count) for number, count in Counter(one for one, _ in kept).items()]
        if round(sum(weight for weight, _ in counts), 3) < _ENOUGH:
            return None
        score = sum(weight * (1 + math.log(count)) for weight, count in counts)
        phrases = tuple(dict.fromkeys(text[place.start : place.end] for _, place in kept))
        return Reason(self._themes[theme].slug, phrases, kept[0][1].start, round(score, 3))

    def _in(self, language: str) -> _Compiled:
        if language not in self._compiled:
            held = tuple(one for number, theme in enumerate(self._themes) for one in _hold(number, theme, language))
            self._compiled[language] = _Compiled(held, Finder([(one.text, one.language) for one in held]))
        return self._compiled[language]


def _hold(number: int, theme: Theme, language: str) -> Iterator[_Held]:
    """Yield the phrases of a theme that hold in a language; where that could not be told, those of all of them do.

    Heavier phrases come first, so that the words that two of them match count as much as they can.
    """
    held = [one for one in theme.phrases if not (one.language and language) or one.language == language]
    for one in sorted(held, key=lambda phrase: -phrase.weight):
        yield _Held(number, one.text, one.language or language, one.weight)
    for text in theme.excludes:
        yield _Held(number, text, language, excludes=True)
