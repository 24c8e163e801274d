"""The register of outlets: sources.toml, and which of its entries an article belongs to.

Reliability is that of an organisation, from the register, and never of a single report. An outlet that is not in the
register is not rated; nothing here makes it reliable.
"""

import difflib
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from briefing.errors import SettingsError
from briefing.model import Outlet, Reliability, Source
from briefing.text import QUOTATION_MARKS, clean, printable

_KEYS = ("also", "country", "type", "owner", "reliability")
_MOST = 60
"""Characters of a name or value, which stand in a line of the page."""


# --- the file -----------------------------------------------------------------------------------------------------

_REMEMBERED = 10_000
"""Names whose keys are kept, since the same few outlets stand under thousands of articles."""


def load_outlets(path: Path) -> tuple[Outlet, ...]:
    """Return the entries of a register in the order of the file; one without a letter is F.

    Raises:
        SettingsError: the file cannot be read, a key or value cannot be used, or two entries share a name or address.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "give a file that can") from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), "is not UTF-8", "save it as UTF-8") from error
    except ValueError as error:
        hint = 'mend that line; an outlet stands in marks, ["Port Gazette"], and once'
        raise SettingsError(str(path), f"is not TOML ({error})", hint) from error
    outlets = tuple(_outlet(path, name, entry) for name, entry in data.items())
    _refuse_shared(path, outlets)
    return outlets


def _outlet(path: Path, name: str, entry: object) -> Outlet:
    where = f"{path}: {printable(name)}"
    if not isinstance(entry, dict):
        raise SettingsError(
            where, "is no outlet", 'write its name in square brackets, ["Port Gazette"], and keys below'
        )
    for key in entry:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"use {', '.join(_KEYS)}"
            raise SettingsError(where, f"unknown key {key!r}", hint)
    also = entry.get("also", [])
    if not isinstance(also, list):
        raise SettingsError(f"{where}: also", f"{also!r} is not a list of texts", "give a list of texts")
    return Outlet(
        name=_name(where, name),
        also=tuple(_other_name(f"{where}: also", one) for one in also),
        country=_line(f"{where}: country", entry.get("country", "")),
        type=_line(f"{where}: type", entry.get("type", "")),
        owner=_line(f"{where}: owner", entry.get("owner", "")),
        reliability=_letter(f"{where}: reliability", entry.get("reliability", "F")),
    )


def _name(where: str, given: object) -> str:
    text = _line(where, given)
    if not name_key(text):
        raise SettingsError(where, f"{text!r} has no letter or figure", "give the name as articles have it")
    return text


def _other_name(where: str, given: object) -> str:
    text = _name(where, given)
    before, slash, _ = text.partition("/")
    if slash and (before.endswith(":") or ("." in before and " " not in before)):
        raise SettingsError(where, f"{text!r} is more than a host", "give the host alone, such as portgazette.example")
    return text


def _line(where: str, given: object) -> str:
    """Return a text of ours that fits a line of the page."""
    if not isinstance(given, str):
        raise SettingsError(where, f"{given!r} is not a text", "give a text")
    if any(mark in given for mark in QUOTATION_MARKS):
        raise SettingsError(where, "holds a quotation mark", "leave it out: only sources bring them onto the page")
    if clean(given)[0] != given or "\n" in given or "\t" in given:
        raise SettingsError(where, "holds a line end or an invisible character", "leave it out")
    if len(given) > _MOST:
        raise SettingsError(where, f"{len(given)} characters do not fit the page", f"give at most {_MOST}")
    return given


def _letter(where: str, given: object) -> Reliability:
    if given not in get_args(Reliability):
        raise SettingsError(where, f"{given!r} is not a letter from A to F", "give one, or leave it out for F")
    return given  # type: ignore[return-value]  # is one of its letters


def _refuse_shared(path: Path, outlets: Iterable[Outlet]) -> None:
    """Refuse two outlets that one article could belong to by its outlet's name alone, or by its address alone."""
    holders: dict[tuple[str, str], str] = {}
    for outlet in outlets:
        for key in (*(("name", one) for one in _names(outlet)), *(("address", one) for one in _hosts(outlet))):
            other = holders.setdefault(key, outlet.name)
            if other != outlet.name:
                shared = "a name" if key[0] == "name" else f"the address {key[1]}"
                message = f"{outlet.name} and {other} have {shared} in common, whatever its case and punctuation"
                raise SettingsError(str(path), message, "make them one entry, or take it from one of them")


# --- whose an article is ------------------------------------------------------------------------------------------


class Register:
    """Tells whose an article is. Looks up names and hosts, however many outlets there are."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        known = tuple(outlets)
        self._by_name: Mapping[str, Outlet] = {key: one for one in known for key in _names(one)}
        self._by_host: Mapping[str, Outlet] = {host: one for one in known for host in _hosts(one)}

    def find(self, source: Source) -> Outlet | None:
        """Return the outlet that a source names, else the one whose address its own lies under; None for no entry.

        Of two addresses, the longer one has it: news.portgazette.example before portgazette.example.
        """
        return self.find_by_name(source.outlet) or self._find_by_address(source.url)

    def find_by_name(self, name: str) -> Outlet | None:
        """Return the outlet that is called so, such as the upstream that an article credits."""
        return self._by_name.get(name_key(name))

    def key(self, name: str) -> str:
        """Return what is the same for all names of one outlet, and for no other name; "" where there is none."""
        outlet = self.find_by_name(name)
        return name_key(outlet.name if outlet else name)

    def key_of(self, source: Source) -> str:
        """Return that of the outlet that a source belongs to."""
        outlet = self.find(source)
        return name_key(outlet.name if outlet else source.outlet)

    def _find_by_address(self, url: str) -> Outlet | None:
        labels = host_of(url).split(".") if self._by_host else ()
        parents = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self._by_host[host] for host in parents if host in self._by_host), None)


@lru_cache(_REMEMBERED)
def name_key(name: str) -> str:
    """Return what is left of a name when case, blanks and punctuation do not matter.

    >>> name_key("Northern.NET") == name_key("Northern Net"), name_key("–")
    (True, '')
    """
    composed = unicodedata.normalize("NFC", name).casefold()
    return "".join(ch for ch in composed if ch.isalnum() or unicodedata.category(ch).startswith("M"))


def _names(outlet: Outlet) -> Iterator[str]:
    yield from (name_key(one) for one in (outlet.name, *outlet.also))


def _hosts(outlet: Outlet) -> Iterator[str]:
    """Yield the other names that are addresses."""
    yield from (host for one in outlet.also if (host := host_of(one)))


def host_of(address: str) -> str:
    """Return the host of an address, as the web writes it and without `www.`; "" where it has none with a dot.

    >>> host_of("https://www.portgazette.example/news"), host_of("Port Gazette")
    ('portgazette.example', '')
    """
    try:
        host = (urlsplit(address).hostname or urlsplit(f"//{address}").hostname or "").strip(".")
        host = host.encode("idna").decode().removeprefix("www.")
    except ValueError:
        return ""
    return host if "." in host and not any(map(str.isspace, host)) else ""
