"""How well the sources of a briefing bear out what it prints: the counts of its source statement."""

from dataclasses import dataclass
from typing import Literal

from briefing.model.outlets import Reliability

Credibility = Literal[1, 6]
"""Of an item, by the second axis of the Admiralty code: 1 confirmed by other sources, 6 cannot be judged. What lies
between asks for a person."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The counts of the source statement, each to be counted again from the rest of the briefing.

    A cited source is an entry of the numbered register. A point is one of a section; highlights repeat these and are
    not counted again. A point's origins are those of its `Support`; an origin, named or not, is as in `Story`.
    """

    cited: int
    """Entries of the register."""
    outlets: int
    """Different outlets of the cited sources: by the register of outlets, else by the name that the article gives.
    Case, blanks and punctuation do not tell two names apart, here and wherever names are counted."""
    outlets_unstated: int
    """Cited sources that name no outlet and are not in the register of outlets by their address either."""
    carriers: int
    """Different outlets that carried copies of cited sources, and are the outlet of no cited one."""
    origins: int
    """Independent first sources: the origins that hold a cited source. Those of one name, or of two names of one entry
    of the register of outlets, are one in all stories; an origin without a name is one by itself."""
    third_hand: int
    """Cited sources that credit somebody else for what they tell."""
    undated: int
    """Cited sources without a date of publication."""
    points: int
    """Points of the sections."""
    confirmed: int
    """Of these, those on two or more origins that no discrepancy touches."""
    single: int
    """Of these, those on one origin, touched by a discrepancy or not."""
    contradicted: int
    """Of these, those that a discrepancy touches, however many origins they have."""
    discrepancies: int
    """Pairs of passages that differ."""
    ratings: tuple[tuple[Reliability, int], ...]
    """A to F and the cited sources of outlets with that letter; those of outlets that are not in the register are F."""
    unrated: int
    """Of F, those that are not in the register of outlets."""
    heaviest: tuple[tuple[int, int], ...]
    """Up to three cited sources by number, each with the items of the sections that are printed from it: those with the
    most, the lower number first where two have as many; none that has only as many as one that is left out."""
    single_source_themes: tuple[str, ...]
    """Slugs of the sections that hold something and rest on one origin: that of every article that carries any of their
    items, a quotation being carried by its own article alone."""
    touched: tuple[str, ...]
    """Ids of the points, highlights included, that a discrepancy touches: it has the point's own words; or it has words
    of another article that carries the point, and the point has the value that is in doubt there."""
    credible: tuple[str, ...]
    """Ids of the points, highlights included, whose credibility is 1; that of everything else is 6."""
