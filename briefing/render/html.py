"""Blocks into one HTML file that needs nothing else, neither network nor script; one small function per block.

The source's words stand in elements of the classes `source`, `insertion` and `figure`, ours in all others. Every
block's id is its HTML id; ids of the page's own machinery have an underscore, which no block's can. The script adds
what a reader can ask for, the evidence beside an item and a filter; both are made of what stands in the file anyway.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from briefing import anchors
from briefing.blocks import (
    Block,
    Chart,
    Checks,
    Comment,
    Contents,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Runs,
    Statement,
    Table,
)
from briefing.model import Problem
from briefing.render.html_chart import draw_chart
from briefing.render.html_evidence import draw_evidence, draw_proof
from briefing.render.html_looks import draw_sheet, policy, read_script
from briefing.render.html_runs import attributes, draw_cell, draw_runs, text
from briefing.render.links import citations, link_own
from briefing.render.logo import Logo
from briefing.render.style import Style

_LISTS: Mapping[type[Block], str] = {
    Point: '<ul class="items" role="list">\n{}\n</ul>',
    QuoteBlock: '<ul class="items" role="list">\n{}\n</ul>',
    RegisterEntry: '<ol class="register" role="list">\n{}\n</ol>',
}
"""What stands around neighbours of one kind."""


def draw_html(page: Page, style: Style) -> tuple[bytes, tuple[Problem, ...]]:
    """Draw a page of blocks; the same page gives the same bytes."""
    sheet, script = draw_sheet(page, style), read_script()
    told = {"briefing-period": page.provenance.period, "briefing-record": page.provenance.record}
    told |= {"briefing-edits": page.provenance.edits, "author": page.author, "date": page.created.isoformat()}
    metas = (f"<meta{attributes(name=name, content=content)}>" for name, content in told.items() if content)
    head = (
        '<meta charset="utf-8">',
        f"<meta{attributes(http_equiv='Content-Security-Policy', content=policy(sheet, script))}>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        *metas,
        f"<title>{text(page.title)}</title>",
        f"<style>{sheet}</style>",
    )
    lines = (f"<!DOCTYPE html>\n<html{attributes(lang=page.language)}>\n<head>", *head, "</head>\n<body>")
    ends = (f"<script>{script}</script>" if page.evidence else "", "</body>\n</html>\n")
    return "\n".join((*lines, *_Body(page, style.logo).draw(), *ends)).encode(), ()


class _Body:
    """Draws the body of one page."""

    def __init__(self, page: Page, logo: Logo | None) -> None:
        self._page, self._evidence, self._logo = page, page.evidence, logo
        self._proofs = {proof.id: proof for proof in page.evidence.proofs} if page.evidence else {}
        self._cited = citations(page.blocks)

    def draw(self) -> Iterator[str]:
        """Yield the lines of the body."""
        yield from self._skip()
        yield '<div class="layout">\n<main>'
        yield from (_logo(self._logo),) if self._logo else ()
        yield from map(self._section, _sections(self._page.blocks))
        yield from (draw_evidence(self._evidence),) if self._evidence else ()
        footer = "".join(f"<p>{text(words)}</p>" for words in self._page.footer[:2] if words)
        yield f"<footer>{footer}</footer>\n</main>\n</div>"

    def _skip(self) -> Iterator[str]:
        """Yield the link that leads over the contents and the filter to the first heading."""
        first = next((block.id for block in self._page.blocks if isinstance(block, Heading)), "")
        if first and self._evidence:
            yield f'<a id="ui_skip"{attributes(href=f"#{first}")}>{text(self._evidence.words.skip)}</a>'

    def _section(self, blocks: tuple[Block, ...]) -> str:
        drawn = "\n".join(self._listed(blocks))
        if not isinstance(blocks[0], Heading):
            return drawn
        return f"<section{attributes(aria_labelledby=blocks[0].id)}>\n{drawn}\n</section>"

    def _listed(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield the blocks, items that follow one another as a list."""
        for around, group in groupby(blocks, lambda block: _LISTS.get(type(block), "{}")):
            drawn = "\n".join(filter(None, (self._draw(block) for block in group)))
            yield around.format(drawn) if drawn else ""

    def _draw(self, block: Block) -> str:
        """Return a block: those that point elsewhere know of the page, the others do not."""
        if isinstance(block, RegisterEntry):
            return _entry(block, self._back(block), self._cited.get(block.id, ""))
        if isinstance(block, Point | QuoteBlock):
            proof = self._proofs.get(block.id)
            marks = draw_proof(proof) if proof else ""
            return _point(block, marks) if isinstance(block, Point) else _quote(block, marks)
        return _DRAWERS[type(block)](block)

    def _back(self, block: RegisterEntry) -> str:
        return self._evidence.words.back.format(number=block.number) if self._evidence else ""


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield what stands ahead of the first heading, then each heading with what follows it."""
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and part:
            yield tuple(part)
            part = []
        part.append(block)
    yield from (tuple(part),) if part else ()


def _logo(logo: Logo) -> str:
    source = f"data:image/{logo.kind};base64,{b64encode(logo.content).decode()}"
    return f'<img class="logo"{attributes(alt=logo.text, src=source)}>'


# --- the blocks ---------------------------------------------------------------------------------------------------


def _masthead(block: Masthead) -> str:
    fields = "".join(f"<div><dt>{text(label)}</dt><dd>{text(value)}</dd></div>" for label, value in block.fields)
    subtitle = f'<p class="subtitle">{text(block.subtitle)}</p>\n' if block.subtitle else ""
    return f"<header>\n<h1>{text(block.title)}</h1>\n{subtitle}<dl>{fields}</dl>\n</header>"


def _counts(block: CountStrip) -> str:
    return f'<p class="counts">{draw_runs(block.runs)}</p>'


def _contents(block: Contents) -> str:
    listed = "".join(f"<li><a{attributes(href=f'#{id}')}>{text(words)}</a></li>" for id, words in block.entries)
    label = f'<p class="label">{text(block.label)}</p>'
    return f"<nav{attributes(aria_label=block.label)}>\n{label}\n<ol>{listed}</ol>\n</nav>"


def _heading(block: Heading) -> str:
    notes = " · ".join(draw_runs((note,)) for note in block.notes)
    side = f'\n<p class="side">{notes}</p>' if notes else ""
    return f"<h2{attributes(id=block.id)}>{text(block.text)}</h2>{side}"


def _group(block: GroupLine) -> str:
    return f"<h3>{draw_runs(block.runs)}</h3>"


def _point(block: Point, marks: str) -> str:
    label = f'<p class="label">{text(block.label)}</p>' if block.label else ""
    words = f'<span{attributes(id=block.id)} class="words" dir="auto">{draw_runs(block.words)}</span>'
    tail = f'<span{attributes(id=anchors.tail(block.id))} class="tail">{draw_runs(block.tail)}</span>'
    kind = "highlight" if block.label else "point"
    return f'<li class="item {kind}"{marks}>{label}<p>{words}\u00a0{tail}</p></li>'


def _quote(block: QuoteBlock, marks: str) -> str:
    words = f'<blockquote{attributes(id=block.id)} class="words" dir="auto">{draw_runs(block.words)}</blockquote>'
    by = f"<figcaption{attributes(id=anchors.attribution(block.id))}>{draw_runs(block.attribution)}</figcaption>"
    return f'<li class="item quote"{marks}><figure>{words}{by}</figure></li>'


def _table(block: Table) -> str:
    """A cell repeats the head of its column for narrow screens, where each row is a list of its own."""
    widths = "".join(f'<col width="{share:.1%}">' for share in block.widths)
    labels = ["".join(run.text for run in cell).strip() for cell in block.header]
    head = "".join(f'<th scope="col" role="columnheader">{draw_cell(cell)}</th>' for cell in block.header)
    rows = "\n".join(_row(row, labels) for row in block.rows)
    return (
        f'<table{attributes(id=block.id)} role="table"><colgroup>{widths}</colgroup>\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{rows}\n</tbody></table>'
    )


def _row(cells: tuple[Runs, ...], labels: Iterable[str]) -> str:
    (first, _), *others = zip(cells, labels, strict=True)
    drawn = (f'<td role="cell"{attributes(data_label=label)}>{draw_cell(cell)}</td>' for cell, label in others)
    return f'<tr role="row"><th scope="row" role="rowheader">{draw_cell(first)}</th>{"".join(drawn)}</tr>'


def _checks(block: Checks) -> str:
    rows = (f"<li><b>{draw_runs(count)}</b> <span>{draw_runs(told)}</span></li>" for count, told in block.rows)
    return f'<ul class="checks" role="list">{"".join(rows)}</ul>'


def _note(block: Note) -> str:
    return f'<p class="note">{draw_runs(block.runs)}</p>'


def _statement(block: Statement) -> str:
    return f"<p>{draw_runs(block.runs)}</p>"


def _entry(block: RegisterEntry, name: str, cited: str) -> str:
    """An entry leads back to where it is first cited."""
    number = text(block.number)
    back = f"<a{attributes(class_='number', href=f'#{cited}', aria_label=name)}>{number}</a>" if cited else ""
    lines = "".join(f"<p>{draw_runs(line)}</p>" for line in block.lines)
    return f"<li{attributes(id=block.id)}>{back or f'<b>{number}</b>'}<div>{lines}</div></li>"


def _comment(block: Comment) -> str:
    """A place to write is for files that can be edited."""
    words = "".join(f"<p>{draw_runs(link_own(paragraph))}</p>" for paragraph in block.paragraphs)
    label = f'<p class="label">{text(block.label)}</p>'
    return f'<div class="own">{label}<div{attributes(id=block.id)}>{words}</div></div>' if words else ""


_DRAWERS: Mapping[type[Block], Callable[[Any], str]] = {
    Masthead: _masthead,
    CountStrip: _counts,
    Contents: _contents,
    Heading: _heading,
    GroupLine: _group,
    Table: _table,
    Chart: draw_chart,
    Checks: _checks,
    Note: _note,
    Statement: _statement,
    Comment: _comment,
}
