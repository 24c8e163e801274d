"""What a reader of a Word file sees of its elements: which are out of sight, and what stands for words without being a
run's text.

Word draws more than its text elements: formulas, letters in pictures' stead, words that a list or a field brings. What
of it cannot be read here is told by a sign, so that words beside it are not taken for a source's.
"""

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_TEXTS = tuple(
    f"{{http://schemas.openxmlformats.org/{name}/2006/{kind}}}t"
    for name, kind in (("officeDocument", "math"), ("drawingml", "main"))
)
"""Text of formulas and of drawings."""
_LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
"""Where a drawing is a chart; the root of such a part is called chartSpace."""
PICTURES = (
    CHART,
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    W + "object",
)
_FOREIGN = (W + "altChunk", W + "subDoc")
"""Other documents that Word puts in when it opens the file."""
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr")
_UNSEEN = frozenset(W + name for name in ("del", "moveFrom", *_PROPERTIES))
"""What was deleted, and what is no word."""
_KNOWN = frozenset(
    f"http://schemas.microsoft.com/office/{name}"
    for name in (
        "drawing/2010/main",
        "word/2010/wordml",
        "word/2010/wordprocessingCanvas",
        "word/2010/wordprocessingDrawing",
        "word/2010/wordprocessingGroup",
        "word/2010/wordprocessingInk",
        "word/2010/wordprocessingShape",
        "word/2012/wordml",
    )
)
"""Extensions that every Word of today draws; of any other one nobody knows whether it or its replacement is seen."""
_OFF, _NOT = ("vanish", "strike", "dstrike"), ("0", "false", "off", "none")
"""Looks that take words out of a text, and how a file says that a run does not have them."""
_WHITE, _TINY, _SYMBOLS = "FFFFFF", 6, ("wingdings", "webdings", "symbol")
"""Looks by which words are there and nobody can read them: a color, half points, fonts."""
_SIGN = "\ufffd"
_DATES = dict.fromkeys(
    ("pgNum", *(part + size for part in ("day", "month", "year") for size in ("Short", "Long"))), _SIGN
)
_CHARACTERS = {
    "tab": " ",
    "ptab": " ",
    "br": " ",
    "cr": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
} | _DATES
"""Elements that stand for a character, or for words that Word makes."""


def value(element: etree._Element, attribute: str, *path: str) -> str:
    """Return an attribute of an element, or of the one that lies below it on a path; "" where there is none."""
    for name in path:
        element = element.find(W + name)
        if element is None:
            return ""
    return str(element.get(W + attribute, ""))


def text_of(element: etree._Element, name: str) -> str:
    """Return the words that an element is; "" for one that only holds others. White space at its ends is Word's."""
    if name == "t":
        text = element.text or ""
        return text if element.get(_XML_SPACE) == "preserve" else text.strip(" \t\r\n")
    if element.tag in _TEXTS:
        return element.text or ""
    if element.tag == _LETTERS:
        return str(element.get("string", ""))
    if name == "sym":
        return chr(int(value(element, "char") or "FFFD", 16))
    return _CHARACTERS.get(name, "")


def is_doubtful(element: etree._Element, name: str) -> bool:
    """Whether among a source's words an element makes a reader see others than stand in the file.

    So do fields and bound content controls, which Word fills anew, pictures, letters set against their direction, and
    runs that are white, too small to read or in a font of symbols.
    """
    if name == "r":
        size, color = value(element, "val", "rPr", "sz"), value(element, "val", "rPr", "color")
        font = value(element, "ascii", "rPr", "rFonts").casefold()
        return color.upper() == _WHITE or (size.isdecimal() and int(size) <= _TINY) or font.startswith(_SYMBOLS)
    if name == "sdt":
        return any(str(one.tag).endswith("}dataBinding") for one in element.iterfind(f"{W}sdtPr/*"))
    if name == "fldChar":
        return value(element, "fldCharType") == "begin"
    return name in ("fldSimple", "bdo", "dir") or element.tag in PICTURES


class Sight:
    """Knows the styles and lists of a file, and with them what is seen."""

    def __init__(self, styles: etree._Element, numbering: etree._Element | None) -> None:
        self._styles = {value(one, "styleId"): one for one in styles.iter(W + "style")}
        self._off = {id: frozenset(self._looks(id)) for id in self._styles}
        self._lists = {} if numbering is None else dict(_lettered(numbering))

    def children(self, element: etree._Element, paragraph_style: str) -> Iterator[etree._Element]:
        """Yield the elements inside one that are seen, those of a paragraph of a style.

        Raises:
            ValueError: another document is put in there, which only Word reads.
        """
        children = list(element.iterchildren(tag=etree.Element))
        if any(child.tag in _FOREIGN for child in children):
            raise ValueError("another document is linked into it, which only Word can put in")
        if children and children[0].tag == _CHOICE and _is_known(children[0]):
            children = children[:1]
        for child in children:
            if child.tag not in _UNSEEN and not self._is_off(child, paragraph_style):
                yield child

    def lead_of(self, paragraph: etree._Element) -> str:
        """Return the words that its list puts ahead of a paragraph; "" for bullets and numbers."""
        number = value(paragraph, "val", "pPr", "numPr", "numId")
        chain = self._chain(value(paragraph, "val", "pPr", "pStyle")) if self._lists and not number else ()
        named = (value(style, "val", "pPr", "numPr", "numId") for style in chain)
        return self._lists.get(number or next(filter(None, named), ""), "")

    def _is_off(self, element: etree._Element, paragraph_style: str) -> bool:
        """Whether a run is hidden or struck out, or a row hidden: nobody reads its words as said.

        What the run itself says outweighs its styles; of these, one takes back what the other does (29500-1 17.7.3).
        """
        if element.tag == W + "tr":
            return any(element.find(f"{W}trPr/{W}{name}") is not None for name in ("hidden", "del"))
        if element.tag != W + "r":
            return False
        looks = element.find(W + "rPr")
        own = {} if looks is None else {name: one for name in _OFF if (one := looks.find(W + name)) is not None}
        styled = self._off.get(value(element, "val", "rPr", "rStyle"), frozenset()) ^ self._off.get(
            paragraph_style, frozenset()
        )
        return any(value(own[name], "val") not in _NOT if name in own else name in styled for name in _OFF)

    def _looks(self, id: str) -> Iterator[str]:
        for name in _OFF:
            marks = (style.find(f"{W}rPr/{W}{name}") for style in self._chain(id))
            mark = next((mark for mark in marks if mark is not None), None)
            if mark is not None and value(mark, "val") not in _NOT:
                yield name

    def _chain(self, id: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on."""
        met: set[str] = set()
        while id in self._styles and id not in met:
            met.add(id)
            yield self._styles[id]
            id = value(self._styles[id], "val", "basedOn")


def _is_known(choice: etree._Element) -> bool:
    needed = choice.get("Requires", "").split()
    return bool(needed) and all(choice.nsmap.get(prefix) in _KNOWN for prefix in needed)


def _lettered(numbering: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the number of each list that puts words, more than a letter, ahead of paragraphs, and those words."""
    levels = {value(one, "abstractNumId"): _texts(one) for one in numbering.iter(W + "abstractNum")}
    for one in numbering.iter(W + "num"):
        words = [*_texts(one), *levels.get(value(one, "val", "abstractNumId"), ())]
        if words:
            yield value(one, "numId"), words[0]


def _texts(element: etree._Element) -> list[str]:
    texts = (value(one, "val") for one in element.iter(W + "lvlText"))
    return [text for text in texts if sum(map(str.isalpha, text)) > 1]
