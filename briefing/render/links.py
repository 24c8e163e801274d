"""The links of a page: where they may lead, and the way back from a source to its first citation."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from briefing.blocks import Block, Page, Point, QuoteBlock, Run
from briefing.errors import BriefingError

_LONGEST_ADDRESS = 2048


def check_targets(page: Page) -> None:
    """Make sure that no link leads into nowhere.

    Raises:
        BriefingError: naming the target that no block carries.
    """
    ids = {getattr(block, "id", "") for block in page.blocks}
    for run in (run for block in page.blocks for run in _runs(block)):
        if run.target and ":" not in run.target and run.target not in ids:
            message = f"linked from {run.text!r}, but no block has this id"
            raise BriefingError(run.target, message, "check the outline that made the page")


def _runs(value: object) -> Iterator[Run]:
    """Yield every run of a block, however deep its tuples."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _runs(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _runs(getattr(value, field.name))


def citations(blocks: Sequence[Block]) -> dict[str, str]:
    """Return for each source the first point or quotation that cites it."""
    citing = [
        (run.target, block.id) for block in blocks if isinstance(block, (Point, QuoteBlock)) for run in _runs(block)
    ]
    return dict(reversed(citing))


def leads(target: str) -> bool:
    """Whether a target can be made a link: an id, or a web address that shows what it is."""
    if ":" not in target:
        return bool(target)
    plain = target.isprintable() and not any(character.isspace() for character in target)
    return plain and target.startswith(("http://", "https://")) and len(target) <= _LONGEST_ADDRESS
