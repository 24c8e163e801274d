"""Who said what: the statements of the cited articles by speaker and article, whether they are printed or not."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.model import Article, Entry, Event, Occasion, Speaker, Statements


@dataclass(frozen=True, slots=True)
class _Statement:
    """One quotation or report with a speaker."""

    speaker: Speaker
    kind: Literal["full", "fragment", "report"]
    paragraph: int
    occasion: Occasion | None


def collect(register: Sequence[Entry]) -> tuple[Statements, ...]:
    """Return a row for each speaker of each cited article, whoever says most first; a speaker's rows stay together."""
    rows = [row for entry in register for row in _rows(entry)]
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row.speaker.name] += len(row.full) + len(row.fragments) + len(row.reported)
    return tuple(sorted(rows, key=lambda row: (-totals[row.speaker.name], row.speaker.name, row.number)))


def _rows(entry: Entry) -> Iterator[Statements]:
    by_name: dict[str, list[_Statement]] = defaultdict(list)
    for statement in _statements(entry.article):
        by_name[statement.speaker.name].append(statement)
    for said in by_name.values():
        speakers = [one.speaker for one in said]
        yield Statements(
            speaker=next((speaker for speaker in speakers if speaker.role), speakers[0]),
            number=entry.number,
            article_id=entry.article.id,
            full=tuple(one.paragraph for one in said if one.kind == "full"),
            fragments=tuple(one.paragraph for one in said if one.kind == "fragment"),
            reported=tuple(one.paragraph for one in said if one.kind == "report"),
            events=_events(said),
        )


def _statements(article: Article) -> Iterator[_Statement]:
    for quote in article.quotes:
        if quote.speaker:
            kind: Literal["full", "fragment"] = "full" if quote.full else "fragment"
            yield _Statement(quote.speaker, kind, quote.paragraph, quote.occasion)
    for report in article.reports:
        if report.attribution.speaker:
            yield _Statement(report.attribution.speaker, "report", report.paragraph, report.occasion)


def _events(said: Sequence[_Statement]) -> tuple[Event, ...]:
    """Return the occasions in the order of the paragraphs they are told in."""
    places: dict[Occasion, list[int]] = defaultdict(list)
    for one in sorted(said, key=lambda one: one.paragraph):
        if one.occasion:
            places[one.occasion].append(one.paragraph)
    return tuple(Event(occasion, tuple(paragraphs)) for occasion, paragraphs in places.items())
