"""What becomes of each input: used, a duplicate, outside the period, or rejected; nothing else, and nothing lost."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.compose.ahead import last_plausible
from briefing.compose.cards import hold
from briefing.compose.copies import find_reuse
from briefing.compose.held import Held, Readable
from briefing.compose.locate import names
from briefing.compose.templates import find_templates
from briefing.compose.versions import find_versions
from briefing.model import BRIEFED, Analysis, Entry, Fate, Period, Problem, Span
from briefing.settings import Settings

_EXCLUDED = "excluded in the settings"


@dataclass(frozen=True, slots=True)
class Sorted:
    """All inputs, sorted out."""

    period: Period
    used: tuple[Held, ...]
    """This period's by date, then undated ones."""
    templates: tuple[tuple[Span, ...], ...]
    """Of each of these the lines, in order, that its site repeats on its pages."""
    copies: tuple[tuple[Held, Held], ...]
    """Each repeated article with its original."""
    reused: tuple[tuple[Held, Held], ...]
    """Articles that have words of an earlier one, and words of their own, each with that one."""
    outside: tuple[Held, ...]
    excluded: tuple[Held, ...]
    briefed: tuple[Held, ...] = ()
    """Left out, since an earlier briefing had them."""
    ahead: tuple[Held, ...] = ()
    """Those of them all whose dates lie far ahead of all others; they are in their places, too."""
    versions: tuple[tuple[Held, Held], ...] = ()
    """Each earlier version of an article with its latest one, which may be a copy or briefed on."""

    @property
    def told(self) -> tuple[Held, ...]:
        """The articles that the briefing is on, with copies and earlier versions of these."""
        return (*self.used, *(one for one, _ in (*self.copies, *self.versions)))

    @property
    def all(self) -> tuple[Held, ...]:
        """Every article that came in."""
        return (*self.told, *self.outside, *self.excluded, *self.briefed)


def sort_out(analyses: Sequence[Analysis], settings: Settings, briefed: Container[str] = ()) -> Sorted:
    """Sort the articles of `analyses` by what becomes of them, whatever order they come in.

    Those with an id in `briefed` are left out, and so is a copy or an earlier version of one; the period is that of the
    others.
    """
    articles = sorted(hold(analyses), key=arrival)
    excluded = [one for one in articles if _is_excluded(one, settings.exclude)]
    without = set(excluded)
    kept = [one for one in articles if one not in without]
    last = last_plausible(one.source.published for one in kept if one.source.published)
    period = settings.period.resolve(_telling([one for one in kept if one.id not in briefed], last))
    arrived = [one for one in kept if one.id in briefed]
    arrived += [one for one in kept if one.id not in briefed and _belongs(one, period)]
    repeated = find_templates(arrived)
    earlier = find_versions(arrived, repeated)
    left = [place for place, one in enumerate(arrived) if place not in earlier or one.id in briefed]
    inside, templates = [arrived[place] for place in left], [repeated[place] for place in left]
    reuse = find_reuse(inside, templates)
    copies = {one.later for one in reuse if one.whole}
    used = [place for place, one in enumerate(inside) if place not in copies and one.id not in briefed]
    pairs = [(inside[one.later], inside[one.earlier], one.whole) for one in reuse]
    return Sorted(
        period=period,
        used=tuple(inside[position] for position in used),
        templates=tuple(templates[position] for position in used),
        copies=tuple((later, earlier) for later, earlier, whole in pairs if whole and later.id not in briefed),
        reused=tuple((later, earlier) for later, earlier, whole in pairs if not whole and earlier.id not in briefed),
        briefed=tuple(one for one in inside if one.id in briefed),
        versions=tuple(
            (arrived[one], arrived[last]) for one, last in earlier.items() if arrived[one].id not in briefed
        ),
        outside=tuple(one for one in kept if not (one.id in briefed or _belongs(one, period))),
        excluded=tuple(excluded),
        ahead=tuple(one for one in kept if last and one.source.published and one.source.published > last),
    )


def _telling(articles: Sequence[Readable], last: date | None) -> list[date]:
    """Return the dates that tell which days are meant: the certain ones, if there are any, up to the last plausible."""
    certain = [day for one in articles if (day := one.source.certain_day)]
    likely = [day for one in articles if (day := one.source.published)]
    return [day for day in certain or likely if last is None or day <= last]


def arrival(article: Readable) -> tuple[bool, str, str, str]:
    """Sorts articles whatever order they come in: by date, undated ones last."""
    source = article.source
    return (source.published is None, str(source.published or ""), source.sha256, source.path)


def account(analyses: Sequence[Analysis], inputs: Sorted, register: Sequence[Entry]) -> tuple[Fate, ...]:
    """Return the fate of every input, sorted by path; there are as many as inputs."""
    numbers = {_key(entry.article): entry.number for entry in register}
    fates = [_used(one, numbers) for one in inputs.used]
    fates += [_fate(copy, "duplicate", f"repeats {original.source.path}") for copy, original in inputs.copies]
    fates += [_fate(one, "duplicate", f"an earlier version of {last.source.path}") for one, last in inputs.versions]
    fates += [_fate(article, "outside", _when(article)) for article in inputs.outside]
    fates += [_fate(article, "rejected", _EXCLUDED) for article in inputs.excluded]
    fates += [_fate(article, "outside", BRIEFED) for article in inputs.briefed]
    fates += [Fate(one.where, file.sha256, "rejected", one.message) for file in analyses for one in file.rejected]
    return tuple(sorted(fates, key=lambda fate: (fate.path, fate.sha256)))


def _when(article: Held) -> str:
    """Return when an article was published, and whether that is certain."""
    likely = "" if article.source.certain_day else ", as inferred from the page"
    return f"published {article.source.published}{likely}"


def report_ahead(inputs: Sorted) -> tuple[Problem, ...]:
    """Return a problem for each article with a date that lies far ahead of all others."""
    hint = "mend its date, or ask for that week by --week"
    return tuple(
        Problem("compose", one.source.path, f"it is dated {one.source.published}, in the future by all others", hint)
        for one in inputs.ahead
    )


def report_future(inputs: Sorted, today: date) -> tuple[Problem, ...]:
    """Return a problem for each other article that is dated later than tomorrow; it may be today there already."""
    ahead, tomorrow = set(inputs.ahead), today + timedelta(days=1)
    found = sorted((one for one in inputs.all if one not in ahead), key=lambda one: one.source.path)
    return tuple(
        Problem("compose", one.source.path, f"it is dated {one.source.published}, in the future", "mend its date")
        for one in found
        if one.source.published and one.source.published > tomorrow
    )


def _belongs(article: Held, period: Period) -> bool:
    return article.source.published is None or period.holds(article.source.published)


def _is_excluded(article: Held, patterns: Sequence[str]) -> bool:
    return any(names(pattern, article.source.path) for pattern in patterns)


def _key(article: Readable) -> tuple[str, str]:
    """Return what tells an article from all others: neither paths nor ids need be different."""
    return article.source.path, article.id


def _used(article: Held, numbers: dict[tuple[str, str], int]) -> Fate:
    number = numbers.get(_key(article))
    return _fate(article, "used", f"source {number}" if number else "read, nothing of it printed")


def _fate(article: Held, outcome: str, detail: str) -> Fate:
    return Fate(article.source.path, article.source.sha256, outcome, detail)  # type: ignore[arg-type]
