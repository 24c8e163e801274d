"""Files and folders that somebody gives us, read whole or refused with a remedy."""

import stat
from pathlib import Path

from briefing.errors import SettingsError
from briefing.text import printable

LARGEST = 256 * 1024 * 1024
"""Bytes. The record of five hundred pages has about thirty million."""


def read_whole(path: Path, remedy: str) -> bytes:
    """Return the bytes of a file: never of a pipe that does not end, or more than memory bears.

    `remedy` says what to give in its place.

    Raises:
        SettingsError: there is no such file, it cannot be read, or it is larger than LARGEST.
    """
    where = printable(str(path))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SettingsError(where, "is not a file", remedy)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SettingsError(where, "there is no such file", remedy) from None
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise SettingsError(where, message, "allow reading it, or close it in other programs") from None
    if len(content) > LARGEST:
        raise SettingsError(where, f"is larger than {LARGEST // 1024**2} MB", remedy)
    return content


def list_folder(folder: Path) -> list[Path]:
    """Return what is in a folder, by name; nothing where there is no such folder.

    Raises:
        SettingsError: it cannot be listed.
    """
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        message = f"the folder cannot be listed ({error.strerror})"
        raise SettingsError(printable(str(folder)), message, "allow reading it") from error
