"""What merge refuses and what it tells of a file, by the record that it was published with."""

from collections.abc import Callable

import pytest
from edited_files import element, opened, record
from edited_word import EditedWord
from factories import analysis, briefing, page

from briefing.check.word import read_word
from briefing.merging import Made, prove_edited, read_back
from briefing.model import Edits, Finding, Problem
from briefing.records import Record

MADE = Made(page(briefing(analysis("The port opened on Monday in Varna.\n", "a.txt"))), Edits(), (), {}, exact=True)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("record"))


def proved(known: Record, edit: Callable[[EditedWord], object]) -> tuple[tuple[Finding, ...], tuple[Problem, ...]]:
    word = opened()
    edit(word)
    return prove_edited(read_word(word.save()), MADE, known)


def delete_line(word: EditedWord, text: str) -> None:
    line = next(one for one in word.root.iter() if (one.text or "").strip() == text)
    line.text = ""


def test_a_cut_is_refused(known: Record) -> None:
    """Though check only notes it: a merge keeps quotations whole."""
    (finding,), told = proved(known, lambda w: w.change("q3", "and the crews are trained", "…"))
    assert (finding.rule, told) == ("cut", ())
    assert "put the words back: a merge keeps quotations whole" in finding.message


def test_a_line_that_is_put_back(known: Record) -> None:
    """It is told, and not refused."""
    subtitle = next(piece.text for piece in [one for one in known.page if one.role == "title"][1:] if piece.text)
    for edit in (
        lambda w: w.change_line(subtitle, f"{subtitle} and more"),
        lambda w: delete_line(w, subtitle),
    ):
        findings, (problem,) = proved(known, edit)
        assert findings == ()
        assert "it is put back" in problem.message


@pytest.mark.parametrize(
    "edit",
    [
        lambda w: w.change_line("Weekly briefing", "The week"),
        lambda w: w.delete("p4"),
        lambda w: w.change("section-radar", "Radar", "Radars"),
        lambda w: w.write("q3-by", "The port is the one to watch."),
    ],
)
def test_what_is_kept_is_not_told(known: Record, edit: Callable[[EditedWord], object]) -> None:
    """The title, headings, deleted items and own text."""
    assert proved(known, edit) == ((), ())


def test_a_picture_is_not_kept(known: Record) -> None:
    """It is told."""
    picture = element("<w:r><w:drawing><a:blip/></w:drawing></w:r>")
    findings, (problem,) = proved(known, lambda w: w.paragraph("section-radar").append(picture))
    assert findings == ()
    assert problem.message == "a picture; it is not kept"


def test_an_own_table() -> None:
    """Its rows are kept as paragraphs, and that is told."""
    word = opened()
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in row)}</w:tr>"
        for row in (("Day", "Where"), ("3 May", "Riga"))
    )
    word.paragraph("q3-by").addnext(element(f"<w:tbl>{cells}</w:tbl>"))
    edits, told = read_back(read_word(word.save()), MADE)
    assert any(own.paragraphs[-2:] == ("Day | Where", "3 May | Riga") for own in edits.texts)
    assert "your table" in {one.where for one in told}
