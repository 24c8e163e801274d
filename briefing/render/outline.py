"""Briefing -> Page: the Jinja2 template makes a small XML outline, which is parsed once into blocks.

In the outline points, quotations, citations, outlets and file names stand by id only, so a template can reorder, drop
or add anything without being able to alter a source's words; and no text of an outline may hold a quotation mark,
wherever it came from. Templates are sandboxed, strict and autoescaped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from math import inf
from pathlib import Path

from lxml import etree

from briefing import anchors
from briefing.blocks import (
    BREAK,
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
    Provenance,
    QuoteBlock,
    Run,
    Runs,
    Statement,
    Table,
    Voice,
)
from briefing.errors import BriefingError, SettingsError
from briefing.model import Briefing
from briefing.render.editing import edit, identities
from briefing.render.elements import VOICES, bad, fold, parse
from briefing.render.entries import Entries
from briefing.render.evidence import gather_evidence
from briefing.render.labels import LEAVE_OUT, Labels, load_labels, quotation_mark
from briefing.render.links import check_targets
from briefing.render.references import References
from briefing.render.template import render
from briefing.render.views import Views
from briefing.render.wording import Wording
from briefing.settings import Settings, created

_ID = re.compile(r"(?:[^\W_]|-){1,36}")
_TAKEN = re.compile(r"[pqsn]\d+(-\w+)?|c-.*|title|logo", re.IGNORECASE)
"""Ids of points, quotations, sources and editor's texts, of what stands with them, of the title and of the logo."""


def lay_out(briefing: Briefing, settings: Settings) -> Page:
    """Return the page of blocks that renderers draw.

    Raises:
        SettingsError: the template or the labels cannot be used: bad syntax, an unknown name, element, attribute or
            id, an id printed twice or cited and not printed; or words of ours hold a quotation mark.
    """
    _refuse_marked_words(briefing)
    words, template = load_labels(settings.labels), settings.template
    views = Views(briefing, words)
    outline = parse(render(template, briefing, views, words, settings.table_rows), template)
    register = Entries(words, rated=any(entry.outlet for entry in briefing.register))
    charts = {chart.id: chart for chart in views.charts()}
    blocks = _Blocks(briefing, Wording(briefing, words), register, words, charts, template).read(outline)
    blocks = edit(blocks, briefing.edited, words.items["comment"])
    own_title = dict(briefing.edited.titles).get(anchors.TITLE, briefing.title)
    title, week = own_title, briefing.period.last
    if views.is_week() and week:
        title = words.page["running_week"].format(title=title, week=week.isocalendar().week)
    page = Page(
        blocks=blocks,
        title=own_title,
        language=words.language,
        running_head=(title, words.days(briefing.period)),
        footer=(briefing.handling, words.page["footer"], words.page["page_of"]),
        created=created(briefing.period),
        author=briefing.contact,
        provenance=Provenance(briefing.period.key, edits=briefing.edited.digest, items=identities(briefing)),
        comments=briefing.edited.comments,
        notes=settings.notes,
        evidence=gather_evidence(briefing, words, settings.evidence, {getattr(block, "id", "") for block in blocks}),
    )
    _refuse_loose_ends(page, template)
    return page


def _refuse_marked_words(briefing: Briefing) -> None:
    """Raise where a setting or the title of a theme holds a quotation mark."""
    house = {"title": briefing.title, "contact": briefing.contact, "handling": briefing.handling}
    house |= {f"theme {section.slug}: title": section.title for section in briefing.sections}
    for where, text in house.items():
        mark = quotation_mark(text)
        if mark:
            raise SettingsError(where, f"holds a quotation mark ({mark})", LEAVE_OUT)


def _refuse_loose_ends(page: Page, template: Path) -> None:
    """Raise where two blocks have one id, or a citation leads to a source that the template does not print."""
    ids = Counter(getattr(block, "id", "").lower() for block in page.blocks)
    twice = next((id for id, count in ids.items() if id and count > 1), None)
    if twice:
        raise SettingsError(str(template), f"prints {twice} twice", "name each point, quotation and section once")
    try:
        check_targets(page)
    except BriefingError as error:
        message = f"cites {error.where} and does not print it"
        raise SettingsError(str(template), message, "print what is cited, the register of sources too") from error


class _Blocks:
    """Reads an outline: one method per element, named after it."""

    def __init__(
        self,
        briefing: Briefing,
        wording: Wording,
        register: Entries,
        labels: Labels,
        charts: Mapping[str, Chart],
        template: Path,
    ) -> None:
        self._wording, self._register, self._labels, self._template = wording, register, labels, template
        self._charts = charts
        self._references = References(briefing, wording, template)

    def read(self, outline: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of an outline."""
        return tuple(block for element in outline for block in self._read(element))

    def _read(self, element: etree._Element) -> Iterator[Block]:
        yield from getattr(self, f"_block_{element.tag}")(element)

    def _block_masthead(self, element: etree._Element) -> Iterator[Block]:
        fields = tuple((field.get("label", ""), _plain(field)) for field in element)
        yield Masthead(element.get("title", ""), element.get("subtitle", ""), fields)

    def _block_counts(self, element: etree._Element) -> Iterator[Block]:
        yield CountStrip(self._runs(element))

    def _block_section(self, element: etree._Element) -> Iterator[Block]:
        sides = tuple(run for side in element.findall("side") for run in self._runs(side, "muted"))
        yield Heading(self._id(element), element.get("title", ""), sides, element.get("wide") == "yes")
        for child in element:
            if child.tag != "side":
                yield from self._read(child)

    def _block_comment(self, element: etree._Element) -> Iterator[Block]:
        items = self._labels.items
        yield Comment(anchors.comment(self._id(element.getparent())), items["comment"], hint=items["comment_hint"])

    def _block_contents(self, element: etree._Element) -> Iterator[Block]:
        yield Contents(self._labels.page["contents"], ())

    def _id(self, element: etree._Element) -> str:
        id: str = element.get("id", "")
        if not _ID.fullmatch(id) or _TAKEN.fullmatch(id):
            hint = "use letters, digits and hyphens, at most 36; a theme's section is named after the theme's file"
            raise self._bad(element, f"<{element.tag} id={id!r}> cannot be found again by that name", hint)
        return id

    def _block_highlight(self, element: etree._Element) -> Iterator[Block]:
        point = self._references.point(element)
        words, tail = self._wording.words(point.excerpt), self._wording.tail(point, with_origin=True)
        yield Point(point.id, words, tail, element.get("label", ""))

    def _block_point(self, element: etree._Element) -> Iterator[Block]:
        point = self._references.point(element)
        tail = self._wording.tail(point, with_origin=element.get("origin") == "yes")
        yield Point(point.id, self._wording.words(point.excerpt), tail)

    def _block_quote(self, element: etree._Element) -> Iterator[Block]:
        cited = self._references.quote(element)
        attribution = self._wording.attribution(cited, with_origin=element.get("origin") == "yes")
        yield QuoteBlock(cited.id, self._wording.quotation(cited.quote), attribution)

    def _block_group(self, element: etree._Element) -> Iterator[Block]:
        yield GroupLine(self._runs(element))

    def _block_table(self, element: etree._Element) -> Iterator[Block]:
        for row in element:
            self._refuse_uncited(row)
        rows = [tuple(self._runs(cell) for cell in row) for row in element]
        shares = self._shares(element)
        if not rows or any(len(row) != len(shares) for row in rows):
            raise self._bad(element, "a table's rows and widths differ in number", "give one width per cell")
        widths = tuple(share / sum(shares) for share in shares)
        yield Table(self._id(element), rows[0], tuple(rows[1:]), widths)

    def _refuse_uncited(self, row: etree._Element) -> None:
        cited = {cite.get("ref") for cite in row.iter("cite")}
        for element in row.iter("words", "value"):
            if element.get("ref") not in cited:
                message = f"<{element.tag} ref={element.get('ref')!r}> is not cited in its row"
                raise self._bad(element, message, f'put <cite ref="{element.get("ref")}"/> into the row')

    def _shares(self, element: etree._Element) -> list[float]:
        given = element.get("widths", "")
        try:
            shares = [float(share) for share in given.split()]
        except ValueError:
            shares = [0]
        if not all(0 < share < inf for share in shares):
            raise self._bad(element, f"widths={given!r} are no widths", "give a number above 0 per cell")
        return shares

    def _block_chart(self, element: etree._Element) -> Iterator[Block]:
        yield self._references.named(element, self._charts)

    def _block_checks(self, element: etree._Element) -> Iterator[Block]:
        rows = (((Run(check.get("count", ""), "accent"),), self._runs(check)) for check in element)
        yield Checks(tuple(rows))

    def _block_statement(self, element: etree._Element) -> Iterator[Block]:
        yield Statement(self._runs(element))

    def _block_note(self, element: etree._Element) -> Iterator[Block]:
        yield Note(self._runs(element, "muted"))

    def _block_source(self, element: etree._Element) -> Iterator[Block]:
        entry = self._references.named(element, self._references.entries)
        yield self._register.entry(entry, short=element.get("short") == "yes")

    # --- inline ---

    def _runs(self, element: etree._Element, voice: Voice = "plain") -> Runs:
        return _trim(tuple(_joined(run for run in self._inline(element, voice) if run.text)))

    def _inline(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield Run(fold(element.text), voice)
        for child in element:
            if child.tag in VOICES:
                yield from self._inline(child, VOICES[child.tag])
            else:
                yield from self._references.runs(child, voice)
            yield Run(fold(child.tail), voice)

    def _bad(self, element: etree._Element, message: str, hint: str) -> SettingsError:
        return bad(self._template, element, message, hint)


def _plain(element: etree._Element) -> str:
    return fold("".join(element.itertext())).strip(" ")


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbours of one voice that link nowhere; what ends a line stays alone."""
    kinds = groupby(runs, lambda run: (run.voice, run.target, run.language, run == BREAK))
    for (voice, target, language, is_break), group in kinds:
        if target or is_break:
            yield from group
        else:
            yield Run("".join(run.text for run in group), voice, language=language)


def _trim(runs: Runs) -> Runs:
    if not runs:
        return ()
    first = replace(runs[0], text=runs[0].text.lstrip(" "))
    runs = (first, *runs[1:])
    last = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return tuple(run for run in (*runs[:-1], last) if run.text)
