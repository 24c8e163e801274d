"""How well stories and copies are found, and what grouping costs when there are ten times as many articles.

Run by hand: `python tests/benchmarks/stories.py WIRE.jsonl`. Each line of the file is a wire article with `id`,
`title`, `text`, `date` and a list of topics in `label`. There being no hand-made groups, each article is dealt sentence
by sentence into one to three pieces, and the pieces of an article are one story among others on its topics and days.
Copies are planted: a new dateline, and words replaced, sentences left out or put in another order, or all but the first
words left out. Every draw has a fixed seed. Grouping is what compose does with articles until there are stories: lines
that sites repeat, copies, stories. It is measured in processes of their own: the CPU seconds of the grouping, and the
most memory that the process ever had, the articles and all.
"""

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from briefing.compose.copies import find_reuse  # noqa: E402
from briefing.compose.stories import find_stories  # noqa: E402
from briefing.compose.templates import find_templates  # noqa: E402
from briefing.model import Article, Source  # noqa: E402

Row = dict[str, str]
Change = Callable[[str, random.Random, Sequence[str]], str]

TOPICS = {"crude", "trade", "ship"}
SENTENCES = 6
"""An article with fewer is not dealt out."""
WORDS = 60
"""An article with fewer is not copied."""
TEXTS, PLANTED = 1000, 300
SMALL, LARGE, PAPERS = 10_000, 100_000, 40
ALIKE, FALSE_HITS, GROWTH, MEMORY = 0.92, 0.03, 12, 1000


def main() -> None:
    """Measure and print."""
    rows = read(sys.argv[1])
    if sys.argv[2:3] == ["--group"]:
        print(*group(rows, int(sys.argv[3])))
        return
    print_stories(rows)
    print_copies(rows)
    print_growth(sys.argv[1])


def verdict(value: float, target: float, least: bool) -> str:
    """A target, and whether a value meets it."""
    met = value >= target if least else value <= target
    return f"target: at {'least' if least else 'most'} {target}, {'met' if met else 'MISSED'}"


def read(path: str) -> list[Row]:
    """The articles of a file, their lines unwrapped and the agency's sign-off taken away."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["text"] = re.sub(r"(?i)\s*\breuters?\s*$", "", " ".join(row["text"].split()))
    return rows


def day_of(row: Row) -> date:
    """The date of an article, as 26-FEB-1987 or as 1987-02-26."""
    stated = row["date"].strip()
    if stated[:4].isdigit():
        return date.fromisoformat(stated[:10])
    return datetime.strptime(stated[:11].strip(), "%d-%b-%Y").date()


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [one for one in re.split(r'(?<=[.!?])\s+(?=["“]?[^\W\d_a-z])', text) if one]


def article(name: str, text: str, day: date | None = None, title: str = "", outlet: str = "") -> Article:
    """An article of which only text, title, day and outlet matter."""
    digest = sha256(name.encode()).hexdigest()
    source = Source(title, outlet, "", "", day, "", "", name, digest, "en")
    return Article(digest[:12], source, text, (), (), (), (), ())


# --- stories ------------------------------------------------------------------------------------------------------


def print_stories(rows: Sequence[Row]) -> None:
    """Print how well the pieces of each article are found to be one story."""
    topical = [row for row in rows if TOPICS & set(row["label"])]
    for what, some in (("all topics", rows), (", ".join(sorted(TOPICS)), topical)):
        for titled in (True, False):
            pieces, truth = deal(some, titled)
            found = {one: story.id for story in find_stories(pieces) for one in story.articles}
            precision, recall = b_cubed(truth, found)
            f1 = 2 * precision * recall / (precision + recall)
            kind = "with their titles" if titled else "without titles"
            said = f"stories, {what}: {len(pieces)} pieces of {len(set(truth.values()))} articles {kind}"
            print(f"{said}: B-cubed F1 {f1:.3f} ({verdict(f1, ALIKE, True)}; P {precision:.3f} R {recall:.3f})")


def deal(rows: Sequence[Row], titled: bool) -> tuple[list[Article], dict[str, str]]:
    """The pieces of all long enough articles, and by a piece's id which article it is from."""
    draw = random.Random(1)
    pieces: list[Article] = []
    truth: dict[str, str] = {}
    for row in rows:
        parts = sentences(row["text"])
        number = draw.randint(1, 3)
        for first in range(number if len(parts) >= SENTENCES else 0):
            text = " ".join(parts[first::number])
            pieces.append(article(f"{row['id']} {first}", text, day_of(row), row["title"] if titled else ""))
            truth[pieces[-1].id] = row["id"]
    return pieces, truth


def b_cubed(truth: dict[str, str], found: dict[str, str]) -> tuple[float, float]:
    """Precision and recall, averaged over the pieces (Bagga and Baldwin 1998)."""
    both = Counter((truth[one], found[one]) for one in truth)
    sizes, groups = Counter(truth.values()), Counter(found.values())
    precision = sum(both[truth[one], found[one]] / groups[found[one]] for one in truth) / len(truth)
    return precision, sum(both[truth[one], found[one]] / sizes[truth[one]] for one in truth) / len(truth)


# --- copies -------------------------------------------------------------------------------------------------------


def light(text: str, draw: random.Random, words: Sequence[str]) -> str:
    """One word in twenty replaced."""
    return replaced(text, 0.05, draw, words)


def trim(text: str, draw: random.Random, words: Sequence[str]) -> str:
    """The first 60 words of each hundred."""
    kept = text.split()
    return " ".join(kept[: round(0.6 * len(kept))])


def heavy(text: str, draw: random.Random, words: Sequence[str]) -> str:
    """One word in five replaced, and the sentences in another order."""
    parts = sentences(replaced(text, 0.2, draw, words))
    draw.shuffle(parts)
    return " ".join(parts)


def replaced(text: str, share: float, draw: random.Random, words: Sequence[str]) -> str:
    """A text with a share of its words replaced by some of any text."""
    own = text.split()
    for place in draw.sample(range(len(own)), round(share * len(own))):
        own[place] = draw.choice(words)
    return " ".join(own)


def flash(text: str, draw: random.Random, words: Sequence[str]) -> str:
    """The first 15 to 30 words."""
    return " ".join(text.split()[: draw.randint(15, 30)])


CHANGES: tuple[tuple[Change, float], ...] = ((light, 0.99), (trim, 0.99), (flash, 0.99), (heavy, 0.95))


def print_copies(rows: Sequence[Row]) -> None:
    """Print how many planted copies are told to come from their originals, and how often others are named too."""
    draw = random.Random(2)
    texts = draw.sample([row["text"] for row in rows if len(row["text"].split()) >= WORDS], TEXTS)
    words = sorted({word for text in texts for word in text.split()})
    for change, target in CHANGES:
        sources = draw.sample(range(TEXTS), PLANTED)
        planted = [f"HALDEN, March 6 (Port Wire) - {change(texts[source], draw, words)}" for source in sources]
        articles = [article(str(number), text) for number, text in enumerate([*texts, *planted])]
        hits: dict[int, set[int]] = defaultdict(set)
        for reuse in find_reuse(articles, find_templates(articles)):
            hits[reuse.later].add(reuse.earlier)
        named = [hits[TEXTS + number] for number in range(PLANTED)]
        found = sum(source in one for source, one in zip(sources, named, strict=True)) / PLANTED
        other = sum(len(one - {source}) for source, one in zip(sources, named, strict=True)) / PLANTED
        print(f"copies, {change.__name__}: {found:.3f} found ({verdict(found, target, True)}), ", end="")
        print(f"{other:.3f} false hits ({verdict(other, FALSE_HITS, False)})")


# --- growth -------------------------------------------------------------------------------------------------------


def print_growth(path: str) -> None:
    """Print what grouping costs, and how that grows."""
    costs: list[float] = []
    for number in (SMALL, LARGE):
        command = [sys.executable, __file__, path, "--group", str(number)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        seconds, megabytes, stories = (float(one) for one in answer)
        print(f"grouping {number} articles: {seconds:.1f} s CPU, {megabytes:.0f} MB, {stories:.0f} stories")
        costs.append(seconds)
    growth = costs[1] / costs[0]
    print(f"growth: {growth:.1f} times the CPU ({verdict(growth, GROWTH, False)})")
    print(f"memory: {megabytes:.0f} MB ({verdict(megabytes, MEMORY, False)})")


def group(rows: Sequence[Row], number: int) -> tuple[float, float, int]:
    """CPU seconds of grouping so many articles, the peak memory of the process in megabytes, and the stories found."""
    articles = list(recombine(rows, number))
    before = time.process_time()
    reuse = find_reuse(articles, find_templates(articles))
    copies = {one.later for one in reuse if one.whole}
    used = [one for position, one in enumerate(articles) if position not in copies]
    pairs = [(articles[one.later], articles[one.earlier], one.whole) for one in reuse]
    copied = [(later, earlier) for later, earlier, whole in pairs if whole]
    stories = find_stories(used, copied, [(later, earlier) for later, earlier, whole in pairs if not whole])
    seconds = time.process_time() - before
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(stories)


def recombine(rows: Sequence[Row], number: int) -> Iterator[Article]:
    """Articles on the days of the real ones, put together from sentences of any of them: the more, the denser.

    They are printed by some papers, each of which has a line of its own under all of them.
    """
    draw = random.Random(3)
    pool = [sentence for row in rows for sentence in sentences(row["text"])]
    days = sorted({day_of(row) for row in rows})
    titles = [row["title"] for row in rows]
    for one in range(number):
        text = " ".join(draw.choice(pool) for _ in range(6))
        paper = f"Paper {one % PAPERS}"
        printed = f"{text}\n\nWrite to the desk of {paper} at any time, and say what you think of what it prints."
        yield article(str(one), printed, days[one * len(days) // number], draw.choice(titles), paper)


if __name__ == "__main__":
    main()
