"""An edited Word file -> Edits: what its editor changed, and what of it cannot be kept.

Everything is told against the page that the file was made from. Where that cannot be had any more, since articles have
come in or edits were merged, its items are known all the same: the file itself says what they were.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    CountStrip,
    GroupLine,
    Heading,
    Identity,
    Masthead,
    Note,
    Page,
    Point,
    Runs,
    Statement,
    Table,
    chart_words,
)
from briefing.check.edited import prove_edited as prove
from briefing.check.folding import squeeze
from briefing.check.found import FileText, Line
from briefing.check.verdicts import REMEDIES
from briefing.edits import cite_by_article, text_ids
from briefing.errors import SettingsError
from briefing.model import (
    HIGHLIGHTS,
    Edits,
    Finding,
    MarginComment,
    Order,
    OwnText,
    Passage,
    Place,
    Printed,
    Problem,
    Span,
    Title,
)
from briefing.records import Record
from briefing.text import clean

_OURS = frozenset(
    {"analyst label", "body text 2", "caption", "caption ruled", "field text", "heading 3", "heading 3 ruled"}
    | {"side note", "small note", "small note wide", "subtitle", "title", "toc 1", "toc heading"}
)
"""Styles of our own lines, in lower case: words in them that are not ours any more are for check to tell."""
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Made:
    """What a file was made from."""

    page: Page
    edits: Edits
    """Those that the page shows."""
    items: tuple[Identity, ...]
    """Of the file, as it tells them, else of the page."""
    texts: Mapping[str, str]
    """The articles' texts by their ids."""
    exact: bool
    """Whether the page is the file's, so that what it lacks was taken out."""
    numbers: Mapping[int, str] = field(default_factory=dict)
    """The article of each number that the file cites, as far as it is known."""


def read_back(file: FileText, made: Made) -> tuple[Edits, tuple[Problem, ...]]:
    """Return all edits that a file shows, those it was made with included, and what of it cannot be kept."""
    reader = _Reader(file, made)
    standing, orders = reader.standing(), {order.section: order for order in made.edits.orders}
    orders |= {order.section: order for order in reader.orders(standing)}
    edits = Edits(
        deleted=_joined(made.edits.deleted, reader.deleted()),
        dropped=_joined(made.edits.dropped, reader.dropped()),
        orders=tuple(orders[section] for section in sorted(orders)),
        titles=tuple(reader.titles()),
        texts=_with_withheld(tuple(reader.texts()), made),
        comments=tuple(reader.comments()),
        conflicts=made.edits.conflicts,
    )
    return edits, tuple(reader.problems)


def _with_withheld(texts: tuple[OwnText, ...], made: Made) -> tuple[OwnText, ...]:
    """Return the texts of a file with those that its page does not show and the edits keep, each in its old place."""
    shown = {block.id for block in made.page.blocks if isinstance(block, Comment) and block.paragraphs}
    merged = list(texts)
    for place, (id, own) in enumerate(zip(text_ids(made.edits.texts), made.edits.texts, strict=True)):
        if id not in shown and own not in merged:
            merged.insert(place, own)
    return tuple(merged)


def numbers_told(file: FileText, made: Made) -> dict[int, str]:
    """Return the article of each number in a file as the source lines of its items tell it; doubtful ones not."""
    told: dict[int, set[str]] = {}
    articles = {one.id: one.article_id for one in made.items}
    for one in file.found:
        match = anchors.CITATION.search(one.text) if one.id.endswith(("-cite", "-by")) else None
        if match and _bare(one.id) in articles:
            told.setdefault(int(match[1]), set()).add(articles[_bare(one.id)])
    return {number: found.pop() for number, found in told.items() if len(found) == 1}


def compare_sources(
    file: FileText, made: Made, articles: Mapping[str, str], alike: bool = False
) -> tuple[Problem, ...]:
    """Return what to know of the articles, given by id and path, beside those that a file was made from.

    `alike` says that inputs and settings are those of the file: then the earlier briefing is another one.

    Raises:
        SettingsError: most of those are missing.
    """
    then = {one.article_id for one in made.items}
    missing = then - articles.keys()
    if len(missing) * 2 > len(then):
        message = f"{len(missing)} of the articles that the file was made from are missing, of {len(then)}"
        raise SettingsError("INPUTS", message, "give those that it was made from, and the settings")
    if made.exact or not file.provenance.items:
        return ()
    if alike:
        message = "the one before this is another than that which the file was compared with"
        return (Problem("merge", "earlier briefing", message, "read what is new and what is repeated once more"),)
    new = sorted({articles[one.article_id] for one in made.page.provenance.items if one.article_id not in then})
    message = "other articles or settings than those of the file, so that only its points and quotations were compared"
    return (Problem("merge", "INPUTS", message + (f"; new are {', '.join(new)}" if new else ""), "read the new files"),)


def _joined(one: Iterable[_K], other: Iterable[_K]) -> tuple[_K, ...]:
    return tuple(dict.fromkeys((*one, *other)))


class _Reader:
    """Tells one file from what it was made from."""

    def __init__(self, file: FileText, made: Made) -> None:
        self._file, self._made = file, made
        self.problems: list[Problem] = []
        self._found = {one.id: _folded(one.text) for one in file.found if one.text.strip()}
        self._headings = {block.id: block.text for block in made.page.blocks if isinstance(block, Heading)}
        self._tables = {
            block.id: head for block, head in _under_headings(made.page.blocks) if isinstance(block, Table | Chart)
        }
        self._items = {one.id: printed for one in made.items if (printed := self._printed(one))}
        self._ours = frozenset(_squeezed(line) for block in made.page.blocks for line in _lines_of(block))
        self._prose = {head for block, head in _under_headings(made.page.blocks) if isinstance(block, Statement)}
        """Headings of words of ours, which may have had other counts where the page is not the file's."""
        self._lines = list(self._joined_rows(line for line in file.lines if not line.margin))
        self._behind: dict[str, Place] = {}
        """What each text stands behind, by the id of its label."""

    def _printed(self, one: Identity) -> Printed | None:
        words = self._made.texts.get(one.article_id, "")[one.start : one.end]
        if len(words) == one.end - one.start:
            return Printed(one.section, Passage(one.article_id, Span(one.start, one.end), words))
        self._tell(one.id, "its article is not among the inputs, so that what became of it cannot be kept")
        return None

    def _tell(self, where: str, message: str) -> None:
        problem = Problem("merge", where, message, "see whether the new files have it as you want it")
        self.problems += [problem] if problem not in self.problems else []

    # --- what is gone ---

    def deleted(self) -> Iterator[Printed]:
        """Yield the items that are gone while their section stands."""
        for id, one in self._items.items():
            if id not in self._found and not self._is_gone(_heading(one.section)):
                yield one

    def dropped(self) -> Iterator[str]:
        """Yield the sections that are gone, and the tables that are gone from a section that stands."""
        for id in self._headings:
            if self._is_gone(id):
                yield id
            elif id not in self._found and (self._made.exact or self._held(id)):
                self._tell(id, "its heading is gone and what stands below is not; it is put back")
        for id, head in self._tables.items():
            if self._made.exact and id not in self._found and not self._is_gone(head):
                yield id

    def _is_gone(self, heading: str) -> bool:
        """Whether a section is gone with all that it held; of one that may not have been there nothing is said."""
        held = self._held(heading)
        known = held or (self._made.exact and heading in self._headings)
        return bool(known) and heading not in self._found and not any(id in self._found for id in held)

    def _held(self, heading: str) -> list[str]:
        """Return the ids of the items and tables of a section."""
        items = [id for id, one in self._items.items() if _heading(one.section) == heading]
        return items + [id for id, head in self._tables.items() if head == heading and self._made.exact]

    # --- where the rest stands ---

    def standing(self) -> dict[str, list[str]]:
        """Return the items that stand below each heading, in their order."""
        found: dict[str, list[str]] = {}
        section = ""
        for id in (id for line in self._lines for id in line.ids):
            if id in self._headings or id.startswith(anchors.section("")):
                section = id
            elif id in self._items and id in self._found and id not in found.setdefault(section, []):
                found[section].append(id)
        return found

    def orders(self, standing: Mapping[str, Sequence[str]]) -> Iterator[Order]:
        """Yield the order of each section in which items stand otherwise than they did."""
        for section in dict.fromkeys(one.section for one in self._items.values()):
            now = [id for id in standing.get(_heading(section), ()) if self._may_stand(id, section)]
            before = [id for id in self._items if id in now]
            if now != before or any(self._items[id].section != section for id in now):
                yield Order(section, tuple(replace(self._items[id], section=section) for id in now))

    def _may_stand(self, id: str, section: str) -> bool:
        """Whether an item may stand in a section: none goes from the highlights to a theme, or the other way."""
        if (self._items[id].section == HIGHLIGHTS) == (section == HIGHLIGHTS):
            return True
        self._tell(id, "a highlight repeats a point of a theme, neither can be moved to the other; it is put back")
        return False

    # --- headings ---

    def titles(self) -> Iterator[Title]:
        """Yield the headings that are not as they are made."""
        first = {one.id: one.made for one in self._made.edits.titles}
        shown = {anchors.TITLE: self._made.page.title} | self._headings
        for id, text in shown.items():
            made, now = first.get(id) or text, self._title() if id == anchors.TITLE else self._found.get(id, text)
            if now != _folded(made) and not self._is_gone(id):
                yield Title(id, made, now)
        yield from (one for one in self._made.edits.titles if one.id not in shown)

    def _title(self) -> str:
        titles = (_folded(line.text) for line in self._lines if line.style.casefold() == "title")
        return next(titles, "") or _folded(self._made.page.title)

    # --- the editor's own words ---

    def texts(self) -> Iterator[OwnText]:
        """Yield the editor's own texts: those under a label, and every other paragraph that is none of ours."""
        spot, written = _Spot(anchors.TITLE), _Written()
        for line in self._lines:
            if line.own or self._is_new(line, spot.id):
                label = next(filter(anchors.is_own, line.ids), "")
                text = cite_by_article(_folded(line.text), self._made.numbers)
                written.add(label if label.startswith("c-") else spot.id, label, text)
            else:
                spot = spot.after(line, self._is_known)
        known = dict(self._known_texts())
        for place, label, paragraphs in written.texts:
            stood, own = known.get(label, ("", None))
            after = own.after if own and stood == place else self._place(place)
            self._behind |= {label: after} if label else {}
            yield OwnText(after, paragraphs)

    def _known_texts(self) -> Iterator[tuple[str, tuple[str, OwnText]]]:
        """Yield the id of each text that the page has, with the place that it stands behind there, and what it is."""
        texts = dict(zip(text_ids(self._made.edits.texts), self._made.edits.texts, strict=True))
        spot = anchors.TITLE
        for block in self._made.page.blocks:
            id = getattr(block, "id", "")
            if isinstance(block, Comment) and not id.startswith("c-"):
                yield id, (spot, texts[id])
            spot = id if self._is_known(id) else anchors.REGISTER if _is_source(id) else spot

    def _joined_rows(self, lines: Iterable[Line]) -> Iterator[Line]:
        """Yield lines, each row of an editor's own table as one paragraph."""
        every = tuple(lines)
        tables = _own_tables(every, self._made.page)
        for (table, _), group in groupby(every, lambda line: (line.table, line.row)):
            if table not in tables:
                yield from group
                continue
            self._tell("your table", "its rows are kept as paragraphs of your text")
            texts = [_folded(line.text) for line in group]
            yield Line(" | ".join(filter(None, texts)), own=True)

    def _is_new(self, line: Line, spot: str) -> bool:
        """Whether a paragraph is the editor's: it bears no id, and is neither ours nor in a style of ours."""
        style = line.style.casefold()
        if line.ids or line.table or style in _OURS or _squeezed(line.text) in self._ours:
            return False
        return self._made.exact or not (style.startswith("body text") and spot in self._prose)

    def _is_known(self, id: str) -> bool:
        return id in self._items or id in self._headings or id in self._tables

    def comments(self) -> Iterator[MarginComment]:
        """Yield the comments in the margin; one on an own text goes to what that stands behind."""
        for one in self._file.comments:
            fields = (clean(text)[0] for text in (one.author, one.initials, one.date, one.text))
            yield MarginComment(self._behind.get(one.on) or self._place(_bare(one.on)), *fields)

    def _place(self, id: str) -> Place:
        """Return what an id stands for in every run."""
        if id in self._items:
            return self._items[id]
        return (
            id if self._is_known(id) or id.startswith("c-") else anchors.REGISTER if _is_source(id) else anchors.TITLE
        )


@dataclass(frozen=True, slots=True)
class _Spot:
    """The last place in a file that is the same in every run."""

    id: str

    def after(self, line: Line, is_known: Callable[[str], bool]) -> "_Spot":
        """Return the place after one more line."""
        for id in map(_bare, reversed(line.ids)):
            if is_known(id) or _is_source(id):
                return _Spot(anchors.REGISTER if _is_source(id) else id)
        return self


class _Written:
    """Paragraphs, put together to texts."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str, tuple[str, ...]]] = []
        """Each with the place that it stands behind, and the id that its label bears."""

    def add(self, place: str, label: str, paragraph: str) -> None:
        """Add a paragraph: to the text before it, where both stand in one place and below one label."""
        known, over, paragraphs = self.texts[-1] if self.texts else ("", "", ())
        if known == place and label in ("", over):
            self.texts[-1] = (known, over, (*paragraphs, paragraph))
        else:
            self.texts.append((place, label, (paragraph,)))


def _heading(section: str) -> str:
    return HIGHLIGHTS if section == HIGHLIGHTS else anchors.section(section)


def _bare(id: str) -> str:
    """Return the id of the item whose citation or attribution an id is of."""
    first = id.partition("-")[0]
    return first if anchors.is_words(first) else id


def _is_source(id: str) -> bool:
    return id[:1] == "s" and id[1:].isdigit()


def _folded(text: str) -> str:
    return " ".join(clean(text)[0].split())


def _squeezed(text: str) -> str:
    return "".join(text.split())


# --- our lines ----------------------------------------------------------------------------------------------------


def _under_headings(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield each block with the id of its heading; "" ahead of the first."""
    heading = ""
    for block in blocks:
        heading = block.id if isinstance(block, Heading) else heading
        yield block, heading


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, GroupLine | Note | Statement | CountStrip):
        yield _plain(block.runs)
    elif isinstance(block, Heading):
        yield _plain(block.notes)
    elif isinstance(block, Point | Comment | Contents):
        yield block.label
    elif isinstance(block, Chart):
        yield block.title
    elif isinstance(block, Masthead):
        yield from (block.title, block.subtitle, *(text for field in block.fields for text in field))
    if isinstance(block, Contents):
        yield from (text for _, text in block.entries)


def _own_tables(lines: Iterable[Line], page: Page) -> set[int]:
    """Return the numbers of the tables that are none of ours: without ids, and with other words in most cells."""
    tables = [block for block in page.blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in (table.header, *table.rows) for cell in row]
    cells += [cell for block in page.blocks if isinstance(block, Checks) for row in block.rows for cell in row]
    fields = (text for block in page.blocks if isinstance(block, Masthead) for field in block.fields for text in field)
    charts = (text for block in page.blocks if isinstance(block, Chart) for text in chart_words(block))
    ours = {_squeezed(text) for text in (*map(_plain, cells), *fields, *charts)}
    standing = [line for line in lines if line.table]
    total = Counter(line.table for line in standing)
    known = Counter(line.table for line in standing if _squeezed(line.text) in ours)
    marked = {line.table for line in standing if line.ids}
    return {number for number in total if number not in marked and 2 * known[number] < total[number]}


def _plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


# --- what must not be changed -------------------------------------------------------------------------------------


def prove_edited(file: FileText, made: Made, record: Record | None) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    """Return what is untrue or unproved in a file, by the record that it was published with, and what is not kept.

    Where that is gone, the words of points and quotations are compared with their articles, and no more.
    """
    if record is None:
        return _prove_words(file, made), ()
    verdicts = prove(file, record)
    remedies = {**REMEDIES, "cut": "put the words back: a merge keeps quotations whole"}
    findings = tuple(
        Finding(one.kind, one.place, f"{one.reads or one.source or one.kind}; {remedies[one.kind]}")
        for one in verdicts
        if one.kind in remedies
    )
    return findings, tuple(
        Problem("merge", one.place, f"{one.reads or one.source or one.kind}; {one.undone}", "look whether you need it")
        for one in verdicts
        if one.undone
    )


def _prove_words(file: FileText, made: Made) -> tuple[Finding, ...]:
    """Return the points and quotations whose words are not their articles'."""
    items = {one.id: made.texts.get(one.article_id, "")[one.start : one.end] for one in made.items}
    return tuple(
        Finding("verbatim", one.id, f"its words are not those of its source: {one.text[:60]!r}")
        for one in file.found
        if anchors.is_words(one.id) and one.text.strip() and not _is_slice(one.text, items.get(one.id, ""))
    )


def _is_slice(text: str, words: str) -> bool:
    """Whether a text is a source's words, but for what stands in brackets: its pieces follow one another there."""
    first, *others = re.split(r"\[[^]]*\]", squeeze(text))
    whole, position = squeeze(words), len(first)
    if not others or not whole:
        return bool(whole) and first == whole
    for piece in others[:-1]:
        found = whole.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    last = others[-1]
    return whole.startswith(first) and whole.endswith(last) and position <= len(whole) - len(last)
