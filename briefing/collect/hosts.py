"""The addresses behind a host's name, and whether a connection to them may be made.

What an address is for is settled by IANA's registries of special addresses (RFC 6890), as `ipaddress` has them. An
address that carries another one inside is judged by both: IPv4 in IPv6 (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380)
and NAT64 (RFC 6052).
"""

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from briefing.errors import Unfetched

_NAT64 = IPv6Network("64:ff9b::/96")
_METADATA = frozenset(map(ip_address, ("fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16")))
"""Where clouds tell a machine its secrets; their other addresses for that are link-local."""
_ALLOW = "set allow_private for its feed if you trust it"

Address = IPv4Address | IPv6Address


def resolve(host: str, port: int, allow_private: bool, where: str) -> tuple[str, ...]:
    """Return the addresses of a host, all of them checked; `where` is what was asked for.

    Raises `Unfetched` where there is none, or where one of them is not public: a name with a public and a private
    address is a trap. `allow_private` lets networks of a house and this machine pass; never what is no host's own. A
    later run may find another address: that of a network which asks one to sign in first is soon gone.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no name of a host"
        raise Unfetched(where, f"its address cannot be found ({reason})", "look at the address", again=True) from None
    addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
    for text in addresses:
        if not is_allowed(text, allow_private):
            raise Unfetched(where, f"leads to {text}, which is not public", _ALLOW, again=True)
    return addresses


def is_allowed(text: str, allow_private: bool = False) -> bool:
    """Whether an address may be connected to.

    >>> [is_allowed(text) for text in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "2606:4700::1111")]
    [True, False, False, True]
    >>> is_allowed("10.0.0.1", allow_private=True), is_allowed("169.254.169.254", allow_private=True)
    (True, False)
    """
    allowed = _is_near if allow_private else _is_public
    return all(allowed(one) and one not in _METADATA for one in _with_inner(ip_address(text)))


def _is_public(one: Address) -> bool:
    of_a_site = isinstance(one, IPv6Address) and one.is_site_local
    return one.is_global and not (one.is_multicast or one.is_reserved or of_a_site)


def _is_near(one: Address) -> bool:
    """Whether it is a host's own. Link-local ones are not: in clouds they give away the machine's secrets."""
    nobody = one.is_multicast or one.is_link_local or one.is_unspecified
    return not nobody and (one.is_loopback or not one.is_reserved)


def _with_inner(one: Address) -> Iterator[Address]:
    """Yield an address, or what it carries inside where it is nothing but a wrapping."""
    if isinstance(one, IPv4Address):
        yield one
    elif one.ipv4_mapped:
        yield one.ipv4_mapped
    elif one in _NAT64:
        yield IPv4Address(int(one) & 0xFFFFFFFF)
    else:
        yield one
        yield from (one.teredo or ())
        yield from (one.sixtofour,) if one.sixtofour else ()
