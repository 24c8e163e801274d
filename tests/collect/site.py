"""A web server on this machine that answers as it is told, and remembers what it was asked."""

import gzip
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from xml.sax.saxutils import escape

Headers = dict[str, str]
Act = Callable[["BaseHTTPRequestHandler", Event], None]

PARAGRAPHS = (
    "The harbour at Vilkovo reopened on Monday after a week of work, the port office said, and forty ships that had "
    "waited in the roads were let in before night.",
    "“Nobody slept, and nobody complained,” said Rumen Dachev, who leads the pilots. “We owe it to the crew of the tug "
    "Zorya and to luck, and the mayor of Türkiye's Samsun knows it,” he added on Tuesday.",
)


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    body: bytes = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)


@dataclass
class Site:
    """What is to be answered, by path, and what was asked: paths with the headers."""

    base: str
    answers: dict[str, Answer | list[Answer] | Act] = field(default_factory=dict)
    asked: list[tuple[str, Headers]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    """Set when the test is over, for answers that wait."""

    def paths(self) -> list[str]:
        """What was asked for but the rules for robots."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def feed(self, *paths: str, **more: str) -> Answer:
        """An RSS feed that lists these pages."""
        return Answer(
            rss(*(self.base + path for path in paths)), headers={"Content-Type": "application/rss+xml", **more}
        )


def rss(*links: str, text: str = "What the feed says of it, in a sentence.") -> bytes:
    """A feed with an entry for each link."""
    entries = "".join(
        f"<item><title>Harbour report {number}</title><link>{escape(link)}</link><description>{text}</description>"
        f"<pubDate>Wed, {number + 4:02} Nov 2026 08:00:00 GMT</pubDate></item>"
        for number, link in enumerate(links, 1)
    )
    return f"<rss version='2.0'><channel><title>Pontic Herald</title>{entries}</channel></rss>".encode()


def page(*paragraphs: str, head: str = "") -> bytes:
    """An article's page."""
    body = "".join(f"<p>{escape(one)}</p>" for one in paragraphs or PARAGRAPHS)
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>".encode()


HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGE = Answer(page(), headers=HTML)


def packed(content: bytes) -> Answer:
    """A page that is packed for the way."""
    return Answer(gzip.compress(content), headers={**HTML, "Content-Encoding": "gzip"})


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that answers 404 until it is told otherwise."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if context else "http"
    server.site = Site(f"{scheme}://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.site  # type: ignore[attr-defined]
    finally:
        server.site.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        answer = site.answers.get(self.path, Answer(status=404))
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if not isinstance(answer, Answer):
            self.close_connection = True
            try:
                answer(self, site.over)
            except OSError:
                return
            return
        is_same = "ETag" in answer.headers and self.headers["If-None-Match"] == answer.headers["ETag"]
        self._send(Answer(status=304, headers={"ETag": answer.headers["ETag"]}) if is_same else answer)

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        pass


# --- answers that do not end well ---------------------------------------------------------------------------------


def silent(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Take the request and say nothing."""
    over.wait()


def dripping_head(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.01):
        handler.wfile.write(b"X-More: 1\r\n")


def dripping_body(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Send a byte from time to time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while not over.wait(0.01):
        handler.wfile.write(b"a")


def endless(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Send and send."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not over.is_set():
        handler.wfile.write(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")


def cut_short(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Close before the end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<html>")


def nonsense(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """Speak something else than HTTP."""
    handler.wfile.write(b"SSH-2.0-nothing\r\n\r\n")
