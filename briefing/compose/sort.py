"""What becomes of each input: used, a duplicate, outside the period, or rejected; nothing else, and nothing lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose.copies import find_reuse
from briefing.compose.locate import names
from briefing.compose.templates import find_templates
from briefing.model import Analysis, Article, Digest, Entry, Fate, Period, Span
from briefing.settings import Settings

_EXCLUDED = "excluded in the settings"


@dataclass(frozen=True, slots=True)
class Sorted:
    """All inputs, sorted out."""

    period: Period
    used: tuple[Digest, ...]
    """This period's by date, then undated ones."""
    templates: tuple[tuple[Span, ...], ...]
    """Of each of these the lines, in order, that its site repeats on its pages."""
    copies: tuple[tuple[Article, Article], ...]
    """Each repeated article with its original."""
    reused: tuple[tuple[Article, Article], ...]
    """Articles that have words of an earlier one, and words of their own, each with that one."""
    outside: tuple[Article, ...]
    excluded: tuple[Article, ...]


def sort_out(analyses: Sequence[Analysis], settings: Settings) -> Sorted:
    """Sort the articles of `analyses` by what becomes of them, whatever order they come in."""
    digests = sorted((one for analysis in analyses for one in analysis.digests), key=lambda one: arrival(one.article))
    excluded = [digest for digest in digests if _is_excluded(digest.article, settings.exclude)]
    kept = [digest for digest in digests if not _is_excluded(digest.article, settings.exclude)]
    dates = [digest.article.source.published for digest in kept if digest.article.source.published]
    period = settings.period.resolve(dates)
    inside = [digest for digest in kept if _belongs(digest.article, period)]
    articles = [digest.article for digest in inside]
    templates = find_templates(articles)
    reuse = find_reuse(articles, templates)
    copies = {one.later for one in reuse if one.whole}
    pairs = [(inside[one.later].article, inside[one.earlier].article, one.whole) for one in reuse]
    return Sorted(
        period=period,
        used=tuple(digest for position, digest in enumerate(inside) if position not in copies),
        templates=tuple(lines for position, lines in enumerate(templates) if position not in copies),
        copies=tuple((later, earlier) for later, earlier, whole in pairs if whole),
        reused=tuple((later, earlier) for later, earlier, whole in pairs if not whole),
        outside=tuple(digest.article for digest in kept if not _belongs(digest.article, period)),
        excluded=tuple(digest.article for digest in excluded),
    )


def arrival(article: Article) -> tuple[bool, str, str, str]:
    """Sorts articles whatever order they come in: by date, undated ones last."""
    source = article.source
    return (source.published is None, str(source.published or ""), source.sha256, source.path)


def account(analyses: Sequence[Analysis], inputs: Sorted, register: Sequence[Entry]) -> tuple[Fate, ...]:
    """Return the fate of every input, sorted by path; there are as many as inputs."""
    numbers = {_key(entry.article): entry.number for entry in register}
    fates = [_used(digest.article, numbers) for digest in inputs.used]
    fates += [_fate(copy, "duplicate", f"repeats {original.source.path}") for copy, original in inputs.copies]
    fates += [_fate(article, "outside", f"published {article.source.published}") for article in inputs.outside]
    fates += [_fate(article, "rejected", _EXCLUDED) for article in inputs.excluded]
    fates += [Fate(one.where, file.sha256, "rejected", one.message) for file in analyses for one in file.rejected]
    return tuple(sorted(fates, key=lambda fate: (fate.path, fate.sha256)))


def _belongs(article: Article, period: Period) -> bool:
    return article.source.published is None or period.holds(article.source.published)


def _is_excluded(article: Article, patterns: Sequence[str]) -> bool:
    return any(names(pattern, article.source.path) for pattern in patterns)


def _key(article: Article) -> tuple[str, str]:
    """Return what tells an article from all others: neither paths nor ids need be different."""
    return article.source.path, article.id


def _used(article: Article, numbers: dict[tuple[str, str], int]) -> Fate:
    number = numbers.get(_key(article))
    return _fate(article, "used", f"source {number}" if number else "read, nothing of it printed")


def _fate(article: Article, outcome: str, detail: str) -> Fate:
    return Fate(article.source.path, article.source.sha256, outcome, detail)  # type: ignore[arg-type]
