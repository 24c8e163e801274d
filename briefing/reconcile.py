"""Edits that two hands made from one state, brought together."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from briefing.model import Conflict, Edits, MarginComment, Order, OwnText, Place, Printed, Title

_K = TypeVar("_K", bound=Hashable)
_T = TypeVar("_T")


def reconcile(base: Edits, ours: Edits, theirs: Edits) -> Edits:
    """Return what both come to, given what both started from; what each changed in its own way is a conflict.

    A three-way merge, as diff3 does it: what one side alone changed is taken, and in a conflict ours stays in force.
    """
    if base == ours:
        return theirs
    sides = (base, ours, theirs)
    found: list[Conflict] = []
    orders = _merged("the order of", [{one.section: one for one in side.orders} for side in sides], found)
    titles = _merged("the heading", [{one.id: one for one in side.titles} for side in sides], found)
    texts = _merged("the text behind", [_grouped((one.after, one) for one in side.texts) for side in sides], found)
    comments = _merged(
        "a comment on", [_grouped((_comment(one), one) for one in side.comments) for side in sides], found
    )
    return Edits(
        deleted=_united(base.deleted, ours.deleted, theirs.deleted),
        dropped=_united(base.dropped, ours.dropped, theirs.dropped),
        orders=tuple(orders.values()),
        titles=tuple(titles.values()),
        texts=tuple(one for group in texts.values() for one in group),
        comments=tuple(one for group in comments.values() for one in group),
        conflicts=_united(base.conflicts, ours.conflicts, (*theirs.conflicts, *found)),
    )


def _united(base: tuple[_K, ...], ours: tuple[_K, ...], theirs: tuple[_K, ...]) -> tuple[_K, ...]:
    """Return what is in both, or in one that the base has not: what one side took back is taken back."""
    both = dict.fromkeys((*ours, *theirs))
    return tuple(one for one in both if (one in ours and one in theirs) or one not in base)


def _grouped(pairs: Iterable[tuple[_K, _T]]) -> dict[_K, tuple[_T, ...]]:
    groups: dict[_K, tuple[_T, ...]] = defaultdict(tuple)
    for key, one in pairs:
        groups[key] += (one,)
    return groups


def _comment(one: MarginComment) -> tuple[Place, str, str]:
    return one.on, one.author, one.date


def _merged(what: str, sides: list[Mapping[_K, _T]], found: list[Conflict]) -> dict[_K, _T]:
    """Return the values of three sides by their keys, ours first; conflicts are added to those found."""
    base, ours, theirs = sides
    merged: dict[_K, _T] = {}
    for key in dict.fromkeys((*ours, *theirs)):
        before, own, other = base.get(key), ours.get(key), theirs.get(key)
        if own not in (before, other) and other != before:
            items = other.items if isinstance(other, Order) else ()
            found.append(Conflict(f"{what} {_told(key)}", _told(own), _told(other), items))
        chosen = other if own == before else own
        if chosen is not None:
            merged[key] = chosen
    return merged


def _told(value: object) -> str:
    """Return what a person sees of a change; "" for one that takes it back."""
    if isinstance(value, tuple):
        return " / ".join(filter(None, map(_told, value)))
    if isinstance(value, Printed):
        return value.passage.text
    if isinstance(value, Order):
        return _told(value.items)
    if isinstance(value, OwnText):
        return _told(value.paragraphs)
    if isinstance(value, Title | MarginComment):
        return value.text
    return "" if value is None else str(value)
