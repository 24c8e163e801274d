"""What becomes of each input: used, a duplicate, outside the period, or rejected; nothing else, and nothing lost."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from briefing.compose.cards import hold
from briefing.compose.copies import find_reuse
from briefing.compose.held import Held, Readable
from briefing.compose.locate import names
from briefing.compose.templates import find_templates
from briefing.model import BRIEFED, Analysis, Entry, Fate, Period, Span
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

    @property
    def told(self) -> tuple[Held, ...]:
        """The articles that the briefing tells of, if only that they lie outside its period."""
        return (*self.used, *(copy for copy, _ in self.copies), *self.outside)

    @property
    def all(self) -> tuple[Held, ...]:
        """Every article that came in."""
        return (*self.told, *self.excluded, *self.briefed)


def sort_out(analyses: Sequence[Analysis], settings: Settings, briefed: Container[str] = ()) -> Sorted:
    """Sort the articles of `analyses` by what becomes of them, whatever order they come in.

    Those with an id in `briefed` are left out, and so is a copy of one; the period is that of the others.
    """
    articles = sorted(hold(analyses), key=arrival)
    excluded = [one for one in articles if _is_excluded(one, settings.exclude)]
    kept = [one for one in articles if not _is_excluded(one, settings.exclude)]
    dates = [one.source.published for one in kept if one.source.published and one.id not in briefed]
    period = settings.period.resolve(dates)
    inside = [one for one in kept if one.id in briefed]
    inside += [one for one in kept if one.id not in briefed and _belongs(one, period)]
    templates = find_templates(inside)
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
        outside=tuple(one for one in kept if not (one.id in briefed or _belongs(one, period))),
        excluded=tuple(excluded),
    )


def arrival(article: Readable) -> tuple[bool, str, str, str]:
    """Sorts articles whatever order they come in: by date, undated ones last."""
    source = article.source
    return (source.published is None, str(source.published or ""), source.sha256, source.path)


def account(analyses: Sequence[Analysis], inputs: Sorted, register: Sequence[Entry]) -> tuple[Fate, ...]:
    """Return the fate of every input, sorted by path; there are as many as inputs."""
    numbers = {_key(entry.article): entry.number for entry in register}
    fates = [_used(one, numbers) for one in inputs.used]
    fates += [_fate(copy, "duplicate", f"repeats {original.source.path}") for copy, original in inputs.copies]
    fates += [_fate(article, "outside", f"published {article.source.published}") for article in inputs.outside]
    fates += [_fate(article, "rejected", _EXCLUDED) for article in inputs.excluded]
    fates += [_fate(article, "outside", BRIEFED) for article in inputs.briefed]
    fates += [Fate(one.where, file.sha256, "rejected", one.message) for file in analyses for one in file.rejected]
    return tuple(sorted(fates, key=lambda fate: (fate.path, fate.sha256)))


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
