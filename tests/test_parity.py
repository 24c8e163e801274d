"""PDF, Word, HTML and Markdown say the same in the same order: all are read back, by what bears an id and by line."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefing.check.found import FileText
from briefing.check.html import read_html
from briefing.check.markdown import read_markdown
from briefing.check.pdf import read_pdf
from briefing.check.word import read_word
from briefing.pipeline import run
from briefing.records import Record, load_record
from briefing.settings import PeriodWish, load_settings

SAMPLES = Path(__file__).parents[1] / "samples"
FORMATS = ("pdf", "docx", "html", "md")
EACH_FORMAT = pytest.mark.parametrize("name", FORMATS)


@cache
def made() -> tuple[dict[str, FileText], Record]:
    """The second of the sample weeks, as its files say it and as its record has it."""
    with TemporaryDirectory() as folder:
        settings = replace(load_settings(SAMPLES / "briefing.toml"), out=Path(folder), formats=(*FORMATS, "json"))
        for monday in (date(2026, 2, 23), date(2026, 3, 2)):
            run(replace(settings, period=PeriodWish(monday, week=True)))
        out = Path(folder, "2026-W10")
        readers = {"pdf": read_pdf, "docx": read_word, "html": read_html, "md": read_markdown}
        files = {name: readers[name]((out / f"briefing.{name}").read_bytes()) for name in FORMATS}
        return files, load_record(out / "briefing.json")


def squeeze(text: str) -> str:
    """Words without white space, which sets cells and lines apart in one format and not in another."""
    return "".join(text.split())


@EACH_FORMAT
def test_what_bears_an_id_is_the_same_in_the_same_order(name: str) -> None:
    """Points, quotations, citations, attributions, headings, tables, charts and sources."""
    files, record = made()
    ids = dict.fromkeys(piece.id for piece in record.page if piece.id and piece.role not in ("own", "short"))
    said = [(one.id, squeeze(one.text)) for one in files[name].found if one.id in ids]
    assert [id for id, _ in said] == list(ids)
    assert said == [(one.id, squeeze(one.text)) for one in files["pdf"].found if one.id in ids]


@EACH_FORMAT
def test_every_line_of_the_page_stands_there_in_order(name: str) -> None:
    """Masthead, counts, notes, checks and numbers of charts, too, which bear no ids of their own."""
    files, record = made()
    words = {one.id: one.text for one in files[name].found}
    text = "".join(squeeze(line.text) for line in files[name].lines)
    at = 0
    for piece in record.page:
        if piece.role not in ("own", "short", "footer"):
            wanted = squeeze(piece.text or words[piece.id])
            found = text.find(wanted, at)
            assert found >= 0, f"{piece.role} {piece.text or piece.id!r} does not follow what stands before it"
            at = found + len(wanted)
