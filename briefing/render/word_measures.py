"""Lengths, rules and type as WordprocessingML: twentieths of a point, halves for type, eighths for rules.

All rounding happens here. Properties are joined in the order that the schema wants.
"""

from briefing.render.style import Family, PageStyle, Size

PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in millimetres."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres / 25.4 * 1440)


def paper(page: PageStyle) -> tuple[int, int]:
    """Return width and height of the paper in twips."""
    width, height = PAPER[page.size]
    return twips(width), twips(height)


def text_width(page: PageStyle) -> int:
    """Return the width between the margins in twips: on any paper that of A4, so that the columns stay as wide.

    A house's own paper and margins go before.
    """
    return twips(page.text or PAPER["A4"][0] - 2 * page.sides)


def main_indent(page: PageStyle) -> int:
    """Return where the main column begins, in twips from the left margin."""
    return twips(page.side_column + page.gutter)


def attribute(text: str) -> str:
    """Return text as it may stand in an element and between double quotes."""
    return text.translate(_ESCAPES)


def colour(value: str) -> str:
    """Return `#RRGGBB` as Word writes it."""
    return value.removeprefix("#").upper()


def edge(side: str, points: float, value: str, space: float = 0) -> str:
    """Return one border: a rule so many points thick, `space` points away from the text."""
    return f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="{round(space)}" w:color="{colour(value)}"/>'


def shade(value: str) -> str:
    """Return a background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(value)}"/>'


def tabs(centre: int, right: int) -> str:
    """Return a centred and a right tab stop, in twips; those that Word's own header has are cleared by these."""
    return f'<w:tabs><w:tab w:val="center" w:pos="{centre}"/><w:tab w:val="right" w:pos="{right}"/></w:tabs>'


def dotted(right: float) -> str:
    """Return a right tab stop, in twips, that dots lead to."""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{round(right)}"/></w:tabs>'


def spacing(size: Size, before: float = 0, after: float = 0) -> str:
    """Return leading and the space around a paragraph, in points.

    The leading is exact: a substitute font or a smaller citation must not push lines apart.
    """
    leading, above, below = (round(points * 20) for points in (size.leading, before, after))
    return f'<w:spacing w:before="{above}" w:after="{below}" w:line="{leading}" w:lineRule="exact"/>'


def indent(left: float, right: float = 0, hanging: float = 0) -> str:
    """Return indents given in twips."""
    return f'<w:ind w:left="{round(left)}" w:right="{round(right)}" w:hanging="{round(hanging)}"/>'


def borders(*edges: str) -> str:
    """Return the borders of a paragraph; edges in the order top, left, bottom, right."""
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def face(family: Family) -> str:
    """Return a type family for every script, so that Word falls back to no theme font."""
    name = attribute(family.name)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def bold(on: bool = True) -> str:
    """Return heavy type, or its end."""
    value = "" if on else ' w:val="0"'
    return f"<w:b{value}/><w:bCs{value}/>"


def ink(value: str) -> str:
    """Return a colour of type."""
    return f'<w:color w:val="{colour(value)}"/>'


def type_size(size: Size) -> str:
    """Return a type size, rounded to the half points that Word knows."""
    halves = round(size.size * 2)
    return f'<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/>'
