"""What finding quotations and their speakers costs, beside sumy's LexRank on the same articles, and how it grows.

Run by hand: `python tests/benchmarks/extraction.py DATA.jsonl`, one document a row with its `text`. Times are CPU
seconds of this process. The targets: no more than LexRank takes, and at most twelve times as much for ten times the
text. LexRank gets its sentences ready made, which spares it the tokenizer's data.
"""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer

from briefing.extract import extract
from briefing.model import Article, Document, Fields

SHORT = 20_000
"""Characters of the shorter text."""
POINTS = 5


class Words:
    """Splits sentences as sumy's tokenizer does, without its data."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(sentence.split())


def main() -> None:
    """Print both ratios."""
    parser = ArgumentParser(description="Time extraction against LexRank.")
    parser.add_argument("data", type=Path)
    texts = [json.loads(line)["text"] for line in parser.parse_args().data.read_text(encoding="utf-8").splitlines()]
    read("warm up")
    articles = [read(text) for text in texts]
    ours = seconds(lambda: [read(text) for text in texts])
    theirs = seconds(lambda: [summarize(article) for article in articles])
    print(f"{len(texts)} articles: {ours:.2f} s, LexRank {theirs:.2f} s, ratio {ours / theirs:.2f} (target 1)")
    whole = "\n\n".join(texts)
    short, long = (seconds(lambda size=size: read(whole[:size])) for size in (SHORT, 10 * SHORT))
    print(f"ten times the text: {long / short:.1f} times the CPU (target 12)")


def read(text: str) -> Article:
    """Return a text as extracted."""
    return extract(Document("article.txt", "0" * 64, text, Fields(language="en")))


def summarize(article: Article) -> Sequence[Sentence]:
    """Return LexRank's choice of an article's sentences."""
    words = Words()
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in article.sentences:
        one = Sentence(article.passage(sentence.span).text, words)
        paragraphs.setdefault(sentence.paragraph, []).append(one)
    document = ObjectDocumentModel([Paragraph(sentences) for sentences in paragraphs.values()])
    chosen: Sequence[Sentence] = LexRankSummarizer(Stemmer("english"))(document, POINTS)
    return chosen


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of a piece of work."""
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
