"""One polite request: bounds, redirections, rules for robots, pauses, and addresses that may not be asked."""

import gzip
import shutil
import socket
import ssl
import subprocess
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from collect.conftest import Hand
from collect.site import (
    PAGE,
    Answer,
    Site,
    dripping_body,
    dripping_head,
    endless,
    packed,
    page,
    serving,
    silent,
)

from briefing import __version__
from briefing.collect.connection import BOUNDS, Bounds
from briefing.collect.fetching import Fetcher
from briefing.collect.manners import Manners
from briefing.errors import Unfetched
from briefing.model.collected import Received
from briefing.settings import Feed

SHORT = Bounds(seconds=0.2)


def fetch(address: str, hand: Hand, bounds: Bounds = BOUNDS, fetcher: Fetcher | None = None, **given: Any) -> Received:
    """What an address gives; private ones are allowed unless it is said otherwise."""
    feed = Feed("http://feed.example", **{"allow_private": True, "pause": 0, **given})
    received, _ = (fetcher or Fetcher(Manners(hand.clock()), bounds)).fetch(address, feed)
    return received


def refusal(address: str, hand: Hand, bounds: Bounds = BOUNDS, **given: Any) -> Unfetched:
    """Why an address gives nothing."""
    with pytest.raises(Unfetched) as caught:
        fetch(address, hand, bounds, **given)
    return caught.value


# --- bounds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", [silent, dripping_head, dripping_body], ids=lambda act: act.__name__)
def test_an_answer_has_so_much_time_in_all(act: Any, site: Site, hand: Hand) -> None:
    """However slowly it comes, in its head or in its body: not so much for each piece."""
    site.answers["/a"] = act
    site.answers["/robots.txt"] = Answer()
    fetcher = Fetcher(Manners(hand.clock()))
    fetch(f"{site.base}/robots.txt", hand, fetcher=fetcher)
    error = refusal(f"{site.base}/a", hand, fetcher=Fetcher(fetcher.manners, SHORT))
    assert (error.message, error.again) == ("took more than 0.2 seconds", True)


def test_an_endless_answer_ends_at_its_size(site: Site, hand: Hand) -> None:
    """It is counted while it comes."""
    site.answers["/a"] = endless
    assert refusal(f"{site.base}/a", hand, Bounds(size=300_000)).message == "is larger than 0.3 MB"


def test_a_huge_answer_is_not_begun(site: Site, hand: Hand) -> None:
    """Where it says its size itself."""
    site.answers["/a"] = Answer(headers={"Content-Length": "30000000"})
    assert refusal(f"{site.base}/a", hand).message == "is larger than 20 MB"


def test_what_just_fits_is_taken(site: Site, hand: Hand) -> None:
    """The bound itself is allowed, packed or not."""
    site.answers |= {"/a": Answer(b"a" * 1000), "/b": packed(b"a" * 1000), "/c": packed(b"a" * 1001)}
    for path in ("/a", "/b"):
        assert fetch(site.base + path, hand, Bounds(size=1000)).content == b"a" * 1000
    assert refusal(f"{site.base}/c", hand, Bounds(size=1000)).message == "is larger than 0.001 MB"


def test_what_unpacks_to_too_much_is_stopped(site: Site, hand: Hand) -> None:
    """A hundred megabytes in a hundred kilobytes; what is unpacked at once is bounded, too."""
    site.answers["/a"] = packed(b"\0" * 100_000_000)
    assert len(site.answers["/a"].body) < 100_000  # type: ignore[union-attr]
    assert refusal(f"{site.base}/a", hand).message == "is larger than 20 MB"


def test_no_more_is_unpacked_than_the_bound(site: Site, hand: Hand) -> None:
    """Not even of a single piece that came in: ten megabytes in ten kilobytes do not take ten megabytes."""
    site.answers["/a"] = packed(b"\0" * 10_000_000)
    fetcher = Fetcher(Manners(hand.clock()), Bounds(size=100_000))
    refusal(f"{site.base}/a", hand, fetcher=fetcher)  # so that all is imported
    tracemalloc.start()
    try:
        refusal(f"{site.base}/a", hand, fetcher=fetcher)
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


def test_what_stands_behind_a_packed_stream_is_counted(site: Site, hand: Hand) -> None:
    """It is no part of the page, but it is received."""
    body = packed(page()).body
    for size, behind in enumerate((b"\0" * 100, b"x" * 100), 1):
        site.answers[f"/{size}"] = Answer(body + behind, headers={"Content-Encoding": "gzip"})
        assert fetch(f"{site.base}/{size}", hand).content == page()
    long = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    site.answers["/a"] = lambda handler, over: sent(handler, long, [body, *[b"\0" * 100_000] * 4])
    assert refusal(f"{site.base}/a", hand, Bounds(size=300_000)).message == "is larger than 0.3 MB"


def sent(handler: Any, headers: dict[str, str], pieces: list[bytes]) -> None:
    """Send an answer in pieces."""
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    handler.wfile.write(f"HTTP/1.1 200 OK\r\n{told}\r\n".encode())
    for piece in (*pieces, b""):
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))


@pytest.mark.parametrize("cut", [1, 300, -1])
def test_all_streams_of_a_packed_answer_are_unpacked(cut: int, site: Site, hand: Hand) -> None:
    """RFC 1952: a file may hold more than one; wherever the pieces end that come in."""
    first, second = (gzip.compress(half) for half in (page()[:cut], page()[cut:]))
    site.answers["/a"] = Answer(first + second, headers={"Content-Encoding": "gzip"})
    chunked = {"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    site.answers["/b"] = lambda handler, over: sent(handler, chunked, [bytes((one,)) for one in first + second])
    site.answers["/c"] = Answer(first + second[:-1], headers={"Content-Encoding": "gzip"})
    assert fetch(f"{site.base}/a", hand).content == fetch(f"{site.base}/b", hand).content == page()
    assert refusal(f"{site.base}/c", hand).message == "is packed and cut short"


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_where_nothing_came_nothing_is_unpacked(encoding: str, site: Site, hand: Hand) -> None:
    """An answer that only leads on, or is empty, may say that it is packed all the same."""
    told = {"Content-Encoding": encoding}
    site.answers |= {"/a": Answer(status=301, headers={**told, "Location": "/b"}), "/b": PAGE}
    site.answers["/c"] = Answer(headers={"Content-Encoding": "gzip"})
    assert fetch(f"{site.base}/a", hand).content == page()
    assert fetch(f"{site.base}/c", hand).content == b""
    unchanged = {"If-None-Match": '"1"'}
    site.answers["/d"] = Answer(status=304, headers=told)
    feed = Feed("http://feed.example", allow_private=True, pause=0)
    received, _ = Fetcher(Manners(hand.clock())).fetch(f"{site.base}/d", feed, unchanged)
    assert (received.status, received.content) == (304, b"")


@pytest.mark.parametrize("body", [b"x" * 50, b"", b"x" * 2000])
def test_what_is_no_success_is_told_by_its_status(body: bytes, site: Site, hand: Hand) -> None:
    """However its body is packed, damaged or too large: nobody looks at that, and it may go well later."""
    for encoding in ("br", "gzip"):
        site.answers["/a"] = Answer(body, status=503, headers={"Content-Encoding": encoding})
        error = refusal(f"{site.base}/a", hand, Bounds(size=1000))
        assert (error.message, error.again) == ("answers 503 Service Unavailable", True)


UNPACKED = {
    "another way": (Answer(b"x", headers={"Content-Encoding": "br"}), "is packed as 'br', which was not asked for"),
    "damaged": (Answer(b"x" * 50, headers={"Content-Encoding": "gzip"}), "is packed and damaged"),
    "cut short": (
        Answer(packed(page()).body[:-20], headers={"Content-Encoding": "gzip"}),
        "is packed and cut short",
    ),
}


@pytest.mark.parametrize("case", UNPACKED)
def test_what_cannot_be_unpacked_is_refused(case: str, site: Site, hand: Hand) -> None:
    """Half of a page would be stored for the whole."""
    answer, message = UNPACKED[case]
    site.answers["/a"] = answer
    assert refusal(f"{site.base}/a", hand).message == message


def test_who_asks_is_told(site: Site, hand: Hand) -> None:
    """The program and its version; no cookie goes back, whatever was set."""
    site.answers |= {"/a": Answer(status=302, headers={"Location": "/b", "Set-Cookie": "id=1"}), "/b": PAGE}
    fetch(f"{site.base}/a", hand)
    path, headers = site.asked[-1]
    assert (path, headers["user-agent"], headers["accept-encoding"]) == ("/b", f"briefing/{__version__}", "gzip")
    assert not {"cookie", "authorization", "referer"} & headers.keys()


def test_proxies_of_the_environment_are_not_used(site: Site, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """They would make the connection to whatever address they like."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.answers["/a"] = PAGE
    assert fetch(f"{site.base}/a", hand).content == page()


# --- redirections -------------------------------------------------------------------------------------------------

LEADS = {
    "file:///etc/passwd": "is not on the web; only http:// and https:// are fetched",
    "ftp://127.0.0.1/a": "is not on the web; only http:// and https:// are fetched",
    "javascript:alert(1)": "is not on the web",
    "http://user:word@127.0.0.1/": "its address has a name or password in it",
    "http://[::1": "leads to what is no address",
    "http://169.254.169.254/latest/meta-data": "leads to 169.254.169.254, which is not public",
}


@pytest.mark.parametrize("location", LEADS)
def test_a_redirection_leads_nowhere_else(location: str, site: Site, hand: Hand) -> None:
    """To no file, no other protocol, no password, and no address that is not asked directly either."""
    site.answers["/a"] = Answer(status=302, headers={"Location": location})
    assert LEADS[location] in str(refusal(f"{site.base}/a", hand))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_is_followed(status: int, site: Site, hand: Hand) -> None:
    """The address is the last one, and the others are kept."""
    site.answers |= {"/a": Answer(status=status, headers={"Location": "b?x=1#there"}), "/b?x=1": PAGE}
    received = fetch(f"{site.base}/a", hand)
    assert (received.status, received.content, received.asked) == (200, page(), (f"{site.base}/a",))


def test_redirections_come_to_an_end(site: Site, hand: Hand) -> None:
    """Five are followed, a sixth is not; the rules for robots are asked for once."""
    site.answers |= {f"/{n}": Answer(status=302, headers={"Location": f"/{n + 1}"}) for n in range(6)}
    site.answers["/6"] = PAGE
    assert fetch(f"{site.base}/1", hand).content == page()
    assert refusal(f"{site.base}/0", hand).message == "leads on more than 5 times"


def test_a_redirection_without_a_place_is_an_answer(site: Site, hand: Hand) -> None:
    """And none that is wanted."""
    site.answers["/a"] = Answer(status=302)
    assert refusal(f"{site.base}/a", hand).message == "answers 302 Found"


# --- private addresses --------------------------------------------------------------------------------------------

PRIVATE = ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f000001", "0.0.0.0"]


@pytest.mark.parametrize("host", PRIVATE)
def test_this_machine_is_not_asked_unless_it_may_be(host: str, site: Site, hand: Hand) -> None:
    """However its address is written, and whatever name leads to it; not even for robots.txt."""
    address = site.base.replace("127.0.0.1", host)
    error = refusal(f"{address}/a", hand, allow_private=False)
    assert "is not public" in error.message or "cannot be found" in error.message, error
    assert site.asked == []


def test_a_name_of_this_machine_is_refused_by_its_address(site: Site, hand: Hand) -> None:
    """And reached where the feed's settings allow it."""
    address = site.base.replace("127.0.0.1", "localhost")
    site.answers["/a"] = PAGE
    error = refusal(f"{address}/a", hand, allow_private=False)
    assert error.message in ("leads to 127.0.0.1, which is not public", "leads to ::1, which is not public")
    assert str(error).endswith("set allow_private for its feed if you trust it")
    assert error.again  # it is looked up anew each time: a network that asks one to sign in leads all names to itself
    assert fetch(f"{address}/a", hand).content == page()


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    site: Site, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another address the next time (DNS rebinding) is resolved once for each connection."""
    told: list[str] = []
    usual = socket.getaddrinfo

    def rebinding(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        if host != "harbour.example":
            return usual(host, port, *more, **named)
        told.append(host)
        return usual("127.0.0.1" if len(told) % 2 else "127.0.0.2", port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    site.answers["/a"] = PAGE
    site.answers["/robots.txt"] = Answer()
    with pytest.raises(Unfetched, match="cannot be reached"):
        fetch(site.base.replace("127.0.0.1", "harbour.example") + "/a", hand)
    assert told == ["harbour.example", "harbour.example"]
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    assert site.asked[0][1]["host"].startswith("harbour.example:")


def test_one_private_address_among_others_refuses_the_name(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else which one is asked would be left to chance, or to whoever runs the name."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    error = refusal("http://harbour.example/a", hand, allow_private=False)
    assert error.message == "leads to 10.0.0.1, which is not public"


# --- rules and pauses ---------------------------------------------------------------------------------------------


def test_what_robots_may_not_see_is_not_asked_for(site: Site, hand: Hand) -> None:
    """By rules for all or for us alone; the rules are read once."""
    rules = b"User-agent: *\nDisallow: /closed\n\nUser-agent: other\nDisallow: /\n"
    site.answers |= {
        "/robots.txt": Answer(rules),
        "/a": PAGE,
        "/b": Answer(status=302, headers={"Location": "/closed"}),
    }
    fetcher = Fetcher(Manners(hand.clock()))
    assert fetch(f"{site.base}/a", hand, fetcher=fetcher).content == page()
    for path in ("/closed/a", "/b"):
        error = refusal(site.base + path, hand, fetcher=fetcher)
        assert (error.message, error.again) == ("the robots.txt of its host forbids it", False)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b"]


RULES = {
    "none": (Answer(status=404), True),
    "not for us": (Answer(status=403), True),
    "broken": (Answer(status=500), False),
    "binary": (Answer(b"\xff\xfe\x00"), True),
    "ours": (Answer(b"User-agent: briefing\nDisallow: /"), False),
    "with a mark": (Answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), False),
    "elsewhere": (Answer(status=301, headers={"Location": "/rules"}), False),
}


@pytest.mark.parametrize("case", RULES)
def test_rules_that_are_missing_allow_and_those_that_fail_do_not(case: str, site: Site, hand: Hand) -> None:
    """RFC 9309: unavailable is no rule, unreachable forbids for now."""
    answer, is_allowed = RULES[case]
    site.answers |= {"/robots.txt": answer, "/rules": Answer(b"User-agent: *\nDisallow: /"), "/a": PAGE}
    if is_allowed:
        assert fetch(f"{site.base}/a", hand).content == page()
    else:
        refusal(f"{site.base}/a", hand)
        assert "/a" not in site.paths()


STRANGE_RULES = {
    "a digit that is no number": "Crawl-delay: ²",
    "a number too long to read": "Crawl-delay: " + "9" * 5000,
    "a number too large to count": "Crawl-delay: " + "9" * 400,
    "a rate that is no number": "Request-rate: ²/5",
    "a path that is no address": "Disallow: //[x",
}


@pytest.mark.parametrize("case", STRANGE_RULES)
def test_strange_rules_for_robots_end_nothing(case: str, site: Site, hand: Hand) -> None:
    """RFC 9309: what cannot be parsed is left out, and the lines around it hold."""
    rules = f"User-agent: *\n{STRANGE_RULES[case]}\nDisallow: /closed\n"
    site.answers |= {"/robots.txt": Answer(rules.encode()), "/a": PAGE, "/closed": PAGE}
    fetcher = Fetcher(Manners(hand.clock()))
    assert fetch(f"{site.base}/a", hand, fetcher=fetcher).content == page()
    assert "robots.txt" in refusal(f"{site.base}/closed", hand, fetcher=fetcher).message


def test_a_host_has_its_pause(site: Site, hand: Hand) -> None:
    """Between all requests to it, that for its rules included; another host is asked at once."""
    site.answers |= {"/a": PAGE, "/b": Answer(status=302, headers={"Location": "/a"})}
    fetcher = Fetcher(Manners(hand.clock()))
    fetch(f"{site.base}/a", hand, fetcher=fetcher, pause=2)
    fetch(f"{site.base}/b", hand, fetcher=fetcher, pause=2)
    assert hand.slept == [2, 2, 2]
    with serving() as other:
        other.answers["/a"] = PAGE
        fetch(f"{other.base}/a", hand, fetcher=fetcher, pause=0)
    assert hand.slept == [2, 2, 2]


@pytest.mark.parametrize(("asked", "given"), [("3", [3.0, 3.0]), ("600", [10.0, 10.0]), ("x", [1.0, 1.0])])
def test_a_host_may_ask_for_a_longer_pause(asked: str, given: list[float], site: Site, hand: Hand) -> None:
    """Up to ten seconds."""
    site.answers |= {"/robots.txt": Answer(f"User-agent: *\nCrawl-delay: {asked}\n".encode()), "/a": PAGE}
    fetcher = Fetcher(Manners(hand.clock()))
    for _ in range(2):
        fetch(f"{site.base}/a", hand, fetcher=fetcher, pause=1)
    assert hand.slept == given


@pytest.mark.parametrize(
    ("retry_after", "slept"),
    [("7", [7.0]), ("Sun, 22 Nov 2026 12:00:30 GMT", [30.0]), ("0", []), ("soon", []), ("-5", [])],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_once_more_after_its_time(
    status: int, retry_after: str, slept: list[float], site: Site, hand: Hand
) -> None:
    """In seconds or as a date."""
    site.answers["/a"] = [Answer(status=status, headers={"Retry-After": retry_after}), PAGE]
    assert fetch(f"{site.base}/a", hand).content == page()
    assert hand.slept == slept


def test_a_host_that_stays_busy_is_left(site: Site, hand: Hand) -> None:
    """After two refusals that it asked to wait for nothing more is asked of it in this run."""
    site.answers["/a"] = Answer(status=429, headers={"Retry-After": "5"})
    fetcher = Fetcher(Manners(hand.clock()))
    told = [refusal(f"{site.base}/a", hand, fetcher=fetcher).message for _ in range(3)]
    assert told == ["answers 429 Too Many Requests"] * 2 + ["its host has not answered before"]
    assert site.paths() == ["/a"] * 4


@pytest.mark.parametrize("retry_after", ["3600", "99999999999999", "Mon, 23 Nov 2026 12:00:00 GMT"])
def test_nobody_waits_for_long(retry_after: str, site: Site, hand: Hand) -> None:
    """What a host asks for beyond a minute is for a later run, and no more than a day."""
    site.answers["/a"] = Answer(status=429, headers={"Retry-After": retry_after})
    fetcher = Fetcher(Manners(hand.clock()))
    for _ in range(2):
        refusal(f"{site.base}/a", hand, fetcher=fetcher)
    rests = fetcher.manners.rests()
    assert hand.slept == []
    assert all(0 < until - hand.time <= 86_400 for until in rests.values())
    assert site.paths() == ["/a"]


def test_a_host_that_is_silent_is_not_asked_for_ever(site: Site, hand: Hand) -> None:
    """Two silences are enough for a run."""
    site.answers["/robots.txt"] = silent
    fetcher = Fetcher(Manners(hand.clock()), SHORT)
    told = [refusal(f"{site.base}/{n}", hand, fetcher=fetcher).message for n in range(4)]
    assert told == ["took more than 0.2 seconds"] * 2 + ["its host has not answered before"] * 2
    assert len(site.asked) == 2


def test_nobody_listens(hand: Hand) -> None:
    """A connection that is refused is told as such."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        error = refusal(f"http://127.0.0.1:{unused.getsockname()[1]}/", hand)
    assert (error.message, error.again) == ("cannot be reached ([Errno 111] Connection refused)", True)


def test_no_such_host(hand: Hand) -> None:
    """Nor for a name that is none."""
    for host in ("nowhere.invalid", f"{'a' * 70}.example", "a..example", "xn--a.example"):
        error = refusal(f"http://{host}/", hand)
        assert error.message.startswith(("its address cannot be found (", "is no address")), error


# --- certificates -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for harbour.example, and its key, in one file."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl")
    folder = tmp_path_factory.mktemp("certificate")
    new = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=harbour.example"]
    named = ["-addext", "subjectAltName=DNS:harbour.example", "-keyout", "key.pem", "-out", "certificate.pem"]
    subprocess.run([*new, *named], cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "certificate.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


@pytest.fixture
def secure(certificate: Path) -> Iterator[Site]:
    """A site behind TLS that is called harbour.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as made:
        made.answers["/a"] = PAGE
        yield made


def trusting(certificate: Path, hand: Hand) -> Fetcher:
    """A fetcher that trusts this certificate alone."""
    return Fetcher(Manners(hand.clock()), context=ssl.create_default_context(cafile=str(certificate)))


def test_the_name_in_a_certificate_counts(
    secure: Site, certificate: Path, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the connection goes to an address: the right name is accepted, another one is not."""
    usual = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more, **named: usual("127.0.0.1", *more, **named))
    right = secure.base.replace("127.0.0.1", "harbour.example")
    assert fetch(f"{right}/a", hand, fetcher=trusting(certificate, hand)).content == page()
    wrong = secure.base.replace("127.0.0.1", "pier.example")
    error = refusal(f"{wrong}/a", hand, fetcher=trusting(certificate, hand))
    assert "CERTIFICATE_VERIFY_FAILED" in error.message


def test_a_certificate_of_nobody_is_not_trusted(secure: Site, hand: Hand) -> None:
    """Only what this machine trusts."""
    assert "CERTIFICATE_VERIFY_FAILED" in refusal(f"{secure.base}/a", hand).message
