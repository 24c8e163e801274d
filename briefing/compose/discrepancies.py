"""Discrepancies: a different number, date, name or title for the same thing in one story.

Only what is otherwise alike is compared, since a list of differences that are none is worse than none: sentences of two
articles with most of their words in common, no name and no figure that the other contradicts, and the same thing
counted. Tables, in which everything differs, are none.

The work goes with the articles, even of a story of thousands. Each is passed over once (see mentions.py); of the
sentences that may be on one thing so many as `_MOST` are compared; and only those with enough words in common are read.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from briefing.compose.facts import Fact, Facts, Statement, find_counted, find_dated, list_words, read_statement
from briefing.compose.held import Held
from briefing.compose.lookup import fold_text
from briefing.compose.mentions import NO_MENTIONS, find_mentions
from briefing.compose.spellings import Holder, find_holders, find_spellings
from briefing.lexicon import load_lexicon
from briefing.model import Article, Discrepancy, Span, Story
from briefing.store import Memo
from briefing.text import ends_sentence

_ALIKE = 0.8
"""Of the words of two sentences, figures left out, so many are in both (the coefficient of Dice 1945)."""
_SHARED = 5
"""Words that both have at least."""
_SHARED_BY_ALL = 3
"""Words that both have at least when neither has any other."""
_SAME_NEWS = 1
"""Days between two articles that count the same; later there is more to count."""
_MOST = 40
"""Sentences on one thing that are compared with one another: the first of a story."""

_Found = tuple[Discrepancy, ...]
Place = tuple[int, int]
"""The number of an article in its story, and that of a sentence."""
Words = frozenset[str]
_Stated = tuple[Place, Fact, Span]
"""A sentence, a fact that it states, and where."""


def find_discrepancies(
    stories: Sequence[Story], articles: Mapping[str, Held], memo: Memo | None = None
) -> tuple[Discrepancy, ...]:
    """Return the discrepancies inside each of the stories, in their order; `articles` are those that are used, by id.

    What the memo has of stories of the same articles is not looked for again.

    A story has one on each thing that is counted and each month, where it is found first.
    """
    members = [tuple(one for one in story.articles if one in articles) for story in stories]
    known = memo.recall(members, _Found) if memo else {}
    made = {
        place: tuple(_in_story([articles[one].article for one in ids]))
        for place, ids in enumerate(members)
        if place not in known
    }
    if memo:
        memo.keep(((members[place], found) for place, found in made.items()), _Found)
    found = known | made
    return tuple(one for place in range(len(members)) for one in found[place])


def _in_story(articles: Sequence[Article]) -> Iterator[Discrepancy]:
    holders: list[Holder] = []
    things, months = defaultdict[str, list[Place]](list), defaultdict[str, list[Place]](list)
    for number, article in enumerate(articles):
        folded = fold_text(article.text)
        holders += find_holders(article, folded)
        mentions = find_mentions(article, folded) if len(articles) > 1 else NO_MENTIONS
        for groups, named in ((things, mentions.things), (months, mentions.months)):
            for name, sentence in named:
                groups[name].append((number, sentence))
    statements = _Statements(articles)
    yield from _apart(statements, things, _NUMBERS)
    yield from _apart(statements, months, _DATES)
    yield from find_spellings(holders)


# --- numbers and dates --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of facts."""

    name: Literal["number", "date"]
    facts: Callable[[Article, Span], Facts]
    """Finds them in a sentence, by the thing that each is on."""
    mention: Callable[[str], str]
    """What mentions have of the thing that a fact is on."""


_NUMBERS = _Kind("number", find_counted, lambda thing: thing)
_DATES = _Kind("date", find_dated, lambda month: month[-2:])


class _Statements:
    """The sentences of a story, each read once, when it is first asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._words: dict[tuple[str, str], Words] = {}
        self._facts: dict[tuple[Place, str], Facts] = {}
        self._read: dict[Place, Statement] = {}

    def words(self, place: Place) -> Words:
        """Return the words of a sentence that tell."""
        written = self.written(place)
        if written not in self._words:
            self._words[written] = list_words(*written)
        return self._words[written]

    def written(self, place: Place) -> tuple[str, str]:
        """Return a sentence as it stands, and its language."""
        article, span = self._sentence(place)
        return article.text[span.start : span.end], article.source.language

    def facts(self, place: Place, kind: _Kind) -> Facts:
        """Return the facts of a kind that a sentence states, by the thing; only what ends as a sentence states any."""
        if (place, kind.name) not in self._facts:
            states = ends_sentence(self.written(place)[0])
            self._facts[place, kind.name] = kind.facts(*self._sentence(place)) if states else {}
        return self._facts[place, kind.name]

    def alone(self, thing: str, place: Place, kind: _Kind) -> _Stated | None:
        """Return the one fact on a thing that a sentence states; None where it states none or several."""
        facts = self.facts(place, kind).get(thing, {})
        return (place, *next(iter(facts.items()))) if len(facts) == 1 else None

    def read(self, place: Place) -> Statement:
        """Return a sentence, word by word."""
        if place not in self._read:
            self._read[place] = read_statement(*self._sentence(place))
        return self._read[place]

    def _sentence(self, place: Place) -> tuple[Article, Span]:
        article = self._articles[place[0]]
        return article, article.sentences[place[1]].span


def _apart(statements: _Statements, mentioned: Mapping[str, Sequence[Place]], kind: _Kind) -> Iterator[Discrepancy]:
    """Yield for each thing the first pair of sentences that state different facts on it, by the first that does."""
    found: list[tuple[Place, int, Discrepancy]] = []
    for mention, named in mentioned.items():
        places = sorted(named)
        if places[0][0] == places[-1][0]:
            continue
        for thing, stated in _by_thing(statements, mention, places, kind).items():
            told = (_compare(statements, *pair, kind) for pair in combinations(stated, 2))
            if discrepancy := next(filter(None, told), None):
                first = next(place for place in places if statements.alone(thing, place, kind))
                found.append((first, list(statements.facts(first, kind)).index(thing), discrepancy))
    yield from (discrepancy for *_, discrepancy in sorted(found, key=lambda one: one[:2]))


def _by_thing(
    statements: _Statements, mention: str, places: Sequence[Place], kind: _Kind
) -> Mapping[str, Sequence[_Stated]]:
    """Return what sentences state that have one fact on a thing, so many as are compared.

    Where all mentioned are compared, those that are like no other may be left out unread.
    """
    found: dict[str, list[_Stated]] = defaultdict(list)
    for place in places if len(places) > _MOST else _with_like(statements, places):
        for thing in statements.facts(place, kind):
            stated = statements.alone(thing, place, kind)
            if stated and kind.mention(thing) == mention:
                found[thing].append(stated)
        if len(found.get(mention, ())) == _MOST:
            break
    return {thing: those[:_MOST] for thing, those in found.items()}


def _with_like(statements: _Statements, places: Sequence[Place]) -> list[Place]:
    """Return the sentences that have most words in common with one of another article, in order.

    The same sentence states the same facts.
    """
    found: set[Place] = set()
    worded = [(place, words, statements.written(place)) for place in places if (words := statements.words(place))]
    for (one, words, mine), (other, others, its) in combinations(worded, 2):
        if one[0] != other[0] and _are_alike(words, others) and mine != its:
            found |= {one, other}
    return sorted(found)


def _compare(statements: _Statements, one: _Stated, other: _Stated, kind: _Kind) -> Discrepancy | None:
    """Return the discrepancy between two facts; None where both may be right."""
    (_, stated, mine), (_, also, its) = one, other
    if not _differ(stated, also):
        return None
    first, second = statements.read(one[0]), statements.read(other[0])
    if not _is_one_report(first, second, stated, also, kind.name) or not _agree(first, second, mine, its):
        return None
    values = (first.article.passage(mine), second.article.passage(its))
    return Discrepancy(kind.name, first.article.passage(first.span), second.article.passage(second.span), values)


def _differ(one: Fact, other: Fact) -> bool:
    """Whether neither is the other one made round: 1,200 for 1,214, 3 for 3.2."""
    return abs(one.value - other.value) > max(one.step, other.step) / 2


def _is_one_report(one: Statement, other: Statement, first: Fact, second: Fact, kind: str) -> bool:
    """Whether two sentences can be meant to tell the same.

    Who says nearly the same twice in one article tells of two things. In articles of different days, days that go on as
    publication does are those of reports that come day by day; a number may have grown since, but not have fallen; and
    "the past day" is another one.
    """
    if one.article.id == other.article.id:
        return False
    published, later = one.article.source.published, other.article.source.published
    if published is None or later is None or published == later:
        return True
    passed, grown = (later - published).days, second.value - first.value
    if kind == "date":
        return abs(grown - passed) > 1
    return not one.tells_time and not other.tells_time and (abs(passed) <= _SAME_NEWS or grown * passed < 0)


def _are_alike(one: Words, other: Words) -> bool:
    """Whether two sentences have all words in common, or most."""
    shared = len(one & other)
    if shared < _SHARED:
        return shared >= _SHARED_BY_ALL and one == other
    return shared >= _ALIKE * (len(one) + len(other)) / 2


def _agree(one: Statement, other: Statement, mine: Span, its: Span) -> bool:
    """Whether two sentences have all words in common, or most and a name, and all other figures."""
    if not _are_alike(one.words, other.words) or not (one.words == other.words or one.names & other.names):
        return False
    if (one.words ^ other.words) & load_lexicon(one.article.source.language).ordinals:
        return False
    rest, others = _rest(one, mine), _rest(other, its)
    return not ((one.names - other.names and other.names - one.names) or (rest - others and others - rest))


def _rest(sentence: Statement, but_for: Span) -> set[str]:
    return {word for place, word in sentence.digits if not but_for.start <= place < but_for.end}
