"""The names by which one thing is found in every file: what render writes and check reads.

A point is `p1`, a quotation `q1`, a source `s1`, a section its theme's slug. Renderers put that id into the PDF
structure element, the Word content control and its bookmark, so that check finds the words again without searching.
"""

import re
import zlib
from hashlib import sha256

RECORD = "run.json"
"""The record of a run, which lies beside the files of each finished briefing."""
SCHEMA = 1
"""Of briefing.json, as it is written and understood; grows when a key changes its meaning or goes."""
TITLE = "title"
"""The id of the briefing's own title."""
LOGO = "logo"
"""The id of the house's logo."""
REGISTER = "sources"
"""The section of the sources, to which everything leads; their numbers are others in another run."""
DAYS_CHART = "articles-by-day"
TREND_CHART = "articles-by-period"
CHARTS = (DAYS_CHART, TREND_CHART)
"""The ids of all charts; not every briefing has them."""
SOURCE_FONT = "SRC"
"""In a PDF, the six-letter tag of an embedded font starts with this where the font draws the source's words."""


CITATION = re.compile(r"(\d+)\s?¶\s?(\d+)(?:\s?[–-]\s?(\d+))?")
"""A citation as it is printed or typed: "5 ¶7", "5 ¶7–8"."""
_COPY = re.compile(r"(?<=_note)(_Copy_\d+)+$")


def point(number: int) -> str:
    """Return the id of the n-th printed point."""
    return f"p{number}"


def quotation(number: int) -> str:
    """Return the id of the n-th printed quotation."""
    return f"q{number}"


def source(number: int) -> str:
    """Return the id of source n in the register."""
    return f"s{number}"


def section(slug: str) -> str:
    """Return the id of a section."""
    return f"section-{slug}"


def story(number: int) -> str:
    """Return the id of the n-th story."""
    return f"story-{number}"


def discrepancy(number: int) -> str:
    """Return the id of the n-th discrepancy."""
    return f"d{number}"


def event(number: int) -> str:
    """Return the id of the n-th dated event."""
    return f"e{number}"


def figure(number: int) -> str:
    """Return the id of the n-th key figure."""
    return f"f{number}"


def comment(heading_id: str) -> str:
    """Return the id of a section's place for the editor's comments."""
    return f"c-{heading_id}"


def remark(number: int) -> str:
    """Return the id of the n-th text of the editor's own that stands elsewhere."""
    return f"n{number}"


def attribution(quotation_id: str) -> str:
    """Return the id of the line that attributes a quotation."""
    return f"{quotation_id}-by"


def tail(point_id: str) -> str:
    """Return the id of the citation that follows a point."""
    return f"{point_id}-cite"


def note(cited_id: str) -> str:
    """Return the id of the note that the line of an id cites with."""
    return f"{cited_id}-note"


def alias(heading_id: str) -> str:
    """Return the title of the Word content control around a heading."""
    return f"Section {heading_id}"


def hint(text: str, number: int) -> str:
    """Return the id of the n-th hint where to write, by which it is known from what somebody wrote over it.

    >>> hint("Write here", 1), is_hint(hint("Write here", 1), "Write here"), is_hint(hint("Write here", 1), "I wrote")
    ('hint-b833b8d5-1', True, False)
    """
    return f"hint-{zlib.crc32(text.encode(errors='replace')):08x}-{number}"


def is_hint(block_id: str, text: str) -> bool:
    """Whether the id is that of a hint of these very words."""
    return block_id.rpartition("-")[0] == hint(text, 0).rpartition("-")[0]


def pixels(width: int, height: int, channels: int, data: bytes) -> str:
    """Return the SHA-256 by which a picture of plain pixels, eight bits for each channel, is known again.

    >>> pixels(1, 2, 1, bytes(2)) == pixels(2, 1, 1, bytes(2))
    False
    """
    return sha256(b"%d %d %d\n" % (width, height, channels) + data).hexdigest()


def bookmark(block_id: str) -> str:
    """Return the Word bookmark of a block: letters, digits and underscores only, at most 40 characters."""
    return ("b_" + block_id.replace("-", "_"))[:40]


def is_own(block_id: str) -> bool:
    """Whether the id is that of the editor's own text, or of a place for it.

    >>> is_own("n2"), is_own("c-section-p"), is_own("counts")
    (True, True, False)
    """
    return block_id.startswith("c-") or (block_id[:1] == "n" and block_id[1:].isdigit())


def is_words(block_id: str) -> bool:
    """Whether the id is that of a point's or a quotation's words.

    >>> is_words("q12"), is_words("q12-by"), is_words("section-p")
    (True, False, False)
    """
    return block_id[:1] in ("p", "q") and block_id[1:].isdigit()


def unbookmark(name: str) -> str:
    """Return the id that a Word bookmark stands for; "" if it is none of ours.

    LibreOffice reads notes twice and calls the bookmarks in them copies.

    >>> unbookmark(bookmark("section-black-sea")), unbookmark("_Toc1")
    ('section-black-sea', '')
    """
    return _COPY.sub("", name).removeprefix("b_").replace("_", "-") if name.startswith("b_") else ""


SOURCE_STYLES = frozenset(
    {"List Continue", "List Continue 2", "Quote", "Source Words", "Source Insertion", "Key Figure"}
)
"""Word styles that only the source's words wear: those of its paragraphs, then those of its words in ours."""
OWN_STYLE = "Analyst Comment"
"""The Word style of the editor's own text. It stands below a label that bears its id, in paragraphs of any number."""
