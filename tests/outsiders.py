"""A package from outside that brings readers and a format, installed by a real entry point in a folder on the path."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing import analysis, plugins

PACKAGE = '''
import ctypes, os, socket, sys, time
from pathlib import Path
from briefing.model import Document, Fields

class Reader:
    """Does what its files say."""

    def __init__(self, name, guarded):
        self.name, self.suffixes, self.guarded = name, ("." + name,), guarded

    def claims(self, path, head):
        return path.endswith(self.suffixes)

    def read(self, file):
        deed, _, text = file.content.decode().partition(": ")
        if deed in DEEDS:
            text = DEEDS[deed](file) or text
        return (Document(file.path, file.sha256, text, Fields(title=file.field_map.get("title", ""))),)

def spin(file):
    while True:
        pass

def sleep(file):
    Path(f"{os.getpid()}.pid").touch()
    time.sleep(600)

def print_all(file):
    print("noise" * 10**5)
    os.system("echo noise")

def die_unless_calm(file):
    if not Path("calm").exists():
        os.kill(os.getpid(), 9)

DEEDS = {
    "die": die_unless_calm,
    "crash": lambda file: ctypes.string_at(0),
    "spin": spin,
    "sleep": sleep,
    "eat": lambda file: b"x" * 10**11 and "",
    "leave": lambda file: os._exit(7),
    "exit": lambda file: sys.exit("enough"),
    "call": lambda file: socket.create_connection(("127.0.0.1", 9)),
    "fail": lambda file: 1 // 0,
    "print": print_all,
    "where": lambda file: f"Process {os.getpid()}",
}

near, far = Reader("near", False), Reader("far", True)

def draw(page, style):
    return b"a page", ()
'''
METADATA = "Metadata-Version: 2.1\nName: outside\nVersion: {}\n"
ALL_READERS = "[briefing.readers]\nnear = outside:near\nfar = outside:far\n"
A_FORMAT = "[briefing.renderers]\nwire = outside:draw\n"


def write_package(folder: Path, brings: str = ALL_READERS, version: int = 1) -> Path:
    """Write the package into a folder, which is to be on the path: `.far` is read in a process of its own."""
    info = folder / "outside.dist-info"
    info.mkdir(parents=True, exist_ok=True)
    (folder / "outside.py").write_text(PACKAGE, "utf-8")
    (info / "METADATA").write_text(METADATA.format(version), "utf-8")
    (info / "entry_points.txt").write_text(brings, "utf-8")
    return folder


@contextmanager
def installed(folder: Path, brings: str = ALL_READERS, version: int = 1) -> Iterator[None]:
    """Let the package be installed in this process and in those that it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(write_package(folder, brings, version)))
        _look_again()
        yield
    _look_again()


def _look_again() -> None:
    importlib.invalidate_caches()
    plugins._entry_points.cache_clear()
    analysis.code_digest.cache_clear()
