"""What an input comes to: documents, articles with their quotations, and the points of each.

Offsets are Python character offsets into `Article.text`, which never changes once the article exists.
"""

from bisect import bisect_right
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


CHANCE = "run"
"""The stage of a problem that is one of this run: it may not be there when the file is read again."""

INFERRED = "inferred"
"""The basis of a date that is likely and not certain."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a document says of itself outside its running text. Empty where it does not say."""

    title: str = ""
    outlet: str = ""
    byline: str = ""
    date: str = ""
    """As written; `extract` reads it."""
    date_basis: str = ""
    """Where the date stood: "header", "front matter", "metadata", "the date that opens the text"; `INFERRED` where a
    page does not state it."""
    url: str = ""
    language: str = ""
    """A language code such as "en" where the document declares one."""
    modified: str = ""
    """When it says that it was changed last, as written."""


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
    """Where the date stood; beside those of `Fields` "address" and "dateline"."""
    url: str
    path: str
    sha256: str
    language: str
    """"en", "uk", ...; "" when it could not be told."""
    changed: str = ""
    """The last moment that it gives for itself, by which versions are put in order: "2026-03-04T15:30:00Z" or a day."""

    @property
    def certain_day(self) -> date | None:
        """The day of publication where that is certain: no other one explains what "Wednesday" means."""
        return None if self.date_basis == INFERRED else self.published


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
    loose: int = 0
    """Phrases in it that mean something said before it, so that it is less well understood alone."""
