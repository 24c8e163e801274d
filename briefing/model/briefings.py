"""The content of a briefing before any drawing, and what check says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from briefing.model.articles import Article, Excerpt, Occasion, Passage, Problem, Quote, Source, Speaker
from briefing.model.changes import Change, Novelty
from briefing.model.corroboration import Corroboration
from briefing.model.coverage import Coverage, PastCoverage
from briefing.model.edits import Edited
from briefing.model.outlets import Outlet
from briefing.model.stories import Discrepancy, Story
from briefing.model.themes import Reason


@dataclass(frozen=True, slots=True)
class Period:
    """The days a briefing covers; both None when nothing is dated."""

    first: date | None
    last: date | None
    key: str
    """Names the output folder: "2025-W45", "2025-11-03--2025-11-07" or "undated"."""

    def holds(self, day: date) -> bool:
        """Whether `day` lies inside."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Citation:
    """Points from a printed item to the numbered source and its paragraphs."""

    number: int
    article_id: str
    paragraphs: tuple[int, int]
    """First and last, both included."""


@dataclass(frozen=True, slots=True)
class Support:
    """Who carries what a point says."""

    articles: tuple[str, ...]
    """Ids of the articles of its story in which it stands, in other words too; its own first."""
    outlets: tuple[str, ...]
    """Their outlets as far as they are told, each once."""
    origins: int
    """Of the story's origins, those that these articles come from."""


@dataclass(frozen=True, slots=True)
class CitedPoint:
    """A point as printed, with its id, its place and its reasons."""

    id: str
    excerpt: Excerpt
    citation: Citation
    reasons: tuple[Reason, ...]
    support: Support | None = None
    """None where nobody has looked for it."""
    novelty: Novelty | None = None
    """None where there is no earlier briefing to compare with."""


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation as printed in its own slot."""

    id: str
    quote: Quote
    citation: Citation
    reasons: tuple[Reason, ...]
    novelty: Novelty | None = None
    """None where there is no earlier briefing to compare with."""


@dataclass(frozen=True, slots=True)
class Section:
    """One theme's part of the briefing."""

    slug: str
    title: str
    items: tuple[CitedPoint | CitedQuote, ...]
    """This period's first, then undated ones, then what was printed before; in each story by story."""
    also: tuple[str, ...] = ()
    """Ids of items that name this theme too and are printed under another."""
    change: Change | None = None
    """None where there is no earlier briefing to compare with."""

    @property
    def points(self) -> tuple[CitedPoint, ...]:
        """Its key points."""
        return tuple(item for item in self.items if isinstance(item, CitedPoint))

    @property
    def quotes(self) -> tuple[CitedQuote, ...]:
        """Its quotations in slots of their own."""
        return tuple(item for item in self.items if isinstance(item, CitedQuote))


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered source in the register."""

    number: int
    article: Article
    copies: tuple[Source, ...] = ()
    """Where the same text was carried too."""
    outlet: Outlet | None = None
    """What the register of outlets knows of it; None where it does not have it."""
    versions: tuple[Source, ...] = ()
    """Earlier versions of it, which were not used."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """Something that a cited article puts on certain days."""

    id: str
    first: date
    last: date
    """The same as `first` for a single day."""
    words: Passage
    """Of the excerpt those that tell when."""
    excerpt: Excerpt
    citation: Citation


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of a printed item, as its source has it."""

    id: str
    number: Passage
    """With what belongs to it: "31", "$1.2 billion", "12 percent"."""
    item: str
    """Id of the printed point or quotation that holds it."""
    excerpt: Excerpt | None
    """The sentence around it; None inside a quotation, which is not cut."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class CitedDiscrepancy:
    """A discrepancy as printed."""

    id: str
    found: Discrepancy
    citations: tuple[Citation, Citation]
    """Of its one passage and of the other."""


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion and the paragraphs in which somebody speaks there."""

    occasion: Occasion
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """What one speaker says in one cited article, printed or not; each statement by the paragraph that it opens in."""

    speaker: Speaker
    number: int
    """Of the source in the register."""
    article_id: str
    full: tuple[int, ...]
    fragments: tuple[int, ...]
    reported: tuple[int, ...]
    events: tuple[Event, ...]
    """Where and when the article says that some of it was said."""


BRIEFED = "in an earlier briefing"
"""Why an article is outside what a briefing on new ones covers."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one input."""

    path: str
    sha256: str
    outcome: Literal["used", "duplicate", "outside", "rejected"]
    detail: str = ""
    """The original it repeats, its date, or why it was rejected."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts that the page prints; every one computed."""

    inputs: int
    """What came in: the articles and the rejected items of all files, whatever became of them."""
    used: int
    dated: int
    undated: int
    duplicates: int
    outside: int
    rejected: int
    quotations: int
    """Printed, those inside points included."""
    fragments: int
    """Of these, those inside points."""
    verbatim: int
    """Of these, those whose words equal the slice of their article."""
    named: int
    """Of these, those whose speaker is identified."""
    speakers: int
    """Different people and bodies among them."""
    points: int
    cited: int
    """Of these, those whose citation leads to the numbered article and paragraphs they stand in."""
    split: int
    """Points that begin or end inside a quotation; there must be none."""
    edits: int
    words_read: int
    words_printed: int

    @property
    def accounted(self) -> int:
        """The inputs whose fate is told."""
        return self.used + self.duplicates + self.outside + self.rejected


@dataclass(frozen=True, slots=True)
class Whole:
    """What the full briefing prints, for the one page that is made of it."""

    points: int
    quotations: int
    """In slots of their own."""
    themes: tuple[int, ...]
    """Items of each section, in order."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """The whole content of a briefing, before any drawing."""

    title: str
    contact: str
    handling: str
    period: Period
    highlights: tuple[CitedPoint, ...]
    sections: tuple[Section, ...]
    statements: tuple[Statements, ...]
    """Of everybody whom a cited article names, those with most of them first."""
    register: tuple[Entry, ...]
    fates: tuple[Fate, ...]
    problems: tuple[Problem, ...]
    tally: Tally
    summarizer: str
    corroboration: Corroboration
    stories: tuple[Story, ...]
    """Of all articles that are used, cited or not; each article and each copy is in one."""
    discrepancies: tuple[CitedDiscrepancy, ...]
    """Inside the stories, in their order."""
    more_discrepancies: int
    """Found beside those."""
    events: tuple[DatedEvent, ...]
    """In the order of their days."""
    figures: tuple[KeyFigure, ...]
    earlier: Period | None
    """That of the briefing it was compared with."""
    shortened: bool
    """Whether it has less than it was asked for, so that it fits its pages."""
    edited: Edited = field(default_factory=Edited)
    whole: Whole | None = None
    """None where this is the full briefing."""
    coverage: tuple[Coverage, ...] = ()
    """Of each section, in their order."""
    past: tuple[PastCoverage, ...] = ()
    """Of earlier periods as long as this one, the oldest first."""

    def points(self) -> Iterator[CitedPoint]:
        """Every printed point: highlights, then the sections in order."""
        yield from self.highlights
        for section in self.sections:
            yield from section.points

    def quotes(self) -> Iterator[CitedQuote]:
        """Every quotation printed in a slot of its own, in order."""
        for section in self.sections:
            yield from section.quotes

    def articles(self) -> dict[str, Article]:
        """The cited articles by id."""
        return {entry.article.id: entry.article for entry in self.register}


@dataclass(frozen=True, slots=True)
class Finding:
    """What check says of a finished file."""

    rule: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message} ({self.rule})"
