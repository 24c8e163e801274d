"""The last published briefing is found and read back whole, or not at all."""

import json
import os
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from factories import analysis, briefing, record_of, theme
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.compose.themes import OTHER
from briefing.model import Briefing, CitedPoint, Period
from briefing.published import NAME, SCHEMA, days_of, is_as_published, last_published, past_coverage
from briefing.settings import PeriodWish

Record = dict[str, Any]

THEMES = (theme("sea", "radar*", "port*"), theme("aid", "ambulance*", order=2))
TEXT = """Halden bought 3 coastal radars for the port of Varna on Tuesday.

"The radars on this coast are old and we will not leave them so for another winter," Rumen Dachev said.

The union of the dock workers wants 2 ambulances for the port before the winter storms come."""
W45 = Period(date(2025, 11, 3), date(2025, 11, 9), "2025-W45")


@cache
def made_on(first: date, last: date | None = None) -> Briefing:
    """A briefing of the week of a day, or of these days."""
    wish = PeriodWish(first, last, week=last is None)
    return briefing(analysis(TEXT, date=str(first), title="Radars for Varna"), themes=THEMES, period=wish)


def put(out: Path, key: str, content: bytes | None = None) -> Path:
    """Put into a folder of that name what is given, or the briefing of its period."""
    days = days_of(key)
    if content is None and days:
        content = record_of(made_on(days[0], None if "W" in key else days[1]))
    (out / key).mkdir()
    write(out / key / NAME, content or b"")
    return out / key / NAME


def write(path: Path, content: bytes) -> None:
    """Write a record as it is published, with its digest in that of the run."""
    path.write_bytes(content)
    files = {path.name: sha256(content).hexdigest()}
    path.with_name("run.json").write_text(json.dumps({"files": files}), encoding="utf-8")


# --- which one ----------------------------------------------------------------------------------------------------

KEYS = [
    # the name of a folder, its days
    ("2025-W45", (date(2025, 11, 3), date(2025, 11, 9))),
    ("2026-W01", (date(2025, 12, 29), date(2026, 1, 4))),
    ("2026-W53", (date(2026, 12, 28), date(2027, 1, 3))),
    ("2025-11-03--2025-11-07", (date(2025, 11, 3), date(2025, 11, 7))),
    ("2025-11-03--2025-11-03", (date(2025, 11, 3), date(2025, 11, 3))),
    ("2025-W53", None),
    ("2025-W00", None),
    ("9999-W52", None),
    ("2025-W45-1", None),
    ("2025-w45", None),
    ("٢٠٢٥-W45", None),
    ("2025-11-07--2025-11-03", None),
    ("2025-11-31--2025-12-03", None),
    ("20251103--20251107", None),
    ("undated", None),
    ("", None),
    (".briefing.tmp", None),
]


@pytest.mark.parametrize(("key", "days"), KEYS)
def test_a_key_tells_its_days(key: str, days: tuple[date, date] | None) -> None:
    """A week or two days; anything else is no period."""
    assert days_of(key) == days


@given(st.dates(date(1, 1, 1), date(9999, 12, 20)), st.integers(0, 40), st.booleans())
def test_keys_of_settings_are_understood(first: date, length: int, week: bool) -> None:
    """The days of each period with days that settings can ask for."""
    last = date.fromordinal(min(first.toordinal() + length, date(9999, 12, 20).toordinal()))
    period = PeriodWish(first, last, week=week).resolve(())
    assert days_of(period.key) == (period.first, period.last)


CHOICES = [
    # the folders there are, the one that W45 is compared with
    (["2025-W44"], "2025-W44"),
    (["2025-W43", "2025-W44", "2024-W52"], "2025-W44"),
    (["2025-W44", "2025-W45", "2025-W46"], "2025-W44"),
    (["2025-W45"], None),
    (["undated"], None),
    ([], None),
    (["2025-10-20--2025-10-24", "2025-W42"], "2025-10-20--2025-10-24"),
    (["2025-10-31--2025-11-02", "2025-W44"], "2025-W44"),
    (["2025-10-20--2025-11-02", "2025-W44"], "2025-10-20--2025-11-02"),
    (["2025-10-27--2025-11-02", "2025-W44"], "2025-W44"),
    (["2025-10-29--2025-11-03", "2025-W40"], "2025-W40"),
]


@pytest.mark.parametrize(("keys", "chosen"), CHOICES)
def test_the_last_one_before_the_period_is_taken(tmp_path: Path, keys: list[str], chosen: str | None) -> None:
    """It ends last and wholly before; of several that do the longest, and the week before the same days."""
    for key in keys:
        put(tmp_path, key)
    earlier, problems = last_published(tmp_path, W45)
    assert (earlier.key if earlier else None, problems) == (chosen, ())


def test_a_period_without_days_has_nothing_before_it(tmp_path: Path) -> None:
    """Nor is anything found where no folder is, or a file in its place."""
    put(tmp_path, "2025-W44")
    assert last_published(tmp_path, Period(None, None, "undated")) == (None, ())
    assert last_published(tmp_path / "missing", W45) == (None, ())
    assert last_published(tmp_path / "2025-W44" / NAME, W45) == (None, ())


def test_folders_without_a_record_are_passed_over(tmp_path: Path) -> None:
    """Other formats may have been asked for that week; a file of such a name is no folder."""
    put(tmp_path, "2025-W42")
    (tmp_path / "2025-W43").mkdir()
    (tmp_path / "2025-W44").touch()
    earlier, problems = last_published(tmp_path, W45)
    assert earlier
    assert (earlier.key, problems) == ("2025-W42", ())


def test_nothing_else_is_opened(tmp_path: Path) -> None:
    """What lies before the one that is taken, and in the run's own folder, need not even be a briefing."""
    put(tmp_path, "2025-W44")
    for key in ("2025-W43", "2025-W45", "2025-W46"):
        put(tmp_path, key, b"no briefing")
    earlier, problems = last_published(tmp_path, W45)
    assert earlier
    assert (earlier.key, problems) == ("2025-W44", ())


# --- what it says -------------------------------------------------------------------------------------------------


def test_a_briefing_is_read_back(tmp_path: Path) -> None:
    """Its days, its themes, its points and quotations as printed, and the articles that it cites."""
    put(tmp_path, "2025-W44")
    made = made_on(date(2025, 10, 27))
    earlier, problems = last_published(tmp_path, W45)
    assert earlier
    assert not problems
    assert (earlier.key, earlier.first, earlier.last) == (made.period.key, made.period.first, made.period.last)
    assert earlier.themes == ("sea", "aid", OTHER)
    printed = [(section.slug, item) for section in made.sections for item in section.items]
    assert {type(item).__name__ for _, item in printed} == {"CitedPoint", "CitedQuote"}
    passages = [item.excerpt.passage if isinstance(item, CitedPoint) else item.quote.passage for _, item in printed]
    expected = [(slug, one.article_id, one.text) for (slug, _), one in zip(printed, passages, strict=True)]
    assert [(one.theme, one.article_id, one.text) for one in earlier.points] == expected
    cited = [(one.id, one.source.title, one.text, "en") for one in made.articles().values()]
    assert [(one.id, one.title, one.text, one.language) for one in earlier.articles] == cited


def test_a_nil_briefing_is_read_back(tmp_path: Path) -> None:
    """Nothing was published that week, and that is something to compare with."""
    made = briefing(themes=THEMES, period=PeriodWish(date(2025, 10, 27), week=True))
    put(tmp_path, "2025-W44", record_of(made))
    earlier, problems = last_published(tmp_path, W45)
    assert earlier
    assert (earlier.points, earlier.articles, problems) == ((), (), ())


# --- what cannot be used ------------------------------------------------------------------------------------------


def record() -> Record:
    """The record of W44, to spoil."""
    found: Record = json.loads(record_of(made_on(date(2025, 10, 27))))
    return found


def spoiled(change: Callable[[Record], object]) -> bytes:
    """The record after a change."""
    found = record()
    change(found)
    return json.dumps(found).encode()


def item_of(found: Record, kind: str = "excerpt") -> Record:
    """The passage of the first point, or of the first quotation."""
    items = [item for section in found["sections"] for item in section["items"]]
    passage: Record = next(item[kind] for item in items if kind in item)["passage"]
    return passage


def first_article(found: Record) -> Record:
    """The first cited article."""
    article: Record = next(iter(found["articles"].values()))
    return article


WORDS = "has words that are not its articles'"
UNUSABLE = [
    # what lies in the folder, the problem
    (b"", "is not JSON"),
    (b"%PDF-1.7", "is not JSON"),
    (record_of(made_on(date(2025, 10, 27)))[:-40], "is not JSON"),
    (record_of(made_on(date(2025, 10, 27))).decode().encode("utf-16"), "is not JSON"),
    (b"[" * 200_000, "is not JSON"),
    (b'{"schema": ' + b"1" * 10_000 + b"}", "is not JSON"),
    (b"[]", "has no 'schema', or not the right kind of it"),
    (b"null", "has no 'schema', or not the right kind of it"),
    (spoiled(lambda one: one.update(schema=SCHEMA + 1)), "was made by another version of briefing"),
    (spoiled(lambda one: one.update(schema=True)), "has no 'schema', or not the right kind of it"),
    (spoiled(lambda one: one.update(period=None)), "has no 'period', or not the right kind of it"),
    (spoiled(lambda one: one["period"].update(key="2025-W43")), "is of another period than its folder"),
    (spoiled(lambda one: one["period"].update(last="2025-11-01")), "is of another period than its folder"),
    (record_of(made_on(date(2025, 10, 20))), "is of another period than its folder"),
    (spoiled(lambda one: one.update(articles=[])), "has no 'articles', or not the right kind of it"),
    (spoiled(lambda one: one.update(articles={})), WORDS),
    (spoiled(lambda one: first_article(one).update(source="a")), "has no 'source', or not the right kind of it"),
    (spoiled(lambda one: first_article(one).update(text=7)), "has no 'text', or not the right kind of it"),
    (spoiled(lambda one: first_article(one)["source"].update(title="a\ud800")), "has half a character in 'title'"),
    (spoiled(lambda one: first_article(one).update(text="Sold. " + first_article(one)["text"])), WORDS),
    (spoiled(lambda one: one.pop("sections")), "has no 'sections', or not the right kind of it"),
    (spoiled(lambda one: one["sections"].append("sea")), "has no 'slug', or not the right kind of it"),
    (spoiled(lambda one: one["sections"][0].update(items={})), "has no 'items', or not the right kind of it"),
    (spoiled(lambda one: one["sections"][0]["items"].append({})), "has no 'quote', or not the right kind of it"),
    (spoiled(lambda one: one["sections"][0]["items"].append(3)), "has no 'quote', or not the right kind of it"),
    (spoiled(lambda one: item_of(one).update(text="Halden bought 4 coastal radars.")), WORDS),
    (spoiled(lambda one: item_of(one, "quote").update(text="We give up.")), WORDS),
    (spoiled(lambda one: item_of(one).update(article_id="d6c60c6b8820")), WORDS),
    (spoiled(lambda one: item_of(one)["span"].update(start=True)), "has no 'start', or not the right kind of it"),
    (spoiled(lambda one: item_of(one)["span"].update(end=1e3)), "has no 'end', or not the right kind of it"),
    (spoiled(lambda one: item_of(one).update(text="", span={"start": 5, "end": 5})), WORDS),
    (spoiled(lambda one: item_of(one).update(text=TEXT[-9:-1], span={"start": -9, "end": -1})), WORDS),
    (spoiled(lambda one: item_of(one).update(text=TEXT[-9:], span={"start": len(TEXT) - 9, "end": 10**6})), WORDS),
]


@pytest.mark.parametrize(("content", "message"), UNUSABLE, ids=range(len(UNUSABLE)))
def test_what_is_not_as_it_was_published_is_told_and_left_out(tmp_path: Path, content: bytes, message: str) -> None:
    """The one before it is taken in its place."""
    put(tmp_path, "2025-W43")
    put(tmp_path, "2025-W44", content)
    earlier, problems = last_published(tmp_path, W45)
    assert [str(one) for one in problems] == [f"2025-W44/{NAME}: {message}; make it again or delete it"]
    assert [one.stage for one in problems] == ["compare"]
    assert earlier
    assert earlier.key == "2025-W43"


def loop(path: Path) -> None:
    path.symlink_to(path)


def grow(path: Path) -> None:
    path.touch()
    os.truncate(path, 33 * 1024 * 1024)


STRANGE = [
    # what lies in place of the file, the problem
    (Path.mkdir, "is not a file"),
    (os.mkfifo, "is not a file"),
    (lambda path: path.symlink_to("/dev/zero"), "is not a file"),
    (loop, "cannot be read (Too many levels of symbolic links)"),
    (grow, "is larger than 32 MB"),
]


@pytest.mark.parametrize(("make", "message"), STRANGE, ids=range(len(STRANGE)))
def test_what_is_no_common_file_is_left_out(tmp_path: Path, make: Callable[[Path], None], message: str) -> None:
    """It is neither waited for nor read to an end that it has not."""
    path = put(tmp_path, "2025-W44")
    path.unlink()
    make(path)
    earlier, problems = last_published(tmp_path, W45)
    assert (earlier, [one.message for one in problems]) == (None, [message])


def test_a_folder_that_leads_nowhere_is_left_out(tmp_path: Path) -> None:
    """As a link to itself does."""
    loop(tmp_path / "2025-W44")
    _, problems = last_published(tmp_path, W45)
    assert [one.message for one in problems] == ["cannot be read (Too many levels of symbolic links)"]


def test_a_file_that_cannot_be_read_is_not_taken_for_ours(tmp_path: Path) -> None:
    """It may be somebody's work; one that is not there is nobody's."""
    assert is_as_published(tmp_path / "briefing.docx")
    loop(tmp_path / "briefing.docx")
    assert not is_as_published(tmp_path / "briefing.docx")


def test_years_of_unusable_files_are_not_all_read(tmp_path: Path) -> None:
    """After a few there is nothing to compare with."""
    for week in range(20, 45):
        put(tmp_path, f"2025-W{week}", None if week == 20 else b"{}")
    earlier, problems = last_published(tmp_path, W45)
    assert earlier is None
    assert [one.where for one in problems] == [f"2025-W{week}/{NAME}" for week in (44, 43, 42, 41)]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 400),
    st.floats(),
    st.text(max_size=3),
    st.just("\udc80"),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["text", "span", "slug"]), st.text(max_size=3), max_size=2),
)


@given(st.data())
@hypothesis_settings(max_examples=200, deadline=None)
def test_no_value_anywhere_breaks_the_run(data: st.DataObject) -> None:
    """Whatever stands in whatever place: the file is taken with words that are its articles', or it is told."""
    found: Any = record()
    place, keys = found, list[Any]()
    while isinstance(place, dict | list) and place and (not keys or data.draw(st.integers(0, 9))):
        keys.append(
            data.draw(st.sampled_from(sorted(place)) if isinstance(place, dict) else st.integers(0, len(place) - 1))
        )
        holder, place = place, place[keys[-1]]
    holder[keys[-1]] = data.draw(VALUES)
    with TemporaryDirectory() as folder:
        put(Path(folder), "2025-W44", json.dumps(found).encode())
        earlier, problems = last_published(Path(folder), W45)
    assert (earlier is None) == (len(problems) == 1)
    if earlier:
        texts = {one.id: one.text for one in earlier.articles}
        assert all(one.text in texts[one.article_id] for one in earlier.points)


@pytest.mark.parametrize("edit", ["edited", "no record", "another", "broken"])
def test_a_record_that_was_edited_is_told(tmp_path: Path, edit: str) -> None:
    """Even where it still agrees with itself: the run tells its digest, and without that nobody knows."""
    path = put(tmp_path, "2025-W44")
    record = path.with_name("run.json")
    if edit == "edited":
        path.write_bytes(path.read_bytes().replace(b"3 coastal", b"9 coastal"))
    elif edit == "no record":
        record.unlink()
    else:
        record.write_text({"another": '{"files": {}}', "broken": "[]"}[edit], encoding="utf-8")
    found, (problem,) = last_published(tmp_path, W45)
    assert found is None
    assert "is not as it was published" in problem.message


# --- what earlier briefings counted -------------------------------------------------------------------------------


def test_the_counts_of_earlier_weeks(tmp_path: Path) -> None:
    """The oldest first; weeks without a briefing are passed over, and so are periods of another length."""
    for key in ("2025-W41", "2025-W44", "2025-11-01--2025-11-02", "2025-W45", "2025-W46"):
        put(tmp_path, key)
    past, problems = past_coverage(tmp_path, W45)
    assert ([one.key for one in past], problems) == (["2025-W41", "2025-W44"], ())
    assert past[1].articles == (("sea", 1), ("aid", 1), (OTHER, 0))
    assert (past[1].first, past[1].last) == (date(2025, 10, 27), date(2025, 11, 2))


def test_seven_earlier_weeks_are_counted(tmp_path: Path) -> None:
    """What lies further back is not opened."""
    for week in range(30, 45):
        put(tmp_path, f"2025-W{week}", None if week > 37 else b"no briefing")
    past, problems = past_coverage(tmp_path, W45)
    assert ([one.key for one in past], problems) == ([f"2025-W{week}" for week in range(38, 45)], ())


def test_a_week_that_has_two_briefings_counts_once(tmp_path: Path) -> None:
    """The week is taken before the same days asked for one by one."""
    for key in ("2025-W44", "2025-10-27--2025-11-02"):
        put(tmp_path, key)
    assert [one.key for one in past_coverage(tmp_path, W45)[0]] == ["2025-W44"]


UNCOUNTED = [
    # what was changed, what is told
    (lambda record: record.pop("coverage"), "has no counts of articles"),
    (lambda record: record.update(coverage=[{"slug": "sea", "articles": 3}]), "has no counts of articles"),
    (lambda record: record.update(schema=SCHEMA + 1), "was made by another version of briefing"),
    (lambda record: record["period"].update(key="2025-W43"), "is of another period than its folder"),
    (lambda record: record["period"].update(last="2025-11-03"), "is of another period than its folder"),
]


@pytest.mark.parametrize(("change", "told"), UNCOUNTED)
def test_a_record_without_counts_is_told(tmp_path: Path, change: Callable[[Record], Any], told: str) -> None:
    """And left out; the others count."""
    put(tmp_path, "2025-W43")
    record = json.loads(put(tmp_path, "2025-W44").read_bytes())
    change(record)
    write(tmp_path / "2025-W44" / NAME, json.dumps(record).encode())
    past, problems = past_coverage(tmp_path, W45)
    assert [one.key for one in past] == ["2025-W43"]
    assert [(one.where, one.message) for one in problems] == [("2025-W44/briefing.json", told)]


def test_an_edited_record_does_not_count(tmp_path: Path) -> None:
    """It is told, as of the one to compare with."""
    path = put(tmp_path, "2025-W44")
    path.write_bytes(path.read_bytes() + b" ")
    past, (problem,) = past_coverage(tmp_path, W45)
    assert (past, problem.message) == ((), "is not as it was published, by the run.json beside it")


def test_a_period_without_days_has_no_past(tmp_path: Path) -> None:
    """Nor is there one where no folder is."""
    assert past_coverage(tmp_path, Period(None, None, "undated")) == ((), ())
    assert past_coverage(tmp_path / "missing", W45) == ((), ())
