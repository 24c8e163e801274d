"""A canvas that tags: every mark on the page belongs to an element of the structure tree or is an artifact.

Takes elements as the blocks make them and marks as the lines draw them; writes the tree, its ids, links and
destinations and the properties of the file when it is finished. What it writes depends on its input alone, never on the
clock or the machine. It knows nothing of columns and page breaks.
"""

from collections.abc import Iterator
from hashlib import md5
from typing import Any
from urllib.parse import quote

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFObject, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from briefing.blocks import Page
from briefing.render.properties import describe, plain


class Element:
    """A node of the structure tree: its kind, and what stands in it in reading order."""

    __slots__ = ("_waiting", "attributes", "id", "kids", "kind", "parent", "target", "written")

    def __init__(self, kind: str, parent: "Element | None" = None, id: str = "", attributes: str = "") -> None:
        self.kind, self.parent, self.id, self.attributes = kind, parent, id, attributes
        self.target = ""
        """Of a Link: the id of a block or a web address."""
        self.kids: list[Element | _Mark | _Annotation] = []
        self.written = _Written()
        self._waiting = False

    def add(self, kind: str, id: str = "", attributes: str = "") -> "Element":
        """Return a new child that stands after all there are."""
        child = Element(kind, self, id, attributes)
        self.kids.append(child)
        return child

    def when_drawn(self, kind: str, id: str = "", target: str = "") -> "Element":
        """Return a new child that takes its place among the words when it is first drawn."""
        child = Element(kind, self, id)
        child.target, child._waiting = target, True
        return child

    def take(self, kid: "Element | _Mark | _Annotation") -> None:
        """Append something drawn."""
        if self._waiting and self.parent:
            self._waiting = False
            self.parent.take(self)
        self.kids.append(kid)

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all below it in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class _Mark:
    """A stretch of a page's content that belongs to an element."""

    __slots__ = ("number", "page")

    def __init__(self, page: int, number: int) -> None:
        self.page, self.number = page, number


class _Annotation:
    """The place on a page where a link can be clicked."""

    __slots__ = ("page", "written")

    def __init__(self, page: int, written: PDFDictionary) -> None:
        self.page, self.written = page, written


class _Written(PDFObject):  # type: ignore[misc]
    """An object of the file as bytes; reportlab's dictionaries are several times slower."""

    def __init__(self, body: str = "") -> None:
        self.body = body

    def format(self, document: object) -> bytes:
        """Return the bytes; called by reportlab."""
        return self.body.encode("ascii")


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws one file; `root` is its structure tree."""

    def __init__(self, page: Page, size: tuple[float, float]) -> None:
        super().__init__("", pagesize=size, pageCompression=0, invariant=1, pdfVersion=(1, 7), lang=page.language)
        self.root = Element("Document")
        self._owners: list[list[Element]] = [[]]
        self._links: list[tuple[PDFDictionary, Element]] = []
        self._places: dict[str, tuple[int, float, float]] = {}
        self._doc.defaultStreamFilters = [PDFZCompress]
        self._doc.signature = md5(repr(page).encode("utf-8", "surrogatepass"), usedforsecurity=False)
        describe(self, page)

    @property
    def document(self) -> PDFDocument:
        """What fonts are embedded in."""
        return self._doc

    def _make_preamble(self) -> None:
        """Leave out reportlab's Helvetica."""
        self._preamble = "1 0 0 1 0 0 cm"

    def mark(self, element: Element | None) -> str:
        """Return the operator that opens a stretch of this element, or of an artifact; `EMC` closes it."""
        if element is None:
            return "/Artifact BMC"
        owners = self._owners[-1]
        element.take(_Mark(len(self._owners), len(owners)))
        owners.append(element)
        return f"/{element.kind} <</MCID {len(owners) - 1}>> BDC"

    def place(self, id: str, x: float, y: float) -> None:
        """Say where a block begins: links to its id lead there."""
        self._places.setdefault(id, (len(self._owners), x, y))

    def entry(self, id: str, title: str, top: float) -> None:
        """List a heading in the outline."""
        self.bookmarkHorizontalAbsolute(id, top)
        self.addOutlineEntry(plain(title), id)

    def connect(self, element: Element, box: tuple[float, float, float, float], words: str) -> None:
        """Make a box (left, bottom, right, top) of the page lead where a Link element leads."""
        name = f"{len(self._links)}"
        annotation = PDFDictionary(_annotation(element.target, box, words))
        self._addAnnotation(annotation, name)
        self._links.append((annotation, element))
        element.take(_Annotation(len(self._owners), annotation))

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """Draw a horizontal rule that hangs from y."""
        self.fill(x, y - thickness, width, thickness, colour)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a plain area whose lower left corner is (x, y)."""
        self.addLiteral("/Artifact BMC")
        self.saveState()
        self.setFillColor(HexColor(colour))
        self.rect(x, y, width, height, stroke=0, fill=1)
        self.restoreState()
        self.addLiteral("EMC")

    def showPage(self) -> None:
        """Close the page and give it its place in the tree."""
        self._doc.updateSignature("\n".join(self._code))
        super().showPage()
        finished = self._doc.Pages.pages[-1]
        finished.__Defaults__ = {**finished.__Defaults__, "StructParents": len(self._owners) - 1, "Tabs": "/S"}
        self._owners.append([])

    def finish(self) -> bytes:
        """Write the tree and return the file; the fonts must have been embedded."""
        self._owners.pop()
        elements = list(self.root.walk())
        for element in elements:
            self._refer(element.written)
        for element in elements:
            element.written.body = self._element(element)
        self._write_tree(elements)
        data: bytes = self.getpdfdata()
        return data

    def _write_tree(self, elements: list[Element]) -> None:
        tree = _Written()
        self.root.parent = Element("")
        self.root.parent.written = tree
        self.root.written.body = self._element(self.root)
        ids = [(element.id, self._refer(element.written)) for element in elements if element.id]
        tree.body = (
            f"<</Type/StructTreeRoot/K {self._refer(self.root.written)}/ParentTree {self._parent_tree()}"
            f"/ParentTreeNextKey {len(self._owners) + len(self._links)}/IDTree {self._names(ids)}>>"
        )
        places = [(id, self._place(*place)) for id, place in self._places.items()]
        self.setCatalogEntry("StructTreeRoot", tree)
        self.setCatalogEntry("MarkInfo", _Written("<</Marked true>>"))
        self.setCatalogEntry("Names", _Written(f"<</Dests {self._names(places)}>>"))

    def _element(self, element: Element) -> str:
        """Return the dictionary of an element; bare numbers stand for marks on its own page."""
        pages = [kid.page for kid in element.kids if isinstance(kid, _Mark)]
        home = pages[0] if pages else 0
        parts = [f"<</Type/StructElem/S/{element.kind}"]
        if element.parent:
            parts.append(f"/P {self._refer(element.parent.written)}")
        if element.id:
            parts.append(f"/ID {_name(element.id)}")
        if home:
            parts.append(f"/Pg {self._page(home)}")
        kids = " ".join(self._kid(kid, home) for kid in element.kids)
        return "".join([*parts, element.attributes, f"/K[{kids}]>>"])

    def _kid(self, kid: Element | _Mark | _Annotation, home: int) -> str:
        if isinstance(kid, Element):
            return self._refer(kid.written)
        if isinstance(kid, _Annotation):
            return f"<</Type/OBJR/Pg {self._page(kid.page)}/Obj {self._refer(kid.written)}>>"
        if kid.page == home:
            return str(kid.number)
        return f"<</Type/MCR/Pg {self._page(kid.page)}/MCID {kid.number}>>"

    def _parent_tree(self) -> str:
        """Write the way back from the marks of each page, and from each link, to their elements."""
        numbers = []
        for number, owners in enumerate(self._owners):
            numbers.append(f"{number} [{' '.join(self._refer(owner.written) for owner in owners)}]")
        for number, (annotation, element) in enumerate(self._links, len(self._owners)):
            annotation["StructParent"] = number
            numbers.append(f"{number} {self._refer(element.written)}")
        return self._refer(_Written(f"<</Nums[{' '.join(numbers)}]>>"))

    def _names(self, pairs: list[tuple[str, str]]) -> str:
        """Write a name tree; readers rely on the order of its bytes."""
        ordered = sorted(pairs, key=lambda pair: pair[0].encode())
        return self._refer(_Written(f"<</Names[{' '.join(f'{_name(id)} {value}' for id, value in ordered)}]>>"))

    def _place(self, page: int, x: float, y: float) -> str:
        return f"[{self._page(page)}/XYZ {x:.2f} {y:.2f} null]"

    def _page(self, number: int) -> str:
        return self._refer(self._doc.Pages.pages[number - 1])

    def _refer(self, written: Any) -> str:
        """Return the reference to an object of the file, giving it a number first if it has none."""
        reference: bytes = self._doc.Reference(written).format(self._doc)
        return reference.decode("ascii")


def actual_text(text: str) -> str:
    """Return the operator that opens a span whose words are not what it shows; `EMC` closes it."""
    return f"/Span <</ActualText <{_utf16(text)}>>> BDC"


def _utf16(text: str) -> str:
    return "FEFF" + text.encode("utf-16-be", "surrogatepass").hex().upper()


def _name(id: str) -> str:
    """Write an id as a string of the file."""
    return f"<{id.encode().hex()}>"


def _annotation(target: str, box: tuple[float, float, float, float], words: str) -> dict[str, object]:
    """An id contains no colon, an address does."""
    uri = quote(target, safe="%/:=&?~#+!$,;'@()*[]-._")
    away = {"A": PDFDictionary({"S": "/URI", "URI": f"<{uri.encode('ascii').hex()}>"})}
    return {
        "Type": "/Annot",
        "Subtype": "/Link",
        "Rect": "[" + " ".join(f"{edge:.2f}" for edge in box) + "]",
        "Border": "[0 0 0]",
        "F": 4,
        "Contents": f"<{_utf16(words)}>",
        **(away if ":" in target else {"Dest": _name(target)}),
    }
