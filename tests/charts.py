"""Charts in invented words, for the tests of renderers and read-back."""

from dataclasses import replace

import pages

from briefing.blocks import Chart, Heading, Masthead, Note, Page, Series

_LONG = "Air and missile defense of the Black Sea region, its radar posts, patrols and the ports they cover, part"


def by_day() -> Chart:
    """Three themes on seven days, and what has no date."""
    return Chart(
        "chart-days",
        "Articles by theme and day",
        "Articles by theme and day: most, 12, of the Black Sea on Wed 4; 5 have no date.",
        ("Mon 2", "Tue 3", "Wed 4", "Thu 5", "Fri 6", "Sat 7", "Sun 8", "undated"),
        (
            Series("Air defense", (1, 0, 3, 2, 0, 0, 1, 2)),
            Series("The Black Sea", (4, 7, 12, 5, 3, 0, 0, 3)),
            Series("Support for Ukraine and what NATO members pay for it", (0, 0, 2, 0, 1, 0, 0, 0)),
        ),
        apart=True,
    )


def by_week(themes: int = 8) -> Chart:
    """Themes over six weeks."""
    series = tuple(
        Series(f"Theme of number {n}", tuple((n * 37 + week * 11) % 60 for week in range(6))) for n in range(themes)
    )
    weeks = tuple(f"W{week}" for week in range(40, 46))
    return Chart("chart-weeks", "Articles by theme, last six weeks", "Articles by theme over six weeks.", weeks, series)


def large(words: int = 1) -> Chart:
    """Twelve themes of long titles and sixteen columns, with numbers of three digits."""
    label = " ".join([_LONG] * words)
    series = tuple(Series(f"{label} {n}", tuple((n * n * 71 + day * 97) % 501 for day in range(16))) for n in range(12))
    names = tuple(f"{name} {day}" for day, name in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri"] * 3, 9))
    return Chart("chart-large", "Articles by theme and day", "Many articles.", (*names, "undated"), series, apart=True)


DAYS = Chart(
    "chart-days",
    "Articles by theme and day",
    "Columns for each of 3 themes on 7 days, and one for what has no date.",
    ("Mon 2", "Tue 3", "Wed 4", "Thu 5", "Fri 6", "Sat 7", "Sun 8", "undated"),
    (
        Series("Air defense", (3, 0, 1, 12, 4, 0, 0, 2)),
        Series("The Black Sea & the <port>", (0, 2, 5, 1, 0, 0, 7, 0)),
        Series("=SUM(B2:B9)", (1, 1, 1, 1, 1, 1, 1, 1)),
    ),
    apart=True,
)
"""With the undated apart."""
WEEKS = Chart(
    "chart-weeks",
    "Articles by theme over the last weeks",
    "Columns for each of 8 themes in 6 weeks.",
    ("W5", "W6", "W7", "W8", "W9", "W10"),
    tuple(Series(f"Theme {number}", tuple(number * week % 11 for week in range(6))) for number in range(8)),
)


def page(*charts: Chart) -> Page:
    """A page of charts, each in a section of its own; the first is as wide as the page."""
    blocks = [Masthead("Weekly briefing", "", ())]
    for number, chart in enumerate(charts):
        blocks += [Heading(f"h{number}", f"Section {number}", (), wide=number == 0), chart]  # type: ignore[list-item]
    return replace(pages.page(*blocks, Note((pages.ours("Behind the last chart."),))))
