"""The elements of an outline: which there are, what each takes, and what is refused."""

import re
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from briefing.blocks import Voice
from briefing.errors import SettingsError
from briefing.render.labels import quotation_mark

VOICES: dict[str, Voice] = {"b": "strong", "muted": "muted", "warn": "warning", "accent": "accent"}
"""Elements that set words in a voice of ours."""
_SPACE = re.compile(r"[ \t\n]*\n[ \t\n]*")
_SEE = "see the list at the shipped template's top"


class _Kind(NamedTuple):
    """What an element of the outline takes. Where there is no room for words, they would be lost."""

    attributes: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    words: bool = False


def _kind(attributes: str = "", children: str = "") -> _Kind:
    return _Kind(frozenset(attributes.split()), frozenset(children.split()))


_INLINE = frozenset(
    {*VOICES, "number", "cite", "see", "origin", "file", "reason", "speaker", "full", "fragments", "reported"}
    | {"headline", "outlets"}
)
_OF_THE_SOURCE = frozenset({"occasion", "words", "value"})
"""Elements that put in a source's words; a table is where check looks for them."""
_LINE = _Kind(children=_INLINE, words=True)
_NAMED = _kind("ref")
_BODY = "counts highlight point quote group table chart checks statement note source contents"
_KINDS = {
    "briefing": _kind("", f"masthead section {_BODY}"),
    "masthead": _kind("title subtitle", "field"),
    "field": _Kind(frozenset({"label"}), words=True),
    "section": _kind("id title wide", f"side section comment {_BODY}"),
    "chart": _NAMED,
    "table": _kind("id widths", "row"),
    "row": _kind("", "cell"),
    "cell": _LINE._replace(children=_INLINE | _OF_THE_SOURCE | {"br"}),
    "br": _Kind(),
    "checks": _kind("", "check"),
    "check": _LINE._replace(attributes=frozenset({"count"})),
    "highlight": _kind("ref label"),
    "point": _kind("ref origin"),
    "quote": _kind("ref origin"),
    "source": _kind("ref short"),
    "comment": _Kind(),
    "contents": _Kind(),
    **dict.fromkeys(("counts", "side", "group", "statement", "note", *VOICES), _LINE),
    **dict.fromkeys(_INLINE.union(_OF_THE_SOURCE) - VOICES.keys(), _NAMED),
}


def parse(outline: str, template: Path) -> etree._Element:
    """Return the tree of an outline.

    Raises:
        SettingsError: it is no XML, or has something in it that would not reach the page, or that must not.
    """
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(outline.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SettingsError(str(template), f"does not make an outline ({error})", "close what it opens") from error
    _refuse_misplaced(tree, template)
    return tree


def _refuse_misplaced(outline: etree._Element, template: Path) -> None:
    if outline.tag != "briefing":
        raise bad(template, outline, f"<{outline.tag}> is not the outline", "put all of it into one <briefing>")
    for element in outline.iter():
        if not isinstance(element.tag, str):
            raise bad(template, element, f"{element.text} is no element of an outline", _SEE)
        _refuse_unknown(element, template)
        _refuse_marks(element, template)


def _refuse_unknown(element: etree._Element, template: Path) -> None:
    kind = _KINDS[element.tag]
    unknown = next((name for name in element.attrib if name not in kind.attributes), None)
    if unknown:
        takes = f"takes {' and '.join(sorted(kind.attributes)) or 'none'}"
        raise bad(template, element, f"<{element.tag}> has no attribute {unknown}=", takes)
    odd = next((child for child in element if isinstance(child.tag, str) and child.tag not in kind.children), None)
    if odd is not None:
        known = odd.tag in _KINDS
        message = (
            f"<{odd.tag}> cannot stand in <{element.tag}>" if known else f"<{odd.tag}> is no element of an outline"
        )
        raise bad(template, odd, message, _SEE)
    lost = "".join((element.text or "", *(child.tail or "" for child in element))).strip()
    if lost and not kind.words:
        raise bad(template, element, f"<{element.tag}> has no room for words ({lost[:40]!r})", "put them into a <note>")


def _refuse_marks(element: etree._Element, template: Path) -> None:
    """Raise where words of the template's, or of ours that it prints, hold a quotation mark."""
    for text in (element.text or "", element.tail or "", *element.attrib.values()):
        mark = quotation_mark(text)
        if mark:
            hint = 'name a quotation by id, <quote ref="q1"/>, and write ’ for an apostrophe'
            raise bad(template, element, f"writes a quotation mark ({mark}) in {fold(text).strip()[:60]!r}", hint)


def fold(text: str | None) -> str:
    """Take out the template's own line breaks and indents."""
    return _SPACE.sub(" ", text or "")


def bad(template: Path, element: etree._Element, message: str, hint: str) -> SettingsError:
    """Return the error that names an element's place in the outline."""
    return SettingsError(f"{template} (outline line {element.sourceline})", message, hint)
