"""Which addresses may be connected to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.hosts import is_allowed

ADDRESSES = [
    # address, allowed, allowed where private ones are
    ("93.184.215.14", True, True),
    ("2606:4700::1111", True, True),
    ("10.0.0.1", False, True),
    ("172.16.0.1", False, True),
    ("192.168.1.1", False, True),
    ("100.64.0.1", False, True),
    ("127.0.0.1", False, True),
    ("::1", False, True),
    ("fd00::1", False, True),
    ("fec0::1", False, True),
    ("169.254.169.254", False, False),
    ("fd00:ec2::254", False, False),
    ("fd20:ce::254", False, False),
    ("100.100.100.200", False, False),
    ("::ffff:100.100.100.200", False, False),
    ("100.100.100.201", False, True),
    ("168.63.129.16", False, False),
    ("fe80::1", False, False),
    ("fe80::1%eth0", False, False),
    ("0.0.0.0", False, False),
    ("::", False, False),
    ("224.0.0.1", False, False),
    ("ff02::1", False, False),
    ("240.0.0.1", False, False),
    ("255.255.255.255", False, False),
    ("192.0.2.1", False, True),
    ("::ffff:127.0.0.1", False, True),
    ("::ffff:169.254.169.254", False, False),
    ("::127.0.0.1", False, False),
    ("64:ff9b::7f00:1", False, True),
    ("64:ff9b::5db8:d70e", True, True),
    ("2002:7f00:1::", False, True),
    ("2002:a9fe:a9fe::", False, False),
]


@pytest.mark.parametrize(("address", "public", "near"), ADDRESSES)
def test_only_addresses_of_hosts_that_may_be_asked(address: str, public: bool, near: bool) -> None:
    """Public ones; with `allow_private` those of a house too, and never what is no host's own."""
    assert (is_allowed(address), is_allowed(address, allow_private=True)) == (public, near)


@given(st.ip_addresses(v=4).map(str))
def test_an_address_inside_another_is_judged_alike(address: str) -> None:
    """IPv4 in IPv6 opens no way around."""
    assert is_allowed(f"::ffff:{address}") == is_allowed(address)
    assert is_allowed(f"64:ff9b::{address}") == is_allowed(address)
