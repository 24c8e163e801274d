"""Proof of what an editor typed: whatever stands between quotation marks has to be a source's, and to cite it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.check.case import Case, tail_of
from briefing.check.folding import DOUBLE_MARKS, SINGLE_MARKS, fold, squeeze
from briefing.check.items import printed
from briefing.check.printed_lines import Leftover
from briefing.check.quoted import find_quoted
from briefing.check.sources import Place
from briefing.check.verdicts import Kind, Verdict
from briefing.text import QUOTATION_MARKS

_CITATION = re.compile(r"(\d+)\s?¶\s?(\d+)(?:\s?[–-]\s?(\d+))?")
_MARKS = DOUBLE_MARKS + SINGLE_MARKS + " "


@dataclass(frozen=True, slots=True)
class _Known:
    """What the proofs of typed lines share."""

    case: Case
    strays: tuple[str, ...]
    """What stands in the source's type and under no id, squeezed; of a file that lost all its marks nothing."""
    own: frozenset[str]
    """The editor's own text that the record has already, squeezed."""
    confirmed: frozenset[str]
    """The words of items that stand at their source line without a mark, folded."""
    items: dict[str, str]
    """Of the words of the items that stand there, without their quotation marks, the ids."""
    speakers: tuple[tuple[str, str], ...]
    """The words of every quotation of the sources, folded, and who says them."""
    surnames: dict[str, str]
    """The last word of each speaker's name, folded."""


def prove_typed(case: Case, left: Iterable[Leftover]) -> Iterator[Verdict]:
    """Yield what is to be said of lines that the page does not have."""
    known = _open(case)
    for one in left:
        if fold(one.text) not in known.confirmed:
            yield from _prove_line(known, one)


def _open(case: Case) -> _Known:
    words = {id: fold(printed(case, item)) for id, item in case.items.items()}
    gone = [id for id, item in case.items.items() if not case.text(id) and case.text(tail_of(item))]
    own = (part for piece in case.record.page if piece.role == "own" for part in piece.text.split("\n"))
    quotes = [quote for article in case.record.articles.values() for quote in article.quotes]
    spoken = tuple((fold(quote.passage.text), quote.speaker.name) for quote in quotes if quote.speaker)
    return _Known(
        case,
        tuple(filter(None, map(squeeze, case.file.strays))) if any(map(case.text, case.items)) else (),
        frozenset(map(squeeze, own)),
        frozenset(words[id] for id in gone),
        {text.strip(_MARKS): id for id, text in words.items() if case.text(id)},
        spoken,
        {name: fold(name).rpartition(" ")[2] for _, name in spoken},
    )


def _prove_line(known: _Known, one: Leftover) -> Iterator[Verdict]:
    text = one.text
    place = "margin" if known.case.lines[one.line].margin else known.case.near(one.line)
    quoted = list(find_quoted(text))
    for words in quoted:
        yield _prove_words(known, one, words, place)
    if one.bare and not quoted and any(mark in text for mark in QUOTATION_MARKS):
        yield Verdict("quoted title", "", place, text)
    if not quoted and not one.known:
        yield from _unquoted(known, one, place)
    yield from _dangling(known.case, text, place)


def _unquoted(known: _Known, one: Leftover, place: str) -> Iterator[Verdict]:
    """Yield what is to be said of a line without quotation marks."""
    line, text, said = known.case.lines[one.line], one.text, squeeze(one.text)
    beside = [id for id in line.ids if id in known.case.pieces and known.case.pieces[id].role != "heading"]
    if not line.own and any(_is_most(stray, said) for stray in known.strays):
        verdict = _prove_words(known, one, text, place)
        yield Verdict("added", "", place, text) if verdict.kind == "not found" else verdict
    elif beside and not line.margin:
        yield Verdict("added", beside[0], known.case.place(beside[0]), text)
    elif not line.margin and said not in known.own and any(map(str.isalnum, text)):
        yield Verdict("own text", "", place, text)


def _is_most(stray: str, text: str) -> bool:
    """Whether words in the source's type are a line, or most of it."""
    return bool(text) and (text in stray or (stray in text and 2 * len(stray) > len(text)))


def _prove_words(known: _Known, one: Leftover, words: str, place: str) -> Verdict:
    """Return what is to be said of words that are set as a source's."""
    case = known.case
    places, hides = case.sources.look_up(words)
    if not places:
        return Verdict("not found", "", place, words)
    told = _told(case, places)
    if hides:
        return Verdict("hidden", "", place, words, told)
    if one.bare:
        return Verdict("quoted title", "", place, words, told)
    cited = [place for number in (one.line, one.line + 1) for place in _citations(case, number)]
    if not any(_covers(citation, where) for citation in cited for where in places):
        return Verdict("other source" if cited else "uncited", "", place, words, told)
    if speaker := _misnamed(known, one, words):
        return Verdict("other source", "", place, words, f"{told}, said by {speaker}")
    twin = known.items.get(fold(words).strip(_MARKS), "")
    kind: Kind = "twice" if twin else "typed"
    return Verdict(kind, twin, place, words, told)


def _told(case: Case, places: Iterable[Place]) -> str:
    return "; ".join(map(case.sources.tell, places))


def _citations(case: Case, number: int) -> Iterator[Place]:
    """Yield what a line cites."""
    text = case.lines[number].text if number < len(case.lines) else ""
    for match in _CITATION.finditer(text):
        first, last = int(match[2]), int(match[3] or match[2])
        yield Place(int(match[1]), first, last)


def _covers(cited: Place, place: Place) -> bool:
    return cited.number == place.number and cited.first <= place.first and place.last <= cited.last


def _misnamed(known: _Known, one: Leftover, words: str) -> str:
    """Return who says the words where a line names other speakers and not that one; else ""."""
    folded, text = fold(words), fold(known.case.lines[one.line].text)
    named = [name for name, surname in known.surnames.items() if surname in text]
    speakers = {name for said, name in known.speakers if folded in said} if named else set()
    return ", ".join(sorted(speakers)) if speakers.isdisjoint(named) else ""


def _dangling(case: Case, text: str, place: str) -> Iterator[Verdict]:
    """Yield the citations of sources and paragraphs that there are not."""
    for match in _CITATION.finditer(text):
        article = case.record.numbers.get(int(match[1]))
        last = int(match[3] or match[2])
        if article is None or not 0 < int(match[2]) <= last <= len(case.record.articles[article].paragraphs):
            yield Verdict("dangling", "", place, match[0])
