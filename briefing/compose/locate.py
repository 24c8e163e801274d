"""Locators of the settings: `port-*.txt` names articles, `port-strike.txt ¶3` a paragraph, as the page prints them."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from briefing.compose.held import Held
from briefing.model import Problem

_LOCATOR = re.compile(r"(?P<path>.*?)(?: ?¶(?P<paragraph>\d+))?", re.DOTALL)


def names(pattern: str, path: str, paragraph: int | None = None) -> bool:
    """Whether a locator names an article as a whole, or one of its paragraphs when `paragraph` is given.

    >>> names("port-*.txt", "port-strike.txt"), names("a.txt ¶3", "a.txt"), names("a.txt ¶3", "a.txt", 3)
    (True, False, True)
    """
    match = _LOCATOR.fullmatch(pattern.strip())
    if match is None or not (path == match["path"] or fnmatchcase(path, match["path"])):
        return False
    return match["paragraph"] is None or paragraph == int(match["paragraph"])


def unmatched(locators: Sequence[str], setting: str, articles: Iterable[Held]) -> tuple[Problem, ...]:
    """Return a problem for each locator of a setting that names nothing: a slip prints what was to be kept out."""
    known = tuple(articles) if locators else ()
    return tuple(
        Problem("compose", f"{setting} {locator!r}", "names no article or paragraph among the inputs", "mend it")
        for locator in locators
        if not any(_names_part(locator, article) for article in known)
    )


def _names_part(locator: str, held: Held) -> bool:
    path = held.source.path
    return names(locator, path) or any(
        names(locator, path, number) for number in range(1, len(held.article.paragraphs) + 1)
    )
