"""docs/run.schema.json says what run.json holds: no key more, none less, each explained."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefing.pipeline import run
from briefing.settings import Settings, load_settings

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((ROOT / "docs/run.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def made(settings: Settings) -> dict:
    """The run.json of a run."""
    return json.loads(run(settings).files[-1].read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def of_samples(tmp_path_factory) -> dict:
    """The record of a sample week, with rejected inputs, ratings, pins and fields."""
    given = {"week": "2026-W10", "formats": ["md", "json"], "out": str(tmp_path_factory.mktemp("out"))}
    return made(load_settings(ROOT / "samples/briefing.toml", given))


def test_the_schema_is_one():
    """By the rules of its own draft."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_record_of_the_samples_is_valid(of_samples):
    """Every key that a run writes is known."""
    assert [error.message for error in VALIDATOR.iter_errors(of_samples)] == []
    assert {fate["outcome"] for fate in of_samples["inputs"]} >= {"used", "duplicate", "outside", "rejected"}


@pytest.mark.parametrize("week", [None, "2024-W10"], ids=["undated", "a week of nothing"])
def test_records_of_little_are_valid(tmp_path, articles, week):
    """With files that are rejected, and without a day or a dated article."""
    for name in ("harbor.txt", "radar.md"):
        (articles / name).unlink()
    (articles / "empty.txt").touch()
    (articles / "link.txt").symlink_to("absent")
    settings = load_settings(
        None, {"inputs": [str(articles)], "out": str(tmp_path / "out"), "week": week, "formats": ["md"]}
    )
    record = made(settings)
    assert [error.message for error in VALIDATOR.iter_errors(record)] == []
    assert record["counts"]["rejected"] == 2


def places(value: object, path: tuple = ()) -> Iterator[tuple]:
    """The path of every object in a record; of each list, those in its first item alone."""
    if isinstance(value, dict):
        yield path
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, 0))


def at(record: Any, path: tuple) -> Any:
    for step in path:
        record = record[step]
    return record


def test_a_key_more_or_of_another_name_is_refused(of_samples):
    """In every object of the record, so that a reader may rely on it; missing keys too, but those of free choice."""
    objects = list(places(of_samples))
    assert len(objects) > 8
    for path in objects:
        more = copy.deepcopy(of_samples)
        at(more, path)["extra"] = 1
        assert not VALIDATOR.is_valid(more), path
        if path in (("settings", "fields"), ("files",)):
            continue
        less = copy.deepcopy(of_samples)
        at(less, path).pop(sorted(at(less, path))[0])
        assert not VALIDATOR.is_valid(less), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("counts", "used"), -1),
        (("counts", "used"), "4"),
        (("inputs", 0, "outcome"), "lost"),
        (("inputs", 0, "sha256"), "abc"),
        (("files", "briefing.md"), "abc"),
        (("period", "first"), "yesterday"),
        (("settings", "attribution"), "bold"),
        (("sources", "ratings", 0), ["A"]),
    ],
)
def test_a_value_of_another_kind_is_refused(of_samples, path, value):
    """Types, digests, dates and choices are held, too."""
    record = copy.deepcopy(of_samples)
    at(record, path[:-1])[path[-1]] = value
    assert not VALIDATOR.is_valid(record)


def test_every_key_is_explained():
    """For who reads the schema in place of the code."""

    def unexplained(schema: dict, path: str) -> Iterator[str]:
        for name, inner in {**schema.get("properties", {}), **schema.get("patternProperties", {})}.items():
            if not inner.get("description"):
                yield f"{path}.{name}"
            yield from unexplained(inner, f"{path}.{name}")
            yield from unexplained(inner.get("items", {}), f"{path}.{name}[]")

    assert list(unexplained(SCHEMA, "")) == []
