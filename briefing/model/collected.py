"""What `collect` stores of one article: what the feed says of it, and its page as it was received."""

from dataclasses import dataclass

from briefing.model.articles import Fields

FORM = 1
"""The version of the form that is written, and the one that is read."""


@dataclass(frozen=True, slots=True)
class Received:
    """An answer from the web."""

    address: str
    """The one that answered, behind all redirections."""
    asked: tuple[str, ...]
    """The addresses that led to it, in their order."""
    accessed: str
    """When, in UTC."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """As they came, without cookies."""
    sha256: str
    """Of the content."""
    content: bytes = b""
    """The bytes of the answer, unpacked where they were packed for the way; b"" where only the answer is told of."""


def header(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """Return the first header of a name in lower case, "" where there is none."""
    return next((value for key, value in headers if key == name), "")


@dataclass(frozen=True, slots=True)
class Collected:
    """One article of a feed."""

    briefing_collected: int
    """`FORM`. It comes first in the file, which is known by it."""
    source: str
    """The outlet by the settings, "" where they name none."""
    fields: Fields
    """What the feed says of the article."""
    paragraphs: tuple[str, ...]
    """The feed's own text."""
    feed: Received
    """The answer in which the article was listed, without its content."""
    page: Received | None
    missing: str
    """Why there is no page; "" where none was asked for."""
