"""Addresses that files name for themselves: what may become a link, and nothing else."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f]{1,2040}", re.IGNORECASE)


def web_address(found: object) -> str:
    """Return an address of the web as it stands, "" for any other scheme, and for what is no address.

    >>> web_address(" https://example.org/a "), web_address("javascript:alert(1)"), web_address(None)
    ('https://example.org/a', '', '')
    """
    address = found.strip() if isinstance(found, str) else ""
    return address if _ADDRESS.fullmatch(address) else ""
