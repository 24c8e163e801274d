"""What renderers draw: a page as a tuple of blocks, each made of runs that know who speaks.

The outline makes them once; PDF, Word, HTML and Markdown draw the same ones, so the formats cannot drift apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from briefing.model import MarginNote, Span

Voice = Literal["source", "insertion", "figure", "edit", "plain", "strong", "muted", "warning", "accent"]
"""Who speaks and how: source, insertion and figure (a number set large) are the source's words (serif); edit is our
bracketed change; plain, strong, muted, warning and accent are ours (sans)."""
NoteMode = Literal["links", "footnotes", "endnotes"]
"""How a Word file cites: by links to the register, or by notes that lead there too."""
EvidenceMode = Literal["passage", "article"]
"""What a page shows of a source as evidence: cited paragraphs with their neighbours, or all of it."""
SOURCE_VOICES: tuple[Voice, ...] = ("source", "insertion", "figure")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one voice. `target` links them: the id of another block, or an http(s) address."""

    text: str
    voice: Voice
    target: str = ""
    language: str = ""
    """Of the source's words, where it is told and not the page's own."""


Runs = tuple[Run, ...]
BREAK = Run("\n", "plain")
"""Ends a line in a cell of a table; anywhere else it is a space."""


def cell_lines(cell: Runs) -> Iterator[Runs]:
    """Yield the lines of a cell.

    >>> [len(line) for line in cell_lines((Run("3", "strong"), BREAK, Run("1", "accent"), Run("2", "accent")))]
    [1, 2]
    """
    for is_break, line in groupby(cell, lambda run: run == BREAK):
        if not is_break:
            yield tuple(line)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The top of page 1."""

    title: str
    subtitle: str
    fields: tuple[tuple[str, str], ...]
    """Label and value: period, cut-off, contact, handling."""


@dataclass(frozen=True, slots=True)
class CountStrip:
    """The counts under the masthead."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a section; every block up to the next Heading belongs to it."""

    id: str
    text: str
    notes: tuple[Run, ...] = ()
    """Short lines under (beside, when wide) the head."""
    wide: bool = False
    """The section uses the full width (reference tables, register)."""


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Says what the items below have in common: "This week  Dobrudja Courier, 4 March 2026"."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Point:
    """A key point. `words` is the excerpt alone and is what check compares; `tail` is its citation and what follows."""

    id: str
    words: Runs
    tail: Runs
    label: str = ""
    """Theme label above a highlight; "" in a section."""


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quotation in its own slot and the line that attributes it."""

    id: str
    words: Runs
    attribution: Runs


@dataclass(frozen=True, slots=True)
class Table:
    """A reference table with one header row."""

    id: str
    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    """Shares of the width, summing to 1."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of a chart: what it counts, and how many of them each column has."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts drawn as columns, a row of them for each series; every word and number of it is ours."""

    id: str
    title: str
    """Stands above it, and names it to those who cannot see it."""
    alt: str
    """What it shows, in words, for those who cannot see it."""
    columns: tuple[str, ...]
    """Short names: days, weeks; as many as each series has values."""
    series: tuple[Series, ...]
    apart: bool = False
    """The last column is of what has no date, and stands apart in the looks of that."""


def chart_words(chart: Chart) -> Iterator[str]:
    """Yield all that a chart says, in the order in which it is read: title, columns, and row by row its counts.

    >>> " ".join(chart_words(Chart("c", "By day", "", ("Mon", "Tue"), (Series("Sea", (1, 0)),))))
    'By day Mon Tue Sea 1 0'
    """
    yield from (chart.title, *chart.columns)
    for row in chart.series:
        yield from (row.label, *map(str, row.values))


@dataclass(frozen=True, slots=True)
class Checks:
    """The tinted box "how this was checked": a count and a statement per row."""

    rows: tuple[tuple[Runs, Runs], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A small line of ours."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph of ours in text size: the source statement, a nil briefing."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One numbered source; citations link to its id."""

    id: str
    number: str
    lines: tuple[Runs, ...]
    short: Runs = ()
    """What names it once it was named in full."""


@dataclass(frozen=True, slots=True)
class Comment:
    """The editor's own text, told apart from all else; without paragraphs a place to write, in files for editing."""

    id: str
    label: str
    paragraphs: tuple[str, ...] = ()
    hint: str = ""
    """Stands in an empty place until somebody writes there."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of a long briefing, each with its page."""

    label: str
    entries: tuple[tuple[str, str], ...]
    """Id and words of each heading."""


Block = (
    Masthead
    | CountStrip
    | Heading
    | GroupLine
    | Point
    | QuoteBlock
    | Table
    | Chart
    | Checks
    | Note
    | Statement
    | RegisterEntry
    | Comment
    | Contents
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an item of the page is, for a file that comes back after a later run."""

    id: str
    section: str
    """Slug of its theme, or "highlights"."""
    article_id: str
    start: int
    end: int
    sha256: str
    """Of its words in the article."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which briefing a page is of."""

    period: str = ""
    """Its key."""
    record: str = ""
    """The sha256 of its briefing.json."""
    edits: str = ""
    """The sha256 of the file of edits that it shows; "" where there is none."""
    items: tuple[Identity, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph of a source that is shown as evidence."""

    number: int
    """Counted from 1, as citations do."""
    text: str
    """Exactly as its article has it."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What may be shown of a source as evidence."""

    id: str
    """Of its entry in the register."""
    title: Runs
    """Outlet and date, in words of ours."""
    paragraphs: tuple[SourceParagraph, ...]
    language: str = ""
    """Of its words, where it is told and not the page's own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a paragraph that an item prints: `text[span]` of the paragraph."""

    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an item stands in its source, and why it stands on the page."""

    id: str
    """Of the point or quotation."""
    source: str
    """Id of its entry in the register."""
    citation: str
    """As printed: source and paragraphs."""
    stretches: tuple[Stretch, ...]
    reasons: tuple[Runs, ...]
    """A line each: why its theme, why its rank."""
    theme: str
    """Title of the theme that it is of."""
    speakers: tuple[str, ...] = ()
    """Who says it, as far as that is told."""


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """Words of ours around the evidence, in the language of the page; braces are filled in."""

    heading: str
    about: str
    why: str
    title: str
    close: str
    skip: str
    back: str
    filter: str
    theme: str
    source: str
    speaker: str
    all_themes: str
    all_sources: str
    all_speakers: str
    clear: str
    shown: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves the items of a page to its reader, in files that can show it."""

    sources: tuple[SourceText, ...]
    """In the order of the register."""
    proofs: tuple[Proof, ...]
    """In the order of the briefing."""
    words: EvidenceWords


@dataclass(frozen=True, slots=True)
class KnownLogo:
    """The logo of the house, as finished files are told that they have it and no other picture."""

    file: str
    """The SHA-256 of its file, which Word and HTML have whole."""
    pixels: str
    """Of what a PDF has of it: `anchors.pixels`."""
    formats: tuple[str, ...] = ("pdf", "docx", "html")
    """Those that show it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a renderer needs: the blocks and what stands around them."""

    blocks: tuple[Block, ...]
    title: str
    language: str
    """Of our own words, e.g. "en"."""
    running_head: tuple[str, str]
    """Left (title, week) and right (the days), from page 2 on."""
    footer: tuple[str, str, str]
    """Left (handling), centre (the serif/sans rule), right with {page} and {pages}."""
    created: date
    """The date in the files' properties; never the clock's."""
    author: str
    provenance: Provenance = field(default_factory=Provenance)
    comments: tuple[MarginNote, ...] = ()
    """In the margin of files that have one."""
    notes: NoteMode = "links"
    """In files that can have notes; all others cite by links."""
    claims: bool = True
    """Whether a PDF says that it keeps the rules of PDF/A-2a and PDF/UA-1; not where `check` found that it does not."""
    evidence: Evidence | None = None
    """For files in which a reader can ask for it; None where there is none to show."""
    logo: KnownLogo | None = None
