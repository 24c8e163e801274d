"""How many points of articles open with a word that only the sentence before explains, and what was dropped for it.

Run by hand: `python tests/benchmarks/standing.py FILE... [--show]`, with files of any kind that briefing reads. The
openers are those of `openers.txt`, a list that no rule of ours looks at. A point opens unresolved where one of them
stands first as printed: "[Anna Nowak] said" does not, nor "The minister [Anna Nowak] said". The target is 2 %.
"""

import re
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefing.condense import condense
from briefing.condense.standing import Standing
from briefing.extract import extract
from briefing.lexicon import load_lexicon
from briefing.model import Article, Document, Excerpt
from briefing.read import READERS, read

OPENERS = [
    line
    for line in (Path(__file__).parent / "openers.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TOLD = "of|for|to|in|at|on|between|behind|which|that|who"
"""What tells a definite phrase apart: "the decision to close the port"."""
_LISTED = "|".join(sorted(OPENERS, key=len, reverse=True))
OPENER = re.compile(rf"\W*(?!the \w+ (?:{TOLD})\b)(?:{_LISTED})(?![\w’'-]| \[)", re.IGNORECASE)
Counts = Counter[str]


def main() -> None:
    """Print the shares over all articles of all files."""
    parser = ArgumentParser(description="Count points that do not stand alone.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print the points that open unresolved")
    options = parser.parse_args()
    counts: Counts = Counter()
    for path in options.files:
        for article in articles(path):
            unresolved = measure(article, counts)
            print("".join(f"{article.source.path}: {text}\n" for text in unresolved if options.show), end="")
    report(counts)


def articles(path: Path) -> Iterator[Article]:
    """Yield what a file holds."""
    for item in read(path.name, path.read_bytes(), {}, READERS):
        if isinstance(item, Document):
            yield extract(item)


def measure(article: Article, counts: Counts) -> list[str]:
    """Add up one article and return its points that open unresolved."""
    standing = Standing(article, load_lexicon(article.source.language))
    statements = [one for one in article.sentences if standing.is_statement(one)]
    points = [point.excerpt for point in condense(article)]
    printed = [as_printed(excerpt) for excerpt in points]
    unresolved = [text for text in printed if OPENER.match(text)]
    used = [one for one in statements if any(point.passage.span.contains(one.span) for point in points)]
    repeated = len({article.text[one.span.start : one.span.end] for one in statements}) - len(statements)
    counts.update(sentences=len(article.sentences), statements=len(statements), points=len(points))
    counts.update(unresolved=len(unresolved), dropped=len(statements) - len(used) + repeated)
    counts.update(opening=sum(bool(OPENER.match(article.passage(one.span).text)) for one in statements))
    counts.update(
        joined=sum(len([one for one in used if point.passage.span.contains(one.span)]) > 1 for point in points)
    )
    counts.update(edit.reason for excerpt in points for edit in excerpt.edits)
    return unresolved


def as_printed(excerpt: Excerpt) -> str:
    """Return the words of an excerpt with our edits in brackets."""
    text, offset, printed, position = excerpt.passage.text, excerpt.passage.span.start, "", 0
    for edit in excerpt.edits:
        start, end = edit.span.start - offset, edit.span.end - offset
        printed += text[position:start] + (" " if start == end else "") + f"[{edit.replacement}]"
        position = end
    return printed + text[position:]


def report(counts: Counts) -> None:
    """Print the counts."""
    statements, points = max(counts["statements"], 1), max(counts["points"], 1)
    print(f"{counts['sentences']} sentences, {statements} of them whole statements in the narrator's words")
    print(f"{counts['opening'] / statements:6.1%} of these open with one of {len(OPENERS)} openers")
    print(f"{counts['dropped'] / statements:6.1%} of these are dropped since they need the sentence before")
    print(f"{points} points, {counts['joined']} of them two sentences")
    print(f"{counts['unresolved'] / points:6.1%} of the points open unresolved ({counts['unresolved']}; at most 2 %)")
    for reason in ("pronoun", "title", "surname", "date", "connective"):
        print(f"{counts[reason]:6} edits: {reason}")


if __name__ == "__main__":
    main()
