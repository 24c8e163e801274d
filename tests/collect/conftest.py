"""A site to collect from, a clock that no test waits for, and what collects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from collect.site import Site, serving

from briefing.collect.connection import Bounds
from briefing.collect.feeds import Means, Tally, collect_feed
from briefing.collect.fetching import Fetcher
from briefing.collect.listing import Lister
from briefing.collect.manners import Clock, Manners
from briefing.collect.shelf import open_shelf
from briefing.outputs import locked
from briefing.settings import Feed

NOON = 1_795_348_800.0
"""22 November 2026, 12:00 UTC."""


@dataclass
class Hand:
    """A clock whose hands are turned."""

    time: float = NOON
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this machine, and nothing on it yet."""
    with serving() as made:
        yield made


@pytest.fixture
def hand() -> Hand:
    """The clock of a test."""
    return Hand()


@pytest.fixture(scope="session")
def lister() -> Iterator[Lister]:
    """The process that reads feeds."""
    with Lister() as made:
        yield made


Collect = Callable[..., Tally]


@pytest.fixture
def collect(tmp_path: Path, hand: Hand, lister: Lister) -> Collect:
    """Collect from a feed into tmp_path/collected, as one run does."""

    def run(url: str, *, bounds: Bounds | None = None, **given: object) -> Tally:
        feed = Feed(url, **{"allow_private": True, "pause": 0, **given})  # type: ignore[arg-type]
        folder = tmp_path / "collected"
        with locked(folder):
            shelf, manners = open_shelf(folder), Manners(hand.clock())
            manners.keep_rests(shelf.rests)
            tally = collect_feed(feed, Means(shelf, Fetcher(manners, bounds or Bounds(seconds=20)), lister))
            shelf.remember(manners.rests())
        return tally

    return run
