"""An edited Word file, taken into the briefing that it was made of: read back, proved, kept, and made anew.

Nothing is changed unless all of it can be: the file of edits is published together with what is made of it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.anchors import RECORD
from briefing.blocks import NoteMode
from briefing.edits import NAME, NO_EDITS, Kept, draw_edits, load_edits, text_ids
from briefing.errors import BriefingError, SettingsError, Unproven
from briefing.files import read_whole
from briefing.inputs import discover
from briefing.library import Progress, analyse_all, look_at, silent
from briefing.model import Briefing, Edits, Finding, Period, Problem
from briefing.outputs import locked
from briefing.pipeline import (
    ONE_PAGE,
    SUPPLEMENT,
    WORD_FILE,
    Means,
    Outcome,
    gather_material,
    load_means,
    make_page,
    publish_page,
    refuse_edited,
)
from briefing.published import NAME as RECORD_OF_WORDS
from briefing.published import days_of, published_texts
from briefing.reconcile import reconcile
from briefing.runs import Asked, is_made_alike
from briefing.settings import PeriodWish, Settings
from briefing.store import opened
from briefing.text import printable

_WORD_FILE = "give the Word file of a briefing, saved as .docx"

if TYPE_CHECKING:
    from briefing.check.found import FileText
    from briefing.compose import Material
    from briefing.merging import Made
    from briefing.records import Record


def merge(path: Path, settings: Settings, progress: Progress = silent) -> Outcome:
    """Take the changes of an edited Word file into the briefing that it was made of, and make that anew.

    They are kept in edits.toml beside it. The settings' period is that of the file; its inputs are read again.

    Raises:
        SettingsError: the file is no briefing's, or the inputs or settings are not those of its period.
        Unproven: the file has words that no source proves. As with all errors, nothing was changed.
        NothingReadable, Locked: as `run`.
    """
    from briefing.merging import compare_sources, numbers_told, read_back

    means, edited = load_means(settings), read_whole(path, _WORD_FILE)
    file = _read_back(path, edited)
    key = file.provenance.period or _period_beside(path)
    _refuse_part(path, key, settings)
    settings = replace(settings, period=_wish(key), notes=_notes(edited, settings))
    found = discover(settings.inputs, leave_out=settings.out)
    files = look_at(one for one in found if not _is_same(one.path, path))
    with locked(settings.out), opened(settings.state) as store:
        analyses, _ = analyse_all(files, settings, store, progress)
        material = gather_material(analyses, means, settings, store)
        _refuse_other_period(key, material.inputs.period)
        folder = settings.out / key
        if not _is_same(folder / WORD_FILE, path):
            refuse_edited(folder / WORD_FILE, settings)
        kept = load_edits(folder)
        made_from, briefing_then = _made_from(file, material, kept, means, settings)
        alike = _is_alike(file, briefing_then, folder, settings)
        sources = compare_sources(file, made_from, _paths_of(material), alike)
        record = _record_of(file, made_from, briefing_then, folder)
        undone = _proved(path, file, made_from, record)
        made_from = replace(made_from, numbers=record.numbers if record else numbers_told(file, made_from))
        theirs, problems = read_back(file, made_from)
        edits = reconcile(made_from.edits, kept.edits, theirs)
        now, new = _kept(edits, kept), _new(edits, kept.edits)

        def refuse(unproved: Mapping[str, Finding]) -> None:
            _refuse_altered(path, [one for id, one in unproved.items() if id in new])

        made, page = make_page(material, now, means, settings, refuse)
        outcome = publish_page(made, page, key, means, settings, {} if now == kept else {NAME: draw_edits(edits)})
        Asked(files, settings).remember(store, key, {one.id for one in material.inputs.told}, lasting=False)
        told = (*sources, *undone, *problems, *outcome.problems)
        return replace(outcome, problems=told, conflicts=len(edits.conflicts))


def _proved(path: Path, file: "FileText", made_from: "Made", record: "Record | None") -> tuple[Problem, ...]:
    """Return what of an edited file a merge does not keep; refuse the file where it is untrue or unproved."""
    from briefing.merging import prove_edited

    findings, undone = prove_edited(file, made_from, record)
    _refuse_altered(path, findings)
    return undone


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _kept(edits: Edits, before: Kept) -> Kept:
    return before if edits == before.edits else Kept(edits, sha256(draw_edits(edits)).hexdigest())


def _new(edits: Edits, before: Edits) -> set[str]:
    """Return the ids of texts and headings that were not kept before."""
    texts = zip(text_ids(edits.texts), edits.texts, strict=True)
    new = {id for id, own in texts if own not in before.texts}
    return new | {one.id for one in edits.titles if one not in before.titles}


def _read_back(path: Path, content: bytes) -> "FileText":
    from briefing.check.word import read_word

    try:
        return read_word(content)
    except Unproven as error:
        raise SettingsError(printable(str(path)), error.message, _WORD_FILE) from error


def _notes(content: bytes, settings: Settings) -> NoteMode:
    """Return how Word is to cite: as asked for, else as the file does."""
    from briefing.check.word_notes import note_mode

    return settings.notes if settings.place("notes") != "notes" else note_mode(content)


def _period_beside(path: Path) -> str:
    """Return the period of a file that does not tell it: that of the folder in which it lies with its record."""
    if not path.with_name(RECORD).is_file():
        hint = "put it into the folder of its briefing, where its run.json is, and merge it there"
        raise SettingsError(printable(str(path)), "does not say which briefing it is of", hint)
    return path.resolve().parent.name


def _refuse_part(path: Path, key: str, settings: Settings) -> None:
    if settings.one_page or key.endswith(ONE_PAGE):
        hint = "change the Word file of the full briefing and merge that: one page follows it"
        raise SettingsError(printable(str(path)), "one page is not merged", hint)
    if settings.new_only or SUPPLEMENT in key:
        hint = "make the full briefing, change its Word file and merge that"
        raise SettingsError(printable(str(path)), "a briefing on new articles alone is not merged", hint)


def _wish(key: str) -> PeriodWish:
    """Return the wish for the period that a folder is named after; without a date it is what the articles make."""
    days = days_of(key)
    return PeriodWish(*days, week="W" in key) if days else PeriodWish()


def _made_from(
    file: "FileText", material: "Material", kept: Kept, means: Means, settings: Settings
) -> tuple["Made", Briefing]:
    """Return what a file was made from, as far as its inputs and its edits are still there."""
    from briefing.merging import Made
    from briefing.render.record import draw_json

    told = file.provenance
    then = kept if told.edits == kept.digest or not told.period else NO_EDITS
    made, page = make_page(material, then, means, settings)
    articles = {one.article.id: one.article.text for analysis in material.analyses for one in analysis.digests}
    items, record = page.provenance.items, sha256(draw_json(made, page)).hexdigest()
    is_known = told.edits == then.digest or not told.period
    return Made(
        page,
        then.edits,
        items=told.items or items,
        texts=published_texts(settings.out / made.period.key) | articles,
        exact=is_known and told.items in ((), items) and told.record in ("", record),
    ), made


def _record_of(file: "FileText", made_from: "Made", briefing: Briefing, folder: Path) -> "Record | None":
    """Return the record of what a file was made from, made again or as it lies there; None if it is gone."""
    from briefing.records import load_record, read_record
    from briefing.render.record import draw_json

    if made_from.exact:
        return read_record(draw_json(briefing, made_from.page), RECORD_OF_WORDS)
    try:
        record = load_record(folder / RECORD_OF_WORDS)
    except BriefingError:
        return None
    return record if record.digest == file.provenance.record else None


def _is_alike(file: "FileText", now: Briefing, folder: Path, settings: Settings) -> bool:
    """Whether inputs and settings are those of the run that made a file, as far as its run.json lies there."""
    try:
        record = (folder / RECORD).read_bytes()
        made = json.loads(record)["files"].get(RECORD_OF_WORDS) == file.provenance.record
        return made and is_made_alike(record, now, settings)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _paths_of(material: "Material") -> dict[str, str]:
    """Return the paths of all articles that came in, by their ids."""
    digests = (digest for analysis in material.analyses for digest in analysis.digests)
    return {digest.article.id: digest.article.source.path for digest in digests}


def _refuse_other_period(key: str, made: Period) -> None:
    if made.key != key:
        message = f"the file is of {printable(key)}, and they make {made.key}"
        raise SettingsError("INPUTS", message, "give the articles that the file was made of")


def _refuse_altered(path: Path, findings: Sequence[Finding]) -> None:
    if findings:
        listed = "\n".join(f"  {finding}" for finding in findings)
        message = "has words that no source proves, nothing was changed"
        raise Unproven(printable(str(path)), message, f"mend these in the Word file and merge it again:\n{listed}")
