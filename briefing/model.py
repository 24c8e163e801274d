"""The records that flow from stage to stage: frozen, slotted, made of tuples, one type per thing.

They carry data and the few questions a record can answer about itself; the work is done in the stages.
Offsets are Python character offsets into `Article.text`, which never changes once the article exists.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

# --- places in a text ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of characters, `[start, end)`."""

    start: int
    end: int

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """Source words: the only carrier of them. Made by `Article.passage`, so `text == article.text[span]`."""

    article_id: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of ours to a passage: `span` is printed as `[replacement]`; an empty span inserts.

    >>> Edit(Span(0, 2), "Rumen Dachev", "pronoun").replacement
    'Rumen Dachev'
    """

    span: Span
    """What it stands for, in the article; empty (start == end) where we only add."""
    replacement: str
    """Our words, without the brackets."""
    reason: str
    """Why: "pronoun", "title", "surname", "date", "connective"."""
    proof: Span | None = None
    """Where the article names what the edit puts in; of a date, the words that mean it by the article's own date; None
    for a connective."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something inside a passage that the source wrote and a reader might take for ours."""

    span: Span
    kind: Literal["insertion", "ellipsis", "bracket"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is printed of a passage: its words, our edits in brackets, the source's own marks told apart."""

    passage: Passage
    edits: tuple[Edit, ...] = ()
    """In order, not overlapping, each inside the passage."""
    marks: tuple[Mark, ...] = ()
    """In order, each inside the passage."""


# --- an article ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure that does not stop the run. Prints as `where: message; hint`."""

    stage: str
    where: str
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}; {self.hint}"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a document says of itself outside its running text. Empty where it does not say."""

    title: str = ""
    outlet: str = ""
    byline: str = ""
    date: str = ""
    """As written; `extract` reads it."""
    date_basis: str = ""
    """Where the date stood: "header", "front matter", "metadata", "the date that opens the text"."""
    url: str = ""
    language: str = ""
    """A language code such as "en" where the document declares one."""


@dataclass(frozen=True, slots=True)
class Document:
    """One item as it arrived, decoded and cleaned; several per file for exports such as JSON lines."""

    path: str
    """Relative to the input folder it was found under, with forward slashes; `path#3` for the third item of a file."""
    sha256: str
    """Of the file's bytes."""
    text: str
    """Body with paragraphs separated by a blank line; printable characters only."""
    fields: Fields
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bibliography of an article. Empty strings and None mean that the document does not say."""

    title: str
    outlet: str
    via: str
    """The upstream that the article itself credits."""
    byline: str
    published: date | None
    date_basis: str
    url: str
    path: str
    sha256: str
    language: str
    """"en", "uk", ...; "" when it could not be told."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; never ends inside a quotation."""

    span: Span
    paragraph: int
    """Counted from 1, as printed after the pilcrow."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, in the source's words."""

    name: str
    """The fullest name the article gives."""
    role: str
    """The title as the article gives it ("NATO Secretary General"), or ""."""
    proof: Span
    """The place that names them in full."""


Grade = Literal["sure", "likely", "weak", "none"]
"""How far an attribution can be trusted, by the measured precision of its rule; "none" has no speaker."""

Kind = Literal["name", "title", "pronoun", "unnamed", "none"]
"""How the words at the cue point at the speaker: "Dachev", "the minister", "he", "a senior official", not at all."""

Rule = Literal[
    "behind",
    "before",
    "participle",
    "according",
    "closing",
    "colon",
    "paragraph",
    "continued",
    "lead-in",
    "around",
    "reported",
    "none",
]
"""Where the speaker was found.

"behind": `"...," said Dachev`. "before": `Dachev said "..."`. "participle": `..., calling it "..."`. "according":
`according to Dachev`. "closing": `the "..." pier, Dachev noted`. "colon": `Dachev: "..."`. "paragraph": the paragraph's
last speaker goes on. "continued": so does the quotation. "lead-in": the sentence before tells. "around": no reporting
words, but somebody acts in the sentence or around it. "reported": `Dachev said the pier was late`, without marks.
"""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says something, and how the article says so."""

    speaker: Speaker | None = None
    """None: not identified, or never named by the article."""
    mention: Passage | None = None
    """The words that point at the speaker here: "Dachev", "he", "a senior official"."""
    kind: Kind = "none"
    cue: Passage | None = None
    """The reporting words: "said", "according to"."""
    rule: Rule = "none"
    grade: Grade = "none"
    withheld: bool = False
    """The settings ask for more certainty than `grade` gives, so that nobody is named."""

    @property
    def unnamed(self) -> Passage | None:
        """The article's words for a speaker whom it does not name: "a senior official"."""
        return self.mention if self.kind == "unnamed" and not self.withheld else None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when something was said, in the source's words."""

    place: Passage | None
    """The event or the place: "at a press conference in Constanta"."""
    time: Passage | None
    """Words like "on Wednesday" or "5 November"."""
    day: date | None
    """The day that `time` means, where the article's date or the words themselves tell it for certain."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation, quotation marks included."""

    passage: Passage
    paragraph: int
    full: bool
    """Stands for itself: opens its sentence and holds a whole one. Otherwise a fragment inside the narration."""
    attribution: Attribution
    marks: tuple[Mark, ...] = ()
    """The source's own insertions and ellipses inside the quotation."""
    occasion: Occasion | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Who said it; None where nobody is identified."""
        return self.attribution.speaker


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence of indirect speech: somebody is reported to have said what it says."""

    span: Span
    """Of the sentence."""
    paragraph: int
    attribution: Attribution
    occasion: Occasion | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or title in the narration and the person it stands for, as far as the article itself tells."""

    span: Span
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Article:
    """A document as understood. Complete when it exists."""

    id: str
    source: Source
    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    reports: tuple[Report, ...]
    """Indirect speech, in order; a sentence that quotes as well is in `quotes` alone."""
    references: tuple[Reference, ...]
    """Sentence openers that are pronouns or titles, resolved; an unresolved one is absent."""
    problems: tuple[Problem, ...] = ()
    doubtful: tuple[int, ...] = ()
    """Numbers of the paragraphs whose quotation marks do not pair, in order: who speaks where cannot be told there."""

    def passage(self, span: Span) -> Passage:
        """Return the words at `span`; the one way to make a Passage."""
        return Passage(self.id, span, self.text[span.start : span.end])

    def paragraph_at(self, offset: int) -> int:
        """Return the number, from 1, of the paragraph that holds `offset`."""
        return bisect_right(self.paragraphs, offset, key=lambda span: span.start)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence, or two that belong together, that stands alone. All admissible ones of an article, ranked."""

    excerpt: Excerpt
    score: float


@dataclass(frozen=True, slots=True)
class Digest:
    """What one article comes to: itself and its points, best first."""

    article: Article
    points: tuple[KeyPoint, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result of one input file: its digests, and what of it was rejected."""

    path: str
    sha256: str
    digests: tuple[Digest, ...]
    rejected: tuple[Problem, ...] = ()
    """Each stands for the file, or an item of it, that could not be used; its `where` is the path to print."""


# --- a briefing ---------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """A quotation as printed in its own slot."""

    id: str
    quote: Quote
    citation: Citation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One theme's part of the briefing."""

    slug: str
    title: str
    items: tuple[CitedPoint | CitedQuote, ...]
    """This period's first, then undated ones; inside, article by article and in the article's order."""
    also: tuple[str, ...] = ()
    """Ids of items that name this theme too and are printed under another."""

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


@dataclass(frozen=True, slots=True)
class Origin:
    """A first source of a story, and the articles that rely on it and on no other that is known."""

    name: str
    """The agency or outlet that is credited, or the outlet of its first article; "" where none is told."""
    articles: tuple[str, ...]
    """Ids, the earliest first."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event."""

    id: str
    headline: str
    """The title of the lead article, or of the first article that has one; "" where none has."""
    lead: str
    """Id of the article that is most like all the others."""
    articles: tuple[str, ...]
    """Ids, the earliest first, copies included."""
    origins: tuple[Origin, ...]
    """In the order of their first articles; each article belongs to one."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two sentences that say the same of the same thing, but for one word that cannot be right in both."""

    kind: Literal["number", "date", "name", "title"]
    one: Passage
    other: Passage
    """Of the same article or of another in the same story."""


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
    stories: tuple[Story, ...] = ()
    """Of all articles that are used, cited or not; each article and each copy is in one."""
    discrepancies: tuple[Discrepancy, ...] = ()
    """Inside the stories, in their order."""

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
