"""Proof of the points and quotations of an edited file: their words, who said them, what they cite, what stands beside.

An item is known by its id alone. Words that stand elsewhere never stand for those that are gone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.check.case import Case, is_same, place_of, tail_of
from briefing.check.difference import change, show
from briefing.check.folding import fold, squeeze
from briefing.check.found import CLAIMED
from briefing.check.match import words_of
from briefing.check.verdicts import Kind, Verdict
from briefing.lexicon import load_lexicon
from briefing.records import Item


def prove_items(case: Case) -> Iterator[Verdict]:
    """Yield a verdict on each item, then what else is to be said of it."""
    words = {id: printed(case, item) for id, item in case.items.items()}
    homes: dict[str, str] = {}
    for id, text in words.items():
        homes.setdefault(fold(text), id)
    for item in case.items.values():
        yield from _Item(case, item, words[item.id], homes).prove()
    yield from _moved(case)


def printed(case: Case, item: Item) -> str:
    """Return the words of an item as they were printed, from its article."""
    if item.excerpt is None:
        return item.passage.text
    text = case.record.articles[item.passage.article_id].text
    return "".join(piece for piece, _ in words_of(item.excerpt, text))


@dataclass(frozen=True, slots=True)
class _Item:
    """An item, its words in print, and for all folded words the item they are of."""

    case: Case
    item: Item
    words: str
    homes: Mapping[str, str]

    def prove(self) -> Iterator[Verdict]:
        """Yield what is to be said of the item."""
        words, tail = self.case.text(self.item.id), self.case.text(tail_of(self.item))
        if not words and not tail:
            yield self._say("deleted")
            return
        if not words:
            confirmed = self._stands_unmarked()
            yield self._say("verbatim" if confirmed else "missing", "" if confirmed else tail)
        else:
            yield self._words(words)
            yield from self._beside()
        yield from self._tail(tail)

    def _say(self, kind: Kind, reads: str = "") -> Verdict:
        source = f"{self.case.sources.tell(place_of(self.item))}: {self.item.passage.text}"
        return Verdict(kind, self.item.id, self.case.place(self.item.id), reads, source)

    def _words(self, words: str) -> Verdict:
        want, have = fold(self.words), fold(words)
        if want == have:
            return self._say("verbatim")
        other = self.homes.get(have)
        if other:
            return self._say("swapped", f"the words of {self.case.place(other)} stand here")
        language = self.case.record.articles[self.item.passage.article_id].source.language
        return self._say(change(want, have, load_lexicon(language)), show(self.words, words))

    def _stands_unmarked(self) -> bool:
        """Whether the words stand, without their mark, right where their source line is and under no id."""
        lines = self.case.at.get(tail_of(self.item), ())
        if not lines:
            return False
        line = self.case.lines[lines[0] - 1 if self.item.quote else lines[0]]
        return fold(line.free.replace(CLAIMED, " ")) == fold(self.words)

    def _tail(self, tail: str) -> Iterator[Verdict]:
        """Yield what is wrong with the source line: who said it comes ahead of the citation."""
        piece = self.case.pieces[tail_of(self.item)]
        if not tail:
            yield self._say("citation", f"[-{piece.text}-]")
        elif not is_same(piece.text, tail):
            said = squeeze(piece.text).partition(squeeze(place_of(self.item).citation))[0]
            kind: Kind = "citation" if squeeze(tail).startswith(said) or not self.item.quote else "speaker"
            yield self._say(kind, show(piece.text, tail))
        else:
            found = self.case.found[tail_of(self.item)]
            lost = [
                target
                for target in dict.fromkeys((*piece.targets, *found.targets))
                if (target in piece.targets) != (target in found.targets)
            ]
            if lost:
                leads = f"its link leads to {', '.join(found.targets)}" if found.targets else "its link is gone"
                yield self._say("citation", leads)

    def _beside(self) -> Iterator[Verdict]:
        """Yield that the source line does not follow the words."""
        words, tail = self.case.at.get(self.item.id, ()), self.case.at.get(tail_of(self.item), ())
        if words and tail and tail[0] - words[-1] not in (0, 1):
            below = self.case.lines[words[-1] + 1].text if words[-1] + 1 < len(self.case.lines) else "nothing"
            yield self._say("moved away", f"below it stands: {below[:120]}")


def _moved(case: Case) -> Iterator[Verdict]:
    """Yield the items that stand under another heading, and each section whose items stand in another order."""
    orders: dict[str, list[int]] = {}
    for order, (id, home) in enumerate(case.homes.items()):
        lines = case.at.get(id)
        if lines and case.text(id):
            now = case.sections[lines[0]]
            if now != home:
                yield Verdict("moved", id, case.place(id), f"it stands under {case.text(now) or 'no heading'}")
                continue
            orders.setdefault(now, []).append(lines[0] * len(case.homes) + order)
    for section, lines_of in orders.items():
        if lines_of != sorted(lines_of):
            yield Verdict("moved", section, case.text(section) or section, "its items stand in another order")
