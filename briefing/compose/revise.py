"""An editor's changes in what was chosen: what is gone, in which order the rest stands, and what was written beside it.

They were made in another run, of other articles perhaps. An item is followed by its words where its article is another
one now, if these words stand once. What cannot be followed is told; no text of the editor's is lost. Nothing takes the
place of a deleted item: the editor has read what stands there, and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing import anchors
from briefing.compose.candidates import Candidate
from briefing.compose.cite import Citer
from briefing.compose.grams import containment, shingles
from briefing.compose.shortlist import Key, Words
from briefing.edits import NAME, Kept, cite_by_number, cited_articles, conflicts_of, text_ids
from briefing.model import (
    HIGHLIGHTS,
    CitedPoint,
    CitedQuote,
    Edited,
    MarginNote,
    OwnText,
    Passage,
    Printed,
    Problem,
    Remark,
    Section,
)
from briefing.text import printable

_ALIKE = 0.5
"""Words that share more of their 4-grams than this are two versions of one statement."""
_SHOWN = 60
"""Characters of an item's words in a message."""

Items = tuple[CitedPoint | CitedQuote, ...]


# --- what is printed ----------------------------------------------------------------------------------------------


class Revision:
    """An editor's changes, as far as the candidates of this run are concerned."""

    def __init__(self, kept: Kept, words: Words) -> None:
        self.kept = kept
        self.places = _Places(words)
        self._gone = {self.places.find(one): one.section for one in _highlights_first(kept.edits.deleted)}
        self._wanted = {
            order.section: [key for one in order.items if (key := self.places.find(one))] for order in kept.edits.orders
        }
        self._homes = {key: slug for slug, keys in reversed(self._wanted.items()) for key in keys if slug != HIGHLIGHTS}
        self._dropped = set(kept.edits.dropped)

    def leads(self, leads: Sequence[Candidate]) -> tuple[Candidate, ...]:
        """Return the highlights as the editor left them; what is gone from its section is gone here, too."""
        if HIGHLIGHTS in self._dropped:
            return ()
        left = [one for one in leads if _key(one) not in self._gone and not self._is_dropped(self._home(one))]
        return tuple(_ordered(left, self._wanted.get(HIGHLIGHTS, [])))

    def sections(self, themes: Mapping[str, Sequence[Candidate]]) -> list[tuple[Candidate, ...]]:
        """Return the items of each theme as the editor left them; one that was moved stands where it was moved to."""
        left: dict[str, list[Candidate]] = {slug: [] for slug in themes}
        for items in themes.values():
            for one in items:
                home = self._home(one) if self._home(one) in left else one.home
                if self._gone.get(_key(one), HIGHLIGHTS) == HIGHLIGHTS and not self._is_dropped(home):
                    left[home].append(one)
        return [tuple(_ordered(items, self._wanted.get(slug, []))) for slug, items in left.items()]

    def _home(self, one: Candidate) -> str:
        return self._homes.get(_key(one), one.home)

    def _is_dropped(self, slug: str) -> bool:
        return anchors.section(slug) in self._dropped


def _key(one: Candidate) -> Key:
    return one.held.id, one.span


def _highlights_first(deleted: Iterable[Printed]) -> list[Printed]:
    """Return them so that of an item that is gone from both, its section's comes last and counts."""
    return sorted(deleted, key=lambda one: one.section != HIGHLIGHTS)


def by_section(highlights: Sequence[Candidate], themes: Mapping[str, Sequence[Candidate]]) -> dict[str, list[Key]]:
    """Return the places of the items of each section, in their order."""
    return {slug: [_key(one) for one in items] for slug, items in ({HIGHLIGHTS: highlights} | dict(themes)).items()}


def _ordered(ranked: Sequence[Candidate], wanted: Sequence[Key]) -> list[Candidate]:
    """Return the items in the order wanted; each that it does not name stands behind that which ranks before it."""
    known = {_key(one): one for one in ranked}
    made = [known[key] for key in wanted if key in known]
    for place, one in enumerate(ranked):
        if _key(one) not in wanted:
            made.insert(made.index(ranked[place - 1]) + 1 if place else 0, one)
    return made


class _Places:
    """Where items of another run stand in the articles of this one."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def find(self, one: Printed) -> Key | None:
        """Return where an item stands: in its own place, else in the one place that has its words; else None."""
        keys, own = self._words.find(one.passage.text), (one.passage.article_id, one.passage.span)
        if own in keys:
            return own
        return next(iter(keys)) if len(keys) == 1 else None


# --- what stands beside it ----------------------------------------------------------------------------------------


class Beside:
    """What an editor wrote, by the ids of a briefing's blocks."""

    def __init__(
        self, revision: Revision, highlights: Items, sections: Sequence[Section], before: Mapping[str, Sequence[Key]]
    ) -> None:
        self._edits, self._digest = revision.kept.edits, revision.kept.digest
        self._withheld = revision.kept.withheld
        self._places = revision.places
        self._printed = {HIGHLIGHTS: _ids(highlights)} | {section.slug: _ids(section.items) for section in sections}
        self._texts = sorted({_passage(item).text for section in sections for item in section.items})
        self._before = before
        """The items of each section as they would stand without the editor."""
        self._called = {anchors.section(section.slug): section.title or section.slug for section in sections}
        self._called |= {one.id: one.text for one in self._edits.titles}
        self._problems: list[Problem] = []

    def settle(self, titles: Mapping[str, str], citer: Citer) -> tuple[Edited, tuple[Problem, ...]]:
        """Return what shows in the briefing, and what could not be done.

        `titles` are headings as they are made now; the citer numbers what the editor cites.
        """
        edited = Edited(
            titles=tuple((one.id, one.text) for one in self._edits.titles if one.id not in self._withheld),
            dropped=self._edits.dropped,
            remarks=tuple(self._remarks(citer)),
            comments=tuple(self._notes()),
            digest=self._digest,
        )
        stale = (
            _problem(f"the heading {one.made!r}, changed to {one.text!r}, would be {titles[one.id]!r} now")
            for one in self._edits.titles
            if one.made and titles.get(one.id, one.made) != one.made
        )
        return edited, (*conflicts_of(self._edits), *stale, *self._replaced(), *self._unknown(), *self._problems)

    def _remarks(self, citer: Citer) -> Iterator[Remark]:
        """Yield the editor's own texts; those that were written into one place for comments as one."""
        places: dict[str, tuple[str, ...]] = {}
        for name, own in zip(text_ids(self._edits.texts), self._edits.texts, strict=True):
            numbers = {} if name in self._withheld else self._numbers(own, citer)
            if name in self._withheld or numbers is None:
                continue
            paragraphs = tuple(cite_by_number(text, numbers) for text in own.paragraphs)
            if name == own.after:
                places[name] = places.get(name, ()) + paragraphs
            else:
                after = own.after if isinstance(own.after, str) else self._id(own.after, "your text behind")
                yield Remark(name, after, paragraphs)
        yield from (Remark(id, "", paragraphs) for id, paragraphs in places.items())

    def _numbers(self, own: OwnText, citer: Citer) -> dict[str, int] | None:
        """Return the numbers of the articles that a text cites; None, and a problem, where it cites another."""
        cited = [one for text in own.paragraphs for one in cited_articles(text)]
        numbers = citer.cite_articles(cited)
        if numbers is None:
            text = _shown(" ".join(own.paragraphs))
            if all(id for id, _, _ in cited):
                message, hint = "an article or a paragraph that is not among the inputs", "give its article again"
            else:
                message, hint = "a source by its number, which changes", "cite the article, {its id ¶4}"
            told = f"your text {text} is not shown, since it cites {message}"
            self._problems.append(Problem("edits", NAME, told, f"{hint}, or change the text there; it is kept"))
        return numbers

    def _notes(self) -> Iterator[MarginNote]:
        for note in self._edits.comments:
            id = note.on if isinstance(note.on, str) else self._id(note.on, "the comment on")
            yield MarginNote(id, note.author, note.initials, note.date, note.text)

    def _id(self, place: Printed, what: str) -> str:
        """Return the id of an item; where it is gone that of what stands before it, and tell so."""
        key = self._places.find(place)
        own = self._printed.get(place.section, {})
        anywhere = {key: id for section in reversed(self._printed.values()) for key, id in section.items()}
        if key and key in anywhere:
            return own.get(key, anywhere[key])
        id = self._nearest(place.section, key)
        self._problems.append(
            _problem(f"{what} {_shown(place.passage.text)}, which is gone, stands {self._words_for(id)} now")
        )
        return id

    def _words_for(self, id: str) -> str:
        """Return where something stands behind a block of an id, in words."""
        for section, printed in self._printed.items():
            ids = [one for one in printed.values() if one[:1] == id[:1]]
            if id in ids:
                title = self._called.get(_heading(section), section)
                return f"behind {'point' if id[:1] == 'p' else 'quotation'} {ids.index(id) + 1} in {title}"
        return f"below the heading {self._called.get(id, id)}"

    def _unknown(self) -> Iterator[Problem]:
        """Yield a problem for what was written by hand and means nothing: the article's id is what a merge writes."""
        for one in self._edits.deleted:
            if not one.passage.article_id and not self._is_here(one):
                yield _problem(f"[[deleted]] {_shown(one.passage.text)}: no point or quotation has these words")
        for order in self._edits.orders:
            if order.section not in self._printed:
                yield _problem(f"[[order]] {printable(order.section)!r}: there is no such section")
            for one in order.items:
                if not one.passage.article_id and not self._places.find(one):
                    yield _problem(f"[[order]] {_shown(one.passage.text)}: no point or quotation has these words")

    def _is_here(self, one: Printed) -> bool:
        return bool(self._places.find(one) or self._like(one.passage.text))

    def _nearest(self, section: str, key: Key | None) -> str:
        """Return the id of the last item that stands before an item that is gone; else of the section's heading."""
        ranked, own = self._before.get(section, ()), self._printed.get(section, {})
        if key is None or key not in ranked:
            return list(own.values())[-1] if own else _heading(section)
        left = [own[one] for one in ranked[: list(ranked).index(key)] if one in own]
        return left[-1] if left else _heading(section)

    def _replaced(self) -> Iterator[Problem]:
        """Yield a problem for each deleted item whose words are gone while words like them are printed."""
        for one in self._edits.deleted:
            if not self._places.find(one) and (now := self._like(one.passage.text)):
                yield _problem(f"{_shown(one.passage.text)} was deleted; the articles have {_shown(now)} instead")

    def _like(self, text: str) -> str:
        """Return the printed words that are most like a text; "" where none are another version of it."""
        alike = ((containment(shingles(text), shingles(one)), one) for one in self._texts)
        share, now = max(alike, default=(0.0, ""))
        return now if share > _ALIKE else ""


def _ids(items: Iterable[CitedPoint | CitedQuote]) -> dict[Key, str]:
    return {(_passage(one).article_id, _passage(one).span): one.id for one in items}


def _passage(one: CitedPoint | CitedQuote) -> Passage:
    return one.excerpt.passage if isinstance(one, CitedPoint) else one.quote.passage


def _heading(section: str) -> str:
    return HIGHLIGHTS if section == HIGHLIGHTS else anchors.section(section)


def _shown(text: str) -> str:
    return repr(printable(text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")))


def _problem(message: str) -> Problem:
    return Problem("edits", NAME, message, "change it there, or in the Word file and merge that")
