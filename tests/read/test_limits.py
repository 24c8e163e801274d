"""What is too large, too deep or a trap is refused with a message that says what to do, and costs only itself."""

import socket
import time
import warnings
import zipfile
from io import BytesIO
from types import ModuleType

import pikepdf
import pytest
from docx import Document as WordFile
from read.same_article import FONT_FILE, files

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read import READERS, read
from briefing.read.file import File

TEXT = "The harbour at Vilkovo reopened on Monday after a week of work, the port office said."
FILES = files()


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return stream.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A Word file with something else in one of its parts."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        members = [(name, packed.read(name)) for name in packed.namelist()]
    return archive(*((name, data.replace(old, new) if name == part else data) for name, data in members))


def pages(count: int, password: str = "") -> bytes:
    """A PDF of empty pages."""
    stream = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page()
        pdf.save(stream, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return stream.getvalue()


def nested_xml(depth: int) -> bytes:
    """A news item with elements inside one another."""
    inner = "<a>" * depth + "</a>" * depth
    return f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta>{inner}</itemMeta></newsItem>'.encode()


def archives(depth: int) -> bytes:
    """An article in so many archives."""
    content, name = TEXT.encode(), "a.txt"
    for level in range(depth):
        content, name = archive((name, content)), f"{level}.zip"
    return content


def lying(content: bytes) -> bytes:
    """An archive whose directory says that its member is small."""
    size = (5_000_000).to_bytes(4, "little")
    assert size in content
    return content.replace(size, (10).to_bytes(4, "little"))


WORD = FILES["article.docx"]
DOCTYPE = b'?><!DOCTYPE w [<!ENTITY a "b">]>'
REFUSED = {
    "page.html": (
        b"<html>" + b" " * 20_000_001,
        "20.0 MB are more than the 20 MB that are read of one; split it, or give the article's text",
    ),
    "many.zip": (archive(*((f"{n}.txt", b"x") for n in range(5001))), "it has 5001 entries, more than 5000; split it"),
    "large.zip": (archive(("a.txt", b"a" * 201_000_000)), "it unpacks to 201 MB, more than 200; split it"),
    "cut.zip": (FILES["article.zip"][:-30], "the archive is damaged; get the file again"),
    "folder.zip": (archive(("empty/", b"")), "no file in it; give an archive with articles in it"),
    "bomb.docx": (
        archive(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a>" + b" " * 65_000_000)),
        "it unpacks to 65 MB, more than 64; split it",
    ),
    "ratio.docx": (
        archive(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a>" + b" " * 20_000_000)),
        "it unpacks to more than 2 MB; unpack it on a machine you trust and give the articles themselves",
    ),
    "sheet.docx": (
        archive(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>")),
        "a spreadsheet is not read; save it as .csv, its first row naming the columns",
    ),
    "slides.docx": (
        archive(("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", b"<a/>")),
        "slides are not read; save their text as .txt",
    ),
    "book.zip": (
        archive(("mimetype", b"application/epub+zip"), ("a.html", b"<html>"), method=zipfile.ZIP_STORED),
        "an e-book is not read; save the article's text as .txt",
    ),
    "nothing.docx": (
        archive(("[Content_Types].xml", b"<a/>")),
        "it is no Word file, or a damaged one; give a .docx, or its text as .txt",
    ),
    "entity.docx": (
        changed(WORD, "word/document.xml", b"?>", DOCTYPE),
        "its XML declares entities or a document type; save its text as .txt",
    ),
    "style.docx": (
        changed(WORD, "word/styles.xml", b"?>", DOCTYPE),
        "its XML declares entities or a document type; save its text as .txt",
    ),
    "long.pdf": (pages(301), "301 pages are more than 300; give the article's pages"),
    "scan.pdf": (pages(2), "no text in it; it may be a scan: recognise its text first, then give that"),
    "locked.pdf": (pages(2, "x"), "it asks for a password; save the article's text as .txt instead"),
    "cut.pdf": (FILES["article.pdf"][:200], "it is damaged or no PDF; save the article's text as .txt instead"),
    "deep.xml": (nested_xml(150), "its XML is nested deeper than 100; save its text as .txt"),
    "deeper.xml": (nested_xml(5000), "its XML is damaged; get the file again, or save its text as .txt"),
    "entity.rss": (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "&b;">]><rss><channel/></rss>',
        "it declares entities, as feeds do not; save the articles' text as .txt",
    ),
    "empty.rss": (
        b"<rss version='2.0'><channel><title>A</title></channel></rss>",
        "no entry in it; get the feed again, or save the articles' text as .txt",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_over_a_limit_is_refused(name: str) -> None:
    """Each limit has its message, and it is reached in a moment."""
    content, message = REFUSED[name]
    start = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read(name, content, {})
    assert str(refusal.value) == f"{name}: {message}"
    assert time.process_time() - start < 5


BAD_MEMBERS = {
    "ratio.txt": (archive(("ratio.txt", b"a" * 5_000_000)), "it unpacks to more than 1 MB"),
    "liar.txt": (lying(archive(("liar.txt", b"a" * 5_000_000))), "it is damaged in the archive"),
}


@pytest.mark.parametrize("name", BAD_MEMBERS)
def test_a_bad_member_is_a_problem(name: str) -> None:
    """A member that unpacks to too much, or to something else than the directory says, is left out."""
    content, message = BAD_MEMBERS[name]
    (item,) = read("a.zip", content, {})
    assert isinstance(item, Problem)
    assert (item.where, item.message) == (f"a.zip/{name}", message)


def test_archives_within_archives() -> None:
    """Two are opened, a third inside is not."""
    (item,) = read("a.zip", archives(2), {})
    assert isinstance(item, Document)
    assert item.path == "a.zip/0.zip/a.txt"
    (item,) = read("a.zip", archives(3), {})
    assert isinstance(item, Problem)
    assert (item.where, item.message) == ("a.zip/1.zip/0.zip", "an archive within two others is not read")


def test_members_of_one_name_are_told_apart() -> None:
    """Both are read, each at a place of its own."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = archive(("a.txt", TEXT.encode()), ("a.txt", b"The pilots were paid."))
    assert [item.path for item in read("a.zip", content, {}) if isinstance(item, Document)] == [
        "a.zip/a.txt",
        "a.zip/2/a.txt",
    ]


def test_thousands_of_members_of_one_name_take_no_longer_than_others() -> None:
    """The next free number is not looked for from the first one on."""
    seconds = []
    for names in ([f"{n}.txt" for n in range(5000)], ["a.txt"] * 5000):
        with warnings.catch_warnings(action="ignore"):
            content = archive(*((name, b"The pilots were paid.") for name in names))
        start = time.process_time()
        items = read("a.zip", content, {})
        seconds.append(time.process_time() - start)
        assert len({item.path for item in items if isinstance(item, Document)}) == 5000
    assert seconds[1] < 4 * seconds[0]


def test_a_number_in_front_of_a_name_is_given_once() -> None:
    """A member that lies in a folder called 2 keeps its place, and the second of one name takes the next."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = archive(*((name, TEXT.encode()) for name in ("2/a.txt", "a.txt", "a.txt")))
    places = [item.path for item in read("a.zip", content, {}) if isinstance(item, Document)]
    assert places == ["a.zip/2/a.txt", "a.zip/a.txt", "a.zip/3/a.txt"]


def test_what_is_hidden_or_part_of_a_page_is_passed_over() -> None:
    """Hidden files and folders, what macOS adds, and what a browser saved beside a page, however deep they lie."""
    page = b"<html><body><article><p>" + TEXT.encode()
    hidden = (".a.txt", ".git/b.txt", "sub/.git/c.txt", "__MACOSX/d.txt", "sub/__MACOSX/e.txt", "sub\\.f\\g.txt")
    saved = ("sub/P_files/saved_resource.html", "sub/P_files/deep/a.js", "Q_files/b.css")
    kept = ("sub/P.html", "Q.HTM", "P_files/h.html", "sub/P_files.html")
    content = archive(*((name, page) for name in (*hidden, *saved, *kept)))
    places = [item.path for item in read("a.zip", content, {}) if isinstance(item, Document)]
    assert places == [f"a.zip/{name}" for name in kept]


class Failing:
    """A reader from elsewhere that fails as no reader should."""

    name = "failing"
    suffixes = (".fail",)
    guarded = False

    def claims(self, path: str, head: bytes) -> bool:
        """Whether the name says so."""
        return path.endswith(".fail")

    def read(self, file: File) -> tuple[Document | Problem, ...]:
        """Fail."""
        raise KeyError("internal\nnonsense")


def test_a_failing_reader_costs_only_its_member() -> None:
    """The others in the archive are read, and the failure is told in one line."""
    content = archive(("a.fail", b"x"), ("b.txt", TEXT.encode()))
    bad, good = read("a.zip", content, {}, (*READERS, Failing()))
    assert isinstance(good, Document)
    assert isinstance(bad, Problem)
    assert bad.where == "a.zip/a.fail"
    assert bad.message.startswith("failed with KeyError")
    assert bad.message.isprintable()


@pytest.mark.parametrize("given", [None, "words", ("words",), [None], {}, Document("a", "", "words", Fields())])
def test_a_reader_that_gives_no_documents_costs_only_its_file(given: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it gives is told and goes no further, for a file and for a member of an archive."""
    monkeypatch.setattr(Failing, "read", lambda self, file: given)
    readers = (*READERS, Failing())
    with pytest.raises(Unreadable, match=r"^a\.fail: the reader failing gave \w+ where documents are expected; mend"):
        read("a.fail", b"x", {}, readers)
    bad, good = read("a.zip", archive(("a.fail", b"x"), ("b.txt", TEXT.encode())), {}, readers)
    assert isinstance(good, Document)
    assert isinstance(bad, Problem)
    assert bad.where == "a.zip/a.fail"


def test_a_member_without_an_article_is_told() -> None:
    """A reader that finds nothing in a member loses none."""

    class Finding(Failing):
        def read(self, file: File) -> tuple[Document | Problem, ...]:
            return ()

    (bad,) = read("a.zip", archive(("a.fail", b"x")), {}, (*READERS, Finding()))
    assert isinstance(bad, Problem)
    assert (bad.where, bad.message) == ("a.zip/a.fail", "its reader found no article")


@pytest.mark.parametrize("depth", [10, 249, 300, 1000])
def test_nested_pages_keep_their_text(depth: int) -> None:
    """Where the parser stops at its usual depth, the page is parsed once more without it."""
    page = f"<html><body>{'<div>' * depth}<article><p>{TEXT}</p></article>{'</div>' * depth}</body></html>"
    (document,) = read("page.html", page.encode(), {})
    assert isinstance(document, Document)
    assert document.text == TEXT


@pytest.mark.parametrize("depth", [3000, 200_000])
def test_pages_nested_beyond_all_bounds_are_told(depth: int) -> None:
    """No text is lost in silence: the page is refused, or the document says that its end is missing."""
    page = f"<html><body><article><p>{TEXT}</p>{'<div>' * depth}<p>{TEXT}</p></article></body></html>"
    try:
        (document,) = read("page.html", page.encode(), {})
    except Unreadable as refusal:
        assert "no text found" in refusal.message  # noqa: PT017
        return
    assert isinstance(document, Document)
    assert [problem.message for problem in document.problems] == ["the page is nested too deep, its end is missing"]


@pytest.mark.parametrize("name", FILES)
def test_no_format_asks_for_the_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an address nor a picture that a file names is fetched."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    for function in ("socket", "getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, function, refuse)
    assert read(name, FILES[name], {})


def test_a_feed_is_never_taken_for_a_path_or_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that is the name of a file, or an address, stays content."""
    monkeypatch.setattr(socket, "getaddrinfo", None)
    for content in (str(FONT_FILE).encode(), b"http://127.0.0.1:9/feed"):
        with pytest.raises(Unreadable, match="no entry in it"):
            read("a.rss", content, {})


def test_every_reader_says_whether_it_is_guarded() -> None:
    """Whatever unpacks or may take long to parse runs where it can be stopped; text, Markdown, tables, JSON do not."""
    plain = {reader.name for reader in READERS if not reader.guarded}
    assert plain == {"text", "markdown", "jsonl", "json", "csv", "nexis"}
    assert all(isinstance(reader, ModuleType) and reader.guarded in (True, False) for reader in READERS)


def test_a_long_text_is_told() -> None:
    """More than 5 MB of plain text are read, and said to be much for one article."""
    (document,) = read("a.txt", (TEXT + "\n\n").encode() * 60_000, {})
    assert isinstance(document, Document)
    assert [problem.message for problem in document.problems] == ["5 MB is long for one article"]


def test_words_of_a_tracked_change_and_of_text_boxes() -> None:
    """Inserted words are kept, deleted ones are not; boxes, which Word writes twice, are left out and told."""
    word, stream = WordFile(), BytesIO()
    word.add_paragraph("KEEP The pilots DROP stayed BOX here.")
    word.save(stream)
    namespace = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = b"<w:r><w:txbxContent " + namespace + b"><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:r>"
    pieces = {
        b"KEEP ": b"</w:t></w:r><w:ins><w:r><w:t>Yes. </w:t></w:r></w:ins><w:r><w:t>",
        b"DROP ": b"</w:t></w:r><w:del><w:r><w:t>never </w:t></w:r></w:del><w:r><w:t>",
        b"BOX ": b"</w:t></w:r>" + box + b"<w:r><w:t>",
    }
    content = stream.getvalue()
    for old, new in pieces.items():
        content = changed(content, "word/document.xml", old, new)
    (document,) = read("a.docx", content, {})
    assert isinstance(document, Document)
    assert document.text == "Yes. The pilots stayed here."
    assert [problem.message for problem in document.problems] == ["text boxes are left out"]
