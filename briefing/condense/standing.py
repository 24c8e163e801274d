"""Whether a sentence can be a statement, and whether it leans on the one before it.

The words come from the language's lexicon; for a language without lists only the rules of form apply.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from typing import TypeVar

from briefing.lexicon import Lexicon
from briefing.model import Article, Quote, Sentence, Span
from briefing.vectors import words

T = TypeVar("T")

_FEWEST_WORDS = 6

_FINISHED = re.compile(r"[.!?…。！？؟।][\"'”’»“)\]]*\s*$")
_DOUBLE_MARKS = re.compile('["“”„«»]')

_FURNITURE = re.compile(
    r"\W*(?:read (?:more|also|on)\b|see also\b|(?:photo|image|picture|video|watch)(?: by| credit)?:|subscribe\b"
    r"|sign up\b|follow us\b|share this\b|click here\b|advertisement\b|copyright (?:©|\(c\)|\d)|©)"
    r"|.*\ball rights reserved\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a page says of itself. Readers take most of it away; these lines are English wherever they stand."""

_PARTITIVE = re.compile(r"\w+(?: \w+)? of (?:them|these|those)\b", re.IGNORECASE)
"""Asked for only where the language has a list of dependent openers; "Three of them lie in shallow water"."""

_TOKEN = re.compile(r"[\w'’-]+|[^\w\s]")
_LONGEST_TITLE = 8

_BARE_VERBS = frozenset({
    "aim", "ask", "ate", "beat", "became", "been", "began", "bent", "bet", "bid", "bind", "bit", "blew", "bore",
    "bought", "bred", "broke", "brought", "build", "built", "burnt", "burst", "call", "came", "cast", "caught",
    "chose", "cost", "crept", "cut", "dealt", "did", "do", "does", "drank", "drew", "drove", "dug", "face", "fear",
    "fell", "felt", "flew", "flown", "fly", "forced", "fought", "found", "froze", "gave", "get", "give", "go", "goes",
    "got", "grew", "ground", "had", "has", "have", "heard", "held", "help", "hid", "hit", "hold", "hope", "hung",
    "hurt", "include", "involve", "join", "keep", "kept", "knew", "know", "lay", "led", "left", "lent", "let", "lit",
    "lost", "made", "make", "mean", "meant", "meet", "met", "need", "offer", "open", "paid", "plan", "produce",
    "protect", "provide", "put", "quit", "ran", "rang", "reach", "receive", "remain", "report", "rode", "rose",
    "said", "sail", "sang", "sank", "sat", "saw", "say", "seek", "seem", "sees", "sent", "set", "shed", "ship",
    "shook", "shot", "show", "shrank", "shut", "slept", "slid", "slung", "sold", "sought", "spent", "split", "spoke",
    "sprang", "spread", "spun", "stand", "start", "stay", "stole", "stood", "stop", "strike", "struck", "sung",
    "sunk", "swam", "swept", "swore", "swung", "take", "taught", "tell", "think", "threw", "told", "took", "tore",
    "train", "use", "visit", "want", "warn", "went", "wept", "win", "withdrew", "woke", "won", "wore", "work",
    "wound", "wrote",
})  # fmt: skip
"""English verb forms that no ending betrays; the test for a verb is made for English alone."""
_VERB_ENDINGS = ("ed", "ing", "es", "s", "n't", "n’t")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a sentence begins: offsets into the article."""

    connective: Span | None
    """An empty connective with its comma, which may go: "In addition,"."""
    start: int
    """Where the sentence begins once the connective is gone."""
    leans: bool
    """Needs the sentence before it."""
    points_back: bool
    """Had better follow the sentence before it, yet can do without."""


class Standing:
    """Judges the sentences of one article."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article, self.lexicon = article, lexicon
        speakers = [quote.speaker for quote in article.quotes]
        speakers += [reference.speaker for reference in article.references]
        self._people = frozenset(speaker.name.split()[-1] for speaker in speakers if speaker)

    def is_furniture(self, sentence: Sentence) -> bool:
        """Whether the sentence belongs to the page ("Read more", "Photo:", a copyright line) and not to the text."""
        return _FURNITURE.match(self._text(sentence)) is not None

    def is_statement(self, sentence: Sentence, shortest: int = _FEWEST_WORDS) -> bool:
        """Whether the sentence, wherever it leans, says something whole in the narrator's words.

        It is finished, is no heading or caption, has `shortest` words and a verb, and neither holds a full quotation
        nor breaks one: those are printed in their own slot. An odd quotation mark is a quotation that never closed.
        """
        text = self._text(sentence)
        return (
            _FINISHED.search(text) is not None
            and not text.isupper()
            and not self.is_furniture(sentence)
            and len(words(text)) >= shortest
            and (self.article.source.language != "en" or _has_verb(text, self.lexicon))
            and len(_DOUBLE_MARKS.findall(text)) % 2 == 0
            and all(not quote.full and sentence.span.contains(quote.passage.span) for quote in self._quotes(sentence))
        )

    def opening(self, sentence: Sentence) -> Opening:
        """Return how the sentence begins and whether that sends the reader back to the sentence before."""
        narration = self._narration(sentence)
        match = _any_of(self.lexicon.connectives, ",").match(narration)
        core = narration[match.end() :].lstrip() if match else narration
        start = sentence.span.end - len(core)
        return Opening(
            connective=Span(sentence.span.start, sentence.span.start + match.end()) if match else None,
            start=start,
            leans=_means_what_came_before(core, self.lexicon) or self._leaves_somebody_unnamed(core, start),
            points_back=match is not None and _any_of(self.lexicon.pronouns).match(core) is not None,
        )

    def _leaves_somebody_unnamed(self, core: str, start: int) -> bool:
        """Whether `core`, which begins at `start`, speaks of somebody before the place that the article resolves."""
        place = Span(start, start + len(core))
        resolved = overlapping(self.article.references, place, lambda reference: reference.span)
        unresolved = core[: resolved[0].span.start - start] if resolved else core
        bare = not resolved and _is_bare_title(core, self.lexicon)
        return bare or _has_loose_pronoun(unresolved, self._people, self.lexicon)

    def _quotes(self, sentence: Sentence) -> Sequence[Quote]:
        return overlapping(self.article.quotes, sentence.span, lambda quote: quote.passage.span)

    def _text(self, sentence: Sentence) -> str:
        return self.article.text[sentence.span.start : sentence.span.end]

    def _narration(self, sentence: Sentence) -> str:
        """The sentence with its quotations blanked: whoever is meant inside them is the speaker's affair."""
        text, offset = self._text(sentence), sentence.span.start
        for span in (quote.passage.span for quote in self._quotes(sentence)):
            start, end = max(span.start - offset, 0), min(span.end - offset, len(text))
            text = text[:start] + " " * (end - start) + text[end:]
        return text


def overlapping(items: Sequence[T], span: Span, place: Callable[[T], Span]) -> Sequence[T]:
    """Return those of `items`, in order and apart, whose place shares a character with `span`."""
    first = bisect_right(items, span.start, key=lambda item: place(item).end)
    return items[first : bisect_left(items, span.end, key=lambda item: place(item).start)]


def _has_verb(text: str, lexicon: Lexicon) -> bool:
    known = lexicon.auxiliaries | lexicon.cues | _BARE_VERBS
    return any(word in known or word.endswith(_VERB_ENDINGS) for word in words(text) if word.islower())


def _means_what_came_before(core: str, lexicon: Lexicon) -> bool:
    """Whether it opens with "this", "Three of them" or the like, or is reported by ", it said"."""
    if not lexicon.dependent_openers:
        return False
    tokens = _TOKEN.findall(core.lower())
    reported = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return (
        _any_of(lexicon.dependent_openers).match(core) is not None
        or _PARTITIVE.match(core) is not None
        or any(
            comma == "," and who in lexicon.dependent_openers and cue in lexicon.cues for comma, who, cue in reported
        )
    )


def _has_loose_pronoun(core: str, people: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the first "he" or "she" comes before whom it means.

    "After the talks, he left" names nobody; in "Peace in Europe, he noted" the speaker is none of the names before.
    """
    before: list[str] = []
    for word, after in pairwise((*words(core), "")):
        if word.lower() in lexicon.pronouns:
            return people.isdisjoint(before) and (after in lexicon.cues or not _holds_name(before, lexicon))
        before.append(word)
    return False


def _holds_name(found: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name opens the sentence or two words in a row look like one; a lone capital is rather a place."""
    known = lexicon.openers | lexicon.calendar
    capitals = [word[0].isupper() and word.lower() not in known for word in found]
    return any(capitals[:1]) or any(one and next_one for one, next_one in pairwise(capitals))


def _is_bare_title(text: str, lexicon: Lexicon) -> bool:
    """Whether `text` opens with an office and nothing that says whose: "The minister said", "The deputy chief, who"."""
    first, *rest = _TOKEN.findall(text)[:_LONGEST_TITLE] or [""]
    if first.lower() not in lexicon.determiners:
        return False
    title = list(takewhile((lexicon.offices | lexicon.office_modifiers).__contains__, rest))
    after = rest[len(title)] if len(title) < len(rest) else ""
    verbs = lexicon.cues | lexicon.auxiliaries | lexicon.adverbs
    return bool(title) and title[-1] in lexicon.offices and (after in verbs or after == "," or after.endswith("ed"))


@cache
def _any_of(phrases: frozenset[str], tail: str = r"\b") -> re.Pattern[str]:
    """A pattern for any of `phrases`, longest first, and then `tail`; it matches nothing when there are none."""
    alternatives = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?:{alternatives}){tail}" if phrases else r"(?!)", re.IGNORECASE)
