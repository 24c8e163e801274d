"""What holds for every reader and every content."""

import json
import random
import socket
import subprocess
import sys
import time
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from read.same_article import files

from briefing.errors import Unreadable
from briefing.model import Document, Fields, Problem
from briefing.read import READERS, read
from briefing.read.file import File
from briefing.text import clean

CASES = Path(__file__).parent / "cases"
FILES = files()
SUFFIXES = sorted(suffix for reader in READERS for suffix in reader.suffixes)
FRAGMENTS = [
    *(b"Title: A\n", b"Date: 2025-11-05\n", b"---\n", b"\n\n", b"\r", b"word "),
    *(b"# H\n", b"[a](b)", b"> ", b"- ", b"1. ", b"`"),
    *(
        b"<html lang='en'>",
        b"<body>",
        b"<div>",
        b"<p>A sentence that is long enough. ",
        b"</p>",
        b"<br>",
        b"<table><td>",
        b"<blockquote>",
        b"<q>",
    ),
    *(
        b"<meta charset='hex'>",
        b"<meta name='date' content='2025-13-45'>",
        b"<link rel='canonical' href='http://[bad'>",
    ),
    *(b"&#x202e;&#0;&#xd800;", b"<script type='application/ld+json'>{[", b"</script>", b"<?xml version='1.0'?>"),
    *(b'{"text": "A sentence."}\n', b'{"text": "a\\ud800b", "date": 1e999, "author": ["x", {}]}\n', b"[[[["),
    *(
        b"\x00",
        b"\x85",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xd0\x9a",
        b"\xe9",
        b"\xcf\xf0\xe8\xe2\xb3\xf2 ",
    ),
]
CONTENTS = st.binary(max_size=300) | st.lists(st.sampled_from(FRAGMENTS), max_size=30).map(b"".join)
HEAVY = [
    b"[",
    b"![",
    b"*a",
    b"`",
    b"<",
    b"<a ",
    b"<!--",
    b"<p><!-- -->",
    b"<q>",
    b"<blockquote>a",
    b"\x1b[",
    b"> ",
    b"a\n",
    b"a:\n",
    b"Title:",
    b" ",
    b"\n \n",
    b"{",
    b"\xe9",
]


def documents(path: str, content: bytes) -> tuple[Document, ...]:
    """What is read, nothing where it is refused."""
    try:
        items = read(path, content, {})
    except Unreadable:
        return ()
    found = tuple(item for item in items if isinstance(item, Document))
    assert found or all(item.where.startswith(f"{path}/") for item in items if isinstance(item, Problem))
    assert all(item.where.startswith((f"{path}#", f"{path}/")) for item in items if isinstance(item, Problem))
    assert all(problem.message.isprintable() for problem in problems(items))
    return found


def problems(items: tuple[Document | Problem, ...]) -> list[Problem]:
    """All problems, of the documents and in place of them."""
    return [one for item in items for one in (item.problems if isinstance(item, Document) else (item,))]


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(deadline=None, max_examples=150)
@given(content=CONTENTS)
def test_any_bytes_are_read_or_refused(suffix: str, content: bytes) -> None:
    """Whatever a file holds, it gives clean documents or Unreadable."""
    for document in documents(f"any{suffix}", content):
        assert clean(document.text) == (document.text, ())
        assert document.text == document.text.strip() != ""
        assert all(p == " ".join(p.split(" ")).strip() != "" for p in document.text.split("\n\n"))
        assert all(clean(value) == (value, ()) for value in astuple(document.fields))
        assert document.sha256 == sha256(content).hexdigest()


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]) | st.sampled_from(" \n\t“”’\u200b")))
@example("“Nobody slept — and\nnobody complained.”\n\nTürkiye Київ ż ğ 5 < 6 & *")
def test_words_of_a_plain_text_survive(text: str) -> None:
    """Every visible character of a text without a top is in the document, in order."""
    kept = "".join(("Words. " + clean(text)[0]).split())
    (document,) = read("any.txt", b"Words. " + text.encode(), {})
    assert "".join(document.text.split()) == kept


@settings(deadline=None)
@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1))
def test_words_of_a_markdown_text_survive(words: list[str]) -> None:
    """Letters and digits of a Markdown text are in the document, in order."""
    (document,) = read("any.md", ("A " + " ".join(words)).encode(), {})
    assert "".join(document.text.split()) == "A" + "".join("".join(words).split())


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_string_passes_json(text: str) -> None:
    """Escapes in JSON, lone surrogates too, give clean text."""
    line = json.dumps({"text": "Words. " + text, "title": text})
    (document,) = read("any.jsonl", line.encode(), {})
    assert "".join(document.text.split()) == "".join(("Words. " + clean(text)[0]).split())


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".rss", ".csv", ".json", ".eml", ".mbox"])
@pytest.mark.parametrize("piece", HEAVY, ids=repr)
def test_no_content_is_slow(suffix: str, piece: bytes) -> None:
    """100 kB of anything takes seconds at most, on any machine."""
    start = time.process_time()
    documents(f"heavy{suffix}", piece * (100_000 // len(piece)))
    assert time.process_time() - start < 15


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    """Bytes changed, lost and doubled anywhere in a good file of any format raise nothing but Unreadable."""
    chance = random.Random(name)
    for _ in range(40):
        content = bytearray(FILES[name])
        for _ in range(chance.choice((1, 3, 30))):
            start, length = chance.randrange(len(content)), chance.randrange(1, 60)
            piece = chance.choice(
                (b"", bytes([chance.randrange(256)]), b"<", b"\xff\xfe", b"&#xd800;", content[:length])
            )
            content[start : start + chance.choice((0, 1, length))] = piece
        documents(name, bytes(content))


def test_a_tag_of_many_attributes_is_refused() -> None:
    """What would keep the HTML parser busy for minutes is refused at once; a large picture in the page is not."""
    text = "<p>The harbour at Vilkovo reopened on Monday after a week of work, the port office said.</p>"
    tag = "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">"
    with pytest.raises(Unreadable, match="thousands of attributes"):
        read("page.html", f"<html><body>{tag}{text}".encode(), {})
    picture = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 10_000}=='>"
    assert read("page.html", f"<html><body>{picture}{text}".encode(), {})


def test_reading_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that refers to pictures, scripts and addresses is read without a network."""

    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read("page.html", (CASES / "page.html").read_bytes(), {})


def test_parsers_print_nothing() -> None:
    """What a parser thinks of a page does not reach the terminal."""
    code = "import sys; from briefing.read import read\nread('a.html', open(sys.argv[1], 'rb').read(), {})"
    page = CASES / "page-empty.html"
    shown = subprocess.run([sys.executable, "-c", code, page], capture_output=True, text=True)
    assert shown.stderr.strip().splitlines()[-1].startswith("briefing.errors.Unreadable: a.html: no text found")
    assert "discarding" not in shown.stderr


def test_import_is_light() -> None:
    """Importing the stage loads no third-party parser."""
    parsers = ["lxml", "trafilatura", "markdown_it", "pypdfium2", "feedparser"]
    code = f"import sys, briefing.read; print([name for name in {parsers} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@dataclass(frozen=True)
class Stranger:
    """A reader from elsewhere."""

    name: str
    mark: bytes
    suffixes = (".strange",)
    guarded = False

    def claims(self, path: str, head: bytes) -> bool:
        """Whether the content opens with its mark."""
        return head.startswith(self.mark)

    def read(self, file: File) -> tuple[Document | Problem, ...]:
        """Return all of it as one document."""
        return (file.document([file.content.decode()], Fields(outlet=self.name)),)


STRANGER = Stranger("stranger", b"!STRANGE")


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.csv", "a.pdf", "a.json", "a.rtf", "a.strange"])
def test_a_name_alone_yields_to_a_reader_from_outside(path: str) -> None:
    """What it knows by its content it reads, under the ending of one of ours, too."""
    (document,) = read(path, b"!STRANGE words", {}, (*READERS, STRANGER))
    assert isinstance(document, Document)
    assert document.fields.outlet == "stranger"


@pytest.mark.parametrize(
    ("content", "other", "named"),
    [
        (b"<html>words", Stranger("stranger", b"<html>"), "html and stranger"),
        (b'{"text": "words"}', Stranger("stranger", b"{"), "json and stranger"),
        (b"!STRANGE words", Stranger("other", b"!"), "other and stranger"),
    ],
)
def test_two_claims_are_an_error(content: bytes, other: Stranger, named: str) -> None:
    """A file that two readers from outside claim, or one and one of ours by the content, is refused; both are named."""
    with pytest.raises(Unreadable, match=f"^a.txt: claimed by the readers {named}; "):
        read("a.txt", content, {}, (*READERS, other, STRANGER))
