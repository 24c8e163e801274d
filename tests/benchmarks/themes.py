"""How many labelled documents land under their theme, by phrases given in a file: macro-F1.

Run by hand: `python tests/benchmarks/themes.py DATA.jsonl PHRASES.toml [--out predictions.jsonl] [--language en]`. DATA
holds one document a row, `{id, title, text, label}`; PHRASES a list of phrases for each label. A document goes to the
theme with the highest score of all that the product's matcher finds in its title and text; where two have it, to the
one that is named first. Predictions are `{id, theme, score, phrases}`. Labels are read to score, and for nothing else.
"""

import json
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any

from briefing.compose.themes import Matcher
from briefing.extract import extract
from briefing.model import Document, Fields, Phrase, Span, Theme

Row = dict[str, Any]


def main() -> None:
    """Print the scores of one file."""
    parser = ArgumentParser(description="Score the assignment of labelled documents to themes.")
    parser.add_argument("data", type=Path)
    parser.add_argument("phrases", type=Path)
    parser.add_argument("--out", type=Path, help="write the predictions here, one document a row")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    documents = [json.loads(line) for line in options.data.read_text(encoding="utf-8").splitlines()]
    themes = themes_of(tomllib.loads(options.phrases.read_text(encoding="utf-8")))
    matcher = Matcher(themes)
    start = process_time()
    predictions = [predict(document, matcher, options.language) for document in documents]
    seconds = process_time() - start
    if options.out:
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in predictions), "utf-8")
    report(documents, predictions, [theme.slug for theme in themes])
    print(f"{len(documents)} documents, {seconds:.2f} s CPU")


def themes_of(table: dict[str, list[str]]) -> tuple[Theme, ...]:
    """Return a theme for each label, whose phrases weigh 1 each."""
    return tuple(Theme(label, label, 0, tuple(map(Phrase, phrases))) for label, phrases in table.items())


def predict(document: Row, matcher: Matcher, language: str) -> Row:
    """Return the theme of a document as a row of predictions."""
    text = f"{document['title']}\n\n{document['text']}"
    article = extract(Document(document["id"], document["id"], text, Fields(language=language)))
    reasons = matcher.match(article, Span(0, len(article.text)))
    best = max(reasons, key=lambda reason: reason.score, default=None)
    if best is None:
        return {"id": document["id"], "theme": None, "score": 0.0, "phrases": ()}
    return {"id": document["id"], "theme": best.theme, "score": best.score, "phrases": best.phrases}


def report(documents: Sequence[Row], predictions: Sequence[Row], labels: Sequence[str]) -> None:
    """Print the F1 of each theme and their mean; a document without a theme is a miss."""
    pairs = Counter((row["label"], found["theme"]) for row, found in zip(documents, predictions, strict=True))
    scores = []
    for label in labels:
        right = pairs[label, label]
        wanted = sum(count for (own, _), count in pairs.items() if own == label)
        found = sum(count for (_, other), count in pairs.items() if other == label)
        scores.append(2 * right / max(wanted + found, 1))
        print(
            f"{label}: F1 {scores[-1]:.3f}, P {right / max(found, 1):.3f}, R {right / max(wanted, 1):.3f} of {wanted}"
        )
    none = sum(count for (_, theme), count in pairs.items() if theme is None)
    print(f"macro-F1 {sum(scores) / len(scores):.3f}, without a theme {none}")


if __name__ == "__main__":
    main()
