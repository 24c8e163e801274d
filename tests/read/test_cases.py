"""Each file in `cases` is read and compared with the `.expected.json` beside it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import Unreadable
from briefing.model import Document, Problem
from briefing.read import read

CASES = Path(__file__).parent / "cases"
FIELD_MAPS = {
    "mapped.tsv": {"title": "Headline", "text": "Body", "date": "published"},
    "mapped.jsonl": {"title": "headline", "text": "body", "date": "published", "source": "outlet"},
}
INPUTS = sorted(path for path in CASES.iterdir() if not path.name.endswith(".expected.json"))


def outcome(path: Path) -> Any:
    """What reading comes to, in the form of the expectations: sparse documents, or why there are none."""
    try:
        documents = read(path.name, path.read_bytes(), FIELD_MAPS.get(path.name, {}))
    except Unreadable as error:
        return {"unreadable": str(error)}
    return [told(document) for document in documents]


def told(item: Document | Problem) -> Any:
    """An item of the outcome: a sparse document, or why there is none."""
    if isinstance(item, Problem):
        return {"left out": str(item)}
    return {
        "path": item.path,
        "fields": {name: value for name, value in asdict(item.fields).items() if value},
        "paragraphs": item.text.split("\n\n"),
        "problems": [str(problem) for problem in item.problems],
    }


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_case_is_read_as_expected(path: Path, update: bool) -> None:
    """A file gives the documents, or the refusal, that stand beside it."""
    expectation = path.with_name(f"{path.name}.expected.json")
    found = outcome(path)
    if update:
        expectation.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(expectation.read_text("utf-8")) if expectation.exists() else "no expectation yet"
    assert found == expected, "run pytest --update to rewrite it"


def test_every_expectation_has_its_input() -> None:
    """No expectation is left behind when a case is renamed."""
    names = {path.name for path in INPUTS}
    assert [
        path for path in CASES.glob("*.expected.json") if path.name.removesuffix(".expected.json") not in names
    ] == []
