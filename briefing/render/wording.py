"""Runs for what the outline names by id: a source's words with our edits, who said them, and where they stand."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from briefing import anchors
from briefing.blocks import BREAK, Run, Runs, Voice
from briefing.model import (
    Briefing,
    Citation,
    CitedPoint,
    CitedQuote,
    Edit,
    Excerpt,
    Fate,
    Mark,
    Occasion,
    Passage,
    Quote,
    Source,
    Span,
    Speaker,
    Statements,
    Story,
    Support,
)
from briefing.render.labels import Labels

_BREAK = re.compile(r"\s*\n\s*")
_TIE = "\u00a0"
_TIED = 30
_TIED_PARAGRAPHS = 3
"""So many stay on one line."""
_MOST_PARAGRAPHS = 6
_MOST_OUTLETS = 6
_MOST_EVENTS = 2
"""That a row of who said what lists; the others are counted."""


class Wording:
    """Words the items of one briefing, in one language of ours."""

    def __init__(self, briefing: Briefing, labels: Labels) -> None:
        self._articles, self._labels = briefing.articles(), labels
        self._contradicted = frozenset(briefing.corroboration.touched)
        self._contradiction = (labels.one_page if briefing.whole else labels.items)["contradicted"]
        self._languages = {id: article.source.language for id, article in self._articles.items()}

    # --- a source's words ---

    def quotation(self, quote: Quote) -> Runs:
        """Return a quotation's words, marks included."""
        return self.words(Excerpt(quote.passage, (), quote.marks))

    def value(self, passage: Passage, large: bool = False) -> Run:
        """Return a number, a day or a name by itself."""
        return replace(self._plain_slice(passage), voice="figure" if large else "source")

    def words(self, excerpt: Excerpt) -> Runs:
        """Return the words of an excerpt: the source's, our edits in brackets."""
        runs: list[Run] = []
        position = excerpt.passage.span.start
        changes: tuple[Edit | Mark, ...] = (*excerpt.edits, *excerpt.marks)
        for change in sorted(changes, key=lambda one: one.span):
            if change.span.start < position or (isinstance(change, Mark) and change.kind == "ellipsis"):
                continue
            runs += self._slice(excerpt, Span(position, change.span.start), "source")
            runs += self._change(excerpt, change)
            position = change.span.end
        runs += self._slice(excerpt, Span(position, excerpt.passage.span.end), "source")
        return tuple(runs)

    def _change(self, excerpt: Excerpt, change: Edit | Mark) -> Iterator[Run]:
        if isinstance(change, Mark):
            yield from self._slice(excerpt, change.span, "insertion")
        else:
            gap = " " if change.span.start == change.span.end else ""
            words = change.replacement or "…"
            yield Run(f"{gap}[{words.replace(' ', _TIE) if change.reason == 'date' else words}]", "edit")

    def _slice(self, excerpt: Excerpt, span: Span, voice: Voice) -> Iterator[Run]:
        text = self._articles[excerpt.passage.article_id].text[span.start : span.end]
        if text:
            yield Run(_BREAK.sub(" ", text), voice, language=self._language(excerpt.passage))

    def _language(self, passage: Passage) -> str:
        """Return the language of a passage where it is told and is not that of our own words."""
        language = self._languages.get(passage.article_id, "")
        return "" if language == self._labels.language else language

    # --- who and where ---

    def citation(self, citation: Citation, target: str = "") -> Run:
        """Return `2 ¶5`, linked to the register or to `target`."""
        return Run(citation_of(citation), "accent", target or anchors.source(citation.number))

    def tail(self, point: CitedPoint, with_origin: bool) -> Runs:
        """Return what follows a point: its citation, on request outlet and date, and whose the words in italics are."""
        origin = self._short_origin(point.citation) if with_origin else ()
        kinds = {mark.kind for mark in point.excerpt.marks}
        notes = " ".join(self._labels.items[kind] for kind in ("insertion", "bracket") if kind in kinds)
        support = self._support(point.support)
        told = [Run(f"{_TIE}· {support}", "muted")] if support else []
        if point.id in self._contradicted:
            told += [Run(f"{_TIE}· ", "muted"), Run(self._contradiction, "warning")]
        told += [Run(f"  {notes}", "muted")] if notes else []
        return (self.citation(point.citation), *origin, *told)

    def _support(self, support: Support | None) -> str:
        """Return who else carries a point: "2 origins, 5 outlets"; nothing for a single article."""
        if support is None or len(support.articles) < 2:
            return ""
        outlets = len(support.outlets)
        carriers = ("carriers", outlets) if outlets > 1 else ("articles", len(support.articles))
        counts = (self._labels.count("origins", support.origins), self._labels.count(*carriers))
        return ", ".join(counts).replace(" ", "\u00a0")

    def attribution(self, cited: CitedQuote, with_origin: bool) -> Runs:
        """Return the line under a quotation: who, where, when, its citation, and what must be said of the words."""
        quote = cited.quote
        who = _stopped(*self._who(quote), *self._occasion(quote.occasion, ", "))
        date = self._dated_origin(cited.citation) if with_origin else self._short_date(cited.citation, quote.occasion)
        notes = " ".join(self._notes(quote))
        after = (Run(f"  {notes}", "muted"),) if notes else ()
        return (*who, *date, Run(" ", "muted"), self.citation(cited.citation), *after)

    def _who(self, quote: Quote) -> Iterator[Run]:
        unnamed = quote.attribution.unnamed
        if unnamed:
            yield self._plain_slice(unnamed)
            yield Run(f" {self._labels.items['unnamed']}", "muted")
        elif quote.speaker is None:
            yield Run(self._labels.items["unidentified"], "warning")
        else:
            name, role = _title(quote.speaker)
            yield Run(name, "strong")
            if role:
                yield Run(f", {role}", "muted")

    def speaker(self, speaker: Speaker) -> Iterator[Run]:
        """Yield a name and, on a line below, the role that goes with it."""
        name, role = _title(speaker)
        yield Run(name, "strong")
        if role:
            yield BREAK
            yield Run(role, "muted")

    def _occasion(self, occasion: Occasion | None, before: str) -> Iterator[Run]:
        """Yield where and when something was said in the source's words, with the day that they mean in brackets."""
        if occasion is None:
            return
        for passage in filter(None, (occasion.place, occasion.time)):
            yield Run(before, "muted")
            yield self._plain_slice(passage)
            before = ", "
        if occasion.day:
            yield Run(f" [{self._labels.short_day(occasion.day)}]", "edit")

    def statements(self, row: Statements, paragraphs: Sequence[int]) -> Iterator[Run]:
        """Yield how many statements there are and, on a line below, where they stand: `1 ¶3, 6, 8`."""
        if paragraphs:
            yield Run(f"{len(paragraphs)}", "strong")
            yield BREAK
            yield from self._paragraphs(row.number, paragraphs)
        else:
            yield Run("–", "muted")

    def events(self, row: Statements) -> Iterator[Run]:
        """Yield the occasions of somebody's statements, then the article's date unless it is one of their days."""
        for event in row.events[:_MOST_EVENTS]:
            yield from self._occasion(event.occasion, "")
            yield Run(" ", "muted")
            yield from self._paragraphs(row.number, event.paragraphs)
            yield BREAK
        if len(row.events) > _MOST_EVENTS:
            yield Run(self._labels.count("more", len(row.events) - _MOST_EVENTS), "muted")
            yield BREAK
        source = self._articles[row.article_id].source
        if source.published not in [event.occasion.day for event in row.events[:_MOST_EVENTS] if event.occasion.day]:
            yield short_date(source, self._labels, "plain")

    def _paragraphs(self, number: int, paragraphs: Sequence[int]) -> Iterator[Run]:
        places = sorted(set(paragraphs))
        comma = ",\u00a0" if len(places) <= _TIED_PARAGRAPHS else ", "
        listed = comma.join(map(str, places[:_MOST_PARAGRAPHS]))
        yield Run(f"{number}\u202f¶{listed}", "accent", anchors.source(number))
        if len(places) > _MOST_PARAGRAPHS:
            more = self._labels.count("more", len(places) - _MOST_PARAGRAPHS).replace(" ", "\u00a0")
            yield Run(f" {more}", "muted")

    def _plain_slice(self, passage: Passage) -> Run:
        return Run(_BREAK.sub(" ", passage.text), "source", language=self._language(passage))

    def _notes(self, quote: Quote) -> Iterator[str]:
        items = self._labels.items
        kinds = {mark.kind for mark in quote.marks}
        yield from (items[kind] for kind in ("insertion", "bracket", "ellipsis") if kind in kinds)
        told = quote.attribution
        basis = "flow" if told.rule in ("paragraph", "continued", "lead-in", "around") else told.kind
        if quote.speaker and basis in ("pronoun", "title", "flow"):
            paragraph = self._articles[quote.passage.article_id].paragraph_at(quote.speaker.proof.start)
            yield items[f"named_from_{basis}"].format(paragraph=paragraph)

    def _short_date(self, citation: Citation, occasion: Occasion | None) -> Runs:
        """Return the article's date, which gives way to a day that the source states for the words themselves."""
        source = self._articles[citation.article_id].source
        if source.published is None:
            return (Run(" ", "muted"), Run(self._labels.register["undated"], "warning"))
        if occasion and occasion.day:
            return ()
        return _stopped(*_joined(" ", short_date(source, self._labels, "muted")))

    def _dated_origin(self, citation: Citation) -> Runs:
        return (*self._short_origin(citation), Run(".", "muted"))

    def _short_origin(self, citation: Citation) -> Runs:
        """Return outlet and date; a short outlet is tied so that it does not break over lines."""
        source = self._articles[citation.article_id].source
        outlet = source.outlet or self._labels.items["outlet_not_stated"]
        outlet = outlet.replace(" ", "\u00a0") if len(outlet) <= _TIED else outlet
        tie = "\u00a0" if source.published else " "
        return _joined(f" {outlet},{tie}", short_date(source, self._labels, "muted"))

    def origin(self, source: Source) -> str:
        """Return outlet, upstream and date in full: "Pontic Herald, citing Sulina Bulletin, 3 March 2026"."""
        outlet = name_outlet(source, self._labels)
        day = dated(source, self._labels, "plain", self._labels.day).text.replace(" ", _TIE)
        return f"{outlet}, {day}" if source.published else outlet

    def headline(self, story: Story) -> Run:
        """Return the headline that a story has from its sources."""
        return Run(_BREAK.sub(" ", story.headline) or self._labels.register["no_title"], "strong")

    def outlets(self, story: Story) -> Iterator[Run]:
        """Yield the first outlets of a story, and how many more there are."""
        yield Run(", ".join(story.outlets[:_MOST_OUTLETS]) or self._labels.items["outlet_not_stated"], "plain")
        if len(story.outlets) > _MOST_OUTLETS:
            yield Run(" " + self._labels.count("more", len(story.outlets) - _MOST_OUTLETS), "muted")

    def reason(self, fate: Fate) -> str:
        """Return why an input is not on the page, beyond its outcome."""
        return self._labels.not_printed["not_chosen"] if fate.outcome == "used" else fate.detail


def citation_of(citation: Citation) -> str:
    """Return a citation as it is printed: `2 ¶5`, or `2 ¶5–6`."""
    first, last = citation.paragraphs
    paragraphs = f"¶{first}" if first == last else f"¶{first}–{last}"
    return f"{citation.number}\u202f{paragraphs}"


def name_outlet(source: Source, labels: Labels) -> str:
    """Return an outlet with its upstream: "Pontic Herald, citing Sulina Bulletin"."""
    outlet = source.outlet or labels.items["outlet_not_stated"]
    return labels.items["citing"].format(outlet=outlet, upstream=source.via) if source.via else outlet


def short_date(source: Source, labels: Labels, voice: Voice) -> Run:
    """Return when an article was published, for a citation."""
    return dated(source, labels, voice, labels.short_day)


def dated(source: Source, labels: Labels, voice: Voice, write: Callable[[date], str]) -> Run:
    """Return when an article was published; what is not certain is said to be so."""
    if source.published is None:
        return Run(labels.dates["undated"], "warning")
    day = write(source.published)
    return Run(day, voice) if source.certain_day else Run(labels.dates["inferred"].format(day=day), "warning")


def _title(speaker: Speaker) -> tuple[str, str]:
    """Return name and role; a rank such as Lt. Col. goes before the name."""
    name, role = speaker.name, speaker.role
    return (f"{role} {name}", "") if role.endswith(".") else (name, role)


def _joined(before: str, run: Run) -> Runs:
    """Put muted words in front of a run, into one with it if it is muted too."""
    return (Run(before + run.text, "muted"),) if run.voice == "muted" else (Run(before, "muted"), run)


def _stopped(*runs: Run) -> Runs:
    """End runs with a full stop of ours, unless the last one has its own."""
    *others, last = runs
    if last.text.endswith("."):
        return runs
    return (*others, Run(f"{last.text}.", "muted")) if last.voice == "muted" else (*runs, Run(".", "muted"))
