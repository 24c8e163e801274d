"""Archives, `.zip`: each file in it is read like any other, as `archive.zip/member`; nothing is written to disk.

Folders, what is hidden or macOS adds, and what a browser saved beside a page are passed over. An archive in an archive
is read, a third inside is refused. A member that cannot be read, or that its reader fails on, is a problem in its place
and costs only itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from zipfile import ZipFile, ZipInfo

from briefing.errors import Unreadable
from briefing.inputs import companions
from briefing.model import Document, Problem
from briefing.read.choice import read_content
from briefing.read.file import File, problem
from briefing.read.kinds import claimed
from briefing.read.packages import member_bytes, open_package
from briefing.text import printable

name = "zip"
suffixes = (".zip",)
guarded = True
claims = claimed("zip")

_MOST_UNPACKED = (200, 50)
"""Megabytes, of an archive and of one inside it."""
_MOST_OF_ONE = 20
_COMPANION = re.compile("_files(?=/)")
_REPORT = "please report it with the file; the others were read"


def read(file: File) -> tuple[Document | Problem, ...]:
    """Return what each member comes to, in the archive's order; raises `Unreadable` where there is none, or a limit."""
    if file.depth >= len(_MOST_UNPACKED):
        raise Unreadable(file.path, "an archive within two others is not read", "unpack the outer ones")
    package = open_package(file.path, file.content, _MOST_UNPACKED[file.depth])
    items = tuple(item for place, entry in _members(file.path, package) for item in _read(file, package, entry, place))
    if not items:
        raise Unreadable(file.path, "no file in it", "give an archive with articles in it")
    return items


def _members(path: str, package: ZipFile) -> Iterator[tuple[str, ZipInfo]]:
    """Yield the members to read, each with the name to print, of its own."""
    seen: set[str] = set()
    counts = Counter[str]()
    entries = [(entry, _parts(entry)) for entry in package.infolist() if not entry.is_dir()]
    folders = companions("/".join(parts) for _, parts in entries)
    for entry, parts in entries:
        inner = "/".join(parts)
        if not parts or any(map(_is_hidden, parts)) or _lies_in(inner, folders):
            continue
        inner = printable(inner)
        counts[inner] += 1
        while (place := _place(path, inner, counts[inner])) in seen:
            counts[inner] += 1
        seen.add(place)
        yield place, entry


def _parts(entry: ZipInfo) -> list[str]:
    return [part for part in entry.filename.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _is_hidden(part: str) -> bool:
    return part.startswith(".") or part == "__MACOSX"


def _lies_in(name: str, folders: set[str]) -> bool:
    """Whether a file lies in one of the folders beside pages, or in one inside it."""
    return any(name[: found.end()] in folders for found in _COMPANION.finditer(name))


def _place(path: str, inner: str, count: int) -> str:
    """Return the name to print of the `count`th member of one name."""
    return f"{path}/{count}/{inner}" if count > 1 else f"{path}/{inner}"


def _read(file: File, package: ZipFile, entry: ZipInfo, place: str) -> tuple[Document | Problem, ...]:
    try:
        content = member_bytes(place, package, entry, _most(file))
        items = read_content(place, content, file.field_map, file.readers, file.depth + 1)
        return items or (problem(place, "its reader found no article", _REPORT),)
    except Unreadable as error:
        return (problem(error.where, error.message, error.hint),)
    except Exception as error:
        return (problem(place, f"failed with {type(error).__name__}: {printable(str(error))}", _REPORT),)


def _most(file: File) -> int:
    return _MOST_OF_ONE if file.depth else _MOST_UNPACKED[1]
