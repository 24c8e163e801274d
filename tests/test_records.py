"""briefing.json read back: as published, and as nobody published it."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from edited_files import made
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import BriefingError, SettingsError, Unproven
from briefing.records import load_record

Changed = Callable[[Any], object]


def write(folder: Path, content: bytes) -> Path:
    path = folder / "briefing.json"
    path.write_bytes(content)
    return path


def test_what_was_published_is_read(tmp_path: Path) -> None:
    """Items, articles, numbers and the page as printed."""
    record = load_record(write(tmp_path, made()[1]))
    assert record.period == "2026-W10"
    assert [part.slug for part in record.parts][:3] == ["highlights", "radar", "black-sea"]
    assert {item.id for part in record.parts for item in part.items} >= {"p1", "q1", "q3"}
    assert sorted(record.numbers) == [1, 2]
    assert any(piece.role == "attribution" and "Rumen Dachev" in piece.text for piece in record.page)


def item(told: Any) -> Any:
    return next(one for one in told["sections"][0]["items"] if one["id"] == "q1")


def first(told: Any) -> Any:
    return next(iter(told["articles"].values()))


REFUSED: list[tuple[str, Changed, str]] = [
    ("another schema", lambda r: r.update(schema=2), "another version"),
    ("no schema", lambda r: r.pop("schema"), "schema"),
    ("no page", lambda r: r.pop("page"), "before files could be checked"),
    ("no articles", lambda r: r.pop("articles"), "articles"),
    ("a number for a text", lambda r: first(r).update(text=5), "articles[...].text"),
    ("a text for a number", lambda r: item(r)["citation"].update(number="1"), "sections[0].items["),
    ("an unknown role", lambda r: r["page"][0].update(role="x"), "page[0].role"),
    ("no citation", lambda r: item(r).pop("citation"), "citation"),
    ("a day that is none", lambda r: first(r)["source"].update(published="soon"), "published"),
]
CHANGED: list[tuple[str, Changed, str]] = [
    ("words of a quotation", lambda r: item(r)["quote"]["passage"].update(text="We are lost."), "q1: its words"),
    ("a place of a quotation", lambda r: item(r)["quote"]["passage"]["span"].update(start=-5), "q1: its words"),
    ("an article of a quotation", lambda r: item(r)["quote"]["passage"].update(article_id="x"), "q1: its words"),
    ("a letter of an article", lambda r: first(r).update(text=first(r)["text"].replace("paid", "pays")), "text"),
    ("a number", lambda r: item(r)["citation"].update(number=2), "another article"),
    ("paragraphs", lambda r: item(r)["citation"].update(paragraphs=[3, 3]), "paragraph numbers"),
    ("a speaker", lambda r: item(r)["quote"]["attribution"]["speaker"].update(name="Ilinca Brânză"), "speaker"),
    ("two articles for a number", lambda r: r["register"].append(r["register"][0]), "register"),
    ("paragraphs of an article", lambda r: first(r)["paragraphs"][0].update(end=10**9), "paragraphs"),
    ("an item that is both", lambda r: item(r).update(excerpt=r["highlights"][0]["excerpt"]), "neither"),
    ("one item twice", lambda r: r["highlights"].append(r["highlights"][0]), "two items"),
    ("an unknown item", lambda r: r["page"].append({"role": "point", "id": "p77"}), "p77"),
]


def refuse(cases: list[tuple[str, Changed, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("change", "message"), [one[1:] for one in cases], ids=[one[0] for one in cases])


def changed(change: Changed) -> bytes:
    told = json.loads(made()[1])
    change(told)
    return json.dumps(told, ensure_ascii=False).encode()


@refuse(REFUSED)
def test_what_is_no_record(tmp_path: Path, change: Changed, message: str) -> None:
    """Is refused with the name of the field and what to do."""
    with pytest.raises(SettingsError) as refused:
        load_record(write(tmp_path, changed(change)))
    assert message in str(refused.value)
    assert "make the briefing again" in refused.value.hint


@refuse(CHANGED)
def test_a_record_that_contradicts_itself(tmp_path: Path, change: Changed, message: str) -> None:
    """Proves nothing: its own sources have to bear it out."""
    with pytest.raises(Unproven) as refused:
        load_record(write(tmp_path, changed(change)))
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        made()[1][:-40],
        b"null",
        b'{"schema": 1e999}',
        b'{"schema": 1, "page": "\\ud800"}',
    ],
    ids=["empty", "no text", "nested", "cut", "null", "infinite", "half a character"],
)
def test_hostile_bytes(tmp_path: Path, content: bytes) -> None:
    """End in a message."""
    with pytest.raises(SettingsError):
        load_record(write(tmp_path, content))


@given(st.integers(0, len(made()[1]) - 1), st.binary(min_size=1, max_size=3))
def test_any_damage(tmp_path_factory: pytest.TempPathFactory, at: int, damage: bytes) -> None:
    """Bytes overwritten anywhere are borne or refused; nothing crashes."""
    content = made()[1]
    path = write(tmp_path_factory.mktemp("damaged"), content[:at] + damage + content[at + len(damage) :])
    with contextlib.suppress(BriefingError):
        assert load_record(path).page


def test_no_file(tmp_path: Path) -> None:
    """Says that a moved file needs --record; a folder is no record."""
    with pytest.raises(SettingsError, match="--record"):
        load_record(tmp_path / "briefing.json")
    with pytest.raises(SettingsError, match="is not a file"):
        load_record(tmp_path)
