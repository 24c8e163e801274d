"""A canvas that tags: every mark on the page belongs to an element of the structure tree or is an artifact.

Takes elements as the blocks make them and marks as the lines draw them; writes pages, the tree, its ids, links and
destinations, and the file when it is finished. What it writes depends on its input alone, never on the clock or the
machine. It knows nothing of columns and page breaks.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from briefing.blocks import Page
from briefing.render.logo import Pixels
from briefing.render.objects import Objects, name_string, refer, text_string
from briefing.render.properties import information, metadata, plain
from briefing.render.srgb import NAME, srgb_profile

Artifact = Literal["Rule", "Repeat", "Header", "Footer"]
"""What is no part of the text: rules and areas, what stands before already, running head and footer."""

_ARTIFACTS: dict[Artifact, str] = {
    "Rule": "/Artifact BMC",
    "Repeat": "/Artifact<</Type/Pagination>>BDC",
    "Header": "/Artifact<</Type/Pagination/Subtype/Header>>BDC",
    "Footer": "/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
}
"""Running heads and feet are to be told as such (ISO 14289-1, 7.8)."""

COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
ROW_HEAD = "/A<</O/Table/Scope/Row>>"
"""Attributes of the head of a column's, or a row's, cells."""


class Element:
    """A node of the structure tree: its kind, and what stands in it in reading order."""

    __slots__ = ("_waiting", "attributes", "id", "kids", "kind", "number", "parent", "target")

    def __init__(self, kind: str, parent: "Element | None" = None, id: str = "", attributes: str = "") -> None:
        self.kind, self.parent, self.id, self.attributes = kind, parent, id, attributes
        self.target = ""
        """Of a Link: the id of a block or a web address."""
        self.kids: list[Element | _Mark | _Annotation] = []
        self.number = 0
        """Its object's; 0 until somebody refers to it."""
        self._waiting = False

    def add(self, kind: str, id: str = "", attributes: str = "") -> "Element":
        """Return a new child that stands after all there are."""
        child = Element(kind, self, id, attributes)
        self.kids.append(child)
        return child

    def when_drawn(self, kind: str, id: str = "", target: str = "", attributes: str = "") -> "Element":
        """Return a new child that takes its place among the words when it is first drawn."""
        child = Element(kind, self, id, attributes)
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
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


_Mark = tuple[int, int]
"""A stretch of content that belongs to an element: the page and its number there."""


class _Annotation:
    """The place on a page where a link can be clicked."""

    __slots__ = ("page", "reference")

    def __init__(self, page: int, reference: str) -> None:
        self.page, self.reference = page, reference


def spoken(language: str) -> str:
    """Return the attribute of an element whose words are in another language than the file's."""
    return f"/Lang {name_string(language)}"


class TaggedCanvas:
    """Draws one file; `root` is its structure tree."""

    def __init__(self, page: Page, size: tuple[float, float]) -> None:
        self.objects = Objects()
        self.root = Element("Document")
        self._about, self._size = page, size
        self._tree, self._parent, self._resources = (self.objects.reserve() for _ in range(3))
        self._pages: list[int] = []
        self._parents: list[str] = []
        """The way back from the marks of each page, and from each link, to their elements."""
        self._places: dict[str, str] = {}
        self._headings: list[tuple[str, str]] = []
        self._pictures: list[str] = []
        self._turn()

    def _turn(self) -> None:
        """Begin a page."""
        self._pages.append(self.objects.reserve())
        self._code: list[str] = []
        self._owners: list[Element] = []
        self._annotations: list[str] = []

    def write(self, code: str) -> None:
        """Add operators to the page."""
        self._code.append(code)

    def mark(self, owner: Element | Artifact) -> str:
        """Return the operator that opens a stretch of this element, or of an artifact; `EMC` closes it."""
        if isinstance(owner, str):
            return _ARTIFACTS[owner]
        number = len(self._owners)
        owner.take((self._pages[-1], number))
        self._owners.append(owner)
        return f"/{owner.kind}<</MCID {number}>>BDC"

    def place(self, id: str, x: float, y: float) -> None:
        """Say where a block begins: links to its id lead there."""
        self._places.setdefault(id, f"[{refer(self._pages[-1])}/XYZ {x:.2f} {y:.2f} null]")

    def entry(self, id: str, title: str) -> None:
        """List a heading in the outline."""
        self._headings.append((id, title))

    def connect(self, element: Element, box: tuple[float, float, float, float], words: str) -> None:
        """Make a box (left, bottom, right, top) of the page lead where a Link element leads."""
        annotation = _annotation(element.target, box, words, len(self._parents))
        reference = self.objects.add(annotation)
        self._parents.append(self._refer(element))
        self._annotations.append(reference)
        element.take(_Annotation(self._pages[-1], reference))

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """Draw a horizontal rule that hangs from y."""
        self.fill(x, y - thickness, width, thickness, colour)

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a plain area whose lower left corner is (x, y)."""
        area = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"
        self.write(f"{self.mark('Rule')} {paint(colour)} {area} EMC")

    def picture(self, figure: Element, box: tuple[float, float, float, float], pixels: Pixels) -> None:
        """Draw a picture into a box (left, bottom, right, top); the figure says where it is (ISO 32000-1, 14.8.5.4)."""
        left, bottom, right, top = box
        space = "/DeviceGray" if pixels.channels == 1 else "/DeviceRGB"
        size = f"/Width {pixels.width}/Height {pixels.height}/BitsPerComponent 8/ColorSpace{space}"
        self._pictures.append(self.objects.stream(pixels.data, f"/Type/XObject/Subtype/Image{size}"))
        place = f"{right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f} cm"
        self.write(f"{self.mark(figure)} q {place} /I{len(self._pictures)} Do Q EMC")
        edges = " ".join(f"{edge:.2f}" for edge in box)
        figure.attributes += f"/A<</O/Layout/Placement/Block/BBox[{edges}]>>"

    def end_page(self) -> None:
        """Close the page and give it its place in the tree."""
        content = self.objects.stream("\n".join(self._code).encode("ascii"))
        width, height = self._size
        links = f"/Annots[{' '.join(self._annotations)}]" if self._annotations else ""
        self.objects.put(
            self._pages[-1],
            f"<</Type/Page/Parent {refer(self._parent)}/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents {content}"
            f"/Resources {refer(self._resources)}/StructParents {len(self._parents)}/Tabs/S{links}>>",
        )
        self._parents.append(f"[{' '.join(map(self._refer, self._owners))}]")
        self._turn()

    def finish(self, fonts: dict[str, str]) -> bytes:
        """Write the tree and return the file; `fonts` are references by the names that the pages know them by."""
        self._pages.pop()
        named = "".join(f"/{name} {reference}" for name, reference in fonts.items())
        drawn = "".join(f"/I{number} {picture}" for number, picture in enumerate(self._pictures, 1))
        pictures = f"/XObject<<{drawn}>>" if drawn else ""
        self.objects.put(self._resources, f"<</Font<<{named}>>{pictures}>>")
        kids = " ".join(map(refer, self._pages))
        self.objects.put(self._parent, f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>")
        ids = [(element.id, self._element(element)) for element in self.root.walk()]
        self._write_tree([pair for pair in ids if pair[0]])
        return self.objects.finish(self._catalog(), self.objects.add(information(self._about)))

    def _catalog(self) -> str:
        """Write what the file is."""
        about = self.objects.stream(metadata(self._about), "/Type/Metadata/Subtype/XML", compress=False)
        places = self.objects.add(_names(list(self._places.items())))
        outlines = f"/Outlines {self._outline()}" if self._headings else ""
        language = f"/Lang {name_string(self._about.language)}" if self._about.language else ""
        return self.objects.add(
            f"<</Type/Catalog/Pages {refer(self._parent)}{language}/MarkInfo<</Marked true>>"
            f"/StructTreeRoot {refer(self._tree)}/Names<</Dests {places}>>{outlines}/Metadata {about}"
            f"/OutputIntents[{self._colours()}]/ViewerPreferences<</DisplayDocTitle true>>>>"
        )

    def _colours(self) -> str:
        """Say what red, green and blue are."""
        profile, name = self.objects.stream(srgb_profile(), "/N 3"), text_string(NAME)
        return (
            f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier {name}/Info {name}"
            f"/DestOutputProfile {profile}>>"
        )

    def _outline(self) -> str:
        top, items = self.objects.reserve(), [self.objects.reserve() for _ in self._headings]
        for number, (item, (id, title)) in enumerate(zip(items, self._headings, strict=True)):
            before = f"/Prev {refer(items[number - 1])}" if number else ""
            after = f"/Next {refer(items[number + 1])}" if number + 1 < len(items) else ""
            words = text_string(plain(title))
            self.objects.put(item, f"<</Title {words}/Parent {refer(top)}{before}{after}/Dest {name_string(id)}>>")
        ends = f"/First {refer(items[0])}/Last {refer(items[-1])}"
        self.objects.put(top, f"<</Type/Outlines{ends}/Count {len(items)}>>")
        return refer(top)

    def _write_tree(self, ids: list[tuple[str, str]]) -> None:
        numbers = " ".join(f"{number} {owners}" for number, owners in enumerate(self._parents))
        parents = self.objects.add(f"<</Nums[{numbers}]>>")
        self.objects.put(
            self._tree,
            f"<</Type/StructTreeRoot/K {self._refer(self.root)}/ParentTree {parents}"
            f"/ParentTreeNextKey {len(self._parents)}/IDTree {self.objects.add(_names(ids))}>>",
        )

    def _element(self, element: Element) -> str:
        """Write an element and return the reference to it; bare numbers stand for marks on its own page."""
        home = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), 0)
        parent = self._refer(element.parent) if element.parent else refer(self._tree)
        parts = [f"<</S/{element.kind}/P {parent}"]
        if element.id:
            parts.append(f"/ID {name_string(element.id)}")
        if home:
            parts.append(f"/Pg {refer(home)}")
        kids = " ".join([self._kid(kid, home) for kid in element.kids])
        reference = self._refer(element)
        self.objects.put(element.number, f"{''.join(parts)}{element.attributes}/K[{kids}]>>")
        return reference

    def _kid(self, kid: Element | _Mark | _Annotation, home: int) -> str:
        if isinstance(kid, Element):
            return self._refer(kid)
        if isinstance(kid, _Annotation):
            return f"<</Type/OBJR/Pg {refer(kid.page)}/Obj {kid.reference}>>"
        page, number = kid
        return f"{number}" if page == home else f"<</Type/MCR/Pg {refer(page)}/MCID {number}>>"

    def _refer(self, element: Element) -> str:
        element.number = element.number or self.objects.reserve()
        return refer(element.number)


def actual_text(text: str) -> str:
    """Return the operator that opens a span whose words are not what it shows; `EMC` closes it."""
    return f"/Span<</ActualText {text_string(text)}>>BDC"


@lru_cache(maxsize=64)
def paint(colour: str) -> str:
    """Return the operator for a colour `#RRGGBB`."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return f"{red:.4g} {green:.4g} {blue:.4g} rg"


def _names(pairs: list[tuple[str, str]]) -> str:
    """Write a name tree; readers rely on the order of its bytes."""
    ordered = sorted(pairs, key=lambda pair: pair[0].encode())
    return f"<</Names[{' '.join(f'{name_string(id)} {value}' for id, value in ordered)}]>>"


def _annotation(target: str, box: tuple[float, float, float, float], words: str, key: int) -> str:
    """An id contains no colon, an address does."""
    uri = quote(target, safe="%/:=&?~#+!$,;'@()*[]-._")
    away = f"/A<</S/URI/URI {name_string(uri)}>>" if ":" in target else f"/Dest {name_string(target)}"
    edges = " ".join(f"{edge:.2f}" for edge in box)
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{edges}]/Border[0 0 0]/F 4/Contents {text_string(words)}"
        f"/StructParent {key}{away}>>"
    )
