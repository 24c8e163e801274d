"""What a run costs on a thousand, ten thousand, a hundred thousand articles, and when it is run again.

Run by hand: `python tests/benchmarks/scale.py --articles 1000 10000`. The articles are generated, the same every time:
reports on invented events in invented words, as long as news is (400 words in the middle, some four times as many), one
in five a copy of an earlier one, whole or cut, under a dateline of its own. Times are CPU seconds, user and system, of
each command with all its processes; memory is the largest process's. LexRank is sumy's, set up as by its own command
line and given sentences, on the same articles, or on the first ten thousand of more.
"""

import math
import os
import random
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from run import Cost, cost

MIDDLE, SPREAD, SHORTEST, LONGEST = 400, 0.6, 90, 1600
"""Words of an article: the logarithm is normally distributed."""
COPIES, RECENT = 0.2, 400
EVENTS = 4
"""Articles on one event, on average."""
FOLDER, COMPARED, NEW = 1000, 10_000, 100
TWICE, AGAIN, SOME, GROWTH = 2.0, 0.03, 0.10, 12.0
MEMORY = {10_000: 500, 100_000: 1500}

SYLLABLES = [first + last for first in "bdfgklmnprstvz" for last in "aeio"]
GIVEN = ("Ilinca", "Rumen", "Karen", "Orkun", "Austėja", "Michał", "Daria", "Petru", "Sofia", "Marek", "Elif", "Vesna")
ENDINGS = ("escu", "ov", "sen", "oğlu", "ytė", "ski", "enko", "ić")
ROLES = ("Defence Minister", "Foreign Minister", "Deputy Minister", "spokesman", "Admiral", "General", "Ambassador")
BODIES = ("the ministry", "the port authority", "the coast guard", "the alliance", "the parliament", "the court")
ACTIONS = ("reviewed", "approved", "postponed", "extended", "described", "financed", "questioned", "ordered", "signed")
THINGS = ("a contract for", "the second report on", "a course about", "the budget of", "plans for", "repairs to")
TIMES = ("on Monday", "on Tuesday", "last week", "this spring", "within three months", "in November", "on 4 November")
TOPICS = (
    "air defense batteries",
    "grain ships in the Black Sea",
    "military aid to Ukraine",
    "the harbour railway",
    "a radar line",
    "school budgets",
    "flood barriers",
    "the tax reform",
    "sanctions on tankers",
    "a hospital wing",
)


def word(draw: random.Random, most: int = 4) -> str:
    """An invented word."""
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, most)))


_DRAW = random.Random(7)
WORDS = list(dict.fromkeys(word(_DRAW) for _ in range(9000)))[:6000]
WEIGHTS = list(accumulate(1 / (rank + 20) for rank in range(len(WORDS))))
"""As often as words are, by Zipf's law; added up."""
FAMILIES = [f"{word(_DRAW, 3).capitalize()}{ending}" for ending in ENDINGS for _ in range(40)]


@dataclass(frozen=True, slots=True)
class Event:
    """What reports on it share."""

    topic: str
    words: tuple[str, ...]
    people: tuple[str, ...]
    body: str
    place: str
    day: int


def event(draw: random.Random) -> Event:
    """An invented event."""
    people = (f"{draw.choice(ROLES)} {draw.choice(GIVEN)} {draw.choice(FAMILIES)}" for _ in range(3))
    own = (*draw.choices(WORDS, cum_weights=WEIGHTS, k=6), *(word(draw) for _ in range(4)))
    place = word(draw, 3).capitalize()
    return Event(draw.choice(TOPICS), own, tuple(people), draw.choice(BODIES), place, draw.randint(3, 9))


def noun(draw: random.Random, of: Event) -> str:
    """A word, every other time one of the event's."""
    return draw.choice(of.words) if draw.random() < 0.5 else draw.choices(WORDS, cum_weights=WEIGHTS)[0]


def narration(draw: random.Random, of: Event) -> str:
    """A sentence."""
    body = of.body if draw.random() < 0.5 else draw.choice(BODIES)
    about = of.topic if draw.random() < 0.4 else f"the {noun(draw, of)}"
    what = f"{draw.choice(ACTIONS)} {draw.choice(THINGS)} the {noun(draw, of)} {noun(draw, of)} and {about}"
    when = f"{draw.choice(TIMES)}, {draw.randint(2, 900)} {noun(draw, of)} officials said"
    return f"{body.capitalize()} {what} in {of.place} {when}."


def speech(draw: random.Random, of: Event) -> str:
    """A sentence with a quotation."""
    what = f"We {draw.choice(ACTIONS)} {draw.choice(THINGS)} the {noun(draw, of)} {noun(draw, of)}"
    how = f"it took {draw.randint(2, 90)} days to reach the {noun(draw, of)}"
    return f'"{what}, and {how}," {draw.choice(of.people)} said {draw.choice(TIMES)}.'


def paragraphs(draw: random.Random, of: Event) -> list[str]:
    """A text of about as many words as an article has."""
    wanted = min(max(draw.lognormvariate(math.log(MIDDLE), SPREAD), SHORTEST), LONGEST)
    made: list[str] = []
    words = 0
    while words < wanted:
        parts = [narration(draw, of)]
        parts += [speech(draw, of)] * (draw.random() < 0.45) + [narration(draw, of)] * (draw.random() < 0.7)
        made.append(" ".join(parts))
        words += len(made[-1].split())
    return made


def articles(number: int) -> Iterator[str]:
    """So many articles, each with its header lines."""
    draw = random.Random(1)
    events = [event(draw) for _ in range(max(number // EVENTS, 1))]
    known: list[tuple[str, int, list[str]]] = []
    for one in range(number):
        if known and draw.random() < COPIES:
            title, day, text = draw.choice(known[-RECENT:])
            text = [f"{word(draw, 3).upper()}, November {day} (Port Wire) - {text[0]}", *text[1:]]
            text = text[: max(2, len(text) * 2 // 3)] if draw.random() < 0.5 else text
        else:
            of = draw.choice(events)
            title, day, text = f"{of.body.capitalize()} {draw.choice(ACTIONS)} {of.topic}", of.day, paragraphs(draw, of)
            known.append((title, day, text))
        head = f"Title: {title}\nSource: Sample Wire {one % 40}\nDate: 2025-11-{day:02d}\n"
        yield f"{head}\n{chr(10).join(f'{chr(10)}{part}' for part in text).strip()}\n"


def write(folder: Path, texts: Iterator[str]) -> int:
    """Write articles into folders of a thousand; return their words."""
    words = 0
    for number, text in enumerate(texts):
        place = folder / f"{number // FOLDER:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:07d}.txt").write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def rank(folder: Path) -> None:
    """LexRank's choice of the sentences of all articles in a folder; measured as a command of its own."""
    import re

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    class Tokenizer:
        def to_words(self, text: str) -> list[str]:
            return re.findall(r"\w+", text)

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    for path in sorted(folder.rglob("*.txt"))[:COMPARED]:
        _, _, body = path.read_text(encoding="utf-8").partition("\n\n")
        sentences = re.split(r"(?<=[.!?])\s+", body)
        summarizer(ObjectDocumentModel([Paragraph([Sentence(one, Tokenizer()) for one in sentences])]), 5)


def measure(number: int, engine: Sequence[str]) -> Cost:
    """Print what so many articles cost; return the cost of the first run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        words = write(folder / "articles", articles(number))
        make = [sys.executable, "-m", "briefing", "make", "articles", *engine]
        first, again = cost(make), cost(make)
        theirs = cost([sys.executable, __file__, "--rank", "articles"]).seconds * max(1.0, number / COMPARED)
        write(folder / "articles/new", fresh(number))
        some = cost(make)
    print(f"{number} articles, {words} words")
    print(f"  first run      {first.seconds:8.1f} s CPU {first.megabytes:6.0f} MB")
    print(f"  LexRank alone  {theirs:8.1f} s CPU; ratio {first.seconds / theirs:.2f} (target: at most {TWICE:g})")
    for what, one, target in (("nothing new", again, AGAIN), (f"{NEW} new", some, SOME)):
        share = one.seconds / first.seconds
        print(
            f"  {what:13}  {one.seconds:8.1f} s CPU {one.megabytes:6.0f} MB; {share:.1%} (target: at most {target:.0%})"
        )
    if number in MEMORY:
        print(f"  memory: target at most {MEMORY[number]} MB")
    return first


def fresh(number: int) -> Iterator[str]:
    """Articles on events of their own."""
    draw = random.Random(number)
    for one in range(NEW):
        of = event(draw)
        text = "\n\n".join(paragraphs(draw, of))
        yield f"Title: {of.topic} in {of.place}\nSource: Sample Wire {one % 40}\nDate: 2025-11-{of.day:02d}\n\n{text}\n"


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description="Time whole runs on many articles.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--engine", default="serial")
    parser.add_argument("--rank", type=Path)
    asked = parser.parse_args()
    if asked.rank:
        rank(asked.rank)
        return
    costs = [(number, measure(number, ["--engine", asked.engine])) for number in asked.articles]
    for (few, less), (many, more) in pairwise(costs):
        growth, slope = more.seconds / less.seconds, math.log(more.seconds / less.seconds) / math.log(many / few)
        target = f" (target: at most {GROWTH:g})" if many == 10 * few else ""
        print(f"{few} to {many}: {growth:.1f} times the CPU{target}, slope {slope:.2f}")


if __name__ == "__main__":
    main()
