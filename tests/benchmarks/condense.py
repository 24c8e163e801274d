"""How good three sentences of an article are as its summary, and what they cost, beside the lead and all of sumy.

Run by hand, with the extra `bench`: `python tests/benchmarks/condense.py DATA.jsonl [--out predictions.jsonl]`. DATA
holds one document a row: `{id, text, summary}`, and where known `title`, `language` and `sentences`; without these the
sentences are ours. Predictions are our three sentences in the order of the text, each a slice of it.

ROUGE-1, -2 and -L (Lin 2004, "ROUGE: a package for automatic evaluation of summaries") are the mean F1 of rouge-score
with its stemmer, L over sentences. Everybody chooses among the same sentences, of which extract's furniture is cleared
away; the lead is scored as it stands too. sumy is set up as by its own command line, with stemmer and stop words, and
fed these sentences, since its tokenizer needs a download. Seconds are CPU seconds of ranking and choosing alone.
"""

import json
import random
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import process_time
from typing import Any

from briefing.compose.diversity import Diversity
from briefing.condense.ranking import SUMMARIZERS, rank
from briefing.extract import extract
from briefing.extract.furniture import clear_away, find_furniture
from briefing.lexicon import load_lexicon
from briefing.model import Document, Fields, Sentence, Span
from briefing.vectors import terms, words

LENGTH = 3
SUMY = {
    "edmundson": "EdmundsonSummarizer", "kl": "KLSummarizer", "lex_rank": "LexRankSummarizer", "lsa": "LsaSummarizer",
    "luhn": "LuhnSummarizer", "random": "RandomSummarizer", "reduction": "ReductionSummarizer",
    "sum_basic": "SumBasicSummarizer", "text_rank": "TextRankSummarizer",
}  # fmt: skip
GROWTH = (100, 1_000)
"""Sentences of the articles whose costs are compared."""
REPETITIONS = 5
Row = dict[str, Any]
Choose = Callable[[Sequence[str], str, str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Text:
    """A document to summarize."""

    id: str
    title: str
    language: str
    summary: str
    sentences: tuple[str, ...]
    """All of them, as they stand."""
    cleared: tuple[str, ...]
    """Without furniture."""


class Tokenizer:
    """What a sentence of sumy's asks for its words; lower case, as KL compares them with its stop words."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return words(text.lower())


def main() -> None:
    """Print the scores of one file."""
    parser = ArgumentParser(description="Score three sentences of each article against its summary.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, help="write the predictions here, one document a row")
    options = parser.parse_args()
    texts = [read(json.loads(line)) for line in options.data.read_text(encoding="utf-8").splitlines()]
    if options.out:
        rows = [{"id": text.id, "sentences": list(chosen(text, ours))} for text in texts]
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{len(texts)} articles{'':19}R-1    R-2    R-L   articles per s CPU")
    print_scores("lead as it stands", [text.sentences[:LENGTH] for text in texts], texts)
    measure("ours", ours, texts)
    measure("lead", lead, texts)
    for name in SUMY:
        measure(f"sumy {name}", sumy(name), texts)
    print_growth(texts)


def read(row: Row) -> Text:
    """Return a row of the data."""
    text, language = row["text"], row.get("language") or "en"
    if row.get("sentences"):
        sentences = located(text, row["sentences"])
    else:
        sentences = extract(Document(row["id"], row["id"], text, Fields(language=language))).sentences
    cleared = clear_away(sentences, find_furniture(text, sentences, load_lexicon(language)))
    return Text(
        id=row["id"],
        title=row.get("title") or "",
        language=language,
        summary=row["summary"],
        sentences=tuple(text[one.span.start : one.span.end] for one in sentences),
        cleared=tuple(text[one.span.start : one.span.end] for one in cleared),
    )


def located(text: str, sentences: Sequence[str]) -> tuple[Sentence, ...]:
    """Return the sentences of a row as places in its text."""
    found, end = [], 0
    for sentence in sentences:
        start = text.index(sentence, end)
        end = start + len(sentence)
        found.append(Sentence(Span(start, end), 1 + text.count("\n\n", 0, start)))
    return tuple(found)


def chosen(text: Text, choose: Choose) -> tuple[str, ...]:
    """Return the sentences that `choose` takes, in the order of the text."""
    return tuple(text.cleared[place] for place in sorted(choose(text.cleared, text.title, text.language)))


def ours(sentences: Sequence[str], title: str, language: str) -> Sequence[int]:
    """Choose as condense ranks and compose chooses; of sentences in the same words the first."""
    places: dict[str, int] = {}
    for place, sentence in enumerate(sentences):
        places.setdefault(sentence, place)
    differing = tuple(places)
    scores = rank(differing, title, language, SUMMARIZERS["news"])
    function_words = load_lexicon(language).function_words
    diversity = Diversity([terms(sentence, function_words) for sentence in differing])
    left, taken = list(range(len(differing))), list[int]()
    while left and len(taken) < LENGTH:
        best = max(left, key=lambda one: (diversity.value(one, scores[one]), -one))
        left.remove(best)
        diversity.choose(best)
        taken.append(best)
    return [places[differing[one]] for one in taken]


def lead(sentences: Sequence[str], title: str, language: str) -> Sequence[int]:
    """Choose the first ones."""
    return range(min(LENGTH, len(sentences)))


def sumy(name: str) -> Choose:
    """Return a summarizer of sumy's."""
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.utils import get_stop_words

    make = getattr(import_module(f"sumy.summarizers.{name}"), SUMY[name])
    stop_words = get_stop_words("english")

    def choose(sentences: Sequence[str], title: str, language: str) -> Sequence[int]:
        random.seed(0)
        summarizer = make(Stemmer("english"))
        summarizer.stop_words = summarizer.null_words = stop_words
        summarizer.bonus_words = PlaintextParser.SIGNIFICANT_WORDS
        summarizer.stigma_words = PlaintextParser.STIGMA_WORDS
        heading = [Sentence(title, Tokenizer, is_heading=True)] if title else []
        body = [Sentence(sentence, Tokenizer) for sentence in sentences]
        places = {id(sentence): place for place, sentence in enumerate(body)}
        document = ObjectDocumentModel([Paragraph([*heading, *body])])
        return [places[id(sentence)] for sentence in summarizer(document, LENGTH)]

    return choose


def measure(name: str, choose: Choose, texts: Sequence[Text]) -> None:
    """Print what a summarizer scores and costs; the first articles, which fill the caches, are not timed."""
    for text in texts[:5]:
        chosen(text, choose)
    start = process_time()
    summaries = [chosen(text, choose) for text in texts]
    print_scores(name, summaries, texts, len(texts) / (process_time() - start))


def print_scores(name: str, summaries: Sequence[Sequence[str]], texts: Sequence[Text], speed: float = 0.0) -> None:
    """Print the mean F1 of the summaries in percent, and the articles per second."""
    from rouge_score.rouge_scorer import RougeScorer

    kinds = ("rouge1", "rouge2", "rougeLsum")
    scorer = RougeScorer(kinds, use_stemmer=True)
    scores = [scorer.score(text.summary, "\n".join(summary)) for text, summary in zip(texts, summaries, strict=True)]
    means = "".join(f"{100 * fmean(score[kind].fmeasure for score in scores):7.2f}" for kind in kinds)
    print(f"{name:<26}{means}{speed:12.0f}" if speed else f"{name:<26}{means}")


def print_growth(texts: Sequence[Text]) -> None:
    """Print what ten times the sentences cost; the articles are made of sentences of the data, no two alike."""
    pool = tuple(dict.fromkeys(sentence for text in texts for sentence in text.cleared))
    if len(pool) < GROWTH[-1]:
        print("too few sentences to tell how the cost grows")
        return
    seconds = []
    for size in GROWTH:
        start = process_time()
        for turn in range(REPETITIONS):
            ours(pool[turn : turn + size], "", "en")
        seconds.append((process_time() - start) / REPETITIONS)
    ratio = seconds[1] / seconds[0]
    print(
        f"{GROWTH[1]} sentences cost {ratio:.1f} times what {GROWTH[0]} cost ({seconds[1]:.3f} s and {seconds[0]:.3f})"
    )


if __name__ == "__main__":
    main()
