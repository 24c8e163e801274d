"""The structure tree of a PDF against the rules of PDF/A-2a (6.7) and PDF/UA-1 (7).

Takes an open file and the marks that its pages paint; gives what breaks a rule: in which element what may stand, the
order of headings, heads of tables, labels of lists, figures, links, languages, and the ways back from marks and links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from briefing.model import Finding

Mark = tuple[int, int]
"""The number of a page's object, and a stretch's on that page."""

_GROUPS = frozenset(
    [
        "Document",
        "Part",
        "Sect",
        "Div",
        "BlockQuote",
        "Index",
        "NonStruct",
        "Caption",
        "TOCI",
        "LI",
        "LBody",
        "TD",
        "TH",
        "Figure",
    ]
)
_WITHIN = {
    "Caption": ("Figure", "L", "Table", "TOC"),
    "LI": ("L",),
    "Lbl": ("LI", "Note"),
    "LBody": ("LI",),
    "TOCI": ("TOC",),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
}
"""In what an element must stand (ISO 32000-1, 14.8.4)."""
_HOLDS = {
    "L": ("LI", "L", "Caption"),
    "LI": ("Lbl", "LBody"),
    "TOC": ("TOCI", "TOC", "Caption"),
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "TR": ("TH", "TD"),
}
"""What alone may stand in an element."""
_TEXTS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Quote", "Note", "Reference", "Link"}
_KNOWN = _GROUPS | _TEXTS | set(_WITHIN) | set(_HOLDS)
_HEADING = re.compile(r"H([1-6])")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NUMBERINGS = frozenset(
    ["/Disc", "/Circle", "/Square", "/Decimal", "/UpperRoman", "/LowerRoman", "/UpperAlpha", "/LowerAlpha"]
)


@dataclass(slots=True)
class _Node:
    """An element as it is read."""

    kind: str
    written: Any
    above: "_Node | None"
    number: int
    id: bytes
    kids: "list[_Node]" = field(default_factory=list)
    marks: int = 0
    links: int = 0
    """Annotations."""
    pages: set[int] = field(default_factory=set)
    """The numbers of the objects of those that its own marks are on."""


def broken_structure(file: pikepdf.Pdf, marks: set[Mark], pictures: set[Mark]) -> Iterator[Finding]:
    """Yield what breaks a rule in the tree; `marks` are all that the pages have, those with `pictures` among them."""
    top = file.Root.get("/StructTreeRoot")
    if not isinstance(top, pikepdf.Dictionary) or "/ParentTree" not in top:
        yield Finding("ISO 19005-2, 6.7.3", "structure", "there is no tree, or no way back into it")
        return
    tree = _Tree(file)
    tree.read(top)
    for clause, kind, message in (
        *tree.findings,
        *tree.compare(marks),
        *_headings(tree.nodes),
        *_ids(tree.nodes),
        *tree.bare(pictures),
    ):
        yield Finding(f"ISO {clause}", kind or "structure", message)
    for node in tree.nodes:
        for clause, message in _node(node):
            yield Finding(f"ISO {clause}", node.kind, message)


class _Tree:
    """Reads the elements in order, and with them the ways back."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.nodes: list[_Node] = []
        self.findings: list[tuple[str, str, str]] = []
        self._owners: dict[Mark, int] = {}
        """The number of the element that each mark stands in."""
        self._linked: list[tuple[int, int]] = []
        """Of each annotation, its key in the parent tree and the number of the element."""
        self._back = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
        self._keys = {page.obj.objgen[0]: int(page.obj.get("/StructParents", -1)) for page in file.pages}

    def read(self, top: Any) -> None:
        """Read all elements below the tree's root; without recursion, for trees may be deep."""
        waiting: list[tuple[Any, _Node | None, Any]] = [(kid, None, None) for kid in reversed(_kids(top))]
        while waiting:
            written, above, page = waiting.pop()
            if isinstance(written, int) or "/S" not in written:
                self._content(written, above, page)
                continue
            kind = str(written.S)[1:]
            node = _Node(kind, written, above, written.objgen[0], bytes(written.get("/ID", b"")))
            parent = written.get("/P")
            if above and (parent is None or parent.objgen[0] != above.number):
                self.findings.append(("19005-2, 6.7.3", kind, "it does not lead back to what it stands in"))
            self.nodes.append(node)
            if above:
                above.kids.append(node)
            page = written.get("/Pg", page)
            waiting.extend((kid, node, page) for kid in reversed(_kids(written)))

    def _content(self, written: Any, node: _Node | None, page: Any) -> None:
        if node is None:
            self.findings.append(("19005-2, 6.7.3", "", "the root holds something that is no element"))
        elif isinstance(written, int):
            self._own((page.objgen[0], written), node)
        elif written.get("/Type") == "/OBJR":
            node.links += 1
            self._linked.append((int(written.Obj.get("/StructParent", -1)), node.number))
        else:
            self._own((written.get("/Pg", page).objgen[0], int(written.MCID)), node)

    def _own(self, mark: Mark, node: _Node) -> None:
        node.marks += 1
        node.pages.add(mark[0])
        if mark in self._owners:
            self.findings.append(("14289-1, 7.1", node.kind, "a stretch of a page stands in the tree twice"))
        self._owners[mark] = node.number

    def compare(self, marks: set[Mark]) -> Iterator[tuple[str, str, str]]:
        """Yield where pages and tree do not fit one another."""
        if lost := len(marks - self._owners.keys()):
            yield "14289-1, 7.1", "", f"{lost} stretches of the pages stand nowhere in the tree"
        if dangling := len(self._owners.keys() - marks):
            yield "19005-2, 6.7.3", "", f"{dangling} stretches in the tree are on no page"
        back: dict[Mark, int] = {}
        for page, key in self._keys.items():
            owners = list(self._back[key]) if key in self._back else []
            back |= {(page, number): owner.objgen[0] for number, owner in enumerate(owners)}
        wrong = sum(back.get(mark) != owner for mark, owner in self._owners.items())
        wrong += sum(key not in self._back or self._back[key].objgen[0] != owner for key, owner in self._linked)
        if wrong:
            yield "19005-2, 6.7.3", "", f"{wrong} stretches and links do not lead back to their elements"

    def bare(self, pictures: set[Mark]) -> Iterator[tuple[str, str, str]]:
        """Yield the pictures that are no figures, so that no words stand for them."""
        figures = {node.number for node in self.nodes if node.kind == "Figure"}
        if lost := sum(self._owners.get(mark) not in figures for mark in pictures):
            yield "14289-1, 7.3", "", f"{lost} pictures stand in no figure"


def _node(node: _Node) -> Iterator[tuple[str, str]]:
    """Yield what breaks a rule in one element."""
    kind, above = node.kind, node.above.kind if node.above else ""
    kids = [kid.kind for kid in node.kids]
    if kind not in _KNOWN:
        yield "19005-2, 6.7.3", "it is of no kind that the standard knows"
    if kind in _WITHIN and above not in _WITHIN[kind]:
        yield "14289-1, 7.2", f"it stands in {above or 'nothing'}"
    if kind in _HOLDS and (node.marks or not set(kids) <= set(_HOLDS[kind])):
        yield "14289-1, 7.2", f"it holds {', '.join(sorted(set(kids) - set(_HOLDS[kind]))) or 'words of its own'}"
    language = node.written.get("/Lang")
    if language is not None and not LANGUAGE.fullmatch(str(language)):
        yield "19005-2, 6.7.4", f"{language} is no language"
    if kind == "Table":
        yield from _table(node)
    elif kind == "TH" and _attribute(node, "/Scope") not in ("/Column", "/Row", "/Both"):
        yield "14289-1, 7.5", "it does not say which cells it is the head of"
    elif kind == "L" and _labelled(node) and _attribute(node, "/ListNumbering") not in _NUMBERINGS:
        yield "14289-1, 7.6", "its items have labels, and it does not say of which kind"
    elif kind == "Figure":
        yield from _figure(node)
    elif kind == "Link":
        yield from _link(node)


def _table(node: _Node) -> Iterator[tuple[str, str]]:
    """Ours span no rows and columns, so every row has as many cells as the first."""
    parts = [part for part in node.kids if part.kind != "Caption"]
    rows = [row for part in parts for row in (part.kids if part.kind != "TR" else (part,))]
    if len({len(row.kids) for row in rows}) > 1:
        yield "14289-1, 7.2", "its rows have not all as many cells"
    if not any(cell.kind == "TH" for row in rows for cell in row.kids):
        yield "14289-1, 7.5", "it has no head"


def _figure(node: _Node) -> Iterator[tuple[str, str]]:
    """Where it is must be told of a figure that lies on one page."""
    if not str(node.written.get("/Alt", node.written.get("/ActualText", ""))).strip():
        yield "14289-1, 7.3", "it has no description in words"
    if len(_pages(node)) == 1 and not _lies_on(_held(node, "/BBox"), node.written.get("/Pg")):
        yield "32000-1, 14.8.5.4.3", "it does not say where on its page it is"


def _pages(node: _Node) -> set[int]:
    return node.pages.union(*map(_pages, node.kids))


def _lies_on(box: Any, page: Any) -> bool:
    """Whether a box is a rectangle on a page."""
    if not isinstance(box, pikepdf.Array) or len(box) != 4 or page is None:
        return False
    (left, bottom, right, top), sheet = (list(map(float, one)) for one in (box, page.MediaBox))
    return sheet[0] <= left < right <= sheet[2] and sheet[1] <= bottom < top <= sheet[3]


def _labelled(node: _Node) -> bool:
    return any(part.kind == "Lbl" for item in node.kids for part in item.kids)


def _link(node: _Node) -> Iterator[tuple[str, str]]:
    above = node.above
    while above:
        if above.kind == "Link":
            yield "14289-1, 7.18.5", "it stands in another link"
        above = above.above
    if not node.links or not node.marks:
        yield "14289-1, 7.18.5", "it has no place on a page, or no words"


def _headings(nodes: list[_Node]) -> Iterator[tuple[str, str, str]]:
    """The first is of level 1, and none skips a level on the way down (7.4.2)."""
    level = 0
    for node in nodes:
        if match := _HEADING.fullmatch(node.kind):
            if int(match[1]) > level + 1:
                yield "14289-1, 7.4.2", node.kind, f"it follows a heading of level {level}"
            level = int(match[1])


def _ids(nodes: list[_Node]) -> Iterator[tuple[str, str, str]]:
    ids = [node.id for node in nodes if node.id]
    if len(ids) != len(set(ids)):
        yield "14289-1, 7.9", "", "two elements have one id"
    if any(node.kind == "Note" and not node.id for node in nodes):
        yield "14289-1, 7.9", "Note", "it has no id"


def _attribute(node: _Node, name: str) -> str:
    held = _held(node, name)
    return "" if held is None else str(held)


def _held(node: _Node, name: str) -> Any:
    """Return the value of an attribute, None where the element has it not."""
    held = node.written.get("/A", pikepdf.Dictionary())
    each = list(held) if isinstance(held, pikepdf.Array) else [held]
    return next((one[name] for one in each if name in one), None)


def _kids(written: Any) -> list[Any]:
    kids = written.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
