"""What an editor changed in a finished briefing: as it is kept between runs, and as one briefing shows it."""

from dataclasses import dataclass

from briefing.model.articles import Passage

HIGHLIGHTS = "highlights"
"""The section that repeats points of others."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A point or quotation, told by where it stands and by its words, so that a later run finds it again."""

    section: str
    """Slug of its theme, or HIGHLIGHTS."""
    passage: Passage


Place = Printed | str
"""A point or quotation, or the id of a block that has the same one in every run: a heading, a table."""


@dataclass(frozen=True, slots=True)
class Order:
    """The items of a section as the editor left them."""

    section: str
    items: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading that the editor changed; `id` is "title" for that of the whole briefing."""

    id: str
    made: str
    """As it was made."""
    text: str
    """As the editor has it."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """Paragraphs of the editor's own."""

    after: Place
    """What they stand behind; the id of a section's place for comments where they were written into that."""
    paragraphs: tuple[str, ...]
    """They cite articles by their ids, since numbers change: {016da02f3858 ¶4}."""


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment in the margin of the Word file."""

    on: Place
    author: str
    initials: str
    date: str
    """As the Word file has it, such as 2026-03-09T10:00:00Z; "" where it has none."""
    text: str
    """Lines are separated by a newline."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that two hands changed, each in its own way; the first way is in force until somebody settles it."""

    about: str
    """What was changed: "the heading sources"."""
    kept: str
    other: str
    items: tuple[Printed, ...] = ()
    """The other order, where it is one."""


@dataclass(frozen=True, slots=True)
class Edits:
    """All that an editor changed in the briefing of one period."""

    deleted: tuple[Printed, ...] = ()
    dropped: tuple[str, ...] = ()
    """Ids of headings whose section, and of tables that, the editor took out."""
    orders: tuple[Order, ...] = ()
    titles: tuple[Title, ...] = ()
    texts: tuple[OwnText, ...] = ()
    comments: tuple[MarginComment, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


# --- in one briefing ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remark:
    """Paragraphs of the editor's own, with their id in one briefing."""

    id: str
    after: str
    """Id of the block that they stand behind; "" where `id` is a section's place for comments."""
    paragraphs: tuple[str, ...]
    """They cite sources by their numbers in this briefing."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A margin comment on a block of one briefing."""

    id: str
    author: str
    initials: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What of an editor's changes shows in one briefing, beside the items that are gone or stand elsewhere."""

    titles: tuple[tuple[str, str], ...] = ()
    """Id and new words of headings."""
    dropped: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    comments: tuple[MarginNote, ...] = ()
    digest: str = ""
    """The sha256 of the file of edits; "" where there is none."""
