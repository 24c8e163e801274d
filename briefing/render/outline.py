"""Briefing -> Page: the Jinja2 template makes a small XML outline, which is parsed once into blocks.

In the outline points, quotations and citations stand by id only, so a template can reorder, drop or add anything
without being able to alter a source's words. Templates are sandboxed, strict and autoescaped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from math import inf
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from briefing import anchors
from briefing.blocks import (
    Block,
    Checks,
    CountStrip,
    GroupLine,
    Heading,
    Masthead,
    Note,
    Page,
    Point,
    QuoteBlock,
    Run,
    Runs,
    Statement,
    Table,
    Voice,
)
from briefing.errors import BriefingError, SettingsError
from briefing.model import Briefing, CitedPoint, CitedQuote
from briefing.render.labels import QUOTATION_MARKS, Labels, load_labels
from briefing.render.links import check_targets
from briefing.render.views import Views
from briefing.render.wording import Wording
from briefing.settings import created
from briefing.text import clean

_VOICES: dict[str, Voice] = {"b": "strong", "muted": "muted", "warn": "warning", "accent": "accent"}
_TAG = re.compile(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_VALUE = re.compile(r"""(")([^"]*)(")|'[^']*'""")
_MARK = re.compile(rf"[{QUOTATION_MARKS}]|&#?\w+;")
_FAILURES = (OSError, UnicodeError, TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
"""What a template can run into, beside its own errors what Python says to a sum or a call that cannot be."""
_SPACE = re.compile(r"[ \t\n]*\n[ \t\n]*")


def lay_out(briefing: Briefing, template: Path, labels: Path) -> Page:
    """Return the page of blocks that renderers draw.

    Raises:
        SettingsError: the template or the labels cannot be used: bad syntax, an unknown name, element or id, an id
            printed twice or cited and not printed, or quotation marks of the template's own.
    """
    words = load_labels(labels)
    wording = Wording(briefing.articles(), words)
    views = Views(briefing, words, wording)
    outline = _parse(_render(template, briefing, views, words), template)
    blocks = _Blocks(briefing, wording, template).read(outline)
    title, week = briefing.title, briefing.period.last
    if views.is_week() and week:
        title = words.page["running_week"].format(title=title, week=week.isocalendar().week)
    page = Page(
        blocks=blocks,
        title=briefing.title,
        language=words.language,
        running_head=(title, words.days(briefing.period)),
        footer=(briefing.handling, words.page["footer"], words.page["page_of"]),
        created=created(briefing.period),
        author=briefing.contact,
    )
    _refuse_loose_ends(page, template)
    return page


def _refuse_loose_ends(page: Page, template: Path) -> None:
    """Raise where two blocks have one id, or a citation leads to a source that the template does not print."""
    ids = Counter(getattr(block, "id", "") for block in page.blocks)
    twice = next((id for id, count in ids.items() if id and count > 1), None)
    if twice:
        raise SettingsError(str(template), f"prints {twice} twice", "name each point, quotation and section once")
    try:
        check_targets(page)
    except BriefingError as error:
        message = f"cites {error.where} and does not print it"
        raise SettingsError(str(template), message, "print what is cited, the register of sources too") from error


# --- the template -------------------------------------------------------------------------------------------------


def _render(template: Path, briefing: Briefing, views: Views, labels: Labels) -> str:
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_printable)
    names = {
        "page": views.page(),
        "tally": briefing.tally,
        "highlights": views.highlights(),
        "sections": views.sections(),
        "figure": views.figure(),
        "register": views.register(),
        "unused": views.unused(),
        "labels": labels,
    }
    try:
        source = template.read_text(encoding="utf-8")
        _refuse_quotation_marks(environment.lex(source), template)
        return environment.from_string(source).render(names)
    except _FAILURES as error:
        if isinstance(error, SettingsError):
            raise
        line = f":{error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
        raise SettingsError(f"{template}{line}", f"cannot be rendered ({error})", "mend the template") from error


def _printable(value: object) -> object:
    """Take out of a setting or a reason what no outline can hold; what the template made itself stays as it is."""
    return clean(value)[0] if type(value) is str else value


def _refuse_quotation_marks(tokens: Iterable[tuple[int, str, str]], template: Path) -> None:
    """Raise where the template writes quotation marks itself, in its text or in a text it puts out."""
    text, line_of = "", [0]
    for line, kind, value in tokens:
        if kind == "data":
            text += value
            line_of += (line + value.count("\n", 0, at) for at in range(len(value)))
        elif kind == "string" and _mark_in(value[1:-1].encode("ascii", "backslashreplace").decode("unicode-escape")):
            raise _quotation_mark(template, line)
    mark = _mark_in(_TAG.sub(lambda tag: _VALUE.sub(_undelimited, tag.group()), text))
    if mark:
        raise _quotation_mark(template, line_of[mark.start() + 1])


def _undelimited(value: re.Match[str]) -> str:
    """Blank the quotation marks that an attribute needs."""
    return f" {value[2]} " if value[1] else value.group()


def _mark_in(text: str) -> re.Match[str] | None:
    """Return the first quotation mark of a text, be it written as an entity."""
    return next((match for match in _MARK.finditer(text) if unescape(match.group()) in QUOTATION_MARKS), None)


def _quotation_mark(template: Path, line: int) -> SettingsError:
    where = f"{template}:{line}"
    return SettingsError(where, "writes a quotation mark", 'name a quotation by id: <quote ref="q1"/>')


def _parse(outline: str, template: Path) -> etree._Element:
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(outline.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise SettingsError(str(template), f"does not make an outline ({error})", "close what it opens") from error


# --- the outline --------------------------------------------------------------------------------------------------


class _Blocks:
    """Reads an outline: one method per element, named after it."""

    def __init__(self, briefing: Briefing, wording: Wording, template: Path) -> None:
        self._wording, self._template = wording, template
        self._points = {point.id: point for point in briefing.points()}
        self._quotes = {quote.id: quote for quote in briefing.quotes()}
        self._entries = {anchors.source(entry.number): entry for entry in briefing.register}

    def read(self, outline: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of an outline."""
        return tuple(block for element in outline for block in self._read(element))

    def _read(self, element: etree._Element) -> Iterator[Block]:
        method = getattr(self, f"_block_{element.tag}", None)
        if method is None:
            raise self._no_element(element)
        yield from method(element)

    def _block_masthead(self, element: etree._Element) -> Iterator[Block]:
        fields = tuple((field.get("label", ""), _plain(field)) for field in element)
        yield Masthead(element.get("title", ""), element.get("subtitle", ""), fields)

    def _block_counts(self, element: etree._Element) -> Iterator[Block]:
        yield CountStrip(self._runs(element))

    def _block_section(self, element: etree._Element) -> Iterator[Block]:
        sides = tuple(run for side in element.findall("side") for run in self._runs(side, "muted"))
        yield Heading(element.get("id", ""), element.get("title", ""), sides, element.get("wide") == "yes")
        for child in element:
            if child.tag != "side":
                yield from self._read(child)

    def _block_highlight(self, element: etree._Element) -> Iterator[Block]:
        point = self._point(element)
        words, tail = self._wording.point(point), self._wording.tail(point, with_origin=True)
        yield Point(point.id, words, tail, element.get("label", ""))

    def _block_point(self, element: etree._Element) -> Iterator[Block]:
        point = self._point(element)
        tail = self._wording.tail(point, with_origin=element.get("origin") == "yes")
        yield Point(point.id, self._wording.point(point), tail)

    def _block_quote(self, element: etree._Element) -> Iterator[Block]:
        cited = self._quote(element)
        attribution = self._wording.attribution(cited, with_origin=element.get("origin") == "yes")
        yield QuoteBlock(cited.id, self._wording.quotation(cited.quote), attribution)

    def _block_group(self, element: etree._Element) -> Iterator[Block]:
        yield GroupLine(self._runs(element))

    def _block_table(self, element: etree._Element) -> Iterator[Block]:
        rows = [tuple(self._runs(cell) for cell in row) for row in element]
        shares = self._shares(element)
        if not rows or any(len(row) != len(shares) for row in rows):
            raise self._bad(element, "a table's rows and widths differ in number", "give one width per cell")
        widths = tuple(share / sum(shares) for share in shares)
        yield Table(element.get("id", ""), rows[0], tuple(rows[1:]), widths)

    def _shares(self, element: etree._Element) -> list[float]:
        given = element.get("widths", "")
        try:
            shares = [float(share) for share in given.split()]
        except ValueError:
            shares = [0]
        if not all(0 < share < inf for share in shares):
            raise self._bad(element, f"widths={given!r} are no widths", "give a number above 0 per cell")
        return shares

    def _block_checks(self, element: etree._Element) -> Iterator[Block]:
        rows = (((Run(check.get("count", ""), "accent"),), self._runs(check)) for check in element)
        yield Checks(tuple(rows))

    def _block_statement(self, element: etree._Element) -> Iterator[Block]:
        yield Statement(self._runs(element))

    def _block_note(self, element: etree._Element) -> Iterator[Block]:
        yield Note(self._runs(element, "muted"))

    def _block_source(self, element: etree._Element) -> Iterator[Block]:
        ref = element.get("ref", "")
        if ref not in self._entries:
            raise self._unknown(element, ref)
        yield self._wording.entry(self._entries[ref])

    # --- inline ---

    def _runs(self, element: etree._Element, voice: Voice = "plain") -> Runs:
        runs = tuple(run for run in self._inline(element, voice) if run.text)
        return _trim(runs)

    def _inline(self, element: etree._Element, voice: Voice) -> Iterator[Run]:
        yield Run(_fold(element.text), voice)
        for child in element:
            if child.tag in _VOICES:
                yield from self._inline(child, _VOICES[child.tag])
            else:
                yield self._reference(child)
            yield Run(_fold(child.tail), voice)

    def _reference(self, element: etree._Element) -> Run:
        if element.tag not in ("number", "cite", "see"):
            raise self._no_element(element)
        ref = element.get("ref", "")
        item = self._points.get(ref) or self._quotes.get(ref)
        if element.tag == "number" and ref in self._entries:
            return Run(str(self._entries[ref].number), "accent", ref)
        if element.tag != "number" and item:
            return self._wording.citation(item.citation, ref if element.tag == "see" else "")
        raise self._unknown(element, ref)

    def _point(self, element: etree._Element) -> CitedPoint:
        ref = element.get("ref", "")
        if ref not in self._points:
            raise self._unknown(element, ref)
        return self._points[ref]

    def _quote(self, element: etree._Element) -> CitedQuote:
        ref = element.get("ref", "")
        if ref not in self._quotes:
            raise self._unknown(element, ref)
        return self._quotes[ref]

    def _no_element(self, element: etree._Element) -> SettingsError:
        name = f"<{element.tag}>" if isinstance(element.tag, str) else element.text
        return self._bad(element, f"{name} is no element of an outline", "see the list at the shipped template's top")

    def _unknown(self, element: etree._Element, ref: str) -> SettingsError:
        return self._bad(
            element, f"<{element.tag} ref={ref!r}> names nothing in this briefing", "take ids from the views"
        )

    def _bad(self, element: etree._Element, message: str, hint: str) -> SettingsError:
        return SettingsError(f"{self._template} (outline line {element.sourceline})", message, hint)


def _plain(element: etree._Element) -> str:
    return _fold("".join(element.itertext())).strip(" ")


def _fold(text: str | None) -> str:
    """Take out the template's own line breaks and indents."""
    return _SPACE.sub(" ", text or "")


def _trim(runs: Runs) -> Runs:
    if not runs:
        return ()
    first = Run(runs[0].text.lstrip(" "), runs[0].voice, runs[0].target)
    runs = (first, *runs[1:])
    last = Run(runs[-1].text.rstrip(" "), runs[-1].voice, runs[-1].target)
    return tuple(run for run in (*runs[:-1], last) if run.text)
