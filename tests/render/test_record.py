"""The record of a briefing as JSON: what proves the other files later."""

import json
from collections.abc import Iterator
from typing import Any

from factories import analysis, analysis_of, article, briefing, named, record_of, rejected, reported

from briefing.model import Briefing

TEXT = """Bulgarian Defense Minister Anna Nowak opened a radar post in Varna on Wednesday.

She praised the crews of Київ & “ğ” for their work in the Black Sea.

"We promised the radars to the minister (Rumen Dachev - ed.) and we keep our word," Nowak said."""


def made() -> Briefing:
    """A briefing with an edit, an insertion, a copy, an undated article and a rejected file."""
    copy = analysis(TEXT, "copy.txt", outlet="Halden Post", date="2026-03-06")
    undated = analysis("The Black Sea was calm on Monday, and all ships left in time.", "u.txt", date="")
    return briefing(analysis(TEXT, "a.txt"), copy, undated, rejected())


def record() -> dict[str, Any]:
    """The record, read back."""
    return json.loads(record_of(made()))


def passages(value: object) -> Iterator[dict[str, Any]]:
    """Every passage in a record."""
    if isinstance(value, dict):
        if value.keys() == {"article_id", "span", "text"}:
            yield value
        yield from (one for inner in value.values() for one in passages(inner))
    elif isinstance(value, list):
        yield from (one for inner in value for one in passages(inner))


def test_every_passage_is_a_slice_of_its_article() -> None:
    """The texts are in the record, so that the words can be proved without the inputs."""
    told = record()
    found = list(passages(told))
    quotes = [quote for article in made().articles().values() for quote in article.quotes]
    assert quotes
    assert {quote.passage.text for quote in quotes} < {one["text"] for one in found}
    assert {point.excerpt.passage.text for point in made().points()} < {one["text"] for one in found}
    for one in found:
        span = one["span"]
        assert told["articles"][one["article_id"]]["text"][span["start"] : span["end"]] == one["text"]


def test_who_said_what_is_told() -> None:
    """With the reports that it counts, so that it can be proved without the inputs."""
    made_up = article(TEXT)
    told = json.loads(record_of(briefing(analysis_of(reported(made_up, named(made_up, "Anna Nowak"), 1)))))
    (row,) = told["statements"]
    assert (row["speaker"]["name"], row["full"], row["reported"]) == ("Anna Nowak", [3], [1])
    (report,) = told["articles"][row["article_id"]]["reports"]
    assert (report["paragraph"], report["attribution"]["speaker"]["name"]) == (1, "Anna Nowak")


def test_every_citation_resolves() -> None:
    """The register leads from numbers to articles."""
    told = record()
    register = {entry["number"]: entry["article"] for entry in told["register"]}
    items = [item for section in told["sections"] for item in section["items"]] + told["highlights"]
    assert all(register[item["citation"]["number"]] == item["citation"]["article_id"] for item in items)
    assert set(register.values()) == set(told["articles"])


def test_edits_copies_and_fates_are_told() -> None:
    """What we changed and why, who carried it too, what became of each input."""
    told = record()
    edits = [
        edit
        for section in told["sections"]
        for item in section["items"]
        for edit in item.get("excerpt", {}).get("edits", ())
    ]
    assert [(edit["replacement"], edit["reason"]) for edit in edits] == [
        ("4 March 2026", "date"),
        ("Anna Nowak", "pronoun"),
    ]
    assert [copy["outlet"] for entry in told["register"] for copy in entry["copies"]] == ["Halden Post"]
    assert {fate["path"]: fate["outcome"] for fate in told["fates"]} == {
        "a.txt": "used",
        "copy.txt": "duplicate",
        "u.txt": "used",
        "broken.txt": "rejected",
    }
    assert told["tally"]["inputs"] == 4
    assert told["period"] == {"first": "2026-03-02", "last": "2026-03-08", "key": "2026-W10"}


def test_same_bytes_twice() -> None:
    """The same briefing gives the same bytes, with the source's letters as they are."""
    assert record_of(made()) == record_of(made())
    assert "Київ & “ğ”" in record_of(made()).decode()


def test_a_nil_briefing() -> None:
    """Nothing is a record, too."""
    told = json.loads(record_of(briefing()))
    assert (told["articles"], told["register"], told["highlights"]) == ({}, [], [])
