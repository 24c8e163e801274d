import subprocess
import sys
from pathlib import Path

import pytest

import briefing
from briefing.errors import SettingsError
from briefing.plugins import load, load_all

ASK = """
from briefing.errors import SettingsError
from briefing.plugins import load_all
try:
    print(*load_all("readers", {"text": 1}))
except SettingsError as error:
    print(error)
"""


def ask(folder, entry_points, root=Path(briefing.__file__).parents[1]):
    """What `load_all` says in a process of its own where a package with these entry points is installed."""
    info = folder / "house-1.dist-info"
    info.mkdir()
    (folder / "house.py").write_text("letters = object()")
    (folder / "ruin.py").write_text("raise RuntimeError('boom\\nall is well')")
    (folder / "exit.py").write_text("raise SystemExit(0)")
    (info / "METADATA").write_text("Name: house\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[briefing.readers]\n{entry_points}\n")
    code = f"import sys; sys.path[:0] = [{str(folder)!r}, {str(root)!r}]\n{ASK}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_built_in_name():
    """A built-in object is found without anything installed."""
    assert load("readers", "text", {"text": 1, "html": 2}) == 1
    assert load_all("readers", {"text": 1, "html": 2}) == {"text": 1, "html": 2}


def test_an_unknown_name_lists_what_there_is():
    """The error tells the choice."""
    with pytest.raises(SettingsError, match="readers: there is none called 'txt'; use text, html"):
        load("readers", "txt", {"text": 1, "html": 2})


def test_an_unknown_name_is_told_under_the_setting_that_says_it():
    """The user's word for the place takes that of the kind."""
    with pytest.raises(SettingsError, match=r"^--reader: there is none called 'txt'; use text"):
        load("readers", "txt", {"text": 1}, where="--reader")


@pytest.mark.parametrize(
    ("entry_points", "told"),
    [
        ("letters = house:letters", "text letters"),
        (
            "text = house:letters",
            "readers: 'text' is claimed by briefing itself and house:letters; uninstall one of them",
        ),
        (
            "letters = house:envelopes",
            "letters = house:envelopes: cannot be loaded (AttributeError: module 'house' has no attribute 'envelopes')",
        ),
        (
            "letters = office:letters",
            "letters = office:letters: cannot be loaded (ModuleNotFoundError: No module named 'office')",
        ),
        (
            "letters = ruin:letters",
            "letters = ruin:letters: cannot be loaded (RuntimeError: boom\\nall is well); mend the package house",
        ),
        ("letters = exit:letters", "letters = exit:letters: cannot be loaded (SystemExit: 0); mend the package house"),
    ],
)
def test_an_installed_package_adds_its_own(tmp_path, entry_points, told):
    """An entry point counts like a built-in; a second claim on a name, or one that fails to load, is an error."""
    assert ask(tmp_path, entry_points).startswith(told)
