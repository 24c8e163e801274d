"""A chart in HTML: a table whose cells hold a number and, as an inline SVG, its bar.

So it is read cell by cell, copied and searched like any table, and a bar needs no words: it is for the eye alone. The
caption names the table; its description, which nobody sees, is read out with it. Bars are laid out as in the PDF.
Colours come from the style sheet, and so does the narrow screen, where each cell repeats the name of its column.
"""

from itertools import pairwise
from math import ceil

from briefing.blocks import Chart, Series
from briefing.render.html_runs import attributes, text
from briefing.render.lanes import Bar, Plot, Rulers, lay_out

_WIDTH = 760.0
"""Pixels of the reading column; the table takes its shares of whatever there is."""
_SMALL, _LABEL = 13.5, 14.5
"""Pixels of type, as in the style sheet: numbers and names of columns, labels."""
_LETTER = 0.55
"""Em that a letter takes, more or less; a browser breaks what is wider."""
_OUTLINE = 1.0
"""The line round a hollow bar."""


def draw_chart(chart: Chart) -> str:
    """Return a chart as a table with bars."""
    about = f"{chart.id}_about" if chart.alt else ""
    described = f"<p{attributes(id=about)} hidden>{text(chart.alt)}</p>\n" if about else ""
    plot = lay_out(chart, _WIDTH, Rulers(_SMALL, _measure_label, _measure_small))
    kinds = ["apart" if chart.apart and left == 0 else "" for left in reversed(range(len(chart.columns)))]
    heads = "".join(
        f'<th scope="col" role="columnheader"{attributes(class_=kind)}>{text(name)}</th>'
        for name, kind in zip(chart.columns, kinds, strict=True)
    )
    lanes = zip(chart.series, plot.lanes, strict=True)
    rows = "\n".join(_row(series, bars, chart.columns, kinds) for series, bars in lanes)
    return (
        f'<figure{attributes(id=chart.id)} class="chart">\n{described}'
        f'<table role="table"{attributes(aria_describedby=about)}><caption>{text(chart.title)}</caption>\n'
        f"<colgroup>{_widths(plot)}</colgroup>\n"
        f'<thead role="rowgroup"><tr role="row"><td role="cell"></td>{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody></table>\n</figure>'
    )


def _measure_label(words: str) -> float:
    return len(words) * _LETTER * _LABEL


def _measure_small(words: str) -> float:
    return len(words) * _LETTER * _SMALL


def _widths(plot: Plot) -> str:
    """White space between two columns belongs to the one behind it."""
    first = plot.columns[0].x if plot.columns else _WIDTH
    ends = (0.0, first, *(column.x + column.width for column in plot.columns))
    return "".join(f'<col width="{(end - start) / _WIDTH:.2%}">' for start, end in pairwise(ends))


def _row(series: Series, bars: tuple[Bar | None, ...], names: tuple[str, ...], kinds: list[str]) -> str:
    cells = (
        f'<td role="cell"{attributes(class_=kind, data_label=name)}>{_number(value, bar)}</td>'
        for value, bar, name, kind in zip(series.values, bars, names, kinds, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{text(series.label)}</th>{"".join(cells)}</tr>'


def _number(value: int, bar: Bar | None) -> str:
    return f"{value}{_draw(bar)}" if bar else f'<span class="muted">{value}</span>'


def _draw(bar: Bar) -> str:
    """Return a picture of whole pixels, so that what is not whole shows at the top of a bar and not at its base."""
    line = min(_OUTLINE, bar.height / 2) if bar.hollow else 0.0
    across, tall = round(bar.width), ceil(bar.height)
    y, height = tall - bar.height + line / 2, bar.height - line
    shape = attributes(x=f"{line / 2:g}", y=f"{y:.2f}", width=f"{across - line:g}", height=f"{height:.2f}")
    stroke = attributes(stroke_width=f"{line:g}") if line else ""
    about = attributes(width=f"{across}", height=f"{tall}", class_="hollow" if line else "")
    return f'<svg{about} aria-hidden="true"><rect{shape}{stroke}/></svg>'
