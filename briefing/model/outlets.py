"""Outlets: what a desk knows of those who publish."""

from dataclasses import dataclass
from typing import Literal

Reliability = Literal["A", "B", "C", "D", "E", "F"]
"""Of a source as a whole, by the first axis of the Admiralty code: A completely reliable ... E unreliable, F cannot be
judged."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """An entry of the register of outlets."""

    name: str
    also: tuple[str, ...] = ()
    """Other names that articles give it, and the hosts of its addresses on the web, such as "portsignal.example"."""
    country: str = ""
    type: str = ""
    """What it is: "news agency", "ministry", "newspaper"."""
    owner: str = ""
    reliability: Reliability = "F"
    """As the desk rates the organisation; never that of a single report."""
