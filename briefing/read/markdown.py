"""Markdown, `.md`: front matter, header lines or a glued date as in plain text, then CommonMark.

A first `# Heading` is the title where no other is given, and header lines may stand below it too. The marks go and the
words stay: emphasis, links, images (their description), bullets, code, HTML tags. The numbers of numbered lists stay,
since "3. October" is one. Tables are left out and reported. A paragraph of a block quotation, whose words would pass
for the outlet's own, gets quotation marks unless it has them itself.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.model import Document, Problem
from briefing.read.block_quotations import left_out, quoted
from briefing.read.file import File, problem
from briefing.read.headers import Top, peel, peel_glued_date, peel_header_lines
from briefing.read.kinds import claimed

if TYPE_CHECKING:
    from markdown_it.token import Token

name = "markdown"
suffixes = (".md", ".markdown")
guarded = False  # its parser is plain Python, and was found linear on 400 kB of what is hard for it
claims = claimed("markdown")

_HEADING = re.compile(r"\s*#[ \t]+([^\n]+)(?:\n|$)")
_TAG = re.compile(r"<[/!?\w][^<>]{0,2000}>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSEEN_BLOCKS = ("<script", "<style")
_DEEPEST = 20
"""Lists and block quotes inside one another; CommonMark's parser drops what lies deeper."""


def read(file: File) -> tuple[Document, ...]:
    """Return the one document of the file; raises `Unreadable`."""
    text, doubts = file.cleaned()
    top = _peel_heading(file.path, peel(file.path, text))
    tokens = _parse(top.body)
    paragraphs = list(_paragraphs(tokens))
    told = [quoted(text) if is_quoted else text for text, is_quoted in paragraphs]
    kept = [text for text in told if text is not None]
    losses = (*_losses(file.path, tokens), *left_out(file.path, len(paragraphs) - len(kept)))
    return (file.document(kept, top.fields, (*doubts, *top.problems, *losses)),)


def _peel_heading(path: str, top: Top) -> Top:
    """Take off a heading that is the title, and the header lines or the date below it."""
    match = _HEADING.match(top.body)
    if not match:
        return top
    title = " ".join(text for text, _ in _paragraphs(_parse(match[0])))
    if top.fields.title not in ("", title):
        return top
    below = replace(top, body=top.body[match.end() :], fields=replace(top.fields, title=title))
    return peel_glued_date(peel_header_lines(path, below))


def _parse(text: str) -> "list[Token]":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(text)


def _paragraphs(tokens: "list[Token]") -> Iterator[tuple[str, bool]]:
    """Yield each block's text, a list's number before its item, and whether it stands in a block quotation."""
    number, tables, quotations = "", 0, 0
    for token in tokens:
        tables += {"table_open": 1, "table_close": -1}.get(token.type, 0)
        quotations += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.content and not tables:
            yield number + _words(token), quotations > 0
            number = ""


def _words(token: "Token") -> str:
    if token.type == "html_block":
        return "" if token.content.lstrip().lower().startswith(_UNSEEN_BLOCKS) else _untagged(token.content)
    return "".join(map(_inline_words, token.children)) if token.children else token.content


def _inline_words(token: "Token") -> str:
    if token.type == "html_inline":
        return " " if token.content.lower().startswith("<br") else ""
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _untagged(markup: str) -> str:
    """Return the words of an HTML block, without its tags and comments; a comment that never ends is none."""
    from html import unescape

    # Beyond the last end of a comment none is looked for, since that takes time with each "<!--" anew.
    commented, end, rest = markup.rpartition("-->")
    return unescape(_TAG.sub(" ", _COMMENT.sub(" ", commented + end) + rest))


def _losses(path: str, tokens: "list[Token]") -> Iterator[Problem]:
    if tables := sum(token.type == "table_open" for token in tokens):
        yield problem(path, f"{tables} table{'s' * (tables > 1)} left out", "write what matters as sentences")
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        yield problem(path, f"text nested deeper than {_DEEPEST} lists or quotes is lost", "nest them less")
