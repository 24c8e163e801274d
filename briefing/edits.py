"""edits.toml: what an editor changed in the briefing of one period, kept beside the run, readable and mended by hand.

A file that cannot be read stops the run, so that no briefing is published without its edits and no edit is lost.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TypeVar

from briefing import anchors
from briefing.errors import SettingsError
from briefing.model import (
    Conflict,
    Edits,
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
from briefing.text import QUOTATION_MARKS, clean, printable

NAME = "edits.toml"
_HEAD = """\
# What an editor changed in this briefing. `briefing make` of the same period keeps to it, `briefing merge` adds to it.
# To take a change back, delete its part of this file, from its [[...]] line to the next, and make the briefing again.
# Your own text cites by article and paragraph, {016da02f3858 ¶4}: numbers of sources change from run to run.
# An item is told by its words; where they stand (article, start, end) is found anew if it is missing.
# What was changed twice stands under [[conflict]]: "kept" is in force. Put the one you want in its place above and
# delete the [[conflict]].
"""
_BY_ARTICLE = re.compile(r"\{([0-9a-f]{12}) ¶(\d+)(?:–(\d+))?\}")
"""How own text cites: by the article and its paragraphs."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Kept:
    """The edits of one period, and the digest of their file; "" where there is none."""

    edits: Edits = field(default_factory=Edits)
    digest: str = ""
    withheld: frozenset[str] = frozenset()
    """Ids of own texts and headings that are not to be shown, since no source proves them."""


NO_EDITS = Kept()


def load_edits(folder: Path) -> Kept:
    """Return the edits that are kept in the folder of a briefing; none where it has no such file.

    Raises:
        SettingsError: the file cannot be read, or something in it cannot be understood; it says in which line.
    """
    path = folder / NAME
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
        data = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return NO_EDITS
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "allow reading it") from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), "is not UTF-8", "save it as UTF-8") from error
    except ValueError as error:
        raise SettingsError(str(path), f"is not TOML ({error})", "mend that line; the file is left as it is") from error
    return Kept(_edits(path, text, data), sha256(content).hexdigest())


def text_ids(texts: Iterable[OwnText]) -> tuple[str, ...]:
    """Return the id of each text in a briefing: that of its place for comments, else n1, n2 and so on.

    >>> text_ids([OwnText("sources", ("A",)), OwnText("c-sources", ("B",)), OwnText("title", ("C",))])
    ('n1', 'c-sources', 'n2')
    """
    numbers = count(1)
    return tuple(
        own.after if isinstance(own.after, str) and anchors.is_own(own.after) else anchors.remark(next(numbers))
        for own in texts
    )


def cite_by_article(text: str, articles: Mapping[int, str]) -> str:
    """Return a text with its citations by article; one of a number that is not known stays as it is.

    >>> cite_by_article("So says the Herald, 5 ¶7-8 (6 ¶1).", {5: "016da02f3858"})
    'So says the Herald, {016da02f3858 ¶7–8} (6 ¶1).'
    """

    def put(match: re.Match[str]) -> str:
        article, last = articles.get(int(match[1])), f"–{match[3]}" if match[3] else ""
        return f"{{{article} ¶{match[2]}{last}}}" if article else match[0]

    return anchors.CITATION.sub(put, text)


def cited_articles(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what an own text cites: the id of each article with its first and last paragraph; "" for a number."""
    for match in _BY_ARTICLE.finditer(text):
        yield match[1], int(match[2]), int(match[3] or match[2])
    for match in anchors.CITATION.finditer(_BY_ARTICLE.sub("", text)):
        yield "", int(match[2]), int(match[3] or match[2])


def cite_by_number(text: str, numbers: Mapping[str, int]) -> str:
    """Return a text with its citations as they are printed, by the numbers of the articles.

    >>> cite_by_number("So says the Herald, {016da02f3858 ¶7–8}.", {"016da02f3858": 3})
    'So says the Herald, 3\u202f¶7–8.'
    """

    def put(match: re.Match[str]) -> str:
        return f"{numbers[match[1]]}\u202f¶{match[2]}" + (f"–{match[3]}" if match[3] else "")

    return _BY_ARTICLE.sub(put, text)


def conflicts_of(edits: Edits) -> tuple[Problem, ...]:
    """Return a problem for everything that was changed in two ways and is not settled."""
    return tuple(
        Problem(
            "edits",
            NAME,
            f"{one.about} was changed twice: {printable(one.kept)!r} is kept, the other is {printable(one.other)!r}",
            "put the one you want in its place there"
            + (", the items of the [[conflict]] into its [[order]]," if one.items else "")
            + " and delete the [[conflict]]",
        )
        for one in edits.conflicts
    )


# --- writing ------------------------------------------------------------------------------------------------------


def draw_edits(edits: Edits) -> bytes:
    """Return the file of edits; the same edits give the same bytes."""
    return "\n".join([_HEAD, *(f"{part}\n" for part in _parts(edits))]).encode()


def _parts(edits: Edits) -> Iterator[str]:
    for gone in edits.deleted:
        yield _part("deleted", **_told(gone))
    for id in edits.dropped:
        yield _part("dropped", id=_text(id))
    for order in edits.orders:
        yield _part("order", section=_text(order.section), items=_listed(map(_inline, order.items)))
    for title in edits.titles:
        yield _part("heading", id=_text(title.id), made=_text(title.made), text=_text(title.text))
    for own in edits.texts:
        yield _part("text", paragraphs=_listed(map(_text, own.paragraphs)), after=_place(own.after))
    for note in edits.comments:
        author = {"author": _text(note.author), "initials": _text(note.initials), "date": _text(note.date)}
        yield _part("comment", text=_text(note.text), on=_place(note.on), **author)
    for one in edits.conflicts:
        items = {"items": _listed(map(_inline, one.items))} if one.items else {}
        yield _part("conflict", about=_text(one.about), kept=_text(one.kept), other=_text(one.other), **items)


def _part(name: str, **values: str) -> str:
    return "\n".join((f"[[{name}]]", *(f"{key} = {value}" for key, value in values.items())))


def _told(one: Printed) -> dict[str, str]:
    passage = one.passage
    where = {"article": _text(passage.article_id), "start": str(passage.span.start), "end": str(passage.span.end)}
    return {"words": _text(passage.text), "section": _text(one.section), **where}


def _inline(one: Printed) -> str:
    return "{ " + ", ".join(f"{key} = {value}" for key, value in _told(one).items()) + " }"


def _place(place: Place) -> str:
    return _text(place) if isinstance(place, str) else _inline(place)


def _listed(values: Iterable[str]) -> str:
    return "".join(("[\n", *(f"  {value},\n" for value in values), "]"))


def _text(text: str) -> str:
    """Return a text as TOML: that of JSON, which only leaves one character that TOML does not allow."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- reading ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the file, or a table inside one, and how its place is called."""

    where: str
    values: Mapping[str, object]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; one that has to be there has no default."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise SettingsError(self.where, f"{key} is missing or no text", f'give {key} = "..."')
        return clean(value)[0]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self.values.get(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise SettingsError(self.where, f"{key} is missing or no list of texts", f'give {key} = ["..."]')
        return tuple(clean(one)[0] for one in value)

    def printed(self, section: str | None = None) -> Printed:
        """Return the item that it tells."""
        self.know("words", "section", "article", "start", "end")
        words = self.text("words")
        start, end = (self.values.get(key, default) for key, default in (("start", 0), ("end", len(words))))
        if type(start) is not int or type(end) is not int or not 0 <= start < end or end - start != len(words):
            message = "start and end are not where these words can stand"
            raise SettingsError(self.where, message, "leave both out, they are found again")
        return Printed(self.text("section", section), Passage(self.text("article", ""), Span(start, end), words))

    def items(self, section: str | None = None) -> tuple[Printed, ...]:
        """Return its list of items."""
        items = self.values.get("items")
        if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
            raise SettingsError(self.where, "items is no list of items", 'give items = [{ words = "..." }]')
        return tuple(_Part(f"{self.where}: items", one).printed(section) for one in items)

    def place(self, key: str) -> Place:
        """Return what something stands behind or is about: an id or an item."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return _Part(f"{self.where}: {key}", value).printed()
        return self.text(key)

    def know(self, *keys: str) -> None:
        """Refuse any other key."""
        for key in self.values:
            if key not in keys:
                message = f"unknown key {printable(key)!r}"
                raise SettingsError(self.where, message, f"use {', '.join(keys)}")


def _edits(path: Path, text: str, data: Mapping[str, object]) -> Edits:
    for name in data:
        if name not in _PARTS:
            raise SettingsError(str(path), f"unknown part {printable(name)!r}", f"use {', '.join(_PARTS)}")

    def read(name: str, make: Callable[[_Part], _T]) -> tuple[_T, ...]:
        return tuple(make(part) for part in _tables(path, text, name, data.get(name, [])))

    return Edits(
        deleted=read("deleted", _Part.printed),
        dropped=read("dropped", _dropped),
        orders=read("order", _order),
        titles=read("heading", _heading),
        texts=read("text", _own_text),
        comments=read("comment", _comment),
        conflicts=read("conflict", _conflict),
    )


def _tables(path: Path, text: str, name: str, given: object) -> Iterator[_Part]:
    """Yield the parts of one name with the line in which each begins, as far as it can be told."""
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise SettingsError(f"{path}: {name}", "is no list of parts", f"write [[{name}]] with two brackets")
    begins = re.compile(rf"[ \t]*\[\[[ \t]*{name}[ \t]*\]\]")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)]
    for order, values in enumerate(given):
        line = f" in line {lines[order]}" if len(lines) == len(given) else f" number {order + 1}"
        yield _Part(f"{path}: [[{name}]]{line}", values)


def _dropped(part: _Part) -> str:
    part.know("id")
    id = part.text("id")
    if id == anchors.REGISTER:
        raise SettingsError(part.where, "the list of sources has to stay: everything cites it", "delete this part")
    return id


def _order(part: _Part) -> Order:
    part.know("section", "items")
    section = part.text("section")
    return Order(section, part.items(section))


def _heading(part: _Part) -> Title:
    part.know("id", "made", "text")
    text = part.text("text")
    if not text.strip() or any(mark in text for mark in QUOTATION_MARKS):
        message = "a heading is empty or holds a quotation mark"
        raise SettingsError(part.where, message, "leave the marks out: only sources bring them onto the page")
    return Title(part.text("id"), part.text("made", ""), text)


def _own_text(part: _Part) -> OwnText:
    part.know("paragraphs", "after")
    return OwnText(part.place("after"), part.texts("paragraphs"))


def _comment(part: _Part) -> MarginComment:
    part.know("text", "on", "author", "initials", "date")
    author, initials, date = (part.text(key, "") for key in ("author", "initials", "date"))
    return MarginComment(part.place("on"), author, initials, date, part.text("text"))


def _conflict(part: _Part) -> Conflict:
    part.know("about", "kept", "other", "items")
    items = part.items() if "items" in part.values else ()
    return Conflict(part.text("about"), part.text("kept"), part.text("other"), items)


_PARTS = ("deleted", "dropped", "order", "heading", "text", "comment", "conflict")
