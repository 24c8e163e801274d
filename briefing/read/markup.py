"""Markup to a tree and to paragraphs, with what only the layout shows as quoted put between quotation marks."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import Unreadable
from briefing.read.block_quotations import MARK, OPENING, marked
from briefing.read.paragraphs import split_paragraphs
from briefing.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INSTEAD = "save the article's text as .txt instead"

_LONG_TAG = re.compile(r"<[^<>]{65536,}")
_MOST_ATTRIBUTES = 2000
"""In one long tag; the parser's time grows with their square. Pictures within the page make tags long, but not so."""
_MARKS = ("“”", "‘’")
"""Of a quotation and of one within it."""
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr q rp rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_NAMES.split())
"""Elements that do not end a paragraph. All others do."""
_UNSEEN_NAMES = "script style head noscript template svg iframe form button select textarea object title"
_UNSEEN = tuple(_UNSEEN_NAMES.split())
_LINKED = re.compile("\ufdd1[^\ufdd2]*(?:\ufdd2|$)")
_LINK_MARKS = re.compile("[\ufdd1\ufdd2]")
"""Noncharacters around a link's text; cleaned text has none."""
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def parse(path: str, markup: str) -> "tuple[HtmlElement | None, bool]":
    """Return the tree of cleaned markup, None where there is none, and whether the parser came to the end of it.

    Markup nested so deep that the parser stops is parsed once more with its limits off. Raises `Unreadable` for a tag
    that would keep the parser busy for minutes.
    """
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)):
        raise Unreadable(path, "one of its tags has thousands of attributes", INSTEAD)
    tree, is_whole = _parsed(markup, is_huge=False)
    return (tree, is_whole) if is_whole else _parsed(markup, is_huge=True)


def _parsed(markup: str, is_huge: bool) -> "tuple[HtmlElement | None, bool]":
    from lxml import etree, html

    parser = html.HTMLParser(
        collect_ids=False, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=is_huge
    )
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.LxmlError:
        return None, is_huge
    return tree, all(entry.type_name != "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def mark_quotations(tree: "HtmlElement") -> None:
    """Turn `<q>` into quotation marks and set `MARK` before the text of block quotations, in the tree itself."""
    depths = [(quotation, sum(1 for _ in quotation.iterancestors("q"))) for quotation in tree.iter("q")]
    for quotation, depth in depths:
        if not quotation.text_content().strip().startswith(OPENING):
            _enclose(quotation, *_MARKS[depth % 2])
        quotation.drop_tag()
    _mark_block_quotations(tree)


def _mark_block_quotations(tree: "HtmlElement") -> None:
    from lxml import etree

    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag == "blockquote":
            depth += 1 if event == "start" else -1
        if depth and event == "start":
            element.text = _block_quoted(element.text)
        elif depth:
            element.tail = _block_quoted(element.tail)


def _enclose(quotation: "HtmlElement", opening: str, closing: str) -> None:
    quotation.text = opening + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + closing
    else:
        quotation.text += closing


def _block_quoted(text: str | None) -> str | None:
    return MARK + text if text and text.strip() and not text.startswith(MARK) else text


def fragment_paragraphs(path: str, markup: str, without_links: bool = False) -> list[str]:
    """Return the paragraphs of markup that is an article and nothing else, such as an entry of a feed.

    All that is shown stays, cells of tables too, each a paragraph; scripts, forms and what is hidden go. With
    `without_links`, so do paragraphs that are nothing but links, headings apart. Raises `Unreadable` as `parse` does,
    and where it is nested too deep.
    """
    text, _ = clean(markup)
    tree, is_whole = parse(path, text)
    if not is_whole:
        raise Unreadable(path, "it is nested too deep", INSTEAD)
    if tree is None:
        return []
    _drop_unseen(tree)
    mark_quotations(tree)
    if without_links:
        _mark_links(tree)
    paragraphs = [paragraph for paragraph in block_texts(tree, _INLINE, "br") if not _is_links(paragraph)]
    return [found for paragraph in paragraphs if (found := marked(_LINK_MARKS.sub("", paragraph))) is not None]


def _mark_links(tree: "HtmlElement") -> None:
    for link in tree.iter("a"):
        if not any(link.iterancestors("h1", "h2", "h3", "h4", "h5", "h6")):
            link.text = f"\ufdd1{link.text or ''}"
            link.tail = f"\ufdd2{link.tail or ''}"


def _is_links(paragraph: str) -> bool:
    """Whether nothing but links is in a paragraph whose links are marked."""
    return "\ufdd1" in paragraph and not any(ch.isalnum() for ch in _LINKED.sub("", paragraph))


def _drop_unseen(tree: "HtmlElement") -> None:
    unseen = [*tree.iter(*_UNSEEN), *(one for one in tree.iter() if _HIDDEN.search(one.get("style", "")))]
    for element in unseen:
        if element.getparent() is not None:
            element.drop_tree()


def block_texts(tree: "HtmlElement", inline: frozenset[str], line_break: str) -> Iterator[str]:
    """Yield the text of each block of a tree; a line break inside one is judged as in plain text."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag not in inline and element.tag != line_break:
            yield from _block(pieces)
            pieces = []
        if event == "start":
            pieces.append("\n" if element.tag == line_break else element.text or "")
        else:
            pieces.append(element.tail or "")
    yield from _block(pieces)


def _block(pieces: list[str]) -> list[str]:
    return [text for text in split_paragraphs("".join(pieces)) if text.strip()]
