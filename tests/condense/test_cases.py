"""Each `## case` of `cases/*.md` is an article and, after `=>`, its points in the order of the text, as printed.

A paragraph break inside a point is shown as ¶.
"""

import re
from pathlib import Path

import pytest

from briefing.condense import condense
from briefing.extract import extract
from briefing.lexicon import tell_language
from briefing.model import Document, Excerpt, Fields

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))
DATED = "2025-11-06"
"""The date of the articles in `dating.md`; the others have none."""
CASES = [
    pytest.param(path, title, id=f"{path.stem}: {title}")
    for path in FILES
    for title in re.findall(r"^## (.+)$", path.read_text("utf-8"), re.MULTILINE)
]


def split_case(path: Path, title: str) -> tuple[str, str]:
    """Return the input and the expectation of a case."""
    _, _, rest = path.read_text("utf-8").partition(f"\n## {title}\n")
    text, _, expected = rest.partition("\n## ")[0].partition("\n=>\n")
    return text.strip(), expected.strip()


def as_printed(excerpt: Excerpt) -> str:
    """Return the words of an excerpt with its edits in brackets."""
    text, offset, printed, position = excerpt.passage.text, excerpt.passage.span.start, "", 0
    for edit in excerpt.edits:
        start, end = edit.span.start - offset, edit.span.end - offset
        printed += text[position:start] + (" " if start == end else "") + f"[{edit.replacement}]"
        position = end
    return re.sub(r"\n\n", " ¶ ", printed + text[position:])


def points_of(text: str, date: str) -> str:
    """Return the points of an article as a list."""
    fields = Fields(language=tell_language(text) or "en", date=date)
    points = condense(extract(Document("case.txt", "0" * 64, text, fields)))
    in_order = sorted(points, key=lambda point: point.excerpt.passage.span)
    return "\n".join(f"- {as_printed(point.excerpt)}" for point in in_order)


@pytest.mark.parametrize(("path", "title"), CASES)
def test_case_gives_the_points_beside_it(path: Path, title: str, update: bool) -> None:
    """An article comes to the points that stand under its `=>`."""
    text, expected = split_case(path, title)
    found = points_of(text, DATED if path.stem == "dating" else "")
    if update and found != expected:
        before = f"\n## {title}\n\n{text}\n\n=>\n"
        whole = path.read_text("utf-8").replace(before + (f"\n{expected}\n" if expected else ""), before, 1)
        path.write_text(whole.replace(before, before + (f"\n{found}\n" if found else ""), 1), "utf-8")
        expected = found
    assert found == expected, "run pytest --update to rewrite it"
