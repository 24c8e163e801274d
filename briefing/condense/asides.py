"""Sentences that tell no news of their own: they lead in what follows, speak of the publication, or of its page.

Told by forms that can hardly be anything else. Where the sentence may be news all the same, as before "But is it
safe?", it is a set-up and only weighs less.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from briefing.condense.tokens import first_tokens, tokenize
from briefing.lexicon import Lexicon, union
from briefing.model import Article, Sentence, Span
from briefing.phrases import any_of

_PERSON = 4
"""Words of whoever explains: "Here Anna Nowak gives"."""
_MARKS = re.compile("[\"“”„«»‘]|(?<!\\w)['’]")
_INTRODUCTION = 4
"""Sentences."""
_QUESTION = re.compile(r"\?[\"'”’»)\]]*\s*$")

Narrate = Callable[[Span], str]


def find_asides(article: Article, narrate: Narrate, lexicon: Lexicon) -> frozenset[Span]:
    """Return the places of the sentences that are no statements.

    `narrate` returns the narrator's words at a place: the "we" of a quotation is the speaker's. They are teasers and
    lists, those before "Here she explains", an introduction to either or to a question that tells no number and no day,
    those that go on in "we", and notices on cookies.
    """
    return frozenset(_asides(article, narrate, lexicon))


def find_set_ups(article: Article, lexicon: Lexicon) -> frozenset[Span]:
    """Return the places of the sentences before "Here are ..." and before "But does it ...?"."""
    pairs = pairwise(article.sentences)
    return frozenset(one.span for one, following in pairs if _is_set_up_by(_text(article, following), lexicon))


def _asides(article: Article, narrate: Narrate, lexicon: Lexicon) -> Iterator[Span]:
    teasers = [_is_teaser(_text(article, one), lexicon) for one in article.sentences]
    lists = [_is_list(_text(article, one), lexicon) for one in article.sentences]
    sure = lexicon.editors and not article.doubtful
    notices = _find_notices(article, lexicon)
    early = _count_introduction(article, lexicon)
    for place, sentence in enumerate(article.sentences):
        following = article.sentences[place + 1 : place + 2]
        goes_on = any(one.paragraph == sentence.paragraph for one in following)
        if (
            teasers[place]
            or lists[place]
            or (following and teasers[place + 1])
            or (place < early and not _holds_figure(_text(article, sentence), lexicon))
            or (sure and goes_on and _speaks(narrate(following[0].span), lexicon))
            or (sentence.paragraph in notices and _is_nameless(_text(article, sentence), lexicon))
        ):
            yield sentence.span


def _text(article: Article, sentence: Sentence) -> str:
    return article.text[sentence.span.start : sentence.span.end]


def _is_set_up_by(text: str, lexicon: Lexicon) -> bool:
    return _is_list(text, lexicon) or _is_objection(text, lexicon)


def _count_introduction(article: Article, lexicon: Lexicon) -> int:
    """Return how many sentences at the beginning lead in a list or a question: none where they are many."""
    texts = [_text(article, one) for one in article.sentences[: _INTRODUCTION + 1]]
    return next((place for place, text in enumerate(texts) if _is_set_up_by(text, lexicon)), 0)


def _holds_figure(text: str, lexicon: Lexicon) -> bool:
    """Whether it tells a number, a day or what is now, as news do even where "Here is what we know" follows."""
    known = union(lexicon.numbers, lexicon.calendar)
    now = any_of(frozenset(form for forms in lexicon.current_periods for form in forms.split("|") if form))
    return now.search(text) is not None or any(token[0].isdigit() or token.lower() in known for token in tokenize(text))


def _is_list(text: str, lexicon: Lexicon) -> bool:
    """Whether it is "Here are the best ..."."""
    return any_of(lexicon.list_openers).match(text) is not None


def _is_teaser(text: str, lexicon: Lexicon) -> bool:
    """Whether it is "Here he explains ..." or the same with a name."""
    first, *rest = first_tokens(text, _PERSON + 2) or [""]
    if first.lower() not in lexicon.teasers:
        return False
    for place, word in enumerate(rest):
        if word in lexicon.teaser_verbs:
            return place > 0
        if not (word[0].isupper() or (place == 0 and word in lexicon.pronouns)):
            return False
    return False


def _is_objection(text: str, lexicon: Lexicon) -> bool:
    """Whether it is a question that goes against what was said: "But does it ...?"."""
    against = any_of(union(lexicon.opening_conjunctions, lexicon.connectives)).match(text)
    return against is not None and _QUESTION.search(text) is not None


def _speaks(narration: str, lexicon: Lexicon) -> bool:
    """Whether whoever publishes it speaks of himself; not where a quotation is open, nor in a title: "My Harbour"."""
    first, *rest = tokenize(narration) or [""]
    own = first.lower() in lexicon.editors and not first[1:].isupper()
    return (own or not lexicon.editors.isdisjoint(rest)) and not _MARKS.search(narration)


def _find_notices(article: Article, lexicon: Lexicon) -> frozenset[int]:
    """Return the paragraphs that have a word for cookies and one for what visitors consent to."""
    text = article.text.lower()
    if not any(word in text for word in lexicon.cookies):
        return frozenset()
    found = set[int]()
    for number, span in enumerate(article.paragraphs, 1):
        words = tokenize(article.text[span.start : span.end].lower())
        if not lexicon.cookies.isdisjoint(words) and not lexicon.consents.isdisjoint(words):
            found.add(number)
    return frozenset(found)


def _is_nameless(text: str, lexicon: Lexicon) -> bool:
    """Whether it has no name and nobody says it; news of cookies have."""
    _, *rest = tokenize(text)
    nouns = "capital nouns" in lexicon.traits
    return all(
        (nouns or not word[0].isupper()) and word.lower() not in lexicon.cues and not word[0].isdigit() for word in rest
    )
