"""Entries of the register: a source with every field spelled out, and what is known of its outlet."""

from briefing import anchors
from briefing.blocks import RegisterEntry, Run, Runs
from briefing.model import Entry, Outlet, Source
from briefing.render.labels import Labels
from briefing.render.links import is_address
from briefing.render.wording import dated, name_outlet

_DIGEST = 16
"""Characters of a sha256 that are printed."""


class Entries:
    """Writes the entries of one register, in one language of ours; with `rated` how reliable each outlet is."""

    def __init__(self, labels: Labels, rated: bool) -> None:
        self._labels, self._rated = labels, rated

    def entry(self, entry: Entry, short: bool = False) -> RegisterEntry:
        """Return a source of the register, with all that is told of it or in one line."""
        source = entry.article.source
        lines = (self._line(source),) if short else self._lines(entry)
        return RegisterEntry(anchors.source(entry.number), str(entry.number), lines, self._short(source))

    def _lines(self, entry: Entry) -> tuple[Runs, ...]:
        source, words = entry.article.source, self._labels.register
        lines: tuple[Runs, ...] = (self._about(source), self._where(entry))
        copies = "; ".join(self._carrier(copy) for copy in entry.copies)
        copied = words["copies"].format(copies=copies) if copies else ""
        versions = self._labels.count("versions", len(entry.versions)) if entry.versions else ""
        told = " ".join(filter(None, (versions, copied, self._rating(entry.outlet) if self._rated else "")))
        return (*lines, (Run(told, "plain"),)) if told else lines

    def _line(self, source: Source) -> Runs:
        """Return what finds a source: outlet, title (its file's name where it has none) and date."""
        title = f"{(source.title or source.path).rstrip('.')}."
        target = source.url if is_address(source.url) else ""
        date = Run(f"{self._labels.day(source.certain_day)}.", "plain") if source.certain_day else self._date(source)
        outlet = Run(f"{name_outlet(source, self._labels)}.", "strong")
        return (outlet, Run(" ", "plain"), Run(title, "plain", target), Run(" ", "plain"), date)

    def _short(self, source: Source) -> Runs:
        """Return outlet and date: enough where the source was named in full before."""
        return (Run(f"{name_outlet(source, self._labels)}, {self._day(source)}.", "plain"),)

    def _carrier(self, copy: Source) -> str:
        outlet = name_outlet(copy, self._labels)
        return f"{outlet}, {self._day(copy)}" if copy.published else outlet

    def _day(self, source: Source) -> str:
        return dated(source, self._labels, "plain", self._labels.day).text

    def _about(self, source: Source) -> Runs:
        words = self._labels.register
        title = f"{source.title.rstrip('.')}." if source.title else words["no_title"]
        byline = words["byline"].format(byline=source.byline) if source.byline else words["no_byline"]
        outlet = Run(f"{name_outlet(source, self._labels)}.", "strong")
        return (outlet, Run(f" {title} {byline} ", "plain"), self._date(source))

    def _date(self, source: Source) -> Run:
        words, bases = self._labels.register, self._labels.bases
        if source.published is None:
            return Run(words["undated"], "warning")
        basis = bases.get(source.date_basis, source.date_basis)
        told = words["published"].format(day=self._labels.day(source.published), basis=basis)
        return Run(told, "plain" if source.certain_day else "warning")

    def _where(self, entry: Entry) -> Runs:
        words, article, source = self._labels.register, entry.article, entry.article.source
        target = source.url if is_address(source.url) else ""
        address = Run(source.url or words["no_address"], "plain", target)
        language = self._labels.languages.get(source.language, source.language) or words["language_unknown"]
        paragraphs = self._labels.count("paragraphs", len(article.paragraphs))
        file = words["file"].format(
            path=source.path, language=language, paragraphs=paragraphs, digest=source.sha256[:_DIGEST]
        )
        kind = "" if entry.outlet and entry.outlet.type else f", {words['no_type']}"
        return (address, Run(f"; {words['access']}{kind}. {file}", "plain"))

    def _rating(self, outlet: Outlet | None) -> str:
        """Return the reliability of an outlet and what the register of outlets says of it."""
        words = self._labels.ratings
        if outlet is None:
            return words["not_in_register"]
        about = ", ".join(filter(None, (outlet.type, outlet.country)))
        owner = words["owner"].format(owner=outlet.owner) if outlet.owner else ""
        rated = words["rated"].format(letter=outlet.reliability, meaning=words[outlet.reliability])
        return " ".join(filter(None, (rated, f"{about[:1].upper()}{about[1:]}." if about else "", owner)))
