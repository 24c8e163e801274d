"""An editor's changes in the blocks of a page: other titles, what is gone, and the editor's own text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from briefing import anchors
from briefing.blocks import Block, Comment, Contents, Heading, Identity, Masthead, Point, QuoteBlock
from briefing.model import HIGHLIGHTS, Briefing, CitedPoint, Edited

_LONG = 40
"""Points and quotations from which on a briefing has its contents listed."""


def edit(blocks: Iterable[Block], edited: Edited, label: str) -> tuple[Block, ...]:
    """Return the blocks as an editor left them; `label` stands over the editor's own text."""
    kept = _kept([_retitled(block, dict(edited.titles)) for block in blocks], edited.dropped)
    return tuple(_with_contents(list(_remarked(kept, edited, label))))


def identities(briefing: Briefing) -> tuple[Identity, ...]:
    """Return what every point and quotation of a briefing is."""
    sections = [(HIGHLIGHTS, briefing.highlights), *((section.slug, section.items) for section in briefing.sections)]
    return tuple(
        Identity(item.id, slug, passage.article_id, passage.span.start, passage.span.end, _digest(passage.text))
        for slug, items in sections
        for item in items
        for passage in [item.excerpt.passage if isinstance(item, CitedPoint) else item.quote.passage]
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _retitled(block: Block, titles: dict[str, str]) -> Block:
    if isinstance(block, Heading) and block.id in titles:
        return replace(block, text=titles[block.id])
    if isinstance(block, Masthead) and anchors.TITLE in titles:
        return replace(block, title=titles[anchors.TITLE])
    return block


def _kept(blocks: Iterable[Block], dropped: tuple[str, ...]) -> Iterator[Block]:
    """Yield the blocks without those of the ids; a heading goes with its whole section."""
    gone = False
    for block in blocks:
        id = getattr(block, "id", "")
        if isinstance(block, Heading):
            gone = id in dropped
        if not gone and id not in dropped:
            yield block


def _remarked(blocks: Iterable[Block], edited: Edited, label: str) -> Iterator[Block]:
    """Yield the blocks, each followed by what the editor wrote behind it, and with what was written into places.

    What was written behind something that the page no longer has stands at its end: no word of the editor's is lost.
    """
    behind = defaultdict(list)
    for remark in edited.remarks:
        behind[remark.after].append(Comment(remark.id, label, remark.paragraphs))
    places = {comment.id: comment for comment in behind.pop("", ())}
    for block in blocks:
        id = anchors.TITLE if isinstance(block, Masthead) else getattr(block, "id", "")
        yield places.pop(id, block)
        yield from behind.pop(id, ())
    yield from (comment for comments in behind.values() for comment in comments)
    yield from places.values()


def _with_contents(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, the contents filled in where there is enough to look for."""
    headings = tuple((block.id, block.text) for block in blocks if isinstance(block, Heading))
    long = sum(isinstance(block, Point | QuoteBlock) for block in blocks) >= _LONG
    for block in blocks:
        if not isinstance(block, Contents):
            yield block
        elif long:
            yield replace(block, entries=headings)
