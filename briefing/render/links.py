"""The links of a page: where they may lead, and the way back from a source to its first citation."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from briefing import anchors
from briefing.blocks import Block, Page, Point, QuoteBlock, Run, Runs
from briefing.errors import BriefingError

_LONGEST_ADDRESS = 2048
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+", re.I)


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


def _runs(block: Block) -> Iterator[Run]:
    """Yield every run of a block in order, however deep its tuples."""
    waiting: list[object] = [getattr(block, name) for name in reversed(block.__slots__)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Run):
            yield value
        elif isinstance(value, tuple):
            waiting.extend(reversed(value))


def link_own(text: str) -> Runs:
    r"""Return a text of the editor's as runs; only a citation with the narrow space was numbered by us and is a link.

    >>> [run.target for run in link_own("The Herald, 5\u202f¶7, is right.")]
    ['', 's5', '']
    """
    runs, position = [], 0
    for match in anchors.CITATION.finditer(text):
        if "\u202f" in match[0]:
            before, target = text[position : match.start()], anchors.source(int(match[1]))
            runs += [Run(before, "plain"), Run(match[0], "accent", target)]
            position = match.end()
    return tuple(run for run in (*runs, Run(text[position:], "plain")) if run.text)


def citations(blocks: Sequence[Block]) -> dict[str, str]:
    """Return for each source the first point or quotation that cites it."""
    citing = [
        (run.target, block.id) for block in blocks if isinstance(block, (Point, QuoteBlock)) for run in _runs(block)
    ]
    return dict(reversed(citing))


def leads(target: str) -> bool:
    """Whether a target can be made a link: an id, or a web address that shows what it is."""
    return is_address(target) if ":" in target else bool(target)


def is_address(target: str) -> bool:
    """Whether a target may become a link to the web: http or https, a host, nothing that hides where it leads.

    >>> is_address("https://port.example/a?b=1"), is_address("javascript:alert(1)"), is_address("http://")
    (True, False, False)
    """
    if len(target) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(target):
        return False
    try:
        parts = urlsplit(target)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
