"""How a briefing gets shorter, step by step, until it fits the pages it may have."""

from collections.abc import Iterator
from dataclasses import replace

from briefing.settings import Settings

_KEYS = ("table_rows", "events", "quotations_per_theme", "points_per_theme", "highlights", "key_figures")
_STEPS = (
    (10, 8, 2, 5, 5, 4),
    (5, 5, 2, 5, 5, 4),
    (5, 5, 1, 5, 5, 4),
    (5, 4, 1, 4, 4, 3),
    (3, 3, 1, 3, 3, 3),
    (3, 3, 1, 2, 3, 2),
    (0, 3, 1, 2, 3, 2),
    (0, 0, 0, 2, 3, 0),
    (0, 0, 0, 1, 3, 0),
    (0, 0, 0, 1, 0, 0),
)
"""Reference tables give way first, then quotations, then points; every theme keeps one."""
_PAGE_STEPS = (
    (6, 2, 3, 2),
    (6, 1, 3, 2),
    (6, 1, 2, 2),
    (6, 1, 0, 2),
    (6, 0, 0, 2),
    *((points, 0, 0, 0) for points in range(6, 0, -1)),
)
"""Of one page, points, quotations, key figures, discrepancies: the second quotation gives way first, then figures, then
the other quotation, then discrepancies, then points."""


def shorten(settings: Settings) -> Iterator[Settings]:
    """Yield the settings as they are, then shorter and shorter ones; none asks for more than they do."""
    if settings.one_page:
        yield from _shorten_page(settings)
        return
    yield settings
    for step in _STEPS:
        least = {key: min(getattr(settings, key), most) for key, most in zip(_KEYS, step, strict=True)}
        yield replace(settings, **least)


def _shorten_page(settings: Settings) -> Iterator[Settings]:
    """Yield what one page may have. A theme's points lead it, so there are no highlights beside them."""
    for points, quotations, figures, rows in _PAGE_STEPS:
        yield replace(
            settings,
            highlights=0,
            events=0,
            points_in_all=points,
            quotations_in_all=quotations,
            key_figures=min(settings.key_figures, figures),
            table_rows=min(settings.table_rows, rows),
        )
