"""The look of the HTML page: its style sheet with the fonts inside, and the policy that lets nothing else in."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import fields
from hashlib import sha256

from briefing.blocks import Page
from briefing.render.style import Family, Style
from briefing.settings import locate

_WEB = {"Source Serif 4": ("Briefing Serif", "BriefingSerif"), "Source Sans 3": ("Briefing Sans", "BriefingSans")}
"""The packaged families, the names of their subsets and the stems of the files: tools/web_fonts.py makes them. Their
licence reserves the name Source for the whole fonts. A house's own fonts are named and not put in."""
_FACES = (("Regular", 400, "normal"), ("It", 400, "italic"), ("Semibold", 600, "normal"))
_LOGO = ".logo{{display:block;width:{width:.2f}mm;max-width:100%;height:auto;margin-bottom:4mm;background:#fff}}"
"""On white, as it was made for, on dark paper, too."""
_PRINTED = "@page{{size:{size};margin:{top}mm {sides}mm {bottom}mm}}"


def draw_sheet(page: Page, style: Style) -> str:
    """Return the style sheet: fonts, the house's colours, what stands around a printed page, and page.css."""
    families = (("serif", style.source, "serif"), ("sans", style.ours, "sans-serif"))
    faces = (face for _, family, _ in families for face in _faces(family))
    names = (f"--{name}:{_stack(family, kind)}" for name, family, kind in families)
    colours = (f"--{one.name}:{getattr(style.colours, one.name)}" for one in fields(style.colours))
    root = ";".join((*names, *colours))
    around = "".join(_around(page, style))
    logo = (_LOGO.format(width=style.logo.width),) if style.logo else ()
    return "\n".join((*faces, f":root{{{root}}}", around, _read("page.css"), *logo))


def read_script() -> str:
    """Return the page's script."""
    return _read("page.js")


def policy(sheet: str, script: str) -> str:
    """Return the content security policy of a page: its own style, script and fonts, and nothing from anywhere.

    Hashes are as in W3C, Content Security Policy Level 3, section 2.3.1.
    """
    return (
        f"default-src 'none'; style-src '{_hash(sheet)}'; script-src '{_hash(script)}'; font-src data:; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return locate(name).read_text("utf-8")


def _faces(family: Family) -> Iterator[str]:
    if family.name not in _WEB:
        return
    name, stem = _WEB[family.name]
    for face, weight, slope in _FACES:
        data = b64encode(locate(f"fonts/web/{stem}-{face}.woff2").read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        yield f"@font-face{{font-family:'{name}';font-weight:{weight};font-style:{slope};src:{source}}}"


def _stack(family: Family, kind: str) -> str:
    """Return the font and what stands in for it, and for letters that it lacks."""
    name = _WEB[family.name][0] if family.name in _WEB else family.name
    return f"{_string(name)},{_string(family.substitute)},{kind}"


def _around(page: Page, style: Style) -> Iterator[str]:
    """Yield the margins of a printed page: head from page 2 on, foot with the handling mark on each."""
    paper = style.page
    yield _PRINTED.format(size=paper.size, top=paper.top + 5, sides=paper.sides, bottom=paper.bottom + 3)
    (left, right), (handling, rule, number) = page.running_head, page.footer
    before, _, behind = number.partition("{page}")
    between, _, after = behind.partition("{pages}")
    count = f"{_string(before)} counter(page) {_string(between)} counter(pages) {_string(after)}"
    yield f"@page{{@bottom-left{{content:{_string(handling)}}}@bottom-center{{content:{_string(rule)}}}"
    yield f"@bottom-right{{content:{count}}}"
    yield f"@top-left{{content:{_string(left)}}}@top-right{{content:{_string(right)}}}}}"
    yield "@page:first{@top-left{content:none}@top-right{content:none}}"


def _string(words: str) -> str:
    """Return words as a string of CSS; whatever could end it, or the element around it, is written as its number."""
    return '"' + "".join(char if char.isalnum() or char in " .,:–" else f"\\{ord(char):x} " for char in words) + '"'
