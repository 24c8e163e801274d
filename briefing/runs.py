"""run.json: what a run was given and what became of it; and whether a run would only do the same once more."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from briefing import plugins
from briefing.analysis import code_digest, versions
from briefing.anchors import RECORD
from briefing.edits import NAME as EDITS
from briefing.files import list_folder
from briefing.library import Known
from briefing.model import BRIEFED, Briefing, Fate, Problem, Tally
from briefing.published import NAME as RECORD_OF_WORDS
from briefing.settings import Settings
from briefing.store import Published, Store

SCHEMA = 1
"""Grows when a key changes its meaning or goes."""
_EPOCH = "SOURCE_DATE_EPOCH"


def draw_run(made: Briefing, written: Mapping[str, bytes], problems: Sequence[Problem], settings: Settings) -> bytes:
    """Return run.json: what inputs and settings determine, and nothing that differs between two equal runs."""
    record = {
        "schema": SCHEMA,
        "versions": versions(),
        "settings": settings_that_matter(settings) | {"edits": made.edited.digest},
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
    then, now = json.loads(record), json.loads(draw_run(made, {}, (), settings))
    settings_then, settings_now = ({**one["settings"], "edits": ""} for one in (then, now))
    return settings_then == settings_now and all(then[key] == now[key] for key in ("versions", "inputs"))


def settings_that_matter(settings: Settings) -> dict[str, object]:
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
        "new_only",
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


# --- the same once more -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Past:
    """A finished folder that a run would only make once more."""

    files: tuple[Path, ...]
    """As written, run.json last."""
    problems: tuple[Problem, ...]
    tally: Tally
    fates: tuple[Fate, ...]

    def told(self) -> "Past | None":
        """Return what a run comes to that leaves out what was told there; None where it may have more to tell."""
        if any(one.outcome == "outside" and one.detail != BRIEFED for one in self.fates):
            return None  # of other days, which it may be on
        tally = replace(self.tally, used=0, outside=self.tally.outside + self.tally.used)
        fates = (
            replace(one, outcome="outside", detail=BRIEFED) if one.outcome == "used" else one for one in self.fates
        )
        return Past((), self.problems, tally, tuple(fates))


class Asked:
    """All that a run depends on, as a digest for each folder that it may write."""

    def __init__(self, files: Sequence[Known], settings: Settings) -> None:
        self._out, self._state = settings.out, settings.state or Path()
        told: list[object] = [code_digest(), plugins.versions(("renderers",)), settings_that_matter(settings)]
        told += [asdict(settings.period), os.environ.get(_EPOCH)]
        inputs = [(one.found.name, one.digest, str(one.obstacle or "")) for one in files]
        self._own = json.dumps([*told, inputs], default=str, sort_keys=True)
        self._new_only = settings.new_only
        self._around = dict(_around(settings.out))

    def digest(self, store: Store, folder: str) -> str:
        """Return the digest of a run that writes a folder: what it has written there is no part of it."""
        briefed = sorted(store.briefed(but=self.key(folder))) if self._new_only else []
        return f"{self._basis(folder)} {sha256(json.dumps(briefed).encode()).hexdigest()}"

    def _basis(self, folder: str) -> str:
        """Return the part of it that costs little, however many articles had a briefing."""
        *_, edits = self._around.get(folder, ("",))
        told = [self._own, edits, {name: told for name, told in self._around.items() if name != folder}]
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def key(self, folder: str) -> str:
        """Return what a folder is called in the state."""
        return as_key(self._out / folder, self._state)

    def find(self, store: Store) -> Past | None:
        """Return the folder that this run has made already, if it is as it was then."""
        for key, published in store.published().items():
            folder = Path(key).name
            if self.key(folder) != key or not published.run.startswith(self._basis(folder)):
                continue
            if self.digest(store, folder) == published.run:
                return _past(self._out / folder) if is_as_recorded(self._out / folder, published.record) else None
        return None

    def last_number(self, store: Store, part: str) -> int:
        """Return the highest number that stands behind a part of the names of finished folders; 0 for none.

        What is not in the state was published all the same, for a state is easily lost, unless it was announced alone.
        """
        names = {*(Path(key).name for key in store.published()), *self._around}
        names -= {Path(key).name for key in store.announced()}
        numbers = (name.rpartition(part)[2] for name in names if part in name)
        return max((int(number) for number in numbers if number.isdecimal()), default=0)

    def announce(self, store: Store, folder: str) -> None:
        """Keep that this run is about to publish a folder, so that the run after one that was killed takes it again."""
        store.announce(self.key(folder))

    def remember(self, store: Store, folder: str, articles: Iterable[str], lasting: bool) -> None:
        """Keep that this run has published a folder, and which articles it used there.

        One that may come to something else the next time, on the same files, is not `lasting`: it is never found.
        """
        record = _digest(self._out / folder / RECORD)
        store.record(self.key(folder), Published(self.digest(store, folder) if lasting else "", record), articles)


def as_key(folder: Path, state: Path) -> str:
    """Return what a folder is called in a state: its path from there, wherever a run was started."""
    return Path(os.path.relpath(folder, state)).as_posix()


def is_as_recorded(folder: Path, record: str) -> bool:
    """Whether each file of a finished folder is as its run.json says, and that has this digest."""
    if _digest(folder / RECORD) != record:
        return False
    files = json.loads((folder / RECORD).read_bytes())["files"]
    return all(_digest(folder / name) == digest for name, digest in files.items())


def _around(out: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the folders of finished briefings with the digests of both records and of the edits."""
    for folder in list_folder(out):
        told = tuple(_digest(folder / name) for name in (RECORD, RECORD_OF_WORDS, EDITS))
        if any(told):
            yield folder.name, told


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _past(folder: Path) -> Past:
    """Return what lies in a folder."""
    told = json.loads((folder / RECORD).read_bytes())
    order = [f"briefing.{name}" for name in told["settings"]["formats"]]
    names = sorted(told["files"], key=lambda name: order.index(name) if name in order else len(order))
    return Past(
        tuple(folder / name for name in (*names, RECORD)),
        tuple(Problem(**one) for one in told["problems"]),
        Tally(**told["counts"]),
        tuple(Fate(**one) for one in told["inputs"]),
    )
