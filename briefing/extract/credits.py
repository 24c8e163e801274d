"""Whose news it is: the outlets that an article credits ("Sulina Bulletin reports, Pontic Herald reports")."""

import re
from collections.abc import Sequence

from briefing.lexicon import Lexicon
from briefing.model import Span

_CREDIT = re.compile(r",\s+(?P<name>[^\W\d_][\w.&’'-]*(?: [^\W\d_][\w.&’'-]*){0,4}) (?P<verb>[^\W\d_]+)(?=\s*[,.])")
_PARAGRAPHS = 3
"""Credits stand near the top."""


def find_credits(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the credited outlets in order, the nearest to the reader last."""
    if not paragraphs:
        return ()
    end = paragraphs[:_PARAGRAPHS][-1].end
    matches = _CREDIT.finditer(text, 0, end)
    names = (_bare(m["name"], lexicon) for m in matches if m["verb"].lower() in lexicon.credits)
    return tuple(name for name in names if name[:1].isupper())


def _bare(name: str, lexicon: Lexicon) -> str:
    """Return a name without the article in front of it."""
    first, _, rest = name.partition(" ")
    return rest if first in lexicon.determiners else name


def outlet_and_upstream(stated: str, credited: Sequence[str]) -> tuple[str, str]:
    """Return who publishes and whom they rely on; "" where the article does not say.

    >>> outlet_and_upstream("", ("Sulina Bulletin", "Pontic Herald"))
    ('Pontic Herald', 'Sulina Bulletin')
    >>> outlet_and_upstream("Port Gazette", ("Sulina Bulletin",))
    ('Port Gazette', 'Sulina Bulletin')
    """
    chain = [name for name in credited if name != stated]
    if not stated and len(chain) > 1:
        stated = chain.pop()
    return stated, ", ".join(chain)
