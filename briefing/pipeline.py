"""The run, whole, over all files and all stages.

Stages are imported where they are used, so that asking for the version or a mistyped option costs nothing.
"""

import json
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import briefing
from briefing import plugins
from briefing.analysis import analyse, load_readers, refuse_unknown_summarizer
from briefing.anchors import CHARTS, RECORD, TITLE, comment, section
from briefing.edits import NAME, Kept, load_edits
from briefing.errors import NothingReadable, SettingsError, Unproven
from briefing.inputs import Found, discover
from briefing.model import (
    Analysis,
    Briefing,
    Edited,
    Edits,
    Finding,
    Outlet,
    Problem,
    Suggestions,
    Tally,
    Theme,
    Whole,
)
from briefing.outlets import load_outlets
from briefing.outputs import left_over, locked, publish
from briefing.published import is_as_published, last_published, past_coverage
from briefing.settings import Settings
from briefing.text import printable

if TYPE_CHECKING:
    from briefing.blocks import KnownLogo, Page
    from briefing.compose import Material
    from briefing.render import Renderer
    from briefing.render.style import Style

Progress = Callable[[Sequence[Found]], Iterable[Found]]
"""Passes the files on one by one, and may show how far it got."""
Refuse = Callable[[Mapping[str, Finding]], None]
"""May raise for own texts and headings that no source proves, given by their ids."""
Kind = Literal["readers", "themes", "summarizers", "formats"]

WORD_FILE = "briefing.docx"
"""The file that an editor may have changed where it lies."""
_SCHEMA = 1
"""Of run.json; grows when a key changes its meaning or goes."""
_SHAPING = (
    "jinja2",
    "lxml",
    "markdown-it-py",
    "msgspec",
    "numpy",
    "pillow",
    "python-dateutil",
    "python-docx",
    "reportlab",
    "sumy",
    "trafilatura",
)
"""The packages whose version can change what is written."""


ONE_PAGE = "-one-page"
"""What the folder of one page has behind its period."""
_WORD_TALLER = 40.0
"""Millimetres that one page takes more in Word, which sets heads and the masthead's fields above and not beside."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    files: tuple[Path, ...]
    """As written, run.json last."""
    problems: tuple[Problem, ...]
    """Those in run.json, and what an earlier run left beside the files."""
    tally: Tally
    conflicts: int = 0
    """Changes of two hands that a person has to settle."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a run needs beside the inputs."""

    themes: tuple[Theme, ...]
    outlets: tuple[Outlet, ...]
    renderers: Mapping[str, "Renderer | None"]
    """Those of the formats asked for, and of the record, without which an edited Word file could not be proved."""
    style: "Style"


def run(settings: Settings, progress: Progress = iter) -> Outcome:
    """Make the briefing that `settings` ask for and publish it in `settings.out`.

    Raises:
        SettingsError: an input, theme, template or name cannot be used, or the output folder not be written. Only a
            template is refused after the inputs were read.
        NothingReadable: there were files, and every one of them was rejected.
        Unproven: words on the page are not their source's. As with all errors, nothing was published.
        Locked: another run is writing to the same folder.
    """
    means = load_means(settings)
    files = discover(settings.inputs, leave_out=settings.out)
    with locked(settings.out):
        material = gather_material(analyse_all(files, settings, progress), means, settings)
        key = material.inputs.period.key
        refuse_edited(settings.out / _folder(key, settings) / WORD_FILE, settings)
        made, page = make_page(material, _edits(settings.out / key, settings), means, settings)
        return publish_page(made, page, means, settings)


def publish_page(
    made: Briefing, page: "Page", means: Means, settings: Settings, beside: Mapping[str, bytes] = MappingProxyType({})
) -> Outcome:
    """Draw, prove and publish a page, and at once what goes beside its files."""
    from briefing.check import check, prove_page
    from briefing.render.record import draw_json

    _refuse_unproven(prove_page(page, made))
    folder, record = _folder(made.period.key, settings), draw_json(made, page)
    drawn, doubts = _draw(_signed(page, folder, record), record, means)
    _refuse_unproven(check(drawn, page, made))
    problems = (*made.problems, *doubts, *_homeless(page, made.edited), *_unknown(page, made, settings))
    problems = tuple(_with_folder(one, made.period.key) for one in problems)
    written = {f"briefing.{name}": content for name, content in drawn.items()}
    run_record = _record(made, written, problems, settings)
    paths = publish({**written, **beside, RECORD: run_record}, settings.out / folder)
    return Outcome(paths, (*problems, *left_over(paths)), made.tally)


def gather_material(analyses: Sequence[Analysis], means: Means, settings: Settings) -> "Material":
    """Return what the briefing is made of, the earlier one included."""
    from briefing.compose import Known, gather, sort_out

    inputs = sort_out(analyses, settings)
    earlier, problems = last_published(settings.out, inputs.period)
    past, missing = past_coverage(settings.out, inputs.period)
    material = gather(analyses, inputs, Known(means.themes, means.outlets, earlier, past), settings)
    return replace(material, problems=tuple(dict.fromkeys((*material.problems, *problems, *missing))))


def make_page(
    material: "Material", kept: Kept, means: Means, settings: Settings, refuse: Refuse = lambda unproved: None
) -> tuple[Briefing, "Page"]:
    """Return the briefing and its page, the edits in, as long as they may be.

    An own text or heading that no source proves is withheld and told, unless `refuse` raises: it is given the findings
    by the ids of these.

    Raises:
        SettingsError: the page cannot be made, or be no longer than asked for.
    """
    from briefing.check import prove_own

    made, page = _lay_out(material, kept, means, settings, {})
    unproved = prove_own(page, made)
    refuse(unproved)
    return _lay_out(material, kept, means, settings, unproved) if unproved else (made, page)


def _lay_out(
    material: "Material", kept: Kept, means: Means, settings: Settings, withheld: Mapping[str, Finding]
) -> tuple[Briefing, "Page"]:
    from briefing.check import prove
    from briefing.compose import arrange
    from briefing.compose.length import shorten
    from briefing.render.outline import lay_out
    from briefing.render.pdf import count_pages

    kept = replace(kept, withheld=frozenset(withheld))
    whole = _whole(arrange(material, settings, kept)) if settings.one_page else None
    style = _with_room_for_word(means.style) if settings.one_page and "docx" in means.renderers else means.style
    for shorter in shorten(settings):
        made = arrange(material, shorter, kept)
        problems = (*made.problems, *_withheld(withheld))
        made = replace(made, shortened=shorter != settings, whole=whole, problems=problems)
        _refuse_unproven(prove(made))
        page = replace(lay_out(made, shorter), logo=_known_logo(means.style))
        if not settings.max_pages or count_pages(page, style) <= settings.max_pages:
            return made, page
    pages = count_pages(page, style)
    message = f"{settings.max_pages} cannot be held: the shortest form takes {pages} pages"
    if settings.one_page:
        raise SettingsError(settings.place("one_page"), message, "leave it out, or shorten title and outline")
    raise SettingsError(settings.place("max_pages"), message, f"give at least {pages}")


def _withheld(unproved: Mapping[str, Finding]) -> Iterable[Problem]:
    """Yield a problem for each text of the editor's that is not shown."""
    for one in unproved.values():
        yield Problem("edits", NAME, f"{one.where} is not shown: {one.message}", "change it there; it is kept")


def _known_logo(style: "Style") -> "KnownLogo | None":
    """Return what proves the logo of the house; its own Word file has its own letterhead."""
    known = style.logo.known if style.logo else None
    if known is None or style.house is None:
        return known
    return replace(known, formats=tuple(name for name in known.formats if name != "docx"))


def _with_room_for_word(style: "Style") -> "Style":
    """Return a look whose page is as much shorter as Word's is, where heads stand above what they head."""
    return replace(style, page=replace(style.page, bottom=style.page.bottom + _WORD_TALLER))


def _whole(full: Briefing) -> Whole:
    """Return what the full briefing prints."""
    themes = tuple(len(section.items) for section in full.sections)
    return Whole(sum(len(section.points) for section in full.sections), len(list(full.quotes())), themes)


def _folder(key: str, settings: Settings) -> str:
    """Return the folder's name; the one page stands beside the full briefing and is compared with by none."""
    return f"{key}{ONE_PAGE}" if settings.one_page else key


def _edits(folder: Path, settings: Settings) -> Kept:
    """Return the edits of the full briefing; on one page hold its title and what is gone from it."""
    kept = load_edits(folder)
    if not settings.one_page:
        return kept
    titles = tuple(title for title in kept.edits.titles if title.id == TITLE or title.id.startswith(section("")))
    return replace(kept, edits=Edits(deleted=kept.edits.deleted, titles=titles))


def load_means(settings: Settings) -> Means:
    """Return what a run needs, so that a slip in the settings is told before the first input is read."""
    from briefing.compose.themes import load_themes
    from briefing.render.labels import load_labels
    from briefing.render.style import load_style

    refuse_unknown_summarizer(settings)
    builtin, where = _builtin_renderers(), settings.place("formats")
    formats = dict.fromkeys((*settings.formats, *(["json"] if "docx" in settings.formats else [])))
    renderers = {name: plugins.load("renderers", name, builtin, where) for name in formats}
    load_labels(settings.labels)
    outlets = load_outlets(settings.sources) if settings.sources else ()
    style = load_style(settings.style)
    if settings.house:
        from briefing.check.package import check_package
        from briefing.render.house import with_house

        style = with_house(style, settings.house, settings.place("house"), check_package)
    return Means(load_themes(*settings.themes), outlets, renderers, style)


def analyse_all(files: Sequence[Found], settings: Settings, progress: Progress) -> tuple[Analysis, ...]:
    """Return what all files come to, sorted.

    Raises:
        NothingReadable: there were files, and every one of them was rejected.
    """
    readers = load_readers()
    analyses = [analyse(found, settings, readers) for found in progress(files)]
    if analyses and not any(one.digests for one in analyses):
        listed = "\n".join(f"  {problem}" for one in analyses for problem in one.rejected)
        raise NothingReadable("INPUTS", "none of the files could be read", f"see what each needs:\n{listed}")
    return tuple(sorted(analyses, key=lambda one: (one.path, one.sha256)))


def refuse_edited(path: Path, settings: Settings) -> None:
    """Raise where a file that is about to be replaced was changed by hand: somebody's work would be lost."""
    if not is_as_published(path):
        command = shlex.join(["briefing", "merge", *map(str, (path, *settings.inputs)), "--out", str(settings.out)])
        hint = f"merge it, with the settings of this run ({printable(command)}), or move or delete it"
        raise SettingsError(printable(str(path)), "was edited since it was made", hint)


def _homeless(page: "Page", edited: Edited) -> tuple[Problem, ...]:
    """Return a problem for each text of the editor's whose place the page does not have; such stand at its end."""
    ids = {getattr(block, "id", "") for block in page.blocks} | {"", TITLE}
    places = {comment(id) for id in ids if id}
    lost = [
        one.after or one.id
        for one in edited.remarks
        if one.after not in ids or (not one.after and one.id not in places)
    ]
    return tuple(
        Problem(
            "edits", NAME, f"text behind {printable(id)}, which is not there now, stands at the end", "move it there"
        )
        for id in lost
    )


def _unknown(page: "Page", made: Briefing, settings: Settings) -> Iterable[Problem]:
    """Yield a problem for each changed heading, and each section or table taken out, that the outline does not have."""
    outline = settings.template.read_text(encoding="utf-8", errors="replace")
    named = {TITLE, *CHARTS, *(section(one.slug) for one in made.sections)}
    known = {getattr(block, "id", "") for block in page.blocks} | named
    asked = [("heading", id) for id, _ in made.edited.titles] + [("dropped", id) for id in made.edited.dropped]
    for part, id in asked:
        if id not in known and not re.search(rf"\bid=[\"']{re.escape(id)}[\"']", outline):
            message = f"[[{part}]] {printable(id)!r}: the briefing has no section or table of this id"
            yield Problem("edits", NAME, message, "mend or delete that part there")


def _with_folder(one: Problem, key: str) -> Problem:
    """Return a problem of the edits with the folder in which their file lies."""
    return replace(one, where=f"{key}/{NAME}") if (one.stage, one.where) == ("edits", NAME) else one


# --- the pages ----------------------------------------------------------------------------------------------------


def _builtin_renderers() -> dict[str, "Renderer | None"]:
    """Return what draws our formats; None stands for json, which draws the briefing with its page."""
    from briefing.render import RENDERERS

    return {**RENDERERS, "json": None}


def _signed(page: "Page", folder: str, record: bytes) -> "Page":
    """Return the page with the names of its folder and record, with which an edited file is compared later."""
    return replace(page, provenance=replace(page.provenance, period=folder, record=sha256(record).hexdigest()))


def _draw(page: "Page", record: bytes, means: Means) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return each format's file, `record` as that of json, and what could not be drawn as it should."""
    drawn = {
        name: _draw_as_claimed(name, draw, page, means.style) if draw else (record, ())
        for name, draw in means.renderers.items()
    }
    files = {name: content for name, (content, _) in drawn.items()}
    return files, tuple(problem for _, problems in drawn.values() for problem in problems)


def _draw_as_claimed(name: str, draw: "Renderer", page: "Page", style: "Style") -> tuple[bytes, tuple[Problem, ...]]:
    """Draw a format; where the file breaks a rule that it says it keeps, draw it anew without saying so."""
    from briefing.check import broken_claims

    content, problems = draw(page, style)
    broken = broken_claims(name, content)
    if not broken:
        return content, problems
    content, problems = draw(replace(page, claims=False), style)
    more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
    message = f"does not say that it is PDF/A and PDF/UA: {broken[0]}{more}"
    return content, (*problems, Problem("check", f"briefing.{name}", message, "docs/accessibility.md has the rules"))


def _refuse_unproven(findings: Sequence[Finding]) -> None:
    if findings:
        listed = "\n".join(f"  {finding}" for finding in findings)
        message = "words on the page could not be proved, nothing was published"
        raise Unproven("briefing", message, f"please report it with the inputs:\n{listed}")


def _record(made: Briefing, written: Mapping[str, bytes], problems: Sequence[Problem], settings: Settings) -> bytes:
    """Return run.json: what inputs and settings determine, and nothing that differs between two equal runs."""
    from dataclasses import asdict
    from importlib.metadata import version

    record = {
        "schema": _SCHEMA,
        "versions": {"briefing": briefing.__version__} | {name: version(name) for name in _SHAPING},
        "settings": _settings_that_matter(settings) | {"edits": made.edited.digest},
        "period": asdict(made.period),
        "inputs": [asdict(fate) for fate in made.fates],
        "counts": asdict(made.tally),
        "sources": asdict(made.corroboration),
        "earlier": made.earlier.key if made.earlier else "",
        "files": {name: sha256(content).hexdigest() for name, content in written.items()},
        "problems": [asdict(problem) for problem in problems],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def is_made_alike(record: bytes, made: Briefing, settings: Settings) -> bool:
    """Whether a run.json tells of the inputs, settings and versions that a briefing is made with now."""
    then, now = json.loads(record), json.loads(_record(made, {}, (), settings))
    settings_then, settings_now = ({**one["settings"], "edits": ""} for one in (then, now))
    return settings_then == settings_now and all(then[key] == now[key] for key in ("versions", "inputs"))


def _settings_that_matter(settings: Settings) -> dict[str, object]:
    """Return the settings without paths: of files of the look and the themes, the digests."""
    from briefing.compose.themes import theme_files
    from briefing.render.style import logo_of

    looks = {"template": settings.template, "style": settings.style, "labels": settings.labels}
    others = {"sources": settings.sources, "house": settings.house, "logo": logo_of(settings.style)}
    looks |= {name: path for name, path in others.items() if path}
    themes = {f"themes/{path.name}": path for path in theme_files(*settings.themes)}
    plain = (
        "summarizer",
        "title",
        "contact",
        "handling",
        "attribution",
        "notes",
        "evidence",
        "formats",
        "exclude",
        "pin",
    )
    lengths = (
        "points_per_theme",
        "quotations_per_theme",
        "highlights",
        "key_figures",
        "events",
        "table_rows",
        "max_pages",
        "one_page",
    )
    return {
        **{name: getattr(settings, name) for name in (*plain, *lengths)},
        "fields": dict(settings.field_map),
        "looks": {name: sha256(path.read_bytes()).hexdigest() for name, path in (looks | themes).items()},
    }


# --- the themes ---------------------------------------------------------------------------------------------------


def suggest(settings: Settings, progress: Progress = iter) -> Suggestions:
    """Return what the themes may lack, as far as the inputs show; nothing is written.

    Raises:
        SettingsError: an input, a theme or the summarizer cannot be used.
        NothingReadable: there were files, and every one of them was rejected.
    """
    from briefing.compose.suggest import suggest
    from briefing.compose.themes import load_themes

    refuse_unknown_summarizer(settings)
    themes = load_themes(*settings.themes)
    files = discover(settings.inputs, leave_out=settings.out)
    return suggest(analyse_all(files, settings, progress), themes, settings)


def explain_suggestions(made: Suggestions, settings: Settings) -> str:
    """Return suggestions as TOML to paste, with the counts behind them for a person to judge."""
    from briefing.render.labels import load_labels
    from briefing.render.suggestions import draw_suggestions

    return draw_suggestions(made, load_labels(settings.labels))


def available(kind: Kind, settings: Settings) -> dict[str, str]:
    """Return what there is of a kind: names and what to say of them.

    Raises:
        SettingsError: the themes or an entry point cannot be loaded.
    """
    if kind == "readers":
        return {reader.name: ", ".join(reader.suffixes) for reader in load_readers()}
    return {"themes": _themes, "summarizers": _summarizers, "formats": _formats}[kind](settings)


def _themes(settings: Settings) -> dict[str, str]:
    from briefing.compose.themes import load_themes

    themes = load_themes(*settings.themes)
    return {theme.slug: ": ".join(filter(None, (theme.title, theme.description))) for theme in themes}


def _summarizers(settings: Settings) -> dict[str, str]:
    from briefing.condense import SUMMARIZERS

    names = plugins.load_all("summarizers", SUMMARIZERS)
    return {name: "used here" if name == settings.summarizer else "" for name in names}


def _formats(settings: Settings) -> dict[str, str]:
    names = plugins.load_all("renderers", _builtin_renderers())
    return {name: f"briefing.{name}" + (", used here" if name in settings.formats else "") for name in names}
