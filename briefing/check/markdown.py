"""A finished Markdown file read back: the words under each anchor, and what is bold there, which is ours."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.anchors import is_words
from briefing.check.found import FileText, Found, Piece

_ANCHOR, _END = '<a id="', '">'
_BREAKS = ("softbreak", "hardbreak")


def read_markdown(data: bytes) -> FileText:
    """Read a Markdown file of ours back. Without type nothing sets a source's words apart outside of its items."""
    tokens = MarkdownIt("commonmark").enable("table").parse(data.decode("utf-8"))
    return FileText(tuple(found for passage in _passages(tokens) for found in _anchored(passage)), typed=False)


def _passages(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the words and links of each paragraph, heading or item, and of each table as a whole."""
    passage: list[Token] = []
    in_table = False
    for token in tokens:
        in_table = (in_table or token.type == "table_open") and token.type != "table_close"
        passage += token.children or []
        if not in_table and passage:
            yield passage
            passage = []


def _anchored(tokens: list[Token]) -> Iterator[Found]:
    """Yield what follows each anchor, up to the next one or the end."""
    id, heavy = "", False
    pieces: list[Piece] = []
    targets: list[str] = []
    for token in tokens:
        if token.type == "html_inline" and token.content.startswith(_ANCHOR):
            if id:
                yield Found(id, tuple(pieces), tuple(targets))
            id, pieces, targets = token.content.removeprefix(_ANCHOR).removesuffix(_END), [], []
        elif token.type == "link_open":
            targets.append(str(token.attrs["href"]).removeprefix("#"))
        elif token.type.startswith("strong"):
            heavy = token.nesting > 0
        elif token.type in ("text", *_BREAKS):
            pieces.append(Piece(token.content or " ", is_words(id) and not heavy))
    if id:
        yield Found(id, tuple(pieces), tuple(targets))
