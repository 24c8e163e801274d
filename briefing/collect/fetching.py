"""One address, asked for politely: each hop of its redirections is checked, permitted and paced like the first."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from types import MappingProxyType

import httpx

from briefing import __version__
from briefing.collect.connection import BOUNDS, Answer, Bounds, request
from briefing.collect.manners import NAME, Clock, Manners
from briefing.errors import Unfetched
from briefing.model.collected import Received, header
from briefing.read.file import shown
from briefing.settings import Feed

NOT_MODIFIED = 304
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_BUSY = (429, 503)
_LATER = (408, 425, 429, 500, 502, 503, 504)
"""What may go well another time."""
_MOST_REDIRECTS = 5
_ROBOTS_SIZE = 500 * 1024
"""Bytes of a robots.txt; RFC 9309 asks for no more."""
_COOKIES = ("set-cookie", "set-cookie2")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks for addresses, one after the other."""

    manners: Manners = field(default_factory=lambda: Manners(Clock()))
    bounds: Bounds = BOUNDS
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    """The certificates that this machine trusts."""

    def fetch(self, address: str, feed: Feed, conditions: Mapping[str, str] = _NONE) -> tuple[Received, bool]:
        """Return what an address gives, and whether it has moved for good.

        `conditions` are headers that make a server answer 304 where nothing has changed.

        Raises:
            Unfetched: there is no answer of 200, or of 304 to conditions.
        """
        return self._follow(address, feed, conditions, with_rules=True)

    def _follow(
        self, address: str, feed: Feed, conditions: Mapping[str, str], with_rules: bool
    ) -> tuple[Received, bool]:
        hops: list[tuple[str, int]] = []
        while len(hops) <= _MOST_REDIRECTS:
            url = _checked(address)
            if with_rules:
                self._refuse_forbidden(url, feed)
            answer = self._ask(url, feed, conditions)
            if answer.status not in _REDIRECTS or not header(answer.headers, "location"):
                _refuse_failure(address, answer, bool(conditions))
                has_moved = bool(hops) and all(status in _PERMANENT for _, status in hops)
                return self._received(address, [asked for asked, _ in hops], answer), has_moved
            hops.append((address, answer.status))
            address = _joined(url, header(answer.headers, "location"))
        raise Unfetched(hops[0][0], f"leads on more than {_MOST_REDIRECTS} times", "look at the address")

    def _ask(self, url: httpx.URL, feed: Feed, conditions: Mapping[str, str]) -> Answer:
        """Return the answer of one host; where that is busy, the one after the wait that it asks for."""
        answer = self._ask_once(url, feed, conditions)
        if answer.status in _BUSY and header(answer.headers, "retry-after"):
            self.manners.note_refusal(_host(url), str(url), header(answer.headers, "retry-after"))
            answer = self._ask_once(url, feed, conditions)
            if answer.status in _BUSY:
                self.manners.note_silence(_host(url))
        return answer

    def _ask_once(self, url: httpx.URL, feed: Feed, conditions: Mapping[str, str]) -> Answer:
        self.manners.wait(_host(url), str(url), feed.pause)
        headers = {
            "User-Agent": f"{NAME}/{__version__}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **conditions,
        }
        try:
            return request(str(url), headers, self.context, feed.allow_private, self.bounds)
        except Unfetched as error:
            if error.again:
                self.manners.note_silence(_host(url))
            raise

    def _refuse_forbidden(self, url: httpx.URL, feed: Feed) -> None:
        host = _host(url)
        if not self.manners.knows_rules(host):
            self.manners.learn_rules(host, self._rules(url, feed))
        self.manners.refuse_forbidden(host, str(url))

    def _rules(self, url: httpx.URL, feed: Feed) -> str:
        """Return the robots.txt of a host, "" where it has none. Raises `Unfetched` where it cannot be had just now."""
        address = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        try:
            received, _ = self._follow(address, feed, _NONE, with_rules=False)
        except Unfetched as error:
            if error.again:
                raise
            return ""
        return received.content[:_ROBOTS_SIZE].decode("utf-8-sig", "replace")

    def _received(self, address: str, asked: list[str], answer: Answer) -> Received:
        return Received(
            address=address,
            asked=tuple(asked),
            accessed=self.manners.clock.moment(),
            status=answer.status,
            headers=tuple(pair for pair in answer.headers if pair[0] not in _COOKIES),
            sha256=sha256(answer.content).hexdigest(),
            content=answer.content,
        )


def _host(url: httpx.URL) -> str:
    """Return what robots.txt and pauses hold for: scheme, name and port."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _checked(address: str) -> httpx.URL:
    """Return an address that may be asked for; raises `Unfetched` for every other."""
    try:
        url = httpx.URL(address)
        host = url.host
    except (httpx.InvalidURL, ValueError):
        raise Unfetched(shown(address), "is no address", "look at the address") from None
    if url.scheme not in ("http", "https") or not host:
        raise Unfetched(shown(address), "is not on the web", "only http:// and https:// are fetched")
    if url.userinfo:
        raise Unfetched(shown(host), "its address has a name or password in it", "look at the address")
    return url.copy_with(fragment=None)


def _joined(url: httpx.URL, location: str) -> str:
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError):
        raise Unfetched(str(url), "leads to what is no address", "look at the address") from None


def _refuse_failure(address: str, answer: Answer, may_be_unchanged: bool) -> None:
    if answer.status == HTTPStatus.OK or (answer.status == NOT_MODIFIED and may_be_unchanged):
        return
    known = {status.value: status.phrase for status in HTTPStatus}
    message = f"answers {answer.status} {known.get(answer.status, '')}".strip()
    again = answer.status in _LATER
    raise Unfetched(address, message, "try again later" if again else "look at the address", again=again)
