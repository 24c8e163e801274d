"""Who says each quotation of an article and how that is known, as text for a person to read."""

import re
from collections.abc import Iterator

from briefing.model import Article, Attribution, Passage, Quote
from briefing.render.labels import Labels
from briefing.settings import Settings

_BREAK = re.compile(r"\s*\n\s*")
_INDENT = "    "


def explain_quotes(article: Article, labels: Labels, settings: Settings) -> str:
    """Return a block for each quotation of an article as extracted, and what the settings make of its speaker."""
    head = labels.show["article"].format(
        path=article.source.path, quotations=labels.count("quotations", len(article.quotes))
    )
    explainer = _Explainer(article, labels, settings)
    return "\n\n".join((head, *(explainer.block(quote) for quote in article.quotes)))


class _Explainer:
    """Explains the quotations of one article in one language of ours."""

    def __init__(self, article: Article, labels: Labels, settings: Settings) -> None:
        self._article, self._labels, self._settings = article, labels, settings

    def block(self, quote: Quote) -> str:
        """Return a quotation, its place in front and what is known of it below."""
        words, span = self._labels.show, quote.passage.span
        place = words["full" if quote.full else "fragment"]
        head = place.format(paragraph=quote.paragraph, start=span.start, end=span.end)
        told = dict(self._told(quote))
        width = max(map(len, told)) + 2
        lines = (f"{name:{width}}{value}" for name, value in told.items())
        return f"\n{_INDENT}".join((head, _BREAK.sub(" ", quote.passage.text), *lines))

    def _told(self, quote: Quote) -> Iterator[tuple[str, str]]:
        words, told = self._labels.show, quote.attribution
        yield words["speaker"], self._speaker(told)
        yield words["mention"], self._passage(told.mention, self._labels.kinds[told.kind])
        yield words["cue"], told.cue.text if told.cue else words["nothing"]
        yield words["rule"], self._labels.rules[told.rule]
        yield words["grade"], self._labels.grades[told.grade]
        yield words["occasion"], self._occasion(quote)
        yield words["page"], self._page(told)

    def _speaker(self, told: Attribution) -> str:
        words, speaker = self._labels.show, told.speaker
        if speaker is None:
            return words["unidentified"]
        who = f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
        return words["identified"].format(speaker=who, paragraph=self._article.paragraph_at(speaker.proof.start))

    def _passage(self, passage: Passage | None, kind: str) -> str:
        words = self._labels.show
        if passage is None:
            return words["nothing"]
        paragraph = self._article.paragraph_at(passage.span.start)
        return words["words"].format(words=_BREAK.sub(" ", passage.text), kind=kind, paragraph=paragraph)

    def _occasion(self, quote: Quote) -> str:
        occasion = quote.occasion
        if occasion is None:
            return self._labels.show["nothing"]
        parts = [_BREAK.sub(" ", part.text) for part in (occasion.place, occasion.time) if part]
        return ", ".join(parts) + (f" [{self._labels.short_day(occasion.day)}]" if occasion.day else "")

    def _page(self, told: Attribution) -> str:
        words = self._labels.show
        if told.speaker is None and told.unnamed is None:
            return words["unknown"]
        if self._settings.tells(told.grade):
            return words["named"]
        return words["withheld" if told.grade == "likely" else "uncertain"]
