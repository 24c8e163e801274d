"""What a briefing's files cost to draw, beside what others take to write the same words and citations.

Run by hand: `python tests/benchmarks/documents.py [--python PEERS_PYTHON] [--only SUFFIX] [PAGES …]`, by default 5 and
500 pages of every format. Each file is drawn in a process of its own: CPU seconds, user and system, and the peak memory
are that process's, imports and the making of the content included (pandoc, WeasyPrint and Typst are given their content
ready made). The writers take turns, so that what else the machine does falls on all of them; ratios are taken within a
turn. WeasyPrint (which needs Pango) and Typst are tried with the interpreter given, by default this one; the words are
the same, in the same sizes, as HTML and as Typst markup, with contents, page numbers and links. A writer that is not
installed is named and left out.
"""

import argparse
import importlib.util
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from briefing.blocks import (  # noqa: E402
    Block,
    GroupLine,
    Heading,
    Masthead,
    Page,
    Point,
    QuoteBlock,
    RegisterEntry,
    Run,
    Runs,
)

SIZES = (5, 500)
TURNS = 3
ITEMS_A_PAGE = 14.9
"""Points and quotations that fill a sheet, the register counted in; how many sheets it came to is printed."""

PLACES = ("Tulcea", "Varna", "Constanța", "Odesa", "Sulina", "Mangalia", "Burgas", "İğneada")
PEOPLE = ("Ilinca Brânză", "Rumen Dachev", "Karen Østervang", "Orkun Işıldağ", "Austėja Vilkonytė", "Michał Żurek")
TALK = (
    "the harbor crew counted every boat and wrote down what it carried before the ice came in from the river while "
    "engineers of both countries measured the new radar line and asked for more time to train those who will keep it"
)


# --- the content --------------------------------------------------------------------------------------------------


def content(pages: int) -> Page:
    """A briefing of about so many pages, in invented words: points, quotations and a register that they all cite."""
    draw = random.Random(pages)
    items = max(4, round(pages * ITEMS_A_PAGE))
    sources = max(2, items // 8)
    blocks: list[Block] = [Masthead("Weekly briefing", "The coast", (("Period", "Week 10"), ("Handling", "TLP:CLEAR")))]
    for number in range(1, items + 1):
        if number % 12 == 1:
            blocks.append(
                Heading(f"part-{number}", f"{draw.choice(PLACES)} and the coast", (Run("12 items", "muted"),))
            )
            blocks.append(GroupLine((Run("This week", "strong"),)))
        cited = citation(1 + (number - 1) * sources // items, draw)
        blocks.append(quotation(number, cited, draw) if number % 3 == 0 else point(number, cited, draw))
    blocks.append(Heading("sources", "Sources", wide=True))
    blocks += [entry(number, draw) for number in range(1, sources + 1)]
    style = ("TLP:CLEAR", "Serif type: the source’s words. Sans type and [brackets]: ours.", "Page {page} of {pages}")
    head = ("Weekly briefing, week 10", "2–8 March 2026")
    return Page(tuple(blocks), "Weekly briefing", "en", head, style, date(2026, 3, 8), "Briefing desk")


def sentence(draw: random.Random, length: int) -> str:
    """So many invented words."""
    known = TALK.split()
    start = draw.randrange(len(known))
    words = [known[(start + step * 7) % len(known)] for step in range(length)]
    return f"{draw.choice(PLACES)} said that {' '.join(words)} {draw.randint(2, 900)} times"


def citation(number: int, draw: random.Random) -> Run:
    """A citation of a source."""
    return Run(f"{number}\u202f¶{draw.randint(1, 30)}", "accent", f"s{number}")


def point(number: int, cited: Run, draw: random.Random) -> Point:
    """A point with a bracketed change, its citation and whence it comes."""
    words = (Run(f"[{draw.choice(PEOPLE)}]", "edit"), Run(f" of {sentence(draw, draw.randint(18, 34))}.", "source"))
    return Point(f"p{number}", words, (cited, Run(" Pontic Herald, 4 March 2026", "muted")))


def quotation(number: int, cited: Run, draw: random.Random) -> QuoteBlock:
    """A quotation and who said it."""
    by = (Run(draw.choice(PEOPLE), "strong"), Run(f", of {draw.choice(PLACES)}. ", "muted"), cited)
    return QuoteBlock(f"q{number}", (Run(f"“{sentence(draw, draw.randint(20, 40))},”", "source"),), by)


def entry(number: int, draw: random.Random) -> RegisterEntry:
    """A source, with an address."""
    address = f"https://www.pontic-herald.example/2026/{number}"
    about = (Run("Pontic Herald.", "strong"), Run(f" {sentence(draw, 6)}. Published 4 March 2026.", "plain"))
    where = (Run(address, "plain", address), Run(f"; access date not recorded. File a{number}.txt.", "plain"))
    return RegisterEntry(f"s{number}", str(number), (about, where), (Run("Pontic Herald, 4 March 2026.", "plain"),))


def plain(runs: Runs) -> str:
    """The words of runs."""
    return "".join(run.text for run in runs)


def references(page: Page) -> dict[str, str]:
    """The words of each source by its id, which a note gives in full."""
    entries = (block for block in page.blocks if isinstance(block, RegisterEntry))
    return {one.id: " ".join(plain(line) for line in one.lines) for one in entries}


# --- ours ---------------------------------------------------------------------------------------------------------


def draw_word_with_links(page: Page, path: Path) -> None:
    """Our Word file, citations linked to the register."""
    from briefing.render import RENDERERS
    from briefing.render.style import load_style

    path.write_bytes(RENDERERS["docx"](page, load_style(ROOT / "templates" / "style.toml"))[0])


def draw_word_with_notes(page: Page, path: Path) -> None:
    """Our Word file, each citation a footnote of its own."""
    noted: dict[str, Any] = {"notes": "footnotes"}
    draw_word_with_links(replace(page, **noted), path)


def draw_pdf(page: Page, path: Path) -> None:
    """Our PDF."""
    from briefing.render import RENDERERS
    from briefing.render.style import load_style

    path.write_bytes(RENDERERS["pdf"](page, load_style(ROOT / "templates" / "style.toml"))[0])


def build_nothing(page: Page, path: Path) -> None:
    """The content alone, which every process but pandoc's makes."""
    path.write_bytes(b"")


# --- others -------------------------------------------------------------------------------------------------------


def write_with_python_docx(page: Page, path: Path) -> None:
    """As a textbook has it: a call for each paragraph and run. Without footnotes, their words stand in brackets."""
    import docx

    document, sources = docx.Document(), references(page)
    for block in page.blocks:
        if isinstance(block, Masthead):
            document.add_heading(block.title, 0)
        elif isinstance(block, Heading):
            document.add_heading(block.text, 1)
        elif isinstance(block, GroupLine):
            document.add_heading(plain(block.runs), 3)
        elif isinstance(block, Point):
            add_runs(document.add_paragraph(style="List Continue"), (*block.words, *block.tail), sources)
        elif isinstance(block, QuoteBlock):
            add_runs(document.add_paragraph(style="Quote"), block.words, sources)
            add_runs(document.add_paragraph(style="Caption"), block.attribution, sources)
        elif isinstance(block, RegisterEntry):
            paragraph = document.add_paragraph(style="List Number")
            for line in block.lines:
                add_runs(paragraph, line, sources)
    document.save(str(path))


def add_runs(paragraph: Any, runs: Runs, sources: Mapping[str, str]) -> None:
    """Put runs into a paragraph, each in its look."""
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold = run.voice in ("strong", "edit") or None
        made.italic = run.voice == "insertion" or None
        if run.target in sources:
            paragraph.add_run(f" ({sources[run.target]})").font.size = docx_points(8)


def docx_points(size: int) -> object:
    """A size of type as python-docx takes it."""
    from docx.shared import Pt

    return Pt(size)


def write_with_docxtpl(page: Page, path: Path) -> None:
    """A template of Word with loops in it, filled in: text alone, the notes' words in brackets."""
    import docx

    template, sources = docx.Document(), references(page)
    for text in ("{%p for item in items %}", "{{ item.words }} {{ item.note }}", "{%p endfor %}"):
        template.add_paragraph(text)
    shape = path.with_name("template.docx")
    template.save(str(shape))
    rows = [{"words": words_of(block), "note": note_of(block, sources)} for block in page.blocks]
    made = importlib.import_module("docxtpl").DocxTemplate(str(shape))
    made.render({"items": rows}, autoescape=True)
    made.save(str(path))


def words_of(block: Block) -> str:
    """All words of a block, as far as it prints any here."""
    named = ("title", "text", "runs", "words", "tail", "attribution", "lines")
    values = (getattr(block, field.name) for field in fields(block) if field.name in named)
    return " ".join(value if isinstance(value, str) else plain(flat(value)) for value in values)


def flat(value: Sequence[object]) -> Runs:
    """The runs of a value, of several lines, too."""
    return tuple(run for one in value for run in (one if isinstance(one, tuple) else (one,)) if isinstance(run, Run))


def note_of(block: Block, sources: Mapping[str, str]) -> str:
    """What the notes of a block say."""
    runs = block.tail if isinstance(block, Point) else block.attribution if isinstance(block, QuoteBlock) else ()
    return " ".join(f"({sources[run.target]})" for run in runs if run.target in sources)


def markdown(page: Page) -> str:
    """The page as pandoc reads it, each citation a footnote."""
    sources = references(page)
    return "\n\n".join(filter(None, (paragraph(block, sources) for block in page.blocks))) + "\n"


def paragraph(block: Block, sources: Mapping[str, str]) -> str:
    """A block in pandoc's Markdown."""
    if isinstance(block, Heading):
        return f"# {block.text}"
    if isinstance(block, GroupLine):
        return f"### {plain(block.runs)}"
    if isinstance(block, Point):
        return noted((*block.words, *block.tail), sources)
    if isinstance(block, QuoteBlock):
        return f"> {noted(block.words, sources)}\n\n{noted(block.attribution, sources)}"
    if isinstance(block, RegisterEntry):
        return f"{block.number}\\. " + " ".join(noted(line, sources) for line in block.lines)
    return ""


def noted(runs: Runs, sources: Mapping[str, str]) -> str:
    """Runs with their emphasis, a citation as a footnote."""
    said = []
    for run in runs:
        if run.target in sources:
            said.append(f"^[{run.text} {sources[run.target]}]")
        else:
            text = run.text.replace("[", "\\[").replace("]", "\\]")
            said.append(f"**{text}**" if run.voice in ("strong", "edit") else text)
    return "".join(said)


def write_with_multibuild(page: Page, path: Path) -> None:
    """As reportlab's manual has it: platypus, contents by multiBuild, the count of pages by a canvas; untagged."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
    from reportlab.platypus.tableofcontents import TableOfContents

    def tell(document: Any, flowable: Any) -> None:
        if entry := getattr(flowable, "listed", None):
            document.notify("TOCEntry", (0, entry[0], document.page, entry[1]))

    kind = type("Document", (BaseDocTemplate,), {"afterFlowable": tell})
    document = kind(str(path), title=page.title, invariant=1)
    frame = Frame(51, 45, 493, 755, leftPadding=105, rightPadding=0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.multiBuild([TableOfContents(), *flowables(page)], canvasmaker=numbered_canvas())


def flowables(page: Page) -> list[Any]:
    """The blocks as paragraphs of platypus, in the faces that ours draws with."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph

    for name in ("SourceSerif4-Regular", "SourceSans3-Regular", "SourceSans3-Semibold"):
        pdfmetrics.registerFont(TTFont(name, str(ROOT / "templates" / "fonts" / f"{name}.ttf")))
    serif = ParagraphStyle("serif", fontName="SourceSerif4-Regular", fontSize=9.6, leading=12.5, spaceAfter=4)
    small = ParagraphStyle("small", fontName="SourceSans3-Regular", fontSize=7.8, leading=10.6, spaceAfter=4)
    head = ParagraphStyle("head", fontName="SourceSans3-Semibold", fontSize=12, leading=14, keepWithNext=1)
    made = []
    for block in page.blocks:
        for kind, text in html_parts(block):
            flowable = Paragraph(text, {"h2": head, "h3": small, "small": small}.get(kind, serif))
            if kind == "h2":
                flowable.listed = (block.text, None)  # type: ignore[union-attr]
            made.append(flowable)
    return made


def numbered_canvas() -> type:
    """The canvas of every textbook that knows on save how many pages there are."""
    from reportlab.pdfgen.canvas import Canvas

    def __init__(self: Any, *args: Any, **named: Any) -> None:
        Canvas.__init__(self, *args, **named)
        self.saved = []

    def showPage(self: Any) -> None:
        self.saved.append(dict(self.__dict__))
        self._startPage()

    def save(self: Any) -> None:
        count = len(self.saved)
        for state in self.saved:
            self.__dict__.update(state)
            self.setFont("SourceSans3-Regular", 7.8)
            self.drawRightString(544, 24, f"Page {self._pageNumber} of {count}")
            Canvas.showPage(self)
        Canvas.save(self)

    return type("NumberedCanvas", (Canvas,), {"__init__": __init__, "showPage": showPage, "save": save})


def html_parts(block: Block) -> list[tuple[str, str]]:
    """A block as paragraphs in HTML, each with what it is."""
    if isinstance(block, Masthead):
        return [("h1", escape(block.title))]
    if isinstance(block, Heading):
        return [("h2", escape(block.text))]
    if isinstance(block, GroupLine):
        return [("h3", linked(block.runs))]
    if isinstance(block, Point):
        return [("p", f'<a name="{block.id}"/>' + linked((*block.words, *block.tail)))]
    if isinstance(block, QuoteBlock):
        return [("quote", linked(block.words)), ("small", linked(block.attribution))]
    if isinstance(block, RegisterEntry):
        lines = " ".join(linked(line) for line in block.lines)
        return [("small", f'<a name="{block.id}"/>{block.number} {lines}')]
    return []


def linked(runs: Runs) -> str:
    """Runs as HTML that platypus reads, too."""
    said = []
    for run in runs:
        text = escape(run.text)
        text = f"<b>{text}</b>" if run.voice in ("strong", "edit") else text
        target = run.target if ":" in run.target else f"#{run.target}"
        said.append(f'<a href="{escape(target)}">{text}</a>' if run.target else text)
    return "".join(said)


def html(page: Page) -> str:
    """The page as HTML with what CSS has for paper: contents with page numbers, page x of y."""
    toc, body = [], []
    for number, block in enumerate(page.blocks):
        for kind, text in html_parts(block):
            text = re.sub(r'<a name="(\w+)"/>', r'<a id="\1"></a>', text)
            tag = {"quote": "blockquote", "small": "p class=small"}.get(kind, kind)
            body.append(f'<{tag} id="b{number}{kind}">{text}</{tag.split()[0]}>')
            if kind == "h2":
                toc.append(f'<p class=toc><a href="#b{number}h2">{text}</a></p>')
    faces = "".join(
        f"@font-face{{font-family:{name};src:url(file://{ROOT}/templates/fonts/{file}.ttf);font-weight:{weight}}}"
        for name, file, weight in (
            ("serif4", "SourceSerif4-Regular", 400),
            ("sans3", "SourceSans3-Regular", 400),
            ("sans3", "SourceSans3-Semibold", 700),
        )
    )
    return (
        f"<html lang=en><head><title>{page.title}</title><style>{faces}{_CSS}</style></head><body>"
        f"{body[0]}{''.join(toc)}{''.join(body[1:])}</body></html>"
    )


_CSS = """@page{size:A4;margin:14.5mm 18mm 16mm 55mm;@bottom-right{font:7.8pt sans3;content:"Page " counter(page) " of "
counter(pages)}}body{font:9.6pt/12.5pt serif4}p,h1,h2,h3,blockquote{margin:0 0 4pt;widows:2;orphans:2}
blockquote{border-left:1.75pt solid #174a73;padding-left:9pt}h1,h2,h3{font-family:sans3;break-after:avoid}
h2{font-size:12pt}h3,.small,.toc{font:7.8pt/10.6pt sans3}a{color:#174a73;text-decoration:none}
.toc a::after{content:"  " target-counter(attr(href),page)}"""


def typst_source(page: Page) -> str:
    """The page as Typst markup, words as strings so that none of them is markup."""
    lines = [_TYPST]
    for block in page.blocks:
        if isinstance(block, Masthead):
            lines.append(f"#heading(level: 1, outlined: false)[#{quoted(block.title)}]\n#outline(depth: 2)")
        elif isinstance(block, Heading):
            lines.append(f"#heading(level: 2)[#{quoted(block.text)}]")
        elif isinstance(block, GroupLine):
            lines.append(f"#heading(level: 3, outlined: false)[{typst_runs(block.runs)}]")
        elif isinstance(block, Point):
            lines.append(f"{typst_runs((*block.words, *block.tail))} <{block.id}>")
        elif isinstance(block, QuoteBlock):
            lines.append(f"#quote(block: true)[{typst_runs(block.words)}]\n\n{typst_runs(block.attribution)}")
        elif isinstance(block, RegisterEntry):
            body = " ".join(typst_runs(line) for line in block.lines)
            lines.append(f"#block[#{quoted(block.number)} {body}] <{block.id}>")
    return "\n\n".join(lines)


_TYPST = """#set document(title: "Weekly briefing", date: datetime(year: 2026, month: 3, day: 8))
#set page(paper: "a4", margin: (top: 14.5mm, bottom: 16mm, left: 55mm, right: 18mm), numbering: "1 of 1")
#set text(font: "Source Serif 4", size: 9.6pt, lang: "en", hyphenate: false)
#set par(leading: 4.5pt)"""


def typst_runs(runs: Runs) -> str:
    """Runs as Typst code."""
    said = []
    for run in runs:
        text = f"#strong({quoted(run.text)})" if run.voice in ("strong", "edit") else f"#{quoted(run.text)}"
        where = quoted(run.target) if ":" in run.target else f"<{run.target}>"
        said.append(f"#link({where})[{text}]" if run.target else f"{text};" if text.startswith("#strong") else text)
    return "".join(said)


def quoted(text: str) -> str:
    """Text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


WEASYPRINT = "import sys; from weasyprint import HTML; HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
TYPST = """import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=["ua-1"], font_paths=[sys.argv[3]])"""


# --- measuring ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes the content as a file."""

    name: str
    suffix: str
    write: Callable[[Page, Path], None] | None = None
    """In Python, in this one's interpreter."""
    program: tuple[str, str, str] = ("", "", "")
    """Else the module and the program of the peers' interpreter (for pandoc none), and the file it is given."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one file took."""

    seconds: float
    megabytes: float
    kilobytes: float


FIGURES = tuple(field.name for field in fields(Cost))


@dataclass(frozen=True, slots=True)
class Target:
    """What one of ours may cost, of the larger briefing."""

    ours: str
    peers: tuple[tuple[str, float], ...]
    """Those that take at least so many times as much CPU."""
    megabytes: float
    third: str = ""
    """Of whose memory ours takes a third at most."""


NOTES = "notes" in {field.name for field in fields(Page)}
"""Whether a page can ask for notes."""
WRITERS = (
    Writer("(content alone)", ".none", build_nothing),
    Writer("ours, with links", ".docx", draw_word_with_links),
    *((Writer("ours, with notes", ".docx", draw_word_with_notes),) if NOTES else ()),
    Writer("python-docx", ".docx", write_with_python_docx),
    Writer("docxtpl", ".docx", write_with_docxtpl),
    Writer("pandoc", ".docx", program=("", "", "content.md")),
    Writer("ours, PDF", ".pdf", draw_pdf),
    Writer("multiBuild", ".pdf", write_with_multibuild),
    Writer("WeasyPrint UA", ".pdf", program=("weasyprint", WEASYPRINT, "content.html")),
    Writer("Typst UA", ".pdf", program=("typst", TYPST, "content.typ")),
)
OURS = {".docx": "ours, with notes" if NOTES else "ours, with links", ".pdf": "ours, PDF"}
"""What the others of a format are compared with."""
TARGETS = (
    Target(OURS[".docx"], (("python-docx", 5.0), ("pandoc", 5.0)), 120.0),
    Target("ours, PDF", (("WeasyPrint UA", 3.5), ("multiBuild", 3.0), ("Typst UA", 1 / 3)), 130.0, "Typst UA"),
)


def is_installed(writer: Writer, python: str) -> bool:
    """Whether a writer is there."""
    module, _, given = writer.program
    if module:
        return subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode == 0
    if given:
        return shutil.which("pandoc") is not None
    return writer.name != "docxtpl" or importlib.util.find_spec("docxtpl") is not None


def measure(writer: Writer, pages: int, folder: Path, python: str) -> Cost:
    """The cost of one file, drawn by a process of its own."""
    target = folder / f"made{writer.suffix}"
    module, program, given = writer.program
    if module:
        fonts = str(ROOT / "templates" / "fonts")
        command = [python, "-c", program, str(folder / given), str(target), fonts]
    elif given:
        command = ["pandoc", "-f", "markdown", "-t", "docx", "-o", str(target), str(folder / given)]
    else:
        command = [sys.executable, __file__, "--write", writer.name, str(pages), str(target)]
    child = subprocess.Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{writer.name} ended with {child.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, target.stat().st_size / 1024)


def take_turns(writers: Sequence[Writer], pages: int, turns: int, python: str) -> dict[str, list[Cost]]:
    """The costs of each writer, one per turn."""
    costs: dict[str, list[Cost]] = {writer.name: [] for writer in writers}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for name, write in (("content.md", markdown), ("content.html", html), ("content.typ", typst_source)):
            (folder / name).write_text(write(content(pages)), "utf-8")
        for _ in range(turns):
            for writer in writers:
                costs[writer.name].append(measure(writer, pages, folder, python))
    return costs


def report(pages: int, costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print the medians, and how many times as much CPU as ours each took in its turn."""
    from briefing.render.pdf import count_pages
    from briefing.render.style import load_style

    page, style = content(pages), load_style(ROOT / "templates" / "style.toml")
    items = sum(isinstance(block, Point | QuoteBlock) for block in page.blocks)
    print(f"\n{count_pages(page, style)} pages of the PDF, {items} points and quotations, each cited")
    print(f"{'':18}{'CPU s':>8}{'peak MB':>9}{'size KB':>9}   times ours")
    for writer in WRITERS:
        if found := costs.get(writer.name):
            seconds, megabytes, kilobytes = (statistics.median(getattr(one, name) for one in found) for name in FIGURES)
            ratio = f"{times(found, costs[OURS[writer.suffix]]):10.2f}" if writer.suffix in OURS else ""
            print(f"{writer.name:18}{seconds:8.2f}{megabytes:9.0f}{kilobytes:9.0f}   {ratio}")


def times(costs: Sequence[Cost], ours: Sequence[Cost]) -> float:
    """How many times as much CPU as ours, in the middle of the turns."""
    return statistics.median(one.seconds / own.seconds for one, own in zip(costs, ours, strict=True))


def judge(target: Target, costs: Mapping[str, Sequence[Cost]]) -> None:
    """Print whether a target is met."""
    print(f"\ntargets, {target.ours}:")
    for peer, least in target.peers:
        if peer in costs:
            found = times(costs[peer], costs[target.ours])
            told = "met" if found >= least else "MISSED"
            print(f"  at least {least:.2f} times our CPU for {peer}: {found:.2f} times, {told}")
    peak = max(one.megabytes for one in costs[target.ours])
    most = min([target.megabytes, *(one.megabytes / 3 for one in costs.get(target.third, ()))])
    print(f"  at most {most:.0f} MB: {peak:.0f} MB, {'met' if peak <= most else 'MISSED'}")


def main(arguments: Sequence[str]) -> None:
    """Measure and print; with `--write` be the process that is measured."""
    if arguments[:1] == ["--write"]:
        writer = next(one for one in WRITERS if one.name == arguments[1])
        assert writer.write
        writer.write(content(int(arguments[2])), Path(arguments[3]))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("pages", nargs="*", type=int, default=SIZES)
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has weasyprint and typst")
    parser.add_argument("--only", default="", help=".pdf or .docx")
    parser.add_argument("--turns", type=int, default=TURNS)
    asked = parser.parse_args(arguments)
    there = [one for one in WRITERS if one.suffix.startswith(asked.only) and is_installed(one, asked.python)]
    for writer in WRITERS:
        if writer not in there and writer.suffix.startswith(asked.only):
            print(f"{writer.name} is not installed")
    if not NOTES:
        print("pages have no notes here: ours links its citations")
    for pages in asked.pages:
        costs = take_turns(there, pages, asked.turns, asked.python)
        report(pages, costs)
        for target in TARGETS if pages >= SIZES[-1] else ():
            if target.ours in costs:
                judge(target, costs)


if __name__ == "__main__":
    main(sys.argv[1:])
