"""The rules of PDF/A-2a and PDF/UA-1: our files keep them, and each rule is found where a file breaks it."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import charts
import logos
import pages
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefing.blocks import Block, GroupLine, Note, Run
from briefing.check import broken_claims
from briefing.check.pdf_rules import broken_rules
from briefing.render.pdf import draw_pdf
from briefing.render.style import load_style

STYLE = load_style(Path(__file__).parents[2] / "templates" / "style.toml")
GOOD = draw_pdf(pages.page(*pages.every_block(), charts.by_day()), STYLE)[0]
Change = Callable[[pikepdf.Pdf], object]


def clauses(data: bytes) -> set[str]:
    return {finding.rule.removeprefix("ISO ") for finding in broken_rules(data)}


def changed(change: Change, packed: bool = True) -> bytes:
    """The good file after a change."""
    with pikepdf.open(BytesIO(GOOD)) as file:
        change(file)
        made = BytesIO()
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        file.save(made, object_stream_mode=mode, fix_metadata_version=False)
    return made.getvalue()


def element(file: pikepdf.Pdf, kind: str) -> Any:
    """The first element of a kind."""
    waiting = [file.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if str(one.S)[1:] == kind:
            return one
        waiting += [kid for kid in one.K if not isinstance(kid, int) and "/S" in kid]
    raise LookupError(kind)


def painted(code: bytes) -> Change:
    return lambda file: file.pages[0].contents_add(code)


def told(old: bytes, new: bytes) -> Change:
    """Change the metadata."""

    def change(file: pikepdf.Pdf) -> None:
        packet = file.Root.Metadata.read_bytes()
        assert old in packet
        file.Root.Metadata.write(packet.replace(old, new))

    return change


def font(file: pikepdf.Pdf) -> Any:
    return next(iter(file.pages[0].Resources.Font.as_dict().values()))


def link(file: pikepdf.Pdf) -> Any:
    return file.pages[0].Annots[0]


def put(holder: Callable[[pikepdf.Pdf], Any], key: str, value: Any) -> Change:
    return lambda file: holder(file).__setitem__(key, value)


def drop(holder: Callable[[pikepdf.Pdf], Any], key: str) -> Change:
    return lambda file: holder(file).__delitem__(key)


def root(file: pikepdf.Pdf) -> Any:
    return file.Root


def of(kind: str) -> Callable[[pikepdf.Pdf], Any]:
    return lambda file: element(file, kind)


def first_page(file: pikepdf.Pdf) -> Any:
    return file.pages[0].obj


def no_shapes(file: pikepdf.Pdf) -> None:
    font(file).DescendantFonts[0].CIDToGIDMap.write(bytes(2000))


def other_widths(file: pikepdf.Pdf) -> None:
    font(file).DescendantFonts[0].W = Array([0, Array([500] * 200)])


def no_meaning(file: pikepdf.Pdf) -> None:
    font(file).ToUnicode.write(b"1 beginbfchar <0001> <FEFF> endbfchar")


def private_letters(file: pikepdf.Pdf) -> None:
    table = font(file).ToUnicode.read_bytes()
    font(file).ToUnicode.write(re.sub(rb"<0001> <\w+>", b"<0001> <E000>", table))


def lone_picture(file: pikepdf.Pdf) -> None:
    form = file.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    file.pages[0].Resources.XObject = Dictionary(Form=form)
    file.pages[0].contents_add(b"/Artifact BMC /Form Do EMC")


def twice(file: pikepdf.Pdf) -> None:
    element(file, "P").K.append(element(file, "H1").K[0])


def words_in_table(file: pikepdf.Pdf) -> None:
    element(file, "Table").K.append(Dictionary(Type=Name.MCR, Pg=file.pages[0].obj, MCID=0))


def nested(file: pikepdf.Pdf) -> None:
    inner = file.make_indirect(Dictionary(S=Name.Link, P=element(file, "Link"), K=Array([])))
    element(file, "Link").K.append(inner)


def told_in_caption(file: pikepdf.Pdf) -> None:
    caption = element(file, "Caption")
    caption.K.append(file.make_indirect(Dictionary(S=Name.Span, P=caption, K=Array([]))))


def boxed(*edges: int) -> Change:
    """Say that the figure is elsewhere."""
    return lambda file: element(file, "Figure").A.__setitem__("/BBox", Array(list(edges)))


BREAKS: dict[str, tuple[Change, str]] = {
    "a page that paints outside of marks": (painted(b"0 0 9 9 re f"), "14289-1, 7.1"),
    "a mark that is not closed": (painted(b"/Artifact BMC"), "14289-1, 7.1"),
    "a mark across a text": (painted(b"/Artifact BMC BT EMC ET"), "14289-1, 7.1"),
    "a stretch that stands nowhere": (painted(b"/P <</MCID 999>> BDC EMC"), "14289-1, 7.1"),
    "a stretch that stands in the tree twice": (twice, "14289-1, 7.1"),
    "an operator of no standard": (painted(b"foo"), "19005-2, 6.2.2"),
    "colours of ink": (painted(b"0 0 0 1 k"), "19005-2, 6.2.2"),
    "a picture": (lone_picture, "19005-2, 6.2.8"),
    "no output intent": (drop(root, "/OutputIntents"), "19005-2, 6.2.3"),
    "a profile that is none": (lambda f: f.Root.OutputIntents[0].DestOutputProfile.write(b"no"), "19005-2, 6.2.3"),
    "a font that is not embedded": (
        lambda f: font(f).DescendantFonts[0].FontDescriptor.__delitem__("/FontFile2"),
        "19005-2, 6.2.11.4.1",
    ),
    "codes without a shape": (no_shapes, "19005-2, 6.2.11.8"),
    "widths of another font": (other_widths, "19005-2, 6.2.11.5"),
    "codes without a meaning": (no_meaning, "19005-2, 6.2.11.7.2"),
    "a letter of private use": (private_letters, "19005-2, 6.2.11.7.3"),
    "a hidden link": (put(link, "/F", 6), "19005-2, 6.3.2"),
    "another annotation": (put(link, "/Subtype", Name.Text), "19005-2, 6.3.1"),
    "a link that runs a script": (put(link, "/A", Dictionary(S=Name.JavaScript, JS=String("x"))), "19005-2, 6.5.1"),
    "a link without words": (drop(link, "/Contents"), "14289-1, 7.18.5"),
    "a link outside of the structure": (drop(link, "/StructParent"), "14289-1, 7.18.1"),
    "a link that leads back to another element": (put(link, "/StructParent", 1), "19005-2, 6.7.3"),
    "a link in a link": (nested, "14289-1, 7.18.5"),
    "pages without an order of links": (drop(first_page, "/Tabs"), "14289-1, 7.18.3"),
    "transparency": (put(first_page, "/Group", Dictionary(S=Name.Transparency)), "19005-2, 6.2.10"),
    "something done when it is opened": (put(root, "/OpenAction", Dictionary(S=Name.JavaScript)), "19005-2, 6.5.1"),
    "a form": (put(root, "/AcroForm", Dictionary(Fields=Array([]))), "19005-2, 6.4.1"),
    "an attachment": (lambda f: f.attachments.__setitem__("a.txt", b"x"), "19005-2, 6.8"),
    "no mark that it is tagged": (drop(root, "/MarkInfo"), "19005-2, 6.7.2"),
    "suspect tags": (lambda f: f.Root.MarkInfo.__setitem__("/Suspects", True), "14289-1, 7.1"),
    "no language": (drop(root, "/Lang"), "14289-1, 7.2"),
    "a language of no form": (put(of("P"), "/Lang", String("not a language")), "19005-2, 6.7.4"),
    "the file's name in the window": (drop(root, "/ViewerPreferences"), "14289-1, 7.1"),
    "no tree": (drop(root, "/StructTreeRoot"), "19005-2, 6.7.3"),
    "no way back": (lambda f: f.Root.StructTreeRoot.ParentTree.__setitem__("/Nums", Array([])), "19005-2, 6.7.3"),
    "no metadata": (drop(root, "/Metadata"), "19005-2, 6.6.2.1"),
    "metadata that is no XML": (told(b"<rdf:RDF", b"<<"), "19005-2, 6.6.2.1"),
    "another title in the metadata": (told(b">Weekly briefing<", b">Another<"), "19005-2, 6.1.5"),
    "another date in the metadata": (told(b"CreateDate>2026-03-08", b"CreateDate>2026-03-09"), "19005-2, 6.1.5"),
    "no title": (told(b">Weekly briefing<", b"><"), "14289-1, 7.1"),
    "another level": (told(b"<pdfaid:conformance>A", b"<pdfaid:conformance>B"), "19005-2, 6.6.4"),
    "another part of PDF/UA": (told(b"<pdfuaid:part>1", b"<pdfuaid:part>7"), "14289-1, 5"),
    "a property that is not described": (
        told(b"<pdfaSchema:namespaceURI>http", b"<pdfaSchema:namespaceURI>x"),
        "19005-2, 6.6.2.3",
    ),
    "an element of no kind": (put(of("Span"), "/S", Name.Aside), "19005-2, 6.7.3"),
    "an element in the wrong place": (put(of("TD"), "/S", Name.LBody), "14289-1, 7.2"),
    "words straight in a table": (words_in_table, "14289-1, 7.2"),
    "a row with fewer cells": (lambda f: element(f, "TR").K.__delitem__(1), "14289-1, 7.2"),
    "a head of no cells": (drop(of("TH"), "/A"), "14289-1, 7.5"),
    "labels of no kind": (drop(of("L"), "/A"), "14289-1, 7.6"),
    "a picture without words": (put(of("Span"), "/S", Name.Figure), "14289-1, 7.3"),
    "a chart without words": (drop(of("Figure"), "/Alt"), "14289-1, 7.3"),
    "a chart that is nowhere": (drop(of("Figure"), "/A"), "32000-1, 14.8.5.4.3"),
    "a chart beside its page": (boxed(500, 100, 700, 200), "32000-1, 14.8.5.4.3"),
    "a chart without height": (boxed(100, 200, 200, 200), "32000-1, 14.8.5.4.3"),
    "a box that is none": (boxed(100, 200, 300), "32000-1, 14.8.5.4.3"),
    "a caption of nothing": (put(of("H1"), "/S", Name.Caption), "14289-1, 7.2"),
    "a heading that skips a level": (put(of("H1"), "/S", Name.P), "14289-1, 7.4.2"),
    "two of one id": (put(of("P"), "/ID", String("p1")), "14289-1, 7.9"),
    "a note without an id": (put(of("Reference"), "/S", Name.Note), "14289-1, 7.9"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_a_rule_is_found(name: str) -> None:
    """Each rule fails where a file breaks it."""
    change, clause = BREAKS[name]
    assert clause in clauses(changed(change))


def test_our_file_keeps_them() -> None:
    """A page of every block breaks none, and none is broken by writing the file in another way."""
    assert broken_rules(GOOD) == ()
    assert broken_rules(changed(lambda file: None)) == ()
    assert broken_rules(changed(told_in_caption)) == ()


@pytest.mark.parametrize(
    ("data", "clause"),
    [
        (GOOD.replace(b"%PDF-1.7\n%\xe2", b"%PDF-1.7\n% ", 1), "19005-2, 6.1.2"),
        (GOOD + b"more", "19005-2, 6.1.3"),
        (b"no file", "19005-2, 6.1"),
    ],
)
def test_the_bytes_are_looked_at(data: bytes, clause: str) -> None:
    """Header and end are those of the standard; what cannot be read is a finding."""
    assert clause in clauses(data)


def test_encryption_is_found() -> None:
    """A file that only some may open is not for keeping."""
    with pikepdf.open(BytesIO(GOOD)) as file:
        made = BytesIO()
        file.save(made, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "19005-2, 6.1.3" in clauses(made.getvalue())


@pytest.mark.parametrize(
    ("blocks", "clause"),
    [
        ((GroupLine((Run("A heading of level 3", "plain"),)),), "14289-1, 7.4.2"),
        ((Note((Run("a", "plain", language="?!"),)),), "19005-2, 6.7.4"),
    ],
)
def test_a_page_that_no_file_could_keep_them_with(blocks: tuple[Block, ...], clause: str) -> None:
    """What a template asks for may break a rule: it is found."""
    assert clause in clauses(draw_pdf(pages.page(*blocks), STYLE)[0])


def test_only_claims_are_held_against_a_file() -> None:
    """A file that does not say that it keeps the rules breaks none; Word files say nothing of the kind."""
    page = replace(pages.page(GroupLine((Run("no title above", "plain"),))), title="")
    assert broken_claims("pdf", draw_pdf(page, STYLE)[0])
    silent = draw_pdf(replace(page, claims=False), STYLE)[0]
    assert b"pdfaid" not in silent
    assert broken_claims("pdf", silent) == ()
    assert broken_claims("docx", b"") == ()


# --- the logo of the house ----------------------------------------------------------------------------------------


def with_logo(folder: Path, change: Change) -> set[str]:
    """The clauses that a file with a logo breaks after a change."""
    data = draw_pdf(pages.page(*pages.every_block()), logos.styled(folder))[0]
    with pikepdf.open(BytesIO(data)) as file:
        change(file)
        made = BytesIO()
        file.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)
    return clauses(made.getvalue())


def put(**entries: Any) -> Change:
    """Write entries into the picture."""

    def change(file: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            file.pages[0].Resources.XObject.I1[f"/{key}"] = value

    return change


def recoded(old: bytes, new: bytes) -> Change:
    """Change what the first page draws."""

    def change(file: pikepdf.Pdf) -> None:
        content = file.pages[0].Contents
        assert old in content.read_bytes()
        content.write(content.read_bytes().replace(old, new, 1))

    return change


def undescribed(file: pikepdf.Pdf) -> None:
    del element(file, "Figure").Alt


def unplaced(file: pikepdf.Pdf) -> None:
    del element(file, "Figure").A


def renamed(file: pikepdf.Pdf) -> None:
    element(file, "Figure").S = Name.P


PICTURE_CHANGES = [
    (lambda file: None, set()),
    (put(Interpolate=False), set()),
    (put(Interpolate=True), {"19005-2, 6.2.8"}),
    (put(Alternates=Array([])), {"19005-2, 6.2.8"}),
    (put(OPI=Dictionary()), {"19005-2, 6.2.8"}),
    (put(SMask=Dictionary()), {"19005-2, 6.2.10"}),
    (put(Mask=Array([0, 0, 0, 0, 0, 0])), {"19005-2, 6.2.10"}),
    (put(ImageMask=True), {"19005-2, 6.2.8"}),
    (put(Decode=Array([1, 0, 1, 0, 1, 0])), {"19005-2, 6.2.8"}),
    (put(Intent=Name.Odd), {"19005-2, 6.2.6"}),
    (put(ColorSpace=Name.DeviceCMYK), {"19005-2, 6.2.4"}),
    (put(ColorSpace=Name.DeviceGray), {"19005-2, 6.2.8"}),
    (put(BitsPerComponent=4), {"19005-2, 6.2.8"}),
    (put(Width=61), {"19005-2, 6.2.8"}),
    (put(Subtype=Name.Form), {"19005-2, 6.2.8"}),
    (recoded(b"/I1 Do", b"/I1 Do /I1 Do"), {"19005-2, 6.2.8"}),
    (recoded(b"/Figure<</MCID 0>>BDC", b"/Artifact BMC"), {"14289-1, 7.3", "19005-2, 6.7.3"}),
    (undescribed, {"14289-1, 7.3"}),
    (unplaced, {"32000-1, 14.8.5.4.3"}),
    (renamed, {"14289-1, 7.3"}),
]


@pytest.mark.parametrize(("change", "broken"), PICTURE_CHANGES)
def test_each_rule_of_pictures(tmp_path: Path, change: Change, broken: set[str]) -> None:
    """One picture, plain pixels, in a figure with words and a place."""
    assert with_logo(tmp_path, change) == broken
