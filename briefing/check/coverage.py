"""Proof of the counts of articles: of each theme against what is printed and cited, and of charts against the counts.

Which theme an article that is not cited belongs to cannot be proved from the briefing, nor its day; what earlier
briefings counted was read from their records as they were published.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from briefing import anchors
from briefing.blocks import Chart
from briefing.model import Briefing, Coverage, Finding


def prove_coverage(briefing: Briefing) -> Iterator[Finding]:
    """Yield what does not hold of the counts of articles on each theme."""
    if [one.slug for one in briefing.coverage] != [section.slug for section in briefing.sections]:
        yield Finding("coverage", "coverage", "its themes are not those of the sections")
    known = {article for story in briefing.stories for article in story.articles}
    days = {entry.article.id: entry.article.source.published for entry in briefing.register}
    on_theme = _on_themes(briefing)
    for one in briefing.coverage:
        yield from (Finding("coverage", one.slug, message) for message in _doubts(one, known, on_theme, days))
        if any(not briefing.period.holds(day) for day, _ in one.days):
            yield Finding("coverage", one.slug, "it counts a day outside the period")
    yield from _prove_past(briefing)


def _on_themes(briefing: Briefing) -> dict[str, set[str]]:
    """Return the cited articles on each theme, by the reasons of what is printed of them; the last section has none."""
    found: dict[str, set[str]] = {}
    *_, other = (section.slug for section in briefing.sections)
    for section in briefing.sections:
        for item in section.items:
            for slug in {reason.theme for reason in item.reasons} or {other}:
                found.setdefault(slug, set()).add(item.citation.article_id)
    return found


def _doubts(
    told: Coverage, known: set[str], on_theme: Mapping[str, set[str]], days: Mapping[str, date | None]
) -> Iterator[str]:
    articles = set(told.articles)
    if len(articles) < len(told.articles) or articles - known:
        yield "it counts an article twice, or one that is not used"
    if on_theme.get(told.slug, set()) - articles:
        yield "it leaves out an article that is printed on the theme"
    cited = Counter(days[one] for one in articles & days.keys())
    counts: dict[date | None, int] = {**dict(told.days), None: told.undated}
    if any(count > counts.get(day, 0) for day, count in cited.items()) or told.undated < 0:
        yield "it has fewer articles on a day than are cited"


def _prove_past(briefing: Briefing) -> Iterator[Finding]:
    """Earlier periods are as long as this one, in order, and counted every theme."""
    slugs = {one.slug for one in briefing.coverage}
    ends = [(one.first, one.last) for one in briefing.past]
    period = briefing.period
    if ends and period.first and period.last:
        in_order = all(
            one[1] < other[0] for one, other in zip(ends, [*ends[1:], (period.first, period.last)], strict=True)
        )
        if not in_order or {last - first for first, last in ends} != {period.last - period.first}:
            yield Finding("coverage", "past", "its periods are not in order, or of another length")
    if any(slugs - dict(one.articles).keys() for one in briefing.past):
        yield Finding("coverage", "past", "a theme was not counted there")


def prove_chart(chart: Chart, titles: Mapping[str, str], briefing: Briefing) -> Iterator[Finding]:
    """Yield what does not hold of a chart on the page; `titles` are those of the sections, by their ids."""
    rows = {row.label: row.values for row in chart.series}
    labels = [titles.get(anchors.section(one.slug)) for one in briefing.coverage]
    if len(chart.series) != len(labels) or any(label and label not in rows for label in labels):
        yield Finding("chart", chart.id, "its rows are not the themes")
        return
    for row, one in zip(chart.series, briefing.coverage, strict=True):
        if len(row.values) != len(chart.columns) or row.values != _expected(chart, one, briefing, row.values):
            yield Finding("chart", chart.id, f"{row.label}: {row.values} is not what was counted")


def _expected(chart: Chart, told: Coverage, briefing: Briefing, values: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers of a row: every day's where there is a column for each, else what they come to."""
    if chart.id == anchors.TREND_CHART:
        return (*(dict(one.articles)[told.slug] for one in briefing.past), len(told.articles))
    dated, apart = (values[:-1], values[-1:]) if chart.apart else (values, ())
    first, last = briefing.period.first, briefing.period.last
    if first and last and len(dated) == (last - first).days + 1:
        counts = {(day - first).days: count for day, count in told.days}
        dated = tuple(counts.get(number, 0) for number in range(len(dated)))
    elif sum(dated) != sum(count for _, count in told.days):
        return ()
    return (*dated, *((told.undated,) if apart else ()))
