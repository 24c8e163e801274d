"""What proves a briefing to its reader: the cited paragraphs, where each item stands in them, and why it is printed.

Paragraphs are slices of their articles, as all source words are. Reasons are words of ours from the labels, with the
phrases that tell a theme as the article writes them.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from briefing import anchors
from briefing.blocks import (
    Evidence,
    EvidenceMode,
    EvidenceWords,
    Proof,
    Run,
    Runs,
    SourceParagraph,
    SourceText,
    Stretch,
)
from briefing.model import Article, Briefing, Citation, CitedPoint, CitedQuote, Entry, Passage, Reason, Span
from briefing.render.labels import Labels
from briefing.render.wording import citation_of, dated, name_outlet

_SPACE = re.compile(r"\s+")
_AROUND = 1
"""Paragraphs before and behind a cited one that are shown with it."""

_Item = CitedPoint | CitedQuote


def gather_evidence(
    briefing: Briefing, labels: Labels, mode: EvidenceMode, printed: Collection[str]
) -> Evidence | None:
    """Return the evidence of what is printed, by its ids; None where no source is."""
    cited = _cited_paragraphs(briefing)
    entries = [entry for entry in briefing.register if anchors.source(entry.number) in printed]
    sources = tuple(_source(entry, cited.get(entry.number, set()), labels, mode) for entry in entries)
    proofs = tuple(proof for proof in _Proofs(briefing, labels).all() if proof.id in printed)
    return Evidence(sources, proofs, _words(labels, mode)) if sources else None


def _words(labels: Labels, mode: EvidenceMode) -> EvidenceWords:
    told = dict(labels.evidence)
    about = {"passage": told.pop("about_passage"), "article": told.pop("about_article")}
    return EvidenceWords(**told, about=about[mode])


# --- the sources --------------------------------------------------------------------------------------------------


def _source(entry: Entry, cited: set[int], labels: Labels, mode: EvidenceMode) -> SourceText:
    article = entry.article
    numbers = range(1, len(article.paragraphs) + 1)
    shown = numbers if mode == "article" else [n for n in numbers if any(abs(n - one) <= _AROUND for one in cited)]
    paragraphs = tuple(SourceParagraph(n, article.passage(article.paragraphs[n - 1]).text) for n in shown)
    language = "" if article.source.language == labels.language else article.source.language
    return SourceText(anchors.source(entry.number), tuple(_title(entry, labels)), paragraphs, language)


def _title(entry: Entry, labels: Labels) -> Iterator[Run]:
    source = entry.article.source
    yield Run(f"{name_outlet(source, labels)}, ", "plain")
    yield dated(source, labels, "plain", labels.day)


def _cited_paragraphs(briefing: Briefing) -> dict[int, set[int]]:
    """Return of each source the paragraphs that something printed cites; who said what lists more than is printed."""
    cited: dict[int, set[int]] = {}
    for citation in _citations(briefing):
        first, last = citation.paragraphs
        cited.setdefault(citation.number, set()).update(range(first, last + 1))
    return cited


def _citations(briefing: Briefing) -> Iterator[Citation]:
    yield from (point.citation for point in briefing.points())
    yield from (quote.citation for quote in briefing.quotes())
    yield from (event.citation for event in briefing.events)
    yield from (figure.citation for figure in briefing.figures)
    yield from (citation for one in briefing.discrepancies for citation in one.citations)


# --- the items ----------------------------------------------------------------------------------------------------


class _Proofs:
    """Says of each printed item where it stands and why."""

    def __init__(self, briefing: Briefing, labels: Labels) -> None:
        self._briefing, self._labels = briefing, labels
        self._articles = briefing.articles()
        self._titles = {section.slug: section.title for section in briefing.sections}
        self._homes = {_passage(item): section for section in briefing.sections for item in section.items}
        self._contradicted = frozenset(briefing.corroboration.touched)

    def all(self) -> Iterator[Proof]:
        """Yield the proof of every point and quotation, highlights first."""
        yield from self._of(self._briefing.highlights, self._labels.reasons["place_in_highlights"])
        for section in self._briefing.sections:
            yield from self._of(section.items, self._labels.reasons["place"])

    def _of(self, items: Iterable[_Item], place: str) -> Iterator[Proof]:
        items = tuple(items)
        for number, item in enumerate(items, 1):
            passage = _passage(item)
            article, home = self._articles[passage.article_id], self._homes.get(passage)
            told = place.format(place=number, all=len(items))
            yield Proof(
                item.id,
                anchors.source(item.citation.number),
                citation_of(item.citation),
                tuple(_stretches(article, passage.span)),
                (*self._themes(item), *((Run(line, "plain"),) for line in (told, *self._rank(item, article)))),
                home.title if home else "",
                tuple(dict.fromkeys(_speakers(item, article))),
            )

    def _themes(self, item: _Item) -> Iterator[Runs]:
        """Yield a line for each theme that speaks for itself here, its own first."""
        if not item.reasons:
            yield (Run(self._labels.reasons["no_theme"], "plain"),)
        for reason in item.reasons:
            phrases = tuple(_phrases(reason))
            yield (Run(self._theme(reason) + " " * bool(phrases), "plain"), *phrases)

    def _theme(self, reason: Reason) -> str:
        words = self._labels.reasons
        kind = "example" if reason.example else "taken_over" if reason.from_paragraph is not None else "named"
        theme = self._titles.get(reason.theme, reason.theme)
        return words[kind].format(theme=theme, score=_short(reason.score), paragraph=reason.from_paragraph)

    def _rank(self, item: _Item, article: Article) -> Iterator[str]:
        """Yield what bears on an item's rank beside its theme."""
        words = self._labels.reasons
        yield words["paragraph"].format(paragraph=item.citation.paragraphs[0], all=len(article.paragraphs))
        support = item.support if isinstance(item, CitedPoint) else None
        if support and len(support.articles) > 1:
            counts = (("origins", support.origins), ("articles", len(support.articles)))
            yield words["carried"].format(by=", ".join(self._labels.count(name, n) for name, n in counts))
        elif support:
            yield words["alone"]
        if item.id in self._contradicted:
            yield words["contradicted"]
        if item.novelty:
            yield words[item.novelty]


def _passage(item: _Item) -> Passage:
    return item.excerpt.passage if isinstance(item, CitedPoint) else item.quote.passage


def _stretches(article: Article, span: Span) -> Iterator[Stretch]:
    """Yield what a span has of each paragraph, counted from the paragraph's start."""
    for number, whole in enumerate(article.paragraphs, 1):
        if span.overlaps(whole):
            start, end = max(span.start, whole.start), min(span.end, whole.end)
            yield Stretch(number, Span(start - whole.start, end - whole.start))


def _speakers(item: _Item, article: Article) -> Iterator[str]:
    """Yield whom the page or its source names as saying what an item has."""
    span = _passage(item).span
    quotes = (quote.attribution for quote in article.quotes if span.contains(quote.passage.span))
    reports = (report.attribution for report in article.reports if span.overlaps(report.span))
    told = (item.quote.attribution,) if isinstance(item, CitedQuote) else (*quotes, *reports)
    yield from (_SPACE.sub(" ", one.speaker.name) for one in told if one.speaker and not one.withheld)


def _phrases(reason: Reason) -> Iterator[Run]:
    """Yield the phrases that tell a theme, each once, as the article writes them."""
    for number, phrase in enumerate(dict.fromkeys(reason.phrases)):
        yield from (Run("; ", "plain"),) if number else ()
        yield Run(_SPACE.sub(" ", phrase), "source")


def _short(score: float) -> str:
    return f"{score:.2f}".rstrip("0").rstrip(".")
