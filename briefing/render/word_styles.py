"""Writes the looks into a Word document: its styles and their defaults."""

from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.styles import BabelFish
from lxml import etree

from briefing.anchors import OWN_STYLE, SOURCE_STYLES
from briefing.render.style import Style
from briefing.render.word_fit import body_font, is_serif, named_font
from briefing.render.word_house import margins
from briefing.render.word_looks import Look, all_looks
from briefing.render.word_measures import attribute, face, type_size

_KEPT = ("normal table", "default paragraph font", "no list")
"""What every document must have and we do not restyle."""
_MUSTS = (Look("Normal Table", kind="table"), Look("Default Paragraph Font", kind="character"))
_DEFAULTS = {"Normal", *(look.name for look in _MUSTS)}
_CARRIERS = frozenset({"list continue", "list continue 2", "body text 2", "bibliography", "toc 1"})
"""Word's own styles that we give a meaning or tab stops of ours: points, highlights, counts, register, contents.
Headers and footers are others of them where the house has none."""
_MARK = "source words"
"""A style that only a briefing has: a house's file with it was made from one, and is restyled as the house wants it."""
_HEADS = frozenset({"normal", "title", "subtitle", "heading 1", "header", "footer"})
"""What keeps the house's type even where that is a serif: nobody takes these for a source's words."""
_READ_BACK = {name.lower() for name in (*SOURCE_STYLES, OWN_STYLE)}
_TIED = ("heading 1", "heading 3", "caption", "chart title", "quote")
"""What must not be parted from what follows it."""
_JOINED = ("caption", "quote")
"""What has its words or its speaker right below it: white space between them would give these to the next."""
_BASE = "Briefing Base"
_RESET = (
    '<w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:pageBreakBefore w:val="0"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:contextualSpacing w:val="0"/><w:jc w:val="left"/>'
)
"""What a house's running text may have and cells, labels and notes must not take over."""


def write_styles(document: Document, style: Style, language: str) -> dict[str, str]:
    """Put our styles into the document and return the id of each by its English name.

    They replace those of python-docx's own template; into a house's file go those that it lacks. A style that the
    document already has keeps its id, which may be localized; its name never is.
    """
    root = document.styles.element
    known = {_name(element): element for element in root.findall(qn("w:style"))}
    looks = all_looks(style)
    if style.house:
        return _add_styles(document, style, language)
    ids = {name: _id(element) for name, element in known.items()}
    ids |= {look.name: ids.get(look.name.lower(), look.name.replace(" ", "")) for look in looks}
    for name in known.keys() - set(_KEPT):
        root.remove(known[name])
    made = parse_xml(f"<w:styles {nsdecls('w')}>{_defaults(language)}{_all(looks, ids)}</w:styles>")
    root.replace(root.find(qn("w:docDefaults")), made[0])
    root.extend(list(made))
    return {look.name: ids[look.name] for look in looks}


def _add_styles(document: Document, style: Style, language: str) -> dict[str, str]:
    """Add what a house's file lacks; what it has stays as it is, but for the type of the source's words."""
    root = document.styles.element
    _tell_apart(root)
    known = _known(root)
    ids = {name: _id(element) for name, element in known.items()}
    looks = all_looks(style)
    section = document.element.body.sectPr
    carriers = _CARRIERS | {kind for kind in ("header", "footer") if not margins(section, document, kind)}
    kept: dict[str, Any] = {}
    missing = []
    for look in (*_MUSTS, _base(style), *looks):
        name = look.name.lower()
        old = known.get(name)
        stays = _MARK in known or name not in carriers
        if old is not None and stays and old.get(qn("w:type")) == look.kind:
            kept[name], ids[look.name] = old, ids[name]
            continue
        ids[look.name] = _take(root, look, old, set(ids.values()))
        missing.append(replace(look, base=_BASE) if look.base == "Normal" and look.name != _BASE else look)
    _dress(kept, document, style, ids[OWN_STYLE])
    root.extend(list(parse_xml(f"<w:styles {nsdecls('w')}>{_all(tuple(missing), ids)}</w:styles>")))
    _tell_language(root, language)
    _unlink_missing(root)
    return {look.name: ids[look.name] for look in looks}


def _tell_apart(root: Any) -> None:
    """Rename styles whose names differ in case only, as LibreOffice writes them: the first keeps its name."""
    names: set[str] = set()
    for element in root.findall(qn("w:style")):
        while _name(element) in names:
            _rename(element)
        names.add(_name(element))


def _rename(element: Any) -> None:
    name = element.find(qn("w:name"))
    name.set(qn("w:val"), f"{name.get(qn('w:val'))} (house)")


def _known(root: Any) -> dict[str, Any]:
    """Return styles by name and alias; the default style of paragraphs is Normal, whatever it is called.

    What read-back knows by its style has that very name.
    """
    styles = root.findall(qn("w:style"))
    known: dict[str, Any] = {_name(element): element for element in styles}
    for element in styles:
        aliases = element.find(qn("w:aliases"))
        for alias in () if aliases is None else aliases.get(qn("w:val")).split(","):
            if alias.strip().lower() not in _READ_BACK:
                known.setdefault(alias.strip().lower(), element)
    defaults = [one for one in styles if one.get(qn("w:type")) == "paragraph" and one.get(qn("w:default")) == "1"]
    return known | ({"normal": defaults[0]} if defaults and "normal" not in known else {})


def _base(style: Style) -> Look:
    """Return what our styles are based on in a house's file: its Normal, without what only running text wants."""
    return Look(_BASE, "Normal", _RESET, face(style.ours) + type_size(style.sizes.point), house=True)


def _take(root: Any, look: Look, old: Any, taken: set[str]) -> str:
    """Return an id for a style that is added; one of that name goes, or is renamed where it is of another kind."""
    if old is not None and old.get(qn("w:type")) == look.kind:
        root.remove(old)
        return _id(old)
    if old is not None:
        _rename(old)
    id = look.name.replace(" ", "")
    while id in taken:
        id += "0"
    return id


def _dress(kept: dict[str, Any], document: Document, style: Style, own: str) -> None:
    """Give the source's styles the source's type, and our own lines a sans: all where its body type is a serif,
    else those that are set in one.

    Who writes on behind a source's words writes in the editor's style.
    """
    source = kept.keys() & _READ_BACK - {OWN_STYLE.lower()}
    sans = set() if body_font(document) == style.ours.name else kept.keys() - source - _HEADS
    for name, element in kept.items():
        paragraph = element.type == WD_STYLE_TYPE.PARAGRAPH
        if name in source or (name in sans and paragraph) or _wears_serif(element, document, style):
            properties = element.get_or_add_rPr()
            for fonts in properties.findall(qn("w:rFonts")):
                properties.remove(fonts)
            family = style.source if name in source else style.ours
            properties.insert(0, parse_xml(face(family).replace(" ", f" {nsdecls('w')} ", 1)))
        if name in source and paragraph:
            element.get_or_add_next().set(qn("w:val"), own)
        if name in _TIED:
            element.get_or_add_pPr().get_or_add_keepNext()
        if name in _JOINED:
            element.get_or_add_pPr().get_or_add_spacing().set(qn("w:after"), "0")


def _wears_serif(element: Any, document: Document, style: Style) -> bool:
    """Whether a style that is to be in our type names a font with serifs."""
    font = "" if _name(element) in _HEADS else named_font(document, _name(element))
    return bool(font) and is_serif(document, style, font) is True


def _unlink_missing(root: Any) -> None:
    """Take out what leads to a style that is not there: templates that were tidied up by hand have it."""
    ids = {one.get(qn("w:styleId")) for one in root.findall(qn("w:style"))}
    for one in list(root.iter(*(qn(f"w:{name}") for name in ("basedOn", "next", "link")))):
        if one.get(qn("w:val")) not in ids:
            one.getparent().remove(one)


def _tell_language(root: Any, language: str) -> None:
    """Put the language of our words into the defaults, which some programs leave out."""
    defaults = parse_xml(f"<w:styles {nsdecls('w')}>{_defaults(language)}</w:styles>")[0]
    old = root.find(qn("w:docDefaults"))
    if old is None:
        root.insert(0, defaults)
        return
    path = f"{qn('w:rPrDefault')}/{qn('w:rPr')}"
    properties = old.find(path)
    if properties is None:
        root.replace(old, defaults)
        return
    for element in properties.findall(qn("w:lang")):
        properties.remove(element)
    properties.append(defaults.find(f"{path}/{qn('w:lang')}"))


def _name(element: etree._Element) -> str:
    return str(element.find(qn("w:name")).get(qn("w:val"))).lower()


def _id(element: etree._Element) -> str:
    return str(element.get(qn("w:styleId")))


def _defaults(language: str) -> str:
    """Type and colour are left to Normal: LibreOffice lets the defaults win over character styles inside tables."""
    lang = attribute(language)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="{lang}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/><w:suppressAutoHyphens/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _all(looks: tuple[Look, ...], ids: dict[str, str]) -> str:
    return "".join(_style(look, ids) for look in looks)


def _style(look: Look, ids: dict[str, str]) -> str:
    links = _reference("basedOn", look.base, ids) + _reference("next", look.following, ids)
    custom = ' w:customStyle="1"' if look.house else ""
    default = ' w:default="1"' if look.name in _DEFAULTS else ""
    return (
        f'<w:style w:type="{look.kind}"{default}{custom} w:styleId="{ids[look.name]}">'
        f'<w:name w:val="{BabelFish.ui2internal(look.name)}"/>{links}<w:qFormat/>'
        f"{_filled('pPr', look.paragraph)}{_filled('rPr', look.run)}{look.table}</w:style>"
    )


def _reference(tag: str, name: str, ids: dict[str, str]) -> str:
    return f'<w:{tag} w:val="{ids[name] if name in ids else ids[name.lower()]}"/>' if name else ""


def _filled(tag: str, properties: str) -> str:
    return f"<w:{tag}>{properties}</w:{tag}>" if properties else ""
