"""One request and its answer, within bounds, over a connection to an address that was checked.

A name is resolved once, and the connection goes to the addresses that were checked: between the check and the
connection it cannot come to mean another (DNS rebinding). TLS still verifies the name. The answer has so much time in
all, from the first packet on, and so many bytes, packed and unpacked. There are no cookies, no proxies and nothing else
from the environment but the certificates that this machine trusts.
"""

import ssl
import time
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpcore
import httpx

from briefing.collect.hosts import resolve
from briefing.errors import Unfetched

_MEGABYTE = 1_000_000
_GZIP = 31
"""What zlib calls the format."""
_MEMBER = b"\x1f"
"""How each of its streams begins; a file may hold more than one (RFC 1952)."""
_LATER = "try again later"
_FAULTS = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one answer may take."""

    seconds: float = 30.0
    size: int = 20 * _MEGABYTE
    """Bytes, packed or unpacked."""


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back to one request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """Names in lower case."""
    content: bytes
    """b"" where the status is not 200: nobody looks at what comes with another, and it may be packed in any way."""


@contextmanager
def _explained(address: str, bounds: Bounds) -> Iterator[None]:
    """Turn what a connection may raise into `Unfetched`."""
    try:
        yield
    except httpcore.TimeoutException:
        raise Unfetched(address, f"took more than {bounds.seconds:g} seconds", _LATER, again=True) from None
    except _FAULTS as error:
        raise Unfetched(address, f"cannot be reached ({_reason(error)})", _LATER, again=True) from None


def _reason(error: Exception) -> str:
    told = " ".join(str(error).split())
    return told if told and told.isprintable() else type(error).__name__


def request(
    address: str, headers: Mapping[str, str], context: ssl.SSLContext, allow_private: bool, bounds: Bounds
) -> Answer:
    """Return the answer to a GET of an address, whatever its status; no redirection is followed.

    Raises `Unfetched` where there is none within the bounds, or the address may not be connected to.
    """
    network = _Network(address, allow_private, time.monotonic() + bounds.seconds)
    # Spoken to without httpx's client, which keeps cookies and looks at where an answer leads.
    with _explained(address, bounds), _Transport(context, network) as transport:
        response = transport.handle_request(httpx.Request("GET", address, headers=headers))
        content = _content(address, response, bounds) if response.status_code == HTTPStatus.OK else b""
        told = ((name.lower(), value) for name, value in response.headers.multi_items())
        return Answer(response.status_code, tuple(told), content)


def _content(address: str, response: httpx.Response, bounds: Bounds) -> bytes:
    if _length(response) > bounds.size:
        raise _too_large(address, bounds)
    packed = _within(address, response.iter_raw(), bounds)
    unpacked = _unpacked(address, response.headers.get("content-encoding", ""), packed, bounds)
    return b"".join(_within(address, unpacked, bounds))


def _length(response: httpx.Response) -> float:
    told = response.headers.get("content-length", "")
    return float(told) if told.isdecimal() else 0.0


def _within(address: str, pieces: Iterable[bytes], bounds: Bounds) -> Iterator[bytes]:
    """Yield the pieces, as long as they are not too much in all."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > bounds.size:
            raise _too_large(address, bounds)
        yield piece


def _unpacked(address: str, encoding: str, pieces: Iterator[bytes], bounds: Bounds) -> Iterator[bytes]:
    """Yield the bytes as they were before they were packed for the way, never more at once than the bound and one."""
    if encoding.lower() in ("", "identity"):
        yield from pieces
        return
    if encoding.lower() not in ("gzip", "x-gzip"):
        raise Unfetched(address, f"is packed as {encoding!r}, which was not asked for", "look at the address")
    try:
        yield from _streams(address, pieces, bounds)
    except zlib.error:
        raise Unfetched(address, "is packed and damaged", _LATER, again=True) from None


def _streams(address: str, pieces: Iterator[bytes], bounds: Bounds) -> Iterator[bytes]:
    """Yield what is packed in one stream after the other; what stands behind the last is read and left out."""
    packed, is_begun = zlib.decompressobj(_GZIP), False
    for rest in pieces:
        while rest:
            if packed.eof and not rest.startswith(_MEMBER):
                deque(pieces, maxlen=0)
                return
            packed, is_begun = zlib.decompressobj(_GZIP) if packed.eof else packed, True
            yield packed.decompress(rest, bounds.size + 1)
            if packed.unconsumed_tail:
                raise _too_large(address, bounds)
            rest = packed.unused_data
    if is_begun and not packed.eof:
        raise Unfetched(address, "is packed and cut short", _LATER, again=True)


def _too_large(address: str, bounds: Bounds) -> Unfetched:
    return Unfetched(address, f"is larger than {bounds.size / _MEGABYTE:g} MB", "save it yourself if it matters")


# --- the connection -----------------------------------------------------------------------------------------------


class _Transport(httpx.BaseTransport):
    """Lets httpx speak over connections of ours; each serves one request."""

    def __init__(self, context: ssl.SSLContext, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(context, network_backend=network, max_keepalive_connections=0)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        sent = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        got = self._pool.handle_request(sent)
        assert isinstance(got.stream, Iterable)
        return httpx.Response(got.status, headers=got.headers, stream=_Body(got), extensions=got.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Network(httpcore.NetworkBackend):
    """Connects to checked addresses alone, all before one deadline."""

    def __init__(self, address: str, allow_private: bool, deadline: float) -> None:
        self._address, self._allow_private, self._deadline = address, allow_private, deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        refused: Exception = httpcore.ConnectError("no address answers")
        for checked in resolve(host, port, self._allow_private, self._address):
            try:
                stream = self._network.connect_tcp(checked, port, _left(self._deadline))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = error
            else:
                return _Stream(stream, self._deadline)
        raise refused


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing waits beyond a deadline, however slowly bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float) -> float:
    """Return the seconds until a deadline; raises where it is past, since 0 would mean not to wait at all."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left
