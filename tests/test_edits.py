"""The file of edits: what is written is read again, and what a person breaks is told by its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.edits import NAME, Kept, conflicts_of, draw_edits, load_edits
from briefing.errors import SettingsError
from briefing.model import (
    Conflict,
    Edits,
    MarginComment,
    Order,
    OwnText,
    Passage,
    Printed,
    Span,
    Title,
)
from briefing.text import QUOTATION_MARKS, clean

ITEM = Printed("black-sea", Passage("016da02f3858", Span(7, 26), 'Порт "Варна" opened'))
ALL = Edits(
    deleted=(ITEM,),
    dropped=("timeline", "figures"),
    orders=(Order("black-sea", (ITEM, Printed("air", Passage("b", Span(0, 2), "Oh")))),),
    titles=(Title("section-black-sea", "The Black Sea", "The sea"),),
    texts=(OwnText(ITEM, ("One \\ two", "Three")), OwnText("c-section-black-sea", ("It said “no”.",))),
    comments=(MarginComment("sources", "R. Dachev", "RD", "2026-03-09T10:00:00Z", "Which one?\nThis?"),),
    conflicts=(Conflict("the heading sources", "Where from", "Register"),),
)

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30).map(lambda text: clean(text)[0])
some = words.filter(bool)
headings = some.filter(lambda text: text.strip() and not any(mark in text for mark in QUOTATION_MARKS))
printed = st.builds(
    lambda section, id, start, text: Printed(section, Passage(id, Span(start, start + len(text)), text)),
    words,
    words,
    st.integers(0, 10**6),
    some,
)
places = st.one_of(printed, words)


def many(one: st.SearchStrategy) -> st.SearchStrategy:
    """Up to three of something."""
    return st.lists(one, max_size=3).map(tuple)


edits = st.builds(
    Edits,
    deleted=many(printed),
    dropped=many(words),
    orders=many(st.builds(Order, words, many(printed))),
    titles=many(st.builds(Title, words, words, headings)),
    texts=many(st.builds(OwnText, places, many(words))),
    comments=many(st.builds(MarginComment, places, words, words, words, words)),
    conflicts=many(st.builds(Conflict, words, words, words, many(printed))),
)


def loaded(folder, content: bytes | str) -> Kept:
    """A file of that content, read."""
    (folder / NAME).write_bytes(content.encode() if isinstance(content, str) else content)
    return load_edits(folder)


@given(edits)
def test_what_is_written_is_read(tmp_path_factory, made):
    """Whatever the words are; and the same edits are the same bytes."""
    folder = tmp_path_factory.mktemp("run")
    assert loaded(folder, draw_edits(made)).edits == made
    assert draw_edits(loaded(folder, draw_edits(made)).edits) == draw_edits(made)


def test_a_person_can_read_it():
    """It explains itself, and the words of each item stand in it."""
    text = draw_edits(ALL).decode()
    assert text.startswith("# What an editor changed")
    assert '[[deleted]]\nwords = "Порт \\"Варна\\" opened"\nsection = "black-sea"\n' in text
    assert '[[text]]\nparagraphs = [\n  "It said “no”.",\n]\nafter = "c-section-black-sea"\n' in text
    assert max(len(line) for line in text.splitlines() if line.startswith("#")) <= 120


def test_nothing_is_kept_where_there_is_no_file(tmp_path):
    """Neither in a folder without one nor where there is no folder."""
    assert load_edits(tmp_path) == load_edits(tmp_path / "none") == Kept()


def test_digest(tmp_path):
    """Any change of the file is told by its digest, that of a remark too."""
    content = draw_edits(ALL)
    one, other = loaded(tmp_path, content), loaded(tmp_path, content + b"# mine\n")
    assert one.edits == other.edits == ALL
    assert one.digest != other.digest


def test_words_are_enough(tmp_path):
    """Who writes the file by hand need not count characters; an order has its section once."""
    made = loaded(
        tmp_path,
        '[[deleted]]\nsection = "air"\nwords = "A post"\n[[order]]\nsection = "sea"\nitems = [{ words = "Oh" }]\n'
        '[[heading]]\nid = "sources"\ntext = "Where from"\n',
    ).edits
    assert made.deleted == (Printed("air", Passage("", Span(0, 6), "A post")),)
    assert made.orders == (Order("sea", (Printed("sea", Passage("", Span(0, 2), "Oh")),)),)
    assert made.titles == (Title("sources", "", "Where from"),)


BROKEN = {
    "not TOML": ('[[deleted]]\nwords = "A\n', "line 2"),
    "not text": (b"\xff\xfe[[deleted]]", "is not UTF-8"),
    "unknown part": ("[[removed]]\nid = 1\n", "unknown part 'removed'; use deleted"),
    "one bracket": ('[deleted]\nwords = "A"\n', "deleted: is no list of parts; write [[deleted]]"),
    "one value": ("deleted = 3\n", "is no list of parts"),
    "unknown key": ('# a\n\n[[dropped]]\nid = "a"\n[[dropped]]\nname = "x"\n', "[[dropped]] in line 5: unknown key"),
    "no sources": ('[[dropped]]\nid = "sources"\n', "[[dropped]] in line 1: the list of sources has to stay"),
    "no words": ('[[deleted]]\nsection = "a"\n', "[[deleted]] in line 1: words is missing or no text"),
    "no section": ('[[deleted]]\nwords = "a"\n', "section is missing"),
    "other length": ('[[deleted]]\nwords = "ab"\nsection = "a"\nstart = 3\nend = 9\n', "start and end are not where"),
    "no number": ('[[deleted]]\nwords = "ab"\nsection = "a"\nstart = "3"\nend = 9\n', "start and end are not where"),
    "empty words": ('[[deleted]]\nwords = ""\nsection = "a"\n', "start and end are not where"),
    "no list": ('[[text]]\nafter = "a"\nparagraphs = "one"\n', "paragraphs is missing or no list of texts"),
    "nowhere": ('[[text]]\nparagraphs = ["one"]\n', "after is missing or no text"),
    "no item": ('[[order]]\nsection = "a"\nitems = ["one"]\n', "items is no list of items"),
    "marks": ('[[heading]]\nid = "sources"\ntext = "The “best” ones"\n', "holds a quotation mark"),
    "no heading": ('[[heading]]\nid = "sources"\ntext = " "\n', "a heading is empty"),
    "inside": ('[[comment]]\ntext = "a"\non = { words = 3 }\n', "[[comment]] in line 1: on: words is missing"),
}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken(tmp_path, content, told):
    """It is told with the file's name and the line, and the file stays as it is."""
    with pytest.raises(SettingsError) as error:
        loaded(tmp_path, content)
    assert told in str(error.value)
    assert str(error.value).startswith(str(tmp_path / NAME))
    assert load_bytes(tmp_path) == (content if isinstance(content, bytes) else content.encode())


def load_bytes(folder) -> bytes:
    """The file as it is."""
    return (folder / NAME).read_bytes()


def test_a_folder_in_its_place(tmp_path):
    """It cannot be read and is told."""
    (tmp_path / NAME).mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load_edits(tmp_path)


def test_conflicts_are_told_until_they_are_settled():
    """With both versions."""
    (problem,) = conflicts_of(ALL)
    assert "'Where from' is kept, the other is 'Register'" in str(problem)
    assert conflicts_of(Edits()) == ()
