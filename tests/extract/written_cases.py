"""Cases written as text: `## title`, a fence with the input, a fence with what is expected of it.

The input's fence names the language and, behind it, the outlet that the document states: "```en Port Gazette".
Anything else between two headings is for the reader. A new case needs no Python; `pytest --update` fills in its
expectation, which is then read with care.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.extract import extract
from briefing.model import Article, Document, Fields

FOLDER = Path(__file__).parent / "cases"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n(?:(?!## |```)[^\n]*\n)*"
    r"```(?P<language>\w*) ?(?P<outlet>[^\n]*)\n(?P<input>.*?)\n```\n"
    r"\n```\n(?P<expected>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)
NOTHING = "(nothing)"


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    path: Path
    title: str
    language: str
    outlet: str
    input: str
    expected: str

    def article(self) -> Article:
        """Return the input as extracted."""
        return article(self.input, self.language, self.outlet)

    def check(self, found: str, update: bool) -> None:
        """Compare what was found with what is expected, or write it down."""
        found = found or NOTHING
        if update:
            self._rewrite(found)
        else:
            assert found == self.expected, "run pytest --update to rewrite it"

    def _rewrite(self, found: str) -> None:
        text = self.path.read_text("utf-8")
        place = next(match for match in CASE.finditer(text) if match["title"] == self.title)
        text = text[: place.start("expected")] + found + text[place.end("expected") :]
        self.path.write_text(text, "utf-8")


def article(text: str, language: str = "en", outlet: str = "") -> Article:
    """Return `text` as extracted."""
    return extract(Document("case.txt", "0" * 64, text, Fields(language=language, outlet=outlet)))


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a file in order."""
    matches = CASE.finditer(path.read_text("utf-8"))
    return tuple(Case(path, m["title"], m["language"], m["outlet"], m["input"], m["expected"]) for m in matches)


def cases(topic: str) -> pytest.MarkDecorator:
    """Run a test once for each case of a topic, `topic.md` and, for other languages, `de-topic.md`."""
    found = [case for path in sorted(FOLDER.glob(f"*{topic}.md")) for case in read_cases(path)]
    return pytest.mark.parametrize("case", found, ids=[f"{case.path.stem}: {case.title}" for case in found])
