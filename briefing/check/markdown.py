"""A finished Markdown file read back: the words under each anchor, and what is bold there, which is ours."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.anchors import is_own, is_words
from briefing.check.found import CLAIMED, FileText, Found, Line, Piece
from briefing.errors import Unproven

_ANCHOR, _END = '<a id="', '">'
_BREAKS = ("softbreak", "hardbreak")
_WRITTEN = ("text", "code_inline", "code_block", "fence", "html_block", "image")
_TAGS = ("</a>", "<br>", "<em>", "</em>")
"""What we write ourselves beside anchors."""


def read_markdown(data: bytes) -> FileText:
    """Read a Markdown file of ours back. Without type nothing sets a source's words apart outside of its items.

    Raises:
        Unproven: the bytes are no text in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unproven("the Markdown file", f"cannot be read back ({error})", "save it again in UTF-8") from error
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    passages = list(_passages(tokens))
    found = tuple(one for passage in passages for one in _anchored(passage))
    return FileText(found, typed=False, lines=tuple(filter(None, map(_line, passages))))


def _line(tokens: list[Token]) -> Line | None:
    """Return a paragraph as a line; the words ahead of its first anchor bear no id."""
    texts = [_text(token) for token in tokens]
    first = next((at for at, token in enumerate(tokens) if _is_anchor(token)), len(tokens))
    ids = tuple(one.id for one in _anchored(tokens))
    text, free = "".join(texts).strip(), "".join(texts[:first])
    own = any(map(is_own, ids))
    return Line(text, ids, own, free=text if own else free + CLAIMED * bool(ids)) if text else None


def _text(token: Token) -> str:
    """Return the words of a token. HTML that is not ours may hide words, or show some: it counts as written."""
    if token.type == "html_inline":
        return "" if _is_anchor(token) or token.content in _TAGS else token.content
    return (token.content or " ") if token.type in (*_WRITTEN, *_BREAKS) else ""


def _is_anchor(token: Token) -> bool:
    return token.type == "html_inline" and token.content.startswith(_ANCHOR)


def _passages(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the words and links of each paragraph, heading or item, and of each table as a whole."""
    passage: list[Token] = []
    in_table = False
    for token in tokens:
        in_table = (in_table or token.type == "table_open") and token.type != "table_close"
        passage += token.children or ([token] if token.type in _WRITTEN else [])
        passage += [Token("softbreak", "", 0)] if token.type in ("th_close", "td_close") else []
        if not in_table and passage:
            yield passage
            passage = []


def _anchored(tokens: list[Token]) -> Iterator[Found]:
    """Yield what follows each anchor, up to the next one or the end."""
    id, heavy = "", False
    pieces: list[Piece] = []
    targets: list[str] = []
    for token in tokens:
        if _is_anchor(token):
            if id:
                yield Found(id, tuple(pieces), tuple(targets))
            id, pieces, targets = token.content.removeprefix(_ANCHOR).removesuffix(_END), [], []
        elif token.type == "link_open":
            targets.append(str(token.attrs["href"]).removeprefix("#"))
        elif token.type.startswith("strong"):
            heavy = token.nesting > 0
        elif text := _text(token):
            pieces.append(Piece(text, is_words(id) and not heavy))
    if id:
        yield Found(id, tuple(pieces), tuple(targets))
