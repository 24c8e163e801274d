"""Themes: what speaks for them, why something belongs to one, and what they may lack."""

from dataclasses import dataclass

from briefing.model.articles import Passage, Problem


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that speaks for a theme, and how strongly. A theme needs 1.0 in sum."""

    text: str
    weight: float = 1.0
    language: str = ""
    """Code of the language whose articles it is looked for in; "" for all."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic of the desk, from one TOML file."""

    slug: str
    title: str
    order: int
    phrases: tuple[Phrase, ...]
    excludes: tuple[str, ...] = ()
    """Phrases that, where they stand, keep the theme from being assigned."""
    examples: tuple[str, ...] = ()
    """Sentences of the kind that belongs here, for what holds no phrase of any theme."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something belongs to a theme."""

    theme: str
    """The theme's slug."""
    phrases: tuple[str, ...]
    """The matches as the article writes them, in order; of an example the words it shares."""
    first: int
    """Offset of the first match in the article."""
    score: float
    """Of phrases the sum of their weights, repetitions damped; of an example how like it is, up to 1."""
    from_paragraph: int | None = None
    """Set when the theme was taken over from the paragraph that leads in."""
    example: str = ""
    """The theme's example that it is like; "" where phrases tell the theme."""


# --- what themes may lack -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposedPhrase:
    """A phrase that may speak for a theme, and the points that speak for it."""

    phrase: Phrase
    inside: int
    """Points of the theme that have it."""
    outside: int
    """All other points that have it."""
    articles: int
    """Articles with such points of the theme."""
    likelihood: float
    """The log-likelihood ratio: how surely it is no chance that it stands with the theme."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Phrases that a theme may lack."""

    theme: str
    """Its slug."""
    phrases: tuple[ProposedPhrase, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A point and where it stands."""

    path: str
    paragraph: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class ProposedTheme:
    """A theme that may be missing: phrases that stand together where no theme is found."""

    slug: str
    title: str
    phrases: tuple[ProposedPhrase, ...]
    points: int
    """Those of no theme that would belong to it."""
    articles: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the themes may lack, as far as the inputs show."""

    articles: int
    points: int
    """Everything the articles have to say, printed in a briefing or not."""
    others: int
    """Of these, those that belong to no theme."""
    enough: bool
    """Whether that is enough to suggest anything."""
    additions: tuple[Addition, ...]
    themes: tuple[ProposedTheme, ...]
    problems: tuple[Problem, ...]
    """Why inputs were left out."""
