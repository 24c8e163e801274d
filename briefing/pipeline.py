"""The run, whole, over all files and all stages.

Stages are imported where they are used, so that asking for the version or a mistyped option costs nothing.
"""

import re
import shlex
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from briefing import plugins
from briefing.analysis import basis_of, refuse_unknown_summarizer
from briefing.anchors import CHARTS, RECORD, TITLE, comment, section
from briefing.edits import NAME, Kept, load_edits
from briefing.errors import SettingsError, Unproven
from briefing.inputs import discover
from briefing.library import Progress, analyse_all, is_lasting, look_at, silent
from briefing.model import (
    Analysis,
    Briefing,
    Edited,
    Edits,
    Fate,
    Finding,
    Outlet,
    Problem,
    Suggestions,
    Tally,
    Theme,
    Whole,
)
from briefing.outlets import load_outlets
from briefing.outputs import differ, left_over, locked, publish
from briefing.published import is_as_published, last_published, past_coverage
from briefing.reading import load_readers
from briefing.runs import Asked, draw_run
from briefing.settings import Settings, day_of_run
from briefing.store import Memo, Store, opened
from briefing.text import printable

if TYPE_CHECKING:
    from briefing.blocks import KnownLogo, Page
    from briefing.compose import Material
    from briefing.render import Renderer
    from briefing.render.style import Style

Refuse = Callable[[Mapping[str, Finding]], None]
"""May raise for own texts and headings that no source proves, given by their ids."""
Kind = Literal["readers", "themes", "summarizers", "formats"]

SUPPLEMENT = "-new-"
"""What the folder of a briefing on new articles alone has behind its period, in front of its number."""
WORD_FILE = "briefing.docx"
"""The file that an editor may have changed where it lies."""
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
    fates: tuple[Fate, ...] = ()
    """Of every input."""
    changed: bool = True
    """Whether a file differs from what lay there."""
    new: int = 0
    """Articles that no earlier run has published."""
    analysed: int = 0
    """Files that had to be analysed, since they were not known."""
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


def run(settings: Settings, progress: Progress = silent) -> Outcome:
    """Make the briefing that `settings` ask for and publish it in `settings.out`.

    What lies there as this run would make it is left as it is. Of new articles alone there may be nothing to publish.

    Raises:
        SettingsError: an input, theme, template or name cannot be used, or the output folder not be written. Only a
            template is refused after the inputs were read.
        NothingReadable: there were files, and every one of them was rejected.
        Unproven: words on the page are not their source's. As with all errors, nothing was published.
        Locked: another run is writing to the same folder.
    """
    from briefing.compose import report_future

    means = load_means(settings)
    files = look_at(discover(settings.inputs, leave_out=settings.out))
    with locked(settings.out), opened(settings.state) as store:
        asked = Asked(files, settings)
        past = asked.find(store)
        if past and settings.new_only:
            past = past.told()
        if past:
            return Outcome(past.files, (*past.problems, *left_over(past.files)), past.tally, past.fates, changed=False)
        analyses, analysed = analyse_all(files, settings, store, progress)
        briefed = store.briefed()
        material = gather_material(analyses, means, settings, store, briefed if settings.new_only else frozenset())
        folder = _folder(material.inputs.period.key, settings, asked.last_number(store, SUPPLEMENT))
        refuse_edited(settings.out / folder / WORD_FILE, settings)
        made, page = make_page(material, _edits(folder, settings), means, settings)
        if settings.new_only and not material.inputs.used:
            return Outcome((), made.problems, made.tally, made.fates, changed=False, analysed=analysed)
        if settings.new_only:
            asked.announce(store, folder)
        outcome = publish_page(made, page, folder, means, settings)
        future = report_future(material.inputs, day_of_run())  # by the clock, and so not in run.json
        articles = {one.id for one in material.inputs.told}
        asked.remember(store, folder, articles, is_lasting(analyses) and not future)
        problems = (*outcome.problems, *future)
        return replace(outcome, problems=problems, new=len(articles - briefed), analysed=analysed)


def publish_page(
    made: Briefing,
    page: "Page",
    folder: str,
    means: Means,
    settings: Settings,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> Outcome:
    """Draw, prove and publish a page in a folder, and at once what goes beside its files."""
    from briefing.check import check, prove_page
    from briefing.render.record import draw_json

    _refuse_unproven(prove_page(page, made))
    record = draw_json(made, page)
    drawn, doubts = _draw(_signed(page, folder, record), record, means)
    _refuse_unproven(check(drawn, page, made))
    problems = (*made.problems, *doubts, *_homeless(page, made.edited), *_unknown(page, made, settings))
    problems = tuple(_with_folder(one, made.period.key) for one in problems)
    written = {f"briefing.{name}": content for name, content in drawn.items()}
    written |= {**beside, RECORD: draw_run(made, written, problems, settings)}
    changed = differ(written, settings.out / folder)
    paths = publish(written, settings.out / folder)
    return Outcome(paths, (*problems, *left_over(paths)), made.tally, made.fates, changed)


def gather_material(
    analyses: Sequence[Analysis], means: Means, settings: Settings, store: Store, briefed: Container[str] = ()
) -> "Material":
    """Return what the briefing is made of, the earlier one included, without articles `briefed` on before, by id."""
    from briefing.compose import Known, gather, sort_out

    inputs = sort_out(analyses, settings, briefed)
    earlier, problems = last_published(settings.out, inputs.period)
    past, missing = past_coverage(settings.out, inputs.period)
    material = gather(
        analyses, inputs, Known(means.themes, means.outlets, earlier, past, Memo(store, basis_of(settings))), settings
    )
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


def _folder(key: str, settings: Settings, last: int) -> str:
    """Return the folder's name; what is not the full briefing stands beside it and is compared with by none."""
    key += ONE_PAGE if settings.one_page else ""
    return f"{key}{SUPPLEMENT}{last + 1}" if settings.new_only else key


def _edits(folder: str, settings: Settings) -> Kept:
    """Return the edits of a folder; on one page hold the title of the full briefing and what is gone from it."""
    kept = load_edits(settings.out / folder.removesuffix(ONE_PAGE))
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


# --- the themes ---------------------------------------------------------------------------------------------------


def suggest(settings: Settings, progress: Progress = silent) -> Suggestions:
    """Return what the themes may lack, as far as the inputs show; nothing is written.

    Raises:
        SettingsError: an input, a theme or the summarizer cannot be used.
        NothingReadable: there were files, and every one of them was rejected.
    """
    from briefing.compose.suggest import suggest
    from briefing.compose.themes import load_themes

    refuse_unknown_summarizer(settings)
    themes = load_themes(*settings.themes)
    files = look_at(discover(settings.inputs, leave_out=settings.out))
    with opened(settings.state) as store:
        analyses, _ = analyse_all(files, settings, store, progress)
        return suggest(analyses, themes, settings)


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
