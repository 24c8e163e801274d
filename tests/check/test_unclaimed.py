"""False words under an id that proves nothing are found all the same, in every format."""

import io

import pikepdf
import pytest
from edited_files import element, made, opened, record, told

from briefing import anchors
from briefing.records import Record

FALSE = "“The radar is a fraud,” Dachev said."


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record(tmp_path_factory.mktemp("record"))


@pytest.mark.parametrize("id", ["foo", "q1-note", "n-1", "story-99", anchors.hint(FALSE, 7)])
def test_a_bookmark_of_anybodys(known: Record, id: str) -> None:
    """It takes no words out of what was typed."""
    word = opened()
    word.write("q1-by", FALSE)
    typed = word.paragraph("q1-by").getnext()
    typed.insert(1, element(f'<w:bookmarkStart w:id="7777" w:name="{anchors.bookmark(id)}"/>'))
    typed.append(element('<w:bookmarkEnd w:id="7777"/>'))
    assert told(word.save(), known) == [("not found", "")]


@pytest.mark.parametrize(
    "typed",
    [
        f'<a id="foo"></a>{FALSE}',
        f'<a id="q1-note"></a>{FALSE}',
        f'## <a id="section-radar"></a>{FALSE}',
        f"<div>{FALSE}</div>",
        f"```\n{FALSE}\n```",
        f"    {FALSE}",
    ],
)
def test_an_anchor_of_anybodys(known: Record, typed: str) -> None:
    """Nor does one in Markdown, nor code or HTML."""
    content = f"{made()[0]['md'].decode()}\n\n{typed}\n".encode()
    assert ("not found", "") in told(content, known, "md")


@pytest.mark.parametrize("put", ["<del>not</del>", "<span hidden>not</span>", "not <img alt='x'>", "not ![never](x)"])
def test_what_html_hides_or_shows(known: Record, put: str) -> None:
    """HTML among a source's words is no part of them."""
    content = made()[0]["md"].decode().replace("does not replace", f"does {put} replace")
    assert ("edited", "q1") in told(content.encode(), known, "md")


@pytest.mark.parametrize("subtype", ["FreeText", "Stamp"])
def test_what_is_laid_over_a_page(known: Record, subtype: str) -> None:
    """Words of a PDF program's own are read, and pictures told."""
    with pikepdf.open(io.BytesIO(made()[0]["pdf"])) as file:
        laid = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{subtype}"),
            Rect=[50, 50, 300, 80],
            Contents=pikepdf.String(FALSE),
        )
        file.pages[0].obj.Annots.append(file.make_indirect(laid))
        assert told(saved(file), known, "pdf") == [("not found" if subtype == "FreeText" else "added", "")]


@pytest.mark.parametrize("mark", [b"", b"/Artifact BMC "])
def test_what_is_drawn_outside_of_the_structure(known: Record, mark: bytes) -> None:
    """Where its font does not tell what it says, it is words of nobody's."""
    with pikepdf.open(io.BytesIO(made()[0]["pdf"])) as file:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = file.pages[0]
        page.Resources.Font["/Typed"] = file.make_indirect(font)
        drawn = mark + b"BT /Typed 12 Tf 50 50 Td (The radar is a fraud) Tj ET" + (b" EMC" if mark else b"")
        page.contents_add(file.make_stream(drawn))
        assert told(saved(file), known, "pdf") == [("added", "")]


def saved(file: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
