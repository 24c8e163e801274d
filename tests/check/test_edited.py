"""What people do to a finished file, and what check says of it."""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from edited_files import NAMES, element, made, opened, record, told, verdicts, with_part
from edited_word import EditedWord
from hypothesis import given
from hypothesis import strategies as st
from word_parts import W

from briefing.check.difference import show
from briefing.check.folding import fold
from briefing.records import Record

Expected = list[tuple[str, str]]
Q1 = '"The radar does not replace the patrols, and 40 crews will stay in Varna,"'
Edit = Callable[[EditedWord], object]


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("record"))


def edited(edit: Edit) -> bytes:
    word = opened()
    edit(word)
    return word.save()


def exchange(word: EditedWord) -> None:
    """Say of the inputs what is true of the quotations, and the other way round."""
    for old, new in (("3 / 3", "x"), ("2 / 2", "3 / 3"), ("x", "2 / 2")):
        word.change_line(old, new)


def move_section(word: EditedWord, id: str, before: str) -> None:
    """Cut a section, from its heading to the next, and paste it in front of another."""
    place, one = word.paragraph(before), word.paragraph(id)
    style = one.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    moved = [one]
    while (one := one.getnext()) is not None:
        if one.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None or one.tag == f"{W}sectPr":
            break
        moved.append(one)
    for each in moved:
        place.addprevious(each)


def put_in(word: EditedWord, run: str) -> None:
    """Type a paragraph with something else than words."""
    word.write("q3-by", "")
    word.paragraph("q3-by").getnext().append(element(run))


ALLOWED: list[tuple[str, Edit, Expected]] = [
    # what was done, how, and the notes on it
    ("nothing", lambda w: None, []),
    ("curly marks", lambda w: w.change("q1", '"The', "“The"), []),
    ("a no-break space", lambda w: w.change("q1", "The radar", "The\u00a0radar"), []),
    ("a thin space and another", lambda w: w.change("q1", "The radar", "The\u2009 radar"), []),
    ("a soft hyphen", lambda w: w.change("q1", "radar", "ra\u00addar"), []),
    ("runs split and bold", lambda w: [w.split(id) for id in ("q1", "q1-by", "p4", "p3-cite", "highlights")], []),
    ("a control removed", lambda w: w.unwrap("q1"), []),
    ("a control and its bookmark removed", lambda w: w.unwrap("q1", bookmark=False), []),
    ("a point's control and bookmark removed", lambda w: w.unwrap("p4", bookmark=False), []),
    ("a change tracked that changes nothing", lambda w: w.track("q1", "radar", "radar"), []),
    ("a quotation deleted", lambda w: w.delete("q1", "q1-by"), [("deleted", "q1")]),
    ("a point deleted whose words stand in the highlights", lambda w: w.delete("p4"), [("deleted", "p4")]),
    (
        "a quotation deleted with tracked changes",
        lambda w: [w.delete_tracked("q1"), w.delete_tracked("q1-by")],
        [("deleted", "q1")],
    ),
    (
        "two quotations in another order",
        lambda w: [w.swap("q1", "q2"), w.swap("q1-by", "q2-by")],
        [("moved", "section-radar")],
    ),
    (
        "a quotation in another section",
        lambda w: [w.paragraph("q3-by").addnext(w.paragraph("q1-by")), w.paragraph("q3-by").addnext(w.paragraph("q1"))],
        [("moved", "q1")],
    ),
    (
        "another heading",
        lambda w: w.change("section-radar", "Radar", "Radars on the coast"),
        [("heading", "section-radar")],
    ),
    ("another title", lambda w: w.change_line("Weekly briefing", "Weekly briefing, March"), [("heading", "")]),
    ("a comment", lambda w: w.write("q1-by", "The port is the one to watch."), [("own text", "")]),
    (
        "a comment in its own style",
        lambda w: w.write("q1-by", "The port is the one to watch.", "AnalystComment"),
        [("own text", "")],
    ),
    ("a true quotation, cited", lambda w: w.write("q3-by", "Dachev spoke of “40 crews” (1 ¶2)."), [("typed", "")]),
    ("a true quotation in German marks", lambda w: w.write("q3-by", "„40 crews“ 1 ¶2"), [("typed", "")]),
    ("a true quotation in French marks", lambda w: w.write("q3-by", "« 40 crews » 1 ¶2"), [("typed", "")]),
    ("a true quotation in single marks", lambda w: w.write("q3-by", "‘40 crews’ 1 ¶2"), [("typed", "")]),
    (
        "a true quotation, cut",
        lambda w: w.write("q3-by", "“The radar does not replace the patrols, … will stay in Varna” 1 ¶2"),
        [("hidden", "")],
    ),
    ("a quotation again", lambda w: w.write("q3-by", Q1 + " 1 ¶2"), [("twice", "q1")]),
    ("a cut that hides nothing", lambda w: w.change("q3", "and the crews are trained", "…"), [("cut", "q3")]),
    (
        "sections in another order",
        lambda w: move_section(w, "section-black-sea", "section-radar"),
        [("moved", "")],
    ),
    ("a picture", lambda w: put_in(w, "<w:r><w:drawing><a:blip/></w:drawing></w:r>"), [("left out", "")]),
    ("a table deleted", lambda w: w.drop_table("events"), [("gone", "events")]),
]

WRONG: list[tuple[str, Edit, Expected]] = [
    ("a word inserted", lambda w: w.change("q1", "The radar", "The new radar"), [("edited", "q1")]),
    ("a word inserted with tracked changes", lambda w: w.track("q1", "radar", "new radar"), [("edited", "q1")]),
    ("a word changed in a point", lambda w: w.change("p4", "opened", "closed"), [("edited", "p4")]),
    ("a word changed in a highlight", lambda w: w.change("p1", "opened", "closed"), [("edited", "p1")]),
    ("a digit changed", lambda w: w.change("q1", "40", "41"), [("edited", "q1")]),
    ("a letter's size", lambda w: w.change("q1", "radar", "Radar"), [("edited", "q1")]),
    ("a space taken out", lambda w: w.change("q1", "The radar", "Theradar"), [("edited", "q1")]),
    ("a negation dropped", lambda w: w.change("q1", "does not replace", "does replace"), [("shortened", "q1")]),
    ("a negation dropped with tracked changes", lambda w: w.track("q1", "not ", ""), [("shortened", "q1")]),
    ("a negation hidden", lambda w: w.look("q1", "not ", "vanish"), [("shortened", "q1")]),
    ("a negation struck out", lambda w: w.look("q1", "not ", "strike"), [("shortened", "q1")]),
    ("the end cut", lambda w: w.change("q1", ", and 40 crews will stay in Varna", ""), [("shortened", "q1")]),
    ("the quotation marks taken off", lambda w: w.change("q1", Q1, Q1.strip('"')), [("edited", "q1")]),
    ("a number cut with a mark", lambda w: w.change("q1", ", and 40 crews will", " …"), [("hidden", "q1")]),
    (
        "a negation cut with a mark",
        lambda w: w.change("q1", "does not replace", "does […] replace"),
        [("hidden", "q1")],
    ),
    (
        "an explanation in brackets",
        lambda w: w.change("q1", "The radar", "The radar [of Sofia]"),
        [("bracketed", "q1")],
    ),
    (
        "the words of two swapped",
        lambda w: w.swap_words("q1", "q3"),
        [("swapped", "q1"), ("swapped", "q3")],
    ),
    (
        "a quotation under the speaker of another",
        lambda w: w.swap("q1", "q3"),
        [("moved away", "q1"), ("moved away", "q3"), ("moved", "q1"), ("moved", "q3")],
    ),
    ("only the words deleted", lambda w: w.delete("q1"), [("missing", "q1")]),
    (
        "only the words of a point deleted",
        lambda w: w.control("p4").getparent().remove(w.control("p4")),
        [("missing", "p4")],
    ),
    ("only the speaker's line deleted", lambda w: w.delete("q1-by"), [("citation", "q1")]),
    ("another speaker", lambda w: w.change("q1-by", "Rumen Dachev", "Ilinca Brânză"), [("speaker", "q1")]),
    ("another office", lambda w: w.change("q1-by", "Defense", "Foreign"), [("speaker", "q1")]),
    ("another number", lambda w: w.change("q1-by", "1", "2"), [("citation", "q1")]),
    ("another paragraph", lambda w: w.change("q1-by", "¶2", "¶3"), [("citation", "q1")]),
    ("another number at a point", lambda w: w.change("p4-cite", "1", "2"), [("citation", "p4")]),
    ("a link to another source", lambda w: w.lead("q1-by", "s2"), [("citation", "q1")]),
    ("a link to no source", lambda w: w.lead("q1-by", "s9"), [("citation", "q1"), ("dangling", "q1-by")]),
    (
        "words between a quotation and its speaker",
        lambda w: w.write("q1", "Nobody believes it."),
        [("moved away", "q1"), ("own text", "")],
    ),
    ("words behind a speaker", lambda w: w.append("q1-by", " He lied."), [("added", "q1-by")]),
    ("an invented quotation", lambda w: w.write("q1-by", "Dachev added: “We are lost.” 1 ¶2"), [("not found", "")]),
    (
        "an invented quotation in a comment",
        lambda w: w.write("q1-by", "He said «We are lost».", "AnalystComment"),
        [("not found", "")],
    ),
    (
        "an invented quotation in a heading",
        lambda w: w.change("section-radar", "Radar", "Radar: “We are lost”"),
        [("heading", "section-radar"), ("not found", "")],
    ),
    (
        "an invented quotation in the title",
        lambda w: w.change_line("Weekly briefing", "He said “We are lost”"),
        [("heading", ""), ("not found", "")],
    ),
    (
        "a true quotation in a heading, which merge refuses",
        lambda w: w.change("section-radar", "Radar", "“40 crews” (1 ¶2)"),
        [("heading", "section-radar"), ("quoted title", "")],
    ),
    (
        "a quotation mark in the title",
        lambda w: w.change_line("Weekly briefing", "Weekly briefing”"),
        [("heading", ""), ("quoted title", "")],
    ),
    ("a quotation that nothing closes", lambda w: w.write("q1-by", "He said “We are lost."), [("not found", "")]),
    (
        "a true one without a citation",
        lambda w: w.write("p5", "It is about “40 crews will stay”, he said."),
        [("uncited", "")],
    ),
    (
        "a true one of another source",
        lambda w: w.write("q3-by", "“40 crews will stay” (2 ¶2)"),
        [("other source", "")],
    ),
    (
        "a true one of another speaker",
        lambda w: w.write("q3-by", "Brânză: “40 crews will stay” (1 ¶2)"),
        [("other source", "")],
    ),
    ("the source's type without marks", lambda w: w.write("q1-by", "We are lost.", "Quote"), [("added", "")]),
    (
        "a citation of no source",
        lambda w: w.write("q1-by", "The port grows (9 ¶1)."),
        [("own text", ""), ("dangling", "")],
    ),
    (
        "a citation of no paragraph",
        lambda w: w.write("q1-by", "The port grows (1 ¶9)."),
        [("own text", ""), ("dangling", "")],
    ),
    ("a count in a table", lambda w: w.change("theme-figure", "4", "5"), [("table", "theme-figure")]),
    ("a count in a line", lambda w: w.change_line("2 articles", "3 articles"), [("counts", "")]),
    ("a count in the box", lambda w: w.change_line("3 / 3", "4 / 4"), [("counts", "")]),
    ("another source over a group", lambda w: w.change_line("  Pontic Herald", "  Baltic Times"), [("counts", "")]),
    ("two counts exchanged", lambda w: exchange(w), [("counts", "how-this-was-checked")]),
    ("an outlet in the register", lambda w: w.change("s1", "Pontic", "Baltic"), [("register", "s1")]),
    ("a source taken out that is cited", lambda w: w.delete("s1"), [("dangling", "s1")]),
]


def table(cases: list[tuple[str, Edit, Expected]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("edit", "expected"), [case[1:] for case in cases], ids=[case[0] for case in cases])


@table(ALLOWED)
def test_what_an_editor_may_do(known: Record, edit: Edit, expected: Expected) -> None:
    """It is told, or nothing at all."""
    assert told(edited(edit), known) == expected


@table(WRONG)
def test_what_makes_words_untrue(known: Record, edit: Edit, expected: Expected) -> None:
    """It is found, and called what it is."""
    assert told(edited(edit), known) == expected


def test_what_is_there_and_what_the_source_says(known: Record) -> None:
    """A finding shows the words that were changed and where they are from."""
    (found,) = (one for one in verdicts(edited(lambda w: w.change("q1", "not ", "")), known) if one.is_finding)
    assert found.place == "quotation 1 in Radar (q1)"
    assert found.reads == '"The radar does [-not-] replace the patrols, and 40 crews …'
    assert found.source == f"Pontic Herald, 2026-03-04, 1\u202f¶2: {Q1}"


@pytest.mark.parametrize("format", ["docx", "pdf", "html", "md"])
def test_a_finished_file(known: Record, format: str) -> None:
    """As it was published every item is verbatim and nothing else is said, in every format."""
    found = verdicts(made()[0][format], known, format)
    assert {one.id for one in found if one.kind == "verbatim"} == {"p1", "p2", "p3", "p4", "p5", "p6", "q1", "q2", "q3"}
    assert len(found) == 9


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("does not replace", "does replace", [("shortened", "q1")]),
        ("40 crews", "41 crews", [("table", "x"), ("edited", "q1")]),
        ("**Rumen Dachev**", "**Ilinca Brânză**", [("speaker", "q1")]),
        ("(<#s1>)", "(<#s2>)", [("citation", "q1")]),
        ('"section-radar"></a>Radar', '"section-radar"></a>Radars', [("heading", "section-radar")]),
        ("Nothing to report.", "Nothing to report.\n\nHe said “We are lost”.", [("not found", "")]),
    ],
)
def test_an_edited_markdown_file(known: Record, old: str, new: str, expected: Expected) -> None:
    """Is proved by its anchors as a Word file by its marks."""
    text = made()[0]["md"].decode()
    head, quotation, rest = text.partition('<a id="q1">')
    changed = (
        text.replace(old, new) if old.startswith(('"sec', "Not")) else head + quotation + rest.replace(old, new, 1)
    )
    assert changed != text
    assert told(changed.encode(), known, "md") == [one for one in expected if one[1] != "x"]


def test_a_file_that_lost_its_marks(known: Record) -> None:
    """Words alone never prove an item: the file is not called clean."""
    word = opened()
    for name in ("bookmarkStart", "tag", "alias"):
        for one in list(word.root.iter(f"{{{word.root.nsmap['w']}}}{name}")):
            one.getparent().remove(one)
    assert told(word.save(), known)[0] == ("unmarked", "")


def test_the_title_of_a_file_that_lost_its_marks(known: Record) -> None:
    """It quotes nobody there either."""
    word = opened()
    word.change_line("Weekly briefing", "He said “We are lost”")
    for name in ("bookmarkStart", "tag", "alias"):
        for one in list(word.root.iter(f"{W}{name}")):
            one.getparent().remove(one)
    assert ("not found", "") in told(word.save(), known)


def test_a_note_of_an_editors_own(known: Record) -> None:
    """It is told with its words."""
    note = f'<w:footnotes {NAMES}><w:footnote w:id="7"><w:p><w:r><w:t>See cable 12.</w:t></w:r></w:p></w:footnote>'
    word = opened()
    word.append("q3-by", "")
    word.paragraph("q3-by").append(element('<w:r><w:footnoteReference w:id="7"/></w:r>'))
    content = with_part(word.save(), "word/footnotes.xml", lambda _: f"{note}</w:footnotes>")
    assert [(one.kind, one.reads) for one in verdicts(content, known) if one.is_note] == [
        ("left out", "a note: See cable 12.")
    ]


def test_many_lines_without_their_marks(known: Record) -> None:
    """However many lines an editor wrote, an altered count is no text of theirs."""
    word = opened()
    place = word.paragraph("q3-by")
    typed = "<w:p><w:r><w:t>Line {} of the desk.</w:t></w:r></w:p>"
    for one in element(f"<w:body>{''.join(map(typed.format, range(10_001)))}</w:body>"):
        place.addnext(one)
    word.change_line("2 / 2", "6 / 9")
    word.change_line("3 / 3", "7 / 9")
    found = verdicts(word.save(), known)
    assert [one.kind for one in found if one.is_finding] == ["counts", "counts"]
    assert len([one for one in found if one.kind == "own text"]) == 10_001


def test_a_table_that_differs_by_a_figure() -> None:
    """White space, which formats set otherwise, is no difference that is shown."""
    assert show("Pontic Herald has 4", "PonticHerald has 5") == "Pontic Herald has [-4-]{+5+}"


# --- many edits ---------------------------------------------------------------------------------------------------

ITEMS = ("p1", "p2", "p3", "p4", "p5", "p6", "q1", "q2", "q3")
LETTERS = "aeéxЖж09.,;:!?…()[]-–\u00a0 \"'“"


def change_something(word: EditedWord, chance: random.Random) -> tuple[str, str, str]:
    """Change a character or more under an id of the file; returns the id with its words before and after."""
    id = chance.choice(ITEMS)
    holder = chance.choice([one for one in word.texts(id) if one.text])
    before = "".join(one.text or "" for one in word.texts(id))
    text, at = holder.text, chance.randrange(len(holder.text))
    end = min(len(text), at + chance.choice((1, 1, 1, 2, 5, 12)))
    new = "".join(chance.choice(LETTERS) for _ in range(chance.choice((0, 1, 1, 1, 2, 4))))
    holder.text = text[:at] + new + text[at if chance.random() < 0.3 else end :]
    return id, before, "".join(one.text or "" for one in word.texts(id))


def test_no_change_outside_the_folding_is_called_verbatim(known: Record) -> None:
    """Of six hundred edits in a row none passes; those that the folding allows are all passed."""
    chance, changed, same = random.Random(5), 0, 0
    for _ in range(600):
        word = opened()
        id, before, after = change_something(word, chance)
        called = {one.id for one in verdicts(word.save(), known) if one.kind == "verbatim"}
        is_same = fold(before) == fold(after)
        assert (id in called) == is_same, (before, after)
        assert called >= set(ITEMS) - {id}
        changed, same = changed + (not is_same), same + is_same
    assert changed >= 500
    assert same >= 3


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_what_is_published_is_folded(one: str, other: str) -> None:
    """Letters, figures and every other mark stay as they are."""
    if fold(one) == fold(other):
        kept = [[char for char in text if char.isalnum() and char.isascii()] for text in (one, other)]
        assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("same", "plain"),
    [
        ("x...y", "x…y"),
        ("x--y", "x-y"),
        ("x—y", "x-y"),
        ("x‑y", "x-y"),
        ("“x”", '"x"'),
        ("«x»", '"x"'),
        ("’x", "'x"),
        ("x \u202f\u00a0y ", "x y"),
        ("x\u00ad\u200dy", "xy"),
        ("e\u0301", "é"),
    ],
)
def test_what_is_folded(same: str, plain: str) -> None:
    """Both are the same when a file is compared."""
    assert fold(same) == fold(plain) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [("x,y", "xy"), ("x.", "x"), ("x;", "x:"), ("a", "A"), ("é", "e"), ("x y", "xy"), ("1", "2"), ("x-y", "x y")],
)
def test_what_is_not_folded(one: str, other: str) -> None:
    """Marks of other kinds, capitals, accents and figures tell two texts apart."""
    assert fold(one) != fold(other)


# --- other programs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ways", [["docx"], ["odt", "docx"]])
def test_saved_by_libreoffice(known: Record, tmp_path: Path, ways: list[str]) -> None:
    """Saved again, also by way of an OpenDocument file, nothing is found and every item is verbatim."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "briefing.docx"
    path.write_bytes(made()[0]["docx"])
    for number, way in enumerate(ways):
        folder = tmp_path / str(number)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", way, "--outdir", str(folder), str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        path = folder / f"briefing.{way}"
    found = verdicts(path.read_bytes(), known)
    assert [one.kind for one in found] == ["verbatim"] * 9
