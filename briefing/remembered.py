"""What is remembered between runs, told to a person and forgotten on request."""

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from briefing.analysis import key_of
from briefing.errors import SettingsError
from briefing.inputs import discover
from briefing.library import look_at
from briefing.runs import as_key, is_as_recorded
from briefing.settings import Settings
from briefing.store import Store, opened
from briefing.text import printable


@dataclass(frozen=True, slots=True)
class Status:
    """What a state folder knows of the inputs, and of what was published."""

    folder: Path
    files: int
    articles: int
    published: tuple[tuple[str, bool], ...]
    """Each finished folder, by its path, and whether it is as it was published."""
    inputs: int
    unread: int
    """Of these, files that are not known yet."""
    unpublished: int
    """Articles of known inputs that no briefing had."""


def tell_status(settings: Settings) -> Status:
    """Return what is known, published and pending; nothing is read anew.

    Raises:
        SettingsError: there is no state, it cannot be used, or an input does not exist.
    """
    files = look_at(discover(settings.inputs, leave_out=settings.out)) if settings.inputs else ()
    with _existing(settings) as store:
        keys = {key_of(one.found.name, one.digest, settings): one.found.name for one in files if one.digest}
        known = store.known(keys)
        briefed = store.briefed()
        analyses = [store.analysis(number, keys[key]) for key, number in known.items()]
        return Status(
            store.folder,
            *store.count(),
            published=tuple(
                (os.path.relpath(store.folder / key), is_as_recorded(store.folder / key, one.record))
                for key, one in store.published().items()
            ),
            inputs=len(files),
            unread=len(keys.keys() - known.keys()),
            unpublished=sum(card.id not in briefed for one in analyses for card in one.cards),
        )


def explain_status(status: Status) -> str:
    """Return it as lines."""
    lines = [
        f"state      {printable(str(status.folder))}",
        f"known      {status.files} files with {status.articles} articles",
        *(f"published  {printable(key)}{'' if kept else ', changed or gone since'}" for key, kept in status.published),
    ]
    if status.inputs:
        lines.append(f"inputs     {status.inputs} files, {status.unread} not read yet")
        lines.append(f"pending    {status.unpublished} articles that no briefing had yet, and what is not read")
    return "\n".join(lines)


def forget(settings: Settings, folders: tuple[str, ...], everything: bool) -> str:
    """Forget analyses of files that are no inputs any more, or that folders were published; return what is gone.

    Raises:
        SettingsError: there is no state, or nothing that says what to forget, or a folder is not known.
    """
    if not (settings.inputs or folders or everything):
        hint = "name the files and folders whose analyses to keep, or give --published or --all"
        raise SettingsError("INPUTS", "nothing says what to forget", hint)
    with _existing(settings) as store:
        gone = [_forget_published(folder, settings, store) for folder in folders]
        if everything:
            gone += [_forget_published(Path(key).name, settings, store, key) for key in store.published()]
        if everything or not folders:
            keep = () if everything else look_at(discover(settings.inputs, leave_out=settings.out))
            count = store.forget(key_of(one.found.name, one.digest, settings) for one in keep if one.digest)
            gone.append(f"{count} analyses")
    return f"forgotten: {', '.join(gone)}"


def _forget_published(folder: str, settings: Settings, store: Store, key: str = "") -> str:
    if not store.forget_published(key or as_key(settings.out / Path(folder).name, store.folder)):
        message = f"{folder!r} is not known to be published"
        raise SettingsError("--published", message, "see: briefing status")
    return f"that {folder} was published"


def _existing(settings: Settings) -> AbstractContextManager[Store]:
    if settings.state is None or not settings.state.is_dir():
        raise SettingsError(printable(str(settings.state)), "there is no state", "give --state, or make a briefing")
    return opened(settings.state)
