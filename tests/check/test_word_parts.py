"""Which parts of a Word file are read, and which files are not."""

import io
import zipfile

import pytest
from edited_files import made, record, told, with_part

from briefing.check.word import read_word
from briefing.errors import Unproven
from briefing.records import Record

FALSE = "“The radar is a fraud,” Dachev said."
TEXT, WORDS = "word/document.xml", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("record"))


def part(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(made()[0]["docx"])) as package:
        return package.read(name).decode()


def test_the_text_that_a_reader_is_led_to(known: Record) -> None:
    """Not the part of the usual name, where another one is opened."""
    false = part(TEXT).replace("does not replace", "does replace")
    content = with_part(made()[0]["docx"], "word/text.xml", lambda _: false)
    content = with_part(content, "word/_rels/text.xml.rels", lambda _: part("word/_rels/document.xml.rels"))
    assert told(content, known) == []
    content = with_part(content, "_rels/.rels", lambda old: old.replace(TEXT, "word/text.xml"))
    assert ("shortened", "q1") in told(content, known)


def test_a_header_of_any_name(known: Record) -> None:
    """What the text leads to is read."""
    header = f'<w:hdr xmlns:w="{WORDS}"><w:p><w:r><w:t>{FALSE}</w:t></w:r></w:p></w:hdr>'
    lead = f'<Relationship Id="rId99" Type="{KIND}/header" Target="top.xml"/></Relationships>'
    content = with_part(made()[0]["docx"], "word/top.xml", lambda _: header)
    content = with_part(content, "word/_rels/document.xml.rels", lambda old: old.replace("</Relationships>", lead))
    assert told(content, known) == [("not found", "")]


def test_words_behind_a_remark_in_the_xml(known: Record) -> None:
    """Word shows them as if nothing stood between."""
    for remark in ("<!-- -->", "<?x y?>"):
        forged = with_part(
            made()[0]["docx"], TEXT, lambda old, r=remark: old.replace("Varna,&quot;", f"Varna,&quot;{r} x")
        )
        forged = with_part(forged, TEXT, lambda old, r=remark: old.replace('Varna,"', f'Varna,"{r} they claim'))
        assert ("edited", "q1") in told(forged, known)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [TEXT, TEXT.upper()])
def test_one_name_for_two_parts(name: str) -> None:
    """Programs differ in which they read, so neither proves anything."""
    forged = io.BytesIO(made()[0]["docx"])
    with zipfile.ZipFile(forged, "a") as package:
        package.writestr(name, part(TEXT))
    with pytest.raises(Unproven, match="one of its parts stands there twice"):
        read_word(forged.getvalue())
