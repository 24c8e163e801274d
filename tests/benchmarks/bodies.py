"""How much of a page's article the reader of web pages finds, and nothing else: `bodies.py FOLDER GOLD.json`.

FOLDER holds the pages as `<name>.html` or `<name>.html.gz`, GOLD maps each name to `{"articleBody": …}`. The first line
is the F1 of shingles of four words, as Zyte's article extraction benchmark computes it: each page's counts are shares
of its own sum, precision and recall are means over the pages, F1 is that of the means. Below: both means, CPU time per
page, how often anything asked for the network (which is refused), and the pages with an F1 under .8.
"""

import gzip
import json
import re
import socket
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import Unreadable
from briefing.model import Document
from briefing.read import read

WORDS = 4
LOW = 0.8
TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Score:
    """How one page was read."""

    name: str
    precision: float
    recall: float
    seconds: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic(self.precision, self.recall)


def main(folder: Path, gold_path: Path) -> None:
    """Print the figures."""
    gold = json.loads(gold_path.read_text("utf-8"))
    body(b"<html><body><p>A sentence that loads the parsers before any time is taken.</p></body></html>")
    with no_network() as attempts:
        scores = [scored(name, content(folder, name), entry["articleBody"]) for name, entry in sorted(gold.items())]
    precision = statistics.mean(score.precision for score in scores)
    recall = statistics.mean(score.recall for score in scores)
    times = [score.seconds * 1000 for score in scores]
    low = sorted((score for score in scores if score.f1 < LOW), key=lambda score: score.f1)
    print(f"F1 {harmonic(precision, recall):.3f}")
    print(f"precision {precision:.3f}, recall {recall:.3f}, {len(scores)} pages")
    print(f"CPU per page: mean {statistics.mean(times):.0f} ms, worst {max(times):.0f} ms")
    print(f"network attempts: {len(attempts)}")
    print(f"pages with an F1 under {LOW}: {len(low)}")
    for score in low:
        print(f"  {score.name}: F1 {score.f1:.3f}, precision {score.precision:.3f}, recall {score.recall:.3f}")


def content(folder: Path, name: str) -> bytes:
    """The bytes of a page, unpacked."""
    plain, packed = folder / f"{name}.html", folder / f"{name}.html.gz"
    return plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())


def scored(name: str, page: bytes, expected: str) -> Score:
    """Read a page and compare its text with the expected one."""
    start = time.process_time()
    found = body(page)
    seconds = time.process_time() - start
    return Score(name, *precision_and_recall(expected, found), seconds)


def body(page: bytes) -> str:
    """The text that our reader finds, "" where it refuses the page."""
    try:
        items = read("page.html", page, {})
    except Unreadable:
        return ""
    return "\n\n".join(item.text for item in items if isinstance(item, Document))


def precision_and_recall(expected: str, found: str) -> tuple[float, float]:
    """Both, of the shingles; 1 where both texts have none, 0 where one has none."""
    true, said = shingles(expected), shingles(found)
    shared = (true & said).total()
    if not true and not said:
        return 1.0, 1.0
    return (shared / said.total() if said else 0.0), (shared / true.total() if true else 0.0)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Each run of four words and how often it occurs; a shorter text is one run."""
    tokens = TOKEN.findall(text)
    runs = (tuple(tokens[start : start + WORDS]) for start in range(max(1, len(tokens) - WORDS + 1)))
    return Counter(run for run in runs if run)


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@contextmanager
def no_network() -> Iterator[list[str]]:
    """Refuse every socket and every name to look up, and note each attempt."""
    attempts: list[str] = []

    def refuse(*details: object, **_: object) -> None:
        attempts.append(repr(details))
        raise OSError("no network here")

    real = socket.socket, socket.getaddrinfo, socket.create_connection
    socket.socket = refuse  # type: ignore[misc, assignment]
    socket.getaddrinfo = socket.create_connection = refuse  # type: ignore[assignment]
    try:
        yield attempts
    finally:
        socket.socket, socket.getaddrinfo, socket.create_connection = real  # type: ignore[misc]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
