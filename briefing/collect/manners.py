"""What is owed to a host: to ask only for what its robots.txt lets us (RFC 9309), slowly, and not while it says no."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.robotparser import RobotFileParser

from briefing.errors import Unfetched

NAME = "briefing"
"""What robots.txt and servers know us by."""
_LONGEST_PAUSE = 10
"""Seconds. A host that wants more between two requests gets this much."""
_LONGEST_WAIT = 60
"""Seconds that are waited for a host within a run; a longer wait is one for a later run."""
_LONGEST_REST = 86_400
"""Seconds that a host is left alone, however long it asks for."""
_MOST_SILENCES = 2
"""Times that a host may give no answer before it is asked no more in this run."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, in seconds since 1970, and how to let it pass."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def day(self) -> str:
        """Return the day in UTC."""
        return datetime.fromtimestamp(self.now(), tz=UTC).date().isoformat()

    def moment(self) -> str:
        """Return day and time in UTC."""
        return datetime.fromtimestamp(self.now(), tz=UTC).isoformat(timespec="seconds")


@dataclass(slots=True)
class _Host:
    robots: RobotFileParser | None = None
    asked: float = 0.0
    """When the last request was made."""
    rests_until: float = 0.0
    silences: int = 0


@dataclass(slots=True)
class Manners:
    """What is known of each host, by scheme, name and port, during a run."""

    clock: Clock
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def rests(self) -> dict[str, float]:
        """Return until when each host asked to be left alone that still does."""
        return {name: host.rests_until for name, host in self._hosts.items() if host.rests_until > self.clock.now()}

    def keep_rests(self, rests: Mapping[str, float]) -> None:
        """Keep to what an earlier run was told, within the bound that holds for it."""
        for name, until in rests.items():
            self._host(name).rests_until = min(until, self.clock.now() + _LONGEST_REST)

    def wait(self, host: str, address: str, pause: float) -> None:
        """Let the pause of a host pass. Raises `Unfetched` while it is to be left alone."""
        known, now = self._host(host), self.clock.now()
        if known.silences >= _MOST_SILENCES:
            raise Unfetched(address, "its host has not answered before", "try again later", again=True)
        if known.rests_until > now + _LONGEST_WAIT:
            raise self._resting(address, known.rests_until - now)
        delay = known.robots.crawl_delay(NAME) if known.robots else None
        pause = max(pause, float(min(delay or 0, _LONGEST_PAUSE)))
        until = max(known.rests_until, known.asked + pause if known.asked else 0.0)
        if until > now:
            self.clock.sleep(until - now)
        known.asked = self.clock.now()

    def note_silence(self, host: str) -> None:
        """Remember that a host gave no answer."""
        self._host(host).silences += 1

    def note_refusal(self, host: str, address: str, retry_after: str) -> None:
        """Remember that a host asked to wait, as RFC 9110 lets it; raises `Unfetched` where that is for a later run."""
        known, now = self._host(host), self.clock.now()
        seconds = min(_seconds(retry_after, now), _LONGEST_REST)
        known.rests_until = now + seconds
        if seconds > _LONGEST_WAIT:
            raise self._resting(address, seconds)

    def knows_rules(self, host: str) -> bool:
        """Whether the robots.txt of a host was read."""
        return self._host(host).robots is not None

    def learn_rules(self, host: str, text: str) -> None:
        """Take the robots.txt of a host."""
        rules = RobotFileParser()
        rules.parse([line for line in text.splitlines() if _is_rule(line)])
        self._host(host).robots = rules

    def refuse_forbidden(self, host: str, address: str) -> None:
        """Raise `Unfetched` for an address that the host's robots.txt keeps from us."""
        rules = self._host(host).robots
        if rules and not rules.can_fetch(NAME, address):
            raise Unfetched(address, "the robots.txt of its host forbids it", "save it yourself, or ask its publisher")

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host())

    def _resting(self, address: str, seconds: float) -> Unfetched:
        message = f"its host asks to be left alone for {seconds:.0f} seconds"
        return Unfetched(address, message, "run it again after that", again=True)


def _is_rule(line: str) -> bool:
    """Whether a line can be parsed; RFC 9309 leaves out what cannot, and the parser would end with it."""
    try:
        RobotFileParser().parse(("User-agent: *", line))
    except ValueError:
        return False
    return True


def _seconds(retry_after: str, now: float) -> float:
    """Return how long a host asks to wait: so many seconds, or until a date."""
    if retry_after.isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return 0.0
