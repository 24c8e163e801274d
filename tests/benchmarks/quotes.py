"""How many quotations of annotated articles are found to the letter, and how many get their right speaker.

Run by hand: `python tests/benchmarks/quotes.py DATA.jsonl [--out predictions.jsonl] [--language de]`. DATA holds one
document a row: `{id, text, quotes: [{start, end, speaker_type, speaker_head, speaker_name, head_word}]}`, as made from
PolNeAR (Newell et al., LREC 2018). Predictions are every quotation found, whatever its grade.

Spans are compared without marks, spaces and closing punctuation at their ends. A speaker is right if the annotated head
word is a word of the name found, or of the source's words where it names nobody.
"""

import json
import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from briefing.extract import extract
from briefing.model import Article, Document, Fields, Quote, Span

EDGE = "\"“”„‟«»'‘’`‚‹› \t\n\xa0"
GRADES = ("sure", "likely", "weak", "none")
GROUPS = ("name", "pronoun", "nominal", "unnamed")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated quotation whose speaker can be scored, and what was found for it."""

    group: str
    wanted: str
    found: Row | None

    @property
    def answer(self) -> str:
        """The name found, or the source's words."""
        return (self.found and (self.found["speaker_name"] or self.found["speaker_text"])) or ""

    @property
    def right(self) -> bool:
        """Whether the answer holds the wanted head word."""
        return bool(words(self.wanted) & words(self.answer))


def main() -> None:
    """Print the scores of one file."""
    parser = ArgumentParser(description="Score quotations and speakers on annotated articles.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, help="write the predictions here, one document a row")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    documents = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    start = process_time()
    predictions = [predict(document, options.language) for document in documents]
    seconds = process_time() - start
    if options.out:
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predictions), "utf-8")
    report(documents, predictions)
    print(f"{len(documents)} documents, {seconds:.2f} s CPU")


def predict(document: Row, language: str) -> Row:
    """Return the quotations of a document as a row of predictions; one over several paragraphs in its parts."""
    article = extract(Document(document["id"], document["id"], document["text"], Fields(language=language)))
    return {"id": document["id"], "quotes": [row for quote in article.quotes for row in rows(article, quote)]}


def rows(article: Article, quote: Quote) -> Iterator[Row]:
    """Yield a row for each paragraph of a quotation, as the annotation cuts them."""
    told = quote.attribution
    mention = told.mention.span if told.mention else None
    for part in parts(article, quote.passage.span):
        yield {
            "start": part.start,
            "end": part.end,
            "speaker_text": told.mention.text if told.mention else None,
            "speaker_start": mention.start if mention else None,
            "speaker_end": mention.end if mention else None,
            "speaker_name": told.speaker.name if told.speaker else None,
            "grade": told.grade,
            "rule": told.rule,
            "kind": told.kind,
        }


def parts(article: Article, span: Span) -> Iterator[Span]:
    """Yield what of a span lies in each paragraph."""
    for paragraph in article.paragraphs:
        part = Span(max(span.start, paragraph.start), min(span.end, paragraph.end))
        if part.start < part.end:
            yield part


def report(documents: Sequence[Row], predictions: Sequence[Row]) -> None:
    """Print spans, speakers and grades."""
    counts: Counter[str] = Counter()
    pairs: list[Pair] = []
    for document, prediction in zip(documents, predictions, strict=True):
        text = document["text"]
        wanted = [row for row in document["quotes"] if trimmed(text, row)]
        found = [row for row in prediction["quotes"] if trimmed(text, row)]
        places = {trimmed(text, row): row for row in found}
        counts["wanted"] += len(wanted)
        counts["found"] += len(found)
        counts["exact"] += sum(trimmed(text, row) in places for row in wanted)
        pairs += (Pair(*asked, nearest(text, row, found)) for row in wanted if (asked := question(row)))
    print_spans(counts)
    print_speakers(pairs)
    print_grades(pairs)


def trimmed(text: str, row: Row) -> tuple[int, int] | None:
    """Return the span of a row without marks, spaces and closing punctuation at its ends; None if nothing is left."""
    start, end = row["start"], row["end"]
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE + ",.;:":
        end -= 1
    return (start, end) if start < end else None


def nearest(text: str, row: Row, found: Sequence[Row]) -> Row | None:
    """Return what was found for an annotated quotation: at least four fifths of the characters are both's."""
    best = max(found, key=lambda other: overlap(trimmed(text, row), trimmed(text, other)), default=None)
    return best if best and overlap(trimmed(text, row), trimmed(text, best)) >= 0.8 else None


def overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    """Return the Jaccard index of two spans."""
    if one is None or other is None:
        return 0.0
    return (min(one[1], other[1]) - max(one[0], other[0])) / (max(one[1], other[1]) - min(one[0], other[0]))


def question(row: Row) -> tuple[str, str] | None:
    """Return the group of an annotated speaker and the word that a right answer holds; None if it cannot be scored."""
    group = row.get("speaker_type")
    head = row.get("speaker_head") or (row.get("speaker_name") or "").split()[-1:]
    if head:
        return (group, head if isinstance(head, str) else head[0]) if group not in (None, "none") else None
    return ("unnamed", row["head_word"]) if group == "nominal" and row.get("head_word") else None


def words(text: str) -> set[str]:
    """Return the words of a text in lower case, genitives with and without their ending."""
    whole = {re.sub(r"['’]s$", "", word.lower()) for word in re.findall(r"[\w’'.-]+", text)}
    return whole | {word.lower() for word in re.findall(r"\w+", text)}


def print_spans(counts: Counter[str]) -> None:
    """Print how many quotations are found to the letter."""
    precision, recall = counts["exact"] / counts["found"], counts["exact"] / counts["wanted"]
    f1 = 2 * precision * recall / (precision + recall)
    print(f"exact spans: P {precision:.1%} R {recall:.1%} F1 {f1:.1%} of {counts['wanted']}")


def print_speakers(pairs: Sequence[Pair]) -> None:
    """Print how many speakers are right, over all and by how the source speaks of them."""
    for group in ("all", *GROUPS):
        asked = [pair for pair in pairs if group in ("all", pair.group)]
        found = [pair for pair in asked if pair.found]
        right = sum(pair.right for pair in asked)
        if found:
            print(f"speaker {group}: {right / len(asked):.1%} right of {len(asked)}, {right / len(found):.1%} of found")


def print_grades(pairs: Sequence[Pair]) -> None:
    """Print how often the answers of each grade are right, and what each setting prints."""
    answered = [pair for pair in pairs if pair.found and pair.answer]
    for grade in GRADES:
        graded = [pair for pair in answered if pair.found and pair.found["grade"] == grade]
        if graded:
            print(f"grade {grade}: {sum(pair.right for pair in graded) / len(graded):.1%} right of {len(graded)}")
    for setting, grades in (("careful", GRADES[:1]), ("complete", GRADES[:2])):
        printed = [pair for pair in answered if pair.found and pair.found["grade"] in grades]
        named = [pair for pair in printed if pair.found and pair.found["speaker_name"]]
        for what, shown in (("names", named), ("names and unnamed sources", printed)):
            right = sum(pair.right for pair in shown) / max(len(shown), 1)
            print(f"{setting}: {what} printed for {len(shown) / len(pairs):.1%}, {right:.1%} of them right")


if __name__ == "__main__":
    main()
