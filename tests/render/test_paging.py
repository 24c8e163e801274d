"""Where pages end: laws that hold for whatever stands on them."""

from collections.abc import Iterator
from itertools import count, pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.render.flow import Line
from briefing.render.paging import Limits, Placed, paginate
from briefing.render.parts import Area, Head, Part, Row, Text

LIMITS = Limits(page=740, head=85, section=113, between=4)
LEADING = 12.5
RULE = Area(0, 100, "#000000", 0.75)


def lines(number: int, serial: Iterator[int]) -> tuple[Line, ...]:
    """So many lines, each known by how far its baseline lies under its top."""
    return tuple(Line((), LEADING, float(next(serial))) for _ in range(number))


@st.composite
def sections(draw: st.DrawFn) -> list[Part]:
    """Sections as blocks make them: a head, sometimes a group line, points and quotations, sometimes a table."""
    serial, parts = count(), []
    for number in range(draw(st.integers(1, 8))):
        notes = draw(st.integers(0, 5))
        parts.append(Head(RULE, (Text(lines(1 + notes, serial), 0),), 5.25, f"h{number}", ""))
        if draw(st.booleans()):
            parts.append(Text(lines(1, serial), 0, 2.6, keep=True))
        for _ in range(draw(st.integers(1, 5))):
            attributed = draw(st.integers(0, 2))
            height = draw(st.integers(1, 90 if draw(st.booleans()) else 6)) + attributed
            parts.append(Text(lines(height, serial), 0, 4, last=2 + attributed))
        if draw(st.booleans()):
            parts += table(draw(st.lists(st.integers(1, 5), min_size=1, max_size=70)), serial)
    return parts


def table(rows: list[int], serial: Iterator[int]) -> Iterator[Part]:
    header = Row((Text(lines(1, serial), 0),), keep=True)
    yield header
    for height in rows:
        yield Row((Text(lines(height, serial), 0),), pad=(1.8, 1.8), header=header)


def own(page: list[Placed]) -> list[Placed]:
    """What stands on a page and does not only repeat."""
    return [placed for placed in page if not placed.repeated]


def words(part: Part) -> list[float]:
    """The lines of a part, by the number of each."""
    if isinstance(part, Text):
        return [line.drop for line in part.lines]
    texts = part.texts if isinstance(part, Head) else part.cells  # type: ignore[attr-defined]
    return [number for text in texts for number in words(text)]


@given(sections())
def test_nothing_is_lost_or_moved(parts: list[Part]) -> None:
    """The pages hold every line once, in order."""
    pages = paginate(parts, LIMITS)
    drawn = [number for page in pages for placed in own(page) for number in words(placed.part)]
    assert drawn == [number for part in parts for number in words(part)]


@given(sections())
def test_nothing_overprints_or_runs_off(parts: list[Part]) -> None:
    """Each part begins under the one before, and the last ends on the page; a head hangs down no further than that."""
    for page in paginate(parts, LIMITS):
        for above, below in pairwise(page):
            assert above.y + above.part.height <= below.y + 0.01
            if isinstance(below.part, Head):
                heads = [placed for placed in page[: page.index(below)] if isinstance(placed.part, Head)]
                assert all(head.y + head.part.hang <= below.y + 0.01 for head in heads)  # type: ignore[attr-defined]
        assert page[-1].y + page[-1].part.height <= LIMITS.page + 0.01


@given(sections())
def test_no_widows_and_no_orphans(parts: list[Part]) -> None:
    """Where a page ends inside a text, two of its lines at least stand on either side, its attribution not counted."""
    whole = {words(part)[0]: part for part in parts if isinstance(part, Text)}
    for page, following in pairwise(paginate(parts, LIMITS)):
        end, start = own(page)[-1].part, own(following)[0].part
        if isinstance(end, Text) and isinstance(start, Text) and words(start)[0] not in whole:
            assert len(end.lines) >= 2
            assert len(start.lines) >= start.last >= 2


@given(sections())
def test_heads_and_group_lines_are_never_left_behind(parts: list[Part]) -> None:
    """What keeps to the next is followed on its page; under a head there is room enough to begin in earnest."""
    for page in paginate(parts, LIMITS):
        assert not own(page)[-1].part.keep
        for placed in own(page):
            if isinstance(placed.part, Head):
                assert placed.y + LIMITS.head <= LIMITS.page + 0.01


@given(sections())
def test_a_table_opens_every_page_with_its_header(parts: list[Part]) -> None:
    """A page that begins with a row shows the header over it, and nothing else is ever repeated."""
    for page in paginate(parts, LIMITS):
        first = page[0].part
        starts = own(page)[0].part
        assert (isinstance(starts, Row) and starts.header is not None) or not page[0].repeated
        if isinstance(starts, Row) and starts.header is not None:
            assert page[0].repeated
            assert first is starts.header
        assert not any(placed.repeated for placed in page[1:])
