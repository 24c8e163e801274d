"""Locators of the settings: `port-*.txt` names articles, `port-strike.txt ¶3` a paragraph, as the page prints them."""

import re
from fnmatch import fnmatchcase

_LOCATOR = re.compile(r"(?P<path>.*?)(?: ?¶(?P<paragraph>\d+))?", re.DOTALL)


def names(pattern: str, path: str, paragraph: int | None = None) -> bool:
    """Whether a locator names an article as a whole, or one of its paragraphs when `paragraph` is given.

    >>> names("port-*.txt", "port-strike.txt"), names("a.txt ¶3", "a.txt"), names("a.txt ¶3", "a.txt", 3)
    (True, False, True)
    """
    match = _LOCATOR.fullmatch(pattern.strip())
    if match is None or not fnmatchcase(path, match["path"]):
        return False
    return match["paragraph"] is None or paragraph == int(match["paragraph"])
