"""The items of an export, a mailbox or a feed: each a document, or a problem in its place, and nothing vanishes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read.file import File, problem

T = TypeVar("T")
Item = Document | Problem


def read_items(
    file: File, records: Iterable[T], make: Callable[[T, int], Document], noun: str, doubts: Sequence[Problem] = ()
) -> tuple[Item, ...]:
    """Return what `make` makes of each record and its number from 1, `noun` being what a record is called.

    One that raises `Unreadable` is a problem in its place. What is doubtful about the whole file is told with the first
    document. Raises `Unreadable` where no record gives one.
    """
    items = [_item(file, record, number, make) for number, record in enumerate(records, 1)]
    return gathered(file.path, items, noun, doubts)


def _item(file: File, record: T, number: int, make: Callable[[T, int], Document]) -> Item:
    try:
        return make(record, number)
    except Unreadable as error:
        return problem(f"{file.path}#{number}", error.message, error.hint)


def gathered(path: str, items: Sequence[Item], noun: str, doubts: Sequence[Problem] = ()) -> tuple[Item, ...]:
    """Return the items, the doubts with the first document; raises `Unreadable` where none of them is one."""
    first = next((n for n, item in enumerate(items) if isinstance(item, Document)), None)
    if first is None:
        reason = "".join(f": {item.message}" for item in items[:1] if isinstance(item, Problem))
        hint = next((item.hint for item in items if isinstance(item, Problem)), "give a file with the article's text")
        raise Unreadable(path, f"no {noun} in it holds an article{reason}", hint)
    return tuple(_told(item, doubts) if n == first else item for n, item in enumerate(items))


def _told(item: Item, doubts: Sequence[Problem]) -> Item:
    return replace(item, problems=(*doubts, *item.problems)) if isinstance(item, Document) else item
