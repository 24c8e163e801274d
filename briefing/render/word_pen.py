"""Writes words as WordprocessingML: runs, links, bookmarks, content controls.

A `Pen` serves one document. It remembers what must be unique or known throughout: the numbers of bookmarks, the
addresses linked to and what had to be replaced.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import quote

from briefing import anchors
from briefing.blocks import Run, Runs, Voice
from briefing.model import Problem
from briefing.render.links import is_address
from briefing.render.word_measures import attribute

_SPACES = re.compile(r"[\t\n\r\x85\u2028\u2029]")
_LAST_OF_PLANES = "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
_ILLEGAL = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_LAST_OF_PLANES}]")
"""Controls, lone surrogates and noncharacters: XML 1.0 forbids them or warns of them."""
_HIDDEN = '<w15:appearance w15:val="hidden"/>'
"""No frame around a control where somebody points at it."""
_ODD = re.compile(f"{_ILLEGAL.pattern}|{_SPACES.pattern}")
"""Anything that does not stay as it is."""
_URI_CHARACTERS = "%/:?#[]@!$&'()*+,;=-._~"


@dataclass(slots=True)
class Pen:
    """Everything written so far that later words depend on."""

    styles: Mapping[str, str]
    """Style ids by name."""
    where: str = ""
    """The block being written; problems name it."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Relationship id by web address, in the part being written."""
    lost: dict[str, Counter[str]] = field(default_factory=dict)
    """Characters that were replaced, by place."""
    _bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    _controls: set[int] = field(default_factory=set)

    def for_part(self) -> "Pen":
        """Return a pen for another part of the same file: numbers go on, addresses are each part's own."""
        return replace(self, addresses={})

    def run(self, text: str, style: str = "", language: str = "", look: str = "") -> str:
        """Return a run in a character style and a language; "" leaves them to the paragraph and the page.

        A look beside the style is for what some programs take from the run alone.
        """
        look = (f'<w:rStyle w:val="{self.styles[style]}"/>' if style else "") + look
        if language:
            lang = attribute(holdable(language))
            look += f'<w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="{lang}"/>'
        look = f"<w:rPr>{look}</w:rPr>" if look else ""
        return f'<w:r>{look}<w:t xml:space="preserve">{self.text(text)}</w:t></w:r>'

    def text(self, text: str) -> str:
        """Return words as they may stand in markup."""
        return attribute(self.clean(text))

    def clean(self, text: str) -> str:
        """Return words on one line as Word can hold them; what it cannot hold is reported for this place."""
        if not _ODD.search(text):
            return text
        if bad := _ILLEGAL.findall(_SPACES.sub(" ", text)):
            self.lost.setdefault(self.where, Counter()).update(bad)
        return holdable(text)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What had to be replaced so far: one problem for each place."""
        return tuple(_problem(where, counts) for where, counts in self.lost.items())

    def runs(self, runs: Runs, voices: Mapping[Voice, str]) -> str:
        """Return runs, each in the style of its voice and linked where it has a target."""
        return "".join(self._linked(run, voices[run.voice]) for run in runs if run.text)

    def paragraph(self, style: str, inner: str) -> str:
        """Return a paragraph in a style."""
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/></w:pPr>{inner}</w:p>'

    def bookmark(self, id: str, inner: str) -> str:
        """Return what is given under the bookmark of an id."""
        number = next(self._bookmarks)
        name = anchors.bookmark(id)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'

    def control(self, id: str, alias: str, inner: str) -> str:
        """Return what is given in a content control, with its bookmark inside; an editor may delete it."""
        return _control(f"{self._named(id, alias)}{_HIDDEN}", self.bookmark(id, inner))

    def place(self, id: str, alias: str, hint: str, style: str, look: str) -> str:
        """Return a paragraph of a style, with a content control that shows a hint until somebody writes there.

        LibreOffice makes a field without looks of a control around the paragraph, so this one stands inside.
        """
        words = self.run(hint, "Placeholder Text", look=look)
        words = self.bookmark(anchors.hint(self.clean(hint), next(self._bookmarks)), words)
        properties = f"{self._named(id, self.text(alias))}<w:showingPlcHdr/>"
        return self.paragraph(style, _control(properties, words))

    def _named(self, id: str, alias: str) -> str:
        number = zlib.crc32(id.encode()) % 2**31 or 1
        while number in self._controls:
            number += 1
        self._controls.add(number)
        return f'<w:alias w:val="{alias}"/><w:tag w:val="{id}"/><w:id w:val="{number}"/>'

    def link(self, id: str, inner: str) -> str:
        """Return what is given, leading to the block of an id."""
        return f'<w:hyperlink w:anchor="{anchors.bookmark(id)}" w:history="1">{inner}</w:hyperlink>'

    def _linked(self, run: Run, style: str) -> str:
        if run.target and ":" not in run.target:
            return self.link(run.target, self._reference(run, style))
        if not is_address(run.target):
            return self.run(run.text, style, run.language)
        relation = self.addresses.setdefault(run.target, f"rIdLink{len(self.addresses) + 1}")
        linked = self.run(run.text, style or "Hyperlink", run.language)
        return f'<w:hyperlink r:id="{relation}" w:history="1">{linked}</w:hyperlink>'

    def _reference(self, run: Run, style: str) -> str:
        """A citation's number stands out from its paragraph: `1 ¶5`."""
        number, gap, paragraph = run.text.partition("\u202f")
        if run.voice != "accent" or not gap:
            return self.run(run.text, style, run.language)
        return self.run(number, "Citation Number") + self.run(gap + paragraph, "Citation")


def _control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def holdable(text: str) -> str:
    """Return words on one line: tabs and line ends become spaces, what Word cannot hold becomes U+FFFD.

    >>> holdable("a\\tb\\x00")
    'a b\ufffd'
    """
    return _ILLEGAL.sub("\ufffd", _SPACES.sub(" ", text))


def _problem(where: str, counts: Counter[str]) -> Problem:
    characters = ", ".join(f"{count} × U+{ord(char):04X}" for char, count in sorted(counts.items()))
    message = f"characters that a Word file cannot hold were replaced by U+FFFD: {characters}"
    return Problem("render", where, message, "compare the place with its source")


def uri(address: str) -> str:
    """Return an address as a relationship may hold it: other than ASCII is percent-encoded.

    >>> uri("https://port.example/ż|?q=%20")
    'https://port.example/%C5%BC%7C?q=%20'
    """
    return quote(address, safe=_URI_CHARACTERS)
