"""Feeds to files: what is new in them, and the pages they lead to, stored in a folder for `make` to read.

The one place that opens the network. It is no part of making a briefing: what was collected lies in files like any
others, and a briefing made of them tomorrow is the same.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from briefing.errors import SettingsError
from briefing.model import Problem
from briefing.outputs import locked
from briefing.settings import Settings
from briefing.text import printable

if TYPE_CHECKING:
    from briefing.collect.feeds import Tally

__all__ = ["collect", "explain_unread"]

_PACKAGES = ("httpx", "httpcore")


def collect(settings: Settings, tell: "Callable[[Tally], None]") -> bool:
    """Store what is new in the feeds of the settings; return whether anything failed.

    `tell` is called with what became of each feed when that is done with.

    Raises:
        SettingsError: there is no feed, a package is missing, or the folder cannot be used.
        Locked: another run is at it.
    """
    if not settings.feeds:
        raise SettingsError("feeds", "there are none", 'write [[feeds]] with url = "https://…" into briefing.toml')
    missing = [name for name in _PACKAGES if not find_spec(name)]
    if missing:
        raise SettingsError("collect", f"{missing[0]} is not installed", f"run: pip install {' '.join(_PACKAGES)}")
    with locked(settings.collected, settings.place("collected")):
        return _collect_all(settings, tell)


def explain_unread(settings: Settings) -> Problem | None:
    """Return a problem where `make` has inputs in the settings and what was collected lies in none of them."""
    folder = settings.collected.resolve()
    if not settings.inputs or any(folder.is_relative_to(one.resolve()) for one in settings.inputs):
        return None
    where = printable(str(settings.collected))
    return Problem("collect", where, "is in none of the inputs, so that make does not read it", "add it to inputs")


def _collect_all(settings: Settings, tell: "Callable[[Tally], None]") -> bool:
    from briefing.collect.feeds import Means, collect_feed
    from briefing.collect.fetching import Fetcher
    from briefing.collect.listing import Lister
    from briefing.collect.manners import Clock, Manners
    from briefing.collect.shelf import open_shelf

    shelf, manners, has_failed = open_shelf(settings.collected), Manners(Clock()), False
    manners.keep_rests(shelf.rests)
    with Lister() as lister:
        means = Means(shelf, Fetcher(manners), lister)
        for feed in settings.feeds:
            tally = collect_feed(feed, means)
            shelf.remember(manners.rests())
            tell(tally)
            has_failed = has_failed or bool(tally.failures)
    return has_failed
