"""What a reader of a Word file sees and its text elements do not tell, and the other way round."""

import pytest
from edited_files import NAMES, element, made, opened, record, told, with_part
from lxml import etree
from word_parts import W

from briefing.check.word import read_word
from briefing.errors import Unproven
from briefing.records import Record

NEVER = "<w:r><w:t>never</w:t></w:r>"
OFF = """<w:style w:type="character" w:styleId="{id}"><w:name w:val="{id}"/>\
<w:basedOn w:val="{base}"/><w:rPr>{look}</w:rPr>\
</w:style>"""
LIST = f"""<w:numbering {NAMES}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:lvlText w:val="{{}}"/></w:lvl>\
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num></w:numbering>"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("record"))


def behind(xml: str) -> bytes:
    """The file with something behind the first words of a quotation."""
    word = opened()
    word.texts("q1")[0].getparent().addnext(element(xml))
    return word.save()


def around(name: str, **attributes: str) -> bytes:
    """The file with the words of a quotation inside an element."""
    word = opened()
    run = word.texts("q1")[0].getparent()
    made = etree.Element(W + name, {W + key: value for key, value in attributes.items()})
    run.addprevious(made)
    made.append(run)
    return word.save()


@pytest.mark.parametrize(
    "xml",
    [
        "<m:oMath><m:r><m:t>never</m:t></m:r></m:oMath>",
        "<w:r><w:drawing><a:t>never</a:t></w:drawing></w:r>",
        "<w:r><w:drawing><a:blip/></w:drawing></w:r>",
        "<w:r><w:pict><v:imagedata/></w:pict></w:r>",
        '<w:r><w:pict><v:shape><v:textpath string="never"/></v:shape></w:pict></w:r>',
        "<w:r><w:dayLong/></w:r>",
        "<w:r><w:rPr><w:webHidden/></w:rPr><w:t>never</w:t></w:r>",
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{NEVER}</w:sdtContent></w:sdt>",
        f'<mc:AlternateContent><mc:Choice Requires="odd"/><mc:Fallback>{NEVER}</mc:Fallback></mc:AlternateContent>',
        f'<mc:AlternateContent><mc:Choice Requires=""/><mc:Fallback>{NEVER}</mc:Fallback></mc:AlternateContent>',
        f'<mc:AlternateContent><mc:Choice Requires="wps">{NEVER}</mc:Choice></mc:AlternateContent>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    ],
)
def test_words_that_are_no_text_of_a_run(known: Record, xml: str) -> None:
    """Whatever else Word shows among a source's words is found."""
    assert ("edited", "q1") in told(behind(xml), known) or ("shortened", "q1") in told(behind(xml), known)


@pytest.mark.parametrize(
    "look",
    ['<w:color w:val="ffffff"/>', '<w:sz w:val="2"/>', '<w:rFonts w:ascii="Wingdings 2"/>'],
)
def test_words_that_nobody_can_read(known: Record, look: str) -> None:
    """They stand in the file and not on the page."""
    word = opened()
    word.track("q1", "not ", "not ")
    run = next(word.root.iter(W + "ins")).find(W + "r")
    looks = run.find(W + "rPr")
    if looks is None:
        looks = etree.Element(W + "rPr")
        run.insert(0, looks)
    looks.append(element(look))
    assert ("edited", "q1") in told(word.save(), known)


def test_what_stands_twice_for_older_programs(known: Record) -> None:
    """Only what every Word of today shows is read."""
    xml = f'<mc:AlternateContent><mc:Choice Requires="wps"/><mc:Fallback>{NEVER}</mc:Fallback></mc:AlternateContent>'
    assert told(behind(xml), known) == []


@pytest.mark.parametrize(
    ("name", "attributes"),
    [("bdo", {"val": "rtl"}), ("dir", {"val": "rtl"}), ("fldSimple", {"instr": ' QUOTE "We lost" '})],
)
def test_words_that_word_sets_anew(known: Record, name: str, attributes: dict[str, str]) -> None:
    """A field is filled when the file is opened, and letters against their direction are others."""
    assert told(around(name, **attributes), known) == [("edited", "q1")]


def test_a_bound_control(known: Record) -> None:
    """Its words come from another part of the file."""
    word = opened()
    word.control("q1").find(W + "sdtPr").append(element('<w:dataBinding w:xpath="/x"/>'))
    assert told(word.save(), known) == [("edited", "q1")]


def test_the_instruction_of_a_field_is_not_seen(known: Record) -> None:
    """Words in it are gone for a reader."""
    word = opened()
    word.track("q1", "not ", "not ")
    tracked = next(word.root.iter(W + "ins"))
    tracked.addprevious(element('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'))
    tracked.addnext(element('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))
    assert told(word.save(), known) == [("shortened", "q1")]


@pytest.mark.parametrize(
    ("look", "own", "seen"),
    [
        ("<w:vanish/>", "", False),
        ("<w:strike/>", "", False),
        ('<w:vanish w:val="0"/>', "", True),
        ("<w:vanish/>", '<w:vanish w:val="0"/>', True),
    ],
)
def test_what_a_style_hides(known: Record, look: str, own: str, seen: bool) -> None:
    """Also by a style that it is based on, unless the run says otherwise."""
    word = opened()
    word.track("q1", "not ", "not ")
    run = next(word.root.iter(W + "ins")).find(W + "r")
    looks = run.find(W + "rPr")
    style = looks.find(W + "rStyle") if looks is not None else None
    if looks is None:
        looks = etree.Element(W + "rPr")
        run.insert(0, looks)
    base = style.get(W + "val") if style is not None else ""
    if style is not None:
        looks.remove(style)
    looks.insert(0, element('<w:rStyle w:val="Deep"/>'))
    if own:
        looks.append(element(own))
    styles = OFF.format(id="Low", base=base, look=look)
    styles += OFF.format(id="Deep", base="Low", look="")
    content = with_part(
        word.save(), "word/styles.xml", lambda part: part.replace("</w:styles>", f"{styles}</w:styles>")
    )
    assert ('"The radar does replace' in next(one.text for one in read_word(content).found if one.id == "q1")) != seen


@pytest.mark.parametrize(("mark", "expected"), [("It is untrue that", [("added", "")]), ("%1.", []), ("o", [])])
def test_words_that_a_list_puts_ahead(known: Record, mark: str, expected: list[tuple[str, str]]) -> None:
    """They are words; numbers and bullets are none."""
    word = opened()
    properties = word.paragraph("q1").find(W + "pPr")
    properties.append(element('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'))
    content = with_part(word.save(), "word/numbering.xml", lambda _: LIST.format(mark))
    assert told(content, known) == expected


def test_white_space_that_word_takes_away(known: Record) -> None:
    """At the ends of a text element that does not keep it."""
    word = opened()
    word.split("q1")
    first, second = word.texts("q1")[:2]
    whole = (first.text or "") + (second.text or "")
    at = whole.index("replace")
    first.text, second.text = whole[:at], whole[at:]
    first.attrib.pop("{http://www.w3.org/XML/1998/namespace}space")
    assert told(word.save(), known) == [("edited", "q1")]


def test_another_document_inside(known: Record) -> None:
    """What only Word can put in cannot be proved."""
    word = opened()
    word.paragraph("q1-by").addnext(element("<w:altChunk/>"))
    with pytest.raises(Unproven, match="another document is linked into it"):
        told(word.save(), known)


def test_a_hidden_row() -> None:
    """Its words are not read."""
    word = opened()
    table = next(word.texts("theme-figure")[0].iterancestors(W + "tbl"))
    row = table.findall(W + "tr")[-1]
    words = "".join(text.text or "" for text in row.iter(W + "t"))
    before = next(one.text for one in read_word(made()[0]["docx"]).found if one.id == "theme-figure")
    properties = row.find(W + "trPr")
    if properties is None:
        properties = etree.Element(W + "trPr")
        row.insert(0, properties)
    properties.append(element("<w:hidden/>"))
    after = next(one.text for one in read_word(word.save()).found if one.id == "theme-figure")
    assert words
    assert len(after) < len(before)
