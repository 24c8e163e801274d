"""Looks into the package of a Word file: whether it is one that Word opens without repairing it.

The rules are those of the Open Packaging Conventions (ISO/IEC 29500-2) and what WordprocessingML (29500-1) asks to be
unique or to have a partner. Nothing of `render` is used.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from briefing.check.package_charts import CHART_PART, prove_workbook
from briefing.model import Finding

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TYPES = "[Content_Types].xml"
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_SETTINGS = "word/settings.xml"
"""They name the notes that draw a line above notes."""
_XML = re.compile(r"\.(xml|rels)$")
_STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_BASES = ("basedOn", "next", "link")
_NOTES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
"""What is referred to by number, and the part that has it."""
_SPANS = ("bookmark", "commentRange", "moveFromRange", "moveToRange", "perm")
"""What has a start and an end."""


@dataclass(frozen=True, slots=True)
class _Package:
    """The members of a file: their names as they stand, their bytes, and the trees of those that are XML."""

    names: tuple[str, ...]
    members: Mapping[str, bytes]
    trees: Mapping[str, etree._Element]

    def words(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the parts of WordprocessingML."""
        return ((name, tree) for name, tree in self.trees.items() if str(tree.tag).startswith(_W))

    def part(self, name: str) -> etree._Element:
        """Return the tree of a part of Word's; an empty one where there is none."""
        tree = self.trees.get(f"word/{name}.xml")
        return etree.Element(_W + name) if tree is None else tree


def check_package(content: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a Word file as a package, in the order of rules and places; nothing for a sound one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = tuple(package.namelist())
            members = {name: package.read(name) for name in dict.fromkeys(names)}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        return (Finding("package", "the Word file", f"is no zip that can be read ({error})"),)
    trees: dict[str, etree._Element] = {}
    found = list(_names(names))
    for name in (name for name in members if _XML.search(name)):
        try:
            trees[name] = etree.fromstring(members[name], etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            found.append(Finding("package xml", name, f"is not well-formed ({error})"))
    whole = _Package(names, members, trees)
    for rule in (_types, _relations, _unreachable, _references, _unique, _spans, _anchors, _styles, _notes, _charts):
        found += rule(whole)
    return tuple(found)


def _names(names: Iterable[str]) -> Iterator[Finding]:
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield Finding("package names", name, f"stands {count} times in the zip")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            yield Finding("package names", name, "leads out of the package")


def _types(package: _Package) -> Iterator[Finding]:
    """Every part has one content type; that of XML in general does only for a house's own data."""
    if _TYPES not in package.trees:
        yield Finding("package types", _TYPES, "is missing")
        return
    types = package.trees[_TYPES]
    defaults = {one.get("Extension", "").lower() for one in types.iter(_TYPE + "Default")}
    overrides = Counter(one.get("PartName", "").lower() for one in types.iter(_TYPE + "Override"))
    for name in (name for name in dict.fromkeys(package.names) if name != _TYPES and not name.endswith("/")):
        extension = name.rpartition(".")[2].lower()
        general = defaults if name.startswith("customXml/") else defaults - {"xml"}
        if f"/{name.lower()}" not in overrides and extension not in general:
            yield Finding("package types", name, "has no content type")
    known = {f"/{name.lower()}" for name in package.names}
    for name, count in overrides.items():
        if count > 1 or name not in known:
            yield Finding("package types", name, "has two content types" if count > 1 else "is typed and not there")


def _relations(package: _Package) -> Iterator[Finding]:
    """Each relation has an id of its own and, inside the package, a target."""
    names = {name.lower() for name in package.names}
    for place, owner, relations in _all_relations(package):
        if owner and owner.lower() not in names:
            yield Finding("package relations", place, f"belongs to {owner}, which is not there")
        for id, count in Counter(one.get("Id", "") for one in relations).items():
            if count > 1:
                yield Finding("package relations", place, f"{id} stands {count} times")
        for one in relations:
            target = _target(owner, one)
            if target is not None and target.lower() not in names:
                yield Finding("package relations", place, f"{one.get('Id')} leads to {target}, which is not there")


def _unreachable(package: _Package) -> Iterator[Finding]:
    """Parts that no chain of relations leads to from the package."""
    leads: dict[str, list[str]] = {}
    for _, owner, relations in _all_relations(package):
        leads[owner.lower()] = [target.lower() for one in relations if (target := _target(owner, one)) is not None]
    reached, waiting = {""}, [""]
    while waiting:
        for target in leads.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    for name in dict.fromkeys(package.names):
        if name.lower() not in reached and name != _TYPES and not name.endswith((".rels", "/")):
            yield Finding("package reach", name, "is a part that nothing leads to")


def _references(package: _Package) -> Iterator[Finding]:
    """Every r:id, r:embed and the like has its relation in the part where it stands."""
    known = {owner: {one.get("Id") for one in relations} for _, owner, relations in _all_relations(package)}
    for name, tree in package.trees.items():
        named = (pair for element in tree.iter(etree.Element) for pair in element.attrib.items())
        for attribute, value in named:
            if attribute.startswith(_R) and value and value not in known.get(name, ()):
                yield Finding("package references", name, f"{value} has no relation")


def _unique(package: _Package) -> Iterator[Finding]:
    """Numbers and names that Word wants to meet only once."""
    met: dict[str, Counter[str]] = {}
    for name, tree in package.words():
        for kind, value in _identities(name, tree):
            met.setdefault(kind, Counter())[value] += 1
    for kind, counts in met.items():
        for value, count in counts.items():
            if count > 1:
                yield Finding("package ids", kind, f"{value} stands {count} times")


def _identities(name: str, tree: etree._Element) -> Iterator[tuple[str, str]]:
    for one in tree.iter(_W + "bookmarkStart"):
        yield "number of a bookmark", one.get(_W + "id", "")
        yield "name of a bookmark", one.get(_W + "name", "").lower()
    for one in tree.iter(_W + "sdtPr"):
        if (number := one.find(_W + "id")) is not None:
            yield "number of a content control", number.get(_W + "val", "")
    for one in tree.iter(_DRAWING):
        yield "number of a drawing", one.get("id", "")
    for kind in _NOTES if name != _SETTINGS else ():
        for one in tree.iter(_W + kind):
            yield f"number of a {kind}", one.get(_W + "id", "")
    for one in tree.iter(_W + "style") if name == _STYLES else ():
        yield "id of a style", one.get(_W + "styleId", "")
        yield from (("name of a style", label.get(_W + "val", "").lower()) for label in one.iter(_W + "name"))


def _spans(package: _Package) -> Iterator[Finding]:
    """What starts ends, once, further on in the same part."""
    kinds = {_W + kind + end: (kind, end) for kind in _SPANS for end in ("Start", "End")}
    for name, tree in package.words():
        open_: dict[tuple[str, str], int] = {}
        for one in tree.iter(*kinds):
            kind, end = kinds[one.tag]
            key = (kind, one.get(_W + "id", ""))
            if end == "Start":
                open_[key] = open_.get(key, 0) + 1
            elif not open_.pop(key, 0):
                yield Finding("package spans", name, f"{kind} {key[1]} ends and did not start")
        for kind, number in open_:
            yield Finding("package spans", name, f"{kind} {number} starts and does not end")


def _anchors(package: _Package) -> Iterator[Finding]:
    """Every link inside the file has its bookmark."""
    starts = (one for _, tree in package.words() for one in tree.iter(_W + "bookmarkStart"))
    names = {one.get(_W + "name", "").lower() for one in starts}
    for name, tree in package.words():
        for link in tree.iter(_W + "hyperlink"):
            anchor = link.get(_W + "anchor")
            if anchor and anchor.lower() not in names and link.get(_R + "id") is None:
                yield Finding("package anchors", name, f"a link leads to {anchor}, which is no bookmark")


def _styles(package: _Package) -> Iterator[Finding]:
    """Every style that is worn is there, and is of that kind; a list may wait for one, as Word's own do."""
    styles = [(one.get(_W + "styleId"), one.get(_W + "type")) for one in package.part("styles").iter(_W + "style")]
    kinds, ids = set(styles), {id for id, _ in styles}
    for name, tree in ((name, tree) for name, tree in package.words() if name != _NUMBERING):
        worn = ((one, _STYLED[str(one.tag).removeprefix(_W)]) for one in tree.iter(*(_W + tag for tag in _STYLED)))
        missing = {(one.get(_W + "val", ""), kind) for one, kind in worn} - kinds
        for value, kind in sorted(missing):
            yield Finding("package styles", name, f"there is no style of a {kind} with the id {value}")
        bases = (
            {one.get(_W + "val", "") for one in tree.iter(*(_W + tag for tag in _BASES))} if name == _STYLES else set()
        )
        for value in sorted(bases - ids):
            yield Finding("package styles", name, f"a style leads to {value}, which is not there")


def _notes(package: _Package) -> Iterator[Finding]:
    """Every footnote, endnote and comment that is referred to is there."""
    for kind, part in _NOTES.items():
        known = {one.get(_W + "id") for one in package.part(part).iter(_W + kind)}
        placed = ((name, one) for name, tree in package.words() for one in tree.iter(f"{_W}{kind}Reference"))
        for name, number in ((name, one.get(_W + "id")) for name, one in placed):
            if number not in known:
                yield Finding("package notes", name, f"there is no {kind} {number}")


def _charts(package: _Package) -> Iterator[Finding]:
    """A workbook that a chart brings along opens, and has what the chart shows."""
    for _, owner, relations in _all_relations(package):
        tree = package.trees.get(owner)
        books = [_target(owner, one) for one in relations] if tree is not None and tree.tag == CHART_PART else []
        for book in (name for name in books if name and name in package.members and name.endswith(".xlsx")):
            for message in prove_workbook(package.trees[owner], package.members[book]):
                yield Finding("package charts", owner, message)


def _all_relations(package: _Package) -> Iterator[tuple[str, str, list[etree._Element]]]:
    """Yield each list of relations: its name, the part it belongs to ("": the package), its relations."""
    for name, tree in package.trees.items():
        folder, _, file = name.rpartition("_rels/")
        if name.endswith(".rels"):
            yield name, folder + file.removesuffix(".rels"), list(tree.iter(_RELATION))


def _target(owner: str, relation: etree._Element) -> str | None:
    """Return the name of the part that a relation leads to; None where it leads out of the package."""
    if relation.get("TargetMode") == "External":
        return None
    target = relation.get("Target", "").partition("#")[0]
    return posixpath.normpath(posixpath.join("/" + posixpath.dirname(owner), target)).lstrip("/")
