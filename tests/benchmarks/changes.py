"""How well a story is told to go on from an earlier briefing, and passages to repeat it; and what that costs.

Run by hand: `python tests/benchmarks/changes.py WIRE.jsonl`, a file as for stories.py. Its articles are dealt into
pieces in the same way. Of some articles one piece is put into the earlier briefing: the others' stories go on from
there. The rest of what that one cites is dealt from articles of another time, which tell of other events, or of the
week before. Since several articles of a wire tell of one event, some of what counts as an error here is right: about
four in ten, to judge by their titles. Every draw has a fixed seed.
"""

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from stories import TOPICS, Row, article, day_of, deal, light, read, recombine, sentences  # noqa: E402

from briefing.compose.changes import Changes  # noqa: E402
from briefing.compose.stories import find_stories  # noqa: E402
from briefing.model import Article, Earlier, EarlierArticle, EarlierPoint, Span  # noqa: E402

Told = list[tuple[bool, float]]
"""Of each piece whether its story goes on, and how much it is like an earlier article."""

SEEDS = (1, 2, 3)
CURRENT, CITED, CONTINUED = 250, 60, 30
"""Articles of a week; articles of the earlier briefing; of these at most so many that the week goes on from."""
ENOUGH = 300
"""Articles of a week that is looked at."""
CUTS = (0.13, 0.16, 0.19, 0.22, 0.25, 0.28, 0.32)
MANY = 10_000
PRINTED = 100
PRECISION = 0.9


def main() -> None:
    """Measure and print."""
    rows = read(sys.argv[1])
    print_developments(rows)
    print_repeats(rows)
    print_cost(rows)


# --- developments -------------------------------------------------------------------------------------------------


def print_developments(rows: Sequence[Row]) -> None:
    """Print precision and recall of developments for several cuts."""
    print("P/R at a cut of".ljust(52), *(f"{cut:9}" for cut in CUTS))
    topical = [row for row in rows if TOPICS & set(row["label"])]
    for when in ("another time", "the week before"):
        for what, some in (("all topics", rows), (", ".join(sorted(TOPICS)), topical)):
            for titled in (True, False):
                told = [one for seed in SEEDS for one in measure(rows, some, titled, when, seed)]
                name = f"{when}, {what}, {'titles' if titled else 'no titles'}"
                print(name.ljust(52), *(score(told, cut) for cut in CUTS), end="  ")
                print(f"of {len(told)} pieces {sum(on for on, _ in told)} go on")
    print(f"target: a precision of about {PRECISION} at the cut of compose/changes.py, over all topics")


def measure(rows: Sequence[Row], some: Sequence[Row], titled: bool, when: str, seed: int) -> Told:
    """What is told of the pieces of each week that has a week before it."""
    everything, weeks = by_week(rows), by_week(some)
    told: Told = []
    for week in sorted(weeks):
        if len(everything[week]) >= ENOUGH and len(everything.get(week - 1, ())) >= ENOUGH:
            away = [row for other in sorted(weeks) if abs(other - week) > 4 for row in weeks[other]]
            told += compare(weeks[week], away if when == "another time" else weeks[week - 1], titled, seed + week)
    return told


def by_week(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Articles by the number of their week."""
    weeks: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        weeks[(day_of(row).toordinal() - 1) // 7].append(row)
    return weeks


def compare(week: Sequence[Row], other: Sequence[Row], titled: bool, seed: int) -> Told:
    """What is told of the pieces of one week."""
    draw = random.Random(seed)
    pieces, truth = deal(draw.sample(list(week), min(CURRENT, len(week))), titled)
    groups: dict[str, list[Article]] = defaultdict(list)
    for piece in pieces:
        groups[truth[piece.id]].append(piece)
    several = sorted(name for name, group in groups.items() if len(group) > 1)
    goes_on = set(draw.sample(several, min(CONTINUED, len(several) // 2)))
    cited = [groups[name][-1] for name in sorted(goes_on)]
    others, _ = deal(other, titled)
    before = {one.id for one in cited}
    used = [piece for piece in pieces if piece.id not in before]
    earlier = [*cited, *draw.sample(others, min(len(others), CITED - len(cited)))]
    changes = Changes(published(earlier), used, find_stories(used))
    return [(truth[piece.id] in goes_on, changes.likeness(piece)) for piece in used]


def published(articles: Sequence[Article], points: Sequence[EarlierPoint] = ()) -> Earlier:
    """A briefing that cites these articles."""
    cited = tuple(EarlierArticle(one.id, one.source.title, one.text, "en") for one in articles)
    return Earlier("2025-W44", date(2025, 10, 27), date(2025, 11, 2), ("sea",), tuple(points), cited)


def score(told: Told, cut: float) -> str:
    """Precision and recall at a cut."""
    found = [on for on, likeness in told if likeness >= cut]
    return f"{sum(found) / max(1, len(found)):.2f}/{sum(found) / max(1, sum(on for on, _ in told)):.2f}".rjust(9)


# --- repeats ------------------------------------------------------------------------------------------------------


def print_repeats(rows: Sequence[Row]) -> None:
    """Print how often a sentence is told to repeat one that was printed, as it stands and with changes."""
    draw = random.Random(4)
    pool = sorted({one for row in rows for one in sentences(row["text"]) if 10 <= len(one.split()) <= 50})
    drawn = draw.sample(pool, 4000)
    printed, others = drawn[:2000], drawn[2000:]
    words = sorted({word for one in others for word in one.split()})
    sources = [article(str(number), one) for number, one in enumerate(printed)]
    earlier = published(sources, [EarlierPoint("sea", one.id, one.text) for one in sources])
    kinds = {
        "the same sentence": printed,
        "one word in twenty replaced": [light(one, draw, words) for one in printed],
        "its first half": [" ".join(one.split()[: len(one.split()) // 2]) for one in printed],
        "one figure changed": [re.sub(r"\d+", "7070", one, count=1) for one in printed if re.search(r"\d", one)],
        "two sentences, one of them printed": [f"{o} {p}" for o, p in zip(others, printed, strict=True)],
        "another sentence": others,
    }
    for kind, texts in kinds.items():
        used = [article(f"now {number}", text) for number, text in enumerate(texts)]
        changes = Changes(earlier, used, find_stories(used))
        found = sum(changes.novelty(one, Span(0, len(one.text))) == "repeated" for one in used)
        print(f"repeated, {kind}: {found / len(used):.3f} of {len(used)}")


# --- cost ---------------------------------------------------------------------------------------------------------


def print_cost(rows: Sequence[Row]) -> None:
    """Print what comparing costs, beside the grouping that it builds on."""
    articles = list(recombine(rows, MANY + CITED))
    used, earlier = articles[:MANY], articles[MANY:]
    points = [EarlierPoint("sea", one.id, sentences(one.text)[0]) for one in earlier]
    clock = [time.process_time()]
    stories = find_stories(used)
    clock.append(time.process_time())
    changes = Changes(published(earlier, points), used, stories)
    clock.append(time.process_time())
    for some in (used[:PRINTED], used):
        for one in some:
            changes.novelty(one, Span(0, len(one.text)))
        clock.append(time.process_time())
    grouping, making, few, all_of_them = (after - before for before, after in pairwise(clock))
    print(f"{MANY} articles against {CITED}: {making:.2f} s CPU, {few:.2f} s for {PRINTED} items,", end=" ")
    print(f"{all_of_them:.2f} s for one of each article (grouping: {grouping:.2f} s)")


if __name__ == "__main__":
    main()
